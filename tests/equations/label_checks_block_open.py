"""Hand-written checks of the rows on block in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, gap, vec


def o_059(g: Draw) -> float:
    r"""True: (A\otimes B)(C\otimes D) = (AC)\otimes(BD)."""
    m, n = g.whole(2, 3), g.whole(2, 3)
    a, c, b, d = g.mat(m, m), g.mat(m, m), g.mat(n, n), g.mat(n, n)
    return gap(np.kron(a, b) @ np.kron(c, d), np.kron(a @ c, b @ d))


def o_060(g: Draw) -> float:
    r"""False: (A\otimes B)(C\otimes D) = (AD)\otimes(BC)."""
    n = g.whole(2, 3)
    a, c, b, d = g.mat(n, n), g.mat(n, n), g.mat(n, n), g.mat(n, n)
    return gap(np.kron(a, b) @ np.kron(c, d), np.kron(a @ d, b @ c))


def o_061(g: Draw) -> float:
    r"""True: \operatorname{vec}(AXB) = (B^\top\otimes A)\operatorname{vec}(X)."""
    m, n, p, q = g.dims(4)
    a, x, b = g.mat(m, n), g.mat(n, p), g.mat(p, q)
    return gap(vec(a @ x @ b), np.kron(b.T, a) @ vec(x))


def o_062(g: Draw) -> float:
    r"""False: \operatorname{vec}(AXB) = (A\otimes B^\top)\operatorname{vec}(X)."""
    m, n, p, q = g.dims(4)
    a, x, b = g.mat(m, n), g.mat(n, p), g.mat(p, q)
    return gap(vec(a @ x @ b), np.kron(a, b.T) @ vec(x))


def o_063(g: Draw) -> float:
    r"""True: \operatorname{vec}(AXB) = (A\otimes B^\top)\operatorname{vec}(X)."""
    m, n, p, q = g.dims(4)
    a, x, b = g.mat(m, n), g.mat(n, p), g.mat(p, q)
    return gap((a @ x @ b).ravel(), np.kron(a, b.T) @ x.ravel())


def o_064(g: Draw) -> float:
    r"""True: \begin{bmatrix} A & B \end{bmatrix}\begin{bmatrix} C \\ D \end{bmatrix} = AC + BD."""
    m, n, p, q = g.dims(4)
    a, b, c, d = g.mat(m, p), g.mat(m, q), g.mat(p, n), g.mat(q, n)
    return gap(np.hstack([a, b]) @ np.vstack([c, d]), a @ c + b @ d)


def o_065(g: Draw) -> float:
    r"""False: \begin{bmatrix} A & B \end{bmatrix}\begin{bmatrix} C \\ D \end{bmatrix} = AD + BC."""
    n = g.whole(2, 4)
    a, b, c, d = g.mat(n, n), g.mat(n, n), g.mat(n, n), g.mat(n, n)
    return gap(np.hstack([a, b]) @ np.vstack([c, d]), a @ d + b @ c)


def o_066(g: Draw) -> float:
    r"""True: \begin{bmatrix} A & B \\ 0 & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} & -A^{-1}BD^{ …."""
    m, n = g.dims(2)
    a, b, d, z = g.inv(m), g.mat(m, n), g.inv(n), np.zeros((n, m))
    ai, di = np.linalg.inv(a), np.linalg.inv(d)
    return gap(np.linalg.inv(np.block([[a, b], [z, d]])), np.block([[ai, -ai @ b @ di], [z, di]]))


def o_067(g: Draw) -> float:
    r"""False: \begin{bmatrix} A & B \\ 0 & D \end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} & A^{-1}BD^{- …."""
    m, n = g.dims(2)
    a, b, d, z = g.inv(m), g.mat(m, n), g.inv(n), np.zeros((n, m))
    ai, di = np.linalg.inv(a), np.linalg.inv(d)
    return gap(np.linalg.inv(np.block([[a, b], [z, d]])), np.block([[ai, ai @ b @ di], [z, di]]))


def o_068(g: Draw) -> float:
    r"""True: x^\top (A\odot B)\, y = \operatorname{tr}\big(\operatorname{diag}(x)\,A\,\operatorname{d …."""
    m, n = g.dims(2)
    a, b, x, y = g.mat(m, n), g.mat(m, n), g.vec(m), g.vec(n)
    return gap(x @ (a * b) @ y, np.trace(np.diag(x) @ a @ np.diag(y) @ b.T))


def o_069(g: Draw) -> float:
    r"""False: x^\top (A\odot B)\, y = \operatorname{tr}\big(\operatorname{diag}(x)\,A\,\operatorname{d …."""
    n = g.whole(2, 5)
    a, b, x, y = g.mat(n, n), g.mat(n, n), g.vec(n), g.vec(n)
    return gap(x @ (a * b) @ y, np.trace(np.diag(x) @ a @ np.diag(y) @ b))


def o_070(g: Draw) -> float:
    r"""True: \operatorname{diag}(u)\,v = u\odot v."""
    n = g.whole(2, 6)
    u, v = g.vec(n), g.vec(n)
    return gap(np.diag(u) @ v, u * v)


def o_071(g: Draw) -> float:
    r"""False: \operatorname{diag}(u)\,v = u^\top v."""
    n = g.whole(2, 6)
    u, v = g.vec(n), g.vec(n)
    return gap(np.diag(u) @ v, u @ v)


def o_072(g: Draw) -> float:
    r"""True: (xx^\top)\odot(yy^\top) = (x\odot y)(x\odot y)^\top."""
    n = g.whole(2, 5)
    x, y = g.vec(n), g.vec(n)
    return gap(np.outer(x, x) * np.outer(y, y), np.outer(x * y, x * y))


def o_073(g: Draw) -> float:
    r"""False: (xx^\top)\odot(yy^\top) = (x^\top y)^2 I."""
    n = g.whole(2, 5)
    x, y = g.vec(n), g.vec(n)
    return gap(np.outer(x, x) * np.outer(y, y), (x @ y) ** 2 * np.eye(n))


def o_074(g: Draw) -> float:
    r"""True: A\odot B = AB."""
    n = g.whole(2, 5)
    a, b = g.diag(n), g.diag(n)
    return gap(a * b, a @ b)


def o_075(g: Draw) -> float:
    r"""False: A\odot B = AB."""
    n = g.whole(2, 5)
    a, b = g.mat(n, n), g.mat(n, n)
    return gap(a * b, a @ b)


def o_076(g: Draw) -> float:
    r"""True: \operatorname{tr}\begin{bmatrix} A & B \\ C & D \end{bmatrix} = \operatorname{tr}(A) + \ …."""
    m, n = g.dims(2)
    a, b, c, d = g.mat(m, m), g.mat(m, n), g.mat(n, m), g.mat(n, n)
    return gap(np.trace(np.block([[a, b], [c, d]])), np.trace(a) + np.trace(d))


def o_077(g: Draw) -> float:
    r"""False: \operatorname{tr}\begin{bmatrix} A & B \\ C & D \end{bmatrix} = \operatorname{tr}(A)\ope …."""
    m, n = g.dims(2)
    a, b, c, d = g.mat(m, m), g.mat(m, n), g.mat(n, m), g.mat(n, n)
    return gap(np.trace(np.block([[a, b], [c, d]])), np.trace(a) * np.trace(d))

"""Hand-written checks of the rows on block in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, expm, gap, vec


def f_060(g: Draw) -> float:
    r"""True: \operatorname{tr}(A\otimes B) = \operatorname{tr}(A)\operatorname{tr}(B)."""
    a, b = g.mat(*[g.whole(2, 4)] * 2), g.mat(*[g.whole(2, 4)] * 2)
    return gap(np.trace(np.kron(a, b)), np.trace(a) * np.trace(b))


def f_061(g: Draw) -> float:
    r"""False: \operatorname{tr}(A\otimes B) = \operatorname{tr}(A) + \operatorname{tr}(B)."""
    a, b = g.mat(*[g.whole(2, 4)] * 2), g.mat(*[g.whole(2, 4)] * 2)
    return gap(np.trace(np.kron(a, b)), np.trace(a) + np.trace(b))


def f_062(g: Draw) -> float:
    r"""True: (A\otimes B)^\top = A^\top\otimes B^\top."""
    m, n, p, q = g.dims(4)
    a, b = g.mat(m, n), g.mat(p, q)
    return gap(np.kron(a, b).T, np.kron(a.T, b.T))


def f_063(g: Draw) -> float:
    r"""False: (A\otimes B)^\top = B^\top\otimes A^\top."""
    m, n, p, q = g.dims(4)
    a, b = g.mat(m, n), g.mat(p, q)
    return gap(np.kron(a, b).T, np.kron(b.T, a.T))


def f_064(g: Draw) -> float:
    r"""True: (A\otimes B)^{-1} = A^{-1}\otimes B^{-1}."""
    a, b = g.inv(g.whole(2, 4)), g.inv(g.whole(2, 4))
    return gap(np.linalg.inv(np.kron(a, b)), np.kron(np.linalg.inv(a), np.linalg.inv(b)))


def f_065(g: Draw) -> float:
    r"""False: (A\otimes B)^{-1} = B^{-1}\otimes A^{-1}."""
    a, b = g.inv(g.whole(2, 4)), g.inv(g.whole(2, 4))
    return gap(np.linalg.inv(np.kron(a, b)), np.kron(np.linalg.inv(b), np.linalg.inv(a)))


def f_066(g: Draw) -> float:
    r"""True: \det(A\otimes B) = \det(A)^{m}\det(B)^{n}."""
    n, m = g.dims(2)
    n, m = min(n, 4), min(m, 4)
    a, b = g.mat(n, n), g.mat(m, m)
    return gap(np.linalg.det(np.kron(a, b)), np.linalg.det(a) ** m * np.linalg.det(b) ** n)


def f_067(g: Draw) -> float:
    r"""False: \det(A\otimes B) = \det(A)^{n}\det(B)^{m}."""
    n, m = 2, 3
    a, b = g.mat(n, n), g.mat(m, m)
    return gap(np.linalg.det(np.kron(a, b)), np.linalg.det(a) ** n * np.linalg.det(b) ** m)


def f_068(g: Draw) -> float:
    r"""True: \det\begin{pmatrix} A & B \\ C & D \end{pmatrix} = \det(A)\det(D - CA^{-1}B)."""
    m, n = g.dims(2)
    a, b, c, d = g.inv(m), g.mat(m, n), g.mat(n, m), g.mat(n, n)
    det = np.linalg.det
    return gap(det(np.block([[a, b], [c, d]])), det(a) * det(d - c @ np.linalg.inv(a) @ b))


def f_069(g: Draw) -> float:
    r"""False: \det\begin{pmatrix} A & B \\ C & D \end{pmatrix} = \det(A)\det(D) - \det(B)\det(C)."""
    n = g.whole(2, 3)
    a, b, c, d = g.inv(n), g.inv(n), g.inv(n), g.inv(n)
    det = np.linalg.det
    return gap(det(np.block([[a, b], [c, d]])), det(a) * det(d) - det(b) * det(c))


def f_070(g: Draw) -> float:
    r"""True: \det\begin{pmatrix} A & B \\ C & D \end{pmatrix} = \det(AD - BC)."""
    a, b = g.commuting(g.whole(2, 3))
    c, d = a + g.num() * b, a @ b + g.num() * a
    return gap(np.linalg.det(np.block([[a, b], [c, d]])), np.linalg.det(a @ d - b @ c))


def f_071(g: Draw) -> float:
    r"""False: \det\begin{pmatrix} A & B \\ C & D \end{pmatrix} = \det(AD - BC)."""
    n = g.whole(2, 3)
    a, b, c, d = g.mat(n, n), g.mat(n, n), g.mat(n, n), g.mat(n, n)
    return gap(np.linalg.det(np.block([[a, b], [c, d]])), np.linalg.det(a @ d - b @ c))


def f_072(g: Draw) -> float:
    r"""True: \operatorname{vec}(ab^\top) = b\otimes a."""
    m, n = g.dims(2)
    a, b = g.vec(m), g.vec(n)
    return gap(vec(np.outer(a, b)), np.kron(b, a))


def f_073(g: Draw) -> float:
    r"""False: \operatorname{vec}(ab^\top) = a\otimes b."""
    m, n = g.dims(2)
    a, b = g.vec(m), g.vec(n)
    return gap(vec(np.outer(a, b)), np.kron(a, b))


def f_074(g: Draw) -> float:
    r"""True: e^{A\otimes I_n + I_m\otimes B} = e^{A}\otimes e^{B}."""
    m, n = g.whole(2, 3), g.whole(2, 3)
    a, b = g.mat(m, m), g.mat(n, n)
    return gap(expm(np.kron(a, np.eye(n)) + np.kron(np.eye(m), b)), np.kron(expm(a), expm(b)))


def f_075(g: Draw) -> float:
    r"""False: e^{A\otimes B} = e^{A}\otimes e^{B}."""
    a, b = g.mat(2, 2), g.mat(2, 2)
    return gap(expm(np.kron(a, b)), np.kron(expm(a), expm(b)))


def f_076(g: Draw) -> float:
    r"""True: \begin{bmatrix} A & B \\ C & D \end{bmatrix}^\top = \begin{bmatrix} A^\top & C^\top \\ B …."""
    m, n, p, q = g.dims(4)
    a, b, c, d = g.mat(m, p), g.mat(m, q), g.mat(n, p), g.mat(n, q)
    return gap(np.block([[a, b], [c, d]]).T, np.block([[a.T, c.T], [b.T, d.T]]))


def f_077(g: Draw) -> float:
    r"""False: \begin{bmatrix} A & B \\ C & D \end{bmatrix}^\top = \begin{bmatrix} A^\top & B^\top \\ C …."""
    n = g.whole(2, 4)
    a, b, c, d = g.mat(n, n), g.mat(n, n), g.mat(n, n), g.mat(n, n)
    return gap(np.block([[a, b], [c, d]]).T, np.block([[a.T, b.T], [c.T, d.T]]))


def f_078(g: Draw) -> float:
    r"""True: \mathbf{1}^\top (A\odot B)\mathbf{1} = \operatorname{tr}(AB^\top)."""
    m, n = g.dims(2)
    a, b = g.mat(m, n), g.mat(m, n)
    return gap(np.ones(m) @ (a * b) @ np.ones(n), np.trace(a @ b.T))


def f_079(g: Draw) -> float:
    r"""False: \mathbf{1}^\top (A\odot B)\mathbf{1} = \operatorname{tr}(AB)."""
    n = g.whole(2, 5)
    a, b = g.mat(n, n), g.mat(n, n)
    return gap(np.ones(n) @ (a * b) @ np.ones(n), np.trace(a @ b))

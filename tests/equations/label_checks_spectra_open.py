"""Hand-written checks of the rows on spectra in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, gap


def o_021(g: Draw) -> float:
    r"""True: \operatorname{tr}(A^\top B) = \sum_{i=1}^{m}\sum_{j=1}^{n} A_{ij}B_{ij}."""
    m, n = g.dims(2)
    a, b = g.mat(m, n), g.mat(m, n)
    return gap(np.trace(a.T @ b), sum(a[i, j] * b[i, j] for i in range(m) for j in range(n)))


def o_022(g: Draw) -> float:
    r"""False: \operatorname{tr}(AB) = \sum_{i=1}^{n}\sum_{j=1}^{n} A_{ij}B_{ij}."""
    n = g.whole(2, 5)
    a, b = g.mat(n, n), g.mat(n, n)
    return gap(np.trace(a @ b), (a * b).sum())


def o_023(g: Draw) -> float:
    r"""True: \operatorname{tr}(ABC) = \operatorname{tr}(BAC)."""
    n = g.whole(2, 5)
    a, b, c = g.sym(n), g.sym(n), g.sym(n)
    return gap(np.trace(a @ b @ c), np.trace(b @ a @ c))


def o_024(g: Draw) -> float:
    r"""False: \operatorname{tr}(ABC) = \operatorname{tr}(BAC)."""
    n = g.whole(2, 5)
    a, b, c = g.mat(n, n), g.mat(n, n), g.mat(n, n)
    return gap(np.trace(a @ b @ c), np.trace(b @ a @ c))


def o_025(g: Draw) -> float:
    r"""True: \operatorname{tr}(KS) = 0."""
    n = g.whole(2, 5)
    return gap(np.trace(g.skew(n) @ g.sym(n)), 0.0)


def o_026(g: Draw) -> float:
    r"""False: \operatorname{tr}(KL) = 0."""
    n = g.whole(2, 5)
    return gap(np.trace(g.skew(n) @ g.skew(n)), 0.0)


def o_027(g: Draw) -> float:
    r"""True: \det(-A) = (-1)^n \det(A)."""
    n = g.whole(2, 5)
    a = g.mat(n, n)
    return gap(np.linalg.det(-a), (-1) ** n * np.linalg.det(a))


def o_028(g: Draw) -> float:
    r"""False: \det(-A) = -\det(A)."""
    n = g.whole(2, 5)
    a = g.mat(n, n)
    return gap(np.linalg.det(-a), -np.linalg.det(a))


def o_029(g: Draw) -> float:
    r"""True: \det(Q)^2 = 1."""
    return gap(np.linalg.det(g.orth(g.whole(2, 5))) ** 2, 1.0)


def o_030(g: Draw) -> float:
    r"""False: \det(Q) = 1."""
    return gap(np.linalg.det(g.orth(g.whole(2, 5))), 1.0)


def o_031(g: Draw) -> float:
    r"""True: \det(A + uv^\top) = (1 + v^\top A^{-1}u)\det(A)."""
    n = g.whole(2, 5)
    a, u, v = g.inv(n), g.vec(n), g.vec(n)
    return gap(np.linalg.det(a + np.outer(u, v)), (1 + v @ np.linalg.solve(a, u)) * np.linalg.det(a))


def o_032(g: Draw) -> float:
    r"""False: \det(A + uv^\top) = (1 + u^\top A^{-1}v)\det(A)."""
    n = g.whole(2, 5)
    a, u, v = g.inv(n), g.vec(n), g.vec(n)
    return gap(np.linalg.det(a + np.outer(u, v)), (1 + u @ np.linalg.solve(a, v)) * np.linalg.det(a))


def o_033(g: Draw) -> float:
    r"""True: \det(L) = \prod_{i=1}^{n} L_{ii}."""
    a = g.upper(g.whole(2, 5)).T
    return gap(np.linalg.det(a), np.prod(np.diag(a)))


def o_034(g: Draw) -> float:
    r"""False: \det(L) = \prod_{i=1}^{n} L_{ii}."""
    a = g.mat(*[g.whole(2, 5)] * 2)
    return gap(np.linalg.det(a), np.prod(np.diag(a)))


def o_035(g: Draw) -> float:
    r"""True: \det(I_m + AB) = \det(I_n + BA)."""
    m, n = g.dims(2)
    a, b = g.mat(m, n), g.mat(n, m)
    return gap(np.linalg.det(np.eye(m) + a @ b), np.linalg.det(np.eye(n) + b @ a))


def o_036(g: Draw) -> float:
    r"""False: \det(I_m - AB) = \det(I_n + BA)."""
    m, n = g.dims(2)
    a, b = g.mat(m, n), g.mat(n, m)
    return gap(np.linalg.det(np.eye(m) - a @ b), np.linalg.det(np.eye(n) + b @ a))


def o_037(g: Draw) -> float:
    r"""True: \det(A - \lambda I) = \lambda^2 - \operatorname{tr}(A)\lambda + \det(A)."""
    a, t = g.mat(2, 2), g.num()
    return gap(np.linalg.det(a - t * np.eye(2)), t**2 - np.trace(a) * t + np.linalg.det(a))


def o_038(g: Draw) -> float:
    r"""False: \det(A - \lambda I) = \lambda^2 + \operatorname{tr}(A)\lambda + \det(A)."""
    a, t = g.mat(2, 2), g.num()
    return gap(np.linalg.det(a - t * np.eye(2)), t**2 + np.trace(a) * t + np.linalg.det(a))


def o_039(g: Draw) -> float:
    r"""True: A = \sum_{i=1}^{n} \lambda_i q_i q_i^\top."""
    a = g.sym(g.whole(2, 5))
    lam, q = np.linalg.eigh(a)
    return gap(a, sum(t * np.outer(v, v) for t, v in zip(lam, q.T, strict=True)))


def o_040(g: Draw) -> float:
    r"""False: A^{-1} = \sum_{i=1}^{n} \lambda_i q_i q_i^\top."""
    a = g.spd(g.whole(2, 5))
    lam, q = np.linalg.eigh(a)
    return gap(np.linalg.inv(a), sum(t * np.outer(v, v) for t, v in zip(lam, q.T, strict=True)))

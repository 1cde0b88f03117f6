"""Hand-written checks of the rows on spectra in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, excess, expm, gap


def f_021(g: Draw) -> float:
    r"""True: \operatorname{tr}(P) = \operatorname{rank}(P)."""
    p = g.idem(g.whole(2, 5))
    return gap(np.trace(p), np.linalg.matrix_rank(p, tol=1e-8))


def f_022(g: Draw) -> float:
    r"""False: \operatorname{tr}(P) = \operatorname{rank}(P)."""
    p = g.sym(g.whole(2, 5))
    return gap(np.trace(p), np.linalg.matrix_rank(p))


def f_023(g: Draw) -> float:
    r"""True: \sum_{i=1}^{n} \lambda_i^2 = \|A\|_F^2."""
    a = g.sym(g.whole(2, 5))
    return gap((np.linalg.eigvalsh(a) ** 2).sum(), (a**2).sum())


def f_024(g: Draw) -> float:
    r"""False: \sum_{i=1}^{n} \lambda_i^2 = \|A\|_F^2."""
    lam = g.vec(g.whole(2, 5))
    return gap((lam**2).sum(), (g.similar(np.diag(lam)) ** 2).sum())


def f_025(g: Draw) -> float:
    r"""True: \det(e^{A}) = e^{\operatorname{tr}(A)}."""
    a = g.mat(*[g.whole(2, 4)] * 2)
    return gap(np.linalg.det(expm(a)), np.exp(np.trace(a)))


def f_026(g: Draw) -> float:
    r"""False: \det(e^{A}) = e^{\det(A)}."""
    a = g.mat(*[g.whole(2, 4)] * 2)
    return gap(np.linalg.det(expm(a)), np.exp(np.linalg.det(a)))


def f_027(g: Draw) -> float:
    r"""True: \operatorname{tr}(A^2) = \sum_{i=1}^{n} \lambda_i^2."""
    a = g.mat(*[g.whole(2, 5)] * 2)
    return gap(np.trace(a @ a), (np.linalg.eigvals(a).astype(complex) ** 2).sum().real)


def f_028(g: Draw) -> float:
    r"""False: \operatorname{tr}(A^2) = \Big(\sum_{i=1}^{n} \lambda_i\Big)^2."""
    a = g.mat(*[g.whole(2, 5)] * 2)
    return gap(np.trace(a @ a), np.linalg.eigvals(a).astype(complex).sum().real ** 2)


def f_029(g: Draw) -> float:
    r"""True: \log\det(A) \le \operatorname{tr}(A) - n."""
    n = g.whole(2, 5)
    a = g.spd(n)
    return excess(np.log(np.linalg.det(a)), np.trace(a) - n + 1e-12)


def f_030(g: Draw) -> float:
    r"""False: \log\det(A) \ge \operatorname{tr}(A) - n."""
    n = g.whole(2, 5)
    a = g.spd(n)
    return excess(np.trace(a) - n, np.log(np.linalg.det(a)))


def f_031(g: Draw) -> float:
    r"""True: \det(A^{-1}) = \frac{1}{\det(A)}."""
    a = g.inv(g.whole(2, 5))
    return gap(np.linalg.det(np.linalg.inv(a)), 1 / np.linalg.det(a))


def f_032(g: Draw) -> float:
    r"""False: \det(A^{-1}) = \det(A)."""
    a = g.inv(g.whole(2, 5))
    return gap(np.linalg.det(np.linalg.inv(a)), np.linalg.det(a))


def f_033(g: Draw) -> float:
    r"""True: \det(Q^{-1}) = \det(Q)."""
    q = g.orth(g.whole(2, 5))
    return gap(np.linalg.det(np.linalg.inv(q)), np.linalg.det(q))


def f_034(g: Draw) -> float:
    r"""True: \operatorname{rank}(A+B) \le \operatorname{rank}(A) + \operatorname{rank}(B)."""
    m, n = g.dims(2)
    r = g.whole(1, 3)
    a, b = g.mat(m, r) @ g.mat(r, n), g.mat(m, 1) @ g.mat(1, n)
    rank = np.linalg.matrix_rank
    return excess(rank(a + b), rank(a) + rank(b))


def f_035(g: Draw) -> float:
    r"""False: \operatorname{rank}(A+B) = \operatorname{rank}(A) + \operatorname{rank}(B)."""
    m, n = g.dims(2)
    a, b = g.mat(m, n), g.mat(m, n)
    rank = np.linalg.matrix_rank
    return gap(rank(a + b), rank(a) + rank(b))


def f_036(g: Draw) -> float:
    r"""True: \det(I + N) = 1."""
    n = g.whole(3, 5)
    return gap(np.linalg.det(np.eye(n) + g.nilp(n, g.whole(2, n))), 1.0)


def f_037(g: Draw) -> float:
    r"""False: \det(I + N) = 0."""
    n = g.whole(3, 5)
    return gap(np.linalg.det(np.eye(n) + g.nilp(n, g.whole(2, n))), 0.0)


def f_038(g: Draw) -> float:
    r"""True: \det(K) = 0."""
    return gap(np.linalg.det(g.skew(int(g.rng.choice([3, 5])))), 0.0)


def f_039(g: Draw) -> float:
    r"""False: \det(K) = 0."""
    return gap(np.linalg.det(g.skew(int(g.rng.choice([2, 4])))), 0.0)

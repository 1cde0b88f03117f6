"""Hand-written checks of the rows on special in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, expm, gap, truth


def f_040(g: Draw) -> float:
    r"""True: X(X^\top X)^{-1}X^\top X = X."""
    n, d = sorted(g.dims(2), reverse=True)
    x = g.mat(n, d)
    return gap(x @ np.linalg.inv(x.T @ x) @ x.T @ x, x)


def f_041(g: Draw) -> float:
    r"""False: X(X^\top X)^{-1}X^\top = I_n."""
    n, d = sorted(g.dims(2), reverse=True)
    x = g.mat(n, d)
    return gap(x @ np.linalg.inv(x.T @ x) @ x.T, np.eye(n))


def f_042(g: Draw) -> float:
    r"""True: A^{-1} = A."""
    n = g.whole(2, 5)
    a = 2 * g.idem(n) - np.eye(n)
    return gap(np.linalg.inv(a), a)


def f_043(g: Draw) -> float:
    r"""False: A^{-1} = A."""
    a = g.idem(g.whole(2, 5))
    return truth(np.linalg.matrix_rank(a, tol=1e-8) == len(a))


def f_044(g: Draw) -> float:
    r"""True: e^{tP} = I + (e^{t}-1)P."""
    n = g.whole(2, 4)
    p, t = g.idem(n), g.num()
    return gap(expm(t * p), np.eye(n) + (np.exp(t) - 1) * p)


def f_045(g: Draw) -> float:
    r"""False: e^{tP} = I + tP."""
    n = g.whole(2, 4)
    p, t = g.idem(n), g.num()
    return gap(expm(t * p), np.eye(n) + t * p)


def f_046(g: Draw) -> float:
    r"""True: e^{tN} = I + tN."""
    n = g.whole(2, 4)
    p, t = g.nilp(n, 2), g.num()
    return gap(expm(t * p), np.eye(n) + t * p)


def f_047(g: Draw) -> float:
    r"""True: x^\top K x = 0."""
    n = g.whole(2, 5)
    k, x = g.skew(n), g.vec(n)
    return gap(x @ k @ x, 0.0)


def f_048(g: Draw) -> float:
    r"""False: x^\top S x = 0."""
    n = g.whole(2, 5)
    s, x = g.sym(n), g.vec(n)
    return gap(x @ (s - np.diag(np.diag(s))) @ x, 0.0)


def f_049(g: Draw) -> float:
    r"""True: Q^\top Q = I."""
    n = g.whole(2, 5)
    k, e = g.skew(n), np.eye(n)
    q = (e - k) @ np.linalg.inv(e + k)
    return gap(q.T @ q, e)


def f_050(g: Draw) -> float:
    r"""False: Q^\top Q = I."""
    n = g.whole(2, 5)
    s, e = 0.2 * g.sym(n), np.eye(n)
    q = (e - s) @ np.linalg.inv(e + s)
    return gap(q.T @ q, e)


def f_051(g: Draw) -> float:
    r"""True: e^{K}\big(e^{K}\big)^\top = I."""
    n = g.whole(2, 4)
    r = expm(g.skew(n))
    return gap(r @ r.T, np.eye(n))


def f_052(g: Draw) -> float:
    r"""False: e^{K}\big(e^{K}\big)^\top = I."""
    n = g.whole(2, 4)
    r = expm(g.sym(n))
    return gap(r @ r.T, np.eye(n))


def f_053(g: Draw) -> float:
    r"""True: DE = ED."""
    n = g.whole(2, 5)
    d, e = g.diag(n), g.diag(n)
    return gap(d @ e, e @ d)


def f_054(g: Draw) -> float:
    r"""False: DA = AD."""
    n = g.whole(2, 5)
    d, a = g.diag(n), g.mat(n, n)
    return gap(d @ a, a @ d)


def f_055(g: Draw) -> float:
    r"""True: DA = AD."""
    n = g.whole(2, 5)
    d, a = g.num() * np.eye(n), g.mat(n, n)
    return gap(d @ a, a @ d)


def f_056(g: Draw) -> float:
    r"""True: \|Ax\|_2 = \|A^\top x\|_2."""
    n = g.whole(2, 5)
    k = g.skew(n)
    a, x = g.num() * np.eye(n) + g.num() * k + g.num() * k @ k, g.vec(n)
    return gap(np.linalg.norm(a @ x), np.linalg.norm(a.T @ x))


def f_057(g: Draw) -> float:
    r"""False: \|Ax\|_2 = \|A^\top x\|_2."""
    n = g.whole(2, 5)
    a, x = g.inv(n), g.vec(n)
    return gap(np.linalg.norm(a @ x), np.linalg.norm(a.T @ x))


def f_058(g: Draw) -> float:
    r"""True: H^\top = H, \quad H^2 = H, \quad H\mathbf{1} = 0."""
    n = g.whole(2, 6)
    h = np.eye(n) - np.ones((n, n)) / n
    return max(gap(h.T, h), gap(h @ h, h), gap(h @ np.ones(n), np.zeros(n)))


def f_059(g: Draw) -> float:
    r"""False: H^\top = H, \quad H^2 = I, \quad H\mathbf{1} = 0."""
    n = g.whole(2, 6)
    h = np.eye(n) - np.ones((n, n)) / n
    return max(gap(h.T, h), gap(h @ h, np.eye(n)), gap(h @ np.ones(n), np.zeros(n)))

"""Hand-written checks of the rows on except in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, gap, mean, truth


def o_283(g: Draw) -> float:
    r"""True: \|v - w\|_2^2 = 2 - 2v^\top w."""
    n = g.whole(2, 5)
    v, w = g.unit(n), g.unit(n)
    return gap((v - w) @ (v - w), 2 - 2 * v @ w)


def o_284(g: Draw) -> float:
    r"""False: \|u - v\|_2^2 = 2 - 2u^\top v."""
    n = g.whole(2, 5)
    u, v = g.vec(n), g.unit(n)
    return gap((u - v) @ (u - v), 2 - 2 * u @ v)


def o_285(g: Draw) -> float:
    r"""True: \mathbb{E}[X_2 X_3] = 0."""
    p, x, q, y = g.prob(3), g.values(3), g.prob(4), g.values(4)
    return gap(mean(np.outer(p, q), np.outer(x - mean(p, x), y - mean(q, y))), 0.0)


def o_286(g: Draw) -> float:
    r"""False: \mathbb{E}[X_1 + X_2] = 0."""
    p, x = g.prob(3), g.values(3)
    return gap(mean(p, x) + 0.0, 0.0)


def o_287(g: Draw) -> float:
    r"""True: AB = AC \Leftrightarrow B = C."""
    return truth(np.linalg.svd(g.inv(g.whole(2, 5)), compute_uv=False).min() > 1e-9)


def o_288(g: Draw) -> float:
    r"""False: AB = AC \Leftrightarrow B = C."""
    p = g.idem(g.whole(2, 5))
    b, c = np.eye(len(p)), p
    return gap(b, c) if gap(p @ b, p @ c) < 1e-9 else 0.0


def o_289(g: Draw) -> float:
    r"""True: (SM)^\top = M^\top S."""
    n = g.whole(2, 5)
    s, m = g.sym(n), g.mat(n, n)
    return gap((s @ m).T, m.T @ s)


def o_290(g: Draw) -> float:
    r"""False: (SM)^\top = MS."""
    n = g.whole(2, 5)
    s, m = g.sym(n), g.mat(n, n)
    return gap((s @ m).T, m @ s)


def o_291(g: Draw) -> float:
    r"""True: (I-P)P = 0, \qquad P(I-P) = 0, \qquad \operatorname{tr}(I-P) = n - \operatorname{tr}(P)."""
    n = g.whole(2, 5)
    p, e = g.idem(n), np.eye(n)
    return max(gap((e - p) @ p, 0 * e), gap(p @ (e - p), 0 * e), gap(np.trace(e - p), n - np.trace(p)))


def o_292(g: Draw) -> float:
    r"""False: (I-P)P = 0, \qquad P^\top(I-P) = 0, \qquad \operatorname{tr}(I-P) = n - \operatorname{tr …."""
    n = g.whole(2, 5)
    p, e = g.idem(n), np.eye(n)
    return max(gap((e - p) @ p, 0 * e), gap(p.T @ (e - p), 0 * e), gap(np.trace(e - p), n - np.trace(p)))

"""Hand-written checks of the rows on except in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, gap, truth


def f_298(g: Draw) -> float:
    r"""True: (PQ)^{-1} = Q^\top P^\top."""
    n = g.whole(2, 5)
    p, q = g.orth(n), g.orth(n)
    return gap(np.linalg.inv(p @ q), q.T @ p.T)


def f_299(g: Draw) -> float:
    r"""False: (PR)^{-1} = R^\top P^\top."""
    n = g.whole(2, 5)
    p, r = g.orth(n), g.inv(n)
    return gap(np.linalg.inv(p @ r), r.T @ p.T)


def f_300(g: Draw) -> float:
    r"""True: (AB)^2 = A^2B^2."""
    a, b = g.commuting(g.whole(2, 5))
    return gap(a @ b @ a @ b, a @ a @ b @ b)


def f_301(g: Draw) -> float:
    r"""False: (AC)^2 = A^2C^2."""
    a, _ = g.commuting(g.whole(2, 5))
    c = g.mat(*a.shape)
    return gap(a @ c @ a @ c, a @ a @ c @ c)


def f_302(g: Draw) -> float:
    r"""True: \frac{x^\top A x}{x^\top x} > 0."""
    n = g.whole(2, 5)
    a, x = g.spd(n), g.unit(n)
    return truth(x @ a @ x > 1e-9)


def f_303(g: Draw) -> float:
    r"""False: \frac{x^\top A x}{x^\top x} > 0."""
    n = g.whole(2, 5)
    q = g.orth(n)
    a, x = q @ np.diag(np.append(g.posvec(n - 1), 0.0)) @ q.T, q[:, -1]
    return truth(x @ a @ x > 1e-9)


def f_304(g: Draw) -> float:
    r"""True: P(A\cap C) = P(A)\,P(C)."""
    w = np.einsum("ab,c->abc", g.prob(2, 2), g.prob(2))
    return gap(w[0, :, 0].sum(), w[0].sum() * w[:, :, 0].sum())


def f_305(g: Draw) -> float:
    r"""False: P(A\cap B) = P(A)\,P(B)."""
    w = np.einsum("ab,c->abc", g.prob(2, 2), g.prob(2))
    return gap(w[0, 0].sum(), w[0].sum() * w[:, 0].sum())


def f_306(g: Draw) -> float:
    r"""True: \hat\theta \in \arg\min_{\theta} \|y - X\theta\|_2^2 \quad\Leftrightarrow\quad X^\top X\ …."""
    n, d = g.dims(2)
    x = g.mat(n, 1) @ g.mat(1, d) if g.whole(0, 1) else g.mat(n, d)
    y = g.vec(n)
    best = np.linalg.lstsq(x, y, rcond=None)[0]
    other = best + (np.eye(d) - np.linalg.pinv(x) @ x) @ g.vec(d)
    same = gap(((y - x @ other) ** 2).sum(), ((y - x @ best) ** 2).sum())
    return max(same, gap(x.T @ x @ best, x.T @ y), gap(x.T @ x @ other, x.T @ y))


def f_307(g: Draw) -> float:
    r"""False: \hat\theta \in \arg\min_{\theta} \|y - X\theta\|_2^2 \quad\Leftrightarrow\quad X\hat\the …."""
    n, d = sorted(g.dims(2), reverse=True)
    x, y = g.mat(n, d), g.vec(n)
    return gap(x @ np.linalg.lstsq(x, y, rcond=None)[0], y)

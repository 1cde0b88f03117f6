"""Hand-written checks of the rows on norm in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, excess, gap


def f_080(g: Draw) -> float:
    r"""True: (x^\top y)^2 \le (x^\top x)(y^\top y)."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return excess((x @ y) ** 2, (x @ x) * (y @ y))


def f_081(g: Draw) -> float:
    r"""False: (x^\top y)^2 \le x^\top x + y^\top y."""
    n = g.whole(2, 6)
    x, y = 2 * g.vec(n), 2 * g.vec(n)
    return excess((x @ y) ** 2, x @ x + y @ y)


def f_082(g: Draw) -> float:
    r"""True: (x^\top y)^2 \le (x^\top A x)(y^\top A^{-1} y)."""
    n = g.whole(2, 5)
    a, x, y = g.spd(n), g.vec(n), g.vec(n)
    return excess((x @ y) ** 2, (x @ a @ x) * (y @ np.linalg.inv(a) @ y) + 1e-10)


def f_083(g: Draw) -> float:
    r"""False: (x^\top y)^2 \le (x^\top A x)(y^\top A^{-1} y)."""
    n = g.whole(2, 5)
    q = g.orth(n)
    a, x, y = q @ np.diag(np.append(-1.0, np.full(n - 1, 1.5))) @ q.T, g.vec(n), g.vec(n)
    return excess((x @ y) ** 2, (x @ a @ x) * (y @ np.linalg.inv(a) @ y))


def f_084(g: Draw) -> float:
    r"""True: \|A\|_F^2 = \sum_{i=1}^{r} \sigma_i^2."""
    a = g.mat(*g.dims(2))
    return gap((a**2).sum(), (np.linalg.svd(a, compute_uv=False) ** 2).sum())


def f_085(g: Draw) -> float:
    r"""False: \|A\|_F = \sum_{i=1}^{r} \sigma_i."""
    a = g.mat(*g.dims(2))
    return gap(np.linalg.norm(a), np.linalg.svd(a, compute_uv=False).sum())


def f_086(g: Draw) -> float:
    r"""True: \|A\|_2 \le \|A\|_F \le \sqrt{r}\,\|A\|_2."""
    m, n = g.dims(2)
    r = g.whole(1, min(m, n))
    a = g.mat(m, r) @ g.mat(r, n)
    two, fro = np.linalg.norm(a, 2), np.linalg.norm(a)
    return excess([two, fro], np.array([fro, np.sqrt(r) * two]) + 1e-10)


def f_087(g: Draw) -> float:
    r"""False: \sqrt{r}\,\|A\|_2 \le \|A\|_F."""
    a = g.mat(*g.dims(2))
    r = np.linalg.matrix_rank(a)
    return excess(np.sqrt(r) * np.linalg.norm(a, 2), np.linalg.norm(a))


def f_088(g: Draw) -> float:
    r"""True: \|uv^\top\|_F = \|u\|_2\,\|v\|_2."""
    m, n = g.dims(2)
    u, v = g.vec(m), g.vec(n)
    return gap(np.linalg.norm(np.outer(u, v)), np.linalg.norm(u) * np.linalg.norm(v))


def f_089(g: Draw) -> float:
    r"""False: \|uv^\top\|_F = |u^\top v|."""
    n = g.whole(2, 6)
    u, v = g.vec(n), g.vec(n)
    return gap(np.linalg.norm(np.outer(u, v)), abs(u @ v))


def f_090(g: Draw) -> float:
    r"""True: \big|\,\|x\| - \|y\|\,\big| \le \|x - y\|."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return excess(abs(np.linalg.norm(x) - np.linalg.norm(y)), np.linalg.norm(x - y))


def f_091(g: Draw) -> float:
    r"""False: \|x - y\| \le \big|\,\|x\| - \|y\|\,\big|."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return excess(np.linalg.norm(x - y), abs(np.linalg.norm(x) - np.linalg.norm(y)))


def f_092(g: Draw) -> float:
    r"""True: \frac{2ab}{a+b} \le \sqrt{ab} \le \frac{a+b}{2}."""
    a, b = g.pos(), g.pos()
    return excess([2 * a * b / (a + b), np.sqrt(a * b)], np.array([np.sqrt(a * b), (a + b) / 2]) + 1e-12)


def f_093(g: Draw) -> float:
    r"""False: \frac{a+b}{2} \le \sqrt{ab}."""
    a, b = g.pos(), g.pos()
    return excess((a + b) / 2, np.sqrt(a * b))


def f_094(g: Draw) -> float:
    r"""True: f\big(\lambda x + (1-\lambda)y\big) \le \lambda f(x) + (1-\lambda) f(y)."""
    x, y, t, k, c = g.num(), g.num(), g.pos(0, 1), g.whole(0, 3), g.num()
    f = (np.exp, np.abs, np.square, lambda z: np.logaddexp(0, z) + c * z)[k]
    return excess(f(t * x + (1 - t) * y), t * f(x) + (1 - t) * f(y) + 1e-12)


def f_095(g: Draw) -> float:
    r"""False: f\big(\lambda x + (1-\lambda)y\big) \le \lambda f(x) + (1-\lambda) f(y)."""
    x, y, t, c = g.num(), g.num(), g.pos(0, 1), g.num()
    return excess(c * np.sin(2 * (t * x + (1 - t) * y)), c * (t * np.sin(2 * x) + (1 - t) * np.sin(2 * y)))


def f_096(g: Draw) -> float:
    r"""True: |x^\top y| \le \|x\|_1\,\|y\|_\infty."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return excess(abs(x @ y), np.abs(x).sum() * np.abs(y).max())


def f_097(g: Draw) -> float:
    r"""False: |x^\top y| \le \|x\|_\infty\,\|y\|_\infty."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return excess(abs(x @ y), np.abs(x).max() * np.abs(y).max())

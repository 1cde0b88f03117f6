"""Hand-written checks of the rows on norm in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, excess, gap


def o_078(g: Draw) -> float:
    r"""True: \|x+y\|^2 + \|x-y\|^2 = 2\|x\|^2 + 2\|y\|^2."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return gap((x + y) @ (x + y) + (x - y) @ (x - y), 2 * x @ x + 2 * y @ y)


def o_079(g: Draw) -> float:
    r"""False: \|x+y\|^2 + \|x-y\|^2 = \|x\|^2 + \|y\|^2."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return gap((x + y) @ (x + y) + (x - y) @ (x - y), x @ x + y @ y)


def o_080(g: Draw) -> float:
    r"""True: \langle x, y\rangle = \tfrac{1}{4}\left(\|x+y\|^2 - \|x-y\|^2\right)."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return gap(x @ y, ((x + y) @ (x + y) - (x - y) @ (x - y)) / 4)


def o_081(g: Draw) -> float:
    r"""False: \langle x, y\rangle = \tfrac{1}{2}\left(\|x+y\|^2 - \|x-y\|^2\right)."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return gap(x @ y, ((x + y) @ (x + y) - (x - y) @ (x - y)) / 2)


def o_082(g: Draw) -> float:
    r"""True: \|x\|_\infty \le \|x\|_2 \le \|x\|_1 \le \sqrt{n}\,\|x\|_2."""
    x = g.vec(g.whole(2, 6))
    one, two, top = (float(np.linalg.norm(x, k)) for k in (1, 2, np.inf))
    return excess([top, two, one], np.array([two, one, np.sqrt(len(x)) * two]) + 1e-12)


def o_083(g: Draw) -> float:
    r"""False: \|x\|_\infty \le \|x\|_1 \le \|x\|_2 \le \sqrt{n}\,\|x\|_\infty."""
    x = g.vec(g.whole(2, 6))
    one, two, top = (float(np.linalg.norm(x, k)) for k in (1, 2, np.inf))
    return excess([top, one, two], [one, two, np.sqrt(len(x)) * top + 1e-12])


def o_084(g: Draw) -> float:
    r"""True: \|x - y\|_2^2 = \|x\|_2^2 + \|y\|_2^2."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    y = y - x * (x @ y) / (x @ x)
    return gap((x - y) @ (x - y), x @ x + y @ y)


def o_085(g: Draw) -> float:
    r"""False: \|x - y\|_2^2 = \|x\|_2^2 + \|y\|_2^2."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return gap((x - y) @ (x - y), x @ x + y @ y)


def o_086(g: Draw) -> float:
    r"""True: \|AB\|_F \le \|A\|_2\,\|B\|_F."""
    m, n, p = g.dims(3)
    a, b = g.mat(m, n), g.mat(n, p)
    return excess(np.linalg.norm(a @ b), np.linalg.norm(a, 2) * np.linalg.norm(b) + 1e-12)


def o_087(g: Draw) -> float:
    r"""False: \|AB\|_F = \|A\|_F\,\|B\|_F."""
    m, n, p = g.dims(3)
    a, b = g.mat(m, n), g.mat(n, p)
    return gap(np.linalg.norm(a @ b), np.linalg.norm(a) * np.linalg.norm(b))


def o_088(g: Draw) -> float:
    r"""True: \|A-B\|_F^2 = \|A\|_F^2 - 2\operatorname{tr}(A^\top B) + \|B\|_F^2."""
    m, n = g.dims(2)
    a, b = g.mat(m, n), g.mat(m, n)
    return gap(((a - b) ** 2).sum(), (a**2).sum() - 2 * np.trace(a.T @ b) + (b**2).sum())


def o_089(g: Draw) -> float:
    r"""False: \|A-B\|_F^2 = \|A\|_F^2 - \operatorname{tr}(A^\top B) + \|B\|_F^2."""
    m, n = g.dims(2)
    a, b = g.mat(m, n), g.mat(m, n)
    return gap(((a - b) ** 2).sum(), (a**2).sum() - np.trace(a.T @ b) + (b**2).sum())


def o_090(g: Draw) -> float:
    r"""True: \|u - v\|_2^2 = 2 - 2u^\top v."""
    d = g.whole(2, 6)
    u, v = g.unit(d), g.unit(d)
    return gap((u - v) @ (u - v), 2 - 2 * u @ v)


def o_091(g: Draw) -> float:
    r"""False: \|u - v\|_2 = 2 - 2u^\top v."""
    d = g.whole(2, 6)
    u, v = g.unit(d), g.unit(d)
    return gap(np.linalg.norm(u - v), 2 - 2 * u @ v)


def o_092(g: Draw) -> float:
    r"""True: \frac{1}{n} \le \|p\|_2^2 \le 1."""
    p = g.prob(g.whole(2, 6))
    sq = float(p @ p)
    return excess([1 / len(p), sq], [sq + 1e-12, 1.0])


def o_093(g: Draw) -> float:
    r"""False: \|p\|_2 = 1."""
    return gap(np.linalg.norm(g.prob(g.whole(2, 6))), 1.0)


def o_094(g: Draw) -> float:
    r"""True: \|A\|_2 = \max_{i} |\lambda_i|."""
    a = g.sym(g.whole(2, 5))
    return gap(np.linalg.norm(a, 2), np.abs(np.linalg.eigvalsh(a)).max())


def o_095(g: Draw) -> float:
    r"""False: \|A\|_2 = \max_{i} |\lambda_i|."""
    a = g.mat(*[g.whole(2, 5)] * 2)
    return gap(np.linalg.norm(a, 2), np.abs(np.linalg.eigvals(a)).max())

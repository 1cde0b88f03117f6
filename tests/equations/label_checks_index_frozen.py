"""Hand-written checks of the rows on index in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, gap, grad, shape, truth


def f_098(g: Draw) -> float:
    r"""True: \frac{1}{T}\sum_{t=1}^{T} X_{:,t,:} \sim (n, d)."""
    n, t, d = g.dims(3)
    x = g.mat(n, t, d)
    return shape(np.add.reduce([x[:, k, :] for k in range(t)]) / t, n, d)


def f_099(g: Draw) -> float:
    r"""False: \frac{1}{T}\sum_{t=1}^{T} X_{:,t,:} \sim (n, T)."""
    n, t, d = g.dims(3)
    x = g.mat(n, t, d)
    return shape(np.add.reduce([x[:, k, :] for k in range(t)]) / t, n, t)


def f_100(g: Draw) -> float:
    r"""True: xy^\top \in \mathbb{R}^{m\times n}."""
    m, n = g.dims(2)
    return shape(g.mat(m, 1) @ g.mat(n, 1).T, m, n)


def f_101(g: Draw) -> float:
    r"""False: yx^\top \in \mathbb{R}^{m\times n}."""
    m, n = g.dims(2)
    return shape(g.mat(n, 1) @ g.mat(m, 1).T, m, n)


def f_102(g: Draw) -> float:
    r"""True: A\otimes B \in \mathbb{R}^{mp\times nq}."""
    m, n, p, q = g.dims(4)
    return shape(np.kron(g.mat(m, n), g.mat(p, q)), m * p, n * q)


def f_103(g: Draw) -> float:
    r"""False: A\otimes B \in \mathbb{R}^{mn\times pq}."""
    m, n, p, q = g.dims(4)
    return shape(np.kron(g.mat(m, n), g.mat(p, q)), m * n, p * q)


def f_104(g: Draw) -> float:
    r"""True: \operatorname{Concat}(H_1,\dots,H_h) \in \mathbb{R}^{T\times h d_v}."""
    t, h, d = g.dims(3)
    return shape(np.concatenate([g.mat(t, d) for _ in range(h)], axis=1), t, h * d)


def f_105(g: Draw) -> float:
    r"""False: \operatorname{Concat}(H_1,\dots,H_h) \in \mathbb{R}^{hT\times d_v}."""
    t, h, d = g.dims(3)
    return shape(np.concatenate([g.mat(t, d) for _ in range(h)], axis=1), h * t, d)


def f_106(g: Draw) -> float:
    r"""True: [XAX^\top]_{ij} = x_i^\top A x_j."""
    n, d = g.dims(2)
    x, a = g.mat(n, d), g.mat(d, d)
    return gap(x @ a @ x.T, [[u @ a @ v for v in x] for u in x])


def f_107(g: Draw) -> float:
    r"""False: [XAX^\top]_{ij} = x_j^\top A x_i."""
    n, d = g.dims(2)
    x, a = g.mat(n, d), g.mat(d, d)
    return gap(x @ a @ x.T, [[v @ a @ u for v in x] for u in x])


def f_108(g: Draw) -> float:
    r"""True: D_{ij} = \|x_i\|^2 + \|x_j\|^2 - 2x_i^\top x_j."""
    n, d = g.dims(2)
    x = g.mat(n, d)
    sq = (x**2).sum(1)
    return gap([[((u - v) ** 2).sum() for v in x] for u in x], sq[:, None] + sq[None, :] - 2 * x @ x.T)


def f_109(g: Draw) -> float:
    r"""False: D_{ij} = \|x_i\|^2 + \|x_j\|^2 - x_i^\top x_j."""
    n, d = g.dims(2)
    x = g.mat(n, d)
    sq = (x**2).sum(1)
    return gap([[((u - v) ** 2).sum() for v in x] for u in x], sq[:, None] + sq[None, :] - x @ x.T)


def f_110(g: Draw) -> float:
    r"""True: M = \left\lfloor \frac{L-K}{s} \right\rfloor + 1."""
    k, s = g.whole(1, 4), g.whole(1, 4)
    n = k + g.whole(0, 9)
    return gap(len(range(0, n - k + 1, s)), (n - k) // s + 1)


def f_111(g: Draw) -> float:
    r"""False: M = \left\lfloor \frac{L-K}{s} \right\rfloor."""
    k, s = g.whole(1, 4), g.whole(1, 4)
    n = k + g.whole(0, 9)
    return gap(len(range(0, n - k + 1, s)), (n - k) // s)


def f_112(g: Draw) -> float:
    r"""True: \sum_{t=1}^{n}\sum_{i=1}^{a}\sum_{j=1}^{b} X_{tij}Y_{tij} = \sum_{t=1}^{n} \operatorname …."""
    n, a, b = g.dims(3)
    x, y = g.mat(n, a, b), g.mat(n, a, b)
    return gap((x * y).sum(), sum(np.trace(u.T @ v) for u, v in zip(x, y, strict=True)))


def f_113(g: Draw) -> float:
    r"""False: \sum_{t=1}^{n}\sum_{i=1}^{a}\sum_{j=1}^{a} X_{tij}Y_{tij} = \sum_{t=1}^{n} \operatorname …."""
    n, a = g.dims(2)
    x, y = g.mat(n, a, a), g.mat(n, a, a)
    return gap((x * y).sum(), sum(np.trace(u @ v) for u, v in zip(x, y, strict=True)))


def f_114(g: Draw) -> float:
    r"""True: N = o(d+1)."""
    o, d = g.dims(2)
    return gap(g.mat(o, d).size + g.vec(o).size, o * (d + 1))


def f_115(g: Draw) -> float:
    r"""False: N = d(o+1)."""
    o, d = g.dims(2)
    return gap(g.mat(o, d).size + g.vec(o).size, d * (o + 1))


def f_116(g: Draw) -> float:
    r"""True: \frac{\partial L}{\partial W} \in \mathbb{R}^{o\times d}."""
    o, d = g.dims(2)
    w, x = g.mat(o, d), g.vec(d)
    return shape(grad(lambda z: ((z @ x) ** 2).sum(), w), o, d)


def f_117(g: Draw) -> float:
    r"""False: \frac{\partial L}{\partial W} \in \mathbb{R}^{d\times o}."""
    o, d = g.dims(2)
    w, x = g.mat(o, d), g.vec(d)
    return shape(grad(lambda z: ((z @ x) ** 2).sum(), w), d, o)


def f_118(_: Draw) -> float:
    r"""True: 2n^3 + 5n^2 + 7 = O(n^3), \qquad n\to\infty."""
    n = np.array([1e2, 1e4, 1e6])
    return truth(np.all((2 * n**3 + 5 * n**2 + 7) / n**3 < 3))


def f_119(_: Draw) -> float:
    r"""False: 2n^3 + 5n^2 + 7 = O(n^2), \qquad n\to\infty."""
    n = np.array([1e2, 1e4, 1e6])
    return truth(np.all((2 * n**3 + 5 * n**2 + 7) / n**2 < 1e3))

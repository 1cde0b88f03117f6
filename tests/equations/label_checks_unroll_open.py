"""Hand-written checks of the rows on unroll in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, gap


def o_271(g: Draw) -> float:
    r"""True: v_t = (1-\beta)\sum_{i=1}^{t} \beta^{t-i} g_i."""
    b, t, gs, v = g.pos(0.1, 0.9), g.whole(2, 7), g.mat(8, 3), np.zeros(3)
    for k in range(1, t + 1):
        v = b * v + (1 - b) * gs[k]
    return gap(v, (1 - b) * sum(b ** (t - i) * gs[i] for i in range(1, t + 1)))


def o_272(g: Draw) -> float:
    r"""False: v_t = (1-\beta)\sum_{i=1}^{t} \beta^{i} g_i."""
    b, t, gs, v = g.pos(0.1, 0.9), g.whole(2, 7), g.mat(8, 3), np.zeros(3)
    for k in range(1, t + 1):
        v = b * v + (1 - b) * gs[k]
    return gap(v, (1 - b) * sum(b**i * gs[i] for i in range(1, t + 1)))


def o_273(g: Draw) -> float:
    r"""True: \mathbb{E}[v_t] = (1-\beta^t)\,\mathbb{E}[g_1]."""
    b, t, m, v = g.pos(0.1, 0.9), g.whole(2, 7), g.num(), 0.0
    for _ in range(t):
        v = b * v + (1 - b) * m
    return gap(v, (1 - b**t) * m)


def o_274(g: Draw) -> float:
    r"""False: \mathbb{E}[v_t] = (1-\beta)^t\,\mathbb{E}[g_1]."""
    b, t, m, v = g.pos(0.1, 0.9), g.whole(2, 7), g.num(), 0.0
    for _ in range(t):
        v = b * v + (1 - b) * m
    return gap(v, (1 - b) ** t * m)


def o_275(g: Draw) -> float:
    r"""True: w_t - w^* = (I - \eta H)^t (w_0 - w^*)."""
    n, t, eta = g.whole(2, 4), g.whole(1, 6), g.pos(0.05, 0.4)
    h, s, w0 = g.spd(n), g.vec(n), g.vec(n)
    w = w0
    for _ in range(t):
        w = w - eta * h @ (w - s)
    return gap(w - s, np.linalg.matrix_power(np.eye(n) - eta * h, t) @ (w0 - s))


def o_276(g: Draw) -> float:
    r"""False: w_t - w^* = (I - t\eta H)(w_0 - w^*)."""
    n, t, eta = g.whole(2, 4), g.whole(2, 6), g.pos(0.05, 0.4)
    h, s, w0 = g.spd(n), g.vec(n), g.vec(n)
    w = w0
    for _ in range(t):
        w = w - eta * h @ (w - s)
    return gap(w - s, (np.eye(n) - t * eta * h) @ (w0 - s))


def o_277(g: Draw) -> float:
    r"""True: x_t = a^t x_0 + b\,\frac{1-a^t}{1-a}."""
    a, b, x0, t = g.num() + 0.01, g.num(), g.num(), g.whole(0, 6)
    x = x0
    for _ in range(t):
        x = a * x + b
    return gap(x, a**t * x0 + b * (1 - a**t) / (1 - a))


def o_278(g: Draw) -> float:
    r"""False: x_t = a^t x_0 + b\,\frac{1-a^{t-1}}{1-a}."""
    a, b, x0, t = g.num() + 0.01, g.num(), g.num(), g.whole(1, 6)
    x = x0
    for _ in range(t):
        x = a * x + b
    return gap(x, a**t * x0 + b * (1 - a ** (t - 1)) / (1 - a))


def o_279(g: Draw) -> float:
    r"""True: \bar{x}_n = \bar{x}_{n-1} + \frac{x_n - \bar{x}_{n-1}}{n}."""
    n = g.whole(2, 7)
    x = g.vec(n)
    old = x[:-1].mean()
    return gap(x.mean(), old + (x[-1] - old) / n)


def o_280(g: Draw) -> float:
    r"""False: \bar{x}_n = \bar{x}_{n-1} + \frac{x_n - \bar{x}_{n-1}}{n-1}."""
    n = g.whole(2, 7)
    x = g.vec(n)
    old = x[:-1].mean()
    return gap(x.mean(), old + (x[-1] - old) / (n - 1))


def o_281(g: Draw) -> float:
    r"""True: F_{n+1}F_{n-1} - F_n^2 = (-1)^n, \qquad n\ge 1."""
    f = [0, 1]
    while len(f) < 15:
        f.append(f[-1] + f[-2])
    n = g.whole(1, 12)
    return gap(f[n + 1] * f[n - 1] - f[n] ** 2, (-1) ** n)


def o_282(g: Draw) -> float:
    r"""False: F_{n+1}F_{n-1} - F_n^2 = (-1)^{n+1}, \qquad n\ge 1."""
    f = [0, 1]
    while len(f) < 15:
        f.append(f[-1] + f[-2])
    n = g.whole(1, 12)
    return gap(f[n + 1] * f[n - 1] - f[n] ** 2, (-1) ** (n + 1))

"""Hand-written checks of the rows on unroll in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Array, Draw, gap, iid, jac, mean, var


def f_286(g: Draw) -> float:
    r"""True: \sum_{i=1}^{t} (1-\beta)\beta^{t-i} = 1 - \beta^t."""
    b, t = g.pos(0.1, 0.9), g.whole(1, 7)
    return gap(sum((1 - b) * b ** (t - i) for i in range(1, t + 1)), 1 - b**t)


def f_287(g: Draw) -> float:
    r"""False: \sum_{i=1}^{t} (1-\beta)\beta^{t-i} = 1."""
    b, t = g.pos(0.1, 0.9), g.whole(1, 7)
    return gap(sum((1 - b) * b ** (t - i) for i in range(1, t + 1)), 1.0)


def f_288(g: Draw) -> float:
    r"""True: \operatorname{Var}(x_t) = \frac{\sigma^2}{1-\phi^2}."""
    a, s, v = float(g.rng.uniform(-0.9, 0.9)), g.pos(), 0.0
    for _ in range(600):
        v = a * a * v + s * s
    return gap(v, s * s / (1 - a * a))


def f_289(g: Draw) -> float:
    r"""False: \operatorname{Var}(x_t) = \frac{\sigma^2}{1-\phi}."""
    a, s, v = float(g.rng.uniform(-0.9, 0.9)), g.pos(), 0.0
    for _ in range(600):
        v = a * a * v + s * s
    return gap(v, s * s / (1 - a))


def f_290(g: Draw) -> float:
    r"""True: \operatorname{Var}(S_n) = n\sigma^2."""
    p, x, n = g.prob(3), g.values(3), g.whole(2, 4)
    w, xs = iid(p, x - mean(p, x), n)
    return gap(var(w, xs.sum(1)), n * var(p, x))


def f_291(g: Draw) -> float:
    r"""False: \operatorname{Var}(S_n) = n^2\sigma^2."""
    p, x, n = g.prob(3), g.values(3), g.whole(2, 4)
    w, xs = iid(p, x - mean(p, x), n)
    return gap(var(w, xs.sum(1)), n**2 * var(p, x))


def f_292(g: Draw) -> float:
    r"""True: G_t = R_{t+1} + \gamma G_{t+1}."""
    y, r = g.pos(0.1, 0.85), g.vec(400)
    ret = [sum(y**k * r[t + k + 1] for k in range(300)) for t in range(2)]
    return gap(ret[0], r[1] + y * ret[1])


def f_293(g: Draw) -> float:
    r"""False: G_t = R_{t} + \gamma G_{t+1}."""
    y, r = g.pos(0.1, 0.85), g.vec(400)
    ret = [sum(y**k * r[t + k + 1] for k in range(300)) for t in range(2)]
    return gap(ret[0], r[0] + y * ret[1])


def f_294(g: Draw) -> float:
    r"""True: \mathbf{p}_t = (P^\top)^t\, \mathbf{p}_0."""
    n, t = g.whole(2, 5), g.whole(1, 5)
    m, p0 = g.stoch(n, n), g.prob(n)
    p = p0
    for _ in range(t):
        p = np.array([sum(p[i] * m[i, j] for i in range(n)) for j in range(n)])
    return gap(p, np.linalg.matrix_power(m.T, t) @ p0)


def f_295(g: Draw) -> float:
    r"""False: \mathbf{p}_t = P^t\, \mathbf{p}_0."""
    n, t = g.whole(2, 5), g.whole(1, 5)
    m, p0 = g.stoch(n, n), g.prob(n)
    p = p0
    for _ in range(t):
        p = np.array([sum(p[i] * m[i, j] for i in range(n)) for j in range(n)])
    return gap(p, np.linalg.matrix_power(m, t) @ p0)


def f_296(g: Draw) -> float:
    r"""True: \frac{\partial h_k}{\partial h_0} = W^k."""
    n, k = g.whole(2, 4), g.whole(1, 4)
    w, h = g.mat(n, n) / 2, g.vec(n)

    def run(v: Array) -> Array:
        for _ in range(k):
            v = w @ v
        return v

    return gap(jac(run, h), np.linalg.matrix_power(w, k))


def f_297(g: Draw) -> float:
    r"""False: \frac{\partial h_k}{\partial h_0} = (W^\top)^k."""
    n, k = g.whole(2, 4), g.whole(1, 4)
    w, h = g.mat(n, n) / 2, g.vec(n)

    def run(v: Array) -> Array:
        for _ in range(k):
            v = w @ v
        return v

    return gap(jac(run, h), np.linalg.matrix_power(w.T, k))

"""Hand-written checks of the rows of `rows_blind5.jsonl`; a row's label opens its docstring."""

from math import comb, factorial
from typing import Any, TypeAlias

import numpy as np
from equations.label_tools import (
    Draw,
    cov,
    d1,
    ent,
    excess,
    expm,
    gap,
    grad,
    hess,
    iid,
    jac,
    lacks,
    mean,
    moments,
    normlog,
    quad,
    sigmoid,
    softmax,
    truth,
    var,
    vec,
)

Value: TypeAlias = Any
"""A number, or an array of them."""


def g_001(d: Draw) -> float:
    """true: gradient."""
    n = d.whole(2, 5)
    w, x, y = d.vec(n), d.vec(n), float(d.rng.choice([-1, 1]))
    g = grad(lambda v: np.log1p(np.exp(-y * (v @ x))), w)
    return gap(g, -y * sigmoid(-y * (w @ x)) * x)


def g_002(d: Draw) -> float:
    """false: gradient."""
    n = d.whole(2, 5)
    w, x, y = d.vec(n), d.vec(n), float(d.rng.choice([-1, 1]))
    g = grad(lambda v: np.log1p(np.exp(-y * (v @ x))), w)
    return gap(g, -y * sigmoid(y * (w @ x)) * x)


def g_003(d: Draw) -> float:
    """true: gradient."""
    n = d.whole(2, 5)
    a, x = d.sym(n), d.vec(n)
    r = x @ a @ x / (x @ x)
    g = grad(lambda v: v @ a @ v / (v @ v), x)
    return gap(g, 2 / (x @ x) * (a @ x - r * x))


def g_004(d: Draw) -> float:
    """false: gradient."""
    n = d.whole(2, 5)
    a, x = d.sym(n), d.vec(n)
    x @ a @ x / (x @ x)
    g = grad(lambda v: v @ a @ v / (v @ v), x)
    return gap(g, 2 / (x @ x) * (a @ x - x))


def g_005(d: Draw) -> float:
    """true: matrix-gradient."""
    n = d.whole(2, 4)
    x, a, b = d.inv(n), d.vec(n), d.vec(n)
    i = np.linalg.inv(x)
    g = grad(lambda z: a @ np.linalg.solve(z, b), x * 1.0)
    return gap(g, -i.T @ np.outer(a, b) @ i.T)


def g_006(d: Draw) -> float:
    """false: matrix-gradient."""
    n = d.whole(2, 4)
    x, a, b = d.inv(n), d.vec(n), d.vec(n)
    i = np.linalg.inv(x)
    g = grad(lambda z: a @ np.linalg.solve(z, b), x * 1.0)
    return gap(g, -i @ np.outer(a, b) @ i)


def g_007(d: Draw) -> float:
    """true: jacobian."""
    n = d.whole(2, 5)
    x = d.vec(n)
    x = x * d.pos(0.5) / np.linalg.norm(x)
    r = np.linalg.norm(x)
    j = jac(lambda v: v / np.linalg.norm(v), x)
    return gap(j, (np.eye(n) - np.outer(x, x) / r**2) / r)


def g_008(d: Draw) -> float:
    """false: jacobian."""
    n = d.whole(2, 5)
    x = d.vec(n)
    x = x * d.pos(0.5) / np.linalg.norm(x)
    r = np.linalg.norm(x)
    j = jac(lambda v: v / np.linalg.norm(v), x)
    return gap(j, (np.eye(n) - np.outer(x, x) / r) / r)


def g_009(d: Draw) -> float:
    """true: jacobian."""
    x = d.vec(2)
    u, v = x
    j = jac(lambda z: np.array([z[0] ** 2 - z[1] ** 2, 2 * z[0] * z[1]]), x)
    return gap(j, np.array([[2 * u, -2 * v], [2 * v, 2 * u]]))


def g_010(d: Draw) -> float:
    """false: jacobian."""
    x = d.vec(2)
    u, v = x
    j = jac(lambda z: np.array([z[0] ** 2 - z[1] ** 2, 2 * z[0] * z[1]]), x)
    return gap(j, np.array([[2 * u, 2 * v], [-2 * v, 2 * u]]))


def g_011(d: Draw) -> float:
    """true: hessian."""
    n = d.whole(2, 4)
    x = d.vec(n)
    h = hess(lambda z: float((z @ z) ** 2), x)
    return gap(h, 4 * (x @ x) * np.eye(n) + 8 * np.outer(x, x))


def g_012(d: Draw) -> float:
    """false: hessian."""
    n = d.whole(2, 4)
    x = d.vec(n)
    h = hess(lambda z: float((z @ z) ** 2), x)
    return gap(h, 4 * (x @ x) * np.eye(n) + 4 * np.outer(x, x))


def g_013(d: Draw) -> float:
    """true: chain rule."""
    n = d.whole(2, 4)
    f, x, v = d.scalar(n), d.vec(n), d.vec(n)
    h = hess(f, x)
    lhs_ = d1(lambda t: d1(lambda s: f(x + s * v), t), 0.0)
    return gap(lhs_, v @ h @ v)


def g_014(d: Draw) -> float:
    """false: chain rule."""
    n = d.whole(2, 4)
    f, x, v = d.scalar(n), d.vec(n), d.vec(n)
    h = hess(f, x)
    lhs_ = d1(lambda t: d1(lambda s: f(x + s * v), t), 0.0)
    return gap(lhs_, x @ h @ v)


def g_015(d: Draw) -> float:
    """true: chain rule."""
    f, x = d.scalar(2), d.vec(2)
    g = grad(f, np.array([x[0] + x[1], x[0] - x[1]]))
    lhs_ = d1(lambda y: f(np.array([x[0] + y, x[0] - y])), float(x[1]))
    return gap(lhs_, g[0] - g[1])


def g_016(d: Draw) -> float:
    """false: chain rule."""
    f, x = d.scalar(2), d.vec(2)
    g = grad(f, np.array([x[0] + x[1], x[0] - x[1]]))
    lhs_ = d1(lambda y: f(np.array([x[0] + y, x[0] - y])), float(x[1]))
    return gap(lhs_, g[0] + g[1])


def g_017(d: Draw) -> float:
    """true: distribution."""
    k, b = d.pos(1.5, 4.0), d.pos(0.6, 2.5)
    top = 80 / b

    def f(x: Value) -> Value:
        return x ** (k - 1) * np.exp(-b * x)

    c = quad(lambda s: f(s * s) * 2 * s, 0, np.sqrt(top), 80)
    m = quad(lambda s: s**2 * f(s * s) * 2 * s, 0, np.sqrt(top), 80) / c
    lhs_ = quad(lambda s: s**4 * f(s * s) * 2 * s, 0, np.sqrt(top), 80) / c - m**2
    return gap(lhs_, k / b**2)


def g_018(d: Draw) -> float:
    """false: distribution."""
    k, b = d.pos(1.5, 4.0), d.pos(0.6, 2.5)
    top = 80 / b

    def f(x: Value) -> Value:
        return x ** (k - 1) * np.exp(-b * x)

    c = quad(lambda s: f(s * s) * 2 * s, 0, np.sqrt(top), 80)
    m = quad(lambda s: s**2 * f(s * s) * 2 * s, 0, np.sqrt(top), 80) / c
    lhs_ = quad(lambda s: s**4 * f(s * s) * 2 * s, 0, np.sqrt(top), 80) / c - m**2
    return gap(lhs_, k * b**2)


def g_019(d: Draw) -> float:
    """true: distribution."""
    b = d.pos()

    def f(x: Value) -> Value:
        return np.exp(-x / b) / (2 * b)

    lhs_ = 2 * quad(lambda x: -f(x) * (-x / b - np.log(2 * b)), 0, 60 * b, 60)
    return gap(lhs_, 1 + np.log(2 * b))


def g_020(d: Draw) -> float:
    """false: distribution."""
    b = d.pos()

    def f(x: Value) -> Value:
        return np.exp(-x / b) / (2 * b)

    lhs_ = 2 * quad(lambda x: -f(x) * (-x / b - np.log(2 * b)), 0, 60 * b, 60)
    return gap(lhs_, 0.5 + np.log(2 * b))


def g_021(d: Draw) -> float:
    """true: distribution."""
    m = d.pos(1.0, 2.5)
    t = float(d.rng.uniform(-2, 0.6 * m))
    lhs_ = quad(lambda x: m * np.exp((t - m) * x), 0, 60 / (m - t), 60)
    return gap(lhs_, m / (m - t))


def g_022(d: Draw) -> float:
    """false: distribution."""
    m = d.pos(1.0, 2.5)
    t = float(d.rng.uniform(-2, 0.6 * m))
    lhs_ = quad(lambda x: m * np.exp((t - m) * x), 0, 60 / (m - t), 60)
    return gap(lhs_, m / (m + t)) if abs(m + t) > 0.1 else 1.0


def g_023(d: Draw) -> float:
    """true: distribution."""
    a, b = d.pos(), d.pos()
    lhs_ = quad(lambda x: a * np.exp(-a * x) * (np.log(a / b) + (b - a) * x), 0, 60 / a, 60)
    return gap(lhs_, np.log(a / b) + b / a - 1)


def g_024(d: Draw) -> float:
    """false: distribution."""
    a, b = d.pos(), d.pos()
    lhs_ = quad(lambda x: a * np.exp(-a * x) * (np.log(a / b) + (b - a) * x), 0, 60 / a, 60)
    return gap(lhs_, np.log(a / b) + a / b - 1)


def g_025(d: Draw) -> float:
    """true: moments."""
    w, xs = d.prob(6), d.mat(6, 3)
    mu, s = moments(w, xs)
    lhs_ = mean(w, np.sum(xs**2, axis=1))
    return gap(lhs_, mu @ mu + np.trace(s))


def g_026(d: Draw) -> float:
    """false: moments."""
    w, xs = d.prob(6), d.mat(6, 3)
    mu, s = moments(w, xs)
    lhs_ = mean(w, np.sum(xs**2, axis=1))
    return gap(lhs_, mu @ mu - np.trace(s))


def g_027(d: Draw) -> float:
    """true: moments."""
    p, x, n = d.prob(3), d.values(3), d.whole(2, 4)
    w, s = iid(p, x, n)
    lhs_ = cov(w, s[:, 0], s.sum(axis=1))
    v = var(p, x)
    return gap(lhs_, v)


def g_028(d: Draw) -> float:
    """false: moments."""
    p, x, n = d.prob(3), d.values(3), d.whole(2, 4)
    w, s = iid(p, x, n)
    lhs_ = cov(w, s[:, 0], s.sum(axis=1))
    v = var(p, x)
    return gap(lhs_, n * v)


def g_029(d: Draw) -> float:
    """true: conditional expectation."""
    j, x = d.prob(4, 3), d.values(4)
    py = j.sum(axis=0)
    e = x @ j / py
    f = np.tile(e, (4, 1))
    lhs_ = cov(j, f, np.tile(x[:, None], (1, 3)))
    return gap(lhs_, var(py, e))


def g_030(d: Draw) -> float:
    """false: conditional expectation."""
    j, x = d.prob(4, 3), d.values(4)
    py = j.sum(axis=0)
    e = x @ j / py
    f = np.tile(e, (4, 1))
    lhs_ = cov(j, f, np.tile(x[:, None], (1, 3)))
    return gap(lhs_, mean(py, (x**2) @ j / py - e**2))


def g_031(d: Draw) -> float:
    """true: conditional expectation."""
    j, x, h = d.prob(4, 3), d.values(4), d.vec(3)
    py = j.sum(axis=0)
    e = x @ j / py
    lhs_ = float(x @ j @ h)
    return gap(lhs_, mean(py, h * e))


def g_032(d: Draw) -> float:
    """false: conditional expectation."""
    j, x, h = d.prob(4, 3), d.values(4), d.vec(3)
    py = j.sum(axis=0)
    e = x @ j / py
    lhs_ = float(x @ j @ h)
    return gap(lhs_, mean(py, h) * mean(py, e))


def g_033(d: Draw) -> float:
    """true: information."""
    j = d.prob(2, 3, 2)

    def h(*k: Value) -> Value:
        return ent(j.sum(axis=tuple(a for a in range(3) if a not in k)).ravel())

    lhs_ = h(0) + h(1, 2) - h(0, 1, 2)
    xz = h(0) + h(2) - h(0, 2)
    return gap(lhs_, xz + h(0, 2) + h(1, 2) - h(2) - h(0, 1, 2))


def g_034(d: Draw) -> float:
    """false: information."""
    j = d.prob(2, 3, 2)

    def h(*k: Value) -> Value:
        return ent(j.sum(axis=tuple(a for a in range(3) if a not in k)).ravel())

    lhs_ = h(0) + h(1, 2) - h(0, 1, 2)
    xz = h(0) + h(2) - h(0, 2)
    return gap(lhs_, xz + h(0) + h(1) - h(0, 1))


def g_035(d: Draw) -> float:
    """true: softmax."""
    z = d.vec(2)
    lhs_ = softmax(z)[0]
    return gap(lhs_, sigmoid(z[0] - z[1]))


def g_036(d: Draw) -> float:
    """false: softmax."""
    z = d.vec(2)
    lhs_ = softmax(z)[0]
    return gap(lhs_, sigmoid(z[0] + z[1]))


def g_037(d: Draw) -> float:
    """true: activation."""
    x = d.num()
    lhs_ = d1(lambda t: t * sigmoid(t), x)
    s = sigmoid(x)
    return gap(lhs_, s * (1 + x * (1 - s)))


def g_038(d: Draw) -> float:
    """false: activation."""
    x = d.num()
    lhs_ = d1(lambda t: t * sigmoid(t), x)
    s = sigmoid(x)
    return gap(lhs_, s * (1 + x * s))


def g_039(d: Draw) -> float:
    """true: loss."""
    z, y = d.num(), float(d.rng.uniform())
    s = sigmoid(z)
    lhs_ = -y * np.log(s) - (1 - y) * np.log(1 - s)
    return gap(lhs_, np.log1p(np.exp(z)) - y * z)


def g_040(d: Draw) -> float:
    """false: loss."""
    z, y = d.num(), float(d.rng.uniform())
    s = sigmoid(z)
    lhs_ = -y * np.log(s) - (1 - y) * np.log(1 - s)
    return gap(lhs_, np.log1p(np.exp(-z)) - y * z)


def g_041(d: Draw) -> float:
    """true: optim."""
    n = d.whole(2, 5)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    g = a @ x - b

    def f(t: Value) -> Value:
        return (x - t * g) @ a @ (x - t * g) / 2 - b @ (x - t * g)

    lhs_ = -(f(1.0) - f(-1.0)) / 2 / (f(1.0) + f(-1.0) - 2 * f(0.0))
    return gap(lhs_, g @ g / (g @ a @ g))


def g_042(d: Draw) -> float:
    """false: optim."""
    n = d.whole(2, 5)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    g = a @ x - b

    def f(t: Value) -> Value:
        return (x - t * g) @ a @ (x - t * g) / 2 - b @ (x - t * g)

    lhs_ = -(f(1.0) - f(-1.0)) / 2 / (f(1.0) + f(-1.0) - 2 * f(0.0))
    return gap(lhs_, g @ a @ g / (g @ g))


def g_043(d: Draw) -> float:
    """true: optim."""
    t, b = d.whole(2, 7), d.pos(0.3, 0.95)
    g = d.mat(t, 3)
    v = np.zeros(3)
    for row in g:
        v = b * v + row
    k = np.arange(1, t + 1)
    return gap(v, b ** (t - k) @ g)


def g_044(d: Draw) -> float:
    """false: optim."""
    t, b = d.whole(2, 7), d.pos(0.3, 0.95)
    g = d.mat(t, 3)
    v = np.zeros(3)
    for row in g:
        v = b * v + row
    k = np.arange(1, t + 1)
    return gap(v, (b * 1.0) ** k @ g)


def g_045(d: Draw) -> float:
    """true: optim."""
    t, b, g = d.whole(2, 7), d.pos(0.2, 0.95), d.vec(3)
    m = np.zeros(3)
    for _ in range(t):
        m = b * m + (1 - b) * g
    return gap(m, (1 - b**t) * g)


def g_046(d: Draw) -> float:
    """false: optim."""
    t, b, g = d.whole(2, 7), d.pos(0.2, 0.95), d.vec(3)
    m = np.zeros(3)
    for _ in range(t):
        m = b * m + (1 - b) * g
    return gap(m, (1 - b) ** t * g)


def g_047(d: Draw) -> float:
    """true: optim."""
    n = d.whole(2, 4)
    f, w, e, m = d.scalar(n), d.vec(n), d.pos(0.05, 0.8), d.pos()
    lhs_ = w - e * grad(lambda z: f(z) + m / 2 * (z @ z), w)
    g = grad(f, w)
    return gap(lhs_, (1 - e * m) * w - e * g)


def g_048(d: Draw) -> float:
    """false: optim."""
    n = d.whole(2, 4)
    f, w, e, m = d.scalar(n), d.vec(n), d.pos(0.05, 0.8), d.pos()
    lhs_ = w - e * grad(lambda z: f(z) + m / 2 * (z @ z), w)
    g = grad(f, w)
    return gap(lhs_, (1 - m) * w - e * g)


def g_049(d: Draw) -> float:
    """true: series."""
    x = float(d.rng.choice([-1, 1]) * d.rng.uniform(0.2, 0.9))
    k = np.arange(300)
    np.array([float(factorial(2 * j + 1)) for j in range(60)])
    return gap(np.sum((-1.0) ** k * x ** (2 * k + 1) / (2 * k + 1)), np.arctan(x))


def g_050(d: Draw) -> float:
    """false: series."""
    x = float(d.rng.choice([-1, 1]) * d.rng.uniform(0.2, 0.9))
    k = np.arange(300)
    f = np.array([float(factorial(2 * j + 1)) for j in range(60)])
    return gap(np.sum((-1.0) ** k[:60] * x ** (2 * k[:60] + 1) / f), np.arctan(x))


def g_051(d: Draw) -> float:
    """true: sums."""
    n = d.whole(2, 6)
    x = d.vec(n)
    lhs_ = np.sum((x[:, None] - x[None, :]) ** 2) / 2
    return gap(lhs_, n * np.sum(x**2) - x.sum() ** 2)


def g_052(d: Draw) -> float:
    """false: sums."""
    n = d.whole(2, 6)
    x = d.vec(n)
    lhs_ = np.sum((x[:, None] - x[None, :]) ** 2) / 2
    return gap(lhs_, np.sum(x**2) - x.sum() ** 2)


def g_053(d: Draw) -> float:
    """true: binomials."""
    n = d.whole(2, 10)
    k = d.whole(0, n)
    lhs_ = sum(comb(m, k) for m in range(k, n + 1))
    return gap(lhs_, comb(n + 1, k + 1))


def g_054(d: Draw) -> float:
    """false: binomials."""
    n = d.whole(2, 10)
    k = d.whole(0, n)
    lhs_ = sum(comb(m, k) for m in range(k, n + 1))
    return gap(lhs_, comb(n, k + 1))


def g_055(d: Draw) -> float:
    """true: integrals."""
    a, t = d.num(), d.num()
    lhs_ = quad(lambda x: x * np.exp(a * x), 0, t)
    return gap(lhs_, ((a * t - 1) * np.exp(a * t) + 1) / a**2)


def g_056(d: Draw) -> float:
    """false: integrals."""
    a, t = d.num(), d.num()
    lhs_ = quad(lambda x: x * np.exp(a * x), 0, t)
    return gap(lhs_, ((a * t - 1) * np.exp(a * t) - 1) / a**2)


def g_057(d: Draw) -> float:
    """true: limits."""
    n = d.whole(2, 5)
    x = np.abs(d.vec(n))
    m, p = x.max(), 1e8
    lhs_ = m * np.exp(np.log(np.sum((x / m) ** p)) / p)
    return gap(lhs_, m)


def g_058(d: Draw) -> float:
    """false: limits."""
    n = d.whole(2, 5)
    x = np.abs(d.vec(n))
    m, p = x.max(), 1e8
    lhs_ = m * np.exp(np.log(np.sum((x / m) ** p)) / p)
    return gap(lhs_, x.sum())


def g_059(d: Draw) -> float:
    """true: inequality."""
    w, x = d.prob(5), d.posvec(5)
    lhs_, r = mean(w, np.log(x)), np.log(mean(w, x))
    return excess(lhs_, r)


def g_060(d: Draw) -> float:
    """false: inequality."""
    w, x = d.prob(5), d.posvec(5)
    lhs_, r = mean(w, np.log(x)), np.log(mean(w, x))
    return excess(r, lhs_)


def g_061(d: Draw) -> float:
    """true: norm."""
    m, n = d.dims(2)
    u, v = d.vec(m), d.vec(n)
    a, b = np.linalg.norm(u), np.linalg.norm(v)
    lhs_ = np.linalg.norm(np.outer(u, v))
    return gap(lhs_, a * b)


def g_062(d: Draw) -> float:
    """false: norm."""
    m, n = d.dims(2)
    u, v = d.vec(m), d.vec(n)
    a, b = np.linalg.norm(u), np.linalg.norm(v)
    lhs_ = np.linalg.norm(np.outer(u, v))
    return gap(lhs_, a**2 * b**2)


def g_063(d: Draw) -> float:
    """true: inner product."""
    n = d.whole(2, 5)
    x, y = d.vec(n), d.vec(n)
    r = np.sum((x + y) ** 2) - np.sum((x - y) ** 2)
    return gap(x @ y, r / 4)


def g_064(d: Draw) -> float:
    """false: inner product."""
    n = d.whole(2, 5)
    x, y = d.vec(n), d.vec(n)
    r = np.sum((x + y) ** 2) - np.sum((x - y) ** 2)
    return gap(x @ y, r / 2)


def g_065(d: Draw) -> float:
    """true: trace."""
    n = d.whole(2, 5)
    a, b = d.mat(n, n), d.mat(n, n)
    lhs_ = np.trace(a @ b @ a @ b)
    return gap(lhs_, np.trace(b @ a @ b @ a))


def g_066(d: Draw) -> float:
    """false: trace."""
    n = d.whole(2, 5)
    a, b = d.mat(n, n), d.mat(n, n)
    lhs_ = np.trace(a @ b @ a @ b)
    return gap(lhs_, np.trace(a @ a @ b @ b))


def g_067(d: Draw) -> float:
    """true: det."""
    k, _e = d.skew(int(d.rng.choice([3, 5]))), d.skew(int(d.rng.choice([2, 4])))
    return gap(np.linalg.det(k), 0.0)


def g_068(d: Draw) -> float:
    """false: det."""
    _k, e = d.skew(int(d.rng.choice([3, 5]))), d.skew(int(d.rng.choice([2, 4])))
    return gap(np.linalg.det(e), 0.0)


def g_069(d: Draw) -> float:
    """true: det."""
    n = d.whole(2, 5)
    a, u, v = d.inv(n), d.vec(n), d.vec(n)
    t, s = np.linalg.det(a), v @ np.linalg.solve(a, u)
    lhs_ = np.linalg.det(a + np.outer(u, v))
    return gap(lhs_, t * (1 + s))


def g_070(d: Draw) -> float:
    """false: det."""
    n = d.whole(2, 5)
    a, u, v = d.inv(n), d.vec(n), d.vec(n)
    t, s = np.linalg.det(a), v @ np.linalg.solve(a, u)
    lhs_ = np.linalg.det(a + np.outer(u, v))
    return gap(lhs_, t + s)


def g_071(d: Draw) -> float:
    """true: inverse."""
    m, n = d.dims(2)
    a, b = d.mat(m, n), d.mat(n, m)
    while np.linalg.cond(np.eye(m) + a @ b) > 1e3:
        a = d.mat(m, n)
    lhs_ = np.linalg.solve(np.eye(m) + a @ b, a)
    return gap(lhs_, a @ np.linalg.inv(np.eye(n) + b @ a))


def g_072(d: Draw) -> float:
    """false: inverse."""
    m, n = d.dims(2)
    a, b = d.mat(m, n), d.mat(n, m)
    while np.linalg.cond(np.eye(m) + a @ b) > 1e3:
        a = d.mat(m, n)
    lhs_ = np.linalg.solve(np.eye(m) + a @ b, a)
    return gap(lhs_, a @ (np.eye(n) + b @ a))


def g_073(d: Draw) -> float:
    """true: eigen."""
    n = d.whole(2, 5)
    a = d.mat(n, n)
    lhs_ = float(np.sum(np.linalg.eigvals(a) ** 2).real)
    return gap(lhs_, np.trace(a @ a))


def g_074(d: Draw) -> float:
    """false: eigen."""
    n = d.whole(2, 5)
    a = d.mat(n, n)
    lhs_ = float(np.sum(np.linalg.eigvals(a) ** 2).real)
    return gap(lhs_, np.trace(a.T @ a))


def g_075(d: Draw) -> float:
    """true: svd."""
    m, n = d.whole(3, 6), d.whole(3, 6)
    a = d.mat(m, n)
    u, s, v = np.linalg.svd(a, full_matrices=False)
    k = d.whole(1, len(s) - 2)
    lhs_ = np.sum((a - (u[:, :k] * s[:k]) @ v[:k]) ** 2)
    return gap(lhs_, np.sum(s[k:] ** 2))


def g_076(d: Draw) -> float:
    """false: svd."""
    m, n = d.whole(3, 6), d.whole(3, 6)
    a = d.mat(m, n)
    u, s, v = np.linalg.svd(a, full_matrices=False)
    k = d.whole(1, len(s) - 2)
    lhs_ = np.sum((a - (u[:, :k] * s[:k]) @ v[:k]) ** 2)
    return gap(lhs_, s[k] ** 2)


def g_077(d: Draw) -> float:
    """true: projection."""
    n = d.whole(2, 5)
    q = d.orth(n)[:, : d.whole(1, n - 1)]
    p, x = q @ q.T, d.vec(n)
    lhs_ = np.sum((x - p @ x) ** 2)
    return gap(lhs_, x @ x - x @ p @ x)


def g_078(d: Draw) -> float:
    """false: projection."""
    n = d.whole(2, 5)
    q = d.orth(n)[:, : d.whole(1, n - 1)]
    p, x = q @ q.T, d.vec(n)
    lhs_ = np.sum((x - p @ x) ** 2)
    return gap(lhs_, x @ x - 2 * x @ p @ x)


def g_079(d: Draw) -> float:
    """true: projection."""
    n = d.whole(2, 5)
    w, b, x = d.vec(n), d.num(), d.vec(n)
    k = np.block([[np.eye(n), w[:, None]], [w[None, :], np.zeros((1, 1))]])
    lhs_ = np.linalg.solve(k, np.append(x, -b))[:n]
    s = w @ x + b
    return gap(lhs_, x - s / (w @ w) * w)


def g_080(d: Draw) -> float:
    """false: projection."""
    n = d.whole(2, 5)
    w, b, x = d.vec(n), d.num(), d.vec(n)
    k = np.block([[np.eye(n), w[:, None]], [w[None, :], np.zeros((1, 1))]])
    lhs_ = np.linalg.solve(k, np.append(x, -b))[:n]
    s = w @ x + b
    return gap(lhs_, x - s / np.linalg.norm(w) * w)


def g_081(d: Draw) -> float:
    """true: psd."""
    n = d.whole(2, 5)
    a = d.spd(n)
    i, j = (int(v) for v in d.rng.permutation(n)[:2])
    lhs_, r = a[i, j] ** 2, a[i, i] * a[j, j]
    return excess(lhs_, r)


def g_082(d: Draw) -> float:
    """false: psd."""
    n = d.whole(2, 5)
    a = d.spd(n)
    i, j = (int(v) for v in d.rng.permutation(n)[:2])
    lhs_, r = a[i, j] ** 2, a[i, i] * a[j, j]
    return excess(r, lhs_)


def g_083(d: Draw) -> float:
    """true: matrix exponential."""
    n = d.whole(2, 4)
    p, t = d.idem(n), d.num()
    lhs_ = expm(t * p)
    return gap(lhs_, np.eye(n) + (np.exp(t) - 1) * p)


def g_084(d: Draw) -> float:
    """false: matrix exponential."""
    n = d.whole(2, 4)
    p, t = d.idem(n), d.num()
    lhs_ = expm(t * p)
    return gap(lhs_, np.eye(n) + np.exp(t) * p)


def g_085(d: Draw) -> float:
    """true: kronecker."""
    m, n = (int(v) for v in d.rng.permutation([2, 3, 4])[:2])
    a, b = d.inv(m), d.inv(n)
    lhs_ = np.linalg.det(np.kron(a, b))
    s, t = np.linalg.det(a), np.linalg.det(b)
    return gap(lhs_, s**n * t**m)


def g_086(d: Draw) -> float:
    """false: kronecker."""
    m, n = (int(v) for v in d.rng.permutation([2, 3, 4])[:2])
    a, b = d.inv(m), d.inv(n)
    lhs_ = np.linalg.det(np.kron(a, b))
    s, t = np.linalg.det(a), np.linalg.det(b)
    return gap(lhs_, s**m * t**n)


def g_087(d: Draw) -> float:
    """true: kronecker."""
    m, n = d.dims(2)
    a, b = d.vec(m), d.vec(n)
    lhs_ = vec(np.outer(a, b))
    return gap(lhs_, np.kron(b, a))


def g_088(d: Draw) -> float:
    """false: kronecker."""
    m, n = d.dims(2)
    a, b = d.vec(m), d.vec(n)
    lhs_ = vec(np.outer(a, b))
    return gap(lhs_, np.kron(a, b))


def g_089(d: Draw) -> float:
    """true: hadamard."""
    n = d.whole(2, 5)
    a, b, x, y = d.mat(n, n), d.mat(n, n), d.vec(n), d.vec(n)
    lhs_ = x @ (a * b) @ y
    c = np.diag(x) @ a @ np.diag(y)
    return gap(lhs_, np.trace(c @ b.T))


def g_090(d: Draw) -> float:
    """false: hadamard."""
    n = d.whole(2, 5)
    a, b, x, y = d.mat(n, n), d.mat(n, n), d.vec(n), d.vec(n)
    lhs_ = x @ (a * b) @ y
    c = np.diag(x) @ a @ np.diag(y)
    return gap(lhs_, np.trace(c @ b))


def g_091(d: Draw) -> float:
    """true: index."""
    p, m, n = d.dims(3)
    a, b = d.mat(p, m), d.mat(p, n)
    d.mat(p, p)
    return gap(a.T @ b, np.einsum("ki,kj->ij", a, b))


def g_092(d: Draw) -> float:
    """false: index."""
    p, m, n = d.dims(3)
    _a, b = d.mat(p, m), d.mat(p, n)
    q = d.mat(p, p)
    return gap(q.T @ b, np.einsum("ik,kj->ij", q, b))


def g_093(d: Draw) -> float:
    """true: transpose."""
    m, n = d.dims(2)
    a, x, y = d.mat(m, n), d.vec(m), d.vec(n)
    lhs_ = (np.outer(x, y) @ a.T).T
    _q, _z = d.mat(m, m), d.vec(m)
    return gap(lhs_, a @ np.outer(y, x))


def g_094(d: Draw) -> float:
    """false: transpose."""
    m, _ = d.dims(2)
    x = d.vec(m)
    q, z = d.mat(m, m), d.vec(m)
    return gap((np.outer(x, z) @ q.T).T, q.T @ np.outer(z, x))


def g_095(d: Draw) -> float:
    """true: shape."""
    n, m, p = d.dims(3)
    f, g = d.smooth(n, m), d.smooth(m, p)
    j = jac(lambda z: g(f(z)), d.vec(n))
    return truth(j.shape == (p, n))


def g_096(d: Draw) -> float:
    """false: shape."""
    n, m, p = d.dims(3)
    f, g = d.smooth(n, m), d.smooth(m, p)
    j = jac(lambda z: g(f(z)), d.vec(n))
    return truth(j.shape == (m, n))


def g_097(d: Draw) -> float:
    """true: complexity."""
    n = 10.0 ** np.arange(3, 12)
    f = 2 * n**3 + 5 * n**2 * np.log(n)
    d.num()
    return truth(np.all(np.diff(f / n**3) <= 0))


def g_098(d: Draw) -> float:
    """false: complexity."""
    n = 10.0 ** np.arange(3, 12)
    f = 2 * n**3 + 5 * n**2 * np.log(n)
    d.num()
    return truth(np.all(np.diff(f / (n**2 * np.log(n))) <= 0))


def g_099(d: Draw) -> float:
    """true: least squares."""
    n, k = d.dims(2)
    x, y, w, m = d.mat(n, k), d.vec(n), d.vec(k), d.pos()
    lhs_ = np.linalg.lstsq(np.vstack([x, np.sqrt(m) * np.eye(k)]), np.append(y, np.sqrt(m) * w), rcond=None)[0]
    i = np.linalg.inv(x.T @ x + m * np.eye(k))
    return gap(lhs_, i @ (x.T @ y + m * w))


def g_100(d: Draw) -> float:
    """false: least squares."""
    n, k = d.dims(2)
    x, y, w, m = d.mat(n, k), d.vec(n), d.vec(k), d.pos()
    lhs_ = np.linalg.lstsq(np.vstack([x, np.sqrt(m) * np.eye(k)]), np.append(y, np.sqrt(m) * w), rcond=None)[0]
    i = np.linalg.inv(x.T @ x + m * np.eye(k))
    return gap(lhs_, i @ x.T @ y + m * w)


def g_101(d: Draw) -> float:
    """true: least squares."""
    x, y = d.mat(6, 3), d.vec(6)
    z = x @ np.linalg.lstsq(x, y, rcond=None)[0]
    a, b, c = (np.linalg.norm(v) for v in (y, z, y - z))
    return gap(a**2, b**2 + c**2)


def g_102(d: Draw) -> float:
    """false: least squares."""
    x, y = d.mat(6, 3), d.vec(6)
    z = x @ np.linalg.lstsq(x, y, rcond=None)[0]
    a, b, c = (np.linalg.norm(v) for v in (y, z, y - z))
    return gap(a, b + c)


def g_103(d: Draw) -> float:
    """true: gaussian."""
    s = d.pos()
    lhs_ = 2 * quad(lambda x: x * np.exp(normlog(x, 0.0, s**2)), 0, 14 * s)
    return gap(lhs_, s * np.sqrt(2 / np.pi))


def g_104(d: Draw) -> float:
    """false: gaussian."""
    s = d.pos()
    lhs_ = 2 * quad(lambda x: x * np.exp(normlog(x, 0.0, s**2)), 0, 14 * s)
    return gap(lhs_, s * np.sqrt(np.pi / 2))


def g_105(d: Draw) -> float:
    """true: bayes."""
    j = d.prob(2, 2)
    a = j[0].sum()
    lhs_ = j[0, 0] / j[1, 0]
    r = (j[0, 0] / a) / (j[1, 0] / (1 - a))
    return gap(lhs_, r * a / (1 - a))


def g_106(d: Draw) -> float:
    """false: bayes."""
    j = d.prob(2, 2)
    a = j[0].sum()
    lhs_ = j[0, 0] / j[1, 0]
    r = (j[0, 0] / a) / (j[1, 0] / (1 - a))
    return gap(lhs_, r * (1 - a) / a)


def g_107(d: Draw) -> float:
    """true: convolution."""
    m = d.whole(2, 5)
    a, b = d.vec(m), d.vec(m)
    lhs_ = np.convolve(a, b).sum()
    return gap(lhs_, a.sum() * b.sum())


def g_108(d: Draw) -> float:
    """false: convolution."""
    m = d.whole(2, 5)
    a, b = d.vec(m), d.vec(m)
    lhs_ = np.convolve(a, b).sum()
    return gap(lhs_, a @ b)


def g_109(d: Draw) -> float:
    """true: trigonometry."""
    a, b = d.num(), d.num()
    lhs_ = np.sin(a) * np.cos(b)
    return gap(lhs_, (np.sin(a + b) + np.sin(a - b)) / 2)


def g_110(d: Draw) -> float:
    """false: trigonometry."""
    a, b = d.num(), d.num()
    lhs_ = np.sin(a) * np.cos(b)
    return gap(lhs_, (np.sin(a + b) - np.sin(a - b)) / 2)


def g_111(d: Draw) -> float:
    """true: complex."""
    z, w = complex(*d.vec(2)), complex(*d.vec(2))
    lhs_ = abs(z + w) ** 2
    s = abs(z) ** 2 + abs(w) ** 2
    return gap(lhs_, s + 2 * (z * w.conjugate()).real)


def g_112(d: Draw) -> float:
    """false: complex."""
    z, w = complex(*d.vec(2)), complex(*d.vec(2))
    lhs_ = abs(z + w) ** 2
    s = abs(z) ** 2 + abs(w) ** 2
    return gap(lhs_, s + 2 * (z * w).real)


def g_113(d: Draw) -> float:
    """true: ode."""
    a, b, y, t = d.pos(), d.num(), d.num(), d.pos()

    def f(s: Value) -> Value:
        return b / a + (y - b / a) * np.exp(-a * s)

    def g(s: Value) -> Value:
        return b / a + y * np.exp(-a * s)

    return max(gap(f(0.0), y), gap(d1(f, t), b - a * f(t)))


def g_114(d: Draw) -> float:
    """false: ode."""
    a, b, y, t = d.pos(), d.num(), d.num(), d.pos()

    def f(s: Value) -> Value:
        return b / a + (y - b / a) * np.exp(-a * s)

    def g(s: Value) -> Value:
        return b / a + y * np.exp(-a * s)

    return max(gap(g(0.0), y), gap(d1(g, t), b - a * g(t)))


def g_115(d: Draw) -> float:
    """true: taylor."""
    f, x = d.curve(), d.num()
    g = d1(f, x)

    def r(h: Value) -> Value:
        return (f(x + h) - f(x - h)) / (2 * h) - g

    return lacks(r, 2)


def g_116(d: Draw) -> float:
    """false: taylor."""
    f, x = d.curve(), d.num()
    g = d1(f, x)

    def r(h: Value) -> Value:
        return (f(x + h) - f(x - h)) / (2 * h) - g

    return lacks(r, 3)


def g_117(d: Draw) -> float:
    """true: taylor."""
    c, s, a, x = d.vec(3), d.num(), d.num(), d.num()

    def f(t: Value) -> Value:
        return c[0] * np.sin(s * t + c[1]) + c[2] * t**3

    def g(t: Value) -> Value:
        return c[0] * s * np.cos(s * t + c[1]) + 3 * c[2] * t**2

    def h(t: Value) -> Value:
        return -c[0] * s**2 * np.sin(s * t + c[1]) + 6 * c[2] * t

    m = f(a) + g(a) * (x - a)
    return gap(f(x), m + quad(lambda t: (x - t) * h(t), a, x))


def g_118(d: Draw) -> float:
    """false: taylor."""
    c, s, a, x = d.vec(3), d.num(), d.num(), d.num()

    def f(t: Value) -> Value:
        return c[0] * np.sin(s * t + c[1]) + c[2] * t**3

    def g(t: Value) -> Value:
        return c[0] * s * np.cos(s * t + c[1]) + 3 * c[2] * t**2

    def h(t: Value) -> Value:
        return -c[0] * s**2 * np.sin(s * t + c[1]) + 6 * c[2] * t

    m = f(a) + g(a) * (x - a)
    return gap(f(x), m + quad(lambda t: (t - a) * h(t), a, x))


def g_119(d: Draw) -> float:
    """true: set identities."""
    a, b, c = (d.rng.uniform(size=12) < 0.6 for _ in range(3))
    lhs_ = a & ~(b | c)
    return truth(np.array_equal(lhs_, (a & ~b) & (a & ~c)))


def g_120(d: Draw) -> float:
    """false: set identities."""
    a, b, c = (d.rng.uniform(size=12) < 0.6 for _ in range(3))
    lhs_ = a & ~(b | c)
    return truth(np.array_equal(lhs_, (a & ~b) | (a & ~c)))

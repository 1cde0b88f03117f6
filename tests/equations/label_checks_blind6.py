"""Hand-written checks of the rows of `rows_blind6.jsonl`; a row's label opens its docstring."""

from itertools import product
from math import comb, gamma
from typing import Any, TypeAlias

import numpy as np
from equations.label_tools import (
    Draw,
    clash,
    cov,
    d1,
    ent,
    excess,
    expm,
    gap,
    gauss,
    grad,
    hess,
    jac,
    kl,
    lacks,
    mean,
    quad,
    shape,
    sigmoid,
    softmax,
    truth,
    var,
)

Value: TypeAlias = Any
"""A number, or an array of them."""


def h_001(d: Draw) -> float:
    """true: gradient."""
    x = d.unit(4) * d.pos(1.2, 2.5)
    g = grad(lambda z: 1 / np.linalg.norm(z), x)
    r = np.linalg.norm(x)
    return gap(g, -x / r**3)


def h_002(d: Draw) -> float:
    """false: exponent."""
    x = d.unit(4) * d.pos(1.2, 2.5)
    g = grad(lambda z: 1 / np.linalg.norm(z), x)
    r = np.linalg.norm(x)
    return gap(g, -x / r**2)


def h_003(d: Draw) -> float:
    """true: gradient."""
    w, x, y = d.vec(3), d.vec(3), float(d.rng.choice([-1, 1]))
    g = grad(lambda v: np.log(sigmoid(y * v @ x)), w)
    return gap(g, y * sigmoid(-y * w @ x) * x)


def h_004(d: Draw) -> float:
    """false: sign inside the sigmoid."""
    w, x, y = d.vec(3), d.vec(3), float(d.rng.choice([-1, 1]))
    g = grad(lambda v: np.log(sigmoid(y * v @ x)), w)
    return gap(g, y * sigmoid(y * w @ x) * x)


def h_005(d: Draw) -> float:
    """true: gradient."""
    a, b, x = d.vec(4), d.vec(4), d.vec(4)
    g = grad(lambda z: (a @ z) * (b @ z), x)
    return gap(g, (np.outer(a, b) + np.outer(b, a)) @ x)


def h_006(d: Draw) -> float:
    """false: product rule collapsed to one term."""
    a, b, x = d.vec(4), d.vec(4), d.vec(4)
    g = grad(lambda z: (a @ z) * (b @ z), x)
    return gap(g, 2 * np.outer(a, b) @ x)


def h_007(d: Draw) -> float:
    """true: gradient."""
    a, x = d.sym(4), d.unit(4) * d.pos(1.0, 2.0)
    g = grad(lambda z: (z @ a @ z) / (z @ z), x)
    return gap(g, 2 / (x @ x) * (a @ x - (x @ a @ x) / (x @ x) * x))


def h_008(d: Draw) -> float:
    """false: lost factor R(x)."""
    a, x = d.sym(4), d.unit(4) * d.pos(1.0, 2.0)
    g = grad(lambda z: (z @ a @ z) / (z @ z), x)
    return gap(g, 2 / (x @ x) * (a @ x - x))


def h_009(d: Draw) -> float:
    """true: matrix-gradient."""
    n = 3
    a, b = d.mat(n, n), d.mat(n, n)
    x = 2 * d.orth(n) + 0.2 * d.mat(n, n)
    g = grad(lambda z: np.trace(a @ np.linalg.inv(z) @ b), x)
    xi = np.linalg.inv(x)
    return gap(g, -(xi @ b @ a @ xi).T)


def h_010(d: Draw) -> float:
    """false: lost transpose."""
    n = 3
    a, b = d.mat(n, n), d.mat(n, n)
    x = 2 * d.orth(n) + 0.2 * d.mat(n, n)
    g = grad(lambda z: np.trace(a @ np.linalg.inv(z) @ b), x)
    xi = np.linalg.inv(x)
    return gap(g, -(xi @ b @ a @ xi))


def h_011(d: Draw) -> float:
    """true: matrix-gradient."""
    x = np.vstack([2 * d.orth(3), d.mat(2, 3)])
    g = grad(lambda z: np.log(np.linalg.det(z.T @ z)), x)
    return gap(g, 2 * x @ np.linalg.inv(x.T @ x))


def h_012(d: Draw) -> float:
    """false: factor."""
    x = np.vstack([2 * d.orth(3), d.mat(2, 3)])
    g = grad(lambda z: np.log(np.linalg.det(z.T @ z)), x)
    return gap(g, x @ np.linalg.inv(x.T @ x))


def h_013(d: Draw) -> float:
    """true: matrix-gradient."""
    m, n, p = d.dims(3)
    x, a, b = d.mat(m, n), d.mat(n, p), d.mat(m, p)
    g = grad(lambda z: np.sum((z @ a - b) ** 2), x)
    return gap(g, 2 * (x @ a - b) @ a.T)


def h_014(d: Draw) -> float:
    """false: transpose factor on the wrong side."""
    m, n, p = d.dims(3)
    x, a, b = d.mat(m, n), d.mat(n, p), d.mat(m, p)
    return clash(a.T, x @ a - b)


def h_015(d: Draw) -> float:
    """true: jacobian."""
    x = d.unit(4) * d.pos(1.3, 2.5)
    j = jac(lambda z: z / np.linalg.norm(z), x)
    r = np.linalg.norm(x)
    return gap(j, (np.eye(4) - np.outer(x, x) / r**2) / r)


def h_016(d: Draw) -> float:
    """false: unsquared norm."""
    x = d.unit(4) * d.pos(1.3, 2.5)
    j = jac(lambda z: z / np.linalg.norm(z), x)
    r = np.linalg.norm(x)
    return gap(j, (np.eye(4) - np.outer(x, x) / r) / r)


def h_017(d: Draw) -> float:
    """true: jacobian."""
    m, n = d.dims(2)
    w, x, b = d.mat(m, n), d.vec(n), d.vec(m)
    dg = np.diag(1 - np.tanh(w @ x + b) ** 2)
    return gap(jac(lambda z: np.tanh(w @ z + b), x), dg @ w)


def h_018(d: Draw) -> float:
    """false: swapped order."""
    m, n = d.dims(2)
    w, x, b = d.mat(m, n), d.vec(n), d.vec(m)
    dg = np.diag(1 - np.tanh(w @ x + b) ** 2)
    return clash(w, dg)


def h_019(d: Draw) -> float:
    """true: softmax."""
    x, b = d.vec(4), d.pos()
    p = softmax(b * x)
    g = d1(lambda s: softmax(s * x), b)
    return gap(g, p * (x - p @ x))


def h_020(d: Draw) -> float:
    """false: centred by the wrong vector."""
    x, b = d.vec(4), d.pos()
    p = softmax(b * x)
    g = d1(lambda s: softmax(s * x), b)
    return gap(g, p * (x - p))


def h_021(d: Draw) -> float:
    """true: hessian."""
    x = d.vec(3)
    h = hess(lambda z: float((z @ z) ** 2 / 4), x)
    return gap(h, (x @ x) * np.eye(3) + 2 * np.outer(x, x))


def h_022(d: Draw) -> float:
    """false: factor of the rank-one part."""
    x = d.vec(3)
    h = hess(lambda z: float((z @ z) ** 2 / 4), x)
    return gap(h, (x @ x) * np.eye(3) + np.outer(x, x))


def h_023(d: Draw) -> float:
    """true: chain rule."""
    fn, u, v, w, s = d.scalar(3), d.vec(3), d.vec(3), d.vec(3), d.num()

    def x(r: Value) -> Value:
        return u + v * r + w * r * r

    dx = v + 2 * w * s
    lhs = d1(lambda r: fn(x(r)), s)
    return gap(lhs, grad(fn, x(s)) @ dx)


def h_024(d: Draw) -> float:
    """false: arguments swapped."""
    fn, u, v, w, s = d.scalar(3), d.vec(3), d.vec(3), d.vec(3), d.num()

    def x(r: Value) -> Value:
        return u + v * r + w * r * r

    dx = v + 2 * w * s
    lhs = d1(lambda r: fn(x(r)), s)
    return gap(lhs, grad(fn, dx) @ x(s))


def h_025(d: Draw) -> float:
    """true: chain rule."""
    a, b, x = d.num() / 2, d.num() / 2, d.num()

    def fn(s: Value) -> Value:
        return np.sin(a * s)

    def f1(s: Value) -> Value:
        return a * np.cos(a * s)

    def f2(s: Value) -> Value:
        return -a * a * np.sin(a * s)

    def gn(s: Value) -> Value:
        return np.exp(b * s)

    def g1(s: Value) -> Value:
        return b * np.exp(b * s)

    def g2(s: Value) -> Value:
        return b * b * np.exp(b * s)

    lhs = d1(lambda s: d1(lambda r: fn(gn(r)), s), x)
    return gap(lhs, f2(gn(x)) * g1(x) ** 2 + f1(gn(x)) * g2(x))


def h_026(d: Draw) -> float:
    """false: lost square."""
    a, b, x = d.num() / 2, d.num() / 2, d.num()

    def fn(s: Value) -> Value:
        return np.sin(a * s)

    def f1(s: Value) -> Value:
        return a * np.cos(a * s)

    def f2(s: Value) -> Value:
        return -a * a * np.sin(a * s)

    def gn(s: Value) -> Value:
        return np.exp(b * s)

    def g1(s: Value) -> Value:
        return b * np.exp(b * s)

    def g2(s: Value) -> Value:
        return b * b * np.exp(b * s)

    lhs = d1(lambda s: d1(lambda r: fn(gn(r)), s), x)
    return gap(lhs, f2(gn(x)) * g1(x) + f1(gn(x)) * g2(x))


def h_027(d: Draw) -> float:
    """true: distribution."""
    p = d.pos(0.15, 0.8)
    k = np.arange(1, 400)
    w = p * (1 - p) ** (k - 1)
    return gap(var(w, k), (1 - p) / p**2)


def h_028(d: Draw) -> float:
    """false: lost square."""
    p = d.pos(0.15, 0.8)
    k = np.arange(1, 400)
    w = p * (1 - p) ** (k - 1)
    return gap(var(w, k), (1 - p) / p)


def h_029(d: Draw) -> float:
    """true: distribution."""
    al, be = d.pos(2, 4), d.pos(0.8, 2.0)
    s = be * d.pos(-0.8, 0.6)
    m = quad(lambda x: be**al / gamma(al) * x ** (al - 1) * np.exp(-(be - s) * x), 0, 60 / (be - s), 400)
    return gap(m, (1 - s / be) ** -al)


def h_030(d: Draw) -> float:
    """false: exponent sign."""
    al, be = d.pos(2, 4), d.pos(0.8, 2.0)
    s = be * d.pos(-0.8, 0.6)
    m = quad(lambda x: be**al / gamma(al) * x ** (al - 1) * np.exp(-(be - s) * x), 0, 60 / (be - s), 400)
    return gap(m, (1 - s / be) ** al)


def h_031(d: Draw) -> float:
    """true: distribution."""
    la = float(np.exp(d.num()))
    h = quad(lambda x: -la * np.exp(-la * x) * (np.log(la) - la * x), 0, 60 / la)
    return gap(h, 1 - np.log(la))


def h_032(d: Draw) -> float:
    """false: sign."""
    la = float(np.exp(d.num()))
    h = quad(lambda x: -la * np.exp(-la * x) * (np.log(la) - la * x), 0, 60 / la)
    return gap(h, 1 + np.log(la))


def h_033(d: Draw) -> float:
    """true: distribution."""
    a, b = d.pos(), d.pos()
    lhs = quad(lambda x: a * np.exp(-a * x) * (np.log(a / b) - (a - b) * x), 0, 60 / a)
    return gap(lhs, np.log(a / b) + b / a - 1)


def h_034(d: Draw) -> float:
    """false: ratio inverted."""
    a, b = d.pos(), d.pos()
    lhs = quad(lambda x: a * np.exp(-a * x) * (np.log(a / b) - (a - b) * x), 0, 60 / a)
    return gap(lhs, np.log(b / a) + b / a - 1)


def h_035(d: Draw) -> float:
    """true: distribution."""
    k, la = d.pos(1.5, 3.0), d.pos()
    m = quad(lambda x: np.exp(-((x / la) ** k)), 0, 15 * la, 400)
    return gap(m, la * gamma(1 + 1 / k))


def h_036(d: Draw) -> float:
    """false: wrong argument of Gamma."""
    k, la = d.pos(1.5, 3.0), d.pos()
    m = quad(lambda x: np.exp(-((x / la) ** k)), 0, 15 * la, 400)
    return gap(m, la * gamma(1 + k))


def h_037(d: Draw) -> float:
    """true: distribution."""
    a, b, c = d.whole(1, 3), d.whole(1, 3), d.whole(1, 3)
    g, w = np.polynomial.legendre.leggauss(20)
    g, w = (g + 1) / 2, w / 2
    x, s = np.meshgrid(g, g, indexing="ij")
    y = (1 - x) * s
    ww = np.outer(w, w) * (1 - x) * x ** (a - 1) * y ** (b - 1) * (1 - x - y) ** (c - 1)
    ww = ww / ww.sum()
    lhs, n = cov(ww, x, y), a + b + c
    return gap(lhs, -a * b / n**2 / (n + 1))


def h_038(d: Draw) -> float:
    """false: sign."""
    a, b, c = d.whole(1, 3), d.whole(1, 3), d.whole(1, 3)
    g, w = np.polynomial.legendre.leggauss(20)
    g, w = (g + 1) / 2, w / 2
    x, s = np.meshgrid(g, g, indexing="ij")
    y = (1 - x) * s
    ww = np.outer(w, w) * (1 - x) * x ** (a - 1) * y ** (b - 1) * (1 - x - y) ** (c - 1)
    ww = ww / ww.sum()
    lhs, n = cov(ww, x, y), a + b + c
    return gap(lhs, a * b / n**2 / (n + 1))


def h_039(d: Draw) -> float:
    """true: distribution."""
    mu, be = d.num(), d.pos()
    m = quad(lambda z: (mu + be * z) * np.exp(-z - np.exp(-z)), -6, 50, 100)
    return gap(m, mu + be * np.euler_gamma)


def h_040(d: Draw) -> float:
    """false: sign of Euler's constant."""
    mu, be = d.num(), d.pos()
    m = quad(lambda z: (mu + be * z) * np.exp(-z - np.exp(-z)), -6, 50, 100)
    return gap(m, mu - be * np.euler_gamma)


def h_041(d: Draw) -> float:
    """true: moments."""
    w, x, y = d.prob(3, 3, 2), d.values(3)[:, None] * 2, d.values(2)[None, :] * 2
    pz = w.sum((1, 2))
    ex, ey = [np.array([mean(w[i] / pz[i], v + 0 * w[i]) for i in range(3)]) for v in (x, y)]
    c = np.array([cov(w[i] / pz[i], x + 0 * w[i], y + 0 * w[i]) for i in range(3)])
    xx, yy = np.broadcast_to(x, (3, 3, 2)), np.broadcast_to(y, (3, 3, 2))
    return gap(cov(w, xx, yy), pz @ c + cov(pz, ex, ey))


def h_042(d: Draw) -> float:
    """false: sign."""
    w, x, y = d.prob(3, 3, 2), d.values(3)[:, None] * 2, d.values(2)[None, :] * 2
    pz = w.sum((1, 2))
    ex, ey = [np.array([mean(w[i] / pz[i], v + 0 * w[i]) for i in range(3)]) for v in (x, y)]
    c = np.array([cov(w[i] / pz[i], x + 0 * w[i], y + 0 * w[i]) for i in range(3)])
    xx, yy = np.broadcast_to(x, (3, 3, 2)), np.broadcast_to(y, (3, 3, 2))
    return gap(cov(w, xx, yy), pz @ c - cov(pz, ex, ey))


def h_043(d: Draw) -> float:
    """true: conditional expectation."""
    w, x, y = d.prob(3, 3, 2), 3 * d.values(3), 3 * d.values(2)
    pz = w.sum((1, 2))
    ex, ey = w.sum(2) @ x / pz, w.sum(1) @ y / pz
    lhs = float(np.einsum("zxy,x,z->", w, x, ey))
    return gap(lhs, pz @ (ex * ey))


def h_044(d: Draw) -> float:
    """false: independence assumed."""
    w, x, y = d.prob(3, 3, 2), 3 * d.values(3), 3 * d.values(2)
    pz = w.sum((1, 2))
    ex, ey = w.sum(2) @ x / pz, w.sum(1) @ y / pz
    lhs = float(np.einsum("zxy,x,z->", w, x, ey))
    return gap(lhs, (pz @ ex) * (pz @ ey))


def h_045(d: Draw) -> float:
    """true: moments."""
    p, xs, ys, a, b = d.prob(5), d.mat(5, 3), d.mat(5, 3), d.mat(3, 3), d.mat(3, 3)

    def cc(u: Value, v: Value) -> Value:
        return (u - p @ u).T @ np.diag(p) @ (v - p @ v)

    lhs = cc(xs @ a.T, ys @ b.T)
    return gap(lhs, a @ cc(xs, ys) @ b.T)


def h_046(d: Draw) -> float:
    """false: lost transpose."""
    p, xs, ys, a, b = d.prob(5), d.mat(5, 3), d.mat(5, 3), d.mat(3, 3), d.mat(3, 3)

    def cc(u: Value, v: Value) -> Value:
        return (u - p @ u).T @ np.diag(p) @ (v - p @ v)

    lhs = cc(xs @ a.T, ys @ b.T)
    return gap(lhs, a @ cc(xs, ys) @ b)


def h_047(d: Draw) -> float:
    """true: moments."""
    p = d.prob(6)
    tail = np.array([p[k:].sum() for k in range(6)])
    return gap(mean(p, np.arange(6)), tail[1:].sum())


def h_048(d: Draw) -> float:
    """false: wrong start index."""
    p = d.prob(6)
    tail = np.array([p[k:].sum() for k in range(6)])
    return gap(mean(p, np.arange(6)), tail.sum())


def h_049(d: Draw) -> float:
    """true: moments."""
    n, s2, rho = d.whole(2, 6), d.pos(), d.pos(0.1, 0.8)
    c = s2 * ((1 - rho) * np.eye(n) + rho * np.ones((n, n)))
    return gap(c.sum() / n**2, s2 / n * (1 + (n - 1) * rho))


def h_050(d: Draw) -> float:
    """false: n for n-1."""
    n, s2, rho = d.whole(2, 6), d.pos(), d.pos(0.1, 0.8)
    c = s2 * ((1 - rho) * np.eye(n) + rho * np.ones((n, n)))
    return gap(c.sum() / n**2, s2 / n * (1 + n * rho))


def h_051(d: Draw) -> float:
    """true: moments."""
    q, x = d.pos(0.2, 0.9), d.num()
    v = var(np.array([1 - q, q]), np.array([0.0, x / q]))
    return gap(v, (1 - q) / q * x * x)


def h_052(d: Draw) -> float:
    """false: scale of the mask forgotten."""
    q, x = d.pos(0.2, 0.9), d.num()
    v = var(np.array([1 - q, q]), np.array([0.0, x / q]))
    return gap(v, q * (1 - q) * x * x)


def h_053(d: Draw) -> float:
    """true: information."""
    w = d.prob(3, 2, 3)

    def h(*ax: Value) -> Value:
        return ent(w.sum(tuple(i for i in range(3) if i not in ax)).ravel())

    lhs = h(0) + h(1, 2) - h(0, 1, 2)
    pz = w.sum((0, 1))
    cmi = sum(
        pz[k] * kl(w[:, :, k] / pz[k], np.outer(w[:, :, k].sum(1), w[:, :, k].sum(0)) / pz[k] ** 2) for k in range(3)
    )
    return gap(lhs, h(0) + h(2) - h(0, 2) + cmi)


def h_054(d: Draw) -> float:
    """false: conditioning dropped."""
    w = d.prob(3, 2, 3)

    def h(*ax: Value) -> Value:
        return ent(w.sum(tuple(i for i in range(3) if i not in ax)).ravel())

    lhs = h(0) + h(1, 2) - h(0, 1, 2)
    return gap(lhs, h(0) + h(2) - h(0, 2) + h(0) + h(1) - h(0, 1))


def h_055(d: Draw) -> float:
    """true: information."""
    p, q = d.prob(4), d.prob(4)
    m = (p + q) / 2
    lhs = kl(p, m) / 2 + kl(q, m) / 2
    return gap(lhs, ent(m) - ent(p) / 2 - ent(q) / 2)


def h_056(d: Draw) -> float:
    """false: weights one half lost."""
    p, q = d.prob(4), d.prob(4)
    m = (p + q) / 2
    lhs = kl(p, m) / 2 + kl(q, m) / 2
    return gap(lhs, ent(m) - ent(p) - ent(q))


def h_057(d: Draw) -> float:
    """true: information."""
    p, q = d.prob(4), d.prob(4)
    l1 = np.abs(p - q).sum()
    return excess(l1**2 / 2, kl(p, q))


def h_058(d: Draw) -> float:
    """false: total variation constant put on the l1 norm."""
    p, q = d.prob(4), d.prob(4)
    l1 = np.abs(p - q).sum()
    return excess(2 * l1**2, kl(p, q))


def h_059(d: Draw) -> float:
    """true: softmax."""
    x = d.vec(2)
    return gap(softmax(x)[0], sigmoid(x[0] - x[1]))


def h_060(d: Draw) -> float:
    """false: arguments swapped."""
    x = d.vec(2)
    return gap(softmax(x)[0], sigmoid(x[1] - x[0]))


def h_061(d: Draw) -> float:
    """true: activation."""
    x = d.num()

    def z(s: Value) -> Value:
        return np.log(1 + np.exp(s))

    return gap(z(x) - z(-x), x)


def h_062(d: Draw) -> float:
    """false: sign."""
    x = d.num()

    def z(s: Value) -> Value:
        return np.log(1 + np.exp(s))

    return gap(z(x) + z(-x), x)


def h_063(d: Draw) -> float:
    """true: activation."""
    x = d.num()
    s = sigmoid(x)
    lhs = d1(lambda r: r * sigmoid(r), x)
    return gap(lhs, s + x * s * (1 - s))


def h_064(d: Draw) -> float:
    """false: lost factor x."""
    x = d.num()
    s = sigmoid(x)
    lhs = d1(lambda r: r * sigmoid(r), x)
    return gap(lhs, s + s * (1 - s))


def h_065(d: Draw) -> float:
    """true: loss."""
    r = d.num()
    lhs = d1(lambda s: np.log(np.cosh(s)), r)
    return gap(lhs, np.tanh(r))


def h_066(d: Draw) -> float:
    """false: wrong hyperbolic function."""
    r = d.num()
    lhs = d1(lambda s: np.log(np.cosh(s)), r)
    return gap(lhs, np.tanh(r) ** 2)


def h_067(d: Draw) -> float:
    """true: loss."""
    w, x = d.posvec(4), d.vec(4)
    s = np.linalg.lstsq(np.sqrt(w)[:, None], np.sqrt(w) * x, rcond=None)[0][0]
    return gap(s, w @ x / w.sum())


def h_068(d: Draw) -> float:
    """false: wrong normaliser."""
    w, x = d.posvec(4), d.vec(4)
    s = np.linalg.lstsq(np.sqrt(w)[:, None], np.sqrt(w) * x, rcond=None)[0][0]
    return gap(s, w @ x / 4)


def h_069(d: Draw) -> float:
    """true: optim."""
    a, b, x = d.spd(4), d.vec(4), d.vec(4)

    def fn(z: Value) -> Value:
        return z @ a @ z / 2 - b @ z

    r = b - a @ x
    f0, f1, f2 = fn(x), fn(x + r), fn(x - r)
    s = (f2 - f1) / (2 * (f1 + f2 - 2 * f0))
    return gap(s, r @ r / (r @ a @ r))


def h_070(d: Draw) -> float:
    """false: ratio inverted."""
    a, b, x = d.spd(4), d.vec(4), d.vec(4)

    def fn(z: Value) -> Value:
        return z @ a @ z / 2 - b @ z

    r = b - a @ x
    f0, f1, f2 = fn(x), fn(x + r), fn(x - r)
    s = (f2 - f1) / (2 * (f1 + f2 - 2 * f0))
    return gap(s, r @ a @ r / (r @ r))


def h_071(d: Draw) -> float:
    """true: optim."""
    be, n = d.pos(0.2, 0.9), d.whole(2, 6)
    g, m = d.mat(n, 3), np.zeros(3)
    for k in range(n):
        m = be * m + (1 - be) * g[k]
    return gap(m, (1 - be) * sum(be ** (n - i) * g[i - 1] for i in range(1, n + 1)))


def h_072(d: Draw) -> float:
    """false: exponent reversed."""
    be, n = d.pos(0.2, 0.9), d.whole(2, 6)
    g, m = d.mat(n, 3), np.zeros(3)
    for k in range(n):
        m = be * m + (1 - be) * g[k]
    return gap(m, (1 - be) * sum(be**i * g[i - 1] for i in range(1, n + 1)))


def h_073(d: Draw) -> float:
    """true: optim."""
    be, n = d.pos(0.2, 0.9), d.whole(1, 6)
    lhs = (1 - be) * sum(be**i for i in range(n))
    return gap(lhs, 1 - be**n)


def h_074(d: Draw) -> float:
    """false: off by one exponent."""
    be, n = d.pos(0.2, 0.9), d.whole(1, 6)
    lhs = (1 - be) * sum(be**i for i in range(n))
    return gap(lhs, 1 - be ** (n - 1))


def h_075(d: Draw) -> float:
    """true: optim."""
    fn, w, e, la = d.scalar(3), d.vec(3), d.pos(0.05, 0.8), d.pos()
    lhs = w - e * grad(lambda z: fn(z) + la / 2 * z @ z, w)
    return gap(lhs, (1 - e * la) * w - e * grad(fn, w))


def h_076(d: Draw) -> float:
    """false: step size missing in the decay."""
    fn, w, e, la = d.scalar(3), d.vec(3), d.pos(0.05, 0.8), d.pos()
    lhs = w - e * grad(lambda z: fn(z) + la / 2 * z @ z, w)
    return gap(lhs, (1 - la) * w - e * grad(fn, w))


def h_077(d: Draw) -> float:
    """true: optim."""
    v, la = d.vec(4), d.pos()
    s = np.linalg.lstsq(np.vstack([np.eye(4), np.sqrt(la) * np.eye(4)]), np.concatenate([v, np.zeros(4)]), rcond=None)[
        0
    ]
    return gap(s, v / (1 + la))


def h_078(d: Draw) -> float:
    """false: expansion instead of the quotient."""
    v, la = d.vec(4), d.pos()
    s = np.linalg.lstsq(np.vstack([np.eye(4), np.sqrt(la) * np.eye(4)]), np.concatenate([v, np.zeros(4)]), rcond=None)[
        0
    ]
    return gap(s, (1 - la) * v)


def h_079(d: Draw) -> float:
    """true: optim."""
    a, b, x, y = d.sym(4), d.vec(4), d.vec(4), d.vec(4)
    lip = np.abs(np.linalg.eigvalsh(a)).max()

    def fn(z: Value) -> Value:
        return z @ a @ z / 2 + b @ z

    r = fn(x) + grad(fn, x) @ (y - x) + lip / 2 * (y - x) @ (y - x)
    return excess(fn(y), r + 1e-9)


def h_080(d: Draw) -> float:
    """false: reversed."""
    a, b, x, y = d.sym(4), d.vec(4), d.vec(4), d.vec(4)
    lip = np.abs(np.linalg.eigvalsh(a)).max()

    def fn(z: Value) -> Value:
        return z @ a @ z / 2 + b @ z

    r = fn(x) + grad(fn, x) @ (y - x) + lip / 2 * (y - x) @ (y - x)
    return excess(r, fn(y))


def h_081(d: Draw) -> float:
    """true: series."""
    n = d.whole(1, 12)
    lhs = sum(k * (k + 1) for k in range(1, n + 1))
    return gap(lhs, n * (n + 1) * (n + 2) / 3)


def h_082(d: Draw) -> float:
    """false: wrong divisor."""
    n = d.whole(1, 12)
    lhs = sum(k * (k + 1) for k in range(1, n + 1))
    return gap(lhs, n * (n + 1) * (n + 2) / 6)


def h_083(d: Draw) -> float:
    """true: sums."""
    n = d.whole(2, 6)
    x = d.vec(n)
    lhs = sum((x[i] - x[j]) ** 2 for i in range(n) for j in range(i + 1, n))
    return gap(lhs, n * ((x - x.mean()) ** 2).sum())


def h_084(d: Draw) -> float:
    """false: factor n dropped."""
    n = d.whole(2, 6)
    x = d.vec(n)
    lhs = sum((x[i] - x[j]) ** 2 for i in range(n) for j in range(i + 1, n))
    return gap(lhs, ((x - x.mean()) ** 2).sum())


def h_085(d: Draw) -> float:
    """true: sums."""
    n = d.whole(2, 12)
    lhs = sum(1 / (k * (k + 1)) for k in range(1, n + 1))
    return gap(lhs, n / (n + 1))


def h_086(d: Draw) -> float:
    """false: telescoped end points."""
    n = d.whole(2, 12)
    lhs = sum(1 / (k * (k + 1)) for k in range(1, n + 1))
    return gap(lhs, 1 / (n + 1))


def h_087(d: Draw) -> float:
    """true: binomials."""
    n = d.whole(3, 9)
    r = d.whole(0, n)
    lhs = sum(comb(i, r) for i in range(r, n + 1))
    return gap(lhs, comb(n + 1, r + 1))


def h_088(d: Draw) -> float:
    """false: lower index."""
    n = d.whole(3, 9)
    r = d.whole(0, n)
    lhs = sum(comb(i, r) for i in range(r, n + 1))
    return gap(lhs, comb(n + 1, r))


def h_089(d: Draw) -> float:
    """true: integrals."""
    a, b = d.pos(), d.num()
    lhs = quad(lambda x: np.exp(-a * x * x + b * x), -30, 30, 80)
    return gap(lhs, np.sqrt(np.pi / a) * np.exp(b * b / 4 / a))


def h_090(d: Draw) -> float:
    """false: factor in the exponent."""
    a, b = d.pos(), d.num()
    lhs = quad(lambda x: np.exp(-a * x * x + b * x), -30, 30, 80)
    return gap(lhs, np.sqrt(np.pi / a) * np.exp(b * b / 2 / a))


def h_091(d: Draw) -> float:
    """true: integrals."""
    x = d.pos(-1.2, 1.2)
    lhs = d1(lambda s: quad(lambda u: np.exp(-u * u), 0, s * s, 6), x)
    return gap(lhs, 2 * x * np.exp(-(x**4)))


def h_092(d: Draw) -> float:
    """false: chain factor of the upper limit lost."""
    x = d.pos(-1.2, 1.2)
    lhs = d1(lambda s: quad(lambda u: np.exp(-u * u), 0, s * s, 6), x)
    return gap(lhs, np.exp(-(x**4)))


def h_093(d: Draw) -> float:
    """true: limits."""
    x = d.posvec(4)

    def at(p: Value) -> Value:
        return float(np.mean(x**p) ** (1 / p))

    h = 1e-3
    lhs = (8 * at(h / 4) - 6 * at(h / 2) + at(h)) / 3
    return gap(lhs, np.prod(x) ** 0.25)


def h_094(d: Draw) -> float:
    """false: arithmetic for geometric mean."""
    x = d.posvec(4)

    def at(p: Value) -> Value:
        return float(np.mean(x**p) ** (1 / p))

    h = 1e-3
    lhs = (8 * at(h / 4) - 6 * at(h / 2) + at(h)) / 3
    return gap(lhs, x.mean())


def h_095(d: Draw) -> float:
    """true: inequality."""
    x, y, p = d.pos(), d.pos(), d.pos(1.3, 4)
    q = p / (p - 1)
    return excess(x * y, x**p / p + y**q / q + 1e-12)


def h_096(d: Draw) -> float:
    """false: sign of the second term."""
    x, y, p = d.pos(), d.pos(), d.pos(1.3, 4)
    q = p / (p - 1)
    return excess(x * y, x**p / p - y**q / q)


def h_097(d: Draw) -> float:
    """true: inequality."""
    a, c = d.num(), d.pos()
    p, x = d.prob(4), a + c * d.rng.uniform(size=4)
    return excess(var(p, x), c * c / 4)


def h_098(d: Draw) -> float:
    """false: reversed."""
    a, c = d.num(), d.pos()
    p, x = d.prob(4), a + c * d.rng.uniform(size=4)
    return excess(c * c / 4, var(p, x))


def h_099(d: Draw) -> float:
    """true: inequality."""
    m, n, p = d.dims(3)
    r, s = d.whole(1, min(m, n)), d.whole(1, min(n, p))
    a, b = d.mat(m, r) @ d.mat(r, n), d.mat(n, s) @ d.mat(s, p)
    k = np.linalg.matrix_rank
    return excess(k(a) + k(b) - n, k(a @ b))


def h_100(d: Draw) -> float:
    """false: missing -n."""
    m, n, p = d.dims(3)
    r, s = d.whole(1, min(m, n)), d.whole(1, min(n, p))
    a, b = d.mat(m, r) @ d.mat(r, n), d.mat(n, s) @ d.mat(s, p)
    k = np.linalg.matrix_rank
    return excess(k(a) + k(b), k(a @ b))


def h_101(d: Draw) -> float:
    """true: norm."""
    x = d.vec(4)
    lhs = max(float(x @ np.array(s)) for s in product([-1, 1], repeat=4))
    return gap(lhs, np.abs(x).sum())


def h_102(d: Draw) -> float:
    """false: wrong dual norm."""
    x = d.vec(4)
    lhs = max(float(x @ np.array(s)) for s in product([-1, 1], repeat=4))
    return gap(lhs, np.linalg.norm(x))


def h_103(d: Draw) -> float:
    """true: det."""
    a, u, v = d.inv(4), d.vec(4), d.vec(4)
    lhs = np.linalg.det(a + np.outer(u, v))
    return gap(lhs, (1 + v @ np.linalg.solve(a, u)) * np.linalg.det(a))


def h_104(d: Draw) -> float:
    """false: lost inverse."""
    a, u, v = d.inv(4), d.vec(4), d.vec(4)
    lhs = np.linalg.det(a + np.outer(u, v))
    return gap(lhs, (1 + v @ a @ u) * np.linalg.det(a))


def h_105(d: Draw) -> float:
    """true: inverse."""
    a, b = d.spd(4), d.spd(4)
    a = a @ expm(0.3 * d.skew(4))
    lhs = np.linalg.inv(np.linalg.inv(a) + np.linalg.inv(b))
    return gap(lhs, a @ np.linalg.solve(a + b, b))


def h_106(d: Draw) -> float:
    """false: naive inverse of a sum."""
    a, b = d.spd(4), d.spd(4)
    a = a @ expm(0.3 * d.skew(4))
    lhs = np.linalg.inv(np.linalg.inv(a) + np.linalg.inv(b))
    return gap(lhs, a + b)


def h_107(d: Draw) -> float:
    """true: inverse."""
    a, b, e = d.mat(4, 4) / 3, d.mat(4, 4) / 3, np.eye(4)
    lhs = np.linalg.inv(e + a @ b) @ a
    return gap(lhs, a @ np.linalg.inv(e + b @ a))


def h_108(d: Draw) -> float:
    """false: wrong order of the second product."""
    a, b, e = d.mat(4, 4) / 3, d.mat(4, 4) / 3, np.eye(4)
    lhs = np.linalg.inv(e + a @ b) @ a
    return gap(lhs, a @ np.linalg.inv(e + a @ b))


def h_109(d: Draw) -> float:
    """true: eigen."""
    a = d.mat(2, 2)
    z = np.zeros((2, 2))
    return gap(a @ a - np.trace(a) * a + np.linalg.det(a) * np.eye(2), z)


def h_110(d: Draw) -> float:
    """false: sign of the trace term."""
    a = d.mat(2, 2)
    z = np.zeros((2, 2))
    return gap(a @ a + np.trace(a) * a + np.linalg.det(a) * np.eye(2), z)


def h_111(d: Draw) -> float:
    """true: svd."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    u, s, vt = np.linalg.svd(a)
    sp = np.zeros((n, m))
    sp[: len(s), : len(s)] = np.diag(1 / s)
    return gap(np.linalg.pinv(a), vt.T @ sp @ u.T)


def h_112(d: Draw) -> float:
    """false: U for V."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    u, s, _vt = np.linalg.svd(a)
    sp = np.zeros((n, m))
    sp[: len(s), : len(s)] = np.diag(1 / s)
    return clash(u, sp)


def h_113(d: Draw) -> float:
    """true: projection."""
    q, x = d.orth(4)[:, : d.whole(1, 3)], d.vec(4)
    y = q @ q.T @ x
    a, b, c = np.linalg.norm(x), np.linalg.norm(y), np.linalg.norm(x - y)
    return gap(a * a, b * b + c * c)


def h_114(d: Draw) -> float:
    """false: unsquared norms."""
    q, x = d.orth(4)[:, : d.whole(1, 3)], d.vec(4)
    y = q @ q.T @ x
    a, b, c = np.linalg.norm(x), np.linalg.norm(y), np.linalg.norm(x - y)
    return gap(a, b + c)


def h_115(d: Draw) -> float:
    """true: trace."""
    p = d.idem(4)
    return gap(np.trace(p), np.linalg.matrix_rank(p))


def h_116(d: Draw) -> float:
    """false: determinant for rank."""
    p = d.idem(4)
    return gap(np.trace(p), np.linalg.det(p))


def h_117(d: Draw) -> float:
    """true: psd."""
    n = d.whole(2, 5)
    a, b = d.spd(n), d.spd(n)
    lhs, r = np.linalg.det(a + b), np.linalg.det(a) + np.linalg.det(b)
    return excess(r, lhs)


def h_118(d: Draw) -> float:
    """false: reversed."""
    n = d.whole(2, 5)
    a, b = d.spd(n), d.spd(n)
    lhs, r = np.linalg.det(a + b), np.linalg.det(a) + np.linalg.det(b)
    return excess(lhs, r)


def h_119(d: Draw) -> float:
    """true: matrix exponential."""
    a, b = d.mat(2, 2), d.mat(3, 3)
    r = np.kron(expm(a), expm(b))
    return gap(expm(np.kron(a, np.eye(3)) + np.kron(np.eye(2), b)), r)


def h_120(d: Draw) -> float:
    """false: product for Kronecker sum."""
    a, b = d.mat(2, 2), d.mat(3, 3)
    r = np.kron(expm(a), expm(b))
    return gap(expm(np.kron(a, b)), r)


def h_121(d: Draw) -> float:
    """true: hadamard."""
    a, b, x, y = d.mat(4, 4), d.mat(4, 4), d.vec(4), d.vec(4)
    return gap(x @ (a * b) @ y, np.trace(np.diag(x) @ a @ np.diag(y) @ b.T))


def h_122(d: Draw) -> float:
    """false: lost transpose."""
    a, b, x, y = d.mat(4, 4), d.mat(4, 4), d.vec(4), d.vec(4)
    return gap(x @ (a * b) @ y, np.trace(np.diag(x) @ a @ np.diag(y) @ b))


def h_123(_d: Draw) -> float:
    """true: index."""
    e = np.array([[np.cross(np.eye(3)[i], np.eye(3)[j]) for j in range(3)] for i in range(3)])
    lhs, k = np.einsum("ijk,klm->ijlm", e, e), np.eye(3)
    u, v = np.einsum("il,jm->ijlm", k, k), np.einsum("im,jl->ijlm", k, k)
    return gap(lhs, u - v)


def h_124(_d: Draw) -> float:
    """false: sign."""
    e = np.array([[np.cross(np.eye(3)[i], np.eye(3)[j]) for j in range(3)] for i in range(3)])
    lhs, k = np.einsum("ijk,klm->ijlm", e, e), np.eye(3)
    u, v = np.einsum("il,jm->ijlm", k, k), np.einsum("im,jl->ijlm", k, k)
    return gap(lhs, u + v)


def h_125(d: Draw) -> float:
    """true: transpose."""
    m, n, p, q = d.dims(4)
    a, b, c = d.mat(m, n), d.mat(n, p), d.mat(p, q)
    return gap((a @ b @ c).T, c.T @ b.T @ a.T)


def h_126(d: Draw) -> float:
    """false: swapped order."""
    m, n, p, _q = d.dims(4)
    a, b = d.mat(m, n), d.mat(n, p)
    return clash(a.T, b.T)


def h_127(d: Draw) -> float:
    """true: shape."""
    n, m, k, v = d.dims(4)
    s = d.mat(n, k) @ d.mat(m, k).T / np.sqrt(k)
    o = np.stack([softmax(r) for r in s]) @ d.mat(m, v)
    return shape(o, n, v)


def h_128(d: Draw) -> float:
    """false: rows of the keys."""
    n, m, k, v = d.dims(4)
    s = d.mat(n, k) @ d.mat(m, k).T / np.sqrt(k)
    o = np.stack([softmax(r) for r in s]) @ d.mat(m, v)
    return shape(o, m, v)


def h_129(d: Draw) -> float:
    """true: least squares."""
    n, k = d.dims(2)
    x, y, la = d.mat(n, k), d.vec(n), d.pos()
    lhs = np.linalg.solve(x.T @ x + la * np.eye(k), x.T @ y)
    return gap(lhs, x.T @ np.linalg.solve(x @ x.T + la * np.eye(n), y))


def h_130(d: Draw) -> float:
    """false: wrong Gram matrix."""
    n, k = d.dims(2)
    x, la = d.mat(n, k), d.pos()
    return clash(x, np.linalg.inv(x @ x.T + la * np.eye(n)))


def h_131(d: Draw) -> float:
    """true: ridge."""
    n, k = d.dims(2)
    x, la = d.mat(n, k), d.pos()
    lhs = np.trace(x @ np.linalg.solve(x.T @ x + la * np.eye(k), x.T))
    s = np.linalg.svd(x)[1]
    return gap(lhs, (s * s / (s * s + la)).sum())


def h_132(d: Draw) -> float:
    """false: lost squares."""
    n, k = d.dims(2)
    x, la = d.mat(n, k), d.pos()
    lhs = np.trace(x @ np.linalg.solve(x.T @ x + la * np.eye(k), x.T))
    s = np.linalg.svd(x)[1]
    return gap(lhs, (s / (s + la)).sum())


def h_133(d: Draw) -> float:
    """true: gaussian."""
    s, mu, x2 = d.spd(2), d.vec(2), d.num()
    pr = np.linalg.inv(s)

    def pdf(x: Value) -> Value:
        return np.exp(-(pr[0, 0] * (x - mu[0]) ** 2 + 2 * pr[0, 1] * (x - mu[0]) * (x2 - mu[1])) / 2)

    lhs = quad(lambda x: x * pdf(x), -25, 25) / quad(pdf, -25, 25)
    return gap(lhs, mu[0] + s[0, 1] / s[1, 1] * (x2 - mu[1]))


def h_134(d: Draw) -> float:
    """false: wrong block inverted."""
    s, mu, x2 = d.spd(2), d.vec(2), d.num()
    pr = np.linalg.inv(s)

    def pdf(x: Value) -> Value:
        return np.exp(-(pr[0, 0] * (x - mu[0]) ** 2 + 2 * pr[0, 1] * (x - mu[0]) * (x2 - mu[1])) / 2)

    lhs = quad(lambda x: x * pdf(x), -25, 25) / quad(pdf, -25, 25)
    return gap(lhs, mu[0] + s[0, 1] / s[0, 0] * (x2 - mu[1]))


def h_135(d: Draw) -> float:
    """true: gaussian."""
    s, a, b = d.pos(0.4, 1.6), d.num(), d.num()
    lhs, r = gauss(lambda x: x * np.sin(a * x + b), 0, s), gauss(lambda x: a * np.cos(a * x + b), 0, s)
    return gap(lhs, s * s * r)


def h_136(d: Draw) -> float:
    """false: lost square."""
    s, a, b = d.pos(0.4, 1.6), d.num(), d.num()
    lhs, r = gauss(lambda x: x * np.sin(a * x + b), 0, s), gauss(lambda x: a * np.cos(a * x + b), 0, s)
    return gap(lhs, s * r)


def h_137(d: Draw) -> float:
    """true: bayes."""
    a, b, n = d.pos(2, 4), d.pos(2, 4), d.whole(2, 6)
    k = d.whole(0, n)

    def weight(x: Value) -> Value:
        return x ** (a - 1 + k) * (1 - x) ** (b - 1 + n - k)

    e = quad(weight, 0, 1, 400), quad(lambda x: x * weight(x), 0, 1, 400)
    return gap(e[1] / e[0], (a + k) / (a + b + n))


def h_138(d: Draw) -> float:
    """false: beta lost in the denominator."""
    a, b, n = d.pos(2, 4), d.pos(2, 4), d.whole(2, 6)
    k = d.whole(0, n)

    def weight(x: Value) -> Value:
        return x ** (a - 1 + k) * (1 - x) ** (b - 1 + n - k)

    e = quad(weight, 0, 1, 400), quad(lambda x: x * weight(x), 0, 1, 400)
    return gap(e[1] / e[0], (a + k) / (a + n))


def h_139(d: Draw) -> float:
    """true: bayes."""
    w = d.prob(2, 2)
    lhs, pa = w[0, 0] / w[1, 0], w.sum(1)
    r = (w[0, 0] / pa[0]) / (w[1, 0] / pa[1])
    return gap(lhs, r * pa[0] / pa[1])


def h_140(d: Draw) -> float:
    """false: prior odds inverted."""
    w = d.prob(2, 2)
    lhs, pa = w[0, 0] / w[1, 0], w.sum(1)
    r = (w[0, 0] / pa[0]) / (w[1, 0] / pa[1])
    return gap(lhs, r * pa[1] / pa[0])


def h_141(d: Draw) -> float:
    """true: convolution."""
    h, x = d.vec(4), d.vec(5)
    lhs = np.convolve(h, x).sum()
    return gap(lhs, h.sum() * x.sum())


def h_142(d: Draw) -> float:
    """false: sum for product."""
    h, x = d.vec(4), d.vec(5)
    lhs = np.convolve(h, x).sum()
    return gap(lhs, h.sum() + x.sum())


def h_143(d: Draw) -> float:
    """true: trigonometry."""
    u = d.num()
    return gap(np.cos(u) ** 3, (3 * np.cos(u) + np.cos(3 * u)) / 4)


def h_144(d: Draw) -> float:
    """false: sign."""
    u = d.num()
    return gap(np.cos(u) ** 3, (3 * np.cos(u) - np.cos(3 * u)) / 4)


def h_145(d: Draw) -> float:
    """true: complex."""
    z, w = complex(d.num(), d.num()), complex(d.num(), d.num())
    s = abs(z) ** 2 + abs(w) ** 2
    return gap(abs(z + w) ** 2, s + 2 * (z * w.conjugate()).real)


def h_146(d: Draw) -> float:
    """false: missing conjugate."""
    z, w = complex(d.num(), d.num()), complex(d.num(), d.num())
    s = abs(z) ** 2 + abs(w) ** 2
    return gap(abs(z + w) ** 2, s + 2 * (z * w).real)


def h_147(d: Draw) -> float:
    """true: ode."""
    k, c, y0, s = d.num(), d.num(), d.num(), d.pos(0.2, 1.5)
    n = 4000
    y, h = y0, s / n

    def g(u: Value) -> Value:
        return -k * u + c

    for _ in range(n):
        a = g(y)
        b = g(y + h / 2 * a)
        e = g(y + h / 2 * b)
        y = y + h / 6 * (a + 2 * b + 2 * e + g(y + h * e))
    return gap(y, c / k + (y0 - c / k) * np.exp(-k * s))


def h_148(d: Draw) -> float:
    """false: sign of the equilibrium."""
    k, c, y0, s = d.num(), d.num(), d.num(), d.pos(0.2, 1.5)
    n = 4000
    y, h = y0, s / n

    def g(u: Value) -> Value:
        return -k * u + c

    for _ in range(n):
        a = g(y)
        b = g(y + h / 2 * a)
        e = g(y + h / 2 * b)
        y = y + h / 6 * (a + 2 * b + 2 * e + g(y + h * e))
    return gap(y, c / k + (y0 + c / k) * np.exp(-k * s))


def h_149(d: Draw) -> float:
    """true: taylor."""
    x, a, b = d.num(), d.pos(0.6, 2.0), d.pos(0.5, 1.5)

    def fn(s: Value) -> Value:
        return np.sin(a * s) + np.exp(b * s)

    df = a * np.cos(a * x) + b * np.exp(b * x)

    def rem(h: Value) -> Value:
        return (fn(x + h) - fn(x - h)) / (2 * h) - df

    return lacks(rem, 2)


def h_150(d: Draw) -> float:
    """false: order too high."""
    x, a, b = d.num(), d.pos(0.6, 2.0), d.pos(0.5, 1.5)

    def fn(s: Value) -> Value:
        return np.sin(a * s) + np.exp(b * s)

    df = a * np.cos(a * x) + b * np.exp(b * x)

    def rem(h: Value) -> Value:
        return (fn(x + h) - fn(x - h)) / (2 * h) - df

    return lacks(rem, 3)


def h_151(d: Draw) -> float:
    """true: taylor."""
    x = d.num()
    lhs = abs(np.exp(x) - 1 - x)
    return excess(lhs, x * x / 2 * np.exp(abs(x)))


def h_152(d: Draw) -> float:
    """false: lost exponential factor."""
    x = d.num()
    lhs = abs(np.exp(x) - 1 - x)
    return excess(lhs, x * x / 2)


def h_153(d: Draw) -> float:
    """true: sets."""
    a, b, c = (set(np.flatnonzero(d.rng.uniform(size=12) < 0.5).tolist()) for _ in range(3))
    return truth(a - (b | c) == (a - b) & (a - c))


def h_154(d: Draw) -> float:
    """false: union for intersection."""
    a, b, c = (set(np.flatnonzero(d.rng.uniform(size=12) < 0.5).tolist()) for _ in range(3))
    return truth(a - (b | c) == (a - b) | (a - c))


def h_155(d: Draw) -> float:
    """true: expectation."""
    z, v, w = d.vec(3), d.vec(5), d.mat(5, 3)

    def pr(s: Value) -> Value:
        return softmax(w @ s)

    lhs = grad(lambda s: pr(s) @ v, z)
    return gap(lhs, (pr(z) * v) @ jac(lambda s: np.log(pr(s)), z))


def h_156(d: Draw) -> float:
    """false: density gradient for score."""
    z, v, w = d.vec(3), d.vec(5), d.mat(5, 3)

    def pr(s: Value) -> Value:
        return softmax(w @ s)

    lhs = grad(lambda s: pr(s) @ v, z)
    return gap(lhs, (pr(z) * v) @ jac(pr, z))


def h_157(d: Draw) -> float:
    """true: norm."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    w = np.linalg.eigvalsh(a.T @ a)
    lhs = np.linalg.svd(a)[1].sum()
    return gap(lhs, np.sqrt(np.maximum(w, 0)).sum()) if n <= m else gap(lhs, np.sqrt(w[n - m :]).sum())


def h_158(d: Draw) -> float:
    """false: trace under the root."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    lhs = np.linalg.svd(a)[1].sum()
    return gap(lhs, np.sqrt(np.trace(a.T @ a)))


def h_159(d: Draw) -> float:
    """true: eigen."""
    a, c = d.sym(4), d.num()
    la, v = np.linalg.eigh(a)
    k = d.whole(0, 3)
    return gap((a + c * np.eye(4)) @ v[:, k], (la[k] + c) * v[:, k])


def h_160(d: Draw) -> float:
    """false: product for sum."""
    a, c = d.sym(4), d.num()
    la, v = np.linalg.eigh(a)
    k = d.whole(0, 3)
    return gap((a + c * np.eye(4)) @ v[:, k], c * la[k] * v[:, k])

"""Hand-written checks of the rows of `rows_blind8.jsonl`; a row's label opens its docstring."""

from math import comb
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
    gauss,
    grad,
    hess,
    iid,
    jac,
    kl,
    lacks,
    lse,
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


def m_001(d: Draw) -> float:
    """true: det."""
    a = d.skew(2 * d.whole(1, 2) + 1)
    return gap(np.linalg.det(a), 0.0)


def m_002(d: Draw) -> float:
    """false: even order in the context."""
    b = d.skew(2 * d.whole(1, 2))
    return gap(np.linalg.det(b), 0.0)


def m_003(d: Draw) -> float:
    """true: moments."""
    n = d.whole(2, 4)
    p, x = d.prob(3), d.values(3)
    w, s = iid(p, x, n)
    v = var(p, x)
    return gap(w @ ((s - s.mean(1, keepdims=True)) ** 2).mean(1), (n - 1) / n * v)


def m_004(d: Draw) -> float:
    """false: known mean."""
    n = d.whole(2, 4)
    p, x = d.prob(3), d.values(3)
    w, s = iid(p, x, n)
    mu, v = mean(p, x), var(p, x)
    return gap(w @ ((s - mu) ** 2).mean(1), (n - 1) / n * v)


def m_005(d: Draw) -> float:
    """true: distribution."""
    p = d.pos(0.2, 0.9)
    k = np.arange(2000)
    m = float((k * p * (1 - p) ** k).sum())
    return gap(m, (1 - p) / p)


def m_006(d: Draw) -> float:
    """false: trials counted instead of failures."""
    p = d.pos(0.2, 0.9)
    k = np.arange(2000)
    t = float(((k + 1) * p * (1 - p) ** k).sum())
    return gap(t, (1 - p) / p)


def m_007(d: Draw) -> float:
    """true: distribution."""
    t = d.pos()

    def x2(r: Value) -> Value:
        return (
            quad(lambda x: x**2 * r * np.exp(-r * x), 0, 60 / r)
            - quad(lambda x: x * r * np.exp(-r * x), 0, 60 / r) ** 2
        )

    return gap(x2(1 / t), t**2)


def m_008(d: Draw) -> float:
    """false: rate for mean."""
    t = d.pos()

    def x2(r: Value) -> Value:
        return (
            quad(lambda x: x**2 * r * np.exp(-r * x), 0, 60 / r)
            - quad(lambda x: x * r * np.exp(-r * x), 0, 60 / r) ** 2
        )

    return gap(x2(t), t**2)


def m_009(d: Draw) -> float:
    """true: information."""
    n = d.whole(2, 9)
    h = ent(np.ones(n) / n) / np.log(2)
    return gap(h, np.log2(n))


def m_010(d: Draw) -> float:
    """false: nats for bits."""
    n = d.whole(2, 9)
    h = ent(np.ones(n) / n) / np.log(2)
    return gap(h, np.log(n))


def m_011(d: Draw) -> float:
    """true: norm."""
    m, n = d.dims(2)
    a = d.mat(m, n) + 1j * d.mat(m, n)
    ell = (np.abs(a) ** 2).sum()
    return float(abs(ell - np.trace(a.conj().T @ a)))


def m_012(d: Draw) -> float:
    """false: missing conjugate."""
    m, n = d.dims(2)
    a = d.mat(m, n) + 1j * d.mat(m, n)
    ell = (np.abs(a) ** 2).sum()
    return float(abs(ell - np.trace(a.T @ a)))


def m_013(d: Draw) -> float:
    """true: eigen."""
    n = d.whole(2, 5)
    a = d.sym(n)

    def f(z: Value) -> float:
        return gap((np.linalg.eigvals(z) ** 2).sum().real, (z**2).sum())

    return f(a)


def m_014(d: Draw) -> float:
    """false: symmetry dropped."""
    n = d.whole(2, 5)
    b = d.mat(n, n)

    def f(z: Value) -> float:
        return gap((np.linalg.eigvals(z) ** 2).sum().real, (z**2).sum())

    return f(b)


def m_015(d: Draw) -> float:
    """true: moments."""
    p = d.prob(6)
    k = np.arange(6)
    m = mean(p, k)
    return gap(m, sum(p[k > j].sum() for j in range(8)))


def m_016(d: Draw) -> float:
    """false: non-strict tail."""
    p = d.prob(6)
    k = np.arange(6)
    m = mean(p, k)
    return gap(m, sum(p[k >= j].sum() for j in range(8)))


def m_017(d: Draw) -> float:
    """true: moments."""
    p, x = d.prob(4), d.values(4)
    w, s = iid(p, x, 2)
    v = var(p, x)
    return gap(var(w, s.sum(1)), 2 * v)


def m_018(d: Draw) -> float:
    """false: same variable twice."""
    p, x = d.prob(4), d.values(4)
    v = var(p, x)
    return gap(var(p, x + x), 2 * v)


def m_019(d: Draw) -> float:
    """true: moments."""
    p, q, x, y = d.prob(3), d.prob(4), d.values(3), d.values(4)
    j = np.outer(p, q)

    def g(w: Value, a: Value, b: Value) -> float:
        return gap(mean(w, a**2 * b**2), mean(w, a**2) * mean(w, b**2))

    a, b = np.meshgrid(x, y, indexing="ij")
    return g(j, a, b)


def m_020(d: Draw) -> float:
    """false: uncorrelated is not independent."""

    def g(w: Value, a: Value, b: Value) -> float:
        return gap(mean(w, a**2 * b**2), mean(w, a**2) * mean(w, b**2))

    u, s = d.values(4), d.prob(4)
    w2, z = np.concatenate([s, s]) / 2, np.concatenate([u, u])
    y2 = np.concatenate([u, -u])
    assert abs(cov(w2, z, y2)) < 1e-12
    return g(w2, z, y2)


def m_021(d: Draw) -> float:
    """true: matrix exponential."""
    n = d.whole(2, 4)
    a, b = d.commuting(n)
    a, b = a / 4, b / 8
    return gap(expm(a + b), expm(a) @ expm(b))


def m_022(d: Draw) -> float:
    """false: commuting replaced by symmetric."""
    n = d.whole(2, 4)
    a, b = d.commuting(n)
    a, b = a / 4, b / 8
    s, t = d.sym(n), d.sym(n)
    return gap(expm(s + t), expm(s) @ expm(t))


def m_023(d: Draw) -> float:
    """true: gradient."""
    n = d.whole(2, 5)
    a, x = d.vec(n)[:, None], d.vec(n)[:, None]
    g = grad(lambda z: float((a.T @ z)[0, 0]), x)
    return gap(g.T, a.T)


def m_024(d: Draw) -> float:
    """false: layout convention."""
    n = d.whole(2, 5)
    a, x = d.vec(n)[:, None], d.vec(n)[:, None]
    g = grad(lambda z: float((a.T @ z)[0, 0]), x)
    return min(1.0, gap(g, a.T))


def m_025(d: Draw) -> float:
    """true: inner product."""
    n = d.whole(2, 5)
    x, y = d.vec(n) + 1j * d.vec(n), d.vec(n) + 1j * d.vec(n)
    a = d.num() + 1j * d.num()
    ell = np.vdot(a * x, y)
    return float(abs(ell - a.conjugate() * np.vdot(x, y)))


def m_026(d: Draw) -> float:
    """false: conjugate dropped."""
    n = d.whole(2, 5)
    x, y = d.vec(n) + 1j * d.vec(n), d.vec(n) + 1j * d.vec(n)
    a = d.num() + 1j * d.num()
    ell = np.vdot(a * x, y)
    return float(abs(ell - a * np.vdot(x, y)))


def m_027(d: Draw) -> float:
    """true: kronecker."""
    n = d.whole(2, 4)
    a, x, b = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    ell = (a @ x @ b).ravel()
    return gap(ell, np.kron(a, b.T) @ x.ravel())


def m_028(d: Draw) -> float:
    """false: column-stacking formula."""
    n = d.whole(2, 4)
    a, x, b = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    ell = (a @ x @ b).ravel()
    return gap(ell, np.kron(b.T, a) @ x.ravel())


def m_029(d: Draw) -> float:
    """true: softmax."""
    n, m = d.dims(2)
    p = np.stack([softmax(r) for r in d.mat(n, m)])
    return gap(p.sum(1), np.ones(n))


def m_030(d: Draw) -> float:
    """false: columns for rows."""
    n, m = d.dims(2)
    p = np.stack([softmax(r) for r in d.mat(n, m)])
    return gap(p.sum(0), np.ones(m))


def m_031(d: Draw) -> float:
    """true: binomials."""
    n = d.whole(1, 9)
    t = [(-1) ** k * comb(n, k) for k in range(n + 1)]
    return gap(sum(t), 0)


def m_032(d: Draw) -> float:
    """false: off by one."""
    n = d.whole(1, 9)
    t = [(-1) ** k * comb(n, k) for k in range(n + 1)]
    return gap(sum(t[1:]), 0)


def m_033(d: Draw) -> float:
    """true: projection."""
    n = d.whole(2, 5)
    q = d.orth(n)[:, : n - 1]
    p, x = q @ q.T, d.mat(n, 50)

    def f(z: Value) -> float:
        return excess(np.linalg.norm(z @ x, axis=0), np.linalg.norm(x, axis=0) * (1 + 1e-12))

    return f(p)


def m_034(d: Draw) -> float:
    """false: oblique projection."""
    n = d.whole(2, 5)
    x = d.mat(n, 50)
    o = d.idem(n)

    def f(z: Value) -> float:
        return excess(np.linalg.norm(z @ x, axis=0), np.linalg.norm(x, axis=0) * (1 + 1e-12))

    return f(o)


def m_035(d: Draw) -> float:
    """true: integrals."""
    p = 1 - d.pos(0.3, 2.0)

    def f(r: Value) -> Value:
        return quad(lambda s: np.exp(-(1 - r) * s), 0, 40 / abs(1 - r))

    return gap(f(p), 1 / (1 - p))


def m_036(d: Draw) -> float:
    """false: diverges there."""
    q = 1 + d.pos(0.2, 1.0)

    def g(r: Value) -> Value:
        return quad(lambda s: np.exp(-(1 - r) * s), 0, 5)

    return gap(g(q), 1 / (1 - q))


def m_037(d: Draw) -> float:
    """true: calculus."""
    x = -d.pos(0.5, 2.0)
    ell = d1(lambda t: np.log(abs(t)), x)
    return gap(ell, 1 / x)


def m_038(d: Draw) -> float:
    """false: sign."""
    x = -d.pos(0.5, 2.0)
    ell = d1(lambda t: np.log(abs(t)), x)
    return gap(ell, -1 / x)


def m_039(_d: Draw) -> float:
    """true: gaussian."""
    v = gauss(lambda x: x**2, 0.0, 4.0)
    return gap(v, 16.0)


def m_040(_d: Draw) -> float:
    """false: variance convention."""
    v = gauss(lambda x: x**2, 0.0, 4.0)
    return gap(v, 4.0)


def m_041(d: Draw) -> float:
    """true: trigonometry."""
    x = d.rng.uniform(-1.57, 1.57, 9)
    return gap(np.arcsin(np.sin(x)), x)


def m_042(d: Draw) -> float:
    """false: principal branch."""
    y = d.rng.uniform(1.6, 3.1, 9)
    return gap(np.arcsin(np.sin(y)), y)


def m_043(d: Draw) -> float:
    """true: sums."""
    n = d.whole(2, 6)
    x = d.vec(n)
    o = np.outer(x, x)
    r = x.sum() ** 2 - (x**2).sum()
    return gap(o[~np.eye(n, dtype=bool)].sum(), r)


def m_044(d: Draw) -> float:
    """false: ordered pairs."""
    n = d.whole(2, 6)
    x = d.vec(n)
    o = np.outer(x, x)
    r = x.sum() ** 2 - (x**2).sum()
    return gap(np.triu(o, 1).sum(), r)


def m_045(d: Draw) -> float:
    """true: ridge."""
    n, k = d.dims(2)
    x, y, c = d.mat(n, k), d.vec(n), d.pos()

    def f(w: Value) -> Value:
        return 0.5 * ((x @ w - y) ** 2).sum() + c * (w**2).sum()

    def g(s: Value) -> float:
        return gap(grad(f, np.linalg.solve(x.T @ x + s * np.eye(k), x.T @ y)), np.zeros(k))

    return g(2 * c)


def m_046(d: Draw) -> float:
    """false: half only in the loss."""
    n, k = d.dims(2)
    x, y, c = d.mat(n, k), d.vec(n), d.pos()

    def f(w: Value) -> Value:
        return 0.5 * ((x @ w - y) ** 2).sum() + c * (w**2).sum()

    def g(s: Value) -> float:
        return gap(grad(f, np.linalg.solve(x.T @ x + s * np.eye(k), x.T @ y)), np.zeros(k))

    return g(c)


def m_047(d: Draw) -> float:
    """true: kronecker."""
    n, m = d.dims(2)
    a, b = d.inv(n), d.inv(m)
    a, b = a / abs(np.linalg.det(a)) ** (1 / n) * 1.1, b / abs(np.linalg.det(b)) ** (1 / m) * 0.9
    x, y = np.linalg.det(a), np.linalg.det(b)
    ell = np.linalg.det(np.kron(a, b))
    return gap(ell, x**m * y**n)


def m_048(d: Draw) -> float:
    """false: exponents swapped."""
    n, m = d.dims(2)
    a, b = d.inv(n), d.inv(m)
    a, b = a / abs(np.linalg.det(a)) ** (1 / n) * 1.1, b / abs(np.linalg.det(b)) ** (1 / m) * 0.9
    x, y = np.linalg.det(a), np.linalg.det(b)
    ell = np.linalg.det(np.kron(a, b))
    return gap(ell, x**n * y**m)


def m_049(d: Draw) -> float:
    """true: gradient."""
    x = d.vec(d.whole(2, 5))
    g = grad(lambda z: np.log(1 + z @ z), x)
    return gap(g, 2 * x / (1 + x @ x))


def m_050(d: Draw) -> float:
    """false: factor."""
    x = d.vec(d.whole(2, 5))
    g = grad(lambda z: np.log(1 + z @ z), x)
    return gap(g, x / (1 + x @ x))


def m_051(d: Draw) -> float:
    """true: gradient."""
    n = d.whole(2, 5)
    a, b, x = d.vec(n), d.vec(n), d.vec(n)
    g = grad(lambda z: (a @ z) * (b @ z), x)
    return gap(g, (np.outer(a, b) + np.outer(b, a)) @ x)


def m_052(d: Draw) -> float:
    """false: not symmetrised."""
    n = d.whole(2, 5)
    a, b, x = d.vec(n), d.vec(n), d.vec(n)
    g = grad(lambda z: (a @ z) * (b @ z), x)
    return gap(g, 2 * a * (b @ x))


def m_053(d: Draw) -> float:
    """true: matrix-gradient."""
    m = d.whole(2, 3)
    n = m + 2
    x = d.mat(m, n)
    while np.linalg.cond(x) > 10:
        x = d.mat(m, n)
    g = grad(lambda z: np.linalg.slogdet(z @ z.T)[1], x)
    r = np.linalg.solve(x @ x.T, x)
    return gap(g, 2 * r)


def m_054(d: Draw) -> float:
    """false: factor."""
    m = d.whole(2, 3)
    n = m + 2
    x = d.mat(m, n)
    while np.linalg.cond(x) > 10:
        x = d.mat(m, n)
    g = grad(lambda z: np.linalg.slogdet(z @ z.T)[1], x)
    r = np.linalg.solve(x @ x.T, x)
    return gap(g, r)


def m_055(d: Draw) -> float:
    """true: matrix-gradient."""
    n = d.whole(2, 4)
    x, a, b = d.inv(n) + 3 * np.eye(n), d.vec(n), d.vec(n)
    while np.linalg.cond(x) > 15:
        x = d.inv(n) + 3 * np.eye(n)
    g = grad(lambda z: a @ np.linalg.solve(z, b), x)
    i = np.linalg.inv(x)
    return gap(g, -i.T @ np.outer(a, b) @ i.T)


def m_056(d: Draw) -> float:
    """false: lost transposes."""
    n = d.whole(2, 4)
    x, a, b = d.inv(n) + 3 * np.eye(n), d.vec(n), d.vec(n)
    while np.linalg.cond(x) > 15:
        x = d.inv(n) + 3 * np.eye(n)
    g = grad(lambda z: a @ np.linalg.solve(z, b), x)
    i = np.linalg.inv(x)
    return gap(g, -i @ np.outer(a, b) @ i)


def m_057(d: Draw) -> float:
    """true: jacobian."""
    n = d.whole(2, 5)
    x = d.unit(n) * d.pos(1.2, 2.5)
    s = np.linalg.norm(x)
    j = jac(lambda z: z / np.linalg.norm(z), x)
    return gap(j, (np.eye(n) - np.outer(x, x) / s**2) / s)


def m_058(d: Draw) -> float:
    """false: lost square."""
    n = d.whole(2, 5)
    x = d.unit(n) * d.pos(1.2, 2.5)
    s = np.linalg.norm(x)
    j = jac(lambda z: z / np.linalg.norm(z), x)
    return gap(j, (np.eye(n) - np.outer(x, x) / s) / s)


def m_059(d: Draw) -> float:
    """true: jacobian."""
    n = d.whole(2, 5)
    w, x = d.mat(n, n), d.vec(n)
    j = jac(lambda z: np.sin(w @ z), x)
    c = np.diag(np.cos(w @ x))
    return gap(j, c @ w)


def m_060(d: Draw) -> float:
    """false: order."""
    n = d.whole(2, 5)
    w, x = d.mat(n, n), d.vec(n)
    j = jac(lambda z: np.sin(w @ z), x)
    c = np.diag(np.cos(w @ x))
    return gap(j, w @ c)


def m_061(d: Draw) -> float:
    """true: hessian."""
    n = d.whole(2, 4)
    x = d.vec(n)
    p = softmax(x)
    h = hess(lse, x)
    return gap(h, np.diag(p) - np.outer(p, p))


def m_062(d: Draw) -> float:
    """false: outer product became inner."""
    n = d.whole(2, 4)
    x = d.vec(n)
    p = softmax(x)
    h = hess(lse, x)
    return gap(h, np.diag(p) - (p @ p) * np.eye(n))


def m_063(d: Draw) -> float:
    """true: loss."""
    m, n = d.dims(2)
    x, w = d.mat(m, n), d.vec(n)
    y = d.rng.choice([-1.0, 1.0], m)
    g = grad(lambda z: np.log1p(np.exp(-y * (x @ z))).sum(), w)
    return gap(g, -(y * sigmoid(-y * (x @ w))) @ x)


def m_064(d: Draw) -> float:
    """false: sign inside the sigmoid."""
    m, n = d.dims(2)
    x, w = d.mat(m, n), d.vec(n)
    y = d.rng.choice([-1.0, 1.0], m)
    g = grad(lambda z: np.log1p(np.exp(-y * (x @ z))).sum(), w)
    return gap(g, -(y * sigmoid(y * (x @ w))) @ x)


def m_065(d: Draw) -> float:
    """true: chain rule."""
    f = d.scalar(2)
    r, t = d.pos(), d.num()
    x = np.array([r * np.cos(t), r * np.sin(t)])
    g = grad(f, x)
    ell = d1(lambda s: f(np.array([r * np.cos(s), r * np.sin(s)])), t)
    return gap(ell, -x[1] * g[0] + x[0] * g[1])


def m_066(d: Draw) -> float:
    """false: sign."""
    f = d.scalar(2)
    r, t = d.pos(), d.num()
    x = np.array([r * np.cos(t), r * np.sin(t)])
    g = grad(f, x)
    ell = d1(lambda s: f(np.array([r * np.cos(s), r * np.sin(s)])), t)
    return gap(ell, x[1] * g[0] + x[0] * g[1])


def m_067(d: Draw) -> float:
    """true: distribution."""
    b = d.pos()

    def f(x: Value) -> Value:
        return np.exp(-x / b) / (2 * b)

    h = 2 * quad(lambda x: -f(x) * np.log(f(x)), 0, 45 * b)
    return gap(h, 1 + np.log(2 * b))


def m_068(d: Draw) -> float:
    """false: constant."""
    b = d.pos()

    def f(x: Value) -> Value:
        return np.exp(-x / b) / (2 * b)

    h = 2 * quad(lambda x: -f(x) * np.log(f(x)), 0, 45 * b)
    return gap(h, 0.5 + np.log(2 * b))


def m_069(d: Draw) -> float:
    """true: information."""
    ell, m = d.pos(), d.pos()
    k = quad(lambda x: ell * np.exp(-ell * x) * (np.log(ell / m) - (ell - m) * x), 0, 45 / ell)
    return gap(k, np.log(ell / m) + m / ell - 1)


def m_070(d: Draw) -> float:
    """false: ratio inverted."""
    ell, m = d.pos(), d.pos()
    k = quad(lambda x: ell * np.exp(-ell * x) * (np.log(ell / m) - (ell - m) * x), 0, 45 / ell)
    return gap(k, np.log(ell / m) + ell / m - 1)


def m_071(d: Draw) -> float:
    """true: distribution."""
    k = d.whole(1, 8)
    v = k * (gauss(lambda x: x**4) - gauss(lambda x: x**2) ** 2)
    return gap(v, 2 * k)


def m_072(d: Draw) -> float:
    """false: factor."""
    k = d.whole(1, 8)
    v = k * (gauss(lambda x: x**4) - gauss(lambda x: x**2) ** 2)
    return gap(v, k)


def m_073(d: Draw) -> float:
    """true: gaussian."""
    m, s = d.num(), d.pos()
    e = gauss(lambda x: x**3, m, s)
    return gap(e, m**3 + 3 * m * s**2)


def m_074(d: Draw) -> float:
    """false: exponents swapped."""
    m, s = d.num(), d.pos()
    e = gauss(lambda x: x**3, m, s)
    return gap(e, m**3 + 3 * m**2 * s)


def m_075(d: Draw) -> float:
    """true: conditional expectation."""
    w, x = d.prob(4, 3), d.values(4)
    q = w.sum(0)
    c = w / q
    m = x @ c
    v = (x**2) @ c - m**2
    ell = var(w.sum(1), x)
    return gap(ell, q @ v + var(q, m))


def m_076(d: Draw) -> float:
    """false: sign."""
    w, x = d.prob(4, 3), d.values(4)
    q = w.sum(0)
    c = w / q
    m = x @ c
    v = (x**2) @ c - m**2
    ell = var(w.sum(1), x)
    return gap(ell, var(q, m) - q @ v)


def m_077(d: Draw) -> float:
    """true: conditional expectation."""
    w, x, h = d.prob(4, 3), d.values(4), d.vec(3)
    c = w / w.sum(0)
    ell = np.array([mean(c[:, j], x * h[j]) for j in range(3)])
    return gap(ell, h * (x @ c))


def m_078(d: Draw) -> float:
    """false: independence not given."""
    w, x, h = d.prob(4, 3), d.values(4), d.vec(3)
    c = w / w.sum(0)
    ell = np.array([mean(c[:, j], x * h[j]) for j in range(3)])
    return gap(ell, h * mean(w.sum(1), x))


def m_079(d: Draw) -> float:
    """true: information."""
    p, q = d.prob(4), d.prob(4)
    ell = -(p * np.log(q)).sum()
    return gap(ell, ent(p) + kl(p, q))


def m_080(d: Draw) -> float:
    """false: arguments swapped."""
    p, q = d.prob(4), d.prob(4)
    ell = -(p * np.log(q)).sum()
    return gap(ell, ent(p) + kl(q, p))


def m_081(d: Draw) -> float:
    """true: softmax."""
    x, c = d.vec(d.whole(2, 5)), d.num()
    p = softmax(x)
    return gap(softmax(x + c), p)


def m_082(d: Draw) -> float:
    """false: scale for shift."""
    x, c = d.vec(d.whole(2, 5)), d.num()
    p = softmax(x)
    return gap(softmax(c * x), p)


def m_083(d: Draw) -> float:
    """true: activation."""
    x = d.num()
    s = float(sigmoid(x))
    ell = d1(lambda t: t * sigmoid(t), x)
    return gap(ell, s + x * s * (1 - s))


def m_084(d: Draw) -> float:
    """false: lost factor x."""
    x = d.num()
    s = float(sigmoid(x))
    ell = d1(lambda t: t * sigmoid(t), x)
    return gap(ell, s + s * (1 - s))


def m_085(d: Draw) -> float:
    """true: optim."""
    n = d.whole(2, 5)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    g = a @ x - b

    def f(z: Value) -> Value:
        return 0.5 * z @ a @ z - b @ z

    def h(e: Value) -> float:
        return float(gap(d1(lambda t: f(x - t * g), e), 0.0) / max(1.0, g @ g))

    return h(g @ g / (g @ a @ g))


def m_086(d: Draw) -> float:
    """false: inverted."""
    n = d.whole(2, 5)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    g = a @ x - b

    def f(z: Value) -> Value:
        return 0.5 * z @ a @ z - b @ z

    def h(e: Value) -> float:
        return float(gap(d1(lambda t: f(x - t * g), e), 0.0) / max(1.0, g @ g))

    return h(g @ a @ g / (g @ g))


def m_087(d: Draw) -> float:
    """true: optim."""
    n = d.whole(2, 4)
    f, w, e, c = d.scalar(n), d.vec(n), d.pos(0.1, 0.8), d.pos()
    ell = w - e * grad(lambda z: f(z) + c / 2 * z @ z, w)
    g = grad(f, w)
    return gap(ell, (1 - e * c) * w - e * g)


def m_088(d: Draw) -> float:
    """false: step size lost."""
    n = d.whole(2, 4)
    f, w, e, c = d.scalar(n), d.vec(n), d.pos(0.1, 0.8), d.pos()
    ell = w - e * grad(lambda z: f(z) + c / 2 * z @ z, w)
    g = grad(f, w)
    return gap(ell, (1 - c) * w - e * g)


def m_089(d: Draw) -> float:
    """true: optim."""
    t, b = d.whole(1, 7), d.pos(0.3, 0.95)
    g = d.vec(t)
    v = 0.0
    for x in g:
        v = b * v + x
    e = t - np.arange(1, t + 1)
    return gap(v, (b**e * g).sum())


def m_090(d: Draw) -> float:
    """false: exponent off by one."""
    t, b = d.whole(1, 7), d.pos(0.3, 0.95)
    g = d.vec(t)
    v = 0.0
    for x in g:
        v = b * v + x
    e = t - np.arange(1, t + 1)
    return gap(v, (b ** (e + 1) * g).sum())


def m_091(d: Draw) -> float:
    """true: optim."""
    t, b, g = d.whole(2, 7), d.pos(0.3, 0.95), d.num()
    m = 0.0
    for _ in range(t):
        m = b * m + (1 - b) * g
    return gap(m / (1 - b**t), g)


def m_092(d: Draw) -> float:
    """false: bias correction without t."""
    t, b, g = d.whole(2, 7), d.pos(0.3, 0.95), d.num()
    m = 0.0
    for _ in range(t):
        m = b * m + (1 - b) * g
    return gap(m / (1 - b), g)


def m_093(d: Draw) -> float:
    """true: optim."""
    v, c = d.num() * 2, d.pos(0.1, 1.0)
    x = np.linspace(-5, 5, 20001)

    def f(z: Value) -> Value:
        return 0.5 * (z - v) ** 2 + c * abs(z)

    def s(z: Value) -> float:
        return excess(f(z) - f(x).min(), 1e-12)

    return s(np.sign(v) * max(abs(v) - c, 0))


def m_094(d: Draw) -> float:
    """false: threshold doubled."""
    v, c = d.num() * 2, d.pos(0.1, 1.0)
    x = np.linspace(-5, 5, 20001)

    def f(z: Value) -> Value:
        return 0.5 * (z - v) ** 2 + c * abs(z)

    def s(z: Value) -> float:
        return excess(f(z) - f(x).min(), 1e-12)

    return s(np.sign(v) * max(abs(v) - 2 * c, 0))


def m_095(d: Draw) -> float:
    """true: series."""
    x = d.rng.uniform(-0.8, 0.8)
    k = np.arange(1, 400)
    s = float((k * x**k).sum())
    return gap(s, x / (1 - x) ** 2)


def m_096(d: Draw) -> float:
    """false: lost numerator."""
    x = d.rng.uniform(-0.8, 0.8)
    k = np.arange(1, 400)
    s = float((k * x**k).sum())
    return gap(s, 1 / (1 - x) ** 2)


def m_097(d: Draw) -> float:
    """true: sums."""
    n = d.whole(1, 20)
    s = sum(1 / (k * (k + 1)) for k in range(1, n + 1))
    return gap(s, n / (n + 1))


def m_098(d: Draw) -> float:
    """false: off by one."""
    n = d.whole(1, 20)
    s = sum(1 / (k * (k + 1)) for k in range(1, n + 1))
    return gap(s, 1 - 1 / n)


def m_099(d: Draw) -> float:
    """true: binomials."""
    r = d.whole(0, 4)
    n = r + d.whole(0, 5)
    s = sum(comb(i, r) for i in range(r, n + 1))
    return gap(s, comb(n + 1, r + 1))


def m_100(d: Draw) -> float:
    """false: row off by one."""
    r = d.whole(0, 4)
    n = r + d.whole(0, 5)
    s = sum(comb(i, r) for i in range(r, n + 1))
    return gap(s, comb(n, r + 1))


def m_101(d: Draw) -> float:
    """true: integrals."""
    a = d.pos()
    ell = quad(lambda x: x**2 * np.exp(-a * x**2), -12 / np.sqrt(a), 12 / np.sqrt(a))
    r = np.sqrt(np.pi / a) / 2
    return gap(ell, r / a)


def m_102(d: Draw) -> float:
    """false: lost factor."""
    a = d.pos()
    ell = quad(lambda x: x**2 * np.exp(-a * x**2), -12 / np.sqrt(a), 12 / np.sqrt(a))
    r = np.sqrt(np.pi / a) / 2
    return gap(ell, r)


def m_103(d: Draw) -> float:
    """true: integrals."""
    p, q, s = d.num(), d.num(), d.num()
    a = d.num()
    b = a + d.pos()

    def u(x: Value) -> Value:
        return np.sin(p * x) + s

    def du(x: Value) -> Value:
        return p * np.cos(p * x)

    def v(x: Value) -> Value:
        return np.exp(q * x)

    def dv(x: Value) -> Value:
        return q * np.exp(q * x)

    ell = quad(lambda x: u(x) * dv(x), a, b)
    c = u(b) * v(b) - u(a) * v(a)
    i = quad(lambda x: du(x) * v(x), a, b)
    return gap(ell, c - i)


def m_104(d: Draw) -> float:
    """false: sign."""
    p, q, s = d.num(), d.num(), d.num()
    a = d.num()
    b = a + d.pos()

    def u(x: Value) -> Value:
        return np.sin(p * x) + s

    def du(x: Value) -> Value:
        return p * np.cos(p * x)

    def v(x: Value) -> Value:
        return np.exp(q * x)

    def dv(x: Value) -> Value:
        return q * np.exp(q * x)

    ell = quad(lambda x: u(x) * dv(x), a, b)
    c = u(b) * v(b) - u(a) * v(a)
    i = quad(lambda x: du(x) * v(x), a, b)
    return gap(ell, c + i)


def m_105(d: Draw) -> float:
    """true: limits."""
    x = d.pos(1e-4, 5e-4)
    ell = 2 * (np.sin(x / 2) / x) ** 2
    return excess(gap(ell, 0.5), x**2)


def m_106(d: Draw) -> float:
    """false: constant."""
    x = d.pos(1e-4, 5e-4)
    ell = 2 * (np.sin(x / 2) / x) ** 2
    return excess(gap(ell, 1.0), x**2)


def m_107(d: Draw) -> float:
    """true: inequality."""
    n = d.whole(2, 6)
    x = d.vec(n)
    a, b = abs(x).sum(), np.linalg.norm(x)
    return excess(a, np.sqrt(n) * b + 1e-12)


def m_108(d: Draw) -> float:
    """false: constant lost."""
    n = d.whole(2, 6)
    x = d.vec(n)
    a, b = abs(x).sum(), np.linalg.norm(x)
    return excess(a, b)


def m_109(d: Draw) -> float:
    """true: trace."""
    n = d.whole(2, 5)
    x, y = d.vec(n), d.vec(n)
    ell = np.trace(np.outer(x, y))
    return gap(ell, (x * y).sum())


def m_110(d: Draw) -> float:
    """false: sum over all entries."""
    n = d.whole(2, 5)
    x, y = d.vec(n), d.vec(n)
    ell = np.trace(np.outer(x, y))
    return gap(ell, x.sum() * y.sum())


def m_111(d: Draw) -> float:
    """true: det."""
    n = d.whole(2, 5)
    a, u, v = d.inv(n), d.vec(n), d.vec(n)
    ell, e = np.linalg.det(a + np.outer(u, v)), np.linalg.det(a)
    return gap(ell, (1 + v @ np.linalg.solve(a, u)) * e)


def m_112(d: Draw) -> float:
    """false: lost inverse."""
    n = d.whole(2, 5)
    a, u, v = d.inv(n), d.vec(n), d.vec(n)
    ell, e = np.linalg.det(a + np.outer(u, v)), np.linalg.det(a)
    return gap(ell, (1 + v @ a @ u) * e)


def m_113(d: Draw) -> float:
    """true: inverse."""
    n = d.whole(2, 4)
    a, b, i = d.mat(n, n), d.mat(n, n), np.eye(n)
    while np.linalg.cond(i + a @ b) > 50 or np.linalg.cond(i + b @ a) > 50:
        a, b = d.mat(n, n), d.mat(n, n)
    ell = np.linalg.solve(i + a @ b, a)
    return gap(ell, a @ np.linalg.inv(i + b @ a))


def m_114(d: Draw) -> float:
    """false: order."""
    n = d.whole(2, 4)
    a, b, i = d.mat(n, n), d.mat(n, n), np.eye(n)
    while np.linalg.cond(i + a @ b) > 50 or np.linalg.cond(i + b @ a) > 50:
        a, b = d.mat(n, n), d.mat(n, n)
    ell = np.linalg.solve(i + a @ b, a)
    return gap(ell, a @ np.linalg.inv(i + a @ b))


def m_115(d: Draw) -> float:
    """true: eigen."""
    a = d.mat(2, 2)
    t, e, i = np.trace(a), np.linalg.det(a), np.eye(2)
    return gap(a @ a - t * a + e * i, 0 * a)


def m_116(d: Draw) -> float:
    """false: coefficients swapped."""
    a = d.mat(2, 2)
    t, e, i = np.trace(a), np.linalg.det(a), np.eye(2)
    return gap(a @ a - e * a + t * i, 0 * a)


def m_117(d: Draw) -> float:
    """true: svd."""
    n = d.whole(2, 5)
    a = d.mat(n, n)
    _u, s, v = np.linalg.svd(a)
    return gap(a.T @ a, v.T @ np.diag(s**2) @ v)


def m_118(d: Draw) -> float:
    """false: left for right singular vectors."""
    n = d.whole(2, 5)
    a = d.mat(n, n)
    u, s, _v = np.linalg.svd(a)
    return gap(a.T @ a, u @ np.diag(s**2) @ u.T)


def m_119(d: Draw) -> float:
    """true: psd."""
    n = d.whole(2, 5)
    a, x = d.sym(n), d.vec(n)
    w, s, q = np.linalg.eigvalsh(a), x @ x, x @ a @ x
    return excess(q, w[-1] * s + 1e-12)


def m_120(d: Draw) -> float:
    """false: smallest for largest eigenvalue."""
    n = d.whole(2, 5)
    a, x = d.sym(n), d.vec(n)
    w, s, q = np.linalg.eigvalsh(a), x @ x, x @ a @ x
    return excess(q, w[0] * s)


def m_121(d: Draw) -> float:
    """true: hadamard."""
    n = d.whole(2, 5)
    a, b, x, y = d.mat(n, n), d.mat(n, n), d.vec(n), d.vec(n)
    ell = x @ (a * b) @ y
    m = np.diag(x) @ a @ np.diag(y)
    return gap(ell, np.trace(m @ b.T))


def m_122(d: Draw) -> float:
    """false: lost transpose."""
    n = d.whole(2, 5)
    a, b, x, y = d.mat(n, n), d.mat(n, n), d.vec(n), d.vec(n)
    ell = x @ (a * b) @ y
    m = np.diag(x) @ a @ np.diag(y)
    return gap(ell, np.trace(m @ b))


def m_123(d: Draw) -> float:
    """true: shape."""
    k = d.whole(2, 4)
    n = k + d.whole(1, 3)
    x = d.mat(n, k)
    return shape(x.T @ x, k, k)


def m_124(d: Draw) -> float:
    """false: outer for inner dimension."""
    k = d.whole(2, 4)
    n = k + d.whole(1, 3)
    x = d.mat(n, k)
    return shape(x.T @ x, n, n)


def m_125(d: Draw) -> float:
    """true: least squares."""
    k = d.whole(2, 3)
    n = k + 3
    x, y = d.mat(n, k), d.vec(n)
    f = x @ np.linalg.lstsq(x, y, rcond=None)[0]
    a, b, c = np.linalg.norm(y), np.linalg.norm(f), np.linalg.norm(y - f)
    return gap(a**2, b**2 + c**2)


def m_126(d: Draw) -> float:
    """false: lost squares."""
    k = d.whole(2, 3)
    n = k + 3
    x, y = d.mat(n, k), d.vec(n)
    f = x @ np.linalg.lstsq(x, y, rcond=None)[0]
    a, b, c = np.linalg.norm(y), np.linalg.norm(f), np.linalg.norm(y - f)
    return gap(a, b + c)


def m_127(d: Draw) -> float:
    """true: bayes."""
    w = d.prob(2, 2)
    p = w[0].sum()
    ell = w[0, 0] / w[:, 0].sum()
    ba, bn = w[0, 0] / p, w[1, 0] / (1 - p)
    return gap(ell, ba * p / (ba * p + bn * (1 - p)))


def m_128(d: Draw) -> float:
    """false: wrong complement."""
    w = d.prob(2, 2)
    p = w[0].sum()
    ell = w[0, 0] / w[:, 0].sum()
    ba = w[0, 0] / p
    return gap(ell, ba * p / (ba * p + (1 - ba) * p))


def m_129(d: Draw) -> float:
    """true: trigonometry."""
    a, b = d.num(), d.num()
    r = (np.cos(a - b) - np.cos(a + b)) / 2
    return gap(np.sin(a) * np.sin(b), r)


def m_130(d: Draw) -> float:
    """false: sign."""
    a, b = d.num(), d.num()
    r = (np.cos(a - b) - np.cos(a + b)) / 2
    return gap(np.sin(a) * np.sin(b), -r)


def m_131(d: Draw) -> float:
    """true: complex."""
    z, w = complex(d.num(), d.num()), complex(d.num(), d.num())
    ell, r = abs(z + w) ** 2, abs(z) ** 2 + abs(w) ** 2
    return gap(ell, r + 2 * (z * w.conjugate()).real)


def m_132(d: Draw) -> float:
    """false: missing conjugate."""
    z, w = complex(d.num(), d.num()), complex(d.num(), d.num())
    ell, r = abs(z + w) ** 2, abs(z) ** 2 + abs(w) ** 2
    return gap(ell, r + 2 * (z * w).real)


def m_133(d: Draw) -> float:
    """true: ode."""
    k, c, y0, t = d.pos(), d.num(), d.num(), d.pos()

    def f(s: Value) -> Value:
        return c / k + (y0 - c / k) * np.exp(-k * s)

    def r(h: Value) -> float:
        return max(gap(h(0.0), y0), gap(d1(h, t), -k * h(t) + c))

    return r(f)


def m_134(d: Draw) -> float:
    """false: initial value missed."""
    k, c, y0, t = d.pos(), d.num(), d.num(), d.pos()

    def g(s: Value) -> Value:
        return c / k + y0 * np.exp(-k * s)

    def r(h: Value) -> float:
        return max(gap(h(0.0), y0), gap(d1(h, t), -k * h(t) + c))

    return r(g)


def m_135(d: Draw) -> float:
    """true: set."""
    a, b, c = (set(np.flatnonzero(d.rng.random(12) < 0.5)) for _ in range(3))
    ell = a - (b | c)
    return truth(ell == (a - b) & (a - c))


def m_136(d: Draw) -> float:
    """false: union for intersection."""
    a, b, c = (set(np.flatnonzero(d.rng.random(12) < 0.5)) for _ in range(3))
    ell = a - (b | c)
    return truth(ell == (a - b) | (a - c))


def m_137(d: Draw) -> float:
    """true: taylor."""
    s = d.num()

    def f(c: Value) -> float:
        return lacks(lambda h: np.sqrt(1 + s * h) - 1 - s * h / 2 + c * (s * h) ** 2, 3)

    return f(1 / 8)


def m_138(d: Draw) -> float:
    """false: coefficient."""
    s = d.num()

    def f(c: Value) -> float:
        return lacks(lambda h: np.sqrt(1 + s * h) - 1 - s * h / 2 + c * (s * h) ** 2, 3)

    return f(1 / 4)


def m_139(d: Draw) -> float:
    """true: convolution."""
    m, n = d.dims(2)
    c = np.convolve(d.vec(m), d.vec(n))
    return shape(c, m + n - 1)


def m_140(d: Draw) -> float:
    """false: off by one."""
    m, n = d.dims(2)
    c = np.convolve(d.vec(m), d.vec(n))
    return shape(c, m + n)


def m_141(d: Draw) -> float:
    """true: index."""
    n = d.whole(2, 5)
    a, b = d.mat(n, n), d.mat(n, n)
    ell = a @ b.T
    return gap(ell, np.einsum("ik,jk->ij", a, b))


def m_142(d: Draw) -> float:
    """false: index order."""
    n = d.whole(2, 5)
    a, b = d.mat(n, n), d.mat(n, n)
    ell = a @ b.T
    return gap(ell, np.einsum("ik,kj->ij", a, b))


def m_143(d: Draw) -> float:
    """true: transpose."""
    n = d.whole(2, 5)
    a, b = d.inv(n), d.mat(n, n)
    ell, i = np.linalg.solve(a, b).T, np.linalg.inv(a.T)
    return gap(ell, b.T @ i)


def m_144(d: Draw) -> float:
    """false: order, prime is the transpose."""
    n = d.whole(2, 5)
    a, b = d.inv(n), d.mat(n, n)
    ell, i = np.linalg.solve(a, b).T, np.linalg.inv(a.T)
    return gap(ell, i @ b.T)

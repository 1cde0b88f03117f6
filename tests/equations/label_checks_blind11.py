"""Hand-written checks of the rows of `rows_blind11.jsonl`; a row's label opens its docstring."""

# ruff: noqa: E731
from collections.abc import Callable
from math import comb
from typing import Any

import numpy as np
from equations.label_tools import (
    Array,
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
    kl,
    lacks,
    mean,
    normlog,
    normpdf,
    quad,
    shape,
    sigmoid,
    softmax,
    truth,
    var,
    vec,
)


def ode(x: Callable[[float], Array], a: Array, b: Array, x0: Array, t: float) -> float:
    """Residual of x' = a x + b with x(0) = x0."""
    return max(gap(d1(x, t), a @ x(t) + b), gap(x(0.0), x0))


def spring(q: Callable[[float], float], w: float, q0: float, v0: float, t: float) -> float:
    """Residual of q'' + w^2 q = 0 with the two initial values."""
    second = d1(lambda s: d1(q, s), t)
    return max(gap(second + w**2 * q(t), 0.0), gap(q(0.0), q0), gap(d1(q, 0.0), v0))


def peak(f: Callable[[float], float], t: float) -> float:
    """How far t is from maximising f on the positive axis."""
    best = max(f(s) for s in t * np.exp(np.linspace(-3, 3, 121)))
    return max(gap(d1(f, t), 0.0), excess(best, f(t)))


def r_001(d: Draw) -> float:
    """true: the fact of this pair."""
    x = np.array([d.pos(1.2, 2.5), d.num()])
    val = np.linalg.det(jac(lambda z: np.array([z[0] * np.cos(z[1]), z[0] * np.sin(z[1])]), x))
    return gap(val, x[0])


def r_002(d: Draw) -> float:
    """false: wrong power."""
    x = np.array([d.pos(1.2, 2.5), d.num()])
    val = np.linalg.det(jac(lambda z: np.array([z[0] * np.cos(z[1]), z[0] * np.sin(z[1])]), x))
    return gap(val, x[0] ** 2)


def r_003(d: Draw) -> float:
    """true: the fact of this pair."""
    lam, k = d.pos(), np.arange(120)
    logf = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, 120)))])
    val = float((k**2 * np.exp(k * np.log(lam) - lam - logf)).sum())
    return gap(val, lam + lam**2)


def r_004(d: Draw) -> float:
    """false: variance dropped."""
    lam, k = d.pos(), np.arange(120)
    logf = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, 120)))])
    val = float((k**2 * np.exp(k * np.log(lam) - lam - logf)).sum())
    return gap(val, lam**2)


def r_005(d: Draw) -> float:
    """true: the fact of this pair."""
    a, b, c = d.dims(3)
    v, w, x = d.mat(a, b), d.mat(b, c), d.vec(c)
    val = jac(lambda z: v @ np.tanh(w @ z), x)
    h = np.tanh(w @ x)
    return gap(val, v @ np.diag(1 - h**2) @ w)


def r_006(d: Draw) -> float:
    """false: lost square."""
    a, b, c = d.dims(3)
    v, w, x = d.mat(a, b), d.mat(b, c), d.vec(c)
    val = jac(lambda z: v @ np.tanh(w @ z), x)
    h = np.tanh(w @ x)
    return gap(val, v @ np.diag(1 - h) @ w)


def r_007(d: Draw) -> float:
    """true: the fact of this pair."""
    lam = d.pos()
    val = quad(lambda x: -lam * np.exp(-lam * x) * (np.log(lam) - lam * x), 0.0, 45 / lam)
    return gap(val, 1 - np.log(lam))


def r_008(d: Draw) -> float:
    """false: sign."""
    lam = d.pos()
    val = quad(lambda x: -lam * np.exp(-lam * x) * (np.log(lam) - lam * x), 0.0, 45 / lam)
    return gap(val, 1 + np.log(lam))


def r_009(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 4)
    a, x, b = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    return gap(vec(a @ x @ b), np.kron(b.T, a) @ vec(x))


def r_010(d: Draw) -> float:
    """false: lost transpose."""
    n = d.whole(2, 4)
    a, x, b = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    return gap(vec(a @ x @ b), np.kron(b, a) @ vec(x))


def r_011(d: Draw) -> float:
    """true: the fact of this pair."""
    k, th = d.pos(1.2, 4.0), d.pos(0.4, 1.5)
    t = d.rng.uniform(-1.0, 0.6) / th
    top = (80 * th / (1 - th * t)) ** 0.25
    num = quad(lambda u: 4 * u ** (4 * k - 1) * np.exp((t - 1 / th) * u**4), 0.0, top)
    val = num / quad(lambda u: 4 * u ** (4 * k - 1) * np.exp(-(u**4) / th), 0.0, (80 * th) ** 0.25)
    return gap(val, (1 - th * t) ** (-k))


def r_012(d: Draw) -> float:
    """false: sign of the exponent."""
    k, th = d.pos(1.2, 4.0), d.pos(0.4, 1.5)
    t = d.rng.uniform(-1.0, 0.6) / th
    top = (80 * th / (1 - th * t)) ** 0.25
    num = quad(lambda u: 4 * u ** (4 * k - 1) * np.exp((t - 1 / th) * u**4), 0.0, top)
    val = num / quad(lambda u: 4 * u ** (4 * k - 1) * np.exp(-(u**4) / th), 0.0, (80 * th) ** 0.25)
    return gap(val, (1 - th * t) ** k)


def r_013(d: Draw) -> float:
    """true: the fact of this pair."""
    o, n = d.dims(2)
    x, w = d.vec(n), d.mat(o, n)
    val = jac(lambda z: z.reshape((o, n), order="F") @ x, vec(w))
    return gap(val, np.kron(x[None, :], np.eye(o)))


def r_014(d: Draw) -> float:
    """false: factors swapped (that is the row-wise vec)."""
    o, n = d.dims(2)
    x, w = d.vec(n), d.mat(o, n)
    val = jac(lambda z: z.reshape((o, n), order="F") @ x, vec(w))
    return gap(val, np.kron(np.eye(o), x[None, :]))


def r_015(d: Draw) -> float:
    """true: the fact of this pair."""
    p = d.prob(3, 4)
    val = kl(p, np.outer(p.sum(1), p.sum(0)))
    h = ent(p.sum(1)) + ent(p.sum(0)) - ent(p.ravel())
    return gap(val, h)


def r_016(d: Draw) -> float:
    """false: sign."""
    p = d.prob(3, 4)
    val = kl(p, np.outer(p.sum(1), p.sum(0)))
    h = ent(p.sum(1)) + ent(p.sum(0)) - ent(p.ravel())
    return gap(val, -h)


def r_017(d: Draw) -> float:
    """true: the fact of this pair."""
    j = np.array([[0.0, -1.0], [1.0, 0.0]])
    th = d.num()
    val = d1(lambda s: expm(s * j), th)
    return gap(val, expm((th + np.pi / 2) * j))


def r_018(d: Draw) -> float:
    """false: sign."""
    j = np.array([[0.0, -1.0], [1.0, 0.0]])
    th = d.num()
    val = d1(lambda s: expm(s * j), th)
    return gap(val, expm((th - np.pi / 2) * j))


def r_019(d: Draw) -> float:
    """true: the fact of this pair."""
    x = d.num()
    a, b = np.log1p(np.exp(x)), np.log1p(np.exp(-x))
    return gap(a - b, x)


def r_020(d: Draw) -> float:
    """false: sign."""
    x = d.num()
    a, b = np.log1p(np.exp(x)), np.log1p(np.exp(-x))
    return gap(a + b, x)


def r_021(d: Draw) -> float:
    """true: the fact of this pair."""
    t = d.num()
    val = expm(t * np.array([[0.0, 1.0], [0.0, 0.0]]))
    return gap(val, np.array([[1.0, t], [0.0, 1.0]]))


def r_022(d: Draw) -> float:
    """false: entrywise exponential in the corner."""
    t = d.num()
    val = expm(t * np.array([[0.0, 1.0], [0.0, 0.0]]))
    return gap(val, np.array([[1.0, np.exp(t)], [0.0, 1.0]]))


def r_023(d: Draw) -> float:
    """true: the fact of this pair."""
    y, z = float(d.rng.choice([-1, 1])), d.num()
    val = d1(lambda s: np.log1p(np.exp(-y * s)), z)
    return gap(val, -y * sigmoid(-y * z))


def r_024(d: Draw) -> float:
    """false: sign inside the sigmoid."""
    y, z = float(d.rng.choice([-1, 1])), d.num()
    val = d1(lambda s: np.log1p(np.exp(-y * s)), z)
    return gap(val, -y * sigmoid(y * z))


def r_025(d: Draw) -> float:
    """true: the fact of this pair."""
    k = d.skew(d.whole(2, 5))
    val = expm(k).T @ expm(k)
    return gap(val, np.eye(len(k)))


def r_026(d: Draw) -> float:
    """false: transpose treated as trivial."""
    k = d.skew(d.whole(2, 5))
    val = expm(k).T @ expm(k)
    return gap(val, expm(2 * k))


def r_027(d: Draw) -> float:
    """true: the fact of this pair."""
    r, k = d.rng.uniform(-0.85, 0.85), np.arange(600)
    val = float((k * r**k).sum())
    return gap(val, r / (1 - r) ** 2)


def r_028(d: Draw) -> float:
    """false: missing factor r."""
    r, k = d.rng.uniform(-0.85, 0.85), np.arange(600)
    val = float((k * r**k).sum())
    return gap(val, 1 / (1 - r) ** 2)


def r_029(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 4)
    a, b, x0, t = d.inv(n) * 0.6, d.vec(n), d.vec(n), d.pos(0.3, 1.2)
    e, i = np.eye(n), np.linalg.inv(a)
    return ode(lambda s: expm(a * s) @ x0 + i @ (expm(a * s) - e) @ b, a, b, x0, t)


def r_030(d: Draw) -> float:
    """false: sign."""
    n = d.whole(2, 4)
    a, b, x0, t = d.inv(n) * 0.6, d.vec(n), d.vec(n), d.pos(0.3, 1.2)
    e, i = np.eye(n), np.linalg.inv(a)
    return ode(lambda s: expm(a * s) @ x0 + i @ (e - expm(a * s)) @ b, a, b, x0, t)


def r_031(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(1, 12)
    val = float(sum(k * comb(n, k) for k in range(n + 1)))
    return gap(val, n * 2.0 ** (n - 1))


def r_032(d: Draw) -> float:
    """false: exponent off by one."""
    n = d.whole(1, 12)
    val = float(sum(k * comb(n, k) for k in range(n + 1)))
    return gap(val, n * 2.0**n)


def r_033(d: Draw) -> float:
    """true: the fact of this pair."""
    w, q0, v0, t = d.pos(), d.num(), d.num(), d.num()
    return spring(lambda s: q0 * np.cos(w * s) + v0 / w * np.sin(w * s), w, q0, v0, t)


def r_034(d: Draw) -> float:
    """false: missing 1/omega."""
    w, q0, v0, t = d.pos(), d.num(), d.num(), d.num()
    return spring(lambda s: q0 * np.cos(w * s) + v0 * np.sin(w * s), w, q0, v0, t)


def r_035(d: Draw) -> float:
    """true: the fact of this pair."""
    a = d.pos()
    val = quad(lambda x: x**2 * np.exp(-a * x), 0.0, 60 / a)
    return gap(val, 2 / a**3)


def r_036(d: Draw) -> float:
    """false: lost factorial."""
    a = d.pos()
    val = quad(lambda x: x**2 * np.exp(-a * x), 0.0, 60 / a)
    return gap(val, 1 / a**3)


def r_037(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 5)
    a, b = d.mat(n, n), d.mat(n, n)
    val = (a * b).sum()
    return gap(val, np.trace(a.T @ b))


def r_038(d: Draw) -> float:
    """false: lost transpose."""
    n = d.whole(2, 5)
    a, b = d.mat(n, n), d.mat(n, n)
    val = (a * b).sum()
    return gap(val, np.trace(a @ b))


def r_039(d: Draw) -> float:
    """true: the fact of this pair."""
    x = d.num() * 1e-3
    val = 2 * np.sin(x / 2) ** 2 / x**2
    return gap(val, 0.5)


def r_040(d: Draw) -> float:
    """false: missing 1/2."""
    x = d.num() * 1e-3
    val = 2 * np.sin(x / 2) ** 2 / x**2
    return gap(val, 1.0)


def r_041(d: Draw) -> float:
    """true: the fact of this pair."""
    n, a, b = d.dims(3)
    x, y = d.mat(n, a, b), d.mat(n, b, b)
    val = np.stack([x[i] @ y[i] for i in range(n)])
    return gap(val, np.einsum("ijl,ilk->ijk", x, y))


def r_042(d: Draw) -> float:
    """false: indices of the second factor swapped."""
    n, a, b = d.dims(3)
    x, y = d.mat(n, a, b), d.mat(n, b, b)
    val = np.stack([x[i] @ y[i] for i in range(n)])
    return gap(val, np.einsum("ijl,ikl->ijk", x, y))


def r_043(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 6)
    x = d.vec(n)
    return excess(np.abs(x).sum(), np.sqrt(n) * np.linalg.norm(x))


def r_044(d: Draw) -> float:
    """false: missing sqrt(n)."""
    n = d.whole(2, 6)
    x = d.vec(n)
    return excess(np.abs(x).sum(), np.linalg.norm(x))


def r_045(d: Draw) -> float:
    """true: the fact of this pair."""
    n, a = d.dims(2)
    x, y = d.mat(n, a, a), d.mat(n, a, a)
    val = np.stack([(x[i] @ y[i]).T for i in range(n)])
    return gap(val, np.stack([y[i].T @ x[i].T for i in range(n)]))


def r_046(d: Draw) -> float:
    """false: swapped order."""
    n, a = d.dims(2)
    x, y = d.mat(n, a, a), d.mat(n, a, a)
    val = np.stack([(x[i] @ y[i]).T for i in range(n)])
    return gap(val, np.stack([x[i].T @ y[i].T for i in range(n)]))


def r_047(d: Draw) -> float:
    """true: the fact of this pair."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    s, fro = np.linalg.svd(a, compute_uv=False), np.sqrt((a**2).sum())
    return gap(fro**2, (s**2).sum())


def r_048(d: Draw) -> float:
    """false: squares lost (nuclear norm)."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    s, fro = np.linalg.svd(a, compute_uv=False), np.sqrt((a**2).sum())
    return gap(fro, s.sum())


def r_049(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 5)
    a, b = d.mat(n, n), d.mat(n, n)
    val = sum((a @ b)[i, i] for i in range(n))
    return gap(val, np.einsum("ij,ji->", a, b))


def r_050(d: Draw) -> float:
    """false: swapped index."""
    n = d.whole(2, 5)
    a, b = d.mat(n, n), d.mat(n, n)
    val = sum((a @ b)[i, i] for i in range(n))
    return gap(val, np.einsum("ij,ij->", a, b))


def r_051(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 6)
    x, y = d.vec(n), d.vec(n)
    val = ((x + y) ** 2).sum() - ((x - y) ** 2).sum()
    return gap(x @ y, val / 4)


def r_052(d: Draw) -> float:
    """false: wrong constant."""
    n = d.whole(2, 6)
    x, y = d.vec(n), d.vec(n)
    val = ((x + y) ** 2).sum() - ((x - y) ** 2).sum()
    return gap(x @ y, val / 2)


def r_053(d: Draw) -> float:
    """true: the fact of this pair."""
    m, k, s = d.num(), d.num(), d.pos(0.5, 2.0)
    val = quad(lambda x: normpdf(x, m, s**2) * (normlog(x, m, s**2) - normlog(x, k, s**2)), m - 12 * s, m + 12 * s)
    return gap(val, (m - k) ** 2 / (2 * s**2))


def r_054(d: Draw) -> float:
    """false: missing 1/2."""
    m, k, s = d.num(), d.num(), d.pos(0.5, 2.0)
    val = quad(lambda x: normpdf(x, m, s**2) * (normlog(x, m, s**2) - normlog(x, k, s**2)), m - 12 * s, m + 12 * s)
    return gap(val, (m - k) ** 2 / s**2)


def r_055(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 5)
    u, v = d.vec(n), d.vec(n)
    val = np.linalg.det(np.eye(n) + np.outer(u, v))
    return gap(val, 1 + v @ u)


def r_056(d: Draw) -> float:
    """false: sign."""
    n = d.whole(2, 5)
    u, v = d.vec(n), d.vec(n)
    val = np.linalg.det(np.eye(n) + np.outer(u, v))
    return gap(val, 1 - v @ u)


def r_057(d: Draw) -> float:
    """true: the fact of this pair."""
    x = d.posvec(d.whole(3, 8)) ** 2
    ll = lambda t: float(np.sum(np.log(t) - t * x))
    return peak(ll, len(x) / x.sum())


def r_058(d: Draw) -> float:
    """false: inverted (estimate of the mean)."""
    x = d.posvec(d.whole(3, 8)) ** 2
    ll = lambda t: float(np.sum(np.log(t) - t * x))
    return peak(ll, x.mean())


def r_059(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 5)
    a, u, v = d.inv(n), d.vec(n), d.vec(n)
    while abs(1 + v @ np.linalg.inv(a) @ u) < 0.1:
        u = d.vec(n)
    i, val = np.linalg.inv(a), np.linalg.inv(a + np.outer(u, v))
    corr = np.outer(i @ u, v @ i) / (1 + v @ i @ u)
    return gap(val, i - corr)


def r_060(d: Draw) -> float:
    """false: sign."""
    n = d.whole(2, 5)
    a, u, v = d.inv(n), d.vec(n), d.vec(n)
    while abs(1 + v @ np.linalg.inv(a) @ u) < 0.1:
        u = d.vec(n)
    i, val = np.linalg.inv(a), np.linalg.inv(a + np.outer(u, v))
    corr = np.outer(i @ u, v @ i) / (1 + v @ i @ u)
    return gap(val, i + corr)


def r_061(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 6)
    p, q = d.prob(n), d.prob(n)
    ce = -float((p * np.log(q)).sum())
    return gap(kl(p, q), ce - ent(p))


def r_062(d: Draw) -> float:
    """false: entropy of the wrong distribution."""
    n = d.whole(2, 6)
    p, q = d.prob(n), d.prob(n)
    ce = -float((p * np.log(q)).sum())
    return gap(kl(p, q), ce - ent(q))


def r_063(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 5)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    f: Callable[..., Any] = lambda z: float(z @ a @ z / 2 - b @ z)
    g = grad(f, x)
    return gap(d1(lambda s: f(x - s * g), g @ g / (g @ a @ g)), 0.0)


def r_064(d: Draw) -> float:
    """false: wrong denominator."""
    n = d.whole(2, 5)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    f: Callable[..., Any] = lambda z: float(z @ a @ z / 2 - b @ z)
    g = grad(f, x)
    return gap(d1(lambda s: f(x - s * g), g @ g / ((a @ g) @ (a @ g))), 0.0)


def r_065(d: Draw) -> float:
    """true: the fact of this pair."""
    n, t, lam, eta = d.whole(2, 4), d.whole(2, 6), d.pos(0.3, 0.9), d.pos(0.1, 0.6)
    f, x, g, gs = d.scalar(n), d.vec(n), np.zeros(n), []
    for _ in range(t):
        gs.append(grad(f, x))
        g = lam * g - eta * gs[-1]
        x = x + g
    return gap(g, -eta * sum(lam ** (t - s) * gs[s - 1] for s in range(1, t + 1)))


def r_066(d: Draw) -> float:
    """false: off by one in the exponent."""
    n, t, lam, eta = d.whole(2, 4), d.whole(2, 6), d.pos(0.3, 0.9), d.pos(0.1, 0.6)
    f, x, g, gs = d.scalar(n), d.vec(n), np.zeros(n), []
    for _ in range(t):
        gs.append(grad(f, x))
        g = lam * g - eta * gs[-1]
        x = x + g
    return gap(g, -eta * sum(lam ** (t - s + 1) * gs[s - 1] for s in range(1, t + 1)))


def r_067(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 5)
    a, x = d.sym(n), d.vec(n)
    lam = np.linalg.eigvalsh(a)
    return excess(lam[0] * (x @ x), x @ a @ x)


def r_068(d: Draw) -> float:
    """false: largest for smallest eigenvalue."""
    n = d.whole(2, 5)
    a, x = d.sym(n), d.vec(n)
    lam = np.linalg.eigvalsh(a)
    return excess(lam[-1] * (x @ x), x @ a @ x)


def r_069(d: Draw) -> float:
    """true: the fact of this pair."""
    b, g, t = d.pos(0.3, 0.95), d.vec(3), d.whole(2, 8)
    m = np.zeros(3)
    for _ in range(t):
        m = b * m + (1 - b) * g
    return gap(m, (1 - b**t) * g)


def r_070(d: Draw) -> float:
    """false: power outside the bracket."""
    b, g, t = d.pos(0.3, 0.95), d.vec(3), d.whole(2, 8)
    m = np.zeros(3)
    for _ in range(t):
        m = b * m + (1 - b) * g
    return gap(m, (1 - b) ** t * g)


def r_071(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 4)
    x = d.inv(n)
    x[0] *= np.sign(np.linalg.det(x))
    val, i = grad(lambda z: np.linalg.slogdet(z)[1], x), np.linalg.inv(x)
    return gap(val, i.T)


def r_072(d: Draw) -> float:
    """false: lost transpose."""
    n = d.whole(2, 4)
    x = d.inv(n)
    x[0] *= np.sign(np.linalg.det(x))
    val, i = grad(lambda z: np.linalg.slogdet(z)[1], x), np.linalg.inv(x)
    return gap(val, i)


def r_073(d: Draw) -> float:
    """true: the fact of this pair."""
    g, eta, b1, b2 = d.vec(4), d.pos(0.1, 1.0), d.pos(0.5, 0.95), d.pos(0.5, 0.999)
    mh, vh = (1 - b1) * g / (1 - b1), (1 - b2) * g**2 / (1 - b2)
    val = -eta * mh / np.sqrt(vh)
    return gap(val, -eta * np.sign(g))


def r_074(d: Draw) -> float:
    """false: normalisation forgotten."""
    g, eta, b1, b2 = d.vec(4), d.pos(0.1, 1.0), d.pos(0.5, 0.95), d.pos(0.5, 0.999)
    mh, vh = (1 - b1) * g / (1 - b1), (1 - b2) * g**2 / (1 - b2)
    val = -eta * mh / np.sqrt(vh)
    return gap(val, -eta * g)


def r_075(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 4)
    a, x, b = d.mat(n, n), d.vec(n), d.vec(n)
    val, r = grad(lambda z: ((z @ x - b) ** 2).sum(), a), a @ x - b
    return gap(val, 2 * np.outer(r, x))


def r_076(d: Draw) -> float:
    """false: transposed outer product."""
    n = d.whole(2, 4)
    a, x, b = d.mat(n, n), d.vec(n), d.vec(n)
    val, r = grad(lambda z: ((z @ x - b) ** 2).sum(), a), a @ x - b
    return gap(val, 2 * np.outer(x, r))


def r_077(d: Draw) -> float:
    """true: the fact of this pair."""
    z = d.vec(d.whole(2, 6))
    s, val = softmax(z), jac(softmax, z)
    return gap(val, np.diag(s) - np.outer(s, s))


def r_078(d: Draw) -> float:
    """false: off-diagonal terms lost."""
    z = d.vec(d.whole(2, 6))
    s, val = softmax(z), jac(softmax, z)
    return gap(val, np.diag(s) - np.diag(s) @ np.diag(s))


def r_079(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 4)
    x = d.unit(n) * d.pos(0.7, 2.5)
    val, r = hess(lambda z: float(np.linalg.norm(z)), x), np.linalg.norm(x)
    return gap(val, (np.eye(n) - np.outer(x, x) / r**2) / r)


def r_080(d: Draw) -> float:
    """false: norm not squared."""
    n = d.whole(2, 4)
    x = d.unit(n) * d.pos(0.7, 2.5)
    val, r = hess(lambda z: float(np.linalg.norm(z)), x), np.linalg.norm(x)
    return gap(val, (np.eye(n) - np.outer(x, x) / r) / r)


def r_081(d: Draw) -> float:
    """true: the fact of this pair."""
    n, m, k, v = d.dims(4)
    val = np.stack([softmax(r) for r in d.mat(n, k) @ d.mat(m, k).T / np.sqrt(k)]) @ d.mat(m, v)
    return shape(val, n, v)


def r_082(d: Draw) -> float:
    """false: key length for query length."""
    n, m, k, v = d.dims(4)
    val = np.stack([softmax(r) for r in d.mat(n, k) @ d.mat(m, k).T / np.sqrt(k)]) @ d.mat(m, v)
    return shape(val, m, v)


def r_083(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(3, 6)
    q = d.orth(n)[:, : d.whole(1, n - 1)]
    p, e = q @ q.T, np.eye(n)
    val = (e - 2 * p) @ (e - 2 * p)
    return gap(val, e)


def r_084(d: Draw) -> float:
    """false: square of P forgotten."""
    n = d.whole(3, 6)
    q = d.orth(n)[:, : d.whole(1, n - 1)]
    p, e = q @ q.T, np.eye(n)
    val = (e - 2 * p) @ (e - 2 * p)
    return gap(val, e - 4 * p)


def r_085(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 3)
    p, x = d.prob(3), d.values(3)
    x = (x - mean(p, x)) / np.sqrt(var(p, x))
    w, s = iid(p, x, 2 * n)
    val = var(w, (s[:, :n] * s[:, n:]).sum(axis=1))
    return gap(val, n)


def r_086(d: Draw) -> float:
    """false: standard deviation for variance."""
    n = d.whole(2, 3)
    p, x = d.prob(3), d.values(3)
    x = (x - mean(p, x)) / np.sqrt(var(p, x))
    w, s = iid(p, x, 2 * n)
    val = var(w, (s[:, :n] * s[:, n:]).sum(axis=1))
    return gap(val, np.sqrt(n))


def r_087(d: Draw) -> float:
    """true: the fact of this pair."""
    n, k = d.dims(2)
    x, y, lam, e = d.mat(n, k), d.vec(n), d.pos(), np.eye(k)
    val = np.linalg.lstsq(np.vstack([x, np.sqrt(lam) * e]), np.concatenate([y, np.zeros(k)]), rcond=None)[0]
    return gap(val, np.linalg.solve(x.T @ x + lam * e, x.T @ y))


def r_088(d: Draw) -> float:
    """false: wrong constant."""
    n, k = d.dims(2)
    x, y, lam, e = d.mat(n, k), d.vec(n), d.pos(), np.eye(k)
    val = np.linalg.lstsq(np.vstack([x, np.sqrt(lam) * e]), np.concatenate([y, np.zeros(k)]), rcond=None)[0]
    return gap(val, np.linalg.solve(x.T @ x + lam / 2 * e, x.T @ y))


def r_089(d: Draw) -> float:
    """true: the fact of this pair."""
    n, m = d.dims(2)
    a = np.stack([softmax(r) for r in d.mat(n, m)])
    return gap(a @ np.ones(m), np.ones(n))


def r_090(d: Draw) -> float:
    """false: columns for rows."""
    n, m = d.dims(2)
    a = np.stack([softmax(r) for r in d.mat(n, m)])
    return gap(a.T @ np.ones(n), np.ones(m))


def r_091(d: Draw) -> float:
    """true: the fact of this pair."""
    m, k, s, r, rho = d.num(), d.num(), d.pos(0.5, 2.0), d.pos(0.5, 2.0), d.rng.uniform(-0.8, 0.8)
    x = m + s * d.num()
    prec = np.linalg.inv(np.array([[s * s, rho * s * r], [rho * s * r, r * r]]))

    def dens(y: Array) -> Array:
        z = np.stack([np.full_like(y, x - m), y - k])
        return np.asarray(np.exp(-np.einsum("ia,ij,ja->a", z, prec, z) / 2))

    val = quad(lambda y: y * dens(y), k - 14 * r, k + 14 * r) / quad(dens, k - 14 * r, k + 14 * r)
    return gap(val, k + rho * r / s * (x - m))


def r_092(d: Draw) -> float:
    """false: ratio inverted."""
    m, k, s, r, rho = d.num(), d.num(), d.pos(0.5, 2.0), d.pos(0.5, 2.0), d.rng.uniform(-0.8, 0.8)
    x = m + s * d.num()
    prec = np.linalg.inv(np.array([[s * s, rho * s * r], [rho * s * r, r * r]]))

    def dens(y: Array) -> Array:
        z = np.stack([np.full_like(y, x - m), y - k])
        return np.asarray(np.exp(-np.einsum("ia,ij,ja->a", z, prec, z) / 2))

    val = quad(lambda y: y * dens(y), k - 14 * r, k + 14 * r) / quad(dens, k - 14 * r, k + 14 * r)
    return gap(val, k + rho * s / r * (x - m))


def r_093(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 4)
    f, x, u = d.scalar(n), d.vec(n), d.unit(n)
    val = d1(lambda t: d1(lambda s: f(x + s * u), t), 0.0)
    return gap(val, u @ hess(f, x) @ u)


def r_094(d: Draw) -> float:
    """false: square of the first derivative."""
    n = d.whole(2, 4)
    f, x, u = d.scalar(n), d.vec(n), d.unit(n)
    val = d1(lambda t: d1(lambda s: f(x + s * u), t), 0.0)
    return gap(val, (u @ grad(f, x)) ** 2)


def r_095(d: Draw) -> float:
    """true: the fact of this pair."""
    p = d.prob(2, 2)
    c = p[0, 0] / p[:, 0].sum()
    return gap(p[1, 0] / p[:, 0].sum(), 1 - c)


def r_096(d: Draw) -> float:
    """false: complement of the wrong event."""
    p = d.prob(2, 2)
    c = p[0, 0] / p[:, 0].sum()
    return gap(p[0, 1] / p[:, 1].sum(), 1 - c)


def r_097(d: Draw) -> float:
    """true: the fact of this pair."""
    w, b, v, x = d.mat(4, 2), d.vec(4), d.vec(4), d.vec(2)
    f: Callable[..., Any] = lambda z: v @ np.sin((w @ z).T + b).T
    th = np.linspace(0, 2 * np.pi, 20001)
    u = np.stack([np.cos(th), np.sin(th)])
    val = float(np.max(d1(lambda t: f(x[:, None] + t * u), 0.0)))
    g = np.linalg.norm(grad(f, x))
    return gap(val, g)


def r_098(d: Draw) -> float:
    """false: squared norm."""
    w, b, v, x = d.mat(4, 2), d.vec(4), d.vec(4), d.vec(2)
    f: Callable[..., Any] = lambda z: v @ np.sin((w @ z).T + b).T
    th = np.linspace(0, 2 * np.pi, 20001)
    u = np.stack([np.cos(th), np.sin(th)])
    val = float(np.max(d1(lambda t: f(x[:, None] + t * u), 0.0)))
    g = np.linalg.norm(grad(f, x))
    return gap(val, g**2)


def r_099(d: Draw) -> float:
    """true: the fact of this pair."""
    a, b, m, k, x = d.num(), d.num(), d.num(), d.num(), d.num()
    f: Callable[..., Any] = lambda t: a * np.exp(-((t - m) ** 2))
    g: Callable[..., Any] = lambda t: (b + t) * np.exp(-((t - k) ** 2))
    df: Callable[..., Any] = lambda t: -2 * (t - m) * f(t)
    conv: Callable[..., Any] = lambda u, v, z: quad(lambda t: u(t) * v(z - t), -14.0, 14.0)
    val = d1(lambda z: conv(f, g, z), x)
    return gap(val, conv(df, g, x))


def r_100(d: Draw) -> float:
    """false: both factors differentiated."""
    a, b, m, k, x = d.num(), d.num(), d.num(), d.num(), d.num()
    f: Callable[..., Any] = lambda t: a * np.exp(-((t - m) ** 2))
    g: Callable[..., Any] = lambda t: (b + t) * np.exp(-((t - k) ** 2))
    df: Callable[..., Any] = lambda t: -2 * (t - m) * f(t)
    dg: Callable[..., Any] = lambda t: np.exp(-((t - k) ** 2)) - 2 * (t - k) * g(t)
    conv: Callable[..., Any] = lambda u, v, z: quad(lambda t: u(t) * v(z - t), -14.0, 14.0)
    val = d1(lambda z: conv(f, g, z), x)
    return gap(val, conv(df, dg, x))


def r_101(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 4)
    a, b, c, x = d.mat(n, n), d.vec(n), d.num(), d.vec(n)
    val = hess(lambda z: float(z @ a @ z + b @ z + c), x)
    return gap(val, a + a.T)


def r_102(d: Draw) -> float:
    """false: symmetry assumed."""
    n = d.whole(2, 4)
    a, b, c, x = d.mat(n, n), d.vec(n), d.num(), d.vec(n)
    val = hess(lambda z: float(z @ a @ z + b @ z + c), x)
    return gap(val, 2 * a)


def r_103(d: Draw) -> float:
    """true: the fact of this pair."""
    x = d.num()
    c = np.cos(x)
    return gap(np.cos(3 * x), 4 * c**3 - 3 * c)


def r_104(d: Draw) -> float:
    """false: coefficients swapped."""
    x = d.num()
    c = np.cos(x)
    return gap(np.cos(3 * x), 3 * c**3 - 4 * c)


def r_105(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 5)
    a, b, x = d.spd(n), d.vec(n), np.zeros(n)
    for _ in range(400):
        x = x - 0.5 * (a @ x - b)
    val = x @ a @ x / 2 - b @ x
    return gap(val, -b @ np.linalg.inv(a) @ b / 2)


def r_106(d: Draw) -> float:
    """false: missing 1/2."""
    n = d.whole(2, 5)
    a, b, x = d.spd(n), d.vec(n), np.zeros(n)
    for _ in range(400):
        x = x - 0.5 * (a @ x - b)
    val = x @ a @ x / 2 - b @ x
    return gap(val, -b @ np.linalg.inv(a) @ b)


def r_107(d: Draw) -> float:
    """true: the fact of this pair."""
    z, w = complex(d.num(), d.num()), complex(d.num(), d.num())
    val, base = abs(z + w) ** 2, abs(z) ** 2 + abs(w) ** 2
    return gap(val, base + 2 * (z * w.conjugate()).real)


def r_108(d: Draw) -> float:
    """false: missing conjugate."""
    z, w = complex(d.num(), d.num()), complex(d.num(), d.num())
    val, base = abs(z + w) ** 2, abs(z) ** 2 + abs(w) ** 2
    return gap(val, base + 2 * (z * w).real)


def r_109(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 4)
    a, b = d.mat(n + 2, n), d.vec(n + 2)
    r = b - a @ np.linalg.inv(a.T @ a) @ a.T @ b
    return gap(a.T @ r, np.zeros(n))


def r_110(d: Draw) -> float:
    """false: residual is not orthogonal to b."""
    n = d.whole(2, 4)
    a, b = d.mat(n + 2, n), d.vec(n + 2)
    r = b - a @ np.linalg.inv(a.T @ a) @ a.T @ b
    return gap(b @ r, 0.0)


def r_111(d: Draw) -> float:
    """true: the fact of this pair."""
    a, b, c = (set(np.flatnonzero(d.rng.random(12) < 0.5).tolist()) for _ in range(3))
    return truth((a | b) - c == (a - c) | (b - c))


def r_112(d: Draw) -> float:
    """false: difference not distributed."""
    a, b, c = (set(np.flatnonzero(d.rng.random(12) < 0.5).tolist()) for _ in range(3))
    return truth((a | b) - c == a | (b - c))


def r_113(d: Draw) -> float:
    """true: the fact of this pair."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    i = d.whole(0, min(m, n) - 1)
    return gap(a.T @ u[:, i], s[i] * vt[i])


def r_114(d: Draw) -> float:
    """false: squared singular value."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    i = d.whole(0, min(m, n) - 1)
    return gap(a.T @ u[:, i], s[i] ** 2 * vt[i])


def r_115(d: Draw) -> float:
    """true: the fact of this pair."""
    s = d.pos(0.5, 1.5)
    return lacks(lambda h: np.log1p(s * h) - s * h + (s * h) ** 2 / 2, 3)


def r_116(d: Draw) -> float:
    """false: missing 1/2."""
    s = d.pos(0.5, 1.5)
    return lacks(lambda h: np.log1p(s * h) - s * h + (s * h) ** 2, 3)


def r_117(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 4)
    lam, s, mu = np.arange(n) + d.pos(0.3, 0.8), d.inv(n), -d.pos()
    a, k = s @ np.diag(lam) @ np.linalg.inv(s), d.whole(0, n - 1)
    val, v = np.linalg.inv(a - mu * np.eye(n)) @ s[:, k], s[:, k]
    return gap(val, v / (lam[k] - mu))


def r_118(d: Draw) -> float:
    """false: sign of the shifted eigenvalue."""
    n = d.whole(2, 4)
    lam, s, mu = np.arange(n) + d.pos(0.3, 0.8), d.inv(n), -d.pos()
    a, k = s @ np.diag(lam) @ np.linalg.inv(s), d.whole(0, n - 1)
    val, v = np.linalg.inv(a - mu * np.eye(n)) @ s[:, k], s[:, k]
    return gap(val, v / (mu - lam[k]))


def r_119(d: Draw) -> float:
    """true: the fact of this pair."""
    n = d.whole(2, 5)
    a, b, x, y = d.mat(n, n), d.mat(n, n), d.vec(n), d.vec(n)
    val, left = x @ (a * b) @ y, np.diag(x) @ a @ np.diag(y)
    return gap(val, np.trace(left @ b.T))


def r_120(d: Draw) -> float:
    """false: lost transpose."""
    n = d.whole(2, 5)
    a, b, x, y = d.mat(n, n), d.mat(n, n), d.vec(n), d.vec(n)
    val, left = x @ (a * b) @ y, np.diag(x) @ a @ np.diag(y)
    return gap(val, np.trace(left @ b))


def r_121(d: Draw) -> float:
    """true: the fact of this pair."""
    p, _, y = d.prob(3, 4), d.values(3), d.values(4)
    px, py = p.sum(1), p.sum(0)
    m = p @ y / px
    within = float(sum(px[i] * var(p[i] / px[i], y) for i in range(3)))
    return gap(var(py, y), within + var(px, m))


def r_122(d: Draw) -> float:
    """false: conditioning swapped."""
    p, x, y = d.prob(3, 4), d.values(3), d.values(4)
    px, py = p.sum(1), p.sum(0)
    within = float(sum(px[i] * var(p[i] / px[i], y) for i in range(3)))
    return gap(var(py, y), within + var(py, x @ p / py))


def r_123(d: Draw) -> float:
    """true: the fact of this pair."""
    p, x, y = d.prob(3, 4), d.values(3)[:, None] + np.zeros((3, 4)), d.values(4)[None, :] + np.zeros((3, 4))
    a, b, c, e = d.num(), d.num(), d.num(), d.num()
    val = cov(p, a * x + b, c * y + e)
    return gap(val, a * c * cov(p, x, y))


def r_124(d: Draw) -> float:
    """false: shift kept."""
    p, x, y = d.prob(3, 4), d.values(3)[:, None] + np.zeros((3, 4)), d.values(4)[None, :] + np.zeros((3, 4))
    a, b, c, e = d.num(), d.num(), d.num(), d.num()
    val = cov(p, a * x + b, c * y + e)
    return gap(val, a * c * cov(p, x, y) + b * e)


def r_125(d: Draw) -> float:
    """true: the fact of this pair."""
    p, y, h = d.prob(3, 4), d.values(4), d.vec(3)
    eps = y[None, :] - (p @ y / p.sum(1))[:, None]
    return gap(mean(p, eps * h[:, None]), 0.0)


def r_126(d: Draw) -> float:
    """false: orthogonal to X only, not to Y."""
    p, y = d.prob(3, 4), d.values(4)
    eps = y[None, :] - (p @ y / p.sum(1))[:, None]
    return gap(mean(p, eps * y[None, :]), 0.0)


def r_127(d: Draw) -> float:
    """true: the fact of this pair."""
    n = 10.0 ** (d.whole(2, 4) * np.arange(1, 9))
    work = n * np.log(n) + 100 * n
    return excess(np.diff(work / (n * np.log(n))), 0.0)


def r_128(d: Draw) -> float:
    """false: logarithm dropped."""
    n = 10.0 ** (d.whole(2, 4) * np.arange(1, 9))
    work = n * np.log(n) + 100 * n
    return excess(np.diff(work / n), 0.0)


def r_129(d: Draw) -> float:
    """true: the fact of this pair."""
    n, t, eta = d.whole(2, 4), d.whole(2, 6), d.pos(0.1, 0.5)
    a, x0 = d.sym(n), d.vec(n)
    x = x0
    for _ in range(t):
        x = x - eta * (a @ x)
    return gap(x, np.linalg.matrix_power(np.eye(n) - eta * a, t) @ x0)


def r_130(d: Draw) -> float:
    """false: power replaced by a multiple."""
    n, t, eta = d.whole(2, 4), d.whole(2, 6), d.pos(0.1, 0.5)
    a, x0 = d.sym(n), d.vec(n)
    x = x0
    for _ in range(t):
        x = x - eta * (a @ x)
    return gap(x, (np.eye(n) - eta * t * a) @ x0)


def r_131(d: Draw) -> float:
    """true: the fact of this pair."""
    m, n = d.dims(2)
    val = d.vec(m)[:, None] @ d.vec(n)[None, :]
    return shape(val, m, n)


def r_132(d: Draw) -> float:
    """false: axes swapped."""
    m, n = d.dims(2)
    val = d.vec(m)[:, None] @ d.vec(n)[None, :]
    return shape(val, n, m)

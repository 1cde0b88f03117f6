"""Hand-written checks of the rows of `rows_blind9.jsonl`; a row's label opens its docstring."""

from math import comb, exp, factorial, log, log1p, sin
from typing import Any, TypeAlias

import numpy as np
from equations.label_tools import (
    Draw,
    cov,
    d1,
    ent,
    excess,
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
    moments,
    normlog,
    quad,
    shape,
    sigmoid,
    softmax,
    var,
    vec,
)

Value: TypeAlias = Any
"""A number, or an array of them."""


def _joint(d: Draw) -> tuple[Value, Value, Value]:
    """A dependent joint table with the values of both variables on its grid."""
    m, n = d.dims(2)
    x, y = np.meshgrid(d.values(m), d.values(n), indexing="ij")
    return d.prob(m, n), x, y


def _indep(d: Draw) -> tuple[Value, Value, Value]:
    """The same for independent variables."""
    w, x, y = _joint(d)
    return np.outer(w.sum(1), w.sum(0)), x, y


def _quadratic(d: Draw) -> tuple[Value, Value, Value, Value]:
    (n,) = d.dims(1)
    a, b, x = d.mat(n, n), d.vec(n), d.vec(n)
    return a, b, x, grad(lambda z: z @ a @ z / 2 - b @ z, x)


def n_001(d: Draw) -> float:
    """true: gradient."""
    a, b, x, g = _quadratic(d)
    return gap(g, (a + a.T) @ x / 2 - b)


def n_002(d: Draw) -> float:
    """false: symmetry assumed."""
    a, b, x, g = _quadratic(d)
    return gap(g, a @ x - b)


def n_003(d: Draw) -> float:
    """true: gradient of a symmetric form."""
    (n,) = d.dims(1)
    a, x = d.sym(n), d.vec(n)
    return gap(grad(lambda z: z @ a @ z, x), 2 * a @ x)


def n_004(d: Draw) -> float:
    """false: arbitrary matrix."""
    (n,) = d.dims(1)
    a, x = d.mat(n, n), d.vec(n)
    return gap(grad(lambda z: z @ a @ z, x), 2 * a @ x)


def _crossent(d: Draw) -> tuple[Value, Value, Value, Value]:
    c, n = d.dims(2)
    w, x, y = d.mat(c, n), d.vec(n), np.eye(c)[d.whole(0, c - 1)]
    return x, y, softmax(w @ x), grad(lambda v: -(y * np.log(softmax(v @ x))).sum(), w)


def n_005(d: Draw) -> float:
    """true: gradient of the cross-entropy."""
    x, y, p, g = _crossent(d)
    return gap(g, np.outer(p - y, x))


def n_006(d: Draw) -> float:
    """false: transposed."""
    x, y, p, g = _crossent(d)
    return gap(g, np.outer(x, p - y))


def n_007(d: Draw) -> float:
    """true: Jacobian of softmax."""
    z = d.vec(d.whole(3, 6))
    p = softmax(z)
    return gap(jac(softmax, z), np.array([[p[i] * ((i == j) - p[j]) for j in range(len(p))] for i in range(len(p))]))


def n_008(d: Draw) -> float:
    """false: wrong index."""
    z = d.vec(d.whole(3, 6))
    p = softmax(z)
    return gap(jac(softmax, z), np.array([[p[i] * ((i == j) - p[i]) for j in range(len(p))] for i in range(len(p))]))


def _bce(d: Draw) -> tuple[Value, Value, Value]:
    y, z = d.whole(0, 1), d.num()
    return y, z, float(d1(lambda t: -y * np.log(sigmoid(t)) - (1 - y) * np.log(1 - sigmoid(t)), z))


def n_009(d: Draw) -> float:
    """true: derivative of the binary cross-entropy."""
    y, z, g = _bce(d)
    return gap(g, sigmoid(z) - y)


def n_010(d: Draw) -> float:
    """false: derivative of the squared error."""
    y, z, g = _bce(d)
    return gap(g, (sigmoid(z) - y) * sigmoid(z) * (1 - sigmoid(z)))


def _attention(d: Draw) -> tuple[Value, Value, Value, Value]:
    n, m, k, v = d.dims(4)
    s = d.mat(n, k) @ d.mat(m, k).T / np.sqrt(k)
    return n, m, v, np.stack([softmax(r) for r in s]) @ d.mat(m, v)


def n_011(d: Draw) -> float:
    """true: shape of the attention output."""
    n, _m, v, out = _attention(d)
    return shape(out, n, v)


def n_012(d: Draw) -> float:
    """false: keys for queries."""
    _n, m, v, out = _attention(d)
    return shape(out, m, v)


def _dotvar(d: Draw) -> tuple[Value, Value]:
    n = d.whole(2, 3)
    p, x = d.prob(3), d.values(3)
    x = (x - mean(p, x)) / np.sqrt(var(p, x))
    w, s = iid(p, x, 2 * n)
    return n, var(w, (s[:, :n] * s[:, n:]).sum(1))


def n_013(d: Draw) -> float:
    """true: variance of a dot product."""
    n, v = _dotvar(d)
    return gap(v, n)


def n_014(d: Draw) -> float:
    """false: standard deviation."""
    n, v = _dotvar(d)
    return gap(v, np.sqrt(n))


def _sample(d: Draw) -> tuple[Value, Value, Value, Value, Value]:
    n = d.whole(2, 5)
    p, x = d.prob(3), d.values(3)
    w, s = iid(p, x, n)
    return n, mean(p, x), var(p, x), w, s


def n_015(d: Draw) -> float:
    """true: biased variance."""
    n, _mu, v, w, s = _sample(d)
    return gap(mean(w, s.var(axis=1)), (n - 1) / n * v)


def n_016(d: Draw) -> float:
    """false: inverted factor."""
    n, _mu, v, w, s = _sample(d)
    return gap(mean(w, s.var(axis=1)), n / (n - 1) * v)


def n_017(d: Draw) -> float:
    """true: second moment of the sample mean."""
    n, mu, v, w, s = _sample(d)
    return gap(mean(w, s.mean(axis=1) ** 2), mu**2 + v / n)


def n_018(d: Draw) -> float:
    """false: variance of one observation."""
    _n, mu, v, w, s = _sample(d)
    return gap(mean(w, s.mean(axis=1) ** 2), mu**2 + v)


def n_019(d: Draw) -> float:
    """true: independent."""
    w, x, y = _indep(d)
    return gap(var(w, 2 * x - 3 * y + 1), 4 * var(w, x) + 9 * var(w, y))


def n_020(d: Draw) -> float:
    """false: dependent."""
    w, x, y = _joint(d)
    return gap(var(w, 2 * x - 3 * y + 1), 4 * var(w, x) + 9 * var(w, y))


def n_021(d: Draw) -> float:
    """true: tower rule."""
    w, x, y = _joint(d)
    cond = (w * y).sum(1) / w.sum(1)
    return gap(mean(w, x * y), mean(w.sum(1), x[:, 0] * cond))


def n_022(d: Draw) -> float:
    """false: independence assumed."""
    w, x, y = _joint(d)
    return gap(mean(w, x * y), mean(w, x) * mean(w, y))


def n_023(d: Draw) -> float:
    """true: derivative of a squared sine."""
    x = d.num()
    return gap(d1(lambda t: np.sin(t) ** 2, x), np.sin(2 * x))


def n_024(d: Draw) -> float:
    """false: inner derivative lost."""
    x = d.num()
    return gap(d1(lambda t: np.sin(t) ** 2, x), 2 * np.sin(x))


def _corr(d: Draw) -> tuple[Value, Value, Value]:
    w, x, y = _joint(d)
    a, b = -d.pos(), d.num()

    def corr(u: Value, v: Value) -> Value:
        return cov(w, u, v) / np.sqrt(var(w, u) * var(w, v))

    return a, corr(a * x + b, y), corr(x, y)


def n_025(d: Draw) -> float:
    """true: sign of a correlation."""
    _a, left, right = _corr(d)
    return gap(left, -right)


def n_026(d: Draw) -> float:
    """false: covariance rule."""
    a, left, right = _corr(d)
    return gap(left, a * right)


def n_027(d: Draw) -> float:
    """true: squares up to n - 1."""
    n = d.whole(1, 12)
    return gap(sum(k * k for k in range(1, n + 1)) - n * n, (n - 1) * n * (2 * n - 1) / 6)


def n_028(d: Draw) -> float:
    """false: wrong factor."""
    n = d.whole(1, 12)
    return gap(sum(k * k for k in range(1, n + 1)) - n * n, n * (n + 1) * (2 * n - 1) / 6)


def n_029(d: Draw) -> float:
    """true: order of summation."""
    n = d.whole(2, 6)
    a = d.mat(n, n)
    return gap(
        sum(a[i, j] for i in range(n) for j in range(i + 1)), sum(a[i, j] for j in range(n) for i in range(j, n))
    )


def n_030(d: Draw) -> float:
    """false: wrong range."""
    n = d.whole(2, 6)
    a = d.mat(n, n)
    return gap(
        sum(a[i, j] for i in range(n) for j in range(i + 1)), sum(a[i, j] for j in range(n) for i in range(j + 1))
    )


def n_031(d: Draw) -> float:
    """true: weighted binomial sum."""
    n = d.whole(1, 10)
    return gap(sum(k * comb(n, k) for k in range(n + 1)), n * 2.0 ** (n - 1))


def n_032(d: Draw) -> float:
    """false: exponent."""
    n = d.whole(1, 10)
    return gap(sum(k * comb(n, k) for k in range(n + 1)), n * 2.0**n)


def n_033(d: Draw) -> float:
    """true: integral remainder."""
    x = d.num()
    return gap(np.exp(x), 1 + x + quad(lambda t: (x - t) * np.exp(t), 0, x))


def n_034(d: Draw) -> float:
    """false: wrong kernel."""
    x = d.num()
    return gap(np.exp(x), 1 + x + quad(lambda t: t * np.exp(t), 0, x))


def n_035(d: Draw) -> float:
    """true: centred squares."""
    x = d.vec(d.whole(2, 6))
    m = x.sum() / len(x)
    return gap(((x - m) ** 2).sum(), (x**2).sum() - len(x) * m**2)


def n_036(d: Draw) -> float:
    """false: lost n."""
    x = d.vec(d.whole(2, 6))
    m = x.sum() / len(x)
    return gap(((x - m) ** 2).sum(), (x**2).sum() - m**2)


def n_037(d: Draw) -> float:
    """true: exponential limit."""
    a, n = d.num(), 1e8
    return gap(exp(n * log1p(a / n)), exp(a))


def n_038(d: Draw) -> float:
    """false: sign."""
    a, n = d.num(), 1e8
    return gap(exp(n * log1p(-a / n)), exp(a))


def n_039(d: Draw) -> float:
    """true: limit of (1 - cos x) / x^2."""
    x = d.num() * 1e-4
    return gap(2 * sin(x / 2) ** 2 / x**2, 1 / 2)


def n_040(d: Draw) -> float:
    """false: factor."""
    x = d.num() * 1e-4
    return gap(2 * sin(x / 2) ** 2 / x**2, 1)


def n_041(_d: Draw) -> float:
    """true: series of the logarithm."""

    def short(s: int) -> float:
        return lacks(lambda h: log1p(s * h) - (s * h - h**2 / 2 + s * h**3 / 3), 4)

    return max(short(s) for s in (-1, 1))


def n_042(_d: Draw) -> float:
    """false: factorials."""

    def short(s: int) -> float:
        return lacks(lambda h: log1p(s * h) - (s * h - h**2 / 2 + s * h**3 / 6), 4)

    return max(short(s) for s in (-1, 1))


def n_043(d: Draw) -> float:
    """true: linear equation with a constant."""
    k, b, y0, t = d.num(), d.num(), d.num(), d.num()

    def y(u: Value) -> Value:
        return b / k + (y0 - b / k) * np.exp(-k * u)

    return max(gap(d1(y, t), -k * y(t) + b), gap(y(0.0), y0))


def n_044(d: Draw) -> float:
    """false: initial value missed."""
    k, b, y0, t = d.num(), d.num(), d.num(), d.num()

    def y(u: Value) -> Value:
        return b / k + y0 * np.exp(-k * u)

    return max(gap(d1(y, t), -k * y(t) + b), gap(y(0.0), y0))


def _oscillator(y: Value, w: Value, t: Value) -> float:
    second = d1(lambda u: float(d1(y, u)), t)
    return max(gap(second, -(w**2) * y(t)), gap(y(0.0), 1), gap(d1(y, 0.0), 0))


def n_045(d: Draw) -> float:
    """true: oscillator."""
    w = d.pos()
    return _oscillator(lambda u: np.cos(w * u), w, d.num())


def n_046(d: Draw) -> float:
    """false: square kept."""
    w = d.pos()
    return _oscillator(lambda u: np.cos(w**2 * u), w, d.num())


def n_047(d: Draw) -> float:
    """true: lognormal mean."""
    m, s = d.num(), d.pos(0.3, 1.5)
    return gap(gauss(np.exp, m, s), np.exp(m + s**2 / 2))


def n_048(d: Draw) -> float:
    """false: standard deviation."""
    m, s = d.num(), d.pos(0.3, 1.5)
    return gap(gauss(np.exp, m, s), np.exp(m + s / 2))


def _vae(d: Draw) -> tuple[Value, Value, Value]:
    m, s = d.num(), d.pos()
    return m, s, gauss(lambda x: normlog(x, m, s**2) - normlog(x, 0.0, 1.0), m, s)


def n_049(d: Draw) -> float:
    """true: divergence to the standard normal."""
    m, s, v = _vae(d)
    return gap(v, (m**2 + s**2 - 1 - log(s**2)) / 2)


def n_050(d: Draw) -> float:
    """false: lost square."""
    m, s, v = _vae(d)
    return gap(v, (m**2 + s**2 - 1 - log(s)) / 2)


def n_051(d: Draw) -> float:
    """true: independent factors."""
    w, x, y = _indep(d)
    return gap(mean(w, x**2 * y), mean(w, x**2) * mean(w, y))


def n_052(d: Draw) -> float:
    """false: square outside."""
    w, x, y = _indep(d)
    return gap(mean(w, x**2 * y), mean(w, x) ** 2 * mean(w, y))


def _noise(d: Draw) -> tuple[Value, Value, Value]:
    (n,) = d.dims(1)
    p, e = d.prob(4), d.values(4)
    e = e - mean(p, e)
    s = d.vec(n) @ d.vec(n)
    return s, var(p, e), mean(p, (s + e) ** 2)


def n_053(d: Draw) -> float:
    """true: conditional second moment."""
    s, v, m = _noise(d)
    return gap(m, s**2 + v)


def n_054(d: Draw) -> float:
    """false: noise variance lost."""
    s, _v, m = _noise(d)
    return gap(m, s**2)


def _best(g: Value, at: Value) -> float:
    """Shortfall of a concave function's maximum at a given point, measured by the slope."""
    return abs(float(d1(g, at, 1e-4))) + excess(max(g(at * 0.9), g(at * 1.1)), g(at))


def n_055(d: Draw) -> float:
    """true: Poisson estimate."""
    x = np.array([d.whole(1, 6)] + [d.whole(0, 6) for _ in range(d.whole(1, 4))], dtype=float)
    return _best(lambda v: float((x * np.log(v) - v).sum()), x.mean())


def n_056(d: Draw) -> float:
    """false: rate counted once."""
    x = np.array([d.whole(1, 6)] + [d.whole(0, 6) for _ in range(d.whole(1, 4))], dtype=float)
    return _best(lambda v: float(np.log(v) * x.sum() - v), x.mean())


def _events(d: Draw) -> tuple[Value, Value, Value]:
    w = d.prob(8)
    a, b = np.isin(np.arange(8), [0, 1, 2, 5]), np.isin(np.arange(8), [1, 2, 3])

    def cond(u: Value, v: Value) -> Value:
        return w[u & v].sum() / w[v].sum()

    return a, b, cond


def n_057(d: Draw) -> float:
    """true: complement of the event."""
    a, b, cond = _events(d)
    return gap(cond(a, b) + cond(~a, b), 1)


def n_058(d: Draw) -> float:
    """false: complement of the condition."""
    a, b, cond = _events(d)
    return gap(cond(a, b) + cond(a, ~b), 1)


def n_059(d: Draw) -> float:
    """true: inverted dropout."""
    p, x = d.pos(0.05, 0.95), d.num()
    return gap(mean(np.array([p, 1 - p]), np.array([0.0, x / (1 - p)])), x)


def n_060(d: Draw) -> float:
    """false: wrong scale."""
    p, x = d.pos(0.05, 0.95), d.num()
    return gap(mean(np.array([p, 1 - p]), np.array([0.0, x / p])), x)


def _svd(d: Draw, full: bool) -> tuple[Value, Value, Value, Value]:
    m, n = d.dims(2)
    a = d.mat(m, n)
    u, s, vt = np.linalg.svd(a, full_matrices=full)
    sigma = np.zeros((u.shape[1], vt.shape[0]))
    sigma[: len(s), : len(s)] = np.diag(s)
    return a, u, sigma, vt.T


def n_061(d: Draw) -> float:
    """true: full and reduced."""
    out = []
    for full in (True, False):
        a, _u, s, v = _svd(d, full=full)
        out.append(gap(a.T @ a, v @ s.T @ s @ v.T))
    return max(out)


def n_062(d: Draw) -> float:
    """false: the shapes of the full decomposition do not even fit; in the reduced one the value is wrong."""
    a, u, s, _v = _svd(d, full=False)
    return gap(a.T @ a, u @ s.T @ s @ u.T)


def _projected(d: Draw) -> tuple[Value, Value, Value]:
    n = d.whole(3, 6)
    q = d.orth(n)[:, : d.whole(1, n - 1)]
    x = d.vec(n)
    return np.linalg.norm(x), np.linalg.norm(q @ q.T @ x), np.linalg.norm(x - q @ q.T @ x)


def n_063(d: Draw) -> float:
    """true: Pythagoras."""
    x, p, r = _projected(d)
    return gap(x**2, p**2 + r**2)


def n_064(d: Draw) -> float:
    """false: lost squares."""
    x, p, r = _projected(d)
    return gap(x, p + r)


def _hat(d: Draw) -> tuple[Value, Value, Value]:
    k, n = sorted(d.dims(2))
    x = d.mat(n, k)
    return n, k, np.trace(np.eye(n) - x @ np.linalg.inv(x.T @ x) @ x.T)


def n_065(d: Draw) -> float:
    """true: trace of the residual maker."""
    n, k, t = _hat(d)
    return gap(t, n - k)


def n_066(d: Draw) -> float:
    """false: extra intercept."""
    n, k, t = _hat(d)
    return gap(t, n - k - 1)


def n_067(d: Draw) -> float:
    """true: reflection squared."""
    n = d.whole(2, 6)
    r = 2 * d.idem(n) - np.eye(n)
    return gap(r @ r, np.eye(n))


def n_068(d: Draw) -> float:
    """false: oblique projection."""
    n = d.whole(2, 6)
    r = 2 * d.idem(n) - np.eye(n)
    return gap(r.T @ r, np.eye(n))


def _convex(d: Draw) -> tuple[Value, Value, Value]:
    (n,) = d.dims(1)
    a, m, b, x, y = d.spd(n), d.mat(4, n), d.vec(4), d.vec(n), d.vec(n)
    return (lambda z: lse(m @ z + b) + z @ a @ z / 4), x, y


def n_069(d: Draw) -> float:
    """true: tangent below."""
    f, x, y = _convex(d)
    return excess(f(x) + grad(f, x) @ (y - x), f(y))


def n_070(d: Draw) -> float:
    """false: gradient at the wrong point."""
    f, x, y = _convex(d)
    return excess(f(x) + grad(f, y) @ (y - x), f(y))


def n_071(d: Draw) -> float:
    """true: orthonormal pair."""
    q = d.orth(d.whole(2, 6))
    return gap(np.linalg.norm(3 * q[:, 0] - 4 * q[:, 1]), 5)


def n_072(d: Draw) -> float:
    """false: lost root."""
    q = d.orth(d.whole(2, 6))
    return gap(np.linalg.norm(3 * q[:, 0] - 4 * q[:, 1]), 25)


def n_073(d: Draw) -> float:
    """true: Cauchy-Schwarz with ones."""
    x = d.vec(d.whole(1, 6))
    return excess(x.sum() ** 2, len(x) * (x**2).sum())


def n_074(d: Draw) -> float:
    """false: lost n."""
    x = d.vec(d.whole(2, 6))
    return excess(x.sum() ** 2, (x**2).sum())


def n_075(d: Draw) -> float:
    """true: rank-one determinant."""
    (n,) = d.dims(1)
    u, v = d.vec(n), d.vec(n)
    return gap(np.linalg.det(np.eye(n) - np.outer(u, v)), 1 - v @ u)


def n_076(d: Draw) -> float:
    """false: sign."""
    (n,) = d.dims(1)
    u, v = d.vec(n), d.vec(n)
    return gap(np.linalg.det(np.eye(n) - np.outer(u, v)), 1 + v @ u)


def n_077(d: Draw) -> float:
    """true: inverse of a quotient."""
    (n,) = d.dims(1)
    a, b = d.inv(n), d.inv(n)
    return gap(np.linalg.inv(a @ np.linalg.inv(b)), b @ np.linalg.inv(a))


def n_078(d: Draw) -> float:
    """false: order."""
    (n,) = d.dims(1)
    a, b = d.inv(n), d.inv(n)
    return gap(np.linalg.inv(a @ np.linalg.inv(b)), np.linalg.inv(a) @ b)


def _lsq(d: Draw) -> tuple[Value, Value]:
    k, n = sorted(d.dims(2))
    x, y = d.mat(n, k), d.vec(n)
    return x, y - x @ np.linalg.lstsq(x, y, rcond=None)[0]


def n_079(d: Draw) -> float:
    """true: orthogonal residual."""
    x, r = _lsq(d)
    return gap(x.T @ r, np.zeros(x.shape[1]))


def n_080(d: Draw) -> float:
    """false: zero residual."""
    x, r = _lsq(d)
    return gap(r, np.zeros(x.shape[0]))


def n_081(d: Draw) -> float:
    """true: trace of the square."""
    a = d.sym(d.whole(2, 6))
    return gap(np.trace(a @ a), (np.linalg.eigvalsh(a) ** 2).sum())


def n_082(d: Draw) -> float:
    """false: square of the trace."""
    a = d.sym(d.whole(2, 6))
    return gap(np.trace(a @ a), np.linalg.eigvalsh(a).sum() ** 2)


def _lowest(d: Draw) -> tuple[Value, Value]:
    (n,) = d.dims(1)
    a, b = d.spd(n), d.vec(n)
    x = np.zeros(n)
    for _ in range(2):
        x = x - np.linalg.solve(a, a @ x - b)
    return x @ a @ x / 2 - b @ x, b @ np.linalg.inv(a) @ b


def n_083(d: Draw) -> float:
    """true: minimum of a quadratic."""
    v, q = _lowest(d)
    return gap(v, -q / 2)


def n_084(d: Draw) -> float:
    """false: factor."""
    v, q = _lowest(d)
    return gap(v, -q)


def _ridge(d: Draw, factor: float) -> float:
    n, k = d.dims(2)
    x, y, c = d.mat(n, k), d.vec(n), d.pos()
    w = np.linalg.inv(x.T @ x + factor * c * np.eye(k)) @ x.T @ y
    return gap(grad(lambda v: ((x @ v - y) ** 2).sum() + c * v @ v, w), np.zeros(k))


def n_085(d: Draw) -> float:
    """true: ridge estimate."""
    return _ridge(d, 1.0)


def n_086(d: Draw) -> float:
    """false: factor."""
    return _ridge(d, 2.0)


def _ridgegrad(d: Draw, factor: float) -> float:
    n, k = d.dims(2)
    x, y, w, c = d.mat(n, k), d.vec(n), d.vec(k), d.pos()
    g = grad(lambda v: ((x @ v - y) ** 2).sum() / n + c / 2 * v @ v, w)
    return gap(g, factor / n * x.T @ (x @ w - y) + c * w)


def n_087(d: Draw) -> float:
    """true: gradient of the regularised loss."""
    return _ridgegrad(d, 2.0)


def n_088(d: Draw) -> float:
    """false: factor."""
    return _ridgegrad(d, 1.0)


def _decay(d: Draw) -> tuple[Value, Value, Value, Value, Value]:
    (n,) = d.dims(1)
    f, w, eta, c = d.scalar(n), d.vec(n), d.pos(0.05, 0.5), d.pos()
    g = grad(f, w)
    step = w - eta * grad(lambda v: f(v) + c / 2 * v @ v, w)
    return w, eta, c, g, step


def n_089(d: Draw) -> float:
    """true: weight decay."""
    w, eta, c, g, step = _decay(d)
    return max(gap(step, (1 - eta * c) * w - eta * g), gap(w - eta * (g + c * w), step))


def n_090(d: Draw) -> float:
    """false: learning rate lost."""
    w, eta, c, g, step = _decay(d)
    return gap(step, (1 - c) * w - eta * g)


def _momentum(d: Draw, g: Value) -> tuple[Value, Value]:
    b, m = d.pos(0.1, 0.9), 0.0
    for v in g:
        m = b * m + (1 - b) * v
    return b, m


def n_091(d: Draw) -> float:
    """true: unrolled momentum."""
    g = d.vec(d.whole(1, 6))
    b, m = _momentum(d, g)
    t = len(g)
    return gap(m, (1 - b) * sum(b ** (t - i) * g[i - 1] for i in range(1, t + 1)))


def n_092(d: Draw) -> float:
    """false: reversed weights."""
    g = d.vec(d.whole(1, 6))
    b, m = _momentum(d, g)
    return gap(m, (1 - b) * sum(b**i * g[i - 1] for i in range(1, len(g) + 1)))


def n_093(d: Draw) -> float:
    """true: constant gradient."""
    g, t = d.num(), d.whole(1, 6)
    b, m = _momentum(d, [g] * t)
    return gap(m, (1 - b**t) * g)


def n_094(d: Draw) -> float:
    """false: bracket."""
    g, t = d.num(), d.whole(1, 6)
    b, m = _momentum(d, [g] * t)
    return gap(m, (1 - b) ** t * g)


def _descent(d: Draw) -> tuple[Value, Value, Value, Value, Value]:
    a, eta, x0, t = d.num(), d.pos(0.05, 0.6), d.num(), d.whole(1, 6)
    x = x0
    for _ in range(t):
        x = x - eta * float(d1(lambda u: a / 2 * u**2, x))
    return a, eta, x0, t, x


def n_095(d: Draw) -> float:
    """true: descent on a parabola."""
    a, eta, x0, t, x = _descent(d)
    return gap(x, (1 - eta * a) ** t * x0)


def n_096(d: Draw) -> float:
    """false: factor."""
    a, eta, x0, t, x = _descent(d)
    return gap(x, (1 - eta * a / 2) ** t * x0)


def n_097(d: Draw) -> float:
    """true: shift."""
    z, c = d.vec(d.whole(2, 6)), d.num()
    return gap(np.exp(z + c) / np.exp(z + c).sum(), np.exp(z) / np.exp(z).sum())


def n_098(d: Draw) -> float:
    """false: scaling."""
    z, c = d.vec(d.whole(2, 6)), d.num()
    return gap(np.exp(c * z) / np.exp(c * z).sum(), np.exp(z) / np.exp(z).sum())


def n_099(d: Draw) -> float:
    """true: two classes."""
    z = d.vec(2)
    return gap(softmax(z)[0], sigmoid(z[0] - z[1]))


def n_100(d: Draw) -> float:
    """false: sign."""
    z = d.vec(2)
    return gap(softmax(z)[0], sigmoid(z[1] - z[0]))


def _second(d: Draw) -> tuple[Value, Value]:
    x = d.num()
    return sigmoid(x), d1(lambda u: float(d1(lambda v: float(sigmoid(v)), u)), x)


def n_101(d: Draw) -> float:
    """true: second derivative of the logistic function."""
    s, v = _second(d)
    return gap(v, s * (1 - s) * (1 - 2 * s))


def n_102(d: Draw) -> float:
    """false: sign."""
    s, v = _second(d)
    return gap(v, s * (1 - s) * (2 * s - 1))


def _temper(d: Draw) -> tuple[Value, Value, Value]:
    z, t = d.vec(d.whole(2, 6)), d.pos()
    return t, softmax(z / t), grad(lambda v: t * lse(v / t), z)


def n_103(d: Draw) -> float:
    """true: tempered log-sum-exp."""
    _t, p, g = _temper(d)
    return gap(g, p)


def n_104(d: Draw) -> float:
    """false: factor."""
    t, p, g = _temper(d)
    return gap(g, p / t)


def n_105(d: Draw) -> float:
    """true: layer norm."""
    x = d.vec(d.whole(2, 6))
    return gap((((x - x.mean()) / np.sqrt(x.var())) ** 2).sum(), len(x))


def n_106(d: Draw) -> float:
    """false: unit norm."""
    x = d.vec(d.whole(2, 6))
    return gap((((x - x.mean()) / np.sqrt(x.var())) ** 2).sum(), 1)


def _mutual(d: Draw) -> tuple[Value, Value, Value, Value]:
    w = d.prob(*d.dims(2))
    a, b = w.sum(1), w.sum(0)
    return kl(w.ravel(), np.outer(a, b).ravel()), ent(a), ent(b), ent(w.ravel())


def n_107(d: Draw) -> float:
    """true: mutual information."""
    i, a, b, j = _mutual(d)
    return gap(i, a + b - j)


def n_108(d: Draw) -> float:
    """false: conditional for joint."""
    i, a, b, j = _mutual(d)
    return gap(i, a + b - (j - b))


def n_109(d: Draw) -> float:
    """true: cross-entropy."""
    n = d.whole(2, 6)
    p, q = d.prob(n), d.prob(n)
    return gap(-(p * np.log(q)).sum(), ent(p) + kl(p, q))


def n_110(d: Draw) -> float:
    """false: arguments swapped."""
    n = d.whole(2, 6)
    p, q = d.prob(n), d.prob(n)
    return gap(-(p * np.log(q)).sum(), ent(p) + kl(q, p))


def _binomial(d: Draw) -> tuple[Value, Value, Value]:
    n, p = d.whole(1, 9), d.pos(0.05, 0.95)
    return n, p, sum(k**2 * comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1))


def n_111(d: Draw) -> float:
    """true: second moment of the binomial."""
    n, p, m = _binomial(d)
    return gap(m, n * p * (1 - p) + n**2 * p**2)


def n_112(d: Draw) -> float:
    """false: lost square."""
    n, p, m = _binomial(d)
    return gap(m, n * p * (1 - p) + n * p**2)


def _poisson(rate: Value, k: Value) -> Value:
    return rate**k * exp(-rate) / factorial(k)


def n_113(d: Draw) -> float:
    """true: both zero."""
    a, b = d.pos(), d.pos()
    return gap(_poisson(a, 0) * _poisson(b, 0), exp(-a - b))


def n_114(d: Draw) -> float:
    """false: product of the rates."""
    a, b = d.pos(), d.pos()
    return gap(_poisson(a, 0) * _poisson(b, 0), exp(-a * b))


def _memory(d: Draw) -> tuple[Value, Value, Value, Value]:
    r, s, t = d.pos(), d.pos(), d.pos()

    def tail(u: Value) -> Value:
        return quad(lambda x: r * np.exp(-r * x), u, u + 50 / r)

    return r, s, t, tail(s + t) / tail(s)


def n_115(d: Draw) -> float:
    """true: memoryless."""
    r, _s, t, p = _memory(d)
    return gap(p, exp(-r * t))


def n_116(d: Draw) -> float:
    """false: condition ignored."""
    r, s, t, p = _memory(d)
    return gap(p, exp(-r * (s + t)))


def _affine(d: Draw) -> tuple[Value, Value, Value, Value]:
    n, m = d.dims(2)
    w, xs, a, b = d.prob(8), d.mat(8, n), d.mat(m, n), d.vec(m)
    return a, b, moments(w, xs), moments(w, xs @ a.T + b)


def n_117(d: Draw) -> float:
    """true: mean and covariance (an affine image of a Gaussian is Gaussian)."""
    a, b, (mu, s), (left, right) = _affine(d)
    return max(gap(left, a @ mu + b), gap(right, a @ s @ a.T))


def n_118(d: Draw) -> float:
    """false: the product exists for square matrices only, and is wrong there."""
    n = d.whole(2, 5)
    a, (_, s) = d.mat(n, n), moments(d.prob(8), d.mat(8, n))
    return gap(a @ s @ a.T, a.T @ s @ a)


def n_119(d: Draw) -> float:
    """true: Gaussian integral."""
    a = d.pos()
    return gap(quad(lambda x: np.exp(-a * x**2), -12 / np.sqrt(a), 12 / np.sqrt(a)), np.sqrt(np.pi / a))


def n_120(d: Draw) -> float:
    """false: short root."""
    a = d.pos()
    return gap(quad(lambda x: np.exp(-a * x**2), -12 / np.sqrt(a), 12 / np.sqrt(a)), np.sqrt(np.pi) / a)


def n_121(d: Draw) -> float:
    """true: by parts."""
    a = d.num()
    return gap(quad(lambda x: x * np.exp(x), 0, a), (a - 1) * exp(a) + 1)


def n_122(d: Draw) -> float:
    """false: lower limit forgotten."""
    a = d.num()
    return gap(quad(lambda x: x * np.exp(x), 0, a), (a - 1) * exp(a))


def _product(d: Draw) -> tuple[Value, Value, Value, Value, Value]:
    f, g, x = d.curve(), d.curve(), d.num()
    return f(x), g(x), float(d1(f, x)), float(d1(g, x)), d1(lambda t: f(t) * g(t) ** 2, x)


def n_123(d: Draw) -> float:
    """true: product rule."""
    f, g, df, dg, v = _product(d)
    return gap(v, df * g**2 + 2 * f * g * dg)


def n_124(d: Draw) -> float:
    """false: inner derivative lost."""
    f, g, df, _dg, v = _product(d)
    return gap(v, df * g**2 + 2 * f * g)


def _line(d: Draw) -> tuple[Value, Value, Value, Value]:
    (n,) = d.dims(1)
    f, x, v = d.scalar(n), d.vec(n) / 2, d.vec(n) / 2
    return f, x, v, d1(lambda s: float(d1(lambda t: f(x + t * v), s)), 0.0)


def n_125(d: Draw) -> float:
    """true: second derivative along a line."""
    f, x, v, g = _line(d)
    return gap(g, v @ hess(f, x) @ v)


def n_126(d: Draw) -> float:
    """false: first derivative."""
    f, x, v, g = _line(d)
    return gap(g, grad(f, x) @ v)


def n_127(d: Draw) -> float:
    """true: Jacobian."""
    x, y = d.num(), d.num()
    j = jac(lambda z: np.array([z[0] ** 2 * z[1], z[0] + np.sin(z[1])]), np.array([x, y]))
    return gap(j, np.array([[2 * x * y, x**2], [1, np.cos(y)]]))


def n_128(d: Draw) -> float:
    """false: transposed."""
    x, y = d.num(), d.num()
    j = jac(lambda z: np.array([z[0] ** 2 * z[1], z[0] + np.sin(z[1])]), np.array([x, y]))
    return gap(j, np.array([[2 * x * y, 1], [x**2, np.cos(y)]]))


def n_129(d: Draw) -> float:
    """true: gradient of a trace."""
    (n,) = d.dims(1)
    a, b, x = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    return gap(grad(lambda z: np.trace(a @ z @ b), x), a.T @ b.T)


def n_130(d: Draw) -> float:
    """false: order (wrong in the transposed layout, too)."""
    (n,) = d.dims(1)
    a, b, x = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    g = grad(lambda z: np.trace(a @ z @ b), x)
    return min(gap(g, b.T @ a.T), gap(g.T, b.T @ a.T))


def _logdet(d: Draw) -> tuple[Value, Value]:
    (n,) = d.dims(1)
    x = d.inv(n)
    if np.linalg.det(x) < 0:
        x[0] = -x[0]
    return x, grad(lambda z: np.linalg.slogdet(z)[1], x)


def n_131(d: Draw) -> float:
    """true: logarithm of the determinant."""
    x, g = _logdet(d)
    return gap(g, np.linalg.inv(x).T)


def n_132(d: Draw) -> float:
    """false: divided twice."""
    x, g = _logdet(d)
    return gap(g, np.linalg.inv(x).T / np.linalg.det(x))


def n_133(d: Draw) -> float:
    """true: columns stacked."""
    n = d.whole(2, 4)
    a, x, b = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    return gap(vec(a @ x @ b), np.kron(b.T, a) @ vec(x))


def n_134(d: Draw) -> float:
    """false: factors swapped."""
    n = d.whole(2, 4)
    a, x, b = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    return gap(vec(a @ x @ b), np.kron(a, b.T) @ vec(x))


def n_135(d: Draw) -> float:
    """true: triple product."""
    n = d.whole(2, 6)
    x, y, z = d.vec(n), d.vec(n), d.vec(n)
    return gap((x * y) @ z, sum(x[i] * y[i] * z[i] for i in range(n)))


def n_136(d: Draw) -> float:
    """false: split sum."""
    n = d.whole(2, 6)
    x, y, z = d.vec(n), d.vec(n), d.vec(n)
    return gap((x * y) @ z, (x * y).sum() * z.sum())


def _score(d: Draw) -> tuple[Value, Value, Value, Value]:
    (n,) = d.dims(1)
    s, mu, x = d.spd(n), d.vec(n), d.vec(n)
    inv = np.linalg.inv(s)
    const = n * log(2 * np.pi) + np.linalg.slogdet(s)[1]
    return s, inv, x - mu, grad(lambda z: -((z - mu) @ inv @ (z - mu) + const) / 2, x)


def n_137(d: Draw) -> float:
    """true: score of a Gaussian."""
    _s, inv, r, g = _score(d)
    return gap(g, -inv @ r)


def n_138(d: Draw) -> float:
    """false: lost inverse."""
    s, _inv, r, g = _score(d)
    return gap(g, -s @ r)


def n_139(d: Draw) -> float:
    """true: modulus of a sum."""
    z, w = complex(d.num(), d.num()), complex(d.num(), d.num())
    return gap(abs(z + w) ** 2, abs(z) ** 2 + abs(w) ** 2 + 2 * (z * w.conjugate()).real)


def n_140(d: Draw) -> float:
    """false: conjugate lost."""
    z, w = complex(d.num(), d.num()), complex(d.num(), d.num())
    return gap(abs(z + w) ** 2, abs(z) ** 2 + abs(w) ** 2 + 2 * (z * w).real)


def n_141(d: Draw) -> float:
    """true: bell curve."""
    x = d.num()
    return gap(d1(lambda t: np.exp(-(t**2) / 2), x), -x * np.exp(-(x**2) / 2))


def n_142(d: Draw) -> float:
    """false: sign."""
    x = d.num()
    return gap(d1(lambda t: np.exp(-(t**2) / 2), x), x * np.exp(-(x**2) / 2))


def n_143(d: Draw) -> float:
    """true: bounds of the logarithm."""
    x = d.pos(0.05, 4.0)
    return max(excess(1 - 1 / x, log(x)), excess(log(x), x - 1))


def n_144(d: Draw) -> float:
    """false: chain reversed."""
    x = d.pos(0.05, 4.0)
    return max(excess(x - 1, log(x)), excess(log(x), 1 - 1 / x))

"""Hand-written checks of the rows of `rows_blind10.jsonl`; a row's label opens its docstring."""

from math import comb, exp, factorial, lgamma, log, pi
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
    kl,
    mean,
    moments,
    normlog,
    quad,
    shape,
    sigmoid,
    softmax,
    truth,
    var,
    vec,
)
from numpy import eye
from numpy import trace as tr
from numpy.linalg import det, inv

Value: TypeAlias = Any
"""A number, or an array of them."""


def _rows_softmax(s: Value) -> Value:
    return np.stack([softmax(r) for r in s])


def _calm(d: Draw, n: int) -> Value:
    """A square matrix without symmetry, far from singular, positive determinant."""
    return 2.5 * eye(n) + 0.4 * d.mat(n, n)


def _table_mean_var(p: Value, x: Value) -> tuple[Value, Value]:
    p, x = np.array(p, float), np.array(x, float)
    m = (p * x).sum()
    return m, (p * (x - m) ** 2).sum()


def q_001(d: Draw) -> float:
    """true: psd."""
    (n,) = d.dims(1)
    a, x = d.skew(n), d.vec(n)
    return gap(x @ a @ x, 0.0)


def q_002(d: Draw) -> float:
    """false: word in the context: symmetric."""
    (n,) = d.dims(1)
    a, x = d.sym(n), d.vec(n)
    return gap(x @ a @ x, 0.0)


def _exp_var(rate: Value) -> Value:
    m = quad(lambda t: t * rate * np.exp(-rate * t), 0, 60 / rate)
    return quad(lambda t: (t - m) ** 2 * rate * np.exp(-rate * t), 0, 60 / rate)


def q_003(d: Draw) -> float:
    """true: distribution."""
    ell = d.pos()
    return gap(_exp_var(ell), 1 / ell**2)


def q_004(d: Draw) -> float:
    """false: word in the context: mean."""
    ell = d.pos()
    return gap(_exp_var(1 / ell), 1 / ell**2)


def q_005(d: Draw) -> float:
    """true: distribution."""
    p = d.pos(0.1, 0.9)
    k = np.arange(1, 3000)
    return gap((k * p * (1 - p) ** (k - 1)).sum(), 1 / p)


def q_006(d: Draw) -> float:
    """false: word in the context: 已经出现的反面."""
    p = d.pos(0.1, 0.9)
    k = np.arange(0, 3000)
    return gap((k * p * (1 - p) ** k).sum(), 1 / p)


_CONVEX = (np.exp, np.square, lambda z: np.logaddexp(0, z), lambda z: np.sqrt(1 + z * z))


def q_007(d: Draw) -> float:
    """true: inequality."""
    p, x = d.prob(5), d.values(5)
    return max(excess(f(mean(p, x)), mean(p, f(x))) for f in _CONVEX)


def q_008(d: Draw) -> float:
    """false: word in the context: strictly concave."""
    p, x = d.prob(5), d.values(5)
    return max(excess(-f(mean(p, x)), -mean(p, f(x))) for f in _CONVEX)


def _scores(d: Draw) -> Value:
    n, k = d.dims(2)
    return d.mat(n, k) @ d.mat(n, k).T / np.sqrt(k)


def q_009(d: Draw) -> float:
    """true: softmax."""
    s = _rows_softmax(_scores(d))
    return gap(s @ np.ones(len(s)), np.ones(len(s)))


def q_010(d: Draw) -> float:
    """false: word in the context: column."""
    s = _rows_softmax(_scores(d).T).T
    return gap(s @ np.ones(len(s)), np.ones(len(s)))


def _axb(d: Draw) -> tuple[Value, Value, Value]:
    m, n, p, q = d.dims(4)
    return d.mat(m, n), d.mat(n, p), d.mat(p, q)


def q_011(d: Draw) -> float:
    """true: kronecker."""
    a, x, b = _axb(d)
    return gap(vec(a @ x @ b), np.kron(b.T, a) @ vec(x))


def q_012(d: Draw) -> float:
    """false: word in the context: rows."""
    a, x, b = _axb(d)
    return gap((a @ x @ b).ravel(), np.kron(b.T, a) @ x.ravel())


def q_013(d: Draw) -> float:
    """true: jacobian."""
    m, n = d.dims(2)
    a, x = d.mat(m, n), d.vec(n)

    def column(i: int) -> Value:
        return grad(lambda z: (a @ z)[i], x)

    return gap(np.stack([column(i) for i in range(m)], axis=1), a.T)


def q_014(d: Draw) -> float:
    """false: word in the context: numerator."""
    m, n = d.dims(2)
    a, x = d.mat(m, n), d.vec(n)
    return gap(jac(lambda z: a @ z, x), a.T)


def q_015(d: Draw) -> float:
    """true: svd."""
    (n,) = d.dims(1)
    a = d.mat(n, n)
    return gap((a * a).sum(), (np.linalg.svd(a)[1] ** 2).sum())


def q_016(d: Draw) -> float:
    """false: word in the context: eigenvalues."""
    (n,) = d.dims(1)
    a = d.mat(n, n)
    return gap((a * a).sum(), (np.linalg.eigvals(a) ** 2).sum().real)


def q_017(d: Draw) -> float:
    """true: inverse."""
    m, n = sorted(d.dims(2), reverse=True)
    a = d.mat(m, n)
    return gap(np.linalg.pinv(a) @ a, eye(n))


def q_018(d: Draw) -> float:
    """false: word in the context: 行满秩."""
    m, n = sorted(d.dims(2))
    a = d.mat(m, n)
    return gap(np.linalg.pinv(a) @ a, eye(n))


def q_019(d: Draw) -> float:
    """true: information."""
    k = d.whole(1, 7)
    return gap(ent(np.full(2**k, 2.0**-k)) / log(2), k)


def q_020(d: Draw) -> float:
    """false: word in the context: nats."""
    k = d.whole(1, 7)
    return gap(ent(np.full(2**k, 2.0**-k)), k)


def _sample_var(d: Draw, ddof: int) -> float:
    p, x, n = d.prob(3), d.values(3), d.whole(2, 4)
    w, s = iid(p, x, n)
    return gap(mean(w, s.var(axis=1, ddof=ddof)), var(p, x))


def q_021(d: Draw) -> float:
    """true: moments."""
    return _sample_var(d, 1)


def q_022(d: Draw) -> float:
    """false: word in the context: without."""
    return _sample_var(d, 0)


def _mirror(u: Value) -> float:
    h = eye(len(u)) - 2 * np.outer(u, u)
    return gap(h @ h, eye(len(u)))


def q_023(d: Draw) -> float:
    """true: projection."""
    return _mirror(d.unit(d.dims(1)[0]))


def q_024(d: Draw) -> float:
    """false: word in the context: nonzero."""
    return _mirror(d.vec(d.dims(1)[0]))


def q_025(d: Draw) -> float:
    """true: matrix exponential."""
    (n,) = d.dims(1)
    a, b = d.commuting(n)
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    return gap(expm(a + b), expm(a) @ expm(b))


def q_026(d: Draw) -> float:
    """false: word in the context: symmetric."""
    (n,) = d.dims(1)
    a, b = d.sym(n), d.sym(n)
    a, b = a / np.linalg.norm(a), b / np.linalg.norm(b)
    return gap(expm(a + b), expm(a) @ expm(b))


def q_027(d: Draw) -> float:
    """true: det."""
    return gap(det(d.skew(2 * d.whole(1, 3) + 1)), 0.0)


def q_028(d: Draw) -> float:
    """false: word in the context: 偶数."""
    return gap(det(d.skew(2 * d.whole(1, 3))), 0.0)


def _halves(d: Draw, sign: int) -> float:
    g, a = d.curve(), d.pos()

    def f(xs: Value) -> Value:
        return np.array([g(t) + sign * g(-t) for t in xs])

    return gap(quad(f, -a, a, 6), 2 * quad(f, 0, a, 6))


def q_029(d: Draw) -> float:
    """true: integral."""
    return _halves(d, 1)


def q_030(d: Draw) -> float:
    """false: word in the context: odd."""
    return _halves(d, -1)


def _urn(d: Draw) -> tuple[Value, Value, Value]:
    big = d.whole(5, 12)
    return big, d.whole(1, big - 1), d.whole(2, big)


def q_031(d: Draw) -> float:
    """true: distribution."""
    size, good, n = _urn(d)
    w, s = np.array([comb(n, x) * good**x * (size - good) ** (n - x) / size**n for x in range(n + 1)]), np.arange(n + 1)
    return gap(_table_mean_var(w, s)[1], n * good / size * (1 - good / size))


def q_032(d: Draw) -> float:
    """false: word in the context: without."""
    size, good, n = _urn(d)
    w, s = np.array([comb(good, x) * comb(size - good, n - x) / comb(size, n) for x in range(n + 1)]), np.arange(n + 1)
    return gap(_table_mean_var(w, s)[1], n * good / size * (1 - good / size))


def _hat(d: Draw) -> tuple[Value, Value, Value]:
    n, k = sorted(d.dims(2), reverse=True)
    x = d.mat(n, k)
    return n, k, tr(eye(n) - x @ inv(x.T @ x) @ x.T)


def q_033(d: Draw) -> float:
    """true: projection."""
    n, k, t = _hat(d)
    return gap(t, n - k)


def q_034(d: Draw) -> float:
    """false: off by one (the intercept counted twice)."""
    n, k, t = _hat(d)
    return gap(t, n - k - 1)


def _rank1(d: Draw) -> tuple[Value, Value, Value, Value]:
    (n,) = d.dims(1)
    while True:
        a, u, v = d.inv(n), d.vec(n), d.vec(n)
        q = v @ inv(a) @ u
        if abs(1 + q) > 0.1 and abs(1 - q) > 0.1 and abs(q) > 0.05:
            return a, u, v, q


def q_035(d: Draw) -> float:
    """true: inverse."""
    a, u, v, q = _rank1(d)
    b = inv(a)
    return gap(inv(a + np.outer(u, v)), b - b @ np.outer(u, v) @ b / (1 + q))


def q_036(d: Draw) -> float:
    """false: sign in the denominator."""
    a, u, v, q = _rank1(d)
    b = inv(a)
    return gap(inv(a + np.outer(u, v)), b - b @ np.outer(u, v) @ b / (1 - q))


def q_037(d: Draw) -> float:
    """true: det."""
    a, u, v, q = _rank1(d)
    return gap(det(a + np.outer(u, v)), (1 + q) * det(a))


def q_038(d: Draw) -> float:
    """false: lost inverse."""
    a, u, v, _q = _rank1(d)
    return gap(det(a + np.outer(u, v)), (1 + v @ a @ u) * det(a))


def q_039(d: Draw) -> float:
    """true: svd."""
    (n,) = d.dims(1)
    a = d.mat(n, n)
    u, s, _vt = np.linalg.svd(a)
    return gap(a @ a.T, u @ np.diag(s**2) @ u.T)


def q_040(d: Draw) -> float:
    """false: U and V swapped."""
    (n,) = d.dims(1)
    a = d.mat(n, n)
    _u, s, vt = np.linalg.svd(a)
    return gap(a @ a.T, vt.T @ np.diag(s**2) @ vt)


def _push(d: Draw, factor: bool) -> float:
    n, k = d.dims(2)
    x, ell = d.mat(n, k), d.pos()
    return gap(inv(x.T @ x + ell * eye(k)) @ x.T, x.T @ inv(x @ x.T + (n if factor else 1) * ell * eye(n)))


def q_041(d: Draw) -> float:
    """true: ridge."""
    return _push(d, factor=False)


def q_042(d: Draw) -> float:
    """false: stray factor n, n>=2."""
    return _push(d, factor=True)


def _lowrank(d: Draw) -> tuple[Value, Value, Value]:
    m, n = d.dims(2)
    r = d.whole(2, min(m, n))
    a = d.mat(m, r) @ d.mat(r, n)
    return r, np.linalg.svd(a)[1].sum(), np.linalg.norm(a)


def q_043(d: Draw) -> float:
    """true: norm."""
    r, nuc, fro = _lowrank(d)
    return excess(nuc, np.sqrt(r) * fro + 1e-9)


def q_044(d: Draw) -> float:
    """false: lost factor sqrt(r)."""
    _r, nuc, fro = _lowrank(d)
    return excess(nuc, fro)


def _had(d: Draw) -> tuple[Value, Value, Value, Value]:
    (n,) = d.dims(1)
    return d.mat(n, n), d.mat(n, n), d.vec(n), d.vec(n)


def q_045(d: Draw) -> float:
    """true: hadamard."""
    a, b, x, y = _had(d)
    return gap(
        sum(x[i] * a[i, j] * b[i, j] * y[j] for i in range(len(x)) for j in range(len(x))),
        tr(np.diag(x) @ a @ np.diag(y) @ b.T),
    )


def q_046(d: Draw) -> float:
    """false: lost transpose."""
    a, b, x, y = _had(d)
    return gap(
        sum(x[i] * a[i, j] * b[i, j] * y[j] for i in range(len(x)) for j in range(len(x))),
        tr(np.diag(x) @ a @ np.diag(y) @ b),
    )


def _krondet(d: Draw) -> tuple[Value, Value, Value, Value, Value]:
    n, m = d.rng.permutation([2, 3, 4])[:2]
    a, b = d.mat(n, n), d.mat(m, m)
    return det(np.kron(a, b)), det(a), det(b), int(n), int(m)


def q_047(d: Draw) -> float:
    """true: kronecker."""
    k, a, b, n, m = _krondet(d)
    return gap(k, a**m * b**n)


def q_048(d: Draw) -> float:
    """false: exponents swapped."""
    k, a, b, n, m = _krondet(d)
    return gap(k, a**n * b**m)


def _block(d: Draw) -> tuple[Value, Value, Value, Value]:
    (n,) = d.dims(1)
    return d.inv(n), d.mat(n, n), d.mat(n, n), d.mat(n, n)


def q_049(d: Draw) -> float:
    """true: det."""
    a, b, c, e = _block(d)
    return gap(det(np.block([[a, b], [c, e]])), det(a) * det(e - c @ inv(a) @ b))


def q_050(d: Draw) -> float:
    """false: B and C swapped, n>=2."""
    a, b, c, e = _block(d)
    return gap(det(np.block([[a, b], [c, e]])), det(a) * det(e - b @ inv(a) @ c))


def _neumann(d: Draw, start: int) -> float:
    (n,) = d.dims(1)
    a = d.mat(n, n)
    a *= d.pos(0.2, 0.8) / np.linalg.norm(a, 2)
    return gap(inv(eye(n) - a), sum(np.linalg.matrix_power(a, k) for k in range(start, 200)))


def q_051(d: Draw) -> float:
    """true: inverse."""
    return _neumann(d, 0)


def q_052(d: Draw) -> float:
    """false: series starts at one."""
    return _neumann(d, 1)


def q_053(d: Draw) -> float:
    """true: gradient."""
    (n,) = d.dims(1)
    a, x = d.mat(n, n), d.vec(n)
    return gap(grad(lambda z: z @ a @ z, x), (a + a.T) @ x)


def q_054(d: Draw) -> float:
    """false: symmetry assumed."""
    (n,) = d.dims(1)
    a, x = d.mat(n, n), d.vec(n)
    return gap(grad(lambda z: z @ a @ z, x), 2 * a @ x)


def _ce(d: Draw) -> tuple[Value, Value, Value]:
    (n,) = d.dims(1)
    z, y = d.vec(n), eye(n)[d.whole(0, n - 1)]
    return grad(lambda t: -(y * np.log(np.exp(t) / np.exp(t).sum())).sum(), z), softmax(z), y


def q_055(d: Draw) -> float:
    """true: loss."""
    g, s, y = _ce(d)
    return gap(g, s - y)


def q_056(d: Draw) -> float:
    """false: sign."""
    g, s, y = _ce(d)
    return gap(g, y - s)


def q_057(d: Draw) -> float:
    """true: matrix-gradient."""
    (n,) = d.dims(1)
    x = _calm(d, n)
    return gap(grad(lambda z: np.linalg.slogdet(z)[1], x), inv(x).T) + truth(det(x) > 0)


def q_058(d: Draw) -> float:
    """false: lost transpose."""
    (n,) = d.dims(1)
    x = _calm(d, n)
    return gap(grad(lambda z: np.linalg.slogdet(z)[1], x), inv(x))


def q_059(d: Draw) -> float:
    """true: matrix-gradient."""
    (n,) = d.dims(1)
    a, b, x = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    return gap(grad(lambda z: tr(a @ z @ b), x), a.T @ b.T)


def q_060(d: Draw) -> float:
    """false: swapped order."""
    (n,) = d.dims(1)
    a, b, x = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    return gap(grad(lambda z: tr(a @ z @ b), x), b.T @ a.T)


def _normed(d: Draw) -> tuple[Value, Value, Value]:
    (n,) = d.dims(1)
    x = d.unit(n) * d.pos(0.5, 2.5)
    return jac(lambda z: z / np.sqrt((z * z).sum()), x), x, np.linalg.norm(x)


def q_061(d: Draw) -> float:
    """true: jacobian."""
    j, x, r = _normed(d)
    return gap(j, (eye(len(x)) - np.outer(x, x) / r**2) / r)


def q_062(d: Draw) -> float:
    """false: lost square."""
    j, x, r = _normed(d)
    return gap(j, (eye(len(x)) - np.outer(x, x) / r) / r)


def _logistic(d: Draw) -> tuple[Value, Value, Value]:
    (n,) = d.dims(1)
    w, x, y = d.vec(n), d.vec(n), d.rng.choice([-1, 1])
    return hess(lambda v: np.log1p(np.exp(-y * (v @ x))), w), sigmoid(w @ x), np.outer(x, x)


def q_063(d: Draw) -> float:
    """true: hessian."""
    h, s, xx = _logistic(d)
    return gap(h, s * (1 - s) * xx)


def q_064(d: Draw) -> float:
    """false: missing factor 1-sigma."""
    h, s, xx = _logistic(d)
    return gap(h, s * xx)


def _hidden(d: Draw) -> tuple[Value, Value, Value]:
    (n,) = d.dims(1)
    w, b, x = 0.5 * d.mat(n, n), d.vec(n), d.vec(n)
    return jac(lambda z: np.tanh(w @ z + b), x), w, np.diag(1 - np.tanh(w @ x + b) ** 2)


def q_065(d: Draw) -> float:
    """true: chain rule."""
    j, w, g = _hidden(d)
    return gap(j, g @ w)


def q_066(d: Draw) -> float:
    """false: swapped order."""
    j, w, g = _hidden(d)
    return gap(j, w @ g)


def _backprop(d: Draw) -> tuple[Value, Value, Value]:
    m, n = d.dims(2)
    w, x, f = 0.5 * d.mat(m, n), d.vec(n), d.scalar(m)
    return grad(lambda v: f(v @ x), w), grad(f, w @ x), x


def q_067(d: Draw) -> float:
    """true: chain rule."""
    g, delta, x = _backprop(d)
    return gap(g, np.outer(delta, x))


def q_068(d: Draw) -> float:
    """false: outer product transposed."""
    g, delta, x = _backprop(d)
    return gap(g, np.outer(x, delta))


def _flow(d: Draw) -> tuple[Value, Value, Value]:
    (n,) = d.dims(1)
    a, b, c = _calm(d, n), 0.3 * d.mat(n, n), 0.3 * d.mat(n, n)

    def path(t: Value) -> Value:
        return a + np.sin(t) * b + t * t * c

    return d1(lambda t: inv(path(t)), 0.3), inv(path(0.3)), d1(path, 0.3)


def q_069(d: Draw) -> float:
    """true: matrix-gradient."""
    g, b, dot = _flow(d)
    return gap(g, -b @ dot @ b)


def q_070(d: Draw) -> float:
    """false: factors commuted."""
    g, b, dot = _flow(d)
    return gap(g, -b @ b @ dot)


def _affine(d: Draw) -> tuple[Value, Value, Value]:
    (n,) = d.dims(1)
    n = min(n, 4)
    a, b, x, f = 0.6 * d.mat(n, n), d.vec(n), d.vec(n), d.scalar(n)
    return hess(lambda z: f(a @ z + b), x), hess(f, a @ x + b), a


def q_071(d: Draw) -> float:
    """true: hessian."""
    g, h, a = _affine(d)
    return gap(g, a.T @ h @ a)


def q_072(d: Draw) -> float:
    """false: transpose on the wrong side."""
    g, h, a = _affine(d)
    return gap(g, a @ h @ a.T)


def _poisson(ell: Value, k: Value) -> float:
    return exp(k * log(ell) - ell - lgamma(k + 1))


def _pmgf(d: Draw) -> tuple[Value, Value, Value]:
    ell, t = d.pos(), d.num()
    return ell, t, sum(exp(t * k + k * log(ell) - ell - lgamma(k + 1)) for k in range(200))


def q_073(d: Draw) -> float:
    """true: distribution."""
    ell, t, m = _pmgf(d)
    return gap(m / exp(ell * (exp(t) - 1)), 1.0)


def q_074(d: Draw) -> float:
    """false: bracket."""
    ell, t, m = _pmgf(d)
    return gap(m / exp(ell * exp(t) - 1), 1.0)


def q_075(d: Draw) -> float:
    """true: distribution."""
    m, s = d.num(), d.pos(0.3, 1.2)
    return gap(
        quad(lambda x: np.exp(x) * np.exp(-((x - m) ** 2) / (2 * s * s)) / np.sqrt(2 * pi) / s, m - 14 * s, m + 16 * s),
        exp(m + s * s / 2),
    )


def q_076(d: Draw) -> float:
    """false: missing 1/2."""
    m, s = d.num(), d.pos(0.3, 1.2)
    return gap(
        quad(lambda x: np.exp(x) * np.exp(-((x - m) ** 2) / (2 * s * s)) / np.sqrt(2 * pi) / s, m - 14 * s, m + 16 * s),
        exp(m + s * s),
    )


def _total(d: Draw, sign: int) -> float:
    p, y = d.prob(3, 4), d.values(4)
    px = p.sum(1)
    c = p / px[:, None]
    cm = c @ y
    cv = (c * (y[None] - cm[:, None]) ** 2).sum(1)
    return gap(var(p.sum(0), y), mean(px, cv) + sign * var(px, cm))


def q_077(d: Draw) -> float:
    """true: conditional expectation."""
    return _total(d, 1)


def q_078(d: Draw) -> float:
    """false: sign."""
    return _total(d, -1)


def _thin(d: Draw) -> tuple[Value, Value, Value, Value]:
    ell, m, n = d.pos(), d.pos(), d.whole(1, 8)
    k = d.whole(0, n)
    p = _poisson(ell, k) * _poisson(m, n - k) / sum(_poisson(ell, j) * _poisson(m, n - j) for j in range(n + 1))
    return ell / (ell + m), n, k, p


def q_079(d: Draw) -> float:
    """true: conditional expectation."""
    r, n, k, p = _thin(d)
    return gap(p, comb(n, k) * r**k * (1 - r) ** (n - k))


def q_080(d: Draw) -> float:
    """false: rates swapped."""
    r, n, k, p = _thin(d)
    return gap(p, comb(n, k) * (1 - r) ** k * r ** (n - k))


def _galton(d: Draw) -> tuple[Value, Value, Value, Value, Value, Value, Value]:
    mx, my, sx, sy, r = d.num(), d.num(), d.pos(), d.pos(), d.rng.uniform(-0.9, 0.9)
    x = mx + sx * d.rng.normal()
    prec = inv(np.array([[sx * sx, r * sx * sy], [r * sx * sy, sy * sy]]))

    def f(y: Value) -> Value:
        return np.exp(
            -0.5 * (prec[0, 0] * (x - mx) ** 2 + 2 * prec[0, 1] * (x - mx) * (y - my) + prec[1, 1] * (y - my) ** 2)
        )

    low, high = my - 14 * sy, my + 14 * sy
    return quad(lambda y: y * f(y), low, high, 120) / quad(f, low, high, 120), mx, my, sx, sy, r, x


def q_081(d: Draw) -> float:
    """true: gaussian."""
    e, mx, my, sx, sy, r, x = _galton(d)
    return gap(e, my + r * sy / sx * (x - mx))


def q_082(d: Draw) -> float:
    """false: ratio inverted."""
    e, mx, my, sx, sy, r, x = _galton(d)
    return gap(e, my + r * sx / sy * (x - mx))


def _quadform(d: Draw, sign: int) -> float:
    (n,) = d.dims(1)
    w, xs, a = d.prob(8), d.mat(8, n), d.mat(n, n)
    mu, s = moments(w, xs)
    return gap(sum(p * (x @ a @ x) for p, x in zip(w, xs, strict=True)), tr(a @ s) + sign * mu @ a @ mu)


def q_083(d: Draw) -> float:
    """true: moments."""
    return _quadform(d, 1)


def q_084(d: Draw) -> float:
    """false: sign."""
    return _quadform(d, -1)


def _multi(d: Draw) -> tuple[Value, Value, Value]:
    k, n = d.whole(2, 4), d.whole(1, 4)
    p = d.prob(k)
    w, s = iid(p, np.arange(k), n)
    return n, p, cov(w, (s == 0).sum(1), (s == 1).sum(1))


def q_085(d: Draw) -> float:
    """true: distribution."""
    n, p, c = _multi(d)
    return gap(c, -n * p[0] * p[1])


def q_086(d: Draw) -> float:
    """false: variance formula mixed in (false unless p_j = 1/2, so k>=3 or unequal)."""
    n, p, c = _multi(d)
    return gap(c, -n * p[0] * (1 - p[1]))


def _clinic(d: Draw) -> tuple[Value, Value, Value, Value]:
    s, c, q = d.rng.uniform(0.05, 0.95, 3)
    t = np.array([[q * s, q * (1 - s)], [(1 - q) * (1 - c), (1 - q) * c]])
    return s, c, q, t[0, 0] / t[:, 0].sum()


def q_087(d: Draw) -> float:
    """true: bayes."""
    s, c, q, p = _clinic(d)
    return gap(p, s * q / (s * q + (1 - c) * (1 - q)))


def q_088(d: Draw) -> float:
    """false: specificity for the false positive rate."""
    s, c, q, p = _clinic(d)
    return gap(p, s * q / (s * q + c * (1 - q)))


def _klgauss(d: Draw) -> tuple[Value, Value, Value, Value]:
    m, u, s, t = d.num(), d.num(), d.pos(), d.pos()
    k = quad(
        lambda x: np.exp(normlog(x, m, s * s)) * (normlog(x, m, s * s) - normlog(x, u, t * t)), m - 14 * s, m + 14 * s
    )
    return k, s, t, (s * s + (m - u) ** 2) / (2 * t * t) - 0.5


def q_089(d: Draw) -> float:
    """true: information."""
    k, s, t, rest = _klgauss(d)
    return gap(k, log(t / s) + rest)


def q_090(d: Draw) -> float:
    """false: ratio inverted in the log."""
    k, s, t, rest = _klgauss(d)
    return gap(k, log(s / t) + rest)


def _hgauss(d: Draw) -> tuple[Value, Value]:
    n = d.whole(1, 3)
    s, mu = d.spd(n), d.vec(n)
    x, w = np.polynomial.hermite_e.hermegauss(8)
    w = w / w.sum()
    grid = np.stack(np.meshgrid(*[x] * n, indexing="ij"), -1).reshape(-1, n)
    wt = np.prod(np.stack(np.meshgrid(*[w] * n, indexing="ij"), -1).reshape(-1, n), axis=1)
    pts = mu + grid @ np.linalg.cholesky(s).T
    logp = -0.5 * np.einsum("ki,ij,kj->k", pts - mu, inv(s), pts - mu) - 0.5 * n * log(2 * pi) - 0.5 * log(det(s))
    return -(wt * logp).sum(), s


def q_091(d: Draw) -> float:
    """true: information."""
    h, s = _hgauss(d)
    return gap(h, 0.5 * log(det(2 * pi * np.e * s)))


def q_092(d: Draw) -> float:
    """false: lost e."""
    h, s = _hgauss(d)
    return gap(h, 0.5 * log(det(2 * pi * s)))


def q_093(d: Draw) -> float:
    """true: information."""
    p, q = d.prob(5), d.prob(5)
    return gap(-(p * np.log(q)).sum(), ent(p) + kl(p, q))


def q_094(d: Draw) -> float:
    """false: arguments of KL swapped."""
    p, q = d.prob(5), d.prob(5)
    return gap(-(p * np.log(q)).sum(), ent(p) + kl(q, p))


def q_095(d: Draw) -> float:
    """true: information."""
    p = d.prob(3, 5)
    px = p.sum(1)
    return gap(ent(p.ravel()), ent(px) + sum(a * ent(r / a) for a, r in zip(px, p, strict=True)))


def q_096(d: Draw) -> float:
    """false: wrong conditioning."""
    p = d.prob(3, 5)
    py = p.sum(0)
    return gap(ent(p.ravel()), ent(p.sum(1)) + sum(a * ent(r / a) for a, r in zip(py, p.T, strict=True)))


def _expml(d: Draw, guess: Value) -> float:
    x = d.posvec(d.whole(2, 6))
    return abs(float(d1(lambda ell: np.mean(np.log(ell * np.exp(-ell * x))), guess(x))))


def q_097(d: Draw) -> float:
    """true: loss."""
    return _expml(d, lambda x: len(x) / x.sum())


def q_098(d: Draw) -> float:
    """false: reciprocal."""
    return _expml(d, lambda x: x.mean())


def _varml(d: Draw, ddof: int) -> float:
    n = d.whole(2, 7)
    x = 2 * d.vec(n)
    while x.var() < 0.3:
        x = 2 * d.vec(n)

    def like(th: Value) -> float:
        return float(np.mean(normlog(x, th[0], th[1])))

    return float(np.abs(grad(like, np.array([x.mean(), x.var(ddof=ddof)]))).max())


def q_099(d: Draw) -> float:
    """true: gaussian."""
    return _varml(d, 0)


def q_100(d: Draw) -> float:
    """false: unbiased estimator instead."""
    return _varml(d, 1)


def q_101(d: Draw) -> float:
    """true: inequality."""
    p, q = d.prob(5), d.prob(5)
    return excess(np.abs(p - q).sum() ** 2, 2 * kl(p, q))


def q_102(d: Draw) -> float:
    """false: reversed."""
    p, q = d.prob(5), d.prob(5)
    return excess(2 * kl(p, q), np.abs(p - q).sum() ** 2)


def _descent(d: Draw, sign: int) -> float:
    (n,) = d.dims(1)
    a, b, x, eta = d.spd(n), d.vec(n), d.vec(n), d.pos(0.05, 0.5)
    star = np.linalg.solve(a, b)
    new = x - eta * grad(lambda z: 0.5 * z @ a @ z - b @ z, x)
    return gap(new - star, (eye(n) + sign * eta * a) @ (x - star))


def q_103(d: Draw) -> float:
    """true: optim."""
    return _descent(d, -1)


def q_104(d: Draw) -> float:
    """false: sign."""
    return _descent(d, 1)


def _linesearch(d: Draw, rule: Value) -> float:
    (n,) = d.dims(1)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)

    def f(z: Value) -> Value:
        return 0.5 * z @ a @ z - b @ z

    g = grad(f, x)
    return float(abs(float(d1(lambda t: f(x - t * g), rule(g, a)))) / (g @ g))


def q_105(d: Draw) -> float:
    """true: optim."""
    return _linesearch(d, lambda g, a: (g @ g) / (g @ a @ g))


def q_106(d: Draw) -> float:
    """false: reciprocal."""
    return _linesearch(d, lambda g, a: (g @ a @ g) / (g @ g))


def _ema(d: Draw, power: Value) -> float:
    t, b = d.whole(1, 8), d.pos(0.2, 0.95)
    g = d.mat(t, 3)
    m = np.zeros(3)
    for i in range(t):
        m = b * m + (1 - b) * g[i]
    return gap(m, (1 - b) * sum(b ** power(t, i) * g[i - 1] for i in range(1, t + 1)))


def q_107(d: Draw) -> float:
    """true: optim."""
    return _ema(d, lambda t, i: t - i)


def q_108(d: Draw) -> float:
    """false: wrong exponent."""
    return _ema(d, lambda _, i: i)


def _decay(d: Draw, eta_too: bool) -> float:
    (n,) = d.dims(1)
    f, w, eta, lam = d.scalar(n), d.vec(n), d.pos(0.01, 0.5), d.pos()
    step = w - eta * grad(lambda z: f(z) + lam / 2 * (z @ z), w)
    return gap(step, (1 - (eta if eta_too else 1) * lam) * w - eta * grad(f, w))


def q_109(d: Draw) -> float:
    """true: optim."""
    return _decay(d, eta_too=True)


def q_110(d: Draw) -> float:
    """false: lost learning rate."""
    return _decay(d, eta_too=False)


def _progress(d: Draw, c: float) -> float:
    (n,) = d.dims(1)
    a, b, w, x = d.spd(n), d.vec(n), d.mat(3, n), d.vec(n)

    def f(z: Value) -> Value:
        return 0.5 * z @ a @ z - b @ z + np.logaddexp(0, w @ z).sum()

    lip = np.linalg.eigvalsh(a).max() + 0.25 * np.linalg.norm(w, 2) ** 2
    g = grad(f, x)
    return excess(f(x - g / lip), f(x) - c / lip * (g @ g) + 1e-9)


def q_111(d: Draw) -> float:
    """true: optim."""
    return _progress(d, 0.5)


def q_112(d: Draw) -> float:
    """false: missing 1/2."""
    return _progress(d, 1.0)


def _ridge(d: Draw, c: float) -> float:
    n, k = d.dims(2)
    x, y, ell = d.mat(n, k), d.vec(n), d.pos()
    w = np.linalg.lstsq(np.vstack([x, np.sqrt(ell) * eye(k)]), np.concatenate([y, np.zeros(k)]), rcond=None)[0]
    return gap(x.T @ (y - x @ w), c * ell * w)


def q_113(d: Draw) -> float:
    """true: ridge."""
    return _ridge(d, 1)


def q_114(d: Draw) -> float:
    """false: factor."""
    return _ridge(d, 2)


def _olscov(d: Draw) -> tuple[Value, Value, Value]:
    n, k = sorted(d.dims(2), reverse=True)
    x, beta, s = d.mat(n, k), d.vec(k), d.pos()
    while np.linalg.cond(x) > 20:
        x = d.mat(n, k)
    w, e = iid(np.array([0.2, 0.8]), s * np.array([2.0, -0.5]), n)
    est = np.linalg.lstsq(x, (x @ beta)[:, None] + e.T, rcond=None)[0].T
    return moments(w, est)[1], s, x


def q_115(d: Draw) -> float:
    """true: least squares."""
    c, s, x = _olscov(d)
    return gap(c, s * s * inv(x.T @ x))


def q_116(d: Draw) -> float:
    """false: lost inverse."""
    c, s, x = _olscov(d)
    return gap(c, s * s * x.T @ x)


def _dots(d: Draw, scale: Value) -> float:
    k, a = d.whole(2, 4), d.pos(0.2, 0.8)
    w, z = iid(np.array([a, 1 - a]), np.array([np.sqrt((1 - a) / a), -np.sqrt(a / (1 - a))]), 2 * k)
    return gap(var(w, (z[:, :k] * z[:, k:]).sum(1) / scale(k)), 1.0)


def q_117(d: Draw) -> float:
    """true: softmax."""
    return _dots(d, np.sqrt)


def q_118(d: Draw) -> float:
    """false: d for sqrt(d)."""
    return _dots(d, lambda k: k)


def q_119(d: Draw) -> float:
    """true: softmax."""
    z = d.vec(2)
    return gap(np.exp(z[0]) / np.exp(z).sum(), sigmoid(z[0] - z[1]))


def q_120(d: Draw) -> float:
    """false: sign of the argument."""
    z = d.vec(2)
    return gap(np.exp(z[0]) / np.exp(z).sum(), sigmoid(z[1] - z[0]))


def _cross(d: Draw) -> tuple[Value, Value, Value, Value]:
    n, m, k, v = d.dims(4)
    return n, m, v, _rows_softmax(d.mat(n, k) @ d.mat(m, k).T / np.sqrt(k)) @ d.mat(m, v)


def q_121(d: Draw) -> float:
    """true: shape."""
    n, _m, v, out = _cross(d)
    return shape(out, n, v)


def q_122(d: Draw) -> float:
    """false: wrong length."""
    _n, m, v, out = _cross(d)
    return shape(out, m, v)


def _permuted(d: Draw) -> tuple[Value, Value, Value]:
    n, k = d.dims(2)
    q, key, v = d.mat(n, k), d.mat(n, k), d.mat(n, k)
    p = eye(n)[np.roll(np.arange(n), d.whole(1, n - 1))]

    def att(a: Value, b: Value, c: Value) -> Value:
        return _rows_softmax(a @ b.T / np.sqrt(k)) @ c

    return att(q, p @ key, p @ v), att(q, key, v), p


def q_123(d: Draw) -> float:
    """true: softmax."""
    a, b, _p = _permuted(d)
    return gap(a, b)


def q_124(d: Draw) -> float:
    """false: equivariance for invariance."""
    a, b, p = _permuted(d)
    return gap(a, p @ b)


def _small(d: Draw) -> float:
    return float(d.rng.choice([-1, 1]) * d.rng.uniform(0.1, 0.9))


def q_125(d: Draw) -> float:
    """true: series."""
    x = _small(d)
    k = np.arange(2000)
    return gap(((k + 1) * x**k).sum(), 1 / (1 - x) ** 2)


def q_126(d: Draw) -> float:
    """false: square misplaced."""
    x = _small(d)
    k = np.arange(2000)
    return gap(((k + 1) * x**k).sum(), 1 / (1 - x * x))


def _plimit(d: Draw) -> tuple[Value, Value, Value]:
    ell, k, n = d.pos(), d.whole(1, 5), 10**9
    return ell, k, float(np.exp((n - k) * np.log1p(-ell / n)))


def q_127(d: Draw) -> float:
    """true: limits."""
    ell, _k, v = _plimit(d)
    return gap(v, exp(-ell))


def q_128(d: Draw) -> float:
    """false: exponent k kept."""
    ell, k, v = _plimit(d)
    return gap(v, exp(k - ell))


def q_129(d: Draw) -> float:
    """true: limits."""
    x = _small(d) * 1e-3
    return gap((1 - np.cos(x)) / x**2, 0.5)


def q_130(d: Draw) -> float:
    """false: factor."""
    x = _small(d) * 1e-3
    return gap((1 - np.cos(x)) / x**2, 1.0)


def q_131(d: Draw) -> float:
    """true: series."""
    x = _small(d)
    k = np.arange(1, 2000)
    return gap(((-1.0) ** (k + 1) / k * x**k).sum(), log(1 + x))


def q_132(d: Draw) -> float:
    """false: sign."""
    x = _small(d)
    k = np.arange(1, 2000)
    return gap(((-1.0) ** k / k * x**k).sum(), log(1 + x))


def _gam(d: Draw) -> tuple[Value, Value, Value]:
    a, n = d.pos(), d.whole(0, 6)
    return a, n, quad(lambda x: x**n * np.exp(-a * x), 0, 80 / a)


def q_133(d: Draw) -> float:
    """true: integral."""
    a, n, v = _gam(d)
    return gap(v, factorial(n) / a ** (n + 1))


def q_134(d: Draw) -> float:
    """false: wrong exponent."""
    a, n, v = _gam(d)
    return gap(v, factorial(n) / a**n)


def q_135(d: Draw) -> float:
    """true: complex."""
    t = 6 * _small(d)
    return gap(abs(np.exp(1j * t) - 1), 2 * abs(np.sin(t / 2)))


def q_136(d: Draw) -> float:
    """false: lost half angle."""
    t = 6 * _small(d)
    return gap(abs(np.exp(1j * t) - 1), 2 * abs(np.sin(t)))


def _ode(d: Draw, y: Value) -> float:
    k, c, y0, t = d.pos(), d.num(), d.num(), d.pos()

    def f(s: Value) -> Value:
        return y(s, k, c, y0)

    return max(gap(f(0.0), y0), gap(d1(f, t), -k * f(t) + c))


def q_137(d: Draw) -> float:
    """true: ode."""
    return _ode(d, lambda t, k, c, y0: c / k + (y0 - c / k) * np.exp(-k * t))


def q_138(d: Draw) -> float:
    """false: initial value ignored."""
    return _ode(d, lambda t, k, c, y0: c / k + y0 * np.exp(-k * t))


def _silu(d: Draw) -> tuple[Value, Value, Value]:
    x = d.num()
    return x, sigmoid(x), d1(lambda t: t / (1 + np.exp(-t)), x)


def q_139(d: Draw) -> float:
    """true: activation."""
    x, s, g = _silu(d)
    return gap(g, s * (1 + x * (1 - s)))


def q_140(d: Draw) -> float:
    """false: sigma for 1-sigma."""
    x, s, g = _silu(d)
    return gap(g, s * (1 + x * s))

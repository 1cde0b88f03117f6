"""Hand-written checks of the rows of `rows_blind7.jsonl`; a row's label opens its docstring."""

from math import comb, factorial, lgamma
from typing import Any, TypeAlias

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
    gauss,
    grad,
    iid,
    jac,
    kl,
    lse,
    mean,
    moments,
    quad,
    shape,
    truth,
    var,
    vec,
)

Value: TypeAlias = Any
"""A number, or an array of them."""


def _grid(mu: Array, s: Array) -> tuple[Array, Array]:
    """Weights and nodes of a tensor Gauss-Hermite rule for N(mu, s), exact to degree nine."""
    x, w = np.polynomial.hermite_e.hermegauss(5)
    n = len(mu)
    z = np.stack(np.meshgrid(*[x] * n, indexing="ij"), axis=-1).reshape(-1, n)
    v = np.prod(np.stack(np.meshgrid(*[w] * n, indexing="ij"), axis=-1).reshape(-1, n), axis=1)
    return v / v.sum(), mu + z @ np.linalg.cholesky(s).T


def _mvn(z: Array, mu: Array, s: Array) -> Array:
    """Log-density of N(mu, s) at the rows of z."""
    r = z - mu
    q = np.einsum("ki,ij,kj->k", r, np.linalg.inv(s), r)
    return np.asarray(-q / 2 - np.log(np.linalg.det(2 * np.pi * s)) / 2)


def _pair_001(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(3, 5)
    q = d.orth(n)[:, :2]
    v = d.vec(n)
    o, p = q @ q.T, d.idem(n)
    return gap((o @ v) @ (o @ v), v @ o @ v), gap((p @ v) @ (p @ v), v @ p @ v)


def k_001(d: Draw) -> float:
    """true: projection."""
    return _pair_001(d)[0]


def k_002(d: Draw) -> float:
    """false: idempotent is not enough, symmetry missing."""
    return _pair_001(d)[1]


def _pair_003(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 5)
    a, b = d.sym(n), d.similar(d.diag(n))

    def rho(m: Value) -> Value:
        return np.abs(np.linalg.eigvals(m)).max()

    return gap(np.linalg.norm(a, 2), rho(a)), gap(np.linalg.norm(b, 2), rho(b))


def k_003(d: Draw) -> float:
    """true: norm."""
    return _pair_003(d)[0]


def k_004(d: Draw) -> float:
    """false: diagonalisable is not enough."""
    return _pair_003(d)[1]


def _pair_005(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    w, xs = d.prob(7), d.mat(7, 3)
    mu, s = moments(w, xs)
    white = (xs - mu) @ np.linalg.inv(np.linalg.cholesky(s)).T * d.posvec(3)

    def side(z: Value) -> Value:
        return gap(var(w, z.sum(1)), sum(var(w, z[:, i]) for i in range(3)))

    return side(white), side(xs - mu)


def k_005(d: Draw) -> float:
    """false: zero means are not uncorrelatedness."""
    return _pair_005(d)[1]


def k_006(d: Draw) -> float:
    """true: moments."""
    return _pair_005(d)[0]


def _pair_007(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    chain = d.prob(3)[:, None, None] * d.stoch(3, 2)[:, :, None] * d.stoch(2, 4)[None]
    px, py = d.prob(3), d.prob(4)
    zt = d.rng.uniform(0.05, 0.95, size=(3, 4))
    ind = np.stack([px[:, None] * py * zt, px[:, None] * py * (1 - zt)], axis=1)

    def side(p: Value) -> Value:
        pz = p.sum((0, 2))
        return gap(p / pz[None, :, None], (p.sum(2) / pz)[:, :, None] * (p.sum(0) / pz[:, None])[None])

    return side(chain), side(ind)


def k_007(d: Draw) -> float:
    """true: information."""
    return _pair_007(d)[0]


def k_008(d: Draw) -> float:
    """false: marginal independence is not conditional independence."""
    return _pair_007(d)[1]


def _pair_009(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    p = d.prob(3)[:, None, None] * d.stoch(3, 2)[:, :, None] * d.stoch(2, 4)[None]
    left = ent(p.ravel())
    hx, hxy = ent(p.sum((1, 2))), ent(p.sum(2).ravel())
    zy = ent(p.sum(0).ravel()) - ent(p.sum((0, 2)))
    zx = ent(p.sum(1).ravel()) - hx
    return gap(left, hxy + zy), gap(left, hxy + zx)


def k_009(d: Draw) -> float:
    """false: conditioned on the wrong variable."""
    return _pair_009(d)[1]


def k_010(d: Draw) -> float:
    """true: information."""
    return _pair_009(d)[0]


def _pair_011(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    p, q, x, y = d.prob(4), d.prob(3), d.values(4), d.values(3)
    w = np.outer(p, q)
    t = gap(mean(w, np.outer(x**2, y**2)), mean(p, x**2) * mean(q, y**2))
    w, xs = d.prob(6), d.mat(6, 2)
    mu, s = moments(w, xs)
    z = (xs - mu) @ np.linalg.inv(np.linalg.cholesky(s)).T + d.vec(2)
    return t, gap(mean(w, z[:, 0] ** 2 * z[:, 1] ** 2), mean(w, z[:, 0] ** 2) * mean(w, z[:, 1] ** 2))


def k_011(d: Draw) -> float:
    """true: moments."""
    return _pair_011(d)[0]


def k_012(d: Draw) -> float:
    """false: uncorrelated only."""
    return _pair_011(d)[1]


def _pair_013(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 4)

    def side(a: Value, b: Value) -> Value:
        return gap(np.linalg.matrix_power(a + b, 3), a @ a @ a + 3 * a @ a @ b + 3 * a @ b @ b + b @ b @ b)

    return side(*d.commuting(n)), side(d.sym(n), d.sym(n))


def k_013(d: Draw) -> float:
    """true: algebra."""
    return _pair_013(d)[0]


def k_014(d: Draw) -> float:
    """false: symmetry does not give commutation."""
    return _pair_013(d)[1]


def _pair_015(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(3, 5)
    a, b, c, k = d.sym(n), d.sym(n), d.sym(n), d.skew(n)

    def side(m: Value) -> Value:
        return gap(np.trace(a @ b @ m), np.trace(a @ m @ b))

    return side(c), side(k)


def k_015(d: Draw) -> float:
    """false: C is skew, the sign flips."""
    return _pair_015(d)[1]


def k_016(d: Draw) -> float:
    """true: trace."""
    return _pair_015(d)[0]


def _pair_017(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n, m = d.whole(2, 4), d.pos()
    b, x, y = d.mat(3, n), d.vec(n), d.vec(n)

    def side(f: Value) -> Value:
        return excess(f(x) + grad(f, x) @ (y - x) + m / 2 * (y - x) @ (y - x), f(y))

    q = d.spd(n)
    q = q * m / np.linalg.eigvalsh(q).max()
    return side(lambda z: m / 2 * z @ z + lse(b @ z)), side(lambda z: z @ q @ z / 2)


def k_017(d: Draw) -> float:
    """true: inequality."""
    return _pair_017(d)[0]


def k_018(d: Draw) -> float:
    """false: smoothness constant taken for strong convexity."""
    return _pair_017(d)[1]


def _pair_019(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    a, b, c = d.pos(), d.pos(), d.num()

    def side(f: Value) -> Value:
        return gap(quad(lambda x: f(x) / (1 + np.exp(x)), -a, a), quad(f, 0, a))

    return side(lambda x: np.cos(b * x) + c * x**2), side(lambda x: np.sin(b * x) + b * x**3)


def k_019(d: Draw) -> float:
    """false: odd for even."""
    return _pair_019(d)[1]


def k_020(d: Draw) -> float:
    """true: integral."""
    return _pair_019(d)[0]


def _pair_021(_d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    full = 2 * quad(np.sinc, 0, 2000.5, 4001)
    return gap(full, 1), gap(np.pi * full, 1)


def k_021(d: Draw) -> float:
    """true: integral."""
    return _pair_021(d)[0]


def k_022(d: Draw) -> float:
    """false: unnormalised sinc."""
    return _pair_021(d)[1]


def _pair_023(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    j = jac(lambda x: a @ x, d.vec(n))
    return gap(j.T, a.T), gap(j, a.T)


def k_023(d: Draw) -> float:
    """true: jacobian."""
    return _pair_023(d)[0]


def k_024(d: Draw) -> float:
    """false: the other layout."""
    return _pair_023(d)[1]


def _pair_025(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    k, th = float(d.whole(2, 5)), d.pos(0.5, 1.6)

    def v(scale: Value) -> Value:
        def w(x: Value) -> Value:
            return x ** (k - 1) * np.exp(-x / scale)

        def moment(j: int) -> float:
            return quad(lambda x: x**j * w(x), 0, 80 * scale, 160)

        return moment(2) / moment(0) - (moment(1) / moment(0)) ** 2

    return gap(v(th), k * th**2), gap(v(1 / th), k * th**2)


def k_025(d: Draw) -> float:
    """false: rate read as scale."""
    return _pair_025(d)[1]


def k_026(d: Draw) -> float:
    """true: distribution."""
    return _pair_025(d)[0]


def _pair_027(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    v = d.pos()
    return gap(gauss(lambda x: x**4, 0, np.sqrt(v)), 3 * v**2), gap(gauss(lambda x: x**4, 0, v), 3 * v**2)


def k_027(d: Draw) -> float:
    """true: moments."""
    return _pair_027(d)[0]


def k_028(d: Draw) -> float:
    """false: second parameter is the standard deviation."""
    return _pair_027(d)[1]


def _pair_029(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    m, n, p, q = d.dims(4)
    a, x, b = d.mat(m, n), d.mat(n, p), d.mat(p, q)
    k = np.kron(a, b.T)
    return gap((a @ x @ b).ravel(), k @ x.ravel()), gap(vec(a @ x @ b), k @ vec(x))


def k_029(d: Draw) -> float:
    """false: column-major vec."""
    return _pair_029(d)[1]


def k_030(d: Draw) -> float:
    """true: kronecker."""
    return _pair_029(d)[0]


def _pair_031(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 4)
    a, b = d.mat(n, n), d.mat(n, n)
    return gap(np.exp(a + b), np.exp(a) * np.exp(b)), gap(expm(a + b), expm(a) * expm(b))


def k_031(d: Draw) -> float:
    """true: hadamard."""
    return _pair_031(d)[0]


def k_032(d: Draw) -> float:
    """false: matrix exponential."""
    return _pair_031(d)[1]


def _pair_033(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n, c = d.whole(2, 5), 1.7 * d.num()
    a = d.mat(n, n)
    return gap(np.linalg.norm(c * a), abs(c) * np.linalg.norm(a)), gap(np.linalg.det(c * a), abs(c) * np.linalg.det(a))


def k_033(d: Draw) -> float:
    """true: norm."""
    return _pair_033(d)[0]


def k_034(d: Draw) -> float:
    """false: bars mean the determinant."""
    return _pair_033(d)[1]


def _pair_035(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 5)
    x, y, a = d.vec(n) + 1j * d.vec(n), d.vec(n) + 1j * d.vec(n), np.complex128(d.num() + 1j * d.num())

    def one(u: Value, v: Value) -> Value:
        return np.sum(u * v.conj())

    def two(u: Value, v: Value) -> Value:
        return np.sum(u.conj() * v)

    def side(ip: Value) -> Value:
        return float(abs(ip(x, a * y) - a.conj() * ip(x, y)))

    t, f = side(one), side(two)
    return (0.0 if t < 1e-12 else t), f


def k_035(d: Draw) -> float:
    """false: other slot is conjugated."""
    return _pair_035(d)[1]


def k_036(d: Draw) -> float:
    """true: inner product."""
    return _pair_035(d)[0]


def _pair_037(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    x = d.num()
    return gap(d1(lambda t: np.sin(t) ** 2, x), np.sin(2 * x)), gap(d1(lambda t: np.sin(t**2), x), np.sin(2 * x))


def k_037(d: Draw) -> float:
    """true: derivative."""
    return _pair_037(d)[0]


def k_038(d: Draw) -> float:
    """false: square on the argument instead of the function."""
    return _pair_037(d)[1]


def _pair_039(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    xi = d.num()

    def ft(k: Value) -> Value:
        return quad(lambda x: np.exp(-np.pi * x**2) * np.cos(k * x), -6, 6)

    return gap(ft(2 * np.pi * xi), np.exp(-np.pi * xi**2)), gap(ft(xi), np.exp(-np.pi * xi**2))


def k_039(d: Draw) -> float:
    """false: other Fourier convention."""
    return _pair_039(d)[1]


def k_040(d: Draw) -> float:
    """true: integral."""
    return _pair_039(d)[0]


def _pair_041(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    p, x = d.prob(3), d.values(3)
    w, z = np.concatenate([p, p]) / 2, np.concatenate([x, -x])
    y = x - mean(p, x)
    return gap(cov(w, z, z**2), 0), gap(cov(p, y, y**2), 0)


def k_041(d: Draw) -> float:
    """true: moments."""
    return _pair_041(d)[0]


def k_042(d: Draw) -> float:
    """false: mean zero is not symmetry."""
    return _pair_041(d)[1]


def _pair_043(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""

    def mi(p: Value) -> Value:
        return kl(p, np.outer(p.sum(1), p.sum(0)))

    def side(p: Value) -> Value:
        return excess(mi(p.sum(2)) + mi(p.sum(1)), mi(p.reshape(len(p), -1)))

    yz = np.outer(d.prob(3), d.prob(2))
    q = d.stoch(6, 2).reshape(3, 2, 2)
    px, a, b = d.prob(2), d.stoch(2, 3), d.stoch(2, 4)
    return side(np.moveaxis(yz[..., None] * q, 2, 0)), side(px[:, None, None] * a[:, :, None] * b[:, None, :])


def k_043(d: Draw) -> float:
    """true: information."""
    return _pair_043(d)[0]


def k_044(d: Draw) -> float:
    """false: conditional independence gives the reverse."""
    return _pair_043(d)[1]


def _pair_045(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 3)
    u, v = d.commuting(n)
    a, b = d.mat(n, n), d.mat(n, n)
    return gap(np.linalg.det(np.block([[a, b], [u, v]])), np.linalg.det(a @ v - b @ u)), gap(
        np.linalg.det(np.block([[u, v], [a, b]])), np.linalg.det(u @ b - v @ a)
    )


def k_045(d: Draw) -> float:
    """false: wrong pair of blocks commutes."""
    return _pair_045(d)[1]


def k_046(d: Draw) -> float:
    """true: det."""
    return _pair_045(d)[0]


def _pair_047(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n, k = d.dims(2)
    a, e, b, c = 3 * d.spd(n), 3 * d.spd(k), 0.3 * d.mat(n, k), 0.3 * d.mat(k, n)
    i = np.linalg.inv
    x = i(a) @ b @ i(e - c @ i(a) @ b) @ c @ i(a)
    left = i(a - b @ i(e) @ c)
    return gap(left, i(a) + x), gap(left, i(a) - x)


def k_047(d: Draw) -> float:
    """true: inverse."""
    return _pair_047(d)[0]


def k_048(d: Draw) -> float:
    """false: sign."""
    return _pair_047(d)[1]


def _pair_049(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 5)
    u, v, e = 0.4 * d.mat(n, n), 0.4 * d.mat(n, n), np.eye(n)
    i = np.linalg.inv
    return gap(i(e + u @ v) @ u, u @ i(e + v @ u)), gap(i(e + u @ v) @ u, i(e + v @ u) @ u)


def k_049(d: Draw) -> float:
    """false: pushed through without moving."""
    return _pair_049(d)[1]


def k_050(d: Draw) -> float:
    """true: inverse."""
    return _pair_049(d)[0]


def _pair_051(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 5)
    a, x = d.spd(n), d.vec(n)
    q = x @ np.linalg.solve(a, x)
    left = x @ np.linalg.solve(a + np.outer(x, x), x)
    return gap(left, q / (1 + q)), gap(left, 1 / (1 + q))


def k_051(d: Draw) -> float:
    """true: inverse."""
    return _pair_051(d)[0]


def k_052(d: Draw) -> float:
    """false: numerator lost."""
    return _pair_051(d)[1]


def _pair_053(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    m, n = d.dims(2)
    a, b, ell = 0.5 * d.mat(m, n), 0.5 * d.mat(n, m), d.num()
    left, right = np.linalg.det(ell * np.eye(m) - a @ b), np.linalg.det(ell * np.eye(n) - b @ a)
    return gap(left, ell ** (m - n) * right), gap(left, ell ** (n - m) * right)


def k_053(d: Draw) -> float:
    """true: det."""
    return _pair_053(d)[0]


def k_054(d: Draw) -> float:
    """false: exponent reversed."""
    return _pair_053(d)[1]


def _pair_055(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    p = np.linalg.pinv

    def side(a: Value, b: Value) -> Value:
        return gap(p(a @ b), p(b) @ p(a))

    return side(d.mat(5, 3), d.mat(3, 4)), side(d.mat(3, 5), d.mat(5, 4))


def k_055(d: Draw) -> float:
    """false: rank conditions exchanged."""
    return _pair_055(d)[1]


def k_056(d: Draw) -> float:
    """true: inverse."""
    return _pair_055(d)[0]


def _pair_057(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    a = d.mat(5, 6)
    k = d.whole(1, 3)
    u, s, v = np.linalg.svd(a, full_matrices=False)
    e = a - u[:, :k] * s[:k] @ v[:k]
    tail = (s[k:] ** 2).sum()
    return gap(np.linalg.norm(e) ** 2, tail), gap(np.linalg.norm(e, 2) ** 2, tail)


def k_057(d: Draw) -> float:
    """true: svd."""
    return _pair_057(d)[0]


def k_058(d: Draw) -> float:
    """false: spectral for Frobenius norm."""
    return _pair_057(d)[1]


def _pair_059(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 5)
    a = d.mat(n, n)
    u, s, vt = np.linalg.svd(a)
    w, q = np.linalg.eigh(a.T @ a)
    root = q * np.sqrt(np.maximum(w, 0)) @ q.T
    return gap(root, vt.T * s @ vt), gap(root, u * s @ u.T)


def k_059(d: Draw) -> float:
    """false: left for right singular vectors."""
    return _pair_059(d)[1]


def k_060(d: Draw) -> float:
    """true: svd."""
    return _pair_059(d)[0]


def _pair_061(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    a, b = 0.6 * d.mat(2, 2), 0.6 * d.mat(3, 3)
    right = np.kron(expm(a), expm(b))
    return gap(expm(np.kron(a, np.eye(3)) + np.kron(np.eye(2), b)), right), gap(expm(np.kron(a, b)), right)


def k_061(d: Draw) -> float:
    """true: matrix exponential."""
    return _pair_061(d)[0]


def k_062(d: Draw) -> float:
    """false: product for Kronecker sum."""
    return _pair_061(d)[1]


def _pair_063(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 4)
    a, b, c, e = (d.mat(n, n) for _ in range(4))
    left = vec(a) @ np.kron(e, b) @ vec(c)
    return gap(left, np.trace(a.T @ b @ c @ e.T)), gap(left, np.trace(a.T @ e @ c @ b.T))


def k_063(d: Draw) -> float:
    """true: kronecker."""
    return _pair_063(d)[0]


def k_064(d: Draw) -> float:
    """false: Kronecker factors swapped."""
    return _pair_063(d)[1]


def _pair_065(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    m, n, p = d.dims(3)
    a = d.mat(m, n)
    j = jac(lambda x: vec(a @ x.reshape(n, p, order="F")), d.vec(n * p))
    return gap(j, np.kron(np.eye(p), a)), gap(j, np.kron(a, np.eye(p)))


def k_065(d: Draw) -> float:
    """false: order of the factors."""
    return _pair_065(d)[1]


def k_066(d: Draw) -> float:
    """true: kronecker."""
    return _pair_065(d)[0]


def _pair_067(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n, h = d.dims(2)
    w, v, x = d.mat(h, n), d.mat(n, h), d.vec(n)
    j = jac(lambda z: z + v @ np.tanh(w @ z), x)
    t = np.tanh(w @ x)
    return gap(j, np.eye(n) + v @ np.diag(1 - t**2) @ w), gap(j, np.eye(n) + v @ np.diag(1 - t) @ w)


def k_067(d: Draw) -> float:
    """true: jacobian."""
    return _pair_067(d)[0]


def k_068(d: Draw) -> float:
    """false: lost square."""
    return _pair_067(d)[1]


def _pair_069(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n, e = d.whole(2, 6), 0.1 * d.pos()
    x = d.vec(n)

    def rr(z: Value) -> Value:
        return np.sqrt(z @ z / n + e)

    j, r = jac(lambda z: z / rr(z), x), rr(x)
    return gap(j, (np.eye(n) - np.outer(x, x) / (n * r**2)) / r), gap(j, (np.eye(n) - np.outer(x, x) / r**2) / r)


def k_069(d: Draw) -> float:
    """false: missing 1/n."""
    return _pair_069(d)[1]


def k_070(d: Draw) -> float:
    """true: jacobian."""
    return _pair_069(d)[0]


def _pair_071(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n, k = d.dims(2)
    q, x, f = d.mat(n, k), d.mat(n, k), d.scalar(n * n)

    def loss(s: Value) -> Value:
        return f(s.ravel())

    g, left = grad(loss, q @ x.T), grad(lambda z: loss(q @ z.T), x)
    return gap(left, g.T @ q), gap(left, g @ q)


def k_071(d: Draw) -> float:
    """true: matrix-gradient."""
    return _pair_071(d)[0]


def k_072(d: Draw) -> float:
    """false: lost transpose."""
    return _pair_071(d)[1]


def _pair_073(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 4)
    w, xs, a = d.prob(7), d.mat(7, n), d.mat(n, n)
    mu, s = moments(w, xs)
    left = (xs @ a.T - a @ mu).T @ np.diag(w) @ (xs - mu)
    return gap(left, a @ s), gap(left, s @ a.T)


def k_073(d: Draw) -> float:
    """true: moments."""
    return _pair_073(d)[0]


def k_074(d: Draw) -> float:
    """false: wrong slot."""
    return _pair_073(d)[1]


def _pair_075(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    s, a = d.spd(3), d.mat(3, 3)

    def side(m: Value) -> Value:
        w, x = _grid(np.zeros(3), s)
        return gap(var(w, np.einsum("ni,ij,nj->n", x, m, x)), 2 * np.trace(m @ s @ m @ s))

    return side(a + a.T), side(a)


def k_075(d: Draw) -> float:
    """false: A need not be symmetric."""
    return _pair_075(d)[1]


def k_076(d: Draw) -> float:
    """true: quadratic form."""
    return _pair_075(d)[0]


def _pair_077(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    s, mu, x2 = d.spd(5), d.vec(5), d.vec(3)
    ell = np.linalg.inv(s)
    left = mu[:2] + s[:2, 2:] @ np.linalg.solve(s[2:, 2:], x2 - mu[2:])
    step = np.linalg.solve(ell[:2, :2], ell[:2, 2:] @ (x2 - mu[2:]))
    return gap(left, mu[:2] - step), gap(left, mu[:2] + step)


def k_077(d: Draw) -> float:
    """true: gaussian."""
    return _pair_077(d)[0]


def k_078(d: Draw) -> float:
    """false: sign (covariance formula with precision blocks)."""
    return _pair_077(d)[1]


def _pair_079(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    s = d.spd(5)
    ell = np.linalg.inv(s)
    c = s[:2, :2] - s[:2, 2:] @ np.linalg.solve(s[2:, 2:], s[2:, :2])
    left, r = c[0, 1] / np.sqrt(c[0, 0] * c[1, 1]), ell[0, 1] / np.sqrt(ell[0, 0] * ell[1, 1])
    return gap(left, -r), gap(left, r)


def k_079(d: Draw) -> float:
    """false: sign."""
    return _pair_079(d)[1]


def k_080(d: Draw) -> float:
    """true: gaussian."""
    return _pair_079(d)[0]


def _pair_081(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n, k = d.dims(2)
    x, y, s, t = d.mat(n, k), d.vec(n), d.pos(), d.pos()
    left = t**2 * x.T @ np.linalg.solve(t**2 * x @ x.T + s**2 * np.eye(n), y)

    def right(c: Value) -> Value:
        return np.linalg.solve(x.T @ x + c * np.eye(k), x.T @ y)

    return gap(left, right(s**2 / t**2)), gap(left, right(t**2 / s**2))


def k_081(d: Draw) -> float:
    """true: bayes."""
    return _pair_081(d)[0]


def k_082(d: Draw) -> float:
    """false: inverted ratio."""
    return _pair_081(d)[1]


def _pair_083(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    s, mu = d.spd(3), d.vec(3)
    w, z = _grid(mu, s)
    left = w @ (_mvn(z, mu, s) - _mvn(z[:, :2], mu[:2], s[:2, :2]) - _mvn(z[:, 2:], mu[2:], s[2:, 2:]))
    r = 0.5 * np.log(np.linalg.det(s[:2, :2]) * s[2, 2] / np.linalg.det(s))
    return gap(left, r), gap(left, -r)


def k_083(d: Draw) -> float:
    """true: information."""
    return _pair_083(d)[0]


def k_084(d: Draw) -> float:
    """false: inverted ratio."""
    return _pair_083(d)[1]


def _pair_085(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 4)
    b, v = d.spd(n), d.vec(n)
    a = b + np.outer(v, v)

    def low(m: Value) -> Value:
        return max(0.0, -float(np.linalg.eigvalsh(m).min()) - 1e-12)

    return low(np.linalg.inv(b) - np.linalg.inv(a)), low(a @ a - b @ b)


def k_085(d: Draw) -> float:
    """false: the square is not operator monotone."""
    return _pair_085(d)[1]


def k_086(d: Draw) -> float:
    """true: psd."""
    return _pair_085(d)[0]


def _pair_087(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    m, n = d.dims(2)
    x, a, b = d.mat(m, n), d.sym(m), d.mat(n, n)

    def side(q: Value) -> Value:
        return gap(grad(lambda z: np.trace(z.T @ a @ z @ q), x), 2 * a @ x @ q)

    return side(b + b.T), side(b)


def k_087(d: Draw) -> float:
    """true: matrix-gradient."""
    return _pair_087(d)[0]


def k_088(d: Draw) -> float:
    """false: B is not symmetric."""
    return _pair_087(d)[1]


def _pair_089(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    a = d.mat(5, 3)
    g, p = grad(lambda z: np.log(np.linalg.det(z.T @ z)), a), np.linalg.pinv(a)
    return gap(g, 2 * p.T), gap(g, 2 * p)


def k_089(d: Draw) -> float:
    """false: lost transpose."""
    return _pair_089(d)[1]


def k_090(d: Draw) -> float:
    """true: matrix-gradient."""
    return _pair_089(d)[0]


def _pair_091(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    a, b = d.spd(2) + 0.3 * np.eye(2), 0.5 * d.vec(2)
    m = np.linalg.solve(a, b)
    x, w = np.polynomial.legendre.leggauss(160)
    x, w = 14 * x, 14 * w
    u, v = np.meshgrid(x + m[0], x + m[1])
    left = (
        np.outer(w, w) * np.exp(-(a[0, 0] * u**2 + 2 * a[0, 1] * u * v + a[1, 1] * v**2) / 2 + b[0] * u + b[1] * v)
    ).sum()
    e, t = np.exp(b @ m / 2), np.linalg.det(a)
    return gap(left, 2 * np.pi / np.sqrt(t) * e), gap(left, 2 * np.pi * np.sqrt(t) * e)


def k_091(d: Draw) -> float:
    """true: integral."""
    return _pair_091(d)[0]


def k_092(d: Draw) -> float:
    """false: determinant on the wrong side."""
    return _pair_091(d)[1]


def _pair_093(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 6)
    k = d.whole(1, n)

    def tail(x: Value) -> Value:
        return 1 - sum(comb(n, j) * x**j * (1 - x) ** (n - j) for j in range(k, n + 1))

    v = quad(lambda x: 2 * x * tail(x), 0, 1) - quad(tail, 0, 1) ** 2
    return gap(v, k * (n - k + 1) / ((n + 1) ** 2 * (n + 2))), gap(v, k * (n - k) / ((n + 1) ** 2 * (n + 2)))


def k_093(d: Draw) -> float:
    """true: order statistics."""
    return _pair_093(d)[0]


def k_094(d: Draw) -> float:
    """false: off by one."""
    return _pair_093(d)[1]


def _pair_095(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(2, 3)
    p, x = d.prob(5), np.arange(5)
    c = np.cumsum(p)
    w, z = iid(p, x, n)
    left = mean(w, (z.min(1) > 1) & (z.max(1) <= 3))
    return gap(left, (c[3] - c[1]) ** n), gap(left, c[3] ** n - c[1] ** n)


def k_095(d: Draw) -> float:
    """false: difference of powers."""
    return _pair_095(d)[1]


def k_096(d: Draw) -> float:
    """true: order statistics."""
    return _pair_095(d)[0]


def _pair_097(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    z = d.rng.uniform(-0.9, 0.9)
    diff = quad(lambda y: ((z + y >= 0) & (z + y <= 1)) * 1.0, max(0.0, -z), min(1.0, 1 - z))
    low, high = max(0.0, z - 1), min(1.0, z)
    return gap(diff, 1 - abs(z)), gap(max(0.0, high - low), 1 - abs(z))


def k_097(d: Draw) -> float:
    """true: convolution."""
    return _pair_097(d)[0]


def k_098(d: Draw) -> float:
    """false: sum instead of difference."""
    return _pair_097(d)[1]


def _pair_099(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    ell, m, n = d.pos(), d.pos(), d.whole(1, 6)
    k = np.arange(n + 1)
    f = np.array([float(factorial(j)) for j in k])
    w = ell**k / f * m ** (n - k) / f[::-1]
    b = np.array([comb(n, j) for j in k], dtype=float)

    def law(q: Value) -> Value:
        return b * q**k * (1 - q) ** (n - k)

    return gap(w / w.sum(), law(ell / (ell + m))), gap(w / w.sum(), law(m / (ell + m)))


def k_099(d: Draw) -> float:
    """false: roles swapped."""
    return _pair_099(d)[1]


def k_100(d: Draw) -> float:
    """true: distribution."""
    return _pair_099(d)[0]


def _pair_101(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    p, x, y = d.prob(3, 2, 3), d.values(3)[:, None] * np.ones((1, 2)), d.values(2)[None] * np.ones((3, 1))
    pz = p.sum((0, 1))
    c = np.array([cov(p[..., k] / pz[k], x, y) for k in range(3)])
    ex, ey = (np.array([mean(p[..., k] / pz[k], v) for k in range(3)]) for v in (x, y))
    left = cov(p.sum(2), x, y)
    return gap(10 * left, 10 * (pz @ c + cov(pz, ex, ey))), gap(10 * left, 10 * (pz @ c - cov(pz, ex, ey)))


def k_101(d: Draw) -> float:
    """true: conditional expectation."""
    return _pair_101(d)[0]


def k_102(d: Draw) -> float:
    """false: sign."""
    return _pair_101(d)[1]


def _pair_103(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    px = np.array([0.9, 0.1]) if d.whole(0, 1) else d.prob(2)
    j = px[:, None] * d.stoch(2, 3)
    py = j.sum(0)
    c = np.array([ent(j[:, k] / py[k]) for k in range(3)])
    return excess(py @ c, ent(px)), excess(c.max(), ent(px))


def k_103(d: Draw) -> float:
    """true: information."""
    return _pair_103(d)[0]


def k_104(d: Draw) -> float:
    """false: conditioning on an outcome may raise the entropy."""
    return _pair_103(d)[1]


def _pair_105(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(1, 12)
    left, r = sum(1 / (k * (k + 2)) for k in range(1, n + 1)), 2 * (n + 1) * (n + 2)
    return gap(left, 0.75 - (2 * n + 3) / r), gap(left, 0.75 - (2 * n + 1) / r)


def k_105(d: Draw) -> float:
    """false: constant."""
    return _pair_105(d)[1]


def k_106(d: Draw) -> float:
    """true: series."""
    return _pair_105(d)[0]


def _pair_107(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n = d.whole(1, 9)
    left = sum(k * comb(n, k) ** 2 for k in range(n + 1))
    return gap(left, n * comb(2 * n - 1, n - 1)), gap(left, n * comb(2 * n, n))


def k_107(d: Draw) -> float:
    """true: binomial."""
    return _pair_107(d)[0]


def k_108(d: Draw) -> float:
    """false: upper index."""
    return _pair_107(d)[1]


def _pair_109(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    a = d.pos()
    left = 1e8 * np.expm1(np.log(a) / 1e8)
    return gap(left, np.log(a)), gap(left, a - 1)


def k_109(d: Draw) -> float:
    """false: limit moved inside."""
    return _pair_109(d)[1]


def k_110(d: Draw) -> float:
    """true: limit."""
    return _pair_109(d)[0]


def _pair_111(_d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    left, right = np.exp(-100.0), np.exp(100.0)
    return gap(left, 0), max(gap(left, 0), gap(right, 0))


def k_111(d: Draw) -> float:
    """true: limit."""
    return _pair_111(d)[0]


def k_112(d: Draw) -> float:
    """false: one-sided limit read as two-sided."""
    return _pair_111(d)[1]


def _pair_113(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    m, n = d.whole(0, 4), d.whole(0, 4)
    left = quad(lambda u: (-u) ** n * np.exp(-(m + 1) * u), 0, 60, 150)
    c = (-1) ** n * factorial(n)
    return gap(left, c / (m + 1) ** (n + 1)), gap(left, c / (m + 1) ** n)


def k_113(d: Draw) -> float:
    """true: integral."""
    return _pair_113(d)[0]


def k_114(d: Draw) -> float:
    """false: exponent off by one."""
    return _pair_113(d)[1]


def _pair_115(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n, m, k, h = d.dims(4)
    s = np.exp(d.mat(n, k) @ d.mat(m, k).T)
    out = s / s.sum(1, keepdims=True) @ d.mat(m, h)
    return shape(out, n, h), shape(out, m, h)


def k_115(d: Draw) -> float:
    """false: key length for query length."""
    return _pair_115(d)[1]


def k_116(d: Draw) -> float:
    """true: shape."""
    return _pair_115(d)[0]


def _pair_117(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    n, k, p, s = d.whole(5, 12), d.whole(1, 5), d.whole(0, 2), d.whole(1, 3)
    count = len(range(0, n + 2 * p - k + 1, s))
    return gap(count, (n + 2 * p - k) // s + 1), gap(count, (n + 2 * p - k) // s)


def k_117(d: Draw) -> float:
    """true: shape."""
    return _pair_117(d)[0]


def k_118(d: Draw) -> float:
    """false: missing +1."""
    return _pair_117(d)[1]


def _pair_119(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    m, n, p, q = d.dims(4)
    count = sum(1 for _ in np.ndindex(m, p, n)) + sum(1 for _ in np.ndindex(m, q, p))
    return gap(count, m * p * (n + q)), gap(count, n * q * (m + p))


def k_119(d: Draw) -> float:
    """false: cost of the other bracketing."""
    return _pair_119(d)[1]


def k_120(d: Draw) -> float:
    """true: complexity."""
    return _pair_119(d)[0]


def _pair_121(d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""
    j = d.whole(0, 10)
    t = 1
    for i in range(1, j + 1):
        t = 2 * t + 2**i
    return gap(t, 2**j * j + 2**j), gap(t, 2**j * j)


def k_121(d: Draw) -> float:
    """true: complexity."""
    return _pair_121(d)[0]


def k_122(d: Draw) -> float:
    """false: initial value ignored."""
    return _pair_121(d)[1]


def _pair_123(_d: Draw) -> tuple[float, float]:
    """Residuals of the fact and of its twin."""

    def r(g: Value) -> Value:
        return lgamma(1e150 + 1) / g(1e150) / (lgamma(1e4 + 1) / g(1e4))

    def bad(q: Value) -> Value:
        return truth(0.5 < q < 2)

    return bad(r(lambda n: n * np.log(n))), bad(r(lambda n: n))


def k_123(d: Draw) -> float:
    """true: complexity."""
    return _pair_123(d)[0]


def k_124(d: Draw) -> float:
    """false: lost logarithm."""
    return _pair_123(d)[1]

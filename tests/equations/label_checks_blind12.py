"""Hand-written checks of the rows of `rows_blind12.jsonl`; a row's label opens its docstring."""

# ruff: noqa: E731
from collections.abc import Callable
from math import comb, factorial
from typing import Any

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
    jac,
    kl,
    lacks,
    lse,
    mean,
    normpdf,
    quad,
    shape,
    sigmoid,
    truth,
    var,
)


def s_001(d: Draw) -> float:
    """true: transpose of A'B."""
    n = d.dims(1)[0]
    a, b = d.mat(n, n), d.mat(n, n)
    left = (a.T @ b).T
    return gap(left, b.T @ a)


def s_002(d: Draw) -> float:
    """false: transpose of A'B with order kept, transposes swapped."""
    n = d.dims(1)[0]
    a, b = d.mat(n, n), d.mat(n, n)
    left = (a.T @ b).T
    return gap(left, a @ b.T)


def s_003(d: Draw) -> float:
    """true: entries of AB'."""
    n = d.dims(1)[0]
    a, b = d.mat(n, n), d.mat(n, n)
    left = a @ b.T
    return gap(left, np.einsum("ik,jk->ij", a, b))


def s_004(d: Draw) -> float:
    """false: entries of AB' with lost transpose in the index."""
    n = d.dims(1)[0]
    a, b = d.mat(n, n), d.mat(n, n)
    left = a @ b.T
    return gap(left, np.einsum("ik,kj->ij", a, b))


def s_005(d: Draw) -> float:
    """true: product as a sum of outer products."""
    m, n, q = d.dims(3)
    a, b = d.mat(m, n), d.mat(n, q)
    return gap(a @ b, sum(np.outer(a[:, k], b[k]) for k in range(n)))


def s_006(d: Draw) -> float:
    """false: product as a sum of outer products with outer product in the wrong order."""
    m, n, q = d.dims(3)
    a, b = d.mat(m, n), d.mat(n, q)
    return gap(a @ b, sum(np.outer(b[k], a[:, k]) for k in range(n)))


def s_007(d: Draw) -> float:
    """true: shape of the score matrix."""
    n, m, k = d.dims(3)
    s = d.mat(n, k) @ d.mat(m, k).T
    return shape(s, n, m)


def s_008(d: Draw) -> float:
    """false: shape of the score matrix with the contracted axis kept."""
    n, m, k = d.dims(3)
    s = d.mat(n, k) @ d.mat(m, k).T
    return shape(s, k, k)


def s_009(d: Draw) -> float:
    """true: rank-nullity."""
    m, n = d.dims(2)
    a = d.mat(m, 1) @ d.mat(1, n)
    sv = np.linalg.svd(a)[1]
    rank = int((sv > 1e-9).sum())
    kernel = int((np.linalg.eigvalsh(a.T @ a) < 1e-9).sum())
    return gap(rank + kernel, n)


def s_010(d: Draw) -> float:
    """false: rank-nullity with number of rows for number of columns."""
    m, n = d.dims(2)
    a = d.mat(m, 1) @ d.mat(1, n)
    sv = np.linalg.svd(a)[1]
    rank = int((sv > 1e-9).sum())
    kernel = int((np.linalg.eigvalsh(a.T @ a) < 1e-9).sum())
    return gap(rank + kernel, m)


def s_011(d: Draw) -> float:
    """true: trace of a rank-one times A."""
    n = d.dims(1)[0]
    x, y, a = d.vec(n), d.vec(n), d.mat(n, n)
    left = np.trace(np.outer(x, y) @ a)
    return gap(left, y @ a @ x)


def s_012(d: Draw) -> float:
    """false: trace of a rank-one times A with vectors swapped."""
    n = d.dims(1)[0]
    x, y, a = d.vec(n), d.vec(n), d.mat(n, n)
    left = np.trace(np.outer(x, y) @ a)
    return gap(left, x @ a @ y)


def s_013(d: Draw) -> float:
    """true: matrix determinant lemma."""
    n = d.dims(1)[0]
    a, u, v = d.inv(n), d.vec(n), d.vec(n)
    left = np.linalg.det(a + np.outer(u, v))
    return gap(left, (1 + v @ np.linalg.solve(a, u)) * np.linalg.det(a))


def s_014(d: Draw) -> float:
    """false: matrix determinant lemma with lost inverse."""
    n = d.dims(1)[0]
    a, u, v = d.inv(n), d.vec(n), d.vec(n)
    left = np.linalg.det(a + np.outer(u, v))
    return gap(left, (1 + v @ a @ u) * np.linalg.det(a))


def s_015(d: Draw) -> float:
    """true: difference of inverses."""
    n = d.dims(1)[0]
    a, b = d.inv(n), d.inv(n)
    ia, ib = np.linalg.inv(a), np.linalg.inv(b)
    return gap(ia - ib, ia @ (b - a) @ ib)


def s_016(d: Draw) -> float:
    """false: difference of inverses with sign."""
    n = d.dims(1)[0]
    a, b = d.inv(n), d.inv(n)
    ia, ib = np.linalg.inv(a), np.linalg.inv(b)
    return gap(ia - ib, ia @ (a - b) @ ib)


def s_018(d: Draw) -> float:
    """true: difference of squares."""
    n = d.dims(1)[0]
    x, y = d.vec(n), d.vec(n)
    left = (x + y) @ (x - y)
    u, v = np.linalg.norm(x), np.linalg.norm(y)
    return gap(left, u**2 - v**2)


def s_019(d: Draw) -> float:
    """false: difference of squares with lost squares."""
    n = d.dims(1)[0]
    x, y = d.vec(n), d.vec(n)
    left = (x + y) @ (x - y)
    u, v = np.linalg.norm(x), np.linalg.norm(y)
    return gap(left, u - v)


def s_020(d: Draw) -> float:
    """true: Frobenius norm of an outer product."""
    n = d.dims(1)[0]
    u, v = d.vec(n), d.vec(n)
    left = np.sqrt((np.outer(u, v) ** 2).sum())
    return gap(left, np.linalg.norm(u) * np.linalg.norm(v))


def s_021(d: Draw) -> float:
    """false: Frobenius norm of an outer product with inner product for the product of norms."""
    n = d.dims(1)[0]
    u, v = d.vec(n), d.vec(n)
    left = np.sqrt((np.outer(u, v) ** 2).sum())
    return gap(left, abs(u @ v))


def s_022(d: Draw) -> float:
    """true: one Gram-Schmidt step."""
    n = d.dims(1)[0]
    u, v = d.vec(n), d.vec(n)
    length = np.sqrt(u @ u)
    return gap((v - (u @ v) / length**2 * u) @ u, 0.0)


def s_023(d: Draw) -> float:
    """false: one Gram-Schmidt step with lost square in the denominator."""
    n = d.dims(1)[0]
    u, v = d.vec(n), d.vec(n)
    length = np.sqrt(u @ u)
    return gap((v - (u @ v) / length * u) @ u, 0.0)


def s_024(d: Draw) -> float:
    """true: a reflection is an involution."""
    n = d.dims(1)[0]
    q = d.orth(n)[:, : d.whole(1, n - 1)]
    pr, one = q @ q.T, np.eye(n)
    left = (one - 2 * pr) @ (one - 2 * pr)
    return gap(left, one)


def s_025(d: Draw) -> float:
    """false: a reflection is an involution with lost term of the square."""
    n = d.dims(1)[0]
    q = d.orth(n)[:, : d.whole(1, n - 1)]
    pr, one = q @ q.T, np.eye(n)
    left = (one - 2 * pr) @ (one - 2 * pr)
    return gap(left, one - 4 * pr)


def s_026(d: Draw) -> float:
    """true: normal equations through the projector."""
    n = d.whole(4, 6)
    a, b = d.mat(n, 2), d.vec(n)
    q = np.linalg.qr(a)[0]
    pr = q @ q.T
    return gap(a.T @ (b - pr @ b), np.zeros(2))


def s_027(d: Draw) -> float:
    """false: normal equations through the projector with projector for its complement."""
    n = d.whole(4, 6)
    a, b = d.mat(n, 2), d.vec(n)
    q = np.linalg.qr(a)[0]
    pr = q @ q.T
    return gap(a.T @ pr @ b, np.zeros(2))


def s_028(d: Draw) -> float:
    """true: ridge with averaged loss."""
    n, k = d.dims(2)
    x, y, lam = d.mat(n, k), d.vec(n), d.pos()
    g: Callable[..., Any] = lambda w: grad(lambda v: ((x @ v - y) ** 2).mean() + lam * v @ v, w)
    return gap(g(np.linalg.solve(x.T @ x + n * lam * np.eye(k), x.T @ y)), np.zeros(k))


def s_029(d: Draw) -> float:
    """false: ridge with averaged loss with lambda divided by n instead of multiplied."""
    n, k = d.dims(2)
    x, y, lam = d.mat(n, k), d.vec(n), d.pos()
    g: Callable[..., Any] = lambda w: grad(lambda v: ((x @ v - y) ** 2).mean() + lam * v @ v, w)
    return gap(g(np.linalg.solve(x.T @ x + lam / n * np.eye(k), x.T @ y)), np.zeros(k))


def s_030(d: Draw) -> float:
    """true: polynomial of a matrix on an eigenvector."""
    n = d.dims(1)[0]
    lams = np.array([d.num() for _ in range(n)])
    s = d.inv(n)
    a = s @ np.diag(lams) @ np.linalg.inv(s)
    v, lam = s[:, 0], lams[0]
    left = (a @ a - 2 * a + np.eye(n)) @ v
    return gap(left, (lam - 1) ** 2 * v)


def s_031(d: Draw) -> float:
    """false: polynomial of a matrix on an eigenvector with wrong factorisation."""
    n = d.dims(1)[0]
    lams = np.array([d.num() for _ in range(n)])
    s = d.inv(n)
    a = s @ np.diag(lams) @ np.linalg.inv(s)
    v, lam = s[:, 0], lams[0]
    left = (a @ a - 2 * a + np.eye(n)) @ v
    return gap(left, (lam**2 - 1) * v)


def s_032(d: Draw) -> float:
    """true: power of a symmetric matrix."""
    n, k = d.dims(1)[0], d.whole(2, 4)
    a = d.sym(n)
    lam, q = np.linalg.eigh(a)
    mp = np.linalg.matrix_power
    left = mp(a, k)
    return gap(left, q @ np.diag(lam**k) @ q.T)


def s_033(d: Draw) -> float:
    """false: power of a symmetric matrix with power put on the orthogonal factors."""
    n, k = d.dims(1)[0], d.whole(2, 4)
    a = d.sym(n)
    lam, q = np.linalg.eigh(a)
    mp = np.linalg.matrix_power
    left = mp(a, k)
    return gap(left, mp(q, k) @ np.diag(lam**k) @ mp(q.T, k))


def s_035(d: Draw) -> float:
    """true: scale invariance of the Rayleigh quotient."""
    n = d.dims(1)[0]
    a, x, c = d.sym(n), d.vec(n), d.num()
    r: Callable[..., Any] = lambda z: (z @ a @ z) / (z @ z)
    return gap(r(c * x), r(x))


def s_036(d: Draw) -> float:
    """false: scale invariance of the Rayleigh quotient with quadratic form scaling for the quotient."""
    n = d.dims(1)[0]
    a, x, c = d.sym(n), d.vec(n), d.num()
    r: Callable[..., Any] = lambda z: (z @ a @ z) / (z @ z)
    return gap(r(c * x), c**2 * r(x))


def s_037(d: Draw) -> float:
    """true: spectral norm of the inverse."""
    n = d.dims(1)[0]
    a = d.inv(n)
    sv = np.linalg.svd(a)[1]
    left = np.sqrt(np.linalg.eigvalsh(np.linalg.inv(a @ a.T)).max())
    return gap(left, 1 / sv[-1])


def s_038(d: Draw) -> float:
    """false: spectral norm of the inverse with largest for smallest singular value."""
    n = d.dims(1)[0]
    a = d.inv(n)
    sv = np.linalg.svd(a)[1]
    left = np.sqrt(np.linalg.eigvalsh(np.linalg.inv(a @ a.T)).max())
    return gap(left, 1 / sv[0])


def s_039(d: Draw) -> float:
    """true: inversion reverses the Loewner order."""
    n = d.dims(1)[0]
    b = d.spd(n)
    a = b + d.spd(n)
    diff = np.linalg.inv(b) - np.linalg.inv(a)
    return excess(0.0, np.linalg.eigvalsh(diff).min())


def s_040(d: Draw) -> float:
    """false: inversion reverses the Loewner order with order kept."""
    n = d.dims(1)[0]
    b = d.spd(n)
    a = b + d.spd(n)
    diff = np.linalg.inv(b) - np.linalg.inv(a)
    return excess(0.0, np.linalg.eigvalsh(-diff).min())


def s_041(d: Draw) -> float:
    """true: exponential of a similar matrix."""
    n = d.dims(1)[0]
    a, s = 0.4 * d.mat(n, n), d.inv(n)
    t = np.linalg.inv(s)
    left = expm(s @ a @ t)
    return gap(left, s @ expm(a) @ t)


def s_042(d: Draw) -> float:
    """false: exponential of a similar matrix with swapped inverse."""
    n = d.dims(1)[0]
    a, s = 0.4 * d.mat(n, n), d.inv(n)
    t = np.linalg.inv(s)
    left = expm(s @ a @ t)
    return gap(left, t @ expm(a) @ s)


def s_043(d: Draw) -> float:
    """true: determinant of a Kronecker product."""
    n, m = d.rng.permutation([2, 3, 4])[:2]
    a, b = d.mat(n, n), d.mat(m, m)
    u, v = np.linalg.det(a), np.linalg.det(b)
    left = np.linalg.det(np.kron(a, b))
    return gap(left, u**m * v**n)


def s_044(d: Draw) -> float:
    """false: determinant of a Kronecker product with exponents swapped."""
    n, m = d.rng.permutation([2, 3, 4])[:2]
    a, b = d.mat(n, n), d.mat(m, m)
    u, v = np.linalg.det(a), np.linalg.det(b)
    left = np.linalg.det(np.kron(a, b))
    return gap(left, u**n * v**m)


def s_045(d: Draw) -> float:
    """true: row and column scaling."""
    n = d.dims(1)[0]
    x, y, a = d.vec(n), d.vec(n), d.mat(n, n)
    left = np.diag(x) @ a @ np.diag(y)
    return gap(left, a * np.outer(x, y))


def s_046(d: Draw) -> float:
    """false: row and column scaling with rows and columns swapped."""
    n = d.dims(1)[0]
    x, y, a = d.vec(n), d.vec(n), d.mat(n, n)
    left = np.diag(x) @ a @ np.diag(y)
    return gap(left, a * np.outer(y, x))


def s_047(d: Draw) -> float:
    """true: dominant term."""
    n = np.array([1e4, 1e8]) * d.pos(1.0, 2.0)
    cost = n**2 + n * np.log(n)
    ratio: Callable[..., Any] = lambda other: (cost / other)[1] / (cost / other)[0]
    return truth(ratio(n**2) < 1.5)


def s_048(d: Draw) -> float:
    """false: dominant term with the smaller term kept."""
    n = np.array([1e4, 1e8]) * d.pos(1.0, 2.0)
    cost = n**2 + n * np.log(n)
    ratio: Callable[..., Any] = lambda other: (cost / other)[1] / (cost / other)[0]
    return truth(ratio(n * np.log(n)) < 1.5)


def s_049(d: Draw) -> float:
    """true: gradient of the fourth power of the norm."""
    n = d.dims(1)[0]
    x = d.vec(n)
    left, r = grad(lambda z: (z @ z) ** 2, x), np.linalg.norm(x)
    return gap(left, 4 * r**2 * x)


def s_050(d: Draw) -> float:
    """false: gradient of the fourth power of the norm with scalar power rule."""
    n = d.dims(1)[0]
    x = d.vec(n)
    left, r = grad(lambda z: (z @ z) ** 2, x), np.linalg.norm(x)
    return gap(left, 4 * r**3 * x)


def s_052(d: Draw) -> float:
    """true: gradient of tr(A X^-1)."""
    n = d.dims(1)[0]
    a, x = d.mat(n, n), d.spd(n) + 0.3 * d.skew(n)
    left, ix = grad(lambda z: np.trace(a @ np.linalg.inv(z)), x), np.linalg.inv(x)
    return gap(left, -ix.T @ a.T @ ix.T)


def s_053(d: Draw) -> float:
    """false: gradient of tr(A X^-1) with lost transposes."""
    n = d.dims(1)[0]
    a, x = d.mat(n, n), d.spd(n) + 0.3 * d.skew(n)
    left, ix = grad(lambda z: np.trace(a @ np.linalg.inv(z)), x), np.linalg.inv(x)
    return gap(left, -ix @ a @ ix)


def s_054(d: Draw) -> float:
    """true: product rule for (a'x)x."""
    n = d.dims(1)[0]
    a, x = d.vec(n), d.vec(n)
    left = jac(lambda z: (a @ z) * z, x)
    return gap(left, (a @ x) * np.eye(n) + np.outer(x, a))


def s_055(d: Draw) -> float:
    """false: product rule for (a'x)x with outer product transposed."""
    n = d.dims(1)[0]
    a, x = d.vec(n), d.vec(n)
    left = jac(lambda z: (a @ z) * z, x)
    return gap(left, (a @ x) * np.eye(n) + np.outer(a, x))


def s_056(d: Draw) -> float:
    """true: Hessian of a cube."""
    n = d.dims(1)[0]
    a, x = d.vec(n), d.vec(n)
    left = hess(lambda z: float((a @ z) ** 3), x)
    return gap(left, 6 * (a @ x) * np.outer(a, a))


def s_057(d: Draw) -> float:
    """false: Hessian of a cube with second differentiation skipped."""
    n = d.dims(1)[0]
    a, x = d.vec(n), d.vec(n)
    left = hess(lambda z: float((a @ z) ** 3), x)
    return gap(left, 3 * (a @ x) ** 2 * np.outer(a, a))


def s_058(d: Draw) -> float:
    """true: derivative of the squared norm along a curve."""
    fs, t = [d.curve() for _ in range(3)], d.num()
    x: Callable[..., Any] = lambda s: np.array([f(s) for f in fs])
    left, right = d1(lambda s: x(s) @ x(s), t), x(t) @ d1(x, t)
    return gap(left, 2 * right)


def s_059(d: Draw) -> float:
    """false: derivative of the squared norm along a curve with factor."""
    fs, t = [d.curve() for _ in range(3)], d.num()
    x: Callable[..., Any] = lambda s: np.array([f(s) for f in fs])
    left, right = d1(lambda s: x(s) @ x(s), t), x(t) @ d1(x, t)
    return gap(left, right)


def s_060(d: Draw) -> float:
    """true: expansion of log cosh."""
    s = d.rng.choice([-1, 1]) * d.pos(5.0, 8.0)
    f: Callable[..., Any] = lambda x: np.log1p(2 * np.sinh(x / 2) ** 2) - x**2 / 2
    return lacks(lambda h: f(s * h) + (s * h) ** 4 / 12, 6)


def s_061(d: Draw) -> float:
    """false: expansion of log cosh with wrong constant (4! of cosh)."""
    s = d.rng.choice([-1, 1]) * d.pos(5.0, 8.0)
    f: Callable[..., Any] = lambda x: np.log1p(2 * np.sinh(x / 2) ** 2) - x**2 / 2
    return lacks(lambda h: f(s * h) + (s * h) ** 4 / 24, 6)


def s_062(d: Draw) -> float:
    """true: exponential limit."""
    lam, n = d.pos(), 1e8
    left = np.exp(n * np.log1p(-lam / n))
    return gap(left, np.exp(-lam))


def s_063(d: Draw) -> float:
    """false: exponential limit with reciprocal exponent."""
    lam, n = d.pos(), 1e8
    left = np.exp(n * np.log1p(-lam / n))
    return gap(left, np.exp(-1 / lam))


def s_064(d: Draw) -> float:
    """true: Rayleigh normaliser."""
    s = d.pos()
    left = quad(lambda x: x * np.exp(-(x**2) / (2 * s**2)), 0.0, 12 * s)
    return gap(left, s**2)


def s_065(d: Draw) -> float:
    """false: Rayleigh normaliser with lost square."""
    s = d.pos()
    left = quad(lambda x: x * np.exp(-(x**2) / (2 * s**2)), 0.0, 12 * s)
    return gap(left, s)


def s_066(d: Draw) -> float:
    """true: logarithmic series."""
    q, k = float(d.rng.uniform(-0.9, 0.9)), np.arange(1, 2000)
    left = (q**k / k).sum()
    return gap(left, -np.log(1 - q))


def s_067(d: Draw) -> float:
    """false: logarithmic series with sign."""
    q, k = float(d.rng.uniform(-0.9, 0.9)), np.arange(1, 2000)
    left = (q**k / k).sum()
    return gap(left, np.log(1 - q))


def s_069(d: Draw) -> float:
    """true: centred sum of squares."""
    n = d.dims(1)[0]
    x = d.vec(n)
    left, m = ((x - x.mean()) ** 2).sum(), x.mean()
    return gap(left, (x**2).sum() - n * m**2)


def s_070(d: Draw) -> float:
    """false: centred sum of squares with factor n lost."""
    n = d.dims(1)[0]
    x = d.vec(n)
    left, m = ((x - x.mean()) ** 2).sum(), x.mean()
    return gap(left, (x**2).sum() - m**2)


def s_071(d: Draw) -> float:
    """true: absorption identity."""
    n = d.whole(2, 9)
    k = d.whole(1, n)
    left = k * comb(n, k)
    return gap(left, n * comb(n - 1, k - 1))


def s_072(d: Draw) -> float:
    """false: absorption identity with wrong lower index."""
    n = d.whole(2, 9)
    k = d.whole(1, n)
    left = k * comb(n, k)
    return gap(left, n * comb(n - 1, k))


def s_073(d: Draw) -> float:
    """true: product to sum."""
    a, b = d.num(), d.num()
    left, u, v = np.sin(a) * np.sin(b), np.cos(a - b), np.cos(a + b)
    return gap(left, (u - v) / 2)


def s_074(d: Draw) -> float:
    """false: product to sum with sign (formula of cos cos)."""
    a, b = d.num(), d.num()
    left, u, v = np.sin(a) * np.sin(b), np.cos(a - b), np.cos(a + b)
    return gap(left, (u + v) / 2)


def s_075(d: Draw) -> float:
    """true: chord of the unit circle."""
    t = d.num()
    left = abs(1 - np.exp(1j * t)) ** 2
    return gap(left, 2 - 2 * np.cos(t))


def s_076(d: Draw) -> float:
    """false: chord of the unit circle with sign."""
    t = d.num()
    left = abs(1 - np.exp(1j * t)) ** 2
    return gap(left, 2 + 2 * np.cos(t))


def s_077(d: Draw) -> float:
    """true: linear first-order equation."""
    k, b, y0, t = d.pos(), d.num(), d.num(), d.pos()
    res: Callable[..., Any] = lambda y: max(gap(d1(y, t), -k * y(t) + b), gap(y(0.0), y0))
    return float(res(lambda s: b / k + (y0 - b / k) * np.exp(-k * s)))


def s_078(d: Draw) -> float:
    """false: linear first-order equation with initial value not matched."""
    k, b, y0, t = d.pos(), d.num(), d.num(), d.pos()
    res: Callable[..., Any] = lambda y: max(gap(d1(y, t), -k * y(t) + b), gap(y(0.0), y0))
    return float(res(lambda s: b / k + y0 * np.exp(-k * s)))


def s_079(d: Draw) -> float:
    """true: De Morgan for differences."""
    a, b, c = (set(d.rng.permutation(12)[:7].tolist()) for _ in range(3))
    return truth(a - (b | c) == (a - b) & (a - c))


def s_080(d: Draw) -> float:
    """false: De Morgan for differences with union kept."""
    a, b, c = (set(d.rng.permutation(12)[:7].tolist()) for _ in range(3))
    return truth(a - (b | c) == (a - b) | (a - c))


def s_081(d: Draw) -> float:
    """true: odds form of Bayes."""
    w = d.prob(2, 2)
    left = (w[0, 0] / w[:, 0].sum()) / (w[1, 0] / w[:, 0].sum())
    pa = w.sum(axis=1)
    likely = (w[0, 0] / pa[0]) / (w[1, 0] / pa[1])
    return gap(left, likely * pa[0] / pa[1])


def s_082(d: Draw) -> float:
    """false: odds form of Bayes with prior odds inverted."""
    w = d.prob(2, 2)
    left = (w[0, 0] / w[:, 0].sum()) / (w[1, 0] / w[:, 0].sum())
    pa = w.sum(axis=1)
    likely = (w[0, 0] / pa[0]) / (w[1, 0] / pa[1])
    return gap(left, likely * pa[1] / pa[0])


def s_083(d: Draw) -> float:
    """true: variance of an indicator."""
    q = float(d.rng.uniform(0.1, 0.9))
    left = var(np.array([1 - q, q]), np.array([0.0, 1.0]))
    return gap(left, q - q**2)


def s_084(d: Draw) -> float:
    """false: variance of an indicator with sign."""
    q = float(d.rng.uniform(0.1, 0.9))
    left = var(np.array([1 - q, q]), np.array([0.0, 1.0]))
    return gap(left, q**2 - q)


def s_086(d: Draw) -> float:
    """true: variance of a geometric variable."""
    q, k = float(d.rng.uniform(0.1, 0.9)), np.arange(1, 3000)
    w = q * (1 - q) ** (k - 1.0)
    left = var(w, k)
    return gap(left, (1 - q) / q**2)


def s_087(d: Draw) -> float:
    """false: variance of a geometric variable with lost square."""
    q, k = float(d.rng.uniform(0.1, 0.9)), np.arange(1, 3000)
    w = q * (1 - q) ** (k - 1.0)
    left = var(w, k)
    return gap(left, (1 - q) / q)


def s_088(d: Draw) -> float:
    """true: sum of independent Poisson variables."""
    a, b, m = d.pos(), d.pos(), 25
    pmf: Callable[..., Any] = lambda r: np.array([np.exp(-r) * r**j / factorial(j) for j in range(m)])
    left = np.convolve(pmf(a), pmf(b))[:m]
    return gap(left, pmf(a + b))


def s_089(d: Draw) -> float:
    """false: sum of independent Poisson variables with product of the rates."""
    a, b, m = d.pos(), d.pos(), 25
    pmf: Callable[..., Any] = lambda r: np.array([np.exp(-r) * r**j / factorial(j) for j in range(m)])
    left = np.convolve(pmf(a), pmf(b))[:m]
    return gap(left, pmf(a * b))


def s_090(d: Draw) -> float:
    """true: covariance of affine images."""
    w, x, y = d.prob(6), d.values(6), d.vec(6)
    a, b, c, e = (d.num() for _ in range(4))
    left = cov(w, a * x + b, c * y + e)
    return gap(left, a * c * cov(w, x, y))


def s_091(d: Draw) -> float:
    """false: covariance of affine images with shifts kept."""
    w, x, y = d.prob(6), d.values(6), d.vec(6)
    a, b, c, e = (d.num() for _ in range(4))
    left = cov(w, a * x + b, c * y + e)
    return gap(left, a * c * cov(w, x, y) + b * e)


def s_092(d: Draw) -> float:
    """true: mean squared residual of the regression function."""
    w, x = d.prob(4, 3), d.values(4)
    py = w.sum(axis=0)
    m = (x @ w) / py
    v = (x**2 @ w) / py - m**2
    left = (w * (x[:, None] - m[None]) ** 2).sum()
    return gap(left, py @ v)


def s_093(d: Draw) -> float:
    """false: mean squared residual of the regression function with between-group for within-group variance."""
    w, x = d.prob(4, 3), d.values(4)
    py = w.sum(axis=0)
    m = (x @ w) / py
    left = (w * (x[:, None] - m[None]) ** 2).sum()
    return gap(left, var(py, m))


def s_094(d: Draw) -> float:
    """true: law of total variance."""
    w, x = d.prob(4, 3), d.values(4)
    py = w.sum(axis=0)
    m = (x @ w) / py
    v = (x**2 @ w) / py - m**2
    left = var(w.sum(axis=1), x)
    return gap(left, py @ v + var(py, m))


def s_095(d: Draw) -> float:
    """false: law of total variance with sign."""
    w, x = d.prob(4, 3), d.values(4)
    py = w.sum(axis=0)
    m = (x @ w) / py
    v = (x**2 @ w) / py - m**2
    left = var(w.sum(axis=1), x)
    return gap(left, py @ v - var(py, m))


def s_096(d: Draw) -> float:
    """true: Markov."""
    w, x, a = d.prob(5), d.posvec(5), d.pos()
    tail, bound = w[x >= a].sum(), mean(w, x) / a
    return excess(tail, bound)


def s_097(d: Draw) -> float:
    """false: Markov with reversed."""
    w, x, a = d.prob(5), d.posvec(5), d.pos()
    tail, bound = w[x >= a].sum(), mean(w, x) / a
    return excess(bound, tail)


def s_098(d: Draw) -> float:
    """true: mean absolute value of a centred Gaussian."""
    s = d.pos()
    left = 2 * quad(lambda x: x * normpdf(x, 0.0, s**2), 0.0, 12 * s)
    return gap(left, s * np.sqrt(2 / np.pi))


def s_099(d: Draw) -> float:
    """false: mean absolute value of a centred Gaussian with fraction inverted."""
    s = d.pos()
    left = 2 * quad(lambda x: x * normpdf(x, 0.0, s**2), 0.0, 12 * s)
    return gap(left, s * np.sqrt(np.pi / 2))


def s_100(d: Draw) -> float:
    """true: mutual information as a divergence."""
    w = d.prob(4, 3)
    a, b = w.sum(axis=1), w.sum(axis=0)
    left, o = ent(a) + ent(b) - ent(w.ravel()), np.outer(a, b)
    return gap(left, kl(w, o))


def s_101(d: Draw) -> float:
    """false: mutual information as a divergence with arguments swapped."""
    w = d.prob(4, 3)
    a, b = w.sum(axis=1), w.sum(axis=0)
    left, o = ent(a) + ent(b) - ent(w.ravel()), np.outer(a, b)
    return gap(left, kl(o, w))


def s_103(d: Draw) -> float:
    """true: cross entropy decomposition."""
    n = d.dims(1)[0]
    p, q = d.prob(n), d.prob(n)
    left = float(-(p * np.log(q)).sum())
    return gap(left, ent(p) + kl(p, q))


def s_104(d: Draw) -> float:
    """false: cross entropy decomposition with entropy of the wrong distribution."""
    n = d.dims(1)[0]
    p, q = d.prob(n), d.prob(n)
    left = float(-(p * np.log(q)).sum())
    return gap(left, ent(q) + kl(p, q))


def s_105(d: Draw) -> float:
    """true: total mass of a convolution."""
    n, m = d.dims(2)
    a, b = d.vec(n), d.vec(m)
    left = sum(a[i] * b[k - i] for k in range(n + m - 1) for i in range(n) if 0 <= k - i < m)
    return gap(left, a.sum() * b.sum())


def s_106(d: Draw) -> float:
    """false: total mass of a convolution with sum for product."""
    n, m = d.dims(2)
    a, b = d.vec(n), d.vec(m)
    left = sum(a[i] * b[k - i] for k in range(n + m - 1) for i in range(n) if 0 <= k - i < m)
    return gap(left, a.sum() + b.sum())


def s_107(d: Draw) -> float:
    """true: sub-Gaussian bound of cosh."""
    x = d.num()
    return excess(np.cosh(x), np.exp(x**2 / 2))


def s_108(d: Draw) -> float:
    """false: sub-Gaussian bound of cosh with wrong constant."""
    x = d.num()
    return excess(np.cosh(x), np.exp(x**2 / 4))


def s_109(d: Draw) -> float:
    """true: first-order condition of convexity."""
    n = d.dims(1)[0]
    b, c = d.mat(4, n), d.vec(4)
    f: Callable[..., Any] = lambda z: lse(b @ z + c) + z @ z / 2
    x, y = d.vec(n), d.vec(n)
    return excess(f(x) + grad(f, x) @ (y - x), f(y))


def s_110(d: Draw) -> float:
    """false: first-order condition of convexity with gradient at the wrong point."""
    n = d.dims(1)[0]
    b, c = d.mat(4, n), d.vec(4)
    f: Callable[..., Any] = lambda z: lse(b @ z + c) + z @ z / 2
    x, y = d.vec(n), d.vec(n)
    return excess(f(x) + grad(f, y) @ (y - x), f(y))


def s_111(d: Draw) -> float:
    """true: L2 penalty is weight decay under plain descent."""
    n = d.dims(1)[0]
    f, w, eta, lam = d.scalar(n), d.vec(n), d.pos(0.05, 0.6), d.pos()
    left = w - eta * grad(lambda z: f(z) + lam / 2 * (z @ z), w)
    step = eta * grad(f, w)
    return gap(left, (1 - eta * lam) * w - step)


def s_112(d: Draw) -> float:
    """false: L2 penalty is weight decay under plain descent with step size lost in the decay."""
    n = d.dims(1)[0]
    f, w, eta, lam = d.scalar(n), d.vec(n), d.pos(0.05, 0.6), d.pos()
    left = w - eta * grad(lambda z: f(z) + lam / 2 * (z @ z), w)
    step = eta * grad(f, w)
    return gap(left, (1 - lam) * w - step)


def s_113(d: Draw) -> float:
    """true: exact line search step."""
    n = d.dims(1)[0]
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    g = a @ x - b
    f: Callable[..., Any] = lambda s: 0.5 * (x - s * g) @ a @ (x - s * g) - b @ (x - s * g)
    left = -(f(1.0) - f(-1.0)) / 2 / (f(1.0) + f(-1.0) - 2 * f(0.0))
    return gap(left, (g @ g) / (g @ a @ g))


def s_114(d: Draw) -> float:
    """false: exact line search step with fraction inverted."""
    n = d.dims(1)[0]
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    g = a @ x - b
    f: Callable[..., Any] = lambda s: 0.5 * (x - s * g) @ a @ (x - s * g) - b @ (x - s * g)
    left = -(f(1.0) - f(-1.0)) / 2 / (f(1.0) + f(-1.0) - 2 * f(0.0))
    return gap(left, (g @ a @ g) / (g @ g))


def s_115(d: Draw) -> float:
    """true: momentum unrolled."""
    t, beta = d.whole(2, 8), d.pos(0.2, 0.95)
    g = d.vec(t)
    v = 0.0
    for x in g:
        v = beta * v + x
    k = np.arange(1, t + 1)
    return gap(v, (beta ** (t - k) * g).sum())


def s_116(d: Draw) -> float:
    """false: momentum unrolled with weights in the wrong order."""
    t, beta = d.whole(2, 8), d.pos(0.2, 0.95)
    g = d.vec(t)
    v = 0.0
    for x in g:
        v = beta * v + x
    k = np.arange(1, t + 1)
    return gap(v, (beta**k * g).sum())


def s_117(d: Draw) -> float:
    """true: weight of an exponential average."""
    t, beta = d.whole(1, 8), d.pos(0.2, 0.95)
    left = (1 - beta) * sum(beta ** (t - k) for k in range(1, t + 1))
    return gap(left, 1 - beta**t)


def s_118(d: Draw) -> float:
    """false: weight of an exponential average with off by one."""
    t, beta = d.whole(1, 8), d.pos(0.2, 0.95)
    left = (1 - beta) * sum(beta ** (t - k) for k in range(1, t + 1))
    return gap(left, 1 - beta ** (t - 1))


def s_120(d: Draw) -> float:
    """true: one Newton step on a quadratic."""
    n = d.dims(1)[0]
    h, b, x = d.spd(n), d.vec(n), d.vec(n)
    step = np.linalg.solve(h, grad(lambda z: 0.5 * z @ h @ z - b @ z, x))
    right = np.linalg.solve(h, b)
    return gap(x - step, right)


def s_121(d: Draw) -> float:
    """false: one Newton step on a quadratic with sign."""
    n = d.dims(1)[0]
    h, b, x = d.spd(n), d.vec(n), d.vec(n)
    step = np.linalg.solve(h, grad(lambda z: 0.5 * z @ h @ z - b @ z, x))
    right = np.linalg.solve(h, b)
    return gap(x + step, right)


def s_122(d: Draw) -> float:
    """true: projection onto a ball."""
    n, r = d.dims(1)[0], d.pos(0.2, 0.6)
    x = d.unit(n) * d.pos(1.2, 3.0)
    lo, hi = 0.0, 100.0
    for _ in range(80):
        mid = (lo + hi) / 2
        lo, hi = (mid, hi) if np.linalg.norm(x / (1 + mid)) > r else (lo, mid)
    left, s = x / (1 + lo), np.linalg.norm(x)
    return gap(left, r / s * x)


def s_123(d: Draw) -> float:
    """false: projection onto a ball with squared norm in the denominator."""
    n, r = d.dims(1)[0], d.pos(0.2, 0.6)
    x = d.unit(n) * d.pos(1.2, 3.0)
    lo, hi = 0.0, 100.0
    for _ in range(80):
        mid = (lo + hi) / 2
        lo, hi = (mid, hi) if np.linalg.norm(x / (1 + mid)) > r else (lo, mid)
    left, s = x / (1 + lo), np.linalg.norm(x)
    return gap(left, r / s**2 * x)


def s_124(d: Draw) -> float:
    """true: two-class softmax."""
    x = d.vec(2)
    left = np.exp(x[0]) / np.exp(x).sum()
    return gap(left, sigmoid(x[0] - x[1]))


def s_125(d: Draw) -> float:
    """false: two-class softmax with difference reversed."""
    x = d.vec(2)
    left = np.exp(x[0]) / np.exp(x).sum()
    return gap(left, sigmoid(x[1] - x[0]))


def s_126(d: Draw) -> float:
    """true: odd part of softplus."""
    x = d.num()
    u, v = np.log1p(np.exp(x)), np.log1p(np.exp(-x))
    return gap(u - v, x)


def s_127(d: Draw) -> float:
    """false: odd part of softplus with sign."""
    x = d.num()
    u, v = np.log1p(np.exp(x)), np.log1p(np.exp(-x))
    return gap(u + v, x)


def s_128(d: Draw) -> float:
    """true: logit gradient of binary cross-entropy."""
    y, z = d.whole(0, 1), d.num()
    left = d1(lambda t: -y * np.log(sigmoid(t)) - (1 - y) * np.log(1 - sigmoid(t)), z)
    s = sigmoid(z)
    return gap(left, s - y)


def s_129(d: Draw) -> float:
    """false: logit gradient of binary cross-entropy with the derivative of the sigmoid left in."""
    y, z = d.whole(0, 1), d.num()
    left = d1(lambda t: -y * np.log(sigmoid(t)) - (1 - y) * np.log(1 - sigmoid(t)), z)
    s = sigmoid(z)
    return gap(left, s * (1 - s) * (s - y))


def s_130(d: Draw) -> float:
    """true: weight gradient of a linear layer."""
    n, o = d.dims(2)
    w, x, b, f = d.mat(o, n), d.vec(n), d.vec(o), d.scalar(o)
    left = grad(lambda m: f(m @ x + b), w)
    delta = grad(f, w @ x + b)
    return gap(left, np.outer(delta, x))


def s_131(d: Draw) -> float:
    """false: weight gradient of a linear layer with outer product transposed."""
    n, o = d.dims(2)
    w, x, b, f = d.mat(o, n), d.vec(n), d.vec(o), d.scalar(o)
    left = grad(lambda m: f(m @ x + b), w)
    delta = grad(f, w @ x + b)
    return gap(left, np.outer(x, delta))


def s_132(d: Draw) -> float:
    """true: Jacobian of a residual block."""
    n = d.dims(1)[0]
    f, x = d.smooth(n, n), d.vec(n)
    left, j = jac(lambda z: z + f(z), x), jac(f, x)
    return gap(left, np.eye(n) + j)


def s_133(d: Draw) -> float:
    """false: Jacobian of a residual block with sign."""
    n = d.dims(1)[0]
    f, x = d.smooth(n, n), d.vec(n)
    left, j = jac(lambda z: z + f(z), x), jac(f, x)
    return gap(left, np.eye(n) - j)


def s_134(d: Draw) -> float:
    """true: inverted dropout is unbiased."""
    q, h = float(d.rng.uniform(0.1, 0.8)), d.num()
    left = mean(np.array([q, 1 - q]), np.array([0.0, 1.0]) / (1 - q) * h)
    return gap(left, h)


def s_135(d: Draw) -> float:
    """false: inverted dropout is unbiased with scaled twice."""
    q, h = float(d.rng.uniform(0.1, 0.8)), d.num()
    left = mean(np.array([q, 1 - q]), np.array([0.0, 1.0]) / (1 - q) * h)
    return gap(left, (1 - q) * h)


def s_137(d: Draw) -> float:
    """true: output length of a convolution."""
    n, k, q, s = d.whole(6, 20), d.whole(1, 5), d.whole(1, 4), d.whole(1, 3)
    left = len(range(0, n + 2 * q - k + 1, s))
    return gap(left, (n + 2 * q - k) // s + 1)


def s_138(d: Draw) -> float:
    """false: output length of a convolution with padding counted once."""
    n, k, q, s = d.whole(6, 20), d.whole(1, 5), d.whole(1, 4), d.whole(1, 3)
    left = len(range(0, n + 2 * q - k + 1, s))
    return gap(left, (n + q - k) // s + 1)


def s_139(d: Draw) -> float:
    """true: rotary embeddings depend on the offset."""
    t, m, n = d.num(), d.whole(1, 5), d.whole(1, 5)
    r: Callable[..., Any] = lambda a: np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    left = r(m * t).T @ r(n * t)
    return gap(left, r((n - m) * t))


def s_140(d: Draw) -> float:
    """false: rotary embeddings depend on the offset with lost transpose."""
    t, m, n = d.num(), d.whole(1, 5), d.whole(1, 5)
    r: Callable[..., Any] = lambda a: np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]])
    left = r(m * t).T @ r(n * t)
    return gap(left, r((n + m) * t))

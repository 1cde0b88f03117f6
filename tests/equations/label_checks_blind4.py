"""Hand-written checks of the rows of `rows_blind4.jsonl`; a row's label opens its docstring."""

from functools import partial
from math import comb, erf, factorial, lgamma
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
    mean,
    moments,
    normlog,
    quad,
    shape,
    sigmoid,
    softmax,
    var,
)

Value: TypeAlias = Any
"""A number, or an array of them."""


def poisson(lam: float) -> tuple[Array, Array]:
    """Poisson weights and outcomes."""
    k = np.arange(80)
    return np.exp(k * np.log(lam) - lam - np.array([lgamma(j + 1) for j in k])), k


def regress(m: float, k: float, s: float, t: float, r: float, y: float) -> float:
    """Mean of X given Y = y by integrating the bivariate normal density."""
    inv = np.linalg.inv(np.array([[s * s, r * s * t], [r * s * t, t * t]]))

    def dens(x: Array) -> Array:
        u, v = x - m, y - k
        return np.asarray(np.exp(-(inv[0, 0] * u * u + 2 * inv[0, 1] * u * v + inv[1, 1] * v * v) / 2))

    low, high = m - 15 * s, m + 15 * s
    return quad(lambda x: x * dens(x), low, high, 80) / quad(dens, low, high, 80)


def adjugate(a: Array) -> Array:
    """Transposed matrix of cofactors."""
    n = range(len(a))
    minor = [[np.linalg.det(np.delete(np.delete(a, i, 0), j, 1)) for j in n] for i in n]
    return np.array([[(-1) ** (i + j) * minor[i][j] for i in n] for j in n])


def _beta(a: float, b: float, x: Value) -> Value:
    return x ** (a - 1) * (1 - x) ** (b - 1)


def e_001(d: Draw) -> float:
    r"""True: P(A \setminus B) = P(A) - P(A\cap B)."""
    p = d.prob(2, 2)
    return gap(p[1, 0], p[1].sum() - p[1, 1])


def e_002(d: Draw) -> float:
    r"""False: P(A \setminus B) = P(A) - P(B)."""
    p = d.prob(2, 2)
    return gap(p[1, 0], p[1].sum() - p[:, 1].sum())


def e_003(d: Draw) -> float:
    r"""True: P(A^c\cap B^c) = 1 - P(A) - P(B) + P(A)P(B)."""
    a, b = d.pos(0.1, 0.9), d.pos(0.1, 0.9)
    joint = np.outer([1 - a, a], [1 - b, b])
    return gap(joint[0, 0], 1 - a - b + a * b)


def e_004(d: Draw) -> float:
    r"""False: P(A^c\cap B^c) = 1 - P(A)P(B)."""
    a, b = d.pos(0.1, 0.9), d.pos(0.1, 0.9)
    joint = np.outer([1 - a, a], [1 - b, b])
    return gap(joint[0, 0], 1 - a * b)


def e_005(d: Draw) -> float:
    r"""True: \Pr(A) = \Pr(A\mid B)\Pr(B) + \Pr(A\mid B^{c})\,(1-\Pr(B))."""
    p = d.prob(2, 2)
    b = p[:, 1].sum()
    return gap(p[1].sum(), p[1, 1] / b * b + p[1, 0] / p[:, 0].sum() * (1 - b))


def e_006(d: Draw) -> float:
    r"""False: \Pr(A) = \Pr(A\mid B)\Pr(B) + \Pr(A^{c}\mid B)\,(1-\Pr(B))."""
    p = d.prob(2, 2)
    b = p[:, 1].sum()
    return gap(p[1].sum(), p[1, 1] + p[0, 1] / b * (1 - b))


def e_007(d: Draw) -> float:
    r"""True: P\left(\max(X_1,\dots,X_n)\le t\right) = F(t)^n."""
    n = d.whole(2, 4)
    p, x = d.prob(4), d.values(4)
    t = float(d.rng.choice(x))
    w, s = iid(p, x, n)
    return gap(mean(w, s.max(axis=1) <= t), mean(p, x <= t) ** n)


def e_008(d: Draw) -> float:
    r"""False: P\left(\min(X_1,\dots,X_n)\le t\right) = 1 - F(t)^n."""
    n = d.whole(2, 4)
    p, x = d.prob(4), d.values(4)
    t = float(d.rng.choice(x))
    w, s = iid(p, x, n)
    return gap(mean(w, s.min(axis=1) <= t), 1 - mean(p, x <= t) ** n)


def e_009(d: Draw) -> float:
    r"""True: P(F) = 1-(1-p)^n."""
    n, p = d.whole(2, 6), d.pos(0.1, 0.9)
    w, s = iid(np.array([1 - p, p]), np.array([0.0, 1.0]), n)
    return gap(mean(w, s.sum(axis=1) >= 1), 1 - (1 - p) ** n)


def e_010(d: Draw) -> float:
    r"""False: P(F) = 1-p^n."""
    n, p = d.whole(2, 6), d.pos(0.1, 0.9)
    w, s = iid(np.array([1 - p, p]), np.array([0.0, 1.0]), n)
    return gap(mean(w, s.sum(axis=1) >= 1), 1 - p**n)


def e_011(d: Draw) -> float:
    r"""True: \operatorname{Var}(X) = \frac{1-p}{p^2}."""
    p = d.pos(0.2, 0.9)
    k = np.arange(1, 400)
    w = p * (1 - p) ** (k - 1)
    return gap(var(w, k), (1 - p) / p**2)


def e_012(d: Draw) -> float:
    r"""False: \operatorname{Var}(X) = \frac{1-p}{p}."""
    p = d.pos(0.2, 0.9)
    k = np.arange(1, 400)
    w = p * (1 - p) ** (k - 1)
    return gap(var(w, k), (1 - p) / p)


def e_013(d: Draw) -> float:
    r"""True: \mathbb{E}[X(X-1)] = \lambda^2."""
    lam = d.pos(0.5, 4)
    w, k = poisson(lam)
    return gap(mean(w, k * (k - 1)), lam**2)


def e_014(d: Draw) -> float:
    r"""False: \mathbb{E}[X^2] = \lambda^2."""
    lam = d.pos(0.5, 4)
    w, k = poisson(lam)
    return gap(mean(w, k * k), lam**2)


def e_015(d: Draw) -> float:
    r"""True: P(X > s+t \mid X > s) = e^{-\lambda t}."""
    lam, s, t = d.pos(), d.pos(0.2, 1), d.pos(0.2, 1)
    tail = [quad(lambda x: lam * np.exp(-lam * x), a, a + 60 / lam, 60) for a in (s + t, s)]
    return gap(tail[0] / tail[1], np.exp(-lam * t))


def e_016(d: Draw) -> float:
    r"""False: P(X > s+t \mid X > s) = e^{-\lambda (s+t)}."""
    lam, s, t = d.pos(), d.pos(0.2, 1), d.pos(0.2, 1)
    tail = [quad(lambda x: lam * np.exp(-lam * x), a, a + 60 / lam, 60) for a in (s + t, s)]
    return gap(tail[0] / tail[1], np.exp(-lam * (s + t)))


def e_017(d: Draw) -> float:
    r"""True: \operatorname{Var} X = \frac{\alpha\beta}{(\alpha+\beta)^2(\alpha+\beta+1)}."""
    a, b = d.pos(3, 6), d.pos(3, 6)
    m = [quad(partial(_beta, a + j, b), 0, 1) for j in range(3)]
    return gap(m[2] / m[0] - (m[1] / m[0]) ** 2, a * b / ((a + b) ** 2 * (a + b + 1)))


def e_018(d: Draw) -> float:
    r"""False: \operatorname{Var} X = \frac{\alpha\beta}{(\alpha+\beta)^2}."""
    a, b = d.pos(3, 6), d.pos(3, 6)
    m = [quad(partial(_beta, a + j, b), 0, 1) for j in range(3)]
    return gap(m[2] / m[0] - (m[1] / m[0]) ** 2, a * b / (a + b) ** 2)


def e_019(d: Draw) -> float:
    r"""True: E\left(e^{tX}\right) = (1-p+pe^t)^n."""
    n, p, t = d.whole(1, 6), d.pos(0.1, 0.9), d.num()
    k = np.arange(n + 1)
    w = np.array([comb(n, j) * p**j * (1 - p) ** (n - j) for j in k])
    return gap(mean(w, np.exp(t * k)), (1 - p + p * np.exp(t)) ** n)


def e_020(d: Draw) -> float:
    r"""False: E\left(e^{tX}\right) = (p+(1-p)e^t)^n."""
    n, p, t = d.whole(1, 6), d.pos(0.1, 0.9), d.num()
    k = np.arange(n + 1)
    w = np.array([comb(n, j) * p**j * (1 - p) ** (n - j) for j in k])
    return gap(mean(w, np.exp(t * k)), (p + (1 - p) * np.exp(t)) ** n)


def e_021(d: Draw) -> float:
    r"""True: \text{Var}(X) = 2b^2."""
    b = d.pos()
    return gap(2 * quad(lambda x: x**2 * np.exp(-x / b) / (2 * b), 0, 60 * b, 60), 2 * b**2)


def e_022(d: Draw) -> float:
    r"""False: \text{Var}(X) = b^2."""
    b = d.pos()
    return gap(2 * quad(lambda x: x**2 * np.exp(-x / b) / (2 * b), 0, 60 * b, 60), b**2)


def e_023(d: Draw) -> float:
    r"""True: H(X,Y) = H(X\mid Y) + H(Y)."""
    p = d.prob(3, 4)
    q = p.sum(axis=0)
    return gap(ent(p), sum(q[j] * ent(p[:, j] / q[j]) for j in range(4)) + ent(q))


def e_024(d: Draw) -> float:
    r"""False: H(X,Y) = H(X\mid Y) + H(X)."""
    p = d.prob(3, 4)
    q = p.sum(axis=0)
    return gap(ent(p), sum(q[j] * ent(p[:, j] / q[j]) for j in range(4)) + ent(p.sum(axis=1)))


def e_025(d: Draw) -> float:
    r"""True: I(X;Y) = D_{\mathrm{KL}}\left(p_{XY}\,\|\,p_X p_Y\right)."""
    p = d.prob(3, 4)
    a, b = p.sum(axis=1), p.sum(axis=0)
    return gap(ent(a) + ent(b) - ent(p), kl(p, np.outer(a, b)))


def e_026(d: Draw) -> float:
    r"""False: I(X;Y) = D_{\mathrm{KL}}\left(p_X p_Y\,\|\,p_{XY}\right)."""
    p = d.prob(3, 4)
    a, b = p.sum(axis=1), p.sum(axis=0)
    return gap(ent(a) + ent(b) - ent(p), kl(np.outer(a, b), p))


def e_027(d: Draw) -> float:
    r"""True: h'(p) = \log\frac{1-p}{p}."""
    p = d.pos(0.1, 0.9)
    return gap(d1(lambda t: -t * np.log(t) - (1 - t) * np.log(1 - t), p), np.log((1 - p) / p))


def e_028(d: Draw) -> float:
    r"""False: h'(p) = \log\frac{p}{1-p}."""
    p = d.pos(0.1, 0.9)
    return gap(d1(lambda t: -t * np.log(t) - (1 - t) * np.log(1 - t), p), np.log(p / (1 - p)))


def e_029(d: Draw) -> float:
    r"""True: \mathrm{KL}(P\|Q) = \frac{(\mu_1-\mu_2)^2}{2\sigma^2}."""
    m, k, s = d.num(), d.num(), d.pos(0.6, 2)
    return gap(gauss(lambda x: normlog(x, m, s**2) - normlog(x, k, s**2), m, s), (m - k) ** 2 / (2 * s**2))


def e_030(d: Draw) -> float:
    r"""False: \mathrm{KL}(P\|Q) = \frac{(\mu_1-\mu_2)^2}{2\sigma}."""
    m, k, s = d.num(), d.num(), d.pos(0.6, 2)
    return gap(gauss(lambda x: normlog(x, m, s**2) - normlog(x, k, s**2), m, s), (m - k) ** 2 / (2 * s))


def e_031(d: Draw) -> float:
    r"""True: I(X;Y,Z) = I(X;Z) + I(X;Y\mid Z)."""
    p = d.prob(2, 3, 3)
    left = ent(p.sum((1, 2))) + ent(p.sum(0)) - ent(p)
    first = ent(p.sum((1, 2))) + ent(p.sum((0, 1))) - ent(p.sum(1))
    r = p.sum((0, 1))
    cond = 0.0
    for z in range(3):
        t = p[:, :, z] / r[z]
        cond += r[z] * kl(t, np.outer(t.sum(1), t.sum(0)))
    return gap(left, first + cond)


def e_032(d: Draw) -> float:
    r"""False: I(X;Y,Z) = I(X;Z) + I(X;Y)."""
    p = d.prob(2, 3, 3)
    left = ent(p.sum((1, 2))) + ent(p.sum(0)) - ent(p)
    first = ent(p.sum((1, 2))) + ent(p.sum((0, 1))) - ent(p.sum(1))
    other = ent(p.sum((1, 2))) + ent(p.sum((0, 2))) - ent(p.sum(2))
    return gap(left, first + other)


def e_033(d: Draw) -> float:
    r"""True: \sum_{k=1}^n k(k+1) = \frac{n(n+1)(n+2)}{3}."""
    n = d.whole(1, 12)
    return gap(sum(k * (k + 1) for k in range(1, n + 1)), n * (n + 1) * (n + 2) / 3)


def e_034(d: Draw) -> float:
    r"""False: \sum_{k=1}^n k(k+1) = \frac{n(n+1)(n+2)}{6}."""
    n = d.whole(1, 12)
    return gap(sum(k * (k + 1) for k in range(1, n + 1)), n * (n + 1) * (n + 2) / 6)


def e_035(d: Draw) -> float:
    r"""True: \sum_{k=1}^{\infty} k x^k = \frac{x}{(1-x)^2} \quad \text{for } |x|<1."""
    x = d.pos(-0.8, 0.8)
    k = np.arange(1, 400)
    return gap((k * x**k).sum(), x / (1 - x) ** 2)


def e_036(d: Draw) -> float:
    r"""False: \sum_{k=1}^{\infty} k x^k = \frac{1}{(1-x)^2} \quad \text{for } |x|<1."""
    x = d.pos(-0.8, 0.8)
    k = np.arange(1, 400)
    return gap((k * x**k).sum(), 1 / (1 - x) ** 2)


def e_037(d: Draw) -> float:
    r"""True: \sum_{k=0}^{n} k\binom{n}{k} = n\,2^{n-1}."""
    n = d.whole(1, 10)
    return gap(sum(k * comb(n, k) for k in range(n + 1)), n * 2 ** (n - 1))


def e_038(d: Draw) -> float:
    r"""False: \sum_{k=0}^{n} k\binom{n}{k} = n\,2^{n}."""
    n = d.whole(1, 10)
    return gap(sum(k * comb(n, k) for k in range(n + 1)), n * 2**n)


def e_039(d: Draw) -> float:
    r"""True: \ln(1-x) = -\sum_{k\ge 1}\frac{x^k}{k}."""
    x = d.pos(-0.8, 0.8)
    k = np.arange(1, 400)
    return gap(np.log(1 - x), -(x**k / k).sum())


def e_040(d: Draw) -> float:
    r"""False: \ln(1-x) = \sum_{k\ge 1}(-1)^{k}\frac{x^k}{k}."""
    x = d.pos(-0.8, 0.8)
    k = np.arange(1, 400)
    return gap(np.log(1 - x), ((-1.0) ** k * x**k / k).sum())


def e_041(d: Draw) -> float:
    r"""True: 1\cdot 1! + 2\cdot 2! + \cdots + n\cdot n! = (n+1)! - 1."""
    n = d.whole(1, 8)
    return gap(sum(k * factorial(k) for k in range(1, n + 1)), factorial(n + 1) - 1)


def e_042(d: Draw) -> float:
    r"""False: 1\cdot 1! + 2\cdot 2! + \cdots + n\cdot n! = n! - 1."""
    n = d.whole(1, 8)
    return gap(sum(k * factorial(k) for k in range(1, n + 1)), factorial(n) - 1)


def e_043(d: Draw) -> float:
    r"""True: \int_0^\infty x e^{-ax}\,dx = \frac{1}{a^2}."""
    a = d.pos()
    return gap(quad(lambda x: x * np.exp(-a * x), 0, 60 / a, 60), 1 / a**2)


def e_044(d: Draw) -> float:
    r"""False: \int_0^\infty x e^{-ax}\,dx = \frac{1}{a}."""
    a = d.pos()
    return gap(quad(lambda x: x * np.exp(-a * x), 0, 60 / a, 60), 1 / a)


def e_045(d: Draw) -> float:
    r"""True: \int_0^1 x^m(1-x)^n\,dx = \frac{m!\,n!}{(m+n+1)!}."""
    m, n = d.whole(0, 4), d.whole(0, 4)
    return gap(quad(lambda x: x**m * (1 - x) ** n, 0, 1), factorial(m) * factorial(n) / factorial(m + n + 1))


def e_046(d: Draw) -> float:
    r"""False: \int_0^1 x^m(1-x)^n\,dx = \frac{m!\,n!}{(m+n)!}."""
    m, n = d.whole(0, 4), d.whole(0, 4)
    return gap(quad(lambda x: x**m * (1 - x) ** n, 0, 1), factorial(m) * factorial(n) / factorial(m + n))


def e_047(d: Draw) -> float:
    r"""True: \int_{0}^{1} x\,f'(x)\,dx = f(1) - \int_0^1 f(x)\,dx."""
    a, b, c = d.vec(3)
    left = quad(lambda x: x * (a * b * np.cos(b * x) + c), 0, 1)
    return gap(left, a * np.sin(b) + c - quad(lambda x: a * np.sin(b * x) + c * x, 0, 1))


def e_048(d: Draw) -> float:
    r"""False: \int_{0}^{1} x\,f'(x)\,dx = f(1) + \int_0^1 f(x)\,dx."""
    a, b, c = d.vec(3)
    left = quad(lambda x: x * (a * b * np.cos(b * x) + c), 0, 1)
    return gap(left, a * np.sin(b) + c + quad(lambda x: a * np.sin(b * x) + c * x, 0, 1))


def e_049(d: Draw) -> float:
    r"""True: \frac{d}{dx}\int_0^{x^2} f(t)\,dt = 2x\,f(x^2)."""
    a, b, x = d.num(), d.num(), d.num()

    def f(t: Value) -> Value:
        return np.sin(a * t) + b * np.cos(t)

    return gap(d1(lambda s: quad(f, 0, s**2, 10), x), 2 * x * f(x**2))


def e_050(d: Draw) -> float:
    r"""False: \frac{d}{dx}\int_0^{x^2} f(t)\,dt = f(x^2)."""
    a, b, x = d.num(), d.num(), d.num()

    def f(t: Value) -> Value:
        return np.sin(a * t) + b * np.cos(t)

    return gap(d1(lambda s: quad(f, 0, s**2, 10), x), f(x**2))


def e_051(d: Draw) -> float:
    r"""True: \int_{0}^{\infty}\frac{dx}{x^2+a^2} = \frac{\pi}{2a}."""
    a = d.pos()
    near = quad(lambda x: 1 / (x**2 + a**2), 0, a)
    far = quad(lambda u: 1 / (1 + (a * u) ** 2), 0, 1 / a)
    return gap(near + far, np.pi / (2 * a))


def e_052(d: Draw) -> float:
    r"""False: \int_{0}^{\infty}\frac{dx}{x^2+a^2} = \frac{\pi}{a}."""
    a = d.pos()
    near = quad(lambda x: 1 / (x**2 + a**2), 0, a)
    far = quad(lambda u: 1 / (1 + (a * u) ** 2), 0, 1 / a)
    return gap(near + far, np.pi / a)


def e_053(d: Draw) -> float:
    r"""True: \lim_{x\to 0}\frac{1-\cos x}{x^2} = \frac12."""
    x = 1e-3 * d.pos(0.5, 1)
    return gap(2 * np.sin(x / 2) ** 2 / x**2, 0.5)


def e_054(d: Draw) -> float:
    r"""False: \lim_{x\to 0}\frac{1-\cos x}{x^2} = 1."""
    x = 1e-3 * d.pos(0.5, 1)
    return gap(2 * np.sin(x / 2) ** 2 / x**2, 1.0)


def e_055(d: Draw) -> float:
    r"""True: \lim_{x\to\infty}\left(\sqrt{x^2+x}-x\right) = \frac{1}{2}."""
    x = 1e7 * d.pos(1, 2)
    return gap(x / (np.sqrt(x * x + x) + x), 0.5)


def e_056(d: Draw) -> float:
    r"""False: \lim_{x\to\infty}\left(\sqrt{x^2+x}-x\right) = 0."""
    x = 1e7 * d.pos(1, 2)
    return gap(x / (np.sqrt(x * x + x) + x), 0.0)


def e_057(d: Draw) -> float:
    r"""True: \lim_{x\to 0^+} x^x = 1."""
    x = 1e-9 * d.pos(0.5, 1)
    return gap(x**x, 1.0)


def e_058(d: Draw) -> float:
    r"""False: \lim_{x\to 0^+} x^x = 0."""
    x = 1e-9 * d.pos(0.5, 1)
    return gap(x**x, 0.0)


def e_059(d: Draw) -> float:
    r"""True: \lim_{n\to\infty}\left(1-\frac{a}{n}\right)^{n} = e^{-a}."""
    a = d.num()
    return gap(np.exp(1e9 * np.log1p(-a / 1e9)), np.exp(-a))


def e_060(d: Draw) -> float:
    r"""False: \lim_{n\to\infty}\left(1-\frac{a}{n}\right)^{2n} = e^{-a^2}."""
    a = d.pos()
    return gap(np.exp(2e9 * np.log1p(-a / 1e9)), np.exp(-a * a))


def e_061(d: Draw) -> float:
    r"""True: \lim_{N\to\infty}\sum_{k=0}^{N} A^k = (I-A)^{-1}."""
    n = d.whole(2, 4)
    a = d.mat(n, n)
    a = 0.5 * a / np.linalg.norm(a, 2)
    s = sum(np.linalg.matrix_power(a, k) for k in range(80))
    return gap(s, np.linalg.inv(np.eye(n) - a))


def e_062(d: Draw) -> float:
    r"""False: \lim_{N\to\infty}\sum_{k=0}^{N} A^k = (A-I)^{-1}."""
    n = d.whole(2, 4)
    a = d.mat(n, n)
    a = 0.5 * a / np.linalg.norm(a, 2)
    s = sum(np.linalg.matrix_power(a, k) for k in range(80))
    return gap(s, np.linalg.inv(a - np.eye(n)))


def e_063(d: Draw) -> float:
    r"""True: \cos 3\theta = 4\cos^3\theta - 3\cos\theta."""
    t = d.num()
    return gap(np.cos(3 * t), 4 * np.cos(t) ** 3 - 3 * np.cos(t))


def e_064(d: Draw) -> float:
    r"""False: \cos 3\theta = 3\cos\theta - 4\cos^3\theta."""
    t = d.num()
    return gap(np.cos(3 * t), 3 * np.cos(t) - 4 * np.cos(t) ** 3)


def e_065(d: Draw) -> float:
    r"""True: \begin{aligned} \sin a+\sin b &= 2\sin\frac{a+b}{2}\cos\frac{a-b}{2} \end{aligned}."""
    a, b = d.num(), d.num()
    return gap(np.sin(a) + np.sin(b), 2 * np.sin((a + b) / 2) * np.cos((a - b) / 2))


def e_066(d: Draw) -> float:
    r"""False: \begin{aligned} \sin a+\sin b &= 2\cos\frac{a+b}{2}\sin\frac{a-b}{2} \end{aligned}."""
    a, b = d.num(), d.num()
    return gap(np.sin(a) + np.sin(b), 2 * np.cos((a + b) / 2) * np.sin((a - b) / 2))


def e_067(d: Draw) -> float:
    r"""True: \arctan x + \arctan\frac{1}{x} = -\frac{\pi}{2}, \qquad x<0."""
    x = -d.pos()
    return gap(np.arctan(x) + np.arctan(1 / x), -np.pi / 2)


def e_068(d: Draw) -> float:
    r"""False: \arctan x + \arctan\frac{1}{x} = \frac{\pi}{2}, \qquad x<0."""
    x = -d.pos()
    return gap(np.arctan(x) + np.arctan(1 / x), np.pi / 2)


def e_069(d: Draw) -> float:
    r"""True: \cos x = \frac{1-t^2}{1+t^2}."""
    x = d.num()
    t = np.tan(x / 2)
    return gap(np.cos(x), (1 - t**2) / (1 + t**2))


def e_070(d: Draw) -> float:
    r"""False: \sin x = \frac{t}{1+t^2}."""
    x = d.num()
    t = np.tan(x / 2)
    return gap(np.sin(x), t / (1 + t**2))


def e_071(d: Draw) -> float:
    r"""True: \sum_{k=0}^{n-1}\cos\frac{2\pi k}{n} = 0."""
    n = d.whole(2, 12)
    return gap(np.cos(2 * np.pi * np.arange(n) / n).sum(), 0)


def e_072(d: Draw) -> float:
    r"""False: \sum_{k=1}^{n-1}\cos\frac{2\pi k}{n} = 0."""
    n = d.whole(2, 12)
    return gap(np.cos(2 * np.pi * np.arange(1, n) / n).sum(), 0)


def e_073(d: Draw) -> float:
    r"""True: (A^{-1}+B^{-1})^{-1} = A(A+B)^{-1}B."""
    n = d.whole(2, 4)
    a, b = d.spd(n) @ d.orth(n), d.spd(n)
    b = b + 4 * np.eye(n)
    return gap(np.linalg.inv(np.linalg.inv(a) + np.linalg.inv(b)), a @ np.linalg.inv(a + b) @ b)


def e_074(d: Draw) -> float:
    r"""False: (A^{-1}+B^{-1})^{-1} = (A+B)^{-1}AB."""
    n = d.whole(2, 4)
    a, b = d.spd(n) @ d.orth(n), d.spd(n)
    b = b + 4 * np.eye(n)
    return gap(np.linalg.inv(np.linalg.inv(a) + np.linalg.inv(b)), np.linalg.inv(a + b) @ a @ b)


def e_075(d: Draw) -> float:
    r"""True: (A\otimes B)(C\otimes D) = (AC)\otimes(BD)."""
    n = d.whole(2, 3)
    a, b, c, e = (d.mat(n, n) for _ in range(4))
    return gap(np.kron(a, b) @ np.kron(c, e), np.kron(a @ c, b @ e))


def e_076(d: Draw) -> float:
    r"""False: (A\otimes B)(C\otimes D) = (AD)\otimes(BC)."""
    n = d.whole(2, 3)
    a, b, c, e = (d.mat(n, n) for _ in range(4))
    return gap(np.kron(a, b) @ np.kron(c, e), np.kron(a @ e, b @ c))


def e_077(d: Draw) -> float:
    r"""True: \det(I+P) = 2^{\operatorname{rank}(P)}."""
    p = d.idem(d.whole(2, 5))
    return gap(np.linalg.det(np.eye(len(p)) + p), 2.0 ** np.linalg.matrix_rank(p, tol=1e-8))


def e_078(d: Draw) -> float:
    r"""False: \det(I+P) = 1+\det(P)."""
    p = d.idem(d.whole(2, 5))
    return gap(np.linalg.det(np.eye(len(p)) + p), 1 + np.linalg.det(p))


def e_079(d: Draw) -> float:
    r"""True: \det(\operatorname{adj}A) = (\det A)^{n-1}."""
    a = d.inv(d.whole(2, 4))
    return gap(np.linalg.det(adjugate(a)), np.linalg.det(a) ** (len(a) - 1))


def e_080(d: Draw) -> float:
    r"""False: \det(\operatorname{adj}A) = (\det A)^{n}."""
    a = d.inv(d.whole(2, 4))
    return gap(np.linalg.det(adjugate(a)), np.linalg.det(a) ** len(a))


def e_081(d: Draw) -> float:
    r"""True: 0 \le \operatorname{tr}(AB) \le \operatorname{tr}(A)\operatorname{tr}(B)."""
    n = d.whole(2, 5)
    a, b = d.spd(n), d.spd(n)
    t = np.trace(a @ b)
    return max(excess(0, t), excess(t, np.trace(a) * np.trace(b)))


def e_082(d: Draw) -> float:
    r"""False: \operatorname{tr}(AB) \ge \operatorname{tr}(A)\operatorname{tr}(B)."""
    n = d.whole(2, 5)
    a, b = d.spd(n), d.spd(n)
    return excess(np.trace(a) * np.trace(b), np.trace(a @ b))


def e_083(d: Draw) -> float:
    r"""True: \left\|A\right\|_F^2 = \sum_{i=1}^{r}\sigma_i^2."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    return gap((a * a).sum(), (np.linalg.svd(a, compute_uv=False) ** 2).sum())


def e_084(d: Draw) -> float:
    r"""False: \left\|A\right\|_F = \sum_{i=1}^{r}\sigma_i."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    return gap(np.sqrt((a * a).sum()), np.linalg.svd(a, compute_uv=False).sum())


def e_085(d: Draw) -> float:
    r"""True: \int_0^T e^{tA}\,dt = A^{-1}\left(e^{TA}-I\right)."""
    n, t = d.whole(2, 3), d.pos(0.3, 1)
    a = d.inv(n)
    x, w = np.polynomial.legendre.leggauss(30)
    left = sum(t / 2 * c * expm(t / 2 * (z + 1) * a) for z, c in zip(x, w, strict=True))
    return gap(left, np.linalg.inv(a) @ (expm(t * a) - np.eye(n)))


def e_086(d: Draw) -> float:
    r"""False: \int_0^T e^{tA}\,dt = A^{-1}e^{TA}."""
    n, t = d.whole(2, 3), d.pos(0.3, 1)
    a = d.inv(n)
    x, w = np.polynomial.legendre.leggauss(30)
    left = sum(t / 2 * c * expm(t / 2 * (z + 1) * a) for z, c in zip(x, w, strict=True))
    return gap(left, np.linalg.inv(a) @ expm(t * a))


def e_087(d: Draw) -> float:
    r"""True: \partial\,\text{tr}(AXB)/\partial X = A^T B^T."""
    n = d.whole(2, 4)
    a, b, x = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    return gap(grad(lambda z: np.trace(a @ z @ b), x), a.T @ b.T)


def e_088(d: Draw) -> float:
    r"""False: \partial\,\text{tr}(AXB)/\partial X = BA."""
    n = d.whole(2, 4)
    a, b, x = d.mat(n, n), d.mat(n, n), d.mat(n, n)
    return gap(grad(lambda z: np.trace(a @ z @ b), x), b @ a)


def e_089(d: Draw) -> float:
    r"""True: \nabla_x \log\sum_{j=1}^n e^{x_j} = \operatorname{softmax}(x)."""
    x = d.vec(d.whole(2, 5))
    return gap(grad(lambda z: np.log(np.exp(z).sum()), x), softmax(x))


def e_090(d: Draw) -> float:
    r"""False: \nabla_x \log\sum_{j=1}^n e^{x_j} = \log\operatorname{softmax}(x)."""
    x = d.vec(d.whole(2, 5))
    return gap(grad(lambda z: np.log(np.exp(z).sum()), x), np.log(softmax(x)))


def e_091(d: Draw) -> float:
    r"""True: \frac{\partial p_i}{\partial x_j} = p_i(\delta_{ij}-p_j)."""
    x = d.vec(d.whole(2, 5))
    p = softmax(x)
    return gap(jac(softmax, x), p[:, None] * (np.eye(len(x)) - p[None, :]))


def e_092(d: Draw) -> float:
    r"""False: \frac{\partial p_i}{\partial x_j} = p_i(\delta_{ij}-p_i)."""
    x = d.vec(d.whole(2, 5))
    p = softmax(x)
    return gap(jac(softmax, x), p[:, None] * (np.eye(len(x)) - p[:, None]))


def e_093(d: Draw) -> float:
    r"""True: x^\top\nabla f(x) = k\,f(x)."""
    n, k = d.whole(2, 4), d.whole(1, 3)
    m, x = d.mat(3, n) / 2, d.vec(n)

    def f(z: Value) -> Value:
        return float(((m @ z) ** k).sum())

    return gap(x @ grad(f, x), k * f(x))


def e_094(d: Draw) -> float:
    r"""False: x^\top\nabla f(x) = (k-1)\,f(x)."""
    n, k = d.whole(2, 4), d.whole(1, 3)
    m, x = d.mat(3, n) / 2, d.vec(n)

    def f(z: Value) -> Value:
        return float(((m @ z) ** k).sum())

    return gap(x @ grad(f, x), (k - 1) * f(x))


def e_095(d: Draw) -> float:
    r"""True: \frac{\partial}{\partial z}\Big[-y\log\sigma(z)-(1-y)\log(1-\sigma(z))\Big] = \sigma(z)-y."""
    z, y = d.num(), float(d.whole(0, 1))
    return gap(d1(lambda s: -y * np.log(sigmoid(s)) - (1 - y) * np.log(1 - sigmoid(s)), z), sigmoid(z) - y)


def e_096(d: Draw) -> float:
    r"""False: \frac{\partial}{\partial z}\Big[-y\log\sigma(z)-(1-y)\log(1-\sigma(z))\Big] = y-\sigma(z)."""
    z, y = d.num(), float(d.whole(0, 1))
    return gap(d1(lambda s: -y * np.log(sigmoid(s)) - (1 - y) * np.log(1 - sigmoid(s)), z), y - sigmoid(z))


def e_097(d: Draw) -> float:
    r"""True: \operatorname{Cov}(X+Y,\,X-Y) = \operatorname{Var}(X)-\operatorname{Var}(Y)."""
    w, x, y = d.prob(5), d.values(5), d.vec(5)
    return gap(cov(w, x + y, x - y), var(w, x) - var(w, y))


def e_098(d: Draw) -> float:
    r"""False: \operatorname{Cov}(X+Y,\,X-Y) = \operatorname{Var}(X)+\operatorname{Var}(Y)."""
    w, x, y = d.prob(5), d.values(5), d.vec(5)
    return gap(cov(w, x + y, x - y), var(w, x) + var(w, y))


def e_099(d: Draw) -> float:
    """True: the variance in two parts, over two lines."""
    p, y = d.prob(3, 4), d.values(4)
    q = p.sum(axis=1)
    c = p / q[:, None]
    return gap(var(p.sum(axis=0), y), mean(q, [var(r, y) for r in c]) + var(q, c @ y))


def e_100(d: Draw) -> float:
    r"""False: \mathrm{Var}(Y) = E(\mathrm{Var}(Y\mid X))."""
    p, y = d.prob(3, 4), d.values(4)
    q = p.sum(axis=1)
    c = p / q[:, None]
    return gap(var(p.sum(axis=0), y), mean(q, [var(r, y) for r in c]))


def e_101(d: Draw) -> float:
    r"""True: \mathbb{E}\left[\sum_{i=1}^n (X_i-\bar X)^2\right] = (n-1)\sigma^2."""
    p, x, n = d.prob(3), d.values(3), d.whole(2, 4)
    w, s = iid(p, x, n)
    return gap(mean(w, ((s - s.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)), (n - 1) * var(p, x))


def e_102(d: Draw) -> float:
    r"""False: \mathbb{E}\left[\sum_{i=1}^n (X_i-\bar X)^2\right] = n\sigma^2."""
    p, x, n = d.prob(3), d.values(3), d.whole(2, 4)
    w, s = iid(p, x, n)
    return gap(mean(w, ((s - s.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)), n * var(p, x))


def e_103(d: Draw) -> float:
    """True: the mean of a quadratic form."""
    n = d.whole(2, 4)
    w, xs, a = d.prob(6), d.mat(6, n), d.mat(n, n)
    mu, s = moments(w, xs)
    return gap(mean(w, [x @ a @ x for x in xs]), np.trace(a @ s) + mu @ a @ mu)


def e_104(d: Draw) -> float:
    """False: the mean of a quadratic form, with the other sign."""
    n = d.whole(2, 4)
    w, xs, a = d.prob(6), d.mat(6, n), d.mat(n, n)
    mu, s = moments(w, xs)
    return gap(mean(w, [x @ a @ x for x in xs]), np.trace(a @ s) - mu @ a @ mu)


def e_105(d: Draw) -> float:
    r"""True: \mathbb{E} X^3 = \mu^3+3\mu\sigma^2."""
    m, s = d.num(), d.pos()
    return gap(gauss(lambda x: x**3, m, s), m**3 + 3 * m * s**2)


def e_106(d: Draw) -> float:
    r"""False: \mathbb{E} X^3 = \mu^3+3\mu^2\sigma."""
    m, s = d.num(), d.pos()
    return gap(gauss(lambda x: x**3, m, s), m**3 + 3 * m**2 * s)


def e_107(d: Draw) -> float:
    r"""True: \mathbb{E}[Z f(Z)] = \mathbb{E}[f'(Z)]."""
    a, b = d.num(), d.num()
    return gap(gauss(lambda z: z * np.sin(a * z + b)), gauss(lambda z: a * np.cos(a * z + b)))


def e_108(d: Draw) -> float:
    r"""False: \mathbb{E}[Z f(Z)] = -\mathbb{E}[f'(Z)]."""
    a, b = d.num(), d.num()
    return gap(gauss(lambda z: z * np.sin(a * z + b)), -gauss(lambda z: a * np.cos(a * z + b)))


def e_109(d: Draw) -> float:
    r"""True: \mathbb{E}[X\mid Y=y] = \mu_X+\rho\,\frac{\sigma_X}{\sigma_Y}(y-\mu_Y)."""
    m, k, s, t, r = d.num(), d.num(), d.pos(0.5, 2), d.pos(0.5, 2), d.pos(-0.8, 0.8)
    y = k + t * d.num()
    return gap(regress(m, k, s, t, r, y), m + r * s / t * (y - k))


def e_110(d: Draw) -> float:
    r"""False: \mathbb{E}[X\mid Y=y] = \mu_X+\rho\,\frac{\sigma_Y}{\sigma_X}(y-\mu_Y)."""
    m, k, s, t, r = d.num(), d.num(), d.pos(0.5, 2), d.pos(0.5, 2), d.pos(-0.8, 0.8)
    y = k + t * d.num()
    return gap(regress(m, k, s, t, r, y), m + r * t / s * (y - k))


def e_111(d: Draw) -> float:
    r"""True: P(|X-\mu|>t\sigma) = 2\left(1-\Phi(t)\right)."""
    m, s, t = d.num(), d.pos(), d.pos()

    def f(x: Value) -> Value:
        return np.exp(-((x - m) ** 2) / (2 * s * s)) / (s * np.sqrt(2 * np.pi))

    phi = (1 + erf(t / np.sqrt(2))) / 2
    return gap(1 - quad(f, m - t * s, m + t * s), 2 * (1 - phi))


def e_112(d: Draw) -> float:
    r"""False: P(|X-\mu|>t\sigma) = 1-\Phi(t)."""
    m, s, t = d.num(), d.pos(), d.pos()

    def f(x: Value) -> Value:
        return np.exp(-((x - m) ** 2) / (2 * s * s)) / (s * np.sqrt(2 * np.pi))

    phi = (1 + erf(t / np.sqrt(2))) / 2
    return gap(1 - quad(f, m - t * s, m + t * s), 1 - phi)


def e_113(d: Draw) -> float:
    r"""True: \mathbb{E}[\theta\mid y] = \frac{\tau^2}{\tau^2+\sigma^2}\,y."""
    t, s, y = d.pos(0.5, 2), d.pos(0.5, 2), d.num()

    def f(z: Value) -> Value:
        return np.exp(normlog(z, 0, t**2) + normlog(y, z, s**2))

    return gap(quad(lambda z: z * f(z), -25, 25, 80) / quad(f, -25, 25, 80), t**2 / (t**2 + s**2) * y)


def e_114(d: Draw) -> float:
    r"""False: \mathbb{E}[\theta\mid y] = \frac{\sigma^2}{\tau^2+\sigma^2}\,y."""
    t, s, y = d.pos(0.5, 2), d.pos(0.5, 2), d.num()

    def f(z: Value) -> Value:
        return np.exp(normlog(z, 0, t**2) + normlog(y, z, s**2))

    return gap(quad(lambda z: z * f(z), -25, 25, 80) / quad(f, -25, 25, 80), s**2 / (t**2 + s**2) * y)


def e_115(d: Draw) -> float:
    r"""True: \frac{P(A\mid B)}{P(A^c\mid B)} = \frac{P(B\mid A)}{P(B\mid A^c)}\cdot\frac{P(A)}{P(A^c)}."""
    p = d.prob(2, 2)
    a = p.sum(axis=1)
    return gap(p[1, 1] / p[0, 1], p[1, 1] / a[1] / (p[0, 1] / a[0]) * a[1] / a[0])


def e_116(d: Draw) -> float:
    r"""False: \frac{P(A\mid B)}{P(A^c\mid B)} = \frac{P(B\mid A^c)}{P(B\mid A)}\cdot\frac{P(A)}{P(A^c)}."""
    p = d.prob(2, 2)
    a = p.sum(axis=1)
    return gap(p[1, 1] / p[0, 1], p[0, 1] / a[0] / (p[1, 1] / a[1]) * a[1] / a[0])


def e_117(d: Draw) -> float:
    r"""True: p(x,y\mid z) = p(x\mid y,z)\,p(y\mid z)."""
    p = d.prob(2, 3, 3)
    c, r = p.sum(axis=0), p.sum((0, 1))
    return gap(p / r, p / c * (c / r))


def e_118(d: Draw) -> float:
    r"""False: p(x,y\mid z) = p(x\mid y,z)\,p(y)."""
    p = d.prob(2, 3, 3)
    c, r = p.sum(axis=0), p.sum((0, 1))
    return gap(p / r, p / c * p.sum((0, 2))[None, :, None])


def e_119(d: Draw) -> float:
    r"""True: \arg\max_\theta p(\theta\mid D) = \arg\max_\theta\left[\log p(D\mid\theta)+\log p(\theta)\right]."""
    prior, like = d.prob(5), d.posvec(5) / 3
    post = prior * like / (prior @ like)
    return gap(post.argmax(), (np.log(like) + np.log(prior)).argmax())


def e_120(d: Draw) -> float:
    r"""False: \arg\max_\theta p(\theta\mid D) = \arg\max_\theta\left[\log p(D\mid\theta)-\log p(\theta)\right]."""
    prior, like = d.prob(5), d.posvec(5) / 3
    post = prior * like / (prior @ like)
    return gap(post.argmax(), (np.log(like) - np.log(prior)).argmax())


def e_121(d: Draw) -> float:
    r"""True: x-A^{-1}\nabla f(x) = A^{-1}b."""
    n = d.whole(2, 4)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    g = grad(lambda z: z @ a @ z / 2 - b @ z, x)
    return gap(x - np.linalg.inv(a) @ g, np.linalg.solve(a, b))


def e_122(d: Draw) -> float:
    r"""False: x-A\,\nabla f(x) = A^{-1}b."""
    n = d.whole(2, 4)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    g = grad(lambda z: z @ a @ z / 2 - b @ z, x)
    return gap(x - a @ g, np.linalg.solve(a, b))


def e_123(d: Draw) -> float:
    r"""True: m_t = (1-\beta^t)\,g."""
    t, b, g = d.whole(1, 8), d.pos(0.2, 0.95), d.vec(3)
    m = np.zeros(3)
    for _ in range(t):
        m = b * m + (1 - b) * g
    return gap(m, (1 - b**t) * g)


def e_124(d: Draw) -> float:
    r"""False: m_t = \beta^t\,g."""
    t, b, g = d.whole(1, 8), d.pos(0.2, 0.95), d.vec(3)
    m = np.zeros(3)
    for _ in range(t):
        m = b * m + (1 - b) * g
    return gap(m, b**t * g)


def e_125(d: Draw) -> float:
    r"""True: f\left(x-\tfrac{1}{L}\nabla f(x)\right) \le f(x)-\frac{1}{2L}\|\nabla f(x)\|^2."""
    n = d.whole(2, 4)
    m, x = d.mat(5, n), d.vec(n)

    def f(z: Value) -> Value:
        return np.logaddexp(0, m @ z).sum() + z @ z / 4

    lip = np.linalg.norm(m, 2) ** 2 / 4 + 0.5
    g = grad(f, x)
    return excess(f(x - g / lip), f(x) - g @ g / (2 * lip))


def e_126(d: Draw) -> float:
    r"""False: f\left(x-\tfrac{1}{L}\nabla f(x)\right) \le f(x)-\frac{1}{L}\|\nabla f(x)\|^2."""
    n = d.whole(2, 4)
    m, x = d.mat(5, n), d.vec(n)

    def f(z: Value) -> Value:
        return np.logaddexp(0, m @ z).sum() + z @ z / 4

    lip = np.linalg.norm(m, 2) ** 2 / 4 + 0.5
    g = grad(f, x)
    return excess(f(x - g / lip), f(x) - g @ g / lip)


def e_127(d: Draw) -> float:
    r"""True: \left(\nabla f(x)-\nabla f(y)\right)\cdot(x-y) \ge 0."""
    n = d.whole(2, 4)
    m, x, y = d.mat(5, n), d.vec(n), 2 * d.vec(n)

    def f(z: Value) -> Value:
        return np.log(np.exp(m @ z).sum()) + z @ z / 4

    return excess(0, (grad(f, x) - grad(f, y)) @ (x - y))


def e_128(d: Draw) -> float:
    r"""False: \left(\nabla f(x)-\nabla f(y)\right)\cdot(x-y) \le 0."""
    n = d.whole(2, 4)
    m, x, y = d.mat(5, n), d.vec(n), 2 * d.vec(n)

    def f(z: Value) -> Value:
        return np.log(np.exp(m @ z).sum()) + z @ z / 4

    return excess((grad(f, x) - grad(f, y)) @ (x - y), 0)


def e_129(d: Draw) -> float:
    r"""True: A^\top A \in \mathbb{R}^{n\times n}."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    return shape(a.T @ a, n, n)


def e_130(d: Draw) -> float:
    r"""False: A^\top A \in \mathbb{R}^{m\times m}."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    return shape(a.T @ a, m, m)


def e_131(d: Draw) -> float:
    r"""True: \mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right) \in \mathbb{R}^{L\times S}."""
    n, s, k = d.dims(3)
    q, key = d.mat(n, k), d.mat(s, k)
    return shape(np.stack([softmax(r) for r in q @ key.T / np.sqrt(k)]), n, s)


def e_132(d: Draw) -> float:
    r"""False: \mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d}}\right) \in \mathbb{R}^{L\times d}."""
    n, s, k = d.dims(3)
    q, key = d.mat(n, k), d.mat(s, k)
    return shape(np.stack([softmax(r) for r in q @ key.T / np.sqrt(k)]), n, k)


def e_133(d: Draw) -> float:
    r"""True: x*k \in \mathbb{R}^{m+n-1}."""
    m, n = d.dims(2)
    return shape(np.convolve(d.vec(m), d.vec(n)), m + n - 1)


def e_134(d: Draw) -> float:
    r"""False: x*k \in \mathbb{R}^{m+n}."""
    m, n = d.dims(2)
    return shape(np.convolve(d.vec(m), d.vec(n)), m + n)


def e_135(d: Draw) -> float:
    r"""True: A\setminus(B\cup C) = (A\setminus B)\cap(A\setminus C)."""
    a, b, c = d.mat(3, 12) > 0.1
    return gap(a & ~(b | c), (a & ~b) & (a & ~c))


def e_136(d: Draw) -> float:
    r"""False: A\setminus(B\cup C) = (A\setminus B)\cup(A\setminus C)."""
    a, b, c = d.mat(3, 12) > 0.1
    return gap(a & ~(b | c), (a & ~b) | (a & ~c))


def e_137(d: Draw) -> float:
    r"""True: T(t) = T_s+(T_0-T_s)e^{-kt}."""
    k, s, z, t = d.pos(), d.num(), d.num() + 3, d.pos()
    n = 2000
    h, y = t / n, z
    for _ in range(n):
        k1 = -k * (y - s)
        k2 = -k * (y + h / 2 * k1 - s)
        k3 = -k * (y + h / 2 * k2 - s)
        k4 = -k * (y + h * k3 - s)
        y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return gap(y, s + (z - s) * np.exp(-k * t))


def e_138(d: Draw) -> float:
    r"""False: T(t) = T_s+T_0e^{-kt}."""
    k, s, z, t = d.pos(), d.num(), d.num() + 3, d.pos()
    n = 2000
    h, y = t / n, z
    for _ in range(n):
        k1 = -k * (y - s)
        k2 = -k * (y + h / 2 * k1 - s)
        k3 = -k * (y + h / 2 * k2 - s)
        k4 = -k * (y + h * k3 - s)
        y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return gap(y, s + z * np.exp(-k * t))


def e_139(d: Draw) -> float:
    r"""True: \operatorname{softplus}(x)-\operatorname{softplus}(-x) = x."""
    x = d.num()
    return gap(np.log(1 + np.exp(x)) - np.log(1 + np.exp(-x)), x)


def e_140(d: Draw) -> float:
    r"""False: \operatorname{softplus}(x)+\operatorname{softplus}(-x) = x."""
    x = d.num()
    return gap(np.log(1 + np.exp(x)) + np.log(1 + np.exp(-x)), x)


def e_141(d: Draw) -> float:
    r"""True: \lVert x\rVert_1 \le \sqrt{n}\,\lVert x\rVert_2."""
    n = d.whole(2, 6)
    x = d.vec(n)
    return excess(np.abs(x).sum(), np.sqrt(n) * np.sqrt(x @ x))


def e_142(d: Draw) -> float:
    r"""False: \lVert x\rVert_1 \le \lVert x\rVert_2."""
    n = d.whole(2, 6)
    x = d.vec(n)
    return excess(np.abs(x).sum(), np.sqrt(x @ x))


def e_143(d: Draw) -> float:
    r"""True: (f*g)' = f'*g."""
    a, c, t = d.num(), d.pos(), d.num()

    def f(x: Value) -> Value:
        return np.exp(-((x - a) ** 2)) * (1 + 0 * x)

    def df(x: Value) -> Value:
        return -2 * (x - a) * np.exp(-((x - a) ** 2))

    def g(x: Value) -> Value:
        return np.exp(-c * x * x) * (1 + x)

    left = d1(lambda s: quad(lambda x: f(s - x) * g(x), -15, 15, 60), t)
    return gap(left, quad(lambda x: df(t - x) * g(x), -15, 15, 60))


def e_144(d: Draw) -> float:
    r"""False: (f*g)' = f'*g + f*g'."""
    a, c, t = d.num(), d.pos(), d.num()

    def f(x: Value) -> Value:
        return np.exp(-((x - a) ** 2))

    def df(x: Value) -> Value:
        return -2 * (x - a) * np.exp(-((x - a) ** 2))

    def g(x: Value) -> Value:
        return np.exp(-c * x * x) * (1 + x)

    def dg(x: Value) -> Value:
        return np.exp(-c * x * x) * (1 - 2 * c * x * (1 + x))

    left = d1(lambda s: quad(lambda x: f(s - x) * g(x), -15, 15, 60), t)
    return gap(left, quad(lambda x: df(t - x) * g(x) + f(t - x) * dg(x), -15, 15, 60))

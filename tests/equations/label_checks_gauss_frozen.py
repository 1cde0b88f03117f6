"""Hand-written checks of the rows on gauss in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Array, Draw, cov, gap, gauss, grad, mean, moments, normlog, normpdf, quad


def f_248(g: Draw) -> float:
    r"""True: \operatorname{Cov}(x_1\mid x_2) = \Sigma_{11} - \Sigma_{12}\Sigma_{22}^{-1}\Sigma_{21}."""
    a, b = g.dims(2)
    s = g.spd(a + b)
    return gap(np.linalg.inv(np.linalg.inv(s)[:a, :a]), s[:a, :a] - s[:a, a:] @ np.linalg.inv(s[a:, a:]) @ s[a:, :a])


def f_249(g: Draw) -> float:
    r"""False: \operatorname{Cov}(x_1\mid x_2) = \Sigma_{11} + \Sigma_{12}\Sigma_{22}^{-1}\Sigma_{21}."""
    a, b = g.dims(2)
    s = g.spd(a + b)
    return gap(np.linalg.inv(np.linalg.inv(s)[:a, :a]), s[:a, :a] + s[:a, a:] @ np.linalg.inv(s[a:, a:]) @ s[a:, :a])


def f_250(g: Draw) -> float:
    r"""True: \operatorname{Var}(\theta\mid x_1,\dots,x_n) = \left(\frac{1}{\tau^2} + \frac{n}{\sigma^ …."""
    m, t, s, n = g.num(), g.pos(), g.pos(), g.whole(1, 4)
    x = g.vec(n)

    def dens(z: float | Array) -> Array:
        return np.asarray(normpdf(z, m, t * t) * np.prod([normpdf(v, z, s * s) for v in x], axis=0))

    mass = [quad(dens, -30, 30), quad(lambda z: dens(z) * z, -30, 30), quad(lambda z: dens(z) * z**2, -30, 30)]
    return gap(mass[2] / mass[0] - (mass[1] / mass[0]) ** 2, 1 / (1 / t**2 + n / s**2))


def f_251(g: Draw) -> float:
    r"""False: \operatorname{Var}(\theta\mid x_1,\dots,x_n) = \tau^2 + \frac{\sigma^2}{n}."""
    m, t, s, n = g.num(), g.pos(), g.pos(), g.whole(1, 4)
    x = g.vec(n)

    def dens(z: float | Array) -> Array:
        return np.asarray(normpdf(z, m, t * t) * np.prod([normpdf(v, z, s * s) for v in x], axis=0))

    mass = [quad(dens, -30, 30), quad(lambda z: dens(z) * z, -30, 30), quad(lambda z: dens(z) * z**2, -30, 30)]
    return gap(mass[2] / mass[0] - (mass[1] / mass[0]) ** 2, t**2 + s**2 / n)


def f_252(g: Draw) -> float:
    r"""True: D_{\mathrm{KL}}\big(\mathcal{N}(\mu,\Sigma)\,\|\,\mathcal{N}(0,I)\big) = \tfrac{1}{2}\bi …."""
    n = g.whole(2, 4)
    m, s = g.vec(n), g.spd(n)
    lam, q = np.linalg.eigh(s)
    r = q.T @ m

    def one(a: float, b: float) -> float:
        return gauss(lambda x: normlog(x, b, a) - normlog(x, 0, 1), b, a**0.5)

    want = sum(one(a, b) for a, b in zip(lam, r, strict=True))
    return gap(want, (np.trace(s) + m @ m - n - np.log(np.linalg.det(s))) / 2)


def f_253(g: Draw) -> float:
    r"""False: D_{\mathrm{KL}}\big(\mathcal{N}(\mu,\Sigma)\,\|\,\mathcal{N}(0,I)\big) = \tfrac{1}{2}\bi …."""
    n = g.whole(2, 4)
    m, s = g.vec(n), g.spd(n)
    lam, q = np.linalg.eigh(s)
    r = q.T @ m

    def one(a: float, b: float) -> float:
        return gauss(lambda x: normlog(x, b, a) - normlog(x, 0, 1), b, a**0.5)

    want = sum(one(a, b) for a, b in zip(lam, r, strict=True))
    return gap(want, (np.trace(s) + m @ m - n + np.log(np.linalg.det(s))) / 2)


def f_254(g: Draw) -> float:
    r"""True: \mu + L\epsilon \sim \mathcal{N}(\mu,\, LL^\top), \qquad \epsilon\sim\mathcal{N}(0, I_n)."""
    n = g.whole(2, 4)
    low, e = g.upper(n).T, np.vstack([np.eye(n), -np.eye(n)]) * np.sqrt(n)
    return gap(moments(np.full(2 * n, 0.5 / n), e @ low.T)[1], low @ low.T)


def f_255(g: Draw) -> float:
    r"""False: \mu + L\epsilon \sim \mathcal{N}(\mu,\, L^\top L), \qquad \epsilon\sim\mathcal{N}(0, I_n)."""
    n = g.whole(2, 4)
    low, e = g.upper(n).T, np.vstack([np.eye(n), -np.eye(n)]) * np.sqrt(n)
    return gap(moments(np.full(2 * n, 0.5 / n), e @ low.T)[1], low.T @ low)


def f_256(g: Draw) -> float:
    r"""True: \mathbb{E}[X f(X)] = \sigma^2\,\mathbb{E}[f'(X)]."""
    s, c, b = g.pos(0.3, 1.5), g.num(), g.num()
    left = gauss(lambda x: x * np.sin(c * x + b), 0.0, s)
    return gap(left, s * s * gauss(lambda x: c * np.cos(c * x + b), 0.0, s))


def f_257(g: Draw) -> float:
    r"""False: \mathbb{E}[X f(X)] = \sigma^2\,\mathbb{E}[f'(X)]."""
    m, s, c, b = g.num(), g.pos(0.3, 1.5), g.num(), g.num()
    left = gauss(lambda x: x * np.sin(c * x + b), m, s)
    return gap(left, s * s * gauss(lambda x: c * np.cos(c * x + b), m, s))


def f_258(g: Draw) -> float:
    r"""True: \nabla_x \log\mathcal{N}(x;\mu,\Sigma) = -\Sigma^{-1}(x-\mu)."""
    n = g.whole(2, 4)
    x, m, s = g.vec(n), g.vec(n), g.spd(n)
    k = np.linalg.inv(s)

    def dens(v: Array) -> Array:
        return np.asarray(np.exp(-(v - m) @ k @ (v - m) / 2) / np.sqrt(np.linalg.det(2 * np.pi * s)))

    return gap(grad(lambda v: np.log(dens(v)), x), -k @ (x - m))


def f_259(g: Draw) -> float:
    r"""False: \nabla_x \log\mathcal{N}(x;\mu,\Sigma) = \Sigma^{-1}(x-\mu)."""
    n = g.whole(2, 4)
    x, m, s = g.vec(n), g.vec(n), g.spd(n)
    k = np.linalg.inv(s)

    def dens(v: Array) -> Array:
        return np.asarray(np.exp(-(v - m) @ k @ (v - m) / 2) / np.sqrt(np.linalg.det(2 * np.pi * s)))

    return gap(grad(lambda v: np.log(dens(v)), x), k @ (x - m))


def f_260(g: Draw) -> float:
    r"""True: \mathbb{E}[X^2Y^2] = \mathbb{E}[X^2]\,\mathbb{E}[Y^2]."""
    m, n, s, t = g.num(), g.num(), g.pos(), g.pos()
    joint = gauss(lambda x: x**2 * gauss(lambda y: y**2, n, t), m, s)
    return gap(joint, (m * m + s * s) * (n * n + t * t))


def f_261(g: Draw) -> float:
    r"""False: \mathbb{E}[X^2Y^2] = \mathbb{E}[X^2]\,\mathbb{E}[Y^2]."""
    a = g.pos()
    p, x, y = np.full(3, 1 / 3), np.array([-a, 0.0, a]), np.array([1.0, -2.0, 1.0])
    return gap(mean(p, x**2 * y**2), mean(p, x**2) * mean(p, y**2)) if abs(cov(p, x, y)) < 1e-12 else 0.0


def f_262(g: Draw) -> float:
    r"""True: \int_{-\infty}^{\infty} \mathcal{N}(x;a,\alpha)\,\mathcal{N}(x;b,\beta)\,dx = \mathcal{N …."""
    a, b, s, t = g.num(), g.num(), g.pos(), g.pos()
    return gap(quad(lambda x: normpdf(x, a, s) * normpdf(x, b, t), -30, 30), normpdf(a, b, s + t))


def f_263(g: Draw) -> float:
    r"""False: \int_{-\infty}^{\infty} \mathcal{N}(x;a,\alpha)\,\mathcal{N}(x;b,\beta)\,dx = \mathcal{N …."""
    a, b, s, t = g.num(), g.num(), g.pos(), g.pos()
    return gap(quad(lambda x: normpdf(x, a, s) * normpdf(x, b, t), -30, 30), normpdf(a, b, s * t))

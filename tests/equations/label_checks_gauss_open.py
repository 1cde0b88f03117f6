"""Hand-written checks of the rows on gauss in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, gap, gauss, moments, normlog, normpdf, quad


def o_233(g: Draw) -> float:
    r"""True: Ax + b \sim \mathcal{N}(A\mu + b,\, A\Sigma A^\top)."""
    m, n = g.dims(2)
    a, b, w, xs = g.mat(m, n), g.vec(m), g.prob(8), g.mat(8, n)
    mu, s = moments(w, xs)
    want = moments(w, xs @ a.T + b)
    return max(gap(a @ mu + b, want[0]), gap(a @ s @ a.T, want[1]))


def o_234(g: Draw) -> float:
    r"""False: Ax + b \sim \mathcal{N}(A\mu + b,\, A\Sigma)."""
    n = g.whole(2, 4)
    a, b, w, xs = g.mat(n, n), g.vec(n), g.prob(8), g.mat(8, n)
    mu, s = moments(w, xs)
    want = moments(w, xs @ a.T + b)
    return max(gap(a @ mu + b, want[0]), gap(a @ s, want[1]))


def o_235(g: Draw) -> float:
    r"""True: X + Y \sim \mathcal{N}(\mu_1+\mu_2,\, \sigma_1^2+\sigma_2^2)."""
    m, n, s, t, z = g.num(), g.num(), g.pos(), g.pos(), g.num()
    conv = quad(lambda x: normpdf(x, m, s * s) * normpdf(z - x, n, t * t), -30, 30)
    return gap(conv, normpdf(z, m + n, s * s + t * t))


def o_236(g: Draw) -> float:
    r"""False: X + Y \sim \mathcal{N}\big(\mu_1+\mu_2,\, (\sigma_1+\sigma_2)^2\big)."""
    m, n, s, t, z = g.num(), g.num(), g.pos(), g.pos(), g.num()
    conv = quad(lambda x: normpdf(x, m, s * s) * normpdf(z - x, n, t * t), -30, 30)
    return gap(conv, normpdf(z, m + n, (s + t) ** 2))


def o_237(g: Draw) -> float:
    r"""True: D_{\mathrm{KL}}\big(\mathcal{N}(\mu_1,\sigma_1^2)\,\|\,\mathcal{N}(\mu_2,\sigma_2^2)\big …."""
    m, n, s, t = g.num(), g.num(), g.pos(), g.pos()
    want = gauss(lambda x: normlog(x, m, s * s) - normlog(x, n, t * t), m, s)
    return gap(want, np.log(t / s) + (s * s + (m - n) ** 2) / (2 * t * t) - 0.5)


def o_238(g: Draw) -> float:
    r"""False: D_{\mathrm{KL}}\big(\mathcal{N}(\mu_1,\sigma_1^2)\,\|\,\mathcal{N}(\mu_2,\sigma_2^2)\big …."""
    m, n, s, t = g.num(), g.num(), g.pos(), g.pos()
    want = gauss(lambda x: normlog(x, m, s * s) - normlog(x, n, t * t), m, s)
    return gap(want, np.log(s / t) + (s * s + (m - n) ** 2) / (2 * t * t) - 0.5)


def o_239(g: Draw) -> float:
    r"""True: \mathbb{E}\big[e^{tX}\big] = e^{\mu t + \frac{1}{2}\sigma^2 t^2}."""
    m, s, t = g.num(), g.pos(0.3, 1.2), g.num()
    return gap(gauss(lambda x: np.exp(t * x), m, s), np.exp(m * t + s * s * t * t / 2))


def o_240(g: Draw) -> float:
    r"""False: \mathbb{E}\big[e^{tX}\big] = e^{\mu t + \sigma^2 t^2}."""
    m, s, t = g.num(), g.pos(0.3, 1.2), g.num()
    return gap(gauss(lambda x: np.exp(t * x), m, s), np.exp(m * t + s * s * t * t))


def o_241(g: Draw) -> float:
    r"""True: \mathbb{E}[x_1\mid x_2] = \mu_1 + \Sigma_{12}\Sigma_{22}^{-1}(x_2 - \mu_2)."""
    a, b = g.dims(2)
    s, mu, y = g.spd(a + b), g.vec(a + b), g.vec(b)
    k = np.linalg.inv(s)
    want = mu[:a] - np.linalg.solve(k[:a, :a], k[:a, a:] @ (y - mu[a:]))
    return gap(want, mu[:a] + s[:a, a:] @ np.linalg.inv(s[a:, a:]) @ (y - mu[a:]))


def o_242(g: Draw) -> float:
    r"""False: \mathbb{E}[x_1\mid x_2] = \mu_1 + \Sigma_{11}^{-1}\Sigma_{12}(x_2 - \mu_2)."""
    a, b = g.dims(2)
    s, mu, y = g.spd(a + b), g.vec(a + b), g.vec(b)
    k = np.linalg.inv(s)
    want = mu[:a] - np.linalg.solve(k[:a, :a], k[:a, a:] @ (y - mu[a:]))
    return gap(want, mu[:a] + np.linalg.inv(s[:a, :a]) @ s[:a, a:] @ (y - mu[a:]))


def o_243(g: Draw) -> float:
    r"""True: h(X) = \tfrac{1}{2}\log(2\pi e\sigma^2)."""
    m, s = g.num(), g.pos()
    return gap(-gauss(lambda x: normlog(x, m, s * s), m, s), np.log(2 * np.pi * np.e * s * s) / 2)


def o_244(g: Draw) -> float:
    r"""False: h(X) = \tfrac{1}{2}\log(2\pi\sigma^2)."""
    m, s = g.num(), g.pos()
    return gap(-gauss(lambda x: normlog(x, m, s * s), m, s), np.log(2 * np.pi * s * s) / 2)


def o_245(g: Draw) -> float:
    r"""True: \mathbb{E}[X^4] = 3\sigma^4."""
    s = g.pos()
    return gap(gauss(lambda x: x**4, 0.0, s), 3 * s**4)


def o_246(g: Draw) -> float:
    r"""False: \mathbb{E}[X^4] = 3\sigma^4."""
    m, s = g.num(), g.pos()
    return gap(gauss(lambda x: x**4, m, s), 3 * s**4)

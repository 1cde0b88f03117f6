"""Hand-written checks of the rows on moments in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Array, Draw, cov, excess, gap, iid, jac, mean, moments, quad, softmax, var


def f_205(g: Draw) -> float:
    r"""True: \operatorname{Cov}(aX + b,\, cY + d) = ac\operatorname{Cov}(X,Y)."""
    w, x, y = g.prob(3, 4), g.values(3)[:, None], g.values(4)[None, :]
    a, b, c, d = g.num(), g.num(), g.num(), g.num()
    return gap(cov(w, a * x + b, c * y + d), a * c * cov(w, x, y))


def f_206(g: Draw) -> float:
    r"""False: \operatorname{Cov}(aX + b,\, cY + d) = ac\operatorname{Cov}(X,Y) + bd."""
    w, x, y = g.prob(3, 4), g.values(3)[:, None], g.values(4)[None, :]
    a, b, c, d = g.num(), g.num(), g.num(), g.num()
    return gap(cov(w, a * x + b, c * y + d), a * c * cov(w, x, y) + b * d)


def f_207(g: Draw) -> float:
    r"""True: \mathbb{E}\Big[\frac{1}{n-1}\sum_{i=1}^{n}(X_i - \bar{X})^2\Big] = \sigma^2."""
    p, x, n = g.prob(3), g.values(3), g.whole(2, 4)
    w, xs = iid(p, x, n)
    return gap(mean(w, xs.var(1, ddof=1)), var(p, x))


def f_208(g: Draw) -> float:
    r"""False: \mathbb{E}\Big[\frac{1}{n}\sum_{i=1}^{n}(X_i - \bar{X})^2\Big] = \sigma^2."""
    p, x, n = g.prob(3), g.values(3), g.whole(2, 4)
    w, xs = iid(p, x, n)
    return gap(mean(w, xs.var(1)), var(p, x))


def f_209(g: Draw) -> float:
    r"""True: \Sigma = \mathbb{E}[xx^\top] - \mu\mu^\top."""
    d = g.whole(2, 4)
    w, xs = g.prob(6), g.mat(6, d)
    mu, s = moments(w, xs)
    return gap(s, sum(p * np.outer(x, x) for p, x in zip(w, xs, strict=True)) - np.outer(mu, mu))


def f_210(g: Draw) -> float:
    r"""False: \Sigma = \mathbb{E}[xx^\top] - \mu^\top\mu."""
    d = g.whole(2, 4)
    w, xs = g.prob(6), g.mat(6, d)
    mu, s = moments(w, xs)
    return gap(s, sum(p * np.outer(x, x) for p, x in zip(w, xs, strict=True)) - mu @ mu)


def f_211(g: Draw) -> float:
    r"""True: \mathbb{E}_{x\sim p}[f(x)] = \mathbb{E}_{x\sim q}\!\left[\frac{p(x)}{q(x)}f(x)\right]."""
    n = g.whole(2, 6)
    p, q, f = g.prob(n), g.prob(n), g.vec(n)
    return gap(mean(p, f), mean(q, p / q * f))


def f_212(g: Draw) -> float:
    r"""False: \mathbb{E}_{x\sim p}[f(x)] = \mathbb{E}_{x\sim q}\!\left[\frac{q(x)}{p(x)}f(x)\right]."""
    n = g.whole(2, 6)
    p, q, f = g.prob(n), g.prob(n), g.vec(n)
    return gap(mean(p, f), mean(q, q / p * f))


def f_213(g: Draw) -> float:
    r"""True: \operatorname{Var}\Big(\frac{1}{n}\sum_{i=1}^{n} X_i\Big) = \rho\sigma^2 + \frac{1-\rho} …."""
    n, s = g.whole(2, 5), g.pos()
    rho = float(g.rng.uniform(-0.9 / (n - 1), 0.95))
    c = s**2 * (rho * np.ones((n, n)) + (1 - rho) * np.eye(n))
    return gap(np.ones(n) @ c @ np.ones(n) / n**2, rho * s**2 + (1 - rho) / n * s**2)


def f_214(g: Draw) -> float:
    r"""False: \operatorname{Var}\Big(\frac{1}{n}\sum_{i=1}^{n} X_i\Big) = \rho\sigma^2 + \frac{\sigma^ …."""
    n, s, rho = g.whole(2, 5), g.pos(), g.pos(0.1, 0.9)
    c = s**2 * (rho * np.ones((n, n)) + (1 - rho) * np.eye(n))
    return gap(np.ones(n) @ c @ np.ones(n) / n**2, rho * s**2 + s**2 / n)


def f_215(g: Draw) -> float:
    r"""True: \operatorname{Var}(XY) = \operatorname{Var}(X)\operatorname{Var}(Y)."""
    w, x, y = np.outer(g.prob(3), g.prob(4)), g.values(3)[:, None], g.values(4)[None, :]
    x, y = x - mean(w, x), y - mean(w, y)
    return gap(var(w, x * y), var(w, x) * var(w, y))


def f_216(g: Draw) -> float:
    r"""False: \operatorname{Var}(XY) = \operatorname{Var}(X)\operatorname{Var}(Y)."""
    w, x, y = np.outer(g.prob(3), g.prob(4)), g.values(3)[:, None], g.values(4)[None, :]
    return gap(var(w, x * y), var(w, x) * var(w, y))


def f_217(g: Draw) -> float:
    r"""True: P(X > s+t \mid X > s) = P(X > t), \qquad s,t\ge 0."""
    k, s, t = g.pos(), g.pos(), g.pos()

    def tail(u: float) -> Array:
        return np.asarray(quad(lambda x: k * np.exp(-k * x), u, u + 60 / k))

    return gap(tail(s + t) / tail(s), tail(t))


def f_218(g: Draw) -> float:
    r"""False: P(X > s+t \mid X > s) = P(X > t), \qquad s,t\ge 0,\ s+t<1."""
    s, t = g.pos(0.1, 0.5), g.pos(0.1, 0.4)
    return gap((1 - s - t) / (1 - s), 1 - t)


def f_219(g: Draw) -> float:
    r"""True: \mathbb{E}_{x\sim p_\theta}\big[\nabla_\theta\log p_\theta(x)\big] = 0."""
    t = g.vec(g.whole(2, 4))
    return gap(softmax(t) @ jac(lambda v: np.log(softmax(v)), t), np.zeros(len(t)))


def f_220(g: Draw) -> float:
    r"""False: \mathbb{E}_{x\sim p_\theta}\big[\nabla_\theta p_\theta(x)\big] = 0."""
    t = g.vec(g.whole(2, 4))
    return gap(softmax(t) @ jac(softmax, t), np.zeros(len(t)))


def f_221(g: Draw) -> float:
    r"""True: P\big(|X-\mu| \ge k\sigma\big) \le \frac{1}{k^2}."""
    p, x, k = g.prob(5), g.values(5), g.pos()
    return excess(p[np.abs(x - mean(p, x)) >= k * np.sqrt(var(p, x))].sum(), 1 / k**2)


def f_222(g: Draw) -> float:
    r"""False: P\big(|X-\mu| \ge k\sigma\big) \le \frac{1}{2k^2}."""
    k = g.pos(1.05, 2)
    p, x = np.array([0.5, 1 - 1 / k**2, 0.5]), np.array([-1.0, 0.0, 1.0])
    p[[0, 2]] = 0.5 / k**2
    return excess(p[np.abs(x) >= k * np.sqrt(var(p, x)) - 1e-9].sum(), 1 / (2 * k**2))


def f_223(g: Draw) -> float:
    r"""True: \mathbb{E}\big[(X^\top X)^{-1}X^\top y\big] = \beta."""
    n, d = sorted(g.dims(2), reverse=True)
    x, b, w, e = g.mat(n, d), g.vec(d), g.prob(8), g.mat(8, n)
    ys = x @ b + (e - w @ e)
    return gap(w @ (ys @ (np.linalg.inv(x.T @ x) @ x.T).T), b)


def f_224(g: Draw) -> float:
    r"""False: \mathbb{E}\big[(X^\top X)^{-1}X^\top y\big] = \beta."""
    n, d = sorted(g.dims(2), reverse=True)
    x, b, w, e = g.mat(n, d), g.vec(d), g.prob(8), g.mat(8, n)
    return gap(w @ ((x @ b + e) @ (np.linalg.inv(x.T @ x) @ x.T).T), b)


def f_225(g: Draw) -> float:
    r"""True: \operatorname{Cov}(\hat\beta) = \sigma^2 (X^\top X)^{-1}."""
    n, d = sorted(g.dims(2), reverse=True)
    x, s = g.mat(n, d), g.pos()
    h = np.linalg.pinv(x)
    return gap(h @ (s**2 * np.eye(n)) @ h.T, s**2 * np.linalg.inv(x.T @ x))


def f_226(g: Draw) -> float:
    r"""False: \operatorname{Cov}(\hat\beta) = \sigma^2 X^\top X."""
    n, d = sorted(g.dims(2), reverse=True)
    x, s = g.mat(n, d), g.pos()
    h = np.linalg.pinv(x)
    return gap(h @ (s**2 * np.eye(n)) @ h.T, s**2 * x.T @ x)

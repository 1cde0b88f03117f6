"""Hand-written checks of the rows on optim in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Array, Draw, d1, excess, gap, mean, truth


def o_247(g: Draw) -> float:
    r"""True: \arg\min_{w}\ \|Xw-y\|_2^2 + \lambda\|w\|_2^2 = (X^\top X + \lambda I)^{-1}X^\top y."""
    n, d = g.dims(2)
    x, y, k = g.mat(n, d), g.vec(n), g.pos()
    big = np.vstack([x, np.sqrt(k) * np.eye(d)])
    want = np.linalg.lstsq(big, np.concatenate([y, np.zeros(d)]), rcond=None)[0]
    return gap(want, np.linalg.inv(x.T @ x + k * np.eye(d)) @ x.T @ y)


def o_248(g: Draw) -> float:
    r"""False: \arg\min_{w}\ \tfrac{1}{2}\|Xw-y\|_2^2 + \lambda\|w\|_2^2 = (X^\top X + \lambda I)^{-1}X …."""
    n, d = g.dims(2)
    x, y, k = g.mat(n, d), g.vec(n), g.pos()
    big = np.vstack([x, np.sqrt(2 * k) * np.eye(d)])
    want = np.linalg.lstsq(big, np.concatenate([y, np.zeros(d)]), rcond=None)[0]
    return gap(want, np.linalg.inv(x.T @ x + k * np.eye(d)) @ x.T @ y)


def o_249(g: Draw) -> float:
    r"""True: \arg\min_{x} f(x) = \arg\min_{x} e^{f(x)}."""
    f = np.array([(t - g.num()) ** 2 - 2.0 for t in np.linspace(-3, 3, 41)])
    return gap(f.argmin(), np.exp(f).argmin())


def o_250(g: Draw) -> float:
    r"""False: \arg\min_{x} f(x) = \arg\min_{x} f(x)^2."""
    t, c = np.linspace(-3, 3, 241), g.pos()
    f = np.log1p(np.exp(t)) - c * np.exp(-((t + 1) ** 2))
    return gap(t[f.argmin()], t[(f**2).argmin()])


def o_251(g: Draw) -> float:
    r"""True: \arg\min_{c\in\mathbb{R}} \sum_{i=1}^{n} (x_i - c)^2 = \frac{1}{n}\sum_{i=1}^{n} x_i."""
    x = g.vec(g.whole(2, 6))
    m, c = x.mean(), np.linspace(-4, 4, 101)
    vals = ((x[:, None] - (m + c)) ** 2).sum(0)
    return max(truth(vals.argmin() == 50), gap(d1(lambda t: ((x - t) ** 2).sum(), m), 0.0))


def o_252(g: Draw) -> float:
    r"""False: \arg\min_{c\in\mathbb{R}} \sum_{i=1}^{n} |x_i - c| = \frac{1}{n}\sum_{i=1}^{n} x_i."""
    x = g.vec(int(g.rng.choice([3, 5])))
    best, at_mean = np.abs(x - np.median(x)).sum(), np.abs(x - x.mean()).sum()
    return gap(best, at_mean)


def o_253(g: Draw) -> float:
    r"""True: \arg\min_{\alpha\in\mathbb{R}} \|y - \alpha x\|_2^2 = \frac{x^\top y}{x^\top x}."""
    n = g.whole(2, 6)
    x, y = g.unit(n) * g.pos(), g.vec(n)
    return gap(np.linalg.lstsq(x[:, None], y, rcond=None)[0][0], x @ y / (x @ x))


def o_254(g: Draw) -> float:
    r"""False: \arg\min_{\alpha\in\mathbb{R}} \|y - \alpha x\|_2^2 = \frac{x^\top y}{y^\top y}."""
    n = g.whole(2, 6)
    x, y = g.unit(n) * g.pos(), g.vec(n)
    return gap(np.linalg.lstsq(x[:, None], y, rcond=None)[0][0], x @ y / (y @ y))


def o_255(g: Draw) -> float:
    r"""True: \arg\min_{z:\ a^\top z = b} \|z - x\|_2 = x - \frac{a^\top x - b}{\|a\|_2^2}\,a."""
    n = g.whole(2, 5)
    a, x, b = g.unit(n) * g.pos(), g.vec(n), g.num()
    kkt = np.block([[np.eye(n), a[:, None]], [a[None, :], np.zeros((1, 1))]])
    want = np.linalg.solve(kkt, np.append(x, b))[:n]
    return gap(want, x - (a @ x - b) / (a @ a) * a)


def o_256(g: Draw) -> float:
    r"""False: \arg\min_{z:\ a^\top z = b} \|z - x\|_2 = x - \frac{a^\top x - b}{\|a\|_2}\,a."""
    n = g.whole(2, 5)
    a, x, b = g.unit(n) * g.pos(), g.vec(n), g.num()
    kkt = np.block([[np.eye(n), a[:, None]], [a[None, :], np.zeros((1, 1))]])
    want = np.linalg.solve(kkt, np.append(x, b))[:n]
    return gap(want, x - (a @ x - b) / np.linalg.norm(a) * a)


def o_257(g: Draw) -> float:
    r"""True: \arg\min_{x\in\mathbb{R}}\ \tfrac{1}{2}(x-v)^2 + \lambda|x| = \operatorname{sign}(v)\max …."""
    v, k = 2 * g.num(), g.pos()

    def cost(x: float | Array) -> Array:
        return np.asarray((x - v) ** 2 / 2 + k * np.abs(x))

    s = np.sign(v) * max(abs(v) - k, 0.0)
    return excess(cost(s), cost(np.linspace(-6, 6, 4001)).min())


def o_258(g: Draw) -> float:
    r"""False: \arg\min_{x\in\mathbb{R}}\ \tfrac{1}{2}(x-v)^2 + \lambda|x| = \operatorname{sign}(v)\max …."""
    v, k = 2 * g.num(), g.pos()

    def cost(x: float | Array) -> Array:
        return np.asarray((x - v) ** 2 / 2 + k * np.abs(x))

    s = np.sign(v) * max(abs(v) + k, 0.0)
    return excess(cost(s), cost(np.linspace(-6, 6, 4001)).min())


def o_259(g: Draw) -> float:
    r"""True: x^\top A x = 0 \Leftrightarrow x = 0."""
    n = g.whole(2, 5)
    a, x = g.spd(n), g.unit(n)
    return max(truth(x @ a @ x > 1e-9), gap(np.zeros(n) @ a @ np.zeros(n), 0.0))


def o_260(g: Draw) -> float:
    r"""False: x^\top A x = 0 \Leftrightarrow x = 0."""
    q = g.orth(2)
    a, x = q @ np.diag([1.0, -1.0]) @ q.T, q @ np.ones(2)
    return truth(abs(x @ a @ x) > 1e-9)


def o_261(g: Draw) -> float:
    r"""True: \max_{\|u\|_2=1} u^\top a = \|a\|_2."""
    a = g.vec(2)
    t = np.linspace(0, 2 * np.pi, 720001)
    return gap((np.cos(t) * a[0] + np.sin(t) * a[1]).max(), np.linalg.norm(a))


def o_262(g: Draw) -> float:
    r"""False: \max_{\|u\|_2=1} u^\top a = \|a\|_2^2."""
    a = g.vec(g.whole(2, 5))
    return gap(a / np.linalg.norm(a) @ a, a @ a)


def o_263(g: Draw) -> float:
    r"""True: \begin{align} \|x-y\|^2 &= (x-y)^\top(x-y) \\ &= x^\top x - x^\top y - y^\top x + y^\top …."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    steps = [(x - y) @ (x - y), x @ x - x @ y - y @ x + y @ y, x @ x - 2 * x @ y + y @ y]
    return max(gap(np.linalg.norm(x - y) ** 2, s) for s in steps)


def o_264(g: Draw) -> float:
    r"""False: \begin{align} \|x-y\|^2 &= (x-y)^\top(x-y) \\ &= x^\top x - x^\top y + y^\top x + y^\top …."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    steps = [(x - y) @ (x - y), x @ x - x @ y + y @ x + y @ y, x @ x - 2 * x @ y + y @ y]
    return max(gap(np.linalg.norm(x - y) ** 2, s) for s in steps)


def o_265(g: Draw) -> float:
    r"""True: \begin{aligned} \operatorname{Var}(X) &= \mathbb{E}[(X-\mu)^2] \\ &= \mathbb{E}[X^2] - 2 …."""
    p, x = g.prob(4), g.values(4)
    m, q = mean(p, x), mean(p, x**2)
    return max(gap(mean(p, (x - m) ** 2), s) for s in (q - 2 * m * m + m * m, q - m * m))


def o_266(g: Draw) -> float:
    r"""False: \begin{aligned} \operatorname{Var}(X) &= \mathbb{E}[(X-\mu)^2] \\ &= \mathbb{E}[X^2] - \ …."""
    p, x = g.prob(4), g.values(4)
    m, q = mean(p, x), mean(p, x**2)
    return max(gap(mean(p, (x - m) ** 2), s) for s in (q - m * m + m * m, q - m * m))


def o_267(g: Draw) -> float:
    r"""True: \arg\max_{x} c\,f(x) = \arg\max_{x} f(x)."""
    f = g.vec(40)
    return gap((g.pos() * f).argmax(), f.argmax())


def o_268(g: Draw) -> float:
    r"""False: \arg\max_{x} c\,f(x) = \arg\max_{x} f(x)."""
    f = g.vec(40)
    return gap((g.num() * f).argmax(), f.argmax())


def o_269(g: Draw) -> float:
    r"""True: |x-1| = \begin{cases} x - 1 & x \ge 1 \\ 1 - x & x < 1 \end{cases}."""
    x = 2 * g.num()
    return gap(abs(x - 1), x - 1 if x >= 1 else 1 - x)


def o_270(g: Draw) -> float:
    r"""False: |x-1| = \begin{cases} x - 1 & x \ge 0 \\ 1 - x & x < 0 \end{cases}."""
    x = g.num()
    return gap(abs(x - 1), x - 1 if x >= 0 else 1 - x)

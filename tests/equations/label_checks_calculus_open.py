"""Hand-written checks of the rows on calculus in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Array, Draw, d1, expm, gap, grad, hess, lacks, quad


def o_166(_: Draw) -> float:
    r"""True: e^{h} = 1 + h + \frac{h^2}{2} + O(h^3), \qquad h\to 0."""
    return lacks(lambda h: np.exp(h) - 1 - h - h**2 / 2, 3)


def o_167(_: Draw) -> float:
    r"""False: e^{h} = 1 + h + h^2 + O(h^3), \qquad h\to 0."""
    return lacks(lambda h: np.exp(h) - 1 - h - h**2, 3)


def o_168(g: Draw) -> float:
    r"""True: f(x+h) = f(x) + \nabla f(x)^\top h + \tfrac{1}{2}h^\top\nabla^2 f(x)h + O(\|h\|^3)."""
    n = g.whole(2, 4)
    f, x = g.scalar(n), g.vec(n)
    d, q, u = grad(f, x), hess(f, x), [g.unit(n) for _ in range(8)]
    return lacks(lambda h: [f(x + h * v) - f(x) - h * d @ v - h * h / 2 * v @ q @ v for v in u], 3)


def o_169(g: Draw) -> float:
    r"""False: f(x+h) = f(x) + \nabla f(x)^\top h + h^\top\nabla^2 f(x)h + O(\|h\|^3)."""
    n = g.whole(2, 4)
    f, x = g.scalar(n), g.vec(n)
    d, q, u = grad(f, x), hess(f, x), [g.unit(n) for _ in range(8)]
    return lacks(lambda h: [f(x + h * v) - f(x) - h * d @ v - h * h * v @ q @ v for v in u], 3)


def o_170(g: Draw) -> float:
    r"""True: \frac{f(x+h) - f(x-h)}{2h} = f'(x) + O(h^2)."""
    f, x = g.curve(), g.num()
    d = d1(f, x)
    return lacks(lambda h: (f(x + h) - f(x - h)) / (2 * h) - d, 2)


def o_171(g: Draw) -> float:
    r"""False: \frac{f(x+h) - f(x)}{h} = f'(x) + O(h^2)."""
    f, x = g.curve(), g.num()
    d = d1(f, x)
    return lacks(lambda h: (f(x + h) - f(x)) / h - d, 2)


def o_172(g: Draw) -> float:
    r"""True: \sum_{k=1}^{\infty} k r^{k-1} = \frac{1}{(1-r)^2}."""
    r = float(g.rng.uniform(-0.8, 0.8))
    return gap(sum(k * r ** (k - 1) for k in range(1, 400)), 1 / (1 - r) ** 2)


def o_173(g: Draw) -> float:
    r"""False: \sum_{k=1}^{\infty} k r^{k-1} = \frac{1}{1-r^2}."""
    r = float(g.rng.uniform(-0.8, 0.8))
    return gap(sum(k * r ** (k - 1) for k in range(1, 400)), 1 / (1 - r**2))


def o_174(g: Draw) -> float:
    r"""True: \sum_{k=1}^{n} k^2 = \frac{n(n+1)(2n+1)}{6}."""
    n = g.whole(1, 30)
    return gap(sum(k * k for k in range(1, n + 1)), n * (n + 1) * (2 * n + 1) / 6)


def o_175(g: Draw) -> float:
    r"""False: \sum_{k=1}^{n} k^2 = \frac{n(n+1)(n+2)}{6}."""
    n = g.whole(2, 30)
    return gap(sum(k * k for k in range(1, n + 1)), n * (n + 1) * (n + 2) / 6)


def o_176(g: Draw) -> float:
    r"""True: \sum_{k=0}^{\infty} A^k = (I - A)^{-1}."""
    a = g.mat(*[g.whole(2, 4)] * 2)
    a *= 0.7 / np.abs(np.linalg.eigvals(a)).max()
    return gap(sum(np.linalg.matrix_power(a, k) for k in range(200)), np.linalg.inv(np.eye(len(a)) - a))


def o_177(g: Draw) -> float:
    r"""False: \sum_{k=0}^{\infty} A^k = (I + A)^{-1}."""
    a = g.mat(*[g.whole(2, 4)] * 2)
    a *= 0.7 / np.abs(np.linalg.eigvals(a)).max()
    return gap(sum(np.linalg.matrix_power(a, k) for k in range(200)), np.linalg.inv(np.eye(len(a)) + a))


def o_178(g: Draw) -> float:
    r"""True: \lim_{n\to\infty}\left(1 - \frac{x}{n}\right)^{n} = e^{-x}."""
    x = g.num()
    return gap(np.exp(1e9 * np.log1p(-x / 1e9)), np.exp(-x))


def o_179(g: Draw) -> float:
    r"""False: \lim_{n\to\infty}\left(1 - \frac{x}{n}\right)^{n} = e^{x}."""
    x = g.num()
    return gap(np.exp(1e9 * np.log1p(-x / 1e9)), np.exp(x))


def o_180(g: Draw) -> float:
    r"""True: \int_0^{\infty} x e^{-\lambda x}\,dx = \frac{1}{\lambda^2}."""
    k = g.pos()
    return gap(quad(lambda x: x * np.exp(-k * x), 0, 60 / k), 1 / k**2)


def o_181(g: Draw) -> float:
    r"""False: \int_0^{\infty} x e^{-\lambda x}\,dx = \frac{1}{\lambda}."""
    k = g.pos()
    return gap(quad(lambda x: x * np.exp(-k * x), 0, 60 / k), 1 / k)


def o_182(g: Draw) -> float:
    r"""True: \int_{-\infty}^{\infty} e^{-ax^2}\,dx = \sqrt{\frac{\pi}{a}}, \qquad a > 0."""
    a = g.pos()
    return gap(quad(lambda x: np.exp(-a * x * x), -30, 30), np.sqrt(np.pi / a))


def o_183(g: Draw) -> float:
    r"""False: \int_{-\infty}^{\infty} e^{-ax^2}\,dx = \sqrt{\pi a}, \qquad a > 0."""
    a = g.pos()
    return gap(quad(lambda x: np.exp(-a * x * x), -30, 30), np.sqrt(np.pi * a))


def o_184(g: Draw) -> float:
    r"""True: x(t) = x_{\infty} + e^{tA}(x_0 - x_{\infty})."""
    n, t = g.whole(2, 3), 0.5 * g.num()
    a, s, e = g.mat(n, n), g.vec(n), g.vec(n)

    def path(u: float | Array) -> Array:
        return np.asarray(e + expm(u * a) @ (s - e))

    return max(gap(d1(path, t), a @ (path(t) - e)), gap(path(0.0), s))


def o_185(g: Draw) -> float:
    r"""False: x(t) = x_{\infty} + e^{-tA}(x_0 - x_{\infty})."""
    n, t = g.whole(2, 3), 0.5 * g.num()
    a, s, e = g.mat(n, n), g.vec(n), g.vec(n)

    def path(u: float | Array) -> Array:
        return np.asarray(e + expm(-u * a) @ (s - e))

    return max(gap(d1(path, t), a @ (path(t) - e)), gap(path(0.0), s))


def o_186(g: Draw) -> float:
    r"""True: y(t) = y_0 e^{-kt} + \frac{c}{k}\left(1 - e^{-kt}\right)."""
    k, c, y, t = g.pos(), g.num(), g.num(), g.pos()

    def f(u: float | Array) -> Array:
        return np.asarray(y * np.exp(-k * u) + c / k * (1 - np.exp(-k * u)))

    return max(gap(d1(f, t), -k * f(t) + c), gap(f(0.0), y))


def o_187(g: Draw) -> float:
    r"""False: y(t) = y_0 e^{-kt} + c\left(1 - e^{-kt}\right)."""
    k, c, y, t = g.pos(), g.num(), g.num(), g.pos()

    def f(u: float | Array) -> Array:
        return np.asarray(y * np.exp(-k * u) + c * (1 - np.exp(-k * u)))

    return max(gap(d1(f, t), -k * f(t) + c), gap(f(0.0), y))

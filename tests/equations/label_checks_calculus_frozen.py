"""Hand-written checks of the rows on calculus in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Array, Draw, d1, gap, lacks, quad


def f_179(_: Draw) -> float:
    r"""True: \log(1+h) = h - \frac{h^2}{2} + O(h^3), \qquad h\to 0."""
    return lacks(lambda h: np.log1p(h) - h + h**2 / 2, 3)


def f_180(_: Draw) -> float:
    r"""False: \log(1+h) = h + \frac{h^2}{2} + O(h^3), \qquad h\to 0."""
    return lacks(lambda h: np.log1p(h) - h - h**2 / 2, 3)


def f_181(g: Draw) -> float:
    r"""True: (I + \epsilon A)^{-1} = I - \epsilon A + O(\epsilon^2)."""
    a = g.mat(*[g.whole(2, 4)] * 2)
    e = np.eye(len(a))
    return lacks(lambda h: np.linalg.inv(e + h * a) - e + h * a, 2)


def f_182(g: Draw) -> float:
    r"""False: (I + \epsilon A)^{-1} = I - \epsilon A^{-1} + O(\epsilon^2)."""
    a = g.inv(g.whole(2, 4))
    e = np.eye(len(a))
    return lacks(lambda h: np.linalg.inv(e + h * a) - e + h * np.linalg.inv(a), 2)


def f_183(g: Draw) -> float:
    r"""True: \det(I + \epsilon A) = 1 + \epsilon\operatorname{tr}(A) + O(\epsilon^2)."""
    a = g.mat(*[g.whole(2, 4)] * 2)
    return lacks(lambda h: np.linalg.det(np.eye(len(a)) + h * a) - 1 - h * np.trace(a), 2)


def f_184(g: Draw) -> float:
    r"""False: \det(I + \epsilon A) = 1 + \epsilon\det(A) + O(\epsilon^2)."""
    a = g.mat(*[g.whole(2, 4)] * 2)
    return lacks(lambda h: np.linalg.det(np.eye(len(a)) + h * a) - 1 - h * np.linalg.det(a), 2)


def f_185(g: Draw) -> float:
    r"""True: \frac{f(x+h) - 2f(x) + f(x-h)}{h^2} = f''(x) + O(h^2)."""
    f, x = g.curve(), g.num()
    d = d1(lambda t: d1(f, t), x)
    return lacks(lambda h: (f(x + 4 * h) - 2 * f(x) + f(x - 4 * h)) / (16 * h * h) - d, 2)


def f_186(g: Draw) -> float:
    r"""False: \frac{f(x+h) - 2f(x) + f(x-h)}{h} = f''(x) + O(h^2)."""
    f, x = g.curve(), g.num()
    d = d1(lambda t: d1(f, t), x)
    return lacks(lambda h: (f(x + h) - 2 * f(x) + f(x - h)) / h - d, 2)


def f_187(g: Draw) -> float:
    r"""True: \sum_{k=0}^{n-1} r^k = \frac{1-r^n}{1-r}."""
    r, n = g.num() + 0.01, g.whole(1, 8)
    return gap(sum(r**k for k in range(n)), (1 - r**n) / (1 - r))


def f_188(g: Draw) -> float:
    r"""False: \sum_{k=0}^{n} r^k = \frac{1-r^n}{1-r}."""
    r, n = g.num() + 0.01, g.whole(1, 8)
    return gap(sum(r**k for k in range(n + 1)), (1 - r**n) / (1 - r))


def f_189(g: Draw) -> float:
    r"""True: \sum_{k=0}^{\infty} \frac{x^{2k}}{(2k)!} = \cosh(x)."""
    x, total, term = g.num(), 0.0, 1.0
    for k in range(30):
        total, term = total + term, term * x * x / ((2 * k + 1) * (2 * k + 2))
    return gap(total, np.cosh(x))


def f_190(g: Draw) -> float:
    r"""False: \sum_{k=0}^{\infty} \frac{x^{2k}}{(2k)!} = \cos(x)."""
    x, total, term = g.num(), 0.0, 1.0
    for k in range(30):
        total, term = total + term, term * x * x / ((2 * k + 1) * (2 * k + 2))
    return gap(total, np.cos(x))


def f_191(g: Draw) -> float:
    r"""True: \sum_{k=1}^{n} \frac{1}{k(k+1)} = 1 - \frac{1}{n+1}."""
    n = g.whole(1, 30)
    return gap(sum(1 / (k * (k + 1)) for k in range(1, n + 1)), 1 - 1 / (n + 1))


def f_192(g: Draw) -> float:
    r"""False: \sum_{k=1}^{n} \frac{1}{k(k+1)} = 1 - \frac{1}{n}."""
    n = g.whole(1, 30)
    return gap(sum(1 / (k * (k + 1)) for k in range(1, n + 1)), 1 - 1 / n)


def f_193(_: Draw) -> float:
    r"""True: \lim_{x\to 0} \frac{1-\cos x}{x^2} = \frac{1}{2}."""
    return gap(2 * np.sin(5e-5) ** 2 / 1e-8, 0.5)


def f_194(_: Draw) -> float:
    r"""False: \lim_{x\to 0} \frac{1-\cos x}{x^2} = 1."""
    return gap(2 * np.sin(5e-5) ** 2 / 1e-8, 1.0)


def f_195(_: Draw) -> float:
    r"""True: \int_0^1 x e^{x}\,dx = 1."""
    return gap(quad(lambda x: x * np.exp(x), 0, 1), 1.0)


def f_196(_: Draw) -> float:
    r"""False: \int_0^1 x e^{x}\,dx = e - 1."""
    return gap(quad(lambda x: x * np.exp(x), 0, 1), np.e - 1)


def f_197(g: Draw) -> float:
    r"""True: \frac{d}{dx}\int_0^{x^2} f(s)\,ds = 2x\,f(x^2)."""
    c, b, x = g.num(), g.num(), g.pos()
    left = d1(lambda t: quad(lambda s: c * np.sin(b * s) + s, 0, t * t), x)
    return gap(left, 2 * x * (c * np.sin(b * x * x) + x * x))


def f_198(g: Draw) -> float:
    r"""False: \frac{d}{dx}\int_0^{x^2} f(s)\,ds = f(x^2)."""
    c, b, x = g.num(), g.num(), g.pos()
    left = d1(lambda t: quad(lambda s: c * np.sin(b * s) + s, 0, t * t), x)
    return gap(left, c * np.sin(b * x * x) + x * x)


def f_199(g: Draw) -> float:
    r"""True: \int_0^{\infty} x^{n} e^{-x}\,dx = n!."""
    n = g.whole(0, 6)
    return gap(quad(lambda x: x**n * np.exp(-x), 0, 80), np.prod(np.arange(1, n + 1)))


def f_200(g: Draw) -> float:
    r"""False: \int_0^{\infty} x^{n} e^{-x}\,dx = (n-1)!."""
    n = g.whole(1, 6)
    return gap(quad(lambda x: x**n * np.exp(-x), 0, 80), np.prod(np.arange(1, n)))


def f_201(g: Draw) -> float:
    r"""True: x(t) = \frac{x_0}{x_0 + (1-x_0)e^{-rt}}."""
    r, s, t = g.pos(), g.pos(0.1, 0.9), g.pos()

    def f(u: float | Array) -> Array:
        return np.asarray(s / (s + (1 - s) * np.exp(-r * u)))

    return max(gap(d1(f, t), r * f(t) * (1 - f(t))), gap(f(0.0), s))


def f_202(g: Draw) -> float:
    r"""False: x(t) = \frac{x_0}{x_0 + (1-x_0)e^{rt}}."""
    r, s, t = g.pos(), g.pos(0.1, 0.9), g.pos()

    def f(u: float | Array) -> Array:
        return np.asarray(s / (s + (1 - s) * np.exp(r * u)))

    return max(gap(d1(f, t), r * f(t) * (1 - f(t))), gap(f(0.0), s))


def f_203(g: Draw) -> float:
    r"""True: x(t) = x_0\cos(\omega t) + \frac{v_0}{\omega}\sin(\omega t)."""
    w, a, v, t = g.pos(), g.num(), g.num(), g.pos()

    def f(u: float | Array) -> Array:
        return np.asarray(a * np.cos(w * u) + v / w * np.sin(w * u))

    def slope(u: float) -> Array:
        return np.asarray(d1(f, u))

    return max(gap(d1(slope, t), -w * w * f(t)), gap(f(0.0), a), gap(slope(0.0), v))


def f_204(g: Draw) -> float:
    r"""False: x(t) = x_0\cos(\omega t) + v_0\sin(\omega t)."""
    w, a, v, t = g.pos(), g.num(), g.num(), g.pos()

    def f(u: float | Array) -> Array:
        return np.asarray(a * np.cos(w * u) + v * np.sin(w * u))

    def slope(u: float) -> Array:
        return np.asarray(d1(f, u))

    return max(gap(d1(slope, t), -w * w * f(t)), gap(f(0.0), a), gap(slope(0.0), v))

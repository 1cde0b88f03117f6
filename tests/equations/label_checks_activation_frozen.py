"""Hand-written checks of the rows on activation in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, d1, gap, grad, jac, lse, sigmoid, softmax


def f_120(g: Draw) -> float:
    r"""True: \frac{\partial s}{\partial x}\,\mathbf{1} = 0."""
    x = g.vec(g.whole(2, 5))
    return gap(jac(softmax, x) @ np.ones(len(x)), np.zeros(len(x)))


def f_121(g: Draw) -> float:
    r"""False: \frac{\partial s}{\partial x}\,\mathbf{1} = s."""
    x = g.vec(g.whole(2, 5))
    return gap(jac(softmax, x) @ np.ones(len(x)), softmax(x))


def f_122(g: Draw) -> float:
    r"""True: \operatorname{softmax}\big((a,b)\big)_1 = \sigma(a-b)."""
    a, b = g.num(), g.num()
    return gap(softmax(np.array([a, b]))[0], sigmoid(a - b))


def f_123(g: Draw) -> float:
    r"""False: \operatorname{softmax}\big((a,b)\big)_1 = \sigma(b-a)."""
    a, b = g.num(), g.num()
    return gap(softmax(np.array([a, b]))[0], sigmoid(b - a))


def f_124(g: Draw) -> float:
    r"""True: \lim_{\tau\to 0^+} \tau\log\sum_{i=1}^{n} e^{x_i/\tau} = \max_{i} x_i."""
    x = g.vec(g.whole(2, 5))
    return gap(1e-7 * lse(x / 1e-7), x.max())


def f_125(g: Draw) -> float:
    r"""False: \lim_{\tau\to 0^+} \tau\log\sum_{i=1}^{n} e^{x_i/\tau} = \min_{i} x_i."""
    x = g.vec(g.whole(2, 5))
    return gap(1e-7 * lse(x / 1e-7), x.min())


def f_126(g: Draw) -> float:
    r"""True: \sigma(z) + \sigma(-z) = 1."""
    z = 2 * g.num()
    return gap(sigmoid(z) + sigmoid(-z), 1.0)


def f_127(g: Draw) -> float:
    r"""False: \sigma(z) + \sigma(-z) = 0."""
    z = 2 * g.num()
    return gap(sigmoid(z) + sigmoid(-z), 0.0)


def f_128(g: Draw) -> float:
    r"""True: \max(z, \alpha z) = \begin{cases} z & \text{if } z \ge 0 \\ \alpha z & \text{otherwise} …."""
    a, z = g.pos(0.05, 0.95), g.num()
    return gap(max(z, a * z), z if z >= 0 else a * z)


def f_129(g: Draw) -> float:
    r"""False: \max(z, \alpha z) = \begin{cases} \alpha z & \text{if } z \ge 0 \\ z & \text{otherwise} …."""
    a, z = g.pos(0.05, 0.95), g.num()
    return gap(max(z, a * z), a * z if z >= 0 else z)


def f_130(g: Draw) -> float:
    r"""True: x_i - x_j = \log s_i - \log s_j."""
    x = g.vec(g.whole(2, 5))
    s = np.log(softmax(x))
    return gap(np.subtract.outer(x, x), np.subtract.outer(s, s))


def f_131(g: Draw) -> float:
    r"""False: x_i = \log s_i."""
    x = g.vec(g.whole(2, 5))
    return gap(x, np.log(softmax(x)))


def f_132(g: Draw) -> float:
    r"""True: \sigma^{-1}(p) = \log\frac{p}{1-p}."""
    p = g.pos(0.05, 0.95)
    return gap(sigmoid(np.log(p / (1 - p))), p)


def f_133(g: Draw) -> float:
    r"""False: \sigma^{-1}(p) = \log\frac{1-p}{p}."""
    p = g.pos(0.05, 0.95)
    return gap(sigmoid(np.log((1 - p) / p)), p)


def f_134(g: Draw) -> float:
    r"""True: \frac{d}{dz}\big[z\,\sigma(z)\big] = \sigma(z) + z\,\sigma(z)\big(1-\sigma(z)\big)."""
    z = g.num()
    s = sigmoid(z)
    return gap(d1(lambda t: t * sigmoid(t), z), s + z * s * (1 - s))


def f_135(g: Draw) -> float:
    r"""False: \frac{d}{dz}\big[z\,\sigma(z)\big] = z\,\sigma(z)\big(1-\sigma(z)\big)."""
    z = g.num()
    s = sigmoid(z)
    return gap(d1(lambda t: t * sigmoid(t), z), z * s * (1 - s))


def f_136(g: Draw) -> float:
    r"""True: \operatorname{LN}(ax + b\mathbf{1}) = \operatorname{LN}(x)."""
    x, a, b = g.vec(g.whole(3, 6)), g.pos(), g.num()
    y = a * x + b
    return gap((y - y.mean()) / y.std(), (x - x.mean()) / x.std())


def f_137(g: Draw) -> float:
    r"""False: \operatorname{LN}(ax + b\mathbf{1}) = \operatorname{LN}(x)."""
    x, a, b = g.vec(g.whole(3, 6)), g.num(), g.num()
    y = a * x + b
    return gap((y - y.mean()) / y.std(), (x - x.mean()) / x.std())


def f_138(g: Draw) -> float:
    r"""True: \left\|\frac{x}{\operatorname{RMS}(x)}\right\|_2 = \sqrt{n}, \qquad \operatorname{RMS}(x …."""
    x = g.vec(g.whole(2, 6))
    return gap(np.linalg.norm(x / np.sqrt((x**2).mean())), np.sqrt(len(x)))


def f_139(g: Draw) -> float:
    r"""False: \left\|\frac{x}{\operatorname{RMS}(x)}\right\|_2 = 1, \qquad \operatorname{RMS}(x) = \sq …."""
    x = g.vec(g.whole(2, 6))
    return gap(np.linalg.norm(x / np.sqrt((x**2).mean())), 1.0)


def f_140(g: Draw) -> float:
    r"""True: \nabla_z\Big[-\sum_{i=1}^{n} y_i\log\operatorname{softmax}(z)_i\Big] = \operatorname{sof …."""
    z = g.vec(g.whole(2, 5))
    y = np.eye(len(z))[0]
    return gap(grad(lambda v: -(y * np.log(softmax(v))).sum(), z), softmax(z) - y)


def f_141(g: Draw) -> float:
    r"""False: \nabla_z\Big[-\sum_{i=1}^{n} y_i\log\operatorname{softmax}(z)_i\Big] = \operatorname{sof …."""
    z = g.vec(g.whole(2, 5))
    y = g.vec(len(z))
    return gap(grad(lambda v: -(y * np.log(softmax(v))).sum(), z), softmax(z) - y)

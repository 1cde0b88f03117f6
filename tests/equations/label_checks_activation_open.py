"""Hand-written checks of the rows on activation in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, d1, excess, gap, lse, relu, sigmoid, softmax


def o_114(g: Draw) -> float:
    r"""True: \operatorname{softmax}(x + c\mathbf{1}) = \operatorname{softmax}(x)."""
    x, c = g.vec(g.whole(2, 6)), g.num()
    return gap(softmax(x + c), softmax(x))


def o_115(g: Draw) -> float:
    r"""False: \operatorname{softmax}(cx) = \operatorname{softmax}(x)."""
    x, c = g.vec(g.whole(2, 6)), g.num()
    return gap(softmax(c * x), softmax(x))


def o_116(g: Draw) -> float:
    r"""True: \operatorname{LSE}(x + c\mathbf{1}) = \operatorname{LSE}(x) + c."""
    x, c = g.vec(g.whole(2, 6)), g.num()
    return gap(np.log(np.exp(x + c).sum()), np.log(np.exp(x).sum()) + c)


def o_117(g: Draw) -> float:
    r"""False: \operatorname{LSE}(x + c\mathbf{1}) = \operatorname{LSE}(x) + nc."""
    x, c = g.vec(g.whole(2, 6)), g.num()
    return gap(np.log(np.exp(x + c).sum()), np.log(np.exp(x).sum()) + len(x) * c)


def o_118(g: Draw) -> float:
    r"""True: \max_i x_i \le \log\sum_{i=1}^{n} e^{x_i} \le \max_i x_i + \log n."""
    x = g.vec(g.whole(2, 6))
    return excess([x.max(), lse(x)], [lse(x), x.max() + np.log(len(x)) + 1e-12])


def o_119(g: Draw) -> float:
    r"""False: \log\sum_{i=1}^{n} e^{x_i} \le \max_i x_i."""
    x = g.vec(g.whole(2, 6))
    return excess(lse(x), x.max())


def o_120(g: Draw) -> float:
    r"""True: \sigma'(z) = \sigma(z)\,\sigma(-z)."""
    z = 2 * g.num()
    return gap(d1(sigmoid, z), sigmoid(z) * sigmoid(-z))


def o_121(g: Draw) -> float:
    r"""False: \sigma'(z) = \sigma(z)\,(1 + \sigma(z))."""
    z = 2 * g.num()
    return gap(d1(sigmoid, z), sigmoid(z) * (1 + sigmoid(z)))


def o_122(g: Draw) -> float:
    r"""True: \tanh(z) = 2\sigma(2z) - 1."""
    z = 2 * g.num()
    return gap(np.tanh(z), 2 * sigmoid(2 * z) - 1)


def o_123(g: Draw) -> float:
    r"""False: \tanh(z) = 2\sigma(z) - 1."""
    z = 2 * g.num()
    return gap(np.tanh(z), 2 * sigmoid(z) - 1)


def o_124(g: Draw) -> float:
    r"""True: \log(1+e^{z}) - \log(1+e^{-z}) = z."""
    z = 2 * g.num()
    return gap(np.log(1 + np.exp(z)) - np.log(1 + np.exp(-z)), z)


def o_125(g: Draw) -> float:
    r"""False: \log(1+e^{z}) + \log(1+e^{-z}) = z."""
    z = 2 * g.num()
    return gap(np.log(1 + np.exp(z)) + np.log(1 + np.exp(-z)), z)


def o_126(g: Draw) -> float:
    r"""True: \log\sigma(z) = -\log(1+e^{-z})."""
    z = 2 * g.num()
    return gap(np.log(sigmoid(z)), -np.log1p(np.exp(-z)))


def o_127(g: Draw) -> float:
    r"""False: \log\sigma(z) = -\log(1+e^{z})."""
    z = 2 * g.num()
    return gap(np.log(sigmoid(z)), -np.log1p(np.exp(z)))


def o_128(g: Draw) -> float:
    r"""True: \operatorname{ReLU}(z) = \frac{z + |z|}{2}."""
    z = 2 * g.num()
    return gap(max(z, 0.0), (z + abs(z)) / 2)


def o_129(g: Draw) -> float:
    r"""False: \operatorname{ReLU}(z) = \frac{z - |z|}{2}."""
    z = 2 * g.num()
    return gap(max(z, 0.0), (z - abs(z)) / 2)


def o_130(g: Draw) -> float:
    r"""True: \operatorname{ReLU}(\alpha z) = \alpha\operatorname{ReLU}(z)."""
    a, z = g.pos(), g.num()
    return gap(relu(a * z), a * relu(z))


def o_131(g: Draw) -> float:
    r"""False: \operatorname{ReLU}(\alpha z) = \alpha\operatorname{ReLU}(z)."""
    a, z = g.num(), g.num()
    return gap(relu(a * z), a * relu(z))

"""Hand-written checks of the rows on gradient in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, gap, grad, lse, sigmoid, softmax


def o_132(g: Draw) -> float:
    r"""True: \nabla_x\, \tfrac{1}{2}x^\top A x = Ax."""
    n = g.whole(2, 5)
    a, x = g.sym(n), g.vec(n)
    return gap(grad(lambda v: v @ a @ v / 2, x), a @ x)


def o_133(g: Draw) -> float:
    r"""False: \nabla_x\, \tfrac{1}{2}x^\top A x = Ax."""
    n = g.whole(2, 5)
    a, x = g.mat(n, n), g.vec(n)
    return gap(grad(lambda v: v @ a @ v / 2, x), a @ x)


def o_134(g: Draw) -> float:
    r"""True: \nabla_x \|Ax - b\|_2^2 = 2A^\top(Ax - b)."""
    m, n = g.dims(2)
    a, x, b = g.mat(m, n), g.vec(n), g.vec(m)
    return gap(grad(lambda v: ((a @ v - b) ** 2).sum(), x), 2 * a.T @ (a @ x - b))


def o_135(g: Draw) -> float:
    r"""False: \nabla_x \|Ax - b\|_2^2 = A^\top(Ax - b)."""
    m, n = g.dims(2)
    a, x, b = g.mat(m, n), g.vec(n), g.vec(m)
    return gap(grad(lambda v: ((a @ v - b) ** 2).sum(), x), a.T @ (a @ x - b))


def o_136(g: Draw) -> float:
    r"""True: \nabla_x \|x\|_2 = \frac{x}{\|x\|_2}."""
    x = g.vec(g.whole(2, 5))
    return gap(grad(np.linalg.norm, x), x / np.linalg.norm(x))


def o_137(g: Draw) -> float:
    r"""False: \nabla_x \|x\|_2 = \frac{x}{\|x\|_2^2}."""
    x = g.vec(g.whole(2, 5))
    return gap(grad(np.linalg.norm, x), x / (x @ x))


def o_138(g: Draw) -> float:
    r"""True: \nabla_x \big[(a^\top x)(b^\top x)\big] = (ab^\top + ba^\top)x."""
    n = g.whole(2, 5)
    a, b, x = g.vec(n), g.vec(n), g.vec(n)
    return gap(grad(lambda v: (a @ v) * (b @ v), x), (np.outer(a, b) + np.outer(b, a)) @ x)


def o_139(g: Draw) -> float:
    r"""False: \nabla_x \big[(a^\top x)(b^\top x)\big] = 2ab^\top x."""
    n = g.whole(2, 5)
    a, b, x = g.vec(n), g.vec(n), g.vec(n)
    return gap(grad(lambda v: (a @ v) * (b @ v), x), 2 * a * (b @ x))


def o_140(g: Draw) -> float:
    r"""True: \nabla_w \log\big(1 + e^{-y w^\top x}\big) = -y\,\sigma(-y w^\top x)\,x."""
    d = g.whole(2, 5)
    w, x, y = g.vec(d), g.vec(d), float(g.rng.choice([-1, 1]))
    return gap(grad(lambda v: np.log(1 + np.exp(-y * (v @ x))), w), -y * sigmoid(-y * (w @ x)) * x)


def o_141(g: Draw) -> float:
    r"""False: \nabla_w \log\big(1 + e^{-y w^\top x}\big) = -y\,\sigma(y w^\top x)\,x."""
    d = g.whole(2, 5)
    w, x, y = g.vec(d), g.vec(d), float(g.rng.choice([-1, 1]))
    return gap(grad(lambda v: np.log(1 + np.exp(-y * (v @ x))), w), -y * sigmoid(y * (w @ x)) * x)


def o_142(g: Draw) -> float:
    r"""True: \nabla_w \Big[\|Xw - y\|_2^2 + \lambda\|w\|_2^2\Big] = 2X^\top(Xw - y) + 2\lambda w."""
    n, d = g.dims(2)
    x, w, y, k = g.mat(n, d), g.vec(d), g.vec(n), g.pos()
    return gap(grad(lambda v: ((x @ v - y) ** 2).sum() + k * v @ v, w), 2 * x.T @ (x @ w - y) + 2 * k * w)


def o_143(g: Draw) -> float:
    r"""False: \nabla_w \Big[\|Xw - y\|_2^2 + \lambda\|w\|_2^2\Big] = 2X^\top(Xw - y) + \lambda w."""
    n, d = g.dims(2)
    x, w, y, k = g.mat(n, d), g.vec(d), g.vec(n), g.pos()
    return gap(grad(lambda v: ((x @ v - y) ** 2).sum() + k * v @ v, w), 2 * x.T @ (x @ w - y) + k * w)


def o_144(g: Draw) -> float:
    r"""True: \nabla_x \operatorname{LSE}(Ax+b) = A^\top\operatorname{softmax}(Ax+b)."""
    m, n = g.dims(2)
    a, x, b = g.mat(m, n), g.vec(n), g.vec(m)
    return gap(grad(lambda v: lse(a @ v + b), x), a.T @ softmax(a @ x + b))


def o_145(g: Draw) -> float:
    r"""False: \nabla_x \operatorname{LSE}(Ax+b) = A\operatorname{softmax}(Ax+b)."""
    n = g.whole(2, 5)
    a, x, b = g.mat(n, n), g.vec(n), g.vec(n)
    return gap(grad(lambda v: lse(a @ v + b), x), a @ softmax(a @ x + b))


def o_146(g: Draw) -> float:
    r"""True: \nabla_x\, e^{-\frac{1}{2}\|x-c\|^2} = (c - x)\,e^{-\frac{1}{2}\|x-c\|^2}."""
    n = g.whole(2, 4)
    x, c = g.vec(n), g.vec(n)
    return gap(grad(lambda v: np.exp(-((v - c) ** 2).sum() / 2), x), (c - x) * np.exp(-((x - c) ** 2).sum() / 2))


def o_147(g: Draw) -> float:
    r"""False: \nabla_x\, e^{-\frac{1}{2}\|x-c\|^2} = (x - c)\,e^{-\frac{1}{2}\|x-c\|^2}."""
    x, c = 0.3 * g.vec(2), 0.3 * g.vec(2)
    return gap(grad(lambda v: np.exp(-((v - c) ** 2).sum() / 2), x), (x - c) * np.exp(-((x - c) ** 2).sum() / 2))

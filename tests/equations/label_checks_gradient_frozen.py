"""Hand-written checks of the rows on gradient in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, clash, d1, gap, grad


def f_142(g: Draw) -> float:
    r"""True: \nabla_x \frac{1}{1+\|x\|_2^2} = -\frac{2x}{\big(1+\|x\|_2^2\big)^2}."""
    x = g.vec(g.whole(2, 5))
    return gap(grad(lambda v: 1 / (1 + v @ v), x), -2 * x / (1 + x @ x) ** 2)


def f_143(g: Draw) -> float:
    r"""False: \nabla_x \frac{1}{1+\|x\|_2^2} = -\frac{x}{\big(1+\|x\|_2^2\big)^2}."""
    x = g.vec(g.whole(2, 5))
    return gap(grad(lambda v: 1 / (1 + v @ v), x), -x / (1 + x @ x) ** 2)


def f_144(g: Draw) -> float:
    r"""True: \nabla_x \frac{x^\top y}{\|x\|} = \frac{y}{\|x\|} - \frac{(x^\top y)\,x}{\|x\|^3}."""
    n = g.whole(2, 5)
    x, y = g.unit(n) * g.pos(), g.vec(n)
    r = np.linalg.norm(x)
    return gap(grad(lambda v: v @ y / np.linalg.norm(v), x), y / r - (x @ y) * x / r**3)


def f_145(g: Draw) -> float:
    r"""False: \nabla_x \frac{x^\top y}{\|x\|} = \frac{y}{\|x\|} - \frac{(x^\top y)\,x}{\|x\|^2}."""
    n = g.whole(2, 5)
    x, y = g.unit(n) * g.pos(), g.vec(n)
    r = np.linalg.norm(x)
    return gap(grad(lambda v: v @ y / np.linalg.norm(v), x), y / r - (x @ y) * x / r**2)


def f_146(g: Draw) -> float:
    r"""True: \nabla_x R(x) = \frac{2}{x^\top x}\big(Ax - R(x)\,x\big)."""
    n = g.whole(2, 5)
    a, x = g.sym(n), g.unit(n) * g.pos()
    r = x @ a @ x / (x @ x)
    return gap(grad(lambda v: v @ a @ v / (v @ v), x), 2 / (x @ x) * (a @ x - r * x))


def f_147(g: Draw) -> float:
    r"""False: \nabla_x R(x) = \frac{2}{x^\top x}\big(Ax - R(x)\,x\big)."""
    n = g.whole(2, 5)
    a, x = g.mat(n, n), g.unit(n) * g.pos()
    r = x @ a @ x / (x @ x)
    return gap(grad(lambda v: v @ a @ v / (v @ v), x), 2 / (x @ x) * (a @ x - r * x))


def f_148(g: Draw) -> float:
    r"""True: \nabla_w \sum_{i=1}^{n}\big(e^{w^\top x_i} - y_i w^\top x_i\big) = X^\top\big(e^{Xw} - y …."""
    n, d = g.dims(2)
    x, w, y = 0.5 * g.mat(n, d), 0.5 * g.vec(d), g.vec(n)
    return gap(grad(lambda v: (np.exp(x @ v) - y * (x @ v)).sum(), w), x.T @ (np.exp(x @ w) - y))


def f_149(g: Draw) -> float:
    r"""False: \nabla_w \sum_{i=1}^{n}\big(e^{w^\top x_i} - y_i w^\top x_i\big) = X^\top\big(y - e^{Xw} …."""
    n, d = g.dims(2)
    x, w, y = 0.5 * g.mat(n, d), 0.5 * g.vec(d), g.vec(n)
    return gap(grad(lambda v: (np.exp(x @ v) - y * (x @ v)).sum(), w), x.T @ (y - np.exp(x @ w)))


def f_150(g: Draw) -> float:
    r"""True: \lim_{t\to 0}\frac{f(x+tv)-f(x)}{t} = \nabla f(x)^\top v."""
    n = g.whole(2, 4)
    f, x, v = g.scalar(n), g.vec(n), g.vec(n)
    return gap(d1(lambda t: f(x + t * v), 0.0), grad(f, x) @ v)


def f_151(g: Draw) -> float:
    r"""False: \lim_{t\to 0}\frac{f(x+tv)-f(x)}{t} = \|\nabla f(x)\|_2."""
    n = g.whole(2, 4)
    f, x, v = g.scalar(n), g.vec(n), g.unit(n)
    return gap(d1(lambda t: f(x + t * v), 0.0), np.linalg.norm(grad(f, x)))


def f_152(g: Draw) -> float:
    r"""True: \nabla h(x) = A^\top\,\nabla f(Ax)."""
    m, n = g.dims(2)
    f, a, x = g.scalar(m), 0.5 * g.mat(m, n), g.vec(n)
    return gap(grad(lambda v: f(a @ v), x), a.T @ grad(f, a @ x))


def f_153(g: Draw) -> float:
    r"""False: \nabla h(x) = A\,\nabla f(Ax)."""
    m, n = g.dims(2)
    return clash(g.mat(m, n), g.vec(m))


def f_154(g: Draw) -> float:
    r"""True: \nabla_x\big(x^\top B x + c^\top x\big) = (B + B^\top)x + c."""
    n = g.whole(2, 5)
    b, c, x = g.mat(n, n), g.vec(n), g.vec(n)
    return gap(grad(lambda v: v @ b @ v + c @ v, x), (b + b.T) @ x + c)


def f_155(g: Draw) -> float:
    r"""False: \nabla_x\big(x^\top B x + c^\top x\big) = 2B^\top x + c."""
    n = g.whole(2, 5)
    b, c, x = g.mat(n, n), g.vec(n), g.vec(n)
    return gap(grad(lambda v: v @ b @ v + c @ v, x), 2 * b.T @ x + c)


def f_156(g: Draw) -> float:
    r"""True: \frac{\partial}{\partial p_i}\Big[-\sum_{j=1}^{n} p_j\log p_j\Big] = -\log p_i - 1."""
    p = g.posvec(g.whole(2, 5))
    return gap(grad(lambda v: -(v * np.log(v)).sum(), p), -np.log(p) - 1)


def f_157(g: Draw) -> float:
    r"""False: \frac{\partial}{\partial p_i}\Big[-\sum_{j=1}^{n} p_j\log p_j\Big] = -\log p_i."""
    p = g.posvec(g.whole(2, 5))
    return gap(grad(lambda v: -(v * np.log(v)).sum(), p), -np.log(p))


def f_158(g: Draw) -> float:
    r"""True: \ell'(r) = \begin{cases} r, & |r| \le \delta \\ \delta\,\operatorname{sign}(r), & |r| > …."""
    r, d = g.num(), g.pos()
    slope = d1(lambda t: t * t / 2 if abs(t) <= d else d * (abs(t) - d / 2), r)
    return gap(slope, r if abs(r) <= d else d * np.sign(r)) if abs(abs(r) - d) > 0.01 else 0.0


def f_159(g: Draw) -> float:
    r"""False: \ell'(r) = \begin{cases} r, & |r| \le \delta \\ \delta, & |r| > \delta \end{cases}."""
    r, d = g.num(), g.pos()
    slope = d1(lambda t: t * t / 2 if abs(t) <= d else d * (abs(t) - d / 2), r)
    return gap(slope, r if abs(r) <= d else d)

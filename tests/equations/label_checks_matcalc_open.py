"""Hand-written checks of the rows on matcalc in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, clash, d1, gap, grad, hess, jac


def o_148(g: Draw) -> float:
    r"""True: \nabla_X \operatorname{tr}(AXB) = A^\top B^\top."""
    m, n, p = g.dims(3)
    a, x, b = g.mat(m, n), g.mat(n, p), g.mat(p, m)
    return gap(grad(lambda v: np.trace(a @ v @ b), x), a.T @ b.T)


def o_149(g: Draw) -> float:
    r"""False: \nabla_X \operatorname{tr}(AXB) = BA."""
    m, n, p = g.dims(3)
    a, x, b = g.mat(m, n), g.mat(n, p), g.mat(p, m)
    return gap(grad(lambda v: np.trace(a @ v @ b), x), b @ a)


def o_150(g: Draw) -> float:
    r"""True: \nabla_X\, \tfrac{1}{2}\|AX - B\|_F^2 = A^\top(AX - B)."""
    m, n, p = g.dims(3)
    a, x, b = g.mat(m, n), g.mat(n, p), g.mat(m, p)
    return gap(grad(lambda v: ((a @ v - b) ** 2).sum() / 2, x), a.T @ (a @ x - b))


def o_151(g: Draw) -> float:
    r"""False: \nabla_X\, \tfrac{1}{2}\|AX - B\|_F^2 = (AX - B)A^\top."""
    n = g.whole(2, 4)
    a, x, b = g.mat(n, n), g.mat(n, n), g.mat(n, n)
    return gap(grad(lambda v: ((a @ v - b) ** 2).sum() / 2, x), (a @ x - b) @ a.T)


def o_152(g: Draw) -> float:
    r"""True: \nabla_X \log|\det X| = X^{-\top}."""
    x = g.inv(g.whole(2, 4))
    return gap(grad(lambda v: np.linalg.slogdet(v)[1], x), np.linalg.inv(x).T)


def o_153(g: Draw) -> float:
    r"""False: \nabla_X \log|\det X| = X^{-1}."""
    x = g.inv(g.whole(2, 4))
    return gap(grad(lambda v: np.linalg.slogdet(v)[1], x), np.linalg.inv(x))


def o_154(g: Draw) -> float:
    r"""True: \frac{\partial\, a^\top W b}{\partial W} = ab^\top."""
    o, d = g.dims(2)
    a, b, w = g.vec(o), g.vec(d), g.mat(o, d)
    return gap(grad(lambda v: a @ v @ b, w), np.outer(a, b))


def o_155(g: Draw) -> float:
    r"""False: \frac{\partial\, a^\top W b}{\partial W} = ba^\top."""
    o, d = g.dims(2)
    a, b, w = g.vec(o), g.vec(d), g.mat(o, d)
    return gap(grad(lambda v: a @ v @ b, w), np.outer(b, a))


def o_156(g: Draw) -> float:
    r"""True: J_{f\circ g}(x) = J_f(g(x))\,J_g(x)."""
    n, m, p = g.dims(3)
    f, h, x = g.smooth(m, p), g.smooth(n, m), g.vec(n)
    return gap(jac(lambda v: f(h(v)), x), jac(f, h(x)) @ jac(h, x))


def o_157(g: Draw) -> float:
    r"""False: J_{f\circ g}(x) = J_g(x)\,J_f(g(x))."""
    n, m, p = g.dims(3)
    f, h, x = g.smooth(m, p), g.smooth(n, m), g.vec(n)
    return clash(jac(h, x), jac(f, h(x)))


def o_158(g: Draw) -> float:
    r"""True: \frac{\partial}{\partial x}\tanh(Wx) = \operatorname{diag}\big(1 - \tanh^2(Wx)\big)\,W."""
    o, d = g.dims(2)
    w, x = g.mat(o, d), g.vec(d)
    return gap(jac(lambda v: np.tanh(w @ v), x), np.diag(1 - np.tanh(w @ x) ** 2) @ w)


def o_159(g: Draw) -> float:
    r"""False: \frac{\partial}{\partial x}\tanh(Wx) = W\operatorname{diag}\big(1 - \tanh^2(Wx)\big)."""
    n = g.whole(2, 4)
    w, x = g.mat(n, n), g.vec(n)
    return gap(jac(lambda v: np.tanh(w @ v), x), w @ np.diag(1 - np.tanh(w @ x) ** 2))


def o_160(g: Draw) -> float:
    r"""True: \frac{\partial (Wx+b)}{\partial x} = W."""
    o, d = g.dims(2)
    w, b, x = g.mat(o, d), g.vec(o), g.vec(d)
    return gap(jac(lambda v: w @ v + b, x), w)


def o_161(g: Draw) -> float:
    r"""False: \frac{\partial (Wx+b)}{\partial x} = W^\top."""
    o, d = g.dims(2)
    w, b, x = g.mat(o, d), g.vec(o), g.vec(d)
    return gap(jac(lambda v: w @ v + b, x), w.T)


def o_162(g: Draw) -> float:
    r"""True: \nabla^2\, \tfrac{1}{2}\|Ax-b\|_2^2 = A^\top A."""
    m, n = g.dims(2)
    a, b, x = g.mat(m, n), g.vec(m), g.vec(n)
    return gap(hess(lambda v: ((a @ v - b) ** 2).sum() / 2, x), a.T @ a)


def o_163(g: Draw) -> float:
    r"""False: \nabla^2\, \tfrac{1}{2}\|Ax-b\|_2^2 = AA^\top."""
    m, n = g.dims(2)
    a, b, x = g.mat(m, n), g.vec(m), g.vec(n)
    return gap(hess(lambda v: ((a @ v - b) ** 2).sum() / 2, x), a @ a.T)


def o_164(g: Draw) -> float:
    r"""True: \frac{d}{dt}A^{-1} = -A^{-1}\frac{dA}{dt}A^{-1}."""
    n = g.whole(2, 4)
    a, b = g.inv(n), 0.5 * g.mat(n, n)
    ai = np.linalg.inv(a)
    return gap(d1(lambda t: np.linalg.inv(a + t * b + t * t * b @ b), 0.0), -ai @ b @ ai)


def o_165(g: Draw) -> float:
    r"""False: \frac{d}{dt}A^{-1} = -A^{-2}\frac{dA}{dt}."""
    n = g.whole(2, 4)
    a, b = g.inv(n), 0.5 * g.mat(n, n)
    ai = np.linalg.inv(a)
    return gap(d1(lambda t: np.linalg.inv(a + t * b), 0.0), -ai @ ai @ b)

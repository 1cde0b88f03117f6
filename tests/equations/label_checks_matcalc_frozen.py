"""Hand-written checks of the rows on matcalc in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, clash, gap, grad, hess, jac, lse, sigmoid, softmax


def f_160(g: Draw) -> float:
    r"""True: \nabla_X \operatorname{tr}(X^\top A X) = (A + A^\top)X."""
    n, k = g.dims(2)
    a, x = g.mat(n, n), g.mat(n, k)
    return gap(grad(lambda v: np.trace(v.T @ a @ v), x), (a + a.T) @ x)


def f_161(g: Draw) -> float:
    r"""True: \nabla_X \operatorname{tr}(X^\top A X) = 2AX."""
    n, k = g.dims(2)
    a, x = g.sym(n), g.mat(n, k)
    return gap(grad(lambda v: np.trace(v.T @ a @ v), x), 2 * a @ x)


def f_162(g: Draw) -> float:
    r"""False: \nabla_X \operatorname{tr}(X^\top A X) = 2AX."""
    n, k = g.dims(2)
    a, x = g.mat(n, n), g.mat(n, k)
    return gap(grad(lambda v: np.trace(v.T @ a @ v), x), 2 * a @ x)


def f_163(g: Draw) -> float:
    r"""True: \nabla_A \|Ax - y\|_2^2 = 2(Ax - y)x^\top."""
    m, n = g.dims(2)
    a, x, y = g.mat(m, n), g.vec(n), g.vec(m)
    return gap(grad(lambda v: ((v @ x - y) ** 2).sum(), a), 2 * np.outer(a @ x - y, x))


def f_164(g: Draw) -> float:
    r"""False: \nabla_A \|Ax - y\|_2^2 = 2x(Ax - y)^\top."""
    m, n = g.dims(2)
    a, x, y = g.mat(m, n), g.vec(n), g.vec(m)
    return gap(grad(lambda v: ((v @ x - y) ** 2).sum(), a), 2 * np.outer(x, a @ x - y))


def f_165(g: Draw) -> float:
    r"""True: \nabla^2 \ell(w) = X^\top\operatorname{diag}\big(p\odot(\mathbf{1}-p)\big)X."""
    n, d = g.dims(2)
    x, w, y = g.mat(n, d), g.vec(d), g.vec(n)
    p = sigmoid(x @ w)
    return gap(hess(lambda v: float(np.log1p(np.exp(x @ v)).sum() - y @ x @ v), w), x.T @ np.diag(p * (1 - p)) @ x)


def f_166(g: Draw) -> float:
    r"""False: \nabla^2 \ell(w) = X^\top\operatorname{diag}(p)X."""
    n, d = g.dims(2)
    x, w, y = g.mat(n, d), g.vec(d), g.vec(n)
    p = sigmoid(x @ w)
    return gap(hess(lambda v: float(np.log1p(np.exp(x @ v)).sum() - y @ x @ v), w), x.T @ np.diag(p) @ x)


def f_167(g: Draw) -> float:
    r"""True: \nabla^2 \log\sum_{i=1}^{n} e^{x_i} = \operatorname{diag}(s) - ss^\top."""
    x = g.vec(g.whole(2, 5))
    s = softmax(x)
    return gap(hess(lse, x), np.diag(s) - np.outer(s, s))


def f_168(g: Draw) -> float:
    r"""False: \nabla^2 \log\sum_{i=1}^{n} e^{x_i} = \operatorname{diag}(s) + ss^\top."""
    x = g.vec(g.whole(2, 5))
    s = softmax(x)
    return gap(hess(lse, x), np.diag(s) + np.outer(s, s))


def f_169(g: Draw) -> float:
    r"""True: \frac{\partial L}{\partial W} = X^\top G, \qquad \frac{\partial L}{\partial X} = GW^\top."""
    n, d, o = g.dims(3)
    x, w, c = g.mat(n, d), 0.5 * g.mat(d, o), g.mat(n, o)
    up = c * np.cos(x @ w)
    left = gap(grad(lambda v: (c * np.sin(x @ v)).sum(), w), x.T @ up)
    return max(left, gap(grad(lambda v: (c * np.sin(v @ w)).sum(), x), up @ w.T))


def f_170(g: Draw) -> float:
    r"""False: \frac{\partial L}{\partial W} = X^\top G, \qquad \frac{\partial L}{\partial X} = W^\top G."""
    n, d, o = g.dims(3)
    return clash(g.mat(d, o).T, g.mat(n, o))


def f_171(g: Draw) -> float:
    r"""True: \nabla_X \operatorname{tr}(X^{-1}A) = -X^{-\top}A^\top X^{-\top}."""
    n = g.whole(2, 4)
    x, a = g.inv(n), g.mat(n, n)
    xi = np.linalg.inv(x)
    return gap(grad(lambda v: np.trace(np.linalg.inv(v) @ a), x), -xi.T @ a.T @ xi.T)


def f_172(g: Draw) -> float:
    r"""False: \nabla_X \operatorname{tr}(X^{-1}A) = -X^{-1}AX^{-1}."""
    n = g.whole(2, 4)
    x, a = g.inv(n), g.mat(n, n)
    xi = np.linalg.inv(x)
    return gap(grad(lambda v: np.trace(np.linalg.inv(v) @ a), x), -xi @ a @ xi)


def f_173(g: Draw) -> float:
    r"""True: \nabla^2 h(x) = A^\top\,\nabla^2 f(Ax)\,A."""
    m, n = g.dims(2)
    f, a, x = g.scalar(m), 0.5 * g.mat(m, n), g.vec(n)
    return gap(hess(lambda v: f(a @ v), x), a.T @ hess(f, a @ x) @ a)


def f_174(g: Draw) -> float:
    r"""False: \nabla^2 h(x) = A\,\nabla^2 f(Ax)\,A^\top."""
    n = g.whole(2, 4)
    f, a, x = g.scalar(n), 0.5 * g.mat(n, n), g.vec(n)
    return gap(hess(lambda v: f(a @ v), x), a @ hess(f, a @ x) @ a.T)


def f_175(g: Draw) -> float:
    r"""True: \nabla\cdot(Ax) = \operatorname{tr}(A)."""
    n = g.whole(2, 5)
    a, x = g.mat(n, n), g.vec(n)
    return gap(np.trace(jac(lambda v: a @ v, x)), np.trace(a))


def f_176(g: Draw) -> float:
    r"""False: \nabla\cdot(Ax) = \det(A)."""
    n = g.whole(2, 5)
    a, x = g.mat(n, n), g.vec(n)
    return gap(np.trace(jac(lambda v: a @ v, x)), np.linalg.det(a))


def f_177(g: Draw) -> float:
    r"""True: \frac{\partial L}{\partial b} = \sum_{i=1}^{n} G_{i,:}."""
    n, d, o = g.dims(3)
    z, b, c = g.mat(n, d) @ g.mat(d, o) / 2, g.vec(o), g.mat(n, o)
    return gap(grad(lambda v: (c * np.sin(z + v)).sum(), b), (c * np.cos(z + b)).sum(0))


def f_178(g: Draw) -> float:
    r"""False: \frac{\partial L}{\partial b} = \frac{1}{n}\sum_{i=1}^{n} G_{i,:}."""
    n, d, o = g.dims(3)
    z, b, c = g.mat(n, d) @ g.mat(d, o) / 2, g.vec(o), g.mat(n, o)
    return gap(grad(lambda v: (c * np.sin(z + v)).sum(), b), (c * np.cos(z + b)).mean(0))

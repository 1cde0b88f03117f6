"""Hand-written checks of the rows on moments in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, cov, excess, gap, grad, iid, jac, mean, moments, softmax, var


def o_188(g: Draw) -> float:
    r"""True: \operatorname{Var}(aX + b) = a^2\operatorname{Var}(X)."""
    p, x, a, b = g.prob(4), g.values(4), g.num(), g.num()
    return gap(var(p, a * x + b), a**2 * var(p, x))


def o_189(g: Draw) -> float:
    r"""False: \operatorname{Var}(aX + b) = a\operatorname{Var}(X) + b."""
    p, x, a, b = g.prob(4), g.values(4), g.num(), g.num()
    return gap(var(p, a * x + b), a * var(p, x) + b)


def o_190(g: Draw) -> float:
    r"""True: \operatorname{Var}(X+Y) = \operatorname{Var}(X) + \operatorname{Var}(Y) + 2\operatorname …."""
    w, x, y = g.prob(3, 4), g.values(3)[:, None], g.values(4)[None, :]
    return gap(var(w, x + y), var(w, x) + var(w, y) + 2 * cov(w, x, y))


def o_191(g: Draw) -> float:
    r"""False: \operatorname{Var}(X+Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)."""
    w, x, y = g.prob(3, 4), g.values(3)[:, None], g.values(4)[None, :]
    return gap(var(w, x + y), var(w, x) + var(w, y))


def o_192(g: Draw) -> float:
    r"""True: \operatorname{Var}(X-Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)."""
    w, x, y = np.outer(g.prob(3), g.prob(4)), g.values(3)[:, None], g.values(4)[None, :]
    return gap(var(w, x - y), var(w, x) + var(w, y))


def o_193(g: Draw) -> float:
    r"""False: \operatorname{Var}(X-Y) = \operatorname{Var}(X) - \operatorname{Var}(Y)."""
    w, x, y = np.outer(g.prob(3), g.prob(4)), g.values(3)[:, None], g.values(4)[None, :]
    return gap(var(w, x - y), var(w, x) - var(w, y))


def o_194(g: Draw) -> float:
    r"""True: \mathbb{E}[X^2 Y] = \mathbb{E}[X^2]\,\mathbb{E}[Y]."""
    w, x, y = np.outer(g.prob(3), g.prob(4)), g.values(3)[:, None], g.values(4)[None, :]
    return gap(mean(w, x**2 * y), mean(w, x**2) * mean(w, y))


def o_195(g: Draw) -> float:
    r"""False: \mathbb{E}[X^2 Y] = \mathbb{E}[X^2]\,\mathbb{E}[Y]."""
    w, x, y = g.prob(3, 4), g.values(3)[:, None], g.values(4)[None, :]
    return gap(mean(w, x**2 * y), mean(w, x**2) * mean(w, y))


def o_196(g: Draw) -> float:
    r"""True: \operatorname{Cov}(X,Y) = \mathbb{E}[XY]."""
    w, x, y = g.prob(3, 4), g.values(3)[:, None], g.values(4)[None, :]
    x, y = x - mean(w, x), y - mean(w, y)
    return gap(cov(w, x, y), mean(w, x * y))


def o_197(g: Draw) -> float:
    r"""False: \operatorname{Cov}(X,Y) = \mathbb{E}[XY]."""
    w, x, y = g.prob(3, 4), g.values(3)[:, None], g.values(4)[None, :]
    return gap(cov(w, x, y), mean(w, x * y))


def o_198(g: Draw) -> float:
    r"""True: \operatorname{Var}\Big(\frac{1}{n}\sum_{i=1}^{n} X_i\Big) = \frac{\sigma^2}{n}."""
    p, x, n = g.prob(3), g.values(3), g.whole(2, 4)
    w, xs = iid(p, x, n)
    return gap(var(w, xs.mean(1)), var(p, x) / n)


def o_199(g: Draw) -> float:
    r"""False: \operatorname{Var}\Big(\frac{1}{n}\sum_{i=1}^{n} X_i\Big) = \frac{\sigma^2}{n^2}."""
    p, x, n = g.prob(3), g.values(3), g.whole(2, 4)
    w, xs = iid(p, x, n)
    return gap(var(w, xs.mean(1)), var(p, x) / n**2)


def o_200(g: Draw) -> float:
    r"""True: \operatorname{Cov}(Ax + b) = A\Sigma A^\top."""
    m, n = g.dims(2)
    w, xs, a, b = g.prob(7), g.mat(7, n), g.mat(m, n), g.vec(m)
    return gap(moments(w, xs @ a.T + b)[1], a @ moments(w, xs)[1] @ a.T)


def o_201(g: Draw) -> float:
    r"""False: \operatorname{Cov}(Ax + b) = A^\top\Sigma A."""
    n = g.whole(2, 4)
    w, xs, a, b = g.prob(7), g.mat(7, n), g.mat(n, n), g.vec(n)
    return gap(moments(w, xs @ a.T + b)[1], a.T @ moments(w, xs)[1] @ a)


def o_202(g: Draw) -> float:
    r"""True: \mathbb{E}[x^\top A x] = \operatorname{tr}(A\Sigma) + \mu^\top A\mu."""
    n = g.whole(2, 4)
    w, xs, a = g.prob(7), g.mat(7, n), g.mat(n, n)
    mu, s = moments(w, xs)
    return gap(mean(w, np.einsum("ki,ij,kj->k", xs, a, xs)), np.trace(a @ s) + mu @ a @ mu)


def o_203(g: Draw) -> float:
    r"""False: \mathbb{E}[x^\top A x] = \operatorname{tr}(A\Sigma)."""
    n = g.whole(2, 4)
    w, xs, a = g.prob(7), g.mat(7, n), g.mat(n, n)
    return gap(mean(w, np.einsum("ki,ij,kj->k", xs, a, xs)), np.trace(a @ moments(w, xs)[1]))


def o_204(g: Draw) -> float:
    r"""True: \mathbb{E}[z^\top A z] = \operatorname{tr}(A\Sigma)."""
    n = g.whole(2, 4)
    w, xs, a = g.prob(7), g.mat(7, n), g.mat(n, n)
    xs = xs - w @ xs
    return gap(mean(w, np.einsum("ki,ij,kj->k", xs, a, xs)), np.trace(a @ moments(w, xs)[1]))


def o_205(g: Draw) -> float:
    r"""True: \mathbb{E}\big[(\hat\theta - \theta)^2\big] = \operatorname{Var}(\hat\theta) + \big(\mat …."""
    p, x, t = g.prob(4), g.values(4), g.num()
    return gap(mean(p, (x - t) ** 2), var(p, x) + (mean(p, x) - t) ** 2)


def o_206(g: Draw) -> float:
    r"""False: \mathbb{E}\big[(\hat\theta - \theta)^2\big] = \operatorname{Var}(\hat\theta) + \mathbb{E …."""
    p, x, t = g.prob(4), g.values(4), g.num()
    return gap(mean(p, (x - t) ** 2), var(p, x) + mean(p, x) - t)


def o_207(g: Draw) -> float:
    r"""True: P(X \ge a) \le \frac{\mathbb{E}[X]}{a}, \qquad a > 0."""
    p, x, a = g.prob(4), np.abs(g.values(4)), g.pos()
    return excess(p[x >= a].sum(), mean(p, x) / a)


def o_208(g: Draw) -> float:
    r"""False: P(X \ge a) \le \frac{\mathbb{E}[X]}{a}, \qquad a > 0."""
    p, x, a = g.prob(4), g.values(4) - 1.0, g.pos(0.1, 0.6)
    return excess(p[x >= a].sum(), mean(p, x) / a)


def o_209(g: Draw) -> float:
    r"""True: \nabla_\theta\,\mathbb{E}_{x\sim p_\theta}[f(x)] = \mathbb{E}_{x\sim p_\theta}\big[f(x)\ …."""
    t = g.vec(g.whole(2, 4))
    f, p = g.vec(len(t)), softmax(t)
    return gap(grad(lambda v: softmax(v) @ f, t), (p * f) @ jac(lambda v: np.log(softmax(v)), t))


def o_210(g: Draw) -> float:
    r"""False: \nabla_\theta\,\mathbb{E}_{x\sim p_\theta}[f(x)] = \mathbb{E}_{x\sim p_\theta}\big[f(x)\ …."""
    t = g.vec(g.whole(2, 4))
    f, p = g.vec(len(t)), softmax(t)
    return gap(grad(lambda v: softmax(v) @ f, t), (p * f) @ jac(softmax, t))

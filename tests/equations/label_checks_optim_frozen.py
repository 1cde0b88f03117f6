"""Hand-written checks of the rows on optim in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Array, Draw, ent, excess, gap, lse, sigmoid, softmax, truth


def f_264(g: Draw) -> float:
    r"""True: \min_{x}\ \tfrac{1}{2}x^\top A x - b^\top x = -\tfrac{1}{2}b^\top A^{-1}b."""
    n = g.whole(2, 5)
    a, b = g.spd(n), g.vec(n)
    x = np.linalg.solve(a, b)

    def cost(v: Array) -> Array:
        return np.asarray(v @ a @ v / 2 - b @ v)

    best = min(cost(x + 0.1 * g.vec(n)) for _ in range(20))
    return max(gap(cost(x), -b @ np.linalg.inv(a) @ b / 2), excess(cost(x), best))


def f_265(g: Draw) -> float:
    r"""False: \min_{x}\ \tfrac{1}{2}x^\top A x - b^\top x = \tfrac{1}{2}b^\top A^{-1}b."""
    n = g.whole(2, 5)
    a, b = g.spd(n), g.vec(n)
    x = np.linalg.solve(a, b)
    return gap(x @ a @ x / 2 - b @ x, b @ x / 2)


def f_266(g: Draw) -> float:
    r"""True: \arg\min_{w}\ (Xw-y)^\top D\,(Xw-y) = (X^\top D X)^{-1}X^\top D\,y."""
    n, d = sorted(g.dims(2), reverse=True)
    x, y, w = g.mat(n, d), g.vec(n), g.posvec(n)
    want = np.linalg.lstsq(np.sqrt(w)[:, None] * x, np.sqrt(w) * y, rcond=None)[0]
    return gap(want, np.linalg.inv(x.T @ np.diag(w) @ x) @ x.T @ np.diag(w) @ y)


def f_267(g: Draw) -> float:
    r"""False: \arg\min_{w}\ (Xw-y)^\top D\,(Xw-y) = (X^\top X)^{-1}X^\top D\,y."""
    n, d = sorted(g.dims(2), reverse=True)
    x, y, w = g.mat(n, d), g.vec(n), g.posvec(n)
    want = np.linalg.lstsq(np.sqrt(w)[:, None] * x, np.sqrt(w) * y, rcond=None)[0]
    return gap(want, np.linalg.inv(x.T @ x) @ x.T @ np.diag(w) @ y)


def f_268(g: Draw) -> float:
    r"""True: \arg\max_{\theta} \prod_{i=1}^{n} p(x_i;\theta) = \arg\max_{\theta} \sum_{i=1}^{n} \log …."""
    p = g.rng.uniform(0.1, 1.0, (30, g.whole(2, 5))) ** 4
    return gap(p.prod(1).argmax(), np.log(p).sum(1).argmax())


def f_269(g: Draw) -> float:
    r"""False: \arg\max_{\theta} \prod_{i=1}^{n} p(x_i;\theta) = \arg\max_{\theta} \sum_{i=1}^{n} p(x_i …."""
    p = g.rng.uniform(0.1, 1.0, (30, g.whole(2, 5))) ** 4
    return gap(p.prod(1).argmax(), p.sum(1).argmax())


def f_270(g: Draw) -> float:
    r"""True: \arg\min_{w:\ Xw=y} \|w\|_2 = X^\top(XX^\top)^{-1}y."""
    d, n = sorted(g.dims(2), reverse=True)
    x, y = g.mat(n, d), g.vec(n)
    return gap(np.linalg.lstsq(x, y, rcond=None)[0], x.T @ np.linalg.inv(x @ x.T) @ y)


def f_271(g: Draw) -> float:
    r"""False: \arg\min_{w:\ Xw=y} \|w\|_2 = (X^\top X)^{-1}X^\top y."""
    d, n = sorted(g.dims(2), reverse=True)
    x = g.mat(n, d)
    return truth(np.linalg.matrix_rank(x.T @ x) == d)


def f_272(g: Draw) -> float:
    r"""True: \max_{\|x\|_2=1} x^\top A x = \lambda_{\max}(A)."""
    a = g.sym(2)
    t = np.linspace(0, np.pi, 720001)
    u = np.stack([np.cos(t), np.sin(t)])
    return gap((u * (a @ u)).sum(0).max(), np.linalg.eigvalsh(a)[-1])


def f_273(g: Draw) -> float:
    r"""False: \max_{\|x\|_2=1} x^\top A x = \|A\|_2."""
    a = g.sym(g.whole(2, 5))
    return gap(np.linalg.eigvalsh(a)[-1], np.linalg.norm(a, 2))


def f_274(g: Draw) -> float:
    r"""True: \max_{p\in\Delta_n}\big\{p^\top x + H(p)\big\} = \log\sum_{i=1}^{n} e^{x_i}."""
    x = g.vec(2)
    t = np.linspace(1e-9, 1 - 1e-9, 200001)
    return gap((t * x[0] + (1 - t) * x[1] - t * np.log(t) - (1 - t) * np.log(1 - t)).max(), lse(x))


def f_275(g: Draw) -> float:
    r"""False: \max_{p\in\Delta_n}\big\{p^\top x + H(p)\big\} = \max_{i} x_i."""
    x = g.vec(g.whole(2, 5))
    p = softmax(x)
    return gap(p @ x + ent(p), x.max())


def f_276(g: Draw) -> float:
    r"""True: AB = 0 \Rightarrow B = 0."""
    n, m = g.dims(2)
    a = np.kron(np.eye(m), g.inv(n))
    return truth(np.linalg.matrix_rank(a) == n * m)


def f_277(g: Draw) -> float:
    r"""False: AB = 0 \Rightarrow A = 0 \text{ or } B = 0."""
    p = g.idem(g.whole(2, 5))
    a, b = p, np.eye(len(p)) - p
    return gap(np.abs(a).max() * np.abs(b).max(), 0.0) if np.abs(a @ b).max() < 1e-9 else 0.0


def f_278(g: Draw) -> float:
    r"""True: Ax = Ay \Leftrightarrow x = y."""
    m, n = sorted(g.dims(2), reverse=True)
    return truth(np.linalg.svd(g.mat(m, n), compute_uv=False).min() > 1e-9)


def f_279(g: Draw) -> float:
    r"""False: Ax = Ay \Leftrightarrow x = y."""
    n, m = sorted(g.dims(2), reverse=True)
    null = np.linalg.svd(g.mat(m, n))[2][-1]
    return gap(null, np.zeros(n))


def f_280(g: Draw) -> float:
    r"""True: \begin{align*} (A+B)^\top (A+B) &= (A^\top + B^\top)(A+B) \\ &= A^\top A + A^\top B + B^ …."""
    m, n = g.dims(2)
    a, b = g.mat(m, n), g.mat(m, n)
    full = (a + b).T @ (a + b)
    return max(gap(full, (a.T + b.T) @ (a + b)), gap(full, a.T @ a + a.T @ b + b.T @ a + b.T @ b))


def f_281(g: Draw) -> float:
    r"""False: \begin{align*} (A+B)^\top (A+B) &= (A^\top + B^\top)(A+B) \\ &= A^\top A + 2A^\top B + B …."""
    m, n = g.dims(2)
    a, b = g.mat(m, n), g.mat(m, n)
    return gap((a + b).T @ (a + b), a.T @ a + 2 * a.T @ b + b.T @ b)


def f_282(g: Draw) -> float:
    r"""True: \begin{aligned} \log\frac{e^{a}}{e^{a}+e^{b}} &= a - \log(e^{a}+e^{b}) \\ &= -\log(1+e^{ …."""
    a, b = g.num(), g.num()
    steps = (a - np.log(np.exp(a) + np.exp(b)), -np.log1p(np.exp(b - a)), np.log(sigmoid(a - b)))
    return max(gap(np.log(np.exp(a) / (np.exp(a) + np.exp(b))), s) for s in steps)


def f_283(g: Draw) -> float:
    r"""False: \begin{aligned} \log\frac{e^{a}}{e^{a}+e^{b}} &= a - \log(e^{a}+e^{b}) \\ &= -\log(1+e^{ …."""
    a, b = g.num(), g.num()
    steps = (a - np.log(np.exp(a) + np.exp(b)), -np.log1p(np.exp(a - b)), np.log(sigmoid(a - b)))
    return max(gap(np.log(np.exp(a) / (np.exp(a) + np.exp(b))), s) for s in steps)


def f_284(g: Draw) -> float:
    r"""True: \max(a,b) = \frac{a+b+|a-b|}{2}, \qquad \min(a,b) = \frac{a+b-|a-b|}{2}."""
    a, b = g.num(), g.num()
    return max(gap(max(a, b), (a + b + abs(a - b)) / 2), gap(min(a, b), (a + b - abs(a - b)) / 2))


def f_285(g: Draw) -> float:
    r"""False: \max(a,b) = \frac{a+b+|a-b|}{2}, \qquad \min(a,b) = \frac{a-b+|a-b|}{2}."""
    a, b = g.num(), g.num()
    return max(gap(max(a, b), (a + b + abs(a - b)) / 2), gap(min(a, b), (a - b + abs(a - b)) / 2))

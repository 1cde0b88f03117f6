"""Hand-written checks of the rows of `rows_blind.jsonl`; a row's label opens its docstring."""

from math import comb, factorial

import numpy as np
from equations.label_tools import (
    Array,
    Draw,
    clash,
    cov,
    d1,
    ent,
    excess,
    expm,
    gap,
    gauss,
    grad,
    hess,
    iid,
    jac,
    kl,
    lse,
    mean,
    moments,
    normlog,
    quad,
    shape,
    sigmoid,
    softmax,
    truth,
    var,
    vec,
)


def rot(angle: float) -> Array:
    """Rotation of the plane."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def quadratic(a: Array, b: Array, x: Array) -> float:
    """Half of x^T A x, minus b^T x."""
    return float(x @ a @ x / 2 - b @ x)


def b_001(g: Draw) -> float:
    r"""True: \operatorname{tr}(P) = n."""
    n, m = sorted(g.dims(2))
    a = g.mat(m, n)
    return gap(np.trace(a @ np.linalg.inv(a.T @ a) @ a.T), n)


def b_002(g: Draw) -> float:
    r"""False: \operatorname{tr}(P) = m."""
    n, m = sorted(g.dims(2))
    a = g.mat(m, n)
    return gap(np.trace(a @ np.linalg.inv(a.T @ a) @ a.T), m)


def b_003(g: Draw) -> float:
    r"""True: \langle Qx, Qy \rangle = \langle x, y \rangle."""
    n = g.whole(2, 5)
    q, x, y = g.orth(n), g.vec(n), g.vec(n)
    return gap((q @ x) @ (q @ y), x @ y)


def b_004(g: Draw) -> float:
    r"""False: \langle Qx, y \rangle = \langle x, Qy \rangle."""
    n = g.whole(2, 5)
    q, x, y = g.orth(n), g.vec(n), g.vec(n)
    return gap((q @ x) @ y, x @ (q @ y))


def b_005(g: Draw) -> float:
    r"""True: \operatorname{tr}(SK) = 0."""
    n = g.whole(2, 5)
    return gap(np.trace(g.sym(n) @ g.skew(n)), 0.0)


def b_006(g: Draw) -> float:
    r"""False: \operatorname{tr}(K^2) = 0."""
    k = g.skew(g.whole(2, 5))
    return gap(np.trace(k @ k), 0.0)


def b_007(g: Draw) -> float:
    r"""True: \operatorname{rank}(A^\top A) = \operatorname{rank}(A)."""
    m, n = g.dims(2)
    r = g.whole(1, min(m, n))
    a = g.mat(m, r) @ g.mat(r, n)
    return gap(np.linalg.matrix_rank(a.T @ a, tol=1e-9), np.linalg.matrix_rank(a, tol=1e-9))


def b_008(g: Draw) -> float:
    r"""False: \operatorname{rank}(AB) = \min\bigl(\operatorname{rank}(A), \operatorname{rank}(B)\bigr)."""
    m, n, p = g.dims(3)
    b = g.vec(n)
    c = g.vec(n)
    c = c - (b @ c) / (b @ b) * b
    left, right = np.outer(g.vec(m), b), np.outer(c, g.vec(p))
    ranks = [int(np.linalg.matrix_rank(x, tol=1e-9)) for x in (left, right)]
    return gap(np.linalg.matrix_rank(left @ right, tol=1e-9), min(ranks))


def b_009(g: Draw) -> float:
    r"""True: \det\begin{bmatrix} A & B \\ 0 & D \end{bmatrix} = \det(A)\det(D)."""
    p, q = g.dims(2)
    a, b, d = g.mat(p, p), g.mat(p, q), g.mat(q, q)
    return gap(np.linalg.det(np.block([[a, b], [np.zeros((q, p)), d]])), np.linalg.det(a) * np.linalg.det(d))


def b_010(g: Draw) -> float:
    r"""False: \det\begin{bmatrix} A & B \\ C & D \end{bmatrix} = \det(A)\det(D) - \det(B)\det(C)."""
    n = g.whole(2, 4)
    a, b, c, d = (g.mat(n, n) for _ in range(4))
    det = np.linalg.det
    return gap(det(np.block([[a, b], [c, d]])), det(a) * det(d) - det(b) * det(c))


def b_011(g: Draw) -> float:
    r"""True: \det\begin{pmatrix} A & B \\ C & D \end{pmatrix} = \det(A)\det(S)."""
    n = g.whole(2, 4)
    a, b, c, d = g.inv(n), g.mat(n, n), g.mat(n, n), g.mat(n, n)
    s = d - c @ np.linalg.inv(a) @ b
    return gap(np.linalg.det(np.block([[a, b], [c, d]])), np.linalg.det(a) * np.linalg.det(s))


def b_012(g: Draw) -> float:
    r"""False: \det\begin{pmatrix} A & B \\ C & D \end{pmatrix} = \det(A)\det(S)."""
    n = g.whole(2, 4)
    a, b, c, d = g.inv(n), g.mat(n, n), g.mat(n, n), g.mat(n, n)
    s = d - b @ np.linalg.inv(a) @ c
    return gap(np.linalg.det(np.block([[a, b], [c, d]])), np.linalg.det(a) * np.linalg.det(s))


def b_013(g: Draw) -> float:
    r"""False: \operatorname{tr}(ABC) = \operatorname{tr}(ACB)."""
    n = g.whole(2, 5)
    a, b, c = g.mat(n, n), g.mat(n, n), g.mat(n, n)
    return gap(np.trace(a @ b @ c), np.trace(a @ c @ b))


def b_014(g: Draw) -> float:
    r"""True: A^{-1} v = \lambda^{-1} v."""
    n = g.whole(2, 5)
    s, w = g.inv(n), np.array([g.num() for _ in range(n)])
    a = s @ np.diag(w) @ np.linalg.inv(s)
    return gap(np.linalg.inv(a) @ s[:, 0], s[:, 0] / w[0])


def b_015(g: Draw) -> float:
    r"""False: A^\top v = \lambda v."""
    n = g.whole(2, 5)
    s, w = g.inv(n), np.array([g.num() for _ in range(n)])
    a = s @ np.diag(w) @ np.linalg.inv(s)
    return gap(a.T @ s[:, 0], w[0] * s[:, 0])


def b_016(g: Draw) -> float:
    r"""True: \begin{bmatrix} a & b \\ c & d \end{bmatrix}^{-1} = …."""
    m = g.inv(2)
    (a, b), (c, d) = m
    return gap(np.linalg.inv(m), np.array([[d, -b], [-c, a]]) / (a * d - b * c))


def b_017(g: Draw) -> float:
    r"""False: \begin{bmatrix} a & b \\ c & d \end{bmatrix}^{-1} = …."""
    m = g.inv(2)
    (a, b), (c, d) = m
    return gap(np.linalg.inv(m), np.array([[a, -b], [-c, d]]) / (a * d - b * c))


def b_018(g: Draw) -> float:
    r"""True: \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}\begin{bmatrix} …."""
    _ = g
    return gap(np.array([[1, 2], [3, 4]]) @ np.array([[0, 1], [1, 0]]), [[2, 1], [4, 3]])


def b_019(g: Draw) -> float:
    r"""False: \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}\begin{bmatrix} …."""
    _ = g
    return gap(np.array([[1, 2], [3, 4]]) @ np.array([[0, 1], [1, 0]]), [[3, 4], [1, 2]])


def b_020(g: Draw) -> float:
    r"""True: R(\alpha)R(\beta) = R(\alpha+\beta)."""
    a, b = g.num(), g.num()
    return gap(rot(a) @ rot(b), rot(a + b))


def b_021(g: Draw) -> float:
    r"""False: R(\theta)^{-1} = -R(\theta)."""
    a = g.num()
    return gap(np.linalg.inv(rot(a)), -rot(a))


def b_022(g: Draw) -> float:
    r"""True: (AB + BA)^\top = AB + BA."""
    n = g.whole(2, 5)
    a, b = g.sym(n), g.sym(n)
    s = a @ b + b @ a
    return gap(s.T, s)


def b_023(g: Draw) -> float:
    """False: (AB)^2 = A^2 B^2."""
    n = g.whole(2, 5)
    a, b = g.sym(n), g.sym(n)
    return gap(a @ b @ a @ b, a @ a @ b @ b)


def b_024(g: Draw) -> float:
    r"""True: x^\top A x = \frac{1}{2} x^\top (A + A^\top) x."""
    n = g.whole(2, 5)
    a, x = g.mat(n, n), g.vec(n)
    return gap(x @ a @ x, x @ (a + a.T) @ x / 2)


def b_025(g: Draw) -> float:
    r"""False: x^\top A y = y^\top A x."""
    n = g.whole(2, 5)
    a, x, y = g.mat(n, n), g.vec(n), g.vec(n)
    return gap(x @ a @ y, y @ a @ x)


def b_026(g: Draw) -> float:
    r"""True: \operatorname{tr}(A^\top B) = \sum_{i=1}^m \sum_{j=1}^n A_{ij} B_{ij}."""
    m, n = g.dims(2)
    a, b = g.mat(m, n), g.mat(m, n)
    return gap(np.trace(a.T @ b), (a * b).sum())


def b_027(g: Draw) -> float:
    r"""False: \operatorname{tr}(AB) = \sum_{i=1}^n \sum_{j=1}^n A_{ij} B_{ij}."""
    n = g.whole(2, 5)
    a, b = g.mat(n, n), g.mat(n, n)
    return gap(np.trace(a @ b), (a * b).sum())


def b_028(g: Draw) -> float:
    r"""True: \begin{aligned} \|Ax-b\|^2 &= (Ax-b)^\top (Ax-b) \\ &= …."""
    m, n = g.dims(2)
    a, x, b = g.mat(m, n), g.vec(n), g.vec(m)
    r = a @ x - b
    return max(gap(np.linalg.norm(r) ** 2, r @ r), gap(r @ r, x @ a.T @ a @ x - 2 * b @ a @ x + b @ b))


def b_029(g: Draw) -> float:
    r"""False: \begin{aligned} \|Ax-b\|^2 &= (Ax-b)^\top (Ax-b) \\ &= …."""
    m, n = g.dims(2)
    a, x, b = g.mat(m, n), g.vec(n), g.vec(m)
    r = a @ x - b
    return gap(r @ r, x @ a.T @ a @ x - b @ a @ x + b @ b)


def b_030(g: Draw) -> float:
    r"""True: \begin{align} X(X^\top X)^{-1}X^\top &= U\Sigma V^\top …."""
    d, n = sorted(g.dims(2))
    x = g.mat(n, d)
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    sig, v = np.diag(s), vt.T
    one = x @ np.linalg.inv(x.T @ x) @ x.T
    two = u @ sig @ vt @ np.linalg.inv(v @ sig @ sig @ vt) @ v @ sig @ u.T
    three = u @ sig @ np.diag(s**-2) @ sig @ u.T
    return max(gap(one, two), gap(two, three), gap(three, u @ u.T))


def b_031(g: Draw) -> float:
    r"""False: \begin{align} X(X^\top X)^{-1}X^\top &= U\Sigma V^\top …."""
    d, n = sorted(g.dims(2))
    u = np.linalg.svd(g.mat(n, d), full_matrices=False)[0]
    return gap(u @ u.T, np.eye(n))


def b_032(g: Draw) -> float:
    r"""True: \operatorname{vec}(AXB) = (B^\top \otimes A)\operatorname{vec}(X)."""
    m, n, p, q = g.dims(4)
    a, x, b = g.mat(m, n), g.mat(n, p), g.mat(p, q)
    return gap(vec(a @ x @ b), np.kron(b.T, a) @ vec(x))


def b_033(g: Draw) -> float:
    r"""False: \operatorname{vec}(AXB) = (A \otimes B^\top)\operatorname{vec}(X)."""
    m, n, p, q = g.dims(4)
    a, x, b = g.mat(m, n), g.mat(n, p), g.mat(p, q)
    return gap(vec(a @ x @ b), np.kron(a, b.T) @ vec(x))


def b_034(g: Draw) -> float:
    r"""True: (A \otimes B)^\top = A^\top \otimes B^\top."""
    m, n, p, q = g.dims(4)
    a, b = g.mat(m, n), g.mat(p, q)
    return gap(np.kron(a, b).T, np.kron(a.T, b.T))


def b_035(g: Draw) -> float:
    r"""False: (A \otimes B)^\top = B^\top \otimes A^\top."""
    m, n, p, q = g.dims(4)
    a, b = g.mat(m, n), g.mat(p, q)
    return gap(np.kron(a, b).T, np.kron(b.T, a.T))


def b_036(g: Draw) -> float:
    """True: A^{-1} + B^{-1} = A^{-1}(A+B)B^{-1}."""
    n = g.whole(2, 5)
    a, b = g.inv(n), g.inv(n)
    ai, bi = np.linalg.inv(a), np.linalg.inv(b)
    return gap(ai + bi, ai @ (a + b) @ bi)


def b_037(g: Draw) -> float:
    """False: (A+B)^{-1} = A^{-1} + B^{-1}."""
    n = g.whole(2, 5)
    a, b = g.inv(n), g.inv(n)
    return gap(np.linalg.inv(a + b), np.linalg.inv(a) + np.linalg.inv(b))


def b_038(g: Draw) -> float:
    r"""True: (I - 2uu^\top)^2 = I."""
    n = g.whole(2, 5)
    u = g.unit(n)
    h = np.eye(n) - 2 * np.outer(u, u)
    return gap(h @ h, np.eye(n))


def b_039(g: Draw) -> float:
    r"""False: (I - 2uu^\top)^2 = I."""
    n = g.whole(2, 5)
    u = g.vec(n)
    h = np.eye(n) - 2 * np.outer(u, u)
    return gap(h @ h, np.eye(n))


def b_040(g: Draw) -> float:
    r"""True: \|QA\|_F = \|A\|_F."""
    m, n = g.dims(2)
    a = g.mat(m, n)
    return gap(np.linalg.norm(g.orth(m) @ a), np.linalg.norm(a))


def b_041(g: Draw) -> float:
    r"""False: \|A\|_F = \operatorname{tr}(A^\top A)."""
    m, n = g.dims(2)
    a = g.mat(m, n)
    return gap(np.linalg.norm(a), np.trace(a.T @ a))


def b_042(g: Draw) -> float:
    r"""True: \|A\|_2 \le \|A\|_F \le \sqrt{r}\,\|A\|_2."""
    m, n = g.dims(2)
    r = g.whole(1, min(m, n))
    a = g.mat(m, r) @ g.mat(r, n)
    two, fro = np.linalg.norm(a, 2), np.linalg.norm(a)
    return max(excess(two, fro), excess(fro, np.sqrt(r) * two))


def b_043(g: Draw) -> float:
    r"""False: \|A\|_F \le \|A\|_2."""
    m, n = g.dims(2)
    a = g.mat(m, n)
    return excess(np.linalg.norm(a), np.linalg.norm(a, 2))


def b_044(g: Draw) -> float:
    r"""True: P^k \mathbf{1} = \mathbf{1}."""
    n, k = g.whole(2, 5), g.whole(1, 6)
    return gap(np.linalg.matrix_power(g.stoch(n, n), k) @ np.ones(n), np.ones(n))


def b_045(g: Draw) -> float:
    r"""False: \mathbf{1}^\top P = \mathbf{1}^\top."""
    n = g.whole(2, 5)
    return gap(np.ones(n) @ g.stoch(n, n), np.ones(n))


def b_046(g: Draw) -> float:
    r"""True: \nabla f(x) = (A + A^\top)x."""
    n = g.whole(2, 5)
    a, x = g.mat(n, n), g.vec(n)
    return gap(grad(lambda z: z @ a @ z, x), (a + a.T) @ x)


def b_047(g: Draw) -> float:
    r"""False: \nabla f(x) = 2Ax."""
    n = g.whole(2, 5)
    a, x = g.mat(n, n), g.vec(n)
    return gap(grad(lambda z: z @ a @ z, x), 2 * a @ x)


def b_048(g: Draw) -> float:
    r"""True: \nabla f(x) = Ax - b, \quad \nabla^2 f(x) = A."""
    n = g.whole(2, 5)
    a, b, x = g.sym(n), g.vec(n), g.vec(n)

    def f(z: Array) -> float:
        return float(z @ a @ z / 2 - b @ z)

    return max(gap(grad(f, x), a @ x - b), gap(hess(f, x), a))


def b_049(g: Draw) -> float:
    r"""False: \nabla^2 f(x) = A."""
    n = g.whole(2, 5)
    a, b, x = g.mat(n, n), g.vec(n), g.vec(n)
    return gap(hess(lambda z: float(z @ a @ z / 2 - b @ z), x), a)


def b_050(g: Draw) -> float:
    r"""True: \nabla_X \log\det X = X^{-\top}."""
    n = g.whole(2, 4)
    x = g.inv(n)
    x[0] *= np.sign(np.linalg.det(x))
    return gap(grad(lambda z: np.linalg.slogdet(z)[1], x), np.linalg.inv(x).T)


def b_051(g: Draw) -> float:
    r"""False: \nabla_X \log\det X = X^{-1}."""
    n = g.whole(2, 4)
    x = g.inv(n)
    x[0] *= np.sign(np.linalg.det(x))
    return gap(grad(lambda z: np.linalg.slogdet(z)[1], x), np.linalg.inv(x))


def b_052(g: Draw) -> float:
    r"""True: \nabla_W \|Y - XW\|_F^2 = 2X^\top (XW - Y)."""
    m, d, k = g.dims(3)
    x, w, y = g.mat(m, d), g.mat(d, k), g.mat(m, k)
    return gap(grad(lambda z: ((y - x @ z) ** 2).sum(), w), 2 * x.T @ (x @ w - y))


def b_053(g: Draw) -> float:
    r"""False: \nabla_W \|Y - XW\|_F^2 = 2X^\top (Y - XW)."""
    m, d, k = g.dims(3)
    x, w, y = g.mat(m, d), g.mat(d, k), g.mat(m, k)
    return gap(grad(lambda z: ((y - x @ z) ** 2).sum(), w), 2 * x.T @ (y - x @ w))


def b_054(g: Draw) -> float:
    r"""True: \frac{\partial L}{\partial W} = g\,x^\top."""
    o, d = g.dims(2)
    w, x, b, f = g.mat(o, d), g.vec(d), g.vec(o), g.scalar(o)
    return gap(grad(lambda z: f(z @ x + b), w), np.outer(grad(f, w @ x + b), x))


def b_055(g: Draw) -> float:
    r"""False: \frac{\partial L}{\partial x} = W g."""
    o, d = g.dims(2)
    return clash(g.mat(o, d), g.vec(o))


def b_056(g: Draw) -> float:
    r"""True: \frac{\partial L}{\partial X} = G W^\top."""
    m, d, k = g.dims(3)
    x, w, v = g.mat(m, d), g.mat(d, k), g.mat(m, k)
    up = grad(lambda y: (v * np.sin(y)).sum(), x @ w)
    return gap(grad(lambda z: (v * np.sin(z @ w)).sum(), x), up @ w.T)


def b_057(g: Draw) -> float:
    r"""False: \frac{\partial L}{\partial W} = G X^\top."""
    m, d, k = g.dims(3)
    return clash(g.mat(m, k), g.mat(m, d).T)


def b_058(g: Draw) -> float:
    r"""True: \nabla_w\left[\frac{1}{2n}\|Xw-y\|^2 + …."""
    n, d = g.dims(2)
    x, w, y, lam = g.mat(n, d), g.vec(d), g.vec(n), g.pos()
    got = grad(lambda z: ((x @ z - y) ** 2).sum() / (2 * n) + lam / 2 * (z @ z), w)
    return gap(got, x.T @ (x @ w - y) / n + lam * w)


def b_059(g: Draw) -> float:
    r"""False: \nabla_w\left[\frac{1}{2n}\|Xw-y\|^2 + …."""
    n, d = g.dims(2)
    x, w, y, lam = g.mat(n, d), g.vec(d), g.vec(n), g.pos()
    got = grad(lambda z: ((x @ z - y) ** 2).sum() / (2 * n) + lam / 2 * (z @ z), w)
    return gap(got, x.T @ (x @ w - y) + lam * w)


def b_060(g: Draw) -> float:
    r"""True: \nabla_x \|x\|_2 = \frac{x}{\|x\|_2}."""
    x = g.vec(g.whole(2, 5))
    return gap(grad(np.linalg.norm, x), x / np.linalg.norm(x))


def b_061(g: Draw) -> float:
    r"""False: \nabla_x \|x\|_2 = 2x."""
    x = g.vec(g.whole(2, 5))
    return gap(grad(np.linalg.norm, x), 2 * x)


def b_062(g: Draw) -> float:
    r"""True: \nabla (h\circ g)(x) = J_g(x)^\top \,\nabla h(g(x))."""
    n, m = g.dims(2)
    inner, outer, x = g.smooth(n, m), g.scalar(m), g.vec(n)
    return gap(grad(lambda z: outer(inner(z)), x), jac(inner, x).T @ grad(outer, inner(x)))


def b_063(g: Draw) -> float:
    r"""False: \nabla (h\circ g)(x) = J_g(x)\,\nabla h(g(x))."""
    n, m = g.dims(2)
    return clash(jac(g.smooth(n, m), g.vec(n)), g.vec(m))


def b_064(g: Draw) -> float:
    r"""True: \frac{\partial\, \phi(Wx)}{\partial x} = \operatorname{diag}(\phi'(Wx))\,W."""
    o, d = g.dims(2)
    w, x = g.mat(o, d), g.vec(d)
    return gap(jac(lambda z: np.sin(w @ z) + (w @ z) ** 2, x), np.diag(np.cos(w @ x) + 2 * w @ x) @ w)


def b_065(g: Draw) -> float:
    r"""False: \frac{\partial\, \phi(Wx)}{\partial x} = W\operatorname{diag}(\phi'(Wx))."""
    o, d = g.dims(2)
    w, x = g.mat(o, d), g.vec(d)
    return clash(w, np.diag(np.cos(w @ x)))


def b_066(g: Draw) -> float:
    r"""True: \frac{d}{dt} A(t)^{-1} = -A(t)^{-1}\,\dot A(t)\,A(t)^{-1}."""
    n, t = g.whole(2, 4), 0.1 * g.num()
    a, b = g.inv(n), 0.1 * g.mat(n, n)
    at, da = a + np.sin(t) * b, np.cos(t) * b
    i = np.linalg.inv(at)
    return gap(d1(lambda s: np.linalg.inv(a + np.sin(s) * b), t), -i @ da @ i)


def b_067(g: Draw) -> float:
    r"""False: \frac{d}{dt} A(t)^{-1} = -\dot A(t)\,A(t)^{-2}."""
    n, t = g.whole(2, 4), 0.1 * g.num()
    a, b = g.inv(n), 0.3 * g.mat(n, n)
    i = np.linalg.inv(a + np.sin(t) * b)
    return gap(d1(lambda s: np.linalg.inv(a + np.sin(s) * b), t), -np.cos(t) * b @ i @ i)


def b_068(g: Draw) -> float:
    r"""True: \nabla_X \,(a^\top X b) = a b^\top."""
    m, n = g.dims(2)
    a, b = g.vec(m), g.vec(n)
    return gap(grad(lambda z: a @ z @ b, g.mat(m, n)), np.outer(a, b))


def b_069(g: Draw) -> float:
    r"""False: \nabla_X \,(a^\top X b) = b a^\top."""
    m, n = g.dims(2)
    a, b = g.vec(m), g.vec(n)
    return gap(grad(lambda z: a @ z @ b, g.mat(m, n)), np.outer(b, a))


def b_070(g: Draw) -> float:
    r"""True: \tanh(x) = 2\sigma(2x) - 1."""
    x = g.num()
    return gap(np.tanh(x), 2 * sigmoid(2 * x) - 1)


def b_071(g: Draw) -> float:
    r"""False: \tanh(x) = 2\sigma(x) - 1."""
    x = g.num()
    return gap(np.tanh(x), 2 * sigmoid(x) - 1)


def b_072(g: Draw) -> float:
    r"""True: \sigma'(x) = \sigma(x)\,\sigma(-x)."""
    x = g.num()
    return gap(d1(sigmoid, x), sigmoid(x) * sigmoid(-x))


def b_073(g: Draw) -> float:
    r"""False: \log\sigma(x) = -\log(1+e^{x})."""
    x = g.num()
    return gap(np.log(sigmoid(x)), -np.log(1 + np.exp(x)))


def b_074(g: Draw) -> float:
    r"""True: x_t = (I - \eta A)^t x_0."""
    n, t, eta = g.whole(2, 5), g.whole(1, 6), g.pos(0.05, 0.4)
    a, x0 = g.spd(n), g.vec(n)
    x = x0
    for _ in range(t):
        x = x - eta * grad(lambda z: z @ a @ z / 2, x)
    return gap(x, np.linalg.matrix_power(np.eye(n) - eta * a, t) @ x0)


def b_075(g: Draw) -> float:
    r"""False: x_t = (I - \eta A)^{t-1} x_0."""
    n, t, eta = g.whole(2, 5), g.whole(1, 6), g.pos(0.05, 0.4)
    a, x0 = g.spd(n), g.vec(n)
    x = x0
    for _ in range(t):
        x = x - eta * a @ x
    return gap(x, np.linalg.matrix_power(np.eye(n) - eta * a, t - 1) @ x0)


def b_076(g: Draw) -> float:
    r"""True: v_t = \sum_{i=1}^{t} \beta^{t-i} g_i."""
    t, beta = g.whole(2, 7), g.pos(0.3, 0.95)
    gs, v = g.mat(t, 3), np.zeros(3)
    for k in range(t):
        v = beta * v + gs[k]
    return gap(v, sum(beta ** (t - i) * gs[i - 1] for i in range(1, t + 1)))


def b_077(g: Draw) -> float:
    r"""False: v_t = \sum_{i=1}^{t} \beta^{i} g_i."""
    t, beta = g.whole(2, 7), g.pos(0.3, 0.95)
    gs, v = g.mat(t, 3), np.zeros(3)
    for k in range(t):
        v = beta * v + gs[k]
    return gap(v, sum(beta**i * gs[i - 1] for i in range(1, t + 1)))


def b_078(g: Draw) -> float:
    r"""True: (1-\beta)\sum_{i=1}^{t}\beta^{t-i} = 1-\beta^t."""
    t, beta = g.whole(1, 9), g.pos(0.2, 0.95)
    return gap((1 - beta) * sum(beta ** (t - i) for i in range(1, t + 1)), 1 - beta**t)


def b_079(g: Draw) -> float:
    r"""False: (1-\beta)\sum_{i=0}^{t}\beta^{t-i} = 1-\beta^t."""
    t, beta = g.whole(1, 9), g.pos(0.2, 0.95)
    return gap((1 - beta) * sum(beta ** (t - i) for i in range(t + 1)), 1 - beta**t)


def b_080(g: Draw) -> float:
    r"""True: \frac{m_t}{1-\beta_1^t} = g."""
    t, beta, g0 = g.whole(1, 8), g.pos(0.3, 0.95), g.vec(3)
    m = np.zeros(3)
    for _ in range(t):
        m = beta * m + (1 - beta) * g0
    return gap(m / (1 - beta**t), g0)


def b_081(g: Draw) -> float:
    r"""False: \frac{m_t}{(1-\beta_1)^t} = g."""
    t, beta, g0 = g.whole(1, 8), g.pos(0.3, 0.95), g.vec(3)
    m = np.zeros(3)
    for _ in range(t):
        m = beta * m + (1 - beta) * g0
    return gap(m / (1 - beta) ** t, g0)


def b_082(g: Draw) -> float:
    r"""True: \eta(T/2) = \frac{\eta_{\min}+\eta_{\max}}{2}."""
    low, high, total = g.pos(), g.pos(3, 5), g.pos(5, 50)
    return gap(low + (high - low) / 2 * (1 + np.cos(np.pi * (total / 2) / total)), (low + high) / 2)


def b_083(g: Draw) -> float:
    r"""False: \eta(T) = \eta_{\max}."""
    low, high, total = g.pos(), g.pos(3, 5), g.pos(5, 50)
    return gap(low + (high - low) / 2 * (1 + np.cos(np.pi * total / total)), high)


def b_084(g: Draw) -> float:
    r"""True: \arg\min_{\eta\in\mathbb{R}} f(x-\eta g) = \frac{g^\top g}{g^\top A g}."""
    n = g.whole(2, 5)
    a, b, x = g.spd(n), g.vec(n), g.vec(n)
    d = a @ x - b
    step = (d @ d) / (d @ a @ d)
    return gap(d1(lambda e: quadratic(a, b, x - e * d), step) / (d @ d), 0.0)


def b_085(g: Draw) -> float:
    r"""False: \arg\min_{\eta\in\mathbb{R}} f(x-\eta g) = \frac{g^\top A g}{g^\top g}."""
    n = g.whole(2, 5)
    a, b, x = g.spd(n), g.vec(n), g.vec(n)
    d = a @ x - b
    step = (d @ a @ d) / (d @ d)
    return gap(d1(lambda e: quadratic(a, b, x - e * d), step) / (d @ d), 0.0)


def b_086(g: Draw) -> float:
    r"""True: f(y) \ge f(x) + \nabla f(x)^\top (y-x)."""
    n = g.whole(2, 4)
    w, b, x, y = g.mat(4, n), g.vec(4), g.vec(n), g.vec(n)

    def f(z: Array) -> float:
        return lse(w @ z + b) + 0.1 * float(z @ z)

    return excess(f(x) + grad(f, x) @ (y - x), f(y))


def b_087(g: Draw) -> float:
    r"""False: f(y) \ge f(x) + \nabla f(x)^\top (y-x)."""
    n = g.whole(2, 4)
    f, x, y = g.scalar(n), g.vec(n), g.vec(n)
    return excess(f(x) + grad(f, x) @ (y - x), f(y))


def b_088(g: Draw) -> float:
    r"""True: f(\lambda x + (1-\lambda) y) \le \lambda f(x) + (1-\lambda) f(y)."""
    n, lam = g.whole(2, 4), g.pos(0.0, 1.0)
    w, b, x, y = g.mat(4, n), g.vec(4), g.vec(n), g.vec(n)

    def f(z: Array) -> float:
        return lse(w @ z + b) + float(np.abs(z).sum())

    return excess(f(lam * x + (1 - lam) * y), lam * f(x) + (1 - lam) * f(y))


def b_089(g: Draw) -> float:
    r"""False: f(\lambda x + (1-\lambda) y) \le \lambda f(x) + (1-\lambda) f(y)."""
    n, lam = g.whole(2, 4), g.pos(0.2, 0.8)
    w, b, x, y = g.mat(4, n), g.vec(4), g.vec(n), g.vec(n)

    def f(z: Array) -> float:
        return -lse(w @ z + b) - float(np.abs(z).sum())

    return excess(f(lam * x + (1 - lam) * y), lam * f(x) + (1 - lam) * f(y))


def b_090(g: Draw) -> float:
    r"""True: \nabla f(x)^\top p < 0."""
    n = g.whole(2, 5)
    d = g.vec(n)
    return truth(d @ (-g.spd(n) @ d) < 0)


def b_091(g: Draw) -> float:
    r"""False: \nabla f(x)^\top p < 0."""
    n = g.whole(2, 5)
    d, q = g.vec(n), g.orth(n)
    b = q @ np.diag([g.num() for _ in range(n)]) @ q.T
    return truth(d @ (-b @ d) < 0)


def b_092(g: Draw) -> float:
    r"""True: \arg\min_{w}\; \|Xw-y\|^2 + \lambda\|w\|^2 = (X^\top X + \lambda I)^{-1}X^\top y."""
    n, d = g.dims(2)
    x, y, lam = g.mat(n, d), g.vec(n), g.pos()
    w = np.linalg.solve(x.T @ x + lam * np.eye(d), x.T @ y)
    return gap(grad(lambda z: ((x @ z - y) ** 2).sum() + lam * z @ z, w), np.zeros(d))


def b_093(g: Draw) -> float:
    r"""False: \arg\min_{w}\; \|Xw-y\|^2 + \lambda\|w\|^2 = (XX^\top + \lambda I)^{-1}X^\top y."""
    n, d = g.dims(2)
    x, y, lam = g.mat(n, d), g.vec(n), g.pos()
    return clash(np.linalg.inv(x @ x.T + lam * np.eye(n)), x.T @ y)


def b_094(g: Draw) -> float:
    r"""True: x_0 - A^{-1}\nabla f(x_0) = A^{-1} b."""
    n = g.whole(2, 5)
    q = g.orth(n)
    a, b, x = q @ np.diag([g.num() for _ in range(n)]) @ q.T, g.vec(n), g.vec(n)
    return gap(x - np.linalg.inv(a) @ grad(lambda z: quadratic(a, b, z), x), np.linalg.inv(a) @ b)


def b_095(g: Draw) -> float:
    r"""False: x^\star = A^{-1} b."""
    n = g.whole(2, 5)
    a, b = g.spd(n), g.vec(n)
    x = np.linalg.solve(a, b)
    return gap(grad(lambda z: quadratic(a, -b, z), x), np.zeros(n))


def b_096(g: Draw) -> float:
    r"""True: w - \eta\left(\nabla L(w) + \lambda w\right) = (1-\eta\lambda)w - \eta\nabla L(w)."""
    n, eta, lam = g.whole(2, 5), g.pos(), g.pos()
    f, w = g.scalar(n), g.vec(n)
    return gap(w - eta * (grad(f, w) + lam * w), (1 - eta * lam) * w - eta * grad(f, w))


def b_097(g: Draw) -> float:
    r"""False: w - \eta\left(\nabla L(w) + \lambda w\right) = (1-\lambda)w - \eta\nabla L(w)."""
    n, eta, lam = g.whole(2, 5), g.pos(), g.pos()
    f, w = g.scalar(n), g.vec(n)
    return gap(w - eta * (grad(f, w) + lam * w), (1 - lam) * w - eta * grad(f, w))


def b_098(g: Draw) -> float:
    r"""True: \arg\min_{z\in\mathbb{R}}\left\{\frac12(z-x)^2+\lambda|z|\ri …."""
    x, lam = g.num(), g.pos(0.1, 1.5)
    z, grid = np.sign(x) * max(abs(x) - lam, 0), np.linspace(-6, 6, 4001)
    return excess((z - x) ** 2 / 2 + lam * abs(z), ((grid - x) ** 2 / 2 + lam * np.abs(grid)).min())


def b_099(g: Draw) -> float:
    r"""False: \arg\min_{z\in\mathbb{R}}\left\{\frac12(z-x)^2+\lambda|z|\ri …."""
    x, lam = 1.5 * g.num(), g.pos(0.1, 1.0)
    z, grid = np.sign(x) * max(abs(x) - 2 * lam, 0), np.linspace(-6, 6, 4001)
    return excess((z - x) ** 2 / 2 + lam * abs(z), ((grid - x) ** 2 / 2 + lam * np.abs(grid)).min())


def b_100(g: Draw) -> float:
    r"""False: \eta_t = \gamma^{t-1}\eta_0."""
    t, gamma, eta0 = g.whole(1, 8), g.pos(0.3, 0.9), g.pos()
    eta = eta0
    for _ in range(t):
        eta = gamma * eta
    return gap(eta, gamma ** (t - 1) * eta0)


def b_101(g: Draw) -> float:
    r"""True: \operatorname{Var}(\bar X) = \frac{\sigma^2}{n}."""
    n = g.whole(2, 4)
    p, x = g.prob(3), g.values(3)
    w, s = iid(p, x, n)
    return gap(var(w, s.mean(axis=1)), var(p, x) / n)


def b_102(g: Draw) -> float:
    r"""False: \operatorname{Var}(\bar X) = \frac{\sigma^2}{n^2}."""
    n = g.whole(2, 4)
    p, x = g.prob(3), g.values(3)
    w, s = iid(p, x, n)
    return gap(var(w, s.mean(axis=1)), var(p, x) / n**2)


def b_103(g: Draw) -> float:
    r"""True: \mathbb{E}\left[\frac{1}{n-1}\sum_{i=1}^n (X_i-\bar X)^2\right] = \sigma^2."""
    n = g.whole(2, 4)
    p, x = g.prob(3), g.values(3)
    w, s = iid(p, x, n)
    return gap(mean(w, s.var(axis=1, ddof=1)), var(p, x))


def b_104(g: Draw) -> float:
    r"""False: \mathbb{E}\left[\frac{1}{n}\sum_{i=1}^n (X_i-\bar X)^2\right] = \sigma^2."""
    n = g.whole(2, 4)
    p, x = g.prob(3), g.values(3)
    w, s = iid(p, x, n)
    return gap(mean(w, s.var(axis=1)), var(p, x))


def b_105(g: Draw) -> float:
    r"""True: \operatorname{Var}(X-Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)."""
    p, q, x, y = g.prob(3), g.prob(4), g.values(3), g.values(4)
    return gap(var(np.outer(p, q), x[:, None] - y), var(p, x) + var(q, y))


def b_106(g: Draw) -> float:
    r"""False: \operatorname{Var}(X-Y) = \operatorname{Var}(X) - \operatorname{Var}(Y)."""
    p, q, x, y = g.prob(3), g.prob(4), g.values(3), g.values(4)
    return gap(var(np.outer(p, q), x[:, None] - y), var(p, x) - var(q, y))


def b_107(g: Draw) -> float:
    r"""False: \operatorname{Var}(X+Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)."""
    w, x, y = g.prob(3, 4), g.values(3), g.values(4)
    return gap(var(w, x[:, None] + y), var(w.sum(1), x) + var(w.sum(0), y))


def b_108(g: Draw) -> float:
    r"""False: \mathbb{E}[X^2 Y^2] = \mathbb{E}[X^2]\,\mathbb{E}[Y^2]."""
    w, y = g.prob(3), np.array([-1.0, 0.0, 1.0])
    w = (w + w[::-1]) / 2
    x = g.pos() * y**2
    assert abs(cov(w, x, y)) < 1e-12
    return gap(mean(w, x**2 * y**2), mean(w, x**2) * mean(w, y**2))


def b_109(g: Draw) -> float:
    r"""True: P(A\mid B) = \frac{P(B\mid A)\,P(A)}{P(B)}."""
    w = g.prob(2, 2)
    pa, pb = w[0].sum(), w[:, 0].sum()
    return gap(w[0, 0] / pb, w[0, 0] / pa * pa / pb)


def b_110(g: Draw) -> float:
    r"""False: P(A\mid B) = \frac{P(B\mid A)\,P(B)}{P(A)}."""
    w = g.prob(2, 2)
    pa, pb = w[0].sum(), w[:, 0].sum()
    return gap(w[0, 0] / pb, w[0, 0] / pa * pb / pa)


def b_111(g: Draw) -> float:
    r"""True: P(B) = P(B\mid A)P(A) + P(B\mid A^c)\,(1-P(A))."""
    w = g.prob(2, 2)
    pa = w[0].sum()
    return gap(w[:, 0].sum(), w[0, 0] / pa * pa + w[1, 0] / w[1].sum() * (1 - pa))


def b_112(g: Draw) -> float:
    r"""False: P(B\mid A) + P(B\mid A^c) = 1."""
    w = g.prob(2, 2)
    return gap(w[0, 0] / w[0].sum() + w[1, 0] / w[1].sum(), 1.0)


def b_113(g: Draw) -> float:
    r"""True: \operatorname{Var}(X) = \mathbb{E}[\operatorname{Var}(X\mid …."""
    w, x = g.prob(4, 3), g.values(4)
    py = w.sum(0)
    cm = x @ w / py
    cv = (x**2) @ w / py - cm**2
    return gap(var(w.sum(1), x), mean(py, cv) + var(py, cm))


def b_114(g: Draw) -> float:
    r"""False: \operatorname{Var}(X) = \mathbb{E}[\operatorname{Var}(X\mid Y)]."""
    w, x = g.prob(4, 3), g.values(4)
    py = w.sum(0)
    cm = x @ w / py
    return gap(var(w.sum(1), x), mean(py, (x**2) @ w / py - cm**2))


def b_115(g: Draw) -> float:
    r"""True: \operatorname{Cov}(Ax + b) = A\Sigma A^\top."""
    m, n = g.dims(2)
    w, xs, a, b = g.prob(5), g.mat(5, n), g.mat(m, n), g.vec(m)
    return gap(moments(w, xs @ a.T + b)[1], a @ moments(w, xs)[1] @ a.T)


def b_116(g: Draw) -> float:
    r"""False: \operatorname{Cov}(Ax + b) = A^\top\Sigma A."""
    m, n = g.dims(2)
    return clash(g.mat(m, n).T, g.spd(n))


def b_117(g: Draw) -> float:
    r"""True: \mathbb{E}[x^\top A x] = \operatorname{tr}(A\Sigma) + \mu^\top A\mu."""
    n = g.whole(2, 4)
    w, xs, a = g.prob(5), g.mat(5, n), g.mat(n, n)
    mu, sigma = moments(w, xs)
    return gap(mean(w, np.einsum("ki,ij,kj->k", xs, a, xs)), np.trace(a @ sigma) + mu @ a @ mu)


def b_118(g: Draw) -> float:
    r"""False: \mathbb{E}[x^\top A x] = \operatorname{tr}(A\Sigma)."""
    n = g.whole(2, 4)
    w, xs, a = g.prob(5), g.mat(5, n), g.mat(n, n)
    return gap(mean(w, np.einsum("ki,ij,kj->k", xs, a, xs)), np.trace(a @ moments(w, xs)[1]))


def b_119(g: Draw) -> float:
    r"""True: \mathbb{E}[e^{X}] = e^{\mu+\sigma^2/2}."""
    mu, sd = g.num(), g.pos(0.3, 1.2)
    return gap(gauss(np.exp, mu, sd), np.exp(mu + sd**2 / 2))


def b_120(g: Draw) -> float:
    r"""False: \mathbb{E}[e^{X}] = e^{\mu+\sigma/2}."""
    mu, sd = g.num(), g.pos(0.3, 1.2)
    return gap(gauss(np.exp, mu, sd), np.exp(mu + sd / 2))


def b_121(g: Draw) -> float:
    r"""True: \mathbb{E}[X^4] = 3\sigma^4."""
    sd = g.pos(0.5, 1.5)
    return gap(gauss(lambda x: x**4, 0.0, sd), 3 * sd**4)


def b_122(g: Draw) -> float:
    r"""False: \mathbb{E}[X^4] = \sigma^4."""
    sd = g.pos(0.5, 1.5)
    return gap(gauss(lambda x: x**4, 0.0, sd), sd**4)


def b_123(g: Draw) -> float:
    r"""True: \operatorname{Var}(X) = np(1-p)."""
    n, p = g.whole(1, 7), g.pos(0.1, 0.9)
    k = np.arange(n + 1)
    w = np.array([comb(n, int(i)) for i in k]) * p**k * (1 - p) ** (n - k)
    return gap(var(w, k), n * p * (1 - p))


def b_124(g: Draw) -> float:
    r"""False: \operatorname{Var}(X) = \frac{1}{\lambda}."""
    lam = g.pos(1.5, 3.0)

    def moment(k: int) -> float:
        return quad(lambda x: x**k * lam * np.exp(-lam * x), 0, 40)

    return gap(moment(2) - moment(1) ** 2, 1 / lam)


def b_125(g: Draw) -> float:
    r"""True: H(X,Y) = H(X) + H(Y\mid X)."""
    w = g.prob(3, 4)
    px = w.sum(1)
    return gap(ent(w), ent(px) + sum(p * ent(r / p) for p, r in zip(px, w, strict=True)))


def b_126(g: Draw) -> float:
    """False: H(X,Y) = H(X) + H(Y)."""
    w = g.prob(3, 4)
    return gap(ent(w), ent(w.sum(1)) + ent(w.sum(0)))


def b_127(g: Draw) -> float:
    r"""True: I(X;Y) = H(X) + H(Y) - H(X,Y) = H(Y) - H(Y\mid X)."""
    w = g.prob(3, 4)
    px, py = w.sum(1), w.sum(0)
    mi = float((w * np.log(w / np.outer(px, py))).sum())
    cond = sum(p * ent(r / p) for p, r in zip(px, w, strict=True))
    return max(gap(mi, ent(px) + ent(py) - ent(w)), gap(mi, ent(py) - cond))


def b_128(g: Draw) -> float:
    r"""False: I(X;Y) = H(X) - H(Y\mid X)."""
    w = g.prob(3, 4)
    px, py = w.sum(1), w.sum(0)
    mi = float((w * np.log(w / np.outer(px, py))).sum())
    return gap(mi, ent(px) - sum(p * ent(r / p) for p, r in zip(px, w, strict=True)))


def b_129(g: Draw) -> float:
    r"""True: D_{\mathrm{KL}}(p\,\|\,q) = H(p,q) - H(p)."""
    p, q = g.prob(4), g.prob(4)
    return gap(kl(p, q), -(p * np.log(q)).sum() - ent(p))


def b_130(g: Draw) -> float:
    r"""False: D_{\mathrm{KL}}(p\,\|\,q) = H(p,q) - H(q)."""
    p, q = g.prob(4), g.prob(4)
    return gap(kl(p, q), -(p * np.log(q)).sum() - ent(q))


def b_131(g: Draw) -> float:
    r"""False: D_{\mathrm{KL}}(p\,\|\,q) = D_{\mathrm{KL}}(q\,\|\,p)."""
    p, q = g.prob(4), g.prob(4)
    return gap(kl(p, q), kl(q, p))


def b_132(g: Draw) -> float:
    r"""True: D_{\mathrm{KL}}(p\,\|\,u) = \log n - H(p)."""
    n = g.whole(2, 6)
    p = g.prob(n)
    return gap(kl(p, np.full(n, 1 / n)), np.log(n) - ent(p))


def b_133(g: Draw) -> float:
    r"""True: 0 \le H(p) \le \log n."""
    n = g.whole(2, 6)
    h = ent(g.prob(n))
    return max(excess(0.0, h), excess(h, np.log(n)))


def b_134(g: Draw) -> float:
    r"""False: 0 \le H(p) \le 1."""
    n = g.whole(4, 6)
    w = g.rng.uniform(0.8, 1.2, n)
    return excess(ent(w / w.sum()), 1.0)


def b_135(g: Draw) -> float:
    r"""True: D_{\mathrm{KL}}(p\,\|\,q) = \log\frac{\sigma_2}{\sigma_1} + …."""
    m1, m2, s1, s2 = g.num(), g.num(), g.pos(0.5, 1.5), g.pos(0.5, 1.5)
    got = gauss(lambda x: normlog(x, m1, s1**2) - normlog(x, m2, s2**2), m1, s1)
    return gap(got, np.log(s2 / s1) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - 0.5)


def b_136(g: Draw) -> float:
    r"""False: D_{\mathrm{KL}}(p\,\|\,q) = \log\frac{\sigma_1}{\sigma_2} + …."""
    m1, m2, s1, s2 = g.num(), g.num(), g.pos(0.5, 1.5), g.pos(0.5, 1.5)
    got = gauss(lambda x: normlog(x, m1, s1**2) - normlog(x, m2, s2**2), m1, s1)
    return gap(got, np.log(s1 / s2) + (s1**2 + (m1 - m2) ** 2) / (2 * s2**2) - 0.5)


def b_137(g: Draw) -> float:
    r"""True: \mathbb{E}[\log X] \le \log \mathbb{E}[X]."""
    p, x = g.prob(4), g.posvec(4)
    return excess(mean(p, np.log(x)), np.log(mean(p, x)))


def b_138(g: Draw) -> float:
    r"""False: \mathbb{E}\left[\frac{1}{X}\right] \le \frac{1}{\mathbb{E}[X]}."""
    p, x = g.prob(4), g.posvec(4)
    return excess(mean(p, 1 / x), 1 / mean(p, x))


def b_139(g: Draw) -> float:
    r"""True: \operatorname{softmax}(x + c\mathbf{1}) = \operatorname{softmax}(x)."""
    x = g.vec(g.whole(2, 6))
    return gap(softmax(x + g.num()), softmax(x))


def b_140(g: Draw) -> float:
    r"""False: \operatorname{softmax}(c\,x) = \operatorname{softmax}(x)."""
    x = g.vec(g.whole(2, 6))
    return gap(softmax(g.pos() * x), softmax(x))


def b_141(g: Draw) -> float:
    r"""True: \frac{\partial s}{\partial x} = \operatorname{diag}(s) - s s^\top."""
    x = g.vec(g.whole(2, 6))
    s = softmax(x)
    return gap(jac(softmax, x), np.diag(s) - np.outer(s, s))


def b_142(g: Draw) -> float:
    r"""False: \frac{\partial s_i}{\partial x_j} = s_i(\delta_{ij} - s_i)."""
    x = g.vec(g.whole(2, 6))
    s = softmax(x)
    return gap(jac(softmax, x), s[:, None] * (np.eye(len(x)) - s[:, None]))


def b_143(g: Draw) -> float:
    r"""True: \nabla_z L = p - y."""
    n = g.whole(2, 6)
    z, y = g.vec(n), np.eye(n)[g.whole(0, n - 1)]
    return gap(grad(lambda t: -y @ np.log(softmax(t)), z), softmax(z) - y)


def b_144(g: Draw) -> float:
    r"""False: \nabla_z L = p - y."""
    n = g.whole(2, 6)
    z, y = g.vec(n), g.posvec(n)
    return gap(grad(lambda t: -y @ np.log(softmax(t)), z), softmax(z) - y)


def b_145(g: Draw) -> float:
    r"""True: \frac{e^{a}}{e^{a}+e^{b}} = \sigma(a-b)."""
    a, b = g.num(), g.num()
    return gap(np.exp(a) / (np.exp(a) + np.exp(b)), sigmoid(a - b))


def b_146(g: Draw) -> float:
    r"""False: \frac{e^{a}}{e^{a}+e^{b}} = \sigma(b-a)."""
    a, b = g.num(), g.num()
    return gap(np.exp(a) / (np.exp(a) + np.exp(b)), sigmoid(b - a))


def b_147(g: Draw) -> float:
    r"""True: -y\log\sigma(z) - (1-y)\log(1-\sigma(z)) = \log(1+e^{z}) - yz."""
    y, z = g.whole(0, 1), g.num()
    return gap(-y * np.log(sigmoid(z)) - (1 - y) * np.log(1 - sigmoid(z)), np.log(1 + np.exp(z)) - y * z)


def b_148(g: Draw) -> float:
    r"""False: -y\log\sigma(z) - (1-y)\log(1-\sigma(z)) = \log(1+e^{-z}) - yz."""
    y, z = g.whole(0, 1), g.num()
    return gap(-y * np.log(sigmoid(z)) - (1 - y) * np.log(1 - sigmoid(z)), np.log(1 + np.exp(-z)) - y * z)


def b_149(g: Draw) -> float:
    r"""True: \max_i x_i \le \log\sum_{i=1}^n e^{x_i} \le \max_i x_i + \log n."""
    n = g.whole(1, 6)
    x = 3 * g.vec(n)
    return max(excess(x.max(), lse(x)), excess(lse(x), x.max() + np.log(n)))


def b_150(g: Draw) -> float:
    r"""False: \frac{\partial}{\partial x_k}\log\sum_{i=1}^n e^{x_i} = x_k - \log\sum_{i=1}^n e^{x_i}."""
    x = g.vec(g.whole(2, 6))
    return gap(grad(lse, x), x - lse(x))


def b_151(g: Draw) -> float:
    r"""True: \sum_{k=1}^K \tilde y_k = 1."""
    k, e = g.whole(2, 6), g.pos(0.01, 0.5)
    return gap(((1 - e) * np.eye(k)[0] + e / k).sum(), 1.0)


def b_152(g: Draw) -> float:
    r"""False: \max_k \tilde y_k = 1-\varepsilon."""
    k, e = g.whole(2, 6), g.pos(0.05, 0.5)
    return gap(((1 - e) * np.eye(k)[0] + e / k).max(), 1 - e)


def b_153(g: Draw) -> float:
    r"""True: \operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V \in \mathbb{R}^{n\times d_v}."""
    n, m, dk, dv = g.dims(4)
    s = g.mat(n, dk) @ g.mat(m, dk).T / np.sqrt(dk)
    return shape(np.stack([softmax(r) for r in s]) @ g.mat(m, dv), n, dv)


def b_154(g: Draw) -> float:
    r"""False: \operatorname{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V \in \mathbb{R}^{m\times d_v}."""
    n, m, dk, dv = g.dims(4)
    s = g.mat(n, dk) @ g.mat(m, dk).T / np.sqrt(dk)
    return shape(np.stack([softmax(r) for r in s]) @ g.mat(m, dv), m, dv)


def b_155(g: Draw) -> float:
    r"""True: \operatorname{Var}(q^\top k) = d."""
    d = g.whole(1, 3)
    p = g.prob(3)
    x = g.values(3)
    x = (x - mean(p, x)) / np.sqrt(var(p, x))
    w, s = iid(p, x, 2 * d)
    return gap(var(w, (s[:, :d] * s[:, d:]).sum(1)), d)


def b_156(g: Draw) -> float:
    r"""False: \operatorname{Var}(q^\top k) = \sqrt{d}."""
    d = g.whole(2, 3)
    w, s = iid(np.array([0.5, 0.5]), np.array([-1.0, 1.0]), 2 * d)
    return gap(var(w, (s[:, :d] * s[:, d:]).sum(1)), np.sqrt(d))


def b_157(g: Draw) -> float:
    r"""True: (R(m\theta)q)^\top (R(n\theta)k) = q^\top R((n-m)\theta)\,k."""
    m, n, t, q, k = g.whole(0, 9), g.whole(0, 9), g.num(), g.vec(2), g.vec(2)
    return gap((rot(m * t) @ q) @ (rot(n * t) @ k), q @ rot((n - m) * t) @ k)


def b_158(g: Draw) -> float:
    r"""False: (R(m\theta)q)^\top (R(n\theta)k) = q^\top R((m-n)\theta)\,k."""
    m, n, t, q, k = g.whole(0, 9), g.whole(0, 9), g.num(), g.vec(2), g.vec(2)
    return gap((rot(m * t) @ q) @ (rot(n * t) @ k), q @ rot((m - n) * t) @ k)


def b_159(g: Draw) -> float:
    r"""True: \sum_{i=1}^n \hat x_i = 0, \qquad \|\hat x\|^2 = n."""
    n = g.whole(2, 6)
    x = g.vec(n)
    z = (x - x.mean()) / x.std()
    return max(gap(z.sum(), 0), gap(z @ z, n))


def b_160(g: Draw) -> float:
    r"""False: \|\hat x\|^2 = 1."""
    x = g.vec(g.whole(2, 6))
    z = (x - x.mean()) / x.std()
    return gap(z @ z, 1)


def b_161(g: Draw) -> float:
    r"""True: \left\lfloor \frac{32 + 2\cdot 2 - 5}{2} \right\rfloor + 1 = 16."""
    _ = g
    return gap(len(range(0, 32 + 4 - 5 + 1, 2)), 16)


def b_162(g: Draw) -> float:
    r"""False: \left\lfloor \frac{32 + 2\cdot 2 - 5}{2} \right\rfloor + 1 = 15."""
    _ = g
    return gap(len(range(0, 32 + 4 - 5 + 1, 2)), 15)


def b_163(g: Draw) -> float:
    r"""True: 128\cdot 64\cdot 3\cdot 3 + 128 = 73856."""
    _ = g
    return gap(np.zeros((128, 64, 3, 3)).size + np.zeros(128).size, 73856)


def b_164(g: Draw) -> float:
    r"""False: 128\cdot 64\cdot 3\cdot 3 + 128 = 73728."""
    _ = g
    return gap(np.zeros((128, 64, 3, 3)).size + np.zeros(128).size, 73728)


def b_165(g: Draw) -> float:
    r"""True: \begin{bmatrix} a & b & 0 \\ 0 & a & b …."""
    a, b, x = g.num(), g.num(), g.vec(3)
    return gap(np.array([[a, b, 0], [0, a, b]]) @ x, np.correlate(x, [a, b], "valid"))


def b_166(g: Draw) -> float:
    r"""False: \begin{bmatrix} a & b & 0 \\ 0 & a & b …."""
    a, b, x = g.num(), g.num(), g.vec(3)
    return gap(np.array([[a, b, 0], [0, a, b]]) @ x, np.convolve(x, [a, b], "valid"))


def b_167(g: Draw) -> float:
    r"""True: [\operatorname{BMM}(X,Y)]_{ijk} = \sum_{l=1}^{b} X_{ijl}\,Y_{ilk}."""
    n, a, b, c = g.dims(4)
    x, y = g.mat(n, a, b), g.mat(n, b, c)
    return gap(np.stack([u @ v for u, v in zip(x, y, strict=True)]), np.einsum("ijl,ilk->ijk", x, y))


def b_168(g: Draw) -> float:
    r"""False: [\operatorname{BMM}(X,Y)]_{ijk} = \sum_{l=1}^{b} X_{ijl}\,Y_{ikl}."""
    n, a, b, c = g.dims(4)
    x, y = g.mat(n, a, b), g.mat(n, b, c)
    return truth(x.shape[2] == y.shape[2])


def b_169(g: Draw) -> float:
    r"""True: [X\mathbf{1}_n]_i = \sum_{j=1}^n X_{ij}."""
    m, n = g.dims(2)
    x = g.mat(m, n)
    return gap(x @ np.ones(n), x.sum(axis=1))


def b_170(g: Draw) -> float:
    r"""False: [\mathbf{1}_m^\top X]_j = \sum_{i=1}^n X_{ij}."""
    m, n = g.dims(2)
    x = g.mat(m, n)
    return truth(n == m) if n > m else gap(np.ones(m) @ x, x[:n].sum(axis=0))


def b_171(g: Draw) -> float:
    r"""True: \|x-y\|^2 = \|x\|^2 + \|y\|^2 - 2x^\top y."""
    n = g.whole(1, 6)
    x, y = g.vec(n), g.vec(n)
    return gap(np.linalg.norm(x - y) ** 2, x @ x + y @ y - 2 * x @ y)


def b_172(g: Draw) -> float:
    r"""False: \|x-y\|^2 = 2 - 2x^\top y."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return gap(np.linalg.norm(x - y) ** 2, 2 - 2 * x @ y)


def b_173(g: Draw) -> float:
    r"""True: \|x-y\|^2 = 2 - 2\cos\theta."""
    n = g.whole(2, 6)
    x, y = g.unit(n), g.unit(n)
    return gap(np.linalg.norm(x - y) ** 2, 2 - 2 * np.cos(np.arccos(x @ y)))


def b_174(g: Draw) -> float:
    r"""True: \|x+y\|^2 = \|x\|^2 + \|y\|^2."""
    q = g.orth(g.whole(2, 6))
    x, y = g.num() * q[0], g.num() * q[1]
    return gap(np.linalg.norm(x + y) ** 2, x @ x + y @ y)


def b_175(g: Draw) -> float:
    r"""False: \|x+y\| = \|x\| + \|y\|."""
    q = g.orth(g.whole(2, 6))
    x, y = g.num() * q[0], g.num() * q[1]
    return gap(np.linalg.norm(x + y), np.linalg.norm(x) + np.linalg.norm(y))


def b_176(g: Draw) -> float:
    r"""True: \|x\|_\infty \le \|x\|_2 \le \|x\|_1 \le \sqrt{n}\,\|x\|_2."""
    n = g.whole(1, 6)
    x = g.vec(n)
    a, b, c = (float(np.linalg.norm(x, k)) for k in (np.inf, 2, 1))
    return max(excess(a, b), excess(b, c), excess(c, np.sqrt(n) * b))


def b_177(g: Draw) -> float:
    r"""False: \|x\|_1 \le \|x\|_2."""
    x = g.vec(g.whole(2, 6))
    return excess(np.abs(x).sum(), np.linalg.norm(x))


def b_178(g: Draw) -> float:
    r"""True: x^\top\left(y - \frac{x^\top y}{x^\top x}\,x\right) = 0."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return gap(x @ (y - (x @ y) / (x @ x) * x), 0)


def b_179(g: Draw) -> float:
    r"""False: x^\top\left(y - \frac{x^\top y}{\|x\|}\,x\right) = 0."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return gap(x @ (y - (x @ y) / np.linalg.norm(x) * x), 0)


def b_180(g: Draw) -> float:
    r"""False: x^\top y = \frac{1}{2}\left(\|x+y\|^2 - \|x-y\|^2\right)."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return gap(x @ y, ((x + y) @ (x + y) - (x - y) @ (x - y)) / 2)


def b_181(g: Draw) -> float:
    r"""True: (x y^\top)\odot A = \operatorname{diag}(x)\,A\,\operatorname{diag}(y)."""
    m, n = g.dims(2)
    x, y, a = g.vec(m), g.vec(n), g.mat(m, n)
    return gap(np.outer(x, y) * a, np.diag(x) @ a @ np.diag(y))


def b_182(g: Draw) -> float:
    r"""False: (x y^\top)\odot A = \operatorname{diag}(y)\,A\,\operatorname{diag}(x)."""
    m, n = g.dims(2)
    return clash(np.diag(g.vec(n)), g.mat(m, n))


def b_183(g: Draw) -> float:
    r"""True: x\odot y = \operatorname{diag}(x)\,y = \operatorname{diag}(y)\,x."""
    n = g.whole(2, 6)
    x, y = g.vec(n), g.vec(n)
    return max(gap(x * y, np.diag(x) @ y), gap(x * y, np.diag(y) @ x))


def b_184(g: Draw) -> float:
    r"""False: (A\odot B)\,C = (AC)\odot(BC)."""
    n = g.whole(2, 5)
    a, b, c = g.mat(n, n), g.mat(n, n), g.mat(n, n)
    return gap((a * b) @ c, (a @ c) * (b @ c))


def b_185(g: Draw) -> float:
    r"""True: x^\top (A\odot B)\,x \ge 0."""
    n = g.whole(2, 5)
    a, b, x = g.mat(n, g.whole(1, n)), g.mat(n, n), g.vec(n)
    return excess(0.0, x @ ((a @ a.T) * (b @ b.T)) @ x)


def b_186(g: Draw) -> float:
    """True: e^{A+B} = e^A e^B."""
    a = 0.5 * g.mat(3, 3)
    b = g.num() * np.eye(3) + 0.3 * a + 0.2 * a @ a
    return gap(expm(a + b), expm(a) @ expm(b))


def b_187(g: Draw) -> float:
    """False: e^{A+B} = e^A e^B."""
    n = g.whole(2, 4)
    a, b = g.mat(n, n), g.mat(n, n)
    return gap(expm(a + b), expm(a) @ expm(b))


def b_188(g: Draw) -> float:
    r"""True: \det(e^{A}) = e^{\operatorname{tr}(A)}."""
    n = g.whole(2, 4)
    a = 0.6 * g.mat(n, n)
    return gap(np.linalg.det(expm(a)), np.exp(np.trace(a)))


def b_189(g: Draw) -> float:
    r"""False: \det(e^{A}) = e^{\det(A)}."""
    n = g.whole(2, 4)
    a = 0.6 * g.mat(n, n)
    return gap(np.linalg.det(expm(a)), np.exp(np.linalg.det(a)))


def b_190(g: Draw) -> float:
    r"""True: e^{K}\,(e^{K})^\top = I."""
    n = g.whole(2, 5)
    e = expm(g.skew(n))
    return gap(e @ e.T, np.eye(n))


def b_191(g: Draw) -> float:
    r"""False: e^{S}\,(e^{S})^\top = I."""
    n = g.whole(2, 5)
    e = expm(g.sym(n))
    return gap(e @ e.T, np.eye(n))


def b_192(g: Draw) -> float:
    r"""False: \frac{d}{dt}e^{tA} = t A e^{tA}."""
    a, t = 0.6 * g.mat(3, 3), g.num()
    return gap(d1(lambda s: expm(s * a), t), t * a @ expm(t * a))


def b_193(g: Draw) -> float:
    r"""True: x(t) = e^{-kt}x_0 + \frac{u}{k}\left(1-e^{-kt}\right)."""
    k, u, x0, t = g.pos(), g.num(), g.num(), g.pos()

    def x(s: float) -> float:
        return float(np.exp(-k * s) * x0 + u / k * (1 - np.exp(-k * s)))

    return max(gap(x(0.0), x0), gap(d1(x, t), -k * x(t) + u))


def b_194(g: Draw) -> float:
    r"""False: x(t) = e^{-kt}x_0 + u\left(1-e^{-kt}\right)."""
    k, u, x0, t = g.pos(), g.num(), g.num(), g.pos()

    def x(s: float) -> float:
        return float(np.exp(-k * s) * x0 + u * (1 - np.exp(-k * s)))

    return gap(d1(x, t), -k * x(t) + u)


def b_195(g: Draw) -> float:
    """True: e^{tN} = I + tN."""
    n, t = g.whole(2, 5), g.num()
    m = g.nilp(n, 2)
    return gap(expm(t * m), np.eye(n) + t * m)


def b_196(g: Draw) -> float:
    """False: e^{tN} = I + tN."""
    n, t = g.whole(3, 5), g.num()
    m = g.nilp(n, 3)
    return gap(expm(t * m), np.eye(n) + t * m)


def b_197(g: Draw) -> float:
    r"""True: \exp\left(t\begin{bmatrix} 0 & -1 \\ 1 & 0 …."""
    t = g.num()
    return gap(expm(t * np.array([[0.0, -1.0], [1.0, 0.0]])), rot(t))


def b_198(g: Draw) -> float:
    r"""False: \exp\left(t\begin{bmatrix} 0 & 1 \\ 1 & 0 …."""
    t = g.num()
    return gap(expm(t * np.array([[0.0, 1.0], [1.0, 0.0]])), [[np.cos(t), np.sin(t)], [np.sin(t), np.cos(t)]])


def b_199(g: Draw) -> float:
    r"""True: x(t) = x_0\cos(\omega t) + \frac{v_0}{\omega}\sin(\omega t)."""
    o, x0, v0, t = g.pos(), g.num(), g.num(), g.pos()

    def x(s: float) -> float:
        return float(x0 * np.cos(o * s) + v0 / o * np.sin(o * s))

    second = d1(lambda s: d1(x, s), t)
    return max(gap(x(0.0), x0), gap(d1(x, 0.0), v0), gap(second, -(o**2) * x(t)))


def b_200(g: Draw) -> float:
    r"""False: x(t) = x_0\cos(\omega t) + v_0\sin(\omega t)."""
    o, x0, v0 = g.pos(), g.num(), g.num()
    return gap(d1(lambda s: x0 * np.cos(o * s) + v0 * np.sin(o * s), 0.0), v0)


def b_201(g: Draw) -> float:
    r"""True: \sum_{k=0}^{n-1} r^k = \frac{1-r^n}{1-r}."""
    n, r = g.whole(1, 8), g.pos(1.1, 1.8) * float(np.sign(g.num()))
    return gap(sum(r**k for k in range(n)), (1 - r**n) / (1 - r))


def b_202(g: Draw) -> float:
    r"""False: \sum_{k=0}^{n} r^k = \frac{1-r^n}{1-r}."""
    n, r = g.whole(1, 8), g.pos(1.1, 1.8) * float(np.sign(g.num()))
    return gap(sum(r**k for k in range(n + 1)), (1 - r**n) / (1 - r))


def b_203(g: Draw) -> float:
    r"""True: \sum_{k=1}^{\infty} k r^k = \frac{r}{(1-r)^2}."""
    r = g.num() * 0.35
    k = np.arange(1, 400)
    return gap((k * r**k).sum(), r / (1 - r) ** 2)


def b_204(g: Draw) -> float:
    r"""False: \sum_{k=1}^{\infty} k r^k = \frac{1}{(1-r)^2}."""
    r = g.num() * 0.35
    k = np.arange(1, 400)
    return gap((k * r**k).sum(), 1 / (1 - r) ** 2)


def b_205(g: Draw) -> float:
    r"""True: \lim_{n\to\infty}\left(1-\frac{x}{n}\right)^n = e^{-x}."""
    x, n = g.num(), 1e9
    return gap(np.exp(n * np.log1p(-x / n)), np.exp(-x))


def b_206(g: Draw) -> float:
    r"""False: \lim_{x\to 0}\frac{1-\cos x}{x^2} = 1."""
    x = 1e-4 * g.pos()
    return gap(2 * np.sin(x / 2) ** 2 / x**2, 1.0)


def b_207(g: Draw) -> float:
    r"""True: \lim_{x\to 0}\frac{e^x-1-x}{x^2} = \frac12."""
    x = 1e-7 * g.num()
    return gap(sum(x**k / float(factorial(k)) for k in range(2, 12)) / x**2, 0.5)


def b_208(g: Draw) -> float:
    r"""True: \sum_{k=0}^{\infty} A^k = (I-A)^{-1}."""
    n = g.whole(2, 5)
    a = g.mat(n, n)
    a = 0.6 * a / np.abs(np.linalg.eigvals(a)).max()
    return gap(sum(np.linalg.matrix_power(a, k) for k in range(120)), np.linalg.inv(np.eye(n) - a))


def b_209(g: Draw) -> float:
    r"""False: \sum_{k=1}^{\infty} A^k = (I-A)^{-1}."""
    n = g.whole(2, 5)
    a = g.mat(n, n)
    a = 0.6 * a / np.abs(np.linalg.eigvals(a)).max()
    return gap(sum(np.linalg.matrix_power(a, k) for k in range(1, 120)), np.linalg.inv(np.eye(n) - a))


def b_210(g: Draw) -> float:
    r"""True: \sum_{i=1}^{n}\sum_{j=1}^{i} 1 = \frac{n(n+1)}{2}."""
    n = g.whole(1, 9)
    return gap(np.tril(np.ones((n, n))).sum(), n * (n + 1) / 2)


def b_211(g: Draw) -> float:
    r"""False: \sum_{i=1}^{n}\sum_{j=1}^{i} 1 = \frac{n(n-1)}{2}."""
    n = g.whole(1, 9)
    return gap(np.tril(np.ones((n, n))).sum(), n * (n - 1) / 2)


def b_212(g: Draw) -> float:
    r"""True: \nabla f(x) = 2A^T(Ax-b)."""
    m, n = g.dims(2)
    a, b, x = g.mat(m, n), g.vec(m), g.vec(n)
    return gap(grad(lambda z: ((a @ z - b) ** 2).sum(), x), 2 * a.T @ (a @ x - b))


def b_213(g: Draw) -> float:
    r"""False: \nabla f(x) = A^T(Ax-b)."""
    m, n = g.dims(2)
    a, b, x = g.mat(m, n), g.vec(m), g.vec(n)
    return gap(grad(lambda z: ((a @ z - b) ** 2).sum(), x), a.T @ (a @ x - b))


def b_214(g: Draw) -> float:
    """True: E[(X-EX)^2] = E[X^2] - (EX)^2."""
    p, x = g.prob(4), g.values(4)
    return gap(var(p, x), mean(p, x**2) - mean(p, x) ** 2)


def b_215(g: Draw) -> float:
    """False: E[(X-EX)^2] = E[X^2] - EX."""
    p, x = g.prob(4), g.values(4)
    return gap(var(p, x), mean(p, x**2) - mean(p, x))


def b_216(g: Draw) -> float:
    """True: (X^TX)^T = X^TX."""
    n, d = g.dims(2)
    x = g.mat(n, d)
    return gap((x.T @ x).T, x.T @ x)


def b_217(g: Draw) -> float:
    """False: X^TX = XX^T."""
    d, n = sorted(g.dims(2))
    x = g.mat(n, d)
    return gap(x.T @ x, x @ x.T)


def b_218(g: Draw) -> float:
    r"""True: x\cdot y = |x||y|\cos\theta."""
    n = g.whole(2, 5)
    x, y = g.vec(n), g.vec(n)
    q, r = np.linalg.qr(np.stack([x, y], axis=1))
    u, v = r[:, 0], r[:, 1]
    theta = np.arctan2(abs(u[0] * v[1] - u[1] * v[0]), u @ v)
    return gap(x @ y, np.linalg.norm(x) * np.linalg.norm(y) * np.cos(theta)) + gap(q @ u, x)


def b_219(g: Draw) -> float:
    r"""False: \frac{x\cdot y}{|x|} = |x|\cos\theta."""
    n = g.whole(2, 5)
    x, y = g.vec(n), g.vec(n)
    c = x @ y / np.linalg.norm(x) / np.linalg.norm(y)
    return gap(x @ y / np.linalg.norm(x), np.linalg.norm(x) * c)


def b_220(g: Draw) -> float:
    r"""True: \mathbb{E}\bigl[(\hat\theta-\theta)^2\bigr] = …."""
    p, x, t = g.prob(4), g.values(4), g.num()
    return gap(mean(p, (x - t) ** 2), var(p, x) + (mean(p, x) - t) ** 2)


def b_221(g: Draw) -> float:
    r"""False: \mathbb{E}\bigl[(\hat\theta-\theta)^2\bigr] = …."""
    p, x, t = g.prob(4), g.values(4), g.num()
    return gap(mean(p, (x - t) ** 2), var(p, x) + mean(p, x) - t)


def b_222(g: Draw) -> float:
    """True: (A+B)^2 = A^2 + 2AB + B^2."""
    a, b = g.commuting(g.whole(2, 4))
    return gap((a + b) @ (a + b), a @ a + 2 * a @ b + b @ b)


def b_223(g: Draw) -> float:
    """False: (A+B)^2 = A^2 + 2AB + B^2."""
    n = g.whole(2, 4)
    a, b = g.mat(n, n), g.mat(n, n)
    return gap((a + b) @ (a + b), a @ a + 2 * a @ b + b @ b)


def b_224(g: Draw) -> float:
    r"""True: (A^\top)^{-1} = (A^{-1})^\top."""
    a = g.inv(g.whole(2, 5))
    return gap(np.linalg.inv(a.T), np.linalg.inv(a).T)


def b_225(g: Draw) -> float:
    r"""False: Q^{-1} = Q^\top."""
    q = g.inv(g.whole(2, 5))
    return gap(np.linalg.inv(q), q.T)


def b_226(g: Draw) -> float:
    r"""True: \begin{aligned} L &= -\sum_i y_i\log p_i \\ &= -\sum_i y_i …."""
    n = g.whole(2, 6)
    z, y = g.vec(n), np.eye(n)[g.whole(0, n - 1)]
    one, two, three = -y @ np.log(softmax(z)), -y @ z + y.sum() * lse(z), -y @ z + lse(z)
    return max(gap(one, two), gap(two, three))


def b_227(g: Draw) -> float:
    r"""False: \begin{aligned} L &= -\sum_i y_i\log p_i \\ &= -\sum_i y_i …."""
    n = g.whole(2, 6)
    z, y = g.vec(n), np.eye(n)[g.whole(0, n - 1)]
    return gap(-y @ np.log(softmax(z)), -y @ z + z.sum())

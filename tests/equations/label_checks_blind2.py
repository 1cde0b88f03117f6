"""Hand-written checks of the rows of `rows_blind2.jsonl`; a row's label opens its docstring."""

from itertools import combinations
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
    mean,
    moments,
    normlog,
    quad,
    relu,
    sigmoid,
    softmax,
    truth,
    var,
    vec,
)


def rot(angle: float) -> Array:
    """Rotation of the plane."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def levi() -> Array:
    """The Levi-Civita symbol in three dimensions."""
    i, j, k = np.ogrid[:3, :3, :3]
    return np.asarray((i - j) * (j - k) * (k - i) / 2.0)


def top(x: Array) -> float:
    """Largest absolute entry."""
    return float(np.abs(x).max())


def fall(x: float, k: int) -> float:
    """Falling power."""
    return float(np.prod([x - j for j in range(k)]))


def attend(q: Array, k: Array, v: Array) -> Array:
    """Scaled dot-product attention."""
    return np.stack([softmax(row) for row in q @ k.T / np.sqrt(q.shape[1])]) @ v


def norml(x: Array) -> Array:
    """Centred and scaled by the standard deviation of divisor n."""
    return np.asarray((x - x.mean()) / x.std())


def b2_001(g: Draw) -> float:
    r"""True: (A + JB)(A - JB) = A^2 + B^2."""
    a, b = g.commuting(2)
    j = np.kron(rot(np.pi / 2), np.eye(2))
    a, b = np.kron(np.eye(2), a), np.kron(np.eye(2), b)
    return gap((a + j @ b) @ (a - j @ b), a @ a + b @ b)


def b2_002(g: Draw) -> float:
    r"""False: (A+JB)(A-JB) = A^2+B^2."""
    a, b = np.kron(np.eye(2), g.mat(2, 2)), np.kron(np.eye(2), g.mat(2, 2))
    j = np.kron(rot(np.pi / 2), np.eye(2))
    return gap((a + j @ b) @ (a - j @ b), a @ a + b @ b)


def b2_003(g: Draw) -> float:
    r"""True: x^\top S x = 0."""
    n = g.whole(2, 6)
    x, s = g.vec(n), g.skew(n)
    return gap(x @ s @ x, 0)


def b2_004(g: Draw) -> float:
    r"""False: x^\top S y = 0."""
    n = g.whole(2, 6)
    return gap(g.vec(n) @ g.skew(n) @ g.vec(n), 0)


def b2_005(g: Draw) -> float:
    r"""True: E^\top E = n."""
    n = g.whole(2, 9)
    e = np.ones((n, 1))
    return gap(e.T @ e, [[n]])


def b2_006(g: Draw) -> float:
    r"""False: E E^\top = n."""
    n = g.whole(2, 9)
    e = np.ones((n, 1))
    return gap(e @ e.T, n * np.eye(n))


def b2_007(g: Draw) -> float:
    r"""True: I^2 R = \frac{V^2}{R}."""
    i, r = g.num(), g.pos()
    return gap(i**2 * r, (i * r) ** 2 / r)


def b2_008(g: Draw) -> float:
    r"""False: \det(A+uv^\top) = \det(A)\,(1+v^\top A u)."""
    n = g.whole(2, 4)
    a, u, v = g.inv(n), g.vec(n), g.vec(n)
    return gap(np.linalg.det(a + np.outer(u, v)), np.linalg.det(a) * (1 + v @ a @ u))


def b2_009(g: Draw) -> float:
    r"""True: \det(K+uv^\top) = \det(K)\,(1+v^\top K u)."""
    n = g.whole(2, 4)
    k = g.similar(np.diag(g.rng.choice([-1.0, 1.0], n)))
    u, v = g.vec(n), g.vec(n)
    return gap(np.linalg.det(k + np.outer(u, v)), np.linalg.det(k) * (1 + v @ k @ u))


def b2_010(g: Draw) -> float:
    r"""True: R^2 = I."""
    n = g.whole(2, 5)
    r = np.eye(n) - 2 * g.idem(n)
    return gap(r @ r, np.eye(n))


def b2_011(g: Draw) -> float:
    r"""False: \|Px\|_2 \le \|x\|_2."""
    p = np.array([[1.0, g.pos(0.5, 3)], [0.0, 0.0]])
    return excess(np.linalg.norm(p @ np.array([1.0, p[0, 1]])), np.hypot(1.0, p[0, 1]))


def b2_012(g: Draw) -> float:
    r"""True: \|x\|_2^2 - \|Px\|_2^2 = \|(I-P)x\|_2^2."""
    n = g.whole(3, 6)
    q = g.orth(n)[:, :2]
    x = g.vec(n)
    y = q @ (q.T @ x)
    return gap(x @ x - y @ y, (x - y) @ (x - y))


def b2_013(g: Draw) -> float:
    r"""True: \overline{\lambda} = \lambda."""
    n = g.whole(2, 5)
    h = g.mat(n, n) + 1j * g.mat(n, n)
    return gap(np.linalg.eigvals(h + h.conj().T).imag, np.zeros(n))


def b2_014(g: Draw) -> float:
    r"""False: \overline{\lambda} = \lambda."""
    return gap(np.linalg.eigvals(rot(g.pos())).imag, np.zeros(2))


def b2_015(g: Draw) -> float:
    r"""True: (I-N)^{-1} = I + N + N^2."""
    n = np.triu(g.mat(3, 3), 1)
    return gap(np.linalg.inv(np.eye(3) - n), np.eye(3) + n + n @ n)


def b2_016(g: Draw) -> float:
    r"""False: (I-N)^{-1}=I+N+N^2."""
    n = g.nilp(5, 4)
    return gap(np.linalg.inv(np.eye(5) - n), np.eye(5) + n + n @ n)


def b2_017(g: Draw) -> float:
    r"""True: \operatorname{vec}(AXB) = (A\otimes B^\top)\operatorname{vec}(X)."""
    m, n, o = g.dims(3)
    a, x, b = g.mat(m, n), g.mat(n, o), g.mat(o, m)
    return gap((a @ x @ b).ravel(), np.kron(a, b.T) @ x.ravel())


def b2_018(g: Draw) -> float:
    r"""False: \operatorname{vec}(AXB) = (A\otimes B^\top)\operatorname{vec}(X)."""
    n = g.whole(2, 4)
    a, x, b = g.mat(n, n), g.mat(n, n), g.mat(n, n)
    return gap(vec(a @ x @ b), np.kron(a, b.T) @ vec(x))


def b2_019(g: Draw) -> float:
    r"""True: (A\otimes B)(x\otimes y) = (Ax)\otimes(By)."""
    p, q, r, s = g.dims(4)
    a, b, x, y = g.mat(p, q), g.mat(r, s), g.vec(q), g.vec(s)
    return gap(np.kron(a, b) @ np.kron(x, y), np.kron(a @ x, b @ y))


def b2_020(g: Draw) -> float:
    r"""True: \operatorname{tr}(AB) = \operatorname{tr}(A)\operatorname{tr}(B)."""
    a, b = g.mat(1, 1), g.mat(1, 1)
    return gap(np.trace(a @ b), np.trace(a) * np.trace(b))


def b2_021(g: Draw) -> float:
    r"""False: \operatorname{tr}(AB)=\operatorname{tr}(A)\operatorname{tr}(B)."""
    n = g.whole(2, 5)
    a, b = g.diag(n), g.diag(n)
    return gap(np.trace(a @ b), np.trace(a) * np.trace(b))


def b2_022(g: Draw) -> float:
    r"""True: \det\begin{bmatrix} A & B \\ C & D \end{bmatrix} = \det(AD - BC)."""
    c, d = g.commuting(3)
    a, b = g.mat(3, 3), g.mat(3, 3)
    return gap(np.linalg.det(np.block([[a, b], [c, d]])), np.linalg.det(a @ d - b @ c))


def b2_023(g: Draw) -> float:
    r"""False: \det\begin{bmatrix} A & B \\ C & D \end{bmatrix} = \det(AD - BC)."""
    a, b = g.commuting(3)
    c, d = g.mat(3, 3), g.mat(3, 3)
    return gap(np.linalg.det(np.block([[a, b], [c, d]])), np.linalg.det(a @ d - b @ c))


def b2_024(g: Draw) -> float:
    r"""True: \operatorname{tr}(ABC) = \operatorname{tr}(CBA)."""
    n = g.whole(2, 5)
    a, b, c = g.sym(n), g.sym(n), g.sym(n)
    return gap(np.trace(a @ b @ c), np.trace(c @ b @ a))


def b2_025(g: Draw) -> float:
    r"""False: \operatorname{tr}(ABC) = \operatorname{tr}(CBA)."""
    n = g.whole(3, 5)
    a, b, c = g.sym(n), g.sym(n), g.mat(n, n)
    return gap(np.trace(a @ b @ c), np.trace(c @ b @ a))


def b2_026(g: Draw) -> float:
    r"""True: \|x-y\|^2 = xx^\top - 2xy^\top + yy^\top."""
    d = g.whole(2, 6)
    x, y = g.mat(1, d), g.mat(1, d)
    return gap(((x - y) ** 2).sum(), (x @ x.T - 2 * x @ y.T + y @ y.T)[0, 0])


def b2_027(g: Draw) -> float:
    r"""False: \|x-y\|^2 = x^\top x - 2x^\top y + y^\top y."""
    d = g.whole(2, 6)
    x, y = g.mat(1, d), g.mat(1, d)
    return gap(((x - y) ** 2).sum(), x.T @ x - 2 * x.T @ y + y.T @ y)


def b2_028(g: Draw) -> float:
    r"""True: \operatorname{rank}(AB) = \operatorname{rank}(B)."""
    a, b = g.mat(6, 4), g.mat(4, 2) @ g.mat(2, 5)
    return gap(np.linalg.matrix_rank(a @ b), np.linalg.matrix_rank(b))


def b2_029(g: Draw) -> float:
    r"""False: \operatorname{rank}(AB)=\operatorname{rank}(B)."""
    a, b = g.mat(2, 5), g.mat(5, 4)
    return gap(np.linalg.matrix_rank(a @ b), np.linalg.matrix_rank(b))


def b2_030(g: Draw) -> float:
    r"""False: M\mathbf{1} = \mathbf{1}."""
    n = g.whole(2, 5)
    m = g.stoch(n, n).T
    return gap(m @ np.ones(n), np.ones(n))


def b2_031(g: Draw) -> float:
    r"""True: \mathbf{1}^\top M^k x = \mathbf{1}^\top x."""
    n, k = g.whole(2, 5), g.whole(1, 6)
    m, x = g.stoch(n, n).T, g.vec(n)
    return gap((np.linalg.matrix_power(m, k) @ x).sum(), x.sum())


def b2_032(g: Draw) -> float:
    r"""False: \|UAV\|_F = \|A\|_F."""
    a = g.mat(3, 5)
    return gap(np.linalg.norm(g.orth(6)[:, :3] @ a @ g.orth(5)[:, :2]), np.linalg.norm(a))


def b2_033(g: Draw) -> float:
    r"""True: \|UAV^\top\|_F = \|A\|_F."""
    a = g.mat(3, 2)
    return gap(np.linalg.norm(g.orth(6)[:, :3] @ a @ g.orth(5)[:, :2].T), np.linalg.norm(a))


def b2_034(g: Draw) -> float:
    r"""True: \|AB\|_2 = \|A\|_2\|B\|_2."""
    n = g.whole(2, 5)
    a, b = g.mat(3, n), g.orth(n)
    return gap(np.linalg.norm(a @ b, 2), np.linalg.norm(a, 2) * np.linalg.norm(b, 2))


def b2_035(g: Draw) -> float:
    r"""False: \kappa(A^\top A) = \kappa(A)."""
    a = g.inv(3)
    return gap(np.linalg.cond(a.T @ a), np.linalg.cond(a))


def b2_036(g: Draw) -> float:
    r"""True: A A^{-} A = A."""
    a = g.mat(4, 2) @ g.mat(2, 4)
    return gap(a @ np.linalg.pinv(a, rcond=1e-10) @ a, a)


def b2_037(g: Draw) -> float:
    r"""False: A^{+}A = I_n."""
    a = g.mat(4, 2) @ g.mat(2, 3)
    return gap(np.linalg.pinv(a, rcond=1e-10) @ a, np.eye(3))


def b2_038(g: Draw) -> float:
    r"""True: Q^\top Q = I."""
    n = g.whole(2, 5)
    s, e = g.skew(n), np.eye(n)
    q = (e - s) @ np.linalg.inv(e + s)
    return gap(q.T @ q, e)


def b2_039(g: Draw) -> float:
    r"""False: Q^\top Q = I."""
    n = g.whole(2, 5)
    s, e = g.spd(n), np.eye(n)
    q = (e - s) @ np.linalg.inv(e + s)
    return gap(q.T @ q, e)


def b2_040(g: Draw) -> float:
    r"""True: e^{tA} = \cosh(t)\,I + \sinh(t)\,A."""
    n, t = g.whole(2, 4), g.num()
    a = g.similar(np.diag(g.rng.choice([-1.0, 1.0], n)))
    return gap(expm(t * a), np.cosh(t) * np.eye(n) + np.sinh(t) * a)


def b2_041(g: Draw) -> float:
    r"""False: e^{tA} = \cosh(t)\,I + \sinh(t)\,A."""
    t = g.num()
    a = g.similar(rot(np.pi / 2))
    return gap(expm(t * a), np.cosh(t) * np.eye(2) + np.sinh(t) * a)


def b2_042(g: Draw) -> float:
    r"""True: \det(-A) = -\det(A)."""
    a = g.mat(*(2 * (2 * g.whole(0, 2) + 1,)))
    return gap(np.linalg.det(-a), -np.linalg.det(a))


def b2_043(g: Draw) -> float:
    r"""False: \det(-A)=-\det(A)."""
    a = g.inv(2 * g.whole(1, 2))
    return gap(np.linalg.det(-a), -np.linalg.det(a))


def b2_044(g: Draw) -> float:
    r"""True: \|x\|_1 \le \sqrt{k}\,\|x\|_2."""
    k = g.whole(1, 4)
    x = np.concatenate([g.vec(k), np.zeros(5)])
    return excess(np.abs(x).sum(), np.sqrt(k) * np.linalg.norm(x))


def b2_045(g: Draw) -> float:
    r"""False: \|x\|_1 \le \sqrt{k}\,\|x\|_2."""
    x = np.ones(g.whole(3, 6))
    return excess(np.abs(x).sum(), np.sqrt(2) * np.linalg.norm(x))


def b2_046(g: Draw) -> float:
    r"""True: \varepsilon_{ijk}\varepsilon_{imn} = \delta_{jm}\delta_{kn} - \delta_{jn}\delta_{km}."""
    q, d = g.orth(3), np.eye(3)
    e = np.einsum("ia,jb,kc,abc->ijk", q, q, q, levi())
    return gap(np.einsum("ijk,imn->jkmn", e, e), np.einsum("jm,kn->jkmn", d, d) - np.einsum("jn,km->jkmn", d, d))


def b2_047(g: Draw) -> float:
    r"""False: \delta_{ij}\delta_{ij} = 3."""
    return gap(np.einsum("ij,ij->", np.eye(4), np.eye(4)) + 0 * g.num(), 3)


def b2_048(g: Draw) -> float:
    r"""True: \varepsilon_{ijk}\varepsilon_{ijk} = 6."""
    e = levi() + 0 * g.num()
    return gap(np.einsum("ijk,ijk->", e, e), 6)


def b2_049(g: Draw) -> float:
    r"""True: (AB)_{ij} = \sum_{k} A_{ik}B_{jk}."""
    n = g.whole(2, 5)
    a, b = g.mat(3, n), g.spd(n)
    return gap(a @ b, np.einsum("ik,jk->ij", a, b))


def b2_050(g: Draw) -> float:
    r"""False: (AB)_{ij} = \sum_{k} A_{ik}B_{jk}."""
    n = g.whole(2, 5)
    a, b = g.sym(n), g.mat(n, n)
    return gap(a @ b, np.einsum("ik,jk->ij", a, b))


def b2_051(g: Draw) -> float:
    r"""True: (I_n + UV^\top)^{-1}U = U(I_k + V^\top U)^{-1}."""
    u, v = g.mat(5, 2), g.mat(5, 2)
    m = np.eye(2) + v.T @ u
    while abs(np.linalg.det(m)) < 0.1:
        u = g.mat(5, 2)
        m = np.eye(2) + v.T @ u
    return gap(np.linalg.inv(np.eye(5) + u @ v.T) @ u, u @ np.linalg.inv(m))


def b2_052(g: Draw) -> float:
    r"""False: (A - uu^\top)^{-1} = A^{-1} + \frac{A^{-1}uu^\top A^{-1}}{1 + u^\top A^{-1}u}."""
    n = g.whole(2, 4)
    a, u = g.spd(n), g.vec(n)
    b = np.linalg.inv(a)
    u = u * np.sqrt(0.5 / (u @ b @ u))
    return gap(np.linalg.inv(a - np.outer(u, u)), b + b @ np.outer(u, u) @ b / (1 + u @ b @ u))


def b2_053(g: Draw) -> float:
    r"""False: \det U = 1."""
    n = g.whole(2, 4)
    q = np.linalg.qr(g.mat(n, n) + 1j * g.mat(n, n))[0]
    return gap([np.linalg.det(q).real, np.linalg.det(q).imag], [1, 0])


def b2_054(g: Draw) -> float:
    r"""True: a\times(b\times c) = (a\times b)\times c."""
    a, b = g.vec(3), g.vec(3)
    c = g.num() * a
    return gap(np.cross(a, np.cross(b, c)), np.cross(np.cross(a, b), c))


def b2_055(g: Draw) -> float:
    r"""False: a\times(b\times c)=(a\times b)\times c."""
    a, b, c = g.vec(3), g.vec(3), g.vec(3)
    return gap(np.cross(a, np.cross(b, c)), np.cross(np.cross(a, b), c))


def b2_056(g: Draw) -> float:
    r"""True: \langle Ax, y\rangle = \langle x, Ay\rangle."""
    n = g.whole(2, 5)
    m, s, x, y = g.spd(n), g.sym(n), g.vec(n), g.vec(n)
    a = np.linalg.inv(m) @ s
    return gap((a @ x) @ m @ y, x @ m @ a @ y)


def b2_057(g: Draw) -> float:
    r"""False: \langle Ax, y\rangle = \langle x, Ay\rangle."""
    n = g.whole(2, 5)
    m, a, x, y = g.spd(n), g.sym(n), g.vec(n), g.vec(n)
    return gap((a @ x) @ m @ y, x @ m @ a @ y)


def b2_058(g: Draw) -> float:
    r"""True: A^2 - \operatorname{tr}(A)\,A + \det(A)\,I = 0."""
    a = g.mat(2, 2)
    return gap(a @ a - np.trace(a) * a + np.linalg.det(a) * np.eye(2), np.zeros((2, 2)))


def b2_059(g: Draw) -> float:
    r"""False: A^2 = \operatorname{tr}(A)\,A - \det(A)\,I."""
    a = g.mat(3, 3)
    return gap(a @ a, np.trace(a) * a - np.linalg.det(a) * np.eye(3))


def b2_060(g: Draw) -> float:
    r"""True: \det H = -1."""
    n = g.whole(2, 6)
    v = g.unit(n)
    return gap(np.linalg.det(np.eye(n) - 2 * np.outer(v, v)), -1)


def b2_061(g: Draw) -> float:
    r"""False: H^2 = I."""
    n = g.whole(2, 6)
    v = g.vec(n)
    h = np.eye(n) - 2 * np.outer(v, v)
    return gap(h @ h, np.eye(n))


def b2_062(g: Draw) -> float:
    r"""False: \lambda_{\min}\,\|x\|^2 \le x^\top A x."""
    a = np.array([[1.0, g.pos(3, 6)], [0.0, 2.0]])
    return excess(2.0, np.array([1.0, -1.0]) @ a @ np.array([1.0, -1.0]))


def b2_063(g: Draw) -> float:
    r"""False: \|x+y\|^2 + \|x-y\|^2 = 2\|x\|^2 + 2\|y\|^2."""
    n = g.whole(2, 5)
    x, y = g.vec(n), g.vec(n)
    return gap(top(x + y) ** 2 + top(x - y) ** 2, 2 * top(x) ** 2 + 2 * top(y) ** 2)


def b2_064(g: Draw) -> float:
    r"""True: \|u+w\| = \|u-w\|."""
    u, w = g.num() * g.orth(4)[0], g.vec(4)
    w = w - (u @ w) / (u @ u) * u
    return gap(np.linalg.norm(u + w), np.linalg.norm(u - w))


def b2_065(g: Draw) -> float:
    r"""False: \|u+w\|^2=\|u\|^2+\|w\|^2."""
    u, w = g.vec(4), g.vec(4)
    return gap((u + w) @ (u + w), u @ u + w @ w)


def b2_066(g: Draw) -> float:
    r"""True: \operatorname{diag}(x)\,A = A\operatorname{diag}(x)."""
    n = g.whole(2, 5)
    x, a = np.diag(g.vec(n)), g.diag(n)
    return gap(x @ a, a @ x)


def b2_067(g: Draw) -> float:
    r"""False: \operatorname{diag}(x)\,A = A\operatorname{diag}(x)."""
    n = g.whole(2, 5)
    x, a = np.diag(np.arange(1.0, n + 1)), g.sym(n)
    return gap(x @ a, a @ x)


def b2_068(g: Draw) -> float:
    r"""True: \|A\|_F^2 = \sum_{i=1}^{r}\sigma_i^2."""
    a = g.mat(4, 2) @ g.mat(2, 5)
    return gap((a**2).sum(), (np.linalg.svd(a)[1] ** 2).sum())


def b2_069(g: Draw) -> float:
    r"""False: \|A\|_* \le \|A\|_F."""
    a = g.mat(4, 3)
    return excess(np.linalg.svd(a)[1].sum(), np.linalg.norm(a))


def b2_077(g: Draw) -> float:
    r"""True: r(t)\cdot\dot r(t) = 0."""
    f, t = g.smooth(1, 3), g.num()

    def r(s: float) -> Array:
        v = f(np.array([s]))
        return np.asarray(2 * v / np.linalg.norm(v))

    return gap(r(t) @ d1(r, t), 0)


def b2_078(g: Draw) -> float:
    r"""False: r(t)\cdot\dot r(t)=0."""
    t, a = g.pos(), g.vec(2)
    return gap(np.array([t, 0.0]) @ np.array([1.0, 0.0]), 0 * a[0])


def b2_079(g: Draw) -> float:
    r"""True: \langle \dot r, \ddot r\rangle = 0."""
    t, c = g.num(), g.curve()

    def r2(s: float) -> Array:
        return np.array([np.cos(c(s)), np.sin(c(s))])

    return gap(r2(t) @ d1(r2, t), 0)


def b2_080(g: Draw) -> float:
    r"""True: \partial_x [x^\top A x] = 2x^\top A."""
    n = g.whole(2, 5)
    a, x = g.sym(n), g.vec(n)
    return gap(grad(lambda z: z @ a @ z, x), 2 * x @ a)


def b2_081(g: Draw) -> float:
    r"""False: \partial_x [x^\top A x] = 2x^\top A."""
    n = g.whole(2, 5)
    a, x = g.skew(n), g.vec(n)
    return gap(grad(lambda z: z @ a @ z, x), 2 * x @ a)


def b2_082(g: Draw) -> float:
    r"""True: \nabla_x\Big(\tfrac12\|x\|^2 + x^\top\Omega x\Big) = x."""
    n = g.whole(2, 5)
    a, x = g.skew(n), g.vec(n)
    return gap(grad(lambda z: z @ z / 2 + z @ a @ z, x), x)


def b2_083(g: Draw) -> float:
    r"""True: \nabla_X \operatorname{tr}(X^\top A X) = (A + A^\top)X."""
    a, x = g.mat(4, 4), g.mat(4, 2)
    return gap(grad(lambda z: np.trace(z.T @ a @ z), x), (a + a.T) @ x)


def b2_084(g: Draw) -> float:
    r"""False: \nabla_X \det X = X^{-\top}."""
    x = g.inv(3)
    return gap(grad(np.linalg.det, x), np.linalg.inv(x).T)


def b2_085(g: Draw) -> float:
    r"""True: \nabla_X \det X = X^{-\top}."""
    x = g.inv(3)
    x = x / np.cbrt(np.linalg.det(x))
    return gap(grad(np.linalg.det, x), np.linalg.inv(x).T)


def b2_086(g: Draw) -> float:
    r"""True: \frac{d}{dt}A(t)^{-1} = -A(t)^{-2}\,\dot A(t)."""
    k, t = g.mat(3, 3) * 0.5, g.num()
    return gap(
        d1(lambda s: np.linalg.inv(expm(s * k)), t),
        -np.linalg.inv(expm(t * k) @ expm(t * k)) @ d1(lambda s: expm(s * k), t),
    )


def b2_087(g: Draw) -> float:
    r"""False: \frac{d}{dt}A(t)^{-1} = -A(t)^{-2}\,\dot A(t)."""
    a, b = g.inv(3) + 3 * np.eye(3), g.mat(3, 3)
    i = np.linalg.inv(a)
    return gap(d1(lambda s: np.linalg.inv(a + s * b), 0.0), -i @ i @ b)


def b2_088(g: Draw) -> float:
    r"""False: \frac{d}{dt}e^{A(t)} = A'(t)\,e^{A(t)}."""
    a, b = g.mat(3, 3), g.mat(3, 3)
    return gap(d1(lambda s: expm(a + s * b), 0.0), b @ expm(a))


def b2_089(g: Draw) -> float:
    r"""True: \nabla (f\circ g)(x) = J_g(x)^\top\,\nabla f(g(x))."""
    h, f, x = g.smooth(3, 2), g.scalar(2), g.vec(3)
    return gap(grad(lambda z: f(h(z)), x), jac(h, x).T @ grad(f, h(x)))


def b2_090(g: Draw) -> float:
    r"""False: \nabla (f\circ g)(x) = J_g(x)\,\nabla f(g(x))."""
    h, f, x = g.smooth(3, 3), g.scalar(3), g.vec(3)
    return gap(grad(lambda z: f(h(z)), x), jac(h, x) @ grad(f, h(x)))


def b2_091(g: Draw) -> float:
    r"""False: \nabla^2_x\,\tfrac12\|Ax-b\|^2 = AA^\top."""
    a, b, x = g.mat(3, 3), g.vec(3), g.vec(3)
    return gap(hess(lambda z: float((a @ z - b) @ (a @ z - b)) / 2, x), a @ a.T)


def b2_092(g: Draw) -> float:
    r"""True: \nabla^2_x\,\tfrac12\|Ax-b\|^2 = AA^\top."""
    a, b, x = g.num() * rot(g.num()), g.vec(2), g.vec(2)
    return gap(hess(lambda z: float((a @ z - b) @ (a @ z - b)) / 2, x), a @ a.T)


def b2_093(g: Draw) -> float:
    r"""True: \nabla\|x\|_1 = \operatorname{sign}(x)."""
    x = np.array([g.num() for _ in range(4)])
    return gap(grad(lambda z: np.abs(z).sum(), x), np.sign(x))


def b2_094(g: Draw) -> float:
    r"""True: \Delta\|x\|^2 = 2n."""
    n = g.whole(2, 4)
    return gap(np.trace(hess(lambda z: float(z @ z), g.vec(n))), 2 * n)


def b2_095(g: Draw) -> float:
    r"""True: \Delta n^2 = 2n+1."""
    n = g.whole(-5, 9)
    return gap((n + 1) ** 2 - n**2, 2 * n + 1)


def b2_096(g: Draw) -> float:
    r"""False: \Delta n^2 = 2n + 1."""
    n = g.whole(-5, 9)
    return gap(n**2 - (n - 1) ** 2, 2 * n + 1)


def b2_097(g: Draw) -> float:
    r"""True: \Delta x^{\underline{k}} = k\,x^{\underline{k-1}}."""
    k, x = g.whole(1, 5), g.num()
    return gap(fall(x + 1, k) - fall(x, k), k * fall(x, k - 1))


def b2_098(g: Draw) -> float:
    r"""True: \nabla\times(\nabla f) = \mathbf{0}."""
    h = hess(g.scalar(3), g.vec(3))
    return truth(gap(h, h.T) < 1e-6)


def b2_099(g: Draw) -> float:
    r"""True: \nabla\cdot(\nabla u) = 0."""
    a, b, x = g.num(), g.num(), g.vec(2)
    return truth(abs(np.trace(hess(lambda z: float(a * np.exp(z[0]) * np.cos(z[1]) + b * z[0] * z[1]), x))) < 1e-6)


def b2_100(g: Draw) -> float:
    r"""False: \nabla\cdot v = 0."""
    return gap(np.trace(hess(g.scalar(3), g.vec(3))), 0)


def b2_101(g: Draw) -> float:
    r"""True: X'(y - Xb) = 0."""
    x, y = g.mat(6, 3), g.vec(6)
    return gap(x.T @ (y - x @ np.linalg.solve(x.T @ x, x.T @ y)), np.zeros(3))


def b2_102(g: Draw) -> float:
    r"""True: \int_{-a}^{a} f(x)\cos(x)\,dx = 0."""
    c, a = g.num(), g.pos()
    return gap(quad(lambda x: (np.sin(c * x) + x**3) * np.cos(x), -a, a), 0)


def b2_103(g: Draw) -> float:
    r"""False: \int_{-a}^{a} f(x)\sin(x)\,dx = 0."""
    a = g.pos()
    return gap(quad(lambda x: x**3 * np.sin(x), -a, a), 0)


def b2_104(g: Draw) -> float:
    r"""True: \frac{d}{dx}\int_0^{x^2} g(t)\,dt = 2x\,g(x^2)."""
    c, x = g.num(), g.num()
    return gap(d1(lambda s: quad(lambda t: np.cos(c * t) + t, 0, s**2), x), 2 * x * (np.cos(c * x**2) + x**2))


def b2_105(g: Draw) -> float:
    r"""False: \frac{d}{dx}\int_x^{1} g(t)\,dt = g(x)."""
    x = g.num()
    return gap(d1(lambda s: quad(np.exp, s, 1), x), np.exp(x))


def b2_106(g: Draw) -> float:
    r"""True: \sqrt{x^2} = -x."""
    x = -g.pos()
    return gap(np.sqrt(x**2), -x)


def b2_107(g: Draw) -> float:
    r"""False: \sqrt{x^2}=x."""
    x = -g.pos()
    return gap(np.sqrt(x**2), x)


def b2_108(g: Draw) -> float:
    r"""True: \arctan x + \arctan\frac1x = -\frac{\pi}{2}."""
    x = -g.pos()
    return gap(np.arctan(x) + np.arctan(1 / x), -np.pi / 2)


def b2_109(g: Draw) -> float:
    r"""False: \arctan x+\arctan\frac1x=\frac{\pi}{2}."""
    x = g.num()
    return gap(np.arctan(x) + np.arctan(1 / x), np.pi / 2)


def b2_110(g: Draw) -> float:
    r"""True: \frac{d}{dx}\log x = \frac{1}{x\ln 2}."""
    x = g.pos()
    return gap(d1(np.log2, x), 1 / (x * np.log(2)))


def b2_111(g: Draw) -> float:
    r"""False: \frac{d}{dx}\log x=\frac1x."""
    x = g.pos()
    return gap(d1(np.log10, x), 1 / x)


def b2_112(g: Draw) -> float:
    r"""True: \frac{d}{d\theta}\sin\theta = \frac{\pi}{180}\cos\theta."""
    t = g.pos(0, 90)
    return gap(d1(lambda s: np.sin(np.radians(s)), t), np.pi / 180 * np.cos(np.radians(t)))


def b2_113(g: Draw) -> float:
    r"""False: \frac{d}{d\theta}\cos\theta = -\sin\theta."""
    t = g.pos(10, 90)
    return gap(d1(lambda s: np.cos(np.radians(s)), t), -np.sin(np.radians(t)))


def b2_114(g: Draw) -> float:
    r"""True: \langle x, \nabla f(x)\rangle = k\,f(x)."""
    x, k = g.posvec(3), g.pos(0.5, 3)
    return gap(
        x @ grad(lambda z: np.sum(z**2) ** (k / 2) + np.prod(z) ** (k / 3), x),
        k * (np.sum(x**2) ** (k / 2) + np.prod(x) ** (k / 3)),
    )


def b2_115(g: Draw) -> float:
    r"""False: \langle x,\nabla f(x)\rangle = k\,f(x)."""
    x = g.vec(3)
    return gap(x @ (2 * x), 1 * (x @ x))


def b2_116(g: Draw) -> float:
    r"""True: \nabla f(-x) = -\nabla f(x)."""
    f, x = g.scalar(3), g.vec(3)
    return gap(grad(lambda z: f(z) + f(-z), -x), -grad(lambda z: f(z) + f(-z), x))


def b2_117(g: Draw) -> float:
    r"""False: \nabla f(-x) = -\nabla f(x)."""
    f, x = g.scalar(3), g.vec(3)
    return gap(grad(lambda z: f(z) - f(-z), -x), -grad(lambda z: f(z) - f(-z), x))


def b2_118(g: Draw) -> float:
    r"""True: \left|\frac{\partial(x,y)}{\partial(r,\varphi)}\right| = r."""
    z = np.array([g.pos(), g.num()])
    return gap(np.linalg.det(jac(lambda s: s[0] * np.array([np.cos(s[1]), np.sin(s[1])]), z)), z[0])


def b2_119(g: Draw) -> float:
    r"""False: dx\,dy\,dz = r\sin\theta\,dr\,d\theta\,d\varphi."""
    z = np.array([g.pos(), g.pos(0.3, 2.8), g.num()])

    def ball(s: Array) -> Array:
        return np.asarray(s[0] * np.array([np.sin(s[1]) * np.cos(s[2]), np.sin(s[1]) * np.sin(s[2]), np.cos(s[1])]))

    return gap(np.linalg.det(jac(ball, z)), z[0] * np.sin(z[1]))


def b2_120(g: Draw) -> float:
    r"""True: \frac{\partial y_i}{\partial x_j} = W_{ji}."""
    w, x = g.mat(3, 4), g.vec(3)
    return gap(jac(lambda z: z @ w, x), w.T)


def b2_121(g: Draw) -> float:
    r"""False: \frac{\partial A_{ij}}{\partial A_{kl}} = \delta_{il}\delta_{jk}."""
    e = np.eye(g.whole(2, 3))
    return gap(np.einsum("ik,jl->ijkl", e, e), np.einsum("il,jk->ijkl", e, e))


def b2_122(g: Draw) -> float:
    r"""True: \frac{\partial}{\partial x_k}\sum_{i,j} x_i A_{ij} x_j = \sum_{j}(A_{kj}+A_{jk})x_j."""
    a, x = g.mat(4, 4), g.vec(4)
    return gap(grad(lambda z: z @ a @ z, x), a @ x + a.T @ x)


def b2_123(g: Draw) -> float:
    r"""False: \frac{dy}{dx} = \frac{F_x}{F_y}."""
    a, b = g.num(), g.num()
    return gap(-a / b, a / b)


def b2_124(g: Draw) -> float:
    r"""False: (f^{-1})'(y) = \frac{1}{f'(y)}."""
    y = g.pos()
    return gap(d1(np.log, y), 1 / np.exp(y))


def b2_125(g: Draw) -> float:
    r"""True: (f^{-1})'(x) = -\frac{f'(x)}{f(x)^2}."""
    f, x = g.curve(), g.num()
    return gap(d1(lambda s: 1 / (f(s) ** 2 + 1), x), -d1(lambda s: f(s) ** 2, x) / (f(x) ** 2 + 1) ** 2)


def b2_126(g: Draw) -> float:
    r"""True: f^2(x) = x + 2c."""
    x, c = g.num(), g.num()
    return gap((x + c) + c, x + 2 * c)


def b2_127(g: Draw) -> float:
    r"""False: f^2(x) = x+2c."""
    x, c = g.num(), g.num()
    return gap((x + c) ** 2, x + 2 * c)


def b2_128(g: Draw) -> float:
    r"""True: f(x+h) = f(x) + f'(x)\,h + \tfrac12 f''(x)\,h^2."""
    a, b, x, h = g.num(), g.num(), g.num(), 5 * g.num()
    return gap(a * (x + h) ** 2 + b * (x + h), a * x**2 + b * x + (2 * a * x + b) * h + a * h**2)


def b2_129(g: Draw) -> float:
    r"""True: \int_a^b f(x)\,dx = \frac{b-a}{6}\Big(f(a)+4f\big(\tfrac{a+b}{2}\big)+f(b)\Big)."""
    c, a = g.vec(4), g.num()
    b, p = a + g.pos(), np.polynomial.Polynomial(c)
    return gap(quad(p, a, b), (b - a) / 6 * (p(a) + 4 * p((a + b) / 2) + p(b)))


def b2_130(g: Draw) -> float:
    r"""False: \int_a^b f(x)\,dx = \frac{b-a}{6}\Big(f(a)+4f\big(\tfrac{a+b}{2}\big)+f(b)\Big)."""
    b = g.pos(1, 3)
    return gap(quad(lambda x: x**4, 0, b), b / 6 * (4 * (b / 2) ** 4 + b**4))


def b2_131(g: Draw) -> float:
    r"""False: \frac{f(x+h)-f(x-h)}{2h} = f'(x)."""
    x, h = g.num(), g.num()
    return gap(((x + h) ** 3 - (x - h) ** 3) / (2 * h), 3 * x**2)


def b2_132(g: Draw) -> float:
    r"""True: \nabla_W \|XW-Y\|_F^2 = 2X^\top(XW-Y)."""
    x, y, w = g.mat(5, 3), g.mat(5, 2), g.mat(3, 2)
    return gap(grad(lambda z: ((x @ z - y) ** 2).sum(), w), 2 * x.T @ (x @ w - y))


def b2_133(g: Draw) -> float:
    r"""False: \nabla_W \|XW-Y\|_F^2 = 2(XW-Y)X^\top."""
    n, d, c = g.dims(3)
    return clash(g.mat(n, c), g.mat(n, d).T)


def b2_134(g: Draw) -> float:
    r"""True: \frac{\partial \operatorname{tr}(AB)}{\partial A} = B."""
    a, b = g.mat(3, 4), g.mat(4, 3)
    return gap(grad(lambda z: np.trace(z @ b), a).T, b)


def b2_135(g: Draw) -> float:
    r"""False: \nabla_A \operatorname{tr}(AB) = B."""
    a, b = g.mat(3, 3), g.mat(3, 3)
    return gap(grad(lambda z: np.trace(z @ b), a), b)


def b2_136(g: Draw) -> float:
    r"""True: D_p f(x) = 0."""
    f, x, p = g.scalar(3), g.vec(3), g.vec(3)
    d = grad(f, x)
    p = p - (p @ d) / (d @ d) * d
    return gap(d1(lambda t: f(x + t * p), 0.0), 0)


def b2_137(g: Draw) -> float:
    r"""False: D_p f(x) = \|\nabla f(x)\|."""
    f, x = g.scalar(3), g.vec(3)
    d = grad(f, x)
    return gap(d1(lambda t: f(x + t * 2 * d / np.linalg.norm(d)), 0.0), np.linalg.norm(d))


def b2_138(g: Draw) -> float:
    r"""False: (fg)'' = f''g + f'g' + fg''."""
    x = g.num()
    return gap(4 * np.exp(2 * x), 3 * np.exp(2 * x))


def b2_139(g: Draw) -> float:
    r"""True: (fg)'' = f''g + f'g' + fg''."""
    c, f, x = g.num(), g.curve(), g.num()
    return truth(gap(d1(lambda s: d1(lambda t: c * f(t), s), x), c * d1(lambda s: d1(f, s), x)) < 1e-6)


def b2_146(g: Draw) -> float:
    r"""True: \frac1n\sum_{i=1}^n (x_i-\bar x) = 0."""
    x = g.vec(g.whole(2, 8))
    return gap(np.mean(x - x.mean()), 0)


def b2_147(g: Draw) -> float:
    r"""False: \frac1n\sum_{i=1}^n (x_i-\mu) = 0."""
    x = g.vec(g.whole(2, 8))
    return gap(np.mean(x - 0.2), 0)


def b2_148(g: Draw) -> float:
    r"""True: \mathbb{E}[s^2] = \sigma^2."""
    p, x, n = g.prob(3), g.values(3), g.whole(2, 4)
    w, xs = iid(p, x, n)
    return gap(mean(w, xs.var(axis=1, ddof=1)), var(p, x))


def b2_149(g: Draw) -> float:
    r"""False: \mathbb{E}[s^2]=\sigma^2."""
    p, x, n = g.prob(3), g.values(3), g.whole(2, 4)
    w, xs = iid(p, x, n)
    return gap(mean(w, xs.var(axis=1)), var(p, x))


def b2_150(g: Draw) -> float:
    r"""True: \operatorname{Var}(\bar X) = \sigma^2."""
    p, x, n = g.prob(4), g.values(4), g.whole(2, 6)
    return gap(var(p, np.mean([x] * n, axis=0)), var(p, x))


def b2_151(g: Draw) -> float:
    r"""False: \operatorname{Var}(\bar X) = \sigma^2."""
    p, x, n = g.prob(3), g.values(3), g.whole(2, 4)
    w, xs = iid(p, x, n)
    return gap(var(w, xs.mean(axis=1)), var(p, x))


def b2_152(g: Draw) -> float:
    r"""True: \operatorname{Var}(\bar X) = \frac{\sigma^2}{n}\bigl(1+(n-1)\rho\bigr)."""
    n, r, s = g.whole(2, 6), g.pos(0, 1), g.pos()
    c = s * (r * np.ones((n, n)) + (1 - r) * np.eye(n))
    return gap(c.sum() / n**2, s / n * (1 + (n - 1) * r))


def b2_153(g: Draw) -> float:
    r"""False: \mathbb{E}[f(X)h(Y)] = \mathbb{E}[f(X)]\,\mathbb{E}[h(Y)]."""
    x, c = np.array([-1.0, 0.0, 1.0]), g.pos()
    p = np.ones(3) / 3
    return gap(mean(p, np.cos(c * x) * x**2), mean(p, np.cos(c * x)) * mean(p, x**2))


def b2_154(g: Draw) -> float:
    r"""True: \mathbb{E}[XY] = \mathbb{E}[X]\,\mathbb{E}[Y]."""
    a = g.num()
    p, x = np.ones(3) / 3, np.array([-1.0, 0.0, 1.0])
    return gap(mean(p, (x + a) * x**2), mean(p, x + a) * mean(p, x**2))


def b2_155(g: Draw) -> float:
    r"""True: \operatorname{Var}(X-Y) = \operatorname{Var}(X) - \operatorname{Var}(Y)."""
    w = g.prob(3, 4)
    x = g.mat(3, 4)
    z = np.repeat(((w * x).sum(1) / w.sum(1))[:, None], 4, axis=1)
    return gap(var(w, x - z), var(w, x) - var(w, z))


def b2_156(g: Draw) -> float:
    r"""False: \operatorname{Var}(X-Y)=\operatorname{Var}(X)-\operatorname{Var}(Y)."""
    p, q, x, y = g.prob(3), g.prob(4), g.values(3), g.values(4)
    return gap(var(np.outer(p, q), x[:, None] - y), var(p, x) - var(q, y))


def b2_157(g: Draw) -> float:
    r"""True: \mathbb{E}[X\mid Y] = Y."""
    y, s = g.num(), g.pos()
    return gap(mean(np.array([0.5, 0.5]), y + s * np.array([-1.0, 1.0])), y)


def b2_158(g: Draw) -> float:
    r"""False: \mathbb{E}[X\mid Y] = Y."""
    s = g.pos()
    return gap(2.0 / (1 + s), 2.0)


def b2_159(g: Draw) -> float:
    r"""True: \mathbb{E}\bigl[\mathbb{E}[X\mid Y,Z]\,\big|\,Y\bigr] = \mathbb{E}[X\mid Y]."""
    w, x = g.prob(3, 2, 4), g.mat(3, 2, 4)
    inner = (w * x).sum(2) / w.sum(2)
    return gap((w.sum(2) * inner).sum(1) / w.sum((1, 2)), (w * x).sum((1, 2)) / w.sum((1, 2)))


def b2_160(g: Draw) -> float:
    r"""False: \mathbb{E}\bigl[\mathbb{E}[X\mid Y]\,\big|\,Z\bigr] = \mathbb{E}[X\mid Z]."""
    w, x = g.prob(3, 3), g.mat(3, 3)
    inner = (w * x).sum(1) / w.sum(1)
    return gap((w * inner[:, None]).sum(0) / w.sum(0), (w * x).sum(0) / w.sum(0))


def b2_161(g: Draw) -> float:
    r"""True: \mathbb{E}[\operatorname{Var}(X\mid Y)] = \operatorname{Var}(X)."""
    w, x = g.prob(3, 4), g.mat(3, 4)
    x = x - ((w * x).sum(1) / w.sum(1))[:, None] + 0.7
    return gap((w * (x - 0.7) ** 2).sum(), var(w, x))


def b2_162(g: Draw) -> float:
    r"""False: \mathbb{E}[\operatorname{Var}(X\mid Y)]=\operatorname{Var}(X)."""
    w, x = g.prob(3, 4), g.mat(3, 4) + np.arange(3.0)[:, None]
    m = ((w * x).sum(1) / w.sum(1))[:, None]
    return gap((w * (x - m) ** 2).sum(), var(w, x))


def b2_163(g: Draw) -> float:
    r"""True: P(A\mid B) = P(B\mid A)."""
    w = g.prob(2, 2)
    w[0, 1] = w[1, 0]
    w = w / w.sum()
    return gap(w[0, 0] / w[:, 0].sum(), w[0, 0] / w[0].sum())


def b2_164(g: Draw) -> float:
    r"""False: P(A\mid B)=P(B\mid A)."""
    w = g.prob(2, 2)
    return gap(w[0, 0] / w[:, 0].sum(), w[0, 0] / w[0].sum())


def b2_165(g: Draw) -> float:
    r"""True: P(A\cup B) = P(A) + P(B)."""
    p = g.prob(3)
    return gap(p[0] + p[1], 1 - p[2])


def b2_166(g: Draw) -> float:
    r"""False: P(A\cup B) = P(A) + P(B)."""
    a, b = g.pos(0.1, 0.9), g.pos(0.1, 0.9)
    return gap(1 - (1 - a) * (1 - b), a + b)


def b2_167(g: Draw) -> float:
    r"""False: P(A\mid B) + P(A\mid B^c) = 1."""
    w = g.prob(2, 2)
    return gap(w[0, 0] / w[:, 0].sum() + w[0, 1] / w[:, 1].sum(), 1)


def b2_168(g: Draw) -> float:
    r"""True: P\pi = \pi."""
    p = g.stoch(4, 4).T
    v = np.linalg.matrix_power(p, 400)[:, 0]
    return gap(p @ v, v)


def b2_169(g: Draw) -> float:
    r"""False: P\pi = \pi."""
    p = g.stoch(4, 4)
    v = np.linalg.matrix_power(p, 400)[0]
    return gap(p @ v, v)


def b2_170(g: Draw) -> float:
    r"""True: \pi_i P_{ij} = \pi_j P_{ji}."""
    a, b = g.pos(0.1, 0.9), g.pos(0.1, 0.9)
    p, v = np.array([[1 - a, a], [b, 1 - b]]), np.array([b, a]) / (a + b)
    return gap(v[:, None] * p, (v[:, None] * p).T)


def b2_171(g: Draw) -> float:
    r"""False: \pi_i P_{ij}=\pi_j P_{ji}."""
    p = g.stoch(3, 3)
    v = np.linalg.matrix_power(p, 400)[0]
    return gap(v[:, None] * p, (v[:, None] * p).T)


def b2_172(g: Draw) -> float:
    r"""False: \Pr(X_{m+n}=j\mid X_m=i) = (P_{ij})^n."""
    p = g.stoch(3, 3)
    return gap(p @ p, p**2)


def b2_173(g: Draw) -> float:
    r"""True: \sum_{k=0}^{\infty} Q^k = (I-Q)^{-1}."""
    q = g.stoch(3, 4)[:, :3]
    return gap(sum((np.linalg.matrix_power(q, k) for k in range(1, 3000)), np.eye(3)), np.linalg.inv(np.eye(3) - q))


def b2_174(g: Draw) -> float:
    r"""True: \Pr(Z_{n+1}=z\mid Z_n,Z_{n-1},\dots,Z_1) = \Pr(Z_{n+1}=z\mid Z_n)."""
    w = g.prob(2, 2, 2, 2)
    k = g.rng.uniform(0.1, 0.9, (2, 2, 2))
    k = k / k.sum(2, keepdims=True)
    j = w.sum((2, 3))[..., None, None] * k[:, :, :, None] * k[None]
    c = j / j.sum(3, keepdims=True)
    return gap(c[0], c[1])


def b2_175(g: Draw) -> float:
    r"""False: \Pr(X_{n+1}=j\mid X_n=i,X_{n-1}=k)=\Pr(X_{n+1}=j\mid X_n=i)."""
    w = g.prob(2, 2, 2)
    c = w / w.sum(2, keepdims=True)
    m = w.sum(0) / w.sum((0, 2))[:, None]
    return gap(c[0], m)


def b2_176(g: Draw) -> float:
    r"""True: \operatorname{Var}(X) = \lambda^2."""
    m = g.pos()
    return gap(quad(lambda x: (x - m) ** 2 * np.exp(-x / m) / m, 0, 60 * m), m**2)


def b2_177(g: Draw) -> float:
    r"""False: \mathbb{E}[X]=\lambda."""
    r = g.pos()
    return gap(quad(lambda x: x * r * np.exp(-r * x), 0, 60 / r), r)


def b2_178(g: Draw) -> float:
    r"""True: \operatorname{Var}(X) = \tau^{-1}."""
    m, t = g.num(), g.pos()
    return gap(gauss(lambda x: (x - m) ** 2, m, 1 / np.sqrt(t)), 1 / t)


def b2_179(g: Draw) -> float:
    r"""False: \operatorname{Var}(X) = s."""
    s = g.pos()
    return gap(gauss(lambda x: x**2, 0, s), s)


def b2_180(g: Draw) -> float:
    r"""True: \mathbb{E}[X] = \frac{1-p}{p}."""
    p, k = g.pos(0.2, 0.9), np.arange(400)
    return gap(np.sum(k * p * (1 - p) ** k), (1 - p) / p)


def b2_181(g: Draw) -> float:
    r"""False: \mathbb{E}[X]=\frac{1-p}{p}."""
    p, k = g.pos(0.2, 0.9), np.arange(1, 400)
    return gap(np.sum(k * p * (1 - p) ** (k - 1)), (1 - p) / p)


def b2_182(g: Draw) -> float:
    r"""False: \operatorname{Var}(X) = \frac{(n-1)^2}{12}."""
    n = g.whole(2, 9)
    return gap(np.arange(1, n + 1).var(), (n - 1) ** 2 / 12)


def b2_183(g: Draw) -> float:
    r"""True: \mathbb{E}[N(N-1)(N-2)] = \lambda^3."""
    r = g.pos()
    return gap(sum(k * (k - 1) * (k - 2) * np.exp(-r) * r**k / factorial(k) for k in range(60)), r**3)


def b2_184(g: Draw) -> float:
    r"""False: P(T>s+t\mid T>s) = P(T>t)."""
    s, t = g.pos(0.1, 0.5), g.pos(0.1, 0.4)
    return gap((1 - s - t) / (1 - s), 1 - t)


def b2_185(g: Draw) -> float:
    r"""True: P\bigl(\min_i X_i \le x\bigr) = 1-(1-F(x))^n."""
    p, x, n = g.prob(4), g.values(4), g.whole(2, 4)
    w, xs = iid(p, x, n)
    return gap(mean(w, xs.min(axis=1) <= x[1]), 1 - (1 - mean(p, x <= x[1])) ** n)


def b2_186(g: Draw) -> float:
    r"""False: P\bigl(\min_i X_i \le x\bigr) = F(x)^n."""
    f, n = g.pos(0.1, 0.9), g.whole(2, 5)
    return gap(1 - (1 - f) ** n, f**n)


def b2_187(g: Draw) -> float:
    r"""True: \mathbb{E}[\max(X,Y)] + \mathbb{E}[\min(X,Y)] = \mathbb{E}[X] + \mathbb{E}[Y]."""
    w, x, y = g.prob(5), g.vec(5), g.vec(5)
    return gap(mean(w, np.maximum(x, y)) + mean(w, np.minimum(x, y)), mean(w, x) + mean(w, y))


def b2_188(g: Draw) -> float:
    r"""False: \mathbb{E}[X]=\int_0^\infty P(X>x)\,dx."""
    a, p = g.pos(), g.pos(0.1, 0.9)
    return gap(-a * p + 1 - p, 1 - p)


def b2_189(g: Draw) -> float:
    r"""True: \mathbb{E}\left[\frac1X\right] = \frac{1}{\mathbb{E}[X]}."""
    c = g.num()
    return gap(mean(g.prob(1), 1 / np.array([c])), 1 / c)


def b2_190(g: Draw) -> float:
    r"""True: \mathbb{E}[z^\top A z] = \operatorname{tr}(AC)."""
    w, z, a = g.prob(6), g.mat(6, 3), g.mat(3, 3)
    m, c = moments(w, z)
    return gap(w @ np.einsum("ni,ij,nj->n", z - m, a, z - m), np.trace(a @ c))


def b2_191(g: Draw) -> float:
    r"""False: \mathbb{E}[z^\top A z]=\operatorname{tr}(AC)."""
    w, z, a = g.prob(6), g.mat(6, 3), g.spd(3)
    c = moments(w, z)[1]
    return gap(w @ np.einsum("ni,ij,nj->n", z, a, z), np.trace(a @ c))


def b2_192(g: Draw) -> float:
    r"""True: \mathbb{E}[x_1\mid x_2] = \mu_1 - \Lambda_{11}^{-1}\Lambda_{12}(x_2-\mu_2)."""
    s, d = g.spd(5), g.vec(3)
    k = np.linalg.inv(s)
    return gap(s[:2, 2:] @ np.linalg.solve(s[2:, 2:], d), -np.linalg.solve(k[:2, :2], k[:2, 2:] @ d))


def b2_193(g: Draw) -> float:
    r"""False: \mathbb{E}[x_1\mid x_2] = \mu_1 - \Lambda_{11}^{-1}\Lambda_{12}(x_2-\mu_2)."""
    s, d = g.spd(5), g.vec(3)
    return gap(s[:2, 2:] @ np.linalg.solve(s[2:, 2:], d), -np.linalg.solve(s[:2, :2], s[:2, 2:] @ d))


def b2_194(g: Draw) -> float:
    r"""True: \operatorname{Cov}(AX, BY) = A\operatorname{Cov}(X,Y)B^\top."""
    w, x, y, a, b = g.prob(6), g.mat(6, 3), g.mat(6, 2), g.mat(4, 3), g.mat(5, 2)

    def cross(u: Array, v: Array) -> Array:
        return np.asarray((u - w @ u).T @ np.diag(w) @ (v - w @ v))

    return gap(cross(x @ a.T, y @ b.T), a @ cross(x, y) @ b.T)


def b2_195(g: Draw) -> float:
    r"""False: \operatorname{Corr}(aX+b,Y)=\operatorname{Corr}(X,Y)."""
    w, x, y = g.prob(6), g.vec(6), g.vec(6)
    r = cov(w, x, y) / np.sqrt(var(w, x) * var(w, y))
    return gap(-r, r)


def b2_196(g: Draw) -> float:
    r"""True: \mathbb{E}_{x\sim p}[f(x)] = \mathbb{E}_{x\sim q}\!\left[\frac{p(x)}{q(x)}\,f(x)\right]."""
    p, q, f = g.prob(5), g.prob(5), g.vec(5)
    return gap(p @ f, q @ (p / q * f))


def b2_197(g: Draw) -> float:
    r"""False: \mathbb{E}_{a\sim\pi}[Q(a)] = \mathbb{E}_{a\sim\mu}\!\left[\frac{\mu(a)}{\pi(a)}\,Q(a)\right]."""
    p, q, f = g.prob(5), g.prob(5), g.vec(5)
    return gap(p @ f, q @ (q / p * f))


def b2_198(g: Draw) -> float:
    r"""False: \mathbb{E}_{x\sim q}\bigl[\nabla_\theta\log p_\theta(x)\bigr] = 0."""
    t, q = g.vec(4), g.prob(4)
    return gap(q - softmax(t), np.zeros(4))


def b2_199(g: Draw) -> float:
    r"""True: \mathbb{E}[Z f(Z)] = \mathbb{E}[f'(Z)]."""
    c, d = g.num(), g.num()
    return gap(gauss(lambda z: z * np.sin(c * z + d)), gauss(lambda z: c * np.cos(c * z + d)))


def b2_200(g: Draw) -> float:
    r"""False: \mathbb{E}[Zf(Z)]=\mathbb{E}[f'(Z)]."""
    d = g.pos(0.1, 0.4)
    return gap(gauss(lambda z: z * np.sin(d * z), 0, 2), gauss(lambda z: d * np.cos(d * z), 0, 2))


def b2_201(g: Draw) -> float:
    r"""False: \mathbb{E}[e^{X}] = e^{\mathbb{E}[X]}."""
    m, s = g.num(), g.pos(0.4, 1.2)
    return gap(gauss(np.exp, m, s), np.exp(m))


def b2_202(g: Draw) -> float:
    r"""True: \mathbb{E}[(x-\bar x)^2] = \frac1n\sum_{i=1}^n x_i^2 - \bar x^2."""
    x = g.vec(g.whole(2, 7))
    return gap(x.var(), (x**2).mean() - x.mean() ** 2)


def b2_203(g: Draw) -> float:
    r"""False: s^2 = \frac1n\sum_{i=1}^n x_i^2 - \bar x^2."""
    x = g.vec(g.whole(2, 7))
    return gap(x.var(ddof=1), (x**2).mean() - x.mean() ** 2)


def b2_204(g: Draw) -> float:
    r"""True: \sum_{i=1}^n |x_i - m| \le \sum_{i=1}^n |x_i - c|."""
    x, c = g.vec(g.whole(2, 7)), g.num()
    return excess(np.abs(x - np.median(x)).sum(), np.abs(x - c).sum())


def b2_205(g: Draw) -> float:
    r"""False: \sum_{i=1}^n |x_i-m| \le \sum_{i=1}^n |x_i-c|."""
    x = np.append(np.zeros(4), g.pos(1, 5))
    return excess(np.abs(x - x.mean()).sum(), np.abs(x).sum())


def b2_206(g: Draw) -> float:
    r"""True: \sum_{1\le i<j\le n}(x_i-x_j)^2 = n\sum_{i=1}^n (x_i-\bar x)^2."""
    x = g.vec(g.whole(2, 7))
    return gap(((x[:, None] - x) ** 2).sum() / 2, len(x) * ((x - x.mean()) ** 2).sum())


def b2_207(g: Draw) -> float:
    r"""False: \sum_{i,j=1}^n (x_i-x_j)^2 = n\sum_{i=1}^n(x_i-\bar x)^2."""
    x = g.vec(g.whole(2, 7))
    return gap(((x[:, None] - x) ** 2).sum(), len(x) * ((x - x.mean()) ** 2).sum())


def b2_208(g: Draw) -> float:
    r"""False: \sum_{i=1}^n e_i = 0."""
    x, y = g.vec(6), g.vec(6)
    return gap((y - (x @ y) / (x @ x) * x).sum(), 0)


def b2_209(g: Draw) -> float:
    r"""True: \sum_{i=1}^n e_i x_i = 0."""
    x, y = g.vec(6), g.vec(6)
    b, a = np.polyfit(x, y, 1)
    return gap(((y - a - b * x) * x).sum(), 0)


def b2_210(g: Draw) -> float:
    r"""True: \operatorname{Var}(\bar X) = \frac{\sigma^2}{n}\cdot\frac{N-n}{N-1}."""
    x, n = g.vec(6), g.whole(1, 5)
    m = np.array([x[list(c)].mean() for c in combinations(range(6), n)])
    return gap(m.var(), x.var() / n * (6 - n) / 5)


def b2_211(g: Draw) -> float:
    r"""False: \operatorname{Var}(\bar X)=\frac{\sigma^2}{n}\cdot\frac{N-n}{N-1}."""
    x = g.vec(4)
    w, xs = iid(np.ones(4) / 4, x, 2)
    return gap(var(w, xs.mean(axis=1)), x.var() / 2 * 2 / 3)


def b2_212(g: Draw) -> float:
    r"""False: P(X\ge a) \le \frac{\mathbb{E}[X]}{a}."""
    a = g.pos()
    return excess(0.5, (0.5 * a - 0.5 * 3 * a) / a)


def b2_213(g: Draw) -> float:
    r"""True: P(X-\mu \ge k\sigma) \le \frac{1}{1+k^2}."""
    w, x, k = g.prob(6), g.vec(6), g.pos()
    return excess(mean(w, x - mean(w, x) >= k * np.sqrt(var(w, x))), 1 / (1 + k**2))


def b2_214(g: Draw) -> float:
    r"""False: P(|X-\mu|\ge k\sigma) \le \frac{1}{1+k^2}."""
    k = g.pos(1.1, 3)
    return excess(1 / k**2, 1 / (1 + k**2))


def b2_215(g: Draw) -> float:
    r"""False: P(A\cap B) \ge P(A)\,P(B)."""
    p = g.prob(3)
    return excess(p[0] * p[1], 0.0)


def b2_216(g: Draw) -> float:
    r"""True: P(A\cap B) \ge P(A)\,P(B)."""
    p = g.prob(3)
    return excess(p[0] * (p[0] + p[1]), p[0])


def b2_217(g: Draw) -> float:
    r"""True: H(Y\mid X) = 0."""
    w = np.diag(g.prob(4)) @ np.eye(3)[g.rng.integers(0, 3, 4)]
    return gap(ent(w.ravel()) - ent(w.sum(1)), 0)


def b2_218(g: Draw) -> float:
    r"""False: H(Y\mid X) = 0."""
    p = g.prob(4)
    return gap(ent(p) - ent(np.array([p[0] + p[1], p[2], p[3]])), 0)


def b2_219(g: Draw) -> float:
    r"""True: I(X;Y) = H(X)."""
    p = g.prob(5)
    px = np.array([p[0] + p[1], p[2], p[3] + p[4]])
    return gap(ent(px) + ent(p) - ent(p), ent(px))


def b2_220(g: Draw) -> float:
    r"""False: h(aX) = h(X)."""
    a = g.pos(1.2, 3)
    return gap(np.log(a), 0)


def b2_221(g: Draw) -> float:
    r"""True: H(aX) = H(X)."""
    p, x, a = g.prob(4), g.values(4), g.num()
    return gap([ent(np.array([p[a * x == v].sum() for v in a * x])), len(set(a * x))], [ent(p), 4])


def b2_222(g: Draw) -> float:
    r"""False: \sum_i p_i\log\frac{p_i}{q_i} \ge 0."""
    p = g.prob(4)
    return excess(0.0, kl(p, 3 * p))


def b2_223(g: Draw) -> float:
    r"""True: \sum_i p_i\log\frac{p_i}{q_i} \ge 0."""
    return excess(0.0, kl(g.prob(4), g.prob(4)))


def b2_224(g: Draw) -> float:
    r"""False: H(p,q) = H(p) + D_{\mathrm{KL}}(q\,\|\,p)."""
    p, q = g.prob(4), g.prob(4)
    return gap(-(p * np.log(q)).sum(), ent(p) + kl(q, p))


def b2_225(g: Draw) -> float:
    r"""False: I(X;Y) \ge I(X;Z)."""
    w = g.prob(3, 3)
    v = w @ (0.8 / 3 + 0.2 * np.eye(3))

    def mi(t: Array) -> float:
        return ent(t.sum(1)) + ent(t.sum(0)) - ent(t.ravel())

    return excess(mi(w), mi(v))


def b2_226(g: Draw) -> float:
    r"""True: H(X) = 3."""
    return gap(ent(np.ones(8) / 8) / np.log(2) + 0 * g.num(), 3)


def b2_227(g: Draw) -> float:
    r"""False: H(X)=2."""
    return gap(ent(np.ones(4) / 4) + 0 * g.num(), 2)


def b2_228(g: Draw) -> float:
    r"""False: I(X;Y\mid Z) = I(X;Y)."""
    return gap(np.log(2) + 0 * g.num(), 0)


def b2_229(g: Draw) -> float:
    r"""True: D_{\mathrm{KL}}(p\,\|\,q) = D_{\mathrm{KL}}(q\,\|\,p)."""
    a = g.pos(0.1, 0.9)
    p = np.array([a, 1 - a])
    return gap(kl(p, p[::-1]), kl(p[::-1], p))


def b2_230(g: Draw) -> float:
    r"""True: 2\operatorname{TV}(p,q)^2 \le D_{\mathrm{KL}}(p\,\|\,q)."""
    p, q = g.prob(4), g.prob(4)
    return excess(2 * (np.abs(p - q).sum() / 2) ** 2, kl(p, q))


def b2_231(g: Draw) -> float:
    r"""False: 2\operatorname{TV}(p,q)^2 \le D_{\mathrm{KL}}(p\,\|\,q)."""
    a = g.pos(0.05, 0.2)
    p, q = np.array([0.5 + a, 0.5 - a]), np.array([0.5 - a, 0.5 + a])
    return excess(2 * np.abs(p - q).sum() ** 2, kl(p, q))


def b2_232(g: Draw) -> float:
    r"""False: h(X) = \tfrac12\log(2\pi e\,\sigma)."""
    s = g.pos()
    return gap(-gauss(lambda x: normlog(x, 0, s**2), 0, s), np.log(2 * np.pi * np.e * s) / 2)


def b2_233(g: Draw) -> float:
    r"""True: KL between centred Gaussians."""
    a, b = g.pos(), g.pos()
    return gap(
        gauss(lambda x: normlog(x, 0, a**2) - normlog(x, 0, b**2), 0, a), np.log(b / a) + a**2 / (2 * b**2) - 0.5
    )


def b2_245(g: Draw) -> float:
    r"""True: x_k - x^\star = (I-\eta A)^k\,(x_0-x^\star)."""
    n, k, e = 3, g.whole(1, 5), g.pos(0.05, 0.3)
    a, b, x0 = g.spd(n), g.vec(n), g.vec(n)
    s, x = np.linalg.solve(a, b), x0
    for _ in range(k):
        x = x - e * (a @ x - b)
    return gap(x - s, np.linalg.matrix_power(np.eye(n) - e * a, k) @ (x0 - s))


def b2_246(g: Draw) -> float:
    r"""False: x_k-x^\star=(I-\eta A)^k(x_0-x^\star)."""
    a, d, e = g.inv(3), g.vec(3), g.pos(0.05, 0.3)
    return gap(d - e * a.T @ a @ d, d - e * a @ d)


def b2_247(g: Draw) -> float:
    r"""True: f(x_{k+1}) \le f(x_k) - \frac{1}{2L}\|\nabla f(x_k)\|^2."""
    a, x = g.sym(3), g.vec(3)
    big = np.abs(np.linalg.eigvalsh(a)).max()
    d = a @ x
    y = x - d / big
    return excess(y @ a @ y / 2, x @ a @ x / 2 - d @ d / (2 * big))


def b2_248(g: Draw) -> float:
    r"""False: f(x_{k+1}) \le f(x_k)."""
    e, x = g.pos(2.1, 4), g.num()
    return excess(((1 - e) * x) ** 2 / 2, x**2 / 2)


def b2_249(g: Draw) -> float:
    r"""False: f(y) \le f(x) + \nabla f(x)^\top (y-x) + \frac{L}{2}\|y-x\|^2."""
    e = g.pos(0.01, 0.2)
    return excess(e, -e + 4 * e**2 / 2)


def b2_250(g: Draw) -> float:
    r"""True: \langle \nabla f(x)-\nabla f(y),\, x-y\rangle \le 0."""
    a, x, y = g.spd(3), g.vec(3), g.vec(3)
    return excess((x - y) @ (-a @ (x - y) - 4 * (x**3 - y**3)), 0)


def b2_251(g: Draw) -> float:
    r"""False: f(y) \le f(x) + \langle\nabla f(x),\,y-x\rangle."""
    x, y = g.num(), g.num() + 5
    return excess(y**2, x**2 + 2 * x * (y - x))


def b2_252(g: Draw) -> float:
    r"""True: \|\nabla f(x)\|^2 \ge 2\mu\,(f(x)-f^\star)."""
    a, x = g.spd(3), g.vec(3)
    return excess(2 * np.linalg.eigvalsh(a)[0] * (x @ a @ x) / 2, (a @ x) @ (a @ x))


def b2_253(g: Draw) -> float:
    r"""False: \|\nabla f(x)\|^2 \ge 2L\,(f(x)-f^\star)."""
    m, big = g.pos(0.1, 0.9), g.pos(1.1, 3)
    return excess(big * m, m**2)


def b2_254(g: Draw) -> float:
    r"""True: v_t = \sum_{i=1}^{t}\beta^{\,t-i} g_i."""
    b, t = g.pos(0.1, 0.99), g.whole(1, 7)
    gs, v = g.vec(t), 0.0
    for d in gs:
        v = b * v + d
    return gap(v, sum(b ** (t - i - 1) * gs[i] for i in range(t)))


def b2_255(g: Draw) -> float:
    r"""False: m_t=\sum_{i=1}^{t}\beta^{\,t-i}g_i."""
    b, d = g.pos(0.1, 0.9), g.num()
    return gap((1 - b) * d, d)


def b2_256(g: Draw) -> float:
    r"""True: \hat m_t = g."""
    b, t, d = g.pos(0.5, 0.99), g.whole(1, 9), g.vec(3)
    m = np.zeros(3)
    for _ in range(t):
        m = b * m + (1 - b) * d
    return gap(m / (1 - b**t), d)


def b2_257(g: Draw) -> float:
    r"""False: m_t = g."""
    b, t, d = g.pos(0.5, 0.99), g.whole(1, 9), g.num()
    return gap((1 - b**t) * d, d)


def b2_258(g: Draw) -> float:
    r"""False: x_1 = x^\star."""
    x, s = g.vec(3), g.vec(3)
    return gap(x - 0.5 * (x - s), s)


def b2_259(g: Draw) -> float:
    r"""True: x_k - x^\star = 2^{-k}\,(x_0-x^\star)."""
    x0, s, k, a = g.vec(3), g.vec(3), g.whole(1, 5), g.spd(3)
    x = x0
    for _ in range(k):
        x = x - 0.5 * np.linalg.solve(a, a @ (x - s))
    return gap(x - s, 0.5**k * (x0 - s))


def b2_260(g: Draw) -> float:
    r"""True: words: no factor one half in the proximal map."""
    x, r = g.num(), g.pos()
    u = np.sign(x) * max(abs(x) - r / 2, 0)
    v = np.linspace(-3, 3, 4001)
    return excess(r * abs(u) + (u - x) ** 2, np.min(r * np.abs(v) + (v - x) ** 2))


def b2_261(g: Draw) -> float:
    r"""False: words: no factor one half in the proximal map."""
    r = g.pos()
    u, x = r, 2 * r
    return excess(r * abs(u) + (u - x) ** 2, r * 1.5 * r + (0.5 * r) ** 2)


def b2_262(g: Draw) -> float:
    r"""False: \operatorname{prox}_{\lambda\|\cdot\|_2^2}(x) = \frac{x}{1+\lambda}."""
    x, r = g.num(), g.pos()
    u, v = x / (1 + r), x / (1 + 2 * r)
    return excess(r * u**2 + (u - x) ** 2 / 2, r * v**2 + (v - x) ** 2 / 2)


def b2_263(g: Draw) -> float:
    r"""True: \|\Pi_C(x)-\Pi_C(y)\| \le \|x-y\|."""
    x, y = 2 * g.vec(3), 2 * g.vec(3)
    return excess(np.linalg.norm(np.clip(x, -0.5, 1) - np.clip(y, -0.5, 1)), np.linalg.norm(x - y))


def b2_264(g: Draw) -> float:
    r"""False: \|\Pi(x)-\Pi(y)\| \le \|x-y\|."""
    x, y = 0.1 * g.unit(3), 0.1 * g.unit(3)
    return excess(10 * np.linalg.norm(x - y), np.linalg.norm(x - y))


def b2_265(g: Draw) -> float:
    r"""False: \lambda_i^\star = 0."""
    a = g.pos()
    return gap(2 * a, 0)


def b2_267(g: Draw) -> float:
    r"""True: x^\star = A^\top (AA^\top)^{-1} b."""
    a, b = g.mat(2, 4), g.vec(2)
    return gap(a.T @ np.linalg.solve(a @ a.T, b), np.linalg.lstsq(a, b, rcond=None)[0])


def b2_268(g: Draw) -> float:
    r"""True: \hat w = (X^\top X + N\lambda I)^{-1}X^\top y."""
    x, y, r = g.mat(5, 3), g.vec(5), g.pos()
    w = np.linalg.solve(x.T @ x + 5 * r * np.eye(3), x.T @ y)
    return gap(grad(lambda z: ((x @ z - y) ** 2).mean() + r * z @ z, w), np.zeros(3))


def b2_269(g: Draw) -> float:
    r"""False: \hat w=(X^\top X+\lambda I)^{-1}X^\top y."""
    x, y, r = g.mat(5, 3), g.vec(5), g.pos()
    w = np.linalg.solve(x.T @ x + r * np.eye(3), x.T @ y)
    return gap(grad(lambda z: ((x @ z - y) ** 2).mean() + r * z @ z, w), np.zeros(3))


def b2_270(g: Draw) -> float:
    r"""True: \max_{\|x\|_1\le 1}\,\langle c,x\rangle = \|c\|_\infty."""
    c = g.vec(4)
    v = np.concatenate([np.eye(4), -np.eye(4)])
    return gap((v @ c).max(), top(c))


def b2_271(g: Draw) -> float:
    r"""False: \max_{\|x\|_\infty\le 1}\,\langle c,x\rangle = \|c\|_\infty."""
    c = g.vec(4)
    return gap(np.abs(c).sum(), top(c))


def b2_272(g: Draw) -> float:
    r"""False: f^*(y) = \tfrac12\|y\|_2^2."""
    y = g.num()
    x = np.linspace(-3, 3, 6001)
    return gap(np.max(x * y - x**2), y**2 / 2)


def b2_273(g: Draw) -> float:
    r"""True: words: penalty one half lambda."""
    f, w, e, r = g.scalar(3), g.vec(3), g.pos(), g.pos()
    return gap(w - e * grad(lambda z: f(z) + r / 2 * z @ z, w), (1 - e * r) * w - e * grad(f, w))


def b2_274(g: Draw) -> float:
    r"""False: \partial f(0) = [-1, 1]."""
    x = -g.pos()
    return excess(-1 * x, max(x, 0.0))


def b2_275(g: Draw) -> float:
    r"""False: \min_x\max_y \phi(x,y) \le \max_y\min_x \phi(x,y)."""
    p = np.array([[1.0, -1.0], [-1.0, 1.0]]) * g.pos()
    return excess(p.max(1).min(), p.min(0).max())


def b2_276(g: Draw) -> float:
    r"""True: \arg\min_x f(x) = \arg\min_x f(x)^2."""
    f = g.posvec(7)
    return truth(np.argmin(f) == np.argmin(f**2))


def b2_277(g: Draw) -> float:
    r"""False: \arg\min_x f(x)=\arg\min_x f(x)^2."""
    f = np.array([-2.0, 0.1, 1.0]) * g.pos()
    return truth(np.argmin(f) == np.argmin(f**2))


def b2_278(g: Draw) -> float:
    r"""False: \min_x\,[f(x)+h(x)] = \min_x f(x) + \min_x h(x)."""
    f, h = np.array([0.0, 1.0, 2.0]) * g.pos(), np.array([2.0, 1.0, 0.0])
    return gap((f + h).min(), f.min() + h.min())


def b2_279(g: Draw) -> float:
    r"""True: \sigma'(x) = 1-\sigma(x)^2."""
    x = g.num()
    return gap(d1(np.tanh, x), 1 - np.tanh(x) ** 2)


def b2_280(g: Draw) -> float:
    r"""False: \sigma'(x)=1-\sigma(x)^2."""
    x = g.num()
    return gap(d1(sigmoid, x), 1 - sigmoid(x) ** 2)


def b2_281(g: Draw) -> float:
    r"""False: \tanh(x) = 2\sigma(x) - 1."""
    x = g.num()
    return gap(np.tanh(x), 2 * sigmoid(x) - 1)


def b2_282(g: Draw) -> float:
    r"""True: \frac{\partial \ell}{\partial z} = p - y."""
    y, z = g.prob(4), g.vec(4)
    return gap(grad(lambda v: -(y * np.log(softmax(v))).sum(), z), softmax(z) - y)


def b2_283(g: Draw) -> float:
    r"""False: \frac{\partial \ell}{\partial z} = p - y."""
    y, z = np.array([1.0, 1.0, 0.0, 0.0]), g.vec(4)
    return gap(grad(lambda v: -(y * np.log(softmax(v))).sum(), z), softmax(z) - y)


def b2_284(g: Draw) -> float:
    r"""True: \frac{\partial\ell}{\partial z} = -y\,\sigma(-yz)."""
    y, z = float(g.rng.choice([-1, 1])), g.num()
    return gap(d1(lambda s: np.log(1 + np.exp(-y * s)), z), -y * sigmoid(-y * z))


def b2_285(g: Draw) -> float:
    r"""False: \frac{\partial\ell}{\partial z} = \sigma(z) - y."""
    z = g.num()
    return gap(d1(lambda s: np.log(1 + np.exp(s)), z), sigmoid(z) + 1)


def b2_286(g: Draw) -> float:
    r"""True: \zeta(x) - \zeta(-x) = x."""
    x = g.num()
    return gap(np.log1p(np.exp(x)) - np.log1p(np.exp(-x)), x)


def b2_287(g: Draw) -> float:
    r"""False: \operatorname{ReLU}(\alpha x) = \alpha\operatorname{ReLU}(x)."""
    a, x = -g.pos(), g.num()
    return gap(relu(a * x), a * relu(x))


def b2_288(g: Draw) -> float:
    r"""True: \operatorname{ReLU}(\alpha x) = -\alpha\operatorname{ReLU}(-x)."""
    a, x = -g.pos(), g.num()
    return gap(relu(a * x), -a * relu(-x))


def b2_289(g: Draw) -> float:
    r"""True: f(\Pi X) = \Pi f(X)."""
    x, q, k, v = g.mat(4, 3), g.mat(3, 3), g.mat(3, 3), g.mat(3, 2)
    p = np.eye(4)[g.rng.permutation(4)]
    return gap(attend(p @ x @ q, p @ x @ k, p @ x @ v), p @ attend(x @ q, x @ k, x @ v))


def b2_290(g: Draw) -> float:
    r"""False: f(\Pi X)=\Pi f(X)."""
    x = g.mat(2, 3)
    return gap(x[1], attend(x[:1], x, x)[0])


def b2_291(g: Draw) -> float:
    r"""False: \mathbf{1}^\top S = \mathbf{1}^\top."""
    s = g.stoch(4, 4)
    return gap(s.sum(0), np.ones(4))


def b2_292(g: Draw) -> float:
    r"""True: \operatorname{Var}(q^\top k) = d."""
    d = g.whole(1, 3)
    w, z = iid(np.ones(2) / 2, np.array([-1.0, 1.0]), 2 * d)
    return gap(var(w, (z[:, :d] * z[:, d:]).sum(1)), d)


def b2_293(g: Draw) -> float:
    r"""False: \operatorname{Var}(q^\top k)=d."""
    d = g.whole(1, 3)
    w, z = iid(np.ones(2) / 2, np.array([0.0, 2.0]), 2 * d)
    return gap(var(w, (z[:, :d] * z[:, d:]).sum(1)), d)


def b2_294(g: Draw) -> float:
    r"""False: \operatorname{Var}\Bigl(\frac{q^\top k}{d}\Bigr) = 1."""
    d = g.whole(2, 8)
    return gap(1 / d, 1)


def b2_295(g: Draw) -> float:
    r"""True: \mathrm{LN}(ax + c\mathbf{1}) = \mathrm{LN}(x)."""
    x, a, c = g.vec(5), g.pos(), g.num()
    return gap(norml(a * x + c), norml(x))


def b2_296(g: Draw) -> float:
    r"""False: \mathrm{N}(x+c\mathbf{1}) = \mathrm{N}(x)."""
    x, c = g.vec(5), g.num()
    return gap((x + c) / np.sqrt(((x + c) ** 2).mean()), x / np.sqrt((x**2).mean()))


def b2_297(g: Draw) -> float:
    r"""False: \mathrm{LN}(ax) = \mathrm{LN}(x)."""
    x = g.vec(5)
    return gap(norml(-x), norml(x))


def b2_298(g: Draw) -> float:
    r"""True: \sum_{i=1}^n \hat x_i^2 = n."""
    x = g.vec(g.whole(3, 7))
    return gap((norml(x) ** 2).sum(), len(x))


def b2_299(g: Draw) -> float:
    r"""False: \sum_{i=1}^n \hat x_i^2 = n."""
    x = g.vec(g.whole(3, 7))
    return gap((((x - x.mean()) / x.std(ddof=1)) ** 2).sum(), len(x))


def b2_300(g: Draw) -> float:
    r"""True: \left\lfloor\frac{H+2p-k}{1}\right\rfloor + 1 = H."""
    k, h = 2 * g.whole(0, 4) + 1, g.whole(9, 30)
    return gap(len(np.convolve(np.pad(np.ones(h), (k - 1) // 2), np.ones(k), "valid")), h)


def b2_301(g: Draw) -> float:
    r"""False: H + 2p - k + 1 = H."""
    k, h = 2 * g.whole(1, 4), g.whole(9, 30)
    return gap(len(np.convolve(np.pad(np.ones(h), k // 2), np.ones(k), "valid")), h)


def b2_302(g: Draw) -> float:
    r"""True: x * w = w * x."""
    x, w = g.vec(5), g.vec(3)
    return gap(
        [x[max(0, n - 2) : n + 1][::-1] @ w[max(0, n - 4) : n + 1][: len(x[max(0, n - 2) : n + 1])] for n in range(5)],
        np.convolve(w, x)[:5],
    )


def b2_303(g: Draw) -> float:
    r"""False: x \star w = w \star x."""
    x, w = g.vec(4), g.vec(4)
    return gap(np.correlate(x, w, "full"), np.correlate(w, x, "full"))


def b2_304(g: Draw) -> float:
    r"""True: \mathcal{F}(x\circledast y) = \mathcal{F}(x)\odot\mathcal{F}(y)."""
    x, y = g.vec(4), g.vec(4)
    c = np.array([sum(x[j] * y[(k - j) % 4] for j in range(4)) for k in range(4)])
    d = np.fft.fft(c) - np.fft.fft(x) * np.fft.fft(y)
    return gap(np.abs(d), np.zeros(4))


def b2_305(g: Draw) -> float:
    r"""False: \mathcal{F}(x\circledast y)=\mathcal{F}(x)\odot\mathcal{F}(y)."""
    x, y = g.vec(4), g.vec(4)
    f = np.fft.fft(x) * np.fft.fft(y)
    return gap(np.abs(f / 2), np.abs(f / 4))


def b2_306(g: Draw) -> float:
    r"""False: \mathbb{E}[\tilde x] = x."""
    q, x = g.pos(0.1, 0.9), g.num()
    return gap(q * x, x)


def b2_307(g: Draw) -> float:
    r"""True: \operatorname{Var}(\tilde x) = \frac{1-q}{q}\,x^2."""
    q, x = g.pos(0.1, 0.9), g.num()
    return gap(var(np.array([q, 1 - q]), np.array([x / q, 0.0])), (1 - q) / q * x**2)


def b2_308(g: Draw) -> float:
    r"""False: \operatorname{Var}\Bigl(\sum_{j=1}^n w_j x_j\Bigr) = n\,\sigma_w^2\operatorname{Var}(x_1)."""
    p, x = g.prob(3), g.posvec(3)
    return gap(mean(p, x**2), var(p, x))


def b2_309(g: Draw) -> float:
    r"""True: \Delta^{(l)} = \bigl(\Delta^{(l+1)}W^\top\bigr)\odot\phi'(z^{(l)})."""
    z, w, c = g.mat(2, 3), g.mat(3, 4), g.mat(2, 4)
    return gap(
        grad(lambda s: (c * np.sin(np.tanh(s) @ w)).sum(), z),
        ((c * np.cos(np.tanh(z) @ w)) @ w.T) * (1 - np.tanh(z) ** 2),
    )


def b2_310(g: Draw) -> float:
    r"""False: \delta^{(l)} = \bigl(W\delta^{(l+1)}\bigr)\odot\phi'(z^{(l)})."""
    z, w, c = g.vec(3), g.mat(3, 3), g.vec(3)
    return gap(grad(lambda s: c @ (w @ np.tanh(s)), z), (w @ c) * (1 - np.tanh(z) ** 2))


def b2_311(g: Draw) -> float:
    r"""True: \langle R_m q, R_n k\rangle = \langle q, R_{n-m}k\rangle."""
    m, n, t, q, k = g.whole(0, 9), g.whole(0, 9), g.num(), g.vec(2), g.vec(2)
    return gap((rot(m * t) @ q) @ rot(n * t) @ k, q @ rot((n - m) * t) @ k)


def b2_312(g: Draw) -> float:
    r"""False: \langle R_m q,R_n k\rangle = \langle q,R_{m-n}k\rangle."""
    t, q, k = g.num(), g.vec(2), g.vec(2)
    return gap((rot(2 * t) @ q) @ rot(t) @ k, q @ rot(t) @ k)


def b2_313(g: Draw) -> float:
    r"""True: \|u-v\|^2 = 2 - 2\cos(u,v)."""
    u, v = g.unit(4), g.unit(4)
    return gap((u - v) @ (u - v), 2 - 2 * u @ v)


def b2_314(g: Draw) -> float:
    r"""False: \operatorname{ReLU}(\operatorname{avg}(x)) = \operatorname{avg}(\operatorname{ReLU}(x))."""
    x = np.append(g.posvec(2), -g.pos())
    return gap(relu(x.mean()), relu(x).mean())


def b2_315(g: Draw) -> float:
    r"""False: \arg\max_i \operatorname{softmax}(z/T)_i = \arg\max_i z_i."""
    z = g.vec(4)
    return truth(np.argmax(softmax(z / -g.pos())) == np.argmax(z))


def b2_316(g: Draw) -> float:
    r"""True: words: baseline does not depend on the action."""
    t, b = g.vec(4), g.num()
    p = softmax(t)
    return gap(sum(p[a] * b * (np.eye(4)[a] - p) for a in range(4)), np.zeros(4))


def b2_317(g: Draw) -> float:
    r"""False: words: baseline depends on the action."""
    t, b = g.vec(4), g.vec(4)
    p = softmax(t)
    return gap(sum(p[a] * b[a] * (np.eye(4)[a] - p) for a in range(4)), np.zeros(4))


def b2_318(g: Draw) -> float:
    r"""False: \sum_{t=1}^{\infty}\gamma^t r = \frac{r}{1-\gamma}."""
    c, r = g.pos(0.1, 0.9), g.num()
    return gap(sum(c**t * r for t in range(1, 500)), r / (1 - c))


def b2_319(g: Draw) -> float:
    r"""False: N_{\text{params}} = c^2k^2."""
    c, k = g.whole(2, 6), g.whole(1, 5)
    return gap(np.zeros((c, 1, k, k)).size, c**2 * k**2)


def b2_340(g: Draw) -> float:
    r"""True: \sum_{k=5}^{3} a_k = 0."""
    a = g.vec(9)
    return gap(sum(a[k] for k in range(5, 4)), 0)


def b2_341(g: Draw) -> float:
    r"""False: \prod_{k=1}^{0} a_k = 0."""
    a = g.vec(3)
    return gap(np.prod(a[1:1]), 0)


def b2_342(g: Draw) -> float:
    r"""True: \sum_{\substack{k\ge1\\ k\text{ odd}}}\frac{1}{k^2} = \frac{\pi^2}{8}."""
    n = 10.0 ** g.whole(4, 5)
    k = np.arange(1, n, 2)
    return excess(abs((1 / k**2).sum() + 1 / (2 * n) - np.pi**2 / 8), 1e-8)


def b2_343(g: Draw) -> float:
    r"""False: \sum_{k\ \text{even}}\frac{1}{k^2} = \frac{\pi^2}{8}."""
    k = np.arange(2, 1e5, 2) + 0 * g.num()
    return gap((1 / k**2).sum(), np.pi**2 / 8)


def b2_344(g: Draw) -> float:
    r"""True: \sum_{k=-n}^{n} k^2 = \frac{n(n+1)(2n+1)}{3}."""
    n = g.whole(1, 12)
    return gap(sum(k * k for k in range(-n, n + 1)), n * (n + 1) * (2 * n + 1) / 3)


def b2_345(g: Draw) -> float:
    r"""False: \sum_{k=0}^{n} q^k = \frac{1-q^n}{1-q}."""
    q, n = 1.5 * g.pos(1, 2), g.whole(1, 6)
    return gap(sum(q**k for k in range(n + 1)), (1 - q**n) / (1 - q))


def b2_346(g: Draw) -> float:
    r"""True: \sum_{k=3}^{n} q^k = n-2."""
    n, q = g.whole(3, 20), 1.0
    return gap(sum(q**k for k in range(3, n + 1)), n - 2)


def b2_347(g: Draw) -> float:
    r"""False: \sum_{k=1}^{\infty}\frac{x^k}{k} = \ln(1-x)."""
    x = g.pos(0.1, 0.8)
    return gap(sum(x**k / k for k in range(1, 300)), np.log(1 - x))


def b2_348(g: Draw) -> float:
    r"""True: \sum_{i=1}^{n}\sum_{j=i}^{n} a_{ij} = \sum_{j=1}^{n}\sum_{i=1}^{j} a_{ij}."""
    n = g.whole(2, 6)
    a = g.mat(n, n)
    return gap(
        sum(a[i, j] for i in range(n) for j in range(i, n)), sum(a[i, j] for j in range(n) for i in range(j + 1))
    )


def b2_349(g: Draw) -> float:
    r"""False: \sum_{i=1}^{n}\sum_{j=1}^{i} a_{ij} = \sum_{j=1}^{n}\sum_{i=1}^{j} a_{ij}."""
    a = g.mat(4, 4)
    return gap(np.tril(a).sum(), np.triu(a).sum())


def b2_350(g: Draw) -> float:
    r"""False: \sum_{k=1}^{n}\frac{1}{k(k+1)} = 1-\frac{1}{n}."""
    n = g.whole(2, 9)
    return gap(sum(1 / (k * (k + 1)) for k in range(1, n + 1)), 1 - 1 / n)


def b2_351(g: Draw) -> float:
    r"""False: \sum_{k=1}^{n}\binom{n}{k} = 2^n."""
    n = g.whole(1, 8)
    return gap(sum(comb(n, k) for k in range(1, n + 1)), 2**n)


def b2_353(g: Draw) -> float:
    r"""False: \lim_{n\to\infty} a_n b_n = 0."""
    n, c = 1e6, g.num()
    return gap(1 / n * (c * n), 0)


def b2_354(g: Draw) -> float:
    r"""False: \lim_{n\to\infty}\Bigl(1+\frac1n\Bigr)^{2n} = e."""
    n = 10.0 ** g.whole(4, 6)
    return gap((1 + 1 / n) ** (2 * n), np.e)


def b2_355(g: Draw) -> float:
    r"""True: \int_0^{2\pi}\sin(mx)\sin(nx)\,dx = \pi\,\delta_{mn}."""
    m, n = g.whole(1, 3), g.whole(1, 3)
    return gap(quad(lambda x: np.sin(m * x) * np.sin(n * x), 0, 2 * np.pi), np.pi * (m == n))


def b2_356(g: Draw) -> float:
    r"""False: \int_0^{2\pi}\sin(mx)\sin(nx)\,dx=\pi\,\delta_{mn}."""
    m = g.whole(1, 3)
    return gap(quad(lambda x: np.sin(m * x) * np.sin(-m * x), 0, 2 * np.pi), 0)


def b2_357(g: Draw) -> float:
    r"""True: \Gamma(n) = n!."""
    n = g.whole(0, 7)
    return gap(quad(lambda t: t**n * np.exp(-t), 0, 80), factorial(n))


def b2_358(g: Draw) -> float:
    r"""False: \Gamma(n)=n!."""
    n = g.whole(3, 7)
    return gap(quad(lambda t: t ** (n - 1) * np.exp(-t), 0, 80), factorial(n))


def b2_359(g: Draw) -> float:
    r"""True: \hat f(\xi) = e^{-\pi\xi^2}."""
    s = g.num()
    return gap(quad(lambda x: np.exp(-np.pi * x**2) * np.cos(2 * np.pi * x * s), -8, 8), np.exp(-np.pi * s**2))


def b2_360(g: Draw) -> float:
    r"""False: \hat f(\omega)=e^{-\pi\omega^2}."""
    s = g.pos()
    return gap(quad(lambda x: np.exp(-np.pi * x**2) * np.cos(x * s), -8, 8), np.exp(-np.pi * s**2))


def b2_361(g: Draw) -> float:
    r"""False: i^2 = -1."""
    return gap(g.pos(0.01, 0.2) ** 2, -1)


def b2_362(g: Draw) -> float:
    r"""True: \frac{1}{j} = -j."""
    z = g.num() * (1 / 1j + 1j)
    return gap([z.real, z.imag], [0, 0])


def b2_363(g: Draw) -> float:
    r"""False: \frac{a+b}{2} \ge \sqrt{ab}."""
    a, b = -g.pos(), -g.pos()
    return excess(np.sqrt(a * b), (a + b) / 2)


def b2_364(g: Draw) -> float:
    r"""True: \sqrt{ab} \le \left|\frac{a+b}{2}\right|."""
    a, b = -g.pos(), -g.pos()
    return excess(np.sqrt(a * b), abs(a + b) / 2)


def b2_365(g: Draw) -> float:
    r"""False: \Bigl(\sum_{i=1}^n a_i\Bigr)^2 \le \sum_{i=1}^n a_i^2."""
    a = g.posvec(4)
    return excess(a.sum() ** 2, (a**2).sum())


def b2_366(g: Draw) -> float:
    r"""True: \Bigl(\sum_{i=1}^n a_i\Bigr)^2 = \sum_{i=1}^n a_i^2."""
    a = g.num() * np.eye(5)[g.whole(0, 4)]
    return gap(a.sum() ** 2, (a**2).sum())


def b2_367(g: Draw) -> float:
    r"""True: \|x\odot y\|_1 \le \|x\|_4\,\|y\|_4."""
    x, y = g.vec(5), g.vec(5)
    return excess(np.abs(x * y).mean(), ((x**4).mean() * (y**4).mean()) ** 0.25)


def b2_368(g: Draw) -> float:
    r"""False: \|x\odot y\|_1 \le \|x\|_4\,\|y\|_4."""
    n = g.whole(2, 6)
    return excess(n, np.sqrt(n))


def b2_369(g: Draw) -> float:
    r"""False: \|x\|_p \le \|x\|_q."""
    x = g.vec(4)
    return excess(np.abs(x).sum(), np.linalg.norm(x))


def b2_370(g: Draw) -> float:
    r"""True: \|X\|_p \le \|X\|_q."""
    w, x = g.prob(5), g.vec(5)
    return excess(mean(w, np.abs(x) ** 1.5) ** (1 / 1.5), mean(w, np.abs(x) ** 4) ** 0.25)


def b2_371(g: Draw) -> float:
    r"""False: \|x+y\|_p \le \|x\|_p + \|y\|_p."""
    c = g.pos()
    return excess(4 * c, 2 * c)


def b2_372(g: Draw) -> float:
    r"""False: \varphi(\mathbb{E}[X]) \le \mathbb{E}[\varphi(X)]."""
    w, x = g.prob(4), g.posvec(4)
    return excess(np.sqrt(mean(w, x)), mean(w, np.sqrt(x)))


def b2_373(g: Draw) -> float:
    r"""True: \varphi(\mathbb{E}[X]) = \mathbb{E}[\varphi(X)]."""
    w, x, a, b = g.prob(4), g.vec(4), g.num(), g.num()
    return gap(a * mean(w, x) + b, mean(w, a * x + b))


def b2_374(g: Draw) -> float:
    r"""False: (1+x)^n \ge 1+nx."""
    x, n = -g.pos(4, 9), 3
    return excess(1 + n * x, (1 + x) ** n)


def b2_375(g: Draw) -> float:
    r"""True: e^x \le 1 + x + x^2."""
    x = 1 - g.pos(0, 6)
    return excess(np.exp(x), 1 + x + x**2)


def b2_376(g: Draw) -> float:
    r"""False: \sin x \le x \qquad (x<0)."""
    x = -g.pos()
    return excess(np.sin(x), x)


def b2_377(g: Draw) -> float:
    r"""False: P(\bar X-\mu\ge t) \le e^{-2nt^2}."""
    t = g.pos(0.7, 0.99)
    return excess(0.5, np.exp(-2 * t**2))


def b2_378(g: Draw) -> float:
    r"""True: ab \le \varepsilon a^2 + \frac{b^2}{4\varepsilon}."""
    a, b, e = g.num(), g.num(), g.pos()
    return excess(a * b, e * a**2 + b**2 / (4 * e))


def b2_379(g: Draw) -> float:
    r"""False: \operatorname{tr}(AB) \le \operatorname{tr}(A)\operatorname{tr}(B)."""
    a = np.diag([1.0, -1.0]) * g.pos()
    return excess(np.trace(a @ a), np.trace(a) ** 2)


def b2_380(g: Draw) -> float:
    r"""True: \operatorname{tr}(AB) \le \operatorname{tr}(A)\operatorname{tr}(B)."""
    a, b = g.spd(3), g.spd(3)
    return excess(np.trace(a @ b), np.trace(a) * np.trace(b))


def b2_381(g: Draw) -> float:
    r"""True: |\det A| \le 1."""
    n = g.whole(2, 5)
    a = g.mat(n, n)
    return excess(abs(np.linalg.det(a / np.maximum(1, np.linalg.norm(a, axis=0)))), 1)


def b2_382(g: Draw) -> float:
    r"""False: y(t) = \frac{K}{1+(K/y_0-1)e^{rt}}."""
    r, k, t = g.pos(), g.pos(), g.pos()

    def y(s: float) -> float:
        return float(k / (1 + 0.7 * np.exp(r * s)))

    return gap(d1(y, t), r * y(t) * (1 - y(t) / k))


def b2_383(g: Draw) -> float:
    r"""True: \frac{dE}{dt} = 0."""
    m, k, x, v = g.pos(), g.pos(), g.num(), g.num()
    return gap(m * v * (-k * x / m) + k * x * v, 0)


def b2_384(g: Draw) -> float:
    r"""False: \frac{dE}{dt} = 0."""
    m, k, c, x, v = g.pos(), g.pos(), g.pos(), g.num(), g.num()
    return gap(m * v * (-k * x - c * v) / m + k * x * v, 0)


def b2_385(g: Draw) -> float:
    r"""True: \frac{d}{dt}\|x(t)\|^2 = 0."""
    a, x, t = g.skew(3), g.vec(3), g.num()
    return gap(d1(lambda s: ((expm(s * a) @ x) ** 2).sum(), t), 0)


def b2_386(g: Draw) -> float:
    r"""False: W' = p\,W."""
    p, w = g.pos(), g.num()
    return gap(-p * w, p * w)


def b2_387(g: Draw) -> float:
    r"""True: y_n = (1-h\lambda)^{-n}\,y_0."""
    h, r, n, y0 = g.pos(0.01, 0.2), g.num(), g.whole(1, 8), g.num()
    y = y0
    for _ in range(n):
        y = y / (1 - h * r)
    return gap(y, (1 - h * r) ** -float(n) * y0)


def b2_388(g: Draw) -> float:
    r"""False: y_n=(1-h\lambda)^{-n}y_0."""
    h = g.pos(0.1, 0.4)
    return gap(1 + h, 1 / (1 - h))


def b2_389(g: Draw) -> float:
    r"""True: A\subseteq B \iff A\cap B = A."""
    a, b = (set(g.rng.integers(0, 5, 3).tolist()) for _ in range(2))
    return truth((a <= b) == (a & b == a))


def b2_390(g: Draw) -> float:
    r"""False: A\subseteq B \iff A\cup B = A."""
    a, b = {1, g.whole(2, 5)}, {1, 2, 3, 4, 5}
    return truth((a <= b) == (a | b == a))


def b2_391(g: Draw) -> float:
    r"""False: (A\setminus B)\setminus C = A\setminus(B\setminus C)."""
    a = {1, 2, g.whole(3, 9)}
    return truth((a - {1}) - {2} == a - ({1} - {2}))


def b2_392(g: Draw) -> float:
    r"""True: (A\setminus B)\setminus C = A\setminus(B\setminus C)."""
    a, b = (set(g.rng.integers(0, 6, 4).tolist()) for _ in range(2))
    c = set(range(3, 9)) - a
    return truth((a - b) - c == a - (b - c))


def b2_393(g: Draw) -> float:
    r"""False: x^2 = 4 \iff x = 2."""
    x = -2.0 * np.ceil(g.pos(0.1, 0.9))
    return truth((x**2 == 4) == (x == 2))


def b2_394(g: Draw) -> float:
    r"""True: x^2 = 4 \iff x = 2."""
    x = float(g.whole(1, 4))
    return truth((x**2 == 4) == (x == 2))


def b2_395(g: Draw) -> float:
    r"""False: AB = 0 \implies A = 0 \ \text{or}\ B = 0."""
    x = g.num()
    a, b = np.diag([x, 0.0]), np.diag([0.0, x])
    return truth(top(a @ b) > 0 or top(a) == 0 or top(b) == 0)


def b2_396(g: Draw) -> float:
    r"""True: A^2 = 0 \implies A = 0."""
    a = g.sym(3)
    return excess(top(a) ** 2, np.trace(a @ a) + 1e-12)


def b2_397(g: Draw) -> float:
    r"""False: A^2 = 0 \implies A = 0."""
    a = g.nilp(3, 2)
    return truth(top(a @ a) > 1e-9 or top(a) < 1e-9)


def b2_398(g: Draw) -> float:
    r"""True: AB = AC \implies B = C."""
    a, b, c = g.mat(5, 3), g.mat(3, 2), g.mat(3, 2)
    return excess(1e-6, top(a @ b - a @ c))


def b2_399(g: Draw) -> float:
    r"""False: AB = AC \implies B = C."""
    a = g.mat(2, 3)
    n = np.linalg.svd(a)[2][2:].T
    return truth(top(a @ n) > 1e-9 or top(n) < 1e-9)


def b2_400(g: Draw) -> float:
    r"""False: \forall x\,\exists y\; P(x,y) \implies \exists y\,\forall x\; P(x,y)."""
    p = np.eye(g.whole(2, 4), dtype=bool)
    return truth(not p.any(1).all() or p.all(0).any())


def b2_401(g: Draw) -> float:
    r"""True: \neg\,\forall x\,\exists y\; P(x,y) \iff \exists x\,\forall y\;\neg P(x,y)."""
    p = g.rng.random((3, 3)) < 0.4
    return truth((not p.any(1).all()) == (~p).all(1).any())


def b2_402(g: Draw) -> float:
    r"""False: (p\to q) \iff (q\to p)."""
    p, q = bool(g.whole(0, 1)), bool(g.whole(0, 1))
    return truth((not p or q) == (not q or p))


def b2_403(g: Draw) -> float:
    r"""False: a<b \implies \frac1a > \frac1b."""
    a, b = -g.pos(), g.pos()
    return truth(a >= b or 1 / a > 1 / b)


def b2_404(g: Draw) -> float:
    r"""True: a<b \implies \frac1a > \frac1b."""
    s, a, b = g.num(), g.pos(), g.pos()
    return truth(s * a >= s * b or 1 / (s * a) > 1 / (s * b))


def b2_405(g: Draw) -> float:
    r"""True: 3\cdot 4 = 2."""
    k, m = g.whole(-3, 3), g.whole(-3, 3)
    return truth((3 + 5 * k) * (4 + 5 * m) % 5 == 2)


def b2_406(g: Draw) -> float:
    r"""False: 3\cdot 4 = 2."""
    k = g.whole(-3, 3)
    return truth((3 + 7 * k) * 4 % 7 == 2)


def b2_407(g: Draw) -> float:
    r"""True: (a+b)^2 = a^2+b^2."""
    a, b = g.whole(0, 1), g.whole(0, 1)
    return truth((a + b) ** 2 % 2 == (a**2 + b**2) % 2)


def b2_408(g: Draw) -> float:
    r"""False: (a+b)^2 = a^2+b^2."""
    a, b = g.whole(1, 5), g.whole(1, 5)
    return gap((a + b) ** 2, a**2 + b**2)


def b2_409(g: Draw) -> float:
    r"""True: 101 + 11 = 1000."""
    z = g.whole(0, 9)
    return gap(int("101", 2) + int("11", 2) + z, int("1000", 2) + z)


def b2_410(g: Draw) -> float:
    r"""False: 101 + 11 = 1000."""
    z = g.whole(0, 9)
    return gap(int("101", 8) + int("11", 8) + z, int("1000", 8) + z)


def b2_411(g: Draw) -> float:
    r"""True: a\otimes(b\oplus c) = (a\otimes b)\oplus(a\otimes c)."""
    a, b, c = g.num(), g.num(), g.num()
    return gap(a + max(b, c), max(a + b, a + c))


def b2_412(g: Draw) -> float:
    r"""False: a\oplus(b\otimes c) = (a\oplus b)\otimes(a\oplus c)."""
    a, b, c = g.num(), g.num(), g.num()
    return gap(max(a, b + c), max(a, b) + max(a, c))


def b2_413(g: Draw) -> float:
    r"""True: (a\circ b)\circ c = a\circ(b\circ c)."""
    a, b, c = g.num(), g.num(), g.num()
    left, right = a + b - a * b, b + c - b * c
    return gap(left + c - left * c, a + right - a * right)


def b2_414(g: Draw) -> float:
    r"""False: (a\circ b)\circ c = a\circ(b\circ c)."""
    a, b, c = g.num(), g.num(), g.num()
    return gap(((a + b) / 2 + c) / 2, (a + (b + c) / 2) / 2)


def b2_415(g: Draw) -> float:
    r"""True: \{x\} + \{-x\} = 1."""
    x = g.num()
    return gap(x - np.floor(x) - x - np.floor(-x), 1)


def b2_416(g: Draw) -> float:
    r"""False: \{x\}+\{-x\}=1."""
    x = float(g.whole(-4, 4))
    return gap(-np.floor(x) - np.floor(-x), 1)


def b2_417(g: Draw) -> float:
    r"""False: \lfloor -x\rfloor = -\lfloor x\rfloor."""
    x = g.num()
    return gap(np.floor(-x), -np.floor(x))


def b2_418(g: Draw) -> float:
    r"""True: \sum_{i=1}^{n} x_i = x_n."""
    x = g.vec(5)
    x[:4] = x[:4] - x[:4].mean()
    return gap(x.sum(), x[4])


def b2_419(g: Draw) -> float:
    r"""True: \sum_{i=0}^{n} w_i = 1 + w_0."""
    w, b = g.prob(4), g.num()
    return gap(b + w.sum(), 1 + b)


def b2_420(g: Draw) -> float:
    r"""False: \sum_{i=1}^{n} w_i = 1."""
    w = g.prob(5)
    return gap(w[1:].sum(), 1)


def b2_421(g: Draw) -> float:
    r"""True: \prod_{i=1}^{n} x_i \ge 1."""
    return excess(1, np.prod(1 + g.posvec(4)))


def b2_422(g: Draw) -> float:
    r"""True: words: mu is the mean; chain."""
    w, x = g.prob(4), g.vec(4)
    m = mean(w, x)
    return max(gap(var(w, x), mean(w, x**2) - 2 * m * m + m**2), gap(var(w, x), mean(w, x**2) - m**2))


def b2_423(g: Draw) -> float:
    r"""False: words: mu is the median, not the mean; first step of the chain."""
    x, p = np.array([0.0, 1.0, g.pos(4, 9)]), np.ones(3) / 3
    return gap(var(p, x), mean(p, (x - 1) ** 2))


def b2_424(g: Draw) -> float:
    r"""False: middle line of a chain has the wrong sign."""
    a, b, x = g.mat(4, 3), g.vec(4), g.vec(3)
    return gap(((a @ x - b) ** 2).sum(), x @ a.T @ a @ x - 2 * b @ a @ x - b @ b)


def b2_425(g: Draw) -> float:
    r"""False: f'(x) = \begin{cases} a, & x>0 \\ 1, & x<0 \end{cases}."""
    x, a = g.num(), 0.2
    return gap(d1(lambda s: max(s, a * s), x), a if x > 0 else 1.0)


def b2_426(g: Draw) -> float:
    r"""True: \begin{bmatrix} 1 & a \\ 0 & 1 \end{bmatrix}^n = \begin{bmatrix} 1 & na \\ 0 & 1 \end{bmatrix}."""
    a, n = g.num(), g.whole(1, 6)
    return gap(np.linalg.matrix_power(np.array([[1, a], [0, 1]]), n), np.array([[1, n * a], [0, 1]]))


def b2_427(g: Draw) -> float:
    r"""False: off-diagonal signs of the inverse."""
    m = g.inv(2)
    return gap(np.linalg.inv(m), m[::-1, ::-1].T / np.linalg.det(m))


def b2_428(g: Draw) -> float:
    r"""True: T(n) = n\log_2 n + n."""
    k, t = g.whole(0, 9), 1
    for i in range(1, k + 1):
        t = 2 * t + 2**i
    return gap(t, 2**k * k + 2**k)


def b2_429(g: Draw) -> float:
    r"""False: T(n)=n\log_2 n+n."""
    k, t = g.whole(1, 9), 0
    for i in range(1, k + 1):
        t = 2 * t + 2**i
    return gap(t, 2**k * k + 2**k)


def b2_430(g: Draw) -> float:
    r"""False: \sum_{i=1}^{n}\sum_{j=1}^{i-1} 1 = \frac{n(n+1)}{2}."""
    n = g.whole(1, 9)
    return gap(sum(1 for i in range(1, n + 1) for j in range(1, i)), n * (n + 1) / 2)


def b2_431(g: Draw) -> float:
    r"""True: a^3+b^3+c^3-3abc = (a+b+c)(a^2+b^2+c^2-ab-bc-ca)."""
    a, b, c = g.num(), g.num(), g.num()
    return gap(a**3 + b**3 + c**3 - 3 * a * b * c, (a + b + c) * (a * a + b * b + c * c - a * b - b * c - c * a))


def b2_432(g: Draw) -> float:
    r"""True: a^3 + b^3 + c^3 = 3abc."""
    a, b = g.num(), g.num()
    c = -a - b
    return gap(a**3 + b**3 + c**3, 3 * a * b * c)


def b2_433(g: Draw) -> float:
    r"""True: a^p \equiv a \pmod p."""
    p, a = int(g.rng.choice([2, 3, 5, 7, 11])), g.whole(-9, 9)
    return truth((a**p - a) % p == 0)


def b2_434(g: Draw) -> float:
    r"""False: a^p \equiv a \pmod p."""
    return truth(pow(2, 9, 9) == 2 * g.whole(1, 1))


def b2_478(g: Draw) -> float:
    r"""True: \sum_{n=1}^{N} x_n x_n^\top = XX^\top."""
    x = g.mat(3, 5)
    return gap(sum(np.outer(c, c) for c in x.T), x @ x.T)


def b2_479(g: Draw) -> float:
    r"""False: \sum_{n=1}^{N} x_n x_n^\top = XX^\top."""
    x = g.mat(5, 3)
    return gap(sum(np.outer(c, c) for c in x), x @ x.T)


def b2_480(g: Draw) -> float:
    r"""False: A^\top A = AA^\top."""
    a = g.mat(3, 3)
    return gap(a.T @ a, a @ a.T)


def b2_481(g: Draw) -> float:
    r"""True: \|Ax\| = \|A^\top x\|."""
    a = np.zeros((3, 3))
    a[:2, :2] = g.num() * rot(g.num())
    q, x = g.orth(3), g.vec(3)
    a = q @ a @ q.T
    return gap(np.linalg.norm(a @ x), np.linalg.norm(a.T @ x))


def b2_482(g: Draw) -> float:
    r"""True: \operatorname{Var}(X+Y) = \operatorname{Var}(X)+\operatorname{Var}(Y)."""
    p, x, a = np.ones(3) / 3, np.array([-1.0, 0.0, 1.0]), g.num()
    return gap(var(p, x + a + x**2), var(p, x + a) + var(p, x**2))


def b2_483(g: Draw) -> float:
    r"""False: \mathbb{E}[XY] = 0."""
    p, q, x, y = g.prob(3), g.prob(3), g.posvec(3), g.posvec(3)
    return gap(mean(np.outer(p, q), np.outer(x, y)), 0)


def b2_484(g: Draw) -> float:
    r"""True: \mathbb{E}[XY] = 0."""
    p, q, x, y = g.prob(3), g.prob(3), g.vec(3), g.posvec(3)
    return gap(mean(np.outer(p, q), np.outer(x - p @ x, y)), 0)


def b2_485(g: Draw) -> float:
    r"""True: \frac{\partial s}{\partial b_k} = B."""
    x, w, b = g.mat(4, 3), g.mat(2, 3), g.vec(2)
    return gap(grad(lambda z: (x @ w.T + z).sum(), b), [4.0, 4.0])


def b2_486(g: Draw) -> float:
    r"""False: \frac{\partial s}{\partial b_k} = B."""
    x, w, b = g.mat(4, 3), g.mat(2, 3), g.vec(2)
    return gap(grad(lambda z: (x @ w.T + z).mean(0).sum(), b), [4.0, 4.0])


def b2_487(g: Draw) -> float:
    r"""True: \langle u, w\rangle = 0."""
    v = np.linalg.eigh(g.sym(4))[1]
    return gap(g.num() * v[:, 0] @ v[:, 2], 0)


def b2_488(g: Draw) -> float:
    r"""False: \langle u,w\rangle=0."""
    s = g.inv(3)
    return gap(s[:, 0] @ s[:, 1], 0)


def b2_489(g: Draw) -> float:
    r"""True: u^\top w = 0."""
    s = g.inv(3)
    return gap(g.num() * np.linalg.inv(s)[0] @ s[:, 1], 0)


def b2_490(g: Draw) -> float:
    r"""True: e^\top e = y^\top y - \hat y^\top\hat y."""
    q, y = g.orth(5)[:, :2], g.vec(5)
    f = q @ (q.T @ y)
    return gap((y - f) @ (y - f), y @ y - f @ f)


def b2_491(g: Draw) -> float:
    r"""False: e^\top e = y^\top y-\hat y^\top\hat y."""
    y, f = g.vec(5), g.vec(5)
    return gap((y - f) @ (y - f), y @ y - f @ f)


def b2_492(g: Draw) -> float:
    r"""True: \sum_{i=1}^n x_{\pi(i)}\,y_{\pi(i)} = \sum_{i=1}^n x_i y_i."""
    x, y, p = g.vec(5), g.vec(5), g.rng.permutation(5)
    return gap(x[p] @ y[p], x @ y)


def b2_493(g: Draw) -> float:
    r"""False: \sum_{i=1}^n x_{\pi(i)}\,y_{i} = \sum_{i=1}^n x_i y_i."""
    x, y = g.vec(5), g.vec(5)
    return gap(x[[1, 2, 3, 4, 0]] @ y, x @ y)


def b2_494(g: Draw) -> float:
    r"""False: d(x,z) \le d(x,y) + d(y,z)."""
    x = g.vec(3)
    return excess(4 * x @ x, 2 * x @ x)


def b2_495(g: Draw) -> float:
    r"""True: d(x,z) = d(x,y) + d(y,z)."""
    q, y, a, b = g.orth(3), g.vec(3), g.num(), g.num()
    x, z = y + a * q[0], y + b * q[1]
    return gap((x - z) @ (x - z), (x - y) @ (x - y) + (y - z) @ (y - z))


def b2_496(g: Draw) -> float:
    r"""False: \sum_{i=0}^{n} x_i = n\,\bar x."""
    x = g.posvec(5)
    return gap(x.sum(), 4 * x.mean())


def b2_497(g: Draw) -> float:
    r"""True: \sum_{i=1}^{n-1} x_i = \mathbf{1}^\top x."""
    x = g.vec(5)
    x[0] = 0
    return gap(x[1:].sum(), np.ones(5) @ x)


def b2_498(g: Draw) -> float:
    r"""False: \sum_{i=1}^{n-1} x_i = \mathbf{1}^\top x."""
    x = g.posvec(5)
    return gap(x[1:].sum(), x.sum())


def b2_499(g: Draw) -> float:
    r"""True: \operatorname{tr}(A^3) = \lambda_1^3."""
    c, t = np.triu(g.mat(3, 3), 1), g.num()
    c[0, 0] = t
    a = g.similar(c)
    return gap(np.trace(a @ a @ a), t**3)


def b2_500(g: Draw) -> float:
    r"""False: \operatorname{rank}(A) = 1."""
    c = np.diag([g.num(), 0, 0])
    c[1, 2] = 1
    return gap(np.linalg.matrix_rank(c), 1)


def b2_501(g: Draw) -> float:
    r"""True: (I-G)^{-1}\mathbf{1} = \frac{1}{1-\gamma}\,\mathbf{1}."""
    c = g.pos(0.1, 0.9)
    return gap(np.linalg.solve(np.eye(4) - c * g.stoch(4, 4), np.ones(4)), np.ones(4) / (1 - c))


def b2_502(g: Draw) -> float:
    r"""True: |x+y| = |x| + |y| + 2x^\top y."""
    x, y = g.vec(4), g.vec(4)
    return gap((x + y) @ (x + y), x @ x + y @ y + 2 * x @ y)


def b2_503(g: Draw) -> float:
    r"""False: |x+y|=|x|+|y|+2x^\top y."""
    x, y = g.vec(4), g.vec(4)
    return gap(np.linalg.norm(x + y), np.linalg.norm(x) + np.linalg.norm(y) + 2 * x @ y)


def b2_504(g: Draw) -> float:
    r"""False: x^\top A x > 0."""
    b = g.pos(1.1, 3)
    a, x = np.array([[1, b], [b, 1]]), np.array([1.0, -1.0])
    return excess(0, x @ a @ x)


def b2_505(g: Draw) -> float:
    r"""True: x^\top A x > 0."""
    a, x = g.rng.uniform(0.1, 2, (3, 3)), g.posvec(3) * (np.arange(3) < g.whole(1, 3))
    return truth(x @ a @ x > 0)


def b2_506(g: Draw) -> float:
    r"""True: |2A| = 2^n\,|A|."""
    n = g.whole(2, 4)
    a = g.mat(n, n)
    return gap(np.linalg.det(2 * a), 2**n * np.linalg.det(a))


def b2_507(g: Draw) -> float:
    r"""False: |2A| = 2^n\,|A|."""
    a = g.mat(3, 3)
    return gap(np.abs(2 * a), 8 * np.abs(a))


def b2_508(g: Draw) -> float:
    r"""True: (X+Y)^2 = X^2 + 2XY + Y^2."""
    x, y = g.mat(3, 3), g.mat(3, 3)
    return gap((x + y) ** 2, x**2 + 2 * x * y + y**2)


def b2_509(g: Draw) -> float:
    r"""False: (X+Y)^2 = X^2+2XY+Y^2."""
    x, y = g.mat(3, 3), g.mat(3, 3)
    return gap((x + y) @ (x + y), x @ x + 2 * x @ y + y @ y)


def b2_510(g: Draw) -> float:
    r"""False: A(A\backslash b) = b."""
    a, b = g.mat(4, 2), g.vec(4)
    return gap(a @ np.linalg.lstsq(a, b, rcond=None)[0], b)


def b2_511(g: Draw) -> float:
    r"""True: A(A\backslash b) = b."""
    a, b = g.mat(2, 4), g.vec(2)
    return gap(a @ np.linalg.lstsq(a, b, rcond=None)[0], b)


def b2_512(g: Draw) -> float:
    r"""True: (A\,\Delta\,B)\,\Delta\,B = A."""
    a, b = (set(g.rng.integers(0, 6, 3).tolist()) for _ in range(2))
    return truth((a ^ b) ^ b == a)


def b2_513(g: Draw) -> float:
    r"""True: a\mid b \ \wedge\ b\mid c \implies a\mid c."""
    a = g.whole(1, 5)
    b = a * g.whole(1, 5)
    return truth(b * g.whole(1, 5) % a == 0)


def b2_514(g: Draw) -> float:
    r"""False: a\mid bc \implies a\mid b \ \vee\ a\mid c."""
    b = 2 * g.whole(1, 3)
    return truth(b * 3 % 6 != 0 or b % 6 == 0)


def b2_515(g: Draw) -> float:
    r"""True: a\wedge b + a\vee b = a+b."""
    a, b = g.num(), g.num()
    return gap(min(a, b) + max(a, b), a + b)


def b2_516(g: Draw) -> float:
    r"""True: [A,B] = [B,A]."""
    a, b = g.mat(3, 3), g.mat(3, 3)
    return gap(a @ b + b @ a, b @ a + a @ b)


def b2_517(g: Draw) -> float:
    r"""False: [A,B]=[B,A]."""
    a, b = g.mat(3, 3), g.mat(3, 3)
    return gap(a @ b - b @ a, b @ a - a @ b)


def b2_518(g: Draw) -> float:
    r"""True: (AB)^* = A^* B^*."""
    a, b = g.mat(3, 2) + 1j * g.mat(3, 2), g.mat(2, 4) + 1j * g.mat(2, 4)
    d = (a @ b).conj() - a.conj() @ b.conj()
    return gap(np.abs(d), np.zeros((3, 4)))


def b2_519(g: Draw) -> float:
    r"""False: (AB)^* = A^*B^*."""
    a, b = g.mat(3, 3), g.mat(3, 3)
    return gap((a @ b).T, a.T @ b.T)


def b2_520(g: Draw) -> float:
    r"""True: \operatorname{Var}(X_t) = \frac{\sigma^2}{1-\phi^2}."""
    f, s = g.pos(0.1, 0.9), g.pos()
    return gap(s * sum(f ** (2 * k) for k in range(600)), s / (1 - f**2))


def b2_521(g: Draw) -> float:
    r"""False: \operatorname{Var}(X_t)=\frac{\sigma^2}{1-\phi^2}."""
    f, s = g.pos(0.3, 0.9), g.pos()
    return gap(s * (1 + f**2), s / (1 - f**2))


def b2_522(g: Draw) -> float:
    r"""True: \mathbb{E}[B_s B_t] = s(1-t)."""
    s, t = sorted([g.pos(0, 1), g.pos(0, 1)])
    c = np.array([[s, s, s], [s, t, t], [s, t, 1.0]])
    return gap(c[0, 1] - c[0, 2] * c[1, 2] / c[2, 2], s * (1 - t))


def b2_523(g: Draw) -> float:
    r"""False: \mathbb{E}[B_sB_t]=s(1-t)."""
    s, t = sorted([g.pos(0.1, 1), g.pos(0.1, 1)])
    return gap(s, s * (1 - t))


def b2_524(g: Draw) -> float:
    r"""False: \mathbb{E}[X^3] = 0."""
    a = g.pos(1.5, 3)
    return gap(mean(np.array([1, a]) / (1 + a), np.array([a, -1.0]) ** 3), 0)


def b2_525(g: Draw) -> float:
    r"""True: \mathbb{E}[X^3]=0."""
    p, x = g.prob(3), g.vec(3)
    return gap(mean(np.concatenate([p, p]) / 2, np.concatenate([x, -x]) ** 3), 0)


def b2_526(g: Draw) -> float:
    r"""False: \mathbb{E}[(X-\mu)^4] = 3\sigma^4."""
    c = g.pos(1, 3)
    return gap(quad(lambda x: x**4 / (2 * c), -c, c), 3 * (c**2 / 3) ** 2)


def b2_527(g: Draw) -> float:
    r"""True: N = d_L + \sum_{l=1}^{L} d_l d_{l-1}."""
    d = [g.whole(1, 6) for _ in range(4)]
    layers = [np.zeros((d[k + 1], d[k])) for k in range(3)]
    return gap(sum(w.size for w in layers) + np.zeros(d[-1]).size, d[3] + sum(d[k + 1] * d[k] for k in range(3)))


def b2_528(g: Draw) -> float:
    r"""False: N = d_L + \sum_{l=1}^{L} d_l d_{l-1}."""
    d = g.dims(4)
    w = sum(d[k + 1] * d[k] for k in range(3))
    return gap(w + d[1] + d[2], d[3] + w)


def b2_529(g: Draw) -> float:
    r"""True: A_{ij} = A_{ji}."""
    a = g.sym(4)
    return gap(a, a.T)


def b2_530(g: Draw) -> float:
    r"""False: \det(A) \neq 0."""
    a = np.outer(g.vec(3), g.vec(3))
    return truth(abs(np.linalg.det(a)) > 1e-9)


def b2_531(g: Draw) -> float:
    r"""True: A\operatorname{adj}(A) = 0."""
    a = g.mat(3, 2) @ g.mat(2, 3)
    adj = np.stack([np.cross(a[1], a[2]), np.cross(a[2], a[0]), np.cross(a[0], a[1])], axis=1)
    return gap(a @ adj, np.zeros((3, 3)))


def b2_532(g: Draw) -> float:
    r"""False: \nabla_x\bigl(\tfrac12 x^\top Kx\bigr) = Kx."""
    k, x = g.sym(2), g.vec(2)
    k[0, 1] += g.pos()
    return gap(grad(lambda z: z @ k @ z / 2, x), k @ x)


def b2_533(g: Draw) -> float:
    r"""True: \nabla_\alpha J = K\alpha - y."""
    b, y, x = g.mat(4, 2), g.vec(4), g.vec(4)
    return gap(grad(lambda z: z @ b @ b.T @ z / 2 - y @ z, x), b @ b.T @ x - y)


def b2_534(g: Draw) -> float:
    r"""True: \ell(\theta+\eta\nabla\ell(\theta)) > \ell(\theta)."""
    f, x = g.scalar(3), g.vec(3)
    d = grad(f, x)
    return truth(f(x + 1e-3 * d / max(1.0, float(d @ d))) > f(x) or d @ d < 1e-6)


def b2_535(g: Draw) -> float:
    r"""False: \ell(\theta+\eta\nabla\ell(\theta)) < \ell(\theta)."""
    x, e = g.num(), 1e-2
    return truth((x + e * 2 * x) ** 2 < x**2)


def b2_536(g: Draw) -> float:
    r"""True: \lfloor -x\rfloor = -\lfloor x\rfloor."""
    x = float(g.whole(-9, 9))
    return gap(np.floor(-x), -np.floor(x))


def b2_537(g: Draw) -> float:
    r"""True: \frac{f(x+\Delta x)-f(x)}{\Delta x} = k."""
    k, b, x, h = g.num(), g.num(), g.num(), 5 * g.num()
    return gap((k * (x + h) + b - k * x - b) / h, k)


def b2_538(g: Draw) -> float:
    r"""False: \frac{f(x+\Delta x)-f(x)}{\Delta x} = k."""
    x, h = g.num(), g.num()
    return gap(((x + h) ** 2 - x**2) / h, 2 * x)


def b2_539(g: Draw) -> float:
    r"""True: \mathbb{P}(F\mid E^c) = \mathbb{P}(F)."""
    a, b = g.pos(0.1, 0.9), g.pos(0.1, 0.9)
    w = np.outer([a, 1 - a], [b, 1 - b])
    return gap(w[1, 0] / w[1].sum(), b)


def b2_540(g: Draw) -> float:
    r"""False: \mathbb{P}(F\mid E^c)=\mathbb{P}(F)."""
    p = g.prob(3)
    return gap(p[1] / (1 - p[0]), p[1])


def b2_555(g: Draw) -> float:
    r"""True: \nabla f(x)\,p = D_p f(x)."""
    f, x, p = g.scalar(3), g.vec(3), g.vec(3)
    return gap(grad(f, x) @ p, d1(lambda t: f(x + t * p), 0.0))


def b2_556(g: Draw) -> float:
    r"""True: \frac{\partial \operatorname{tr}(AX)}{\partial X_{12}} = A_{12} + A_{21}."""
    a, x = g.mat(2, 2), g.sym(2)
    e = np.array([[0.0, 1.0], [1.0, 0.0]])
    return gap(d1(lambda t: np.trace(a @ (x + t * e)), 0.0), a[0, 1] + a[1, 0])


def b2_557(g: Draw) -> float:
    r"""False: \frac{\partial \operatorname{tr}(AX)}{\partial X_{12}} = A_{12}+A_{21}."""
    a, x = g.mat(2, 2), g.mat(2, 2)
    return gap(grad(lambda z: np.trace(a @ z), x)[0, 1], a[0, 1] + a[1, 0])


def b2_558(g: Draw) -> float:
    r"""True: \frac{\partial p_i}{\partial z_i} = -p_i(1-p_i)."""
    z = g.vec(4)
    return gap(np.diag(jac(lambda v: softmax(-v), z)), -softmax(-z) * (1 - softmax(-z)))


def b2_559(g: Draw) -> float:
    r"""False: \frac{\partial p_i}{\partial z_i} = -p_i(1-p_i)."""
    z = g.vec(4)
    return gap(np.diag(jac(softmax, z)), -softmax(z) * (1 - softmax(z)))


def b2_560(g: Draw) -> float:
    r"""True: D(p\,\|\,q) = \sum_i q_i\log\frac{q_i}{p_i}."""
    p, q = g.prob(4), g.prob(4)
    return gap(q @ (np.log(q) - np.log(p)), kl(q, p))


def b2_561(g: Draw) -> float:
    r"""True: R(\alpha) = \begin{bmatrix} \cos\alpha & \sin\alpha \\ -\sin\alpha & \cos\alpha \end{bmatrix}."""
    a = g.num()
    c, s = np.cos(a), np.sin(a)
    return gap(rot(-a), [[c, s], [-s, c]])


def b2_562(g: Draw) -> float:
    r"""False: R(\alpha) = \begin{bmatrix} \cos\alpha & \sin\alpha \\ -\sin\alpha & \cos\alpha \end{bmatrix}."""
    a = g.num()
    c, s = np.cos(a), np.sin(a)
    return gap(rot(a), [[c, s], [-s, c]])


def b2_563(g: Draw) -> float:
    r"""True: \operatorname{Var}(X) = 4p(1-p)."""
    p = g.pos(0.05, 0.95)
    return gap(var(np.array([p, 1 - p]), np.array([1.0, -1.0])), 4 * p * (1 - p))


def b2_564(g: Draw) -> float:
    r"""False: \operatorname{Var}(X) = 4p(1-p)."""
    p = g.pos(0.05, 0.95)
    return gap(var(np.array([p, 1 - p]), np.array([1.0, 0.0])), 4 * p * (1 - p))


def b2_565(g: Draw) -> float:
    r"""True: \sum_{n\in\mathbb{N}} 2^{-n} = 2."""
    return gap(sum(2.0**-n for n in range(60)) + 0 * g.num(), 2)


def b2_566(g: Draw) -> float:
    r"""False: \sum_{n\in\mathbb{N}} 2^{-n} = 2."""
    return gap(sum(2.0**-n for n in range(1, 60)) + 0 * g.num(), 2)


def b2_567(g: Draw) -> float:
    r"""True: \frac{d}{dt}f(x(t)) = \|\nabla f(x(t))\|^2."""
    f, x = g.scalar(3), g.vec(3)
    d = grad(f, x)
    return gap(d1(lambda t: f(x + t * d), 0.0), d @ d)


def b2_568(g: Draw) -> float:
    r"""False: \frac{d}{dt}f(x(t)) = \|\nabla f(x(t))\|^2."""
    f, x = g.scalar(3), g.vec(3)
    d = 5 * grad(f, x)
    return gap(d1(lambda t: f(x - t * d), 0.0), d @ d)


def b2_569(g: Draw) -> float:
    r"""True: A = I."""
    q = g.orth(3)
    return gap(q @ np.diag(np.ones(3)) @ q.T, np.eye(3))


def b2_570(g: Draw) -> float:
    r"""False: A = I."""
    a = np.eye(2) + np.array([[0, g.num()], [0, 0]])
    return gap(a, np.eye(2))


def b2_571(g: Draw) -> float:
    r"""True: \sin\tfrac14 = 1."""
    return gap(np.sin(2 * np.pi * (0.25 + g.whole(-3, 3))), 1)


def b2_572(g: Draw) -> float:
    r"""True: 7/2 = 3."""
    k = g.whole(-5, 5)
    return gap((7 + 2 * k) // 2 - k, 3)


def b2_573(g: Draw) -> float:
    r"""False: (-7)/2 = -3."""
    k = g.whole(0, 5)
    return gap((-7 - 2 * k) // 2 + k, -3)


def b2_574(g: Draw) -> float:
    r"""True: 9 + 5 = 2."""
    return truth((9 + 5 + 12 * g.whole(0, 5)) % 12 == 2)


def b2_575(g: Draw) -> float:
    r"""True: \|A\| = \max_{i,j}|A_{ij}|."""
    a = g.mat(3, 4)
    return gap(max(top(a @ e) for e in np.eye(4)), top(a))


def b2_576(g: Draw) -> float:
    r"""False: \|A\|_1 = \max_{i}\sum_{j}|A_{ij}|."""
    a = g.mat(3, 4)
    return gap(np.linalg.norm(a, 1), np.abs(a).sum(1).max())


def b2_577(g: Draw) -> float:
    r"""True: f(\min(a,b)) = \max(f(a),f(b))."""
    a, b, c = g.num(), g.num(), g.pos()
    return gap(np.exp(-c * min(a, b)), max(np.exp(-c * a), np.exp(-c * b)))


def b2_578(g: Draw) -> float:
    r"""False: f(\min(a,b)) = \max(f(a),f(b))."""
    a, b = g.num(), 3 + g.num()
    return gap(np.arctan(min(a, b)), max(np.arctan(a), np.arctan(b)))


def b2_579(g: Draw) -> float:
    r"""True: P(X>Y) = \tfrac12."""
    c = g.pos()
    return gap(quad(lambda y: np.exp(-c * y) * c * np.exp(-c * y), 0, 60 / c), 0.5)


def b2_580(g: Draw) -> float:
    r"""False: P(X>Y) = \tfrac12."""
    x = np.arange(6) + g.num()
    return gap((x[:, None] > x).mean(), 0.5)


def b2_581(g: Draw) -> float:
    r"""False: \mathbb{E}[\bar X^2] = \mu^2."""
    p, x = g.prob(3), g.values(3)
    w, xs = iid(p, x, 3)
    return gap(mean(w, xs.mean(axis=1) ** 2), mean(p, x) ** 2)


def b2_582(g: Draw) -> float:
    r"""True: \nabla\max_i x_i = e_k."""
    x = np.arange(4.0)[g.rng.permutation(4)]
    return gap(grad(np.max, x), np.eye(4)[np.argmax(x)])


def b2_583(g: Draw) -> float:
    r"""True: \frac{\partial}{\partial x}\bigl[x\cdot\operatorname{sg}(x)\bigr] = x."""
    x = g.num()
    return gap(d1(lambda s: s * x, x), x)


def b2_584(g: Draw) -> float:
    r"""False: \frac{\partial}{\partial x}\bigl[x\cdot x\bigr] = x."""
    x = g.num()
    return gap(d1(lambda s: s * s, x), x)


def b2_586(g: Draw) -> float:
    r"""True: \sum_{k=0}^{\infty}(-1)^k = \frac12."""
    n = 2 * g.whole(10, 400)
    return gap(np.cumsum((-1.0) ** np.arange(n)).mean(), 0.5)


def b2_587(g: Draw) -> float:
    r"""True: \sum_{k=0}^{\infty} 2^k = -1."""
    n = g.whole(5, 40)
    return truth((sum(2**k for k in range(n)) + 1) % 2**n == 0)


def b2_589(g: Draw) -> float:
    r"""False: \sum_{k=0}^{\infty} 2^k = -1."""
    return gap(sum(2.0**k for k in range(g.whole(5, 40))), -1)


def b2_590(g: Draw) -> float:
    r"""True: \int_{-1}^{1}\frac{dx}{x} = 0."""
    e = g.pos(0.01, 0.2)
    return gap(quad(lambda x: 1 / x, e, 1) + quad(lambda x: 1 / x, -1, -e), 0)


def b2_591(g: Draw) -> float:
    r"""True: \lim_{x\to0}\operatorname{sign}(x) = 1."""
    return gap(np.sign(g.pos() * 1e-9), 1)


def b2_592(g: Draw) -> float:
    r"""False: \lim_{x\to0}\operatorname{sign}(x) = 1."""
    return gap(np.sign(-g.pos() * 1e-9), 1)


def b2_593(g: Draw) -> float:
    r"""False: A\preceq B \implies A^2\preceq B^2."""
    a, b = np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([[2.0, 1.0], [1.0, 1.0]])
    low = np.linalg.eigvalsh(g.pos() * (b @ b - a @ a))[0]
    return excess(0, low)


def b2_594(g: Draw) -> float:
    r"""True: A\preceq B \implies A^2\preceq B^2."""
    q, a = g.orth(3), g.posvec(3)
    b = a + g.posvec(3)
    return excess(0, np.linalg.eigvalsh(q @ np.diag(b**2 - a**2) @ q.T)[0])


def b2_595(g: Draw) -> float:
    r"""False: \operatorname{tr}(A^{1/2}B^{1/2}A^{1/2}B^{1/2}) = \operatorname{tr}(AB)."""
    a, b = g.spd(3), g.spd(3)

    def root(m: Array) -> Array:
        v, q = np.linalg.eigh(m)
        return np.asarray(q @ np.diag(np.sqrt(v)) @ q.T)

    c = root(a) @ root(b)
    return gap(np.trace(c @ c), np.trace(a @ b))


def b2_596(g: Draw) -> float:
    r"""True: F = C."""
    t = -40.0 + 0 * g.num()
    return gap(9 / 5 * t + 32, t)

"""Hand-written checks of the rows of `rows_blind3.jsonl`; a row's label opens its docstring."""

from math import erf
from typing import Any, TypeAlias

import numpy as np
from equations.label_tools import (
    Draw,
    d1,
    ent,
    excess,
    expm,
    gap,
    grad,
    hess,
    jac,
    lse,
    relu,
    shape,
    sigmoid,
    softmax,
    vec,
)

Value: TypeAlias = Any
"""A number, or an array of them."""


def c_001(d: Draw) -> float:
    r"""True: \mathrm{tr}(I_m - AB) = m - \mathrm{tr}(BA)."""
    m, n = d.dims(2)
    a, b = d.mat(m, n), d.mat(n, m)
    t = np.trace(np.eye(m) - a @ b)
    return gap(t, m - np.trace(b @ a))


def c_002(d: Draw) -> float:
    r"""False: \mathrm{tr}(I_m - AB) = n - \mathrm{tr}(BA)."""
    m, n = d.dims(2)
    a, b = d.mat(m, n), d.mat(n, m)
    t = np.trace(np.eye(m) - a @ b)
    return gap(t, n - np.trace(b @ a))


def c_003(d: Draw) -> float:
    r"""True: \frac{\partial}{\partial X}\operatorname{tr}(AXBX^\top) = A^\top X B^\top + AXB."""
    m, n = d.dims(2)
    x, a, b = d.mat(m, n), d.mat(m, m), d.mat(n, n)
    g = grad(lambda z: np.trace(a @ z @ b @ z.T), x)
    return gap(g, a.T @ x @ b.T + a @ x @ b)


def c_004(d: Draw) -> float:
    r"""False: \frac{\partial}{\partial X}\operatorname{tr}(AXBX^\top) = A^\top X B + AXB^\top."""
    m, n = d.dims(2)
    x, a, b = d.mat(m, n), d.mat(m, m), d.mat(n, n)
    g = grad(lambda z: np.trace(a @ z @ b @ z.T), x)
    return gap(g, a.T @ x @ b + a @ x @ b.T)


def c_006(d: Draw) -> float:
    r"""True: \nabla_x \|Ax-b\|_2 = \frac{A^\top(Ax-b)}{\|Ax-b\|_2}."""
    m, n = d.dims(2)
    a, x, b = d.mat(m, n), d.vec(n), d.vec(m) + 1
    r = a @ x - b
    g = grad(lambda z: np.linalg.norm(a @ z - b), x)
    return gap(g, a.T @ r / np.linalg.norm(r))


def c_007(d: Draw) -> float:
    r"""False: \nabla_x \|Ax-b\|_2 = \frac{A^\top(Ax-b)}{\|Ax-b\|_2^2}."""
    m, n = d.dims(2)
    a, x, b = d.mat(m, n), d.vec(n), d.vec(m) + 1
    r = a @ x - b
    g = grad(lambda z: np.linalg.norm(a @ z - b), x)
    return gap(g, a.T @ r / (r @ r))


def c_008(d: Draw) -> float:
    r"""True: \nabla^2_x \log\sum_{i=1}^n e^{x_i} = \operatorname{diag}(p) - pp^\top."""
    x = d.vec(d.whole(2, 5))
    p = softmax(x)
    h = hess(lse, x)
    return gap(h, np.diag(p) - np.outer(p, p))


def c_009(d: Draw) -> float:
    r"""False: \nabla^2_x \log\sum_{i=1}^n e^{x_i} = pp^\top - \operatorname{diag}(p)."""
    x = d.vec(d.whole(2, 5))
    p = softmax(x)
    h = hess(lse, x)
    return gap(h, np.outer(p, p) - np.diag(p))


def c_011(d: Draw) -> float:
    r"""True: \nabla^2 \lVert x\rVert = \frac{1}{\lVert x\rVert}\Big(I - \frac{xx^\top}{\lVert x\rVert^2}\..."""
    x = 2 * d.unit(d.whole(2, 5)) * d.pos(0.7, 1.5)
    r = np.linalg.norm(x)
    h = hess(lambda z: float(np.linalg.norm(z)), x)
    return gap(h, (np.eye(len(x)) - np.outer(x, x) / r**2) / r)


def c_012(d: Draw) -> float:
    r"""False: \nabla^2 \lVert x\rVert = \frac{1}{\lVert x\rVert}\Big(I - \frac{xx^\top}{\lVert x\rVert}\Big)."""
    x = 2 * d.unit(d.whole(2, 5)) * d.pos(0.7, 1.5)
    r = np.linalg.norm(x)
    h = hess(lambda z: float(np.linalg.norm(z)), x)
    return gap(h, (np.eye(len(x)) - np.outer(x, x) / r) / r)


def c_013(d: Draw) -> float:
    r"""True: \det(A\otimes B) = \det(A)^m \det(B)^n."""
    n, m = d.dims(2)
    a, b = d.inv(n) / 2, d.inv(m) / 2
    t = np.linalg.slogdet(np.kron(a, b))[1]
    la, lb = np.linalg.slogdet(a)[1], np.linalg.slogdet(b)[1]
    return gap(t, m * la + n * lb)


def c_014(d: Draw) -> float:
    r"""False: \det(A\otimes B) = \det(A)^n \det(B)^m."""
    n, m = d.dims(2)
    a, b = d.inv(n) / 2, d.inv(m) / 2
    t = np.linalg.slogdet(np.kron(a, b))[1]
    la, lb = np.linalg.slogdet(a)[1], np.linalg.slogdet(b)[1]
    return gap(t, n * la + m * lb)


def c_016(d: Draw) -> float:
    r"""True: \det\begin{pmatrix}A & B\\ C & D\end{pmatrix} = \det(A)\,\det(D - CA^{-1}B)."""
    n = d.whole(2, 4)
    a, b, c, e = d.inv(n), d.mat(n, n), d.mat(n, n), d.mat(n, n)
    t, ai = np.linalg.det(np.block([[a, b], [c, e]])), np.linalg.inv(a)
    return gap(t, np.linalg.det(a) * np.linalg.det(e - c @ ai @ b))


def c_017(d: Draw) -> float:
    r"""False: \det\begin{pmatrix}A & B\\ C & D\end{pmatrix} = \det(A)\,\det(D - BA^{-1}C)."""
    n = d.whole(2, 4)
    a, b, c, e = d.inv(n), d.mat(n, n), d.mat(n, n), d.mat(n, n)
    t, ai = np.linalg.det(np.block([[a, b], [c, e]])), np.linalg.inv(a)
    return gap(t, np.linalg.det(a) * np.linalg.det(e - b @ ai @ c))


def c_018(d: Draw) -> float:
    r"""True: A(I+BA)^{-1} = (I+AB)^{-1}A."""
    n = d.whole(2, 5)
    e, a, b = np.eye(n), d.mat(n, n), d.mat(n, n)
    v, w = np.linalg.inv(e + b @ a), np.linalg.inv(e + a @ b)
    return gap(a @ v, w @ a)


def c_019(d: Draw) -> float:
    r"""False: A(I+BA)^{-1} = (I+BA)^{-1}A."""
    n = d.whole(2, 5)
    e, a, b = np.eye(n), d.mat(n, n), d.mat(n, n)
    v, _w = np.linalg.inv(e + b @ a), np.linalg.inv(e + a @ b)
    return gap(a @ v, v @ a)


def c_021(d: Draw) -> float:
    r"""True: \frac{d}{dt}A(t)^{-1} = -A(t)^{-1}\,\dot A(t)\,A(t)^{-1}."""
    n = d.whole(2, 4)
    a, b, c = d.spd(n) + 2 * np.eye(n), d.mat(n, n) / 3, d.mat(n, n) / 3
    t = d.pos(0.1, 0.5)
    i, da = np.linalg.inv(a + t * b + np.sin(t) * c), b + np.cos(t) * c
    g = d1(lambda s: np.linalg.inv(a + s * b + np.sin(s) * c), t)
    return gap(g, -i @ da @ i)


def c_022(d: Draw) -> float:
    r"""False: \frac{d}{dt}A(t)^{-1} = -\dot A(t)\,A(t)^{-2}."""
    n = d.whole(2, 4)
    a, b, c = d.spd(n) + 2 * np.eye(n), d.mat(n, n) / 3, d.mat(n, n) / 3
    t = d.pos(0.1, 0.5)
    i, da = np.linalg.inv(a + t * b + np.sin(t) * c), b + np.cos(t) * c
    g = d1(lambda s: np.linalg.inv(a + s * b + np.sin(s) * c), t)
    return gap(g, -da @ i @ i)


def c_023(d: Draw) -> float:
    r"""True: \frac{d}{dt}\log\det A(t) = \operatorname{tr}\!\left(A(t)^{-1}A'(t)\right)."""
    n = d.whole(2, 4)
    a, b, c = d.spd(n) + np.eye(n), d.sym(n) / 5, d.spd(n)
    t = d.pos(0.1, 0.5)
    m, da = a + t * b + t * t * c, b + 2 * t * c
    g, r = d1(lambda s: np.linalg.slogdet(a + s * b + s * s * c)[1], t), np.trace(np.linalg.inv(m) @ da)
    return gap(g, r)


def c_024(d: Draw) -> float:
    r"""False: \frac{d}{dt}\log\det A(t) = \det A(t)\,\operatorname{tr}\!\left(A(t)^{-1}A'(t)\right)."""
    n = d.whole(2, 4)
    a, b, c = d.spd(n) + np.eye(n), d.sym(n) / 5, d.spd(n)
    t = d.pos(0.1, 0.5)
    m, da = a + t * b + t * t * c, b + 2 * t * c
    g, r = d1(lambda s: np.linalg.slogdet(a + s * b + s * s * c)[1], t), np.trace(np.linalg.inv(m) @ da)
    return gap(g, np.linalg.det(m) * r)


def c_026(d: Draw) -> float:
    r"""True: \|A+B\|_F^2 = \|A\|_F^2 + \|B\|_F^2 + 2\,\text{tr}(A^\top B)."""
    n = d.whole(2, 6)
    a, b = d.mat(n, n), d.mat(n, n)
    lhs_, r = ((a + b) ** 2).sum(), (a**2).sum() + (b**2).sum()
    return gap(lhs_, r + 2 * np.trace(a.T @ b))


def c_027(d: Draw) -> float:
    r"""False: \|A+B\|_F^2 = \|A\|_F^2 + \|B\|_F^2 + 2\,\text{tr}(AB)."""
    n = d.whole(2, 6)
    a, b = d.mat(n, n), d.mat(n, n)
    lhs_, r = ((a + b) ** 2).sum(), (a**2).sum() + (b**2).sum()
    return gap(lhs_, r + 2 * np.trace(a @ b))


def c_028(d: Draw) -> float:
    r"""True: \|x-z\|^2 = \|x-y\|^2 + \|y-z\|^2 + 2(x-y)^\top(y-z)."""
    n = d.whole(2, 6)
    x, y, z = d.vec(n), d.vec(n), d.vec(n)
    lhs_, r, c = ((x - z) ** 2).sum(), ((x - y) ** 2).sum() + ((y - z) ** 2).sum(), 2 * (x - y) @ (y - z)
    return gap(lhs_, r + c)


def c_029(d: Draw) -> float:
    r"""False: \|x-z\|^2 = \|x-y\|^2 + \|y-z\|^2 - 2(x-y)^\top(y-z)."""
    n = d.whole(2, 6)
    x, y, z = d.vec(n), d.vec(n), d.vec(n)
    lhs_, r, c = ((x - z) ** 2).sum(), ((x - y) ** 2).sum() + ((y - z) ** 2).sum(), 2 * (x - y) @ (y - z)
    return gap(lhs_, r - c)


def c_031(d: Draw) -> float:
    r"""True: \left\|Qx\right\|_2 = \left\|x\right\|_2."""
    m, n = d.whole(4, 6), d.whole(1, 3)
    q, x, _y = d.orth(m)[:, :n], d.vec(n), d.vec(m)
    return gap(np.linalg.norm(q @ x), np.linalg.norm(x))


def c_032(d: Draw) -> float:
    r"""False: \left\|Q^\top y\right\|_2 = \left\|y\right\|_2."""
    m, n = d.whole(4, 6), d.whole(1, 3)
    q, _x, y = d.orth(m)[:, :n], d.vec(n), d.vec(m)
    return gap(np.linalg.norm(q.T @ y), np.linalg.norm(y))


def c_033(d: Draw) -> float:
    r"""True: (A^2-3A+I)v = (\lambda^2-3\lambda+1)v."""
    n = d.whole(2, 5)
    s, e = d.inv(n), d.vec(n)
    a, v, c = s @ np.diag(e) @ np.linalg.inv(s), s[:, 0], e[0]
    lhs_ = (a @ a - 3 * a + np.eye(n)) @ v
    return gap(lhs_, (c * c - 3 * c + 1) * v)


def c_034(d: Draw) -> float:
    r"""False: (A^2-3A+I)v = (\lambda^2-3\lambda)v."""
    n = d.whole(2, 5)
    s, e = d.inv(n), d.vec(n)
    a, v, c = s @ np.diag(e) @ np.linalg.inv(s), s[:, 0], e[0]
    lhs_ = (a @ a - 3 * a + np.eye(n)) @ v
    return gap(lhs_, (c * c - 3 * c) * v)


def c_036(d: Draw) -> float:
    r"""True: (A-\mu I)^{-1}v = \frac{1}{\lambda-\mu}\,v."""
    n = d.whole(2, 5)
    s, e = d.inv(n), d.vec(n)
    a, v, c, u = s @ np.diag(e) @ np.linalg.inv(s), s[:, 0], e[0], 4 + d.pos()
    lhs_ = np.linalg.solve(a - u * np.eye(n), v)
    return gap(lhs_, v / (c - u))


def c_037(d: Draw) -> float:
    r"""False: (A-\mu I)^{-1}v = \frac{1}{\mu-\lambda}\,v."""
    n = d.whole(2, 5)
    s, e = d.inv(n), d.vec(n)
    a, v, c, u = s @ np.diag(e) @ np.linalg.inv(s), s[:, 0], e[0], 4 + d.pos()
    lhs_ = np.linalg.solve(a - u * np.eye(n), v)
    return gap(lhs_, v / (u - c))


def c_038(d: Draw) -> float:
    r"""True: A^\top A = V\Sigma^\top\Sigma V^\top."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    _u, s, vt = np.linalg.svd(a)
    z = np.zeros((m, n))
    z[: len(s), : len(s)] = np.diag(s)
    return gap(a.T @ a, vt.T @ z.T @ z @ vt)


def c_039(d: Draw) -> float:
    r"""False: A^\top A = U\Sigma\Sigma^\top U^\top."""
    m, n = d.dims(2)
    a = d.mat(m, n)
    u, s, _vt = np.linalg.svd(a)
    z = np.zeros((m, n))
    z[: len(s), : len(s)] = np.diag(s)
    return gap(a.T @ a, u @ z @ z.T @ u.T)


def c_041(d: Draw) -> float:
    r"""True: A^{+}A = I_n."""
    m, n = d.whole(4, 6), d.whole(1, 3)
    a = d.mat(m, n)
    p = np.linalg.pinv(a)
    return gap(p @ a, np.eye(n))


def c_042(d: Draw) -> float:
    r"""False: AA^{+} = I_m."""
    m, n = d.whole(4, 6), d.whole(1, 3)
    a = d.mat(m, n)
    p = np.linalg.pinv(a)
    return gap(a @ p, np.eye(m))


def c_043(d: Draw) -> float:
    r"""True: (x^\top y)^2 \le (x^\top A x)(y^\top A^{-1}y)."""
    n = d.whole(2, 6)
    a, x, y = d.spd(n), d.vec(n), d.vec(n)
    lhs_, r = (x @ y) ** 2, (x @ a @ x) * (y @ np.linalg.solve(a, y))
    return excess(lhs_, r)


def c_044(d: Draw) -> float:
    r"""False: (x^\top y)^2 \ge (x^\top A x)(y^\top A^{-1}y)."""
    n = d.whole(2, 6)
    a, x, y = d.spd(n), d.vec(n), d.vec(n)
    lhs_, r = (x @ y) ** 2, (x @ a @ x) * (y @ np.linalg.solve(a, y))
    return excess(r, lhs_)


def c_046(d: Draw) -> float:
    r"""True: e^{tP} = I + (e^t-1)P."""
    n, t = d.whole(2, 5), d.num()
    p, e = d.idem(n), np.eye(n)
    lhs_ = expm(t * p)
    return gap(lhs_, e + (np.exp(t) - 1) * p)


def c_047(d: Draw) -> float:
    r"""False: e^{tP} = I + e^tP."""
    n, t = d.whole(2, 5), d.num()
    p, e = d.idem(n), np.eye(n)
    lhs_ = expm(t * p)
    return gap(lhs_, e + np.exp(t) * p)


def c_048(d: Draw) -> float:
    r"""True: \mathrm{vec}(ab^\top) = b\otimes a."""
    m, n = d.dims(2)
    a, b = d.vec(m), d.vec(n)
    lhs_ = vec(np.outer(a, b))
    return gap(lhs_, np.kron(b, a))


def c_049(d: Draw) -> float:
    r"""False: \mathrm{vec}(ab^\top) = a\otimes b."""
    m, n = d.dims(2)
    a, b = d.vec(m), d.vec(n)
    lhs_ = vec(np.outer(a, b))
    return gap(lhs_, np.kron(a, b))


def c_051(d: Draw) -> float:
    r"""True: x^\top(A\odot B)y = \operatorname{tr}\left(\operatorname{diag}(x)\,A\,\operatorname{diag}(y)..."""
    n = d.whole(2, 6)
    a, b, x, y = d.mat(n, n), d.mat(n, n), d.vec(n), d.vec(n)
    lhs_, m = x @ (a * b) @ y, np.diag(x) @ a @ np.diag(y)
    return gap(lhs_, np.trace(m @ b.T))


def c_052(d: Draw) -> float:
    r"""False: x^\top(A\odot B)y = \operatorname{tr}\left(\operatorname{diag}(x)\,A\,\operatorname{diag}(y)..."""
    n = d.whole(2, 6)
    a, b, x, y = d.mat(n, n), d.mat(n, n), d.vec(n), d.vec(n)
    lhs_, m = x @ (a * b) @ y, np.diag(x) @ a @ np.diag(y)
    return gap(lhs_, np.trace(m @ b))


def c_053(d: Draw) -> float:
    r"""True: (\boldsymbol{a}\boldsymbol{b}^\top)\odot(\boldsymbol{c}\boldsymbol{d}^\top) = (\boldsymbol{a..."""
    n = d.whole(2, 6)
    a, b, c, e = d.vec(n), d.vec(n), d.vec(n), d.vec(n)
    lhs_ = np.outer(a, b) * np.outer(c, e)
    return gap(lhs_, np.outer(a * c, b * e))


def c_054(d: Draw) -> float:
    r"""False: (\boldsymbol{a}\boldsymbol{b}^\top)\odot(\boldsymbol{c}\boldsymbol{d}^\top) = (\boldsymbol{a..."""
    n = d.whole(2, 6)
    a, b, c, e = d.vec(n), d.vec(n), d.vec(n), d.vec(n)
    lhs_ = np.outer(a, b) * np.outer(c, e)
    return gap(lhs_, np.outer(a * b, c * e))


def c_056(d: Draw) -> float:
    r"""True: [A^\top BA]_{ij} = \sum_{k,l} A_{ki}B_{kl}A_{lj}."""
    n = d.whole(2, 6)
    a, b = d.mat(n, n), d.mat(n, n)
    lhs_ = a.T @ b @ a
    return gap(lhs_, np.einsum("ki,kl,lj->ij", a, b, a))


def c_057(d: Draw) -> float:
    r"""False: [A^\top BA]_{ij} = \sum_{k,l} A_{ik}B_{kl}A_{lj}."""
    n = d.whole(2, 6)
    a, b = d.mat(n, n), d.mat(n, n)
    lhs_ = a.T @ b @ a
    return gap(lhs_, np.einsum("ik,kl,lj->ij", a, b, a))


def c_058(_d: Draw) -> float:
    r"""True: \varepsilon_{ijk}\varepsilon_{ijl} = 2\delta_{kl}."""
    i, j, k = np.ogrid[:3, :3, :3]
    e = (i - j) * (j - k) * (k - i) / 2.0
    lhs_ = np.einsum("ijk,ijl->kl", e, e)
    return gap(lhs_, 2 * np.eye(3))


def c_059(_d: Draw) -> float:
    r"""False: \varepsilon_{ijk}\varepsilon_{ijl} = \delta_{kl}."""
    i, j, k = np.ogrid[:3, :3, :3]
    e = (i - j) * (j - k) * (k - i) / 2.0
    lhs_ = np.einsum("ijk,ijl->kl", e, e)
    return gap(lhs_, np.eye(3))


def c_061(d: Draw) -> float:
    r"""True: XW^\top \in \mathbb{R}^{b\times h}."""
    b, n, h = d.dims(3)
    lhs_ = d.mat(b, n) @ d.mat(h, n).T
    return shape(lhs_, b, h)


def c_062(d: Draw) -> float:
    r"""False: XW^\top \in \mathbb{R}^{h\times b}."""
    b, n, h = d.dims(3)
    lhs_ = d.mat(b, n) @ d.mat(h, n).T
    return shape(lhs_, h, b)


def c_063(d: Draw) -> float:
    r"""True: \|b\|_2^2 = \|A\hat x\|_2^2 + \|b-A\hat x\|_2^2."""
    m, n = d.whole(4, 7), d.whole(1, 3)
    a, b = d.mat(m, n), d.vec(m)
    x = np.linalg.lstsq(a, b, rcond=None)[0]
    nb, np_, nr = np.linalg.norm(b), np.linalg.norm(a @ x), np.linalg.norm(b - a @ x)
    return gap(nb**2, np_**2 + nr**2)


def c_064(d: Draw) -> float:
    r"""False: \|b\|_2 = \|A\hat x\|_2 + \|b-A\hat x\|_2."""
    m, n = d.whole(4, 7), d.whole(1, 3)
    a, b = d.mat(m, n), d.vec(m)
    x = np.linalg.lstsq(a, b, rcond=None)[0]
    nb, np_, nr = np.linalg.norm(b), np.linalg.norm(a @ x), np.linalg.norm(b - a @ x)
    return gap(nb, np_ + nr)


def c_066(d: Draw) -> float:
    r"""True: \left(\mathbf X^{\mathrm T}\mathbf X+\lambda\mathbf I_d\right)^{-1}\mathbf X^{\mathrm T}\mat..."""
    n, p = d.dims(2)
    x, y, c = d.mat(n, p), d.vec(n), d.pos()
    lhs_ = np.linalg.solve(x.T @ x + c * np.eye(p), x.T @ y)
    return gap(lhs_, x.T @ np.linalg.solve(x @ x.T + c * np.eye(n), y))


def c_067(d: Draw) -> float:
    r"""False: \left(\mathbf X^{\mathrm T}\mathbf X+\lambda\mathbf I_d\right)^{-1}\mathbf X^{\mathrm T}\mat..."""
    n, p = d.dims(2)
    x, y, c = d.mat(n, p), d.vec(n), d.pos()
    lhs_ = np.linalg.solve(x.T @ x + c * np.eye(p), x.T @ y)
    return gap(lhs_, x.T @ np.linalg.solve(x @ x.T - c * np.eye(n), y))


def c_068(d: Draw) -> float:
    r"""True: w^* = (X'CX)^{-1}X'Cy."""
    m, n = d.whole(4, 7), d.whole(1, 3)
    x, y, c = d.mat(m, n), d.vec(m), d.posvec(m)
    k = np.sqrt(c)
    w = np.linalg.lstsq(x * k[:, None], y * k, rcond=None)[0]
    return gap(w, np.linalg.solve((x.T * c) @ x, x.T @ (c * y)))


def c_069(d: Draw) -> float:
    r"""False: w^* = (X'X)^{-1}X'Cy."""
    m, n = d.whole(4, 7), d.whole(1, 3)
    x, y, c = d.mat(m, n), d.vec(m), d.posvec(m)
    k = np.sqrt(c)
    w = np.linalg.lstsq(x * k[:, None], y * k, rcond=None)[0]
    return gap(w, np.linalg.solve(x.T @ x, x.T @ (c * y)))


def c_071(d: Draw) -> float:
    r"""True: x_{t+1}-x^* = (I-\eta A)(x_t-x^*)."""
    n, s = d.whole(2, 5), d.pos(0.1, 0.6)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    m = np.linalg.solve(a, b)
    lhs_ = x - s * grad(lambda z: z @ a @ z / 2 - b @ z, x) - m
    return gap(lhs_, (np.eye(n) - s * a) @ (x - m))


def c_072(d: Draw) -> float:
    r"""False: x_{t+1}-x^* = (I+\eta A)(x_t-x^*)."""
    n, s = d.whole(2, 5), d.pos(0.1, 0.6)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)
    m = np.linalg.solve(a, b)
    lhs_ = x - s * grad(lambda z: z @ a @ z / 2 - b @ z, x) - m
    return gap(lhs_, (np.eye(n) + s * a) @ (x - m))


def c_073(d: Draw) -> float:
    r"""True: (1-\beta)\sum_{k=0}^{t-1}\beta^k = 1-\beta^t."""
    t, b = d.whole(1, 9), d.pos(0.2, 0.9)
    lhs_ = (1 - b) * (b ** np.arange(t)).sum()
    return gap(lhs_, 1 - b**t)


def c_074(d: Draw) -> float:
    r"""False: (1-\beta)\sum_{k=0}^{t-1}\beta^k = 1-\beta^{t-1}."""
    t, b = d.whole(1, 9), d.pos(0.2, 0.9)
    lhs_ = (1 - b) * (b ** np.arange(t)).sum()
    return gap(lhs_, 1 - b ** (t - 1))


def c_076(d: Draw) -> float:
    r"""True: x-[\nabla^2f(x)]^{-1}\nabla f(x) = -A^{-1}b."""
    n = d.whole(2, 4)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)

    def f(z: Value) -> Value:
        return float(z @ a @ z / 2 + b @ z + 0.7)

    lhs_ = x - np.linalg.solve(hess(f, x), grad(f, x))
    return gap(lhs_, -np.linalg.solve(a, b))


def c_077(d: Draw) -> float:
    r"""False: x-[\nabla^2f(x)]^{-1}\nabla f(x) = A^{-1}b."""
    n = d.whole(2, 4)
    a, b, x = d.spd(n), d.vec(n), d.vec(n)

    def f(z: Value) -> Value:
        return float(z @ a @ z / 2 + b @ z + 0.7)

    lhs_ = x - np.linalg.solve(hess(f, x), grad(f, x))
    return gap(lhs_, np.linalg.solve(a, b))


def c_078(d: Draw) -> float:
    r"""True: \operatorname{softmax}\big((a,b)\big)_1 = \sigma(a-b)."""
    a, b = d.num(), d.num()
    lhs_ = softmax(np.array([a, b]))[0]
    return gap(lhs_, sigmoid(a - b))


def c_079(d: Draw) -> float:
    r"""False: \operatorname{softmax}\big((a,b)\big)_1 = \sigma(b-a)."""
    a, b = d.num(), d.num()
    lhs_ = softmax(np.array([a, b]))[0]
    return gap(lhs_, sigmoid(b - a))


def c_081(d: Draw) -> float:
    r"""True: \sum_{j=1}^n \frac{\partial s_i}{\partial x_j} = 0."""
    x = d.vec(d.whole(2, 6))
    lhs_ = jac(softmax, x).sum(axis=1)
    return gap(lhs_, np.zeros(len(x)))


def c_082(d: Draw) -> float:
    r"""False: \sum_{j=1}^n \frac{\partial s_i}{\partial x_j} = 1."""
    x = d.vec(d.whole(2, 6))
    lhs_ = jac(softmax, x).sum(axis=1)
    return gap(lhs_, np.ones(len(x)))


def c_083(d: Draw) -> float:
    r"""True: \frac{d}{d\tau}\Big(\tau\log\sum_{i=1}^n e^{x_i/\tau}\Big) = H(p)."""
    x, t = d.vec(d.whole(2, 6)), d.pos(0.7, 2.0)
    lhs_, h = d1(lambda s: s * lse(x / s), t), ent(softmax(x / t))
    return gap(lhs_, h)


def c_084(d: Draw) -> float:
    r"""False: \frac{d}{d\tau}\Big(\tau\log\sum_{i=1}^n e^{x_i/\tau}\Big) = -H(p)."""
    x, t = d.vec(d.whole(2, 6)), d.pos(0.7, 2.0)
    lhs_, h = d1(lambda s: s * lse(x / s), t), ent(softmax(x / t))
    return gap(lhs_, -h)


def c_086(d: Draw) -> float:
    r"""True: \max(x,\alpha x) = \mathrm{ReLU}(x) - \alpha\,\mathrm{ReLU}(-x)."""
    a, x = d.pos(0.1, 0.9), d.num()
    lhs_ = max(x, a * x)
    return gap(lhs_, relu(x) - a * relu(-x))


def c_087(d: Draw) -> float:
    r"""False: \max(x,\alpha x) = \mathrm{ReLU}(x) - \alpha\,\mathrm{ReLU}(x)."""
    a, x = d.pos(0.1, 0.9), d.num()
    lhs_ = max(x, a * x)
    return gap(lhs_, relu(x) - a * relu(x))


def c_088(d: Draw) -> float:
    r"""True: 1-\tanh^2 x = 4\,\sigma(2x)\,\sigma(-2x)."""
    x = d.num()
    lhs_, r = 1 - np.tanh(x) ** 2, sigmoid(2 * x) * sigmoid(-2 * x)
    return gap(lhs_, 4 * r)


def c_089(d: Draw) -> float:
    r"""False: 1-\tanh^2 x = 2\,\sigma(2x)\,\sigma(-2x)."""
    x = d.num()
    lhs_, r = 1 - np.tanh(x) ** 2, sigmoid(2 * x) * sigmoid(-2 * x)
    return gap(lhs_, 2 * r)


def c_091(d: Draw) -> float:
    r"""True: \operatorname{GELU}'(x) = \Phi(x)+x\,\varphi(x)."""
    x = d.num()

    def c(t: Value) -> Value:
        return (1 + erf(t / np.sqrt(2))) / 2

    lhs_, p = d1(lambda t: t * c(t), x), np.exp(-x * x / 2) / np.sqrt(2 * np.pi)
    return gap(lhs_, c(x) + x * p)


def c_092(d: Draw) -> float:
    r"""False: \operatorname{GELU}'(x) = \Phi(x)-x\,\varphi(x)."""
    x = d.num()

    def c(t: Value) -> Value:
        return (1 + erf(t / np.sqrt(2))) / 2

    lhs_, p = d1(lambda t: t * c(t), x), np.exp(-x * x / 2) / np.sqrt(2 * np.pi)
    return gap(lhs_, c(x) - x * p)


def c_093(d: Draw) -> float:
    r"""True: L_\delta'(r) = \max(-\delta,\min(\delta,r))."""
    e, r = d.pos(0.2, 0.8), d.num() * 2

    def f(t: Value) -> Value:
        return t * t / 2 if abs(t) <= e else e * (abs(t) - e / 2)

    r = r + 0.01 if abs(abs(r) - e) < 0.005 else r
    lhs_ = d1(f, r)
    return gap(lhs_, max(-e, min(e, r)))


def c_094(d: Draw) -> float:
    r"""False: L_\delta'(r) = \max(-1,\min(1,r))."""
    e, r = d.pos(0.2, 0.8), d.num() * 2

    def f(t: Value) -> Value:
        return t * t / 2 if abs(t) <= e else e * (abs(t) - e / 2)

    r = r + 0.01 if abs(abs(r) - e) < 0.005 else r
    lhs_ = d1(f, r)
    return gap(lhs_, max(-1, min(1, r)))


def c_096(d: Draw) -> float:
    r"""True: \frac{\partial}{\partial W}\big(-\log p_c\big) = (p-e_c)x^\top."""
    k, n = d.dims(2)
    w, x = d.mat(k, n) / 2, d.vec(n)
    p, e = softmax(w @ x), np.eye(k)[1]
    g = grad(lambda z: -np.log(softmax(z @ x)[1]), w)
    return gap(g, np.outer(p - e, x))


def c_097(d: Draw) -> float:
    r"""False: \frac{\partial}{\partial W}\big(-\log p_c\big) = (e_c-p)x^\top."""
    k, n = d.dims(2)
    w, x = d.mat(k, n) / 2, d.vec(n)
    p, e = softmax(w @ x), np.eye(k)[1]
    g = grad(lambda z: -np.log(softmax(z @ x)[1]), w)
    return gap(g, np.outer(e - p, x))


def c_098(d: Draw) -> float:
    r"""True: \nabla_W \frac{1}{2n}\|XW-Y\|_F^2 = \frac1n X^\top(XW-Y)."""
    n, p, k = d.dims(3)
    x, w, y = d.mat(n, p), d.mat(p, k), d.mat(n, k)
    g, r = grad(lambda z: ((x @ z - y) ** 2).sum() / (2 * n), w), x.T @ (x @ w - y) / n
    return gap(g, r)


def c_099(d: Draw) -> float:
    r"""False: \nabla_W \frac{1}{2n}\|XW-Y\|_F^2 = \frac{2}{n} X^\top(XW-Y)."""
    n, p, k = d.dims(3)
    x, w, y = d.mat(n, p), d.mat(p, k), d.mat(n, k)
    g, r = grad(lambda z: ((x @ z - y) ** 2).sum() / (2 * n), w), x.T @ (x @ w - y) / n
    return gap(g, 2 * r)


def c_101(d: Draw) -> float:
    r"""True: \rho_\tau(u)+\rho_\tau(-u) = |u|."""
    t, u = d.pos(0.1, 0.9), d.num()
    lhs_ = max(t * u, (t - 1) * u) + max(-t * u, (1 - t) * u)
    return gap(lhs_, abs(u))


def c_102(d: Draw) -> float:
    r"""False: \rho_\tau(u)+\rho_\tau(-u) = \tau|u|."""
    t, u = d.pos(0.1, 0.9), d.num()
    lhs_ = max(t * u, (t - 1) * u) + max(-t * u, (1 - t) * u)
    return gap(lhs_, t * abs(u))


def c_103(d: Draw) -> float:
    r"""True: \frac{\partial}{\partial x}\big[(a^\top x)\,x\big] = xa^\top + (a^\top x)I."""
    n = d.whole(2, 6)
    a, x = d.vec(n), d.vec(n)
    j, s = jac(lambda z: (a @ z) * z, x), (a @ x) * np.eye(n)
    return gap(j, np.outer(x, a) + s)


def c_104(d: Draw) -> float:
    r"""False: \frac{\partial}{\partial x}\big[(a^\top x)\,x\big] = ax^\top + (a^\top x)I."""
    n = d.whole(2, 6)
    a, x = d.vec(n), d.vec(n)
    j, s = jac(lambda z: (a @ z) * z, x), (a @ x) * np.eye(n)
    return gap(j, np.outer(a, x) + s)


def c_106(d: Draw) -> float:
    r"""True: \frac{\partial}{\partial x}\tanh(Wx+b) = \operatorname{diag}\!\big(1-\tanh^2(Wx+b)\big)\,W."""
    n = d.whole(2, 5)
    w, b, x = d.mat(n, n) / 2, d.vec(n), d.vec(n)
    j, g = jac(lambda z: np.tanh(w @ z + b), x), np.diag(1 - np.tanh(w @ x + b) ** 2)
    return gap(j, g @ w)


def c_107(d: Draw) -> float:
    r"""False: \frac{\partial}{\partial x}\tanh(Wx+b) = W\operatorname{diag}\!\big(1-\tanh^2(Wx+b)\big)."""
    n = d.whole(2, 5)
    w, b, x = d.mat(n, n) / 2, d.vec(n), d.vec(n)
    j, g = jac(lambda z: np.tanh(w @ z + b), x), np.diag(1 - np.tanh(w @ x + b) ** 2)
    return gap(j, w @ g)


def c_108(d: Draw) -> float:
    r"""True: \left|\det\frac{\partial(x,y)}{\partial(r,\theta)}\right| = r."""
    r, a = d.pos(1.2, 3.0), d.num()
    lhs_ = abs(np.linalg.det(jac(lambda z: np.array([z[0] * np.cos(z[1]), z[0] * np.sin(z[1])]), np.array([r, a]))))
    return gap(lhs_, r)


def c_109(d: Draw) -> float:
    r"""False: \left|\det\frac{\partial(x,y)}{\partial(r,\theta)}\right| = \frac1r."""
    r, a = d.pos(1.2, 3.0), d.num()
    lhs_ = abs(np.linalg.det(jac(lambda z: np.array([z[0] * np.cos(z[1]), z[0] * np.sin(z[1])]), np.array([r, a]))))
    return gap(lhs_, 1 / r)


def c_111(d: Draw) -> float:
    r"""True: \nabla^2g(x) = A^\top\,\nabla^2f(Ax+b)\,A."""
    n = d.whole(2, 4)
    f, x, a, b = d.scalar(n), d.vec(n), d.mat(n, n) / 2, d.vec(n)
    lhs_, h = hess(lambda z: f(a @ z + b), x), hess(f, a @ x + b)
    return gap(lhs_, a.T @ h @ a)


def c_112(d: Draw) -> float:
    r"""False: \nabla^2g(x) = A\,\nabla^2f(Ax+b)\,A^\top."""
    n = d.whole(2, 4)
    f, x, a, b = d.scalar(n), d.vec(n), d.mat(n, n) / 2, d.vec(n)
    lhs_, h = hess(lambda z: f(a @ z + b), x), hess(f, a @ x + b)
    return gap(lhs_, a @ h @ a.T)


def c_113(d: Draw) -> float:
    r"""True: \nabla R(x) = \frac{2}{x^\top x}\big(Ax-R(x)\,x\big)."""
    n = d.whole(2, 5)
    a, x = d.sym(n), 2 * d.unit(n)

    def r(z: Value) -> Value:
        return z @ a @ z / (z @ z)

    g = grad(r, x)
    return gap(g, 2 / (x @ x) * (a @ x - r(x) * x))


def c_114(d: Draw) -> float:
    r"""False: \nabla R(x) = \frac{2}{x^\top x}\big(Ax-x\big)."""
    n = d.whole(2, 5)
    a, x = d.sym(n), 2 * d.unit(n)

    def r(z: Value) -> Value:
        return z @ a @ z / (z @ z)

    g = grad(r, x)
    return gap(g, 2 / (x @ x) * (a @ x - x))


def c_116(d: Draw) -> float:
    r"""True: \frac{\partial}{\partial A}\,u^\top A^{-1}v = -A^{-\top}uv^\top A^{-\top}."""
    n = d.whole(2, 4)
    a, u, v = d.orth(n) + d.mat(n, n) / 10, d.vec(n), d.vec(n)
    i = np.linalg.inv(a).T
    g = grad(lambda z: u @ np.linalg.inv(z) @ v, a)
    return gap(g, -i @ np.outer(u, v) @ i)


def c_117(d: Draw) -> float:
    r"""False: \frac{\partial}{\partial A}\,u^\top A^{-1}v = -A^{-\top}vu^\top A^{-\top}."""
    n = d.whole(2, 4)
    a, u, v = d.orth(n) + d.mat(n, n) / 10, d.vec(n), d.vec(n)
    i = np.linalg.inv(a).T
    g = grad(lambda z: u @ np.linalg.inv(z) @ v, a)
    return gap(g, -i @ np.outer(v, u) @ i)


def c_118(d: Draw) -> float:
    r"""True: \frac{\partial}{\partial X}\log\det(X^\top X) = 2X(X^\top X)^{-1}."""
    m, n = d.whole(4, 6), d.whole(1, 3)
    x = d.orth(m)[:, :n] @ d.spd(n) + d.mat(m, n) / 20
    g, r = grad(lambda z: np.linalg.slogdet(z.T @ z)[1], x), x @ np.linalg.inv(x.T @ x)
    return gap(g, 2 * r)


def c_119(d: Draw) -> float:
    r"""False: \frac{\partial}{\partial X}\log\det(X^\top X) = X(X^\top X)^{-1}."""
    m, n = d.whole(4, 6), d.whole(1, 3)
    x = d.orth(m)[:, :n] @ d.spd(n) + d.mat(m, n) / 20
    g, r = grad(lambda z: np.linalg.slogdet(z.T @ z)[1], x), x @ np.linalg.inv(x.T @ x)
    return gap(g, r)


def c_121(d: Draw) -> float:
    r"""True: \frac{\partial\,\mathrm{tr}(X^k)}{\partial X} = k\,(X^{k-1})^\top."""
    n, k = d.whole(2, 4), d.whole(2, 4)
    x = d.mat(n, n) / 2
    g, p = grad(lambda z: np.trace(np.linalg.matrix_power(z, k)), x), k * np.linalg.matrix_power(x, k - 1)
    return gap(g, p.T)


def c_122(d: Draw) -> float:
    r"""False: \frac{\partial\,\mathrm{tr}(X^k)}{\partial X} = k\,X^{k-1}."""
    n, k = d.whole(2, 4), d.whole(2, 4)
    x = d.mat(n, n) / 2
    g, p = grad(lambda z: np.trace(np.linalg.matrix_power(z, k)), x), k * np.linalg.matrix_power(x, k - 1)
    return gap(g, p)


def c_123(d: Draw) -> float:
    r"""True: \operatorname{Cov}(AX,BY) = A\operatorname{Cov}(X,Y)B^\top."""
    n = d.whole(2, 4)
    w, x, y, a, b = d.prob(6), d.mat(6, n), d.mat(6, n), d.mat(n, n), d.mat(n, n)

    def c(u: Value, v: Value) -> Value:
        return (u - w @ u).T @ np.diag(w) @ (v - w @ v)

    lhs_ = c(x @ a.T, y @ b.T)
    return gap(lhs_, a @ c(x, y) @ b.T)


def c_124(d: Draw) -> float:
    r"""False: \operatorname{Cov}(AX,BY) = A\operatorname{Cov}(X,Y)B."""
    n = d.whole(2, 4)
    w, x, y, a, b = d.prob(6), d.mat(6, n), d.mat(6, n), d.mat(n, n), d.mat(n, n)

    def c(u: Value, v: Value) -> Value:
        return (u - w @ u).T @ np.diag(w) @ (v - w @ v)

    lhs_ = c(x @ a.T, y @ b.T)
    return gap(lhs_, a @ c(x, y) @ b)


def c_126(d: Draw) -> float:
    r"""True: \Pi(x) = x-\frac{a^\top x-\beta}{\|a\|^2}\,a."""
    n, b = d.whole(2, 6), d.num()
    a, x = d.unit(n) * d.pos(1.5, 3.0), d.vec(n)
    z = np.linalg.solve(np.block([[np.eye(n), a[:, None]], [a[None], np.zeros((1, 1))]]), np.append(x, b))[:n]
    return gap(z, x - (a @ x - b) / (a @ a) * a)


def c_127(d: Draw) -> float:
    r"""False: \Pi(x) = x-\frac{a^\top x-\beta}{\|a\|}\,a."""
    n, b = d.whole(2, 6), d.num()
    a, x = d.unit(n) * d.pos(1.5, 3.0), d.vec(n)
    z = np.linalg.solve(np.block([[np.eye(n), a[:, None]], [a[None], np.zeros((1, 1))]]), np.append(x, b))[:n]
    return gap(z, x - (a @ x - b) / np.linalg.norm(a) * a)


def c_128(d: Draw) -> float:
    r"""True: \arg\min_{u\in\mathbb{R}}\ \tfrac12(u-z)^2+\lambda|u| = \operatorname{sign}(z)\max(|z|-\lamb..."""
    z, c = d.num(), d.pos(0.2, 1.0)

    def f(u: Value) -> Value:
        return (u - z) ** 2 / 2 + c * np.abs(u)

    m = f(np.linspace(-3, 3, 60001)).min()
    return excess(f(np.sign(z) * max(abs(z) - c, 0)), m)


def c_129(d: Draw) -> float:
    r"""False: \arg\min_{u\in\mathbb{R}}\ \tfrac12(u-z)^2+\lambda|u| = \operatorname{sign}(z)\max(|z|-\tfra..."""
    z, c = d.num(), d.pos(0.2, 1.0)

    def f(u: Value) -> Value:
        return (u - z) ** 2 / 2 + c * np.abs(u)

    m = f(np.linspace(-3, 3, 60001)).min()
    return excess(f(np.sign(z) * max(abs(z) - c / 2, 0)), m)


def c_131(d: Draw) -> float:
    r"""True: \max_{\|x\|_1\le1} a^\top x = \|a\|_\infty."""
    a = d.vec(d.whole(2, 6))
    v = np.concatenate([np.eye(len(a)), -np.eye(len(a))])
    lhs_ = (v @ a).max()
    return gap(lhs_, np.abs(a).max())


def c_132(d: Draw) -> float:
    r"""False: \max_{\|x\|_1\le1} a^\top x = \|a\|_1."""
    a = d.vec(d.whole(2, 6))
    v = np.concatenate([np.eye(len(a)), -np.eye(len(a))])
    lhs_ = (v @ a).max()
    return gap(lhs_, np.abs(a).sum())


def c_133(d: Draw) -> float:
    r"""True: \sup_{x\in\mathbb{R}^n}\Big(x^\top y-\frac12x^\top Ax\Big) = \frac12\,y^\top A^{-1}y."""
    n = d.whole(2, 5)
    a, y = d.spd(n), d.vec(n)
    x = np.zeros(n)
    for _ in range(400):
        x = x + (y - a @ x) / 3.0
    lhs_ = x @ y - x @ a @ x / 2
    return gap(lhs_, y @ np.linalg.inv(a) @ y / 2)


def c_134(d: Draw) -> float:
    r"""False: \sup_{x\in\mathbb{R}^n}\Big(x^\top y-\frac12x^\top Ax\Big) = \frac12\,y^\top Ay."""
    n = d.whole(2, 5)
    a, y = d.spd(n), d.vec(n)
    x = np.zeros(n)
    for _ in range(400):
        x = x + (y - a @ x) / 3.0
    lhs_ = x @ y - x @ a @ x / 2
    return gap(lhs_, y @ a @ y / 2)


def c_136(d: Draw) -> float:
    r"""True: X^\top CX = X^\top X-n\,\bar x\bar x^\top."""
    n, p = d.dims(2)
    x = d.mat(n, p) + 0.5
    m, c = x.mean(axis=0), np.eye(n) - np.ones((n, n)) / n
    lhs_ = x.T @ c @ x
    return gap(lhs_, x.T @ x - n * np.outer(m, m))


def c_137(d: Draw) -> float:
    r"""False: X^\top CX = X^\top X-\bar x\bar x^\top."""
    n, p = d.dims(2)
    x = d.mat(n, p) + 0.5
    m, c = x.mean(axis=0), np.eye(n) - np.ones((n, n)) / n
    lhs_ = x.T @ c @ x
    return gap(lhs_, x.T @ x - np.outer(m, m))


def c_138(d: Draw) -> float:
    r"""True: (I-N)^{-1} = I+N+N^2."""
    n = d.whole(3, 6)
    a, e = d.nilp(n, 3), np.eye(n)
    lhs_ = np.linalg.inv(e - a)
    return gap(lhs_, e + a + a @ a)


def c_139(d: Draw) -> float:
    r"""False: (I-N)^{-1} = I-N+N^2."""
    n = d.whole(3, 6)
    a, e = d.nilp(n, 3), np.eye(n)
    lhs_ = np.linalg.inv(e - a)
    return gap(lhs_, e - a + a @ a)


def c_141(d: Draw) -> float:
    r"""True: A^2 = {\rm Tr}(A)\,A-\det(A)\,I."""
    a = d.inv(2)
    t, e = np.trace(a) * a, np.linalg.det(a) * np.eye(2)
    return gap(a @ a, t - e)


def c_142(d: Draw) -> float:
    r"""False: A^2 = {\rm Tr}(A)\,A+\det(A)\,I."""
    a = d.inv(2)
    t, e = np.trace(a) * a, np.linalg.det(a) * np.eye(2)
    return gap(a @ a, t + e)


def c_143(d: Draw) -> float:
    r"""True: \|A-A_k\|_F^2 = \sum_{i=k+1}^r\sigma_i^2."""
    m, n = d.dims(2)
    a, r = d.mat(m, n), min(m, n)
    u, s, vt = np.linalg.svd(a)
    k = d.whole(1, r - 1)
    lhs_ = ((a - (u[:, :k] * s[:k]) @ vt[:k]) ** 2).sum()
    return gap(lhs_, (s[k:] ** 2).sum())


def c_144(d: Draw) -> float:
    r"""False: \|A-A_k\|_F^2 = \sum_{i=k+1}^r\sigma_i."""
    m, n = d.dims(2)
    a, r = d.mat(m, n), min(m, n)
    u, s, vt = np.linalg.svd(a)
    k = d.whole(1, r - 1)
    lhs_ = ((a - (u[:, :k] * s[:k]) @ vt[:k]) ** 2).sum()
    return gap(lhs_, s[k:].sum())


def c_146(d: Draw) -> float:
    r"""True: (R_a q)^\top(R_b k) = q^\top R_{b-a}\,k."""
    a, b, q, k = d.num(), d.num() + 0.5, d.vec(2), d.vec(2)

    def r(t: Value) -> Value:
        return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])

    lhs_ = (r(a) @ q) @ (r(b) @ k)
    return gap(lhs_, q @ r(b - a) @ k)


def c_147(d: Draw) -> float:
    r"""False: (R_a q)^\top(R_b k) = q^\top R_{a-b}\,k."""
    a, b, q, k = d.num(), d.num() + 0.5, d.vec(2), d.vec(2)

    def r(t: Value) -> Value:
        return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])

    lhs_ = (r(a) @ q) @ (r(b) @ k)
    return gap(lhs_, q @ r(a - b) @ k)


def c_148(d: Draw) -> float:
    r"""True: \lim_{p\to\infty}\|x\|_p = \|x\|_\infty."""
    x = np.abs(d.vec(d.whole(2, 6))) + 0.05
    m = x.max()
    lhs_ = m * ((x / m) ** 1e8).sum() ** 1e-8
    return gap(lhs_, m)


def c_149(d: Draw) -> float:
    r"""False: \lim_{p\to\infty}\|x\|_p = \|x\|_1."""
    x = np.abs(d.vec(d.whole(2, 6))) + 0.05
    m = x.max()
    lhs_ = m * ((x / m) ** 1e8).sum() ** 1e-8
    return gap(lhs_, x.sum())


def c_151(d: Draw) -> float:
    r"""True: [A,BC] = [A,B]C+B[A,C]."""
    n = d.whole(2, 5)
    a, b, c = d.mat(n, n), d.mat(n, n), d.mat(n, n)

    def k(x: Value, y: Value) -> Value:
        return x @ y - y @ x

    lhs_ = k(a, b @ c)
    return gap(lhs_, k(a, b) @ c + b @ k(a, c))


def c_152(d: Draw) -> float:
    r"""False: [A,BC] = [A,B]C+[A,C]B."""
    n = d.whole(2, 5)
    a, b, c = d.mat(n, n), d.mat(n, n), d.mat(n, n)

    def k(x: Value, y: Value) -> Value:
        return x @ y - y @ x

    lhs_ = k(a, b @ c)
    return gap(lhs_, k(a, b) @ c + k(a, c) @ b)


def c_153(d: Draw) -> float:
    r"""True: \sum_{1\le i<j\le n}(x_i-x_j)^2 = n\sum_{i=1}^n x_i^2-\Big(\sum_{i=1}^n x_i\Big)^2."""
    n = d.whole(2, 6)
    x = d.vec(n)
    t, r = sum((x[i] - x[j]) ** 2 for i in range(n) for j in range(n)), n * (x @ x) - x.sum() ** 2
    return gap(t - sum((x[i] - x[j]) ** 2 for i in range(n) for j in range(i)), r)


def c_154(d: Draw) -> float:
    r"""False: \sum_{i=1}^n\sum_{j=1}^n(x_i-x_j)^2 = n\sum_{i=1}^n x_i^2-\Big(\sum_{i=1}^n x_i\Big)^2."""
    n = d.whole(2, 6)
    x = d.vec(n)
    t, r = sum((x[i] - x[j]) ** 2 for i in range(n) for j in range(n)), n * (x @ x) - x.sum() ** 2
    return gap(t, r)


def c_156(d: Draw) -> float:
    r"""True: x(t) = x_0\cos(\omega t)+\frac{v_0}{\omega}\sin(\omega t)\quad\text{for all } t\in\mathbb{R}."""
    w, x0, v0, t = d.pos(1.3, 2.5), d.num(), d.num(), d.pos()
    lhs_ = (expm(t * np.array([[0.0, 1.0], [-w * w, 0.0]])) @ np.array([x0, v0]))[0]
    return gap(lhs_, x0 * np.cos(w * t) + v0 / w * np.sin(w * t))


def c_157(d: Draw) -> float:
    r"""False: x(t) = x_0\cos(\omega t)+v_0\sin(\omega t)\quad\text{for all } t\in\mathbb{R}."""
    w, x0, v0, t = d.pos(1.3, 2.5), d.num(), d.num(), d.pos()
    lhs_ = (expm(t * np.array([[0.0, 1.0], [-w * w, 0.0]])) @ np.array([x0, v0]))[0]
    return gap(lhs_, x0 * np.cos(w * t) + v0 * np.sin(w * t))


def c_158(d: Draw) -> float:
    r"""True: XW \in \mathbb{R}^{B\times T\times k}."""
    b, t, n, k = d.dims(4)
    lhs_ = d.mat(b, t, n) @ d.mat(n, k)
    return shape(lhs_, b, t, k)


def c_159(d: Draw) -> float:
    r"""False: XW \in \mathbb{R}^{B\times d\times k}."""
    b, t, n, k = d.dims(4)
    lhs_ = d.mat(b, t, n) @ d.mat(n, k)
    return shape(lhs_, b, n, k)


def c_161(d: Draw) -> float:
    r"""True: \langle\nabla f(x),x\rangle = k\,f(x)."""
    n, k = d.whole(2, 4), d.whole(1, 4)
    a, x = d.spd(n), d.unit(n) * d.pos(0.8, 1.5)

    def f(z: Value) -> Value:
        return float((z @ a @ z) ** (k / 2))

    lhs_ = grad(f, x) @ x
    return gap(lhs_, k * f(x))


def c_162(d: Draw) -> float:
    r"""False: \langle\nabla f(x),x\rangle = (k-1)\,f(x)."""
    n, k = d.whole(2, 4), d.whole(1, 4)
    a, x = d.spd(n), d.unit(n) * d.pos(0.8, 1.5)

    def f(z: Value) -> Value:
        return float((z @ a @ z) ** (k / 2))

    lhs_ = grad(f, x) @ x
    return gap(lhs_, (k - 1) * f(x))


def c_163(d: Draw) -> float:
    r"""True: \operatorname{diag}(AB^T) = (A\odot B)\mathbf 1."""
    n = d.whole(2, 6)
    a, b, e = d.mat(n, n), d.mat(n, n), np.ones(n)
    lhs_ = np.diag(a @ b.T)
    return gap(lhs_, (a * b) @ e)


def c_164(d: Draw) -> float:
    r"""False: \operatorname{diag}(AB^T) = (A\odot B^T)\mathbf 1."""
    n = d.whole(2, 6)
    a, b, e = d.mat(n, n), d.mat(n, n), np.ones(n)
    lhs_ = np.diag(a @ b.T)
    return gap(lhs_, (a * b.T) @ e)


def c_166(d: Draw) -> float:
    r"""True: \left(I+uu'\right)^{-1} = I-\frac{uu'}{1+u'u}."""
    u = d.vec(d.whole(2, 6))
    m, e = np.outer(u, u), np.eye(len(u))
    lhs_ = np.linalg.inv(e + m)
    return gap(lhs_, e - m / (1 + u @ u))


def c_167(d: Draw) -> float:
    r"""False: \left(I+uu'\right)^{-1} = I-\frac{uu'}{u'u}."""
    u = d.vec(d.whole(2, 6))
    m, e = np.outer(u, u), np.eye(len(u))
    lhs_ = np.linalg.inv(e + m)
    return gap(lhs_, e - m / (u @ u))


def c_168(d: Draw) -> float:
    r"""True: \lambda_1^2+\lambda_2^2+\cdots+\lambda_n^2 = \operatorname{tr}(A^2)."""
    n = d.whole(2, 6)
    a = d.mat(n, n)
    lhs_ = (np.linalg.eigvals(a) ** 2).sum().real
    return gap(lhs_, np.trace(a @ a))


def c_169(d: Draw) -> float:
    r"""False: \lambda_1^2+\lambda_2^2+\cdots+\lambda_n^2 = (\operatorname{tr}A)^2."""
    n = d.whole(2, 6)
    a = d.mat(n, n)
    lhs_ = (np.linalg.eigvals(a) ** 2).sum().real
    return gap(lhs_, np.trace(a) ** 2)


def c_171(d: Draw) -> float:
    r"""True: \operatorname{tr}(U^{-1}) = \sum_{i=1}^n\frac{1}{u_{ii}}."""
    u = d.upper(d.whole(2, 5))
    lhs_, e = np.trace(np.linalg.inv(u)), np.diag(u)
    return gap(lhs_, (1 / e).sum())


def c_172(d: Draw) -> float:
    r"""False: \operatorname{tr}(U^{-1}) = \frac{1}{\sum_{i=1}^n u_{ii}}."""
    u = d.upper(d.whole(2, 5))
    lhs_, e = np.trace(np.linalg.inv(u)), np.diag(u)
    return gap(lhs_, 1 / e.sum())


def c_173(d: Draw) -> float:
    r"""True: \lim_{t\to0}\frac{\det(I+tA)-1}{t} = \operatorname{tr}(A)."""
    n = d.whole(2, 5)
    a = d.mat(n, n)
    lhs_ = d1(lambda t: np.linalg.det(np.eye(n) + t * a), 0.0)
    return gap(lhs_, np.trace(a))


def c_174(d: Draw) -> float:
    r"""False: \lim_{t\to0}\frac{\det(I+tA)-1}{t} = \det(A)."""
    n = d.whole(2, 5)
    a = d.mat(n, n)
    lhs_ = d1(lambda t: np.linalg.det(np.eye(n) + t * a), 0.0)
    return gap(lhs_, np.linalg.det(a))


def c_176(d: Draw) -> float:
    r"""True: \begin{aligned}\operatorname{tr}(A^\top B) &= \sum_{j=1}^n [A^\top B]_{jj}\\ &= \sum_{j=1}^n..."""
    m, n = d.dims(2)
    a, b = d.mat(m, n), d.mat(m, n)
    t = np.trace(a.T @ b)
    s = sum(a[:, j] @ b[:, j] for j in range(n))
    return max(gap(t, s), gap(t, (a * b).sum()))


def c_177(d: Draw) -> float:
    r"""False: \begin{aligned}\operatorname{tr}(A^\top B) &= \sum_{j=1}^n [A^\top B]_{jj}\\ &= \sum_{i=1}^{..."""
    m, n = d.dims(2)
    a, b = d.mat(m, n), d.mat(m, n)
    t = np.trace(a.T @ b)
    s = sum(a[:, j] @ b[:, j] for j in range(n))
    return max(gap(t, s), gap(t, np.diag(a) @ np.diag(b)))


def c_178(d: Draw) -> float:
    r"""True: (I-A)\left(I+A+A^2+\cdots+A^{m-1}\right) = I-A^m."""
    n, m = d.whole(2, 5), d.whole(1, 5)
    a, e = d.mat(n, n) / 2, np.eye(n)
    p = [np.linalg.matrix_power(a, k) for k in range(m + 1)]
    return gap((e - a) @ sum(p[:m]), e - p[m])


def c_179(d: Draw) -> float:
    r"""False: (I-A)\left(I+A+A^2+\cdots+A^m\right) = I-A^m."""
    n, m = d.whole(2, 5), d.whole(1, 5)
    a, e = d.mat(n, n) / 2, np.eye(n)
    p = [np.linalg.matrix_power(a, k) for k in range(m + 1)]
    return gap((e - a) @ sum(p), e - p[m])

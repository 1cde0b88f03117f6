"""Hand-written checks of the rows on info in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, ent, excess, gap, kl, mean


def f_227(g: Draw) -> float:
    r"""True: \frac{P(A\mid B)}{P(A^c\mid B)} = \frac{P(B\mid A)}{P(B\mid A^c)}\cdot\frac{P(A)}{P(A^c)}."""
    w = g.prob(2, 2)
    pa = w.sum(1)
    return gap(w[0, 0] / w[1, 0], (w[0, 0] / pa[0]) / (w[1, 0] / pa[1]) * pa[0] / pa[1])


def f_228(g: Draw) -> float:
    r"""False: \frac{P(A\mid B)}{P(A^c\mid B)} = \frac{P(B\mid A^c)}{P(B\mid A)}\cdot\frac{P(A)}{P(A^c)}."""
    w = g.prob(2, 2)
    pa = w.sum(1)
    return gap(w[0, 0] / w[1, 0], (w[1, 0] / pa[1]) / (w[0, 0] / pa[0]) * pa[0] / pa[1])


def f_229(g: Draw) -> float:
    r"""True: p(x,y,z) = p(x)\,p(y\mid x)\,p(z\mid x,y)."""
    w = g.prob(2, 3, 4)
    x, xy = w.sum((1, 2)), w.sum(2)
    return gap(w, x[:, None, None] * (xy / x[:, None])[:, :, None] * (w / xy[:, :, None]))


def f_230(g: Draw) -> float:
    r"""False: p(x,y,z) = p(x)\,p(y\mid x)\,p(z\mid y)."""
    w = g.prob(2, 3, 4)
    x, xy, yz = w.sum((1, 2)), w.sum(2), w.sum(0)
    return gap(w, x[:, None, None] * (xy / x[:, None])[:, :, None] * (yz / yz.sum(1)[:, None])[None])


def f_231(g: Draw) -> float:
    r"""True: p(x,y,z) = p(x)\,p(y\mid x)\,p(z\mid y)."""
    x, a, b = g.prob(2), g.stoch(2, 3), g.stoch(3, 4)
    w = np.einsum("x,xy,yz->xyz", x, a, b)
    yz = w.sum(0)
    return gap(w, x[:, None, None] * a[:, :, None] * (yz / yz.sum(1)[:, None])[None])


def f_232(g: Draw) -> float:
    r"""True: p(x,y\mid z) = p(x\mid z)\,p(y\mid z)."""
    z, a, b = g.prob(2), g.stoch(2, 3), g.stoch(2, 4)
    w = np.einsum("z,zx,zy->xyz", z, a, b)
    pz = w.sum((0, 1))
    return gap(w / pz, (w.sum(1) / pz)[:, None, :] * (w.sum(0) / pz)[None])


def f_233(g: Draw) -> float:
    r"""False: p(x,y\mid z) = p(x\mid z)\,p(y\mid z)."""
    x, y, c = g.prob(3), g.prob(4), np.stack([g.stoch(4, 2) for _ in range(3)])
    w = np.einsum("x,y,xyz->xyz", x, y, c)
    pz = w.sum((0, 1))
    return gap(w / pz, (w.sum(1) / pz)[:, None, :] * (w.sum(0) / pz)[None])


def f_234(g: Draw) -> float:
    r"""True: I(X;Y) = D_{\mathrm{KL}}\big(p(x,y)\,\|\,p(x)p(y)\big)."""
    w = g.prob(3, 4)
    px, py = w.sum(1), w.sum(0)
    return gap(ent(px) + ent(py) - ent(w), kl(w, np.outer(px, py)))


def f_235(g: Draw) -> float:
    r"""False: I(X;Y) = D_{\mathrm{KL}}\big(p(x)p(y)\,\|\,p(x,y)\big)."""
    w = g.prob(3, 4)
    px, py = w.sum(1), w.sum(0)
    return gap(ent(px) + ent(py) - ent(w), kl(np.outer(px, py), w))


def f_236(g: Draw) -> float:
    r"""True: H(p,q) = H(p) + D_{\mathrm{KL}}(p\,\|\,q)."""
    n = g.whole(2, 6)
    p, q = g.prob(n), g.prob(n)
    return gap(-(p * np.log(q)).sum(), ent(p) + kl(p, q))


def f_237(g: Draw) -> float:
    r"""False: H(p,q) = H(q) + D_{\mathrm{KL}}(p\,\|\,q)."""
    n = g.whole(2, 6)
    p, q = g.prob(n), g.prob(n)
    return gap(-(p * np.log(q)).sum(), ent(q) + kl(p, q))


def f_238(g: Draw) -> float:
    r"""True: -\sum_{i=1}^{n} p_i\log p_i \le \log n."""
    p = g.prob(g.whole(2, 6))
    return excess(ent(p), np.log(len(p)))


def f_239(g: Draw) -> float:
    r"""False: -\sum_{i=1}^{n} p_i\log p_i \le \log n."""
    n = g.whole(2, 6)
    p = g.rng.uniform(0.05, 0.5, n)
    return excess(ent(p), np.log(n))


def f_240(g: Draw) -> float:
    r"""True: I(X;Z) \le I(X;Y)."""
    w, b = g.prob(3, 3), g.stoch(3, 4)
    v = w @ b
    x = w.sum(1)
    return excess(kl(v, np.outer(x, v.sum(0))), kl(w, np.outer(x, w.sum(0))) + 1e-12)


def f_241(g: Draw) -> float:
    r"""False: I(X;Z) \ge I(X;Y)."""
    w, b = g.prob(3, 3), g.stoch(3, 4)
    v = w @ b
    x = w.sum(1)
    return excess(kl(w, np.outer(x, w.sum(0))), kl(v, np.outer(x, v.sum(0))))


def f_242(g: Draw) -> float:
    r"""True: H(Y\mid X) = 0."""
    p, m = g.prob(4), np.eye(3)[g.rng.integers(0, 3, 4)]
    return gap(ent(p[:, None] * m) - ent(p), 0.0)


def f_243(g: Draw) -> float:
    r"""False: H(X\mid Y) = 0."""
    p, m = g.prob(4), np.eye(3)[g.rng.integers(0, 3, 4)]
    w = p[:, None] * m
    return gap(ent(w) - ent(w.sum(0)), 0.0)


def f_244(g: Draw) -> float:
    r"""True: \operatorname{JS}(p,q) = H(m) - \tfrac{1}{2}H(p) - \tfrac{1}{2}H(q)."""
    n = g.whole(2, 6)
    p, q = g.prob(n), g.prob(n)
    m = (p + q) / 2
    return gap((kl(p, m) + kl(q, m)) / 2, ent(m) - ent(p) / 2 - ent(q) / 2)


def f_245(g: Draw) -> float:
    r"""False: \operatorname{JS}(p,q) = H(m) - H(p) - H(q)."""
    n = g.whole(2, 6)
    p, q = g.prob(n), g.prob(n)
    m = (p + q) / 2
    return gap((kl(p, m) + kl(q, m)) / 2, ent(m) - ent(p) - ent(q))


def f_246(g: Draw) -> float:
    r"""True: \log p(x) = \mathbb{E}_{q(z)}\!\left[\log\frac{p(x,z)}{q(z)}\right] + D_{\mathrm{KL}}\bi …."""
    w, q = g.prob(3, 4), g.prob(4)
    px = w[0].sum()
    return gap(np.log(px), mean(q, np.log(w[0] / q)) + kl(q, w[0] / px))


def f_247(g: Draw) -> float:
    r"""False: \log p(x) = \mathbb{E}_{q(z)}\!\left[\log\frac{p(x,z)}{q(z)}\right] - D_{\mathrm{KL}}\bi …."""
    w, q = g.prob(3, 4), g.prob(4)
    px = w[0].sum()
    return gap(np.log(px), mean(q, np.log(w[0] / q)) - kl(q, w[0] / px))

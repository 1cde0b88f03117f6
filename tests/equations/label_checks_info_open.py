"""Hand-written checks of the rows on info in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, ent, excess, gap, kl, mean, var


def o_211(g: Draw) -> float:
    r"""True: P(A\mid B) = \frac{P(B\mid A)\,P(A)}{P(B)}."""
    w = g.prob(2, 2)
    pa, pb = w.sum(1)[0], w.sum(0)[0]
    return gap(w[0, 0] / pb, (w[0, 0] / pa) * pa / pb)


def o_212(g: Draw) -> float:
    r"""False: P(A\mid B) = \frac{P(B\mid A)\,P(B)}{P(A)}."""
    w = g.prob(2, 2)
    pa, pb = w.sum(1)[0], w.sum(0)[0]
    return gap(w[0, 0] / pb, (w[0, 0] / pa) * pb / pa)


def o_213(g: Draw) -> float:
    r"""True: P(B) = P(B\mid A)P(A) + P(B\mid A^c)P(A^c)."""
    w = g.prob(2, 2)
    pa = w.sum(1)
    return gap(w[:, 0].sum(), w[0, 0] / pa[0] * pa[0] + w[1, 0] / pa[1] * pa[1])


def o_214(g: Draw) -> float:
    r"""False: P(B) = P(B\mid A) + P(B\mid A^c)."""
    w = g.prob(2, 2)
    pa = w.sum(1)
    return gap(w[:, 0].sum(), w[0, 0] / pa[0] + w[1, 0] / pa[1])


def o_215(g: Draw) -> float:
    r"""True: P(A\cup B) = P(A) + P(B)."""
    p = g.prob(3)
    return gap(p[[0, 1]].sum(), p[0] + p[1])


def o_216(g: Draw) -> float:
    r"""False: P(A\cup B) = P(A) + P(B)."""
    a, b = g.pos(0.1, 0.9), g.pos(0.1, 0.9)
    w = np.outer([a, 1 - a], [b, 1 - b])
    return gap(w[0, 0] + w[0, 1] + w[1, 0], a + b)


def o_217(g: Draw) -> float:
    r"""True: P(A\cup B) = 1 - \big(1-P(A)\big)\big(1-P(B)\big)."""
    a, b = g.pos(0.1, 0.9), g.pos(0.1, 0.9)
    w = np.outer([a, 1 - a], [b, 1 - b])
    return gap(w[0, 0] + w[0, 1] + w[1, 0], 1 - (1 - a) * (1 - b))


def o_218(g: Draw) -> float:
    r"""False: P(A\cup B) = 1 - \big(1-P(A)\big)\big(1-P(B)\big)."""
    w = g.prob(2, 2)
    a, b = w.sum(1)[0], w.sum(0)[0]
    return gap(w[0, 0] + w[0, 1] + w[1, 0], 1 - (1 - a) * (1 - b))


def o_219(g: Draw) -> float:
    r"""True: \mathbb{E}[g(X)\,Y] = \mathbb{E}\big[g(X)\,\mathbb{E}[Y\mid X]\big]."""
    w, y, f = g.prob(3, 4), g.values(4), g.vec(3)
    inner = w @ y / w.sum(1)
    return gap(mean(w, np.outer(f, y)), mean(w.sum(1), f * inner))


def o_220(g: Draw) -> float:
    r"""False: \mathbb{E}[g(X)\,Y] = \mathbb{E}[g(X)]\,\mathbb{E}\big[\mathbb{E}[Y\mid X]\big]."""
    w, y, f = g.prob(3, 4), g.values(4), g.vec(3)
    return gap(mean(w, np.outer(f, y)), mean(w.sum(1), f) * mean(w.sum(0), y))


def o_221(g: Draw) -> float:
    r"""True: \operatorname{Var}(Y) = \mathbb{E}\big[\operatorname{Var}(Y\mid X)\big] + \operatorname{ …."""
    w, y = g.prob(3, 4), g.values(4)
    px = w.sum(1)
    inner = w @ y / px
    spread = w @ y**2 / px - inner**2
    return gap(var(w.sum(0), y), mean(px, spread) + var(px, inner))


def o_222(g: Draw) -> float:
    r"""False: \operatorname{Var}(Y) = \mathbb{E}\big[\operatorname{Var}(Y\mid X)\big]."""
    w, y = g.prob(3, 4), g.values(4)
    px = w.sum(1)
    inner = w @ y / px
    return gap(var(w.sum(0), y), mean(px, w @ y**2 / px - inner**2))


def o_223(g: Draw) -> float:
    r"""True: H(X,Y) = H(X) + H(Y\mid X)."""
    w = g.prob(3, 4)
    px = w.sum(1)
    return gap(ent(w), ent(px) + sum(p * ent(row / p) for p, row in zip(px, w, strict=True)))


def o_224(g: Draw) -> float:
    r"""False: H(X,Y) = H(X) + H(X\mid Y)."""
    w = g.prob(3, 4)
    py = w.sum(0)
    return gap(ent(w), ent(w.sum(1)) + sum(p * ent(col / p) for p, col in zip(py, w.T, strict=True)))


def o_225(g: Draw) -> float:
    r"""True: I(X;Y) = H(X) + H(Y) - H(X,Y)."""
    w = g.prob(3, 4)
    px, py = w.sum(1), w.sum(0)
    return gap((w * np.log(w / np.outer(px, py))).sum(), ent(px) + ent(py) - ent(w))


def o_226(g: Draw) -> float:
    r"""False: I(X;Y) = H(X,Y) - H(X) - H(Y)."""
    w = g.prob(3, 4)
    px, py = w.sum(1), w.sum(0)
    return gap((w * np.log(w / np.outer(px, py))).sum(), ent(w) - ent(px) - ent(py))


def o_227(g: Draw) -> float:
    r"""True: H(X,Y) = H(X) + H(Y)."""
    p, q = g.prob(3), g.prob(4)
    return gap(ent(np.outer(p, q)), ent(p) + ent(q))


def o_228(g: Draw) -> float:
    r"""False: H(X,Y) = H(X) + H(Y)."""
    w = g.prob(3, 4)
    return gap(ent(w), ent(w.sum(1)) + ent(w.sum(0)))


def o_229(g: Draw) -> float:
    r"""True: \sum_{i=1}^{n} p_i\log\frac{p_i}{q_i} \ge 0."""
    n = g.whole(2, 6)
    return excess(0.0, kl(g.prob(n), g.prob(n)) + 1e-12)


def o_230(g: Draw) -> float:
    r"""False: \sum_{i=1}^{n} p_i\log\frac{p_i}{q_i} \ge 0."""
    n = g.whole(2, 6)
    return excess(0.0, kl(g.prob(n), g.posvec(n)))


def o_231(g: Draw) -> float:
    r"""True: D_{\mathrm{KL}}(p\,\|\,u) = \log n - H(p)."""
    n = g.whole(2, 6)
    p = g.prob(n)
    return gap(kl(p, np.full(n, 1 / n)), np.log(n) - ent(p))


def o_232(g: Draw) -> float:
    r"""False: D_{\mathrm{KL}}(u\,\|\,p) = \log n - H(p)."""
    n = g.whole(2, 6)
    p = g.prob(n)
    return gap(kl(np.full(n, 1 / n), p), np.log(n) - ent(p))

"""Hand-written checks of the rows on algebra in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, clash, gap


def o_001(g: Draw) -> float:
    r"""True: (ABC)^\top = C^\top B^\top A^\top."""
    m, n, p, q = g.dims(4)
    a, b, c = g.mat(m, n), g.mat(n, p), g.mat(p, q)
    return gap((a @ b @ c).T, c.T @ b.T @ a.T)


def o_002(g: Draw) -> float:
    r"""False: (ABC)^\top = C^\top A^\top B^\top."""
    m, n, p, q = g.dims(4)
    return clash(g.mat(p, q).T, g.mat(m, n).T)


def o_003(g: Draw) -> float:
    r"""True: (AB^{-1})^{-1} = BA^{-1}."""
    n = g.whole(2, 5)
    a, b = g.inv(n), g.inv(n)
    return gap(np.linalg.inv(a @ np.linalg.inv(b)), b @ np.linalg.inv(a))


def o_004(g: Draw) -> float:
    r"""False: (AB^{-1})^{-1} = B^{-1}A."""
    n = g.whole(2, 5)
    a, b = g.inv(n), g.inv(n)
    return gap(np.linalg.inv(a @ np.linalg.inv(b)), np.linalg.inv(b) @ a)


def o_005(g: Draw) -> float:
    r"""True: (A-B)(A+B) = A^2 - B^2."""
    a, b = g.commuting(g.whole(2, 5))
    return gap((a - b) @ (a + b), a @ a - b @ b)


def o_006(g: Draw) -> float:
    r"""False: (A-B)(A+B) = A^2 - B^2."""
    n = g.whole(2, 5)
    a, b = g.mat(n, n), g.mat(n, n)
    return gap((a - b) @ (a + b), a @ a - b @ b)


def o_007(g: Draw) -> float:
    r"""True: (AB)^\top = BA."""
    n = g.whole(2, 5)
    a, b = g.sym(n), g.sym(n)
    return gap((a @ b).T, b @ a)


def o_008(g: Draw) -> float:
    r"""False: (AB)^\top = AB."""
    n = g.whole(2, 5)
    a, b = g.sym(n), g.sym(n)
    return gap((a @ b).T, a @ b)


def o_009(g: Draw) -> float:
    r"""True: (ST)^\top = ST."""
    s = g.sym(g.whole(2, 5))
    t = s @ s + g.num() * s
    return gap((s @ t).T, s @ t)


def o_010(g: Draw) -> float:
    r"""True: (A + uv^\top)^{-1} = A^{-1} - \frac{A^{-1}uv^\top A^{-1}}{1+v^\top A^{-1}u}."""
    n = g.whole(2, 5)
    a, u, v = g.inv(n), 0.3 * g.vec(n), 0.3 * g.vec(n)
    ai = np.linalg.inv(a)
    den = 1 + v @ ai @ u
    while abs(den) < 0.1:
        u, den = 0.5 * u, 1 + v @ ai @ u / 2
    return gap(np.linalg.inv(a + np.outer(u, v)), ai - ai @ np.outer(u, v) @ ai / den)


def o_011(g: Draw) -> float:
    r"""False: (A + uv^\top)^{-1} = A^{-1} - \frac{A^{-1}uv^\top A^{-1}}{1-v^\top A^{-1}u}."""
    n = g.whole(2, 5)
    a, u, v = g.inv(n), 0.3 * g.vec(n), 0.3 * g.vec(n)
    ai = np.linalg.inv(a)
    return gap(np.linalg.inv(a + np.outer(u, v)), ai - ai @ np.outer(u, v) @ ai / (1 - v @ ai @ u))


def o_012(g: Draw) -> float:
    r"""True: (I-P)^2 = I-P."""
    n = g.whole(2, 5)
    q = np.eye(n) - g.idem(n)
    return gap(q @ q, q)


def o_013(g: Draw) -> float:
    r"""False: (I+P)^2 = I+P."""
    n = g.whole(2, 5)
    q = np.eye(n) + g.idem(n)
    return gap(q @ q, q)


def o_014(g: Draw) -> float:
    r"""True: (I+P)^{-1} = I - \tfrac{1}{2}P."""
    n = g.whole(2, 5)
    p = g.idem(n)
    return gap(np.linalg.inv(np.eye(n) + p), np.eye(n) - p / 2)


def o_015(g: Draw) -> float:
    r"""False: (I+P)^{-1} = I - P."""
    n = g.whole(2, 5)
    p = g.idem(n)
    return gap(np.linalg.inv(np.eye(n) + p), np.eye(n) - p)


def o_016(g: Draw) -> float:
    r"""True: AB^{-1} = B^{-1}A."""
    a, b = g.commuting(g.whole(2, 5))
    return gap(a @ np.linalg.inv(b), np.linalg.inv(b) @ a)


def o_017(g: Draw) -> float:
    r"""False: AB^{-1} = B^{-1}A."""
    n = g.whole(2, 5)
    a, b = g.mat(n, n), g.inv(n)
    return gap(a @ np.linalg.inv(b), np.linalg.inv(b) @ a)


def o_018(g: Draw) -> float:
    r"""True: A A^{+} A = A."""
    m, n = g.dims(2)
    a = g.mat(m, n)
    return gap(a @ np.linalg.pinv(a) @ a, a)


def o_019(g: Draw) -> float:
    r"""False: A^{+} A = I_n."""
    n, m = sorted(g.dims(2), reverse=True)
    a = g.mat(m, n)
    return gap(np.linalg.pinv(a) @ a, np.eye(n))


def o_020(g: Draw) -> float:
    r"""True: B B^{+} = I_m."""
    n, m = sorted(g.dims(2), reverse=True)
    b = g.mat(m, n)
    return gap(b @ np.linalg.pinv(b), np.eye(m))

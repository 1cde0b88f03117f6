"""Hand-written checks of the rows on algebra in `rows_frozen.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, clash, gap, truth


def f_001(g: Draw) -> float:
    r"""True: (I_n + PQ)^{-1}P = P(I_m + QP)^{-1}."""
    n, m = g.dims(2)
    p, q = g.mat(n, m), g.mat(m, n)
    while abs(np.linalg.det(np.eye(n) + p @ q)) < 0.1:
        p, q = g.mat(n, m), g.mat(m, n)
    return gap(np.linalg.inv(np.eye(n) + p @ q) @ p, p @ np.linalg.inv(np.eye(m) + q @ p))


def f_002(g: Draw) -> float:
    r"""False: (I + PQ)^{-1}P = P(I + PQ)^{-1}."""
    n, m = g.dims(2)
    p, q = g.mat(n, m), g.mat(m, n)
    return clash(p, np.eye(n) + p @ q)


def f_003(g: Draw) -> float:
    r"""True: (A + UCV)^{-1} = A^{-1} - A^{-1}U\left(C^{-1}+VA^{-1}U\right)^{-1}VA^{-1}."""
    n, k = g.dims(2)
    a, u, c, v = 2 * g.spd(n), 0.2 * g.mat(n, k), g.spd(k), 0.2 * g.mat(k, n)
    ai = np.linalg.inv(a)
    mid = np.linalg.inv(np.linalg.inv(c) + v @ ai @ u)
    return gap(np.linalg.inv(a + u @ c @ v), ai - ai @ u @ mid @ v @ ai)


def f_004(g: Draw) -> float:
    r"""False: (A + UCV)^{-1} = A^{-1} - A^{-1}U\left(C+VA^{-1}U\right)^{-1}VA^{-1}."""
    n, k = g.dims(2)
    a, u, c, v = 2 * g.spd(n), 0.2 * g.mat(n, k), 2 * g.spd(k), 0.2 * g.mat(k, n)
    ai = np.linalg.inv(a)
    mid = np.linalg.inv(c + v @ ai @ u)
    return gap(np.linalg.inv(a + u @ c @ v), ai - ai @ u @ mid @ v @ ai)


def f_005(g: Draw) -> float:
    r"""True: A^{-1} - B^{-1} = A^{-1}(B - A)B^{-1}."""
    n = g.whole(2, 5)
    a, b = g.inv(n), g.inv(n)
    ai, bi = np.linalg.inv(a), np.linalg.inv(b)
    return gap(ai - bi, ai @ (b - a) @ bi)


def f_006(g: Draw) -> float:
    r"""False: A^{-1} - B^{-1} = A^{-1}(A - B)B^{-1}."""
    n = g.whole(2, 5)
    a, b = g.inv(n), g.inv(n)
    ai, bi = np.linalg.inv(a), np.linalg.inv(b)
    return gap(ai - bi, ai @ (a - b) @ bi)


def f_007(g: Draw) -> float:
    r"""True: (A^{-1})^\top = (A^\top)^{-1}."""
    a = g.inv(g.whole(2, 5))
    return gap(np.linalg.inv(a).T, np.linalg.inv(a.T))


def f_008(g: Draw) -> float:
    r"""False: (A^{-1})^\top = A^{-1}."""
    a = np.linalg.inv(g.inv(g.whole(2, 5)))
    return gap(a.T, a)


def f_009(g: Draw) -> float:
    r"""True: (K^2)^\top = K^2."""
    k = g.skew(g.whole(2, 5))
    return gap((k @ k).T, k @ k)


def f_010(g: Draw) -> float:
    r"""False: (K^3)^\top = K^3."""
    k = g.skew(g.whole(2, 5))
    return gap((k @ k @ k).T, k @ k @ k)


def f_011(g: Draw) -> float:
    r"""True: (I - N)^{-1} = I + N."""
    n = g.whole(3, 5)
    a = g.nilp(n, 2)
    return gap(np.linalg.inv(np.eye(n) - a), np.eye(n) + a)


def f_012(g: Draw) -> float:
    r"""False: (I - N)^{-1} = I + N."""
    n = g.whole(3, 5)
    a = g.nilp(n, 3)
    return gap(np.linalg.inv(np.eye(n) - a), np.eye(n) + a)


def f_013(g: Draw) -> float:
    r"""True: (UV)_{ii} = U_{ii}V_{ii}."""
    n = g.whole(2, 5)
    u, v = g.upper(n), g.upper(n)
    return gap(np.diag(u @ v), np.diag(u) * np.diag(v))


def f_014(g: Draw) -> float:
    r"""False: (UV)_{ij} = U_{ij}V_{ij}."""
    n = g.whole(2, 5)
    u, v = g.upper(n), g.upper(n)
    return gap(u @ v, u * v)


def f_015(g: Draw) -> float:
    r"""True: (R^{-1})_{ii} = \frac{1}{R_{ii}}."""
    r = g.upper(g.whole(2, 5))
    return gap(np.diag(np.linalg.inv(r)), 1 / np.diag(r))


def f_016(g: Draw) -> float:
    r"""False: (R^{-1})_{ii} = \frac{1}{R_{ii}}."""
    r = g.inv(g.whole(2, 5))
    return gap(np.diag(np.linalg.inv(r)), 1 / np.diag(r))


def f_017(g: Draw) -> float:
    r"""True: A^{+} = (A^\top A)^{-1}A^\top."""
    m, n = sorted(g.dims(2), reverse=True)
    a = g.mat(m, n)
    return gap(np.linalg.pinv(a), np.linalg.inv(a.T @ a) @ a.T)


def f_018(g: Draw) -> float:
    r"""False: A^{+} = A^\top(AA^\top)^{-1}."""
    m, n = sorted(g.dims(2), reverse=True)
    a = g.mat(m, n)
    return truth(np.linalg.matrix_rank(a @ a.T) == m)


def f_019(g: Draw) -> float:
    r"""True: A^2 - B^2 = \tfrac{1}{2}\big[(A-B)(A+B) + (A+B)(A-B)\big]."""
    n = g.whole(2, 5)
    a, b = g.mat(n, n), g.mat(n, n)
    return gap(a @ a - b @ b, ((a - b) @ (a + b) + (a + b) @ (a - b)) / 2)


def f_020(g: Draw) -> float:
    r"""False: (AB)^3 = A^3 B^3."""
    n = g.whole(2, 5)
    a, b = g.mat(n, n), g.mat(n, n)
    return gap(np.linalg.matrix_power(a @ b, 3), np.linalg.matrix_power(a, 3) @ np.linalg.matrix_power(b, 3))

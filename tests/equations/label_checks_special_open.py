"""Hand-written checks of the rows on special in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, excess, gap, truth


def o_041(g: Draw) -> float:
    r"""True: \langle Qx, Qy\rangle = \langle x, y\rangle."""
    n = g.whole(2, 5)
    q, x, y = g.orth(n), g.vec(n), g.vec(n)
    return gap((q @ x) @ (q @ y), x @ y)


def o_042(g: Draw) -> float:
    r"""False: \langle Wx, Wy\rangle = \langle x, y\rangle."""
    n = g.whole(2, 5)
    q, x, y = g.inv(n), g.vec(n), g.vec(n)
    return gap((q @ x) @ (q @ y), x @ y)


def o_043(g: Draw) -> float:
    r"""True: V^\top V = I_k."""
    n, k = sorted(g.dims(2), reverse=True)
    v = g.orth(n)[:, :k]
    return gap(v.T @ v, np.eye(k))


def o_044(g: Draw) -> float:
    r"""False: VV^\top = I_n."""
    n, k = sorted(g.dims(2), reverse=True)
    v = g.orth(n)[:, :k]
    return gap(v @ v.T, np.eye(n))


def o_045(g: Draw) -> float:
    r"""True: \|Vz\|_2 = \|z\|_2."""
    n, k = sorted(g.dims(2), reverse=True)
    v, z = g.orth(n)[:, :k], g.vec(k)
    return gap(np.linalg.norm(v @ z), np.linalg.norm(z))


def o_046(g: Draw) -> float:
    r"""False: \|V^\top x\|_2 = \|x\|_2."""
    n, k = sorted(g.dims(2), reverse=True)
    v, x = g.orth(n)[:, :k], g.vec(n)
    return gap(np.linalg.norm(v.T @ x), np.linalg.norm(x))


def o_047(g: Draw) -> float:
    r"""True: P\mathbf{1} = \mathbf{1}."""
    n = g.whole(2, 5)
    return gap(g.stoch(n, n) @ np.ones(n), np.ones(n))


def o_048(g: Draw) -> float:
    r"""False: \mathbf{1}^\top P = \mathbf{1}^\top."""
    n = g.whole(2, 5)
    return gap(np.ones(n) @ g.stoch(n, n), np.ones(n))


def o_049(g: Draw) -> float:
    r"""True: \Pi^{-1} = \Pi^\top."""
    n = g.whole(3, 6)
    p = np.eye(n)[g.rng.permutation(n)]
    return gap(np.linalg.inv(p), p.T)


def o_050(g: Draw) -> float:
    r"""False: \Pi^2 = I."""
    n = g.whole(3, 6)
    p = np.eye(n)[g.rng.permutation(n)]
    return gap(p @ p, np.eye(n))


def o_051(g: Draw) -> float:
    r"""True: (I - 2vv^\top)^2 = I."""
    n = g.whole(2, 5)
    v = g.unit(n)
    h = np.eye(n) - 2 * np.outer(v, v)
    return gap(h @ h, np.eye(n))


def o_052(g: Draw) -> float:
    r"""False: (I - 2vv^\top)^2 = I."""
    n = g.whole(2, 5)
    v = g.vec(n)
    h = np.eye(n) - 2 * np.outer(v, v)
    return gap(h @ h, np.eye(n))


def o_053(g: Draw) -> float:
    r"""True: \|(I - uu^\top)x\|_2^2 = \|x\|_2^2 - (u^\top x)^2."""
    n = g.whole(2, 5)
    u, x = g.unit(n), g.vec(n)
    return gap(np.linalg.norm(x - u * (u @ x)) ** 2, x @ x - (u @ x) ** 2)


def o_054(g: Draw) -> float:
    r"""False: \|(I - uu^\top)x\|_2^2 = \|x\|_2^2 + (u^\top x)^2."""
    n = g.whole(2, 5)
    u, x = g.unit(n), g.vec(n)
    return gap(np.linalg.norm(x - u * (u @ x)) ** 2, x @ x + (u @ x) ** 2)


def o_055(g: Draw) -> float:
    r"""True: x^\top A x \ge \lambda \|x\|_2^2."""
    n = g.whole(2, 5)
    a, x = g.sym(n), g.vec(n)
    return excess(np.linalg.eigvalsh(a)[0] * (x @ x), x @ a @ x + 1e-12)


def o_056(g: Draw) -> float:
    r"""False: x^\top A x \ge \lambda \|x\|_2^2."""
    n = g.whole(2, 5)
    a, x = g.sym(n), g.vec(n)
    return excess(np.linalg.eigvalsh(a)[-1] * (x @ x), x @ a @ x)


def o_057(g: Draw) -> float:
    r"""False: x^\top A x \ge 0."""
    n = g.whole(2, 5)
    a, x = g.sym(n), g.vec(n)
    return excess(0.0, x @ a @ x)


def o_058(g: Draw) -> float:
    r"""True: a_{ij}^2 < a_{ii}a_{jj}, \qquad i \ne j."""
    n = g.whole(2, 5)
    a = g.spd(n)
    return truth(all(a[i, j] ** 2 < a[i, i] * a[j, j] for i in range(n) for j in range(n) if i != j))

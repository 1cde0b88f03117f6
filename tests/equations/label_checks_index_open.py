"""Hand-written checks of the rows on index in `rows_open.jsonl`; a row's label opens its docstring."""

import numpy as np
from equations.label_tools import Draw, gap, shape, softmax, truth


def o_096(g: Draw) -> float:
    r"""True: [AB]_{tij} = \sum_{k=1}^{b} A_{tik}B_{tkj}."""
    n, a, b, c = g.dims(4)
    x, y = g.mat(n, a, b), g.mat(n, b, c)
    want = [[[sum(x[t, i, k] * y[t, k, j] for k in range(b)) for j in range(c)] for i in range(a)] for t in range(n)]
    return gap(x @ y, want)


def o_097(g: Draw) -> float:
    r"""False: [AB]_{tij} = \sum_{k=1}^{b} A_{tik}B_{tjk}."""
    n, a, b = g.dims(3)
    x, y = g.mat(n, a, b), g.mat(n, b, b)
    return gap(x @ y, np.einsum("tik,tjk->tij", x, y))


def o_098(g: Draw) -> float:
    r"""True: AB \sim (n, a, c)."""
    n, a, b, c = g.dims(4)
    return shape(g.mat(n, a, b) @ g.mat(n, b, c), n, a, c)


def o_099(g: Draw) -> float:
    r"""False: AB \sim (n, b, c)."""
    n, a, b, c = g.dims(4)
    return shape(g.mat(n, a, b) @ g.mat(n, b, c), n, b, c)


def o_100(g: Draw) -> float:
    r"""True: X^\top y \in \mathbb{R}^{d}."""
    n, d = g.dims(2)
    return shape(g.mat(n, d).T @ g.vec(n), d)


def o_101(g: Draw) -> float:
    r"""False: X^\top y \in \mathbb{R}^{n}."""
    n, d = g.dims(2)
    return shape(g.mat(n, d).T @ g.vec(n), n)


def o_102(g: Draw) -> float:
    r"""True: XW + \mathbf{1}_n b^\top \in \mathbb{R}^{n\times o}."""
    n, d, o = g.dims(3)
    return shape(g.mat(n, d) @ g.mat(d, o) + np.outer(np.ones(n), g.vec(o)), n, o)


def o_103(g: Draw) -> float:
    r"""False: XW + b\mathbf{1}_n^\top \in \mathbb{R}^{n\times o}."""
    n, d, o = g.dims(3)
    return truth((g.mat(n, d) @ g.mat(d, o)).shape == np.outer(g.vec(o), np.ones(n)).shape)


def o_104(g: Draw) -> float:
    r"""True: \operatorname{softmax}\!\left(\frac{QK^\top}{\sqrt{d}}\right)V \in \mathbb{R}^{T\times d …."""
    t, s, d, v = g.dims(4)
    scores = g.mat(t, d) @ g.mat(s, d).T / np.sqrt(d)
    return shape(np.stack([softmax(row) for row in scores]) @ g.mat(s, v), t, v)


def o_105(g: Draw) -> float:
    r"""False: \operatorname{softmax}\!\left(\frac{QK^\top}{\sqrt{d}}\right)V \in \mathbb{R}^{S\times d …."""
    t, s, d, v = g.dims(4)
    scores = g.mat(t, d) @ g.mat(s, d).T / np.sqrt(d)
    return shape(np.stack([softmax(row) for row in scores]) @ g.mat(s, v), s, v)


def o_106(g: Draw) -> float:
    r"""True: \sum_{i=1}^{n}\sum_{j=1}^{i} a_{ij} = \sum_{j=1}^{n}\sum_{i=j}^{n} a_{ij}."""
    n = g.whole(3, 6)
    a, r = g.mat(n, n), range(n)
    return gap(sum(a[i, j] for i in r for j in r[: i + 1]), sum(a[i, j] for j in r for i in r[j:]))


def o_107(g: Draw) -> float:
    r"""False: \sum_{i=1}^{n}\sum_{j=1}^{i} a_{ij} = \sum_{j=1}^{n}\sum_{i=1}^{j} a_{ij}."""
    n = g.whole(3, 6)
    a, r = g.mat(n, n), range(n)
    return gap(sum(a[i, j] for i in r for j in r[: i + 1]), sum(a[i, j] for j in r for i in r[: j + 1]))


def o_108(g: Draw) -> float:
    r"""True: \sum_{j=1}^{n} \delta_{ij}A_{jk} = A_{ik}."""
    n, m = g.dims(2)
    a = g.mat(n, m)
    return gap([[sum((i == j) * a[j, k] for j in range(n)) for k in range(m)] for i in range(n)], a)


def o_109(g: Draw) -> float:
    r"""False: \sum_{j=1}^{n} \delta_{ij}A_{jk} = A_{ki}."""
    n = g.whole(2, 5)
    a = g.mat(n, n)
    return gap(np.einsum("ij,jk->ik", np.eye(n), a), a.T)


def o_110(g: Draw) -> float:
    r"""True: N = mnp."""
    m, n, p = g.dims(3)
    return gap(sum(1 for _ in range(m) for _ in range(p) for _ in range(n)), m * n * p)


def o_111(g: Draw) -> float:
    r"""False: N = mnp."""
    m, n, p = g.dims(3)
    return gap(sum(1 for _ in range(m) for _ in range(p) for _ in range(n - 1)), m * n * p)


def o_112(_: Draw) -> float:
    r"""True: O(n^3 + 10n^2) = O(n^3)."""
    n = np.array([1e3, 1e6, 1e9])
    return truth(np.all((n**3 + 10 * n**2) / n**3 < 2))


def o_113(_: Draw) -> float:
    r"""False: O(n^3 + 10n^2) = O(n^2)."""
    n = np.array([1e3, 1e6, 1e9])
    return truth((n**3 + 10 * n**2)[-1] / n[-1] ** 2 < 1e3)

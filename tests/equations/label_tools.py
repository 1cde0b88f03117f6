"""Random instances and residuals for the hand-written checks of the equation corpus."""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]
STENCIL = ((-2, 1 / 12), (-1, -2 / 3), (1, 2 / 3), (2, -1 / 12))


class Draw:
    """Typed random instances; every sample of a row has its own seed."""

    def __init__(self, seed: int) -> None:
        """Start a stream of instances."""
        self.rng = np.random.default_rng(seed)

    def dims(self, count: int) -> tuple[int, ...]:
        """Distinct dimensions between 2 and 6."""
        return tuple(int(d) for d in self.rng.permutation(np.arange(2, 7))[:count])

    def whole(self, low: int, high: int) -> int:
        """An integer of the closed range."""
        return int(self.rng.integers(low, high + 1))

    def num(self) -> float:
        """A real number of either sign, away from zero."""
        return float(self.rng.choice([-1, 1]) * self.rng.uniform(0.3, 2.0))

    def pos(self, low: float = 0.3, high: float = 2.5) -> float:
        """A positive number."""
        return float(self.rng.uniform(low, high))

    def vec(self, n: int) -> Array:
        """A real vector."""
        return self.rng.normal(size=n) + 0.2

    def posvec(self, n: int) -> Array:
        """A vector with positive entries."""
        return self.rng.uniform(0.2, 2.0, size=n)

    def mat(self, *shape: int) -> Array:
        """A real matrix or tensor."""
        return self.rng.normal(size=shape) + 0.1

    def inv(self, n: int) -> Array:
        """A well-conditioned invertible matrix."""
        a = self.mat(n, n)
        while np.linalg.cond(a) > 30:
            a = self.mat(n, n)
        return a

    def sym(self, n: int) -> Array:
        """A symmetric matrix."""
        a = self.mat(n, n)
        return (a + a.T) / 2

    def skew(self, n: int) -> Array:
        """A skew-symmetric matrix."""
        a = self.mat(n, n)
        return (a - a.T) / 2

    def orth(self, n: int) -> Array:
        """An orthogonal matrix of either determinant."""
        q, r = np.linalg.qr(self.rng.normal(size=(n, n)))
        return np.asarray(q * np.sign(np.diag(r)))

    def spd(self, n: int) -> Array:
        """A symmetric positive definite matrix."""
        q = self.orth(n)
        return np.asarray(q @ np.diag(self.rng.uniform(0.4, 3.0, n)) @ q.T)

    def upper(self, n: int) -> Array:
        """An invertible upper triangular matrix."""
        return np.triu(self.mat(n, n), 1) + np.diag([self.num() for _ in range(n)])

    def diag(self, n: int) -> Array:
        """A diagonal matrix."""
        return np.diag(self.vec(n))

    def similar(self, core: Array) -> Array:
        """A matrix similar to the core."""
        s = self.inv(len(core))
        return np.asarray(s @ core @ np.linalg.inv(s))

    def idem(self, n: int) -> Array:
        """An idempotent matrix, neither zero nor identity, not symmetric."""
        return self.similar(np.diag((np.arange(n) < self.whole(1, n - 1)).astype(float)))

    def nilp(self, n: int, index: int) -> Array:
        """A nilpotent matrix of the given index."""
        core = np.zeros((n, n))
        core[np.arange(index - 1), np.arange(1, index)] = 1.0
        return self.similar(core)

    def commuting(self, n: int) -> tuple[Array, Array]:
        """Two invertible commuting matrices that are not symmetric."""
        a = self.inv(n)
        b = self.num() * np.eye(n) + self.num() * a + self.num() * a @ a
        return (a, b) if np.linalg.cond(b) < 1e3 else self.commuting(n)

    def unit(self, n: int) -> Array:
        """A unit vector."""
        x = self.rng.normal(size=n)
        return np.asarray(x / np.linalg.norm(x))

    def prob(self, *shape: int) -> Array:
        """A probability vector or a joint table with positive entries."""
        w = self.rng.uniform(0.05, 1.0, size=shape) ** 2
        return np.asarray(w / w.sum())

    def stoch(self, m: int, n: int) -> Array:
        """A row-stochastic matrix, i.e. a conditional table."""
        return np.stack([self.prob(n) for _ in range(m)])

    def values(self, n: int) -> Array:
        """Distinct outcomes of a random variable, mean away from zero."""
        return self.rng.uniform(-1.0, 2.5, size=n) + 0.1 * np.arange(n)

    def smooth(self, n: int, o: int) -> Callable[[Array], Array]:
        """A smooth map from R^n to R^o."""
        w, b, v = self.mat(4, n) * 0.7, self.vec(4), self.mat(o, 4)
        return lambda x: np.asarray(v @ np.sin(w @ x + b))

    def scalar(self, n: int) -> Callable[[Array], float]:
        """A smooth function from R^n to R."""
        f = self.smooth(n, 1)
        return lambda x: float(f(x)[0])

    def curve(self) -> Callable[[float], float]:
        """A smooth function of one variable."""
        f = self.scalar(1)
        return lambda t: f(np.array([t]))


def gap(left: ArrayLike, right: ArrayLike) -> float:
    """Largest difference, relative for large values; infinite for different shapes."""
    a, b = np.asarray(left, dtype=float), np.asarray(right, dtype=float)
    if a.shape != b.shape:
        return float("inf")
    return float(np.max(np.abs(a - b)) / max(1.0, float(np.max(np.abs(a))), float(np.max(np.abs(b)))))


def excess(small: ArrayLike, large: ArrayLike) -> float:
    """By how much `small <= large` is violated."""
    a, b = np.asarray(small, dtype=float), np.asarray(large, dtype=float)
    return float(max(0.0, float(np.max(a - b)))) if np.all(np.isfinite(a) & np.isfinite(b)) else float("nan")


def truth(holds: object) -> float:
    """Residual of a plain yes or no."""
    return 0.0 if bool(holds) else 1.0


def clash(left: Array, right: Array) -> float:
    """One if the matrix product of the two does not exist."""
    return truth(left.shape[-1] == right.shape[0])


def shape(value: Array, *dims: int) -> float:
    """One if the value has another shape."""
    return truth(np.asarray(value).shape == dims)


def d1(f: Callable[[float], ArrayLike], t: float, h: float = 1e-3) -> Array:
    """Derivative of a curve by a five-point stencil."""
    return np.asarray(sum(c * np.asarray(f(t + k * h), dtype=float) for k, c in STENCIL) / h)


def grad(f: Callable[[Array], ArrayLike], x: Array) -> Array:
    """Gradient with the shape of x."""
    out = np.zeros_like(x)
    for at in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[at] = 1.0
        out[at] = d1(lambda t, step=step: f(x + t * step), 0.0)  # type: ignore[misc]
    return out


def jac(f: Callable[[Array], Array], x: Array) -> Array:
    """Jacobian of shape (outputs, inputs)."""
    return np.stack([d1(lambda t, e=e: f(x + t * e), 0.0) for e in np.eye(len(x))], axis=1)  # type: ignore[misc]


def hess(f: Callable[[Array], float], x: Array) -> Array:
    """Hessian by differences of differences."""
    return jac(lambda z: grad(f, z), x)


def lacks(remainder: Callable[[float], ArrayLike], order: int) -> float:
    """By how much the remainder falls short of O(h^order)."""
    coarse, fine = (float(np.max(np.abs(np.asarray(remainder(h), dtype=float)))) for h in (0.02, 0.01))
    if coarse < 1e-13:
        return 0.0
    return max(0.0, order - 0.3 - float(np.log2(coarse / fine)))


def vec(a: Array) -> Array:
    """Columns stacked."""
    return a.ravel(order="F")


def sigmoid(z: ArrayLike) -> Array:
    """Logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.asarray(z, dtype=float))))


def relu(z: ArrayLike) -> Array:
    """Positive part."""
    return np.asarray(np.maximum(np.asarray(z, dtype=float), 0.0))


def lse(x: Array) -> float:
    """Log-sum-exp."""
    return float(x.max() + np.log(np.exp(x - x.max()).sum()))


def softmax(x: Array) -> Array:
    """Softmax of a vector."""
    return np.asarray(np.exp(x - lse(x)))


def mean(w: Array, x: ArrayLike) -> float:
    """Expectation over a finite table."""
    return float(np.sum(w * np.asarray(x)))


def cov(w: Array, x: Array, y: Array) -> float:
    """Covariance over a finite table."""
    return mean(w, (x - mean(w, x)) * (y - mean(w, y)))


def var(w: Array, x: Array) -> float:
    """Variance over a finite table."""
    return cov(w, x, x)


def moments(w: Array, xs: Array) -> tuple[Array, Array]:
    """Mean and covariance of a random vector with atoms in the rows."""
    mu = w @ xs
    return mu, (xs - mu).T @ np.diag(w) @ (xs - mu)


def iid(p: Array, x: Array, n: int) -> tuple[Array, Array]:
    """Weights and samples of n independent copies."""
    grid = list(product(range(len(p)), repeat=n))
    return np.array([np.prod(p[list(c)]) for c in grid]), np.array([x[list(c)] for c in grid])


def ent(p: Array) -> float:
    """Shannon entropy in nats."""
    q = p[p > 0]
    return float(-(q * np.log(q)).sum())


def kl(p: Array, q: Array) -> float:
    """Kullback-Leibler sum of two positive tables."""
    return float((p * np.log(p / q)).sum())


def gauss(f: Callable[[Array], Array], mu: float = 0.0, sd: float = 1.0) -> float:
    """Gaussian expectation by Gauss-Hermite quadrature."""
    x, w = np.polynomial.hermite_e.hermegauss(60)
    return float((w * f(mu + sd * x)).sum() / np.sqrt(2 * np.pi))


def normlog(x: ArrayLike, mu: ArrayLike, variance: float) -> Array:
    """Log-density of a Gaussian given by its variance."""
    return np.asarray(-((np.asarray(x) - mu) ** 2) / (2 * variance) - np.log(2 * np.pi * variance) / 2)


def normpdf(x: ArrayLike, mu: ArrayLike, variance: float) -> Array:
    """Density of a Gaussian given by its variance."""
    return np.asarray(np.exp(normlog(x, mu, variance)))


def expm(a: Array) -> Array:
    """Matrix exponential by scaling, Taylor and squaring."""
    squarings = max(0, int(np.ceil(np.log2(max(1e-9, float(np.abs(a).sum()))))) + 3)
    small, term = a / 2.0**squarings, np.eye(len(a))
    total = term
    for k in range(1, 20):
        term = term @ small / k
        total = total + term
    return np.asarray(np.linalg.matrix_power(total, 2**squarings))


def quad(f: Callable[[Array], Array], low: float, high: float, pieces: int = 40) -> float:
    """Integral by composite Gauss-Legendre quadrature."""
    x, w = np.polynomial.legendre.leggauss(20)
    edges = np.linspace(low, high, pieces + 1)
    half = (high - low) / pieces / 2
    return float(sum(half * (w * f(lo + half * (x + 1))).sum() for lo in edges[:-1]))

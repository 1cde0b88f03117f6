"""Finite stand-ins for distributions: exact tables for discrete ones, Gauss quadrature for continuous ones."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from vault_runner.oracle.continuous import on_the_line
from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.late import special

Array: TypeAlias = Any
NODES = 60
CONTROL_NODES = 47
"""Means by so many nodes must be the same, or those of the others say nothing."""
VECTOR_NODES = {1: 20, 2: 20, 3: 5, 4: 3, 5: 3, 6: 3}
EXACT_DEGREE = 5
"""Polynomials of this degree are integrated exactly with three nodes."""
TAIL = 1e-17
"""The chance below which outcomes may be cut off, where tables are too long together."""
MOST_OUTCOMES = 400


def _normal(mean: Array, covariance: Array, nodes: int = NODES) -> tuple[Array, Array]:
    points, weights = np.polynomial.hermite_e.hermegauss(nodes)
    weights = weights / weights.sum()
    if np.ndim(mean) == 0 and np.ndim(covariance) == 0:
        if covariance <= 0:
            raise EvaluationError("domain", "a variance that is not positive")
        return mean + math.sqrt(covariance) * points, weights
    return _normal_vector(mean, covariance, int(nodes == CONTROL_NODES))


def _normal_vector(mean: Array, covariance: Array, fewer: int = 0) -> tuple[Array, Array]:
    size = len(covariance)
    if size not in VECTOR_NODES:
        raise EvaluationError("guard", "a Gaussian of this size")
    points, weights = np.polynomial.hermite_e.hermegauss(VECTOR_NODES[size] - fewer)
    grid = np.stack(np.meshgrid(*[points] * size, indexing="ij"), -1).reshape(-1, size)
    masses = np.prod(
        np.stack(np.meshgrid(*[weights / weights.sum()] * size, indexing="ij"), -1).reshape(-1, size), axis=1
    )
    try:
        root = np.linalg.cholesky(covariance)
    except np.linalg.LinAlgError as error:
        raise EvaluationError("domain", "a covariance that is not positive definite") from error
    return np.asarray(mean) + grid @ root.T, masses


def _uniform(low: float, high: float, nodes: int = NODES) -> tuple[Array, Array]:
    if high <= low:
        raise EvaluationError("domain", "an empty interval")
    points, weights = np.polynomial.legendre.leggauss(nodes)
    return low + (high - low) * (points + 1) / 2, weights / weights.sum()


def _bernoulli(p: float) -> tuple[Array, Array]:
    _within(0 <= p <= 1)
    return np.array([0.0, 1.0]), np.array([1 - p, p])


def _binomial(n: float, p: float) -> tuple[Array, Array]:
    _within(0 <= p <= 1 and n >= 0 and float(n).is_integer())
    k = np.arange(int(n) + 1.0)
    return k, special.binom(n, k) * p**k * (1 - p) ** (n - k)


def _poisson(rate: float) -> tuple[Array, Array]:
    _within(0 < rate < 20)  # noqa: PLR2004 - a short table
    k = np.arange(120.0)
    return k, np.exp(k * math.log(rate) - rate - special.gammaln(k + 1))


def _geometric(p: float) -> tuple[Array, Array]:
    _within(0.06 < p <= 1)  # noqa: PLR2004 - a short table
    k = np.arange(1.0, MOST_OUTCOMES)
    masses = p * (1 - p) ** (k - 1)
    if masses[-1] > 1e-10:  # noqa: PLR2004 - what is cut off
        raise EvaluationError("domain", "a distribution with a long tail")
    return k, masses


def _failures(p: float) -> tuple[Array, Array]:
    tries, masses = _geometric(p)
    return tries - 1, masses


def _exponential(rate: float, nodes: int = NODES) -> tuple[Array, Array]:
    _within(rate > 0)
    points, weights = np.polynomial.laguerre.laggauss(nodes)
    return points / rate, weights / weights.sum()


def _gamma(shape: float, rate: float, nodes: int = NODES) -> tuple[Array, Array]:
    _within(shape > 0 and rate > 0)
    points, weights = special.roots_genlaguerre(nodes, shape - 1)
    return points / rate, weights / weights.sum()


def _gamma_scale(shape: float, scale: float, nodes: int = NODES) -> tuple[Array, Array]:
    _within(scale > 0)
    return _gamma(shape, 1 / scale, nodes)


def _by_quantiles(law: str) -> Callable[..., tuple[Array, Array]]:
    """Return rough nodes of a law: what depends on them is integrated anew."""

    def nodes_of(first: float, second: float, nodes: int = NODES) -> tuple[Array, Array]:
        _within(second > 0 and (first > 0 or law == "gumbel"))
        found = on_the_line(law, (first, second))
        points, weights = np.polynomial.legendre.leggauss(nodes)
        assert found is not None  # noqa: S101 - these laws are on the line
        return np.array([found.quantile((u + 1) / 2) for u in points]), weights / weights.sum()

    return nodes_of


def _beta(a: float, b: float, nodes: int = NODES) -> tuple[Array, Array]:
    _within(a > 0 and b > 0)
    points, weights = special.roots_sh_jacobi(nodes, a + b - 1, a)
    return points, weights / weights.sum()


def _laplace(mean: float, scale: float, nodes: int = NODES) -> tuple[Array, Array]:
    _within(scale > 0)
    points, weights = np.polynomial.laguerre.laggauss(nodes)
    masses = np.concatenate([weights, weights]) / (2 * weights.sum())
    return mean + scale * np.concatenate([points, -points]), masses


def _rademacher() -> tuple[Array, Array]:
    return np.array([-1.0, 1.0]), np.array([0.5, 0.5])


def _within(holds: object) -> None:
    if not holds:
        raise EvaluationError("domain", "a parameter of a distribution lies outside of its domain")


KNOWN_LAWS: dict[str, Callable[..., tuple[Array, Array]]] = {
    "normal": _normal,
    "uniform": _uniform,
    "bernoulli": _bernoulli,
    "binomial": _binomial,
    "poisson": _poisson,
    "geometric": _geometric,
    "geometric-zero": _failures,
    "exponential": _exponential,
    "gamma": _gamma,
    "gamma-rate": _gamma,
    "gamma-scale": _gamma_scale,
    "weibull": _by_quantiles("weibull"),
    "gumbel": _by_quantiles("gumbel"),
    "beta": _beta,
    "laplace": _laplace,
    "rademacher": _rademacher,
}
CONTINUOUS = frozenset(
    {"normal", "uniform", "exponential", "gamma", "beta", "laplace", "gamma-rate", "gamma-scale", "weibull", "gumbel"}
)
ENDLESS = frozenset({"poisson", "geometric", "geometric-zero"})
"""Laws on all whole numbers, whose tables end where hardly a chance is left."""
ROUGH = frozenset({"weibull", "gumbel"})
"""Continuous laws whose nodes are exact for nothing."""
AMBIGUOUS = frozenset({"gamma"})
"""Laws whose second parameter is a rate to some and a scale to others."""
PARAMETERS: dict[str, tuple[str, ...]] = {
    "normal": ("", "positive"), "uniform": ("", ""), "bernoulli": ("probability",), "binomial": ("natural",
    "probability"),
    "poisson": ("positive",), "geometric": ("probability",), "exponential": ("positive",),
    "gamma": ("positive", "positive"), "gamma-rate": ("positive", "positive"), "gamma-scale": ("positive", "positive"),
    "weibull": ("positive", "positive"), "gumbel": ("", "positive"),
    "beta": ("positive", "positive"), "laplace": ("", "positive"), "rademacher": (),
}  # fmt: skip
"""What a bare name in the place of each parameter must be."""


def log_density(law: str, x: Array, parameters: list[Array]) -> float:
    """Return the logarithm of a density or mass, for divergences."""
    if law == "normal" and np.ndim(parameters[1]) == 0 and np.ndim(parameters[0]) == 0:
        mean, variance = parameters
        return float(-0.5 * math.log(2 * math.pi * variance) - (x - mean) ** 2 / (2 * variance))
    if law == "normal":
        mean, covariance = parameters
        away = np.asarray(x - mean)
        _, logdet = np.linalg.slogdet(covariance)
        return float(
            -0.5 * (len(covariance) * math.log(2 * math.pi) + logdet + away @ np.linalg.solve(covariance, away))
        )
    if law == "bernoulli":
        return math.log(parameters[0] if x else 1 - parameters[0])
    if law == "poisson":
        return float(x * math.log(parameters[0]) - parameters[0] - special.gammaln(x + 1))
    if law == "exponential":
        return float(math.log(parameters[0]) - parameters[0] * x)
    raise EvaluationError("unsupported", f"the divergence of {law} distributions")

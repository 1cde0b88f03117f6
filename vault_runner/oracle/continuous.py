"""Chances and means over continuous variables where a table of nodes is too coarse: kinks, jumps and tails.

Gauss quadrature knows smooth functions only. A chance is a jump, so it is measured by the distribution function between
the places where the event begins and ends; a mean whose value depends on the nodes is integrated anew, or not at all.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.late import integrate, special

Row: TypeAlias = tuple[float, dict[str, Any]]
HALVINGS = 80
PIECES = 400
PRECISE = 1e-8
_FAR = 500.0
"""Where a double exponential is zero."""
_CUTS = (1e-6, 1e-3, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999, 1 - 1e-6)


@dataclass(frozen=True, slots=True)
class Continuous:
    """A law on the line: its density, the chances below and above a point, and its quantiles."""

    density: Callable[[float], float]
    below: Callable[[float], float]
    above: Callable[[float], float]
    quantile: Callable[[float], float]
    ends: tuple[float, float] = (-math.inf, math.inf)

    def between(self, low: float, high: float) -> float:
        """Return the chance of an interval, from the side on which it loses no digits."""
        if self.below(low) < 0.5:  # noqa: PLR2004 - the median
            return self.below(high) - self.below(low)
        return self.above(low) - self.above(high)


class JointTable(list[Row]):
    """The outcomes of random variables with their chances, and what tells whether their nodes are fine enough."""

    def __init__(
        self, rows: Sequence[Row], control: list[Row] | None, laws: Mapping[str, Continuous | None],
        cut: frozenset[str] = frozenset(),
    ) -> None:  # fmt: skip
        """Keep the rows, the same by other nodes, the continuous variables, and those whose tails are cut off."""
        super().__init__(rows)
        self.control = control
        self.laws = laws
        self.cut = cut


def _normal(mean: float, variance: float) -> Continuous:
    spread = math.sqrt(variance)
    norm = 1 / (spread * math.sqrt(2 * math.pi))
    return Continuous(
        lambda x: norm * math.exp(-(((x - mean) / spread) ** 2) / 2),
        lambda x: float(special.ndtr((x - mean) / spread)),
        lambda x: float(special.ndtr((mean - x) / spread)),
        lambda u: mean + spread * float(special.ndtri(u)),
    )


def _uniform(low: float, high: float) -> Continuous:
    width = high - low
    return Continuous(
        lambda x: 1 / width if low <= x <= high else 0.0,
        lambda x: min(1.0, max(0.0, (x - low) / width)),
        lambda x: min(1.0, max(0.0, (high - x) / width)),
        lambda u: low + width * u,
        (low, high),
    )


def _exponential(rate: float) -> Continuous:
    return Continuous(
        lambda x: rate * math.exp(-rate * x) if x >= 0 else 0.0,
        lambda x: -math.expm1(-rate * max(0.0, x)),
        lambda x: math.exp(-rate * max(0.0, x)),
        lambda u: -math.log1p(-u) / rate,
        (0.0, math.inf),
    )


def _laplace(mean: float, scale: float) -> Continuous:
    def below(x: float) -> float:
        away = (x - mean) / scale
        return math.exp(away) / 2 if away < 0 else 1 - math.exp(-away) / 2

    return Continuous(
        lambda x: math.exp(-abs(x - mean) / scale) / (2 * scale),
        below,
        lambda x: below(2 * mean - x),
        lambda u: mean + scale * (math.log(2 * u) if u < 0.5 else -math.log(2 * (1 - u))),  # noqa: PLR2004 - the median
    )


def _gamma(shape: float, rate: float) -> Continuous:
    norm = shape * math.log(rate) - math.lgamma(shape)
    return Continuous(
        lambda x: math.exp(norm + (shape - 1) * math.log(x) - rate * x) if x > 0 else 0.0,
        lambda x: float(special.gammainc(shape, rate * max(0.0, x))),
        lambda x: float(special.gammaincc(shape, rate * max(0.0, x))),
        lambda u: float(special.gammaincinv(shape, u)) / rate,
        (0.0, math.inf),
    )


def _weibull(shape: float, scale: float) -> Continuous:
    def density(x: float) -> float:
        z = x / scale
        return shape / scale * z ** (shape - 1) * math.exp(-(z**shape)) if x > 0 else 0.0

    return Continuous(
        density,
        lambda x: -math.expm1(-((max(0.0, x) / scale) ** shape)),
        lambda x: math.exp(-((max(0.0, x) / scale) ** shape)),
        lambda u: scale * (-math.log1p(-u)) ** (1 / shape),
        (0.0, math.inf),
    )


def _gumbel(place: float, scale: float) -> Continuous:
    def below(x: float) -> float:
        away = (x - place) / scale
        return math.exp(-math.exp(-away)) if away > -_FAR else 0.0

    def density(x: float) -> float:
        away = (x - place) / scale
        return math.exp(-away - math.exp(-away)) / scale if away > -_FAR else 0.0

    return Continuous(density, below, lambda x: 1 - below(x), lambda u: place - scale * math.log(-math.log(u)))


LAWS: Mapping[str, Callable[..., Continuous]] = {
    "normal": _normal, "uniform": _uniform, "exponential": _exponential, "laplace": _laplace,
    "gamma-rate": _gamma, "gamma-scale": lambda shape, scale: _gamma(shape, 1 / scale), "weibull": _weibull,
    "gumbel": _gumbel,
}  # fmt: skip


def on_the_line(law: str, parameters: Sequence[Any]) -> Continuous | None:
    """Return a law with its parameters if it is one of numbers whose distribution function is known."""
    if law not in LAWS or any(np.ndim(one) for one in parameters):
        return None
    return LAWS[law](*map(float, parameters))


def chance_of(holds: Callable[[float], bool], law: Continuous) -> float:
    """Measure an event of one variable: its edges are bisected, what lies between them has a known chance."""
    points = [law.quantile((k + 0.5) / PIECES) for k in range(PIECES)]
    tails = [10.0**-k for k in range(3, 300, 3)]
    points += [law.quantile(u) for u in tails] + [law.quantile(1 - u) for u in tails if u > 1e-16]  # noqa: PLR2004 - one
    far = points[-1] - points[0]
    points += [points[PIECES - 1] + 2.0**k * abs(far) for k in range(6)] if math.isinf(law.ends[1]) else []
    points = sorted({point for point in points if math.isfinite(point)})
    held = [holds(point) for point in points]
    total = law.between(law.ends[0], points[0]) * held[0] + law.between(points[-1], law.ends[1]) * held[-1]
    for (a, inside), (b, next_inside) in itertools.pairwise(zip(points, held, strict=True)):
        edge = b if inside == next_inside else _edge(holds, a, b, inside)
        total += inside * law.between(a, edge) + next_inside * law.between(edge, b)
    return total


def _edge(holds: Callable[[float], bool], low: float, high: float, inside: bool) -> float:  # noqa: FBT001
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) == inside else (low, middle)
    return (low + high) / 2


def mean_over(value: Callable[[float], float], law: Continuous) -> float:
    """Integrate a function of one variable against its density, adaptively; refuse what doesn't settle."""
    cuts = [law.ends[0], *map(law.quantile, _CUTS), law.ends[1]]
    total, errors, size = 0.0, 0.0, 0.0
    for low, high in itertools.pairwise(cuts):
        found = integrate.quad(
            lambda x: value(x) * law.density(x), low, high, limit=100, epsabs=1e-12, epsrel=1e-11, full_output=1
        )
        total, errors, size = total + found[0], errors + found[1], size + abs(found[0])
    if not math.isfinite(total) or errors > PRECISE * max(size, abs(total)):
        raise EvaluationError("slow-integral", "a mean that can't be computed well")
    return total

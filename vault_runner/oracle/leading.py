r"""What an expression is like where its variable grows without bound: its leading terms, told exactly.

A scale is the product `e^{a n log n} e^{b n} n^c (log n)^d (log log n)^e`, kept as its five exponents; scales compare
as tuples do. An expansion is a sum of scales with coefficients and a rest that vanishes beside a named scale (Hardy's
logarithmico-exponential functions, cut to those that counting needs). What leaves this class is refused.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.terms import Term

Scale: TypeAlias = tuple[float, float, float, float, float]

ONE: Scale = (0, 0, 0, 0, 0)
SIZE: Scale = (0, 0, 1, 0, 0)
_SLOWEST: Scale = (0, 0, 0, 0, 1)
"""What grows most slowly of all that is told apart: a rest that is bounded vanishes beside it."""
_LOGARITHMS: tuple[Scale, ...] = ((0, 0, 1, 1, 0), SIZE, (0, 0, 0, 1, 0), (0, 0, 0, 0, 1))
"""The logarithms of the first four factors of a scale."""
_SAME, _APART = 1e-9, 1e-6
_LARGEST_POWER, _MOST_TERMS = 12, 100


@dataclass(frozen=True, slots=True)
class Expansion:
    """A sum of scales with coefficients, largest first, and what the ignored rest vanishes beside."""

    terms: tuple[tuple[Scale, float], ...]
    rest: Scale | None = None

    @property
    def lead(self) -> tuple[Scale, float]:
        """The largest scale and its coefficient."""
        if not self.terms or (self.rest is not None and compared(self.rest, self.terms[0][0]) > 0):
            raise _outside("its leading terms cancel")
        return self.terms[0]

    @property
    def constant(self) -> float | None:
        """The value of what doesn't depend on the variable; None for what does."""
        exact = self.rest is None and len(self.terms) == 1 and self.terms[0][0] == ONE
        return self.terms[0][1] if exact else None


def _outside(reason: str) -> EvaluationError:
    return EvaluationError("asymptotic", reason)


def compared(one: Scale, other: Scale) -> int:
    """Return -1, 0 or 1 as the first scale is smaller, as large, or larger.

    Raises:
        EvaluationError: If their exponents differ by so little that rounding may be the reason.
    """
    for mine, theirs in zip(one, other, strict=True):
        gap = abs(mine - theirs)
        if gap > _APART:
            return 1 if mine > theirs else -1
        if gap > _SAME:
            raise _outside("its exponents lie too near to each other")
    return 0


def expansion(term: Term, name: str) -> Expansion:
    r"""Expand a term in the variable `name`, which grows without bound.

    Raises:
        EvaluationError: If it isn't built of powers, logarithms, exponentials of the size, and factorials.

    Example:
        `n^2 + n \log n` has the leading term `n^2` with the coefficient 1.
    """
    if term.op == "const":
        return _sum([(ONE, term.number)])
    if term.op == "sym" and term.text == name:
        return _sum([(SIZE, 1.0)])
    operation = _APPLIED.get(term.text) if term.op == "apply" else _OPERATIONS.get(term.op)
    if operation is None:
        raise _outside("its growth isn't made of powers, logarithms and exponentials")
    return operation(*(expansion(part, name) for part in term.args))


def _sum(terms: Iterable[tuple[Scale, float]], rest: Scale | None = None) -> Expansion:
    """Sort terms and merge those of one scale; what cancels, and what the rest covers, is left out."""
    merged: list[tuple[Scale, list[float]]] = []
    terms = list(terms)
    if len(terms) > _MOST_TERMS**2:
        raise _outside("it has too many terms")
    for scale, value in sorted(terms, reverse=True):
        if merged and compared(merged[-1][0], scale) == 0:
            merged[-1][1].append(value)
        else:
            merged.append((scale, [value]))
    sums = [(scale, sum(values)) for scale, values in merged if abs(sum(values)) > _SAME * max(map(abs, values))]
    return Expansion(tuple(one for one in sums if rest is None or compared(one[0], rest) >= 0), rest)


def _larger(*scales: Scale | None) -> Scale | None:
    known = [scale for scale in scales if scale is not None]
    return max(known) if known else None


def _added(*parts: Expansion) -> Expansion:
    terms = [one for part in parts for one in part.terms]
    return _sum(terms, _larger(*(part.rest for part in parts)))


def _scaled(one: Expansion, factor: float) -> Expansion:
    return Expansion(tuple((scale, value * factor) for scale, value in one.terms), one.rest)


def _times(one: Scale, other: Scale) -> Scale:
    a, b, c, d, e = (mine + theirs for mine, theirs in zip(one, other, strict=True))
    return a, b, c, d, e


def _to(scale: Scale, power: float) -> Scale:
    a, b, c, d, e = (exponent * power for exponent in scale)
    return a, b, c, d, e


def _product(*parts: Expansion) -> Expansion:
    whole = parts[0]
    for part in parts[1:]:
        terms = [(_times(scale, other), value * factor) for scale, value in whole.terms for other, factor in part.terms]
        rests = [_times(one.rest, other.terms[0][0]) for one, other in ((whole, part), (part, whole))
                 if one.rest is not None and other.terms]  # fmt: skip
        if whole.rest is not None and part.rest is not None:
            rests.append(_times(whole.rest, part.rest))
        whole = _sum(terms, _larger(*rests))
    return whole


def _power(base: Expansion, power: float) -> Expansion:
    """Raise to a fixed power: exactly where that is a product, else to the leading term."""
    if power == int(power) and 0 < power <= _LARGEST_POWER:
        return _product(*[base] * int(power))
    scale, value = base.lead
    if value < 0 and power != int(power):
        raise _outside("a root of what is negative where the size is large")
    raised = _to(scale, power)
    exact = len(base.terms) == 1 and base.rest is None
    return Expansion(((raised, value**power),), None if exact else raised)


def _raised(base: Expansion, exponent: Expansion) -> Expansion:
    return _power(base, exponent.constant) if exponent.constant is not None else _exp(_product(exponent, _log(base)))


def _log(one: Expansion) -> Expansion:
    scale, value = one.lead
    if value <= 0 or scale[4]:
        raise _outside("a logarithm of what is negative or grows too slowly")
    terms = [(of, exponent) for of, exponent in zip(_LOGARITHMS, scale, strict=False) if exponent]
    return _sum([*terms, (ONE, math.log(value))], None if len(one.terms) == 1 and one.rest is None else ONE)


def _exp(one: Expansion) -> Expansion:
    """Exponentiate: each term that doesn't vanish is the logarithm of a factor."""
    if one.rest is not None and compared(one.rest, ONE) > 0:
        raise _outside("an exponential of what isn't known closely enough")
    exponents, factor, vanishing = dict.fromkeys(_LOGARITHMS, 0.0), 1.0, one.rest is not None
    for scale, value in one.terms:
        if scale in exponents:
            exponents[scale] += value
        elif scale == ONE:
            factor = math.exp(value)
        elif compared(scale, ONE) < 0:
            vanishing = True
        else:
            raise _outside("it grows like the exponential of a power")
    a, b, c, d = exponents.values()
    whole: Scale = (a, b, c, d, 0.0)
    return Expansion(((whole, factor),), whole if vanishing else None)


def _factorial(one: Expansion) -> Expansion:
    """Stirling's formula, where the argument is the size itself."""
    if one != _sum([(SIZE, 1.0)]):
        raise _outside("a factorial of something else than the size")
    whole: Scale = (1.0, -1.0, 0.5, 0.0, 0.0)
    return Expansion(((whole, math.sqrt(2 * math.pi)),), whole)


def _binomial(size: Expansion, chosen: Expansion) -> Expansion:
    many = chosen.constant
    if many is None or many != int(many) or not 0 < many <= _LARGEST_POWER:
        raise _outside("a binomial coefficient of two that grow")
    factors = [_added(size, _sum([(ONE, -float(k))])) if k else size for k in range(int(many))]
    return _scaled(_product(*factors), 1 / math.factorial(int(many)))


def _larger_one(one: Expansion, other: Expansion, sign: int = 1) -> Expansion:
    order = compared(one.lead[0], other.lead[0]) * sign
    if order == 0 or one.lead[1] < 0 or other.lead[1] < 0:
        raise _outside("which of two is larger isn't told by their growth")
    return one if order > 0 else other


def _rounded(one: Expansion) -> Expansion:
    if compared(one.lead[0], _SLOWEST) <= 0:
        raise _outside("a rounding of what doesn't grow")
    return _sum(one.terms, _larger(one.rest, _SLOWEST))


_OPERATIONS: Mapping[str, Callable[..., Expansion]] = {
    "add": _added,
    "neg": lambda one: _scaled(one, -1),
    "scale": _product,
    "mul": _product,
    "div": lambda one, other: _product(one, _power(other, -1)),
    "pow": _raised,
    "max": _larger_one,
    "min": lambda one, other: _larger_one(one, other, -1),
    "binom": _binomial,
}
_APPLIED: Mapping[str, Callable[[Expansion], Expansion]] = {
    "log": _log,
    "exp": _exp,
    "sqrt": lambda one: _power(one, 0.5),
    "abs": lambda one: one if one.lead[1] > 0 else _scaled(one, -1),
    "factorial": _factorial,
    "floor": _rounded,
    "ceil": _rounded,
}

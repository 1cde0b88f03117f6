"""A counterexample computed again in forty digits, so that no rounding of floats can make one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import mpmath
import numpy as np

from vault_runner.oracle.errors_of import DIFFERS, Relation
from vault_runner.oracle.evaluate import EvaluationError, entry_number
from vault_runner.oracle.terms import Term
from vault_runner.oracle.worlds import Plan, make_world, shape_of

DIGITS = 40
LONGEST_SUM = 400
LARGEST_POWER = 60
Number: TypeAlias = Any
"""An mpf, or an array of such with dtype object."""


class CoarseError(Exception):
    """A term that has no rule in many digits."""


class Digits:
    """Evaluates terms in many digits for one assignment."""

    def __init__(self, sizes: dict[str, int], values: dict[str, Number]) -> None:
        """Start with an assignment."""
        self.sizes = sizes
        self.values = values

    def __call__(self, term: Term) -> Number:
        """Return the value of a term."""
        rule = _RULES.get(term.op)
        if rule is None:
            raise CoarseError(term.op)
        return rule(self, term)

    def shape(self, term: Term) -> tuple[int, ...]:
        """Return the shape of a term's value."""
        return shape_of(term.ty, self.sizes)

    def bound(self, name: str, value: Number, term: Term) -> Number:
        """Evaluate a term with one more value."""
        return Digits(self.sizes, {**self.values, name: value})(term)


def differs_in_digits(relation: Relation, plan: Plan, seed: int, number: int, *, small: bool) -> bool | None:
    """Tell whether both sides of an equation differ at a sample; None if many digits can't be had for it."""
    if relation.kind != "=" or plan.chance is not None:
        return None
    try:
        world = make_world(plan, seed, number, small=small)
        values = {name: _exact(value) for name, value in world.values.items()}
        for name, size in relation.indices:
            values[name] = mpmath.mpf(1)
            if int(world.sizes.get(size, 0) or int(size)) < 1:
                return None
        with mpmath.workdps(DIGITS):
            return _differ(relation, Digits(world.sizes, values), relation.indices)
    except (CoarseError, EvaluationError, ValueError, TypeError, ArithmeticError, IndexError, KeyError):
        return None


def _differ(relation: Relation, digits: Digits, indices: tuple[tuple[str, str], ...]) -> bool:
    if indices:
        (name, size), *rest = indices
        last = int(digits.sizes.get(size, 0) or int(size))
        worlds = (Digits(digits.sizes, {**digits.values, name: mpmath.mpf(k)}) for k in range(1, last + 1))
        return any(_differ(relation, world, tuple(rest)) for world in worlds)
    a, b = (np.asarray(digits(side), dtype=object) for side in (relation.left, relation.right))
    largest = max((abs(value) for value in (*a.ravel(), *b.ravel())), default=mpmath.mpf(0))
    gap = max((abs(value) for value in np.asarray(a - b, dtype=object).ravel()), default=mpmath.mpf(0))
    return bool(gap > DIFFERS * largest)


def _exact(value: Any) -> Number:  # noqa: ANN401 - whatever a world holds
    if callable(value) or isinstance(value, bool):
        raise CoarseError("function")
    if np.ndim(value) == 0:
        return mpmath.mpf(float(value))
    return np.vectorize(mpmath.mpf, otypes=[object])(np.asarray(value, dtype=float))


def _each(function: Callable[[Number], Number], value: Number) -> Number:
    return np.vectorize(function, otypes=[object])(value) if np.ndim(value) else function(value)


def _fold(digits: Digits, term: Term) -> Number:
    total = digits(term.args[0])
    for part in term.args[1:]:
        total = total + digits(part)
    return total


def _times(digits: Digits, term: Term) -> Number:
    return digits(term.args[0]) * digits(term.args[1])


def _over(digits: Digits, term: Term) -> Number:
    return digits(term.args[0]) / digits(term.args[1])


def _power(digits: Digits, term: Term) -> Number:
    return mpmath.power(digits(term.args[0]), digits(term.args[1]))


def _matrix_power(digits: Digits, term: Term) -> Number:
    matrix, exponent = digits(term.args[0]), digits(term.args[1])
    if exponent != int(exponent) or abs(exponent) > LARGEST_POWER:
        raise CoarseError("power")
    base = _inverse(matrix) if exponent < 0 else matrix
    result = _eye(len(matrix))
    for _ in range(abs(int(exponent))):
        result = result @ base
    return result


def _eye(size: int) -> Number:
    return _exact(np.eye(size))


def _inverse(matrix: Number) -> Number:
    inverted = mpmath.matrix(matrix.tolist()) ** -1
    return np.array(inverted.tolist(), dtype=object)


_FUNCTIONS: dict[str, Callable[[Number], Number]] = {
    "sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan, "sinh": mpmath.sinh, "cosh": mpmath.cosh,
    "tanh": mpmath.tanh, "exp": mpmath.exp, "log": mpmath.log, "sqrt": mpmath.sqrt, "abs": abs,
    "arcsin": mpmath.asin, "arccos": mpmath.acos, "arctan": mpmath.atan, "erf": mpmath.erf,
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)), "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
    "relu": lambda x: max(x, mpmath.mpf(0)), "sign": mpmath.sign, "floor": mpmath.floor, "ceil": mpmath.ceil,
    "factorial": mpmath.factorial, "gammafunction": mpmath.gamma, "ncdf": mpmath.ncdf, "npdf": mpmath.npdf,
}  # fmt: skip


def _apply(digits: Digits, term: Term) -> Number:
    if term.text not in _FUNCTIONS:
        raise CoarseError(term.text)
    value = _each(_FUNCTIONS[term.text], digits(term.args[0]))
    if isinstance(value, mpmath.mpc):
        raise CoarseError("complex")
    return value


def _norm(digits: Digits, term: Term) -> Number:
    value = np.asarray(digits(term.args[0]), dtype=object)
    if term.text == "F" or (term.text == "2" and value.ndim == 1):
        return mpmath.sqrt(np.sum(value * value))
    if term.text in {"1", "inf"} and value.ndim == 1:
        sizes = [abs(part) for part in value]
        return sum(sizes) if term.text == "1" else max(sizes)
    raise CoarseError("norm")


def _sum(digits: Digits, term: Term) -> Number:
    low, high = digits(term.args[0]), digits(term.args[1])
    if not mpmath.isfinite(low) or not mpmath.isfinite(high) or not 0 <= high - low <= LONGEST_SUM:
        raise CoarseError("sum")
    values = [digits.bound(term.text, mpmath.mpf(k), term.args[2]) for k in range(round(low), round(high) + 1)]
    total = values[0]
    for value in values[1:]:
        total = total * value if term.op == "prod" else total + value
    return total


def _entry(digits: Digits, term: Term) -> Number:
    whole = digits(term.args[0])
    for index in term.args[1:]:
        whole = whole[entry_number(float(digits(index)), len(whole))]
    return whole


def _constant(_: Digits, term: Term) -> Number:
    named = {"π": mpmath.pi, "e": mpmath.e}.get(term.text)
    return +named if named is not None else mpmath.mpf(term.number)


def _size(digits: Digits, term: Term) -> Number:
    if term.dim is None:
        raise CoarseError("size")
    return mpmath.mpf(term.dim.value(digits.sizes))


def _determinant(digits: Digits, term: Term) -> Number:
    return mpmath.det(mpmath.matrix(digits(term.args[0]).tolist()))


def _let(digits: Digits, term: Term) -> Number:
    return digits.bound(term.text, digits(term.args[0]), term.args[1])


_RULES: dict[str, Callable[[Digits, Term], Number]] = {
    "const": _constant,
    "sym": lambda digits, term: digits.values[term.text],
    "size": _size,
    "eye": lambda digits, term: _eye(digits.shape(term)[0]),
    "ones": lambda digits, term: _exact(np.ones(digits.shape(term))),
    "zeros": lambda digits, term: _exact(np.zeros(digits.shape(term))),
    "add": _fold,
    "neg": lambda digits, term: -digits(term.args[0]),
    "scale": _times,
    "hadamard": _times,
    "quotient": _over,
    "div": _over,
    "matmul": lambda digits, term: digits(term.args[0]) @ digits(term.args[1]),
    "outer": lambda digits, term: np.multiply.outer(digits(term.args[0]), digits(term.args[1])),
    "kron": lambda digits, term: np.kron(digits(term.args[0]), digits(term.args[1])),
    "transpose": lambda digits, term: np.transpose(digits(term.args[0])),
    "inner": lambda digits, term: np.sum(digits(term.args[0]) * digits(term.args[1])),
    "inv": lambda digits, term: _inverse(digits(term.args[0])),
    "pow": _power,
    "matpow": _matrix_power,
    "apply": _apply,
    "map": _apply,
    "norm": _norm,
    "tr": lambda digits, term: np.trace(digits(term.args[0])),
    "det": _determinant,
    "diagmat": lambda digits, term: np.diag(digits(term.args[0])),
    "diagvec": lambda digits, term: np.array(np.diag(digits(term.args[0]))),
    "vec": lambda digits, term: np.ravel(digits(term.args[0]), order="C" if term.text == "rows" else "F"),
    "sum": _sum,
    "prod": _sum,
    "entry": _entry,
    "let": _let,
}

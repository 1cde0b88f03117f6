"""Evaluation of typed terms in float64: numbers are floats, vectors one axis, matrices two."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
import scipy.linalg
import scipy.special

from vault_runner.oracle.terms import Term

Value: TypeAlias = Any
"""A float, an array, a truth value or a function of such."""
LONGEST_SUM = 3000
LARGEST_FACTORIAL = 170
CLOCK_EVERY = 256


class EvaluationError(Exception):
    """A term that has no value at this point; `code` is a reason code."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code."""
        super().__init__(message)
        self.code = code
        self.message = message


class Evaluator:
    """Evaluates terms for one assignment of sizes and values."""

    def __init__(self, sizes: Mapping[str, int], values: dict[str, Value], deadline: float = math.inf) -> None:
        """Start with an assignment; `deadline` is a time of the monotonic clock."""
        self.sizes = sizes
        self.values = values
        self.deadline = deadline
        self.steps = 0
        self.tables: list[Any] = []

    def __call__(self, term: Term) -> Value:
        """Return the value of a term."""
        self.steps += 1
        if self.steps % CLOCK_EVERY == 0 and time.monotonic() > self.deadline:
            raise EvaluationError("too-slow", "evaluation takes too long")
        return OPERATIONS[term.op](self, term)

    def with_value(self, name: str, value: Value, term: Term) -> Value:
        """Evaluate a term with one more value."""
        before = self.values.get(name, _MISSING)
        self.values[name] = value
        try:
            return self(term)
        finally:
            if before is _MISSING:
                del self.values[name]
            else:
                self.values[name] = before


_MISSING = object()
Operation: TypeAlias = Callable[[Evaluator, Term], Value]
OPERATIONS: dict[str, Operation] = {}


def operation(*names: str) -> Callable[[Operation], Operation]:
    """Register the evaluation of some operations."""

    def register(function: Operation) -> Operation:
        for name in names:
            OPERATIONS[name] = function
        return function

    return register


@operation("const")
def _const(_: Evaluator, term: Term) -> Value:
    return term.number


@operation("sym")
def _sym(ev: Evaluator, term: Term) -> Value:
    if term.text in ev.values:
        return ev.values[term.text]
    raise EvaluationError("undeclared", f"{term.text} has no value")


@operation("size")
def _size(ev: Evaluator, term: Term) -> Value:
    return float(_dim(ev, term))


def _dim(ev: Evaluator, term: Term) -> int:
    if term.dim is None:
        raise EvaluationError("range", "a size is missing")
    return term.dim.value(ev.sizes)


@operation("eye")
def _eye(ev: Evaluator, term: Term) -> Value:
    return np.eye(term.ty.dims[0].value(ev.sizes))


@operation("ones")
def _ones(ev: Evaluator, term: Term) -> Value:
    return np.ones(tuple(dim.value(ev.sizes) for dim in term.ty.dims))


@operation("zeros")
def _zeros(ev: Evaluator, term: Term) -> Value:
    return np.zeros(tuple(dim.value(ev.sizes) for dim in term.ty.dims))


@operation("basis")
def _basis(ev: Evaluator, term: Term) -> Value:
    vector = np.zeros(term.ty.dims[0].value(ev.sizes))
    vector[entry_number(ev(term.args[0]), len(vector))] = 1.0
    return vector


@operation("add")
def _add(ev: Evaluator, term: Term) -> Value:
    total = ev(term.args[0])
    for part in term.args[1:]:
        total = total + ev(part)
    return total


@operation("neg")
def _neg(ev: Evaluator, term: Term) -> Value:
    return -ev(term.args[0])


@operation("scale", "hadamard")
def _scale(ev: Evaluator, term: Term) -> Value:
    return ev(term.args[0]) * ev(term.args[1])


@operation("quotient")
def _quotient(ev: Evaluator, term: Term) -> Value:
    return ev(term.args[0]) / ev(term.args[1])


@operation("div")
def _div(ev: Evaluator, term: Term) -> Value:
    below = ev(term.args[1])
    if below == 0:
        raise EvaluationError("domain", "a division by zero")
    return ev(term.args[0]) / below


@operation("matmul")
def _matmul(ev: Evaluator, term: Term) -> Value:
    product = np.matmul(ev(term.args[0]), ev(term.args[1]))
    return float(product) if np.ndim(product) == 0 else product


@operation("outer")
def _outer(ev: Evaluator, term: Term) -> Value:
    return np.outer(ev(term.args[0]), ev(term.args[1]))


@operation("kron")
def _kron(ev: Evaluator, term: Term) -> Value:
    return np.kron(ev(term.args[0]), ev(term.args[1]))


@operation("transpose")
def _transpose(ev: Evaluator, term: Term) -> Value:
    return np.transpose(ev(term.args[0]))


@operation("inner")
def _inner(ev: Evaluator, term: Term) -> Value:
    return float(np.sum(ev(term.args[0]) * ev(term.args[1])))


@operation("inv")
def _inv(ev: Evaluator, term: Term) -> Value:
    return inverse(ev(term.args[0]))


WORST_CONDITION = 1e7


def inverse(matrix: Value) -> Value:
    """Invert a matrix; one that is close to singular is outside of the domain."""
    try:
        inverted = np.linalg.inv(matrix)
    except np.linalg.LinAlgError as error:
        raise EvaluationError("singular", "a singular matrix is inverted") from error
    if not np.all(np.isfinite(inverted)) or np.abs(matrix).max() * np.abs(inverted).max() > WORST_CONDITION:
        raise EvaluationError("singular", "a matrix that is nearly singular is inverted")
    return inverted


@operation("pinv")
def _pinv(ev: Evaluator, term: Term) -> Value:
    return np.linalg.pinv(ev(term.args[0]), rcond=1e-10)


@operation("pow")
def _pow(ev: Evaluator, term: Term) -> Value:
    base, exponent = ev(term.args[0]), ev(term.args[1])
    if base == 0 and exponent < 0:
        raise EvaluationError("domain", "a division by zero")
    if base < 0 and exponent != round(exponent):
        raise EvaluationError("domain", "a negative number to a broken power")
    try:
        return float(base) ** float(exponent)
    except OverflowError:
        return math.inf


LARGEST_POWER = 500


@operation("matpow")
def _matpow(ev: Evaluator, term: Term) -> Value:
    matrix, exponent = ev(term.args[0]), ev(term.args[1])
    if exponent == round(exponent) and abs(exponent) <= LARGEST_POWER:
        base = inverse(matrix) if exponent < 0 else matrix
        return np.linalg.matrix_power(base, abs(round(exponent)))
    if not np.allclose(matrix, matrix.T):
        raise EvaluationError("domain", "a broken power of a matrix that is not symmetric")
    values, vectors = np.linalg.eigh(matrix)
    if values.min() <= 0:
        raise EvaluationError("domain", "a broken power of a matrix that is not positive definite")
    return (vectors * values**exponent) @ vectors.T


@operation("expm")
def _expm(ev: Evaluator, term: Term) -> Value:
    return scipy.linalg.expm(ev(term.args[0]))


@operation("entry")
def _entry(ev: Evaluator, term: Term) -> Value:
    whole = ev(term.args[0])
    for index in term.args[1:]:
        whole = whole[entry_number(ev(index), len(whole))]
    return float(whole) if np.ndim(whole) == 0 else whole


def entry_number(index: Value, length: int) -> int:
    """Turn an index that counts from 1 into one from 0."""
    number = round(float(index))
    if abs(number - float(index)) > 1e-9 or not 1 <= number <= length:  # noqa: PLR2004 - a whole number
        raise EvaluationError("index", f"the index {index:g} lies outside of 1 to {length}")
    return number - 1


@operation("same")
def _same(ev: Evaluator, term: Term) -> Value:
    return float(ev(term.args[0]) == ev(term.args[1]))


@operation("let")
def _let(ev: Evaluator, term: Term) -> Value:
    return ev.with_value(term.text, ev(term.args[0]), term.args[1])


@operation("call")
def _call(ev: Evaluator, term: Term) -> Value:
    function = ev(term.args[0])
    return function(*(ev(part) for part in term.args[1:]))


@operation("mapcall")
def _mapcall(ev: Evaluator, term: Term) -> Value:
    function, array = ev(term.args[0]), ev(term.args[1])
    return np.vectorize(function, otypes=[float])(array)


@operation("mapbody")
def _mapbody(ev: Evaluator, term: Term) -> Value:
    array = np.asarray(ev(term.args[0]), dtype=float)
    flat = [ev.with_value(term.text, float(value), term.args[1]) for value in array.ravel()]
    return np.array(flat).reshape(array.shape)


@operation("block")
def _block(ev: Evaluator, term: Term) -> Value:
    shape, *cells = term.args
    rows, columns = int(shape.text), int(term.text)
    sizes = [_dim(ev, part) for part in shape.args]
    heights, widths = sizes[:rows], sizes[rows:]
    lines = []
    for i in range(rows):
        line = [
            _cell(ev(cells[i * columns + j]), cells[i * columns + j], heights[i], widths[j]) for j in range(columns)
        ]
        lines.append(np.hstack(line))
    whole = np.vstack(lines)
    return whole.ravel() if term.ty.kind in {"col", "row"} else whole


def _cell(value: Value, term: Term, height: int, width: int) -> Value:
    if term.ty.kind == "any" and np.ndim(value) == 0:
        return np.full((height, width), float(value))
    return np.asarray(value, dtype=float).reshape(height, width)


@operation("cases")
def _cases(ev: Evaluator, term: Term) -> Value:
    for value, condition in zip(term.args[::2], term.args[1::2], strict=True):
        if ev(condition):
            return ev(value)
    raise EvaluationError("domain", "no case applies")


@operation("true")
def _true(_: Evaluator, _term: Term) -> Value:
    return True


@operation("and")
def _and(ev: Evaluator, term: Term) -> Value:
    return all(ev(part) for part in term.args)


@operation("compare")
def _compare(ev: Evaluator, term: Term) -> Value:
    return compare(term.text, ev(term.args[0]), ev(term.args[1]))


def compare(relation: str, left: Value, right: Value) -> bool:
    """Compare exactly, as conditions of cases and events do."""
    if relation in {"=", "!="}:
        same = bool(np.all(np.isclose(left, right, rtol=1e-12, atol=1e-12)))
        return same == (relation == "=")
    difference = np.asarray(left - right)
    tests = {"<": difference < 0, ">": difference > 0, "<=": difference <= 0, ">=": difference >= 0}
    return bool(np.all(tests[relation]))


@operation("sum", "prod")
def _sum(ev: Evaluator, term: Term) -> Value:
    low, high = ev(term.args[0]), ev(term.args[1])
    if math.isinf(high) or math.isinf(low):
        from vault_runner.oracle.limits import series  # noqa: PLC0415 - the modules need each other

        return series(ev, term, low)
    first, last = round(low), round(high)
    if last - first > LONGEST_SUM:
        raise EvaluationError("too-large", "a sum of too many terms")
    values = [ev.with_value(term.text, float(k), term.args[2]) for k in range(first, last + 1)]
    if term.op == "prod":
        return math.prod(values)
    if not values:
        return _empty(ev, term)
    return sum(values[1:], values[0])


def _empty(ev: Evaluator, term: Term) -> Value:
    dims = tuple(dim.value(ev.sizes) for dim in term.ty.dims)
    return np.zeros(dims) if dims else 0.0


@operation("max", "min")
def _extremum(ev: Evaluator, term: Term) -> Value:
    pick = max if term.op == "max" else min
    if not term.text:
        return pick(float(ev(part)) for part in term.args)
    return pick(_numbered(ev, term))


def _numbered(ev: Evaluator, term: Term) -> list[float]:
    low, high = round(ev(term.args[0])), round(ev(term.args[1]))
    return [float(ev.with_value(term.text, float(k), term.args[2])) for k in range(low, high + 1)]


@operation("argmax", "argmin")
def _argument(ev: Evaluator, term: Term) -> Value:
    values = np.array(_numbered(ev, term))
    return float((np.argmax if term.op == "argmax" else np.argmin)(values) + 1)

"""Evaluation of typed terms in float64: numbers are floats, vectors one axis, matrices two."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np

from vault_runner.oracle import late
from vault_runner.oracle.terms import Term

Value: TypeAlias = Any
"""A float, an array, a truth value or a function of such."""
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
        """Start with an assignment; `deadline` is a time of the engine's clock."""
        self.sizes = sizes
        self.values = values
        self.deadline = deadline
        self.steps = 0
        self.tables: list[Any] = []

    def __call__(self, term: Term) -> Value:
        """Return the value of a term."""
        self.steps += 1
        if self.steps % CLOCK_EVERY == 0 and late.now() > self.deadline:
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
    return float(dim(ev, term))


def dim(ev: Evaluator, term: Term) -> int:
    """Return the number that a size has here."""
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


@operation("pow")
def _pow(ev: Evaluator, term: Term) -> Value:
    base, exponent = ev(term.args[0]), ev(term.args[1])
    if isinstance(base, complex):
        return base**exponent
    if base == 0 and exponent < 0:
        raise EvaluationError("domain", "a division by zero")
    if base < 0 and exponent != round(exponent):
        raise EvaluationError("domain", "a negative number to a broken power")
    try:
        return float(base) ** float(exponent)
    except OverflowError:
        return math.inf


@operation("entry")
def _entry(ev: Evaluator, term: Term) -> Value:
    whole = ev(term.args[0])
    for index in term.args[1:]:
        whole = whole[entry_number(ev(index), len(whole))]
    if np.iscomplexobj(whole):
        return complex(whole) if np.ndim(whole) == 0 else whole
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

"""Evaluation of named functions: of numbers, of arrays element by element, of whole matrices."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from vault_runner.oracle.evaluate import LARGEST_FACTORIAL, EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.late import special
from vault_runner.oracle.terms import Term

NORM_SLACK = 1e-12


def _special(name: str) -> Callable[[Any], Any]:
    """Return a function of scipy, which is looked up when it is called."""

    def called(x: Value) -> Value:
        return getattr(special, name)(x)

    return called


def _gelu(x: Value) -> Value:
    return x * special.ndtr(x)


def _sigmoid(x: Value) -> Value:
    return special.expit(x)


ELEMENTWISE: dict[str, Callable[[Any], Any]] = {
    "sin": np.sin, "cos": np.cos, "tan": np.tan, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh,
    "cot": lambda x: 1 / np.tan(x), "sec": lambda x: 1 / np.cos(x), "csc": lambda x: 1 / np.sin(x),
    "arcsin": np.arcsin, "arccos": np.arccos, "arctan": np.arctan, "arctanh": np.arctanh, "arcsinh": np.arcsinh,
    "exp": np.exp, "log": np.log, "log10": np.log10, "sqrt": np.sqrt, "abs": np.abs, "sign": np.sign,
    "erf": _special("erf"), "sigmoid": _sigmoid, "relu": lambda x: np.maximum(x, 0.0),
    "softplus": lambda x: np.logaddexp(0.0, x), "gelu": _gelu, "silu": lambda x: x * _sigmoid(x),
    "logit": _special("logit"), "leakyrelu": lambda x: np.where(x > 0, x, 0.01 * x),
    "elu": lambda x: np.where(x > 0, x, np.expm1(np.minimum(x, 0))), "floor": np.floor, "ceil": np.ceil,
    "gammafunction": _special("gamma"), "ncdf": _special("ndtr"),
    "npdf": lambda x: np.exp(-x * x / 2) / np.sqrt(2 * np.pi),
}  # fmt: skip


def _softmax(x: Value) -> Value:
    shifted = np.exp(x - np.max(x))
    return shifted / np.sum(shifted)


def _layernorm(x: Value) -> Value:
    return (x - np.mean(x)) / np.sqrt(np.var(x))


WHOLE: dict[str, Callable[[Any], Any]] = {
    "softmax": _softmax,
    "logsoftmax": lambda x: x - special.logsumexp(x),
    "layernorm": _layernorm,
    "rmsnorm": lambda x: x / np.sqrt(np.mean(x * x)),
    "logsumexp": _special("logsumexp"),
    "sum": np.sum,
    "mean": np.mean,
    "prod": np.prod,
    "max": np.max,
    "min": np.min,
}


@operation("apply")
def _apply(ev: Evaluator, term: Term) -> Value:
    value = ev(term.args[0])
    if isinstance(value, complex):
        raise EvaluationError("domain", f"{term.text} of a complex number")
    if term.text == "factorial":
        return factorial(value)
    return float(ELEMENTWISE[term.text](np.float64(value)))


def factorial(value: Value) -> float:
    """Return a factorial of a small whole number."""
    number = round(float(value))
    if abs(number - float(value)) > NORM_SLACK or number < 0:
        raise EvaluationError("domain", "the factorial of no whole number")
    if number > LARGEST_FACTORIAL:
        raise EvaluationError("too-large", f"the factorial of {number}")
    return float(math.factorial(number))


@operation("binom")
def _binomial(ev: Evaluator, term: Term) -> Value:
    above, below = ev(term.args[0]), ev(term.args[1])
    return float(special.binom(above, below))


@operation("root")
def _root(ev: Evaluator, term: Term) -> Value:
    base, degree = ev(term.args[0]), ev(term.args[1])
    if base < 0:
        raise EvaluationError("domain", "the root of a negative number")
    return float(base) ** (1.0 / degree)


@operation("map")
def _map(ev: Evaluator, term: Term) -> Value:
    return (WHOLE.get(term.text) or ELEMENTWISE[term.text])(ev(term.args[0]))


@operation("reduce")
def _reduce(ev: Evaluator, term: Term) -> Value:
    return _real(WHOLE[term.text](_ordered(term.text, ev(term.args[0]))))


def _ordered(name: str, value: Value) -> Value:
    """Reject complex numbers where an order among them is asked for."""
    if name in {"max", "min"} and np.iscomplexobj(value):
        raise EvaluationError("domain", f"{name} of complex numbers")
    return value


def _real(value: Value) -> Value:
    """Return a number as a float, a complex one as it is: whether it is real in the end, the sides show."""
    return complex(value) if np.iscomplexobj(value) else float(value)


@operation("norm")
def _norm(ev: Evaluator, term: Term) -> Value:
    value = np.asarray(ev(term.args[0]))
    if term.text == "p":
        order = float(ev(term.args[1]))
        largest = float(np.max(np.abs(value), initial=0.0)) or 1.0  # powers of what is below one stay in range
        return float(largest * np.sum((np.abs(value) / largest) ** order) ** (1 / order))
    if term.text == "F":
        return float(np.sqrt(np.sum(np.abs(value) ** 2)))
    if term.text == "maxabs":
        return float(np.max(np.abs(value)))
    orders: dict[str, Any] = {"2": 2, "1": 1, "inf": np.inf, "nuc": "nuc", "0": 0}
    return float(np.linalg.norm(value, orders[term.text]))


@operation("rowmap")
def _rowmap(ev: Evaluator, term: Term) -> Value:
    return np.apply_along_axis(WHOLE[term.text], -1, ev(term.args[0]))


@operation("tr")
def _trace(ev: Evaluator, term: Term) -> Value:
    return _real(np.trace(ev(term.args[0])))


@operation("det")
def _determinant(ev: Evaluator, term: Term) -> Value:
    return _real(np.linalg.det(ev(term.args[0])))


@operation("logdet")
def _log_determinant(ev: Evaluator, term: Term) -> Value:
    sign, value = np.linalg.slogdet(ev(term.args[0]))
    if sign <= 0:
        raise EvaluationError("domain", "the logarithm of a determinant that is not positive")
    return float(value)


@operation("rank")
def _rank(ev: Evaluator, term: Term) -> Value:
    return float(np.linalg.matrix_rank(ev(term.args[0]), tol=1e-8))


@operation("nullity")
def _nullity(ev: Evaluator, term: Term) -> Value:
    matrix = ev(term.args[0])
    return float(matrix.shape[1] - np.linalg.matrix_rank(matrix, tol=1e-8))


@operation("cond")
def _condition(ev: Evaluator, term: Term) -> Value:
    return float(np.linalg.cond(ev(term.args[0])))


@operation("adj")
def _adjugate(ev: Evaluator, term: Term) -> Value:
    matrix = ev(term.args[0])
    size = len(matrix)
    cofactors = np.empty_like(matrix)
    for i in range(size):
        for j in range(size):
            minor = np.delete(np.delete(matrix, i, 0), j, 1)
            cofactors[i, j] = (-1) ** (i + j) * np.linalg.det(minor)
    return cofactors.T


@operation("diagmat", "diagvec")
def _diagonal(ev: Evaluator, term: Term) -> Value:
    return np.array(np.diag(ev(term.args[0])))


@operation("vec")
def _vec(ev: Evaluator, term: Term) -> Value:
    return np.ravel(ev(term.args[0]), order="C" if term.text == "rows" else "F")


@operation("cosine")
def _cosine(ev: Evaluator, term: Term) -> Value:
    left, right = ev(term.args[0]), ev(term.args[1])
    return float(left @ right / (np.linalg.norm(left) * np.linalg.norm(right)))


@operation("angle")
def _angle(ev: Evaluator, term: Term) -> Value:
    return float(np.arccos(np.clip(_cosine(ev, term), -1.0, 1.0)))

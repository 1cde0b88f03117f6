"""Evaluation of what matrices do: products, inverses, powers, exponentials."""

from __future__ import annotations

import numpy as np

from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.late import linalg
from vault_runner.oracle.terms import Term


@operation("gap")
def _gap(ev: Evaluator, term: Term) -> Value:
    """Return the distance of two numbers or arrays."""
    left, right = (np.asarray(ev(part)) for part in term.args)
    return float(np.sqrt(np.sum(np.abs(left - right) ** 2)))


@operation("matmul")
def _matmul(ev: Evaluator, term: Term) -> Value:
    left, right = (ev(part) for part in term.args)
    if not np.ndim(left) or not np.ndim(right):  # a sum of no arrays is the number zero
        raise EvaluationError("range", "a product with a sum of nothing")
    product = np.matmul(left, right)
    if np.iscomplexobj(product):
        return complex(product) if np.ndim(product) == 0 else product
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


LARGEST_POWER = 4096


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
    return linalg.expm(ev(term.args[0]))

"""The degree of a term in some variables: quadrature with few nodes is exact for polynomials of low degree."""

from __future__ import annotations

from vault_runner.oracle.laws import EXACT_DEGREE
from vault_runner.oracle.terms import Term

NO_POLYNOMIAL = 99
_SUMS = frozenset({"add", "neg", "transpose", "entry", "block", "tr", "vec", "diagmat", "diagvec", "sum", "expect"})
_PRODUCTS = frozenset({"scale", "hadamard", "matmul", "outer", "inner", "kron"})


def polynomial(terms: tuple[Term, ...], names: set[str]) -> bool:
    """Tell whether all terms are polynomials in the named variables that quadrature integrates exactly."""
    return all(degree(term, names) <= EXACT_DEGREE for term in terms)


def degree(term: Term, names: set[str]) -> int:  # noqa: PLR0911 - one case after another
    """Return the degree of a term in the named variables, a large one for what is no polynomial."""
    if term.op == "sym":
        return int(term.text in names)
    if term.op == "norm" and len(term.args) == 1:
        return NO_POLYNOMIAL if degree(term.args[0], names) else 0
    if term.op == "pow":
        return _power(term, names)
    if term.op == "moment":
        first, second, *given = (degree(part, names) for part in term.args)
        return max(first + second, *given) if given else first + second
    parts = [degree(part, names) for part in term.args]
    if term.op in _SUMS:
        return max(parts, default=0)
    if term.op in _PRODUCTS:
        return sum(parts)
    if term.op in {"div", "quotient"} and parts[1] == 0:
        return parts[0]
    return NO_POLYNOMIAL if any(parts) else 0


def _power(term: Term, names: set[str]) -> int:
    base, exponent = term.args
    if exponent.op != "const" or exponent.number != int(exponent.number) or exponent.number < 0:
        return NO_POLYNOMIAL if degree(base, names) else 0
    euclidean = base.op == "norm" and base.text in {"", "2", "F"} and exponent.number % 2 == 0
    inner = base.args[0] if euclidean else base
    return min(NO_POLYNOMIAL, degree(inner, names) * int(exponent.number))

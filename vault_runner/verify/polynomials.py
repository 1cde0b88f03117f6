"""Sizes as polynomials in names, so that two ways of writing one are told to be the same. Pure.

What is neither a sum, a difference, a product nor a quotient that comes out even is an atom that goes by its text, so
two sizes that come out alike are alike; two that don't may still be.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import TypeAlias

Monomial: TypeAlias = tuple[tuple[str, int], ...]
"""Atoms and their powers, sorted."""
Polynomial: TypeAlias = Mapping[Monomial, int]
"""Coefficients, none of them zero."""
_MOST_TERMS = 64
_HIGHEST = 6


class Algebra:
    """Reads sizes, given what is known of names."""

    def __init__(self, known: Mapping[str, str], divisors: Mapping[str, str] | None = None) -> None:
        """Read with names that stand for expressions, and names that are multiples of expressions."""
        self._known = known
        self._divisors = divisors or {}
        self._reading: set[str] = set()

    def read(self, text: str) -> Polynomial | None:
        """Return the polynomial that a text states; None if it can't be read."""
        try:
            return self.value(ast.parse(text.strip(), mode="eval").body)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    def value(self, node: ast.expr) -> Polynomial | None:
        """Return the polynomial that an expression states."""
        match node:
            case ast.Constant(value=int() | float() as number):
                return constant(number) if isinstance(number, int) else atom(repr(number))
            case ast.Name(id=name):
                return self._named(name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self.value(operand)
                return None if inner is None else times(constant(-1), inner)
            case ast.BinOp(left=left, op=operator, right=right):
                first, second = self.value(left), self.value(right)
                return None if first is None or second is None else combined(first, operator, second)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                inside = [self.value(each) for each in arguments]
                return None if None in inside else atom(f"{name}({', '.join(text(each) for each in inside if each)})")
            case _:
                return None

    def _named(self, name: str) -> Polynomial | None:
        if name in self._reading:
            return atom(name)
        self._reading.add(name)
        try:
            if name in self._known:
                return self.read(self._known[name])
            divisor = self.read(self._divisors[name]) if name in self._divisors else None
            return atom(name) if divisor is None else times(divisor, atom(f"{name}//({text(divisor)})"))
        finally:
            self._reading.discard(name)


def constant(number: int) -> Polynomial:
    """Return a number."""
    return {(): number} if number else {}


def atom(name: str) -> Polynomial:
    """Return what goes by its text."""
    return {((name, 1),): 1}


def text(polynomial: Polynomial) -> str:
    """Return a polynomial as a text; the same for the same one."""
    terms = []
    for monomial, factor in sorted(polynomial.items()):
        parts = [name if power == 1 else f"{name}**{power}" for name, power in monomial]
        terms.append("*".join([*([str(factor)] if factor != 1 or not parts else []), *parts]))
    return " + ".join(terms) or "0"


def atoms(polynomial: Polynomial) -> set[str]:
    """Return the atoms of a polynomial."""
    return {name for monomial in polynomial for name, _ in monomial}


def alike(first: Polynomial, second: Polynomial) -> tuple[str, str] | None:
    """Return the two names that have to be the same for two sizes to be, no more and no less: `n*k` and `d*k`.

    The difference is then that of the names, times what is positive for all sizes.
    """
    difference = _minus(first, second)
    names = sorted(name for name in atoms(difference) if name.isidentifier())
    for one in names:
        factor = {rest: by for each, by in difference.items() if (rest := _without(each, ((one, 1),))) is not None}
        if factor and len({by > 0 for by in factor.values()}) == 1:
            others = (other for other in names if other != one)
            found = [other for other in others if times(factor, _minus(atom(one), atom(other))) == difference]
            if found:
                return one, found[0]
    return None


def plus(first: Polynomial, second: Polynomial) -> Polynomial:
    """Add."""
    total = dict(first)
    for monomial, factor in second.items():
        total[monomial] = total.get(monomial, 0) + factor
    return {monomial: factor for monomial, factor in total.items() if factor}


def times(first: Polynomial, second: Polynomial) -> Polynomial:
    """Multiply."""
    total: Polynomial = {}
    for one, factor in first.items():
        total = plus(total, {_joined(one, other): factor * by for other, by in second.items()})
    return total


def combined(first: Polynomial, operator: ast.operator, second: Polynomial) -> Polynomial | None:
    """Combine two polynomials; None if that makes none."""
    if len(first) * len(second) > _MOST_TERMS:
        return None
    known = _OPERATIONS.get(type(operator))
    return known(first, second) if known else None


def _exactly(first: Polynomial, second: Polynomial) -> Polynomial | None:
    even, rest = _divided(first, second)
    if not second:
        return None
    return atom(f"({text(first)})/({text(second)})") if rest else even


def _remainder(first: Polynomial, second: Polynomial) -> Polynomial:
    return atom(f"({text(first)})%({text(second)})")


def _minus(first: Polynomial, second: Polynomial) -> Polynomial:
    return plus(first, times(constant(-1), second))


def _power(base: Polynomial, power: Polynomial) -> Polynomial | None:
    number = power.get((), 0)
    if set(power) - {()} or not 0 <= number <= _HIGHEST:
        return atom(f"({text(base)})**({text(power)})")
    total = constant(1)
    for _ in range(number):
        total = times(total, base)
    return total


def _floored(whole: Polynomial, part: Polynomial) -> Polynomial | None:
    """Divide and round down: what comes out even is taken out, since it doesn't change what is rounded."""
    if not part:
        return None
    even, rest = _divided(whole, part)
    if set(rest) | set(part) == {()}:
        return even  # a number less than the one that divides it
    return plus(even, atom(f"({text(rest)})//({text(part)})")) if rest else even


def _divided(whole: Polynomial, part: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Return what comes out even, term by term, and the rest; a number leaves a rest from 0 on."""
    if len(part) != 1:
        return ({(): 1}, {}) if whole == part else ({}, whole)
    ((divisor, by),) = part.items()
    even: Polynomial = {}
    rest: Polynomial = {}
    for monomial, factor in whole.items():
        quotient = _without(monomial, divisor)
        times_in, left = divmod(factor, by) if quotient is not None else (0, factor)
        even = plus(even, {quotient: times_in} if quotient is not None and times_in else {})
        rest = plus(rest, {monomial: left} if left else {})
    return even, rest


def _joined(first: Monomial, second: Monomial) -> Monomial:
    powers = dict(first)
    for name, power in second:
        powers[name] = powers.get(name, 0) + power
    return tuple(sorted(powers.items()))


def _without(monomial: Monomial, divisor: Monomial) -> Monomial | None:
    powers = dict(monomial)
    for name, power in divisor:
        powers[name] = powers.get(name, 0) - power
        if powers[name] < 0:
            return None
    return tuple(sorted((name, power) for name, power in powers.items() if power))


_OPERATIONS: dict[type[ast.operator], Callable[[Polynomial, Polynomial], Polynomial | None]] = {
    ast.Add: plus,
    ast.Sub: _minus,
    ast.Mult: times,
    ast.FloorDiv: _floored,
    ast.Div: _exactly,
    ast.Mod: _remainder,
    ast.Pow: _power,
}

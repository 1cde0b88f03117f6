"""Symbolic sizes: polynomials over names, and their unification."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Monomial: TypeAlias = tuple[str, ...]
LARGEST_SIZE = 4096


class ClashError(Exception):
    """Two sizes or kinds that can't be equal; `clear` if both were declared, so that it speaks against the note."""

    def __init__(self, message: str, *, clear: bool = True) -> None:
        """Keep the sentence."""
        super().__init__(message)
        self.message = message
        self.clear = clear


@dataclass(frozen=True, slots=True)
class Dim:
    """A polynomial with integer coefficients over size names; names that begin with `?` are yet unknown."""

    terms: tuple[tuple[Monomial, int], ...]

    @staticmethod
    def of(value: int | str) -> Dim:
        """Return the size of one number or one name."""
        if isinstance(value, int):
            return Dim((((), value),) if value else ())
        return Dim((((value,), 1),))

    def __add__(self, other: Dim) -> Dim:
        """Return the sum."""
        total = dict(self.terms)
        for monomial, factor in other.terms:
            total[monomial] = total.get(monomial, 0) + factor
        return _normal(total)

    def __mul__(self, other: Dim) -> Dim:
        """Return the product."""
        total: dict[Monomial, int] = {}
        for left, a in self.terms:
            for right, b in other.terms:
                monomial = tuple(sorted(left + right))
                total[monomial] = total.get(monomial, 0) + a * b
        return _normal(total)

    def __neg__(self) -> Dim:
        """Return the negative."""
        return Dim(tuple((monomial, -factor) for monomial, factor in self.terms))

    def names(self) -> frozenset[str]:
        """Return the names that occur."""
        return frozenset(name for monomial, _ in self.terms for name in monomial)

    def variable(self) -> str:
        """Return the unknown that this size is, or nothing."""
        lone = len(self.terms) == 1 and self.terms[0][1] == 1 and len(self.terms[0][0]) == 1
        return self.terms[0][0][0] if lone and self.terms[0][0][0].startswith("?") else ""

    def value(self, sizes: Mapping[str, int]) -> int:
        """Return the number under an assignment of sizes."""
        total = 0
        for monomial, factor in self.terms:
            total += factor * math.prod(sizes[name] for name in monomial)
        return total

    def __str__(self) -> str:
        """Write it as `2n+1`."""
        parts = []
        for monomial, factor in self.terms:
            name = "·".join(monomial)
            parts.append(str(factor) if not name else name if factor == 1 else f"{factor}{name}")
        return "+".join(parts).replace("+-", "-") or "0"


def _normal(terms: Mapping[Monomial, int]) -> Dim:
    kept = ((monomial, factor) for monomial, factor in terms.items() if factor)
    return Dim(tuple(sorted(kept, key=lambda term: (-len(term[0]), term[0]))))


ONE = Dim.of(1)


class Unifier:
    """What is known about unknown sizes so far."""

    def __init__(self, equal: Mapping[str, Dim] | None = None) -> None:
        """Start with equalities that the note states."""
        self.known: dict[str, Dim] = dict(equal or {})
        self.count = 0

    def fresh(self) -> Dim:
        """Return a new unknown."""
        self.count += 1
        return Dim.of(f"?{self.count}")

    def resolve(self, dim: Dim) -> Dim:
        """Replace what is known."""
        for _ in range(12):
            names = [name for name in dim.names() if name in self.known]
            if not names:
                return dim
            dim = self._substituted(dim, names[0])
        return dim

    def _substituted(self, dim: Dim, name: str) -> Dim:
        total = Dim(())
        for monomial, factor in dim.terms:
            product = Dim.of(factor)
            for part in monomial:
                product = product * (self.known[part] if part == name else Dim.of(part))
            total = total + product
        return total

    def unify(self, left: Dim, right: Dim, what: str = "sizes") -> Dim:
        """Make two sizes equal or raise `ClashError`."""
        left, right = self.resolve(left), self.resolve(right)
        if left == right:
            return left
        if left.variable() and left.variable() not in right.names():
            self.known[left.variable()] = right
            return right
        if right.variable() and right.variable() not in left.names():
            self.known[right.variable()] = left
            return left
        clear = not any(name.startswith("?") for name in left.names() | right.names())
        raise ClashError(f"{what} {left} and {right} differ", clear=clear)

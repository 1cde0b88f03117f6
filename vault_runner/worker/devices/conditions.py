"""What must be so for sizes that stand for any number: torch's questions, without what is so for all sizes from 2 on.

A question is dropped only if it is proved: as a polynomial whose signs all agree once each size is written as its
least value and something more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import sympy
from torch.utils._sympy import functions

from vault_runner.worker.devices.wording import question, written

LEAST = 2
"""The smallest size that a name stands for: torch treats 0 and 1 as cases of their own."""
_ENDLESS = 2**62
_ROUNDS = 4
_MOST = 60
_REMAINDERS = (functions.Mod, functions.PythonMod)
Row: TypeAlias = tuple[str, str, str, int]
"""Kind (`fixed`, `equal`, `multiple`, `least`, `other`, `many`), left and right side, line."""


@dataclass(frozen=True)
class Asked:
    """One question, answered with yes for the sizes that stand in the code."""

    expr: Any
    line: int


def renamed(expr: Any, names: Mapping[Any, str]) -> Any:
    """Return an expression in the names of the note."""
    return expr.xreplace({symbol: _symbol(name) for symbol, name in names.items()})


def told(asked: Iterable[Asked], names: Mapping[Any, str], replaced: Mapping[Any, Any]) -> list[Row]:
    """Return what isn't so for all sizes from `LEAST` on."""
    known = {_symbol(names[key]): renamed(value, names) for key, value in replaced.items() if key in names}
    questions = [Asked(renamed(each.expr, names), each.line) for each in asked]
    rows = [_settled(name, value, questions) for name, value in known.items()]
    simplifier = _Simplifier([_symbol(name) for name in names.values()], known)
    rows += simplifier.told(questions)
    return rows if len(rows) <= _MOST else [*rows[:_MOST], ("many", str(len(rows)), "", 0)]


def _settled(name: Any, value: Any, questions: list[Asked]) -> Row:
    """Return that a size has become a number, or another size."""
    lines = [each.line for each in questions if isinstance(each.expr, sympy.Eq) and name in each.expr.free_symbols]
    return "fixed" if value.is_number else "equal", str(name), written(value), lines[-1] if lines else 0


class _Simplifier:
    """Drops what is so for all sizes, and gathers least sizes and divisors on the way."""

    def __init__(self, names: Iterable[Any], known: Mapping[Any, Any]) -> None:
        self._known = dict(known)
        self._least = dict.fromkeys(names, LEAST)
        self._parts: dict[Any, tuple[Any, Any]] = {}
        """Symbols for quotients that come out even or are rounded down: dividend and divisor."""
        self._even: dict[Any, Any] = {}
        """A size that is a multiple: the product that it is."""
        self._quotients: dict[tuple[Any, Any], Any] = {}

    def told(self, questions: list[Asked]) -> list[Row]:
        rows = [row for each in questions for row in self._multiple(each)]
        for _ in range(_ROUNDS):
            questions = [each for each in questions if not self._is_so(each.expr)]
            before = dict(self._least)
            rows += [row for each in questions for row in self._bound(each)]
            if before == self._least:
                break
        kept = {(row[1], row[0]): row for row in rows}
        others = {("other", question(each.expr), "", each.line) for each in questions if not self._is_so(each.expr)}
        return [*kept.values(), *sorted(others)]

    def _multiple(self, asked: Asked) -> list[Row]:
        """Take in that one size is a multiple of another."""
        division = self._division(asked.expr)
        if division is None:
            return []
        whole, part = (self._settle(side) for side in division)
        if whole.is_number or whole in self._even or self._remainder(whole, part) == 0:
            return []
        if whole.is_Symbol and whole not in part.free_symbols and whole in self._least and self._sign(part) == 1:
            quotient = self._quotient(whole, part)
            self._least[quotient] = 1
            self._even[whole] = part * quotient
        return [("multiple", self._shown(whole), self._shown(part), asked.line)]

    def _division(self, expr: Any) -> tuple[Any, Any] | None:
        """Return what an equation divides without a rest: `Mod(d, h) = 0`, or `d*n = 2*n*(d//2)`."""
        if not isinstance(expr, sympy.Eq):
            return None
        if expr.rhs == 0 and isinstance(expr.lhs, _REMAINDERS):
            return expr.lhs.args[0], expr.lhs.args[1]
        difference = self._without_factors(expr.lhs - expr.rhs)
        for floor in difference.atoms(functions.FloorDiv):
            whole, part = floor.args[:2]
            if (
                sympy.expand(difference - (whole - part * floor)) == 0
                or sympy.expand(difference + whole - part * floor) == 0
            ):
                return whole, part
        return None

    def _quotient(self, whole: Any, part: Any) -> Any:
        if (whole, part) not in self._quotients:
            symbol = sympy.Symbol(f"({whole}//{part})" if whole.is_Symbol else f"(({whole})//{part})", integer=True)
            self._quotients[whole, part] = symbol
            self._parts[symbol] = (whole, part)
            low = self._lowest(whole)
            if low is not None and part.is_Integer and part > 0:
                self._least[symbol] = low // int(part)
            elif low is not None and low >= 0 and self._sign(part) == 1:
                self._least[symbol] = 0
        return self._quotients[whole, part]

    def _shown(self, expr: Any) -> str:
        """Return an expression with the quotients that symbols stand for in it."""
        divided = {symbol: functions.FloorDiv(*parts) for symbol, parts in self._parts.items()}
        for _ in range(_ROUNDS):
            expr = expr.xreplace(divided)
        return written(expr)

    def _settle(self, expr: Any) -> Any:
        """Put in what is known of sizes, and symbols for quotients."""
        for _ in range(_ROUNDS):
            after = expr.xreplace(self._known)
            after = after.replace(functions.FloorDiv, self._floor) if after.has(functions.FloorDiv) else after
            after = after.xreplace(self._even)
            after = after.replace(_is_remainder, lambda part: self._remainder(*part.args[:2]))
            if after == expr:
                break
            expr = after
        return self._without_max(expr)

    def _floor(self, whole: Any, part: Any) -> Any:
        exact = sympy.cancel(whole.xreplace(self._even) / part)
        if exact.is_polynomial(*exact.free_symbols) and all(each.is_integer for each in _coefficients(exact)):
            return exact
        even = self._even_part(whole.xreplace(self._even), part)
        return self._quotient(whole, part) if even is None else even

    def _even_part(self, whole: Any, part: Any) -> Any:
        """Return the quotient of which only less than the divisor is left for all sizes; None if there is none."""
        free = sorted(whole.free_symbols | part.free_symbols, key=str)
        if not free or not (whole.is_polynomial(*free) and part.is_polynomial(*free)):
            return None
        even, rest = sympy.div(whole, part, *free)
        for quotient, left in ((even, rest), (even - 1, rest + part)):
            whole_numbers = all(each.is_integer for each in _coefficients(sympy.expand(quotient)))
            if whole_numbers and self._sign(left) >= 0 and self._sign(part - left) == 1:
                return quotient
        return None

    def _remainder(self, whole: Any, part: Any) -> Any:
        exact = sympy.cancel(whole / part)
        if exact.is_polynomial(*exact.free_symbols) and all(each.is_integer for each in _coefficients(exact)):
            return sympy.Integer(0)
        if self._sign(whole) >= 0 and self._sign(part - whole) == 1:
            return whole
        symbol = sympy.Symbol(f"({whole})%({part})", integer=True)
        if self._sign(part) == 1:
            self._least[symbol] = 0
        return symbol

    def _without_max(self, expr: Any) -> Any:
        def chosen(*args: Any) -> Any:
            top = [one for one in args if all(one is other or self._sign(one - other) >= 0 for other in args)]
            return top[0] if top else sympy.Symbol(str(sympy.Max(*args)), integer=True)

        return expr.replace(sympy.Max, chosen).replace(functions.Max, chosen)

    def _lowest(self, expr: Any) -> int | None:
        shifted = self._shifted(expr)
        return None if shifted is None or min(shifted[1], default=0) < 0 else int(shifted[0])

    def _shifted(self, expr: Any) -> tuple[Any, list[Any]] | None:
        """Return a polynomial's value at the least sizes and the coefficients of what goes beyond; None if unknown."""
        free = sorted(expr.free_symbols, key=str)
        if any(symbol not in self._least for symbol in free):
            return None
        moved = expr.xreplace({symbol: symbol + self._least[symbol] for symbol in free})
        if not moved.is_polynomial(*free):
            return None
        if not free:
            return moved, []
        terms = sympy.Poly(moved, *free).terms()
        constant = sum(value for powers, value in terms if not any(powers))
        return constant, [value for powers, value in terms if any(powers)]

    def _sign(self, expr: Any) -> float:
        """Return 1 or -1 for what has that sign for all sizes, ±0.5 for what may be zero as well, else NaN."""
        shifted = self._shifted(sympy.expand(expr))
        if shifted is None:
            return float("nan")
        constant, beyond = shifted
        if constant == 0 and not any(beyond):
            return 0.0
        for sign in (1, -1):
            if constant * sign >= 0 and all(value * sign >= 0 for value in beyond):
                return sign if constant else sign / 2
        return float("nan")

    def _is_so(self, expr: Any) -> bool:
        """Tell whether a question has the same answer for all sizes."""
        if expr in (sympy.true, True):
            return True
        if isinstance(expr, sympy.And | sympy.Or):
            met = map(self._is_so, expr.args)
            return all(met) if isinstance(expr, sympy.And) else any(met)
        if not isinstance(expr, sympy.core.relational.Relational):
            return False
        if any(abs(number) >= _ENDLESS for number in expr.atoms(sympy.Integer)):
            return True  # that a size can be counted
        sign = self._sign(self._settle(expr.lhs) - self._settle(expr.rhs))
        answers = {
            sympy.Eq: sign == 0,
            sympy.Ne: abs(sign) == 1,
            sympy.Gt: sign == 1,
            sympy.Ge: sign >= 0,
            sympy.Lt: sign == -1,
            sympy.Le: sign <= 0,
        }
        return next((so for kind, so in answers.items() if isinstance(expr, kind)), False)

    def _bound(self, asked: Asked) -> list[Row]:
        """Take in a question about one size alone that says how large it is at least."""
        expr = asked.expr
        if not isinstance(expr, sympy.core.relational.Relational) or isinstance(expr, sympy.Eq):
            return []
        difference = self._without_factors(self._settle(expr.lhs) - self._settle(expr.rhs))
        if len(difference.free_symbols) != 1:
            return []
        (symbol,) = difference.free_symbols
        if symbol not in self._least or not _is_linear(difference, symbol):
            return []
        slope, constant = difference.coeff(symbol, 1), difference.coeff(symbol, 0)
        low = self._low(expr, slope, -constant / slope, self._least[symbol])
        return self._raise(symbol, low, asked.line) if low > self._least[symbol] else []

    def _without_factors(self, difference: Any) -> Any:
        """Leave out factors that are positive for all sizes: they decide nothing."""
        product = sympy.factor_terms(sympy.expand(difference))
        if not product.is_Mul:
            return sympy.expand(difference)
        return sympy.expand(sympy.Mul(*(part for part in product.args if self._sign(part) != 1)))

    @staticmethod
    def _low(expr: Any, slope: Any, zero: Any, least: int) -> int:
        """Return the least size that a linear question leaves, given where its two sides are equal."""
        upward = slope > 0
        strict = isinstance(expr, sympy.Gt if upward else sympy.Lt)
        weak = isinstance(expr, sympy.Ge if upward else sympy.Le)
        if strict:
            return int(sympy.floor(zero)) + 1
        if weak:
            return int(sympy.ceiling(zero))
        # Unlike its least value, and it isn't that: more.
        return least + 1 if isinstance(expr, sympy.Ne) and zero == least else least

    def _raise(self, symbol: Any, low: int, line: int) -> list[Row]:
        self._least[symbol] = low
        whole, part = self._parts.get(symbol, (None, None))
        if whole is None or self._even.get(whole) is not None or not (part.is_Integer and part > 0):
            return [("least", self._shown(symbol), str(low), line)]
        # A quotient that is rounded down reaches a number as soon as the dividend reaches its multiple.
        free = list(whole.free_symbols)
        if len(free) != 1 or not _is_linear(whole, free[0]) or whole.coeff(free[0], 1) <= 0:
            return [("least", self._shown(symbol), str(low), line)]
        enough = int(sympy.ceiling((low * part - whole.coeff(free[0], 0)) / whole.coeff(free[0], 1)))
        return self._raise(free[0], enough, line) if enough > self._least.get(free[0], enough) else []


def _coefficients(expr: Any) -> list[Any]:
    free = list(expr.free_symbols)
    return sympy.Poly(expr, *free).coeffs() if free else [expr]


def _is_linear(expr: Any, symbol: Any) -> bool:
    return bool(expr.is_polynomial(symbol) and sympy.degree(expr, symbol) == 1)


def _is_remainder(expr: Any) -> bool:
    return isinstance(expr, _REMAINDERS)


def _symbol(name: str) -> Any:
    return sympy.Symbol(name, integer=True, positive=True)

r"""Values of formulas between complex numbers, computed straight from their trees: no branches, no order."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import PAIR, TRIPLE, Node

LONGEST_SUM = 60
LARGEST_POWER = 60
WHOLE = frozenset({"integer", "natural", "counting"})
_ENTIRE: Mapping[str, Callable[[complex], complex]] = {
    "exp": cmath.exp, "sin": cmath.sin, "cos": cmath.cos, "sinh": cmath.sinh, "cosh": cmath.cosh, "tan": cmath.tan,
    "tanh": cmath.tanh, "real": lambda z: complex(z.real), "imag": lambda z: complex(z.imag),
}  # fmt: skip
_REAL_HEADS = frozenset({"abs", "num"})
_CONSTANTS = {"e": complex(math.e), "pi": complex(math.pi), "i": 1j}


class OpenError(Exception):
    """Something that this evaluator doesn't know."""


class OutsideError(Exception):
    """A point at which a formula isn't defined."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a claim: complex ones, which of them may not be zero, and real ones with their property."""

    complexes: Mapping[str, bool]
    reals: Mapping[str, str]
    bodies: Mapping[str, Node]
    loose: bool = False
    """Whether the note says more of a complex number than samples meet: a failure may be its exception."""


def is_real(node: Node, names: Names) -> bool:
    """Tell whether a tree is real by how it is made."""
    if node.head in _REAL_HEADS or (node.head == "fun" and node.text in {"real", "imag"}):
        return True
    if node.head == "sym":
        return node.text in names.reals or node.text in {"e", "pi"}
    made = node.head in {"add", "neg", "mul", "div", "group", "sqrt", "fun"}
    made = made or (node.head == "pow" and node.args[1].head == "num")
    return made and all(is_real(part, names) for part in node.args)


def value_of(node: Node, values: Mapping[str, complex], names: Names) -> complex:
    """Return the value of a tree at a point."""
    try:
        found = _computed(node, values, names)
    except (ZeroDivisionError, OverflowError) as error:
        raise OutsideError from error
    if not cmath.isfinite(found):
        raise OutsideError
    return found


def _computed(node: Node, values: Mapping[str, complex], names: Names) -> complex:  # noqa: C901, PLR0911, PLR0912 - one case after another
    def of(part: Node) -> complex:
        return value_of(part, values, names)

    if node.head == "num":
        return complex(float(node.text))
    if node.head in {"sym", "word", "sub"}:
        return _named(node, values, names)
    if node.head == "add":
        return sum((of(part) for part in node.args), 0j)
    if node.head == "neg":
        return -of(node.args[0])
    if node.head == "group" and len(node.args) == 1:
        return of(node.args[0])
    if node.head == "mul" and node.text in {"", "cdot", "times"}:
        return of(node.args[0]) * of(node.args[1])
    if node.head == "div" or (node.head == "mul" and node.text == "/"):
        return of(node.args[0]) / of(node.args[1])
    if node.head == "pow":
        return _power(node, values, names)
    if node.head == "abs":
        return complex(abs(of(node.args[0])))
    if node.head == "accent" and node.text in {"bar", "overline"}:
        return of(node.args[0]).conjugate()
    if node.head == "fun" and node.text in _ENTIRE and len(node.args) == 1:
        return _ENTIRE[node.text](of(node.args[0]))
    if node.head == "call" and len(node.args) == PAIR and node.args[0].head == "word" and node.args[0].text == "Im":
        return complex(of(node.args[1]).imag)
    if node.head == "sqrt" and len(node.args) == 1:
        return _root(node, values, names)
    if node.head == "big":
        return _sum(node, values, names)
    raise OpenError


def _named(node: Node, values: Mapping[str, complex], names: Names) -> complex:
    name = name_of(node)
    if name in values:
        return values[name]
    if name in names.bodies:
        return value_of(names.bodies[name], values, names)
    if name not in _CONSTANTS:
        raise OpenError
    return _CONSTANTS[name]


def _root(node: Node, values: Mapping[str, complex], names: Names) -> complex:
    """Take a root of what is real and not negative by how it is made; all others have branches."""
    inner = value_of(node.args[0], values, names)
    if inner.imag != 0 or inner.real < 0:
        raise OpenError
    return complex(math.sqrt(inner.real))


def _power(node: Node, values: Mapping[str, complex], names: Names) -> complex:
    base, exponent = node.args
    power = value_of(exponent, values, names)
    if name_of(base) == "e" and "e" not in values:
        return cmath.exp(power)
    below = value_of(base, values, names)
    whole = power.imag == 0 and power.real == round(power.real) and abs(power.real) <= LARGEST_POWER
    if whole and (exponent.head == "num" or not _may_break(exponent, names)):
        return below ** int(power.real) if below or power.real >= 0 else below**-1
    if is_real(base, names) and below.imag == 0 and below.real > 0:
        return cmath.exp(power * math.log(below.real))
    raise OpenError


def _may_break(exponent: Node, names: Names) -> bool:
    """Tell whether an exponent could be another number than a whole one."""
    whole = {name for name, prop in names.reals.items() if prop in WHOLE}
    parts = [part for part in exponent.walk() if part.head not in {"neg", "add", "group", "num"}]
    return any(name_of(part) not in whole and part.head != "mul" for part in parts)


def _sum(node: Node, values: Mapping[str, complex], names: Names) -> complex:
    r"""Add the terms of `\sum_{k=0}^{n-1}`."""
    if node.text not in {"sum", "prod"} or len(node.args) != TRIPLE or node.args[0].head != "rel":
        raise OpenError
    below, top, body = node.args
    letter = name_of(below.args[0])
    first, last = (value_of(part, values, names) for part in (below.args[1], top))
    if not letter or below.text != "=" or any(one.imag or one.real != round(one.real) for one in (first, last)):
        raise OpenError
    count = round(last.real) - round(first.real) + 1
    if count > LONGEST_SUM:
        raise OutsideError
    inner = replace(names, reals={**names.reals, letter: "integer"})
    parts = [value_of(body, {**values, letter: first + k}, inner) for k in range(max(0, count))]
    return complex(math.prod(parts)) if node.text == "prod" else sum(parts, 0j)

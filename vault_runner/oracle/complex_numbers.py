r"""Claims between complex numbers: `|z+w|^2 = |z|^2 + |w|^2 + 2\operatorname{Re}(z\bar w)`, Euler's and De Moivre's.

A small evaluator of its own: complex values for the names that the note declares so, real ones for its real numbers,
`i` for the imaginary unit. Whatever has branches, and any order between complex numbers, is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from vault_runner.oracle.complex_values import Names, OpenError, OutsideError, is_real, value_of
from vault_runner.oracle.property import Rng
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.stated_complex import COMPLEX, IMAGINARY, OTHERWISE
from vault_runner.oracle.statements import Statement, links
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import NUM
from vault_runner.oracle.verdicts import Answer, unable

POINTS = 90
FEWEST = 20
AGREES, DIFFERS = 1e-9, 1e-6
_CORNERS = (0j, 1 + 0j, -1 + 0j, 1j, -1j)
_SPREADS = (1.0, 0.4, 2.5)
_REAL_PROPS: Mapping[str, Callable[[Rng], float]] = {
    "integer": lambda rng: float(rng.integers(-5, 6)),
    "natural": lambda rng: float(rng.integers(1, 7)),
    "counting": lambda rng: float(rng.integers(1, 7)),
    "positive": lambda rng: float(rng.uniform(0.1, 3)),
    "nonzero": lambda rng: float(rng.choice([-1, 1]) * rng.uniform(0.1, 3)),
    "": lambda rng: float(rng.normal() * 2),
}
_ORDERS: Mapping[str, Callable[[float, float, float], bool]] = {
    "<=": lambda a, b, slack: a <= b + slack,
    ">=": lambda a, b, slack: a >= b - slack,
    "<": lambda a, b, slack: a < b - slack,
    ">": lambda a, b, slack: a > b + slack,
}


def complex_claim(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge a chain between complex numbers, None if it isn't one or speaks of anything else."""
    if OTHERWISE not in scope.options and not _euler(statement, scope):
        return None
    if scope.options.get(OTHERWISE) or not set(statement.relations) <= {"=", *_ORDERS}:
        return None
    try:
        names = _names_of(statement, scope)
        return [_placed(names, link, number, scope, seed) for number, link in enumerate(links(statement))]
    except OpenError:
        return None


def _placed(names: Names, link: tuple[Node, str, Node], number: int, scope: Scope, seed: int) -> Answer:
    answer = _judged(names, link, scope, seed + number)
    answer.link, answer.start, answer.end = number, link[0].start, link[2].end
    return answer


def _euler(statement: Statement, scope: Scope) -> bool:
    r"""Tell whether `e^{i…}` stands there and i is nothing else."""
    nodes = [node for member in statement.members for node in member.walk()]
    powers = [node for node in nodes if node.head == "pow" and name_of(node.args[0]) == "e"]
    unit = any(_is_unit(part) for node in powers for part in node.args[1].walk())
    return unit and scope.get("e") is None and scope.get("i") is None and "i" not in scope.named | scope.sizes


def _is_unit(node: Node) -> bool:
    return node.head in {"sym", "word"} and node.text == "i"


def _names_of(statement: Statement, scope: Scope) -> Names:
    """Sort the names of a claim, or leave it open: every name must be declared."""
    complexes: dict[str, bool] = {}
    reals: dict[str, str] = {}
    bodies: dict[str, Node] = {}
    bound, loose = _bound(statement), False
    pending = [node for member in statement.members for node in _spoken(member, scope)]
    while pending:
        node = pending.pop()
        name = name_of(node)
        if node.head == "sub" and COMPLEX + name not in scope.options:
            raise OpenError
        if not name or node.head not in {"sym", "word", "sub"} or name in {"e", "pi", "infty", "Im", *bound}:
            continue
        symbol = scope.get(name)
        if COMPLEX + name in scope.options:
            if symbol is not None and (symbol.body is not None or symbol.ty not in {None, NUM} or symbol.random):
                raise OpenError
            loose = loose or bool(symbol is not None and symbol.props - {"nonzero"}) or not _bare(scope, name)
            nonzero = symbol is not None and "nonzero" in symbol.props
            complexes[name] = nonzero or scope.options[COMPLEX + name] == "nonzero"
        elif name == "i" and (symbol is None or IMAGINARY in scope.options) and "i" not in scope.sizes:
            continue
        elif symbol is not None and symbol.body is not None and not symbol.params and name not in bodies:
            bodies[name] = symbol.body
            pending += list(_spoken(symbol.body, scope))
        elif name not in bodies:
            reals[name] = _real(scope, name)
    return Names(complexes, reals, bodies, loose)


def _spoken(node: Node, scope: Scope) -> Iterator[Node]:
    """Walk over a tree, but not into names such as `z_1`."""
    yield node
    if node.head != "sub" or COMPLEX + name_of(node) not in scope.options:
        for part in node.args:
            yield from _spoken(part, scope)


def _bare(scope: Scope, name: str) -> bool:
    """Tell whether the note says nothing of a complex number but that it isn't zero."""
    symbol = scope.get(name)
    return symbol is None or symbol.ty is None or bool(scope.options.get(f"compared {name}"))


def _real(scope: Scope, name: str) -> str:
    symbol = scope.get(name)
    plain = symbol is not None and symbol.ty == NUM and not symbol.random and not symbol.role and symbol.law is None
    if not plain or symbol is None or len(symbol.props) > 1 or not symbol.props <= set(_REAL_PROPS):
        raise OpenError
    return next(iter(symbol.props), "")


def _bound(statement: Statement) -> set[str]:
    """Return the names that sums bind; i among them is no unit."""
    nodes = [node for member in statement.members for node in member.walk()]
    found = {name_of(node.args[0].args[0]) for node in nodes if node.head == "big" and node.args[0].head == "rel"}
    if "i" in found:
        raise OpenError
    return found


def _judged(names: Names, claim: tuple[Node, str, Node], scope: Scope, seed: int) -> Answer:
    left, relation, right = claim
    if relation != "=" and not (is_real(left, names) and is_real(right, names)):
        return unable("domain", "an order between complex numbers")
    rng = np.random.default_rng(seed)
    points, worst, failed = 0, 0.0, None
    for number in range(POINTS):
        values = _sample(names, rng, number)
        try:
            if not all(_holds(guard, values, names) for guard in scope.guards if _concerns(guard, names)):
                continue
            a, b = value_of(left, values, names), value_of(right, values, names)
        except OutsideError:
            continue
        points += 1
        error = abs(a - b) / max(abs(a), abs(b), 1e-3)
        fails = (
            error > AGREES if relation == "=" else not _ORDERS[relation](a.real, b.real, AGREES * max(abs(a), abs(b)))
        )
        error = 1.0 if relation in {"<", ">"} and a == b else error
        worst = max(worst, error if relation == "=" else 0.0)
        if fails and (failed is None or error > failed[0]):
            failed = (error, values, a, b)
    return _answer(scope, seed, points, worst, failed, names)


def _answer(
    scope: Scope, seed: int, points: int, worst: float,
    failed: tuple[float, dict[str, complex], complex, complex] | None, names: Names,
) -> Answer:  # fmt: skip
    if points < FEWEST:
        return unable("domain", "it is defined at too few complex points")
    reading = [f"{name}: a complex number" for name in names.complexes] + ["i: the imaginary unit"]
    evidence = {"seed": seed, "points": points, "worst": worst, "unread": scope.doubts}
    if failed is None:
        return Answer("verified", reading=reading, evidence=evidence)
    error, values, a, b = failed
    if error < DIFFERS:
        return unable("precision", "the sides differ by little more than rounding")
    if names.loose or any("$" in text for text in scope.doubts):
        return unable("unread", "a condition on complex numbers that no sample meets")
    told = {name: f"{value:.4g}" for name, value in values.items()}
    open_ = scope.doubts or scope.assumed or scope.told or scope.facts
    answer = Answer("doubted" if open_ else "refuted", "unread" if open_ else "", "the sides differ", reading=reading)
    answer.evidence, answer.expected, answer.found = {**evidence, "values": told}, f"{b:.5g}", f"{a:.5g}"
    answer.counterexample = {"values": told, "left": f"{a:.5g}", "right": f"{b:.5g}"}
    return answer


def _sample(names: Names, rng: Rng, number: int) -> dict[str, complex]:
    """Draw a point: mostly at random, some at corners, some with numbers that are multiples of each other."""
    spread = _SPREADS[number % len(_SPREADS)]
    values = {name: complex(*(rng.normal(size=2) * spread)) for name in names.complexes}
    if number % 3 == 1:
        values = {name: value if rng.random() < 0.5 else _corner(rng, names, name) for name, value in values.items()}  # noqa: PLR2004
    if number % 6 == 2 and values:  # noqa: PLR2004 - now and then
        first = next(iter(values.values()))
        values = {name: first * float(rng.choice([-2, -1, 0.5, 1, 3])) for name in values}
    for name, prop in names.reals.items():
        values[name] = complex(0.0 if prop == "" and number % 12 == 5 else _REAL_PROPS[prop](rng))  # noqa: PLR2004
    return values


def _corner(rng: Rng, names: Names, name: str) -> complex:
    corners = _CORNERS[1:] if names.complexes[name] else _CORNERS
    return corners[int(rng.integers(len(corners)))]


def _concerns(guard: Node, names: Names) -> bool:
    return bool({name_of(part) for part in guard.walk()} & {*names.complexes, *names.reals, *names.bodies})


def _holds(guard: Node, values: Mapping[str, complex], names: Names) -> bool:
    if guard.head != "rel" or guard.text not in {"!=", *_ORDERS}:
        raise OpenError
    a, b = (value_of(part, values, names) for part in guard.args)
    return a != b if guard.text == "!=" else _ORDERS[guard.text](a.real, b.real, 0.0)

"""The same session with other sizes: `n, d = 4, 8` becomes `n, d = 11, 13`. Pure.

Only a name that the whole session sets once, at top level, to a number that stands there is given another one: a
number somewhere else may be an axis, an exponent or a size, and reading can't tell which.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from vault_runner.model import Session
from vault_runner.worker.devices.hook import HOOK

PRIMES: Final = ((11, 13, 17, 19, 23, 29, 31, 37, 41, 43), (59, 53, 47, 61, 67, 71, 73, 79, 83, 89))
_SMALLEST: Final = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """A number that a name is set to."""

    step: int
    name: str
    value: int
    line: int
    """From 0."""
    start: int
    """In bytes."""
    end: int


def resized(session: Session, names: Collection[str]) -> list[tuple[Session, dict[str, int]]]:
    """Return the session with two other choices of sizes, and which size each name has there.

    Args:
        session: The session.
        names: The names that claims speak of.

    Returns:
        Nothing if none of the names is set to a number in a way that can be changed, or there are too many.
    """
    places = _spoken_of(session, names)
    if not places or len(places) > len(PRIMES[0]):
        return []
    choices = [dict(zip((place.name for place in places), primes, strict=False)) for primes in PRIMES]
    return [
        (_with_texts(session, places, dict(zip(choice, map(str, choice.values()), strict=True))), choice)
        for choice in choices
    ]


def resized_alike(session: Session, names: Collection[str]) -> tuple[Session, dict[str, int]]:
    """Return the session with other sizes that are alike wherever those in the code are; as `resized`, where it works.

    What holds here and not with sizes that are all different holds because some are the same.
    """
    places = _spoken_of(session, names)
    primes = dict(zip(dict.fromkeys(place.value for place in places), PRIMES[0], strict=False))
    choice = {place.name: primes[place.value] for place in places}
    return _with_texts(session, places, {name: str(size) for name, size in choice.items()}), choice


def written_sizes(session: Session, names: Collection[str]) -> dict[str, int]:
    """Return the sizes that stand in the code, of the names that `resized` changes."""
    return {place.name: place.value for place in _spoken_of(session, names)}


def with_any_size(session: Session) -> Session | None:
    """Return the session with a call in the place of each size: `n = 4` becomes `n = __vault_run_size__("n", 4)`.

    None if there is no such size, or if the code asks whether something is a whole number: what stands for any number
    is none.
    """
    places = _places(session)
    if not places or any(_asks_for_numbers(_parsed(step.source)) for step in session.steps):
        return None
    return _with_texts(session, places, {place.name: f'{HOOK}("{place.name}", {place.value})' for place in places})


def bound_once(session: Session) -> frozenset[str]:
    """Return the names that are bound in one place of the session alone, so that each means one thing."""
    bound = Counter(name for step in session.steps for name in _bindings(_parsed(step.source)))
    return frozenset(name for name, times in bound.items() if times == 1)


def _asks_for_numbers(tree: ast.Module) -> bool:
    """Tell whether code compares types with `int`, or asks with `isinstance`."""
    asking = (node for node in ast.walk(tree) if isinstance(node, ast.Call | ast.Compare))
    return any(
        "int" in _names_in(node) and (isinstance(node, ast.Compare) or {"isinstance", "type"} & _names_in(node.func))
        for node in asking
    )


def _names_in(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _spoken_of(session: Session, names: Collection[str]) -> list[_Place]:
    """Return the places of the names, and of those that have one's size and may have been mistaken for it."""
    places = _places(session)
    sizes = {place.value for place in places if place.name in names}
    return [place for place in places if place.value in sizes]


def _places(session: Session) -> list[_Place]:
    trees = [_parsed(step.source) for step in session.steps]
    bound = Counter(name for tree in trees for name in _bindings(tree))
    found = [place for number, tree in enumerate(trees) for place in _settings(number, tree)]
    return [place for place in found if bound[place.name] == 1 and place.value >= _SMALLEST]


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError):
        return ast.Module([], [])


def _bindings(tree: ast.Module) -> Iterator[str]:
    """Yield every name as often as it is bound anywhere: by assignment, as a parameter, by an import, by `global`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Global | ast.Nonlocal):
            yield from node.names


def _settings(step: int, tree: ast.Module) -> Iterator[_Place]:
    for statement in tree.body:
        if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
            continue
        target, value = statement.targets[0], statement.value
        pairs: list[tuple[ast.expr, ast.expr]] = [(target, value)]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            pairs = list(zip(target.elts, value.elts, strict=True))
        for name, number in pairs:
            if isinstance(name, ast.Name) and isinstance(number, ast.Constant) and type(number.value) is int:
                end = number.end_col_offset or 0
                yield _Place(step, name.id, number.value, number.lineno - 1, number.col_offset, end)


def _with_texts(session: Session, places: list[_Place], texts: Mapping[str, str]) -> Session:
    """Put a text in the place of each number."""
    steps = list(session.steps)
    for place in sorted(places, key=lambda place: (place.step, place.line, place.start), reverse=True):
        lines = steps[place.step].source.split("\n")
        raw = lines[place.line].encode()
        lines[place.line] = (raw[: place.start] + texts[place.name].encode() + raw[place.end :]).decode()
        steps[place.step] = replace(steps[place.step], source="\n".join(lines))
    return replace(session, steps=tuple(steps))

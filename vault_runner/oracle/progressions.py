"""How the numbers of a written-out series run: arithmetically, and for endless ones by powers and factorials too."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.syntax import Node, num

RUNNING = "⋯"
"""The running index of what an ellipsis stands for; no author writes it as a name."""
MOST_WRITTEN = 3000
"""Terms of a series between two numbers."""


@dataclass(frozen=True, slots=True)
class Hole:
    """A place where the written terms differ: a value of each, or the values that one left out may have."""

    values: tuple[Dim | tuple[int, ...], ...]
    index: bool = False
    """Whether it is an index, which counts by one if nothing else is said."""


@dataclass(frozen=True, slots=True)
class Series:
    """What runs from where to where, and what stands in each hole meanwhile."""

    low: Node
    high: Dim | None
    """Nothing for an endless one."""
    steps: Dim | None
    fillings: tuple[Node, ...]
    plain: bool
    """Whether it counts from one to a name, so that two terms say enough."""


@dataclass(frozen=True, slots=True)
class _Walk:
    first: Dim
    step: Dim
    last: Dim | None
    steps: Dim | None


def series_of(holes: tuple[Hole, ...], count: int, *, endless: bool) -> Series | None:
    """Return how all holes run together, None if they don't; `count` terms stand before the dots."""
    walks = [_walk(hole, count, endless=endless) for hole in holes]
    if endless and any(walk is None for walk in walks):
        return _endless(holes, walks)
    known = [walk for walk in walks if walk is not None]
    if not known or len(known) < len(walks) or any(walk.steps != known[0].steps for walk in known):
        return None
    low, high = _run(known)
    running = Dim.of(RUNNING)
    fillings = tuple(tree_of(walk.first + walk.step * (running + -low)) for walk in known)
    plain = all(_counts(walk) for walk in known)
    return Series(tree_of(low), high, known[0].steps, fillings, plain)


def _run(walks: list[_Walk]) -> tuple[Dim, Dim | None]:
    """Let the index be what one hole holds, if that counts by one from a number; else count from one."""
    one = Dim.of(1)
    for walk in walks:
        if walk.step == one and constant(walk.first) is not None:
            return walk.first, walk.last
    steps = walks[0].steps
    return one, None if steps is None else steps + one


def _counts(walk: _Walk) -> bool:
    if walk.last is None or constant(walk.first) not in {0, 1, None}:
        return False
    return all(factor in {1, -1} for monomial, factor in (walk.last + -walk.first).terms if monomial)


def _walk(hole: Hole, count: int, *, endless: bool) -> _Walk | None:
    """Return the arithmetic progression through the values of a hole."""
    before, after = hole.values[:count], hole.values[count:]
    known = [(place, value) for place, value in enumerate(before) if isinstance(value, Dim)]
    if not known or any(not isinstance(value, Dim) for value in after):
        return None
    ends = [value for value in after if isinstance(value, Dim)]
    step = _step(known, ends)
    if step is None or not step.terms:
        return None
    first = known[0][1] + -(step * Dim.of(known[0][0]))
    if not all(_fits(value, first + step * Dim.of(place)) for place, value in enumerate(before)):
        return None
    return _Walk(first, step, None, None) if endless else _ended(hole, first, step, ends, count)


def _ended(hole: Hole, first: Dim, step: Dim, ends: list[Dim], count: int) -> _Walk | None:
    """Let a progression end where the terms behind the dots say."""
    steps = divided(ends[-1] + -first, step)
    regular = all(value == ends[-1] + -(step * Dim.of(back)) for back, value in enumerate(reversed(ends)))
    if steps is None or not regular or _grows_too(hole):
        return None
    total = constant(steps)
    if total is not None and not count + len(ends) <= total + 1 <= MOST_WRITTEN:
        return None
    return _Walk(first, step, ends[-1], steps)


def _grows_too(hole: Hole) -> bool:
    """Tell whether numbers such as 2, 4, …, 1024 or 1, 4, …, 49 could as well be powers."""
    numbers = [constant(value) for value in hole.values if isinstance(value, Dim)]
    values = [number for number in numbers if number is not None]
    if len(values) < len(hole.values) or len(values) < 3 or min(values) < 1:  # noqa: PLR2004 - two fit everything
        return False
    ratio = values[1] // values[0]
    power = values[0]
    while ratio > 1 and power < values[-1]:
        power *= ratio
    squares = all(math.isqrt(value) ** 2 == value for value in values)
    return squares or (ratio > 1 and values[1] == ratio * values[0] and power == values[-1])


def _fits(value: Dim | tuple[int, ...], expected: Dim) -> bool:
    return value == expected if isinstance(value, Dim) else constant(expected) in value


def _step(known: list[tuple[int, Dim]], after: list[Dim]) -> Dim | None:
    if len(known) > 1:
        (place, value), (later, other) = known[:2]
        return divided(other + -value, Dim.of(later - place))
    if len(after) > 1:
        return after[1] + -after[0]
    if not after:
        return None
    rise = after[0] + -known[0][1]
    leading = next((factor for monomial, factor in rise.terms if monomial), constant(rise) or 0)
    return Dim.of(1 if leading > 0 else -1)


def constant(dim: Dim) -> int | None:
    """Return the number that a polynomial is, None if a name occurs in it."""
    return None if dim.names() else sum(factor for _, factor in dim.terms)


def divided(above: Dim, below: Dim) -> Dim | None:
    """Divide by a polynomial of one term, None if something is left."""
    if len(below.terms) != 1:
        return None
    (names, divisor), found = below.terms[0], []
    for monomial, factor in above.terms:
        rest = list(monomial)
        for name in names:
            if name not in rest:
                return None
            rest.remove(name)
        if factor % divisor:
            return None
        found.append((tuple(rest), factor // divisor))
    return Dim(tuple(found))


def _endless(holes: tuple[Hole, ...], walks: list[_Walk | None]) -> Series | None:
    """Return an endless series in which some numbers don't run arithmetically: 1, 2, 4, 8 or 1, 4, 9."""
    low = next((walk.first for walk in walks if walk is not None and walk.step == Dim.of(1)), Dim.of(1))
    if constant(low) is None:
        low = Dim.of(1)
    running, fillings = Dim.of(RUNNING), []
    for hole, walk in zip(holes, walks, strict=True):
        if walk is not None:
            fillings.append(tree_of(walk.first + walk.step * (running + -low)))
            continue
        filling = _grown(hole, running + -low)
        if filling is None:
            return None
        fillings.append(filling)
    return Series(tree_of(low), None, None, tuple(fillings), plain=False)


def _grown(hole: Hole, passed: Dim) -> Node | None:
    """Return the one law of growth that the numbers of a hole follow, where `passed` counts from nought."""
    numbers = [constant(value) for value in hole.values if isinstance(value, Dim)]
    if len(numbers) < len(hole.values) or len(numbers) < 3:  # noqa: PLR2004 - two numbers fit every law
        return None
    values = [number for number in numbers if number is not None]
    if len(values) < len(numbers) or 0 in values:
        return None
    after = tree_of(passed + Dim.of(1))
    ratio = values[1] // values[0]
    laws: list[tuple[Callable[[int], int], Node]] = [
        (lambda k: (k + 1) ** 2, Node("pow", (Node("group", (after,), "("), num(2)))),
        (lambda k: (k + 1) ** 3, Node("pow", (Node("group", (after,), "("), num(3)))),
    ]
    if abs(ratio) > 1:
        power = Node("pow", (num(ratio), tree_of(passed)))
        laws.append((lambda k: values[0] * ratio**k, Node("mul", (num(values[0]), power), "cdot")))
    if len(values) > 3:  # noqa: PLR2004 - 1, 2, 6 alone may go on otherwise
        for shift in (0, 1):
            inner = Node("group", (tree_of(passed + Dim.of(shift)),), "(")
            laws.append((partial(_factorial, shift), Node("fact", (inner,))))
    found = [node for law, node in laws if [law(k) for k in range(len(values))] == values]
    return found[0] if len(found) == 1 else None


def _factorial(shift: int, k: int) -> int:
    return math.factorial(k + shift)


def tree_of(dim: Dim) -> Node:
    """Write a polynomial as a tree."""
    parts = []
    for monomial, factor in dim.terms:
        names = [Node("sym", (), name) for name in monomial]
        if abs(factor) != 1 or not names:
            names.insert(0, num(abs(factor)))
        node = names[0]
        for name in names[1:]:
            node = Node("mul", (node, name))
        parts.append(Node("neg", (node,)) if factor < 0 else node)
    return num(0) if not parts else parts[0] if len(parts) == 1 else Node("add", tuple(parts))

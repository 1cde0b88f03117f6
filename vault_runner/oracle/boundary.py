"""Edges of a domain: where a strict relation fails first, and where random samples never fall."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

import numpy as np

from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.properties import VOCABULARIES
from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.worlds import Plan, World, make_world

STRICT = frozenset({"<", ">", "!=", "psd>", "psd<"})
WEAK = frozenset({"psd", "singular"})
INTERVALS = frozenset({"probability", "small", "above-one"})
"""Properties whose samples lie within an interval, be it open or closed."""
ATTEMPTS = 3
MOST_PAIRS = 12


def has_weak_form(plan: Plan) -> bool:
    """Tell whether a symbol is allowed to be singular, so that a sample that can't be inverted counts."""
    return any(symbol.props & WEAK for symbol in plan.symbols.values())


def open_chances(plan: Plan) -> bool:
    """Tell whether a random variable has no given law, so that it may as well be constant."""
    variables, laws = getattr(plan.chance, "variables", {}), getattr(plan.chance, "laws", {})
    return any(name not in laws for name in variables)


def arbitrary_functions(plan: Plan) -> bool:
    """Tell whether a function is arbitrary within its class, so that a strict relation may be met with equality."""
    return any(
        symbol.ty is not None
        and symbol.ty.kind == "fun"
        and ("positive" not in symbol.props or "nonnegative" in symbol.props)
        for symbol in plan.symbols.values()
    )


def fails_at_edge(plan: Plan, seed: int, fails: Callable[[World], bool]) -> str:
    """Return where a strict relation fails, with symbols zero or equal to each other; empty if nowhere."""
    for text, change in _changes(plan):
        for number in range(1, ATTEMPTS + 1):
            try:
                with np.errstate(all="ignore"):
                    world = make_world(plan, seed, number)
                    change(world)
                    if plan.chance is not None:
                        plan.chance(world)
                    ev = world.evaluator()
                    if not all(ev(guard) for guard in plan.guards):
                        continue
                    if fails(world):
                        return text
            except (EvaluationError, ValueError, ArithmeticError, np.linalg.LinAlgError):
                continue
    return ""


def _changes(plan: Plan) -> Iterator[tuple[str, Callable[[World], None]]]:
    tied = {name for fact in plan.facts for name in fact[1:]}
    plain = {
        name: symbol for name, symbol in plan.symbols.items()
        if name not in tied and symbol.ty is not None and symbol.ty.kind in VOCABULARIES
    }  # fmt: skip
    for name, symbol in plain.items():
        for part in ("zero", "column") if symbol.ty is not None and symbol.ty.kind == "mat" else ("zero",):
            yield f"{name} = 0" if part == "zero" else f"{name} is singular", _zeroed(name, symbol, part)
        for end in (
            {1.0, -1.0, *plan.ends.get(name, ()), *_bounds(plan, name)}
            if symbol.ty is not None and symbol.ty.kind == "num"
            else ()
        ):
            yield f"{name} = {end:g}", _at_end(name, symbol, end, closed=end in plan.ends.get(name, ()))
    yield "all is zero that may be", _all_zeroed(plain)
    pairs = [pair for pair in itertools.permutations(plain, 2) if plain[pair[0]].ty == plain[pair[1]].ty]
    for first, second in pairs[:MOST_PAIRS]:
        yield f"{first} = {second}", _equated(first, second, plain[first])


def _bounds(plan: Plan, name: str) -> Iterator[float]:
    """Yield the numbers that conditions such as `x >= 2` compare a symbol with."""
    for guard in plan.guards:
        if guard.op == "compare" and guard.args[0].op == "sym" and guard.args[0].text == name:
            bound, sign = guard.args[1], 1.0
            if bound.op == "neg":
                bound, sign = bound.args[0], -1.0
            if bound.op == "const":
                yield sign * bound.number


def _zeroed(name: str, symbol: Symbol, part: str) -> Callable[[World], None]:
    def change(world: World) -> None:
        value = np.array(world.values[name], dtype=float)
        if part == "column":
            value[:, 0] = 0.0
        else:
            value = np.zeros_like(value)
        _put(world, name, symbol, value)

    return change


def _at_end(name: str, symbol: Symbol, end: float, *, closed: bool) -> Callable[[World], None]:
    """Put a number where its interval is closed, or where many relations are met with equality."""
    whole = replace(symbol, props=symbol.props - INTERVALS) if closed else symbol

    def change(world: World) -> None:
        _put(world, name, whole, np.array(end))

    return change


def _all_zeroed(plain: Mapping[str, Symbol]) -> Callable[[World], None]:
    def change(world: World) -> None:
        for name, symbol in plain.items():
            with suppress(EvaluationError):
                _put(world, name, symbol, np.zeros_like(np.array(world.values[name], dtype=float)))

    return change


def _equated(first: str, second: str, symbol: Symbol) -> Callable[[World], None]:
    def change(world: World) -> None:
        _put(world, first, symbol, np.array(world.values[second], dtype=float))

    return change


def _put(world: World, name: str, symbol: Symbol, value: np.ndarray) -> None:
    """Give a symbol a value, if it has all of its properties."""
    kind = symbol.ty.kind if symbol.ty is not None else "num"
    plain = float(value) if kind == "num" else value
    vocabulary = VOCABULARIES[kind]
    if not all(prop in vocabulary and vocabulary[prop].holds(plain) for prop in symbol.props):
        raise EvaluationError("properties", f"{name} can't be so")
    world.values[name] = plain

"""Where an inequality is tightest: a short descent over its free numbers and arrays, to meet what samples miss."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from vault_runner.oracle import late
from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.late import optimize
from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.worlds import Plan, World, make_world

STARTS = 2
MOST_STEPS = 160
MOST_NUMBERS = 12
WIDEST = 6.0
FAR = 1e6


def _open(value: Any) -> Any:  # noqa: ANN401 - a number or an array
    return np.clip(value, -WIDEST, WIDEST)


def _positive(value: Any) -> Any:  # noqa: ANN401 - a number or an array
    return np.exp(np.clip(value, -WIDEST, WIDEST))


def _probability(value: Any) -> Any:  # noqa: ANN401 - a number or an array
    return 1 / (1 + np.exp(-np.clip(value, -WIDEST, WIDEST)))


_CHARTS: dict[frozenset[str], Callable[[Any], Any]] = {
    frozenset(): _open,
    frozenset({"nonzero"}): _open,
    frozenset({"positive"}): _positive,
    frozenset({"nonnegative"}): _positive,
    frozenset({"above-one"}): lambda value: 1 + _positive(value),
    frozenset({"probability"}): _probability,
}
"""How all real numbers are mapped onto the values that a property allows."""


def tightest(plan: Plan, seed: int, deadline: float, margin: Callable[[World], float]) -> tuple[float, str] | None:
    """Return the smallest margin that a descent finds, and where; None if the symbols allow no descent."""
    free = [name for name, symbol in plan.symbols.items() if _chart(symbol) is not None]
    if plan.facts or not free or len(free) != len(plan.symbols):
        return None
    best: tuple[float, str] | None = None
    for number in range(1, STARTS + 1):
        try:
            world = make_world(plan, seed, number, small=number > 1)
        except (EvaluationError, ValueError, np.linalg.LinAlgError):
            continue
        found = _from(world, plan, free, deadline, margin)
        best = found if found is not None and (best is None or found[0] < best[0]) else best
    return best


def _chart(symbol: Symbol) -> Callable[[Any], Any] | None:
    kind = symbol.ty.kind if symbol.ty is not None else "num"
    if kind not in {"num", "col", "mat"} or (kind != "num" and symbol.props & {"probability"}):
        return None
    return _CHARTS.get(symbol.props)


def _from(
    world: World, plan: Plan, free: list[str], deadline: float, margin: Callable[[World], float]
) -> tuple[float, str] | None:
    shapes = {name: np.shape(world.values[name]) for name in free}
    counts = [int(np.prod(shape)) if shape else 1 for shape in shapes.values()]
    if sum(counts) > MOST_NUMBERS:
        return None
    edges = np.cumsum([0, *counts])

    def place(flat: Any) -> None:  # noqa: ANN401 - an array
        for (name, shape), low, high in zip(shapes.items(), edges, edges[1:], strict=False):
            chart = _chart(plan.symbols[name]) or _open
            value = chart(np.asarray(flat[low:high], dtype=float))
            world.values[name] = value.reshape(shape) if shape else float(value[0])

    def height(flat: Any) -> float:  # noqa: ANN401 - an array
        if late.now() > deadline:
            return FAR
        place(flat)
        try:
            if not all(world.evaluator()(guard) for guard in plan.guards):
                return FAR
            found = margin(world)
        except (EvaluationError, ValueError, ArithmeticError, np.linalg.LinAlgError):
            return FAR
        return found if math.isfinite(found) else FAR

    start = world.rng.normal(size=sum(counts))
    with np.errstate(all="ignore"):
        options = {"maxfev": MOST_STEPS, "xatol": 1e-9, "fatol": 1e-13}
        result = optimize.minimize(height, start, method="Nelder-Mead", options=options)
    place(result.x)
    told = ", ".join(f"{name} = {np.round(world.values[name], 4).tolist()}" for name in free[:2])
    return (float(result.fun), told) if result.fun < FAR else None

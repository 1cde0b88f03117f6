"""Tables of families of independent variables: with one law for all members, or each with a law of its own."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np

from vault_runner.oracle.evaluate import EvaluationError, Value
from vault_runner.oracle.laws import MOST_OUTCOMES
from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.terms import Term, Ty
from vault_runner.oracle.worlds import World, sample_array, shape_of

_TINY = 1e-12
_DRAWN = frozenset({"iid", "independent", "zero-mean", "unit-variance", "discrete", "finite"})
"""What such a family is drawn with; values of a kind, such as positive ones, are not drawn."""


def family_table(
    world: World,
    name: str,
    symbol: Symbol,
    moments: tuple[Term | None, Term | None] | None,
) -> list[tuple[float, dict[str, Value]]]:
    """Build the table of a family of independent variables; only those that are i.i.d. share a law."""
    assert symbol.ty is not None  # noqa: S101 - families are typed
    length = shape_of(symbol.ty, world.sizes)[0]
    member = symbol.ty.parts[0] if symbol.ty.kind == "fam" else Ty("num")
    if symbol.props - _DRAWN:
        raise EvaluationError("chance", f"a family of variables that are {min(symbol.props - _DRAWN)}")
    if member.kind != "num" and moments is not None:
        raise EvaluationError("chance", "a family of random vectors with given moments")
    common = [_member(world, symbol, member, moments)] * length if "iid" in symbol.props else None
    members = common or [_member(world, symbol, member, moments) for _ in range(length)]
    return product_family(name, members)


def _member(
    world: World, symbol: Symbol, member: Ty, moments: tuple[Term | None, Term | None] | None
) -> tuple[Any, Any]:
    """Return the values and the masses of one member of a family."""
    values = [sample_array(world, member, frozenset()) + 0.4 for _ in range(2)]
    masses = world.rng.dirichlet([1.5, 1.5])
    if member.kind != "num":
        return values, masses
    points = np.array(values)
    mean = float(masses @ points)
    spread = math.sqrt(float(masses @ (points - mean) ** 2))
    if spread < _TINY:
        raise EvaluationError("domain", "a variable that takes one value only")
    ev = world.evaluator()
    wanted = moments or (None, None)
    unit = 1 / spread if "unit-variance" in symbol.props else 1.0
    scale = math.sqrt(ev(wanted[1])) / spread if wanted[1] is not None else unit
    target = ev(wanted[0]) if wanted[0] is not None else 0.0 if "zero-mean" in symbol.props else mean
    return list((points - mean) * scale + target), masses


def product_family(name: str, members: list[tuple[Any, Any]]) -> list[tuple[float, dict[str, Value]]]:
    """Build the joint table of independent members, each with its values and their chances."""
    outcomes = math.prod(len(points) for points, _ in members)
    keep = 5
    if outcomes > MOST_OUTCOMES * 4 and any(len(points) > keep for points, _ in members):
        raise EvaluationError("too-large", "a family of too many outcomes")
    table = []
    for cell in itertools.product(*(range(len(points)) for points, _ in members)):
        mass = math.prod(float(masses[k]) for (_, masses), k in zip(members, cell, strict=True))
        values = [points[k] for (points, _), k in zip(members, cell, strict=True)]
        table.append((mass, {name: np.array(values, dtype=float)}))
    return table

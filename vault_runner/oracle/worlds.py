"""Random worlds: sizes and values for every free symbol of a statement, with the properties that the note gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value
from vault_runner.oracle.extremes import (
    coordinates,
    extreme_array,
    extreme_count,
    extreme_number,
    rare_member,
    whole_number,
)
from vault_runner.oracle.properties import VOCABULARIES, impose
from vault_runner.oracle.property import Rng
from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.syntax import PAIR
from vault_runner.oracle.terms import Term, Ty
from vault_runner.oracle.ties import fix, tie

SCALES = (1.0, 0.5, 2.0)
LARGEST_WORLD = 20_000
LARGEST_COUNT = 13


@dataclass(slots=True)
class Plan:
    """What has to be sampled for one statement."""

    symbols: dict[str, Symbol]
    sizes: list[str]
    """Names of sizes, in order of appearance."""
    larger: set[tuple[str, ...]] = field(default_factory=set)
    """Pairs of sizes of which the first is the larger one."""
    even: set[str] = field(default_factory=set)
    guards: tuple[Term, ...] = ()
    facts: frozenset[tuple[str, ...]] = frozenset()
    fixed: Mapping[str, int] = field(default_factory=dict)
    chance: Callable[[World], None] | None = None
    """Builds the tables of the random variables once all else is sampled."""
    minima: tuple[tuple[str, Dim, Dim], ...] = ()
    """Sizes that are the smaller one of two others, such as the number of singular values."""
    assumed: tuple[tuple[Term, str, Term], ...] = ()
    """Hypotheses: equations that a world is moved onto, orders that it must meet."""
    ends: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Where the interval of a symbol is closed; samples lie within."""
    broken: bool = False  # whether the note says that a number is not whole
    counts: frozenset[str] = frozenset()
    """Sizes that no array has: whole numbers such as the last index of a sum."""


@dataclass(slots=True)
class World:
    """One assignment."""

    rng: Rng
    sizes: dict[str, int]
    values: dict[str, Value]
    scale: float
    small: bool = False
    extreme: str = ""
    """`degenerate` for rare members of classes, `coordinates` for these and matrices that map unit vectors to others,
    `sized` for extreme magnitudes as well, `whole` for numbers where a function may jump."""
    tables: list[Any] = field(default_factory=list)
    tables_wanted: bool = False
    """Whether random variables will come, whose functions may send several values to one."""

    def evaluator(self, deadline: float = math.inf) -> Evaluator:
        """Return an evaluator for this world."""
        ev = Evaluator(self.sizes, self.values, deadline)
        ev.tables = self.tables
        return ev


def make_world(plan: Plan, seed: int, trial: int, *, small: bool = False, extreme: str = "") -> World:
    """Sample one world; `small` asks for sizes of two and one-digit values, `extreme` for rare samples."""
    rng = np.random.default_rng([seed, trial, int(small), *extreme.encode()])
    sizes = _sizes(plan, rng, small=small, extreme=extreme)
    world = World(rng, sizes, {}, 1.0 if small else SCALES[trial % len(SCALES)], small, extreme)
    world.tables_wanted = plan.chance is not None
    for name, size in world.sizes.items():
        world.values.setdefault(name, float(size))
    for name, symbol in plan.symbols.items():
        world.values[name] = sample_symbol(world, symbol)
    tie(plan.symbols, world.values, trial)
    fix(plan.guards, world.values)
    for fact in sorted(plan.facts):
        _impose_fact(world, plan, fact)
    if plan.chance is not None:
        plan.chance(world)
    if plan.assumed:
        HYPOTHESES[0](world, plan)
    ev = world.evaluator()
    if not all(ev(guard) for guard in plan.guards):
        raise EvaluationError("guard", "a condition of the note isn't met")
    return world


def _sizes(plan: Plan, rng: Rng, *, small: bool, extreme: str = "") -> dict[str, int]:
    """Choose sizes: distinct ones from 2 up, or 2 everywhere but where one must be larger."""
    names = list(dict.fromkeys(plan.sizes))
    if small:
        sizes = dict.fromkeys(names, 2)
    else:
        top = 6 if len(names) <= 4 else 3 + len(names)  # noqa: PLR2004 - enough distinct sizes
        sizes = dict(zip(names, (int(k) for k in rng.permutation(np.arange(2, top + 1))), strict=False))
        for name in sorted(plan.counts):
            sizes[name] = extreme_count(rng) if extreme == "sized" else int(rng.integers(2, LARGEST_COUNT))
    for larger, smaller in sorted(plan.larger):
        if larger in sizes and smaller in sizes and sizes[larger] <= sizes[smaller]:
            sizes[larger], sizes[smaller] = max(sizes[smaller], sizes[larger] + 1), min(sizes[smaller], sizes[larger])
    for name in plan.even:
        if name in sizes and sizes[name] % 2:
            sizes[name] += 1
    sizes.update(plan.fixed)
    for name, first, second in plan.minima:
        sizes[name] = min(first.value(sizes), second.value(sizes))
    return sizes


def shape_of(ty: Ty, sizes: Mapping[str, int]) -> tuple[int, ...]:
    """Return the numbers of a type's sizes."""
    shape = tuple(dim.value(sizes) for dim in ty.dims)
    if math.prod(max(size, 1) for size in shape) > LARGEST_WORLD or any(size < 1 for size in shape):
        raise EvaluationError("too-large", f"an array of shape {shape}")
    return shape


HYPOTHESES: list[Callable[[World, Plan], None]] = []
"""How a world is made to meet hypotheses; `hypotheses` brings it."""
SAMPLERS: dict[str, Callable[[World, Ty, frozenset[str]], Value]] = {}
"""How things that are no arrays are sampled; `arbitrary` brings functions."""


def sample_symbol(world: World, symbol: Symbol) -> Value:
    """Sample one symbol."""
    ty = symbol.ty or Ty("num")
    if ty.kind == "fun" and not ty.parts:
        raise EvaluationError("undeclared", f"{symbol.name} is a function of an unknown kind")
    if ty.kind in SAMPLERS:
        return SAMPLERS[ty.kind](world, ty, symbol.props)
    if ty.kind == "fam":
        length = shape_of(ty, world.sizes)[0]
        return np.array([sample_array(world, ty.parts[0], symbol.props) for _ in range(length)])
    return sample_array(world, ty, symbol.props)


def sample_array(world: World, ty: Ty, props: frozenset[str]) -> Value:
    """Sample a number or array with properties; those of a matrix hold for its kind."""
    shape = shape_of(ty, world.sizes)
    if world.extreme:
        return _extreme_array(world, ty, shape, props)
    if world.small:
        plain = _one_digit(world.rng, shape)
    else:
        plain = world.rng.normal(size=shape) * world.scale if shape else _number(world)
    if ty.kind == "num":
        plain = float(plain)
    try:
        return impose(world.rng, ty.kind, plain, props)
    except ValueError as error:
        raise EvaluationError("properties", f"no sample is {error}") from error
    except np.linalg.LinAlgError as error:
        raise EvaluationError("singular", "a sample is singular") from error


def _extreme_array(world: World, ty: Ty, shape: tuple[int, ...], props: frozenset[str]) -> Value:
    """Sample a rare number or array; one that lacks a property is sampled in the ordinary way."""
    sized = world.extreme == "sized"
    vocabulary = VOCABULARIES.get(ty.kind, {})
    known = [name for name in sorted(props) if name in vocabulary]
    value: Value
    if ty.kind == "num":
        rough = whole_number(world.rng) if world.extreme == "whole" else _number(world)
        value = extreme_number(world.rng, props) if sized else rough
    else:
        square = ty.kind == "mat" and shape[0] == shape[1]
        rare = rare_member(world.rng, props, shape[0], magnitudes=sized) if square else None
        if rare is not None:
            value = rare
        elif world.extreme == "coordinates" and len(shape) == PAIR:
            value = coordinates(world.rng, shape)
        else:
            value = extreme_array(world.rng, shape, magnitudes=sized)
    if all(vocabulary[name].holds(value) for name in known):
        return value
    try:
        return impose(world.rng, ty.kind, value, props)
    except (ValueError, np.linalg.LinAlgError) as error:
        raise EvaluationError("properties", f"no rare sample is {', '.join(known)}") from error


def _one_digit(rng: Rng, shape: tuple[int, ...]) -> Value:
    digits = rng.integers(1, 5, size=shape) * rng.choice([-1, 1, 1], size=shape)
    return digits.astype(float) if shape else float(digits)


def _number(world: World) -> float:
    return float(world.rng.uniform(0.25, 1.6) * world.scale * world.rng.choice([-1.0, 1.0]))


def _impose_fact(world: World, plan: Plan, fact: tuple[str, ...]) -> None:
    kind, *names = fact
    cells = [name for name in names[1:] if name] if kind == "joint-spread" else names
    if not all(name in world.values and name in plan.symbols for name in cells):
        return
    rule = FACTS.get(kind)
    if rule is not None:
        rule(world, names)
    if kind == "ordered":
        props = plan.symbols[names[1]].props
        vocabulary = VOCABULARIES["mat"]
        if not all(vocabulary[prop].holds(world.values[names[1]]) for prop in props if prop in vocabulary):
            raise EvaluationError("guard", "an ordered matrix loses a property")


def _commute(world: World, names: list[str]) -> None:
    """Make later matrices polynomials in the first; symmetric ones share their eigenvectors so."""
    values = [world.values[name] for name in names]
    if any(callable(value) or np.ndim(value) != PAIR or np.shape(value) != np.shape(values[0]) for value in values):
        raise EvaluationError("guard", "what commutes is no matrix of one size")
    a = np.asarray(values[0])
    for name in names[1:]:
        c = world.rng.normal(size=3)
        world.values[name] = c[0] * np.eye(len(a)) + c[1] * a + 0.5 * c[2] * a @ a


def _orthogonal_vectors(world: World, names: list[str]) -> None:
    """Make later vectors orthogonal to earlier ones."""
    done: list[Any] = []
    for name in names:
        x = np.array(world.values[name], dtype=float)
        norm = np.linalg.norm(x)
        for other in done:
            x = x - (x @ other) / (other @ other) * other
        if np.linalg.norm(x) < 1e-6:  # noqa: PLR2004 - nothing is left
            raise EvaluationError("guard", "no orthogonal vectors of this size")
        world.values[name] = x * norm / np.linalg.norm(x)
        done.append(world.values[name])


def _orthonormal_vectors(world: World, names: list[str]) -> None:
    _orthogonal_vectors(world, names)
    for name in names:
        world.values[name] = world.values[name] / np.linalg.norm(world.values[name])


def _sums_to_one(world: World, names: list[str]) -> None:
    weights = world.rng.dirichlet(np.ones(len(names)))
    for name, weight in zip(names, weights, strict=True):
        world.values[name] = float(weight)


def _joint_spread(world: World, names: list[str]) -> None:
    """Make the blocks of a covariance parts of one positive definite matrix."""
    count, cells = int(names[0]), names[1:]
    grid = [cells[k * count : (k + 1) * count] for k in range(count)]
    lengths = [np.shape(world.values[grid[k][k]])[0] for k in range(count)]
    root = world.rng.normal(size=(sum(lengths), sum(lengths)))
    whole = root @ root.T / sum(lengths) + 0.4 * np.eye(sum(lengths))
    ends = np.cumsum([0, *lengths])
    for i in range(count):
        for j in range(count):
            if grid[i][j]:
                world.values[grid[i][j]] = whole[ends[i] : ends[i + 1], ends[j] : ends[j + 1]].copy()


def _ordered(world: World, names: list[str]) -> None:
    """Make the second matrix the first plus a positive semidefinite one."""
    low = np.asarray(world.values[names[0]])
    root = world.rng.normal(size=low.shape) * float(world.rng.choice([0.4, 1.0]))
    world.values[names[1]] = low + root @ root.T


FACTS: dict[str, Callable[[World, list[str]], None]] = {
    "commute": _commute,
    "orthogonal": _orthogonal_vectors,
    "orthonormal": _orthonormal_vectors,
    "sum-to-one": _sums_to_one,
    "joint-spread": _joint_spread,
    "ordered": _ordered,
}


def size_names(types: Iterable[Ty]) -> list[str]:
    """Return the names of all sizes in some types, in order."""
    found: dict[str, None] = {}
    for ty in types:
        for dim in ty.dims:
            found.update(dict.fromkeys(sorted(dim.names())))
        found.update(dict.fromkeys(size_names(ty.parts)))
    return list(found)

"""Joint tables of random variables, and what is computed from them exactly: moments, chances, entropies."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from vault_runner.oracle.continuous import Continuous, JointTable, on_the_line
from vault_runner.oracle.evaluate import EvaluationError, Value
from vault_runner.oracle.family_tables import family_table, product_family
from vault_runner.oracle.laws import CONTINUOUS, CONTROL_NODES, ENDLESS, KNOWN_LAWS, MOST_OUTCOMES, TAIL
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.syntax import PAIR
from vault_runner.oracle.table_adjustments import decorrelate, make_disjoint, make_markov, standardise
from vault_runner.oracle.terms import Term, Ty
from vault_runner.oracle.worlds import World, sample_array, shape_of

FEW_NODES = 6
"""Exact for polynomials of degree eleven, and few enough for several variables."""
SHORTER_TAIL = 1e-13
"""Where tails are cut off for comparison: what then changes depends on the tails."""
_ALONE, _TOGETHER = (0.3, 0.6, 4.0), (0.3, 0.6)
"""How even the chances of a table are: even ones fill both tails, uneven ones make variables depend on each other."""


@dataclass(frozen=True, slots=True)
class Chance:
    """The random variables of a statement and what the note says about them together."""

    variables: Mapping[str, Symbol]
    laws: Mapping[str, tuple[str, tuple[Term, ...]]]
    facts: frozenset[tuple[str, ...]]
    supports: tuple[tuple[str, str], ...] = ()
    """Names that stand for one of the values of a variable."""
    moments: Mapping[str, tuple[Term | None, Term | None]] = field(default_factory=dict)
    """Means and variances that the note gives by name."""
    given: tuple[str, ...] = ()
    """Variables that others are conditioned on."""
    polynomial: bool = False
    """Whether all that is averaged is a polynomial of low degree in them."""

    def __call__(self, world: World) -> None:
        """Build the joint table of one world and draw one of its outcomes."""
        groups = _groups(list(self.variables), self.facts)
        state = world.rng.bit_generator.state
        cut = self._cut(world)
        table = self._whole(world, groups, control=False, tails=TAIL if cut else 0.0)
        smooth = {name for name in self.variables if self.laws.get(name, ("",))[0] in {*CONTINUOUS, "joint"}}
        if (smooth and not self.polynomial) or cut:
            after, world.rng.bit_generator.state = world.rng.bit_generator.state, state
            control = self._whole(world, groups, control=True, tails=SHORTER_TAIL if cut else 0.0)
            world.rng.bit_generator.state = after
            on_the_line = {name: self._on_the_line(world, name) for name in smooth if not self.polynomial}
            table = JointTable(table, control, on_the_line, cut)
        world.tables = [table]
        drawn = int(world.rng.choice(len(table), p=_normalised([p for p, _ in table])))
        world.values.update(table[drawn][1])
        seen: set[str] = set()
        for name, variable in self.supports:
            again = int(world.rng.choice(len(table))) if variable in seen else drawn
            seen.add(variable)
            world.values[name] = table[again][1][variable]

    def _cut(self, world: World) -> frozenset[str]:
        """Return the variables with endless tails if their tables are too long together."""
        endless = [name for name in self.variables if self.laws.get(name, ("",))[0] in ENDLESS]
        if len(endless) < PAIR:
            return frozenset()
        lengths = [len(self._law(world, name, control=False)) for name in endless]
        return frozenset(endless) if math.prod(lengths) > MOST_OUTCOMES * 4 else frozenset()

    def _whole(
        self, world: World, groups: list[list[str]], *, control: bool, tails: float = 0.0
    ) -> list[tuple[float, dict[str, Value]]]:
        table: list[tuple[float, dict[str, Value]]] = [(1.0, {})]
        built: dict[str, list[tuple[float, dict[str, Value]]]] = {}
        for part in [self._alike(world, group, built, control=control) for group in groups]:
            part = [(p, row) for p, row in part if p > tails]  # noqa: PLW2901 - without its tails
            table = [(p * q, {**a, **b}) for p, a in table for q, b in part]
            if len(table) > MOST_OUTCOMES * 4:
                raise EvaluationError(self._excess(), "a joint table of too many outcomes")
        self._adjust(world, table)
        return table

    def _excess(self) -> str:
        """Return the code of a table that is too large: other sizes may make a family of variables shorter."""
        kinds = {symbol.ty.kind for symbol in self.variables.values() if symbol.ty is not None}
        return "guard" if kinds & {"col", "fam"} else "too-large"

    def _alike(
        self, world: World, group: list[str], built: dict[str, list[tuple[float, dict[str, Value]]]], *, control: bool
    ) -> list[tuple[float, dict[str, Value]]]:
        """Build the table of one group; variables that are said to share a law get the same one."""
        name = group[0]
        shared = (fact[1:] for fact in self.facts if fact[0] == "identical" and name in fact[1:] and len(group) == 1)
        alike = sorted({other for names in shared for other in names} & set(self.variables))
        if len(alike) < PAIR or all(other in self.laws for other in alike):
            return self._group(world, group, control=control)
        if any(other in self.laws or self.variables[other].ty != self.variables[name].ty for other in alike):
            raise EvaluationError("chance", "variables of one law of which not all are described")
        first = alike[0]
        if first not in built:
            built[first] = self._group(world, [first], control=control)
        return [(p, {name: row[first]}) for p, row in built[first]]

    def _on_the_line(self, world: World, name: str) -> Continuous | None:
        law, terms = self.laws[name]
        ty = self.variables[name].ty
        if ty is not None and ty.kind != "num":
            return None
        ev = world.evaluator()
        return on_the_line(law, [ev(term) for term in terms])

    def _group(self, world: World, names: list[str], *, control: bool) -> list[tuple[float, dict[str, Value]]]:
        symbol = self.variables[names[0]]
        if (
            len(names) == 1
            and names[0] not in self.laws
            and symbol.props & {"iid", "independent"}
            and symbol.ty is not None
        ) and symbol.ty.kind in {"fam", "col"}:
            return family_table(world, names[0], symbol, self.moments.get(names[0]))
        if len(names) == 1 and self.laws.get(names[0], ("joint",))[0] != "joint":
            return self._law(world, names[0], control=control)
        if all(self.laws.get(name, ("",))[0] == "joint" for name in names):
            return self._joint(world, names, control=control)
        if any(name in self.laws for name in names):
            raise EvaluationError("chance", "variables with given laws whose dependence isn't stated")
        supports = [self._support(world, name, len(self.variables)) for name in names]
        cells = list(itertools.product(*supports))
        evenness = world.rng.choice(_ALONE if len(names) == 1 else _TOGETHER)
        masses = world.rng.dirichlet(np.full(len(cells), evenness))
        return [(float(p), dict(zip(names, cell, strict=True))) for p, cell in zip(masses, cells, strict=True)]

    def _law(self, world: World, name: str, *, control: bool) -> list[tuple[float, dict[str, Value]]]:
        law, terms = self.laws[name]
        ev = world.evaluator()
        few = (FEW_NODES,) if law == "normal" and self.polynomial else ()
        few = (CONTROL_NODES,) if control and law in CONTINUOUS else few
        points, masses = KNOWN_LAWS[law](*(ev(term) for term in terms), *few)
        if np.ndim(points) == PAIR and points.shape[1] > PAIR and not self.polynomial:
            raise EvaluationError("guard", "a Gaussian of this size")
        symbol = self.variables[name]
        families = symbol.ty is not None and symbol.props & {"iid", "independent"} and np.ndim(points) == 1
        if symbol.ty is not None and (symbol.ty.kind == "fam" or (families and symbol.ty.kind == "col")):
            if len(points) > 3:  # noqa: PLR2004 - three nodes are exact up to the fifth power
                points, masses = KNOWN_LAWS[law](
                    *(ev(term) for term in terms), *((4 if control else 3,) if law == "normal" else few)
                )
            length = shape_of(symbol.ty, world.sizes)[0]
            return product_family(name, [(points, masses)] * length)
        if symbol.ty is not None and symbol.ty.kind == "col" and np.ndim(points) == 1:
            length = shape_of(symbol.ty, world.sizes)[0]  # only one member is spoken of, any other may be the same
            points = np.repeat(np.asarray(points)[:, None], length, axis=1)
        return [(float(p), {name: _plain(x)}) for x, p in zip(points, masses, strict=True)]

    def _joint(self, world: World, names: list[str], *, control: bool) -> list[tuple[float, dict[str, Value]]]:
        """Build the table of stacked Gaussians; what is given comes first, so that its values repeat."""
        stacked = [name_of(line.args[0]) for line in self.variables[names[0]].law.args[0].args]  # type: ignore[union-attr]
        if sorted(stacked) != sorted(names):
            raise EvaluationError("chance", "a part of a joint Gaussian")
        ev = world.evaluator()
        mean, spread = (np.asarray(ev(term), dtype=float) for term in self.laws[names[0]][1])
        shapes = {name: shape_of(self.variables[name].ty or Ty("num"), world.sizes) for name in stacked}
        ends = np.cumsum([0, *(int(np.prod(shapes[name])) if shapes[name] else 1 for name in stacked)])
        places = {name: np.arange(low, high) for name, low, high in zip(stacked, ends, ends[1:], strict=False)}
        order = np.concatenate([places[name] for name in sorted(stacked, key=lambda name: name not in self.given)])
        if not self.polynomial and len(order) > PAIR:
            raise EvaluationError("guard", "a Gaussian of this size")
        points, masses = KNOWN_LAWS["normal"](
            mean.ravel()[order], spread[np.ix_(order, order)], *((CONTROL_NODES,) if control else ())
        )
        back = np.argsort(order)

        def part(point: Any, name: str) -> Value:  # noqa: ANN401 - an array
            values = point[back][places[name]]
            return values.reshape(shapes[name]) if shapes[name] else float(values[0])

        rows = [{name: part(point, name) for name in stacked} for point in points]
        return [(float(p), row) for p, row in zip(masses, rows, strict=True)]

    def _support(self, world: World, name: str, count: int) -> list[Value]:
        symbol = self.variables[name]
        ty = symbol.ty or Ty("num")
        if ty.kind == "bool":
            return [True, False]
        if ty.kind in {"fam", "col"} and symbol.props & {"iid", "independent"}:
            raise EvaluationError("chance", "a family of variables")
        values = 3 if count <= PAIR else 2
        if ty.kind == "col" and name in self.moments:
            values = shape_of(ty, world.sizes)[0] + 2
        found = [sample_array(world, ty, symbol.props - {"zero-mean", "unit-variance", "iid"}) for _ in range(values)]
        apart = ty.kind == "num" and not symbol.props and world.extreme != "whole"  # else a number may be one of them
        return [value + 0.4 for value in found] if apart else found

    def _adjust(self, world: World, table: list[tuple[float, dict[str, Value]]]) -> None:
        for fact in self.facts:
            if fact[0] == "disjoint":
                make_disjoint(table, fact[1:])
        for name, symbol in self.variables.items():
            family = symbol.ty is not None and symbol.ty.kind != "num"
            if name in self.laws or (family and symbol.props & {"iid", "independent"}):
                continue
            standardise(world, table, name, symbol, self.moments.get(name))
        for fact in self.facts:
            if fact[0] == "markov" and all(name in self.variables for name in fact[1:]):
                make_markov(table, fact[1:])
            if fact[0] == "uncorrelated" and all(name in self.variables for name in fact[1:3]):
                decorrelate(table, fact[1], fact[2])


def _plain(value: Any) -> Value:  # noqa: ANN401 - a number or an array
    return float(value) if np.ndim(value) == 0 else np.asarray(value)


def _normalised(masses: list[float]) -> Any:  # noqa: ANN401 - an array
    array = np.array(masses)
    return array / array.sum()


def _groups(names: list[str], facts: frozenset[tuple[str, ...]]) -> list[list[str]]:
    """Split variables into groups that are independent of each other."""
    apart = {
        frozenset(pair) for fact in facts if fact[0] == "independent" for pair in itertools.combinations(fact[1:], 2)
    }
    groups: list[list[str]] = []
    for name in names:
        joined = [group for group in groups if any(frozenset((name, other)) not in apart for other in group)]
        merged = [name, *(other for group in joined for other in group)]
        groups = [group for group in groups if group not in joined] + [merged]
    for group in groups:
        if any(frozenset(pair) in apart for pair in itertools.combinations(group, 2)):
            raise EvaluationError("chance", "variables that are independent in part only")
    return [sorted(group) for group in groups]

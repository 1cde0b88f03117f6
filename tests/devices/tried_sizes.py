"""Tries what is said of shapes: real runs on the processor, with sizes at random."""

from __future__ import annotations

import ast
import contextlib
import itertools
import math
import random
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import CodeType
from typing import Any, Literal, TypeAlias

from devices.printed_proofs import DIVIDED, INDICES, Sizes, Told, holds, read, value

Outcome: TypeAlias = Literal["true", "false", "raised", "range"]
"""Whether it is so, or the code doesn't run so far; `range` if that is for an index out of range."""

START = "import math\nimport torch\nfrom torch import nn\nimport torch.nn.functional as F\n"
_LEAST = 2
_NUMBERS = (2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 20, 24, 31, 32)
_MOST = 3e5
_TRIES = 4000
_REFUSALS = (RuntimeError, ValueError, IndexError, TypeError, AssertionError, ZeroDivisionError, KeyError)
_OUT_OF_RANGE = re.compile(r"out of (range|bounds)|Class values must be smaller")
_CLAIM = re.compile(r"#\s*(\(.*\))\s*$")


class Model:
    """Code that sets sizes and states shapes, and that runs with other sizes as well."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Compile it with the sizes taken out."""
        self.stated = [(number, found[1]) for number, line in enumerate(lines, 1) if (found := _CLAIM.search(line))]
        tree = ast.parse("\n".join(lines).replace(".cuda()", "").replace("'cuda'", "'cpu'"))
        self.written = dict(_written(tree))
        self._code = _compiled(tree, dict(self.stated))

    def outcomes(self, sizes: Mapping[str, int]) -> dict[int, tuple[Outcome, tuple[int, ...]]]:
        """Return what becomes of each stated shape, by its line, and what the shape is."""
        seen: dict[int, list[bool]] = {}
        shapes: dict[int, tuple[int, ...]] = {}
        missed: Outcome = "raised"

        def see(line: int, stated: CodeType, value: Any, names: dict[str, Any]) -> Any:  # noqa: ANN401 - a tensor
            known = {name: size for name, size in {**space, **names}.items() if isinstance(size, int)}
            shapes[line] = tuple(value.shape)
            seen.setdefault(line, []).append(shapes[line] == eval(stated, {}, known))  # noqa: S307 - a case's
            return value

        stated = {number: compile(text, "stated", "eval") for number, text in self.stated}
        space: dict[str, Any] = {"__name__": "tried", "__sizes__": sizes, "__see__": see, "__stated__": stated}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(START, space)  # noqa: S102 - the cases' first lines
            try:
                exec(self._code, space)  # noqa: S102 - a case
            except _REFUSALS as error:
                missed = "range" if _OUT_OF_RANGE.search(str(error)) else "raised"
        return {line: (_outcome(seen.get(line, []), missed), shapes.get(line, ())) for line, _ in self.stated}


def _outcome(seen: list[bool], missed: Outcome) -> Outcome:
    return ("true" if all(seen) else "false") if seen else missed


def _written(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the sizes that stand in the code, and let it ask for others."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
            several = isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            targets, values = (target.elts, value.elts) if several else ([target], [value])  # type: ignore[attr-defined]
            for place, (name, number) in enumerate(zip(targets, values, strict=False)):
                if isinstance(name, ast.Name) and isinstance(number, ast.Constant) and type(number.value) is int:
                    other = ast.parse(f"__sizes__[{name.id!r}]", mode="eval").body
                    if several:
                        value.elts[place] = other  # type: ignore[attr-defined]
                    else:
                        statement.value = other
                    yield name.id, number.value


def _compiled(tree: ast.Module, stated: Mapping[int, str]) -> CodeType:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.Return) and node.lineno in stated and node.value is not None:
            call = ast.parse(f"__see__({node.lineno}, __stated__[{node.lineno}], None, locals())", mode="eval").body
            call.args[2] = node.value  # type: ignore[attr-defined]
            node.value = call
    return compile(ast.fix_missing_locations(tree), "model", "exec")


@dataclass
class Ruling:
    """What the trials say of one printed text."""

    text: str
    tried: int = 0
    wrong: list[Sizes] = field(default_factory=list)
    """Sizes that fulfil all conditions, and for which the shape isn't so or the code doesn't run."""
    small: list[Sizes] = field(default_factory=list)
    """The same where a size that isn't spoken of is 0 or 1."""
    needless: list[str] = field(default_factory=list)
    """Conditions without which it is so all the same."""
    wide: list[str] = field(default_factory=list)
    """Conditions that leave out sizes for which it is so."""
    unclear: list[str] = field(default_factory=list)
    """Conditions that can't be read, or that no sizes fulfilled."""
    general: bool = False
    """Whether it holds for all sizes from 2 on with which the code runs, and isn't called proved for all of them."""


class Judge:
    """Rules on texts by trying sizes, with the same choices each time."""

    def __init__(self, model: Model, *, rounds: int = 40) -> None:
        """Take the model, and how many sizes to try for each question."""
        self._model = model
        self._rounds = rounds
        self._random = random.Random("sizes")  # noqa: S311 - nothing secret
        self._kept: dict[tuple[int, ...], dict[int, tuple[Outcome, tuple[int, ...]]]] = {}

    def outcome(self, line: int, sizes: Mapping[str, int]) -> Outcome:
        """Return what becomes of the shape of a line."""
        key = tuple(sizes[name] for name in self._model.written)
        if key not in self._kept:
            self._kept[key] = self._model.outcomes(sizes)
        return self._kept[key][line][0]

    def shape(self, line: int, sizes: Mapping[str, int]) -> tuple[int, ...]:
        """Return the shape of a line."""
        self.outcome(line, sizes)
        return self._kept[tuple(sizes[name] for name in self._model.written)][line][1]

    def alike(self, line: int) -> set[frozenset[str]]:
        """Return the pairs of names of one size that must be alike, no more and no less, for the shape to be so."""
        written, drawn = self._model.written, list(self._drawn(Told("silent")))
        pairs = set()
        for one, other in itertools.combinations(written, 2):
            tried = (
                [*drawn, *({**sizes, other: sizes[one]} for sizes in drawn)] if written[one] == written[other] else []
            )
            found = [(sizes[one] == sizes[other], self.outcome(line, sizes)) for sizes in tried]
            ran = [(same, outcome == "true") for same, outcome in found if outcome in ("true", "false")]
            if {(False, False), (True, True)} == set(ran):
                pairs.add(frozenset((one, other)))
        return pairs

    def rule(self, line: int, text: str) -> Ruling:
        """Try what a text says of the shape of a line."""
        told, ruling = read(text), Ruling(text)
        if told.kind == "proved":
            self._proved(line, told, ruling)
        else:
            self._unproved(line, told, ruling)
        return ruling

    def _proved(self, line: int, told: Told, ruling: Ruling) -> None:
        if not self._readable(told, ruling):
            return
        for sizes in self._drawn(told):
            if self.outcome(line, sizes) == "range" and any(map(INDICES.fullmatch, told.conditions)):
                continue
            ruling.tried += 1
            if self.outcome(line, sizes) != "true":
                ruling.wrong.append(sizes)
            small = self._shrunk(sizes, told)
            if small and self.outcome(line, small) != "true":
                ruling.small.append(small)
        if not ruling.tried:
            ruling.unclear.append("nothing fulfils it")
        self._weigh(line, told, ruling)

    def _weigh(self, line: int, told: Told, ruling: Ruling) -> None:
        """Try each condition: is it so without it?"""
        exact = [condition for condition in told.conditions if not INDICES.fullmatch(condition)]
        bounds = [f"{name} ≥ {low}" for name, low in told.least.items() if low > _LEAST]
        freed = [
            (f"{name} = {number}", replace(told, fixed=_without(told.fixed, name)))
            for name, number in told.fixed.items()
        ]
        for broken, others in [*((each, told) for each in (*exact, *bounds)), *freed]:
            found = [self.outcome(line, sizes) == "true" for sizes in self._drawn(others, broken)]
            if found and all(found):
                ruling.needless.append(broken)
            elif any(found):
                ruling.wide.append(f"{broken} ({sum(found)}/{len(found)})")

    def _readable(self, told: Told, ruling: Ruling) -> bool:
        for condition in told.conditions:
            try:
                holds(condition, self._model.written)
            except (NameError, SyntaxError, TypeError):
                ruling.unclear.append(condition)
        return not ruling.unclear

    def _unproved(self, line: int, told: Told, ruling: Ruling) -> None:
        found = [(sizes, self.outcome(line, sizes)) for sizes in self._drawn(Told("silent"))]
        ran = [(sizes, outcome) for sizes, outcome in found if outcome != "raised"]
        ruling.tried = len(ran)
        if told.kind == "refuted" and self._readable(told, ruling):
            self._refuted(line, told, ruling)
        ruling.general = bool(ran) and all(outcome == "true" for _, outcome in ran)

    def _refuted(self, line: int, told: Told, ruling: Ruling) -> None:
        """Try whether the shape is the one that is told, and the stated one only where it is said to be."""
        for sizes in self._drawn(Told("silent", conditions=told.conditions)):
            shape = self.shape(line, sizes)
            expected = value(told.found, sizes)
            same = all(holds(each, sizes) for each in told.only)
            right = self.outcome(line, sizes) == "true"
            if self.outcome(line, sizes) in ("true", "false") and (shape != expected or (told.only and same != right)):
                ruling.wrong.append(sizes)

    def _drawn(self, told: Told, broken: str = "") -> Iterator[Sizes]:
        """Yield sizes that fulfil all that is told, but for the condition that is to be broken."""
        wanted = [condition for condition in told.conditions if condition != broken]
        low = {name: least for name, least in told.least.items() if f"{name} ≥ {least}" != broken}
        done = 0
        for _ in range(_TRIES):
            sizes = self._at_random()
            sizes.update({name: number for name, number in told.fixed.items() if name in sizes})
            self._bend(sizes, wanted)
            large_enough = all(size >= low.get(name, _LEAST) for name, size in sizes.items())
            small_enough = math.prod(max(size, 1) for size in sizes.values()) <= _MOST
            as_fixed = all(sizes.get(name, number) == number for name, number in told.fixed.items())
            fit = large_enough and small_enough and as_fixed and all(holds(each, sizes) for each in wanted)
            if fit and not (broken and holds(broken, sizes)):
                yield sizes
                done += 1
            if done >= self._rounds:
                return

    def _at_random(self) -> Sizes:
        """Return sizes: unlike, alike, multiples of one another, or close to those that stand in the code."""
        draw = self._random
        sizes = {name: draw.choice(_NUMBERS) for name in self._model.written}
        way = draw.randrange(5)
        names = list(sizes)
        for name in draw.sample(names, draw.randrange(len(names) + 1)):
            other = draw.choice(names)
            if way == 1:
                sizes[name] = sizes[other]
            elif way == 2:
                sizes[name] = sizes[other] * draw.randrange(1, 5)
            elif way == 3:
                sizes[name] = self._model.written[name] + draw.randrange(-1, 2)
            elif way == 4:
                sizes[name] = self._model.written[name]
        return sizes

    def _bend(self, sizes: Sizes, conditions: Sequence[str]) -> None:
        """Change sizes so that equations and divisions are likelier to be met."""
        for condition in (*conditions, *conditions):
            divided = DIVIDED.fullmatch(condition)
            left, _, right = condition.partition(" = ")
            with contextlib.suppress(ZeroDivisionError):
                if divided and divided[1] in sizes:
                    sizes[divided[1]] = value(divided[2], sizes) * self._random.choice((1, 2, 3, 4, 5, 8))
                elif right and left in sizes:
                    sizes[left] = int(value(right, sizes))
                elif right and right in sizes:
                    sizes[right] = int(value(left, sizes))

    def _shrunk(self, sizes: Sizes, told: Told) -> Sizes:
        """Return the sizes with one that isn't spoken of as 0 or 1, nothing if there is none."""
        inner = (name for each in told.conditions for name in re.findall(r"[^\W\d]\w*", each))
        spoken = {*told.least, *told.fixed, *inner}
        silent = [name for name in sizes if name not in spoken]
        return {**sizes, self._random.choice(silent): self._random.randrange(2)} if silent else {}


def _without(sizes: Sizes, name: str) -> Sizes:
    return {other: size for other, size in sizes.items() if other != name}

r"""Shapes that prose states: rules are worked out, names are looked up among the code's values and the products beside.

A rule of numbers alone can be wrong by itself. A name in prose is bound to the code only within the same container and
section, and never contradicts by more than a doubt: pasted texts choose their names anew all the time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vault_runner.model import Claim, Note, NotePlan, Observation, SessionRun, Verdict
from vault_runner.model.prose_forms import PROSE_RULE, PROSE_SHAPE, SIZE_REMARK
from vault_runner.verify.flattened import is_flattened, judge_flattened
from vault_runner.verify.jacobian_shapes import is_jacobian, judge_jacobian
from vault_runner.verify.matrix_remarks import judge_remark
from vault_runner.verify.reserve_words import RESERVE, SUPPOSED
from vault_runner.verify.sections import Sections
from vault_runner.verify.shape_rules import Sizes, compare, product, read_sizes, written

_TUPLE = re.compile(r"\([^()]*\)")
_NAME = re.compile(r"[`$\s]*(?P<name>[A-Za-z_]\w*)")
_PRODUCT = re.compile(r"[A-Za-z]\w*\s*=\s*[A-Za-z]\w*\s*@\s*[A-Za-z]\w*")
"""Code beside mathematics that says what a name is."""
_BESIDE = re.compile(r"(?P<name>[A-Za-z]\w*)\.shape\s*=\s*(?P<sizes>\(.*\))\Z")


@dataclass(frozen=True, slots=True)
class Stated:
    """A shape that a claim gives to a name."""

    claim: Claim
    name: str
    sizes: Sizes
    line: int


def judge_prose(plan: NotePlan, runs: Sequence[SessionRun], formulas: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Return the verdicts on shapes in prose, by position in the note, over those that the equation engine gave."""
    claims = plan.note.claims
    verdicts = dict(formulas)
    if not any(claim.form in {PROSE_RULE, PROSE_SHAPE, SIZE_REMARK} or is_flattened(claim) for claim in claims):
        return verdicts
    judge = _Judge(plan.note, runs)
    for at, claim in enumerate(claims):
        found = judge.verdict(claim)
        if found is not None and (at not in verdicts or verdicts[at].status == "not-checkable"):
            verdicts[at] = found
        elif at not in verdicts and _PRODUCT.fullmatch(claim.text.strip("`$ .,;")):
            verdicts[at] = Verdict(claim, "definition")
    return verdicts


class _Judge:
    """Judges the prose of one note."""

    def __init__(self, note: Note, runs: Sequence[SessionRun]) -> None:
        self.note = note
        self.sections = Sections(note)
        self.results = {result.block: result for run in runs for result in run.results if result.path == note.path}
        self.stated = [stated for claim in note.claims if (stated := self._stated(claim)) is not None]
        self.by_claim = {id(stated.claim): stated for stated in self.stated}

    def verdict(self, claim: Claim) -> Verdict | None:
        """Return the verdict on a claim, None if it isn't one for this judge."""
        if claim.form == PROSE_RULE:
            return self._rule(claim)
        if claim.form == SIZE_REMARK:
            return judge_remark(self.note, claim)
        if is_jacobian(claim):
            return judge_jacobian(self.sections, claim)
        if is_flattened(claim):
            return judge_flattened(self.note, self.sections, claim)
        stated = self.by_claim.get(id(claim))
        return None if stated is None else self._named(stated)

    def _stated(self, claim: Claim) -> Stated | None:
        """Read which shape a claim gives to which name."""
        if claim.block or claim.kind != "shape":
            return None
        if claim.form == PROSE_SHAPE:
            name = _NAME.match(claim.text)
            sizes = read_sizes(claim.text.rstrip("`$ "))
        else:
            name = _BESIDE.match(claim.text.strip())
            sizes = read_sizes(name["sizes"]) if name else None
        if name is None or not sizes:
            return None
        return Stated(claim, name["name"], sizes, self.note.lines.line(claim.span.start))

    def _rule(self, claim: Claim) -> Verdict:
        left, right, stated = (read_sizes(part) or () for part in _TUPLE.findall(claim.text)[:3])
        numbers = all(size.isdecimal() for size in (*left, *right, *stated))
        outcome = product(left, right)
        expected = written(stated)
        if outcome.sizes is None:
            reason, wrong = outcome.trouble, outcome.clear
        else:
            state = compare(stated, outcome.sizes)
            if state == "same":
                return Verdict(claim, "verified-exact", "", expected, written(outcome.sizes))
            reason, wrong = f"the product has the shape {written(outcome.sizes)}", state == "differ"
        found = written(outcome.sizes) if outcome.sizes else ""
        if not wrong:
            return Verdict(claim, "not-checkable", f"undeclared: {reason}; which of the sizes are equal isn't said")
        if RESERVE.search(self.sections.line(claim.span.start)):
            return Verdict(claim, "not-checkable", "condition: its line speaks of what does not hold")
        return Verdict(claim, "refuted" if numbers else "doubted", reason, expected, found)

    def _named(self, stated: Stated) -> Verdict:
        """Judge the shape of a name by the code of its section, else by a product stated there."""
        seen = list(self._observed(stated))
        if seen and all(size.isdecimal() for size in stated.sizes):
            return self._by_code(stated, seen)
        return self._by_product(stated) or Verdict(
            stated.claim, "definition", "declaration: nothing beside it computes this shape", written(stated.sizes)
        )

    def _observed(self, stated: Stated) -> Iterator[Observation]:
        """Yield the arrays of this name that the code of the same section and container bound."""
        place = stated.claim.span.start
        for block in self.sections.blocks(place):
            result = self.results.get(block.id)
            same = self.sections.container(block.span.start) == self.sections.container(place)
            if result is not None and same:
                rows = result.observations
                yield from (row for row in rows if row.name == stated.name and row.shape is not None and not row.role)

    def _by_code(self, stated: Stated, seen: Sequence[Observation]) -> Verdict:
        said = tuple(int(size) for size in stated.sizes)
        match = next((row for row in seen if row.shape == said), None)
        expected = written(stated.sizes)
        if match is not None:
            return Verdict(stated.claim, "verified", f"as line {match.line} makes it", expected, expected)
        last = seen[-1]
        found = written([str(size) for size in last.shape or ()]) if last.shape else "()"
        line = self.sections.line(stated.claim.span.start)
        if len({row.shape for row in seen}) > 1 or RESERVE.search(line) or SUPPOSED.search(line):
            return Verdict(
                stated.claim, "not-checkable", "condition: it may speak of another value than the code makes"
            )
        reason = f"line {stated.line} says {expected}, but `{stated.name}` of line {last.line} has the shape {found}"
        return Verdict(stated.claim, "doubted", reason, expected, found)

    def _by_product(self, stated: Stated) -> Verdict | None:
        """Judge `C` by `C = A @ B` or `C = AB` in its section, if the shapes of both are stated there."""
        place = stated.claim.span.start
        for left, right in self._products(stated.name, place):
            first, second = self._only(left, place), self._only(right, place)
            if first is None or second is None:
                continue
            outcome = product(first.sizes, second.sizes)
            if outcome.sizes is None:
                continue
            expected, found = written(stated.sizes), written(outcome.sizes)
            state = compare(stated.sizes, outcome.sizes)
            if state == "same":
                where = f"`{stated.name}` is `{left}` of line {first.line} times `{right}` of line {second.line}"
                return Verdict(stated.claim, "verified-exact", where, expected, found)
            if state == "differ" and not RESERVE.search(self.sections.line(place)):
                reason = (
                    f"line {stated.line} says {expected}, but `{left}` of line {first.line} and `{right}` of line "
                    f"{second.line} make {found}"
                )
                return Verdict(stated.claim, "doubted", reason, expected, found)
        return None

    def _products(self, name: str, place: int) -> Iterator[tuple[str, str]]:
        operand = r"([A-Za-z]\w*)"
        code = rf"(?<![\w.]){re.escape(name)}\s*=\s*{operand}\s*@\s*{operand}(?!\s*[\w.@(\[])"
        yield from re.findall(code, self.sections.text(place))
        letters = rf"(?<![\w\\]){re.escape(name)}\s*=\s*([A-Z])\s*(?:\\cdot)?\s*([A-Z])\s*[.,]?\s*\Z"
        for math in self.sections.math(place):
            yield from re.findall(letters, math.latex)

    def _only(self, name: str, place: int) -> Stated | None:
        """Return what the section says of the shape of a name, if it says one thing."""
        start, end = self.sections.around(place)
        said = [one for one in self.stated if one.name == name and start <= one.claim.span.start < end]
        return said[0] if len({one.sizes for one in said}) == 1 else None

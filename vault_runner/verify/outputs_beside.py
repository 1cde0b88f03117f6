"""Judge an output that a comment states: beside its statement, or below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vault_runner.model import Claim, Verdict
from vault_runner.verify.outputs_nodes import Items, Node, Number, Text, Word
from vault_runner.verify.outputs_ran import CHANCE, Ran, not_checkable, refuted, verified
from vault_runner.verify.outputs_reading import read_value
from vault_runner.verify.outputs_short import goes_on_in_words, is_part_of_line, other_row, same_in_short
from vault_runner.verify.outputs_shown import Shown
from vault_runner.verify.outputs_text import Difference, compare_text
from vault_runner.verify.outputs_values import Compared, compare_values

_ROUGHLY = re.compile(r"\s*(?:≈|~|≃|约等于|约)\s*")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_CUT_OFF = re.compile(r"(?<=\d)(?:\.\.\.|…)\s*\Z")
_COUNT = re.compile(r"\d{1,2}")
_QUOTED = re.compile(r"([\"'])(?P<inner>[\[(][^\"']*[\])])\1")
_FEWEST: Final = 2
_FINE, _FAR = 3, 5.0
"""From that many decimals on, a rough value is wrong that is so many of the last ones away."""
_ABOVE: Final = 40
"""Statements above a comment that may have printed what it shows."""


def numbering(claims: Iterable[Claim]) -> frozenset[int]:
    """Return, by identity, the claims that only count: `# 1`, `# 2`, `# 3` behind one line after the other."""
    found: set[int] = set()
    run: list[Claim] = []
    for claim in claims:
        if claim.form != "trailing value" or not _COUNT.fullmatch(claim.text):
            continue
        goes_on = bool(run) and int(claim.text) == int(run[-1].text) + 1
        run = [*run, claim] if goes_on else [claim]
        if int(run[0].text) <= 1 and len(run) >= _FEWEST:
            found.update(map(id, run))
    return frozenset(found)


def judge_beside(claim: Claim, ran: Ran, rows: tuple[int, int], *, counted: bool = False) -> Verdict:
    """Return the verdict for a comment.

    Args:
        claim: The claim; its line is that of the statement beside or above it.
        ran: The block.
        rows: The note's first and last line of the comment.
        counted: Whether it may be a number that counts lines.
    """
    place = _place(ran.shown, claim.line)
    below = next((each for each in ran.shown if each.line == rows[1] + 1), None)
    meant = ran.shown[place] if place is not None else below
    if meant is None:
        return not_checkable(claim, "no statement that it could speak of")
    candidates = [meant, *(_and_above(ran, place) if place is not None and rows[0] > meant.end_line else ())]
    if below is not None and rows[0] > meant.end_line:
        candidates.append(below)
        meant = meant if rows[0] <= meant.end_line + 1 else below
    agreeing = next((shown for shown in candidates if _compare(claim, shown, ran).outcome == "same"), None)
    if agreeing is not None:
        value = _written(agreeing.exact) if agreeing.exact else agreeing.value
        return verified(claim, agreeing.text.strip() or value)
    return _against(claim, _as_long(claim, meant, candidates), ran, rows[0], counted=counted)


def _as_long(claim: Claim, meant: Shown, candidates: Sequence[Shown]) -> Shown:
    """Return what has as many lines as the claim: those printed by several statements, if it shows several."""
    lines = _line_count(claim.text)
    if lines == 1 or _line_count(meant.text) == lines:
        return meant
    return next((each for each in candidates if _line_count(each.text) == lines), meant)


def _line_count(text: str) -> int:
    return sum(bool(line.strip()) for line in text.split("\n"))


def _place(shown: Sequence[Shown], line: int) -> int | None:
    """Return the place of the statement of a line; of several on one line, of the last that shows something."""
    found = [place for place, each in enumerate(shown) if each.line <= line <= each.end_line]
    telling = [place for place in found if shown[place].kind in ("value", "prints")]
    if telling:
        return telling[-1]
    return found[-1] if found else None


def _and_above(ran: Ran, place: int) -> Iterator[Shown]:
    """Yield what a statement and the one above it printed together, and so on upwards."""
    meant = ran.shown[place]
    text = meant.text
    for above in reversed(ran.shown[max(0, place - _ABOVE) : place]):
        if above.text:
            text = above.text + text
            yield Shown("prints", above.line, meant.end_line, text=text)


def _compare(claim: Claim, shown: Shown, ran: Ran) -> Difference:
    """Compare a stated output with what a statement printed, else with its value."""
    stated = _written_out(claim.text)
    if shown.text.strip():
        stated = _without_quotes(stated)
    node = read_value(stated)
    if shown.text.strip():
        printed = compare_text(stated, shown.text, timed=ran.timed)
        if printed.outcome != "same" and same_in_short(stated, shown.text):
            return Difference("same")
        if claim.form == "[Out]" and printed.words:
            printed = other_row(stated, shown.text) or printed
        if printed.outcome == "same" or shown.kind in ("prints", "compound"):
            return _none_of_it(printed, shown)
    if shown.kind == "compound":
        return Difference("unclear")
    found = shown.exact or (read_value(shown.value) if shown.value else None)
    if node is not None and found is not None:
        compared = compare_values(node, found)
        if compared.outcome != "unclear" or not shown.value:
            return Difference(
                compared.outcome, stated, _written_like(stated, found, shown), aside=_axis(compared, shown)
            )
    if not shown.value or shown.kind in ("prints", "other"):
        return Difference("unclear")
    by_text = compare_text(stated, shown.value, timed=ran.timed)
    return (
        by_text
        if by_text.outcome == "same"
        else Difference(
            "unclear" if _is_value(node) else by_text.outcome, stated, shown.value, words=True, alike=by_text.alike
        )
    )


def _written_out(text: str) -> str:
    """Return a stated value without what people add to numbers: `≈`, commas between thousands, `…` behind the last."""
    roughly = _ROUGHLY.match(text)
    stated = text[roughly.end() :] if roughly else text
    if _THOUSANDS.fullmatch(stated.strip()):
        return stated.replace(",", "")
    return _CUT_OFF.sub("", stated)


def _without_quotes(stated: str) -> str:
    """Return a printed value without the quotation marks that tutorials put around it: `Prints "[1, 2]"`."""
    quoted = _QUOTED.fullmatch(stated.strip())
    inner = quoted["inner"] if quoted else ""
    return inner if isinstance(read_value(inner), Items) else stated


def _none_of_it(printed: Difference, shown: Shown) -> Difference:
    return printed if shown.whole or printed.outcome == "same" else Difference("unclear")


def _is_value(node: Node | None) -> bool:
    return isinstance(node, (Number, Text, Items))


def _axis(compared: Compared, shown: Shown) -> str:
    """Name the axis at which two shapes differ."""
    if not shown.is_shape or len(compared.path) != 1 or compared.stated is None or compared.found is None:
        return ""
    return f"; axis {compared.path[0]} is {_written(compared.found)}, not {_written(compared.stated)}"


def _written_like(stated: str, found: Node, shown: Shown) -> str:
    """Write what was found as the interpreter does, or in the bare brackets that the note uses for numbers."""
    bare = stated.strip()[:1]
    if (
        isinstance(found, Items)
        and bare in ("(", "[")
        and all(isinstance(item, (Number, Word)) for item in found.items)
    ):
        numbers = ", ".join(map(_written, found.items))
        return f"({numbers}{',' * (len(found.items) == 1)})" if bare == "(" else f"[{numbers}]"
    return shown.value or _written(found)


def _written(node: Node) -> str:
    match node:
        case Number(value=value) if value.imag:
            return repr(value)
        case Number(value=value):
            return str(int(value.real)) if float(value.real).is_integer() else repr(value.real)
        case Text(value=text):
            return repr(text)
        case Items(items=items):
            return f"[{', '.join(map(_written, items))}]"
        case _:
            return getattr(node, "name", "")


def _against(claim: Claim, meant: Shown, ran: Ran, row: int, *, counted: bool) -> Verdict:
    """Refute a claim that agrees with nothing, unless there is a reason for silence."""
    doubt = _Doubt(claim, meant, ran, _compare(claim, meant, ran), own_line=row > meant.end_line, counted=counted)
    silence = next((reason for applies, reason in _SILENCES if applies(doubt)), "")
    if silence:
        return not_checkable(claim, silence)
    return refuted(claim, doubt.difference, meant.name, meant.text.strip() or meant.value)


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A claim that agrees with nothing, and all that could speak for it."""

    claim: Claim
    meant: Shown
    ran: Ran
    difference: Difference
    own_line: bool
    counted: bool

    @property
    def unreached(self) -> bool:
        """Whether its statement showed nothing, perhaps since the block ended above it."""
        return not (self.meant.text.strip() or self.meant.value or self.meant.exact)

    @property
    def elsewhere(self) -> bool:
        """Whether it may speak of something else than what was set."""
        binds = self.own_line and self.meant.kind == "binds"
        return self.meant.kind == "constant" or binds

    @property
    def rough(self) -> bool:
        """Whether it is said to be rough, and isn't far off the mark for the digits that it gives all the same."""
        if not _ROUGHLY.match(self.claim.text):
            return False
        stated, exact = read_value(_written_out(self.claim.text)), self.meant.exact
        if not isinstance(stated, Number) or not isinstance(exact, Number):
            return True
        decimals = len(stated.written.partition(".")[2])
        return decimals < _FINE or abs(stated.value - exact.value) <= _FAR * 10.0**-decimals

    @property
    def repeated(self) -> bool:
        """Whether it stands inside a loop, a function, or among other lines of a suite."""
        return self.meant.kind == "compound" and not self.own_line and not self.meant.once

    @property
    def counts(self) -> bool:
        """Whether it may count lines: a lone digit behind an array, or one of a row."""
        return self.counted or (
            self.meant.kind == "binds"
            and self.claim.form != "[Out]"
            and _COUNT.fullmatch(self.claim.text) is not None
            and not isinstance(self.meant.exact, Number)
        )

    @property
    def other_words(self) -> bool:
        """Whether it is written in other words than those that were shown."""
        return self.difference.words and not (self.difference.alike and self.claim.form == "[Out]")


_SILENCES: Final[tuple[tuple[Callable[[_Doubt], bool], str], ...]] = (
    (lambda doubt: doubt.unreached, "the line that it speaks of was not reached, or showed nothing"),
    (lambda doubt: doubt.difference.outcome != "other", "no value that could be compared with it"),
    (lambda doubt: doubt.rough, "it is said to be rough"),
    (lambda doubt: doubt.claim.form == "labelled value", "its label may say that it is something else"),
    (lambda doubt: doubt.repeated, "the line ran several times, or not by itself"),
    (lambda doubt: doubt.elsewhere, "it may speak of something else than what was set"),
    (lambda doubt: doubt.counts, "it may count lines"),
    (lambda doubt: bool(doubt.meant.text) and not doubt.ran.whole, "something else printed as well"),
    (lambda doubt: doubt.other_words, "its words are not those that were shown"),
    (lambda doubt: _is_part(doubt.claim.text, doubt.meant.text), "it may show a part of what was printed"),
    (lambda doubt: goes_on_in_words(doubt.claim.text, doubt.meant.text), "it goes on with words behind the output"),
    (lambda doubt: doubt.meant.chancy, CHANCE),
)
"""Why a difference may be none, in the order in which it is told."""


def _is_part(stated: str, printed: str) -> bool:
    """Tell whether what is stated are some of the printed lines, one after the other, or a part of the only one."""
    mine, theirs = ([line.split() for line in text.split("\n") if line.strip()] for text in (stated, printed))
    if len(mine) == len(theirs) == 1:
        return is_part_of_line(stated, printed)
    return len(mine) < len(theirs) and any(theirs[at : at + len(mine)] == mine for at in range(len(theirs)))

"""Explains fences that don't end where their authors meant them to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from vault_runner.parse import rules
from vault_runner.parse.fences import Fence
from vault_runner.parse.seen import SeenFence, Trouble
from vault_runner.parse.wording import run_of

_QUOTE_PREFIX = re.compile(r"[ \t>]*\Z")


def fence_troubles(fences: Sequence[SeenFence], source: str) -> list[Trouble]:
    """Return what is wrong with the fences of a note, one trouble for each cause."""
    reader = _Fences(source)
    for seen in fences:
        reader.take(seen)
    return list(reader.troubles())


@dataclass(slots=True)
class _Fences:
    """The fences in the note's order, and which of them end with which admonition."""

    source: str
    all: list[SeenFence] = field(default_factory=list)
    open_ended: dict[int, list[SeenFence]] = field(default_factory=lambda: defaultdict(list))
    """By the line after them, the fences that nothing closes."""

    def take(self, seen: SeenFence) -> None:
        if seen.commented:
            return
        self.all.append(seen)
        if not seen.fence.closed:
            self.open_ended[seen.fence.after].append(seen)

    def troubles(self) -> Iterator[Trouble]:
        explained: set[int] = set()
        stray = ""  # what a wrongly closed admonition's own closing line opens
        for index, seen in enumerate(self.all):
            fence = seen.fence
            if fence.first in explained:
                continue
            robbed = self.robbed_by(seen) if seen.admonition and fence.closed else []
            if robbed:
                explained.update(each.fence.first for each in robbed)
                stray = fence.markup[0]
                yield _wrong_nesting(seen, robbed, self.source)
            elif stray and fence.markup[0] == stray and not fence.info.strip():
                stray = ""
            elif not fence.closed and (outside := self.closer_outside(seen, index)):
                explained.add(outside)
                yield _closed_outside(seen, self.source, outside)
            elif not fence.closed:
                yield _never_closed(seen, self.source)
            elif not seen.admonition and (inside := _opening_inside(fence)):
                yield _opening_trouble(seen, self.source, *inside)

    def robbed_by(self, seen: SeenFence) -> list[SeenFence]:
        """Return the fences in an admonition that its closing line was meant for, outermost first.

        They are at least as long as it is: a shorter one only lacks a closing line of its own.
        """
        outer = seen.fence
        run = len(_run(self.source, outer.closing))
        lengths = range(len(outer.markup), run + 1)
        inside = (each for each in self.open_ended.get(outer.after - 1, []) if each.fence.first > outer.first)
        return [
            each for each in inside if each.fence.markup[0] == outer.markup[0] and len(each.fence.markup) in lengths
        ]

    def closer_outside(self, seen: SeenFence, index: int) -> int:
        """Return the line, from 0, right below the container that its author took for the closing one; 0 if none."""
        following = self.all[index + 1].fence if index + 1 < len(self.all) else None
        if following is None or following.first != seen.fence.after or following.info.strip():
            return 0
        return following.first if following.markup.startswith(seen.fence.markup) else 0


def _run(source: str, place: int) -> str:
    end = place
    while source[end] == source[place]:
        end += 1
    return source[place:end]


def _wrong_nesting(seen: SeenFence, robbed: Sequence[SeenFence], source: str) -> Trouble:
    outer, inner = seen.fence, robbed[-1].fence
    opened, closed = f"line {outer.first + 1} opened `{_name(outer)}`", f"line {outer.after} closed it"
    meant = f"{closed}, though it was meant for the {_called(inner)} of line {inner.first + 1}"
    needed = run_of(outer.markup[0], len(inner.markup) + len(robbed))
    return _trouble(
        rules.WRONG_NESTING,
        outer,
        source,
        f"{opened}; {meant}",
        f"use {needed} for `{_name(outer)}`, or let `--fix` do it",
    )


def _closed_outside(seen: SeenFence, source: str, line: int) -> Trouble:
    fence, container = seen.fence, _ended_by(seen)
    message = f"this {_called(fence)} is never closed: line {line + 1} stands outside its {container}"
    return _trouble(rules.UNCLOSED_FENCE, fence, source, message, f"move line {line + 1} into the {container}")


def _never_closed(seen: SeenFence, source: str) -> Trouble:
    fence = seen.fence
    message = f"this {_called(fence)} is never closed, so that it runs to the end of the {_ended_by(seen)}"
    if inside := _opening_inside(fence):
        message += f"; line {inside[0]} looks like the next fence"
    elif indented := _indented_closer(fence):
        message += f"; line {indented} doesn't close it, since it is indented by four blanks or more"
    prefix = source[_line_start(source, fence.opening) : fence.opening]
    behind = f" behind `{prefix.strip()}`" if prefix.strip() and _QUOTE_PREFIX.match(prefix) else ""
    remedy = f"close it with a line of {run_of(fence.markup[0], len(fence.markup))}{behind}"
    return _trouble(rules.UNCLOSED_FENCE, fence, source, message, remedy)


def _opening_trouble(seen: SeenFence, source: str, line: int, run: int) -> Trouble:
    fence = seen.fence
    message = f"line {line} looks like the opening of a fence, but stands inside the {_called(fence)} of this line"
    remedy = f"close this one above line {line}, or open it with {run_of(fence.markup[0], run + 1)}"
    return _trouble(rules.FENCE_IN_FENCE, fence, source, message, remedy)


def _opening_inside(fence: Fence) -> tuple[int, int] | None:
    """Return the line, from 1, and the run of what looks like another fence's opening, if anything does."""
    if fence.markup not in fence.body:
        return None
    found = _openings(fence.markup).search(fence.body)
    return (_line_of(fence, found), len(found[1])) if found else None


def _indented_closer(fence: Fence) -> int:
    """Return the line, from 1, of what would close the fence if it were less indented; 0 if there is none."""
    found = _indented(fence.markup).search(fence.body) if fence.markup in fence.body else None
    return _line_of(fence, found) if found else 0


def _line_of(fence: Fence, found: re.Match[str]) -> int:
    return fence.first + 2 + fence.body.count("\n", 0, found.start())


@lru_cache(maxsize=64)
def _openings(markup: str) -> re.Pattern[str]:
    info = "[^`\n]*" if markup[0] == "`" else "[^\n]*"
    return re.compile(rf"^ {{0,3}}({markup[0]}{{{len(markup)},}})[ \t]*[\w{{.]{info}$", re.MULTILINE)


@lru_cache(maxsize=64)
def _indented(markup: str) -> re.Pattern[str]:
    return re.compile(rf"^(?: {{4,}}| {{0,3}}\t)[ \t]*{markup[0]}{{{len(markup)},}}[ \t]*$", re.MULTILINE)


def _trouble(rule: str, fence: Fence, source: str, message: str, remedy: str) -> Trouble:
    return Trouble(rule, fence.opening, source.index("\n", fence.opening), message, remedy)


def _line_start(source: str, place: int) -> int:
    return source.rfind("\n", 0, place) + 1


def _name(fence: Fence) -> str:
    return (fence.info.split() or [""])[0]


def _called(fence: Fence) -> str:
    return f"`{_name(fence)}` fence" if _name(fence) else "fence"


def _ended_by(seen: SeenFence) -> str:
    names = {"quote": "quote", "list": "list item", "callout": "callout", "ad": "admonition"}
    return names[seen.containers[-1].kind] if seen.containers else "note"

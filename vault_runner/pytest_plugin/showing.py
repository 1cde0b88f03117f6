"""What a test that fails shows: the place, what is wrong, what to do, and the lines of the note around it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from _pytest._code.code import ReprEntryNative, ReprExceptionInfo, ReprFileLocation, ReprTraceback

from vault_runner.model import Failure, Finding, LineTable, Result, Stream
from vault_runner.pipeline import NoteOutcome
from vault_runner.write import printable

AROUND = 2
MOST_OUTPUT = 4000
WORDS = {"error": "wrong", "warning": "doubted", "info": "note"}


class WrongError(Exception):
    """A test of a note fails; what is shown is made beforehand, since the outcome is not kept."""

    def __init__(self, message: str, path: Path, line: int, shown: tuple[str, ...]) -> None:
        """Remember what to show.

        Args:
            message: One line for the summary.
            path: The note.
            line: Where it is wrong, from 1.
            shown: The lines of the report.
        """
        super().__init__(message)
        self.path, self.line, self.shown = path, line, shown

    def repr(self) -> ReprExceptionInfo:
        """Return it in the form that pytest prints, sends between processes and writes into its reports."""
        entry = ReprEntryNative([f"{line}\n" for line in self.shown])
        traceback = ReprTraceback(reprentries=[entry], extraline=None, style="native")
        return ReprExceptionInfo(traceback, ReprFileLocation(str(self.path), self.line, str(self)))


def wrong(findings: Iterable[Finding], note: NoteOutcome | None, path: Path) -> WrongError:
    """Return the failure for the findings of one test."""
    findings = list(findings)
    first = findings[0]
    lines = note.lines if note is not None else None
    line = lines.line(first.span.start) if lines else 1
    shown = [part for finding in findings for part in _told(finding, note, lines, path)]
    more = f" ({len(findings) - 1} more)" if len(findings) > 1 else ""
    return WrongError(f"{_one_line(first.message)} [{first.rule}]{more}", path, line, tuple(shown))


def outputs_of(note: NoteOutcome, block: str) -> str:
    """Return what a block printed, the end of it if it is long."""
    result = next((result for result in note.results if result.block == block), None)
    text = "".join(output.text for output in result.outputs if isinstance(output, Stream)) if result else ""
    return printable(text if len(text) <= MOST_OUTPUT else f"…{text[-MOST_OUTPUT:]}")


def _told(finding: Finding, note: NoteOutcome | None, lines: LineTable | None, path: Path) -> Iterator[str]:
    place = os.path.relpath(path)
    word = WORDS[finding.severity]
    if note is None or lines is None:
        yield f"{printable(place)}: {word}: {printable(finding.message)} [{finding.rule}]"
    else:
        line, column = lines.line(finding.span.start), lines.column(finding.span.start)
        yield f"{printable(place)}:{line}:{column}: {word}: {printable(finding.message)} [{finding.rule}]"
    if finding.remedy:
        yield f"    → {printable(finding.remedy)}"
    if note is not None and lines is not None and finding.path == note.path:
        yield ""
        yield from _excerpt(note.note.text, lines, lines.line(finding.span.start))
        yield from _calls(note.results, lines.line(finding.span.start))
    yield ""


def _excerpt(text: str, lines: LineTable, line: int) -> Iterator[str]:
    """Yield the lines of a note around one of them, which is marked."""
    last = len(lines.starts)
    for number in range(max(1, line - AROUND), min(last, line + AROUND) + 1):
        content = text[lines.start(number) : lines.end(number)].rstrip("\r\n")
        mark = ">" if number == line else " "
        yield f"{mark} {number:>4} | {printable(content)}".rstrip()


def _calls(results: Iterable[Result], line: int) -> Iterator[str]:
    """Yield the calls that led from a line of the note to where it failed, if they went further than that line."""
    for result in results:
        for output in result.outputs:
            if isinstance(output, Failure) and len(output.traceback) > 1 and _passes(output, result, line):
                yield ""
                for frame in output.traceback:
                    yield f"  {printable(frame.path)}:{frame.line} in {frame.function}: {printable(frame.code)}"
                yield f"  {output.ename}: {_one_line(output.evalue)}"


def _passes(failure: Failure, result: Result, line: int) -> bool:
    return any(frame.path == result.path and frame.line == line for frame in failure.traceback)


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))

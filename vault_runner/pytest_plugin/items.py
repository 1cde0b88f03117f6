"""A note as pytest's file, and its tests as pytest's items."""

from __future__ import annotations

import time
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from _pytest._code.code import ExceptionInfo, TerminalRepr

from vault_runner.errors import VaultRunnerError
from vault_runner.model import Finding
from vault_runner.pipeline import NoteOutcome, Outcome
from vault_runner.pytest_plugin.bench import Bench
from vault_runner.pytest_plugin.endings import Ending, endings
from vault_runner.pytest_plugin.showing import WrongError, outputs_of, wrong
from vault_runner.pytest_plugin.specs import NOTE, Key, Spec, specs_of
from vault_runner.write import printable


class NoteWarning(pytest.PytestWarning):
    """Something in a note is doubted."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one run of a note gave."""

    note: NoteOutcome | None
    endings: Mapping[Key, Ending]


class NoteFile(pytest.File):
    """One note. It is judged once, when the first of its tests runs, and forgotten after the last."""

    bench: Bench
    root: Path

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the note's tests; nothing runs for that."""
        try:
            outcome = self.bench.look(self.root, self.path)
        except VaultRunnerError as error:
            raise self.CollectError(str(error)) from error
        self.overhead = 0.0
        self._judged: Judgement | VaultRunnerError | None = None
        specs = specs_of(outcome.notes[0]) if outcome.notes else ()
        if not specs and any(finding.severity == "error" for finding in outcome.findings):
            specs = (Spec(NOTE, "note", 1),)
        self.keys = frozenset(spec.key for spec in specs)
        for spec in specs:
            yield NoteItem.from_parent(self, name=spec.name, spec=spec)

    def judged(self) -> Judgement:
        """Return what a run of the note gave.

        Raises:
            VaultRunnerError: if it could not be run at all.
        """
        if self._judged is None:
            started = time.perf_counter()
            try:
                self._judged = self._weighed(self.bench.judge(self.root, self.path))
            except VaultRunnerError as error:
                self._judged = error
            self.overhead = time.perf_counter() - started - self._in_blocks
        if isinstance(self._judged, VaultRunnerError):
            raise self._judged
        return self._judged

    def teardown(self) -> None:
        """Forget what was found: of thousands of notes, all of it would not fit."""
        self._judged = None

    def _weighed(self, outcome: Outcome) -> Judgement:
        if outcome.interrupted:
            raise KeyboardInterrupt
        path = self.path.relative_to(self.root).as_posix()
        note = next((note for note in outcome.notes if note.path == path), None)
        return Judgement(note, endings(outcome, path, self.keys, strict=self.bench.strict))

    @property
    def _in_blocks(self) -> float:
        """The seconds that the note's blocks took, which are told of them and not of the note."""
        found = self._judged.endings.values() if isinstance(self._judged, Judgement) else ()
        return sum(ending.seconds for ending in found)


class NoteItem(pytest.Item):
    """One test of a note."""

    def __init__(self, *, spec: Spec, **kwargs: object) -> None:
        """Remember what it tests."""
        super().__init__(**kwargs)  # type: ignore[arg-type] # pytest hands its own arguments through
        self.spec = spec
        self.ending = Ending("passed")
        self.seconds = 0.0
        self.extra_keyword_matches.add(spec.key[0])

    def runtest(self) -> None:
        """Judge the note, if that hasn't been done yet, and end as this test ended."""
        file = cast("NoteFile", self.parent)
        judged = file.judged()
        self.ending = judged.endings[self.spec.key]
        self.seconds = self.ending.seconds + max(file.overhead, 0.0)
        file.overhead = 0.0
        self._show_output(judged.note)
        for doubt in self.ending.doubts:
            self._warn(doubt, judged.note)
        match self.ending.how:
            case "failed":
                raise wrong(self.ending.findings, judged.note, self.path)
            case "skipped":
                pytest.skip(printable(self.ending.reason))
            case "xfailed":
                pytest.xfail(printable(self.ending.reason))
                # `--runxfail` lets such a test go on
                raise WrongError(self.ending.reason, self.path, self.spec.line, (self.ending.reason,))
            case "passed":
                pass

    def repr_failure(self, excinfo: ExceptionInfo[BaseException], style: object = None) -> str | TerminalRepr:  # noqa: ARG002 - pytest's signature
        """Show what is wrong in the note; the plugin's own frames tell nobody anything."""
        if isinstance(excinfo.value, WrongError):
            return excinfo.value.repr()
        if isinstance(excinfo.value, VaultRunnerError):
            message = str(excinfo.value)
            return WrongError(message.split("\n", 1)[0], self.path, 1, (message,)).repr()
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the test stands, and how its failure is headed."""
        return self.path, self.spec.line - 1, f"{self.path.name}: {self.name}"

    def _show_output(self, note: NoteOutcome | None) -> None:
        kind, name = self.spec.key
        if note is not None and kind == "block" and (text := outputs_of(note, name)):
            self.add_report_section("call", "output", text)

    def _warn(self, doubt: Finding, note: NoteOutcome | None) -> None:
        line = note.lines.line(doubt.span.start) if note is not None else 1
        warnings.warn_explicit(NoteWarning(f"{printable(doubt.message)} [{doubt.rule}]"), None, str(self.path), line)

"""What the notes of one pytest run share: their vaults, what was asked for, and warm workers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from vault_runner.errors import NoteError, VaultRunnerError
from vault_runner.model import Finding, Span
from vault_runner.pipeline import Outcome, Request, Vault, open_vault
from vault_runner.pipeline.concluding import conclude
from vault_runner.pipeline.judging import Judging
from vault_runner.pipeline.reading import read_note
from vault_runner.pipeline.rulings.policy import Policy, govern
from vault_runner.pytest_plugin.choice import members


@dataclass(frozen=True, slots=True)
class Known:
    """A vault that was met, and the judging of its notes."""

    vault: Vault
    members: frozenset[Path]
    looking: Judging
    judging: Judging
    """Its workers serve one note after the other, since torch takes seconds to load."""


class Bench:
    """Opens each vault once and judges its notes one by one."""

    def __init__(self, config: pytest.Config) -> None:
        """Open nothing yet."""
        self._config = config
        self._known: dict[Path, Known | VaultRunnerError] = {}

    @property
    def strict(self) -> bool:
        """Whether warnings fail."""
        return bool(self._config.getoption("vault_strict"))

    def known(self, root: Path) -> Known:
        """Return a vault.

        Raises:
            VaultRunnerError: if its settings can't be used; the same one each time.
        """
        if root not in self._known:
            try:
                vault = open_vault([root])
                looking, judging = (Judging(vault, self._request(execute=execute)) for execute in (False, True))
                self._known[root] = Known(vault, members(vault), looking, judging)
            except VaultRunnerError as error:
                self._known[root] = error
        found = self._known[root]
        if isinstance(found, VaultRunnerError):
            raise found
        return found

    def look(self, root: Path, note: Path) -> Outcome:
        """Return what can be told of a note without running anything."""
        return self._outcome(root, note, execute=False)

    def judge(self, root: Path, note: Path) -> Outcome:
        """Run a note and judge it."""
        return self._outcome(root, note, execute=True)

    def close(self) -> None:
        """End what was kept warm."""
        for known in self._known.values():
            if isinstance(known, Known):
                with known.looking, known.judging:
                    pass
        self._known.clear()

    def _outcome(self, root: Path, note: Path, *, execute: bool) -> Outcome:
        known, request = self.known(root), self._request(execute=execute)
        judging = known.judging if execute else known.looking
        vault = known.vault
        try:
            notes = judging.judge([read_note(vault, vault.relative(note))])
        except NoteError as error:
            finding = Finding(error.path, Span(0, 0), "VRP000", "error", error.message, error.remedy)
            return Outcome(vault.root, (), 0, (finding,))
        interrupted = execute and judging.interrupted
        outcome = conclude(vault, request, notes, plain=0, findings=(), interrupted=interrupted)
        complete = execute and not outcome.interrupted and not outcome.unapproved
        return govern(outcome, Policy(vault.config, request.select, request.ignore, complete))

    def _request(self, *, execute: bool) -> Request:
        option = self._config.getoption
        return Request(
            everything=bool(option("vault_all")),
            execute=execute,
            trusted=bool(option("vault_trust")),
            python=str(option("vault_python")),
            # Each of xdist's workers has a note of its own.
            jobs=1 if hasattr(self._config, "workerinput") else 0,
            timeout=float(option("vault_timeout")),
            cache=not option("vault_no_cache"),
            formulas=execute,
            strict=self.strict,
            select=tuple(option("vault_select")),
            ignore=tuple(option("vault_ignore")),
        )

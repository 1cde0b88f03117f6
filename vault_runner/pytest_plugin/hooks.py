"""What pytest asks of the plugin in a run that may meet notes."""

from __future__ import annotations

from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

from vault_runner.errors import VaultRunnerError
from vault_runner.pytest_plugin.bench import Bench
from vault_runner.pytest_plugin.choice import Choice, named_paths
from vault_runner.pytest_plugin.items import NoteFile, NoteItem

RAN: Final = "vault_run_ran"


class Hooks:
    """Collects notes, and tells pytest what their tests came to."""

    def __init__(self, config: pytest.Config, mode: str) -> None:
        """Find out what was asked for."""
        named = named_paths(config.args, config.invocation_params.dir)
        project = config.inipath.parent if config.inipath is not None else None
        self._choice = Choice(mode, named, project)
        self._explicit = frozenset(named)
        self._bench = Bench(config)
        self._refused: set[Path] = set()
        self._asked = self._ran = 0

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """Collect a file if it is a note that was asked for."""
        root = self._choice.vault_of(file_path)
        if root is None:
            return None
        try:
            member = file_path in self._explicit or file_path in self._bench.known(root).members
        except VaultRunnerError:
            # One note says what is wrong with the vault; its neighbours would only repeat it.
            member = root not in self._refused
            self._refused.add(root)
        if not member:
            return None
        note: NoteFile = NoteFile.from_parent(parent, path=file_path)
        note.bench, note.root = self._bench, root
        return note

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Say how long the block took, not how long the note did, and where a test that is skipped stands."""
        report = yield
        if not isinstance(item, NoteItem) or call.when != "call":
            return report
        report.duration = item.seconds
        if item.ending.ran is not None:
            vars(report)[RAN] = item.ending.ran  # what is no field of its own travels with it, through xdist as well
        if report.skipped and isinstance(report.longrepr, tuple):
            report.longrepr = (str(item.path), item.spec.line, report.longrepr[2])
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count the blocks that were to run and those that did."""
        ran = getattr(report, RAN, None)
        self._asked += ran is not None
        self._ran += bool(ran)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, object, object]:
        """Never let a run pass in which blocks were to run and none of them did."""
        self._bench.close()
        if self._none_ran and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
        return (yield)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say so."""
        if self._none_ran:
            blocks = "the only block" if self._asked == 1 else f"none of the {self._asked} blocks"
            verb = "was to run and did not" if self._asked == 1 else "that were to run ran"
            terminalreporter.write_line(f"vault-run: {blocks} {verb}; `-rs` shows why", red=True)

    def pytest_unconfigure(self) -> None:
        """End what was kept warm, if pytest never came to the end of a session."""
        self._bench.close()

    @property
    def _none_ran(self) -> bool:
        return self._asked > 0 and self._ran == 0

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_make_scheduler(self, config: pytest.Config, log: Any) -> Any:  # noqa: ANN401 - classes of xdist
        """Keep the tests of a note together under xdist's usual way of spreading tests."""
        if config.getoption("dist") != "load":
            return None
        return import_module("vault_runner.pytest_plugin.spreading").NotesTogether(config, log)

"""Devices by their numbers: how many there are, and what becomes of a block that names one too many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from execute.sessions import session

from vault_runner.execute import VirtualRunner, virtual
from vault_runner.execute.ordinals import beyond, cards
from vault_runner.model import BlockOptions, Result, Session, SessionRun


def asking(*devices: str) -> Session:
    return session(*("1" for _ in devices), options={at: BlockOptions(device=name) for at, name in enumerate(devices)})


class Real:
    """Runs every block well, and remembers how many."""

    ran = 0

    def run(
        self, session: Session, texts: Mapping[str, str], on_result: Callable[[Result], None] | None = None
    ) -> SessionRun:
        """Answer."""
        del texts
        self.ran = len(session.steps)
        results = tuple(Result(step.path, step.block.id, step.key, "ok") for step in session.steps)
        for result in results:
            if on_result is not None:
                on_result(result)
        return SessionRun(session.own, session.name, results)

    def cancel(self) -> None:
        """Do nothing."""


def test_cards_are_counted_by_their_files(tmp_path: Path) -> None:
    for name in ("nvidia0", "nvidia1", "nvidiactl", "nvidia-uvm", "null"):
        (tmp_path / name).touch()
    assert cards(tmp_path) == 2
    assert cards(tmp_path / "none") == 0


@pytest.mark.parametrize(
    ("devices", "present", "expected"),
    [
        (("auto", "cuda:7"), 0, None),
        (("auto", "cuda:8"), 0, 1),
        (("cuda:1",), 1, 0),
        (("cuda:0", "cuda"), 1, None),
        (("cuda:7",), 8, None),
        (("xpu:9",), 1, 0),
        (("mps", "cpu"), 0, None),
    ],
)
def test_numbers_that_cannot_be_had(devices: tuple[str, ...], present: int, expected: int | None) -> None:
    assert beyond(asking(*devices), present) == expected


def test_what_stands_above_runs_and_the_rest_says_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(virtual, "cards", lambda: 2)
    real, told = Real(), list[Result]()
    one = asking("auto", "cuda:2", "auto")
    run = VirtualRunner(real).run(one, {}, told.append)
    assert [result.status for result in run.results] == ["ok", "failed", "not-run"]
    assert list(run.results) == told
    assert real.ran == 1
    failed, later = run.results[1:]
    assert failed.because == "the block asks for `device: cuda:2`, and here there are only 2"
    assert failed.remedy == "take `device: cuda:1` or less, or `device: auto`"
    assert later.because == f"not run because of line {one.steps[1].block.line}"
    assert not run.cacheable


def test_without_any_card_a_number_up_to_seven_is_followed_virtually(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(virtual, "cards", lambda: 0)
    run = VirtualRunner(Real()).run(asking("cuda:8"), {})
    assert run.results[0].because == "the block asks for `device: cuda:8`, and no machine is taken to have so many"
    assert VirtualRunner(Real()).run(asking("cuda:7"), {}).results[0].status == "ok"

"""What is remembered of how long blocks took."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from execute.sessions import session

from vault_runner.execute import Durations
from vault_runner.model import Result, Session, Status


def took(whole: Session, *seconds: float, status: Status = "ok", cached: bool = False) -> list[Result]:
    """Return a result for each step."""
    return [
        Result(step.path, step.block.id, step.key, status, seconds=one, cached=cached)
        for step, one in zip(whole.steps, seconds, strict=True)
    ]


def renamed(whole: Session, number: int, *, key: str, name: str) -> Session:
    """Return a session in which a block has another key and identifier."""
    steps = list(whole.steps)
    steps[number] = replace(steps[number], key=key, block=replace(steps[number].block, id=name))
    return replace(whole, steps=tuple(steps))


def test_nothing_is_known_at_first() -> None:
    assert Durations().expected(session("1"), 0) is None


def test_the_longest_of_the_latest_counts() -> None:
    times, whole = Durations(), session("1", "2")
    for seconds in (9, 1, 3, 2, 1, 1):
        times.note(whole, took(whole, seconds, 0.1))
    assert times.expected(whole, 0) == 3
    assert times.expected(whole, 1) == 0.1


def test_an_edited_block_is_known_by_its_name_and_then_by_its_place() -> None:
    times, whole = Durations(), session("1", "2")
    times.note(whole, took(whole, 1, 600))
    assert times.expected(renamed(whole, 1, key="new", name="b1"), 1) == 600
    assert times.expected(renamed(whole, 1, key="new", name="other"), 1) == 600
    assert times.expected(renamed(session("1", "2", "3"), 2, key="new", name="other"), 2) is None


def test_a_new_block_above_a_slow_one_is_not_taken_for_it() -> None:
    times, whole = Durations(), session("1", "2")
    times.note(whole, took(whole, 1, 600))
    longer = renamed(session("1", "new", "2"), 1, key="new", name="new")
    steps = (*longer.steps[:2], whole.steps[1])
    longer = replace(longer, steps=steps)
    assert times.expected(longer, 1) is None
    assert times.expected(longer, 2) == 600


def test_what_did_not_run_tells_nothing() -> None:
    times, whole = Durations(), session("1")
    times.note(whole, took(whole, 5, cached=True))
    times.note(whole, took(whole, 5, status="not-run"))
    assert times.expected(whole, 0) is None


def test_they_are_kept_in_a_file_that_may_be_broken(tmp_path: Path) -> None:
    file, whole = tmp_path / "deep" / "times.json", session("1")
    times = Durations(file)
    times.note(whole, took(whole, 5))
    times.save()
    assert Durations(file).expected(whole, 0) == 5
    assert [entry.name for entry in file.parent.iterdir()] == ["times.json"]
    file.write_bytes(b"\xff[")
    assert Durations(file).expected(whole, 0) is None


def test_no_more_than_a_bounded_number_is_remembered() -> None:
    times = Durations()
    for number in range(2500):
        whole = renamed(session("1"), 0, key=f"k{number}", name=f"n{number}")
        times.note(whole, took(whole, 1))
    assert len(times._table) <= 5000
    assert times.expected(renamed(session("1"), 0, key="k2499", name="n"), 0) == 1

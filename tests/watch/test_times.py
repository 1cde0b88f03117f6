"""What blocks are expected to take."""

from __future__ import annotations

from vault_runner.pipeline.outcome import BlockOutcome
from vault_runner.watch.times import Times


def block(name: str, seconds: float, status: str = "ok") -> BlockOutcome:
    ended = status != "not-run"
    return BlockOutcome(name, "", 1, status, "real", seconds, "cpu", False, "", "", True, ended, True)  # noqa: FBT003


def test_an_edited_block_takes_what_the_one_in_its_place_took() -> None:
    times = Times()
    times.learn("a.md", [block("one", 0.1), block("slow", 40.0), block("last", 0.2)])
    assert times.expected("a.md", ["one", "edited", "last"])["edited"] == 40.0


def test_a_new_block_between_others_takes_nothing_that_is_known() -> None:
    times = Times()
    times.learn("a.md", [block("slow", 40.0), block("last", 0.2)])
    expected = times.expected("a.md", ["slow", "new", "last"])
    assert expected == {"slow": 40.0, "last": 0.2}


def test_several_blocks_in_the_place_of_one_take_its_time_once() -> None:
    times = Times()
    times.learn("a.md", [block("slow", 40.0)])
    assert times.expected("a.md", ["first", "second"]) == {"first": 40.0, "second": 0.0}


def test_a_block_that_waited_keeps_its_time() -> None:
    times = Times()
    times.learn("a.md", [block("slow", 40.0)])
    times.learn("a.md", [block("edited", 0.0, "not-run")])
    times.learn("a.md", [block("edited again", 0.0, "not-run")])
    assert times.expected("a.md", ["edited again"]) == {"edited again": 40.0}


def test_what_an_earlier_command_found_counts_and_a_renamed_note_keeps_it() -> None:
    times = Times(lambda note: [block("slow", 40.0)] if note == "a.md" else [])
    times.move("a.md", "b.md")
    times.forget("a.md")
    assert times.expected("b.md", ["slow"]) == {"slow": 40.0}
    assert times.expected("c.md", ["slow"]) == {}

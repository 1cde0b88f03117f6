"""Who brought about what."""

from __future__ import annotations

import time

import pytest

from vault_runner.watch import causes
from vault_runner.watch.causes import EDITED, LIMIT, Causes, Chain


def run(known: Causes, note: str, chain: Chain) -> Chain:
    """Let a note run, and return what led to a change that was heard of meanwhile."""
    with known.running([note], chain, 0.0) as ran:
        ran.append(note)
        heard = time.monotonic()
    return known.of(heard)


def test_what_changes_while_nothing_runs_is_somebodys_doing() -> None:
    known = Causes()
    run(known, "a.md", EDITED)
    time.sleep(0.01)
    assert known.of(time.monotonic()) == EDITED


def test_a_note_that_brings_itself_about_runs_a_few_times_and_rests() -> None:
    known, chain, times = Causes(), EDITED, 0
    while not known.is_circle("a.md", chain):
        chain = run(known, "a.md", chain)
        times += 1
    assert times == LIMIT


def test_two_notes_that_bring_each_other_about_rest_as_well() -> None:
    known, chain, times = Causes(), EDITED, 0
    names = ["a.md", "b.md"]
    while not known.is_circle(names[times % 2], chain):
        chain = run(known, names[times % 2], chain)
        times += 1
    assert times == 2 * LIMIT


def test_a_note_that_was_recalled_has_changed_nothing() -> None:
    known = Causes()
    with known.running(["a.md"], EDITED, 0.0):
        heard = time.monotonic()
    assert known.of(heard) == EDITED
    assert not known.ran_at("a.md", heard)


@pytest.fixture
def _short_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(causes, "FIRST_REST", 0.01)
    monkeypatch.setattr(causes, "NEXT_REST", 0.01)


def rest(known: Causes, note: str) -> bool:
    """Let a note rest and be due for a trial; tell whether that is said."""
    said = known.rest(note)
    time.sleep(0.1)
    assert known.rested() == [note]
    return said


@pytest.mark.usefixtures("_short_rests")
def test_a_circle_is_told_once_and_only_after_a_trial_in_quiet() -> None:
    known = Causes()
    assert not rest(known, "a.md")
    assert not known.is_circle("a.md", known.of_trial("a.md"))
    assert known.is_circle("a.md", run(known, "a.md", known.of_trial("a.md")))
    assert rest(known, "a.md")
    assert not rest(known, "a.md"), "the next trials are not told again"


@pytest.mark.usefixtures("_short_rests")
def test_a_note_whose_trial_brings_nothing_about_was_edited_by_somebody() -> None:
    known = Causes()
    rest(known, "a.md")
    assert known.rested() == []
    assert not rest(known, "a.md"), "it starts afresh"


def test_who_rests_already_goes_on_resting() -> None:
    known = Causes()
    assert not known.rest("a.md")
    assert not known.rest("a.md")
    assert known.rested() == []


def test_an_edit_in_quiet_ends_the_rest() -> None:
    known = Causes()
    known.rest("a.md")
    assert not known.is_circle("a.md", EDITED)
    assert known._resting == {}

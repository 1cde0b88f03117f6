"""Batches: what belongs together comes together, and nothing is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection

from vault_runner.watch.changes import FEW, MOST, PAUSE, SEVERAL, Batch, Inbox, changes


def never() -> bool:
    return False


def test_the_pause_is_no_longer_than_people_notice() -> None:
    assert PAUSE < MOST <= 0.3


def test_what_is_heard_in_one_breath_is_one_batch() -> None:
    inbox = Inbox()
    for name in ("/v/a.md", "/v/b.md", "/v/a.md"):
        inbox.hear(name)
    started = time.monotonic()
    batch = inbox.take(5, never)
    assert set(batch.heard) == {"/v/a.md", "/v/b.md"}
    assert not batch.whole
    assert PAUSE - 0.02 <= time.monotonic() - started < 2


def test_more_files_than_one_save_touches_are_waited_for_longer() -> None:
    inbox = Inbox()
    for number in range(FEW + 1):
        inbox.hear(f"/v/{number}.md")
    started = time.monotonic()
    assert len(inbox.take(5, never).heard) == FEW + 1
    assert time.monotonic() - started >= SEVERAL - 0.02 > PAUSE


def test_what_is_heard_during_the_work_on_a_batch_is_the_next_one_at_once() -> None:
    inbox = Inbox()
    inbox.hear("/v/a.md")
    steps = changes(inbox)
    assert set(next(steps).heard) == {"/v/a.md"}
    inbox.hear("/v/b.md")
    time.sleep(PAUSE * 2)
    started = time.monotonic()
    assert set(next(steps).heard) == {"/v/b.md"}
    assert time.monotonic() - started < PAUSE


def test_one_file_that_never_rests_waits_no_longer_than_the_most() -> None:
    inbox, over = Inbox(), threading.Event()

    def keep_saving() -> None:
        while not over.wait(0.01):
            inbox.hear("/v/a.md")

    thread = threading.Thread(target=keep_saving)
    thread.start()
    try:
        time.sleep(0.05)
        started = time.monotonic()
        assert inbox.take(5, never).heard
        assert time.monotonic() - started < MOST + 0.5
    finally:
        over.set()
        thread.join()


def test_many_files_are_waited_for_until_they_rest() -> None:
    inbox = Inbox()

    def check_out() -> None:
        for number in range(100):
            inbox.hear(f"/v/{number}.md")
            time.sleep(0.008)

    thread = threading.Thread(target=check_out)
    inbox.hear("/v/first.md")
    thread.start()
    while len(inbox._heard) < 30:
        time.sleep(0.001)
    batch = inbox.take(5, never)
    thread.join()
    assert len(batch.heard) == 101


def test_while_somebody_is_in_the_middle_of_it_the_batch_waits() -> None:
    inbox, busy = Inbox(), threading.Event()
    busy.set()
    threading.Timer(0.6, busy.clear).start()
    inbox.hear("/v/a.md")
    started = time.monotonic()
    assert inbox.take(5, busy.is_set).heard
    assert time.monotonic() - started >= 0.55


def test_a_tick_a_ring_and_a_miss() -> None:
    inbox = Inbox()
    assert inbox.take(0.01, never) == Batch()
    inbox.ring()
    rung = inbox.take(60, never)
    assert rung.rung
    assert not rung
    inbox.miss()
    assert inbox.take(60, never).whole


def test_ahead_is_called_while_a_batch_comes_to_rest_and_again_when_it_changes() -> None:
    inbox, seen = Inbox(), list[set[str]]()

    def ahead(paths: Collection[str]) -> None:
        seen.append(set(paths))
        if len(seen) == 1:
            inbox.hear("/v/b.md")

    inbox.hear("/v/a.md")
    started = time.monotonic()
    batch = inbox.take(5, never, ahead)
    assert seen == [{"/v/a.md"}, {"/v/a.md", "/v/b.md"}]
    assert set(batch.heard) == {"/v/a.md", "/v/b.md"}
    assert time.monotonic() - max(batch.heard.values()) >= PAUSE - 0.02, "what comes meanwhile is waited for as well"
    assert time.monotonic() - started >= PAUSE
    assert inbox.take(0.01, never, ahead) == Batch()
    assert len(seen) == 2


def test_nobody_looks_ahead_for_many_files_nor_for_what_has_no_name() -> None:
    inbox, seen = Inbox(), list[Collection[str]]()
    for number in range(FEW + 1):
        inbox.hear(f"/v/{number}.md")
    assert inbox.take(5, never, seen.append)
    inbox.miss()
    assert inbox.take(5, never, seen.append).whole
    assert seen == []

"""What is heard of a vault, and how."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from watchdog.observers import Observer

from vault_runner.watch.changes import Batch, Inbox
from vault_runner.watch.hearing import Hearing, is_heard


def taken(inbox: Inbox) -> Batch:
    """Return the next batch; it comes within a few looks of polling."""
    for _ in range(5):
        if batch := inbox.take(2, lambda: False):
            return batch
    return Batch()


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("a.md", True),
        ("deep/er/data.csv", True),
        ("vault-run.yaml", True),
        (".obsidian/app.json", True),
        (".obsidian/workspace.json", False),
        (".git/index", False),
        ("deep/.trash/a.md", False),
        ("node_modules/a/readme.md", False),
        ("deep/__pycache__/x.pyc", False),
    ],
)
def test_which_files_matter(name: str, heard: bool) -> None:
    assert is_heard(name) is heard


@pytest.mark.parametrize("poll", [False, True])
def test_a_save_a_new_folder_and_a_hidden_file(tmp_path: Path, poll: bool) -> None:
    (tmp_path / ".git").mkdir()
    inbox = Inbox()
    with Hearing(tmp_path, inbox, poll=poll) as ears:
        assert ears.why == ("asked for" if poll else "")
        (tmp_path / ".git" / "index").write_text("hidden")
        (tmp_path / "a.md").write_text("x")
        assert set(taken(inbox).heard) == {str(tmp_path / "a.md")}
        (tmp_path / "new").mkdir()
        assert taken(inbox).whole


def test_a_file_that_was_only_read_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    inbox = Inbox()
    with Hearing(tmp_path, inbox):
        (tmp_path / "a.md").read_text()
        assert not inbox.take(0.5, lambda: False)


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "max_user_watches"), (errno.EMFILE, "max_user_instances"), (errno.EIO, "watching failed")],
)
def test_where_the_system_has_no_watches_left_it_polls_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    def full(_self: object) -> None:
        raise OSError(number, "no more")

    monkeypatch.setattr(Observer, "start", full)
    inbox = Inbox()
    with Hearing(tmp_path, inbox) as ears:
        assert said in ears.why
        (tmp_path / "a.md").write_text("x")
        assert taken(inbox).heard


def test_a_disk_that_keeps_changes_to_itself_is_polled(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 1 0:1 / {tmp_path} rw - nfs4 server:/x rw\n")
    with Hearing(tmp_path, Inbox(), mounts=mounts) as ears:
        assert ears.why == "the vault lies on nfs4, which doesn't tell of changes made elsewhere"
        assert ears.lag > 1


def test_events_that_the_system_lost_have_the_vault_walked(tmp_path: Path) -> None:
    import logging  # noqa: PLC0415 - the library says so in its log, and nowhere else

    inbox = Inbox()
    with Hearing(tmp_path, inbox):
        logging.getLogger("watchdog.observers.inotify_c").warning("Inotify queue overflowed; events were lost")
        assert inbox.take(2, lambda: False).whole

"""The ticket: a secret for the user alone, gone with its server, and swept if that could not clean up."""

from __future__ import annotations

import json
import os
import signal
import stat
from pathlib import Path

import pytest
from command import vault_run
from siege import FarEditor, Siege, eventually, lives

from vault_runner.bridge.ticket import new_token, sweep, ticket
from vault_runner.errors import ConfigError


def test_it_is_for_its_owner_alone_and_goes_at_the_end(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "bridge"
    with ticket(folder, tmp_path / "vault", "ws://127.0.0.1:1", "secret") as file:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert json.loads(file.read_text())["token"] == "secret"  # noqa: S105 - no real one
        sweep(folder)
        assert file.exists(), "who lives is not swept"
    assert list(folder.iterdir()) == []


def test_what_a_crash_left_is_swept(tmp_path: Path) -> None:
    old = tmp_path / "123-abc.json"
    old.write_text("{}")
    other = tmp_path / "readme.txt"
    other.write_text("")
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [other]


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "precious"
    target.write_text("kept")
    folder = tmp_path / "bridge"
    folder.mkdir()
    (folder / "1.json").symlink_to(target)
    sweep(folder)
    assert target.read_text() == "kept"


def test_a_folder_within_the_vault_is_no_place(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigError, match="inside the vault"),
        ticket(tmp_path / "vault" / "state", tmp_path / "vault", "", ""),
    ):
        pass
    assert not (tmp_path / "vault").exists()


def test_no_token_comes_twice() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43


def test_a_server_that_was_killed_leaves_no_process_and_its_ticket_is_swept(vault: Path, tmp_path: Path) -> None:
    siege = Siege(vault, tmp_path / "cache").__enter__()
    with FarEditor(siege) as editor:
        editor.start(trusted=False)
        family = siege.family
        assert len(family) > 1
        os.kill(siege.process.pid, signal.SIGKILL)
        assert eventually(lambda: not any(map(lives, family)))
    siege.process.communicate()
    assert siege.ticket.exists()
    with Siege(vault, tmp_path / "cache") as other:
        assert not siege.ticket.exists()
        assert other.token != siege.token
    assert not other.ticket.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--ws", "80"], "1024"),
        (["--ws", "70000"], "65535"),
        (["--ws", "8765", "--stdio"], "either --stdio or --ws"),
        (["--ipv6"], "takes --ws"),
        (["--ws", "--origin", "*"], "is no origin"),
        (["--ws", "--origin", "null"], "is no origin"),
        (["--ws", "--vault", "/nowhere/at/all"], "does not exist"),
    ],
)
def test_options_that_can_not_be(arguments: list[str], said: str) -> None:
    ran = vault_run("lsp", *arguments)
    assert ran.returncode == 2
    assert said in ran.stderr


def test_a_port_that_is_taken_is_told(vault: Path, tmp_path: Path) -> None:
    with Siege(vault, tmp_path / "cache") as siege:
        ran = vault_run("lsp", "--ws", str(siege.port), "--vault", vault)
    assert ran.returncode == 2
    assert "nothing can listen at 127.0.0.1" in ran.stderr
    assert "Traceback" not in ran.stderr

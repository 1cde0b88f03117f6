"""Approvals are kept whole, private and outside the vault; what is damaged approves of nothing."""

from __future__ import annotations

import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from vault_runner.errors import ConfigError
from vault_runner.trust import Piece, Substance, TrustStore, true_name
from vault_runner.trust.places import true_vault


def substance(note: str, text: str = "1") -> Substance:
    return Substance(note, (Piece("block", note, text, text),), frozenset(), ())


def store(tmp_path: Path) -> TrustStore:
    return TrustStore(tmp_path / "state" / "trust")


@pytest.fixture(name="vault")
def _vault(tmp_path: Path) -> Path:
    (tmp_path / "我的 笔记").mkdir()
    (tmp_path / "我的 笔记" / "动量 与 Adam.md").write_text("", encoding="utf-8")
    return tmp_path / "我的 笔记"


def test_an_approval_is_found_again_and_is_private(tmp_path: Path, vault: Path) -> None:
    approved = substance("动量 与 Adam.md")
    store(tmp_path).approve_note(vault, approved)
    standing = store(tmp_path).standing(vault)
    assert standing.digest("动量 与 Adam.md", "tagged") == approved.digest
    assert (standing.digest("动量 与 Adam.md", "all"), standing.trusted) == ("", False)
    assert store(tmp_path).before(vault, "动量 与 Adam.md") == approved.pieces
    folder = tmp_path / "state" / "trust"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.rglob("*") if file.is_file()} == {0o600}
    assert not list(vault.rglob("*.json"))


def test_a_copied_or_moved_vault_is_not_approved_and_a_link_to_it_is(tmp_path: Path, vault: Path) -> None:
    store(tmp_path).approve_vault(vault)
    (tmp_path / "link").symlink_to(vault)
    assert store(tmp_path).standing(tmp_path / "link").trusted
    moved = vault.rename(tmp_path / "elsewhere")
    assert not store(tmp_path).standing(moved).trusted


def test_what_is_revoked_is_gone_with_what_was_kept_of_it(tmp_path: Path, vault: Path) -> None:
    kept = store(tmp_path)
    kept.approve_note(vault, substance("a.md"))
    kept.approve_note(vault, substance("b.md"))
    before = kept.standing(vault).sign("a.md")
    assert kept.revoke_note(vault, "a.md")
    assert not kept.revoke_note(vault, "a.md")
    assert kept.standing(vault).sign("a.md") != before
    assert kept.before(vault, "a.md") == ()
    kept.approve_vault(vault)
    assert [one.note for one in kept.listing()] == ["", "b.md"]
    assert kept.revoke_vault(vault)
    assert kept.listing() == ()
    assert not [file for file in (tmp_path / "state" / "trust" / "sources").rglob("*") if file.is_file()]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "is damaged"),
        (b"[]", "is damaged"),
        (b'{"version": 2, "vaults": {}}', "is of version 2, not 1"),
        (b'{"version": 1, "vaults": {"/v": {"trusted": "yes"}}}', "is damaged"),
    ],
)
def test_a_store_that_cannot_be_used_approves_of_nothing(
    tmp_path: Path, vault: Path, content: bytes, said: str
) -> None:
    kept = store(tmp_path)
    kept.approve_vault(vault)
    file = tmp_path / "state" / "trust" / "approvals.json"
    file.write_bytes(content)
    standing = kept.standing(vault)
    assert not standing.trusted
    assert f"the store of approvals {said}, so nothing is approved" in standing.problem
    with pytest.raises(ConfigError, match="so nothing is approved"):
        kept.approve_vault(vault)
    assert file.read_bytes() == content


@pytest.mark.parametrize("place", ["", "approvals.json"])
def test_a_store_that_others_can_write_approves_of_nothing(tmp_path: Path, vault: Path, place: str) -> None:
    store(tmp_path).approve_vault(vault)
    writable = tmp_path / "state" / "trust" / place
    writable.chmod(0o777)
    assert "can be written by others than you" in store(tmp_path).standing(vault).problem
    assert not store(tmp_path).standing(vault).trusted


def test_a_store_within_the_vault_approves_of_nothing(vault: Path) -> None:
    inside = TrustStore(vault / "state")
    assert "lies inside the vault" in inside.standing(vault).problem
    with pytest.raises(ConfigError, match="lies inside the vault"):
        inside.approve_vault(vault)
    assert not (vault / "state").exists()


def _approve(folder: Path, vault: Path, first: int) -> None:
    for number in range(first, first + 20):
        TrustStore(folder).approve_note(vault, substance(f"{number}.md"))


def test_processes_that_approve_at_once_lose_nothing(tmp_path: Path, vault: Path) -> None:
    context = multiprocessing.get_context("fork")
    folder = tmp_path / "state" / "trust"
    running = [context.Process(target=_approve, args=(folder, vault, first)) for first in (0, 100)]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
    assert [process.exitcode for process in running] == [0, 0]
    expected = {f"{number}.md" for first in (0, 100) for number in range(first, first + 20)}
    assert set(store(tmp_path).standing(vault).notes) == expected


def test_other_letters_for_the_same_file_are_the_same_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Notes").mkdir()
    (tmp_path / "Notes" / "Été.md").write_text("", encoding="utf-8")
    assert true_name(tmp_path, "notes/été.MD") == "notes/été.MD"
    monkeypatch.setattr(os.path, "samefile", lambda one, other: one.casefold() == other.casefold())
    assert true_name(tmp_path, "notes/été.MD") == "Notes/Été.md"
    assert true_name(tmp_path, "Notes/other.md") == "Notes/other.md"
    assert true_vault(tmp_path / "notes", [str(tmp_path / "Notes")]) == str(tmp_path / "Notes")

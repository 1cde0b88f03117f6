"""`check --replay`: the numbers behind a verdict come again, in a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from command import vault_run

NOTE = r"""# Transposes

Let $A, B \in \mathbb{R}^{n\times n}$ and $A$ be symmetric.

$$
(AB)^\top = A^\top B^\top
$$

$$
(AB)^\top = B^\top A
$$
"""
WRONG, RIGHT = r"(AB)^\top = A^\top B^\top", r"(AB)^\top = B^\top A"


def _written(folder: Path) -> Path:
    place = folder / "note.md"
    place.write_text(NOTE, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("replaying")


@pytest.fixture
def note(folder: Path) -> Path:
    """Return the note as it was at first; what was judged of it for other tests is known."""
    return _written(folder)


def _told(note: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `check` with a cache of this module's own, so that no other note is known."""
    return vault_run("check", *arguments, XDG_CACHE_HOME=str(note.parent / "cache"))


def _claims(note: Path) -> dict[str, dict[str, Any]]:
    report = json.loads(_told(note, note, "--format", "json").stdout)
    return {claim["text"]: claim for claim in report["notes"][0]["claims"]}


def _token(note: Path, text: str) -> str:
    return str(_claims(note)[text]["evidence"]["replay"])


def test_the_numbers_of_a_counterexample_come_again(note: Path) -> None:
    told = _claims(note)[WRONG]
    shown = _told(note, "--replay", told["evidence"]["replay"]).stdout
    assert "the note is as it was" in shown
    assert "verdict: refuted, the sides differ" in shown
    assert f"worst error: {told['evidence']['worst']}" in shown
    assert f"seed: {told['evidence']['seed']}" in shown
    assert f"left side:  {told['found']}" in shown
    assert f"right side: {told['expected']}" in shown
    for name, value in json.loads(told["evidence"]["values"]).items():
        assert f"{name} = {json.dumps(value)}" in shown
    assert "size n = 2" in shown
    assert "hypotheses used: A is symmetric" in shown
    assert "words left unread: none" in shown
    assert "read: A: a matrix" in shown


def test_what_is_verified_can_be_replayed_as_well(note: Path) -> None:
    shown = _told(note, "--replay", _token(note, RIGHT)).stdout
    assert "verdict: verified-exact" in shown
    assert "exact: equal modulo 2^61-1" in shown
    assert "trial: number 8" in shown


def test_it_is_said_where_the_note_has_changed_beside_the_statement(note: Path) -> None:
    token = _token(note, RIGHT)
    note.write_text(NOTE + "\nMore words.\n", encoding="utf-8")
    shown = _told(note, "--replay", token).stdout
    assert "the note has changed since; the statement in it gives the same numbers" in shown


def test_another_hypothesis_is_another_verdict_and_both_are_shown(note: Path) -> None:
    token = _token(note, RIGHT)
    note.write_text(NOTE.replace(" and $A$ be symmetric", ""), encoding="utf-8")
    shown = _told(note, "--replay", token).stdout
    assert "the note has changed since, and the statement is judged otherwise there" in shown
    before, now = shown.split("as it stands in the note now:")
    assert "verdict: verified-exact" in before
    assert "verdict: refuted" in now


def test_a_statement_that_is_gone_is_replayed_from_what_was_asked(note: Path) -> None:
    token = _token(note, WRONG)
    note.write_text(NOTE.replace(WRONG, "1 + 1 = 2"), encoding="utf-8")
    shown = _told(note, "--replay", token).stdout
    assert "the note has changed since, and no longer holds the statement as it was" in shown
    assert "A = [[1.0, 2.0], [2.0, 4.0]]" in shown
    note.unlink()
    assert "the note is no longer there" in _told(note, "--replay", token).stdout


def test_without_anything_kept_the_note_that_is_named_is_looked_through(tmp_path: Path) -> None:
    note = _written(tmp_path)
    token = _token(note, WRONG)
    shutil.rmtree(note.parent / "cache" / "vault-runner" / "equations")
    unknown = _told(note, "--replay", token)
    assert unknown.returncode == 2
    assert f"nothing is kept under the id {token}" in unknown.stderr
    assert f"`vault-run check note.md --replay {token}`" in unknown.stderr
    named = _told(note, note, "--replay", token)
    assert named.returncode == 0
    assert "A = [[1.0, 2.0], [2.0, 4.0]]" in named.stdout


def test_an_id_that_is_none_and_one_of_another_note_are_told_apart(note: Path) -> None:
    none = _told(note, "--replay", "zz")
    assert none.returncode == 2
    assert "`zz` is no replay id: one has eight digits" in none.stderr
    other = _told(note, note, "--replay", "00000000")
    assert other.returncode == 2
    assert "no statement of these notes has the id 00000000" in other.stderr


def test_programs_get_the_same_as_json(note: Path) -> None:
    told = _claims(note)[WRONG]
    again = json.loads(_told(note, "--replay", told["evidence"]["replay"], "--format", "json").stdout)
    (statement,) = again["statements"]
    assert statement["repeated"]
    assert statement["since"] == "same"
    assert statement["answer"]["counterexample"]["values"] == json.loads(told["evidence"]["values"])

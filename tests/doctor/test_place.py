"""The vault, its settings and its folder of figures, in order and out of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from vault_runner.doctor.answer import Answer
from vault_runner.doctor.place import examine_place


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "my vault"
    (folder / ".obsidian").mkdir(parents=True)
    return folder


def _of(topic: str, start: Path) -> Answer:
    return next(answer for answer in examine_place(start).answers if answer.topic == topic)


def test_a_vault_in_order(vault: Path) -> None:
    (vault / "sub").mkdir()
    place = examine_place(vault / "sub")
    assert place.root == vault
    assert {answer.verdict for answer in place.answers} == {"ok"}
    assert _of("settings", vault).says == "no vault-run.yaml; the defaults hold"
    assert _of("figures", vault).says == f"figures are kept in {vault}"


def test_no_vault(tmp_path: Path) -> None:
    answer = _of("vault", tmp_path)
    assert (answer.verdict, answer.command) == ("warn", f"vault-run init {tmp_path}")
    assert examine_place(tmp_path).root == tmp_path
    assert _of("vault", tmp_path / "gone").says == f"{tmp_path / 'gone'} doesn't exist"


def test_broken_settings_leave_the_defaults(vault: Path) -> None:
    (vault / "vault-run.yaml").write_text("timeut: 3\n", encoding="utf-8")
    answer = _of("settings", vault)
    assert (answer.verdict, answer.command) == ("fail", "did you mean `timeout`?")
    assert answer.says == f"{vault}/vault-run.yaml:1: `timeut` is not a setting"
    assert examine_place(vault).config.timeout == 30.0


def test_broken_switches_of_the_device(vault: Path, tmp_path: Path) -> None:
    file = tmp_path / "config" / "vault-runner" / "device.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("netwrk: true\n", encoding="utf-8")
    answers = [answer for answer in examine_place(vault).answers if answer.topic == "settings"]
    assert [answer.verdict for answer in answers] == ["ok", "fail"]
    file.write_text("network: true\n", encoding="utf-8")
    answers = [answer for answer in examine_place(vault).answers if answer.topic == "settings"]
    assert "approved notes may use network on this device" in answers[1].says


def test_a_file_where_the_figures_should_be(vault: Path) -> None:
    (vault / ".obsidian" / "app.json").write_text('{"attachmentFolderPath": "files/pictures"}', encoding="utf-8")
    assert _of("figures", vault).says == f"figures are kept in {vault}/files/pictures"
    (vault / "files").write_text("", encoding="utf-8")
    answer = _of("figures", vault)
    assert answer.verdict == "fail"
    assert answer.command == f"mv '{vault}/files' '{vault}/files.old'"


def test_what_may_not_be_written(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda _path, mode: not mode & 2)
    assert _of("vault", vault).command == f"chmod -R u+w '{vault}'"
    assert _of("figures", vault).verdict == "fail"
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    answer = _of("vault", vault)
    assert (answer.verdict, answer.says) == ("fail", f"{vault} can't be read")


def test_figures_beside_the_notes(vault: Path) -> None:
    (vault / ".obsidian" / "app.json").write_text('{"attachmentFolderPath": "./"}', encoding="utf-8")
    assert _of("figures", vault).says == "figures are kept beside the notes"

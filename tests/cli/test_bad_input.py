"""Whatever people hand over: a clear sentence, the right exit code, and nothing lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command import vault_run

from vault_runner.execute import probe

BLOCK = "```python run\nprint({})\n```\n"


def test_not_utf8(tmp_path: Path) -> None:
    note = tmp_path / "latin.md"
    raw = "# Año\n\n```python run\nprint(1)\n```\n".encode("latin-1")
    note.write_bytes(raw)
    done = vault_run("run", note)
    assert done.returncode == 1
    assert "latin.md: wrong: " in done.stdout
    assert "UTF-8" in done.stdout
    assert note.read_bytes() == raw


def test_nul_bytes_are_kept(tmp_path: Path) -> None:
    note = tmp_path / "nul.md"
    raw = b"a\x00b\n\n```python run\nprint(1)\n```\nc\x00\n"
    note.write_bytes(raw)
    assert vault_run("run", note).returncode == 0
    written = note.read_bytes()
    assert written.startswith(raw[:-3])
    assert vault_run("clean", note).returncode == 0
    assert note.read_bytes() == raw


def test_two_thousand_fences(tmp_path: Path) -> None:
    note = tmp_path / "long.md"
    note.write_text("".join(f"line\n\nmore\n\n```python\nx{n} = {n}\n```\n\n\n" for n in range(2000)), encoding="utf-8")
    found = json.loads(vault_run("inspect", note, "--format", "json").stdout)
    assert len(found["code"]) == 2000
    assert found["code"][-1]["line"] == 1999 * 9 + 5


def test_containers_sixty_deep(tmp_path: Path) -> None:
    note = tmp_path / "deep.md"
    prefix = "> " * 60
    note.write_text(
        "".join(f"{prefix}{line}\n" for line in ("```python run", "print('deep')", "```")), encoding="utf-8"
    )
    done = vault_run("run", note)
    assert done.returncode == 0, done.stdout
    assert f"{prefix}deep\n" in note.read_text(encoding="utf-8")


def test_folder_without_permission(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(BLOCK.format(1), encoding="utf-8")
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "note.md").write_text(BLOCK.format(2), encoding="utf-8")
    closed.chmod(0)
    try:
        done = vault_run("check", tmp_path, obey_permissions=True)
    finally:
        closed.chmod(0o700)
    assert done.returncode == 1
    assert "closed: wrong: can't be opened: Permission denied" in done.stdout
    assert "1 ran" in done.stdout


def test_read_only_note_is_not_written(tmp_path: Path) -> None:
    note = tmp_path / "fixed.md"
    note.write_text(BLOCK.format(1), encoding="utf-8")
    note.chmod(0o444)
    done = vault_run("run", note)
    assert done.returncode == 1
    assert "is read-only" in done.stdout
    assert note.read_text(encoding="utf-8") == BLOCK.format(1)


def test_link_out_of_the_vault_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(BLOCK.format(1), encoding="utf-8")
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "link.md").symlink_to(outside)
    done = vault_run("run", vault, "--trust")
    assert "link.md" in done.stdout
    assert "is a link that leaves the vault" in done.stdout
    assert outside.read_text(encoding="utf-8") == BLOCK.format(1)


def test_two_notes_of_one_name(tmp_path: Path) -> None:
    picture = "```python run\nimport matplotlib.pyplot as plt\nplt.plot([{}, 1])\nNone\n```\n"
    for number, folder in enumerate(("a", "b")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.md").write_text(picture.format(number), encoding="utf-8")
    assert vault_run("run", tmp_path, "--trust").returncode == 0
    assert len(list((tmp_path / "attachments").rglob("*.svg"))) == 2


def test_blanks_and_chinese_in_paths(tmp_path: Path) -> None:
    note = tmp_path / "学习 笔记" / "第 1 章 (草稿).md"
    note.parent.mkdir()
    note.write_text(BLOCK.format("'你好'"), encoding="utf-8")
    assert vault_run("run", note).returncode == 0
    assert "\n你好\n" in note.read_text(encoding="utf-8")


def test_empty_vault(tmp_path: Path) -> None:
    done = vault_run("check", tmp_path)
    assert done.returncode == 0
    assert "no notes in" in done.stdout


def test_no_vault(tmp_path: Path) -> None:
    done = vault_run("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "no vault around" in done.stderr
    assert "vault-run init" in done.stderr


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    done = vault_run("check", tmp_path / "nothing.md")
    assert done.returncode == 2
    assert "nothing.md can't be opened: No such file or directory" in done.stderr


def test_bare_commands_run_nothing_without_approval(tmp_path: Path) -> None:
    (tmp_path / "vault-run.yaml").write_text("", encoding="utf-8")
    (tmp_path / "note.md").write_text("```python run\nopen('ran', 'w').close()\n```\n", encoding="utf-8")
    for arguments in (["run"], ["run", "."]):
        done = vault_run(*arguments, cwd=tmp_path)
        assert done.returncode == 3
        assert "1 block left unrun, since nobody approved of running them" in done.stdout
        assert "    note.md\n    → approve of them: vault-run trust note.md; `--trust`: this once" in done.stdout
        assert not (tmp_path / "ran").exists()
    assert vault_run("run", "--trust", cwd=tmp_path).returncode == 0
    assert (tmp_path / "ran").exists()


def test_a_check_runs_behind_walls_what_nobody_approved(tmp_path: Path) -> None:
    if not probe().confines:
        pytest.skip("this machine has no walls, so that unapproved code is left unrun")
    (tmp_path / "vault-run.yaml").write_text("", encoding="utf-8")
    (tmp_path / "note.md").write_text("```python run\nopen('ran', 'w').close()\n```\n", encoding="utf-8")
    done = vault_run("check", cwd=tmp_path)
    assert done.returncode == 1
    assert "note.md:2:1: wrong: `ran` can't be written by a note that isn't approved [VRX001]" in done.stdout
    assert "vault-run trust note.md" in done.stdout
    assert "not sandboxed" not in done.stderr
    assert not (tmp_path / "ran").exists()
    assert vault_run("check", "--trust", cwd=tmp_path).returncode == 0
    assert (tmp_path / "ran").exists()
    assert vault_run("check", "--trust", cwd=tmp_path).returncode == 0
    assert (tmp_path / "ran").exists()


def test_unknown_setting_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "vault-run.yaml").write_text("timeuot: 3\n", encoding="utf-8")
    done = vault_run("check", tmp_path)
    assert done.returncode == 2
    assert "timeuot" in done.stderr
    assert "timeout" in done.stderr


def test_unknown_block_option_names_the_nearest(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("```python run\n#| lable: x\nprint(1)\n```\n", encoding="utf-8")
    done = vault_run("check", note)
    assert done.returncode == 1
    assert "lable" in done.stdout
    assert "`label`" in done.stdout


def test_yaml_bomb(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    bomb = "\n".join(lines)
    note = tmp_path / "bomb.md"
    note.write_text(f"---\n{bomb}\n---\n{BLOCK.format(1)}", encoding="utf-8")
    assert "1 ran" in vault_run("check", note, timeout=20).stdout
    (tmp_path / "vault-run.yaml").write_text(bomb, encoding="utf-8")
    assert vault_run("check", tmp_path, timeout=20).returncode == 2


def test_endless_loop_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("```python run\nx = 1\nwhile True:\n    pass\n```\n", encoding="utf-8")
    (tmp_path / "b.md").write_text(BLOCK.format(2), encoding="utf-8")
    done = vault_run("check", tmp_path, "--timeout", "1")
    assert done.returncode == 1
    assert "a.md:3:1: wrong: " in done.stdout or "a.md:4:1: wrong: " in done.stdout
    assert "2 ran" in done.stdout


def test_endless_output_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("```python run\nwhile True:\n    print('y' * 10_000)\n```\n", encoding="utf-8")
    (tmp_path / "b.md").write_text(BLOCK.format(2), encoding="utf-8")
    done = vault_run("check", tmp_path)
    assert done.returncode == 1
    assert "16 MiB" in done.stdout
    assert len(done.stdout) < 5000


def test_missing_package_is_one_line_with_the_place(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(
        "text\n\n```python run\nimport no_such_thing\n```\n\n" + BLOCK.format("no_such_thing"), encoding="utf-8"
    )
    done = vault_run("check", note)
    assert done.returncode == 1
    wrong = [line for line in done.stdout.splitlines() if ": wrong: " in line]
    assert len(wrong) == 1
    assert "note.md:4:1: wrong: needs the package `no_such_thing`" in wrong[0]


def test_interpreter_that_is_not_there(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(BLOCK.format(1), encoding="utf-8")
    done = vault_run("check", note, "--python", tmp_path / "no" / "python")
    assert done.returncode == 2
    assert "no/python" in done.stderr


def test_interpreter_without_numpy(tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    os.system(f"python3 -m venv --without-pip {bare}")  # noqa: S605 - our own path
    note = tmp_path / "note.md"
    note.write_text(BLOCK.format(1) + "\n```python run\nimport numpy\n```\n", encoding="utf-8")
    done = vault_run("check", note, "--python", bare / "bin" / "python")
    assert done.returncode == 1
    assert "needs the package `numpy`" in done.stdout
    assert "2 ran" in done.stdout


@pytest.mark.parametrize("command", ["check", "run", "inspect", "clean", "undo", "init"])
def test_every_command_shows_examples(command: str) -> None:
    done = vault_run(command, "--help")
    assert done.returncode == 0
    assert f"vault-run {command}" in done.stdout.split("Examples:")[1]


def test_unknown_command_and_option() -> None:
    assert vault_run("chekc").returncode == 2
    assert "No such option" in vault_run("check", "--al").stderr

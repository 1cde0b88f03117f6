"""Which notes a change touches, asked of real repositories; and the sentence for each way in which git can't tell."""

from __future__ import annotations

from pathlib import Path

import pytest
from pipeline.repositories import commit, git, repository, write

from vault_runner.errors import ConfigError
from vault_runner.pipeline import open_vault
from vault_runner.pipeline.rulings.changed import changes_since

RUN = "```python run\n{}\n```\n"
PLAIN = RUN.format("1 + 1")


def changed(folder: Path, ref: str = "main", *under: str) -> set[str]:
    return set(changes_since(open_vault([folder / name for name in under] or [folder]), ref).notes)


def test_changed_new_and_untracked_notes_and_no_others(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"a.md": PLAIN, "b.md": PLAIN, "数学 笔记/c d.md": PLAIN, "vault-run.yaml": ""})
    assert changed(folder) == set()
    write(folder, {"a.md": PLAIN + "more\n", "数学 笔记/新 的.md": PLAIN})
    commit(folder)
    write(folder, {"数学 笔记/c d.md": PLAIN + "more\n", "untracked 一.md": PLAIN})
    assert changed(folder) == {"a.md", "数学 笔记/新 的.md", "数学 笔记/c d.md", "untracked 一.md"}
    assert changed(folder, "main", "数学 笔记") == {"数学 笔记/新 的.md", "数学 笔记/c d.md"}


def test_what_main_did_meanwhile_is_no_change_of_ours(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"a.md": PLAIN, "b.md": PLAIN})
    git(folder, "checkout", "-q", "main")
    write(folder, {"b.md": PLAIN + "theirs\n"})
    commit(folder)
    git(folder, "checkout", "-q", "work")
    write(folder, {"a.md": PLAIN + "ours\n"})
    assert changed(folder) == {"a.md"}


def test_notes_that_depend_on_what_changed_in_however_many_steps(tmp_path: Path) -> None:
    folder = repository(
        tmp_path / "r",
        {
            "base.md": RUN.format("x = 1"),
            "middle.md": RUN.format('#| depends: "[[base]]"\ny = x'),
            "top.md": RUN.format('#| depends: "[[middle]]"\ny'),
            "reads.md": RUN.format("open('data 一.csv').read()"),
            "imports.md": RUN.format("from helper import f"),
            "other.md": PLAIN,
            "data 一.csv": "1\n",
            "helper.py": "def f(): pass\n",
        },
    )
    write(folder, {"base.md": RUN.format("x = 2")})
    assert changed(folder) == {"base.md", "middle.md", "top.md"}
    write(folder, {"data 一.csv": "2\n", "helper.py": "def f(): return 1\n"})
    assert changed(folder) == {"base.md", "middle.md", "top.md", "reads.md", "imports.md"}


def test_a_note_that_is_gone_takes_its_users_along(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"base.md": PLAIN, "user.md": RUN.format('#| depends: "[[base]]"\n1')})
    (folder / "base.md").unlink()
    assert changed(folder) == {"user.md"}


@pytest.mark.parametrize("committed", [True, False])
def test_renames_are_followed(tmp_path: Path, *, committed: bool) -> None:
    text = "\n".join(f"line {number}" for number in range(20)) + "\n" + PLAIN
    folder = repository(tmp_path / "r", {"a b.md": text})
    (folder / "a b.md").rename(folder / "损失 函数.md")
    write(folder, {"损失 函数.md": text + "more\n"})
    if committed:
        commit(folder)
    changes = changes_since(open_vault([folder]), "main")
    assert [(moved.now, moved.then) for moved in changes.files] == [("损失 函数.md", "a b.md")]


def test_changed_settings_touch_every_note(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"a.md": PLAIN, "b.md": PLAIN, "vault-run.yaml": "timeout: 5\n"})
    write(folder, {"vault-run.yaml": "timeout: 6\n"})
    assert changed(folder) == {"a.md", "b.md"}


def test_a_vault_may_be_a_folder_of_the_repository(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"notes/a.md": PLAIN, "notes/vault-run.yaml": "", "src/b.md": PLAIN})
    write(folder, {"notes/a.md": PLAIN + "more\n", "src/b.md": PLAIN + "more\n"})
    assert changed(folder / "notes") == {"a.md"}


def test_templates_and_excluded_notes_stay_out(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"vault-run.yaml": "exclude: [drafts/]\n"})
    write(folder, {"drafts/a.md": PLAIN, "t.md": "<% tp.date.now() %>\n" + PLAIN, "b.md": PLAIN})
    assert changed(folder) == {"b.md"}


def sentence(folder: Path, ref: str = "main") -> str:
    with pytest.raises(ConfigError) as caught:
        changed(folder, ref)
    return str(caught.value)


def test_no_repository(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": PLAIN})
    assert "is not in a git repository; leave `--changed-since` out" in sentence(tmp_path)


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.md": PLAIN})
    monkeypatch.setenv("PATH", str(tmp_path))
    assert sentence(tmp_path) == "git is not installed, so nothing can be compared; install git"


def test_no_such_commit(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"a.md": PLAIN})
    assert sentence(folder, "origin/mian") == (
        "there is no commit `origin/mian` here; correct it, or fetch it: `git fetch origin mian`"
    )
    assert "there is no commit `--output=x`" in sentence(folder, "--output=x")


def test_no_commit_yet(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": PLAIN})
    git(tmp_path, "init", "-q", "-b", "main")
    assert "there is no commit `main` here" in sentence(tmp_path)


def test_a_shallow_clone(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"a.md": PLAIN})
    write(folder, {"a.md": PLAIN + "more\n"})
    commit(folder)
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "work", f"file://{folder}", "clone")
    told = sentence(tmp_path / "clone", "origin/main")
    assert told.startswith("there is no commit `origin/main` in this shallow clone; fetch the history: ")
    assert "`git fetch --unshallow origin main`, or `fetch-depth: 0` of actions/checkout" in told
    git(tmp_path / "clone", "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    assert "doesn't reach back to where `origin/main`" in sentence(tmp_path / "clone", "origin/main")


def test_nothing_in_common(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"a.md": PLAIN})
    git(folder, "checkout", "-q", "--orphan", "alone")
    write(folder, {"b.md": PLAIN})
    commit(folder)
    assert "have no commit in common" in sentence(folder)


def test_nothing_that_a_repository_names_is_run(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", {"a.md": PLAIN})
    marker = tmp_path / "ran"
    hook = tmp_path / "hook"
    hook.write_text(f"#!/bin/sh\ntouch {marker}\n", encoding="utf-8")
    hook.chmod(0o700)
    for setting in ("core.fsmonitor", "diff.external", "core.pager", "diff.x.command", "diff.x.textconv"):
        git(folder, "config", setting, str(hook))
    write(folder, {"a.md": PLAIN + "more\n", ".gitattributes": "*.md diff=x\n"})
    marker.unlink(missing_ok=True)
    assert changed(folder) == {"a.md"}
    assert not marker.exists()

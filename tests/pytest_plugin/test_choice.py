"""Which notes are collected, and in which projects none are."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_plugin.vaults import GREEN, collected, empty_vault, ends, write

from vault_runner.config import CONFIG_NAME, find_vault
from vault_runner.pytest_plugin import MARKS, in_vault
from vault_runner.pytest_plugin.choice import Choice

pytest_plugins = ["pytester"]
__all__ = ["empty_vault"]  # a fixture


def test_what_the_vault_leaves_out_is_not_collected(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A=GREEN, Plain="Nothing to check.\n", Template="```python run\n<% tp.date %>\n```\n")
    (vault / "drafts").mkdir()
    write(vault / "drafts", B=GREEN)
    (vault / "vault-run.yaml").write_text("exclude: [drafts/]\n", encoding="utf-8")
    names = {line.split("::")[0] for line in collected(pytester.runpytest_subprocess("vault", "--co", "-q"))}
    assert "vault/A.md" in names
    assert not names & {"vault/drafts/B.md", "vault/Plain.md"}
    named = collected(pytester.runpytest_subprocess("vault/drafts/B.md", "--co", "-q"))
    assert {line.split("::")[0] for line in named} == {"vault/drafts/B.md"}


def test_untagged_blocks_are_tests_only_if_all_are_asked_for(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A="```python\nx = 2  # => 3\n```\n")
    none = pytester.runpytest_subprocess("vault", "--co", "-q")
    assert collected(none) == []
    everything = pytester.runpytest_subprocess("vault", "-v", "--vault-all")
    assert ends(everything)["block-L1"] == "PASSED"


def _count(pytester: pytest.Pytester, *arguments: str) -> int:
    return len(collected(pytester.runpytest_subprocess("--co", "-q", *arguments)))


def test_a_project_beside_a_vault_is_left_alone(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A=GREEN)
    pytester.makepyfile(test_a="def test_one(): pass\n")
    (pytester.path / "README.md").write_text(GREEN, encoding="utf-8")
    assert _count(pytester) == 1
    assert _count(pytester, "vault") == 3
    assert _count(pytester, "-o", "vault_run=true") == 1 + 3 + 3
    assert _count(pytester, "vault", "-o", "vault_run=false") == 0
    pytester.makeini("[pytest]\ntestpaths = test_a.py vault\n")
    assert _count(pytester) == 1 + 3


def test_a_project_in_a_vault_is_left_alone(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, README=GREEN)
    (vault / "tests").mkdir()
    write(vault / "tests", fixture=GREEN)
    (vault / "tests" / "test_a.py").write_text("def test_one(): pass\n", encoding="utf-8")
    (vault / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    settings = ("-c", str(vault / "pytest.ini"))
    assert [_count(pytester, *settings, str(folder)) for folder in (vault, vault / "tests")] == [1, 1]
    assert _count(pytester, *settings, str(vault / "README.md")) == 3


def test_a_bare_run_inside_a_vault_tests_its_notes(
    pytester: pytest.Pytester, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(vault, A=GREEN)
    monkeypatch.chdir(vault)
    pytester.runpytest_subprocess().assert_outcomes(passed=3)


def test_an_unknown_word_for_what_is_collected_is_refused(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A=GREEN)
    result = pytester.runpytest_subprocess("vault", "-o", "vault_run=yes")
    result.stderr.fnmatch_lines(["*vault_run is `yes`; allowed: auto, true or false*"])
    assert result.ret == pytest.ExitCode.USAGE_ERROR


def test_a_run_that_meets_no_vault_loads_nothing_of_ours(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_loaded():
            ours = sorted(name for name in sys.modules if name.startswith("vault_runner"))
            assert ours == ["vault_runner", "vault_runner.pytest_plugin"]
        """
    )
    pytester.runpytest_subprocess().assert_outcomes(passed=1)


def test_the_quick_look_for_a_vault_agrees_with_the_real_one(tmp_path: Path) -> None:
    (tmp_path / "a" / ".obsidian").mkdir(parents=True)
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "vault-run.yaml").write_text("", encoding="utf-8")
    for name, expected in {"a": True, "a/x.md::note": True, "b/c": True, ".": False, "c/d.md": False}.items():
        assert in_vault([name], tmp_path) is expected, name
        assert (find_vault(tmp_path / name.split("::", maxsplit=1)[0]) is not None) is expected, name
    assert {CONFIG_NAME, ".obsidian"} == set(MARKS)


@pytest.mark.parametrize(
    ("mode", "named", "project", "path", "expected"),
    [
        ("auto", "vault", "", "vault/a/x.md", "vault"),
        ("auto", "vault/a", "", "vault/a/x.md", "vault"),
        ("auto", "", "", "vault/a/x.md", None),
        ("auto", "vault", "", "x.md", None),
        ("auto", "vault", "vault/a", "vault/a/x.md", None),
        ("auto", "vault/a/x.md", "vault/a", "vault/a/x.md", "vault"),
        ("auto", "x.md", "", "x.md", None),
        ("true", "", "", "vault/a/x.md", "vault"),
        ("true", "", "", "x.md", ""),
        ("true", "", "", "x.txt", None),
        ("true", "", "", ".x.md", None),
        ("auto", "vault", "", "vault/x.markdown", None),
        ("auto", "vault/x.markdown", "", "vault/x.markdown", "vault"),
    ],
)
def test_which_file_is_a_note(
    tmp_path: Path, mode: str, named: str, project: str, path: str, expected: str | None
) -> None:
    (tmp_path / "vault" / ".obsidian").mkdir(parents=True)
    choice = Choice(mode, (tmp_path / named,), tmp_path / project if project else None)
    assert choice.vault_of(tmp_path / path) == (None if expected is None else tmp_path / expected)

"""What the cache may answer for, and what blocks have to run again for."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command import numbered, vault_run


def _checked(note: Path) -> str:
    return vault_run("check", note).stdout


def test_a_second_check_takes_everything_from_the_cache(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("```python run\nprint(1)\n```\n", encoding="utf-8")
    assert "1 ran" in _checked(note)
    assert "1 from the cache" in _checked(note)


def test_two_vaults_with_equal_notes_do_not_share_results(tmp_path: Path) -> None:
    for name in ("a", "b"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "read.txt").write_text(name, encoding="utf-8")
        (folder / "note.md").write_text("```python run\nprint(open('read.txt').read())\n```\n", encoding="utf-8")
        vault_run("run", folder / "note.md")
        assert f"\n{name}\n" in (folder / "note.md").read_text(encoding="utf-8")


LOOKS = [
    "print(open('s.txt').read())",
    "from pathlib import Path\nprint(Path('s.txt').read_text())",
    "import subprocess\nprint(subprocess.run(['cat', 's.txt'], capture_output=True, text=True).stdout)",
    "import os\nprint(sorted(name for name in os.listdir('.') if name.endswith('.txt')))",
    "import glob\nprint(sorted(glob.glob('*.txt')))",
]


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> list[subprocess.CompletedProcess[str]]:
    """Check a vault of blocks that look at files, before and after these change."""
    vault = tmp_path_factory.mktemp("looks")
    numbered(vault, [f"```python run\n{code}\n```\n" for code in LOOKS])
    (vault / "s.txt").write_text("one", encoding="utf-8")
    vault_run("run", "--trust", cwd=vault)
    before = vault_run("check", "--trust", cwd=vault)
    (vault / "s.txt").write_text("two", encoding="utf-8")
    (vault / "t.txt").write_text("new", encoding="utf-8")
    return [before, vault_run("check", "--trust", cwd=vault)]


@pytest.mark.parametrize("code", LOOKS)
def test_what_a_block_looked_at_is_looked_at_again(looked: list[subprocess.CompletedProcess[str]], code: str) -> None:
    before, after = looked
    assert before.returncode == 0, before.stdout
    assert after.returncode == 1
    told = [line for line in after.stdout.splitlines() if line.startswith(f"{LOOKS.index(code):02}.md:")]
    assert any("is not what it gives now" in line for line in told), after.stdout


def test_a_note_that_fails_holds_up_those_that_depend_on_it(tmp_path: Path) -> None:
    (tmp_path / "A.md").write_text("```python run\nx = 1 / 0\n```\n", encoding="utf-8")
    note = tmp_path / "B.md"
    note.write_text('```python run\n#| depends: "[[A]]"\nx + 1\n```\n', encoding="utf-8")
    done = vault_run("check", note)
    assert done.returncode == 1
    assert "B.md:1:1: wrong: not run because of [[A]] line 2" in done.stdout


def test_a_missing_file_that_a_block_depends_on_is_told(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("```python run\n#| depends: numbers.csv\nprint(6)\n```\n", encoding="utf-8")
    done = vault_run("check", note)
    assert done.returncode == 1
    assert "depends on the file `numbers.csv`, which isn't there" in done.stdout
    (tmp_path / "numbers.csv").write_text("1\n", encoding="utf-8")
    assert vault_run("check", note).returncode == 0

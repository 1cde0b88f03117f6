"""What the cache may answer for, and what blocks have to run again for."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import vault_run


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


@pytest.mark.parametrize(
    "code",
    [
        "print(open('s.txt').read())",
        "from pathlib import Path\nprint(Path('s.txt').read_text())",
        "import subprocess\nprint(subprocess.run(['cat', 's.txt'], capture_output=True, text=True).stdout)",
        "import os\nprint(sorted(name for name in os.listdir('.') if name.endswith('.txt')))",
        "import glob\nprint(sorted(glob.glob('*.txt')))",
    ],
)
def test_what_a_block_looked_at_is_looked_at_again(tmp_path: Path, code: str) -> None:
    (tmp_path / "s.txt").write_text("one", encoding="utf-8")
    note = tmp_path / "note.md"
    note.write_text(f"```python run\n{code}\n```\n", encoding="utf-8")
    vault_run("run", note)
    assert vault_run("check", "--trust", note).returncode == 0
    (tmp_path / "s.txt").write_text("two", encoding="utf-8")
    (tmp_path / "t.txt").write_text("new", encoding="utf-8")
    done = vault_run("check", "--trust", note)
    assert done.returncode == 1
    assert "is not what it gives now" in done.stdout


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

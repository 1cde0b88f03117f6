"""Outputs that a person pasted become ours, if asked, and only if they are the block's."""

from __future__ import annotations

from pathlib import Path

from command import numbered, vault_run

NOTE = """\
# A note\r
\r
> ```python run\r
> print(1 + 1)\r
> ```\r
>\r
> Output:\r
> ```\r
> 2\r
> ```\r
> and text\r
\r
```python run\r
print("b")\r
```\r
```output\r
c\r
```\r
\r
```python run\r
print("d")\r
```\r
\r
```text\r
d\r
```"""


def _write(folder: Path, text: str = NOTE) -> Path:
    note = folder / "note.md"
    note.write_bytes(text.encode())
    return note


def test_only_if_asked(tmp_path: Path) -> None:
    note = _write(tmp_path, NOTE.replace("print(1 + 1)", "print(2)").replace("\r\nc\r\n", "\r\nb\r\n"))
    done = vault_run("run", note, "--verbose")
    assert "[VRW004]\n    → delete it to have the output written here, or let `run --adopt` take it over" in done.stdout
    assert note.read_bytes().count(b"vr:out") == 1
    assert b"> Output:\r\n" in note.read_bytes()


def test_the_region_stands_in_place_of_the_fence(tmp_path: Path) -> None:
    note = _write(tmp_path)
    done = vault_run("run", note, "--adopt")
    written = note.read_bytes().decode()
    assert done.returncode == 1  # the second block's output is wrong
    assert "> ```\r\n> <!-- vr:out " in written
    assert "\r\n> ~~~output\r\n> 2\r\n> ~~~\r\n> <!-- vr:end -->\r\n> and text\r\n" in written
    assert written.endswith("\r\n~~~output\r\nd\r\n~~~\r\n<!-- vr:end -->")
    assert "Output:" not in written
    assert "```text" not in written


def test_another_output_is_refused_and_kept(tmp_path: Path) -> None:
    note = _write(tmp_path)
    done = vault_run("run", note, "--adopt")
    assert "the fence of line 16 was not taken over, since it isn't what the block above gives [VRW008]" in done.stdout
    assert "```output\r\nc\r\n```\r\n" in note.read_bytes().decode()


def test_diff_shows_it_and_writes_nothing(tmp_path: Path) -> None:
    note = _write(tmp_path)
    done = vault_run("run", note, "--adopt", "--diff")
    assert "\n-> Output:\n-> ```\n" in done.stdout
    assert "\n+> ~~~output\n" in done.stdout
    assert note.read_bytes() == NOTE.encode()


def test_undo_and_a_second_time(tmp_path: Path) -> None:
    note = _write(tmp_path)
    vault_run("run", note, "--adopt")
    first = note.read_bytes()
    vault_run("run", note, "--adopt")
    assert note.read_bytes() == first
    vault_run("undo", tmp_path)
    assert note.read_bytes() == NOTE.encode()


def test_a_draw_is_an_output_of_its_block(tmp_path: Path) -> None:
    note = _write(tmp_path, "```python run\nimport random\nprint(random.random())\n```\n\n```output\n0.1234\n```\n")
    assert vault_run("run", note, "--adopt").returncode == 0
    assert "0.1234" not in note.read_text(encoding="utf-8")


def test_clean_takes_the_region_away_and_nothing_else(tmp_path: Path) -> None:
    block = "- item\n\n  ```python run\n  print(1)\n  ```"
    ends = ["", "\n", "\n\ntext\n"]
    notes = numbered(tmp_path, [f"{block}\n\n  ```output\n  1\n  ```{end}" for end in ends])
    assert vault_run("run", tmp_path, "--adopt", "--trust").returncode == 0
    assert all("vr:out" in note.read_text(encoding="utf-8") for note in notes)
    vault_run("clean", tmp_path)
    assert [note.read_text(encoding="utf-8") for note in notes] == [block + end for end in ends]

"""Notes whose runs bring themselves about: the circle ends, and that is said."""

from __future__ import annotations

import time
from pathlib import Path

from watching import block, outputs, save, until, watched

SELF = """
from pathlib import Path
note = Path("a.md")
note.write_text(note.read_text() + "\\nOne more line.\\n")
print(1)
"""
READ_WRITE = """
from pathlib import Path
mine, other = Path("{mine}"), Path("{other}")
seen = int(mine.read_text()) if mine.exists() else 0
seen = int(open("{mine}").read())
other.write_text(str(seen + 1))
print("ran")
"""


def _ran(line_of: str, lines: list[str]) -> int:
    return sum(f"{line_of}: 1 block ran" in line for line in lines)


def test_a_note_that_changes_itself_whenever_it_runs(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block(SELF)}) as watch:
        watch.says("a.md runs in a circle")
        ran = _ran("a.md", watch.lines)
        time.sleep(1.5)
        assert _ran("a.md", watch.lines) == ran <= 7
        save(watch.vault / "a.md", block("print('mended')"))
        until(lambda: outputs(watch.vault / "a.md") == ["mended\n"], "the mended note")


def test_two_notes_that_change_what_the_other_reads(tmp_path: Path) -> None:
    notes = {
        "a.md": block(READ_WRITE.format(mine="x.txt", other="y.txt")),
        "b.md": block(READ_WRITE.format(mine="y.txt", other="x.txt")),
        "x.txt": "0",
        "y.txt": "0",
    }
    with watched(tmp_path, notes) as watch:
        watch.says("runs in a circle")
        time.sleep(1.5)
        ran = _ran("a.md", watch.lines) + _ran("b.md", watch.lines)
        time.sleep(1.5)
        assert _ran("a.md", watch.lines) + _ran("b.md", watch.lines) == ran <= 16


def test_a_note_that_shows_another_number_each_time_is_no_circle(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("import time\nprint(time.time_ns())")}) as watch:
        until(lambda: len(outputs(watch.vault / "a.md")) == 1, "the first pass")
        time.sleep(1.5)
        assert watch.count("wrote a.md") == 1
        assert _ran("a.md", watch.lines) == 1

"""What takes long does not run by itself."""

from __future__ import annotations

import time
from pathlib import Path

from watching import block, outputs, save, until, watched

SLOW = "import time\ntime.sleep({seconds})\nprint({shown})"


def test_a_block_that_took_long_waits_and_the_command_is_named(tmp_path: Path) -> None:
    text = block("print('quick')") + "\n" + block(SLOW.format(seconds=2.3, shown=1)) + "\n" + block("print('below')")
    with watched(tmp_path, {"a.md": text}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["quick\n", "1\n", "below\n"], "the first run, of which nothing was known")
        save(note, note.read_text().replace("print(1)", "print(2)").replace("'quick'", "'changed'"))
        watch.says("out of date, 2 s: run it with `vault-run run ")
        until(lambda: outputs(note)[0] == "changed\n", "the quick block above it")
        time.sleep(3)
        assert outputs(note) == ["changed\n", "1\n", "below\n"]
        assert watch.run("run", note).returncode == 0
        assert outputs(note) == ["changed\n", "2\n", "below\n"]
        time.sleep(2.5)
        save(note, note.read_text() + "\nMore prose.\n")
        watch.says("3 blocks known from before")


def test_a_block_that_asks_for_more_time_than_usual_waits_though_it_never_ran(tmp_path: Path) -> None:
    text = "```python run\n#| timeout: 600\nprint('trained')\n```\n"
    with watched(tmp_path, {"a.md": text}) as watch:
        watch.says("out of date, 600 s")
        time.sleep(0.5)
        assert outputs(watch.vault / "a.md") == []


def test_slow_runs_them_by_themselves(tmp_path: Path) -> None:
    text = "```python run\n#| timeout: 600\nprint('trained')\n```\n"
    with watched(tmp_path, {"a.md": text}, "--slow") as watch:
        until(lambda: outputs(watch.vault / "a.md") == ["trained\n"], "the run")

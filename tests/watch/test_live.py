"""Sessions that stand between their runs: an edit costs what it changed, and shows what a fresh run gives."""

from __future__ import annotations

import os
import random
from pathlib import Path

from watching import Watch, block, outputs, save, until, watched

TEN = "\n".join(block(f"x{number} = {number}\nprint(x{number})") for number in range(9))
BLOCKS = (
    "values = [{number}]\nprint(values)",
    "values.append(len(values) + {number})\nprint(values)",
    "import random\nprint(random.random(), {number})",
    "total = sum(values) * {number}\nprint(total)",
    "def twice(x):\n    return 2 * x + {number}",
    "print(twice(total))",
    "names = sorted(name for name in globals() if not name.startswith('_'))\nprint(names, {number})",
)
EDITS = int(os.environ.get("VAULT_RUN_EDITS", "12"))


def test_the_last_of_ten_blocks_edited_runs_that_block_alone(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": TEN + "\n" + block("print('last', 1)")}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note)[-1:] == ["last 1\n"], "the first run")
        save(note, note.read_text().replace("'last', 1", "'last', 2"))
        until(lambda: outputs(note)[-1:] == ["last 2\n"], "the output of the last block")
        watch.says("a.md: 1 block ran, 9 blocks known from before")
        assert outputs(note) == [*(f"{number}\n" for number in range(9)), "last 2\n"]


def test_a_quick_block_below_a_slow_one_runs_by_itself_while_the_slow_one_stands(tmp_path: Path) -> None:
    slow = block("import time\ntime.sleep(2.5)\nprint('slow')")
    with watched(tmp_path, {"a.md": slow + "\n" + block("print(1)")}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["slow\n", "1\n"], "the first run, of which nothing was known")
        save(note, note.read_text().replace("print(1)", "print(2)"))
        until(lambda: outputs(note) == ["slow\n", "2\n"], "the output below what stands")
        assert watch.count("out of date") == 0


def test_what_ended_the_chain_is_said_with_its_line(tmp_path: Path) -> None:
    writes = block("open('kept.txt', 'w').close()")
    with watched(tmp_path, {"a.md": writes + "\n" + block("print(1)")}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the first run")
        save(note, note.read_text().replace("print(1)", "print(2)"))
        until(lambda: outputs(note) == ["2\n"], "the second run")
        watch.says("a.md: run from the start because line 4 wrote a file")


def test_what_took_its_approval_has_no_session_left_standing(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the first run")
        standing = len(watch.descendants())
        assert watch.run("trust", watch.vault, "--revoke").returncode == 0
        watch.says("nobody approved of it")
        until(lambda: len(watch.descendants()) < standing, "the end of what stood")
        save(note, note.read_text().replace("print(1)", "print(2)"))
        watch.says("nobody approved of it", times=2)
        assert outputs(note) == ["1\n"]


def test_any_row_of_edits_shows_what_a_fresh_run_shows(tmp_path: Path) -> None:
    chance = random.Random(EDITS)  # noqa: S311 - a run that can be repeated
    numbers = [1] * len(BLOCKS)
    with watched(tmp_path, {"a.md": _text(numbers, range(len(BLOCKS)))}, "--slow") as watch:
        note, order = watch.vault / "a.md", list(range(len(BLOCKS)))
        for _ in range(EDITS):
            _edit(chance, numbers, order)
            save(note, ("\n" * chance.randrange(3)) + _text(numbers, order))
            if chance.random() < 0.7:
                until(lambda: _is_shown(watch, note, numbers, order), "the outputs of this edit")
        until(
            lambda: watch.run("check", note, "--trust", "--strict", "--no-cache").returncode == 0, "a fresh run agrees"
        )
        assert watch.count("Traceback") == 0


def _text(numbers: list[int], order: list[int] | range) -> str:
    return "\n".join(block(BLOCKS[at].format(number=numbers[at])) for at in order)


def _edit(chance: random.Random, numbers: list[int], order: list[int]) -> None:
    """Change a number, or leave a block out, or put one back in where it was."""
    at = chance.randrange(len(BLOCKS))
    numbers[at] = chance.randrange(100)
    # Only the blocks on which no other depends come and go.
    for loose in (2, 6):
        if chance.random() < 0.3:
            order[:] = sorted({*order} ^ {loose})


def _is_shown(watch: Watch, note: Path, numbers: list[int], order: list[int]) -> bool:
    """Tell whether the outputs that can be told without running anything stand there."""
    assert watch.program.poll() is None, watch.text
    values = [numbers[0], 1 + numbers[1]]
    expected = f"{sum(values) * numbers[3]}\n"
    shown = outputs(note)
    return len(shown) == len(order) - 1 and expected in shown

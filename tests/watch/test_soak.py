"""A watch over a vault in which things change all the time: nothing grows, and in the end every output is right.

VAULT_RUN_SOAK=2000 .venv/bin/python -m pytest -s --timeout=3000 tests/watch/test_soak.py
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from watching import Watch, block, save, until, watched

CHANGES = int(os.environ.get("VAULT_RUN_SOAK", "30"))
NOTES = 10
STANDING = 8
"""Sessions that stand between their runs at most; at the first look it may be fewer."""
GROWTH = 1.35
"""How much larger the watcher may be at the end than after the first third."""


@dataclass(frozen=True)
class Size:
    """What a watch holds of the machine."""

    memory: int
    descriptors: int
    processes: int
    threads: int

    @classmethod
    def of(cls, watch: Watch) -> Size:
        """Measure it."""
        own = Path(f"/proc/{watch.program.pid}")
        status = dict(line.split(":", 1) for line in (own / "status").read_text().splitlines())
        below = len(watch.descendants())
        return cls(int(status["VmRSS"].split()[0]), len(list((own / "fd").iterdir())), below, int(status["Threads"]))


class Somebody:
    """Edits, renames, adds and deletes notes, and changes what they read."""

    def __init__(self, vault: Path, seed: int) -> None:
        """Begin with what the vault holds."""
        self._vault, self._random, self._count = vault, random.Random(seed), 0  # noqa: S311 - a run that can be repeated

    def change(self) -> None:
        """Do one thing."""
        doings: list[Callable[[Path], None]] = [self._edit] * 6 + [self._typo, self._rename, self._data, self._base]
        doing = self._random.choice([*doings, self._delete])
        notes = sorted(self._vault.glob("n*.md"))
        while len(notes) < NOTES:
            self._count += 1
            notes.append(self._vault / f"n{self._count}.md")
            save(notes[-1], self._text())
        doing(self._random.choice(notes))

    def mend(self) -> None:
        """Leave nothing that fails."""
        for note in self._vault.glob("n*.md"):
            text = note.read_text(encoding="utf-8")
            if "print(1 /" in text:
                save(note, self._text())

    def _text(self) -> str:
        number = self._random.randrange(1000)
        kinds = [
            block(f"print({number})"),
            block(f"x = {number}") + "\n" + block("print(x)\nprint(open('data.csv').read())"),
            f'```python run\n#| depends: "[[base]]"\nprint(shared, {number})\n```\n',
            f"# Prose\n\n$$\n{number} + 1 = {number + 1}\n$$\n",
        ]
        return self._random.choice(kinds)

    def _edit(self, note: Path) -> None:
        if self._random.random() < 0.5:
            note.write_text(self._text(), encoding="utf-8")
        else:
            save(note, self._text())

    def _typo(self, note: Path) -> None:
        save(note, block("print(1 / 0)"))

    def _rename(self, note: Path) -> None:
        self._count += 1
        note.rename(self._vault / f"n{self._count}.md")

    def _delete(self, note: Path) -> None:
        note.unlink(missing_ok=True)

    def _data(self, _note: Path) -> None:
        (self._vault / "data.csv").write_text(f"{self._random.randrange(1000)}\n", encoding="utf-8")

    def _base(self, _note: Path) -> None:
        save(self._vault / "base.md", block(f"shared = {self._random.randrange(1000)}"))


@pytest.mark.timeout(120 + 4 * CHANGES)
def test_nothing_grows_and_every_output_is_that_of_a_fresh_run(tmp_path: Path) -> None:
    files = {"base.md": block("shared = 1"), "data.csv": "1\n"}
    with watched(tmp_path, files) as watch:
        somebody = Somebody(watch.vault, seed=CHANGES)
        pauses = random.Random(1)  # noqa: S311 - as above
        early = None
        for number in range(CHANGES):
            somebody.change()
            time.sleep(pauses.choice((0.0, 0.0, 0.05, 0.2, 0.5)))
            assert watch.program.poll() is None, watch.text
            if number == CHANGES // 3:
                early = Size.of(watch)
        somebody.mend()
        check = ("check", watch.vault, "--trust", "--strict", "--no-cache")
        until(lambda: watch.run(*check).returncode == 0, "a fresh run gives what stands there", 60)
        time.sleep(2)
        late = Size.of(watch)
        again = watch.run(*check)
        assert again.returncode == 0, again.stdout
        print(f"after {CHANGES // 3} and {CHANGES} changes: {early}, {late}")  # noqa: T201 - the figures of a long run
        assert early is not None
        assert late.descriptors <= early.descriptors + 8 + 3 * STANDING
        assert late.processes <= early.processes + 4 * STANDING
        assert late.threads <= early.threads + 4
        assert late.memory <= early.memory * GROWTH + 20_000
        assert watch.count("Traceback") == 0

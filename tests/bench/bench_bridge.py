"""What an editor waits for: keystroke-stop to verdict, run request to output, and the edited block alone.

    .venv/bin/python tests/bench/bench_bridge.py [--edits 20] [--peer]

The run of a trivial block in a warm torch session is paired with one round trip of a Jupyter kernel on the same block,
which has loaded torch where it has it (`--peer` needs `make peers`); what counts is the ratio within the pairs.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench_live import _ask, _kernel, _print
from editor import Editor

from vault_runner.bridge.by_itself import PAUSE as RUN_PAUSE
from vault_runner.bridge.live import PAUSE as CHECK_PAUSE

EQUATION = "# A note\n\n$$\n(a + b)^2 = a^2 + {number} a b + b^2\n$$\n"
TRIVIAL = "```python run\nimport torch\n```\n\n```python run\nprint({number} + 1)\n```\n"
WORK = "```python run\nsum(index * index for index in range(400_000))\n```\n\n"
TEN = "```python run\nimport torch  # {above}\n```\n\n" + 8 * WORK + "```python run\nprint({number} + 1)\n```\n"


class Typist:
    """An editor with one open note."""

    def __init__(self, folder: Path, text: str, *, live: bool = False) -> None:
        """Start the server and open the note."""
        vault = folder / "vault"
        (vault / ".obsidian").mkdir(parents=True)
        self.editor = Editor(vault, cache=folder / "cache")
        self.editor.start(live=live)
        self.uri = self.editor.open("note.md", text)
        self.version = 1

    def type(self, text: str) -> float:
        """Change the note, and return when."""
        self.version += 1
        self.editor.heard.clear()
        self.editor.transcript.clear()
        began = time.perf_counter()
        self.editor.change(self.uri, self.version, text)
        return began

    def checked(self, version: int) -> None:
        """Wait until this version of the note is judged."""
        self.editor.wait("vaultRunner/checks", lambda said: said["version"] == version)

    def shown(self, text: str) -> None:
        """Wait until a result is placed that shows a text."""
        self.editor.wait("vaultRunner/result", lambda said: text in said["after"])


def main() -> None:
    """Measure all three."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--peer", action="store_true")
    options = parser.parse_args()
    _verdicts(options.edits)
    _runs(options.edits, peer=options.peer)
    _ten(min(options.edits, 10))


def _verdicts(edits: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        typist = Typist(Path(name), EQUATION.format(number=1))
        with typist.editor:
            typist.editor.wait("vaultRunner/checks")
            seconds = []
            for number in range(2, edits + 2):
                began = typist.type(EQUATION.format(number=number))
                version = typist.version
                typist.checked(version)
                seconds.append(time.perf_counter() - began - CHECK_PAUSE)
    _print(f"keystroke-stop to verdict of a changed equation, beyond the pause of {CHECK_PAUSE * 1000:.0f} ms", seconds)


def _runs(edits: int, *, peer: bool) -> None:
    with tempfile.TemporaryDirectory() as name, _kernel(peer=peer) as kernel:
        typist = Typist(Path(name), TRIVIAL.format(number=1))
        pairs = []
        with typist.editor as editor:
            editor.ask("vaultRunner/run", uri=typist.uri, scope="note")
            typist.shown("2\n")
            for number in range(2, edits + 2):
                time.sleep(0.5)
                typist.type(TRIVIAL.format(number=number))
                editor.wait("vaultRunner/checks")
                began = time.perf_counter()
                editor.post("vaultRunner/run", uri=typist.uri, scope="note")
                typist.shown(f"{number + 1}\n")
                pairs.append((time.perf_counter() - began, _ask(kernel, number)))
    _print("run request to output, warm torch session", [ours for ours, _ in pairs])
    if kernel is not None:
        _print("Jupyter kernel, execute round trip", [theirs for _, theirs in pairs])
        print(f"ratio within pairs, median: {statistics.median(ours / theirs for ours, theirs in pairs):.1f}")


def _ten(edits: int) -> None:
    """Print what an edit of the last of ten blocks costs when it runs by itself, and one of the first."""
    with tempfile.TemporaryDirectory() as name:
        typist = Typist(Path(name), TEN.format(above=0, number=1), live=True)
        with typist.editor as editor:
            editor.ask("vaultRunner/run", uri=typist.uri, scope="note")
            typist.shown("2\n")
            last = [_edited(typist, 0, number) for number in range(2, edits + 2)]
            first = [_edited(typist, number, number) for number in range(edits + 2, 2 * edits + 2)]
    _print(f"block 10 of 10 edited, to output beyond the pause of {RUN_PAUSE * 1000:.0f} ms", last)
    _print("blocks 1 and 10 of 10 edited, the same", first)


def _edited(typist: Typist, above: int, number: int) -> float:
    time.sleep(1.0)
    began = typist.type(TEN.format(above=above, number=number))
    typist.shown(f"{number + 1}\n")
    return time.perf_counter() - began - RUN_PAUSE


if __name__ == "__main__":
    main()

"""Many random edits, renames, removals and runs by one client: nothing leaks, and each note ends as a fresh run has it.

`VAULT_RUN_SOAK` says how many steps; the suite takes few of them.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from command import vault_run
from editor import Editor, Said

from vault_runner.bridge.telling import source_hash
from vault_runner.parse import parse

STEPS = int(os.environ.get("VAULT_RUN_SOAK", "25"))
SEED = 20260117
BLOCKS = (
    "x = {n}\nprint('x', x)",
    "import random\nprint(random.random(), {n})",
    "y = [i * {n} for i in range(3)]\ny",
    "print(sorted(globals().get('y', [{n}])))",
    "raise ValueError({n})",
    "print({n}",
)


class Writer:
    """A client that edits at random, and places results as the plugin does."""

    def __init__(self, editor: Editor, seed: int) -> None:
        """Open the first notes."""
        self.editor, self.chance = editor, random.Random(seed)  # noqa: S311 - to repeat it
        self.versions: dict[str, int] = {}
        self.count = 0
        editor.answers["vaultRunner/result"] = self._place
        for _ in range(4):
            self._new()

    @property
    def texts(self) -> dict[str, str]:
        """The open notes."""
        return {uri: self.editor.texts[uri] for uri in self.versions}

    def step(self) -> None:
        """Do one thing."""
        acts: list[Callable[[str], None]] = [*[self._type] * 6, *[self._run] * 2, self._rename, self._remove]
        self.chance.choice(acts)(self.chance.choice(sorted(self.versions)))
        if len(self.versions) < 3:
            self._new()

    def settle(self) -> None:
        """Wait until nothing runs any more."""
        quiet = 0
        end = time.monotonic() + 120
        while quiet < 4:
            assert time.monotonic() < end
            quiet = 0 if self.editor.ask("vaultRunner/status")["jobs"] else quiet + 1
            time.sleep(0.2)

    def _new(self) -> None:
        self.count += 1
        text = "\n".join(self._block() for _ in range(3))
        uri = self.editor.open(f"note{self.count}.md", text)
        self.versions[uri] = 1

    def _block(self) -> str:
        return f"```python run\n{self.chance.choice(BLOCKS).format(n=self.chance.randrange(99))}\n```\n"

    def _write(self, uri: str, text: str) -> None:
        self.versions[uri] += 1
        self.editor.change(uri, self.versions[uri], text)

    def _type(self, uri: str) -> None:
        note = parse(self.editor.texts[uri], "n.md")
        blocks = [block for block in note.blocks if block.language == "python"]
        if not blocks or self.chance.random() < 0.2:
            self._write(uri, f"{note.text}\n{self._block()}")
            return
        block = self.chance.choice(blocks)
        start, end = block.span.start, (block.region or block).span.end
        self._write(uri, note.text[:start] + self._block().rstrip("\n") + note.text[end:])

    def _run(self, uri: str) -> None:
        self.editor.ask("vaultRunner/run", uri=uri, scope=self.chance.choice(["note", "out-of-date"]))
        if self.chance.random() < 0.2:
            self.editor.ask("vaultRunner/interrupt", uri=uri)

    def _rename(self, uri: str) -> None:
        self.count += 1
        new = self.editor.uri(f"note{self.count}.md")
        text = self.editor.texts[uri]
        del self.versions[uri]
        self.editor.notify("textDocument/didClose", textDocument={"uri": uri})
        self.editor.notify("workspace/didRenameFiles", files=[{"oldUri": uri, "newUri": new}])
        self.versions[self.editor.open(f"note{self.count}.md", text)] = 1

    def _remove(self, uri: str) -> None:
        del self.versions[uri]
        self.editor.notify("textDocument/didClose", textDocument={"uri": uri})
        self.editor.notify("workspace/didDeleteFiles", files=[{"uri": uri}])

    def _place(self, said: Said) -> object:
        uri = said["uri"]
        if uri not in self.versions:
            return {"placed": False, "reason": "gone"}
        text = self.editor.texts[uri]
        note = parse(text, "n.md")
        same = [block for block in note.blocks if source_hash(block.source) == said["sourceHash"]]
        if len(same) <= said["ordinal"]:
            return {"placed": False, "reason": "changed"}
        block = same[said["ordinal"]]
        before = text[block.region.span.start : block.region.span.end].strip("\n") if block.region else ""
        if before != said["before"]:
            return {"placed": False, "reason": "edited-by-hand"}
        end = (block.region or block).span.end
        after = f"{said['after']}\n" if said["after"] else ""
        new = text[: block.span.end] + after + text[end:]
        self._write(uri, new)
        return {"placed": True}


def _weight(process: int) -> tuple[int, int, int]:
    """Return descriptors, children and MiB of a process."""
    folder = Path(f"/proc/{process}")
    pages = int((folder / "statm").read_text().split()[1])
    children = (folder / "task" / str(process) / "children").read_text().split()
    return len(list((folder / "fd").iterdir())), len(children), pages * 4096 >> 20


def test_nothing_leaks_and_every_note_ends_as_a_fresh_run_has_it(editor: Editor, tmp_path: Path) -> None:
    editor.start(live=True)
    writer = Writer(editor, SEED)
    first = (0, 0, 0)
    for number in range(STEPS):
        writer.step()
        time.sleep(writer.chance.choice([0.0, 0.02, 0.35]))
        editor.all("vaultRunner/result")
        if number == STEPS // 4:
            writer.settle()
            first = _weight(editor.process.pid)
        if number % 50 == 49:
            editor.transcript.clear()
            editor.heard.clear()
    writer.settle()
    for uri in writer.versions:
        editor.ask("vaultRunner/run", uri=uri, scope="note")
    writer.settle()
    last = _weight(editor.process.pid)
    assert last[0] <= first[0] + 40, (first, last)
    assert last[1] <= first[1] + 2, (first, last)
    assert last[2] <= first[2] + 60, (first, last)
    other = tmp_path / "fresh"
    other.mkdir()
    (other / "vault-run.yaml").touch()
    for uri, text in writer.texts.items():
        fresh = other / Path(uri).name
        fresh.write_text(text)
        vault_run("run", fresh, "--no-cache", "--trust")
        assert fresh.read_text() == text, fresh.name

"""Output that pretends to be the note: read back by a parser of its own, the note must stand as it stood."""

from __future__ import annotations

import re
import shutil
import struct
import unicodedata
from pathlib import Path

import pytest
from hostile.conftest import Start
from hostile.judging import LostError, Runner
from hostile.notes import blocks
from markdown_it import MarkdownIt

from vault_runner.execute import probe

REGION = re.compile(r"<!-- vr:out v=1 k=[0-9a-f]{12} s=[0-9a-f]{12} n=(\d+) -->")
AFTER = "\n\nAfter **this**, a [[link]] and $x^2$.\n\n- one\n- two\n\n```python\nuntouched = 1\n```\n"
TEMPLATE = "<%"
"""Templates are carried out even inside fences."""
PICTURES = "a picture "
"""Blocks that show a picture: a link to it, or a sentence in its place."""
FREE = frozenset(("a name that is markup",))
"""Blocks that may show Markdown, since they say that it is Markdown; even those may not end the region."""
ACTIVE = ("<script", "javascript:", "onload", "foreignObject", "<!ENTITY", "file:", "http://example.org")
MOST_DOTS = 1 << 15
SHOWN = (["fence"], ["fence", "paragraph_open", "inline", "paragraph_close"])
"""What an output may be: a fence, and a link to the whole of it if it was cut."""


def original(source: str) -> tuple[str, str]:
    """Return a note's text up to the end of the block, and the rest."""
    return f"# A note\n\n```python run\n{source}```\n", AFTER


def written(runner: Runner) -> dict[str, str]:
    """Have every block of the group run as a note of its own, and return what the notes hold then."""
    folder = runner.world.root / "injected"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / ".obsidian").mkdir(parents=True)
    for block in blocks("injection"):
        before, after = original(block.source)
        (folder / f"{block.name}.md").write_text(before + after, encoding="utf-8", newline="")
    runner.world._give()
    runner.ask({"do": "write", "notes": str(folder)}, 100)
    once = read(folder)
    runner.ask({"do": "write", "notes": str(folder)}, 100)
    assert read(folder) == once, "a second run changed a note"
    return once


def pictures(runner: Runner) -> dict[str, bytes]:
    """Return every file beside the notes that was made for them."""
    folder = runner.world.root / "injected"
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.suffix not in {".md", ".txt"} and file.is_file()
    }


def active(content: bytes) -> list[str]:
    """Return what of a picture runs, calls out, or is no picture."""
    if not content.startswith((b"\x89PNG\r\n\x1a\n", b"<?xml", b"<svg")):
        return ["is no picture"]
    if content.startswith(b"\x89PNG"):
        return ["is as large as a field"] if max(struct.unpack(">II", content[16:24])) > MOST_DOTS else []
    return [f"holds {sign}" for sign in ACTIVE if sign in content.decode("utf-8", "replace")]


def read(folder: Path) -> dict[str, str]:
    """Return what each note holds."""
    return {note.stem: note.read_bytes().decode("utf-8", "replace") for note in folder.glob("*.md")}


def broken(name: str, source: str, text: str) -> list[str]:
    """Return what is wrong with a note after its output was written."""
    before, after = original(source)
    if not (text.startswith(before) and text.endswith(after) and len(text) >= len(before) + len(after)):
        return ["the note itself was changed"]
    if text == before + after:
        return []
    region = text[len(before) : len(text) - len(after)].strip("\n")
    lines = region.split("\n")
    marker = REGION.fullmatch(lines[0])
    if marker is None or lines[-1] != "<!-- vr:end -->" or int(marker[1]) != len(lines) - 2:
        return ["the region can't be found again"]
    wrong = [f"shows {unicodedata.name(sign, hex(ord(sign)))}" for sign in set(region) if _invisible(sign)]
    if TEMPLATE in region:
        wrong.append("holds a template")
    shown = _structure(text)[len(_structure(before)) : len(_structure(text)) - len(_structure(after))]
    allowed = [*SHOWN, SHOWN[1][1:]] if name.startswith(PICTURES) else SHOWN
    if name not in FREE and shown not in allowed:
        wrong.append(f"the note reads otherwise: {shown}")
    return wrong


def _invisible(sign: str) -> bool:
    return sign != "\n" and unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp", "Cs"}


def _structure(text: str) -> list[str]:
    """Return the blocks of a text, comments on lines of their own left out."""
    tokens = MarkdownIt().parse(text)
    return [one.type for one in tokens if not (one.type == "html_block" and one.content.startswith("<!-- vr:"))]


@pytest.mark.usefixtures("throwaway")
def test_no_output_leaves_its_region(start: Start) -> None:
    if not probe().confines:
        pytest.skip("this machine has no walls: " + "; ".join(lack.what for lack in probe().lacks))
    runner = start("subject")
    notes = written(runner)
    found = {block.name: broken(block.name, block.source, notes[block.name]) for block in blocks("injection")}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    made = {name: active(content) for name, content in pictures(runner).items()}
    assert {name: wrong for name, wrong in made.items() if wrong} == {}


@pytest.mark.usefixtures("throwaway")
def test_a_careless_runner_is_seen_through(start: Start) -> None:
    runner = start("naive")
    try:
        notes = written(runner)
    except AssertionError:
        notes = read(runner.world.root / "injected")
    except LostError:
        pytest.fail("the careless runner should get through its notes")
    seen = [block.name for block in blocks("injection") if broken(block.name, block.source, notes[block.name])]
    assert len(seen) >= 10

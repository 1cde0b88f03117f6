"""Magics of the Execute Code plugin: words such as `@vault_path` that stand for something of the note.

Paths are read as seen from the note's folder, where its blocks run, so that a key is the same on every computer.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from vault_runner.plan.source import Source, mask, parse_python

_WORD: Final = re.compile(r"@(?P<word>vault_path|vault_url|note_path|note_url|title|show|html|content)\b")


def mend_foreign(source: Source, path: str) -> tuple[Source, tuple[tuple[int, str, str], ...], str]:
    """Return the code with these words replaced, each with its line and what it was read as, and why it can't run.

    Python knows `@` itself, so that code which it can parse is left alone, and so is what it can't parse afterwards.

    Args:
        source: A block's code.
        path: The note's path in its vault.
    """
    if "@" not in source.text or parse_python(source.text) is not None:
        return source, (), ""
    found = list(_WORD.finditer(mask(source.text)))
    values = _values(path)
    text, replaced = source.text, []
    for one in reversed(found):
        line = source.lines[source.text.count("\n", 0, one.start())]
        if one["word"] not in values:
            return source, (), f"line {line} uses `{one[0]}`, which only the Execute Code plugin has"
        value = repr(values[one["word"]])
        text = text[: one.start()] + value + text[one.end() :]
        replaced.append((line, one[0], value))
    if parse_python(text) is None:
        return source, (), ""
    return Source(text, source.lines), tuple(reversed(replaced)), ""


def _values(path: str) -> dict[str, str]:
    note = PurePosixPath(path)
    up = len(note.parts) - 1
    return {"vault_path": "/".join([".."] * up) or ".", "note_path": note.name, "title": note.stem}

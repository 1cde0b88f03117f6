"""Text as a reader would have seen it: carriage returns played out, escapes and addresses gone.

Used on both sides: the child shortens progress bars before they cost room, the tool cleans what it keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_]|[ -/]+[0-~])")
PACE = re.compile(r"\[\d+(?::\d\d)+(?:<(?:\d+(?::\d\d)+|\?))?, +(?:[\d.]+|\?)\S*?/\w+")
"""What tqdm says of time: `[00:01<00:02, 3.4it/s`; what follows it, such as a loss, stays."""
LIBRARY = re.compile(r'(?:^|(?<=File "))/[^"\n:]*/(?:(?:site|dist)-packages|lib/python3\.\d+)/', re.MULTILINE)
"""Where this machine keeps its libraries, in tracebacks and warnings."""
ADDRESS = re.compile(r"\bat 0x[0-9A-Fa-f]{5,16}\b")

Piece = tuple[str, str]
"""Name of a stream and what was written to it."""


def squeeze(pieces: Iterable[Piece]) -> list[Piece]:
    """Join what each stream wrote and play carriage returns out, keeping the last state of each line.

    A progress bar on one stream survives prints on the other: a piece that starts with a carriage return takes the
    place of the unfinished line that the same stream wrote before.
    """
    joined = _joined(pieces)
    if not any("\r" in text for _, text in joined):
        return joined
    # What was taken back may have stood between two pieces of the same stream.
    return _joined((name, play(text)) for name, text in _carried(joined))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    runs = groupby((piece for piece in pieces if piece[1]), key=itemgetter(0))
    return [(name, "".join(text for _, text in run)) for name, run in runs]


def _carried(pieces: list[Piece]) -> list[Piece]:
    carried = list(pieces)
    unfinished: dict[str, int] = {}
    for place, (name, text) in enumerate(pieces):
        before = unfinished.pop(name, None)
        if before is not None and text.startswith("\r"):
            kept, newline, line = carried[before][1].rpartition("\n")
            carried[before] = name, kept + newline
            carried[place] = name, line + text
        if not text.endswith("\n"):
            unfinished[name] = place
    return carried


def play(text: str) -> str:
    r"""Return `text` with every line as it stood at last when `\r` moved back to its start."""
    return "\n".join(map(_last_state, text.split("\n"))) if "\r" in text else text


def _last_state(line: str) -> str:
    if "\r" not in line:
        return line
    shown = ""
    for state in line.split("\r"):
        shown = state + shown[len(state) :]
    return shown.rstrip()


def plain(text: str) -> str:
    """Remove terminal escapes, and what differs by machine and run: library folders, addresses, a bar's times."""
    if "\x1b" in text:
        text = ESCAPE.sub("", text)
    if "%|" in text or "it [" in text:
        text = PACE.sub("[…", text)
    if "/" in text:
        text = LIBRARY.sub("", text)
    return ADDRESS.sub("at 0x…", text) if "at 0x" in text else text

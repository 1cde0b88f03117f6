"""Say where in the note something happened so that it stays true when the note around it changes.

A note's line numbers move with each line added above, and with the outputs that a run itself writes; lines
counted within the block do not. Files outside the vault's notes differ from computer to computer.
"""

from __future__ import annotations

import re

from vault_runner.model import Block, Failure, Frame, Note

WARNING = re.compile(r"^(?P<file>[^\n]*?):(?P<line>\d+): (?P<kind>\w*Warning: )", re.MULTILINE)


def failure_text(failure: Failure, note: Note, block: Block) -> str:
    """Return an exception in the note's words: the lines of its own code, then the kind and the message."""
    frames = (_frame_line(frame, note, block) for frame in failure.traceback)
    message = f"{failure.ename}: {failure.evalue}" if failure.evalue else failure.ename
    return "\n".join([*(line for line in frames if line), message])


def steady_warnings(text: str, note: Note, block: Block) -> str:
    """Return what was written to stderr with the place of each warning said in the note's words."""

    def placed(found: re.Match[str]) -> str:
        file, line = found["file"].replace("\\", "/"), int(found["line"])
        if _is_note(file, note.path):
            return f"{_line_of(line, note, block)}: {found['kind']}"
        return f"{_in_package(file)}: {found['kind']}"

    return WARNING.sub(placed, text)


def _frame_line(frame: Frame, note: Note, block: Block) -> str:
    """Return a frame as `line 2, in f: code`; a frame outside the vault's notes is nobody's line."""
    if not frame.path.lower().endswith(".md"):
        return ""
    place = _line_of(frame.line, note, block) if _is_note(frame.path, note.path) else frame.path
    function = "" if frame.function in {"", "<module>"} else f", in {frame.function}"
    code = frame.code.strip()
    return f"{place}{function}: {code}" if code else place + function


def _line_of(line: int, note: Note, block: Block) -> str:
    """Name a line of the note by its place within the block that holds it."""
    if block.line < line <= block.end_line:
        return f"line {line - block.line}"
    holder = next((other for other in note.blocks if other.line < line <= other.end_line), None)
    return "an earlier block" if holder is None else f"line {line - holder.line} of an earlier block"


def _in_package(file: str) -> str:
    """Return the place of a file within its package, or just its name if it is in none."""
    _, package, inside = file.rpartition("/site-packages/")
    return inside if package else file.rpartition("/")[2]


def _is_note(file: str, path: str) -> bool:
    return file == path or file.endswith("/" + path)

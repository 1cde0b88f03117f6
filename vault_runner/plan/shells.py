"""A notebook's shell lines as python: `!command`, `x = !command`, `%pip …`, and blocks that begin with `%%bash`.

Only for devices whose owner switched `shell` on. Each line stays one line, so that line numbers are the note's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vault_runner.plan.source import Source, continued, from_numbered

_CALL: Final = '__import__("vault_runner.worker.shell", fromlist=["system"])'
_SYSTEM: Final = re.compile(r"(?P<indent>[ \t]*)!!?(?!=)(?P<command>.*)")
_LINES: Final = re.compile(r"(?P<target>[ \t]*[A-Za-z_][\w., \t\[\]'\"]*=[ \t]*)!(?!=)(?P<command>.*)")
_PIP: Final = re.compile(r"(?P<indent>[ \t]*)%pip[ \t]+(?P<command>.*)")
_SCRIPT: Final = re.compile(r"%%(?P<program>bash|sh)[ \t]*")
_QUIET: Final = re.compile(r"[ \t]*(#.*)?")


def assigned(line: str) -> str:
    """Return the command of a line that assigns what it prints, empty for any other; those begin with their sign."""
    found = _LINES.fullmatch(line)
    return found["command"].strip() if found else ""


def with_calls(source: Source) -> Source:
    r"""Return the code with every shell line as python, with those that it goes on in after a `\`."""
    numbered, inside = source.numbered, continued(source.text)
    kept: list[tuple[int, str]] = []
    left = 0
    for place, (number, line) in enumerate(numbered):
        if left:
            left -= 1
            kept.append((number, ""))
            continue
        whole, more = _joined(numbered, place)
        call = None if place in inside else _translated(whole)
        left = more if call else 0
        kept.append((number, line if call is None else call))
    return from_numbered(kept)


def _translated(line: str) -> str | None:
    """Return a shell line as python, None if it is none that is known here."""
    if found := _LINES.fullmatch(line):
        return f"{found['target']}{_CALL}.lines({found['command'].strip()!r}, {{**globals(), **locals()}})"
    for form, verb in ((_SYSTEM, "system"), (_PIP, "pip")):
        if found := form.fullmatch(line):
            return f"{found['indent']}{_CALL}.{verb}({found['command'].strip()!r}, {{**globals(), **locals()}})"
    return None


def whole_script(source: Source) -> Source | None:
    """Return a block that is a script as python; None if it is none."""
    numbered = source.numbered
    place = next((place for place, (_, line) in enumerate(numbered) if not _QUIET.fullmatch(line)), None)
    if place is None or not (found := _SCRIPT.fullmatch(numbered[place][1])):
        return None
    text = "".join(f"{line}\n" for _, line in numbered[place + 1 :])
    call = f"{_CALL}.script({found['program']!r}, {text!r})"
    return from_numbered([*numbered[:place], (numbered[place][0], call)])


def _joined(numbered: Sequence[tuple[int, str]], place: int) -> tuple[str, int]:
    r"""Return a shell line with those that it goes on in after a `\`, and how many of them there are."""
    line, more = numbered[place][1], 0
    while line.endswith("\\") and place + more + 1 < len(numbered):
        more += 1
        line = f"{line[:-1]} {numbered[place + more][1].strip()}"
    return line, more

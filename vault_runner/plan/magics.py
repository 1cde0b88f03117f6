"""A notebook's magics: those that change nothing in a note are passed over, the others need the shell."""

from __future__ import annotations

import re
from typing import Final

from vault_runner.plan import shells
from vault_runner.plan.source import Source, continued, from_numbered, parse_python

_MAGIC: Final = re.compile(r"(?P<indent>[ \t]*)(?P<written>(?P<sign>%%?(?=[A-Za-z])|!(?!=))(?P<word>\w*)(?P<rest>.*))")
_PASSED: Final = frozenset({"matplotlib", "config", "load_ext", "reload_ext", "autoreload"})
_TIMERS: Final = frozenset({"time", "timeit"})
_TIMED: Final = re.compile(r"(?:\s+-[a-z](?:\s*\d+)?)*\s+(?P<statement>[^\s-].*)")
_HELP: Final = re.compile(r"[ \t]*(?:\?{1,2}[A-Za-z_][\w.]*|[A-Za-z_][\w.]*\?{1,2})[ \t]*")
_SIGNS: Final = ("%", "!", "?")
NEEDS_SHELL: Final = "which needs the `shell` switch"
_UNKNOWN: Final = "a magic that isn't known here"
_SWITCHES_ONLY: Final = re.compile(r"(?:\s+-[a-z](?:\s*\d+)?)*\s*")


def mend_magics(source: Source, *, shell: bool = False) -> tuple[Source, tuple[tuple[int, str], ...], str]:
    """Return the code without the magics that are passed over, these with their lines, and why it can't run.

    A line that begins with `%` inside brackets is arithmetic, and code that python can parse holds no magic. With
    `shell` the lines that need one become python, too.
    """
    if not any(sign in source.text for sign in _SIGNS) or parse_python(source.text):
        return source, (), ""
    if shell:
        source = shells.whole_script(source) or shells.with_calls(source)
    inside = continued(source.text)
    kept: list[tuple[int, str]] = []
    passed: list[tuple[int, str]] = []
    for place, (number, line) in enumerate(source.numbered):
        magic = None if place in inside else _MAGIC.fullmatch(line)
        if magic is None and place not in inside and _HELP.fullmatch(line):
            asked = line.strip()
            indent = line[: len(line) - len(line.lstrip())]
            passed.append((number, asked))
            kept.append((number, f"{indent}{'pass  ' if indent else ''}# {asked}"))
        elif magic is None and place not in inside and (command := shells.assigned(line)):
            return source, (), f"line {number} runs `!{_shortened(command)}`, {NEEDS_SHELL}"
        elif magic is None:
            kept.append((number, line))
        elif statement := _timed(magic):
            passed.append((number, f"%{magic['word']}"))
            kept.append((number, magic["indent"] + statement))
        elif _is_passed_over(magic):
            passed.append((number, magic["written"].strip()))
            # an indented magic may be all that its suite holds
            kept.append((number, f"{magic['indent']}{'pass  ' if magic['indent'] else ''}# {magic['written']}"))
        else:
            written = magic["written"].strip()
            lack = _UNKNOWN if shell else NEEDS_SHELL
            return source, (), f"line {number} begins with `{_shortened(written)}`, {lack}"
    return (from_numbered(kept) if passed else source), tuple(passed), ""


def _timed(magic: re.Match[str]) -> str:
    """Return the statement behind `%time` or `%timeit`, empty if the magic is another one."""
    timed = _TIMED.fullmatch(magic["rest"])
    if magic["sign"] != "%" or magic["word"] not in _TIMERS or timed is None:
        return ""
    return timed["statement"]


def _is_passed_over(magic: re.Match[str]) -> bool:
    if magic["sign"] == "%%":
        return magic["word"] in _TIMERS and bool(_SWITCHES_ONLY.fullmatch(magic["rest"]))
    return magic["sign"] == "%" and magic["word"] in _PASSED


def _shortened(written: str) -> str:
    words = written.split()
    return " ".join(words[:2]) + (" …" if len(words) > 2 else "")  # noqa: PLR2004 - two words tell what it is

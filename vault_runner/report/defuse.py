r"""Foreign text made harmless for the place where it is shown.

Notes, code, outputs and even the names of notes may come from strangers, and reports end in terminals, logs of
build servers, web pages and files that other programs read. What can't be seen is shown as an escape everywhere
(see `printable`); what would act in one place alone is broken here.
"""

from __future__ import annotations

import re
from typing import Final

from vault_runner.write import printable

NEWLINE_SIGN: Final = " ⏎ "
_ANYWHERE: Final = re.compile(r"#(?=#(?:\[|vso\[|teamcity\[))", re.IGNORECASE)
"""Build servers look for these in the middle of lines as well."""
_LEADING: Final = re.compile(r"^(\s*):(?=:)")
_AFTER_BLANK: Final = re.compile(r"(?<=\s):(?=:)")
_BROKEN = {"#": "\\x23", ":": "\\x3a"}
_JSON_HIDDEN: Final = re.compile(r"[^\x20-\x7e\n]|#(?=#(?:\[|vso\[|teamcity\[))", re.IGNORECASE)
_MARKDOWN: Final = re.compile(r"[\\`*_\[\]<>#|~$&!:@{}()^=+-]")
_WWW: Final = re.compile(r"(?i)(www)\.")
_CODE: Final = re.compile(r"`([^`\n]+)`")


def one_line(text: str) -> str:
    """Return `text` on one line, with everything that can't be seen shown."""
    text = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    return printable(text).replace("\n", NEWLINE_SIGN).replace("\t", " ")


def log_line(text: str) -> str:
    """Return a line for a log: nothing in it is taken for a command by a build server."""
    line = _ANYWHERE.sub(lambda found: _BROKEN[found[0]], one_line(text) if "\n" in text or "\r" in text else text)
    return _LEADING.sub(lambda found: found[1] + _BROKEN[":"], line)


def wrapped_line(text: str) -> str:
    """Return a line that a terminal may break at any blank: no part of it starts like a command."""
    return _AFTER_BLANK.sub(lambda found: _BROKEN[found[0]], log_line(text))


def json_text(encoded: str) -> str:
    r"""Return JSON in which what can't be seen is written as `\u…`, which every reader turns back."""
    return _JSON_HIDDEN.sub(_json_escape, encoded)


def _json_escape(found: re.Match[str]) -> str:
    char = found[0]
    if char != "#" and printable(char) == char and char != "\t":
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))


def markdown_text(text: str) -> str:
    """Return `text` on one line of Markdown, in which only code between single backticks means anything."""
    parts = _CODE.split(one_line(text))
    return "".join(markdown_code(part) if at % 2 else _escaped(part) for at, part in enumerate(parts))


def markdown_code(text: str) -> str:
    """Return `text` as a code span that may stand in a table."""
    text = one_line(text)
    if not text:
        return ""
    runs = [len(run) for run in re.findall(r"`+", text)]
    fence = "`" * next(length for length in range(1, len(text) + 2) if length not in runs)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    # In a table a bar ends the cell even inside of code; written so, it is shown as a bar.
    return f"{fence}{pad}{text.replace('|', chr(92) + '|')}{pad}{fence}" if "\\|" not in text else _escaped(text)


def _escaped(text: str) -> str:
    """Escape what Markdown reads, and keep GitHub from finding people, issues, and links."""
    escaped = _MARKDOWN.sub(lambda found: f"\\{found[0]}", text)
    return _WWW.sub(r"\1<span>.</span>", escaped.replace("\\@", "<span>@</span>")).replace("\\#", "<span>#</span>")

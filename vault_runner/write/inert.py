r"""Break what would act inside a code fence of a note. The first character of what would act becomes its escape.

Most of Markdown is dead inside a fence, but not all that lives in a vault: Templater runs `<% … %>` anywhere,
Dataview takes a fence whose text starts with `=` or `$=` for a query (the second runs JavaScript) and reads
`[key:: value]` and `key:: value` as metadata, and a line of our own marker or of `%%` would look like one
to a reader that knows no fences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from vault_runner.write.printable import escaped

ACTING = re.compile(r"<(?=%)|<(?=!--[ \t]*vr:)|%(?=%)")
FIELD = re.compile(r":(?=:)")
FIELD_LINE = re.compile(r"[^:]*::(?:\s|$)|[^:]*[\[(].*::")
QUERY = re.compile(r"\A(\s*)(=|\$(?==))")
RUN = re.compile(r"^([ \t]*)((`|~)\3{2,})", re.MULTILINE)


def inert(text: str) -> str:
    """Return `text`, the whole content of a fence, so that nothing in it acts in a vault."""
    text = ACTING.sub(lambda found: escaped(found[0]), text)
    if "::" in text:
        text = "\n".join(_without_fields(line) for line in text.split("\n"))
    return QUERY.sub(lambda found: found[1] + escaped(found[2]), text)


def break_runs(text: str, limits: Mapping[str, int]) -> str:
    r"""Break each run at the start of a line that could close a fence.

    Args:
        text: The content of a fence.
        limits: For a backtick and a tilde: the shortest run of it that closes our fence or one around it.

    Returns:
        The text with the first character of such a run escaped: three backticks become ``\x60`` and two.
    """

    def broken(found: re.Match[str]) -> str:
        blanks, run, char = found[1], found[2], found[3]
        return found[0] if len(run) < limits[char] else blanks + escaped(char) + run[1:]

    return RUN.sub(broken, text)


def _without_fields(line: str) -> str:
    return FIELD.sub(lambda found: escaped(found[0]), line) if FIELD_LINE.match(line) else line

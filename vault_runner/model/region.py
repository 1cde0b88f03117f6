"""The words of a region: its marker, its end, and the checksum that tells whether a person edited its body.

`parse` reads them and `write` writes them; both take them from here, so that they can't drift apart.
"""

from __future__ import annotations

import re
from hashlib import sha256

from vault_runner.model.text import NEWLINE

BEGIN = "<!-- vr:out"
"""What every marker line starts with, whatever its version."""
END = "<!-- vr:end -->"
"""The line below the body."""
MARKER = re.compile(r"<!-- vr:out v=1 k=(?P<key>[0-9a-f]{12}) s=(?P<checksum>[0-9a-f]{12}) n=(?P<lines>\d{1,9}) -->")
"""A well-formed marker."""


def marker_line(key: str, checksum: str, lines: int) -> str:
    """Return the marker of a region whose body has `lines` lines, without prefix and newline."""
    return f"{BEGIN} v=1 k={key} s={checksum} n={lines} -->"


def body_checksum(body: str) -> str:
    """Return `s`: twelve digits over the body without prefix; newlines and trailing blanks don't count.

    A formatter that trims lines, or git that turns LF into CRLF, is not a person's edit.
    """
    lines = [line.rstrip(" \t") for line in NEWLINE.split(body)]
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:12]

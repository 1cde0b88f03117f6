"""The stamp in every figure that we write: it says that the file is ours, and whether anybody changed it since.

An orphan is a figure that no note names any more, so no note can say whose it is; only the file itself can.
"""

from __future__ import annotations

import hashlib
import re
import zlib

DIGITS = 12
KEYWORD = b"vault-runner"
_COMMENT = re.compile(rb"<!-- vault-runner ([0-9a-f]{12}) -->\n?\Z")
_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
"""The last chunk of every PNG."""


def stamped(content: bytes, mime: str) -> bytes:
    """Return a picture with our stamp at its end; no viewer shows it, and it depends on the picture alone."""
    content = unstamped(content)
    digest = _digest(content)
    if mime == "image/svg+xml":
        return content + b"<!-- " + KEYWORD + b" " + digest + b" -->\n"
    if not content.endswith(_END):
        return content
    return content.removesuffix(_END) + _chunk(digest) + _END


def is_ours(content: bytes) -> bool:
    """Tell whether we wrote a picture and nobody changed it since."""
    bare = unstamped(content)
    kinds = ("image/svg+xml", "image/png")
    return bare != content and content in {stamped(bare, kind) for kind in kinds}


def unstamped(content: bytes) -> bytes:
    """Return a picture without our stamp."""
    comment = _COMMENT.search(content)
    if comment:
        return content[: comment.start()]
    length = len(_chunk(b"0" * DIGITS))
    start = len(content) - len(_END) - length
    if content.endswith(_END) and start > 0 and content[start + 4 :].startswith(b"tEXt" + KEYWORD + b"\x00"):
        return content[:start] + _END
    return content


def _chunk(digest: bytes) -> bytes:
    body = KEYWORD + b"\x00" + digest
    checksum = zlib.crc32(b"tEXt" + body)
    return len(body).to_bytes(4, "big") + b"tEXt" + body + checksum.to_bytes(4, "big")


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest()[:DIGITS].encode()

"""Keep the protocol's stream for the protocol: whatever else is printed in this process goes to stderr.

This must happen before anything else is imported, so it needs the standard library alone.
"""

from __future__ import annotations

import os
from typing import BinaryIO


def guarded_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return the stream that messages come from and the one that they go to, and give 0 and 1 to nobody.

    Children inherit neither: their input is empty, and what they print goes to stderr.
    """
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb", buffering=0)

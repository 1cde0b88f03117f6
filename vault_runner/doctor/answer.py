"""One answer of the doctor."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

How: TypeAlias = Literal["ok", "warn", "fail"]


class Answer(msgspec.Struct, frozen=True):
    """How one thing is, and what mends it."""

    topic: str
    verdict: How
    """`warn` if something will be missing, `fail` if nothing can run or be written."""
    says: str
    """One sentence without a full stop."""
    command: str = ""
    """The one command or step that mends it; empty if there is nothing to mend, or no way to."""

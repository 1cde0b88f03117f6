"""Behind which walls a session runs: those for code that nobody approved, or those for approved code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from vault_runner.model import Session

Profile: TypeAlias = Literal["strict", "approved"]
ProfileOf: TypeAlias = "Callable[[Session], Profile]"
"""Tells the profile of a session."""


def always_strict(_whose: object) -> Profile:
    """Approve of nothing."""
    return "strict"


def always_approved(_whose: object) -> Profile:
    """Approve of everything."""
    return "approved"

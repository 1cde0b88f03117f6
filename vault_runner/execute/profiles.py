"""Behind which walls a session runs: those for code that nobody approved, or those for approved code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from vault_runner.model import Session

Profile: TypeAlias = Literal["strict", "approved"]
ProfileOf: TypeAlias = Callable[[str], Profile]
"""Tells the profile of a note by its path."""


def always_strict(_path: str) -> Profile:
    """Approve of nothing."""
    return "strict"


def always_approved(_path: str) -> Profile:
    """Approve of everything."""
    return "approved"


def session_profile(session: Session, profile_of: ProfileOf) -> Profile:
    """Return the profile of a session: approved only if every note whose code runs in it is."""
    paths = {session.own, *(step.path for step in session.steps)}
    return "approved" if all(profile_of(path) == "approved" for path in paths) else "strict"

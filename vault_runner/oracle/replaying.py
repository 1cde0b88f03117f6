"""Replay: the answer behind a token that a report shows, computed again from the note alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vault_runner.oracle.notes import ask


def replay(request: Mapping[str, Any], token: str) -> list[dict[str, Any]]:
    """Judge a note's statements again and return the answers with this token.

    Args:
        request: what `ask` was asked, that is the note's items, preamble and front matter.
        token: `evidence.replay` of an answer: the seed of its samples in eight hexadecimal digits.

    Returns:
        The answers with their seed, sizes, values and both sides; the same numbers as before, since samples hang on
        the normalised formula alone. None if the formula is no longer there.
    """
    return [answer for answer in ask(request)["answers"] if answer["evidence"].get("replay") == token.lower()]

"""Short ways to ask the oracle in tests."""

from __future__ import annotations

from typing import Any

from vault_runner.oracle import ask_row


def verdicts(context: str, latex: str) -> list[str]:
    """Return the verdict on each relation."""
    return [answer["verdict"] for answer in ask_row(context, latex)]


def verdict(context: str, latex: str) -> str:
    """Return the verdict on the only relation."""
    found = verdicts(context, latex)
    assert len(found) == 1, found
    return found[0]


def answer(context: str, latex: str) -> dict[str, Any]:
    """Return the first answer."""
    return ask_row(context, latex)[0]

"""How a formula was read, in words a person can follow: its tokens, and the tree of each statement."""

from __future__ import annotations

from collections.abc import Sequence

from vault_runner.oracle.statements import read_formula
from vault_runner.oracle.syntax import Node, UnreadableError
from vault_runner.oracle.tokens import raw_tokens, tokens_of

MOST = 60
"""Tokens that are shown of a formula."""


def read_of(formulas: Sequence[str]) -> list[dict[str, str]]:
    """Return `tokens` and `tree` of each formula; of what can't be read, `problem`."""
    return [_read(latex) for latex in formulas]


def _read(latex: str) -> dict[str, str]:
    shown: dict[str, str] = {}
    try:
        tokens = tokens_of(raw_tokens(latex))
        shown["tokens"] = " ".join(f"{token.kind}:{token.text}" for token in tokens[:MOST])
        shown["tokens"] += f" and {len(tokens) - MOST} more" if len(tokens) > MOST else ""
        shown["tree"] = "; ".join(_statement(one.members, one.relations) for one in read_formula(latex))
    except UnreadableError as error:
        shown["problem"] = f"{error.code}: {error.message}, at character {error.at + 1}"
    except RecursionError:
        shown["problem"] = "too-large: it is nested too deeply"
    return shown


def _statement(members: Sequence[Node], relations: Sequence[str]) -> str:
    parts = [str(members[0])]
    for relation, member in zip(relations, members[1:], strict=False):
        parts += [relation, str(member)]
    return " ".join(parts)

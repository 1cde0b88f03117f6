r"""`\newcommand` and its kin: read from the vault's preamble, expanded on tokens within fixed bounds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from vault_runner.oracle.syntax import MOST_TOKENS, UnreadableError
from vault_runner.oracle.tokens import Token, raw_tokens

_HEAD = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand)\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*\{"
    r"|\\DeclareMathOperator\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*\{"
    r"|\\def\s*\\([A-Za-z]+)((?:#\d)*)\s*\{",
)
MOST_EXPANSIONS = 300


@dataclass(frozen=True, slots=True)
class Macro:
    """One macro: how many arguments it takes and the LaTeX that it stands for."""

    arity: int
    body: str


def read_macros(preamble: str) -> dict[str, Macro]:
    """Read every macro that a preamble defines; later ones win, and what can't be read is left out."""
    macros: dict[str, Macro] = {}
    for match in _HEAD.finditer(preamble[:200_000]):
        body = _balanced(preamble, match.end())
        if body is None:
            continue
        if match[3]:
            macros[match[3]] = Macro(0, f"\\operatorname{{{body}}}")
        elif match[4]:
            macros[match[4]] = Macro(len(match[5]) // 2, body)
        else:
            macros[match[1]] = Macro(int(match[2] or 0), body)
    return macros


def _balanced(text: str, start: int) -> str | None:
    depth = 1
    for index in range(start, min(len(text), start + 2000)):
        depth += (text[index] == "{") - (text[index] == "}")
        if depth == 0:
            return text[start:index]
    return None


def expand(tokens: list[Token], macros: Mapping[str, Macro]) -> list[Token]:
    """Expand macros; what they bring carries the place of the call, so that messages point into the note."""
    if not macros:
        return tokens
    left = MOST_EXPANSIONS
    out: list[Token] = []
    pending = list(reversed(tokens))
    while pending:
        token = pending.pop()
        macro = macros.get(token.text) if token.kind == "command" else None
        if macro is None:
            out.append(token)
            continue
        left -= 1
        if left < 0 or len(out) + len(pending) > MOST_TOKENS:
            raise UnreadableError("too-large", "its macros expand without end", token.start)
        arguments = [_take(pending) for _ in range(macro.arity)]
        pending.extend(reversed(_filled(macro, arguments, token)))
    return out


def _take(pending: list[Token]) -> list[Token]:
    """Take one argument from the reversed list of tokens to come."""
    if not pending:
        return []
    first = pending.pop()
    if first.text != "{":
        return [first]
    depth, taken = 1, []
    while pending:
        token = pending.pop()
        depth += (token.text == "{") - (token.text == "}")
        if depth == 0:
            break
        taken.append(token)
    return taken


def _filled(macro: Macro, arguments: list[list[Token]], call: Token) -> list[Token]:
    filled: list[Token] = []
    body = [replace(token, start=call.start, end=call.end) for token in raw_tokens(macro.body)]
    index = 0
    while index < len(body):
        token = body[index]
        index += 1
        slot = body[index].text if token.text == "#" and index < len(body) else ""
        if slot.isdigit() and int(slot) <= len(arguments):
            filled.extend(arguments[int(slot) - 1])
            index += 1
        else:
            filled.append(token)
    return filled

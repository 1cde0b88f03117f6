"""From a display to its statements: chains of relations, several in one display, remarks behind them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from vault_runner.oracle.asides import apart
from vault_runner.oracle.ellipses import written_out
from vault_runner.oracle.grammar import SUM, Grammar
from vault_runner.oracle.lines import joined_lines
from vault_runner.oracle.macros import Macro, expand
from vault_runner.oracle.names import CONNECTIVES
from vault_runner.oracle.syntax import Node, UnreadableError
from vault_runner.oracle.tokens import Token, raw_tokens, tokens_of

_PUNCTUATION = frozenset({",", ".", ";", "，", "。", "；", "、", ":", "：", "&"})


FOR_ALL = "∀"
"""The word of a statement that says over what a claim beside it ranges."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One chain `a = b <= c`: its members, the relations between them, and the words that stand beside it."""

    members: tuple[Node, ...]
    relations: tuple[str, ...]
    words: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    guards: tuple[Node, ...] = field(default=())


def read_formula(latex: str, macros: Mapping[str, Macro] | None = None) -> list[Statement]:
    """Read every statement of a formula; raises `UnreadableError` if a token is left over."""
    return list(_read(latex)) if not macros else _statements(expand(raw_tokens(latex), macros))


# A formula of a paragraph is read by each question that is asked of the paragraph.
@lru_cache(maxsize=2000)
def _read(latex: str) -> tuple[Statement, ...]:
    return tuple(_statements(raw_tokens(latex)))


def _statements(raw: list[Token]) -> list[Statement]:
    statements = _Reader(joined_lines(tokens_of(raw))).statements()
    read = [replace(one, members=tuple(written_out(member) for member in one.members)) for one in statements]
    return apart(read, FOR_ALL)


class _Reader(Grammar):
    """Reads whole displays."""

    def statements(self) -> list[Statement]:
        found: list[Statement] = []
        words: list[str] = []
        while self.at < len(self.tokens):
            token = self.peek()
            if token.kind in {"separator", "row"} or (token.kind == "mark" and token.text in _PUNCTUATION):
                self.take()
            elif token.kind == "text" or (token.kind == "word" and token.text.lower() in CONNECTIVES):
                words.append(self.take().text)
            elif self.relation() and found:
                found[-1] = self._continued(found[-1])
            elif found and not self._begins():
                raise UnreadableError("syntax", "a formula that breaks off", token.start)
            else:
                found.append(self._statement(words))
                words = []
        if words and found:
            last = found[-1]
            found[-1] = Statement(last.members, last.relations, (*last.words, *words), last.start, last.end)
        return found

    def _begins(self) -> bool:
        """Tell whether a statement may begin here: one that only follows another is a factor that was not read."""
        last = self.tokens[self.at - 1]
        word = last.kind == "word" and last.text.lower() in CONNECTIVES
        return last.kind in {"separator", "row", "text"} or word or last.text in _PUNCTUATION

    def _continued(self, last: Statement) -> Statement:
        members, relations = list(last.members), list(last.relations)
        self._links(members, relations)
        return Statement(tuple(members), tuple(relations), last.words, last.start, self._end())

    def _statement(self, words: list[str]) -> Statement:
        start = self.peek().start
        if self.accept("forall"):
            return self._quantifier(words, start)
        members, relations = [self._member()], list[str]()
        self._links(members, relations)
        return Statement(tuple(members), tuple(relations), tuple(words), start, self._end())

    def _quantifier(self, words: list[str], start: int) -> Statement:
        r"""Read `\forall x, y \in V` as a declaration that is marked as one; without a set it only says “for all”."""
        names = [self.expression(SUM)]
        while self.accept(",") and self._list_goes_on():
            names.append(self.expression(SUM))
        first = names[0] if len(names) == 1 else Node("tuple", tuple(names), ",")
        if self.relation() not in {"in", ">", ">=", "<", "<=", "!="}:
            return Statement((Node("forall"),), (), tuple(words), start, self._end())
        relation = self.take_relation()
        members = (first, self.expression(SUM))
        self.accept(":", ",")
        return Statement(members, (relation,), (*words, FOR_ALL), start, self._end())

    def _links(self, members: list[Node], relations: list[str]) -> None:
        while self._relation_ahead():
            relations.append(self.take_relation())
            while self.peek().kind in {"separator", "row"} or self.sees("&"):
                self.take()
            members.append(self._member())
            if relations[-1] in {"perp", "indep"} and (self.bar() == "|" or self.sees("mid")):
                self.take()
                relations.append("given")
                members.append(self._member())

    def _relation_ahead(self) -> bool:
        r"""Tell whether a relation follows, past the spacing of an alignment or before `\\iff`."""
        place = self.at
        while self.peek().kind in {"separator", "row"} or self.sees("&"):
            self.take()
        if self.relation():
            return True
        self.at = place
        return False

    def _member(self) -> Node:
        """Read one side: an expression, or names separated by commas before a relation."""
        first = self.expression(SUM)
        parts = [first]
        if (self.bar() == "|" or self.sees("mid")) and self._law_ahead():
            self.take()
            given = [self.expression(SUM)]
            while self.accept(","):
                given.append(self.expression(SUM))
            return Node("given", (first, *given), "|", first.start, self._end())
        while self.sees(",", "、") and self._list_goes_on():
            self.take()
            parts.append(self.expression(SUM))
        if self.sees(":") and self.peek(1).text != "=":
            self.take()
            names = first if len(parts) == 1 else Node("tuple", tuple(parts), ",")
            return Node("signature", (names, self.expression(SUM)), "", first.start, self._end())
        return first if len(parts) == 1 else Node("tuple", tuple(parts), ",", first.start, self._end())

    def _law_ahead(self) -> bool:
        """Tell whether a bar separates what is given from what has a law."""
        ahead = itertools.takewhile(lambda token: token.kind not in {"separator", "row"}, self.tokens[self.at :])
        return any(token.text in {"sim", "∼", "～"} for token in ahead)

    def _list_goes_on(self) -> bool:
        r"""Tell whether a comma separates names that share the relation to come, as in `x, y \\in V`."""
        index = self.at
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.kind in {"separator", "row", "text"}:
                return False
            if token.kind in {"mark", "command"} and token.text in {"in", "sim", ":", "notin", "∈"}:
                return self._names_until(index)
            if token.text in {"=", "<", ">", "leq", "geq", "le", "ge", "neq", "iff", "to"}:
                return token.text in {"<", ">", "leq", "geq", "le", "ge", "neq"} and self._names_until(index)
            index += 1
        return self._names_until(len(self.tokens)) and self.at > 0 and not self._after_relation()

    def _after_relation(self) -> bool:
        return any(
            token.text in {"=", "<", ">", "leq", "geq", "le", "ge", "sim", "in", "to"}
            for token in self.tokens[: self.at]
        )

    def _names_until(self, end: int) -> bool:
        """Tell whether only names and commas stand up to `end`."""
        allowed = {",", "_", "{", "}", "ldots", "dots", "cdots", "hat", "bar", "tilde", "、", "^", "(", ")"}
        return all(
            token.kind in {"letter", "num", "word"} or token.text in allowed for token in self.tokens[self.at : end]
        )

    def _end(self) -> int:
        return self.tokens[self.at - 1].end if self.at else 0


def parse_expression(latex: str, macros: Mapping[str, Macro] | None = None) -> Node:
    """Read a formula that is one expression, for declarations and tests."""
    statements = read_formula(latex, macros)
    if len(statements) != 1 or statements[0].relations:
        raise UnreadableError("syntax", "one expression is expected")
    return statements[0].members[0]


def links(statement: Statement) -> list[tuple[Node, str, Node]]:
    """Return the links of a chain."""
    return list(zip(statement.members, statement.relations, statement.members[1:], strict=False))

"""Syntax of what is attached to a factor: powers, indices, primes, factorials, arguments."""

from __future__ import annotations

from vault_runner.oracle.brackets import Brackets
from vault_runner.oracle.syntax import Node, UnreadableError, num
from vault_runner.oracle.tokens import Token

_NAMELIKE = frozenset({"sym", "sub", "pow", "prime", "accent", "word", "sup"})


class Attachments(Brackets):
    """Reads a factor with everything that is attached behind it."""

    def factor(self) -> Node:
        """Read a primary with everything that is attached behind it."""
        start = self.peek()
        node = self.primary()
        while True:
            attached = self.postfix(node, start)
            if attached is None:
                return node
            node = attached

    def postfix(self, node: Node, start: Token) -> Node | None:
        """Read one attachment: a power, an index, a prime, a factorial, arguments."""
        if self.accept("^"):
            return self.power(node, start)
        if self.accept("_"):
            return self.node("sub", start, node, *self.indices())
        if self.sees("'", "prime"):
            count = 0
            while self.accept("'", "prime"):
                count += 1
            return self.node("prime", start, node, text=str(count))
        if self.sees("!") and node.head != "neg":
            self.take()
            if self.sees("!"):
                raise UnreadableError("unsupported", "a double factorial", self.peek().start)
            return self.node("fact", start, node)
        if self._applies(node):
            return self.call(node, start)
        return None

    def _applies(self, node: Node) -> bool:
        token = self.peek()
        if token.kind != "mark" or token.side == "right" or node.head not in _NAMELIKE:
            return False
        if token.text == "(":
            return True
        base = node
        while base.head in {"sub", "pow", "sup"} and base.args:
            base = base.args[0]
        return token.text in {"[", "{"} and base.head == "word"

    def call(self, node: Node, start: Token) -> Node:
        """Read the arguments of a call; the separators between them are kept in `text`."""
        args, separators, opener = self.slot_list()
        return self.node("call", start, node, *args, text=opener + separators)

    def power(self, base: Node, start: Token) -> Node:
        """Read what stands behind `^`."""
        alone = self.peek(1) if self.sees("{") else self.peek()
        closed = not self.sees("{") or self.peek(2).text == "}"
        if (
            alone.kind in {"mark", "command"}
            and alone.text
            in {"+", "-", "*", "star", "dagger", "top", "ast", "circ", "prime", "perp", "intercal", "complement", "−"}
            and closed
        ):
            return self._decorated(base, alone, start)
        if self.sees("{") and alone.text == "-" and self.peek(2).text in {"top", "T"} and self.peek(3).text == "}":
            self.at += 4
            return self.node("transpose", start, self.node("pow", start, base, num(-1)))
        exponent = self.braced()
        if exponent.head == "group" and exponent.text == "(" and len(exponent.args) == 1:
            return self.node("sup", start, base, exponent.args[0])
        if exponent.head == "sym" and exponent.text in {"T", "mathsf:T", "mathsf:top"}:
            return self.node("powT", start, base, exponent)
        return self.node("pow", start, base, exponent)

    def _decorated(self, base: Node, mark: Token, start: Token) -> Node:
        self.at += 3 if self.sees("{") else 1
        if mark.text in {"top", "intercal"}:
            return self.node("transpose", start, base)
        if mark.text == "prime":
            return self.node("prime", start, base, text="1")
        names = {"+": "pinv", "dagger": "pinv", "circ": "degree", "perp": "perp", "complement": "complement"}
        return self.node(names.get(mark.text, "star"), start, base, text=mark.text)

    def indices(self) -> list[Node]:
        """Read what stands behind `_`: one index, several juxtaposed or separated ones, or a condition."""
        if not self.sees("{"):
            return [self.single()]
        if self.peek(1).kind == "mark" and self.peek(1).text in {"+", "-", "*"} and self.peek(2).text == "}":
            mark = self.peek(1)
            self.at += 3
            return [self.node("mark", mark, text=mark.text)]
        before, self.slicing = self.slicing, True
        inner = self.braced()
        self.slicing = before
        parts = inner.args if inner.head == "tuple" else (inner,)
        return [index for part in parts for index in _split_index(part)]


def _split_index(part: Node) -> list[Node]:
    """Split `ij` into two indices; `n-1`, `2k` and names stay whole."""
    if part.head != "mul" or part.text:
        return [part]
    pieces = _split_index(part.args[0]) + _split_index(part.args[1])
    if all(piece.head in {"sym", "sub"} for piece in pieces) or pieces[0].head == "sym":
        return pieces
    return [part]

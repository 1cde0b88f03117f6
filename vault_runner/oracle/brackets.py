"""Syntax of brackets: groups, lists of arguments with their separators, bars, and LaTeX's braced arguments."""

from __future__ import annotations

from vault_runner.oracle.cursor import CLOSERS, SLOT_SEPARATORS, Cursor
from vault_runner.oracle.syntax import Node, UnreadableError
from vault_runner.oracle.tokens import Token

RELATION = 10
CLOSING = {"(": (")", "]"), "[": ("]", ")"), "{": ("}",), "lbrace": ("}", "rbrace"), "langle": ("rangle",),
           "lfloor": ("rfloor",), "lceil": ("rceil",), "lbrack": ("rbrack",)}  # fmt: skip


class Brackets(Cursor):
    """Reads brackets; what stands inside is read by the whole grammar."""

    def expression(self, floor: int = RELATION) -> Node:
        """Read an expression; the grammar says how."""
        raise NotImplementedError

    def primary(self) -> Node:
        """Read a name, a number or a bracket; the grammar says how."""
        raise NotImplementedError

    def slot_list(self) -> tuple[list[Node], str, str]:
        """Read a bracketed list whose parts are separated by commas, semicolons or bars."""
        opener = self.take()
        closers = CLOSING[opener.text]
        outer, self.bars = self.bars, []
        integrals, self.integrals = self.integrals, 0
        self.slots.append(True)
        args: list[Node] = []
        separators = ""
        while not self.sees(*closers):
            args.append(self.placeholder() or self.expression())
            while self.peek().kind == "text" and self.peek(1).text in closers:
                args.append(self.node("text", self.take(), text="remark"))
            separator = self.separator()
            if not separator:
                break
            separators += separator + " "
        self.slots.pop()
        self.bars, self.integrals = outer, integrals
        self.expect(*closers)
        return args, separators.strip(), opener.text

    def placeholder(self) -> Node | None:
        r"""Read the dot of `f(\\cdot)`."""
        token = self.peek()
        after = self.peek(1)
        if token.text in {"cdot", "·", "bullet"} and (after.text in CLOSERS or after.text in SLOT_SEPARATORS):
            self.take()
            return self.node("slot", token)
        return None

    def separator(self) -> str:
        """Take a separator between arguments."""
        token = self.peek()
        bar = self.bar()
        if bar:
            self.take()
            return bar
        if token.kind == "separator":
            self.take()
            return self.separator() or " "
        if token.kind in {"mark", "command"} and token.text in SLOT_SEPARATORS:
            self.take()
            while self.peek().kind == "separator":
                self.take()
            return SLOT_SEPARATORS[token.text]
        return ""

    def braced(self) -> Node:
        """Read a braced argument or a single token as LaTeX does."""
        start = self.peek()
        if not self.accept("{"):
            return self.single()
        outer, self.bars = self.bars, []
        self.slots.append(False)
        integrals, self.integrals = self.integrals, 0
        inner = self.comma_list("}")
        self.slots.pop()
        self.bars, self.integrals = outer, integrals
        self.expect("}")
        return inner[0] if len(inner) == 1 else self.node("tuple", start, *inner)

    def single(self) -> Node:
        r"""Read one token as an argument, as in `x^2` or `\\frac12`."""
        token = self.peek()
        if token.kind == "num" and len(token.text) > 1:
            first = Token("num", token.text[0], token.start, token.start + 1)
            rest = Token("num", token.text[1:], token.start + 1, token.end)
            self.tokens[self.at : self.at + 1] = [first, rest]
        if self.sees("+", "-", "*", "dagger", "top", "star", "prime", "perp", "ast", "−"):
            self.take()
            return self.node("mark", token, text=token.text)
        return self.primary()

    def comma_list(self, *closers: str) -> list[Node]:
        """Read expressions separated by commas up to a closer, which is not taken."""
        parts: list[Node] = []
        while not self.sees(*closers):
            parts.append(self.placeholder() or self.slice_of(closers))
            if not self.separator():
                break
        return parts

    def slice_of(self, closers: tuple[str, ...]) -> Node:
        """Read one index of several: `:`, `1:k`, or an expression; in a list of one a colon separates."""
        start = self.peek()
        if start.text == ":" and start.kind == "mark":
            self.take()
            last = Node("none") if self.sees(",", *closers) else self.expression()
            return self.node("slice", start, Node("none"), last)
        first = self.expression()
        if not (self.slicing and self.sees(":")):
            return first
        self.take()
        last = Node("none") if self.sees(",", *closers) else self.expression()
        return self.node("slice", start, first, last)

    def barred(self, bar: str) -> Node:
        """Read `|x|` or `‖x‖`."""
        start = self.take()
        self.bars.append(bar)
        self.slots.append(False)
        inner = self.expression()
        self.slots.pop()
        if self.bar() != bar:
            raise UnreadableError("syntax", "a bar is never closed", start.start)
        self.take()
        self.bars.pop()
        return self.node("norm" if bar == "||" else "abs", start, inner)

    def half_open(self, opener: str) -> str:
        """Return the bracket that was just taken if it closes what another kind opened, as in `[0, 1)`."""
        closer = self.tokens[self.at - 1].text
        return closer if (opener, closer) in {("[", ")"), ("(", "]")} else ""

    def bracketed(self) -> Node:
        """Read brackets: a group, a tuple, an inner product, floor or ceiling."""
        start = self.peek()
        if start.text == "{" and start.kind == "mark":
            return self.braced()
        args, separators, opener = self.slot_list()
        heads = {"langle": "inner", "lfloor": "floor", "lceil": "ceil", "lbrace": "set", "{": "set"}
        if opener in heads:
            return self.node(heads[opener], start, *args, text=separators)
        if len(args) == 1:
            return self.node("group", start, args[0], text=opener)
        return self.node("tuple", start, *args, text=(opener + separators + self.half_open(opener)))

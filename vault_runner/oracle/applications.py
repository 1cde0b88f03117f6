"""Syntax of named functions and operators with their arguments, in brackets or without."""

from __future__ import annotations

from vault_runner.oracle import bigs
from vault_runner.oracle.attachments import Attachments
from vault_runner.oracle.names import BIG, FUNCTIONS
from vault_runner.oracle.syntax import Node, UnreadableError
from vault_runner.oracle.tokens import Token

PRODUCT = 30


class Applications(Attachments):
    """Reads functions such as `log` and operators such as the expectation."""

    def starts_factor(self) -> bool:
        """Tell whether the token to come could begin another factor; the grammar says how."""
        raise NotImplementedError

    def function(self, token: Token, name: str) -> Node:
        r"""Read a named function: `\\log x`, `\\sin^2(x)`, `\\log_2 n`, `\\operatorname{tr}(AB)`."""
        self.take()
        primes = self._primes()
        lower = self.indices() if self.accept("_") else []
        exponent = self.braced() if self.accept("^") else None
        lower = lower or (self.indices() if self.accept("_") else [])
        args = self._arguments(name)
        if primes:
            return self._primed(token, primes, args, plain=not lower and exponent is None)
        base = self.node("fun", token, *args, text=name)
        if lower:
            base = self.node("funsub", token, base, *lower)
        return base if exponent is None else self.node("funpow", token, base, exponent)

    def _primes(self) -> int:
        count = 0
        while self.accept("'", "prime"):
            count += 1
        if not count and self.sees("^") and self.peek(1).text in {"prime", "{"}:
            inner = [self.peek(2 + at).text for at in range(3)] if self.peek(1).text == "{" else ["prime", "}"]
            count = inner.index("}") if "}" in inner and set(inner[: inner.index("}")]) == {"prime"} else 0
            self.at += (count + 3 if self.peek(1).text == "{" else 2) if count else 0
        return count

    def _primed(self, token: Token, primes: int, args: list[Node], *, plain: bool) -> Node:
        r"""Read `\tanh'(x)` as the derivative of the function at that point."""
        if not plain or len(args) != 1 or args[0].head == "reach":
            raise UnreadableError("unsupported", f"a derivative of {token.text} without a plain argument", token.start)
        name = self.node("word", token, text=token.text)
        return self.node("call", token, self.node("prime", token, name, text=str(primes)), args[0], text="(")

    def _arguments(self, name: str) -> list[Node]:  # noqa: PLR0911 - one case after another
        opened = self.peek()
        if opened.kind == "mark" and opened.text in {"(", "["} and opened.side != "right":
            return self.slot_list()[0]
        if opened.kind == "mark" and opened.text == "{" and not self.braced_alone():
            return [self.braced()]
        if self.sees("lbrace") or (opened.kind == "command" and opened.text == "{"):
            return self.slot_list()[0]
        if not self.starts_factor():
            return []
        first = self.factor()
        if not self._continues():
            return [first]
        whole = first
        while self._continues():
            whole = self.node("mul", opened, whole, self.factor())
        if first.head == "num" or name in {"max", "min"}:
            return [whole]
        return [self.node("reach", opened, whole, first)]

    def braced_alone(self) -> bool:
        """Tell whether the group to come is empty."""
        return self.peek(1).text == "}"

    def _continues(self) -> bool:
        token = self.peek()
        stop = token.kind in {"word", "begin"} or (
            token.kind == "command" and (token.text in FUNCTIONS or token.text in BIG or token.text in bigs.STARTERS)
        )
        return self.starts_factor() and not (stop and token.text not in {"frac", "tfrac", "dfrac", "sqrt"})

    def operator(self, token: Token, name: str) -> Node:
        """Read an operator of probability: its index, then its argument in brackets or as a product."""
        self.take()
        word = self.node("op", token, text=name)
        if self.accept("_"):
            word = self.node("op", token, *self.indices(), text=name)
        if self.accept("^"):
            raise UnreadableError("syntax", f"a power stands on {name} itself", token.start)
        opened = self.peek()
        if (opened.kind == "mark" and opened.text in {"(", "[", "{"}) or self.sees("lbrace"):
            args, separators, _opener = self.slot_list()
            return self.node("apply", token, word, *args, text=separators)
        if not self.starts_factor():
            return word
        return self.node("apply", token, word, self.expression(PRODUCT), text="")

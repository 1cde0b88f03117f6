"""The expression grammar: a Pratt parser whose doubts (application or product, index or name) stay in the tree.

`a(b)` is always a `call` and `x_{ij}` always a `sub`; what they mean is decided later, where types are known.
"""

from __future__ import annotations

from vault_runner.oracle import bigs, calculus_syntax, environments, reach_syntax
from vault_runner.oracle.applications import Applications
from vault_runner.oracle.brackets import CLOSING
from vault_runner.oracle.cursor import CLOSERS
from vault_runner.oracle.names import (
    ADDITIVE,
    BIG,
    CONNECTIVES,
    CONSTANT_COMMANDS,
    DOTS,
    FUNCTIONS,
    LETTER_ACCENTS,
    MULTIPLICATIVE,
    TAKES_BRACKETS,
)
from vault_runner.oracle.syntax import PAIR, Node, UnreadableError, num
from vault_runner.oracle.tokens import Token

RELATION, SUM, PRODUCT, FACTOR = 10, 20, 30, 40

_OPENING = {*CLOSING, "Pr"}


class Grammar(Applications):
    """Reads expressions from tokens."""

    def expression(self, floor: int = RELATION) -> Node:
        """Read an expression whose operators bind at least as tightly as `floor`."""
        self.descend()
        start = self.peek()
        left = self.prefix()
        while True:
            following = self.infix(left, floor, start)
            if following is None:
                self.depth -= 1
                return left
            left = following

    def infix(self, left: Node, floor: int, start: Token) -> Node | None:  # noqa: PLR0911 - one case after another
        """Read one operator and its right side, None if what comes belongs to someone else."""
        token = self.peek()
        mark = token.kind in {"mark", "command"}
        if mark and token.text in ADDITIVE:
            if floor > SUM:
                return None
            self.take()
            right = self.expression(SUM + 1)
            return self._added(left, ADDITIVE[token.text], right, start)
        if mark and token.text in MULTIPLICATIVE:
            if floor > PRODUCT:
                return None
            self.take()
            whole = self.node("mul", start, left, self.expression(PRODUCT + 1), text=MULTIPLICATIVE[token.text])
            whole = calculus_syntax.on_one_line(whole)
            return reach_syntax.slashed(self, whole, start) if token.text == "/" and whole.head == "mul" else whole
        if mark and token.text == "evaluated":
            return self._evaluated(left, floor, start)
        relation = self.relation()
        if relation:
            return self._related(left, relation, floor, start)
        if floor <= PRODUCT and self.starts_factor():
            return self.node("mul", start, left, self.expression(PRODUCT + 1))
        return None

    def _related(self, left: Node, relation: str, floor: int, start: Token) -> Node | None:
        if floor > RELATION or self.depth <= 1:
            return None
        self.take_relation()
        return self.node("rel", start, left, self.expression(SUM), text=relation)

    def _evaluated(self, left: Node, floor: int, start: Token) -> Node | None:
        r"""Read where the whole product before the bar is taken: `|_{x=a}`, `|_a^b`."""
        if floor >= PRODUCT:
            return None
        self.take()
        bounds = {"_": Node("none"), "^": Node("none")}
        while (mark := self.accept("_", "^")) is not None:
            bounds[mark.text] = self.braced()
        return self.node("at", start, left, bounds["_"], bounds["^"])

    def _added(self, left: Node, operator: str, right: Node, start: Token) -> Node:
        if operator == "-":
            right = Node("neg", (right,), "", right.start, right.end)
        if operator in {"+", "-"}:
            parts = left.args if left.head == "add" else (left,)
            return self.node("add", start, *parts, right)
        return self.node("mul", start, left, right, text=operator)

    def starts_factor(self) -> bool:
        """Tell whether the token to come could begin another factor of a product."""
        token = self.peek()
        if token.kind in {"num", "letter"}:
            return not (self.integrals and self.differential())
        if token.kind == "word":
            return token.text.lower() not in CONNECTIVES
        if token.kind == "begin":
            return token.text in environments.MATRICES or token.text == "cases"
        bar = self.bar()
        if bar:
            return not self.closes_bar(bar)
        if token.kind == "mark":
            return token.text in {"(", "[", "{"} and token.side != "right"
        return token.kind == "command" and self._starting_command(token.text)

    def _starting_command(self, text: str) -> bool:
        plain = text in FUNCTIONS or text in BIG or text in LETTER_ACCENTS or text in CONSTANT_COMMANDS
        return plain or text in DOTS or text in bigs.STARTERS or text in calculus_syntax.STARTERS or text in _OPENING

    def differential(self) -> bool:
        """Tell whether `dx` of an integral comes."""
        return self.peek().text == "d" and self.peek(1).kind == "letter"

    def closes_bar(self, bar: str) -> bool:
        """Tell whether a bar in the place of an operator closes one or separates arguments."""
        if self.peek().side == "left":
            return False
        if bar in self.bars or self.peek().side == "right":
            return True
        return self.slots[-1] and self._bars_ahead(bar) % 2 == 1

    def _bars_ahead(self, bar: str) -> int:
        """Count the bars up to the end of the innermost brackets: an odd number means that one separates."""
        place, depth, count = self.at, 0, 0
        while self.at < len(self.tokens) and depth >= 0:
            text = self.peek().text
            depth += text in {"(", "[", "{", "lbrace", "langle"}
            depth -= text in CLOSERS or text == "rbrace"
            count += depth == 0 and self.bar() == bar
            self.at += 1
        self.at = place
        return count

    def prefix(self) -> Node:
        """Read a sign or a factor."""
        token = self.peek()
        if self.accept("-", "−"):
            return self.node("neg", token, self.expression(PRODUCT))
        if self.accept("+"):
            return self.expression(PRODUCT)
        if self.accept("pm", "mp"):
            return self.node("mul", token, num(0), self.expression(PRODUCT), text="±")
        return self.factor()

    def primary(self) -> Node:  # noqa: PLR0911 - one case after another
        """Read a number, a name, a bracket, an environment or a command with its arguments."""
        token = self.peek()
        if token.kind == "num":
            self.take()
            return self.node("num", token, text=token.text)
        if token.kind == "letter":
            return self._letter(token)
        if token.kind in {"word", "text"}:
            return self._word(token)
        if token.kind == "begin":
            return environments.environment(self)
        bar = self.bar()
        if bar:
            return self.barred(bar)
        if token.text in CLOSING:
            return self.bracketed()
        if token.kind == "command":
            return self.command(token)
        raise UnreadableError("syntax", f"`{token.text or 'the end'}` is not expected here", token.start)

    def _letter(self, token: Token) -> Node:
        if token.text in TAKES_BRACKETS:
            return self.operator(token, TAKES_BRACKETS[token.text])
        self.take()
        return self.node("sym", token, text=token.text)

    def _word(self, token: Token) -> Node:
        if token.kind == "text":
            raise UnreadableError("words", f"“{token.text}” stands inside the formula", token.start)
        if token.text in FUNCTIONS:
            return self._function(token, FUNCTIONS[token.text])
        if token.text in TAKES_BRACKETS:
            return self.operator(token, TAKES_BRACKETS[token.text])
        if token.text in {"argmax", "argmin", "arg"}:
            return bigs.optimum(self)
        if token.text in {"max", "min"}:
            return bigs.extremum(self)
        self.take()
        return self.node("word", token, text=token.text)

    def factor(self) -> Node:
        """Read a factor; the square behind the bracket of an expectation may stand within."""
        start = self.peek()
        below = self.at > 0 and self.tokens[self.at - 1].text == "/"
        whole = super().factor()
        return whole if below else reach_syntax.behind_letter(self, whole, start)

    def _function(self, token: Token, name: str) -> Node:
        below = self.at > 0 and self.tokens[self.at - 1].text == "/"
        bracket = self.peek(1).kind == "mark" and self.peek(1).text == "("
        whole = self.function(token, name)
        plain = bracket and whole.head == "fun" and len(whole.args) == 1 and not below
        return reach_syntax.behind_function(self, whole, token) if plain else whole

    def operator(self, token: Token, name: str) -> Node:
        """Read an operator of probability; the square behind its bracket may stand within."""
        below = self.at > 0 and self.tokens[self.at - 1].text == "/"
        whole = super().operator(token, name)
        closed = self.tokens[self.at - 1].text == ")" and whole.head == "apply" and len(whole.args) == PAIR
        round_one = closed and whole.args[1].end < whole.end and name == "E" and not below
        return reach_syntax.behind_expectation(self, whole, token) if round_one else whole

    def _big(self, token: Token) -> Node:
        below = self.at > 0 and self.tokens[self.at - 1].text == "/"
        whole = bigs.big(self)
        return reach_syntax.behind_product(self, whole, token) if whole.text == "prod" and not below else whole

    def command(self, token: Token) -> Node:  # noqa: PLR0911 - one case after another
        """Read a command."""
        name = token.text
        if name in {"max", "min", "sup", "inf"}:
            return bigs.extremum(self)
        if name in BIG:
            return self._big(token)
        if name in bigs.STARTERS:
            return bigs.STARTERS[name](self)
        if name in FUNCTIONS:
            return self._function(token, FUNCTIONS[name])
        if name in calculus_syntax.STARTERS:
            return calculus_syntax.STARTERS[name](self)
        if name in LETTER_ACCENTS:
            self.take()
            return self.node("accent", token, self.braced(), text=name)
        if name in CONSTANT_COMMANDS or name in DOTS:
            self.take()
            return self.node("dots" if name in DOTS else "sym", token, text=CONSTANT_COMMANDS.get(name, name))
        if name == "Pr":
            return self.operator(token, "P")
        raise UnreadableError("unknown-command", f"`\\{name}` is not known", token.start)

"""The expression grammar: a Pratt parser whose doubts (application or product, index or name) stay in the tree.

`a(b)` is always a `call` and `x_{ij}` always a `sub`; what they mean is decided later, where types are known.
"""

from __future__ import annotations

from vault_runner.oracle import bigs, calculus_syntax, environments
from vault_runner.oracle.cursor import CLOSERS, SLOT_SEPARATORS, Cursor
from vault_runner.oracle.names import (
    ADDITIVE,
    BIG,
    CONSTANT_COMMANDS,
    DOTS,
    FUNCTIONS,
    LETTER_ACCENTS,
    MULTIPLICATIVE,
    TAKES_BRACKETS,
)
from vault_runner.oracle.syntax import Node, UnreadableError, num
from vault_runner.oracle.tokens import Token

RELATION, SUM, PRODUCT, FACTOR = 10, 20, 30, 40
_CLOSING = {"(": (")", "]"), "[": ("]", ")"), "{": ("}",), "lbrace": ("}", "rbrace"), "langle": ("rangle",),
            "lfloor": ("rfloor",), "lceil": ("rceil",), "lbrack": ("rbrack",)}  # fmt: skip
_NAMELIKE = frozenset({"sym", "sub", "pow", "prime", "accent", "word", "sup"})


class Grammar(Cursor):
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
            return self.node("mul", start, left, self.expression(PRODUCT + 1), text=MULTIPLICATIVE[token.text])
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
            return True
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
        return plain or text in DOTS or text in bigs.STARTERS or text in calculus_syntax.STARTERS or text in _CLOSING

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

    def slot_list(self) -> tuple[list[Node], str, str]:
        """Read a bracketed list whose parts are separated by commas, semicolons or bars."""
        opener = self.take()
        closers = _CLOSING[opener.text]
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
            parts.append(self.placeholder() or self.expression())
            if not self.separator():
                break
        return parts

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
        inner = self.braced()
        parts = inner.args if inner.head == "tuple" else (inner,)
        return [index for part in parts for index in _split_index(part)]

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
        if token.text in _CLOSING:
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
            return self.function(token, FUNCTIONS[token.text])
        if token.text in TAKES_BRACKETS:
            return self.operator(token, TAKES_BRACKETS[token.text])
        if token.text in {"argmax", "argmin", "arg"}:
            return bigs.optimum(self)
        if token.text in {"max", "min"}:
            return bigs.extremum(self)
        self.take()
        return self.node("word", token, text=token.text)

    def command(self, token: Token) -> Node:  # noqa: PLR0911 - one case after another
        """Read a command."""
        name = token.text
        if name in {"max", "min", "sup", "inf"}:
            return bigs.extremum(self)
        if name in BIG:
            return bigs.big(self)
        if name in bigs.STARTERS:
            return bigs.STARTERS[name](self)
        if name in FUNCTIONS:
            return self.function(token, FUNCTIONS[name])
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

    def bracketed(self) -> Node:
        """Read brackets: a group, a tuple, an inner product, floor or ceiling."""
        start = self.peek()
        if start.text == "{" and start.kind == "mark":
            return self.braced()
        args, separators, opener = self.slot_list()
        heads = {"langle": "inner", "lfloor": "floor", "lceil": "ceil", "lbrace": "set"}
        if opener in heads:
            return self.node(heads[opener], start, *args, text=separators)
        if len(args) == 1:
            return self.node("group", start, args[0], text=opener)
        return self.node("tuple", start, *args, text=(opener + separators))

    def function(self, token: Token, name: str) -> Node:
        r"""Read a named function: `\\log x`, `\\sin^2(x)`, `\\log_2 n`, `\\operatorname{tr}(AB)`."""
        self.take()
        lower = self.indices() if self.accept("_") else []
        exponent = self.braced() if self.accept("^") else None
        lower = lower or (self.indices() if self.accept("_") else [])
        args = self._arguments(name)
        base = self.node("fun", token, *args, text=name)
        if lower:
            base = self.node("funsub", token, base, *lower)
        return base if exponent is None else self.node("funpow", token, base, exponent)

    def _arguments(self, name: str) -> list[Node]:  # noqa: PLR0911 - one case after another
        opened = self.peek()
        if opened.kind == "mark" and opened.text in {"(", "["} and opened.side != "right":
            return self.slot_list()[0]
        if opened.kind == "mark" and opened.text == "{" and not self.braced_alone():
            return [self.braced()]
        if self.sees("lbrace"):
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


def _split_index(part: Node) -> list[Node]:
    """Split `ij` into two indices; `n-1`, `2k` and names stay whole."""
    if part.head != "mul" or part.text:
        return [part]
    pieces = _split_index(part.args[0]) + _split_index(part.args[1])
    if all(piece.head in {"sym", "sub"} for piece in pieces) or pieces[0].head == "sym":
        return pieces
    return [part]

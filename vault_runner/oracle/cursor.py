"""A cursor over tokens with the small questions that every part of the grammar asks."""

from __future__ import annotations

from vault_runner.oracle.syntax import DEEPEST, Node, UnreadableError
from vault_runner.oracle.tokens import Token

END = Token("end-of-formula", "", 0, 0)
RELATIONS = {
    "=": "=", ":=": ":=", "<": "<", ">": ">", "leq": "<=", "le": "<=", "geq": ">=", "ge": ">=", "leqslant": "<=",
    "geqslant": ">=", "neq": "!=", "ne": "!=", "approx": "~~", "simeq": "~~", "equiv": "===", "sim": "~", "in": "in",
    "notin": "notin", "subset": "subset", "subseteq": "subset", "to": "->", "rightarrow": "->", "longrightarrow": "->",
    "mapsto": "|->", "Rightarrow": "=>", "implies": "=>", "Longrightarrow": "=>", "iff": "<=>",
    "Leftrightarrow": "<=>", "Longleftrightarrow": "<=>", "propto": "propto", "succeq": "psd>=", "succ": "psd>",
    "preceq": "psd<=", "prec": "psd<", "triangleq": ":=", "doteq": ":=", "coloneqq": ":=", "ll": "<<", "gg": ">>",
    "perp": "perp", "leftarrow": ":=", "gets": ":=", "cong": "~~", "asymp": "~~", "lesssim": "~~", "supseteq": "supset",
    "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~~", "∈": "in", "→": "->", "⇒": "=>", "∼": "~", "～": "~",
}  # fmt: skip
CLOSERS = frozenset({")", "]", "}", "rangle", "rfloor", "rceil"})
SLOT_SEPARATORS = {
    ",": ",",
    ";": ";",
    "|": "|",
    "mid": "|",
    "\\|": "||",
    "|*": "||",
    "parallel": "||",
    ":": ":",
    "Vert": "||",
}


class Cursor:
    """Tokens and a place among them."""

    def __init__(self, tokens: list[Token]) -> None:
        """Start before the first token."""
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.bars: list[str] = []
        """The bars `|` and `‖` that are open inside the innermost brackets."""
        self.slots = [False]
        """Whether a bar separates arguments inside the innermost brackets."""
        self.integrals = 0
        self.slicing = False
        """Whether indices are read, in which a colon makes a slice."""

    def peek(self, ahead: int = 0) -> Token:
        """Return the token to come, `END` after the last."""
        index = self.at + ahead
        return self.tokens[index] if index < len(self.tokens) else END

    def take(self) -> Token:
        """Take the token to come."""
        token = self.peek()
        if token is END:
            raise UnreadableError("syntax", "the formula ends too early", self.tokens[-1].end if self.tokens else 0)
        self.at += 1
        return token

    def sees(self, *texts: str) -> bool:
        """Tell whether the token to come is a mark or command with one of these texts."""
        token = self.peek()
        return token.kind in {"mark", "command"} and token.text in texts

    def accept(self, *texts: str) -> Token | None:
        """Take the token to come if it is one of these marks or commands."""
        return self.take() if self.sees(*texts) else None

    def expect(self, *texts: str) -> Token:
        """Take one of these marks or fail."""
        token = self.accept(*texts)
        if token is None:
            found = self.peek()
            raise UnreadableError("syntax", f"`{texts[0]}` is missing before `{found.text}`", found.start)
        return token

    def descend(self) -> None:
        """Count one more level; too many fail."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadableError("too-large", f"it is nested more than {DEEPEST} deep", self.peek().start)

    def bar(self) -> str:
        """Return `|` or `||` if the token to come is a bar, else nothing."""
        token = self.peek()
        if token.kind == "mark" and token.text == "|":
            return "|"
        if token.kind == "command" and token.text in {"vert", "lvert", "rvert"}:
            return "|"
        if token.kind == "command" and token.text in {"|", "Vert", "lVert", "rVert"}:
            return "||"
        return ""

    def relation(self) -> str:
        """Return the relation that the token to come stands for, or nothing."""
        token = self.peek()
        if token.kind not in {"mark", "command"}:
            return ""
        if token.text == ":" and self.peek(1).text == "=":
            return ":="
        if token.text in {"overset", "stackrel"}:
            return self._labelled()
        if token.text == "perp" and self.peek(1).text == "perp":
            return "indep"
        return RELATIONS.get(token.text, "")

    def take_relation(self) -> str:
        """Take a relation with all its tokens."""
        relation = self.relation()
        token = self.take()
        if (relation == ":=" and token.text == ":") or relation == "indep":
            self.take()
        if token.text in {"overset", "stackrel"}:
            self.skip_group()
            self.skip_group()
        return relation

    def _labelled(self) -> str:
        """Return the relation below a label; an equals sign under anything but a label says something of its own."""
        place = self.at
        self.take()
        label = self._argument()
        inner = self._argument()
        self.at = place
        relation = RELATIONS.get(inner[0].text, "") if len(inner) == 1 else ""
        texts = "".join(token.text for token in label)
        if relation != "=":
            return relation
        if "def" in texts or "triangle" in texts or texts in {"Delta", "text"}:
            return ":="
        plain = texts[:1] in {"(", "!", "*"} or texts.isdigit() or texts in {"star", "dagger", "ddagger"}
        return "=" if plain or set(texts) <= set("ivx") else ""

    def _argument(self) -> list[Token]:
        """Take the tokens of a braced group without its braces, or one token."""
        start = self.at
        braces = self.sees("{")
        self.skip_group()
        return self.tokens[start + 1 : self.at - 1] if braces else self.tokens[start : self.at]

    def skip_group(self) -> None:
        """Pass over a braced group or one token."""
        if not self.accept("{"):
            self.take()
            return
        depth = 1
        while depth:
            token = self.take()
            depth += (token.kind == "mark" and token.text == "{") - (token.kind == "mark" and token.text == "}")

    def node(self, head: str, start: Token, *args: Node, text: str = "") -> Node:
        """Make a node from `start` to the last token taken."""
        end = self.tokens[self.at - 1].end if self.at else start.end
        return Node(head, args, text, start.start, end)

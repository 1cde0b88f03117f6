"""One sentence of prose with its formulas: what stands where, and which names a word may speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vault_runner.oracle.declare import declare
from vault_runner.oracle.denials import Denials
from vault_runner.oracle.dims import ClashError
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.families import Subjects
from vault_runner.oracle.macros import Macro
from vault_runner.oracle.reading import ChoiceError, MeaningError
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.statements import Statement, read_formula
from vault_runner.oracle.syntax import Node, UnreadableError
from vault_runner.oracle.words import Piece

_JOINERS = frozenset({"and", "或", "和", "与", "及", "以及", "or"})
BREAKS = frozenset(
    ["of", "with", "by", "from", "to", "for", "in", "on", "into", "has", "have", "so", "的", "有", "到", "关于", "对",
     "从", "给", "takes", "maps"],
)  # fmt: skip
_BETWEEN = frozenset(
    ["matrix", "matrices", "的", "real", "vector", "vectors", "阶", "维", "square", "function", "functions",
     "matrix-valued", "dimensional", "-", "个", "阵", "target", "label", "input", "output", "weight", "weights",
     "parameter", "constant", "factor", "scalar", "rate", "step", "coefficient", "random", "regularisation",
     "regularization", "strength", "learning", "penalty", "temperature", "bandwidth", "decay", "momentum", "smoothing",
     "damping", "hyperparameter", "step-size", "权重", "参数", "常数"],
)  # fmt: skip
_SUPPOSING = frozenset(
    ["with", "where", "suppose", "assume", "satisfy", "satisfies", "satisfying", "given", "let", "满足", "设", "若",
     "假设", "已知", "如果", "if", "when"],
)  # fmt: skip
_COMPARISONS = frozenset({"!=", "<", ">", "<=", ">="})
_OPERATORS = frozenset(
    ["odot", "otimes", "nabla", "partial", "circ", "top", "cdot", "times", "oplus", "dagger", "ast", "perp", "|",
     "langle_cdot"],
)  # fmt: skip


class Sentence:
    """The sentence that is being read; its paragraph's formulas and the scope outlive it."""

    def __init__(self, scope: Scope, formulas: list[tuple[str, int]], macros: Mapping[str, Macro]) -> None:
        """Start a paragraph."""
        self.scope = scope
        self.formulas = formulas
        self.macros = macros
        self.subjects: dict[int, Subjects] = {}
        self.parsed: dict[int, list[Statement]] = {}
        self.pieces: list[Piece] = []
        self.taken: set[int] = set()
        self.denials = Denials(set(), set())
        self.understood: set[str] = set()
        """Words that a pattern of its own has read."""

    def unread(self, text: str) -> None:
        """Note something that was not understood."""
        if text not in self.understood:
            self.scope.doubt(text)

    def declare(self, piece: Piece) -> None:
        """Take over what a formula declares."""
        latex, _ = self.formulas[piece.math]
        if latex.strip().strip("\\") in _OPERATORS:
            self.subjects[piece.math] = Subjects(())
            return
        try:
            statements = read_formula(latex, self.macros)
            self.parsed[piece.math] = statements
            found = declare(self.scope, statements)
        except UnreadableError:
            found = Subjects((), understood=False)
        self.subjects[piece.math] = found
        for statement in self.parsed.get(piece.math, []):
            self.scope.named.update(name_of(node) for member in statement.members for node in member.walk())
        if not found.understood:
            self.unread(f"${latex}$")
            self._suppose(piece, latex)

    def _suppose(self, piece: Piece, latex: str) -> None:
        """Keep an equation between declared names that the sentence supposes: “with a + b = 1”."""
        place = self.pieces.index(piece)
        opens = place == 0 and self.kind_at(1) in {"comma", "stop"}  # “$Av = \\lambda v$, $v \\ne 0$”
        statements = self.parsed.get(piece.math, [])
        if len(statements) != 1 or statements[0].relations != ("=",):
            return
        if not opens and self.text_at(place - 1) not in _SUPPOSING:
            return
        left, right = statements[0].members
        self.scope.told.append((f"${latex}$", left, right))

    def reconsider(self) -> None:
        r"""Take comparisons of what is computed from arrays, `Ax \neq b`, for conditions once all kinds are known."""
        for place, statements in self.parsed.items():
            text = f"${self.formulas[place][0]}$"
            if text not in self.scope.unread or len(statements) != 1:
                continue
            conditions = list(self._conditions(statements[0]))
            if conditions and all(map(self._readable, conditions)):
                self.scope.guards += conditions
                self.scope.unread.remove(text)

    def _conditions(self, statement: Statement) -> Iterator[Node]:
        r"""Return the comparisons of a chain; its first link may define a name, `g = \nabla f(x) \neq 0`."""
        links = zip(statement.members, statement.relations, statement.members[1:], strict=False)
        for number, (left, relation, right) in enumerate(links):
            symbol = self.scope.get(name_of(left))
            if number or relation != "=" or symbol is None or str(symbol.body) != str(right):
                yield Node("rel", (left, right), relation if relation in _COMPARISONS else "?")

    def _readable(self, condition: Node) -> bool:
        """Tell whether a condition has a meaning without any guess."""
        el = Elaborator(self.scope.copy(), {})
        try:
            el.term(condition)
        except (MeaningError, ClashError, ChoiceError):
            return False
        return (
            not set(el.guessed) - set(self.scope.hints)
            and not el.free_indices
            and not any(symbol.random for symbol in el.used.values())
        )

    def states(self, piece: Piece) -> bool:
        """Tell whether a formula is a condition, rather than a name or the set that a name belongs to."""
        try:
            statements = read_formula(self.formulas[piece.math][0], self.macros)
        except UnreadableError:
            return True
        return any(
            set(statement.relations) - {"in", "~"} for statement in statements if statement.relations
        ) and not any(statement.members[0].head == "signature" for statement in statements)

    def text_at(self, index: int) -> str:
        """Return the text of a piece, empty outside of the sentence."""
        return self.pieces[index].text if 0 <= index < len(self.pieces) else ""

    def kind_at(self, index: int) -> str:
        """Return the kind of a piece, `stop` outside of the sentence."""
        return self.pieces[index].kind if 0 <= index < len(self.pieces) else "stop"

    def names_of(self, index: int) -> tuple[str, ...]:
        """Return the names that the formula at a place speaks of."""
        piece = self.pieces[index]
        if piece.kind != "math":
            return ()
        return tuple(name for name in self.subjects[piece.math].names if not self._is_size(name))

    def _is_size(self, name: str) -> bool:
        symbol = self.scope.get(name)
        return name in self.scope.sizes and (symbol is None or symbol.ty is None)

    def expressions_of(self, index: int) -> tuple[Node, ...]:
        """Return the expressions that the formula at a place consists of, if it states nothing."""
        piece = self.pieces[index]
        if piece.kind != "math":
            return ()
        nodes = []
        for statement in self.parsed.get(piece.math, ()):
            if not statement.relations:
                whole = statement.members[0]
                nodes += list(whole.args) if whole.head == "tuple" else [whole]
        return tuple(nodes)

    def right_sides(self, index: int) -> tuple[Node, ...]:
        """Return the right side of the equation at a place."""
        statements = self.parsed.get(self.pieces[index].math, [])
        return tuple(part.members[-1] for part in statements if part.relations == ("=",))

    def bare(self, index: int) -> bool:
        """Tell whether a formula only names."""
        return self.subjects[self.pieces[index].math].bare

    def composed(self, index: int) -> bool:
        """Tell whether a formula is an expression such as `AB`, of which something is said as a whole."""
        found = self.subjects[self.pieces[index].math]
        return found.bare and not found.names and not found.shape and bool(self.expressions_of(index))

    def group_at(self, index: int) -> tuple[str, ...]:
        """Return the names of a formula and of those joined to it by commas or “and”."""
        names = list(self.names_of(index))
        for step in (-1, 1):
            place = index + step
            while 0 <= place < len(self.pieces) and self._joins(place):
                place += step
                if self.kind_at(place) == "comma":
                    place += step
                inside = 0 <= place < len(self.pieces)
                if not inside or not self.names_of(place) or not self.bare(place) or not self.bare(index):
                    break
                names += self.names_of(place)
                place += step
        return tuple(dict.fromkeys(names))

    def _joins(self, index: int) -> bool:
        piece = self.pieces[index]
        return piece.text in _JOINERS or piece.kind == "comma"

    def forward(self, index: int) -> tuple[str, ...]:
        """Return the subject that directly follows a word: “symmetric matrix A”."""
        place = index + 1
        while place < len(self.pieces):
            piece = self.pieces[place]
            if piece.kind == "math":
                if self.names_of(place):
                    return self.group_at(place)
                if not self.subjects[piece.math].shape:
                    return ()
            elif piece.kind == "comma":
                if self.kind_at(place + 1) != "prop":
                    return ()
            elif piece.kind not in {"type", "prop"} and piece.text not in _BETWEEN:
                return ()
            place += 1
        return ()

    def backward(self, index: int, *, across: bool = True) -> tuple[str, ...]:
        """Return the nearest subject before a word: “A is symmetric”."""
        place = index - 1
        while place >= 0:
            piece = self.pieces[place]
            if piece.kind == "math" and self.names_of(place):
                return self.group_at(place)
            if piece.kind == "math" and self.composed(place):
                return ()
            if not across and (piece.kind in {"comma", "unread", "role"} or piece.text in BREAKS):
                return ()
            place -= 1
        return ()

    def subject(self, index: int) -> tuple[str, ...]:
        """Return the nearest names around a word, whatever stands between."""
        if self.kind_at(index + 1) == "math" and self.composed(index + 1):
            return ()
        return self.forward(index) or self.backward(index)

    def negated(self, index: int) -> str:
        """Tell whether a word is denied: `hard`, `soft` (not assumed) or nothing."""
        for place in range(max(0, index - 4), index):
            piece = self.pieces[place]
            if piece.kind == "soft":
                self.taken.add(place)
                return "soft"
            if piece.kind == "neg" and not any(self.pieces[k].kind in {"comma", "math"} for k in range(place, index)):
                return "hard"
        return ""

"""What the symbols of a formula stand for, and what the note says about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import Ty


@dataclass(frozen=True, slots=True)
class Symbol:
    """One declared name; every field but the name may be unknown."""

    name: str
    ty: Ty | None = None
    props: frozenset[str] = frozenset()
    """Properties from the vocabulary, such as `symmetric`."""
    body: Node | None = None
    """The expression that defines it, if the note gives one."""
    params: tuple[str, ...] = ()
    """For a defined function, its arguments' names."""
    role: str = ""
    """A meaning given in words, such as `sigmoid` or `eigenvalues`."""
    of: tuple[str, ...] = ()
    """The names that the role speaks of."""
    random: bool = False
    """Whether it is a random variable."""
    law: Node | None = None
    """Its distribution."""
    sure: bool = True
    """Whether the note declares it, rather than the operators force it."""
    callable: bool = False
    """Whether words call it a function without giving its domain."""


@dataclass(frozen=True, slots=True)
class Notation:
    """What a notation stands for: its body, in which its parameters are replaced."""

    parameters: tuple[str, ...]
    body: Node


@dataclass(slots=True)
class Scope:
    """Everything declared at one place of a note."""

    symbols: dict[str, Symbol] = field(default_factory=dict)
    equal_sizes: dict[str, Dim] = field(default_factory=dict)
    facts: set[tuple[str, ...]] = field(default_factory=set)
    """Relations between names: (`commute`, A, B), (`independent`, X, Y), (`orthogonal`, x, y) …"""
    guards: list[Node] = field(default_factory=list)
    """Conditions that a sample must meet, such as `a < b`."""
    unread: list[str] = field(default_factory=list)
    """Words and formulas near the statement that were not understood."""
    reserve: list[str] = field(default_factory=list)
    """Words of the paragraph above that leave open whether its formula is asserted."""
    settled: frozenset[str] = frozenset()
    """Names that earlier paragraphs declare: to declare one again starts it afresh."""
    options: dict[str, str] = field(default_factory=dict)
    """`layout`, `exp`, `norm` and other conventions that the note states."""
    phrases: list[tuple[str, int]] = field(default_factory=list)
    """Noun phrases without a symbol, such as (`col`, 2) for “two vectors”."""
    odes: list[tuple[Node, Node]] = field(default_factory=list)
    """Differential equations that the note assumes."""
    equations: list[tuple[Node, Node]] = field(default_factory=list)
    """Earlier equations, kept to recognise recurrences and repeated definitions."""
    sizes: set[str] = field(default_factory=set)
    """Names that are sizes of something."""
    moments: dict[str, tuple[tuple[str, Node], ...]] = field(default_factory=dict)
    """Means, variances and covariances that the note gives to random variables."""
    named: set[str] = field(default_factory=set)
    """All names that the prose near the statement writes."""
    starts: list[tuple[Node, Node]] = field(default_factory=list)
    """Values that the note gives to the unknown of a differential equation, `x(0) = x_0`."""
    assumed: list[tuple[Node, str, Node]] = field(default_factory=list)
    """Hypotheses that samples are moved onto or rejected by: equations, orders between arrays."""
    told: list[tuple[str, Node, Node]] = field(default_factory=list)
    """Equations that prose supposes, with their LaTeX: what fails in general is judged again where they hold."""
    notations: dict[str, Notation] = field(default_factory=dict)
    """Notations that the note defines by a pattern, `[X,Y]` or `R_t`, by their name or brackets."""

    hints: dict[str, Ty] = field(default_factory=dict)
    """Kinds that the note leaves to names without declaring them, such as the argument of a function it defines."""

    def copy(self) -> Scope:
        """Return an independent copy."""
        return Scope(
            dict(self.symbols), dict(self.equal_sizes), set(self.facts), list(self.guards), list(self.unread),
            list(self.reserve), self.settled, dict(self.options), list(self.phrases), list(self.odes),
            list(self.equations), set(self.sizes), dict(self.moments), set(self.named), list(self.starts),
            list(self.assumed), list(self.told), dict(self.notations),
            dict(self.hints),
        )  # fmt: skip

    @property
    def doubts(self) -> list[str]:
        """What stands against a refutation: words not understood, and words that assert nothing."""
        return [*self.unread, *self.reserve]

    def doubt(self, text: str) -> None:
        """Note something that was not understood."""
        if text not in self.unread:
            self.unread.append(text)

    def declare(self, symbol: Symbol) -> None:
        """Add a declaration; a later one wins, but adds to what an earlier one without type said."""
        self.notations.pop(symbol.name, None)
        if symbol.name in self.settled and symbol.ty is not None:
            self._restart(symbol.name)
        before = self.symbols.get(symbol.name)
        if before is not None and symbol.ty is not None and before.ty is not None:
            kept = before.ty == symbol.ty or _awaits_size(before, symbol)
            before = before if kept else Symbol(before.name, random=before.random, law=before.law)
        if before is not None:
            symbol = _merged(before, symbol)
        self.symbols[symbol.name] = symbol

    def _restart(self, name: str) -> None:
        """Forget what earlier paragraphs said of a name that is declared again; they may have been meant to last."""
        before = self.symbols.pop(name, None)
        self.settled -= {name}
        facts = {fact for fact in self.facts if name in fact[1:]}
        self.facts -= facts
        guards = [guard for guard in self.guards if any(name_of(part) == name for part in guard.walk())]
        self.guards = [guard for guard in self.guards if guard not in guards]
        if guards or facts or (before is not None and (before.props or before.body or before.role)):
            self.doubt(f"{name} as it was before")

    def get(self, name: str) -> Symbol | None:
        """Return what is known of a name."""
        return self.symbols.get(name)

    def closed_at(self, name: str, ends: Iterable[float]) -> None:
        """Keep in mind at which ends the interval of a name is closed; a later declaration opens them again."""
        self.options.pop(f"closed {name}", None)
        if told := " ".join(map(str, ends)):
            self.options[f"closed {name}"] = told

    def add_props(self, name: str, props: frozenset[str]) -> None:
        """Add properties to a name, declaring it if need be."""
        symbol = self.symbols.get(name) or Symbol(name)
        self.symbols[name] = replace(symbol, props=symbol.props | props)


def _awaits_size(before: Symbol, after: Symbol) -> bool:
    """Tell whether a name was given a kind without sizes, “K is a symmetric matrix”, and now gets these."""
    given, stated = before.ty, after.ty
    if given is None or stated is None or given.kind != stated.kind:
        return False
    return all(dim.variable() for dim in given.dims)


def _merged(before: Symbol, after: Symbol) -> Symbol:
    return Symbol(
        after.name,
        after.ty or before.ty,
        after.props | before.props,
        after.body or before.body,
        after.params or before.params,
        after.role or before.role,
        after.of or before.of,
        random=after.random or before.random,
        law=after.law or before.law,
        sure=after.sure or before.sure,
        callable=after.callable or before.callable,
    )


_DECORATED = {
    "hat",
    "bar",
    "tilde",
    "dot",
    "overline",
    "widehat",
    "widetilde",
    "underline",
    "check",
    "ddot",
    "breve",
    "mathring",
}


def name_of(node: Node) -> str:
    """Return the name that a node spells (`x_t`, `hat(m)_t`, `x*`), empty if it is no name."""
    if node.head in {"sym", "word"}:
        return node.text
    if node.head == "accent" and node.text in _DECORATED and node.args:
        inner = name_of(node.args[0])
        return f"{node.text}({inner})" if inner else ""
    if node.head in {"star", "sup", "prime", "pinv"} and node.args:
        return _suffixed(node)
    if node.head == "group" and len(node.args) == 1 and node.text == "{":
        return name_of(node.args[0])
    if node.head == "sub":
        base = name_of(node.args[0])
        indices = [index_text(part) for part in node.args[1:]]
        return f"{base}_{','.join(indices)}" if base and all(indices) else ""
    return ""


def _suffixed(node: Node) -> str:
    base = name_of(node.args[0])
    if not base:
        return ""
    if node.head == "sup":
        return f"{base}^({index_text(node.args[1])})"
    if node.head == "prime":
        return base + "'" * int(node.text or 1)
    return base + ("*" if node.head == "star" else "+")


def index_text(node: Node) -> str:  # noqa: PLR0911 - one case after another
    """Return the text of an index that belongs to a name, empty if it is a computation."""
    if node.head in {"num", "sym", "word", "mark"}:
        return node.text
    if node.head in {"sub", "accent"}:
        return name_of(node)
    if node.head == "slice":
        return ":".join("" if part.head == "none" else index_text(part) for part in node.args)
    if node.head == "neg" and node.args[0].head in {"num", "sym"}:
        return "-" + node.args[0].text
    if node.head == "add":
        parts = [index_text(part) for part in node.args]
        return "+".join(parts).replace("+-", "-") if all(parts) else ""
    if node.head in {"opt", "fun"}:
        return node.text
    if node.head == "mul" and not node.text:
        parts = [index_text(part) for part in node.args]
        return "".join(parts) if all(parts) else ""
    return ""

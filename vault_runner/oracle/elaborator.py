"""The elaborator: its state under one reading, and the rules that modules register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from vault_runner.oracle.dims import Dim, Unifier
from vault_runner.oracle.reading import ChoiceError, MeaningError
from vault_runner.oracle.scope import Scope, Symbol
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import Term, Ty

KINDS = ("num", "col", "mat")


class Elaborator:
    """Elaborates one statement under one reading."""

    def __init__(self, scope: Scope, choices: Mapping[str, str]) -> None:
        """Start with nothing known beyond the scope."""
        self.scope = scope
        self.choices = choices
        self.sizes = Unifier(scope.equal_sizes)
        self.bound: dict[str, Term] = {}
        self.held: dict[str, Term] = {}
        """Defined names that a derivative takes for variables of their own."""
        self.used: dict[str, Symbol] = {}
        """Declared symbols that the terms use."""
        self.guessed: dict[str, Ty] = {}
        """Undeclared symbols with the type that this reading gives them."""
        self.free_indices: dict[str, Dim] = {}
        self.notes: list[str] = []
        """How doubtful spots were read, in words."""
        self.flags: set[str] = set()
        self.smaller: list[tuple[Dim, tuple[Dim, Dim]]] = []
        """Sizes, each with two others of which it is the smaller one."""
        self.unfolding: list[str] = []
        self.calls: dict[str, Node] = {}
        """The first argument of each function that is called with one."""
        self.counter = 0

    def term(self, node: Node) -> Term:
        """Elaborate one node."""
        rule = RULES.get(node.head)
        if rule is None:
            raise MeaningError("unsupported", f"`{node.head}` has no meaning here")
        return rule(self, node)

    def choose(self, key: str, *options: str) -> str:
        """Return the choice that this reading makes, or ask for one."""
        if key not in self.choices:
            raise ChoiceError(key, options)
        return self.choices[key]

    def fresh_name(self, name: str) -> str:
        """Return a name for a bound variable that nothing else has."""
        self.counter += 1
        return f"{name}#{self.counter}"

    def resolved(self, ty: Ty) -> Ty:
        """Return a type with all known sizes filled in."""
        return replace(ty, dims=tuple(self.sizes.resolve(dim) for dim in ty.dims))

    def unify(self, left: Ty, right: Ty, what: str) -> Ty:
        """Make two types equal, or raise what stands against it."""
        if left.kind == "any":
            return right
        if right.kind == "any":
            return left
        if left.kind != right.kind or len(left.dims) != len(right.dims):
            raise KindError(f"{what}: {self.resolved(left)} and {self.resolved(right)}", left.kind, right.kind)
        dims = tuple(self.sizes.unify(a, b, f"{what}: the sizes") for a, b in zip(left.dims, right.dims, strict=True))
        return replace(left, dims=dims)


class KindError(MeaningError):
    """Two things of different kind were added, compared or multiplied."""

    def __init__(self, message: str, left: str, right: str) -> None:
        """Keep both kinds."""
        super().__init__("kind", message)
        self.left = left
        self.right = right


Rule: TypeAlias = Callable[[Elaborator, Node], Term]
RULES: dict[str, Rule] = {}


def rule(*heads: str) -> Callable[[Rule], Rule]:
    """Register the elaboration of some heads."""

    def register(function: Rule) -> Rule:
        for head in heads:
            RULES[head] = function
        return function

    return register


RoleRule: TypeAlias = Callable[[Elaborator, Symbol], Term]
ROLES: dict[str, RoleRule] = {}
BINARY: dict[str, Callable[[Elaborator, Term, Term], Term]] = {}


FUNCTION_ROLES: set[str] = set()


SPECIAL_PRODUCTS: list[Callable[[Elaborator, Node], Term | None]] = []
"""Readings of products that look like something else, such as `D_p f(x)`."""

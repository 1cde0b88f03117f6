"""Elaboration of events: names, comparisons, unions, complements."""

from __future__ import annotations

from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import Node, peel
from vault_runner.oracle.terms import BOOL, NUM, Term


def split_given(args: tuple[Node, ...], separators: str) -> tuple[list[Node], list[Node]]:
    """Split arguments at the bar of a condition."""
    marks = separators.split()
    for index, mark in enumerate(marks):
        if mark == "|":
            return list(args[: index + 1]), list(args[index + 1 :])
    return list(args), []


class Random:
    """While open, an undeclared name is a random number."""

    def __init__(self, el: Elaborator) -> None:
        """Keep the elaborator."""
        self.el = el

    def __enter__(self) -> None:
        """Open."""
        self.before = self.el.scope.phrases
        self.guessed = set(self.el.guessed)
        self.el.scope.phrases = [("num", 1)]

    def __exit__(self, *_: object) -> None:
        """Close, and mark what was guessed meanwhile."""
        self.el.scope.phrases = self.before
        values = {flag.split()[1] for flag in self.el.flags if flag.startswith("support ")}
        for name in set(self.el.guessed) - self.guessed - values:
            if self.el.guessed[name] == NUM and f"whole {name}" not in self.el.flags:
                self.el.flags.add(f"random {name}")


def probability(el: Elaborator, args: tuple[Node, ...], separators: str) -> Term:
    """Elaborate the chance of an event, given others or not."""
    body, given = split_given(args, separators)
    with Random(el):
        what = tuple(event(el, part) for part in body)
        conditions = tuple(event(el, part) for part in given)
    return Term("chance", (Term("and", what, "", BOOL), *conditions), "", NUM)


def event(el: Elaborator, node: Node) -> Term:
    """Elaborate an event: a name, a comparison, unions, intersections and complements."""
    inner = peel(node)
    if inner.head == "mul" and inner.text in {"cap", "cup", "setminus", ""}:
        left, right = event(el, inner.args[0]), event(el, inner.args[1])
        if inner.text == "setminus":
            return Term("and", (left, Term("not", (right,), "", BOOL)), "", BOOL)
        return Term("or" if inner.text == "cup" else "and", (left, right), "", BOOL)
    if inner.head in {"pow", "complement", "sup"} or (inner.head == "accent" and inner.text in {"bar", "overline"}):
        return _complement(el, inner)
    if inner.head == "rel":
        return _comparison(el, inner)
    name = name_of(inner)
    symbol = el.scope.get(name)
    if name and (symbol is None or symbol.ty == BOOL):
        if symbol is not None:
            el.used[name] = symbol
        elif name not in el.guessed:
            el.guessed[name] = BOOL
            el.flags |= {f"random {name}", "forced"}
        if name in el.guessed and el.guessed[name] != BOOL:
            raise MeaningError("kind", f"{name} is no event")
        return Term("sym", (), name, BOOL)
    raise MeaningError("chance", "something that is no event")


def happening(el: Elaborator, node: Node) -> Term | None:
    """Elaborate what stands behind a bar if it is an event, which then happens; None if it is a variable."""
    inner = peel(node)
    if inner.head == "rel":
        return event(el, inner)
    base = inner.args[0] if inner.head in {"pow", "complement", "sup", "accent"} and inner.args else inner
    names = [name_of(part) for part in (inner.args if inner.head == "mul" else (base,))]
    if not all((symbol := el.scope.get(name)) is not None and symbol.ty == BOOL for name in names):
        return None
    return Term("and", (event(el, inner),), "", BOOL)


def _complement(el: Elaborator, node: Node) -> Term:
    if node.head == "pow" and name_of(node.args[1]) not in {"c", "C", "mathsf:c", "complement"}:
        raise MeaningError("chance", "something that is no event")
    return Term("not", (event(el, node.args[0]),), "", BOOL)


def _comparison(el: Elaborator, node: Node) -> Term:
    """Elaborate `X = x`: a free x takes one of the values that X can have."""
    left, right = node.args
    variable, value = el.scope.get(name_of(left)), name_of(right)
    if node.text == "=" and variable is not None and variable.random and value and value not in el.bound:
        symbol = el.scope.get(value)
        if symbol is None or not symbol.random:
            el.guessed.setdefault(value, variable.ty or NUM)
            el.flags |= {f"support {value} {variable.name}"}
    return el.term(node)

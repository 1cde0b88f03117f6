"""Elaboration of what plain notation leaves open: how far a slash, a function, a sum or a limit reaches.

Authors bind alike throughout a formula, so one choice is made for every kind of place, not for every place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.powers import is_function
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import Term

_BINDING = frozenset({"sum", "prod", "max", "min"})
_BODY = {"big": -1, "lim": -1, "opt": -1}
_SLOPES = frozenset({"deriv", "nabla", "jacobian"})


@rule("reaching")
def _reaching(el: Elaborator, node: Node) -> Term:
    """Take the usual reading of a place, or the other one that some authors mean."""
    usual, other, *base = node.args
    if node.text == "mean of a sum" and base and el.scope.get(name_of(base[0])) is not None:
        return el.term(other)
    if node.text == "below call" and is_function(el, base[0]):
        return el.term(usual)
    return el.term(usual if el.choose(f"reach {node.text}", "usual", "other") == "usual" else other)


def spilled(el: Elaborator, parts: Sequence[Node]) -> list[Node]:
    r"""Return the parts of a sum, where `\sum_i x_i + y_i` and `\sum_i 2i - 1` may take in what stands behind them."""
    for place, part in enumerate(parts[:-1]):
        binder = _last_factor(part)
        last = _end_of_reach(parts, place, binder, _carried(el, binder, parts[place + 1 :]))
        if last == place + 1:
            continue
        if el.choose("reach addends", "usual", "other") == "usual":
            break
        inner = binder.args[_BODY.get(binder.head, 0)]
        body = Node("add", (inner, *parts[place + 1 : last]), "", inner.start, parts[last - 1].end)
        args = tuple(body if one is inner else one for one in binder.args)
        whole = _with_last_factor(part, replace(binder, args=args))
        return [*parts[:place], whole, *spilled(el, parts[last:])]
    return list(parts)


def _end_of_reach(parts: Sequence[Node], place: int, binder: Node, names: set[str]) -> int:
    """Return where the parts end that an operator may take in: those with its index, and bare numbers."""
    last = max(at for at in range(place, len(parts)) if at == place or mentions(parts[at], names)) + 1
    bare = bool(names) and binder.args[_BODY.get(binder.head, 0)].head != "group"
    while bare and last < len(parts) and all(leaf.head == "num" for leaf in parts[last].walk() if not leaf.args):
        last += 1
    return last


def _carried(el: Elaborator, binder: Node, rest: Sequence[Node]) -> set[str]:
    """Return the names that would draw what stands behind an operator into it."""
    names = bound_names(binder) - el.bound.keys()
    if binder.head not in _SLOPES:
        return set() if any(el.scope.get(name) is not None for name in names) else names
    body, *variables = binder.args
    again = any(part.head in {*_SLOPES, "prime"} for one in rest for part in one.walk())
    if again or body.head == "group" or body.end != binder.end:
        return set()
    return {name_of(one) for one in variables} - {""}


def _last_factor(node: Node) -> Node:
    while node.head == "neg" or (node.head == "mul" and node.text in {"", "cdot"}):
        node = node.args[-1]
    return node


def _with_last_factor(node: Node, factor: Node) -> Node:
    if node.head == "neg" or (node.head == "mul" and node.text in {"", "cdot"}):
        return replace(node, args=(*node.args[:-1], _with_last_factor(node.args[-1], factor)))
    return factor


def bound_names(node: Node) -> set[str]:
    """Return the names that a big operator, a limit or an extremum binds."""
    if node.head not in _BODY or (node.head in {"big", "opt"} and node.text not in _BINDING):
        return set()
    return binding_names(node.args[0])


def binding_names(lower: Node) -> set[str]:
    """Return the names that stand below a big operator as its indices."""
    while lower.head == "rel":
        lower = lower.args[0]
    parts = lower.args if lower.head in {"tuple", "mul"} else (lower,)
    return {name_of(part) for part in parts} - {""}


def mentions(node: Node, names: set[str]) -> bool:
    """Tell whether one of the names stands freely in a formula."""
    free = names - bound_names(node)
    if not free:
        return False
    return name_of(node) in free or any(mentions(part, free) for part in node.args)

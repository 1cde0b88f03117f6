r"""Known functions that a note defines in another way: `\operatorname{TV}(p,q) = \sum_i |p_i - q_i|` without the half.

The note's own definition holds in it. What is ours of that name would judge another statement than the note's, so
every formula that speaks of the function is left open.
"""

from __future__ import annotations

from collections.abc import Callable

from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.syntax import Node

REDEFINED = "redefined "
_MOMENTS = frozenset({"op:E", "op:Var", "op:Cov"})
"""What is said of these after a plain name is a property of a random variable far oftener than a definition."""

_OPERATIONS = frozenset({"kron", "odot", "circ", "ast", "oplus"})
"""Products with a sign of their own, which a note may define as it likes."""


def note_definition(left: Node, right: Node, scope: Scope, differs: Callable[[Node, Node, Scope], bool]) -> bool:
    """Keep in mind that a known function is defined otherwise; tell whether `left = right` does so.

    A definition speaks of plain names, and says with each of them what the function makes of it; `tr(A) = 0` doesn't.
    """
    whole = left.args[0] if left.head == "sub" else left
    key = function_of(whole)
    inner = [name_of(part) for part in whole.args if f"{part.head}:{part.text}" != key and _function_in(part) != key]
    spoken = {name_of(part) for part in right.walk()}
    if not key or key in _MOMENTS or not inner or not all(name and name in spoken for name in inner):
        return False
    if not differs(left, right, scope):
        return False
    redefine(scope, key)
    return True


def redefine(scope: Scope, key: str) -> None:
    """Keep in mind that a function means something else in this note."""
    scope.options[REDEFINED + key] = "yes"


def redefined(scope: Scope, *sides: Node) -> str:
    """Return why nothing is said of these trees: a function in them means something else; empty if none does."""
    keys = {option.removeprefix(REDEFINED) for option in scope.options if option.startswith(REDEFINED)}
    keys_of = (key for side in sides for part in side.walk() for key in (function_of(part), *_own(part)))
    if keys and any(key in keys for key in keys_of):
        return "a function is defined otherwise in the note"
    return ""


def _own(node: Node) -> tuple[str, ...]:
    """Return the keys under which words may give a notation or a name a meaning of the note's own."""
    entry = f"sub:{name_of(node.args[0])}" if node.head == "sub" else ""
    return (f"{node.head}:{node.text}", f"head:{node.head}", f"name:{name_of(node)}", entry)


def function_of(node: Node) -> str:
    """Return which known function a tree applies, empty if none."""
    if node.head == "fun":
        return f"fun:{node.text}"
    if node.head in {"norm", "inner", "abs"}:
        return f"{node.head}:"
    if node.head == "mul" and node.text in _OPERATIONS:
        return f"mul:{node.text}"
    if node.head in {"apply", "call"} and node.args:
        return _function_in(node.args[0])
    return ""


def _function_in(node: Node) -> str:
    r"""Return the operator that a head holds: `TV`, or the `KL` of `D_{\mathrm{KL}}`."""
    return next((f"op:{part.text}" for part in node.walk() if part.head == "op"), "")

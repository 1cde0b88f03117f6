"""Forms that factors of written-out terms are brought to: polynomials, powers of one base, one exponent."""

from __future__ import annotations

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import PAIR, Node, num, peel, same

PLAIN_PRODUCTS = frozenset({"", "cdot", "times"})
IDENTITY = frozenset({"I", "mathbf:I", "mathbb:I"})
NAMED = frozenset({"sub", "call", "accent", "prime", "sup", "star"})
"""Trees whose first part is a name that all terms share."""
FACTORIALS = {1: 1, 2: 2, 6: 3, 24: 4, 120: 5, 720: 6, 5040: 7}
LARGEST_POWER = 64


def factors_of(node: Node) -> list[Node]:
    """Return the factors of a plain product in order; `n(n-1)` is one, though it looks like an application."""
    if node.head == "mul" and node.text in PLAIN_PRODUCTS:
        return [part for side in node.args for part in factors_of(side)]
    if node.head == "call" and len(node.args) == PAIR and node.args[0].head == "sym":
        callee, argument = node.args
        if any(part.head == "sym" and part.text == callee.text for part in argument.walk()):
            return [callee, Node("group", (argument,), "(", argument.start, argument.end)]
    return [node]


def linear(node: Node) -> Dim | None:
    """Read a polynomial over names from sums, products and numbers."""
    inner = peel(node)
    if inner.head == "num":
        return Dim.of(int(inner.text)) if inner.text.isdigit() else None
    if inner.head == "sym":
        return Dim.of(inner.text) if name_of(inner) and inner.text not in IDENTITY else None
    if inner.head == "call" and len(factors_of(inner)) == PAIR:
        inner = Node("mul", tuple(factors_of(inner)))
    parts = [linear(part) for part in inner.args] if inner.head in {"add", "neg", "mul"} else []
    known = [part for part in parts if part is not None]
    if not parts or len(known) < len(parts) or (inner.head == "mul" and inner.text not in PLAIN_PRODUCTS):
        return None
    if inner.head == "add":
        return sum(known[1:], known[0])
    return -known[0] if inner.head == "neg" else known[0] * known[1]


def kin(ref: Node, part: Node) -> bool:  # noqa: PLR0911 - one case after another
    """Tell whether two factors may be values of one."""
    ref, part = peel(ref), peel(part)
    if same(ref, part) or (linear(ref) is not None and linear(part) is not None):
        return True
    if ref.head == "pow" and part.head != "pow":
        return (of_base(peel(ref.args[0]), part) or with_exponent(ref, part)) is not None
    if ref.head == "fact" and part.head == "num":
        return int(part.text) in FACTORIALS if part.text.isdigit() else False
    if ref.head != part.head or ref.text != part.text:
        return False
    if ref.head == "pow" and not any(same(peel(a), peel(b)) for a, b in zip(ref.args, part.args, strict=True)):
        return False
    parts = indices_of(part, ref)
    if len(ref.args) != len(parts) or (ref.head in NAMED and not same(ref.args[0], parts[0])):
        return False
    return all(kin(a, b) for a, b in zip(ref.args, parts, strict=True))


def indices_of(part: Node, ref: Node) -> tuple[Node, ...]:
    """Return the parts of a node; `a_{11}` has two indices where `a_{nn}` has."""
    lone = part.head == "sub" and len(part.args) == PAIR and part.args[1].head == "num"
    if lone and len(ref.args) == len(part.args[1].text) + 1:
        return (part.args[0], *(num(int(digit)) for digit in part.args[1].text))
    return part.args


def of_base(base: Node, node: Node | None) -> tuple[Node, Node] | None:
    """Write a factor as a power of a base: 8 as `2^3`, `x` as `x^1`, 1 as `x^0`."""
    if node is None or (node.head == "num" and node.text == "1"):
        return base, num(0)
    if node.head == "pow":
        return (base, node.args[1]) if same(peel(node.args[0]), base) else None
    if same(base, node):
        return base, num(1)
    numbers = node.head == base.head == "num" and node.text.isdigit() and base.text.isdigit() and int(base.text) > 1
    powers = (k for k in range(LARGEST_POWER) if int(base.text) ** k == int(node.text)) if numbers else iter(())
    return next(((base, num(k)) for k in powers), None)


def with_exponent(pattern: Node, node: Node | None) -> tuple[Node, Node] | None:
    """Write a factor as a power with an exponent: 8 as `2^3`, for `k^3`."""
    base, exponent = pattern.args[0], peel(pattern.args[1])
    if node is not None and node.head == "pow":
        return (node.args[0], exponent) if same(peel(node.args[1]), exponent) else None
    if linear(base) is None or exponent.head != "num" or not exponent.text.isdigit():
        return None
    if node is not None and not (node.head == "num" and node.text.isdigit()):
        return None
    value = 1 if node is None else int(node.text)
    roots = (k for k in range(1, LARGEST_POWER) if k ** int(exponent.text) == value)
    return next(((num(k), exponent) for k in roots), None)

r"""Sets that names belong to: `\\mathbb{R}^{m \\times n}`, `(0, 1)`, `\\{0, 1\\}`."""

from __future__ import annotations

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM, Ty

_SETS = {
    "mathbb:R": frozenset[str](),
    "mathbb:Z": frozenset({"integer"}),
    "mathbb:N": frozenset({"counting"}),
    "mathbb:Q": frozenset[str](),
}


def type_of_set(scope: Scope, node: Node) -> tuple[Ty, frozenset[str]] | None:
    r"""Read a set such as `\\mathbb{R}^{m \\times n}`, `(0, 1)` or `\\{0, 1\\}`."""
    if node.head == "sym" and node.text in _SETS:
        return NUM, _SETS[node.text]
    if node.head in {"sub", "pinv", "pow"} and node.args and name_of(node.args[0]) in _SETS and node.head != "pow":
        return _restricted(node)
    if node.head == "pow":
        return _power_set(scope, node)
    return _interval(node)


def _restricted(node: Node) -> tuple[Ty, frozenset[str]] | None:
    mark = node.args[1] if node.head == "sub" else Node("mark", (), "+")
    text = str(mark).replace(" ", "")
    if mark.text in {"+", "++"} or text == "(rel:>none0)":
        return NUM, frozenset({"positive"})
    return None


def _power_set(scope: Scope, node: Node) -> tuple[Ty, frozenset[str]] | None:
    base, exponent = node.args
    props: frozenset[str] = frozenset()
    if base.head in {"sub", "pinv"} and name_of(base.args[0]) == "mathbb:R":
        props = frozenset({"positive"})
    elif base.head == "set" or (base.head in {"group", "tuple"} and base.text.startswith(("(", "["))):
        inner = _interval(base)
        if inner is None:
            return None
        props = inner[1]
        inside = "nonnegative" if 0.0 in closed_ends(base) else "positive"
        props = frozenset({inside}) if props == {"probability"} else props
    elif name_of(base) != "mathbb:R":
        return None
    dims = shape_of_product(scope, exponent)
    if dims is None:
        return None
    kinds = {1: "col", 2: "mat"}
    return Ty(kinds.get(len(dims), "ten"), dims), props


def shape_of_product(scope: Scope, node: Node) -> tuple[Dim, ...] | None:
    r"""Read `m \\times n`, `mp \\times nq` or `n+1` as sizes: the cross separates, whatever binds more tightly."""
    node = peel(node)
    if node.head in {"mul", "add"} and any(part.head == "mul" and crosses(part) for part in node.walk()):
        parts = [shape_of_product(scope, part) for part in node.args]
        if any(part is None for part in parts):
            return None
        sizes = [part for part in parts if part is not None]
        whole = sizes[0]
        for part in sizes[1:]:
            if node.head == "mul" and crosses(node):
                whole = whole + part
            else:
                joint = whole[-1] + part[0] if node.head == "add" else whole[-1] * part[0]
                whole = (*whole[:-1], joint, *part[1:])
        return whole
    if node.head == "neg" and any(part.head == "mul" and crosses(part) for part in node.walk()):
        inner = shape_of_product(scope, node.args[0])
        return None if inner is None else (-inner[0], *inner[1:])
    dim = dim_of(node, scope, declare=True)
    return None if dim is None else (dim,)


def crosses(node: Node) -> bool:
    """Tell whether a product is written with the cross that separates sizes."""
    return node.text == "times"


def closed_ends(node: Node) -> tuple[float, ...]:
    """Return the numbers at which an interval such as `[0, 1)` is closed: what is said of it must hold there, too."""
    if node.head not in {"tuple", "group"} or len(node.args) != PAIR:
        return ()
    low, high = (part.args[0].text if part.head == "neg" else part.text for part in node.args)
    signs = [-1.0 if part.head == "neg" else 1.0 for part in node.args]
    closes = node.text.endswith("]") or (node.text.startswith("[") and not node.text.endswith(")"))
    closed = ((signs[0], low, node.text.startswith("[")), (signs[1], high, closes))
    return tuple(sign * float(text) for sign, text, here in closed if here and text.isdecimal())


def _interval(node: Node) -> tuple[Ty, frozenset[str]] | None:
    texts = tuple(part.text if part.head != "neg" else "-" + part.args[0].text for part in node.args)
    if node.head == "set":
        signs: dict[tuple[str, ...], str] = {("0", "1"): "binary", ("-1", "1"): "sign", ("1", "-1"): "sign"}
        props = signs.get(texts)
        return (NUM, frozenset({props})) if props else None
    if node.head != "tuple" or len(texts) != PAIR:
        return None
    from_zero = "nonnegative" if node.text.startswith("[") else "positive"
    known = {("0", "1"): "probability", ("-1", "1"): "small", ("0", "infty"): from_zero, ("1", "infty"): "above-one"}
    if texts == ("-infty", "infty"):
        return NUM, frozenset()
    return (NUM, frozenset({known[texts]})) if texts in known else None

"""Lists of names: `x, y`, `x_1, …, x_n`, and the types of their members."""

from __future__ import annotations

from dataclasses import dataclass

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM, Ty, col

INDEX_LETTERS = frozenset("ijklt")


@dataclass(frozen=True, slots=True)
class Subjects:
    """The names that a formula speaks of, and whether all of it was understood."""

    names: tuple[str, ...]
    understood: bool = True
    shape: tuple[Dim, ...] = ()
    """A size without a subject, such as `n \\times n` or `(a, b)`."""
    bare: bool = False
    """Whether it only names, and states nothing."""


def names_in(scope: Scope, node: Node) -> tuple[str, ...]:
    r"""Return the names that a list such as `x, y` or `x_1, \\dots, x_n` declares; families are declared here."""
    if node.head == "tuple":
        if any(part.head == "dots" for part in node.args):
            return _family(scope, node)
        found = [name_of(part) for part in node.args]
        return tuple(found) if all(found) and node.text in {",", ""} else ()
    inner = peel(node)
    if inner.head in {"pow", "sub"} and inner.head == "pow" and inner.args[0].head == "sub":
        set_node = peel(inner.args[0].args[0])
        if inner.args[0].args[0].head in {"group", "set"} and set_node.head in {"sub", "set"}:
            return _numbered(scope, inner)
    name = name_of(node)
    return (name,) if name else ()


def _family(scope: Scope, node: Node) -> tuple[str, ...]:
    first, last = node.args[0], node.args[-1]
    if first.head != "sub" or last.head != "sub" or name_of(first.args[0]) != name_of(last.args[0]):
        return ()
    base = name_of(first.args[0])
    length = dim_of(last.args[1], scope, declare=True)
    if not base or length is None:
        return ()
    scope.options[f"family {base}"] = str(length)
    return (base,)


def _numbered(scope: Scope, node: Node) -> tuple[str, ...]:
    inner = peel(node.args[0].args[0])
    inner = inner.args[0] if inner.head == "set" else inner
    base = name_of(inner.args[0]) if inner.head == "sub" else ""
    if base and dim_of(node.args[1], scope, declare=True) is not None:
        scope.options[f"family {base}"] = str(dim_of(node.args[1], scope))
        return (base,)
    return ()


def typed(scope: Scope, name: str, ty: Ty) -> Ty:
    """Return the type of a name, that of a family if it is one."""
    length = scope.options.get(f"family {name}")
    if length is None:
        return ty
    size = Dim.of(int(length)) if length.isdigit() else Dim.of(length)
    return col(size) if ty == NUM else Ty("fam", (size,), (ty,))


def base_of(scope: Scope, node: Node, name: str) -> str:
    """Return `x` for a member `x_i` whose index is a running letter, which declares the whole family."""
    if (
        node.head == "sub"
        and len(node.args) == PAIR
        and node.args[1].head == "sym"
        and node.args[1].text in INDEX_LETTERS
    ):
        base = name_of(node.args[0])
        if base and scope.get(base) is None:
            scope.options.setdefault(f"family {base}", f"?N{base}")
            scope.sizes.add(scope.options[f"family {base}"])
        return base or name
    return name


def named_by_entries(left: Node, right: Node) -> bool:
    r"""Tell whether `x = (x_1, \dots, x_n)^\top` only says how the entries of x are called."""
    inner = peel(right.args[0] if right.head in {"transpose", "powT"} else right)
    parts = [part for part in inner.args if part.head != "dots"] if inner.head == "tuple" else []
    return bool(parts) and all(part.head == "sub" and name_of(part.args[0]) == name_of(left) != "" for part in parts)

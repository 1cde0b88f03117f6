r"""What `\left. … \right|_{x=a}` says: the expression, derivatives and all, at a point."""

from __future__ import annotations

from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import NUM, Term, Ty


@rule("at")
def _at(el: Elaborator, node: Node) -> Term:
    body, lower, upper = node.args
    if upper.head == "none":
        if lower.head != "rel" or lower.text != "=" or not name_of(lower.args[0]):
            raise MeaningError("unsupported", "a bar that doesn't say at which point")
        return _taken_at(el, body, name_of(lower.args[0]), lower.args[1])
    name = name_of(lower.args[0]) if lower.head == "rel" and lower.text == "=" else _only_free(el, body)
    low = lower.args[1] if lower.head == "rel" else lower
    high = upper.args[1] if upper.head == "rel" else upper
    ends = [_taken_at(el, body, name, end) for end in (high, low)]
    ty = el.unify(ends[0].ty, ends[1].ty, "the values at both ends")
    return Term("add", (ends[0], Term("neg", (ends[1],), "", ty)), "", ty)


def _only_free(el: Elaborator, body: Node) -> str:
    """Return the one name that nothing declares: it is what runs between the bounds."""
    names = {part.text for part in body.walk() if part.head == "sym" and part.text not in {"e", "pi", "infty"}}
    free = [name for name in names if name not in el.scope.sizes and name not in el.bound and _open(el, name)]
    if len(free) != 1:
        raise MeaningError("unsupported", "bounds behind an expression that don't say of what")
    return free[0]


def _open(el: Elaborator, name: str) -> bool:
    symbol = el.scope.get(name)
    return symbol is None


def _taken_at(el: Elaborator, body: Node, name: str, point: Node) -> Term:
    """Elaborate the body with a variable of its own, and give that the value."""
    symbol = el.scope.get(name)
    if symbol is not None and (symbol.body is not None or symbol.role or symbol.random or symbol.ty is None):
        raise MeaningError("unsupported", f"{name} is given a value, but the note says what it is")
    kind = symbol.ty if symbol is not None and symbol.ty is not None else None
    value = el.term(point)
    if kind is not None and kind != NUM:
        value = _of_kind(el, value, kind)
    if any(part.head == "sym" and part.text == name for part in point.walk()):
        raise MeaningError("unsupported", "a value that depends on its own variable")
    before = el.bound.get(name)
    unique = el.fresh_name(name)
    el.bound[name] = Term("sym", (), unique, value.ty)
    try:
        inner = el.term(body)
    finally:
        if before is None:
            el.bound.pop(name, None)
        else:
            el.bound[name] = before
    return Term("let", (value, inner), unique, inner.ty)


def _of_kind(el: Elaborator, value: Term, kind: Ty) -> Term:
    """Take the number nought for the zero of an array."""
    if value.op == "const" and value.number == 0:
        return Term("zeros", (), "", kind)
    el.unify(kind, value.ty, "the value at a point")
    return value

"""Names that are bound for a while: the index of a sum, the variable of an integral."""

from __future__ import annotations

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.terms import NUM, Term


def bind(el: Elaborator, name: str, size: Dim | None) -> tuple[str, Term | None]:
    """Bind a running index and return its unique name and what the name meant before."""
    before = el.bound.get(name)
    unique = el.fresh_name(name)
    el.bound[name] = Term("sym", (), unique, NUM, dim=size)
    return unique, before


def restore(el: Elaborator, name: str, before: Term | None) -> None:
    """Undo `bind`."""
    if before is None:
        el.bound.pop(name, None)
    else:
        el.bound[name] = before

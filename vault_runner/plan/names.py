"""Which names a block sets, and which it reads before it has set them.

Module-level code is read in the order in which python evaluates it. The body of a function runs later, so
that its free names are bound late: they count only if the block itself never sets them. A name that may be
set by then (in a loop, under `try … except NameError`) is read doubtfully: it makes the block need an
earlier one that sets it, but is not worth a warning.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from vault_runner.plan.bindings import bound_in, imported
from vault_runner.plan.reading import Reader

_SETS_ANYTHING: Final = frozenset({"exec", "globals", "locals", "vars"})


@dataclass(frozen=True, slots=True)
class Names:
    """What a block sets and reads at the level of its module."""

    sets: frozenset[str] = frozenset()
    """Names that may be there once the block has run."""
    removes: frozenset[str] = frozenset()
    """Names that are surely not there any more: `del x`."""
    reads: Mapping[str, int] = field(default_factory=dict)
    """Names read before they are set, builtins included, with the line of `source` that first does so."""
    late: frozenset[str] = frozenset()
    """Those of `reads` that only functions read: whoever sets them may do so until the function is called."""
    doubtful: frozenset[str] = frozenset()
    """Those of `reads` that the block may have set itself by then."""
    dotted: frozenset[str] = frozenset()
    """Names of which an attribute is read: `np.ones`."""
    closures: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each function or class that the block defines, the free names of its bodies."""
    modules: frozenset[str] = frozenset()
    """Top-level modules that the code imports anywhere."""
    opaque: bool = False
    """Whether it may set names that can't be read off it: `from x import *`, `exec`, `globals()`."""


NO_NAMES: Final = Names()


def names_of(tree: ast.Module | None) -> Names:
    """Return the names of a block; none if it can't be parsed."""
    if tree is None:
        return NO_NAMES
    try:
        reader = Reader()
        reader.read_block(tree)
    except RecursionError:
        return _roughly(tree)
    late = {name: line for name, line in reader.late.items() if name not in reader.sets}
    return Names(
        sets=frozenset(reader.sets),
        removes=frozenset(reader.removes),
        reads={**late, **reader.reads},
        late=frozenset(late.keys() - reader.reads.keys()),
        doubtful=frozenset(reader.reads.keys() - reader.sure),
        dotted=frozenset(reader.dotted),
        closures={name: frozenset(free) for name, free in reader.closures.items()},
        modules=imported(tree),
        opaque=reader.star or bool(_SETS_ANYTHING & reader.calls),
    )


def _roughly(tree: ast.Module) -> Names:
    """Return the names of code nested too deep to be walked: all that it stores and loads, whatever the order."""
    sets = bound_in(tree.body).own
    loads = (node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
    reads = {node.id: node.lineno for node in loads if node.id not in sets}
    return Names(sets=sets, reads=reads, doubtful=frozenset(reads), modules=imported(tree))

"""Annotations that an author adds: `% let A: n n, symmetric` in a display, and `math:` in the front matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.lexicon import PROPERTIES
from vault_runner.oracle.scope import Scope, Symbol
from vault_runner.oracle.terms import NUM, Ty

_COMMENT = re.compile(r"(?<!\\)%\s*(let|skip|expect|check)\b\s*:?\s*(.*)", re.IGNORECASE)
_NUMBERS = frozenset({"number", "scalar", "real", ""})
_OPTIONS = frozenset({"exp", "layout", "norm", "vec"})
LONGEST_SHAPE = 4


def comments_of(latex: str) -> list[tuple[str, str]]:
    """Return the annotations in a display's comments, each as (word, rest)."""
    return [(match[1].lower(), match[2].strip()) for line in latex.splitlines() if (match := _COMMENT.search(line))]


def apply_comment(scope: Scope, comment: tuple[str, str]) -> bool:
    """Take one annotation over; tell whether it asks to skip the display."""
    word, rest = comment
    if word == "let":
        for part in rest.split(";"):
            name, _, kind = part.partition(":")
            let(scope, name.strip(), kind.strip())
    return word == "skip"


def let(scope: Scope, name: str, kind: str) -> bool:
    """Declare one name by jaxtyping-like words; tell whether all of them were understood."""
    name = name.lstrip("\\")
    if name in _OPTIONS:
        scope.options[name] = kind
        return True
    shape, *words = [part.strip() for part in kind.split(",")]
    ty = _type(scope, shape)
    props = {PROPERTIES.get(word) for word in words}
    if ty is None or None in props or not name:
        scope.unread.append(f"{name}: {kind}")
        return False
    scope.symbols.pop(name, None)
    scope.declare(Symbol(name, ty, frozenset(prop for prop in props if prop is not None), callable=ty.kind == "fun"))
    return True


def _type(scope: Scope, shape: str) -> Ty | None:
    if "->" in shape:
        parts = [_type(scope, part.strip()) for part in shape.split("->")]
        return Ty("fun", (), tuple(part for part in parts if part is not None)) if None not in parts else None
    if shape in _NUMBERS:
        return NUM
    names = [part for part in re.split(r"\s+x\s+|\s*×\s*|\s+", shape) if part]
    if len(names) > LONGEST_SHAPE or not all(re.fullmatch(r"\w+", part) for part in names):
        return None
    scope.sizes.update(part for part in names if not part.isdigit())
    dims = tuple(Dim.of(int(part)) if part.isdigit() else Dim.of(part) for part in names)
    return Ty({1: "col", 2: "mat"}.get(len(dims), "ten"), dims)


def front_matter(scope: Scope, math: Mapping[str, Any]) -> None:
    """Take the note's `math:` property over."""
    types = math.get("types")
    if isinstance(types, Mapping):
        for name, kind in types.items():
            let(scope, str(name), str(kind))
    for option in sorted(_OPTIONS & set(math)):
        scope.options[option] = str(math[option])

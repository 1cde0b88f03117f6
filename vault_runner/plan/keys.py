"""The key of a block, `k`: what its result depends on, as far as the vault's text says it.

The code enters as its tree, so that comments, blank lines and formatting don't matter. The form of the tree
that is hashed is our own: `ast.dump` writes the same code differently under different versions of python,
and two computers that share a vault must agree.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable
from typing import Final, TypeAlias

from vault_runner.config import FigureConfig
from vault_runner.model import BlockOptions
from vault_runner.plan.source import mask

DIGITS: Final = 12

_IGNORED_FIELDS: Final = frozenset({"ctx", "kind", "type_comment", "type_ignores"})
_Waiting: TypeAlias = "ast.AST | list[_Waiting] | str | tuple[object] | None"


def key_of(text: str, tree: ast.Module | None, *, above: str, conditions: Iterable[str]) -> str:
    """Return the key of a block.

    Args:
        text: Its code after repairs, hashed as it stands if it can't be parsed.
        tree: The tree of `text`, None if it can't be parsed.
        above: The key of the block before it in its session, which stands for all that came before; or empty.
        conditions: What else changes its result: see `conditions_of`.
    """
    code = f"raw:{text}" if tree is None else canonical(tree) + (";" if _is_silenced(text, tree) else "")
    written = "\x00".join((code, above, *conditions)).encode("utf-8", "surrogatepass")
    return hashlib.sha256(written).hexdigest()[:DIGITS]


def conditions_of(
    options: BlockOptions, figures: FigureConfig, *, seed: int, prelude: Iterable[str]
) -> tuple[str, ...]:
    """Return what changes the result of a block beside its code and what is above it.

    Args:
        options: Its options after all layers; labels, captions, limits and what is shown don't enter.
        figures: The vault's settings for figures.
        seed: The seed of its session.
        prelude: The short names that it uses without importing them.
    """
    size = float(options.fig_width or figures.width), float(options.fig_height or figures.height)
    # Only if set: the outputs of notes that know nothing of these settings must not go out of date.
    look = (*((figures.style,) if figures.style else ()), *(("dark",) if figures.dark else ()))
    values = {
        "seed": (seed, options.seed),
        "device": options.device,
        "session": options.session,
        "threads": options.threads,
        "error": options.error,
        "warning": options.warning,
        "figures": (options.fig_format or figures.format, options.fig_dpi or figures.dpi, *size, *look),
        "depends": options.depends,
        "prelude": tuple(sorted(prelude)),
    }
    return tuple(f"{name}={value!r}" for name, value in values.items())


def canonical(tree: ast.AST) -> str:
    """Write a tree down, the same under every version of python: no positions, and nothing that is empty."""
    written: list[str] = []
    waiting: list[_Waiting] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            written.append(node)
        elif isinstance(node, tuple):
            written.append(_constant(node[0]))
        elif isinstance(node, list):
            waiting.extend(("]", *((part,) if isinstance(part, str) else part for part in reversed(node)), "["))
        elif node is not None:
            waiting.extend(reversed(_written_node(node)))
        else:
            written.append("~")
    return "".join(written)


def _written_node(node: ast.AST) -> list[_Waiting]:
    parts: list[_Waiting] = [type(node).__name__, "("]
    if isinstance(node, ast.Constant):
        parts.append((node.value,))
    else:
        for name in node._fields:
            value = getattr(node, name, None)
            if name not in _IGNORED_FIELDS and value is not None and value != []:
                parts += [f" {name}=", value if isinstance(value, ast.AST | list | str) else (value,)]
    parts.append(")")
    return parts


def _constant(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return hex(value)  # `repr` refuses numbers of thousands of digits
    return f"{type(value).__name__}:{value!r}"


def _is_silenced(text: str, tree: ast.Module) -> bool:
    """Tell whether a `;` after the last statement keeps its value from being shown, as in Jupyter."""
    if not tree.body:
        return False
    last = tree.body[-1]
    number = (last.end_lineno or 1) - 1
    column = len(text.split("\n")[number].encode()[: last.end_col_offset].decode())  # python counts bytes
    return ";" in mask(text).split("\n")[number][column:]

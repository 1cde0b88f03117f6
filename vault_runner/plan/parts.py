"""The statements that one line may be made of: whether they go together, and which calls are no calls.

What looks like two statements may be a slip (`y = 2 x` for `2 * x`) or a formula (`p = f(x) g(x)`), and must
then stay the error that it is. So statements go together only if those that set nothing show or use what
others on the same line set, and if no number or letter stands where a product could be meant.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from vault_runner.plan.names import Names, names_of
from vault_runner.plan.source import STRING, mask, parse_python

_IMPORTS: Final = (ast.Import, ast.ImportFrom)
_SETTERS: Final = (ast.Assign, ast.AugAssign, ast.AnnAssign, *_IMPORTS)
_SHOWS: Final = frozenset({"print", "display"})
_GROUP: Final = re.compile(r"(?<=[)\]])[ \t]+(?=\()")
_BARE_NAME: Final = re.compile(r"(?<![\w.])(?!(?:True|False|None)$)[^\W\d]\w*$")
_NUMBER: Final = re.compile(r"(?<![\w.])\.?\d[\w.]*$")


@dataclass(frozen=True, slots=True)
class Part:
    """One simple statement of a line."""

    text: str
    statement: ast.stmt
    names: Names

    @property
    def sets(self) -> bool:
        """Whether it is there to set names."""
        return isinstance(self.statement, _SETTERS)


def part_of(text: str) -> Part | None:
    """Return the one simple statement that `text` is; None if it is something else."""
    tree = parse_python(text.strip() + "\n")
    if tree is None or len(tree.body) != 1 or not isinstance(tree.body[0], (*_SETTERS, ast.Expr)):
        return None
    statement = tree.body[0]
    if isinstance(statement, ast.AnnAssign) and statement.value is None:
        return None
    return Part(text.strip(), statement, names_of(tree))


def value_of(part: Part) -> ast.expr | None:
    """Return what a statement evaluates; None for an import."""
    return None if isinstance(part.statement, _IMPORTS) else getattr(part.statement, "value", None)


def go_together(parts: Sequence[Part]) -> bool:
    """Tell whether `parts` can only be statements that stood on lines of their own."""
    setters = sum(part.sets for part in parts)
    own: frozenset[str] = frozenset()
    for place, part in enumerate(parts):
        before = parts[place - 1] if place else None
        last = place == len(parts) - 1
        if part.sets:
            if before is not None and not _ends_before_target(before, part):
                return False
        elif before is None or not _ends_closed(before) or not _uses(part, own, last=last, several=setters > 1):
            return False
        elif isinstance(value_of(part), ast.Name) and not isinstance(value_of(before), ast.Call):
            return False  # `v = (1 / a) v` lacks its `*`; `x = f(12) x` shows what was made
        own |= part.names.sets
    return setters > 0


def cut_calls(
    parts: Sequence[Part], may_be_set: Callable[[str], bool], *, only_if_it_fails: bool
) -> tuple[Part, ...] | None:
    """Cut the calls among `parts` that are no calls, such as `b = g(a) (a @ b).shape`; None if it isn't sure.

    Args:
        parts: Statements of one line.
        may_be_set: Tells whether a name may have been set above the line.
        only_if_it_fails: Cut only calls that can't work, since they read the name that is being set.
    """
    found: list[Part] = []
    for part in parts:
        cut = _cut_at(part)
        if cut is None:
            found.append(part)
            continue
        left, right = cut
        own = frozenset[str]().union(*(earlier.names.sets for earlier in found))
        uses_line = bool(right.names.reads.keys() & (own | left.names.sets))
        if _fails_as_call(left, right, own, may_be_set) or (not only_if_it_fails and uses_line and _is_value(right)):
            found += [left, right]
        elif uses_line and not only_if_it_fails and not _is_plain(right):
            return None
        else:
            found.append(part)
    return tuple(found)


def _cut_at(part: Part) -> tuple[Part, Part] | None:
    """Return what stands before and after the last `) (` of a statement, if each is a statement."""
    masked = mask(part.text)
    for gap in reversed(list(_GROUP.finditer(masked))):
        left, right = part_of(part.text[: gap.start()]), part_of(part.text[gap.end() :])
        if left and right and left.sets:
            return left, right
    return None


def _fails_as_call(left: Part, right: Part, own: frozenset[str], may_be_set: Callable[[str], bool]) -> bool:
    """Tell whether the call that `left` and `right` make reads a name that only this very statement sets."""
    fresh = left.names.sets - left.names.reads.keys() - own
    return any(name in fresh and not may_be_set(name) for name in right.names.reads.keys() - right.names.late)


def _is_value(right: Part) -> bool:
    """Tell whether the bracket at the start is looked into, as in `(a @ b).shape`: arguments aren't."""
    masked = mask(right.text)
    depth = 0
    for place, character in enumerate(masked):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            return masked[place + 1 : place + 2] == "."
    return False


def _is_plain(right: Part) -> bool:
    return isinstance(right.statement, ast.Expr) and isinstance(
        right.statement.value, ast.Name | ast.Constant | ast.Tuple
    )


def _ends_before_target(before: Part, part: Part) -> bool:
    """Tell whether a new target can follow: `w x = 3` and `2 x = 3` may be products."""
    if isinstance(before.statement, _IMPORTS) or isinstance(part.statement, _IMPORTS):
        return True
    end = mask(before.text)
    return not _BARE_NAME.search(end) and not (_NUMBER.search(end) and re.match(r"\w\b", part.text))


def _ends_closed(before: Part) -> bool:
    return isinstance(before.statement, _IMPORTS) or mask(before.text)[-1] in f")]}}{STRING}"


def _uses(part: Part, own: frozenset[str], *, last: bool, several: bool) -> bool:
    """Tell whether an expression shows or uses what the line has set, in a way that no product has."""
    reads = part.names.reads.keys()
    match value_of(part):
        case ast.Name(id=name):
            return last and name in own and part.text == name
        case ast.Call(func=ast.Name(id=name)):
            return bool(reads & own) and (several or name in _SHOWS)
        case ast.Call() | ast.Attribute() | ast.Subscript():
            return bool(reads & own)
        case ast.BinOp() | ast.Tuple() | ast.Compare():
            return last and several and bool(reads) and reads <= own
        case _:
            return False

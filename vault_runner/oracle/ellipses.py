r"""Sums and products with an ellipsis, `1+2+\cdots+n`, read as what the terms that stand agree on.

The general term must fit every term that is written, the last one too; where it doesn't, the dots stay.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from vault_runner.oracle.binding import bind, restore
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.evaluate import Evaluator, Value, operation
from vault_runner.oracle.progressions import RUNNING, Series, constant, series_of, tree_of
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.syntax import Node, num
from vault_runner.oracle.templates import Template, alike, filled, templates
from vault_runner.oracle.term_forms import PLAIN_PRODUCTS, factors_of
from vault_runner.oracle.terms import Term, col, size_term

OF_LISTS = frozenset({"max", "min", "diag", "softmax", "logsumexp"})
"""Functions of vectors that are given a list."""
SHOWS_A_STEP, SHOWS_HOW_IT_GOES_ON = 2, 3
"""Terms before the dots of a series that ends, and of one that doesn't."""


@rule("dots")
def _dots(_: Elaborator, _node: Node) -> Term:
    raise MeaningError(
        "dots", "the terms beside the dots leave open what the dots stand for", r"write it with `\sum` or `\prod`"
    )


@rule("listing")
def _listing(el: Elaborator, node: Node) -> Term:
    r"""Read a list of all entries from the first to the last as a vector."""
    lower, upper, body = node.args
    size = dim_of(upper, el.scope)
    if lower.args[1] != num(1) or size is None or not all(name in el.scope.sizes for name in size.names()):
        raise MeaningError("dots", "a list with dots whose length is not declared")
    unique, before = bind(el, RUNNING, size)
    inner = el.term(body)
    restore(el, RUNNING, before)
    if inner.ty.kind != "num":
        raise MeaningError("dots", "a list with dots of something else than numbers")
    return Term("listing", (size_term(size), inner), unique, col(size))


@operation("listing")
def _listed(ev: Evaluator, term: Term) -> Value:
    last = round(ev(term.args[0]))
    return np.array([ev.with_value(term.text, float(k), term.args[1]) for k in range(1, last + 1)], dtype=float)


def written_out(node: Node) -> Node:
    """Return a tree in which sums and products with an ellipsis are big operators."""
    if not any(part.head == "dots" for part in node.walk()):
        return node
    node = node.with_args(*(written_out(part) for part in node.args))
    if node.head == "add" and _one_ellipsis(node.args):
        return _read(node, list(node.args), "sum") or node
    if node.head == "mul" and node.text in PLAIN_PRODUCTS:
        parts = factors_of(node)
        return (_read(node, parts, "prod") if _one_ellipsis(parts) else None) or node
    if node.head == "fun" and node.text in OF_LISTS:
        return _of_list(node) or node
    return node


def _of_list(node: Node) -> Node | None:
    r"""Read `\max(x_1, \dots, x_n)`: the list as a vector."""
    parts = list(node.args[0].args if len(node.args) == 1 and node.args[0].head in {"tuple", "set"} else node.args)
    if not _one_ellipsis(parts) or _is_dots(parts[0]) or _is_dots(parts[-1]):
        return None
    place = next(index for index, part in enumerate(parts) if _is_dots(part))
    big = _big(parts[:place], parts[place + 1 :], "listing", down=False)
    return None if big is None else node.with_args(replace(big, head="listing", start=node.start, end=node.end))


def _one_ellipsis(parts: tuple[Node, ...] | list[Node]) -> bool:
    return sum(_is_dots(part) for part in parts) == 1


def _is_dots(part: Node) -> bool:
    return part.head == "dots" or (part.head == "neg" and part.args[0].head == "dots")


def _read(node: Node, parts: list[Node], kind: str) -> Node | None:
    """Read one ellipsis; as few terms as possible stand beside it for themselves, and none that could belong to it."""
    place = next(index for index, part in enumerate(parts) if _is_dots(part))
    before, after = parts[:place], parts[place + 1 :]
    for first, last in _ranges(before, after):
        outside = [*before[:first], *after[last:]]
        if any(alike(one, two) for one in outside for two in (*before[first:], *after[:last])):
            continue
        big = _big(before[first:], after[:last], kind, down=parts[place].head == "neg")
        if big is not None:
            whole = replace(big, start=node.start, end=node.end)
            return _joined(node, kind, [*before[:first], whole, *after[last:]])
    return None


def _ranges(before: list[Node], after: list[Node]) -> Iterator[tuple[int, int]]:
    """List where the terms of the ellipsis may begin and end: all of them first."""
    for skipped in range(len(before)):
        for kept in range(len(after), 0 if after else -1, -1):
            yield skipped, kept


def _joined(node: Node, kind: str, parts: list[Node]) -> Node:
    if len(parts) == 1:
        return parts[0]
    if kind == "sum":
        return node.with_args(*parts)
    whole = parts[0]
    for part in parts[1:]:
        whole = Node("mul", (whole, part), "", node.start, node.end)
    return whole


def _big(before: list[Node], after: list[Node], kind: str, *, down: bool) -> Node | None:
    """Return the big operator behind the terms around the dots, None if they don't agree on one."""
    nested = any(part.head == "sym" and part.text == RUNNING for term in (*before, *after) for part in term.walk())
    if nested or (kind == "prod" and not after):
        return None
    for template in templates([*before, *after]):
        series = series_of(template.holes, len(before), endless=not after) if template.holes else None
        if series is None or not _told_enough(template, series, len(before), len(after)):
            continue
        body = _body(template, series, len(before), down=down)
        if body is not None:
            lower = Node("rel", (Node("sym", (), RUNNING), series.low), "=")
            upper = Node("sym", (), "infty") if series.high is None else tree_of(series.high)
            return Node("big", (lower, upper, Node("group", (body,), "(")), kind)
    return None


def _told_enough(template: Template, series: Series, before: int, after: int) -> bool:
    """Tell whether so many terms stand that nothing else can be meant."""
    counted = all(hole.index for hole in template.holes)
    if not after:
        return before >= (SHOWS_A_STEP if counted else SHOWS_HOW_IT_GOES_ON)
    return before >= SHOWS_A_STEP or after >= SHOWS_A_STEP or series.plain


def _body(template: Template, series: Series, before: int, *, down: bool) -> Node | None:
    """Fill the template with what runs, and with the sign of its terms."""
    body = filled(template.body, series.fillings)
    signs = [sign for sign, parity in template.signs[:before] if not parity.terms]
    if len(signs) < before:
        return None
    turning = len(signs) > 1 and all(one == -other for one, other in itertools.pairwise(signs))
    upcoming = -signs[-1] if turning else signs[-1]
    if (not turning and len(set(signs)) > 1) or down != (upcoming < 0):
        return None
    if not all(
        _ends(template, series, signs[0], back, turning=turning) for back in range(len(template.signs) - before)
    ):
        return None
    if turning:
        passed = Node("add", (Node("sym", (), RUNNING), Node("neg", (series.low,))))
        sign = Node("pow", (Node("group", (Node("neg", (num(1),)),), "("), Node("group", (passed,), "(")))
        body = Node("mul", (sign, Node("group", (body,), "(")))
    return body if signs[0] > 0 else Node("neg", (body,))


def _ends(template: Template, series: Series, first: int, back: int, *, turning: bool) -> bool:
    """Tell whether a term behind the dots, counted from the last, has the sign that the others give it."""
    sign, parity = template.signs[-1 - back]
    if not turning:
        return sign == first and not parity.terms
    assert series.steps is not None  # noqa: S101 - there is a last term
    rest = parity + -series.steps + Dim.of(back)
    if any(factor % 2 for monomial, factor in rest.terms if monomial):
        return False
    even = constant(Dim(tuple(term for term in rest.terms if not term[0])))
    return (sign == first) == ((even or 0) % 2 == 0)

r"""Shape statements: `XW \\sim (n, h)`, `\\text{vec}(W) \\in \\mathbb{R}^{od}`, checked symbolically."""

from __future__ import annotations

from collections.abc import Mapping

from vault_runner.oracle.dims import ClashError, Dim
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.planning import resolve_type
from vault_runner.oracle.reading import all_readings
from vault_runner.oracle.scope import Scope
from vault_runner.oracle.sets import type_of_set
from vault_runner.oracle.shape_words import touching
from vault_runner.oracle.sizes_of import dim_of
from vault_runner.oracle.survey import survey
from vault_runner.oracle.syntax import Node, peel
from vault_runner.oracle.terms import Ty
from vault_runner.oracle.verdicts import Answer, unable


def stated_shape(node: Node, scope: Scope) -> tuple[Dim, ...] | None:
    """Read the shape that a statement gives."""
    inner = peel(node)
    if inner.head == "tuple":
        sizes = [dim_of(part, scope) for part in inner.args]
        return None if any(size is None for size in sizes) else tuple(size for size in sizes if size is not None)
    read = type_of_set(scope, node)
    return None if read is None else read[0].dims


def judge_shape(left: Node, right: Node, scope: Scope) -> Answer:
    """Compare the shape of an expression with the one that is stated."""
    facts = survey((left,), scope)
    stated = stated_shape(right, facts.scope)
    if stated is None:
        return unable("unsupported", "the set on the right isn't read")

    def elaborate(choices: Mapping[str, str]) -> object:
        el = Elaborator(facts.scope.copy(), choices)
        el.calls = facts.calls
        term = el.term(left)
        return el, resolve_type(el, term.ty)

    outcome = all_readings(elaborate)
    if outcome.choices or len(outcome.readings) != 1:
        if outcome.clash is not None and not outcome.choices and outcome.clash.clear:
            return Answer("refuted" if not touching(scope) else "doubted", "shape", outcome.clash.message)
        failure = outcome.failure
        return unable(failure.code, failure.message) if failure else unable("undeclared", "its parts are not declared")
    read = outcome.readings[0][1]
    if not isinstance(read, tuple):
        return unable("unsupported")
    el, ty = read
    return compared(el, ty, stated, scope)


def _unify_all(el: Elaborator, ty: Ty, stated: tuple[Dim, ...]) -> None:
    if len(ty.dims) != len(stated):
        raise ClashError("the number of axes differs")
    for have, want in zip(ty.dims, stated, strict=True):
        el.sizes.unify(have, want)


def compared(el: Elaborator, ty: Ty, stated: tuple[Dim, ...], scope: Scope) -> Answer:
    """Compare two shapes size by size."""
    answer = Answer("verified-exact", "shape")
    answer.found = "(" + ", ".join(map(str, ty.dims)) + ")"
    answer.expected = "(" + ", ".join(map(str, stated)) + ")"
    answer.reading = [f"the left side is {ty}"]
    if el.guessed:
        return unable("undeclared", f"{min(el.guessed)} is not declared")
    try:
        _unify_all(el, ty, stated)
    except ClashError as error:
        answer.verdict = "refuted" if error.clear and not touching(scope) else "doubted"
        answer.reason = f"the shape is {answer.found}, not {answer.expected}"
    return answer

"""Elaboration of probability: expectations, variances, events, entropies and divergences."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle import calls
from vault_runner.oracle.binding import bind, restore
from vault_runner.oracle.declare_laws import distribution_of
from vault_runner.oracle.distributions import UNSUMMED, mark_tables, table_of
from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.events import Random, happening, probability, split_given
from vault_runner.oracle.information import distance, divergence, information
from vault_runner.oracle.products import mul_terms
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.syntax import Node, peel
from vault_runner.oracle.terms import NUM, Term, const, mat, size_term

MOMENTS = frozenset({"Var", "Cov", "Corr", "Std"})
TABLE_SIZE = "?K"


@rule("apply")
def _apply(el: Elaborator, node: Node) -> Term:
    operator, args = node.args[0], node.args[1:]
    name = operator.text
    if name == "E":
        return _expectation(el, operator, args, node.text)
    if name in MOMENTS:
        return _moment(el, operator, args, node.text)
    if name == "P":
        return probability(el, args, node.text)
    if name == "KL":
        return divergence(el, args)
    if name in {"TV", "JS"} and not operator.args:
        return distance(el, args, name)
    symbol = el.scope.get(name)
    if symbol is not None and symbol.params:
        return el.term(Node("call", (Node("word", (), name), *args), "("))
    raise MeaningError("unsupported", f"{name} has no meaning here")


def _expectation(el: Elaborator, operator: Node, args: tuple[Node, ...], separators: str) -> Term:
    body, given = split_given(args, separators)
    if len(body) != 1:
        raise MeaningError("syntax", "an expectation of several things")
    if len(operator.args) == 1 and not given:
        over = _over_table(el, operator.args[0], body[0])
        if over is not None:
            return over
    return _expected(el, body[0], given)


def _expected(el: Elaborator, body: Node, given: list[Node]) -> Term:
    with Random(el):
        inner = el.term(body)
        conditions = tuple(_condition(el, part) for part in given)
    if inner.ty.kind in {"fun", "bool"}:
        raise MeaningError("kind", "the expectation of a condition or function")
    return Term("expect", (inner, *conditions), "", NUM if inner.ty.kind == "any" else inner.ty)


def _condition(el: Elaborator, node: Node) -> Term:
    """Elaborate what stands behind the bar: a variable, whose value is taken, or an event."""
    inner = peel(node)
    if name_of(inner):
        el.flags.add(f"given {name_of(inner)}")
    return happening(el, inner) or el.term(node)


def _over_table(el: Elaborator, index: Node, body: Node) -> Term | None:
    """Elaborate `E_{x~p}[…]` over a finite distribution, or declare a variable with its law."""
    if index.head == "rel" and index.text == "~":
        variable, source = index.args
        law = distribution_of(source)
        if law is not None:
            return _local(el, variable, law, body)
        return _table_sum(el, name_of(variable), name_of(source) or name_of(source.args[0]), body)
    name = name_of(index)
    symbol = el.scope.get(name)
    if symbol is None or symbol.random or not symbol.props & {"probability"}:
        called = next((part for part in body.walk() if part.head == "call" and name_of(part.args[0]) == name), None)
        if called is None and not (symbol is None and _has_table_call(body)):
            return None
    variable_name = _variable_of(body, name)
    return _table_sum(el, variable_name, name, body) if variable_name else None


def _has_table_call(body: Node) -> bool:
    return any(part.head == "call" and ";" in part.text for part in body.walk())


def _variable_of(body: Node, table: str) -> str:
    for part in body.walk():
        if part.head == "call" and len(part.args) > 1 and (name_of(part.args[0]) == table or ";" in part.text):
            return name_of(part.args[1])
    return ""


def _local(el: Elaborator, variable: Node, law: Node, body: Node) -> Term:
    name = name_of(variable)
    before = el.scope.get(name)
    ty = before.ty if before is not None and before.ty is not None else NUM
    el.scope.symbols[name] = Symbol(name, ty, random=True, law=law)
    return _expected(el, body, [])


def _table_sum(el: Elaborator, variable: str, table: str, body: Node) -> Term:
    if not variable or not table:
        raise MeaningError("chance", "an expectation over something that isn't named")
    weights = table_of(el, table)
    el.flags.discard(UNSUMMED + table)  # what is drawn from it says that it is a distribution
    mark_tables(el, body)
    size = weights.ty.dims[0]
    unique, before = bind(el, variable, size)
    inner = el.term(body)
    restore(el, variable, before)
    index = Term("sym", (), unique, NUM)
    summand = mul_terms(el, Term("entry", (weights, index), "", NUM), inner)
    return Term("sum", (const(1), size_term(size), summand), unique, inner.ty)


def _forced_random(el: Elaborator, parts: tuple[Node, ...]) -> None:
    """Take declared capitals in a variance or covariance for random, if nothing in it is: never to refute."""
    names = {name_of(part) for node in parts for part in node.walk()} - {""}
    known = {name: symbol for name in names if (symbol := el.scope.get(name)) is not None}
    if any(symbol.random or symbol.body is not None or symbol.role for symbol in known.values()):
        return
    for name, symbol in known.items():
        vector = symbol.ty is not None and symbol.ty.kind in {"num", "col"}
        if vector and name[0].isupper() and not symbol.props and name not in el.bound:
            el.scope.symbols[name] = replace(symbol, random=True)
            el.flags.add(f"taken {name}")


def _moment(el: Elaborator, operator: Node, args: tuple[Node, ...], separators: str) -> Term:
    body, given = split_given(args, separators)
    if operator.args:
        raise MeaningError("unsupported", "a moment over one variable of several")
    _forced_random(el, (*body, *given))
    with Random(el):
        terms = [el.term(part) for part in body]
        conditions = tuple(_condition(el, part) for part in given)
    name = operator.text
    if len(terms) != (2 if name in {"Cov", "Corr"} else 1) and not (name == "Cov" and len(terms) == 1):
        raise MeaningError("syntax", f"{name} of {len(terms)} things")
    if len(terms) == 1:
        terms = terms * 2
    kinds = {term.ty.kind for term in terms}
    if kinds <= {"num", "any"}:
        return Term("moment", (*terms, *conditions), name, NUM)
    if kinds == {"col"} and name in {"Var", "Cov"}:
        return Term("moment", (*terms, *conditions), name, mat(terms[0].ty.dims[0], terms[1].ty.dims[0]))
    raise MeaningError("kind", f"{name} of {terms[0].ty}")


calls.INFORMATION.append(information)

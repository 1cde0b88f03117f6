r"""Masses of random variables written as `p(x, y \mid z)`: chances of the values that the small letters stand for.

Finite tables stand in for densities too: chains, Bayes' rule and marginals are the same for sums and integrals.
"""

from __future__ import annotations

import numpy as np

from vault_runner.oracle import binders, calls
from vault_runner.oracle.binding import bind, restore
from vault_runner.oracle.elaborator import ROLES, Elaborator, rule
from vault_runner.oracle.evaluate import EvaluationError, Evaluator, Value, operation
from vault_runner.oracle.events import split_given
from vault_runner.oracle.laws import CONTINUOUS
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.syntax import Node, peel
from vault_runner.oracle.terms import BOOL, NUM, Term, col, row

LETTERS = frozenset({"p", "P", "q", "mathbb:P", "Pr"})
NEAR = 1e-9


def density(el: Elaborator, node: Node) -> Term | None:
    r"""Read `p(x \mid y)` where all arguments are values of declared random variables."""
    letter = name_of(node.args[0])
    separators = node.text.lstrip("([{")
    if letter not in LETTERS or el.scope.get(letter) is not None or letter in el.bound or ";" in separators:
        return None
    pairs = [_value_of(el, part) for part in node.args[1:]]
    if not pairs or any(pair is None for pair in pairs):
        return None
    used = [flag for flag in el.flags if flag.startswith("masses ")]
    if any(flag != f"masses {letter}" for flag in used):
        raise MeaningError("chance", "two distributions of the same variables")
    el.flags.add(f"masses {letter}")
    what, _ = split_given(node.args[1:], separators)
    events = [Term("compare", pair, "=", BOOL) for pair in pairs if pair is not None]
    body = Term("and", tuple(events[: len(what)]), "", BOOL)
    return Term("chance", (body, *events[len(what) :]), "", NUM)


def variable_of(el: Elaborator, name: str) -> Symbol | None:
    """Return the random variable that a value's name belongs to: X for x, x' and x̃."""
    plain = name.strip("'*")
    for accent in ("tilde(", "bar(", "hat("):
        plain = plain.removeprefix(accent).rstrip(")") if plain.startswith(accent) else plain
    base, mark, index = plain.partition("_")
    for candidate in (base.upper() + mark + index, plain):
        symbol = el.scope.get(candidate)
        if symbol is not None and symbol.random and symbol.ty == NUM:
            return symbol
    return None


def _value_of(el: Elaborator, node: Node) -> tuple[Term, Term] | None:
    """Return a variable and the value that a small letter stands for; the letter is any of its values."""
    inner = peel(node)
    if inner.head == "rel" and inner.text == "=":
        inner = inner.args[1] if name_of(inner.args[0]).isupper() else inner
    name = name_of(inner)
    symbol = variable_of(el, name) if name else None
    if symbol is None or (name == symbol.name and name.isupper()):
        return None
    if symbol.law is not None and symbol.law.text in CONTINUOUS:
        raise MeaningError("chance", "the density of a law that is no table")
    el.used[symbol.name] = symbol
    variable = Term("sym", (), symbol.name, NUM)
    if name in el.bound:
        return variable, el.bound[name]
    value = f"{name}=" if name == symbol.name else name
    known = el.scope.get(name)
    if known is not None and name != symbol.name:
        return None
    if name == symbol.name:
        el.flags.add(f"support {value} {symbol.name}")
        return variable, Term("sym", (), value, NUM)
    el.guessed.setdefault(name, NUM)
    el.flags |= {f"support {name} {symbol.name}"}
    return variable, Term("sym", (), name, NUM)


def over_support(el: Elaborator, name: str, body: Node) -> Term | None:
    r"""Read `\sum_x` and `\int … dx` over the values of the variable that x belongs to."""
    symbol = variable_of(el, name) if name else None
    if symbol is None or name.isupper() or (el.scope.get(name) is not None and name != symbol.name):
        return None
    if symbol.law is not None:
        return None
    before_flags = {flag for flag in el.flags if flag.startswith("masses ")}
    unique, before = bind(el, name, None)
    try:
        inner = el.term(body)
    finally:
        restore(el, name, before)
    if inner.ty.kind not in {"num", "any"}:
        raise MeaningError("kind", "a sum of arrays over the values of a variable")
    if not before_flags and not any(flag.startswith("masses ") for flag in el.flags):
        return None
    el.used[symbol.name] = symbol
    return Term("over support", (Term("sym", (), symbol.name, NUM), inner), unique, NUM)


@operation("over support")
def _over_support(ev: Evaluator, term: Term) -> Value:
    if not ev.tables:
        raise EvaluationError("chance", "a sum over the values of no variable")
    values = sorted(
        {round(float(row[term.args[0].text]), 12): row[term.args[0].text] for _, row in ev.tables[0]}.items()
    )
    return float(sum(ev.with_value(term.text, value, term.args[1]) for _, value in values))


@rule("stationary")
def _stationary(el: Elaborator, node: Node) -> Term:
    """Elaborate the row that a matrix of chances keeps, or the column that its transpose keeps."""
    whole = el.term(node.args[0])
    if whole.ty.kind != "mat":
        raise MeaningError("kind", "the stationary distribution of something that is no matrix")
    size = el.sizes.unify(whole.ty.dims[0], whole.ty.dims[1], "a matrix of chances: rows and columns")
    ty = row(size) if el.choose("kind of a stationary distribution", "row", "col") == "row" else col(size)
    return Term("stationary", (whole,), node.text, ty)


@operation("stationary")
def _stationary_value(ev: Evaluator, term: Term) -> Value:
    chances = np.asarray(ev(term.args[0]), dtype=float)
    turned = chances if term.ty.kind == "col" and np.allclose(chances.sum(axis=0), 1) else chances.T
    values, vectors = np.linalg.eig(turned)
    near = np.abs(values - 1) < NEAR
    if int(np.sum(near)) != 1:
        raise EvaluationError("guard", "a chain without one stationary distribution")
    kept = np.real(vectors[:, int(np.argmax(near))])
    return kept / kept.sum()


calls.INFORMATION.insert(0, density)
ROLES["stationary"] = lambda el, symbol: el.term(Node("stationary", (Node("sym", (), symbol.of[0]),)))
binders.SUPPORTS.append(over_support)

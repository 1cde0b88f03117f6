"""Elaboration of probability: expectations, variances, events, entropies and divergences."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle import calls
from vault_runner.oracle.arrays import index_of, index_term
from vault_runner.oracle.binders import bind, restore
from vault_runner.oracle.declare import _distribution as distribution_of
from vault_runner.oracle.elaborate import Elaborator, mul_terms, named, rule
from vault_runner.oracle.laws import KNOWN_LAWS
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.syntax import Node, peel
from vault_runner.oracle.terms import BOOL, NUM, Term, Ty, col, const, mat, size_term

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
        return _probability(el, args, node.text)
    if name == "KL":
        return _divergence(el, args)
    raise MeaningError("unsupported", f"{name} has no meaning here")


def _split(args: tuple[Node, ...], separators: str) -> tuple[list[Node], list[Node]]:
    """Split arguments at the bar of a condition."""
    marks = separators.split()
    for index, mark in enumerate(marks):
        if mark == "|":
            return list(args[: index + 1]), list(args[index + 1 :])
    return list(args), []


def _expectation(el: Elaborator, operator: Node, args: tuple[Node, ...], separators: str) -> Term:
    body, given = _split(args, separators)
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


class Random:
    """While open, an undeclared name is a random number."""

    def __init__(self, el: Elaborator) -> None:
        """Keep the elaborator."""
        self.el = el

    def __enter__(self) -> None:
        """Open."""
        self.before = self.el.scope.phrases
        self.guessed = set(self.el.guessed)
        self.el.scope.phrases = [("num", 1)]

    def __exit__(self, *_: object) -> None:
        """Close, and mark what was guessed meanwhile."""
        self.el.scope.phrases = self.before
        for name in set(self.el.guessed) - self.guessed:
            if self.el.guessed[name] == NUM and f"whole {name}" not in self.el.flags:
                self.el.flags.add(f"random {name}")


def _condition(el: Elaborator, node: Node) -> Term:
    """Elaborate what stands behind the bar: a variable, whose value is taken, or an event."""
    inner = peel(node)
    if inner.head == "rel":
        return event(el, inner)
    return el.term(node)


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
    mark_tables(el, body)
    size = weights.ty.dims[0]
    unique, before = bind(el, variable, size)
    inner = el.term(body)
    restore(el, variable, before)
    index = Term("sym", (), unique, NUM)
    summand = mul_terms(el, Term("entry", (weights, index), "", NUM), inner)
    return Term("sum", (const(1), size_term(size), summand), unique, inner.ty)


def table_of(el: Elaborator, name: str) -> Term:
    """Return a name as a probability vector."""
    el.scope.options[f"table {name}"] = "yes"
    symbol = el.scope.get(name)
    if symbol is not None and symbol.ty is not None and symbol.ty.kind == "col":
        el.used[name] = replace(symbol, props=symbol.props | {"probability"})
        return Term("sym", (), name, symbol.ty)
    if symbol is not None and symbol.ty is not None:
        raise MeaningError("chance", f"{name} is no finite distribution")
    if name not in el.guessed:
        el.guessed[name] = col(el.sizes.fresh())
        el.flags.add(f"props {name} probability")
        el.flags.add("forced")
    return Term("sym", (), name, el.guessed[name])


def mark_tables(el: Elaborator, body: Node) -> None:
    """Take `f(x; s)` for a family of distributions over x, one for each s."""
    for part in body.walk():
        if part.head != "call" or ";" not in part.text or len(part.args) != 3:  # noqa: PLR2004 - outcome and parameter
            continue
        name = name_of(part.args[0])
        if name and el.scope.get(name) is None and name not in el.guessed:
            el.guessed[name] = mat(el.sizes.fresh(), el.sizes.fresh())
            el.scope.options[f"table {name}"] = "yes"
            el.flags.add(f"props {name} column-stochastic")
            el.flags.add("forced")


def _moment(el: Elaborator, operator: Node, args: tuple[Node, ...], separators: str) -> Term:
    body, given = _split(args, separators)
    if operator.args:
        raise MeaningError("unsupported", "a moment over one variable of several")
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


def _probability(el: Elaborator, args: tuple[Node, ...], separators: str) -> Term:
    body, given = _split(args, separators)
    with Random(el):
        what = tuple(event(el, part) for part in body)
        conditions = tuple(event(el, part) for part in given)
    return Term("chance", (Term("and", what, "", BOOL), *conditions), "", NUM)


def event(el: Elaborator, node: Node) -> Term:
    """Elaborate an event: a name, a comparison, unions, intersections and complements."""
    inner = peel(node)
    if inner.head == "mul" and inner.text in {"cap", "cup", "setminus", ""}:
        left, right = event(el, inner.args[0]), event(el, inner.args[1])
        if inner.text == "setminus":
            return Term("and", (left, Term("not", (right,), "", BOOL)), "", BOOL)
        return Term("or" if inner.text == "cup" else "and", (left, right), "", BOOL)
    if inner.head in {"pow", "complement", "sup"} or (inner.head == "accent" and inner.text in {"bar", "overline"}):
        return _complement(el, inner)
    if inner.head == "rel":
        return _comparison(el, inner)
    name = name_of(inner)
    symbol = el.scope.get(name)
    if name and (symbol is None or symbol.ty == BOOL):
        if symbol is not None:
            el.used[name] = symbol
        elif name not in el.guessed:
            el.guessed[name] = BOOL
            el.flags |= {f"random {name}", "forced"}
        if name in el.guessed and el.guessed[name] != BOOL:
            raise MeaningError("kind", f"{name} is no event")
        return Term("sym", (), name, BOOL)
    raise MeaningError("chance", "something that is no event")


def _complement(el: Elaborator, node: Node) -> Term:
    if node.head == "pow" and name_of(node.args[1]) not in {"c", "C", "mathsf:c", "complement"}:
        raise MeaningError("chance", "something that is no event")
    return Term("not", (event(el, node.args[0]),), "", BOOL)


def _comparison(el: Elaborator, node: Node) -> Term:
    """Elaborate `X = x`: a free x takes one of the values that X can have."""
    left, right = node.args
    variable, value = el.scope.get(name_of(left)), name_of(right)
    if node.text == "=" and variable is not None and variable.random and value and value not in el.bound:
        symbol = el.scope.get(value)
        if symbol is None or not symbol.random:
            el.guessed.setdefault(value, variable.ty or NUM)
            el.flags |= {f"support {value} {variable.name}"}
    return el.term(node)


def _divergence(el: Elaborator, args: tuple[Node, ...]) -> Term:
    """Elaborate a KL divergence of two finite distributions or two Gaussians."""
    if len(args) != 2:  # noqa: PLR2004 - from one to another
        raise MeaningError("syntax", "a divergence takes two distributions")
    laws = [distribution_of(part) for part in args]
    if all(law is not None and law.text in KNOWN_LAWS for law in laws):
        parts = [tuple(el.term(arg) for arg in law.args) for law in laws if law is not None]
        names = [law.text for law in laws if law is not None]
        return Term("KL laws", (*parts[0], *parts[1]), " ".join((*names, str(len(parts[0])))), NUM)
    left, right = (_whole_table(el, part) for part in args)
    el.unify(left.ty, right.ty, "a divergence")
    return Term("KL", (left, right), "", NUM)


def _whole_table(el: Elaborator, node: Node) -> Term:
    r"""Elaborate `p`, `p(x)` or `f(\\cdot; s)` as a probability vector."""
    node = peel(node)
    if node.head == "call" and ";" in node.text and len(node.args) == 3:  # noqa: PLR2004 - outcome and parameter
        mark_tables(el, node)
        whole = named(el, name_of(node.args[0]))
        if whole.ty.kind != "mat":
            raise MeaningError("chance", "a distribution of this kind")
        column = index_of(el, node.args[2], whole.ty.dims[1])
        return Term("column", (whole, column), "", col(whole.ty.dims[0]))
    if node.head == "call" and len(node.args) == 2:  # noqa: PLR2004 - one argument
        return table_of(el, name_of(node.args[0]))
    name = name_of(node)
    symbol = el.scope.get(name)
    if name and (symbol is None or (symbol.ty is not None and symbol.ty.kind == "col" and symbol.body is None)):
        return table_of(el, name)
    return el.term(node)


def information(el: Elaborator, node: Node) -> Term | None:
    """Read `H(X)`, `H(p, q)`, `I(X; Y)` and `D_{KL}(p || q)`, if the letters mean nothing else."""
    base, args = node.args[0], node.args[1:]
    spelled = name_of(base)
    if base.head == "sub" and name_of(base.args[0]) == "D" and index_name(base) == "KL":
        return _divergence(el, args)
    plain = el.scope.get(spelled) is None and spelled not in el.bound
    if spelled == "KL" and plain:
        return _divergence(el, args)
    if spelled == "I" and ";" in node.text and plain:
        return _mutual(el, args, node.text.lstrip("([{"))
    if spelled == "P" and plain and _eventful(el, args, node.text.lstrip("([{")):
        return _probability(el, args, node.text.lstrip("([{"))
    if spelled in {"H", "mathcal:H", "mathbb:H"} and plain:
        return _entropy(el, args, node.text.lstrip("([{"))
    return None


def _eventful(el: Elaborator, args: tuple[Node, ...], separators: str) -> bool:
    """Tell whether P is applied to events rather than to an array."""
    if "|" in separators or any(part.head in {"rel", "complement"} for part in args):
        return True
    names = [inner for part in args for inner in part.walk() if name_of(inner)]
    symbols = [el.scope.get(name_of(inner)) for inner in names]
    return any(symbol is not None and (symbol.ty == BOOL or symbol.random) for symbol in symbols)


def index_name(node: Node) -> str:
    """Return the text of the only index."""
    return (
        node.args[1].text
        if len(node.args) == 2 and node.args[1].head in {"word", "sym"}  # noqa: PLR2004 - how many parts it has
        else "".join(part.text for part in node.args[1:])
    )


def _entropy(el: Elaborator, args: tuple[Node, ...], separators: str) -> Term:
    body, given = _split(args, separators)
    symbols = [el.scope.get(name_of(part)) for part in body]
    tabular = [
        symbol is not None and not symbol.random and symbol.ty is not None and symbol.ty.kind == "col"
        for symbol in symbols
    ]
    lower = all(symbol is None for symbol in symbols) and all(name_of(part).islower() for part in body)
    if (all(tabular) or lower) and not given:
        tables = [table_of(el, name_of(part)) for part in body]
        if len(tables) == 2:  # noqa: PLR2004 - a cross entropy
            el.unify(tables[0].ty, tables[1].ty, "a cross entropy")
            return Term("cross entropy", tuple(tables), "", NUM)
        return Term("cross entropy", (tables[0], tables[0]), "", NUM)
    with Random(el):
        terms = tuple(el.term(part) for part in body)
        conditions = tuple(el.term(part) for part in given)
    el.flags.add("discrete")
    return Term("entropy", (*terms, *conditions), str(len(terms)), NUM)


def _mutual(el: Elaborator, args: tuple[Node, ...], separators: str) -> Term:
    marks = separators.lstrip("([").split()
    if len(args) < 2 or marks[0] != ";" or any(mark != "|" for mark in marks[1:2]):  # noqa: PLR2004 - two sides
        raise MeaningError("unsupported", "an information of this kind")
    with Random(el):
        terms = [el.term(part) for part in args]
    el.flags.add("discrete")
    first, second, given = terms[0], terms[1], tuple(terms[2:])

    def entropy(*parts: Term) -> Term:
        return Term("entropy", (*parts, *given), str(len(parts)), NUM)

    joint = Term("neg", (entropy(first, second),), "", NUM)
    return Term("add", (entropy(first), entropy(second), joint), "", NUM)


calls.INFORMATION.append(information)
__all__ = ["Ty", "index_term"]

"""Elaboration of divergences, entropies and mutual information, of tables and of random variables."""

from __future__ import annotations

from vault_runner.oracle.classify import mentioned
from vault_runner.oracle.declare_laws import distribution_of, vector_of
from vault_runner.oracle.distributions import mark_tables, table_of
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.events import Random, happening, probability, split_given
from vault_runner.oracle.indices import index_of
from vault_runner.oracle.laws import KNOWN_LAWS
from vault_runner.oracle.planning import law_terms
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.symbols import named
from vault_runner.oracle.syntax import PAIR, TRIPLE, Node, peel
from vault_runner.oracle.terms import BOOL, NUM, Term, col, const


def divergence(el: Elaborator, args: tuple[Node, ...]) -> Term:
    """Elaborate a KL divergence of two finite distributions or two Gaussians."""
    if len(args) != PAIR:
        raise MeaningError("syntax", "a divergence takes two distributions")
    laws = [_law_of(el, part) for part in args]
    if all(law is not None and law.text in KNOWN_LAWS for law, _ in laws):
        parts = [law_terms(el, law) if plain else tuple(map(el.term, law.args)) for law, plain in laws if law]
        names = [law.text for law, _ in laws if law is not None]
        _same_space(el, [part for law, terms in zip(names, parts, strict=True) if law == "normal" for part in terms])
        return Term("KL laws", (*parts[0], *parts[1]), " ".join((*names, str(len(parts[0])))), NUM)
    left, right = (_whole_table(el, part) for part in args)
    el.unify(left.ty, right.ty, "a divergence")
    return Term("KL", (left, right), "", NUM)


def _law_of(el: Elaborator, node: Node) -> tuple[Node | None, bool]:
    r"""Return the law that stands there, or that a name stands for: `p = \mathcal{N}(\mu, \sigma^2)`.

    A law that has a name and no parameter written like a matrix is one of numbers.
    """
    symbol = el.scope.get(name_of(peel(node)))
    if symbol is not None and symbol.body is not None and not symbol.params:
        law = distribution_of(peel(symbol.body))
        numbers = law is not None and not any(vector_of(symbol.name, part) for part in law.args)
        return law, numbers
    return distribution_of(node), False


def _same_space(el: Elaborator, parameters: list[Term]) -> None:
    """Say that the means and covariances of Gaussians that are compared belong to vectors of one size."""
    dims = [dim for part in parameters if part.ty.kind in {"col", "mat"} for dim in part.ty.dims]
    for dim in dims[1:]:
        el.sizes.unify(dims[0], dim, "the sizes of two Gaussians")


def distance(el: Elaborator, args: tuple[Node, ...], kind: str) -> Term:
    """Elaborate the total variation or the Jensen-Shannon divergence of two finite distributions."""
    if len(args) != PAIR:
        raise MeaningError("syntax", "a distance takes two distributions")
    left, right = (_whole_table(el, part) for part in args)
    el.unify(left.ty, right.ty, "a distance")
    if kind == "TV":
        return Term("total variation", (left, right), "", NUM)
    middle = Term("scale", (const(0.5), Term("add", (left, right), "", left.ty)), "", left.ty)
    both = Term("add", (Term("KL", (left, middle), "", NUM), Term("KL", (right, middle), "", NUM)), "", NUM)
    return Term("scale", (const(0.5), both), "", NUM)


def _whole_table(el: Elaborator, node: Node) -> Term:
    r"""Elaborate `p`, `p(x)` or `f(\\cdot; s)` as a probability vector."""
    node = peel(node)
    if node.head == "call" and ";" in node.text and len(node.args) == TRIPLE:
        mark_tables(el, node)
        whole = named(el, name_of(node.args[0]))
        if whole.ty.kind != "mat":
            raise MeaningError("chance", "a distribution of this kind")
        column = index_of(el, node.args[2], whole.ty.dims[1])
        return Term("column", (whole, column), "", col(whole.ty.dims[0]))
    if node.head == "call" and len(node.args) == PAIR:
        return table_of(el, name_of(node.args[0]))
    name = name_of(node)
    symbol = el.scope.get(name)
    if name and (symbol is None or (symbol.ty is not None and symbol.ty.kind == "col" and symbol.body is None)):
        return table_of(el, name)
    return el.term(node)


_MOMENTS = {"E": "E", "D": "Var"}
"""Letters that stand for moments where a random variable stands behind them."""


def _is_random(el: Elaborator, node: Node) -> bool:
    symbols = (el.scope.get(name_of(part)) for part in node.walk())
    return any(symbol is not None and symbol.random for symbol in symbols)


def information(el: Elaborator, node: Node) -> Term | None:  # noqa: PLR0911 - one case after another
    """Read `H(X)`, `H(p, q)`, `I(X; Y)` and `D_{KL}(p || q)`, if the letters mean nothing else."""
    base, args = node.args[0], node.args[1:]
    spelled = name_of(base)
    if base.head == "sub" and name_of(base.args[0]) == "D" and index_name(base) == "KL":
        return divergence(el, args)
    if base.head == "sub" and name_of(base.args[0]) in {"d", "D"} and index_name(base) in {"TV", "JS"}:
        return distance(el, args, index_name(base))
    symbol = el.scope.get(spelled)
    other = symbol is not None and bool(symbol.params) and len(symbol.params) != len(args)
    plain = (symbol is None or other) and spelled not in el.bound
    if spelled == "KL" and plain:
        return divergence(el, args)
    if spelled == "I" and ";" in node.text and plain:
        return _mutual(el, args, node.text.lstrip("([{"))
    if spelled == "P" and plain and _eventful(el, args, node.text.lstrip("([{")):
        return probability(el, args, node.text.lstrip("([{"))
    if spelled in _MOMENTS and plain and any(_is_random(el, part) for part in args):
        operator = Node("op", (), _MOMENTS[spelled])
        return el.term(Node("apply", (operator, *args), node.text.lstrip("([{")))
    if spelled in {"H", "mathcal:H", "mathbb:H"} and plain:
        return _entropy(el, args, node.text.lstrip("([{"))
    return None


def _eventful(el: Elaborator, args: tuple[Node, ...], separators: str) -> bool:
    """Tell whether P is applied to events rather than to an array."""
    if "|" in separators or any(part.head in {"rel", "complement"} or _complemented(part) for part in args):
        return True
    if any(el.guessed.get(name_of(part)) == BOOL for part in args):
        return True
    names = [inner for part in args for inner in part.walk() if name_of(inner)]
    symbols = [el.scope.get(name_of(inner)) for inner in names]
    return any(symbol is not None and (symbol.ty == BOOL or symbol.random) for symbol in symbols)


def _complemented(node: Node) -> bool:
    return node.head == "pow" and name_of(node.args[1]) in {"c", "C", "mathsf:c", "complement"}


def index_name(node: Node) -> str:
    """Return the text of the only index."""
    return (
        node.args[1].text
        if len(node.args) == PAIR and node.args[1].head in {"word", "sym"}
        else "".join(part.text for part in node.args[1:])
    )


def _entropy(el: Elaborator, args: tuple[Node, ...], separators: str) -> Term:
    body, given = split_given(args, separators)
    tables = _tables(el, body) if not given and len(body) <= PAIR else []
    if len(tables) == PAIR:
        el.unify(tables[0].ty, tables[1].ty, "a cross entropy")
    if tables:
        return Term("cross entropy", (tables[0], tables[-1]), "", NUM)
    with Random(el):
        terms = tuple(el.term(part) for part in body)
        conditions = tuple(_given(el, part) for part in given)
    el.flags.add("discrete")
    return Term("entropy", (*terms, *conditions), str(len(terms)), NUM)


def _tables(el: Elaborator, body: list[Node]) -> list[Term]:
    """Elaborate what an entropy is of as probability vectors, if all of it is, by declaration or by small letters."""
    symbols = [el.scope.get(name_of(part)) for part in body]
    lower = all(symbol is None for symbol in symbols) and all(name_of(part).islower() for part in body)
    if lower or all(_tabular(symbol) for symbol in symbols):
        return [table_of(el, name_of(part)) for part in body]
    if not all(_tabular(symbol) or _mixes(el, part) for symbol, part in zip(symbols, body, strict=True)):
        return []
    found = [
        table_of(el, name_of(part)) if _tabular(symbol) else el.term(part)
        for symbol, part in zip(symbols, body, strict=True)
    ]
    return found if all(term.ty.kind == "col" for term in found) else []


def _given(el: Elaborator, node: Node) -> Term:
    """Elaborate what an entropy is given: a variable, over which it is averaged, or an event, on which it is not."""
    return happening(el, node) or el.term(node)


def _tabular(symbol: Symbol | None) -> bool:
    if symbol is None or symbol.random or symbol.ty is None or symbol.ty.kind != "col":
        return False
    return "probability" in symbol.props or not symbol.name[:1].isupper()


def _mixes(el: Elaborator, node: Node) -> bool:
    r"""Tell whether `m = (p + q)/2` is made of probability vectors and of nothing random."""
    names = mentioned(node, el.scope)
    symbols = [symbol for name in names if (symbol := el.scope.get(name)) is not None]
    tables = any("probability" in symbol.props and symbol.ty != NUM for symbol in symbols)
    tables = tables or any(f"table {name}" in el.scope.options for name in names)
    return tables and not any(symbol.random for symbol in symbols)


def _mutual(el: Elaborator, args: tuple[Node, ...], separators: str) -> Term:
    r"""Elaborate `I(X, Y; Z \mid W)`: a semicolon between two groups, then what is given."""
    marks = separators.lstrip("([").split()
    bar = marks.index("|") + 1 if "|" in marks else len(args)
    if marks[: bar - 1].count(";") != 1 or ";" in marks[bar:] or set(marks) - {";", ",", "|"}:
        raise MeaningError("unsupported", "an information of this kind")
    with Random(el):
        terms = tuple(_given(el, part) if place >= bar else el.term(part) for place, part in enumerate(args))
    el.flags.add("discrete")
    split = marks.index(";") + 1
    first, second, given = terms[:split], terms[split:bar], terms[bar:]

    def entropy(*parts: Term) -> Term:
        return Term("entropy", (*parts, *given), str(len(parts)), NUM)

    joint = Term("neg", (entropy(*first, *second),), "", NUM)
    return Term("add", (entropy(*first), entropy(*second), joint), "", NUM)

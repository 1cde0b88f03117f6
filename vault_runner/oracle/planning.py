"""From an elaborated relation to the plan of what is sampled."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.laws import AMBIGUOUS, CONTINUOUS, KNOWN_LAWS, PARAMETERS, ROUGH
from vault_runner.oracle.members import one_member
from vault_runner.oracle.moments_of import refuse_moments
from vault_runner.oracle.polynomials import polynomial
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.symbols import step_of
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.tables import Chance
from vault_runner.oracle.terms import Term, Ty
from vault_runner.oracle.worlds import Plan, size_names

TALL = frozenset({"full-column-rank", "orthonormal-columns"})
MOST_SIZES = 8


def make_plan(el: Elaborator, *terms: Term) -> Plan:
    """Collect symbols, sizes and conditions of some terms."""
    resolve_terms(el, terms)
    symbols: dict[str, Symbol] = {}
    for name, symbol in el.used.items():
        symbols[name] = replace(symbol, ty=resolve_type(el, symbol.ty or Ty("num")))
    for name, ty in el.guessed.items():
        if name not in symbols:
            known = el.scope.get(name)
            props = known.props if known is not None else frozenset()
            if f"whole {name}" in el.flags:
                props = props | {"natural"}
            props |= {flag.split()[2] for flag in el.flags if flag.startswith(f"props {name} ")}
            symbols[name] = Symbol(name, resolve_type(el, ty), props, sure=name in el.scope.sizes or hinted(el, name))
    for name in [name for name in el.guessed if f"random {name}" in el.flags and name in el.scope.named]:
        symbols[name] = replace(symbols[name], sure=True, random=True)
    guards, symbols = _with_sizes(el, terms, _guards(el, symbols), symbols)
    sizes = size_names(symbol.ty for symbol in symbols.values() if symbol.ty is not None)
    for term in (*terms, *guards):
        for part in term.walk():
            sizes += sorted(part.dim.names()) if part.dim is not None else []
            sizes += size_names([part.ty])
    sizes += sorted(name for _, *pair in _minima(el) for dim in pair for name in dim.names())
    sizes = list(dict.fromkeys(sizes))
    typed = set(size_names(part.ty for term in (*terms, *guards) for part in term.walk()))
    typed |= set(size_names(symbol.ty for symbol in symbols.values() if symbol.ty is not None))
    sizes += [str(el.sizes.resolve(dim)) for dim in el.free_indices.values() if el.sizes.resolve(dim).variable()]
    if len(sizes) > MOST_SIZES:
        raise MeaningError("too-large", "it has too many sizes")
    whole = _whole_symbols(symbols, sizes)
    chance = random_part(el, symbols, terms)
    if chance is not None:
        hidden = [symbol.ty for symbol in chance.variables.values() if symbol.ty is not None]
        hidden += [part.ty for _, laws in chance.laws.values() for law in laws for part in law.walk()]
        hidden += [symbol.ty for symbol in symbols.values() if symbol.ty is not None]
        sizes += [name for name in size_names(hidden) if name not in sizes]
    apart = whole | (set(chance.variables) | {name for name, _ in chance.supports} if chance is not None else set())
    plan = Plan(
        {name: symbol for name, symbol in symbols.items() if name not in apart}, sizes,
        _larger(symbols) | _stated_larger(el),
        guards=guards, facts=frozenset(el.scope.facts), even=set(), minima=_minima(el), chance=chance,
        counts=frozenset(sizes) - typed - {name for pair in _stated_larger(el) for name in pair},
    )  # fmt: skip
    closed = {name: el.scope.options.get(f"closed {name}", "") for name in plan.symbols}
    plan.broken = "not whole" in el.scope.options
    plan.ends = {name: tuple(map(float, ends.split())) for name, ends in closed.items()}
    _check_ranges(el, sizes, symbols)
    return plan


def _with_sizes(
    el: Elaborator, terms: tuple[Term, ...], guards: tuple[Term, ...], symbols: dict[str, Symbol]
) -> tuple[tuple[Term, ...], dict[str, Symbol]]:
    """Resolve everything once more where conditions tell sizes, as “P ≠ I” tells that of I."""
    if not guards:
        return guards, symbols
    resolve_terms(el, (*terms, *guards))
    return guards, {name: replace(one, ty=resolve_type(el, one.ty or Ty("num"))) for name, one in symbols.items()}


def hinted(el: Elaborator, name: str) -> bool:
    """Tell whether the note leaves one kind only to a name that it doesn't declare."""
    return name in el.scope.hints or step_of(name) in el.scope.hints


def random_part(el: Elaborator, symbols: dict[str, Symbol], terms: tuple[Term, ...] = ()) -> Chance | None:
    """Collect the random variables with their laws; parameters of laws become symbols like any other."""
    flagged = {name for name in symbols if f"random {name}" in el.flags}
    variables = {name: symbol for name, symbol in symbols.items() if symbol.random or name in flagged}
    refuse_moments(el, terms, frozenset(variables))
    if not variables:
        return None
    _with_chains(el, variables)
    laws: dict[str, tuple[str, tuple[Term, ...]]] = {}
    for name, symbol in variables.items():
        if symbol.law is not None:
            of_members = f"family {name}" in el.scope.options
            if of_members and not symbol.props & {"iid", "independent"}:
                one_member(name, terms, el.free_indices)
            laws[name] = (symbol.law.text, law_terms(el, symbol.law, None if of_members else symbol.ty))
    for name, symbol in el.used.items():
        if name not in symbols:
            symbols[name] = replace(symbol, ty=resolve_type(el, symbol.ty or Ty("num")))
    resolve_terms(el, tuple(term for _, terms in laws.values() for term in terms))
    if "discrete" in el.flags and any(law in CONTINUOUS for law, _ in laws.values()):
        raise MeaningError("chance", "the entropy of a continuous variable")
    moments = _moments(el, variables, laws)
    for name, symbol in el.used.items():
        if name not in symbols:
            symbols[name] = replace(symbol, ty=resolve_type(el, symbol.ty or Ty("num")))
    supports = tuple((flag.split()[1], flag.split()[2]) for flag in sorted(el.flags) if flag.startswith("support "))
    given = tuple(sorted(flag.split()[1] for flag in el.flags if flag.startswith("given ")))
    exact = polynomial(terms, set(variables)) and not any(law in ROUGH for law, _ in laws.values())
    return Chance(variables, laws, frozenset(el.scope.facts), supports, moments, given, exact)


def _with_chains(el: Elaborator, variables: dict[str, Symbol]) -> None:
    """Add the members of a Markov chain that the statement doesn't name: what links the others runs through them."""
    for symbol in list(variables.values()):
        if symbol.law is not None and symbol.law.text == "joint":
            for line in symbol.law.args[0].args:
                partner = el.scope.get(name_of(line.args[0]))
                if partner is not None:
                    variables[partner.name] = partner
    chains = [fact[1:] for fact in el.scope.facts if fact[0] == "markov" and len(set(fact[1:]) & set(variables)) > 1]
    for name in sorted({name for chain in chains for name in chain} - set(variables)):
        known = el.scope.get(name)
        if known is not None and known.random:
            variables[name] = known


def _moments(
    el: Elaborator, variables: dict[str, Symbol], laws: dict[str, tuple[str, tuple[Term, ...]]],
) -> dict[str, tuple[Term | None, Term | None]]:  # fmt: skip
    """Elaborate the means and variances that the note gives; Gaussians get their law from them."""
    found: dict[str, tuple[Term | None, Term | None]] = {}
    for name, symbol in variables.items():
        given = dict(el.scope.moments.get(name, ()))
        mean = el.term(given["mean"]) if "mean" in given else None
        spread = given.get("variance") or given.get("covariance")
        variance = el.term(spread) if spread is not None else None
        resolve_terms(el, tuple(term for term in (mean, variance) if term is not None))
        if symbol.props & {"gaussian", "standard-gaussian"} and name not in laws:
            laws[name] = ("normal", _gaussian(symbol, mean, variance))
        elif mean is not None or variance is not None:
            found[name] = (mean, variance)
    return found


def _gaussian(symbol: Symbol, mean: Term | None, variance: Term | None) -> tuple[Term, ...]:
    standard = "standard-gaussian" in symbol.props
    vector = symbol.ty is not None and symbol.ty.kind == "col"
    if mean is None and (standard or "zero-mean" in symbol.props):
        mean = Term("zeros", (), "", symbol.ty or Ty("num")) if vector else Term("const", (), "0", Ty("num"), 0.0)
    if variance is None and standard and symbol.ty is not None:
        size = symbol.ty.dims[0] if vector else None
        variance = (
            Term("const", (), "1", Ty("num"), 1.0) if size is None else Term("eye", (), "", Ty("mat", (size, size)))
        )
    if mean is None or variance is None:
        raise MeaningError("chance", "a Gaussian without mean or variance")
    return mean, variance


def law_terms(el: Elaborator, law: Node, ty: Ty | None = None) -> tuple[Term, ...]:
    """Elaborate the parameters of a law; a bare name there gets the property that the law demands."""
    if law.text == "joint":
        return tuple(el.term(part) for part in law.args[1:])
    terms = _parameter_terms(el, law)
    if law.text == "normal" and ty is not None and ty.kind == "col":
        el.unify(terms[0].ty, ty, "the mean of a Gaussian")
        el.unify(terms[1].ty, Ty("mat", (ty.dims[0], ty.dims[0])), "the covariance of a Gaussian")
    return terms


def _parameter_terms(el: Elaborator, law: Node) -> tuple[Term, ...]:
    if law.text not in KNOWN_LAWS or law.text in AMBIGUOUS or len(law.args) != len(PARAMETERS[law.text]):
        raise MeaningError("chance", f"a {law.text} distribution with these parameters")
    for part, prop in zip(law.args, PARAMETERS[law.text], strict=True):
        name = name_of(part.args[0]) if part.head == "pow" and part.args[1].text == "2" else name_of(part)
        symbol = el.scope.get(name)
        if (
            not name
            or (symbol is not None and symbol.ty is not None)
            or name in {"I", "mathbf:I"}
            or name.startswith(("I_", "mathbf:"))
        ):
            if symbol is not None and prop and symbol.ty == Ty("num"):
                el.scope.add_props(name, frozenset({prop}) if not symbol.props else frozenset())
            continue
        wanted = "positive" if part.head == "pow" else prop
        el.scope.symbols[name] = Symbol(name, Ty("num"), frozenset({wanted} if wanted else ()))
    if law.text == "uniform":
        el.scope.guards.append(Node("rel", law.args, "<"))
    return tuple(el.term(part) for part in law.args)


def _whole_symbols(symbols: dict[str, Symbol], sizes: list[str]) -> set[str]:
    """Names that are sizes take their value from there."""
    return {
        name for name, symbol in symbols.items() if name in sizes and symbol.ty is not None and symbol.ty.kind == "num"
    }


def _check_ranges(el: Elaborator, sizes: list[str], symbols: dict[str, Symbol]) -> None:
    """A sum without bounds must run along an axis of something."""
    axes = {name for name, _, _ in _minima(el)} | set(
        size_names(symbol.ty for symbol in symbols.values() if symbol.ty is not None)
    )
    for flag in el.flags:
        name = flag.removeprefix("range ")
        if flag.startswith("range ?") and name in sizes and name not in axes and name not in el.sizes.known:
            raise MeaningError("range", "a sum whose range is not written out")


def resolve_type(el: Elaborator, ty: Ty) -> Ty:
    """Fill in known sizes everywhere in a type."""
    resolved = el.resolved(ty)
    return replace(resolved, parts=tuple(resolve_type(el, part) for part in ty.parts))


def resolve_terms(el: Elaborator, terms: tuple[Term, ...]) -> None:
    """Fill in known sizes in place, everywhere in some terms."""
    seen: set[int] = set()
    stack = list(terms)
    while stack:
        term = stack.pop()
        if id(term) in seen:
            continue
        seen.add(id(term))
        object.__setattr__(term, "ty", resolve_type(el, term.ty))
        if term.dim is not None:
            object.__setattr__(term, "dim", el.sizes.resolve(term.dim))
        stack.extend(term.args)


def _larger(symbols: dict[str, Symbol]) -> set[tuple[str, ...]]:
    """Return the pairs of sizes that properties order: a matrix of full column rank is tall."""
    pairs: set[tuple[str, ...]] = set()
    for symbol in symbols.values():
        if symbol.ty is None or symbol.ty.kind != "mat":
            continue
        rows, columns = (str(dim) for dim in symbol.ty.dims)
        if symbol.props & TALL and rows != columns:
            pairs.add((rows, columns))
        if "full-row-rank" in symbol.props and rows != columns:
            pairs.add((columns, rows))
    return pairs


def _minima(el: Elaborator) -> tuple[tuple[str, Dim, Dim], ...]:
    """Return the sizes that are the smaller one of two others, by the names that they came to."""
    found = [(el.sizes.resolve(name), *map(el.sizes.resolve, pair)) for name, pair in el.smaller]
    return tuple((str(name), first, second) for name, first, second in found if name.names() == {str(name)})


def _stated_larger(el: Elaborator) -> set[tuple[str, ...]]:
    """Return the pairs of sizes that the note orders itself."""
    return {fact[1:3] for fact in el.scope.facts if fact[0] == "larger"}


def _guards(el: Elaborator, symbols: dict[str, Symbol]) -> tuple[Term, ...]:
    """Elaborate the conditions of the note that speak of sampled symbols only."""
    guards: list[Term] = []
    for node in el.scope.guards:
        before = set(el.used), set(el.guessed)
        try:
            term = el.term(node)
        except Exception:  # noqa: BLE001, S112 - a condition that isn't understood was reported as unread
            continue
        if (set(el.used), set(el.guessed)) == before and all(name in symbols for name in el.used):
            guards.append(term)
        else:
            for name in set(el.used) - before[0]:
                del el.used[name]
            for name in set(el.guessed) - before[1]:
                del el.guessed[name]
    return tuple(guards)

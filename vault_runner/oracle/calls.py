"""Elaboration of `f(x)`: an application of a known, declared or arbitrary function, or a product."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from vault_runner.oracle.arrays import ELEMENTWISE, function_term
from vault_runner.oracle.elaborator import FUNCTION_ROLES, Elaborator, rule
from vault_runner.oracle.indices import index_term
from vault_runner.oracle.names import FUNCTIONS
from vault_runner.oracle.powers import is_function, product_of_call
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Symbol, name_of
from vault_runner.oracle.symbols import fresh_type
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM, Term, Ty, col

FUNCTION_ROLES |= {"sigmoid", "relu", "softmax", "tanh", "softplus", "gelu", "silu", "logistic", "layernorm", "rmsnorm",
                   "leakyrelu", "elu", "logsumexp", "ncdf", "npdf"}  # fmt: skip
ROLE_FUNCTIONS = {"logistic": "sigmoid"}
LARGEST_ARITY = 4
_DOTS = {"dot": "1", "ddot": "2"}


INFORMATION: list[Callable[[Elaborator, Node], Term | None]] = []
"""Readings of calls that probability adds."""


@rule("call")
def _call(el: Elaborator, node: Node) -> Term:  # noqa: PLR0911 - one case after another
    base, args = node.args[0], node.args[1:]
    for reading in INFORMATION:
        found = reading(el, node)
        if found is not None:
            return found
    if base.head == "sub" and name_of(base.args[0]) == "J" and el.scope.get("J") is None and len(args) == 1:
        return el.term(jacobian_of(base.args[1], args[0]))
    extreme = _extreme_value(el, base, args)
    if extreme is not None:
        return extreme
    table = table_entry(el, base, args)
    if table is not None:
        return table
    if not is_function(el, base):
        if len(args) != 1:
            raise MeaningError(
                "not-a-function", f"{name_of(base) or 'this'} is applied to {len(args)} arguments but is no function"
            )
        return el.term(product_of_call(Node("group", args, "("), base))
    primed = _primed(el, base)
    if primed is not None:
        return _derivative_call(el, primed, args)
    if base.head == "pow":
        return _power_of_call(el, base, node)
    return apply_function(el, base, [el.term(part) for part in args])


def _primed(el: Elaborator, base: Node) -> Node | None:
    r"""Return what stands before brackets as a name with primes: `f'`, and `\dot A` of a function of time."""
    if base.head == "accent" and base.text in _DOTS and el.scope.get(name_of(base)) is None:
        return Node("prime", base.args, _DOTS[base.text])
    return base if base.head == "prime" else None


def _extreme_value(el: Elaborator, base: Node, args: tuple[Node, ...]) -> Term | None:
    r"""Read `\\lambda_{\\max}(A)` and `\\sigma_{\\min}(A)`."""
    if base.head != "sub" or len(base.args) != 2 or len(args) != 1 or el.scope.get(name_of(base.args[0])) is not None:  # noqa: PLR2004 - how many parts it has
        return None
    letter, which = name_of(base.args[0]), base.args[1].text
    if letter not in {"lambda", "sigma"} or which not in {"max", "min"}:
        return None
    whole = el.term(args[0])
    if whole.ty.kind != "mat":
        return None
    if letter == "lambda":
        el.sizes.unify(whole.ty.dims[0], whole.ty.dims[1], "eigenvalues need a square matrix: rows and columns")
    size = whole.ty.dims[0] if letter == "lambda" else el.sizes.fresh()
    spectrum = Term("eigenvalues" if letter == "lambda" else "singular values", (whole,), "", col(size))
    return Term("reduce", (spectrum,), which, NUM)


def jacobian_of(function: Node, point: Node) -> Node:
    """Return the tree of `J_f(x)`, and of `J_{f ∘ g}(x)`."""
    if function.head == "mul" and function.text == "circ":
        inner = Node("call", (function.args[1], point), "(")
        return Node("jacobian", (Node("group", (Node("call", (function.args[0], inner), "("),), "["), Node("none")))
    return Node("jacobian", (Node("call", (function, point), "("), Node("none")))


def _power_of_call(el: Elaborator, base: Node, node: Node) -> Term:
    exponent = base.args[1]
    if exponent.head == "neg":
        return _inverse_of_call(el, base, node)
    inner = Node("call", (base.args[0], *node.args[1:]), node.text, node.start, node.end)
    return el.term(Node("pow", (inner, exponent), "", node.start, node.end))


_INVERSES = {"sigmoid": "logit", "logistic": "logit", "tanh": "arctanh"}


def _inverse_of_call(el: Elaborator, base: Node, node: Node) -> Term:
    """Read `σ^{-1}(p)` as the inverse function, if the note says which function σ is."""
    symbol = el.scope.get(name_of(base.args[0]))
    if symbol is None or symbol.role not in _INVERSES or base.args[1].args[0].text != "1" or len(node.args) != PAIR:
        raise MeaningError("unsupported", "the inverse of a function")
    el.notes.append(f"{symbol.name}^(-1) read as the inverse function")
    return function_term(el, _INVERSES[symbol.role], [el.term(node.args[1])])


def table_entry(el: Elaborator, base: Node, args: tuple[Node, ...]) -> Term | None:
    """Read `p(x)` as an entry if p is a probability vector and x numbers its outcomes."""
    name = name_of(base)
    symbol = el.scope.get(name)
    known = symbol.ty if symbol is not None else el.guessed.get(name)
    if name in el.bound:
        known = el.bound[name].ty
    tabular = known is not None and known.kind in {"col", "mat", "ten"} and el.scope.options.get(f"table {name}")
    if not tabular:
        return None
    return index_term(el, el.term(base), args)


def apply_function(el: Elaborator, base: Node, args: list[Term]) -> Term:
    """Apply what `base` names to typed arguments."""
    name = name_of(base)
    if name in el.bound and el.bound[name].ty.kind == "fun":
        return Term("call", (el.bound[name], *args), "", el.bound[name].ty.parts[-1])
    symbol = el.scope.get(name)
    if symbol is None and base.head == "sub":
        symbol = el.scope.get(name_of(base.args[0]))
        if (
            symbol is not None
            and symbol.ty is not None
            and symbol.ty.kind == "fun"
            and symbol.ty.parts[-1].kind == "col"
        ):
            whole = apply_function(el, base.args[0], args)
            return index_term(el, whole, base.args[1:])
        symbol = None
    if symbol is not None and symbol.params:
        return defined(el, symbol, args)
    if symbol is not None and symbol.role in FUNCTION_ROLES:
        return function_term(el, ROLE_FUNCTIONS.get(symbol.role, symbol.role), args)
    if symbol is None and name in FUNCTIONS:
        return function_term(el, FUNCTIONS[name], args)
    return arbitrary(el, name, symbol, args)


def defined(el: Elaborator, symbol: Symbol, args: list[Term]) -> Term:
    """Substitute arguments into the note's own definition of a function."""
    if symbol.name in el.unfolding or symbol.body is None:
        raise MeaningError("circular", f"{symbol.name} is defined by itself")
    if len(args) != len(symbol.params):
        raise MeaningError("syntax", f"{symbol.name} takes {len(symbol.params)} arguments")
    before = dict(el.bound)
    el.unfolding.append(symbol.name)
    lets: list[tuple[str, Term]] = []
    try:
        for param, arg in zip(symbol.params, args, strict=True):
            if _random(el, param):
                el.bound[param] = arg
                continue
            unique = el.fresh_name(param)
            el.bound[param] = Term("sym", (), unique, arg.ty)
            lets.append((unique, arg))
        body = el.term(symbol.body)
        _same_conditions(el, body, symbol.params, args)
    finally:
        el.bound = before
        el.unfolding.pop()
    for unique, arg in reversed(lets):
        body = Term("let", (arg, body), unique, body.ty)
    return body


def _random(el: Elaborator, param: str) -> bool:
    """Tell whether a parameter is a random variable: a mean in the body then runs over it."""
    symbol = el.scope.get(param)
    return symbol is not None and symbol.random


def _same_conditions(el: Elaborator, body: Term, params: tuple[str, ...], args: list[Term]) -> None:
    r"""Refuse `m(Z)` where `m(X) = \mathbb{E}[Y \mid X]`: at the value of another variable, not given that variable."""
    others = [arg for param, arg in zip(params, args, strict=True) if _random(el, param) and arg.text != param]
    means = [part for part in body.walk() if part.op in {"expect", "moment", "entropy", "chance"}]
    if others and any(inner in others for part in means for inner in part.walk()):
        raise MeaningError("chance", "a mean over a variable is taken at another one")


def arbitrary(el: Elaborator, name: str, symbol: Symbol | None, args: list[Term]) -> Term:
    """Apply a function of which only the kind is known."""
    if not name or len(args) > LARGEST_ARITY:
        raise MeaningError("not-a-function", "something that is no function is applied")
    if symbol is not None and symbol.ty is not None and symbol.ty.kind == "fun":
        el.used[name] = symbol
        return _checked(el, name, symbol.ty, args)
    if symbol is None and name == "Gamma" and len(args) == 1 and args[0].ty.kind in {"num", "any"}:
        el.flags.add("taken Gamma")  # that it is Euler's function is said nowhere: never to refute
        return Term("apply", (args[0],), "gammafunction", NUM)
    known = el.guessed.get(name)
    if known is None or known.kind != "fun":
        stated = el.scope.options.get(f"value of {name}")
        matrices = name.isupper() and any(kind == "mat" for kind, _ in el.scope.phrases)
        kind = stated or ("mat" if matrices else el.choose(f"value of {name}", "num", "col"))
        value = fresh_type(el, kind)
        known = Ty("fun", (), (*(arg.ty if arg.ty.kind != "any" else NUM for arg in args), value))
        if symbol is not None and symbol.callable:
            el.used[name] = replace(symbol, ty=known)
        el.guessed[name] = known
    return _checked(el, name, known, args)


def _checked(el: Elaborator, name: str, ty: Ty, args: list[Term]) -> Term:
    if len(args) != len(ty.parts) - 1:
        raise MeaningError("syntax", f"{name} takes {len(ty.parts) - 1} arguments")
    lifted = _lifted(el, name, ty, args)
    if lifted is not None:
        return lifted
    for part, arg in zip(ty.parts, args, strict=False):
        el.unify(part, arg.ty, f"the argument of {name}")
    return Term("call", (Term("sym", (), name, ty), *args), "", ty.parts[-1])


def _lifted(el: Elaborator, name: str, ty: Ty, args: list[Term]) -> Term | None:
    """Apply a function of numbers element by element, if the note says that it acts so."""
    symbol = el.scope.get(name)
    wise = symbol is not None and "elementwise" in symbol.props
    if len(args) == 1 and ty.parts == (NUM, NUM) and args[0].ty.kind in {"col", "mat"} and wise:
        return Term("mapcall", (Term("sym", (), name, ty), args[0]), "", args[0].ty)
    return None


def _element_by_element(el: Elaborator, name: str) -> bool:
    symbol = el.scope.get(name)
    if symbol is None:
        return FUNCTIONS.get(name, "") in ELEMENTWISE
    return "elementwise" in symbol.props or symbol.role in FUNCTION_ROLES


def _is_given(el: Elaborator, function: Node) -> bool:
    """Tell whether a function is known or defined; of an arbitrary one `f'(c) = 0` may say where it is meant."""
    symbol = el.scope.get(name_of(function))
    return function.head == "fun" or (symbol is not None and (symbol.body is not None or bool(symbol.role)))


def _derivative_call(el: Elaborator, base: Node, args: tuple[Node, ...]) -> Term:
    """Elaborate `f'(x)`: the derivative of a function of one number."""
    order = int(base.text)
    if len(args) != 1 or order > 3:  # noqa: PLR2004 - how many parts it has
        raise MeaningError("unsupported", "a derivative of this kind")
    bare = name_of(args[0])
    if (
        bare
        and bare not in el.bound
        and bare not in el.guessed
        and el.scope.get(bare) is None
        and bare not in el.scope.sizes
    ):
        el.guessed[bare] = NUM
        el.flags |= {"forced", f"variable {bare}"} if _is_given(el, base.args[0]) else {"forced"}
    point = el.term(args[0])
    wise = point.ty.kind in {"col", "mat"} and _element_by_element(el, name_of(base.args[0]))
    if point.ty.kind not in {"num", "any"} and not wise:
        raise MeaningError("kind", "a prime behind a function of a vector")
    unique = el.fresh_name("prime")
    variable = Term("sym", (), unique, NUM)
    body = apply_function(el, base.args[0], [variable])
    for _ in range(order):
        body = Term("derivative", (variable, body), unique, body.ty)
    if wise:
        return Term("mapbody", (point, body), unique, point.ty)
    return Term("let", (point, body), unique, body.ty)

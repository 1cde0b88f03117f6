"""Elaboration: from a tree of symbols to a typed term, under one reading.

This module knows names, sums and products; calls, binders and probability have their own modules and register there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from vault_runner.oracle.dims import ONE, ClashError, Dim, Unifier
from vault_runner.oracle.reading import ChoiceError, MeaningError
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.syntax import Node, peel
from vault_runner.oracle.terms import ANY, NUM, Term, Ty, col, const, mat, row, size_term

IDENTITY = frozenset({"I", "mathbf:I", "mathbb:I"})
ONES = frozenset({"mathbf:1", "mathbb:1"})
ZEROS = frozenset({"mathbf:0"})
KINDS = ("num", "col", "mat")


class Elaborator:
    """Elaborates one statement under one reading."""

    def __init__(self, scope: Scope, choices: Mapping[str, str]) -> None:
        """Start with nothing known beyond the scope."""
        self.scope = scope
        self.choices = choices
        self.sizes = Unifier(scope.equal_sizes)
        self.bound: dict[str, Term] = {}
        self.used: dict[str, Symbol] = {}
        """Declared symbols that the terms use."""
        self.guessed: dict[str, Ty] = {}
        """Undeclared symbols with the type that this reading gives them."""
        self.free_indices: dict[str, Dim] = {}
        self.notes: list[str] = []
        """How doubtful spots were read, in words."""
        self.flags: set[str] = set()
        self.unfolding: list[str] = []
        self.calls: dict[str, Node] = {}
        """The first argument of each function that is called with one."""
        self.counter = 0

    def term(self, node: Node) -> Term:
        """Elaborate one node."""
        rule = RULES.get(node.head)
        if rule is None:
            raise MeaningError("unsupported", f"`{node.head}` has no meaning here")
        return rule(self, node)

    def choose(self, key: str, *options: str) -> str:
        """Return the choice that this reading makes, or ask for one."""
        if key not in self.choices:
            raise ChoiceError(key, options)
        return self.choices[key]

    def fresh_name(self, name: str) -> str:
        """Return a name for a bound variable that nothing else has."""
        self.counter += 1
        return f"{name}#{self.counter}"

    def resolved(self, ty: Ty) -> Ty:
        """Return a type with all known sizes filled in."""
        return replace(ty, dims=tuple(self.sizes.resolve(dim) for dim in ty.dims))

    def unify(self, left: Ty, right: Ty, what: str) -> Ty:
        """Make two types equal, or raise what stands against it."""
        if left.kind == "any":
            return right
        if right.kind == "any":
            return left
        if left.kind != right.kind or len(left.dims) != len(right.dims):
            raise KindError(f"{what}: {self.resolved(left)} and {self.resolved(right)}", left.kind, right.kind)
        dims = tuple(self.sizes.unify(a, b, f"{what}: the sizes") for a, b in zip(left.dims, right.dims, strict=True))
        return replace(left, dims=dims)


class KindError(MeaningError):
    """Two things of different kind were added, compared or multiplied."""

    def __init__(self, message: str, left: str, right: str) -> None:
        """Keep both kinds."""
        super().__init__("kind", message)
        self.left = left
        self.right = right


Rule: TypeAlias = Callable[[Elaborator, Node], Term]
RULES: dict[str, Rule] = {}


def rule(*heads: str) -> Callable[[Rule], Rule]:
    """Register the elaboration of some heads."""

    def register(function: Rule) -> Rule:
        for head in heads:
            RULES[head] = function
        return function

    return register


@rule("num")
def _number(_: Elaborator, node: Node) -> Term:
    return const(float(node.text))


@rule("sym", "word", "accent", "star", "sup", "prime")
def _name(el: Elaborator, node: Node) -> Term:
    name = name_of(node)
    if not name:
        raise MeaningError("unsupported", "a decorated expression that is no name")
    if node.head == "star" and el.scope.get(name) is None:
        base = el.scope.get(name_of(node.args[0]))
        if base is not None and base.ty is not None and base.ty.kind == "mat":
            raise MeaningError("unsupported", "a conjugate transpose")
    return named(el, name)


def named(el: Elaborator, name: str) -> Term:
    """Elaborate a name: bound, declared, a constant, a size, else undeclared."""
    if name in el.bound:
        return el.bound[name]
    symbol = el.scope.get(name)
    if symbol is not None:
        term = declared(el, symbol)
        if term is not None:
            return term
    if name in el.scope.sizes:
        return size_term(Dim.of(name))
    constant = _constant(el, name) if symbol is None else None
    return constant or undeclared(el, name, *_candidates(el, symbol))


def _candidates(el: Elaborator, symbol: Symbol | None) -> tuple[str, ...]:
    if symbol is not None and symbol.callable:
        return ("fun",)
    if symbol is not None and symbol.props & MATRIX_PROPS:
        return ("mat",)
    kinds = {kind for kind, _ in el.scope.phrases}
    return tuple(kinds) if len(kinds) == 1 else KINDS


MATRIX_PROPS = frozenset(
    [
        "symmetric",
        "skew",
        "spd",
        "psd",
        "orthogonal",
        "diagonal",
        "idempotent",
        "nilpotent",
        "invertible",
        "square",
        "projection",
        "rotation",
        "upper-triangular",
        "lower-triangular",
        "orthonormal-columns",
        "stochastic",
        "permutation",
        "full-column-rank",
        "full-row-rank",
    ],
)


def declared(el: Elaborator, symbol: Symbol) -> Term | None:
    """Elaborate a declared name, None if its declaration gives no type."""
    if symbol.body is not None and not symbol.params and symbol.name not in el.unfolding:
        el.unfolding.append(symbol.name)
        bound, el.bound = el.bound, {}
        try:
            return el.term(symbol.body)
        finally:
            el.unfolding.pop()
            el.bound = bound
    if symbol.role in ROLES:
        return ROLES[symbol.role](el, symbol)
    if symbol.ty is None:
        return None
    el.used[symbol.name] = symbol
    return Term("sym", (), symbol.name, _sized(symbol))


RoleRule: TypeAlias = Callable[[Elaborator, Symbol], Term]
ROLES: dict[str, RoleRule] = {}


def _sized(symbol: Symbol) -> Ty:
    assert symbol.ty is not None  # noqa: S101 - the caller looked
    return symbol.ty


def _constant(el: Elaborator, name: str) -> Term | None:
    base, _, index = name.partition("_")
    if name == "pi":
        return Term("const", (), "π", NUM, 3.141592653589793)
    if name == "e":
        return Term("const", (), "e", NUM, 2.718281828459045)
    if name == "infty":
        return Term("const", (), "∞", NUM, float("inf"))
    if base in IDENTITY | ONES | ZEROS:
        size = el.sizes.fresh() if not index else Dim.of(int(index)) if index.isdigit() else Dim.of(index)
        if index and not index.isdigit() and index not in el.scope.sizes and index not in el.bound:
            el.guessed[index] = NUM
            el.scope.sizes.add(index)
        if base in IDENTITY:
            el.notes.append(f"{name} read as the identity matrix")
            return Term("eye", (), "", mat(size, size))
        return Term("ones" if base in ONES else "zeros", (), "", col(size))
    return None


def undeclared(el: Elaborator, name: str, *kinds: str) -> Term:
    """Give an undeclared name a kind: the only one that is possible, or a choice."""
    if name in el.guessed:
        return Term("sym", (), name, el.guessed[name])
    indexed = el.scope.options.get(f"indices of {name}")
    if indexed is not None and el.scope.get(name) is None:
        kinds = ({"1": "col", "2": "mat"}.get(indexed, "ten"),)
    kind = kinds[0] if len(kinds) == 1 else el.choose(f"kind of {name}", *kinds)
    el.guessed[name] = (
        Ty("ten", tuple(el.sizes.fresh() for _ in range(int(indexed or 3)))) if kind == "ten" else fresh_type(el, kind)
    )
    return Term("sym", (), name, el.guessed[name])


def fresh_type(el: Elaborator, kind: str) -> Ty:
    """Return a type of some kind with unknown sizes."""
    ranks = {"num": 0, "col": 1, "row": 1, "mat": 2, "ten": 3}
    dims = tuple(el.sizes.fresh() for _ in range(ranks.get(kind, 0)))
    if kind == "mat" and "square" in el.scope.options.get("matrices", ""):
        dims = (dims[0], dims[0])
    return Ty(kind, dims)


@rule("group")
def _group(el: Elaborator, node: Node) -> Term:
    return el.term(node.args[0])


@rule("reach")
def _reach(el: Elaborator, node: Node) -> Term:
    """Stand for the argument of a function without brackets; resolved by the rule of the function."""
    return el.term(node.args[0])


@rule("add")
def _add(el: Elaborator, node: Node) -> Term:
    terms = [el.term(part) for part in node.args]
    return add_terms(el, terms)


def _mapped(term: Term) -> bool:
    """Tell whether a term is a function applied element by element, up to sign, scale and powers."""
    if term.op in {"neg", "scale", "hadamard"}:
        return term.ty.kind in {"col", "mat"} and any(_mapped(part) for part in term.args)
    return term.op in {"map", "mapcall", "mapbody"}


def add_terms(el: Elaborator, terms: list[Term]) -> Term:
    """Add terms of one type."""
    if any(_mapped(term) for term in terms) and any(term.op in {"const", "neg"} and term.ty == NUM for term in terms):
        el.notes.append("numbers are added to every element")
        return Term("add", tuple(terms), "", next(term.ty for term in terms if term.ty.kind != "num"))
    ty = terms[0].ty
    for term in terms[1:]:
        try:
            ty = el.unify(ty, term.ty, "a sum")
        except KindError as error:
            if "num" in {error.left, error.right} and {error.left, error.right} & {"col", "mat", "row", "ten"}:
                raise MeaningError("broadcast", "a number is added to an array") from error
            raise
    if ty.kind in {"fun", "bool", "fam"}:
        raise MeaningError("unsupported", "a sum of functions or conditions")
    return Term("add", tuple(terms), "", ty)


@rule("neg")
def _neg(el: Elaborator, node: Node) -> Term:
    inner = el.term(node.args[0])
    if inner.op == "const":
        return Term("const", (), f"-{inner.text}", inner.ty, -inner.number)
    return Term("neg", (inner,), "", inner.ty)


@rule("mul")
def _mul(el: Elaborator, node: Node) -> Term:
    operator = node.text
    if operator in BINARY:
        left, right = el.term(node.args[0]), el.term(node.args[1])
        return BINARY[operator](el, left, right)
    special = SPECIAL_PRODUCTS(el, node)
    if special is not None:
        return special
    left, right = el.term(node.args[0]), el.term(node.args[1])
    if operator == "times" and not {left.ty.kind, right.ty.kind} & {"num", "any"}:
        raise MeaningError("unsupported", "a cross product")
    return mul_terms(el, left, right, dot=operator == "cdot")


def no_special_product(_el: Elaborator, _node: Node) -> Term | None:
    """Find nothing special in a product."""
    return None


SPECIAL_PRODUCTS: Callable[[Elaborator, Node], Term | None] = no_special_product
BINARY: dict[str, Callable[[Elaborator, Term, Term], Term]] = {}


def mul_terms(el: Elaborator, left: Term, right: Term, *, dot: bool = False) -> Term:  # noqa: PLR0911 - one case after another
    """Multiply two terms as linear algebra does."""
    a, b = left.ty, right.ty
    if "any" in {a.kind, b.kind}:
        return Term(
            "scale",
            (left, right),
            "",
            b if a.kind == "any" and b.kind != "num" else a if b.kind == "any" and a.kind != "num" else NUM,
        )
    if a.kind == "num":
        return Term("scale", (left, right), "", b)
    if b.kind == "num":
        return Term("scale", (right, left), "", a)
    shapes = {
        ("row", "col"): lambda: NUM,
        ("col", "row"): lambda: mat(a.dims[0], b.dims[0]),
        ("mat", "col"): lambda: col(a.dims[0]),
        ("row", "mat"): lambda: row(b.dims[1]),
        ("mat", "mat"): lambda: mat(a.dims[0], b.dims[1]),
    }
    if (a.kind, b.kind) == ("col", "col") and dot:
        el.sizes.unify(a.dims[0], b.dims[0], "an inner product: the sizes")
        return Term("matmul", (left, right), "", NUM)
    if a.kind == b.kind == "ten" and len(a.dims) == len(b.dims) == 3:  # noqa: PLR2004 - one batch axis
        batch = el.sizes.unify(a.dims[0], b.dims[0], "the batch sizes of a product")
        el.sizes.unify(a.dims[2], b.dims[1], "the inner sizes of a product")
        return Term("matmul", (left, right), "", Ty("ten", (batch, a.dims[1], b.dims[2])))
    shape = shapes.get((a.kind, b.kind))
    if shape is None:
        raise KindError(f"a product of {el.resolved(a)} and {el.resolved(b)}", a.kind, b.kind)
    if (a.kind, b.kind) == ("col", "row"):
        return Term("outer", (left, right), "", shape())
    inner = a.dims[-1]
    try:
        el.sizes.unify(inner, b.dims[0], "the inner sizes of a product")
    except ClashError as error:
        sizes = "×".join(map(str, el.resolved(a).dims)), "×".join(map(str, el.resolved(b).dims))
        raise ClashError(f"({sizes[0]}) can't be multiplied by ({sizes[1]})", clear=error.clear) from error
    return Term("matmul", (left, right), "", shape())


def transpose_term(el: Elaborator, inner: Term) -> Term:
    """Transpose a term; a number that nobody declared as one may not be transposed."""
    ty = inner.ty
    if ty.kind == "num":
        if inner.op == "sym" and inner.text in el.guessed:
            raise MeaningError("kind", "a number is transposed")
        return inner
    turned = {
        "col": lambda: row(ty.dims[0]),
        "row": lambda: col(ty.dims[0]),
        "mat": lambda: mat(ty.dims[1], ty.dims[0]),
    }
    if ty.kind == "any":
        return inner
    if ty.kind not in turned:
        raise MeaningError("kind", f"the transpose of {ty}")
    return Term("transpose", (inner,), "", turned[ty.kind]())


@rule("transpose")
def _transpose(el: Elaborator, node: Node) -> Term:
    pushed = push_into_call(el, node)
    return pushed if pushed is not None else transpose_term(el, el.term(node.args[0]))


@rule("powT")
def _transpose_or_power(el: Elaborator, node: Node) -> Term:
    symbol = el.scope.get(node.args[1].text)
    if node.args[1].text in el.bound or (symbol is not None and symbol.ty == NUM) or "T" in el.scope.sizes:
        return el.term(Node("pow", node.args))
    return _transpose(el, Node("transpose", node.args[:1]))


@rule("div")
def _div(el: Elaborator, node: Node) -> Term:
    above, below = el.term(node.args[0]), el.term(node.args[1])
    return div_terms(el, above, below)


def div_terms(el: Elaborator, above: Term, below: Term) -> Term:
    """Divide by a number."""
    if below.ty.kind not in {"num", "any"}:
        raise KindError(f"a division by {el.resolved(below.ty)}", above.ty.kind, below.ty.kind)
    return Term("div", (above, below), "", NUM if above.ty == ANY else above.ty)


@rule("pow")
def _pow(el: Elaborator, node: Node) -> Term:
    pushed = push_into_call(el, node)
    if pushed is not None:
        return pushed
    base, exponent = peel(node.args[0]), el.term(node.args[1])
    whole = named_power(el, node)
    if whole is not None:
        return whole
    if base.head == "sym" and base.text == "e" and el.scope.get("e") is None and "e" not in el.bound:
        return exponential(el, exponent)
    return pow_terms(el, el.term(node.args[0]), exponent)


def named_power(el: Elaborator, node: Node) -> Term | None:
    """Recognise a superscript that is part of a declared name."""
    exponent = node.args[1]
    if exponent.head not in {"sym", "word"}:
        return None
    base = name_of(node.args[0])
    name = f"{base}^{exponent.text}"
    return named(el, name) if base and el.scope.get(name) is not None else None


def exponential(el: Elaborator, exponent: Term) -> Term:
    """Elaborate `e^X`: a number, or the matrix exponential of a square matrix."""
    if exponent.ty.kind in {"num", "any"}:
        return Term("apply", (exponent,), "exp", NUM)
    if exponent.ty.kind != "mat":
        raise MeaningError("kind", f"e to the power of {exponent.ty}")
    el.sizes.unify(exponent.ty.dims[0], exponent.ty.dims[1], "a matrix exponential: rows and columns")
    el.notes.append("e to a matrix read as the matrix exponential")
    return Term("expm", (exponent,), "", exponent.ty)


def pow_terms(el: Elaborator, base: Term, exponent: Term) -> Term:
    """Raise a number or a square matrix to a power."""
    if exponent.ty.kind not in {"num", "any"}:
        raise MeaningError("kind", f"a power with {exponent.ty} as exponent")
    if base.ty.kind in {"num", "any"}:
        return Term("pow", (base, exponent), "", NUM)
    if base.ty.kind != "mat":
        raise MeaningError("elementwise", f"a power of {el.resolved(base.ty)}: element by element is nowhere said")
    el.sizes.unify(base.ty.dims[0], base.ty.dims[1], "a matrix power: rows and columns")
    if exponent.op == "const" and exponent.number == -1:
        return Term("inv", (base,), "", base.ty)
    return Term("matpow", (base, exponent), "", base.ty)


def push_into_call(el: Elaborator, node: Node) -> Term | None:
    """Reread `a(b)^2` as a·(b)² if `a` is no function."""
    call = node.args[0]
    if call.head != "call" or len(call.args) != 2 or is_function(el, call.args[0]):  # noqa: PLR2004 - how many parts it has
        return None
    return el.term(product_of_call(node.with_args(Node("group", (call.args[1],), "("), *node.args[1:]), call.args[0]))


def product_of_call(attached: Node, base: Node) -> Node:
    """Return the product of a base and the bracket that follows it."""
    return Node("mul", (base, attached), "", base.start, attached.end)


def is_function(el: Elaborator, node: Node) -> bool:
    """Tell whether what stands before brackets is a function; an undeclared name that stands there is one."""
    while node.head in {"pow", "funpow"} and node.args:
        node = node.args[0]
    if node.head == "word":
        return True
    name = name_of(node)
    if name in el.bound:
        return el.bound[name].ty.kind == "fun"
    symbol = el.scope.get(name) or (
        el.scope.get(name_of(node.args[0])) if node.head in {"sub", "prime", "sup"} else None
    )
    if symbol is None:
        return (
            bool(name)
            and name not in el.scope.sizes
            and name not in IDENTITY | {"e", "pi"}
            and not _number_like(el, name)
        )
    if symbol.callable or symbol.params or symbol.role in FUNCTION_ROLES:
        return True
    if symbol.ty is None and symbol.body is None:
        return not (symbol.props & MATRIX_PROPS)
    return symbol.ty is not None and symbol.ty.kind == "fun"


def _number_like(el: Elaborator, name: str) -> bool:
    known = el.guessed.get(name)
    return (known is not None and known.kind != "fun") or el.choices.get(f"kind of {name}", "fun") != "fun"


FUNCTION_ROLES: set[str] = set()


@rule("fact")
def _factorial(el: Elaborator, node: Node) -> Term:
    inner = el.term(node.args[0])
    if inner.ty.kind not in {"num", "any"}:
        raise MeaningError("kind", f"the factorial of {inner.ty}")
    return Term("apply", (inner,), "factorial", NUM)


def conformable(el: Elaborator, left: Term, right: Term, what: str) -> Ty:
    """Return the common type of two arrays that are combined element by element."""
    return el.unify(left.ty, right.ty, what)


def _hadamard(el: Elaborator, left: Term, right: Term) -> Term:
    return Term("hadamard", (left, right), "", conformable(el, left, right, "an element-wise product"))


def _elementwise_quotient(el: Elaborator, left: Term, right: Term) -> Term:
    return Term("quotient", (left, right), "", conformable(el, left, right, "an element-wise quotient"))


def _kronecker(el: Elaborator, left: Term, right: Term) -> Term:
    if left.ty.kind == right.ty.kind == "mat":
        dims = (left.ty.dims[0] * right.ty.dims[0], left.ty.dims[1] * right.ty.dims[1])
        return Term("kron", (left, right), "", mat(*(el.sizes.resolve(dim) for dim in dims)))
    if left.ty.kind == right.ty.kind == "col":
        return Term("kron", (left, right), "", col(left.ty.dims[0] * right.ty.dims[0]))
    raise MeaningError("kind", f"a Kronecker product of {left.ty} and {right.ty}")


def _slash(el: Elaborator, left: Term, right: Term) -> Term:
    return div_terms(el, left, right)


def _unsupported(_el: Elaborator, _left: Term, _right: Term) -> Term:
    raise MeaningError("unsupported", "an operator that has no meaning here")


BINARY.update({"odot": _hadamard, "oslash": _elementwise_quotient, "kron": _kronecker, "/": _slash})
for _sign in ("±", "∓", "cup", "cap", "setminus", "oplus", "circ", "wedge", "ast", "mod"):
    BINARY[_sign] = _unsupported

__all__ = ["ONE", "RULES", "Elaborator", "KindError", "const", "rule"]

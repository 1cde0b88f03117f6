"""Elaboration of derivatives: gradients, Jacobians, Hessians, directional derivatives, divergence."""

from __future__ import annotations

from vault_runner.oracle.by_vec import by_flattened
from vault_runner.oracle.calls import apply_function
from vault_runner.oracle.elaborator import SPECIAL_PRODUCTS, Elaborator, rule
from vault_runner.oracle.indices import index_term
from vault_runner.oracle.losses import held, release
from vault_runner.oracle.norms import vector_first
from vault_runner.oracle.powers import is_function
from vault_runner.oracle.products import add_terms, mul_terms, transpose_term
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.symbols import named
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM, Term, const, mat


def differentiate(el: Elaborator, body: Term, point: Term, variable: str, *, gradient: bool = False) -> Term:
    """Differentiate a term by a variable of any kind, at a point."""
    by, value = point.ty, body.ty
    depends = any(part.op == "sym" and part.text == variable for part in body.walk())
    if not depends and "constants" not in el.scope.options:
        raise MeaningError("vacuous", f"a derivative of something that doesn't depend on {variable.partition('#')[0]}")
    if by.kind in {"num", "any"}:
        return Term("derivative", (point, body), variable, NUM if value.kind == "any" else value)
    if by.kind not in {"col", "mat", "row"}:
        raise MeaningError("unsupported", f"a derivative by {by}")
    if value.kind in {"num", "any"}:
        slope = Term("gradient", (point, body), variable, by)
        if not gradient:
            el.flags.add("row gradient")
        turned = not gradient and el.scope.options.get("layout") == "numerator" and "announced" not in el.scope.options
        return transpose_term(el, slope) if turned else slope
    if value.kind in {"col", "row"} and by.kind in {"col", "row"}:
        el.flags.add("layout")
        jacobian = Term("jacobian", (point, body), variable, mat(value.dims[0], by.dims[0]))
        if el.scope.options.get("layout") == "denominator":
            return transpose_term(el, jacobian)
        return jacobian
    raise MeaningError("unsupported", f"the derivative of {value} by {by}")


def _applied(el: Elaborator, node: Node, variable: Node) -> Term:
    """Elaborate what is differentiated; a bare function is applied to the variable, or to its own arguments."""
    bare = peel(node)
    name = name_of(bare)
    symbol = el.scope.get(name)
    if name and symbol is not None and symbol.params:
        return el.term(Node("call", (bare, *(Node("sym", (), param) for param in symbol.params)), "("))
    if name and symbol is not None and is_function(el, bare) and variable.head != "none":
        return apply_function(el, bare, [el.term(variable)])
    return el.term(node)


@rule("deriv")
def _derivative(el: Elaborator, node: Node) -> Term:
    body, *variables = node.args
    if peel(body).head == "tuple" and len(variables) == 1 and peel(variables[0]).head == "tuple":
        return _jacobian_determinant(el, peel(body).args, peel(variables[0]).args)
    if len(variables) == 1 and (flattened := by_flattened(el, body, variables[0])) is not None:
        return flattened
    if len(variables) == 1 and (by_defined := _by_defined(el, body, variables[0])) is not None:
        return by_defined
    for variable in variables:
        _plain_variable(el, variable, node.text, alone=_alone(el, peel(body)))
    term = _applied(el, body, variables[-1])
    for variable in reversed(variables):
        term = by_variable(el, term, variable)
    return term


def _jacobian_determinant(el: Elaborator, values: tuple[Node, ...], variables: tuple[Node, ...]) -> Term:
    r"""Read `\frac{\partial(x, y)}{\partial(r, \varphi)}` as the determinant of all derivatives."""
    if len(values) != len(variables) or not all(name_of(part) for part in variables):
        raise MeaningError("syntax", "a functional determinant that is not square")
    for variable in variables:
        if el.scope.get(name_of(variable)) is None and name_of(variable) not in el.bound:
            el.guessed.setdefault(name_of(variable), NUM)
    el.scope.options["constants"] = "allowed"
    lines = [Node("row", tuple(Node("deriv", (value, by), "partial") for by in variables)) for value in values]
    whole = el.term(Node("matrix", tuple(lines)))
    el.notes.append("∂(…)/∂(…) read as the determinant of the derivatives")
    return Term("det", (whole,), "", NUM)


def _by_defined(el: Elaborator, body: Node, variable: Node, *, gradient: bool = False) -> Term | None:
    """Differentiate by a name that is defined: it is held as a variable, at the value that its definition gives."""
    name = name_of(variable)
    point = held(el, name) if name else None
    if point is None:
        return None
    try:
        slope = differentiate(el, _applied(el, body, variable), point[0], point[0].text, gradient=gradient)
    finally:
        release(el, name)
    return Term("let", (point[1], slope), point[0].text, slope.ty)


def _alone(el: Elaborator, body: Node) -> bool:
    """Tell whether nothing but an arbitrary function is differentiated: then it may be its equation."""
    if body.head not in {"call", "apply", "sym", "prime", "deriv"}:
        return False
    symbol = el.scope.get(name_of(body if body.head == "sym" else body.args[0]))
    return symbol is None or (symbol.body is None and not symbol.role)


def _plain_variable(el: Elaborator, variable: Node, sign: str, *, alone: bool) -> None:
    """Take an undeclared x below an upright d for a number."""
    name = name_of(variable)
    free = variable.head == "sym" and name not in el.bound and name not in el.guessed and el.scope.get(name) is None
    if sign == "d" and free and name not in el.scope.sizes:
        el.guessed[name] = NUM
        el.flags |= {"forced"} if alone else {"forced", f"variable {name}"}


def by_variable(el: Elaborator, body: Term, variable: Node, *, gradient: bool = False) -> Term:
    """Differentiate by what a tree names: a symbol, an entry of an array, a transposed vector."""
    if variable.head == "transpose":
        return transpose_term(el, by_variable(el, body, variable.args[0]))
    name = name_of(variable)
    declared = el.scope.get(name) is not None or name in el.bound or name in el.guessed
    base = el.scope.get(name_of(variable.args[0])) if variable.head == "sub" else None
    array = base is not None and (base.ty is not None or base.body is not None)
    if variable.head == "sub" and not declared and (array or not name or name_of(variable.args[0]) in el.guessed):
        whole = el.term(variable.args[0])
        if whole.op != "sym":
            raise MeaningError("unsupported", "a derivative by something computed")
        slope = differentiate(el, body, whole, whole.text, gradient=True)
        if slope.op == "jacobian":
            raise MeaningError("unsupported", "the derivative of a vector by an entry")
        return index_term(el, slope, variable.args[1:])
    if not name:
        raise MeaningError("unsupported", "a derivative by something that is no name")
    point = named(el, name)
    if point.op != "sym":
        raise MeaningError("unsupported", "a derivative by something computed")
    return differentiate(el, body, point, point.text, gradient=gradient)


@rule("spread")
def _spread(el: Elaborator, node: Node) -> Term:
    """Let an operator act on a whole product of brackets, or on the first of them."""
    return el.term(node.args[0 if el.choose(f"reach {node.start}", "whole", "first") == "whole" else 1])


@rule("nabla")
def _nabla(el: Elaborator, node: Node) -> Term:
    body, variable = node.args
    if variable.head == "none":
        point, function, name = _point_of(el, body)
    else:
        if peel(variable).head == "tuple":
            raise MeaningError("unsupported", "a gradient by several variables")
        by_defined = _by_defined(el, body, variable, gradient=True) if node.text == "" else None
        if by_defined is not None:
            return by_defined
        function = _applied(el, body, variable)
        point = named(el, name_of(variable)) if name_of(variable) else el.term(variable)
        name = point.text
        if point.op != "sym":
            raise MeaningError("unsupported", "a gradient by something computed")
    if point.ty.kind == "num" and point.op == "sym" and point.text in el.guessed and node.text == "":
        raise MeaningError("kind", "a gradient by a number")
    if node.text == "2":
        return _second(el, point, function, name)
    if node.text == "div":
        el.unify(function.ty, point.ty, "a divergence")
        return Term("divergence", (point, function), name, NUM)
    return differentiate(el, function, point, name, gradient=True)


def _second(el: Elaborator, point: Term, function: Term, name: str) -> Term:
    if point.ty.kind != "col" or function.ty.kind != "num":
        raise MeaningError("unsupported", "a Hessian of this kind")
    if el.scope.options.get("nabla squared") == "laplacian":
        return Term("laplacian", (point, function), name, NUM)
    return Term("hessian", (point, function), name, mat(point.ty.dims[0], point.ty.dims[0]))


def _point_of(el: Elaborator, body: Node) -> tuple[Term, Term, str]:
    r"""Find where `\\nabla f(x)` is taken: the point, the function of a fresh variable, that variable."""
    inner = peel(body)
    composed = inner is not body and inner.head == "call" and any(part.head == "call" for part in inner.args[1:])
    if inner.head == "call" and len(inner.args) == PAIR and is_function(el, inner.args[0]) and not composed:
        argument = _slot_filled(el, inner)
        point = el.term(vector_first(el, argument))
        if point.op == "sym" and el.scope.get(name_of(inner.args[0])) is not None and point.text == name_of(argument):
            return point, el.term(Node("call", (inner.args[0], argument), inner.text)), point.text
        unique = el.fresh_name("at")
        return point, apply_function(el, inner.args[0], [Term("sym", (), unique, point.ty)]), unique
    if composed or inner is not body or inner.head not in {"call", "sym", "sub"} or name_of(inner) == "":
        return _only_variable(el, body)
    if inner.head == "call" and len(inner.args) > 2:  # noqa: PLR2004 - how many parts it has
        raise MeaningError("layout", "a gradient by several variables")
    raise MeaningError("operator-alone", "a gradient without the point where it is taken")


def _slot_filled(el: Elaborator, call: Node) -> Node:
    """Return the argument of a call; the dot stands for what the function is applied to elsewhere."""
    if call.args[1].head != "slot":
        return call.args[1]
    elsewhere = el.calls.get(name_of(call.args[0]))
    if elsewhere is None:
        raise MeaningError("operator-alone", "a function of a dot")
    el.notes.append(f"the dot of {name_of(call.args[0])}(·) read as the argument that it has elsewhere")
    return elsewhere


def _only_variable(el: Elaborator, body: Node) -> tuple[Term, Term, str]:
    """Differentiate an expression by the only variable that it has as argument of a function."""
    names = {
        name_of(part)
        for call in body.walk()
        if call.head == "call"
        for part in call.args[1:]
        if part.head in {"sym", "sub"}
    }
    names.discard("")
    names = names or _only_vector(el, body)
    if len(names) != 1:
        raise MeaningError("layout", "a derivative that doesn't say by what", "write the variable below the sign")
    point = named(el, names.pop())
    if point.op != "sym":
        raise MeaningError("unsupported", "a derivative by something computed")
    return point, el.term(body), point.text


def _only_vector(el: Elaborator, body: Node) -> set[str]:
    """Return the only declared vector of an expression that names no other array but matrices; else its only name."""
    found: set[str] = set()
    for part in body.walk():
        symbol = el.scope.get(name_of(part))
        if symbol is not None and symbol.ty is not None and symbol.ty.kind in {"col", "fam"} and symbol.body is None:
            found.add(symbol.name)
    return found or _only_array(el, body)


def _only_array(el: Elaborator, body: Node) -> set[str]:
    """Return the one name of an expression, if the note declares it as a matrix: then nothing else can be meant."""
    names = {name_of(part) for part in body.walk() if part.head in {"sym", "sub", "word", "accent"}} - {"", "top", "T"}
    symbols = [el.scope.get(name) for name in names]
    plain = [one for one in symbols if one is not None and one.body is None and not one.role and one.ty is not None]
    if len(plain) != 1 or len(names) != 1 or plain[0].ty is None or plain[0].ty.kind != "mat":
        return set()
    el.flags |= {"forced", f"taken {plain[0].name}"}  # “∇ tr(A) = 0 for a constant A”: said is it nowhere
    return names


@rule("jacobian")
def _jacobian(el: Elaborator, node: Node) -> Term:
    body, variable = node.args
    if variable.head != "none":
        return by_variable(el, _applied(el, body, variable), variable)
    point, function, name = _point_of(el, body)
    el.scope.options.setdefault("layout", "numerator")
    return differentiate(el, function, point, name)


def directional(el: Elaborator, node: Node) -> Term | None:
    """Read `D_p f(x)` as a derivative along p, and `J_f(x)` as a Jacobian."""
    operator, call = node.args
    if call.head != "call" or operator.head != "sub" or operator.args[0].text not in {"D", "nabla"}:
        return None
    if (
        el.scope.get("D") is not None
        or len(operator.args) != PAIR
        or len(call.args) != PAIR
        or not is_function(el, call.args[0])
    ):
        return None
    direction, point = el.term(vector_first(el, operator.args[1])), el.term(vector_first(el, call.args[1]))
    el.unify(direction.ty, point.ty, "a directional derivative")
    if direction.ty.kind != "col":
        raise MeaningError("kind", "a directional derivative along a number")
    step = Term("sym", (), el.fresh_name("step"), NUM)
    moved = add_terms(el, [point, mul_terms(el, step, direction)])
    along = apply_function(el, call.args[0], [moved])
    return Term("derivative", (const(0), along), step.text, along.ty)


SPECIAL_PRODUCTS.append(directional)

"""What a relation is before anything is computed: a definition, a recurrence, a condition, a shape, or a claim."""

from __future__ import annotations

from typing import Literal, TypeAlias

from vault_runner.oracle.names import CONSTANTS
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.syntax import PAIR, Node, peel

Class: TypeAlias = Literal[
    "claim", "definition", "recurrence", "condition", "shape", "declaration", "asymptotic", "approximation", "relation",
]  # fmt: skip
GROWTH = frozenset({"O", "mathcal:O", "Theta", "Omega", "o", "tilde(O)", "mathcal:o"})
EQUALITIES = frozenset({"=", "===", ":="})
_DERIVATIVES = frozenset({"J", "mathbf:J", "H", "mathbf:H"})
SHIFTS = frozenset("tknij") | {"tau", "ell"}


def classify(left: Node, relation: str, right: Node, scope: Scope) -> Class:  # noqa: PLR0911 - one case after another
    """Classify one relation."""
    if any(_growth(node, scope) for side in (left, right) for node in side.walk()):
        return "asymptotic"
    if relation == "~~":
        return "approximation"
    if relation == "in":
        return "declaration" if _names(left) else "shape"
    if relation == "~":
        return "shape" if peel(right).head == "tuple" and not _names(left) else "declaration"
    if relation == ":=":
        return "definition"
    if relation in EQUALITIES:
        return _equation(left, right, scope)
    if relation in {"<", ">", "<=", ">=", "!=", "psd>=", "psd>", "psd<=", "psd<"}:
        return "condition" if _one_sided(left, right, scope) else "claim"
    return "relation"


def _growth(node: Node, scope: Scope) -> bool:
    name = name_of(node.args[0]) if node.head == "call" else ""
    return name in GROWTH and name not in scope.sizes and scope.get(name) is None


def _names(node: Node) -> bool:
    inner = peel(node)
    if inner.head == "tuple":
        return all(name_of(part) or part.head == "dots" for part in inner.args)
    return bool(name_of(inner)) or inner.head == "set" or (inner.head == "pow" and inner.args[0].head == "sub")


def _equation(left: Node, right: Node, scope: Scope) -> Class:  # noqa: C901, PLR0911, PLR0912 - one case after another
    if "einstein" in scope.options and (_entry(left, scope) or _entry(right, scope)):
        return "claim"
    name = defined_name(left)
    if name in scope.sizes and right.head == "num":
        return "condition"
    if name:
        if recurs(left, right):
            return "recurrence"
        if _supposed(name, scope):
            return "claim"
        symbol = scope.get(name)
        if (
            _fresh(symbol)
            and name not in CONSTANTS
            and not (mentioned(right, scope) & {name})
            and name not in scope.sizes
        ):
            return "definition"
    if left.head == "call" or (left.head == "sub" and left.args[0].head == "group"):
        called = peel(left.args[0]) if left.head == "sub" else left
        if called.head == "call" and _fresh_function(called, right, scope):
            return "definition"
    if name and _fresh(scope.get(name)) and _components(name, right):
        return "definition"
    if left.head == "tuple" and all(_fresh(scope.get(name_of(part))) for part in left.args if name_of(part)):
        return "definition"
    other = "" if _indexes(right, scope) or _entry_of_left(left, right, scope) else name_of(right)
    if other and _supposed(other, scope):
        return "claim"
    if other and other not in CONSTANTS and _fresh(scope.get(other)) and other not in mentioned(left, scope):
        return "condition" if other not in scope.sizes and not _constant(other) else "claim"
    if left.head == "deriv" and left.text == "d" and left.args[0].head == "call" and not known_ode(left, scope):
        return "definition" if _fresh_function(left.args[0], Node("none"), scope) else "claim"
    return "condition" if _one_sided(left, right, scope) else "claim"


def _supposed(name: str, scope: Scope) -> bool:
    """Tell whether an equation of the note, `Ax = b`, binds a declared name: then nothing is left to define."""
    symbol = scope.get(name)
    told = (part for _, *sides in scope.told for side in sides for part in side.walk())
    return symbol is not None and symbol.ty is not None and any(name_of(part) == name for part in told)


def _entry_of_left(left: Node, right: Node, scope: Scope) -> bool:
    """Tell whether `W_{ji}` is an entry of what the left side speaks of."""
    return right.head == "sub" and name_of(right.args[0]) in mentioned(left, scope)


def _components(name: str, right: Node) -> bool:
    """Tell whether `(p_x, p_y)` names the components of p."""
    inner = peel(right)
    return inner.head == "tuple" and all(part.head == "sub" and name_of(part.args[0]) == name for part in inner.args)


def _indexes(node: Node, scope: Scope) -> bool:
    """Tell whether `A_{ik}` is an entry of a declared array rather than a name."""
    symbol = scope.get(name_of(node.args[0])) if node.head == "sub" else None
    return symbol is not None and (symbol.ty is not None or symbol.body is not None or bool(symbol.role))


def _entry(node: Node, scope: Scope) -> bool:
    r"""Tell whether a side is an entry where repeated indices are summed: `A_{ii}`, `\delta_{kl}`."""
    delta = node.head == "sub" and name_of(node.args[0]) == "delta" and len(node.args) > PAIR
    return _indexes(node, scope) or (delta and scope.get("delta") is None)


def _constant(name: str) -> bool:
    return name.partition("_")[0] in {"I", "mathbf:I", "mathbf:1", "mathbf:0", "infty"}


def known_ode(left: Node, scope: Scope) -> bool:
    """Tell whether the note gives this derivative already."""
    return any(str(left) == str(known) for known, _ in scope.odes)


def defined_name(left: Node) -> str:
    """Return the name on the left, empty if a computation stands there."""
    return name_of(left) if left.head != "num" else ""


def _fresh(symbol: Symbol | None) -> bool:
    return symbol is None or (symbol.body is None and not symbol.role and not symbol.random)


def _fresh_function(call: Node, right: Node, scope: Scope) -> bool:  # noqa: PLR0911 - one case after another
    base = call.args[0]
    name = name_of(base)
    symbol = scope.get(name)
    if name.startswith("prox_") or name == "prox":
        return False
    if _derivative_by_name(base, scope):
        return False
    if name == "mathcal:N" and (";" in call.text or "|" in call.text):
        return False
    if not name or base.head not in {"sym", "word", "sub", "accent", "star"} or name in GROWTH:
        return False
    if symbol is not None and (symbol.params or symbol.role or symbol.body is not None):
        return False
    if name in {"H", "I", "P", "p", "h"} and any(_random(part, scope) for part in call.args[1:]):
        return False
    if symbol is not None and symbol.ty is not None and symbol.ty.kind != "fun":
        return False
    if not all(name_of(part) or part.head in {"num", "neg"} for part in call.args[1:]):
        return False
    if any(separator in call.text for separator in ("|", "||")) or f"density {name}" in scope.options:
        return False
    return not any(name_of(part) == name for part in right.walk())


def _derivative_by_name(base: Node, scope: Scope) -> bool:
    """Tell whether `J_f` or `H_f` is that of a function whose formula stands above: nothing is left to define."""
    if base.head != "sub" or len(base.args) != PAIR or name_of(base.args[0]) not in _DERIVATIVES:
        return False
    function = scope.get(name_of(base.args[1]))
    named = scope.get(name_of(base)) or scope.get(name_of(base.args[0]))
    return named is None and function is not None and function.body is not None and bool(function.params)


def _random(node: Node, scope: Scope) -> bool:
    symbol = scope.get(name_of(node))
    return symbol is not None and (symbol.random or "probability" in symbol.props)


def mentioned(node: Node, scope: Scope) -> set[str]:
    """Return all names that a tree speaks of, through definitions, laws and roles."""
    found: set[str] = set()
    pending = [node]
    while pending:
        for part in pending.pop().walk():
            name = name_of(part)
            if not name or name in found:
                continue
            found.add(name)
            symbol = scope.get(name)
            if symbol is not None:
                pending.extend(extra for extra in (symbol.body, symbol.law) if extra is not None)
                pending.extend(Node("sym", (), other) for other in symbol.of)
    for fact in scope.facts:
        if fact[0] in {"mean", "variance", "covariance"} and fact[1] in found:
            found.update(fact[2:])
    return found


def with_bodies(scope: Scope, *sides: Node) -> tuple[Node, ...]:
    """Return trees with the definitions of all names in them: what they say rests on these as well."""
    names = sorted(set().union(*(mentioned(side, scope) for side in sides)))
    bodies = (symbol.body for name in names if (symbol := scope.get(name)) is not None)
    return (*sides, *(body for body in bodies if body is not None))


def recurs(left: Node, right: Node) -> bool:
    """Tell whether `x_t` is given by `x_{t-1}` or `x_{t+1}` by `x_t`."""
    if (left.head == "sub" and len(left.args) == PAIR) or left.head == "sup":
        base, index = name_of(left.args[0]), left.args[1]
    else:
        return False
    letters = {part.text for part in index.walk() if part.head == "sym"}
    if not base or not letters & SHIFTS:
        return False
    for part in right.walk():
        if part.head == left.head and name_of(part.args[0]) == base and str(part.args[1]) != str(index):
            used = {inner.text for inner in part.args[1].walk() if inner.head == "sym"}
            if used & letters:
                return True
    return False


def _one_sided(left: Node, right: Node, scope: Scope) -> bool:
    """Tell whether a bare free symbol is compared with a number or another free symbol: a condition, not a fact."""
    name, other = name_of(left), name_of(right)
    if name and _fresh(scope.get(name)) and name not in CONSTANTS and name not in scope.sizes:
        symbol = scope.get(name)
        known = bool(symbol is not None and symbol.props)
        return (right.head in {"num", "neg", "sym"} or not mentioned(right, scope) & {name}) and not known
    if left.head == "num" and other and _fresh(scope.get(other)):
        return True
    measured = left.head in {"abs", "norm"} and not (right.head == "num" and right.text == "0")
    inner = name_of(left.args[0]) if (left.head == "fun" or measured) and len(left.args) == 1 else ""
    symbol = scope.get(inner) or scope.get(inner.partition("_")[0])
    known = bool(symbol is not None and (symbol.props or symbol.role))
    return (
        bool(inner) and _fresh(symbol) and not known and mentioned(right, scope) <= CONSTANTS and right.head != "call"
    )

"""Conventions that change what a formula says, such as logarithms to base two: where one touches, nothing is said.

Unlike unread hypotheses they could turn a wrong statement into a verified one, so they block both verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from vault_runner.oracle.law_conventions import law_changed
from vault_runner.oracle.reserve import patterns_of
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.softmax_axes import AXIS, other_axis
from vault_runner.oracle.stated_operators import KRONECKER, VEC_ORDER
from vault_runner.oracle.syntax import Node

_TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan"})


def _function(*names: str) -> Callable[[Node], bool]:
    return lambda node: node.head == "fun" and node.text in names


def _logarithm(node: Node) -> bool:
    spoken = node.head == "call" and name_of(node.args[0]) in {"H", "I", "h"}
    return (
        spoken
        or node.head == "differential entropy"
        or (node.head in {"fun", "apply"} and node.text in {"log", "log10", "logdet", "logsumexp"})
        or _divergence(node)
    )


def _divergence(node: Node) -> bool:
    return node.head in {"op", "word"} and node.text in {"KL", "JS"}


def _angle(node: Node) -> bool:
    return node.head == "fun" and node.text in _TRIGONOMETRIC


def _index(node: Node) -> bool:
    return node.head in {"sub", "big"}


def _plain_norm(node: Node) -> bool:
    return node.head == "norm"


def _inner(node: Node) -> bool:
    return node.head == "inner"


def _power(node: Node) -> bool:
    return node.head in {"pow", "sqrt", "div"} or (node.head == "fun" and node.text in {"exp", "log", "sqrt"})


def _prime(node: Node) -> bool:
    return node.head == "prime"


def _star(node: Node) -> bool:
    return node.head == "star" or (node.head == "mul" and node.text == "ast")


def _gradient(node: Node) -> bool:
    return node.head in {"nabla", "deriv", "jacobian"}


def _moment(node: Node) -> bool:
    of_a_law = node.head in {"apply", "density of", "differential entropy"}
    return of_a_law or (node.head == "call" and bool(name_of(node.args[0])))


def _product(node: Node) -> bool:
    return node.head in {"mul", "transpose", "powT"}


def _sum(node: Node) -> bool:
    return node.head == "big"


def _bounded(node: Node) -> bool:
    return node.head == "call" and name_of(node.args[0]) in {"O", "Theta", "Omega", "mathcal:O"}


def _named_product(node: Node) -> bool:
    return node.head == "mul"


def _number(node: Node) -> bool:
    return node.head in {"num", "add", "mul", "div", "pow"}


_COMPLEX = "numbers are complex"
_COMPLEX_SET = re.compile(r"\\mathbb\s*(?:\{\s*C\s*\}|C(?![A-Za-z]))|ℂ")
_COMPLEX_OTHERWISE = _TRIGONOMETRIC | {"exp", "log", "ln", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh"}
_WISE = "exponentials act element by element"
_LAW = "the parameters of the law have another meaning"
_TOUCHED: dict[str, Callable[[Node], bool]] = {
    "the logarithm has another base": _logarithm,
    "angles are in degrees": _angle,
    "indices start at zero": _index,
    "a norm of another kind is meant": _plain_norm,
    VEC_ORDER: _function("vec"),
    KRONECKER: lambda node: node.head == "mul" and node.text == "kron",
    "another inner product is meant": _inner,
    "bars have another meaning": lambda node: node.head == "abs",
    "operations act element by element": _power,
    "primes have another meaning": _prime,
    "the star has another meaning": _star,
    "gradients are rows": _gradient,
    _LAW: _moment,
    "vectors are rows": _product,
    "another arithmetic is meant": _number,
    AXIS: _function("softmax", "layernorm", "rmsnorm", "logsoftmax"),
    "powers of functions are compositions": lambda node: node.head == "pow",
    "sums have another meaning": _sum,
    "a size is fixed": _bounded,
    "a product has another meaning": _named_product,
    _COMPLEX: lambda node: (
        node.head in {"transpose", "powT", "norm", "abs", "inner", "pow", "sqrt"}
        or node.text == "cdot"
        or (node.head == "fun" and node.text in _COMPLEX_OTHERWISE)
    ),
    "brackets have another meaning": lambda node: node.head in {"group", "tuple"} and node.text.startswith("["),
}
"""Which parts of a formula each convention changes."""


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    return patterns_of("conventions.txt")


_FORMULA = re.compile(r"\$\$.+?\$\$|\$.+?\$|\\\(.+?\\\)|`[^`]*`", re.DOTALL)


_OTHER_LOGARITHM = re.compile(r"\\log\s*_\s*\{?\s*(?:2|10|b)\s*\}?|\\lg")
_EUCLIDEAN = re.compile(r"\\?(?:ell|L)\s*[_^]\s*\{?\s*2\s*\}?")
_SAME_LOGARITHM = re.compile(r"\\(?:log|lg)\s*(?::?=|\\equiv|\\coloneqq)\s*\\(?:log\s*_|lg(?![a-z]))")
_ONE_IN_BRACKETS = re.compile(r"(?:\\left)?\[[^,=<>;\[\]]{1,20}\]")
_SIGNS = {re.compile(r"\\odot"): "⊙", _EUCLIDEAN: "euclidean", _OTHER_LOGARITHM: "㏒", _ONE_IN_BRACKETS: "⟦"}


_NOT_WHOLE = re.compile(
    r"\b(?:not|never|isn't|aren't|non|nor)[- ]+(?:an? |necessarily )?(?:integers?|integral|whole)\b|\bnoninteger"
    r"|(?:\\notin|\\not\s*\\in|\\setminus)\s*\\mathbb\s*\{?\s*Z|不(?:是|为)整数|非整数",
    re.IGNORECASE,
)


def without_whole(prose: str) -> bool:
    """Tell whether a paragraph says of some number that it is not whole: where functions jump isn't held against it."""
    return bool(_NOT_WHOLE.search(prose))


def elementwise_exponential(prose: str) -> bool:
    """Tell whether a paragraph says that exponentials of arrays go element by element."""
    plain = _masked(prose)
    return any(pattern.search(plain) for pattern in _patterns()[_WISE])


_TRANSPOSING = re.compile(
    r"\b(?:primes?|dash(?:es)?) (?:denotes?|means?|marks?|indicates?|stands? for|is|are)"
    r"(?: the)?(?: matrix)? transpos\w*"
    r"|\$\s*\\?\w+\s*(?:'|\^\{?\\prime\}?)\s*\$ (?:is|denotes|stands for|means) the transpose(?: of \$[^$]+\$)?"
    r"|撇(?:号)?(?:表示|指|是|代表)(?:矩阵的?)?转置",
    re.IGNORECASE,
)


def stated_prime(prose: str) -> tuple[str, dict[str, str]]:
    """Take out the words that a prime transposes; return the rest, and the option that says so."""
    rest = _TRANSPOSING.sub(" ", prose)
    return rest, {"primes": "transpose"} if rest != prose else {}


def _masked(prose: str) -> str:
    """Put a sign in the place of every formula; the sign of the Hadamard product says what it is."""
    return " ".join(_FORMULA.sub(lambda match: f" {_sign_of(match[0].strip('$ '))} ", prose).split())


def _sign_of(latex: str) -> str:
    """Return the sign that stands for a formula: one of its own for notations that prose may give a new meaning."""
    if latex.startswith(("\\|", "\\lVert")):
        return "‖"
    for pattern, sign in _SIGNS.items():
        if pattern.fullmatch(latex):
            return sign
    if _SAME_LOGARITHM.match(latex):
        return "¤ is ㏒"
    return "∣" if latex.startswith(("|", "\\lvert")) and latex.endswith(("|", "\\rvert")) else "¤"


def conventions_of(prose: str) -> frozenset[str]:
    """Return the conventions that a paragraph states."""
    plain = _masked(prose)
    found = {message for message, patterns in _patterns().items() if any(one.search(plain) for one in patterns)}
    found -= {_LAW} if "\\sim" not in prose else set()
    found |= {_COMPLEX} if _COMPLEX_SET.search(prose) else set()
    found |= {AXIS} if other_axis(prose) else set()
    return frozenset(found | ({_LAW} if law_changed(prose) else set()))


def stated_by(latex: str) -> dict[str, str]:
    r"""Return the options that a formula itself states: `\quad z \in \mathbb{C}` beside a claim."""
    return {f"convention {_COMPLEX}": "yes"} if _COMPLEX_SET.search(latex) else {}


def _unbased(side: Node) -> Iterator[Node]:
    """Walk over a tree, but for logarithms whose base stands there."""
    pending = [side]
    while pending:
        node = pending.pop()
        if node.head == "funsub" and node.args[0].text == "log":
            pending += [*node.args[0].args, *node.args[1:]]
            continue
        yield node
        pending += node.args


def touched(conventions: Iterable[str], *sides: Node) -> str:
    """Return the first convention that changes the meaning of these trees, empty if none does."""
    stated = set(conventions)
    for message, touches in _TOUCHED.items():
        if message in stated and any(touches(node) for side in sides for node in _unbased(side)):
            return message
    return ""

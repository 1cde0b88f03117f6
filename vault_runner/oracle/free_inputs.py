r"""Free inputs of recurrences: the β and the g_t of `m_t = \beta m_{t-1} + (1-\beta) g_t` may be anything.

A closed form must hold whatever the inputs are. Where nothing undeclared stands in it but inputs of which the words
say no more, a difference is a doubt: their kinds are forced by the operators alone. Gradients at the members of a
sequence, `\nabla f(x_{t-1})`, are a sequence of inputs too, if the note doesn't say what f is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.inference import PLAIN_KINDS
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM, col

INPUTS = "free inputs"
"""The option that lists the names of a statement that are free inputs of its recurrence."""
PLAIN = frozenset({
    "recursion", "recurrence", "iteration", "unroll", "unrolled", "unrolling", "unrolls", "momentum", "buffer",
    "first-moment", "second-moment", "moment", "see", "bias", "expand", "expanding",
    "递推", "递推式", "展开", "动量", "动量法", "迭代", "学习率",
})  # fmt: skip
"""Words that only call a recurrence or what is done with it by a name, and say nothing of its inputs."""
NAMES_OF_RULES = frozenset({"step", "法", "滑动平均", "指数滑动平均"})
"""Words that may say of which steps a rule holds, or whose: harmless where a note is doubted at most."""
OPAQUE = "∇"


def only_plain(texts: Iterable[str]) -> bool:
    """Tell whether words that were not understood can say nothing of the steps and inputs of a recurrence."""
    return all(text.lower() in PLAIN for text in texts)


def with_inputs(scope: Scope, equations: list[tuple[Node, Node]], sides: Iterable[Node]) -> list[str]:
    """Return the members of sequences in two sides that are free inputs of some recurrences, and note all inputs.

    Noted are those of which the words say no more.
    """
    bases, names = _spoken_of(scope, equations)
    bound = {name_of(part) for one in _conditions(scope) for part in one.walk()}
    found, members = [], []
    for part in (part for side in sides for part in side.walk()):
        name = name_of(part)
        member = part.head == "sub" and name_of(part.args[0]) in bases
        if name and (member or name in names) and scope.get(name) is None and name not in bound:
            found.append(name)
            members += [name] if member else []
    if only_plain(text for text in scope.doubts if text not in NAMES_OF_RULES):
        scope.options[INPUTS] = " ".join(dict.fromkeys(found))
    return list(dict.fromkeys(members))


def of_one_kind(scope: Scope, members: Iterable[str]) -> list[Scope]:
    """Return two scopes, with numbers and with vectors as members of the sequences; small letters are no matrices."""
    found = []
    for ty in (NUM, col(Dim.of("d"))):
        inner = scope.copy()
        inner.options[PLAIN_KINDS] = "yes"
        for name in members:
            inner.symbols[name] = Symbol(name, ty, sure=False)
        found.append(inner)
    return found


def are_inputs(scope: Scope, names: Iterable[str]) -> bool:
    """Tell whether all of some names are free inputs of the recurrence that a statement was unrolled with."""
    inputs = scope.options.get(INPUTS, "").split(" ")
    return INPUTS in scope.options and all(name in inputs for name in names)


def _spoken_of(scope: Scope, equations: list[tuple[Node, Node]]) -> tuple[set[str], set[str]]:
    """Return the sequences of some recurrences, and the other names in them and in the functions that they use."""
    bases: set[str] = set()
    names: set[str] = set()
    left = [side for pair in equations for side in pair]
    while left:
        side = left.pop()
        for part in side.walk():
            name = name_of(part)
            if part.head == "sub" and len(part.args) == PAIR and part.args[1].head in {"sym", "add"}:
                bases.add(name_of(part.args[0]))
            symbol = scope.get(name)
            if name and name not in names:
                names.add(name)
                left += [symbol.body] if symbol is not None and symbol.body is not None else []
    return bases - {""}, names


def _conditions(scope: Scope) -> list[Node]:
    """Return what else the note says in formulas: conditions, hypotheses, values that it supposes."""
    pairs = [*scope.odes, *scope.starts, *((one, other) for _, one, other in scope.told),
             *((one, other) for one, _, other in scope.assumed)]  # fmt: skip
    return [*scope.guards, *(side for pair in pairs for side in pair)]


def opaque(node: Node, scope: Scope) -> Node:
    r"""Put a member of a sequence of its own in the place of each `\nabla f(x_{s-1})`, where f may be any function."""
    if node.head == "nabla" and node.text == "" and node.args[1].head == "none":
        index = _only_index(node.args[0], scope)
        if index is not None:
            text = re.sub(r"\s+", "", str(_without_index(node.args[0])))
            return Node("sub", (Node("sym", (), OPAQUE + text), index), "", node.start, node.end)
    return replace(node, args=tuple(opaque(part, scope) for part in node.args))


def hides(node: Node) -> set[str]:
    """Return the names that stand inside the gradients of a tree and may be anything there."""
    if node.head == "nabla":
        indices = [one for part in node.walk() if part.head == "sub" for one in part.args[1:]]
        return (
            {name_of(part) for part in node.walk()} - {name_of(part) for one in indices for part in one.walk()} - {""}
        )
    return {name for part in node.args for name in hides(part)}


def shown(node: Node) -> set[str]:
    """Return the names, and those of sequences, that stand outside of gradients."""
    if node.head == "nabla":
        return set()
    return {name_of(node)} - {""} | {name for part in node.args for name in shown(part)}


def _only_index(call: Node, scope: Scope) -> Node | None:
    """Return the index of `f(x_{t-1})`, if f is no function that the note gives, and nothing else has an index."""
    if call.head != "call" or len(call.args) != PAIR or not name_of(call.args[0]):
        return None
    function, point = call.args
    symbol: Symbol | None = scope.get(name_of(function))
    if symbol is not None and (symbol.body is not None or symbol.role or symbol.props - {"differentiable"}):
        return None
    plain = point.head == "sub" and len(point.args) == PAIR and function.head == "sym"
    return point.args[1] if plain and name_of(point.args[0]) and scope.get(name_of(point)) is None else None


def _without_index(call: Node) -> Node:
    return replace(call, args=(call.args[0], call.args[1].args[0]))

r"""Closed forms of recurrences: `v_t = …` is unrolled from its start for small t, and compared with what is claimed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from vault_runner.oracle.classify import recurs
from vault_runner.oracle.free_inputs import hides, of_one_kind, only_plain, opaque, shown, with_inputs
from vault_runner.oracle.judge import judge
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.sequence_trees import is_zero, number, size, whole_number, without_zeros
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.steady_sequences import is_constant_sequence
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.verdicts import Answer, unable

STEPS = (1, 2, 3, 4)
LARGEST_TREE = 600
_COUNTING = frozenset({"natural", "counting", "whole", "integer", "positive", "nonnegative", "above-one"})
_PART = re.compile(r"\b(even|odd|only|except|alternate\w*)\b|偶|奇|仅|只", re.IGNORECASE)
_LETTERS = frozenset({"t", "k", "n", "i", "j", "s", "m", "ell", "tau"})

_SURE = frozenset({"verified", "verified-exact"})


class _UnrolledTooFarError(Exception):
    """A recurrence that doesn't come to its start."""


class _Steps:
    """The recurrences of a scope, by the name of their sequence."""

    def __init__(
        self,
        equations: list[tuple[Node, Node]],
        zeros: frozenset[str] = frozenset(),
        given: frozenset[str] = frozenset(),
    ) -> None:
        self.zeros, self.given = zeros, given
        self.rules: dict[str, tuple[str, int, Node]] = {}
        for left, right in equations:
            read = _indexed(left)
            if read is not None:
                self.rules[read[0]] = (read[1], read[2], right)

    def value(self, base: str, step: int, depth: int = 0) -> Node:
        """Return the member of a sequence as an expression in its start."""
        member = Node("sub", (Node("sym", (), base), Node("num", (), str(step))))
        if base not in self.rules or step <= self._start(base) or f"{base}_{step}" in self.given:
            return Node("num", (), "0") if f"{base}_{step}" in self.zeros else member
        letter, shift, right = self.rules[base]
        if depth > 2 * len(STEPS) + len(self.rules) * len(STEPS):
            raise _UnrolledTooFarError
        body = self.at(right, {letter: step - shift}, depth + 1)
        if size(body) > LARGEST_TREE:
            raise _UnrolledTooFarError
        return Node("group", (body,), "(")

    def _start(self, base: str) -> int:
        """Return the last member that the recurrence doesn't give: one less than its order."""
        _, shift, right = self.rules[base]
        lags = [shift - read[2] for part in right.walk() if (read := _indexed(part)) is not None and read[0] == base]
        steady = not any(part.text == self.rules[base][0] for part in right.walk())
        return max(lags, default=0 if steady else 1) - 1

    def at(self, node: Node, numbers: Mapping[str, int], depth: int = 0) -> Node:
        """Put numbers in the place of index letters, and members of sequences in the place of their names."""
        if node.head == "sym" and node.text in numbers:
            return number(numbers[node.text])
        if node.head == "big" and node.text in {"sum", "prod"}:
            return self._spelled_out(node, numbers, depth)
        if node.head == "sub" and len(node.args) == PAIR and name_of(node.args[0]):
            index = whole_number(self.at(node.args[1], numbers, depth))
            if index is not None:
                return self.value(name_of(node.args[0]), index, depth)
        return without_zeros(replace(node, args=tuple(self.at(part, numbers, depth) for part in node.args)))

    def _spelled_out(self, node: Node, numbers: Mapping[str, int], depth: int) -> Node:
        lower, upper, body = node.args
        first = self.at(lower.args[1], numbers, depth) if lower.head == "rel" and lower.text == "=" else lower
        low, high = whole_number(first), whole_number(self.at(upper, numbers, depth))
        letter = name_of(lower.args[0]) if lower.head == "rel" else ""
        if low is None or high is None or not letter or high - low > 2 * len(STEPS):
            return replace(node, args=tuple(self.at(part, numbers, depth) for part in node.args))
        terms = [self.at(body, {**numbers, letter: k}, depth) for k in range(low, high + 1)]
        if not terms:
            return Node("num", (), "0" if node.text == "sum" else "1")
        spelled = terms[0]
        for term in terms[1:]:
            spelled = Node("add", (spelled, term)) if node.text == "sum" else Node("mul", (spelled, term))
        return Node("group", (spelled,), "(")


def unrolled(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:  # noqa: PLR0911 - one case after another
    """Judge a claim about members of a sequence that the note gives by a recurrence; None if it is something else."""
    if statement.relations != ("=",) or not scope.equations or recurs(*statement.members):
        return None
    steps = _Steps(scope.equations, _zeros(scope), _given(scope))
    named = _indexed(statement.members[0])
    if named is not None and named[0] not in steps.rules:
        return None
    letters = {
        read[1] for member in statement.members for part in member.walk()
        if (read := _indexed(part)) is not None and read[0] in steps.rules
    }  # fmt: skip
    if len(letters) > 1:
        letters -= {name_of(part.args[0]) for one in statement.members for part in one.walk() if part.head == "rel"}
    if len(letters) != 1 or _restates(statement, scope):
        return None
    letter = letters.pop()
    stepped = scope.get(letter)
    if (stepped is not None and stepped.props - _COUNTING) or _at_some_steps(scope, letter):
        return [unable("guard", "the recurrence may hold at some steps only")]
    at_once = _by_one_step(statement, scope, steps, letter, seed)
    if at_once is not None:
        return [at_once]
    plain = _step_by_step(statement.members, scope, steps, letter, seed)
    if plain.verdict == "not-checkable" and (hidden := _opaquely(statement, scope, letter, seed)) is not None:
        return [hidden]
    return [plain]


def _step_by_step(members: tuple[Node, ...], scope: Scope, steps: _Steps, letter: str, seed: int) -> Answer:
    """Judge a claim at its first steps."""
    answers = []
    for step in STEPS:
        try:
            left, right = (steps.at(member, {letter: step}) for member in members)
        except (_UnrolledTooFarError, RecursionError):
            return unable("too-large", "the recurrence doesn't come to its start")
        inner = _started(scope, steps, left, right)
        inputs = with_inputs(inner, scope.equations, (left, right))
        answer = judge(left, "=", right, inner, seed + step)
        if inputs and answer.verdict == "not-checkable" and answer.code in {"undeclared", "too-many-readings"}:
            kinds = [judge(left, "=", right, one, seed + step) for one in of_one_kind(inner, inputs)]
            answer = _agreed(kinds, (left, right)) or answer
        answers.append(answer)
    return _combined(answers, letter)


def _agreed(answers: list[Answer], sides: tuple[Node, Node]) -> Answer | None:
    """Return what holds of numbers and of vectors alike; of numbers alone it counts beside numbers only."""
    meant = [one for one in answers if one.code not in {"kind", "broadcast", "shape"}]
    if len(meant) < len(answers) and any(name_of(part)[:1].isupper() for side in sides for part in side.walk()):
        return None
    if not meant or not (all(one.verdict in _SURE for one in meant) or all(one.verdict == "doubted" for one in meant)):
        return None  # their kind is supposed only: it refutes nothing
    return meant[0]


def _opaquely(statement: Statement, scope: Scope, letter: str, seed: int) -> Answer | None:
    """Judge a claim with the gradients at members of a sequence as inputs; None if it is about their points too."""
    sides = [*statement.members, *(side for pair in scope.equations for side in pair)]
    hidden = {name for side in sides for name in hides(side)}
    if not hidden or hidden & {name for side in statement.members for name in shown(side)}:
        return None
    inner = scope.copy()
    inner.equations = [(opaque(left, scope), opaque(right, scope)) for left, right in scope.equations]
    members = tuple(opaque(member, scope) for member in statement.members)
    if any(part.head == "nabla" for side in (*members, *inner.equations[-1]) for part in side.walk()):
        return None
    return _step_by_step(members, inner, _Steps(inner.equations, _zeros(scope), _given(scope)), letter, seed)


def _given(scope: Scope) -> frozenset[str]:
    """Return the members that the note gives by themselves: what it starts from."""
    return frozenset(name for name, one in scope.symbols.items() if one.body is not None and not one.params)


def _zeros(scope: Scope) -> frozenset[str]:
    return frozenset(name for name, one in scope.symbols.items() if one.body is not None and is_zero(one.body))


def _at_some_steps(scope: Scope, letter: str) -> bool:
    """Tell whether the words may restrict the steps: any word not understood may, of a sequence of one member."""
    if not any(is_constant_sequence(*pair) for pair in scope.equations):
        return any(_PART.search(text) for text in scope.unread)
    return not only_plain(scope.unread) or any(
        name_of(part) == letter for guard in scope.guards for part in guard.walk()
    )


def _by_one_step(statement: Statement, scope: Scope, steps: _Steps, letter: str, seed: int) -> Answer | None:
    r"""Judge a claim about one step, `x_{t+1} - x^* = …`, for any x_t; None if it needs more than that.

    Where the note gives no start, any x_t is one, so that a failure counts.
    """

    def stepped(node: Node) -> Node:
        read = _indexed(node)
        rule = steps.rules.get(read[0]) if read is not None else None
        if read is not None and rule is not None and read[1:] == rule[:2] == (letter, rule[1]):
            return Node("group", (rule[2],), "(", node.start, node.end)
        return replace(node, args=tuple(stepped(part) for part in node.args))

    sides = tuple(stepped(member) for member in statement.members)
    left = {read[:1] + read[2:] for side in sides for part in side.walk() if (read := _indexed(part)) is not None}
    bases = {base for base, _ in left if base in steps.rules}
    if len(left) != len({base for base, _ in left}) or not bases or sides == statement.members:
        return None
    if any(symbol is None or symbol.ty is None for symbol in (scope.get(f"{base}_{letter}") for base in bases)):
        return None
    inner = scope.copy()
    inner.equations = []
    answer = judge(sides[0], "=", sides[1], inner, seed)
    started = any(name.partition("_")[2].isdigit() and name.partition("_")[0] in bases for name in scope.named)
    sure = {"verified", "verified-exact"} if started else {"verified", "verified-exact", "refuted"}
    return answer if answer.verdict in sure else None


def _restates(statement: Statement, scope: Scope) -> bool:
    return any(
        str(left) == str(statement.members[0]) and str(right) == str(statement.members[1])
        for left, right in scope.equations
    )


def _started(scope: Scope, steps: _Steps, *sides: Node) -> Scope:
    """Declare the members that remain: starts that the note gives stay, others get the type of their sequence."""
    inner = scope.copy()
    inner.equations = []
    for base in [*steps.rules, *scope.symbols]:
        symbol = scope.get(base)
        member = scope.options.get(f"members of {base}")
        if symbol is None or symbol.ty is None or (symbol.ty.kind != "fam" and member is None):
            continue
        for side in sides:
            for part in side.walk():
                name = name_of(part)
                if part.head == "sub" and name_of(part.args[0]) == base and inner.get(name) is None:
                    ty = symbol.ty.parts[0] if symbol.ty.kind == "fam" else symbol.ty
                    inner.symbols[name] = Symbol(name, ty)
    for base in steps.rules:
        if inner.get(base) is not None and inner.symbols[base].body is not None:
            del inner.symbols[base]
    return inner


def _combined(answers: list[Answer], letter: str) -> Answer:
    """Form one answer: it holds at every step, or fails at more than the first."""
    good = [answer for answer in answers if answer.verdict in {"verified", "verified-exact"}]
    bad = [answer for answer in answers if answer.verdict in {"refuted", "doubted"}]
    if len(good) == len(answers):
        chosen = replace(good[-1], verdict="verified")
    elif len(bad) > 1 and len(good) + len(bad) == len(answers):
        chosen = bad[-1]
    else:
        return next((answer for answer in answers if answer not in good + bad), unable("between"))
    told = f"unrolled for {letter} = {STEPS[0]} to {STEPS[-1]}"
    return replace(chosen, reading=[*chosen.reading, told])


def _indexed(node: Node) -> tuple[str, str, int] | None:
    """Read `x_{t-1}` as (x, t, -1)."""
    if node.head != "sub" or len(node.args) != PAIR:
        return None
    base, index = name_of(node.args[0]), node.args[1]
    if base and index.head == "sym" and index.text in _LETTERS:
        return base, index.text, 0
    if base and index.head == "add" and len(index.args) == PAIR and index.args[0].text in _LETTERS:
        shift = whole_number(index.args[1])
        return None if shift is None else (base, index.args[0].text, shift)
    return None

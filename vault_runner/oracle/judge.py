"""The judge: from two trees and a scope to a verdict, through all gates.

Gates: an undeclared symbol never refutes; unread words may block a refutation, never a verification; all readings
that have a meaning must agree; what lies between the tolerances says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vault_runner.oracle import late
from vault_runner.oracle.convolutions import convolved
from vault_runner.oracle.dims import ClashError
from vault_runner.oracle.distributions import unsummed
from vault_runner.oracle.einstein import EINSTEIN, summed
from vault_runner.oracle.elaborator import Elaborator, KindError
from vault_runner.oracle.errors_of import Relation
from vault_runner.oracle.exact import holds_exactly
from vault_runner.oracle.guesses import refuse, supposes_kinds
from vault_runner.oracle.hypotheses import hypothesis_terms, supposed
from vault_runner.oracle.in_time import at_times
from vault_runner.oracle.losses import with_losses
from vault_runner.oracle.planning import make_plan
from vault_runner.oracle.pointwise import at_points
from vault_runner.oracle.products import transpose_term
from vault_runner.oracle.reading import MeaningError, all_readings
from vault_runner.oracle.refutations import declaration_of, held_against
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.strain import Outcome
from vault_runner.oracle.survey import survey
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import Term
from vault_runner.oracle.told import Read, described
from vault_runner.oracle.trials import run_trials
from vault_runner.oracle.verdicts import Answer, unable

CAP_SECONDS = 4.0
DECIDABLE = frozenset({"=", "===", "<", ">", "<=", ">=", "!=", "psd>=", "psd>", "psd<=", "psd<"})


def judge(left: Node, relation: str, right: Node, scope: Scope, seed: int) -> Answer:
    """Judge one relation."""
    deadline = late.now() + CAP_SECONDS
    scope = with_losses((left, right), scope)
    try:
        if EINSTEIN in scope.options:
            left, right = summed(left, scope), summed(right, scope)
        pointed = convolved(left, right, scope) or at_points(left, right, scope) or at_times(left, right, scope)
    except MeaningError as error:
        return unable(error.code, error.message)
    left, right, scope = pointed or (left, right, scope)
    facts = survey((left, right, *(side for a, _, b in scope.assumed for side in (a, b))), scope)

    def elaborate(choices: Mapping[str, str]) -> object:
        return read_relation(left, relation, right, facts.scope, choices, facts.calls)

    try:
        outcome = all_readings(elaborate)
    except RecursionError:
        return unable("too-large")
    reads = [(choices, read) for choices, read in outcome.readings if isinstance(read, Read)]
    if not reads and scope.phrases:
        wider = scope.copy()
        wider.phrases.clear()
        return judge(left, relation, right, wider, seed)
    if not reads:
        answer = _meaningless(outcome.clash, outcome.failure, facts.scope, bool(outcome.choices))
        return unable("kind", answer.reason) if answer.code == "kind" and named_by_parts(left, right, scope) else answer
    return _weighed(reads, seed, deadline, facts.scope)


def read_relation(
    left: Node, relation: str, right: Node, scope: Scope, choices: Mapping[str, str], calls: dict[str, Node],
) -> Read:  # fmt: skip
    """Elaborate both sides under one reading and plan the trials."""
    el = Elaborator(scope.copy(), choices)
    el.calls = calls
    assumed = hypothesis_terms(el)
    try:
        a, b = el.term(left), el.term(right)
    except ClashError as clash:
        raise ClashError(clash.message, clear=clash.clear and not supposes_kinds(el, scope)) from clash
    kind = "=" if relation == "===" else relation
    if a.op == b.op == "argmin over" or {a.op, b.op} <= {"argmin over", "argmax over"}:
        a, b = (Term("choice", side.args, f"{side.op.split()[0]} {side.text}", side.ty) for side in (a, b))
    try:
        el.unify(a.ty, b.ty, "the sides")
    except (KindError, ClashError) as error:
        turned = _turned(el, a, b)
        if turned is not None:
            raise LayoutError(turned) from error
        raise
    plan = supposed(make_plan(el, a, b, *(term for one, _, other in assumed for term in (one, other))), assumed)
    refuse(el, plan.symbols)
    indices = tuple((name, str(el.sizes.resolve(dim))) for name, dim in el.free_indices.items())
    return Read(Relation(a, b, kind, indices), plan, el)


class LayoutError(MeaningError):
    """Both sides agree in shape only if one is transposed."""

    def __init__(self, message: str) -> None:
        """Keep the sentence."""
        super().__init__("layout", message)


def _turned(el: Elaborator, a: Term, b: Term) -> str | None:
    """Tell whether the sides would fit if one were transposed and a derivative stands there."""
    if not el.flags & {"layout", "row gradient"} or el.scope.options.get("layout") == "numerator":
        return None
    try:
        el.unify(transpose_term(el, a).ty, b.ty, "the sides")
    except (ClashError, MeaningError):
        return None
    return "the sides agree in shape only if the other layout of derivatives is meant"


def named_by_parts(left: Node, right: Node, scope: Scope) -> bool:
    """Tell whether an undeclared name is made of its indexed namesakes, `X = X_1 + X_2`: they are no entries of it."""
    name = name_of(left)
    return (
        bool(name)
        and scope.get(name) is None
        and any(part.head == "sub" and name_of(part.args[0]) == name for part in right.walk())
    )


def _meaningless(clash: ClashError | None, failure: MeaningError | None, scope: Scope, guessed: bool) -> Answer:  # noqa: FBT001
    if clash is not None and clash.clear and failure is None and not guessed:
        verdict = Answer("refuted" if not scope.doubts else "doubted", "shape", clash.message)
        verdict.evidence = {"unread": scope.doubts}
        return verdict
    if isinstance(failure, LayoutError):
        return Answer("doubted", "layout", failure.message)
    sides = isinstance(failure, KindError) and failure.message.startswith("the sides") and not guessed
    if isinstance(failure, KindError) and sides and {failure.left, failure.right} <= {"row", "col", "mat", "num"}:
        return Answer("doubted", "kind", failure.message)
    if failure is not None:
        return unable(failure.code, failure.message, failure.remedy)
    if clash is not None:
        return (
            Answer("doubted", "shape", clash.message) if clash.clear and not guessed else unable("kind", clash.message)
        )
    return unable("syntax")


def _weighed(reads: list[tuple[Mapping[str, str], Read]], seed: int, deadline: float, scope: Scope) -> Answer:
    """Try every reading; they must agree."""
    outcomes: list[tuple[Read, Outcome]] = []
    for _, read in reads:
        outcomes.append((read, run_trials(read.relation, read.plan, seed, deadline)))
        if len({outcome.state for _, outcome in outcomes}) > 1:
            break
    states = {outcome.state for _, outcome in outcomes}
    read, outcome = outcomes[0]
    if states == {"agrees"}:
        shortened = next((name for _, one in reads for name in _of_compound_size(one)), "")
        if shortened:
            return unable("undeclared", f"the length of {shortened} is not declared", f"add `% let {shortened}: n`")
        loose = _only_of_distributions([one for _, one in reads], seed, deadline)
        if loose:
            return unable("chance", f"nothing says that {loose} sums to one", f"say “${loose}$ is a distribution”")
        answer = described(Answer("verified"), read, outcome, seed)
        if all(holds_exactly(one.relation, one.plan, seed) for one, _ in outcomes):
            answer.verdict = "verified-exact"
            answer.evidence["exact"] = "equal modulo 2^61-1 at random points; an error has a chance below 1e-16"
        return answer
    if states == {"differs"}:
        return held_against(read, outcome, seed, deadline, scope)
    if states == {"agrees", "differs"}:
        return _two_readings(reads, outcomes, seed)
    first = next(outcome for _, outcome in outcomes if outcome.state in {"failed", "between"})
    return unable(first.code or "between", first.message)


def _of_compound_size(read: Read) -> list[str]:
    """List undeclared arrays to which only a sum's bound gives a size such as d - 1, which may be the slip."""
    sizes = {name: read.el.resolved(ty).dims for name, ty in read.el.guessed.items()}
    return [name for name, dims in sizes.items() if any("-" in str(dim) for dim in dims)]


def _only_of_distributions(reads: list[Read], seed: int, deadline: float) -> str:
    """Return an array that is taken for a distribution without a word, if the statement fails for positive arrays."""
    for read in reads:
        names = [name for name in unsummed(read.el) if name in read.plan.symbols]
        symbols = {name: read.plan.symbols[name] for name in names}
        loose = {name: replace(one, props=one.props - {"probability"} | {"positive"}) for name, one in symbols.items()}
        plan = replace(read.plan, symbols={**read.plan.symbols, **loose})
        if names and run_trials(read.relation, plan, seed, deadline).state != "agrees":
            return names[0]
    return ""


def _two_readings(
    reads: list[tuple[Mapping[str, str], Read]], outcomes: list[tuple[Read, Outcome]], seed: int,
) -> Answer:  # fmt: skip
    choices = reads[0][0]
    if all(key.startswith("reach ") for key in choices) and outcomes[0][1].state == "agrees":
        return described(Answer("verified"), *outcomes[0], seed)
    undeclared = sorted(name for name in outcomes[0][0].el.guessed)
    if undeclared:
        return unable("undeclared", f"{undeclared[0]} is not declared", declaration_of(outcomes[0][0]))
    return Answer("ambiguous", "ambiguous", "it holds under one reading and fails under another")

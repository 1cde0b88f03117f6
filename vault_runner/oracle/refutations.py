"""What is held against a note whose sides differ: a refutation, a doubt, or nothing, by the gates."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.arbitrary import CURVES, UNDERSTOOD
from vault_runner.oracle.declared_by_use import declared_by_use
from vault_runner.oracle.digits import differs_in_digits
from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.free_inputs import are_inputs
from vault_runner.oracle.guesses import undrawn
from vault_runner.oracle.other_laws import with_other_laws
from vault_runner.oracle.properties import VOCABULARIES
from vault_runner.oracle.said_of_all import said_of_all
from vault_runner.oracle.sampling import Trial, one_trial
from vault_runner.oracle.scope import Scope
from vault_runner.oracle.stated_laws import laws_unread
from vault_runner.oracle.stated_models import models_of
from vault_runner.oracle.strain import Outcome
from vault_runner.oracle.terms import BOOL, NUM, Term
from vault_runner.oracle.told import Read, described, replace_trials, shown
from vault_runner.oracle.trials import run_trials
from vault_runner.oracle.verdicts import Answer, unable

MARGIN = 0.005
"""By how much sides must differ, relative to their size, before it is held against a note."""


def declaration_of(read: Read) -> str:
    """Return the annotation that declares the first undeclared name of a reading."""
    name = next(iter(sorted(read.el.guessed)))
    ty = read.el.resolved(read.el.guessed[name])
    sizes = " ".join(str(dim).replace("?", "n") for dim in ty.dims)
    return f"add `% let {name}: {sizes or 'number'}`"


def _counted(read: Read, scope: Scope) -> set[str]:
    """Return the names that a noun phrase declares, as “two vectors” does x and y: as many as it counts."""
    phrased = {flag.split()[1] for flag in read.el.flags if flag.startswith("phrased ")}
    phrased -= {name for name in phrased if f"random {name}" in read.el.flags}  # a mean took it for a number
    arrays = all(kind != "num" for kind, _ in scope.phrases)  # “the number of elements” declares none
    fits = arrays and len(phrased) == sum(count for _, count in scope.phrases)
    return phrased if fits and phrased == set(read.el.guessed) else set()


def held_against(read: Read, outcome: Outcome, seed: int, deadline: float, scope: Scope) -> Answer:
    """Form a refutation or a doubt, by the gates."""
    layout = read.el.flags & {"layout"} and not scope.options.get("layout")
    unsure = sorted(name for name, symbol in read.plan.symbols.items() if not symbol.sure)
    unsure += undrawn(read)
    unsure += sorted(flag.split()[1] for flag in read.el.flags if flag.startswith("taken "))
    unsure += sorted(name for name, ty in read.el.guessed.items() if ty == BOOL and name not in unsure)
    known = _counted(read, scope) | declared_by_use(read, scope) | models_of(read, scope)
    unsure = [name for name in unsure if name not in known]
    worst = max(outcome.trials, key=lambda trial: trial.error)
    lawless = laws_unread(scope, read.plan.chance)
    if lawless:
        return unable("chance", f"the law of {lawless[0]} is stated in a form that is not read")
    if any(count < 0 for _, count in scope.phrases) and any(flag.startswith("phrased ") for flag in read.el.flags):
        return unable("undeclared", "what has no name here is described by more words than were read")
    if _holds_otherwise(read, seed, deadline):
        return unable("convention", "it holds where the law has its other usual parameter")
    if layout and _holds_transposed(read, seed, deadline):
        answer = Answer("doubted", "layout", "it holds in the other layout of derivatives")
    elif unsure:
        names = unsure
        inputs = are_inputs(scope, names)
        general = said_of_all(read, scope, names) and not _unknown_properties(read)
        forced = inputs or general or "forced" in read.el.flags or _turning(read)
        if not forced or "garbled" in scope.options or (only_names(read) and not inputs):
            blocked = unable(
                "undeclared", f"{names[0]} is not declared", declaration_of(read) if read.el.guessed else ""
            )
            blocked.evidence = {"counterexample": worst.values}
            return blocked
        answer = Answer("doubted", "undeclared", f"{names[0]} is not declared, and the sides differ")
    elif _unknown_properties(read):
        answer = Answer(
            "doubted", "unread", f"the sides differ, unless “{_unknown_properties(read)[0]}” says otherwise"
        )
    elif scope.doubts:
        answer = Answer("doubted", "unread", f"the sides differ, unless “{scope.doubts[0]}” says otherwise")
    elif not _confirmed(read, outcome, worst, seed):
        answer = Answer("doubted", "between", "the sides differ by little, or only in floating point")
    else:
        answer = Answer("refuted", "", "the sides differ")
    answer = described(answer, read, replace_trials(outcome, worst), seed)
    small = smallest(read, seed, deadline)
    chosen = small or worst
    answer.counterexample = {
        "small": small is not None, "trial": chosen.number, "sizes": chosen.sizes, "values": chosen.values,
        "left": shown(chosen.left), "right": shown(chosen.right),
    }  # fmt: skip
    answer.found, answer.expected = shown(chosen.left), shown(chosen.right)
    return answer


_ANGLES = frozenset({"sin", "cos", "tan"})


def _turning(read: Read) -> bool:
    """Tell whether all that is undeclared are angles of a matrix written out, as the θ of a rotation."""
    sides = (read.relation.left, read.relation.right)
    if not read.el.guessed or any(side.ty.kind != "mat" for side in sides):
        return False
    turned = {one.text for side in sides for part in side.walk() if part.text in _ANGLES for one in part.walk()}
    both = [{part.text for part in side.walk()} for side in sides]
    return all(ty == NUM and name in turned & both[0] & both[1] for name, ty in read.el.guessed.items())


def only_names(read: Read) -> bool:
    """Tell whether a side holds undeclared names alone that the other lacks: it may say what they are, cos θ = ….

    An order between undeclared names may be a condition, “until |∇f(x)| < ε”, or hold for some constant alone.
    """
    known = {*read.el.guessed, *read.plan.symbols}
    left, right = ({part.text for part in side.walk()} & known for side in (read.relation.left, read.relation.right))
    free = {name for name, ty in read.el.guessed.items() if ty != BOOL}
    if read.relation.kind not in {"=", "==="}:
        constants = any(read.el.guessed[name] == NUM for name in (left ^ right) & free)
        zero = any(side.op == "const" and not side.number for side in (read.relation.left, read.relation.right))
        return constants or (not left & right and left | right <= free and not zero)
    if any(read.el.guessed[name].kind == "fun" for name in (left ^ right) & free):
        return True
    return any(one and one <= free and one - other for one, other in ((left, right), (right, left)))


def _confirmed(read: Read, outcome: Outcome, worst: Trial, seed: int) -> bool:
    """Tell whether the counterexample stands: a wide margin, and the same in many digits where they can be had."""
    if read.relation.kind == "!=":
        return True
    again = differs_in_digits(read.relation, read.plan, seed, worst.number, small=False)
    clear = sum(trial.error > MARGIN for trial in outcome.trials)
    orders = read.relation.kind not in {"=", "==="}
    return again is not False and (clear > 1 or (worst.error > MARGIN and (bool(again) or orders)))


_SAMPLED_ELSEWHERE = UNDERSTOOD | {
    "iid", "independent", "zero-mean", "unit-variance", "gaussian", "standard-gaussian", "square", "differentiable",
}  # fmt: skip


def _unknown_properties(read: Read) -> list[str]:
    """List the properties of the symbols that no sampler makes."""
    found = []
    for symbol in read.plan.symbols.values():
        kind = symbol.ty.kind if symbol.ty is not None else "num"
        if kind == "fam" and symbol.ty is not None:
            kind = symbol.ty.parts[0].kind
        if kind == "fun" and symbol.ty is not None and symbol.ty.parts[-1:] and symbol.ty.parts[-1].kind == "mat":
            found += sorted(symbol.props - _SAMPLED_ELSEWHERE - set(CURVES))
            continue
        found += sorted(symbol.props - _SAMPLED_ELSEWHERE - set(VOCABULARIES.get(kind, {})))
    return found


def _holds_otherwise(read: Read, seed: int, deadline: float) -> bool:
    """Tell whether a relation holds where `Geom(p)` counts failures, or `Exp(θ)` has the mean θ."""
    plan = with_other_laws(read.plan)
    if plan is None:
        return False
    try:
        return run_trials(read.relation, plan, seed, deadline).state == "agrees"
    except ValueError:
        return False


def _holds_transposed(read: Read, seed: int, deadline: float) -> bool:
    relation = read.relation
    if relation.left.ty.kind != "mat":
        return False
    turned = Term("transpose", (relation.left,), "", relation.left.ty)
    try:
        outcome = run_trials(replace(relation, left=turned), read.plan, seed, deadline)
    except ValueError:
        return False
    return outcome.state == "agrees"


def smallest(read: Read, seed: int, deadline: float) -> Trial | None:
    """Search a counterexample of sizes two and one-digit values."""
    for number in range(1, 13):
        try:
            trial = one_trial(read.relation, read.plan, seed, number, deadline, small=True)
        except (EvaluationError, ValueError, IndexError):
            continue
        if trial.error > 0.01:  # noqa: PLR2004 - a difference that a person sees
            return trial
    return None

"""Trials: both sides of a relation evaluated in random worlds, and what the errors say."""

from __future__ import annotations

import numpy as np

from vault_runner.oracle import late
from vault_runner.oracle.boundary import STRICT, arbitrary_functions, has_weak_form
from vault_runner.oracle.errors_of import AGREES, AGREES_ROUGHLY, DIFFERS, FLOOR, Relation, is_rough
from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.sampling import Trial, one_trial
from vault_runner.oracle.strain import ORDERS, Outcome, at_the_edge, downhill, in_extremes
from vault_runner.oracle.syntax import TRIPLE
from vault_runner.oracle.worlds import Plan

TRIALS = 8
INEQUALITY_TRIALS = 40
OPTIMUM_TRIALS = 12
"""An extremum is missing for one sign of a number: few samples might all have the other."""
GUARDED_TRIALS = 32
"""A condition on numbers invites a formula that holds in one part of what it allows and not in another."""
MOST_TRIALS = 48
MOST_REJECTIONS = 50
MOST_MISSING = 2
"""Samples without the extremum that is spoken of, after which no more are tried."""
UNBENT = "an extremum isn't reached everywhere: nothing says that what is minimised bends upwards"
SELDOM = 3
"""Of this many rough trials more than one has to be clearly wrong."""
MOST_LOPSIDED = 4
"""Of this many good points one may be bad on one side only."""


def run_trials(relation: Relation, plan: Plan, seed: int, deadline: float) -> Outcome:
    """Compare both sides in as many worlds as the relation needs."""
    needed = TRIALS if relation.kind in {"=", "!="} else INEQUALITY_TRIALS
    rough = is_rough(relation.left, relation.right) or any(kind == "=" for _, kind, _ in plan.assumed)
    needed = needed // 2 if rough else needed
    needed = max(needed, OPTIMUM_TRIALS) if relation.kind == "=" and _optimises(relation) else needed
    needed = max(needed, GUARDED_TRIALS) if _is_guarded(plan) else needed
    tolerance = AGREES_ROUGHLY if rough else AGREES
    outcome = Outcome("agrees", tolerance=tolerance)
    rejected: EvaluationError | None = None
    rejections = number = lopsided = singular = missing = 0
    while len(outcome.trials) < needed and rejections < MOST_REJECTIONS:
        number += 1
        try:
            outcome.trials.append(one_trial(relation, plan, seed, number, deadline))
        except EvaluationError as error:
            rejected, rejections = error, rejections + 1
            lopsided += error.code == "one-sided"
            missing += error.code == "optimum"
            singular += error.code in {"singular", "domain", "one-sided"}
            if error.code in {"too-slow", "too-large", "slow-series", "slow-integral", "undeclared"}:
                break
        if _decided(outcome, relation) or missing > MOST_MISSING or late.now() > deadline:
            break
        if len(outcome.trials) == needed and needed < MOST_TRIALS and _rarely_wrong(outcome, relation):
            needed += TRIALS
    _concluded(outcome, relation, plan, rejected, needed)
    if outcome.state == "agrees":
        _where_defined(outcome, plan, lopsided, singular, missing)
    if outcome.state == "agrees":
        in_extremes(outcome, relation, plan, seed, deadline)
    if outcome.state == "agrees" and relation.kind in STRICT:
        at_the_edge(outcome, relation, plan, seed, deadline)
    if outcome.state == "agrees" and relation.kind in ORDERS:
        downhill(outcome, relation, plan, seed, deadline)
    return outcome


def _where_defined(outcome: Outcome, plan: Plan, lopsided: int, singular: int, missing: int) -> None:
    """Take back an agreement if one side is defined where the other isn't."""
    if missing:
        outcome.state, outcome.code = "failed", "optimum"
        outcome.message = UNBENT
    elif lopsided > len(outcome.trials) // MOST_LOPSIDED:
        outcome.state, outcome.code = "failed", "domain"
        outcome.message = "one side is defined where the other isn't"
    elif singular and has_weak_form(plan):
        outcome.state, outcome.code = "failed", "singular"
        outcome.message = "it is not defined at every sample of the weak form that the note gives"


def _is_guarded(plan: Plan) -> bool:
    """Tell whether numbers and nothing else are sampled, under a condition."""
    kinds = {symbol.ty.kind for symbol in plan.symbols.values() if symbol.ty is not None}
    return bool(plan.guards) and plan.chance is None and kinds <= {"num"}


def _optimises(relation: Relation) -> bool:
    ops = (part.op for side in (relation.left, relation.right) for part in side.walk())
    return any(op.endswith(" over") for op in ops)


def _decided(outcome: Outcome, relation: Relation) -> bool:
    """Three clear differences are enough."""
    wrong = sum(trial.error > DIFFERS for trial in outcome.trials)
    return wrong >= TRIPLE and relation.kind != "!="


def _rarely_wrong(outcome: Outcome, relation: Relation) -> bool:
    """Tell whether a single trial is clearly wrong: it may be wrong on a small part of the domain only."""
    return relation.kind == "=" and sum(trial.error > DIFFERS for trial in outcome.trials) == 1


def _crosses(trials: list[Trial]) -> bool:
    """Tell whether one number is above the other at some points and below it at others."""
    gaps = [np.asarray(trial.left, dtype=float) - np.asarray(trial.right, dtype=float) for trial in trials]
    signs = {float(np.sign(gap)) for gap in gaps if gap.ndim == 0}
    return len(signs) > 1


def _concluded(
    outcome: Outcome, relation: Relation, plan: Plan, rejected: EvaluationError | None, needed: int
) -> Outcome:
    if len(outcome.trials) < min(3, needed):
        outcome.state = "failed"
        outcome.code = rejected.code if rejected else "too-slow"
        outcome.message = rejected.message if rejected else "it takes too long"
        outcome.message = UNBENT if outcome.code == "optimum" else outcome.message
        return outcome
    if relation.kind == "=" and relation.right.op != "const" and all(_is_zero(trial) for trial in outcome.trials):
        outcome.state, outcome.code = "failed", "vacuous"
        outcome.message = "both sides are zero at every point"
        return outcome
    errors = [trial.error for trial in outcome.trials]
    outcome.worst = max(errors)
    if relation.kind == "!=" and (arbitrary_functions(plan) or _crosses(outcome.trials)):
        outcome.state, outcome.code = "failed", "edge"
        outcome.message = "the sides differ at ordinary points, and may meet at a rare one"
        return outcome
    if relation.kind == "!=":
        outcome.state = (
            "agrees" if min(errors) > DIFFERS else "differs" if max(errors) < outcome.tolerance else "between"
        )
        return outcome
    if outcome.worst > DIFFERS:
        clear = sum(error > DIFFERS for error in errors)
        # A derivative by differences is far off where it changes quickly; what is false differs nearly everywhere.
        seldom = outcome.tolerance == AGREES_ROUGHLY and clear * SELDOM < len(errors)
        sure = relation.kind not in {"=", "==="} or (clear > 1 and not seldom)
        outcome.state = "differs" if sure else "between"
    elif outcome.worst > outcome.tolerance:
        outcome.state = "between"
    return outcome


def _is_zero(trial: Trial) -> bool:
    return not np.any(np.abs(np.asarray(trial.left, dtype=float)) > FLOOR**4) and trial.error < FLOOR

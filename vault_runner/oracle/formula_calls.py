r"""Values of a function that a note defines, `\text{GDT}(X, Y) = …`, at random arguments, to compare its code with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from vault_runner.oracle.annotations import front_matter
from vault_runner.oracle.evaluate import EvaluationError
from vault_runner.oracle.judge import read_relation
from vault_runner.oracle.macros import read_macros
from vault_runner.oracle.notes import _step, _Walk
from vault_runner.oracle.questions import seed_of
from vault_runner.oracle.reading import all_readings
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.statements import read_formula
from vault_runner.oracle.survey import survey
from vault_runner.oracle.syntax import PAIR, Node, UnreadableError
from vault_runner.oracle.told import Read
from vault_runner.oracle.worlds import make_world

TRIALS, SMALL_TRIALS = 3, 2
MOST_NUMBERS = 50
"""Numbers of one outcome; a run tells no more of a value."""


def sampled_calls(request: Mapping[str, Any], number: int) -> dict[str, Any]:
    """Return arguments and values of the function that an item defines.

    Args:
        request: what `ask` was asked about the note.
        number: which item; a display `f(x) = …` whose arguments are plain names.

    Returns:
        `arguments`, the names; `trials`, each with `inputs` and `output` as nested lists; `declared`, whether the
        note declares each argument; or else `problem`.
    """
    try:
        return _sampled(request, number)
    except UnreadableError as error:
        return {"problem": error.message}
    except (EvaluationError, RecursionError, ArithmeticError, ValueError, TypeError, np.linalg.LinAlgError) as error:
        return {"problem": f"the formula can't be evaluated: {error}"}


def _sampled(request: Mapping[str, Any], number: int) -> dict[str, Any]:
    items = list(request["items"])
    walk = _walked(request, items, number)
    macros = read_macros(str(request.get("macros", "")))
    latex = str(items[number]["text"])
    found = [one for one in read_formula(latex, macros) if one.relations[:1] in {("=",), (":=",)}]
    defined = next((one for one in found if one.members[0].head == "call" and len(one.members[0].args) >= PAIR), None)
    if defined is None:
        return {"problem": "it defines no function by its arguments"}
    names = _arguments(defined.members[0])
    if not all(names):
        return {"problem": "its arguments aren't plain names"}
    read = _read(defined.members[1], walk.scope)
    if read is None:
        return {"problem": "its formula can't be read in one way alone"}
    others = sorted(set(read.plan.symbols) - set(names))
    if others or read.relation.indices:
        return {"problem": f"its formula needs {', '.join(others) or 'an index'} as well"}
    unsure = [name for name, symbol in read.plan.symbols.items() if not symbol.sure]
    trials = [_trial(read, names, seed_of(latex), trial) for trial in range(1, TRIALS + 1)]
    trials += _small_trials(read, names, seed_of(latex))
    return {"arguments": names, "trials": trials, "declared": not unsure and set(names) <= set(read.plan.symbols)}


def _walked(request: Mapping[str, Any], items: list[Mapping[str, Any]], number: int) -> _Walk:
    """Walk over the note up to the item, so that its scope is what the note has declared there."""
    base = Scope()
    front_matter(base, request.get("math") or {})
    walk = _Walk(base, read_macros(str(request.get("macros", ""))), [base.copy()])
    for at, item in enumerate(items[:number]):
        _step(walk, at, item)
    return walk


def _arguments(call: Node) -> list[str]:
    parts = call.args[1].args if len(call.args) == PAIR and call.args[1].head == "tuple" else call.args[1:]
    return [name_of(part) for part in parts]


def _read(body: Node, scope: Scope) -> Read | None:
    facts = survey((body,), scope)
    outcome = all_readings(lambda choices: read_relation(body, "=", body, facts.scope, choices, facts.calls))
    reads = [read for _, read in outcome.readings if isinstance(read, Read)]
    return reads[0] if len(reads) == 1 else None


def _small_trials(read: Read, names: list[str], seed: int) -> list[dict[str, Any]]:
    """Return trials of sizes of two and one-digit values, which people can follow; none where they meet no domain."""
    try:
        return [_trial(read, names, seed, trial, small=True) for trial in range(1, SMALL_TRIALS + 1)]
    except (EvaluationError, ArithmeticError, ValueError):
        return []


def _trial(read: Read, names: list[str], seed: int, number: int, *, small: bool = False) -> dict[str, Any]:
    with np.errstate(all="ignore"):
        world = make_world(read.plan, seed, number, small=small)
        output = world.evaluator()(read.relation.left)
    inputs = [world.values.get(name) for name in names]
    if any(value is None or callable(value) for value in inputs):
        raise EvaluationError("unsupported", "an argument is no array")
    if np.iscomplexobj(output) or not np.all(np.isfinite(output)) or np.size(output) > MOST_NUMBERS:
        raise EvaluationError("domain", "its value is no small array of numbers")
    plain = [np.asarray(value, dtype=float).tolist() for value in inputs]
    return {"inputs": plain, "output": np.asarray(output, dtype=float).tolist()}

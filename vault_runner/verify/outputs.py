"""Judge the outputs that comments expect (`# [Out]: …`, `# => …`) against the values that a run observed."""

from __future__ import annotations

import ast
import json
import math
import re
from collections.abc import Sequence
from typing import TypeAlias

from vault_runner.model import Claim, NotePlan, Observation, Result, SessionRun, Verdict

RTOL, ATOL = 1e-4, 1e-6
"""Authors paste what was printed: four decimals for a tensor. Closer than that is agreement."""
Plain: TypeAlias = "bool | int | float | str | list[Plain] | None"

_CHANCE = re.compile(
    r"rand|shuffle|sample|dropout|\bnn\.|\binit\b|choice|permut|normal_|uniform|time|uuid|\bid\(", re.IGNORECASE
)
_LABEL = re.compile(
    r"^\s*#*\s*(?:\[Out(?:put)?\d*\]|Out(?:put)?(?:\[\d*\])?|输出|结果|=>|->|→)\s*[:：]?\s*", re.IGNORECASE
)
_WRAPPERS = re.compile(r"^(?:torch\.Size|tensor|array|np\.array|torch\.tensor)\((.*)\)$", re.DOTALL)
_KEYWORDS = re.compile(r",\s*(?:dtype|device|grad_fn|requires_grad)=[^,()\[\]]*(?:\([^()]*\))?\s*$")


def judge_outputs(plan: NotePlan, runs: Sequence[SessionRun]) -> tuple[Verdict, ...]:
    """Return a verdict for each expected output of the note's code."""
    results = {result.block: result for run in runs for result in run.results if result.path == plan.note.path}
    chancy = _chancy_blocks(plan)
    claims = (claim for claim in plan.note.claims if claim.kind == "output" and claim.block)
    return tuple(_judge(claim, results.get(claim.block), chancy=claim.block in chancy) for claim in claims)


def _chancy_blocks(plan: NotePlan) -> frozenset[str]:
    """Return the blocks whose values may hang on chance: something random stands in or above them."""
    found = []
    for session in plan.sessions:
        drawn = False
        for step in session.steps:
            drawn = drawn or _CHANCE.search(step.source) is not None
            if drawn:
                found.append(step.block.id)
    return frozenset(found)


def _judge(claim: Claim, result: Result | None, *, chancy: bool) -> Verdict:
    if result is None:
        return Verdict(claim, "not-checkable", "the block did not run; tag it with `run`")
    observations = result.observations
    expected = read_expected(claim.text)
    observed = _shown_values([each for each in observations if each.line <= claim.line <= each.end_line])
    if expected is _UNREAD or len(observed) != 1 or not observed[0].value:
        return Verdict(claim, "not-checkable", "no value that could be compared with it")
    found: Plain = json.loads(observed[0].value)
    if agrees(expected, found):
        return Verdict(claim, "verified", "", claim.text, observed[0].value)
    if not comparable(expected, found):
        return Verdict(claim, "not-checkable", "it is another kind of thing than the value")
    if chancy and observed[0].type != "Size":
        return Verdict(claim, "not-checkable", "the value hangs on chance, and other draws were pasted")
    name = observed[0].name or "the value"
    says, shown = _stated(claim.text), _shown(found, _stated(claim.text))
    return Verdict(claim, "refuted", f"{name}: says {says}, is {shown}", says, shown)


def _shown_values(observed: list[Observation]) -> list[Observation]:
    """Keep what would be shown: several statements of one line show the value of the last expression."""
    return [each for each in observed if not each.name][-1:] or observed


_UNREAD: Plain = "\x00unread"


def read_expected(text: str) -> Plain:
    """Read the value in a comment such as `[Out]: (4, 5, 3)`; a marker value if there is none."""
    stated = _stated(text)
    wrapped = _WRAPPERS.match(stated)
    if wrapped:
        stated = _KEYWORDS.sub("", wrapped[1])
    try:
        return _plain(ast.literal_eval(stated))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return _UNREAD


def comparable(expected: Plain, found: Plain) -> bool:
    """Tell whether two values are of one kind, so that a difference means something."""
    if isinstance(expected, list) and isinstance(found, list):
        return _depth(expected) == _depth(found)
    numbers = (bool, int, float)
    return isinstance(expected, numbers) and isinstance(found, numbers)


def agrees(expected: Plain, found: Plain) -> bool:
    """Tell whether two values are equal, numbers within the tolerance of what is printed."""
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(agrees, expected, found))
    if isinstance(expected, bool) or isinstance(found, bool) or isinstance(expected, str):
        return expected is found or (isinstance(expected, str) and expected == found)
    if isinstance(expected, (int, float)) and isinstance(found, (int, float)):
        if isinstance(expected, int) and isinstance(found, int):
            return expected == found
        return math.isclose(expected, found, rel_tol=RTOL, abs_tol=ATOL)
    return expected is None and found is None


def _stated(text: str) -> str:
    return _LABEL.sub("", text).strip()


def _shown(found: Plain, like: str) -> str:
    """Write a value in the brackets that the note uses."""
    written = json.dumps(found, ensure_ascii=False)
    if like.startswith("(") and isinstance(found, list):
        return f"({written[1:-1]})"
    return written


def _depth(value: Plain) -> int:
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    raise ValueError("not a plain value")

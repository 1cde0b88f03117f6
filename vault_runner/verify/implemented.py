"""What code gave for a formula's arguments, compared with what the formula gives; formed outside the note's process."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vault_runner.model import Verdict, VerdictStatus
from vault_runner.verify.implementing import Link

AGREES, DIFFERS = 1e-4, 1e-2
"""Relative to the largest number: below the one they agree, since code may compute in float32; above the other not."""


def with_code(verdict: Verdict, link: Link, calls: Mapping[str, Any], values: Sequence[object]) -> Verdict:
    """Return the verdict on a defining formula with what its code says of it.

    Args:
        verdict: What was found about the formula so far.
        link: The function, and how it is bound to the formula.
        calls: The formula's arguments and values, as the engine sampled them.
        values: What the code gave, trial by trial; None where it gave no numbers.
    """
    trials = calls["trials"]
    errors = [_error(trial["output"], value) for trial, value in zip(trials, values, strict=False)]
    place = f"`{link.function}` of line {link.line}"
    if not errors or any(error is None for error in errors):
        return _noted(verdict, link, f"{place} could not be compared with it: it gave no numbers of this shape")
    error = max(error or 0.0 for error in errors)
    if error < AGREES:
        said = f"{place} gives the same at {len(errors)} random arguments"
        return _noted(verdict, link, said, (("code agrees", f"worst error {error:.3g}"),))
    if error < DIFFERS:
        return _noted(verdict, link, f"{place} gives nearly the same; too near to tell")
    if not (link.explicit or calls.get("declared")):
        return _noted(verdict, link, f"{place} gives other numbers, but its arguments are nowhere declared")
    # The last trials are the smallest ones, which people can follow.
    shown = max(at for at, found in enumerate(errors) if (found or 0.0) >= DIFFERS)
    return _against(verdict, link, calls, trials[shown], values[shown])


def _against(
    verdict: Verdict, link: Link, calls: Mapping[str, Any], trial: Mapping[str, Any], value: object
) -> Verdict:
    sure = link.explicit and bool(calls.get("declared"))
    inputs = dict(zip(calls["arguments"], trial["inputs"], strict=True))
    reason = f"`{link.function}` of line {link.line} computes something else"
    evidence = (
        *((key, value) for key, value in verdict.evidence if key not in {"code", "values"}),
        ("code", "code"),
        ("values", json.dumps(inputs)),
        ("linked", "by `implements`" if link.explicit else "by its name alone"),
    )
    status: VerdictStatus = "refuted" if sure else "doubted"
    return Verdict(
        verdict.claim, status, reason, json.dumps(_rounded(trial["output"])), json.dumps(_rounded(value)), evidence
    )


def _noted(verdict: Verdict, link: Link, said: str, more: tuple[tuple[str, str], ...] = ()) -> Verdict:
    reason = "; ".join(part for part in (verdict.reason, said) if part)
    linked = ("linked", "by `implements`" if link.explicit else "by its name alone")
    evidence = (*verdict.evidence, linked, *more)
    return Verdict(verdict.claim, verdict.status, reason, verdict.expected, verdict.found, evidence)


def _error(formula: object, code: object) -> float | None:
    """Return the largest difference, relative to the largest number; None if the two are not of one shape."""
    one, other = list(_numbers(formula)), list(_numbers(code))
    if len(one) != len(other) or any(math.isnan(number) for number in other) or _shape(formula) != _shape(code):
        return None
    scale = max(1.0, *(abs(number) for number in one)) if one else 1.0
    return max((abs(a - b) / scale for a, b in zip(one, other, strict=True)), default=0.0)


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, list):
        for part in value:
            yield from _numbers(part)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield float(value)
    else:
        yield math.nan


def _shape(value: object) -> tuple[int, ...]:
    """Return the shape of nested lists; a single number in brackets counts as a number."""
    shape: list[int] = []
    while isinstance(value, list):
        shape.append(len(value))
        value = value[0] if value else None
    return tuple(size for size in shape if size != 1)


def _rounded(value: object) -> object:
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return round(value, 6) if isinstance(value, float) else value

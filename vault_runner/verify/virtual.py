"""What is said of blocks that ran on virtual devices, and what a virtual run can't refute. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vault_runner.model import Finding, NotePlan, Result, SessionRun, Span, Step, Verdict

_WAYS = {"h2d": "to the device", "d2h": "back", "d2d": "between devices"}
_SEEN = {"value": "values on the CPU", "shape": "shapes and devices"}
_UNITS = ("B", "kB", "MB", "GB", "TB")
_THOUSAND = 1000


def without_guesses(verdicts: Iterable[Verdict], runs: Sequence[SessionRun]) -> tuple[Verdict, ...]:
    """Return the verdicts without refutations that hang on values of a virtual run.

    A device counts its memory, its name, its time and its roundings as it will; a shape is the same everywhere.
    """
    virtual = {result.block for run in runs for result in run.results if result.mode != "real"}
    return tuple(_softened(verdict) if verdict.claim.block in virtual else verdict for verdict in verdicts)


def _softened(verdict: Verdict) -> Verdict:
    is_value = verdict.claim.kind == "output" and "Size" not in verdict.claim.text
    if verdict.status != "refuted" or not is_value:
        return verdict
    return replace(
        verdict, status="not-checkable", reason=f"without the device it is {verdict.found}, and may differ there"
    )


def judge_virtual(plan: NotePlan, results: Sequence[Result]) -> list[Finding]:
    """Return a hint for each stretch of blocks that was verified without the device, and for each that was not."""
    steps = {step.block.id: step for step in plan.steps}
    findings = []
    before = ""
    for number, result in enumerate(results):
        step = steps[result.block]
        if result.mode != "real" and result.status == "ok" and result.mode != before:
            findings.append(_hint(plan, step, "VRX008", _verified(result, results[number:])))
        elif result.mode != "real" and result.status == "not-run" and result.because.startswith("verified"):
            message = f"without the device {result.because}"
            findings.append(_hint(plan, step, "VRX009", message, "run it where the device is"))
        elif _stayed(step, result):
            kind = step.options.device
            message = (
                f"`device: {kind}` is set, and nothing of this block was on it: it ran on {result.device or 'cpu'}"
            )
            findings.append(_hint(plan, step, "VRX012", message))
        before = result.mode
        if result.mode != "real" and step.block.region is not None:
            findings.append(_kept(plan, step, result))
    return findings


def _stayed(step: Step, result: Result) -> bool:
    """Tell whether a block that names an accelerator ran for real without it."""
    kind = step.options.device.partition(":")[0]
    named = kind not in ("", "auto", "cpu")
    return named and result.mode == "real" and result.status == "ok" and result.device.partition(":")[0] != kind


def _verified(result: Result, following: Sequence[Result]) -> str:
    stretch = [each for each in following if each.mode == result.mode]
    moved = stretch[-1].moved
    copies = ", ".join(
        f"{times} {'copy' if times == 1 else 'copies'} {_WAYS[way]} ({_size(size)})" for way, times, size in moved
    )
    many = len(stretch)
    blocks = f"this block and {many - 1} more" if many > 1 else "this block"
    return f"verified without the device: {_SEEN[result.mode]} of {blocks}" + (f"; {copies}" if copies else "")


def _size(count: int) -> str:
    amount, unit = float(count), 0
    while amount >= _THOUSAND and unit < len(_UNITS) - 1:
        amount, unit = amount / _THOUSAND, unit + 1
    return f"{amount:.3g} {_UNITS[unit]}"


def _kept(plan: NotePlan, step: Step, result: Result) -> Finding:
    """Say of an output that it was kept: the same key means the same code, and that code needs the device."""
    region = step.block.region
    kind = (
        result.device.partition(":")[0] if result.device not in ("", "cpu") else step.options.device.partition(":")[0]
    )
    device = kind if kind not in ("", "auto", "cpu") else "its device"
    if region is not None and region.key == result.key:
        return _hint(plan, step, "VRX011", f"the output below was made on {device} and is kept")
    message = f"the output below was made on {device} by other code and is kept"
    return _hint(plan, step, "VRX011", message, f"renew it with `vault-run run` where {device} is")


def _hint(plan: NotePlan, step: Step, rule: str, message: str, remedy: str = "") -> Finding:
    span = step.block.span
    return Finding(plan.note.path, Span(span.start, span.end), rule, "info", message, remedy)

"""Judge how blocks ended: one finding for each root cause, placed at the line that failed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.model import Failure, Finding, NotePlan, Result, SessionRun, Severity, Span, Step
from vault_runner.verify.virtual import judge_virtual

_UNLOADABLE = frozenset({"ImportError", "OSError"})
_IMPORTED = lazy_pattern(r"\s*(?:import|from)\s+(?P<name>\w+)")
_RULE_OF_STATUS = {"failed": "VRX001", "timed-out": "VRX002", "crashed": "VRX003"}


def judge_runs(plan: NotePlan, runs: Sequence[SessionRun]) -> tuple[Finding, ...]:
    """Return what the runs of one note say about it.

    A block that was not run because an earlier one failed gives no finding of its own: the earlier one
    does, and counts those that it took along.
    """
    steps = {step.block.id: step for step in plan.steps}
    results = [result for run in runs for result in run.results if result.path == plan.note.path]
    found = [finding for result in results for finding in _judge(plan, steps[result.block], result, results)]
    found += _held_up(plan, steps, results)
    for run in runs:
        found += judge_virtual(plan, [result for result in run.results if result.path == plan.note.path])
    return tuple(sorted(found, key=lambda finding: finding.span.start))


def _held_up(plan: NotePlan, steps: Mapping[str, Step], results: Sequence[Result]) -> list[Finding]:
    """Return one finding for the blocks that did not run because of another note, which is judged by itself."""
    held = [result for result in results if result.status == "not-run" and "[[" in result.because]
    if not held:
        return []
    message = held[0].because + (f" ({len(held) - 1} more of this note)" if len(held) > 1 else "")
    return [_finding(plan, steps[held[0].block], "VRX007", message, remedy="mend the other note first")]


def missing_packages(runs: Iterable[SessionRun]) -> dict[str, tuple[str, ...]]:
    """Return each package that a block missed, with the notes that miss it."""
    missed: dict[str, list[str]] = defaultdict(list)
    for run in runs:
        for result in run.results:
            package = _missing_package(result)
            if package and result.path not in missed[package]:
                missed[package].append(result.path)
    return {package: tuple(paths) for package, paths in sorted(missed.items())}


def _judge(plan: NotePlan, step: Step, result: Result, results: Sequence[Result]) -> Iterator[Finding]:
    for notice in result.notices:
        yield _finding(plan, step, notice.rule, notice.message, remedy=notice.remedy, severity="warning")
    # What is expected to be wrong is judged with the claims beside it, by `judge_expectations`.
    if result.status in _RULE_OF_STATUS and not step.options.expect:
        yield _root_cause(plan, step, result, results)


def _root_cause(plan: NotePlan, step: Step, result: Result, results: Sequence[Result]) -> Finding:
    package = _missing_package(result)
    rule = "VRX004" if package else _RULE_OF_STATUS[result.status]
    line = _failing_line(result) or step.block.line
    message = (result.because or _sentence(result)).removesuffix(f" (line {line})")
    followers = sum(1 for other in results if other.status == "not-run" and other.because.endswith(f"line {line}"))
    if followers:
        message += f" ({followers} more block{'s' if followers > 1 else ''} not run because of it)"
    remedy = f"install `{package}` where the notes' python finds it" if package else result.remedy
    if broken := _broken_package(result):
        remedy = f"`{broken}` is installed but can't be loaded: install it anew where the notes' python finds it"
    return _finding(plan, step, rule, message, remedy=remedy, line=line)


def _sentence(result: Result) -> str:
    failure = _failure(result)
    return f"{failure.ename}: {failure.evalue}".rstrip(": ") if failure else f"the block {result.status}"


def _failure(result: Result) -> Failure | None:
    return next((output for output in reversed(result.outputs) if isinstance(output, Failure)), None)


def _failing_line(result: Result) -> int:
    """Return the innermost line of the note's own code in the traceback, 0 if there is none."""
    failure = _failure(result)
    lines = [frame.line for frame in failure.traceback if frame.path == result.path] if failure else []
    return lines[-1] if lines else 0


def _missing_package(result: Result) -> str:
    failure = _failure(result)
    if result.status != "failed" or failure is None or failure.ename != "ModuleNotFoundError":
        return ""
    quoted = failure.evalue.split("'")
    return quoted[1].split(".")[0] if len(quoted) > 1 else ""


def _broken_package(result: Result) -> str:
    """Return the installed package that failed while the note's own line imported it, empty if that isn't so."""
    failure = _failure(result)
    if result.status != "failed" or failure is None or failure.ename not in _UNLOADABLE or not failure.traceback:
        return ""
    own = [frame for frame in failure.traceback if frame.path == result.path]
    package = failure.traceback[-1].path.partition("/")[0]
    imported = _IMPORTED.match(own[-1].code) if own else None
    return package if imported is not None and imported["name"] == package else ""


def _finding(
    plan: NotePlan,
    step: Step,
    rule: str,
    message: str,
    *,
    remedy: str = "",
    severity: Severity = "error",
    line: int = 0,
) -> Finding:
    lines = plan.note.lines
    first = line or step.block.line
    span = Span(lines.start(first), lines.start(first)) if line else Span(step.block.span.start, step.block.span.end)
    return Finding(plan.note.path, span, rule, severity, message, remedy)

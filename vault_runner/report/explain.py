"""How vault-runner read one line of a note and what came of it: its block, and the statements made there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from vault_runner.config import Config
from vault_runner.model import Block, Container, Observation, Result, Session, Skip, Step, Verdict
from vault_runner.model.prose_forms import PROSE_FORMS
from vault_runner.pipeline import NoteOutcome
from vault_runner.plan.origins import origins
from vault_runner.report.defuse import log_line, one_line
from vault_runner.report.explain_equation import by_engine, explain_equation

REPAIRS = ("VRX110", "VRX111", "VRX112", "VRX113")
SHORT = 100
HowRead: TypeAlias = Callable[[Sequence[str]], Sequence[Mapping[str, str]]]


def unread(_formulas: Sequence[str]) -> Sequence[Mapping[str, str]]:
    """Tell nothing of how formulas are read."""
    return ()


def explain_line(outcome: NoteOutcome, line: int, config: Config, how_read: HowRead = unread) -> Iterator[str]:
    """Yield the lines that explain `line` of a note; where it holds nothing, which lines do.

    Args:
        outcome: What became of the note.
        line: The line, from 1.
        config: The vault's settings.
        how_read: Tells of formulas how the equation engine reads them.
    """
    note = outcome.note
    block = next((block for block in note.blocks if block.line <= line <= _last_line(outcome, block)), None)
    verdicts = _verdicts_at(outcome, line)
    formulas = [verdict for verdict in verdicts if by_engine(verdict) and verdict.claim.form not in PROSE_FORMS]
    reads = dict(zip(map(id, formulas), how_read([one.claim.text for one in formulas]), strict=False))
    told: list[str] = []
    for verdict in verdicts:
        told += _claim(outcome, verdict, reads.get(id(verdict), {}) if by_engine(verdict) else None)
    if block is not None and (not verdicts or line == block.line):
        told += _block(outcome, block, config)
    if not told:
        told += _elsewhere(outcome, line)
    yield from map(log_line, told)


def _verdicts_at(outcome: NoteOutcome, line: int) -> list[Verdict]:
    """Return the verdicts on what a line states; a line of a display stands for all of the display."""
    found = [verdict for verdict in outcome.verdicts if _first_line(outcome, verdict) == line]
    if found:
        return found
    lines = outcome.lines
    shown = [one.span for one in outcome.note.math if one.display]
    here = [span for span in shown if lines.line(span.start) <= line <= lines.line(max(span.start, span.end - 1))]
    return [verdict for verdict in outcome.verdicts if any(span.contains(verdict.claim.span) for span in here)]


def _first_line(outcome: NoteOutcome, verdict: Verdict) -> int:
    return outcome.lines.line(verdict.claim.span.start)


def _last_line(outcome: NoteOutcome, block: Block) -> int:
    """Return the last line of a block and of the output below it."""
    if block.region is None:
        return block.end_line
    return max(block.end_line, outcome.lines.line(max(block.region.span.start, block.region.span.end - 1)))


def _elsewhere(outcome: NoteOutcome, line: int) -> Iterator[str]:
    yield f"{one_line(outcome.path)}:{line}: no block of code and no statement stands here"
    blocks = [str(block.line) for block in outcome.note.blocks]
    claims = sorted({_first_line(outcome, verdict) for verdict in outcome.verdicts})
    yield f"    blocks begin on lines {', '.join(blocks)}" if blocks else "    the note has no blocks"
    if claims:
        yield f"    statements stand on lines {', '.join(map(str, claims))}"


# A block


def _block(outcome: NoteOutcome, block: Block, config: Config) -> Iterator[str]:
    note = outcome.note
    name = f"{one_line(outcome.path)}:{block.line}"
    yield f"{name}: a block of {block.language or 'no language'}, lines {block.line} to {block.end_line}"
    yield f"    {_inside(block.containers)}"
    yield f"    known as `{one_line(block.id)}`; its opening line says `{one_line(block.info)}`"
    found = _step(outcome, block)
    if found is None:
        yield f"    does not run: {_why_not(outcome, block)}"
        return
    session, step = found
    yield "    options:"
    for origin in origins(note, block, config):
        yield f"        {origin.key}: {one_line(str(origin.value))} ({origin.origin})"
    yield from _run(outcome, session, step)
    yield from _names(outcome, session, step)
    yield from _told(outcome, block)
    yield from _observed(outcome, block)


def _inside(containers: Sequence[Container]) -> str:
    chain = [f"{container.name} (line {container.line})" for container in containers]
    return f"inside {', in it '.join(chain)}" if chain else "inside no container"


def _step(outcome: NoteOutcome, block: Block) -> tuple[Session, Step] | None:
    for session in outcome.plan.sessions:
        for step in session.steps:
            if step.path == outcome.path and step.block.id == block.id:
                return session, step
    return None


def _why_not(outcome: NoteOutcome, block: Block) -> str:
    skip: Skip | None = next((skip for skip in outcome.plan.skipped if skip.block.id == block.id), None)
    return one_line(skip.because) if skip else "it is no python"


def _run(outcome: NoteOutcome, session: Session, step: Step) -> Iterator[str]:
    place = session.steps.index(step) + 1
    yield f"    session `{one_line(session.name)}`: block {place} of {len(session.steps)}, seed {session.seed}"
    yield f"    key {step.key}: its code, that of all above it, and the options that change what comes out"
    region = step.block.region
    if region is not None:
        same = "of this key" if region.key == step.key else f"of another key, {region.key}: code changed since"
        yield f"    the output below it is {same}{'' if region.intact else ', and was edited by hand'}"
    result = _result(outcome, step.block)
    if result is None:
        yield "    did not run in this command"
        return
    yield f"    {result.status} in {result.seconds:.3g} s on {result.device}{_origin(result)}"
    if result.because:
        yield f"    because: {one_line(result.because)}"


def _origin(result: Result) -> str:
    if result.cached:
        return ", from the cache: nothing that it depends on has changed"
    return ", run now: nothing was kept for this key, this environment and the files that it reads"


def _result(outcome: NoteOutcome, block: Block) -> Result | None:
    return next((result for result in outcome.results if result.block == block.id), None)


def _names(outcome: NoteOutcome, session: Session, step: Step) -> Iterator[str]:
    """Say which names a block uses, from where, and which it sets."""
    earlier = session.steps[: session.steps.index(step)]
    for name in sorted(step.refs):
        setter = next((other for other in reversed(earlier) if name in other.defs), None)
        if setter is not None:
            where = f"line {setter.block.line}" if setter.path == outcome.path else f"[[{one_line(setter.path)}]]"
            yield f"    uses {name}, set by the block of {where}"
        elif name in session.prelude:
            yield f"    uses {name}, which is bound beforehand, since nothing sets it"
        else:
            yield f"    uses {name}, which nothing above it sets"
    if step.defs:
        yield f"    sets {', '.join(sorted(step.defs))}"


def _told(outcome: NoteOutcome, block: Block) -> Iterator[str]:
    """Yield how the code was read otherwise than it stands, and what was found in it."""
    for finding in outcome.findings:
        if block.span.start <= finding.span.start < block.span.end:
            word = "read otherwise" if finding.rule in REPAIRS else "found"
            line = outcome.lines.line(finding.span.start)
            yield f"    {word}, line {line}: {one_line(finding.message)} [{finding.rule}]"


def _observed(outcome: NoteOutcome, block: Block) -> Iterator[str]:
    result = _result(outcome, block)
    if result is None or not result.observations:
        return
    yield "    observed:"
    for observation in result.observations:
        yield f"        line {observation.line}: {_value(observation)}"


def _value(observation: Observation) -> str:
    parts = [observation.type]
    if observation.shape is not None:
        parts.append(f"shape {observation.shape}")
    parts += [part for part in (observation.dtype, observation.device) if part]
    value = f" = {_shortened(observation.value)}" if observation.value else ""
    return f"{observation.name or 'the value'}: {', '.join(parts)}{value}"


# A claim


def _claim(outcome: NoteOutcome, verdict: Verdict, read: Mapping[str, str] | None) -> Iterator[str]:
    claim, note = verdict.claim, outcome.note
    column = outcome.lines.column(claim.span.start)
    place = f"{one_line(outcome.path)}:{_first_line(outcome, verdict)}:{column}"
    article = "an" if claim.kind[0] in "eo" else "a"
    yield f"{place}: states {article} {claim.kind}, as {claim.form}: {_shortened(claim.text)}"
    if claim.line:
        start, end = note.lines.start(claim.line), note.lines.end(claim.line)
        yield f"    speaks of line {claim.line}: {_shortened(note.text[start:end])}"
    for observation in _of_claim(outcome, verdict):
        yield f"    observed: {_value(observation)}"
    told = _evidence(verdict) if read is None else explain_equation(verdict, read)
    yield from (f"    {line}" for line in told)
    if claim.expect:
        yield f"    expected to be wrong: {one_line(claim.expect)}"
    for finding in outcome.findings:
        if finding.span == claim.span:
            yield f"    told as {finding.severity} [{finding.rule}]"


def _evidence(verdict: Verdict) -> Iterator[str]:
    yield f"verdict: {verdict.status}{f', {one_line(verdict.reason)}' if verdict.reason else ''}"
    if verdict.expected or verdict.found:
        yield f"says {_shortened(verdict.expected) or 'nothing'}, is {_shortened(verdict.found) or 'not known'}"
    for key, value in verdict.evidence:
        yield f"{one_line(key)}: {_shortened(value)}"


def _of_claim(outcome: NoteOutcome, verdict: Verdict) -> list[Observation]:
    """Return what the run saw of the statement that a claim speaks of."""
    claim = verdict.claim
    if not claim.block or not claim.line:
        return []
    results = [result for result in outcome.results if result.block == claim.block]
    observations = (observation for result in results for observation in result.observations)
    return [each for each in observations if each.line <= claim.line <= each.end_line]


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= SHORT else f"{line[:SHORT]}…"

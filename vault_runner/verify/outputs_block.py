"""Judge the output of a whole block, as a fence below it shows it, and the examples of an interpreter session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from vault_runner.model import Claim, Display, Failure, Stream, Verdict
from vault_runner.verify.outputs_doctest import compare_example
from vault_runner.verify.outputs_ran import CHANCE, Ran, not_checkable, refuted, verified
from vault_runner.verify.outputs_shown import Shown
from vault_runner.verify.outputs_text import Difference, compare_text, normal_lines

TRACEBACK_WORD: Final = "Traceback (most recent call last)"
"""Both python and notebooks write it, the one with a colon behind it."""


def judge_fence(claim: Claim, ran: Ran) -> Verdict:
    """Return the verdict for a fence that shows what the block above it gave."""
    texts = list(dict.fromkeys(text for text in _texts(ran) if text.strip()))
    if not texts:
        return not_checkable(claim, "the block shows nothing")
    differences = [compare_text(claim.text, text, timed=ran.timed) for text in texts]
    if TRACEBACK_WORD in claim.text:
        differences = [_with_exception(claim.text, ran, printed="".join(each.text for each in ran.shown))]
    if any(difference.outcome == "same" for difference in differences):
        return verified(claim, texts[0])
    silence = _why_silent(claim, ran, differences[0], texts[0])
    if silence:
        return not_checkable(claim, silence)
    if any(each.chancy and (each.text or each.value) for each in ran.shown):
        return not_checkable(claim, CHANCE)
    return refuted(claim, differences[0], f"the output of line {ran.step.block.line}", texts[0])


def _texts(ran: Ran) -> Iterator[str]:
    """Yield what the block gave: as a notebook shows it, as the interpreter would, and what it ended with."""
    last = ran.shown[-1] if ran.shown else None
    tail = last.value if last and last.kind == "value" else ""
    yield "".join(each.text for each in ran.shown) + tail
    yield "".join(_output(output) for output in ran.result.outputs)
    yield "".join(_interactive(each) for each in ran.shown)
    failure = _failure(ran)
    if failure is not None:
        yield f"{failure.ename}: {failure.evalue}"


def _failure(ran: Ran) -> Failure | None:
    return next((output for output in ran.result.outputs if isinstance(output, Failure)), None)


def _with_exception(stated: str, ran: Ran, *, printed: str) -> Difference:
    """Compare an output that ends with a traceback: what was printed before it, and the exception at its end."""
    failure = _failure(ran)
    if failure is None:
        return Difference("unclear")
    lines = [line for line in stated.split("\n") if line.strip()]
    first = next(place for place, line in enumerate(lines) if TRACEBACK_WORD in line)
    above = [line for line in lines[:first] if not set(line) <= {"-"}]
    before = compare_text("\n".join(above), printed, timed=ran.timed)
    raised = compare_text(lines[-1], f"{failure.ename}: {failure.evalue}")
    if before.outcome != "same":
        return before
    return raised if raised.outcome == "same" else replace(raised, outcome="unclear")


def _output(output: object) -> str:
    match output:
        case Stream(name="stdout", text=text):
            return text
        case Display(text=text):
            return f"{text}\n"
        case _:
            return ""


def _interactive(shown: Shown) -> str:
    """Return what the interpreter would show of a statement: what it printed, and the text of its value."""
    value = f"{shown.value}\n" if shown.kind == "value" and shown.value else ""
    return shown.text + value


def _why_silent(claim: Claim, ran: Ran, difference: Difference, found: str) -> str:
    if difference.outcome != "other":
        return "nothing that could be compared with it for sure"
    if ran.failed:
        return "the block did not end well"
    if not ran.whole or not all(each.whole for each in ran.shown) or _shows_more(ran):
        return "not all that the block shows is text of its own statements"
    if claim.form == "text fence" and (difference.words or not difference.alike):
        return "it may be something else than the output"
    stated, shown = ([line.strip() for line in normal_lines(text)] for text in (claim.text, found))
    parts = range(len(shown) - len(stated) + 1)
    if any(shown[at : at + len(stated)] == stated for at in parts):
        return "it may show a part of the output"
    return ""


def _shows_more(ran: Ran) -> bool:
    """Tell whether something was shown whose text the statements don't tell: `display(…)`, or a long value."""
    displays = sum(isinstance(output, Display) for output in ran.result.outputs)
    last = ran.shown[-1] if ran.shown else None
    return displays > (1 if last and last.kind == "value" and last.value else 0)


def judge_session(claim: Claim, ran: Ran) -> Verdict:
    """Return the verdict for what stands below one prompt."""
    place = next((place for place, each in enumerate(ran.shown) if each.line <= claim.line <= each.end_line), None)
    if place is None:
        return not_checkable(claim, "the example did not run")
    own = [each for each in ran.shown[place:] if each.line == ran.shown[place].line]
    shown = own[-1]
    found = "".join(each.text for each in own) + (shown.value if shown.kind == "value" else "")
    difference = compare_example(_source(ran, shown), claim.text, found, timed=ran.timed)
    if difference.outcome == "same":
        return verified(claim, found)
    if not found.strip() and not (_raises(claim) and not ran.failed):
        return not_checkable(claim, "the example shows nothing, or was not reached")
    if difference.outcome != "other" or not ran.whole or not shown.whole:
        return not_checkable(claim, "nothing that could be compared with it for sure")
    if any(each.chancy for each in own):
        return not_checkable(claim, CHANCE)
    return refuted(claim, difference, f"line {shown.line}", found)


def _raises(claim: Claim) -> bool:
    return claim.text.lstrip().startswith("Traceback (")


def _source(ran: Ran, shown: Shown) -> str:
    """Return the example's code."""
    lines = zip(ran.step.lines, ran.step.source.split("\n"), strict=False)
    return "\n".join(text for number, text in lines if shown.line <= number <= shown.end_line)

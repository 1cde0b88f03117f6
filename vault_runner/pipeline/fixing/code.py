"""What of a note's code can be written as it was read, block by block; each repair is read again before it counts."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from vault_runner.model import Block, Edit, Finding, Note, NotePlan, Step
from vault_runner.parse.code_blocks import PYTHON
from vault_runner.plan.blanks import mend_blanks
from vault_runner.plan.magics import mend_magics
from vault_runner.plan.prompts import mend_prompts
from vault_runner.plan.repair import repair
from vault_runner.plan.source import Source, parse_python
from vault_runner.write.fix_code import commented, edit_lines
from vault_runner.write.rules import finding

MAGIC = "VRX113"
TRANSCRIPT = "VRX111"


def code_repairs(note: Note, plan: NotePlan) -> Iterator[tuple[Block, tuple[Edit, ...] | Finding]]:
    """Yield for each block whose code was read otherwise than it is written the edits that write it so.

    A finding stands for a repair that can't be written for sure.
    """
    steps = {step.block.id: step for step in plan.steps}
    for block in note.blocks:
        if block.language not in PYTHON or not block.closed or block.commented:
            continue
        step = steps.get(block.id)
        lines = _planned(block, step) if step else _blanks(block)
        if isinstance(lines, str):
            yield block, _refusal(note, block, lines)
        elif lines:
            edits = edit_lines(note, block, lines)
            if edits is None:
                yield block, _refusal(note, block, "tabs stand where its container and its code meet")
            elif edits:
                yield block, edits


def same_code(block: Block, step: Step) -> bool:
    """Tell whether a block's code, as it stands, is to python what ran, without any repair."""
    source = Source.of(block.source, block.line + 1)
    mended = repair(source, None)
    if mended.refused or any(each.rule != MAGIC for each in mended.repairs):
        return False
    before, after = parse_python(step.source), parse_python(mended.source.text)
    return before is not None and after is not None and ast.dump(before) == ast.dump(after)


def _refusal(note: Note, block: Block, because: str) -> Finding:
    message = f"the code of line {block.line} was not rewritten: {because}"
    return finding(note.path, block.span, "VRW007", message, "mend it by hand; it runs as it stands")


def _blanks(block: Block) -> Mapping[int, Sequence[str]]:
    """Return the lines of a block that doesn't run with plain blanks for odd ones."""
    mended = mend_blanks(Source.of(block.source, block.line + 1))
    return {number: (text,) for number, text in mended[0].numbered} if mended else {}


def _planned(block: Block, step: Step) -> Mapping[int, Sequence[str]] | str:
    """Return the lines of a block as they ran, or why they can't be written."""
    source = Source.of(block.source, block.line + 1)
    blanks = mend_blanks(source)
    if mend_prompts(blanks[0] if blanks else source):
        return _transcript(block, step)
    ran: dict[int, list[str]] = {}
    for number, text in zip(step.lines, step.source.split("\n"), strict=False):
        ran.setdefault(number, []).append(text)
    for number in _magic_lines(blanks[0] if blanks else source):
        ran.pop(number, None)  # a magic was passed over, and stays
    return ran


def _magic_lines(source: Source) -> frozenset[int]:
    _, passed, _ = mend_magics(source)
    return frozenset(line for line, _ in passed)


def _transcript(block: Block, step: Step) -> Mapping[int, Sequence[str]] | str:
    """Return code without prompts, with what stood below each as comments that state it still."""
    if "Traceback (" in block.source or "+SKIP" in block.source:
        return "an example of this transcript ends with an exception, or is skipped"
    ran: dict[int, list[str]] = {}
    for number, text in zip(step.lines, step.source.split("\n"), strict=False):
        ran.setdefault(number, []).append(text)
    shown: list[tuple[int, str]] = []
    for number, text in enumerate([*block.source.rstrip("\n").split("\n"), ""], start=block.line + 1):
        if number not in ran and text.strip():
            shown.append((number, text))
        elif shown:
            ran.update(zip((line for line, _ in shown), commented([text for _, text in shown]), strict=True))
            shown = []
    return ran

"""The ground of an outcome that was judged just now: everything, as the rooms made it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from vault_runner.model import (
    Block,
    LineTable,
    Note,
    NotePlan,
    Proposal,
    Remark,
    Result,
    SessionRun,
    Skip,
    Step,
    Verdict,
)
from vault_runner.pipeline.outcome import BlockOutcome
from vault_runner.verify import missing_packages

IDLE = frozenset(("skipped", "not-run"))


@dataclass(frozen=True, slots=True)
class Judged:
    """What the path made of one note."""

    note: Note
    plan: NotePlan
    runs: tuple[SessionRun, ...]
    proposal: Proposal
    verdicts: tuple[Verdict, ...]

    @property
    def lines(self) -> LineTable:
        """Where its lines start."""
        return self.note.lines

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What the author says about findings."""
        return self.note.remarks

    @property
    def blocks(self) -> tuple[BlockOutcome, ...]:
        """What became of its python blocks, in the order of their lines."""
        results = {result.block: result for result in self._results()}
        steps = (_step(step, results.get(step.block.id)) for step in self.plan.steps)
        return tuple(sorted((*steps, *map(_skip, self.plan.skipped)), key=lambda block: block.line))

    @property
    def tally(self) -> Counter[str]:
        """The counts of this note."""
        counts: Counter[str] = Counter()
        for block in self.blocks:
            counts[f"block {block.status}"] += 1
            counts["planned"] += block.planned
            counts["left"] += block.tagged and not block.planned
            counts["cached"] += block.cached
            counts["ran"] += block.status not in IDLE and not block.cached
            counts["fresh"] += block.ended and not block.cached
            counts[f"on purpose {block.status}"] += bool(block.ended and block.expect and block.status != "ok")
        counts["alive"] = sum(
            result.status not in IDLE or result.mode != "real" for run in self.runs for result in run.results
        )
        counts.update(f"claim {verdict.status}" for verdict in self.verdicts)
        for package, paths in missing_packages(self.runs).items():
            counts[f"missing {package}"] += self.note.path in paths
        return +counts

    def _results(self) -> Iterator[Result]:
        return (result for run in self.runs for result in run.results if result.path == self.note.path)


def _step(step: Step, result: Result | None) -> BlockOutcome:
    return BlockOutcome(
        id=step.block.id,
        label=step.options.label,
        line=step.block.line,
        status=result.status if result else "not-run",
        mode=result.mode if result else "real",
        seconds=result.seconds if result else 0.0,
        device=result.device if result else "",
        cached=result.cached if result else False,
        because=result.because if result else "was not asked to run",
        expect=step.options.expect,
        planned=True,
        ended=result is not None,
        tagged=True,
        first_line=_first_line(step.block),
    )


def _skip(skip: Skip) -> BlockOutcome:
    return BlockOutcome(
        id=skip.block.id,
        label="",
        line=skip.block.line,
        status="skipped",
        mode="real",
        seconds=0.0,
        device="",
        cached=False,
        because=skip.because,
        expect="",
        planned=False,
        ended=False,
        tagged=skip.tagged,
        first_line=_first_line(skip.block),
    )


def _first_line(block: Block) -> str:
    lines = [line for line in map(str.strip, block.source.splitlines()) if line and not line.startswith("#")]
    telling = (line for line in lines if not line.startswith(("import ", "from ")))
    return next(telling, lines[0] if lines else "")

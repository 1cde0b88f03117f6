"""Sessions made from blocks of code, and notes to hold them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from vault_runner.execute import Executor
from vault_runner.model import Block, BlockOptions, Result, Session, SessionRun, Span, Step, Stream

QUICK = BlockOptions(timeout=20)


def step(
    source: str,
    line: int = 1,
    *,
    path: str = "note.md",
    identifier: str = "b0",
    options: BlockOptions = QUICK,
    needs: Sequence[str] = (),
    lines: Sequence[int] = (),
) -> Step:
    """Return a step whose fence opens on `line`."""
    source = textwrap.dedent(source).strip("\n") + "\n"
    end = line + source.count("\n") + 1
    block = Block(
        id=identifier,
        language="python",
        info="python run",
        options=(),
        source=source,
        span=Span(0, 0),
        line=line,
        end_line=end,
        closed=True,
        prefix="",
        fence="```",
        containers=(),
        commented=False,
        region=None,
    )
    places = tuple(lines) or tuple(range(line + 1, end))
    names: frozenset[str] = frozenset()
    return Step(path, block, options, source, places, names, names, tuple(needs), f"k-{identifier}")


def session(
    *blocks: str,
    options: Mapping[int, BlockOptions] | None = None,
    needs: Mapping[int, Sequence[str]] | None = None,
    prelude: Sequence[str] = (),
    path: str = "note.md",
) -> Session:
    """Return a session of blocks `b0`, `b1` …, the first fence on line 1, each next one two lines below."""
    steps: list[Step] = []
    line = 1
    for number, source in enumerate(blocks):
        one = step(
            source,
            line,
            path=path,
            identifier=f"b{number}",
            options=(options or {}).get(number, QUICK),
            needs=(needs or {}).get(number, ()),
        )
        steps.append(one)
        line = one.block.end_line + 2
    return Session("default", tuple(steps), tuple(prelude), frozenset())


def texts(*sessions: Session) -> dict[str, str]:
    """Return the text of each note: its fences, an empty line after each, and nothing else."""
    notes: dict[str, str] = {}
    for one in sessions:
        for planned in one.steps:
            fence = f"```python run\n{planned.block.source}```\n\n"
            notes[planned.path] = notes.get(planned.path, "") + fence
    return notes


def run(executor: Executor, *blocks: str, **details: object) -> SessionRun:
    """Run blocks as one session."""
    whole = session(*blocks, **details)  # type: ignore[arg-type]  # handed on as they are
    return executor.run(whole, texts(whole))


def one(executor: Executor, source: str, options: BlockOptions = QUICK) -> Result:
    """Run one block and return its result."""
    return run(executor, source, options={0: options}).results[0]


def printed(result: Result, name: str = "stdout") -> str:
    """Return what a block wrote to a stream."""
    return "".join(output.text for output in result.outputs if isinstance(output, Stream) and output.name == name)


def statuses(whole: SessionRun) -> list[str]:
    """Return the status of each result."""
    return [result.status for result in whole.results]

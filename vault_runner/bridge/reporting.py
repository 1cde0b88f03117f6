"""What a client is told while a run goes on: which block is where, and what it prints."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable
from typing import Final, Literal, TypeAlias

from vault_runner.bridge.editor import Editor
from vault_runner.bridge.memory import Memories, Remembered
from vault_runner.bridge.run_messages import BlockChange, BlockState, Output
from vault_runner.execute.session_log import STATUS
from vault_runner.model import Display, Failure, Result, Status, Step, Stream
from vault_runner.verify.expectations import WRONG_ENDS

STATES: dict[Status, BlockState] = {
    "ok": "ok",
    "failed": "failed",
    "timed-out": "stopped",
    "crashed": "failed",
    "skipped": "skipped",
    "not-run": "not-run",
}
MOST_AT_ONCE: Final = 8 << 10
"""Characters of one message: never more than 32 KiB, whatever they are."""
MOST_OF_BLOCK: Final = 1 << 20
BATCH_SECONDS: Final = 0.05
STOPPED = "stopped"
TRUNCATED = "\n… more was printed than is shown here\n"
Channel: TypeAlias = Literal["stdout", "stderr", "result", "error"]


class Reporter:
    """Tells of one run; called from the thread that runs and from those that listen to blocks."""

    def __init__(self, editor: Editor, memories: Memories, uri: str, run_id: str, steps: Iterable[Step]) -> None:
        """Take the steps that may run, in their order."""
        self._editor, self._memories = editor, memories
        self._uri, self._run_id = uri, run_id
        self._steps = {step.block.id: step for step in steps}
        self._lock = threading.RLock()
        self._seq = 0
        self._states: dict[str, BlockState] = {}
        self._since: dict[str, float] = {}
        self._pending: list[tuple[str, Channel, str]] = []
        self._printed: dict[str, int] = {}
        self._last: dict[str, str] = {}
        self._final: dict[str, Status] = {}
        self._left_out: set[str] = set()
        self._timer: threading.Timer | None = None

    def queued(self, blocks: Iterable[str]) -> None:
        """Say that blocks wait for their turn."""
        for block in blocks:
            self._change(block, "queued")

    def renamed(self, uri: str) -> None:
        """Tell of the note under its new address from now on."""
        with self._lock:
            self._uri = uri

    @property
    def begun(self) -> tuple[str, ...]:
        """The blocks that were queued or running at some time."""
        return tuple(self._states)

    def waits(self, block: str, reason: str) -> None:
        """Say that a block waits for a click."""
        with self._lock:
            step, before = self._steps[block], self._memories.of(self._uri).get(block)
            seconds = before.seconds if before else None
            self._memories.keep(self._uri, block, Remembered(step.key, "waiting", reason, seconds))
            self._change(block, "waiting", reason)

    def begin(self, blocks: Collection[str], *, only: bool = False) -> None:
        """Say that the first block runs of each session with one of `blocks`; of these if `only` they run."""
        wanted = {step.options.session for step in self._steps.values() if step.block.id in blocks}
        self._last = {step.options.session: block for block, step in self._steps.items() if block in blocks}
        for session in wanted - {"none"}:
            first = (block for block, step in self._steps.items() if step.options.session == session)
            self._run(next(block for block in first if not only or block in blocks))
        for block in blocks:
            if self._steps[block].options.session == "none":
                self._run(block)

    def heard(self, block: str, stream: str, text: str) -> None:
        """Pass on what a block prints, and that it is over if it went well; how it failed is told by its result."""
        step = self._steps.get(block)
        if step is None or block in self._final:
            return
        with self._lock:
            if stream == STATUS:
                if text == "ok":
                    self._flush()
                    begun = self._since.get(block, time.monotonic())
                    self._change(block, "ok", elapsed=time.monotonic() - begun)
                    self._next(step)
            else:
                self._run(block)
                self._say(block, "stderr" if stream == "stderr" else "stdout", text)

    def ended(self, result: Result) -> None:
        """Say how a block ended, and that the next one of its session runs; what was said already is not said again."""
        step = self._steps.get(result.block)
        with self._lock:
            if step is None or self._final.get(result.block) == result.status:
                return
            if result.block not in self._final:
                self._show(result)
            self._final[result.block] = result.status
            self._flush()
            state, reason = _ending(step, result)
            line = 0 if state == "ok" else _failing_line(result)
            below = line - step.block.line if line else 0
            self._memories.keep(self._uri, result.block, Remembered(step.key, state, reason, result.seconds, below))
            is_news = state != self._states.get(result.block) or reason
            if result.block not in self._left_out and is_news:
                self._change(result.block, state, reason, elapsed=result.seconds, line=line, cached=result.cached)
            self._next(step)

    def give_up(self, blocks: Iterable[str], state: BlockState, reason: str) -> None:
        """Say of every block that has not ended that it won't run."""
        with self._lock:
            self._flush()
            for block in blocks:
                if not self.is_over(block):
                    self._change(block, state, reason)

    def out_of_date(self, block: str, reason: str) -> None:
        """Say that a block's result was not written, since the block is another one by now."""
        with self._lock:
            self._left_out.add(block)
            self._change(block, "out-of-date", reason)

    def unwritten(self, block: str, reason: str) -> None:
        """Say that a block's result was not written, though it is up to date."""
        with self._lock:
            self._change(block, self._states.get(block, "ok"), reason)

    def is_over(self, block: str) -> bool:
        """Tell whether a block has ended."""
        return self._states.get(block, "idle") not in {"idle", "queued", "running"}

    def now(self) -> list[tuple[str, BlockState, float]]:
        """Return the blocks that wait or run, and for how long."""
        with self._lock:
            now = time.monotonic()
            states = [(block, state) for block, state in self._states.items() if not self.is_over(block)]
            return [(block, state, now - self._since.get(block, now)) for block, state in states]

    def _next(self, ended: Step) -> None:
        session = ended.options.session
        if session == "none" or self._last.get(session) == ended.block.id:
            return
        same = (block for block, step in self._steps.items() if step.options.session == session)
        block = next((block for block in same if not self.is_over(block)), None)
        if block is not None:
            self._run(block)

    def _run(self, block: str) -> None:
        if self._states.get(block, "idle") in {"idle", "queued"}:
            self._change(block, "running")

    def _change(
        self,
        block: str,
        state: BlockState,
        reason: str = "",
        *,
        elapsed: float | None = None,
        line: int = 0,
        cached: bool = False,
    ) -> None:
        with self._lock:
            self._seq += 1
            self._states[block] = state
            self._since[block] = time.monotonic()
            change = BlockChange(
                uri=self._uri,
                block_id=block,
                run_id=self._run_id,
                state=state,
                seq=self._seq,
                elapsed=elapsed,
                reason=reason,
                line=line - 1 if line else None,
                cached=cached,
            )
            self._editor.tell("vaultRunner/blockState", change)

    def _show(self, result: Result) -> None:
        for output in result.outputs:
            if isinstance(output, Stream) and result.cached:  # of one that ran, this was heard while it did
                self._say(result.block, output.name, output.text)
            elif isinstance(output, Display):
                self._say(result.block, "result", output.text)
            elif isinstance(output, Failure):
                self._say(result.block, "error", f"{output.ename}: {output.evalue}\n")

    def _say(self, block: str, channel: Channel, text: str) -> None:
        """Keep text until it is worth a message; of a flood, only the beginning is told."""
        before = self._printed.get(block, 0)
        self._printed[block] = before + len(text)
        if before > MOST_OF_BLOCK:
            return
        kept = text[: MOST_OF_BLOCK - before]
        self._pending.append((block, channel, kept if kept == text else kept + TRUNCATED))
        if self._timer is None:
            self._timer = threading.Timer(BATCH_SECONDS, self._flush)
            self._timer.daemon = True
            self._timer.start()

    def _flush(self) -> None:
        with self._lock:
            pending, self._pending, timer, self._timer = self._pending, [], self._timer, None
            if timer is not None:
                timer.cancel()
            while pending:
                block, channel, text = pending.pop(0)
                while pending and pending[0][:2] == (block, channel):
                    text += pending.pop(0)[2]
                for start in range(0, len(text), MOST_AT_ONCE):
                    self._output(block, channel, text[start : start + MOST_AT_ONCE])

    def _output(self, block: str, channel: Channel, text: str) -> None:
        self._seq += 1
        output = Output(
            uri=self._uri, run_id=self._run_id, block_id=block, seq=self._seq, stream=channel, text=_whole(text)
        )
        self._editor.tell("vaultRunner/output", output)


def _whole(text: str) -> str:
    """Return text that can be sent: a lone half of a character can't."""
    return text.encode("utf-8", "replace").decode()


def _ending(step: Step, result: Result) -> tuple[BlockState, str]:
    """Return how a block ended; one that fails as it says it will, has not failed, here as on the command line."""
    failure = next((output for output in result.outputs if isinstance(output, Failure)), None)
    if result.status == "ok":
        return "ok", f"ended with {failure.ename}, as it may" if failure else ""
    if step.options.expect and result.status in WRONG_ENDS:
        return "ok", f"wrong on purpose: {step.options.expect}"
    if result.status == "not-run" and result.because.startswith(STOPPED):
        return "stopped", result.because
    return STATES[result.status], result.because


def _failing_line(result: Result) -> int:
    failures = [output for output in result.outputs if isinstance(output, Failure)]
    frames = (frame for failure in failures for frame in failure.traceback if frame.path == result.path)
    return next((frame.line for frame in frames), 0)

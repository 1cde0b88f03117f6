"""From what a block did to what is said of it: status and reason, in plain words. Pure."""

from __future__ import annotations

import signal
import textwrap

from vault_runner.execute.claims import Fact, Told
from vault_runner.execute.drive import GARBLED
from vault_runner.execute.limits import FLOOD, PROCESSES
from vault_runner.model import Failure, Frame, Observation, Status, Step
from vault_runner.worker.channel import LOST
from vault_runner.worker.plain import plain

_MIB = 1 << 20
_LONGEST = 240
_CLOSED = "closed the pipe by which its results are sent"


def verdict(step: Step, told: Told | None, python: str, wall: str = "") -> tuple[Status, str]:
    """Return status and reason of a block that ended by itself; `wall` says what it met, if it was one of ours."""
    wanted = step.options.raises
    if told is None:
        return ("failed", f"was to raise {wanted}, but ended well") if wanted else ("ok", "")
    if wanted.rpartition(".")[2] in told.bases or (step.options.error and not wanted):
        return "ok", ""
    if wanted:
        return "failed", f"was to raise {wanted}, but raised {_sentence(told)}"
    return "failed", _cause(step, told, python, wall)


def _cause(step: Step, told: Told, python: str, wall: str) -> str:
    if wall:
        return f"{wall} (line {failing_line(step, told)})"
    if told.missing:
        return f"needs the package `{told.missing}`, which isn't installed for {python}"
    if told.ename == "SystemExit":
        return "called sys.exit"
    return f"{_sentence(told)} (line {failing_line(step, told)})"


def _sentence(told: Told) -> str:
    first, *more = plain(told.evalue).strip().split("\n")
    if first.rstrip().endswith(":"):  # what it announces is the message
        following = next((line.strip() for line in more if line.strip()), "")
        first = textwrap.shorten(f"{first.rstrip()} {following}", _LONGEST, placeholder=" …")
    return f"{told.ename}: {first}" if first else told.ename


def failure(told: Told, timeout: float | None = None) -> Failure:
    """Return the failure to show; the interrupt of a time limit is shown as what it means."""
    frames = tuple(Frame(path, line, function, code) for path, line, function, code in told.traceback)
    if timeout is not None and told.ename == "KeyboardInterrupt":
        return Failure("TimeoutError", f"stopped after {timeout:g} s", frames)
    return Failure(told.ename, plain(told.evalue), frames)


def failing_line(step: Step, told: Told | None) -> int:
    """Return the block's line that failed, the line of its fence if that isn't known."""
    own = set(step.lines)
    lines = [line for path, line, _, _ in told.traceback if path == step.path and line in own] if told else []
    return lines[0] if lines else step.block.line


def last_line(step: Step, fact: Fact | None) -> int:
    """Return the line of the statement during which the process ended, as far as that is known."""
    return fact.line if fact is not None and fact.line in step.lines else step.block.line


def overtime(step: Step, line: int) -> str:
    """Return the reason of a block that ran too long."""
    return f"ran longer than {step.options.timeout:g} s; stopped in line {line}"


def sudden_end(fact: Fact | None, why: str, memory: int) -> tuple[Status, str]:
    """Return status and reason of a block during which the session ended."""
    if why == "flood":
        return "failed", f"printed more than {FLOOD // _MIB} MiB; stopped"
    if why == GARBLED:
        return "crashed", GARBLED
    if fact is None:
        return "crashed", "the process that watches over it was killed"
    return "crashed", _by_guardian(fact, memory) or _by_itself(fact, why)


def orphaned(fact: Fact | None) -> bool:
    """Tell whether a session ended because a process above it was killed, which need not be its own doing."""
    return fact is None or (fact.reason == "stopped" and fact.exit == -signal.SIGKILL)


def _by_guardian(fact: Fact, memory: int) -> str:
    if fact.reason == "memory":
        return f"used more than {memory} MiB"
    if fact.reason == "processes":
        return f"started more than {PROCESSES} processes and threads"
    if fact.reason == "scratch":
        return "wrote more to its temporary folder than that may hold"
    if fact.reason == "stopped" and fact.exit == -signal.SIGKILL:
        return "the process that starts sessions was killed"
    return ""


def _by_itself(fact: Fact, why: str) -> str:
    closed = why == "closed" and fact.reason == "killed" and fact.exit == -signal.SIGKILL
    if closed or fact.exit == LOST:
        return _CLOSED
    if fact.exit < 0:
        return f"the process ended with signal {-fact.exit} ({_signal_name(-fact.exit)})"
    return f"the code ended the process with exit code {fact.exit}"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "without a name"


def device(observations: tuple[Observation, ...]) -> str:
    """Return the accelerator that a block's values stood on, `cpu` if there was none."""
    return next((noted.device for noted in observations if noted.device not in ("", "cpu", "meta")), "cpu")

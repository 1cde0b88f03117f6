"""Run sessions for real, and on virtual devices where they want a device that isn't there.

The code is run for real first: only running tells whether it demands the device or has a way without it. From the
first block on that failed for want of it, what the virtual run gave stands in place of what the real one gave; what
ran before that stays as it is.
"""

from __future__ import annotations

import math
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from vault_runner.execute.executor import Runner
from vault_runner.execute.fallbacks import BY_DEVICE, failure_of, has_a_way_without, hurried, with_slip
from vault_runner.execute.leases import WAITED
from vault_runner.execute.ordinals import MOST_DEVICES, beyond, cards, refused
from vault_runner.execute.session_log import Listener
from vault_runner.model import Failure, Mode, Observation, Result, Session, SessionRun, Status, Step, VirtualDevices
from vault_runner.worker.devices.absence import MEMORY, missing_device, spoken_device, stood_in

OVERSIZE, UNKNOWABLE = "Oversize", "NoValuesError"
"""Names of the exceptions with which a virtual run says that a mode is not for this code."""
_NUMBERED = re.compile(r"\b(?:cuda|xpu):(\d+)|\.cuda\((\d+)\)|\bset_device\((\d+)\)|\boutput_device=(\d+)")
_LISTED = re.compile(r"\bdevice_ids=[\[(]([\d,\s]+)[\])]")
_CUDA, _XPU = Path("/dev/nvidiactl"), Path("/dev/dri")


@dataclass(frozen=True, slots=True)
class Want:
    """Why a session is to run on virtual devices, and from which of its steps on."""

    first: int
    kind: str
    mode: Mode = "value"
    sure: bool = True
    """Whether the real result says nothing; else it stands unless the virtual one is good."""


class VirtualRunner:
    """Runs sessions through another runner, on virtual devices where there is need."""

    def __init__(self, runner: Runner) -> None:
        """Run everything with `runner`."""
        self._runner = runner

    def cancel(self) -> None:
        """Let every session end at once."""
        self._runner.cancel()

    def run(self, session: Session, texts: Mapping[str, str], on_result: Listener | None = None) -> SessionRun:
        """Run a session and return a result for each of its steps, in order."""
        first = beyond(session, cards())
        if first is not None:
            return self._refused(session, texts, on_result, first)
        if "torch" not in session.imports:
            return self._runner.run(session, texts, on_result)
        gate = _Gate(on_result, session)
        wish = requested(session)
        real = self._really(session, texts, wish, gate)
        want = wanted(session, real)
        if want is not None:
            real = merged(session, real, self._virtual(session, texts, want), want)
        if wish is not None:
            real = merged(session, real, self._virtual(session, texts, wish), wish)
        if want is None and wish is None and has_a_way_without(session, real):
            real = with_slip(real, self._in_mode(hurried(session, real), texts, Want(0, "cuda"), "value"))
        return gate.finish(real)

    def _refused(
        self, session: Session, texts: Mapping[str, str], on_result: Listener | None, first: int
    ) -> SessionRun:
        """Run what stands above a block whose device can't be had, and say so of that block."""
        before = SessionRun(session.own, session.name, ())
        if first:
            before = self.run(replace(session, steps=session.steps[:first]), texts, on_result)
        whole = refused(session, before, first, cards())
        for result in whole.results[first:]:
            if on_result is not None:
                on_result(result)
        return whole

    def _really(self, session: Session, texts: Mapping[str, str], wish: Want | None, gate: _Gate) -> SessionRun:
        """Run what may run for real: all of it, or what stands above the block that is to be virtual."""
        if wish is None:
            return self._runner.run(session, texts, gate.tell)
        if wish.first == 0:
            return SessionRun(session.own, session.name, ())
        return self._runner.run(replace(session, steps=session.steps[: wish.first]), texts, gate.tell)

    def _virtual(self, session: Session, texts: Mapping[str, str], want: Want) -> SessionRun:
        """Run on virtual devices: in the mode that is wanted, then in the other where that one can't go on."""
        first = self._in_mode(session, texts, want, want.mode)
        if not _refusal(first):
            return first
        other: Mode = "shape" if want.mode == "value" else "value"
        second = self._in_mode(session, texts, want, other)
        return _joined(first, second) if _reach(second) > _reach(first) else first

    def _in_mode(self, session: Session, texts: Mapping[str, str], want: Want, mode: Mode) -> SessionRun:
        devices = VirtualDevices("shape" if mode == "shape" else "value", want.kind, device_count(session))
        run = self._runner.run(replace(session, devices=devices), texts, None)
        pairs = zip(run.results, session.steps, strict=False)
        return replace(run, results=tuple(_virtual_result(result, mode, step.source) for result, step in pairs))


class _Gate:
    """Passes results on as they come, up to the first that may be replaced."""

    def __init__(self, listener: Listener | None, session: Session) -> None:
        self._listener = listener
        self._steps = {step.block.id: step for step in session.steps}
        self._told = 0
        self._open = True

    def tell(self, result: Result) -> None:
        """Pass a result on unless it, or one before it, may be replaced."""
        self._open = self._open and result.status in ("ok", "skipped")
        if self._open:
            self._pass(result)

    def finish(self, run: SessionRun) -> SessionRun:
        """Pass on what was held back, and return the run."""
        for result in run.results[self._told :]:
            self._pass(result)
        return run

    def _pass(self, result: Result) -> None:
        self._told += 1
        if self._listener is not None:
            self._listener(result)


def requested(session: Session) -> Want | None:
    """Return what the author's options ask for, None if they ask for nothing special."""
    for number, step in enumerate(session.steps):
        kind = step.options.device.partition(":")[0]
        if step.options.check.strip().lower() == "shapes":
            return Want(number, kind if kind in ("cuda", "xpu", "mps") else _spoken(session), "shape")
        if _absent(kind):
            return Want(number, kind)
    return None


def _absent(kind: str) -> bool:
    """Tell whether a device that the author names can't be on this machine."""
    if kind == "cuda":
        return not _CUDA.exists()
    return (kind == "mps" and sys.platform != "darwin") or (kind == "xpu" and not _XPU.exists())


def wanted(session: Session, run: SessionRun) -> Want | None:
    """Return what a real run shows to be wanted, None if nothing was missing."""
    for number, (step, result) in enumerate(zip(session.steps, run.results, strict=False)):
        want = _want(number, step, result, session)
        if want is not None:
            return want
    return None


def _want(number: int, step: Step, result: Result, session: Session) -> Want | None:
    if result.status == "crashed" and MEMORY.search(result.because):
        return Want(number, _spoken(session), "shape", sure=False)
    failure = failure_of(result)
    if failure is None:
        return None
    code = failure.traceback[0].code if failure.traceback else ""
    kind = missing_device(failure.ename, failure.evalue, f"{code}\n{step.source}")
    if kind:
        return Want(number, kind)
    if MEMORY.search(failure.evalue):
        return Want(number, _spoken(session), "shape", sure=False)
    if result.status == "failed" and spoken_device(step.source):
        return Want(number, spoken_device(step.source), sure=False)
    return None


def _spoken(session: Session) -> str:
    return next((kind for step in session.steps if (kind := spoken_device(step.source))), "cuda")


def device_count(session: Session) -> int:
    """Return how many devices the code is written for: as many as the numbers in it need, one if it has none."""
    texts = [text for step in session.steps for text in (step.source, step.options.device)]
    numbers = [int(found) for text in texts for each in _NUMBERED.findall(text) for found in each if found]
    numbers += [int(found) for text in texts for each in _LISTED.findall(text) for found in re.findall(r"\d+", each)]
    return max((number + 1 for number in numbers if number < MOST_DEVICES), default=1)


def merged(session: Session, real: SessionRun, virtual: SessionRun, want: Want) -> SessionRun:
    """Return the real results up to the first block that wanted a device, and the virtual ones from there on."""
    if not want.sure and not _tells_more(real, virtual, want.first):
        return real
    instead = (_with_wait(result, real) for result in virtual.results[want.first :])
    results = (*real.results[: want.first], *instead)
    files = tuple(dict.fromkeys((*real.files, *virtual.files)))
    return SessionRun(session.own, session.name, results, files, real.cacheable and virtual.cacheable)


def _tells_more(real: SessionRun, virtual: SessionRun, number: int) -> bool:
    """Tell whether a virtual result says more of a block than the real one, which may have failed for another reason.

    It does if it is good, if it fails because of the device, and if the code could not be followed to its end but came
    past the line that failed.
    """
    if len(virtual.results) <= number:
        return False
    result = virtual.results[number]
    if result.status == "failed":
        failure = failure_of(result)
        return failure is not None and BY_DEVICE.search(failure.evalue) is not None
    followed = result.status == "not-run" and result.because.startswith("verified")
    return result.status == "ok" or (followed and _last_line(result) > _failed_line(real.results[number]))


def _last_line(result: Result) -> int:
    return max((noted.line for noted in result.observations), default=0)


def _failed_line(result: Result) -> float:
    failure = failure_of(result)
    frames = failure.traceback if failure is not None else ()
    return next((frame.line for frame in frames if frame.path == result.path), math.inf)


def _with_wait(result: Result, real: SessionRun) -> Result:
    """Return a virtual result with what the real one of its block says of the wait for a device: that was real."""
    told = tuple(
        notice
        for one in real.results if one.block == result.block
        for notice in one.notices if notice.rule == WAITED
    )  # fmt: skip
    return replace(result, notices=(*result.notices, *told)) if told else result


def _refusal(run: SessionRun) -> bool:
    """Tell whether a run could not follow a block to its end in its mode."""
    return any(result.status == "not-run" and result.because.startswith("verified") for result in run.results)


def _joined(first: SessionRun, second: SessionRun) -> SessionRun:
    """Return the results of `first` as far as it came, then those of `second`."""
    came = _reach(first)[0]
    return replace(second, results=(*first.results[:came], *second.results[came:]))


def _reach(run: SessionRun) -> tuple[int, int]:
    """Return how far a run came: blocks that ended, then lines of the one that did not."""
    for ended, result in enumerate(run.results):
        if result.status not in ("ok", "skipped"):
            return ended, _last_line(result)
    return len(run.results), 0


def _virtual_result(result: Result, mode: Mode, source: str) -> Result:
    """Mark a result as virtual, and say of a block that could not go on how far it was followed."""
    observations = (
        tuple(_without_unknown(noted) for noted in result.observations) if mode == "shape" else result.observations
    )
    result = replace(result, mode=mode, observations=observations)
    failure = failure_of(result)
    if failure is not None and (failure.ename in (OVERSIZE, UNKNOWABLE) or _of_ours(failure, source)):
        return replace(result, status="not-run", outputs=(), because=_followed(result, failure))
    if result.status == "timed-out":
        status: Status = "not-run"
        return replace(result, status=status, because=f"verified in part: without the device it {result.because}")
    return result


def _of_ours(failure: Failure, source: str) -> bool:
    return stood_in(failure.evalue, (frame.path for frame in failure.traceback), source)


def _followed(result: Result, failure: Failure) -> str:
    line = next((frame.line for frame in failure.traceback if frame.path == result.path), 0)
    if failure.ename == UNKNOWABLE:
        why = failure.evalue
    else:
        why = "would take too long here" if failure.ename == OVERSIZE else "can only be followed on the device"
    return f"verified up to line {line - 1}; line {line} {why}" if line else f"verified in part; it {why}"


def _without_unknown(noted: Observation) -> Observation:
    """Drop a value that the mode can't know."""
    return replace(noted, value="") if "nan" in noted.value.lower() else noted

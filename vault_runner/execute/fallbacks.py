"""Code that goes on without an accelerator, as `"cuda" if torch.cuda.is_available() else "cpu"` does.

It ran well here, and says nothing of how it does where the device is: there the other way is taken, on which a mask
may have been left on the host. So that way is followed on virtual devices, and what the device would refuse is told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from vault_runner.model import Failure, Notice, Result, Session, SessionRun

BY_DEVICE: Final = re.compile(r"invalid device ordinal|same device\b|device type|\bcuda:\d|\btorch\.cuda\.\w+Tensor")
"""Errors that there are because of a device."""
SLIP: Final = "VRX014"
_ASKS: Final = re.compile(r"\b(?:cuda|accelerator)\.(?:is_available|device_count)\(\)")
_CARD: Final = Path("/dev/nvidiactl")
_PATIENCE, _LEAST_SECONDS = 2.0, 5.0


def has_a_way_without(session: Session, real: SessionRun) -> bool:
    """Tell whether code asks for a device that isn't here, and ended well without it."""
    asks = any(_ASKS.search(step.source) for step in session.steps)
    return asks and not _CARD.exists() and all(result.status in ("ok", "skipped") for result in real.results)


def hurried(session: Session, real: SessionRun) -> Session:
    """Return the session with less time for each block: the other way is worth a few times what the real one took."""
    seconds = {result.block: result.seconds for result in real.results}
    steps = []
    for step in session.steps:
        enough = _LEAST_SECONDS + _PATIENCE * seconds.get(step.block.id, 0.0)
        steps.append(replace(step, options=replace(step.options, timeout=min(step.options.timeout, enough))))
    return replace(session, steps=tuple(steps))


def with_slip(real: SessionRun, virtual: SessionRun) -> SessionRun:
    """Return the real run with a notice for the first block that a device would refuse; all else it says stands."""
    refused = next((result for result in virtual.results if result.status != "ok"), None)
    failure = failure_of(refused) if refused is not None and refused.status == "failed" else None
    if refused is None or failure is None or BY_DEVICE.search(failure.evalue) is None:
        return real
    notice = Notice(
        SLIP, f"where there is a GPU it fails: {refused.because}", "put what it names on the device as well"
    )
    results = (
        replace(result, notices=(*result.notices, notice)) if result.block == refused.block else result
        for result in real.results
    )
    return replace(real, results=tuple(results))


def failure_of(result: Result) -> Failure | None:
    """Return the exception that ended a block, None if none did."""
    return next((output for output in reversed(result.outputs) if isinstance(output, Failure)), None)

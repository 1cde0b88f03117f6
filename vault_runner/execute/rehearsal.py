"""What a session will need on the accelerators: it is followed once without values, behind the strict walls.

Nothing of that run is shown or kept but the bytes. Where it can't come to the end, the devices are wanted whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault_runner.execute.inventory import UNKNOWN, numbered
from vault_runner.model import Session, Step, VirtualDevices
from vault_runner.worker.devices.absence import spoken_device

if TYPE_CHECKING:
    from vault_runner.execute.executor import Runner

SECONDS = 20.0
"""Of one block, after which a rehearsal is given up."""
CONTEXT = 512 << 20
"""Bytes that a process takes on a device before its first tensor: a driver's context and its kernels."""
_NAMED = re.compile(r"\b(?:cuda|xpu):\d+|\bmps(?::0)?\b")


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a session will need."""

    wants: Mapping[str, int]
    """Bytes by device; `UNKNOWN` for one that is wanted whole."""
    peaks: tuple[tuple[tuple[str, int], ...], ...] = ()
    """The most bytes of tensors by device, up to the end of each step; empty if it isn't known."""


def forecast(runner: Runner, session: Session, texts: Mapping[str, str], room: Mapping[str, int]) -> Forecast:
    """Return what a session will need of the devices in `room`; nothing if its code doesn't speak of any."""
    kind = _kind(session)
    here = [name for name in room if name.partition(":")[0] == kind]
    if not here:
        return Forecast({})
    named = _named(session, kind) & set(here)
    if "torch" not in session.imports:
        return Forecast(dict.fromkeys(named, UNKNOWN))
    peaks = _peaks(runner, session, texts, kind, len(here))
    if peaks is None:
        return Forecast(dict.fromkeys(named or here[:1], UNKNOWN))
    most: dict[str, int] = {}
    for name, size in (row for rows in peaks for row in rows):
        most[name] = max(most.get(name, 0), size + CONTEXT) if room.get(name) else UNKNOWN
    return Forecast({name: size for name, size in most.items() if name in room}, peaks)


def _kind(session: Session) -> str:
    """Return the kind of device that a session may use, empty if none."""
    asked = (step.options.device.partition(":")[0] for step in session.steps)
    stated = next((kind for kind in asked if kind in ("cuda", "xpu", "mps")), "")
    return stated or next((kind for step in session.steps if (kind := spoken_device(step.source))), "")


def _named(session: Session, kind: str) -> set[str]:
    """Return the devices that code and options name."""
    asked = {step.options.device for step in session.steps if step.options.device.partition(":")[0] == kind}
    found = {name for step in session.steps for name in _NAMED.findall(step.source) if name.startswith(kind)}
    return {numbered(name) for name in asked | found} or {f"{kind}:0"}


def _peaks(
    runner: Runner, session: Session, texts: Mapping[str, str], kind: str, count: int
) -> tuple[tuple[tuple[str, int], ...], ...] | None:
    devices = VirtualDevices("shape", kind, count, rehearsal=True)
    steps = tuple(_hurried(step) for step in session.steps)
    run = runner.run(replace(session, steps=steps, devices=devices), texts, None)
    if not run.results or any(result.status not in ("ok", "skipped") for result in run.results):
        return None
    return tuple(result.peak for result in run.results)


def _hurried(step: Step) -> Step:
    return replace(step, options=replace(step.options, timeout=min(step.options.timeout, SECONDS)))

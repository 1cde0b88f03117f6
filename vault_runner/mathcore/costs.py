"""What a call costs on the processor and on an accelerator, from figures measured on this machine.

A call on a device costs its launch, the way there for what isn't there yet, the longer of arithmetic and memory
traffic, and the way back. This module is not for measuring: `vault-run doctor --calibrate` does that.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import inf
from typing import Any, Final

ADVANTAGE: Final = 2.0  # a device is taken only if it wins by this factor, so that noise decides nothing
LEAST_WORK: Final = 1e7  # floating-point operations below which nothing is moved whatever was measured


@dataclass(frozen=True, slots=True)
class Costs:
    """The figures of one device, in seconds and in operations and bytes per second."""

    device: str
    """Its name: `cpu`, `cuda:0`."""
    launch: float
    flops: float
    flops_double: float
    """0 if the device has no float64."""
    bandwidth: float
    to_device: float = 0.0
    """0 for the processor, which nothing is moved to."""
    to_host: float = 0.0
    memory: int = 0
    """Bytes; 0 where nobody knows. Who runs notes side by side goes by it, and calls don't."""


def read_costs(text: str) -> tuple[Costs, ...]:
    """Return the devices of a calibration, the processor first; none if the text is no calibration."""
    try:
        rows: list[dict[str, Any]] = json.loads(text)["devices"] if text else []
        found = tuple(Costs(**row) for row in rows)
    except (ValueError, TypeError, KeyError):
        return ()
    return found if found and found[0].device == "cpu" else ()


def cheapest(known: tuple[Costs, ...], work: float, there: float, back: float, *, double: bool) -> str:
    """Return where a call with its operands on the host is best made: `cpu` unless a device clearly wins.

    Args:
        known: The devices of this machine, the processor first.
        work: Floating-point operations.
        there: Bytes of the operands.
        back: Bytes of the result.
        double: Whether the numbers are float64.
    """
    if work < LEAST_WORK or len(known) < 2:  # noqa: PLR2004 - a processor and something else
        return "cpu"
    traffic = there + back
    best, least = "cpu", inf
    for each in known:  # written out: a call of a method for each would cost as much as all the rest
        rate = each.flops_double if double else each.flops
        if rate:
            arithmetic, moving = work / rate, traffic / each.bandwidth
            spent = each.launch + (arithmetic if arithmetic > moving else moving)  # noqa: FURB136 - quicker than max()
            if each.to_device:
                spent = ADVANTAGE * (spent + there / each.to_device + back / each.to_host)
            if spent < least:
                best, least = each.device, spent
    return best

"""Which accelerators this machine has, and how much memory each: what the user states, else what a child measured.

The accelerator's own interface is never asked: a process that forks must not have spoken with it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from vault_runner.config.device_local import DeviceLocal
from vault_runner.execute.calibrated import costs_of
from vault_runner.execute.ordinals import cards

GIB = 1 << 30
UNKNOWN = 0
"""The memory of a device that nobody measured; one session at a time has it."""


def numbered(name: str) -> str:
    """Return a device's name with its number: `cuda` is `cuda:0`."""
    kind, _, number = name.partition(":")
    return f"{kind}:{number or 0}"


def inventory(
    python: Path, device: DeviceLocal, costs: Path | None = None, nodes: Path = Path("/dev")
) -> dict[str, int]:
    """Return the bytes of each accelerator by its name; what is stated is stronger than what was measured.

    Args:
        python: The interpreter of the notes, whose torch was asked by `vault-run doctor --calibrate`.
        device: The switches of this device.
        costs: The folder of what was measured; by default in the user's cache.
        nodes: Where the drivers show what is there.
    """
    found = {f"cuda:{number}": UNKNOWN for number in range(cards(nodes))}
    found |= _measured(costs_of(python, costs))
    return found | {numbered(name): int(size * GIB) for name, size in device.devices.items()}


def _measured(text: str) -> dict[str, int]:
    try:
        rows = json.loads(text)["devices"] if text else []
        sizes = {str(row["device"]): float(row.get("memory", UNKNOWN)) for row in rows if isinstance(row, Mapping)}
    except (ValueError, TypeError, KeyError):
        return {}
    return {numbered(name): int(size) for name, size in sizes.items() if name != "cpu" and math.isfinite(size)}

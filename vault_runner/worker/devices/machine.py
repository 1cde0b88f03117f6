"""The machine that is supposed: how many devices it has, which is current, what was moved, what is too big."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import torch

from vault_runner.worker.devices.footprint import Footprint
from vault_runner.worker.devices.graphs import Recorder
from vault_runner.worker.devices.tensors import HOST

MOST_DEVICES = 8
"""No machine is supposed to have more; code that never asks how many there are may name any of these."""
LARGEST = 96 << 20
"""Bytes of one tensor beyond which values are not computed without the device."""
MOST_MADE = 768 << 20
"""Bytes of all tensors made from nothing (weights, noise, data) beyond which values are not computed."""
MOST_WORK = 4e11
"""Floating-point operations of matrix products beyond which values are not computed: a few seconds of one core."""
_OTHER = 0x5EED << 16
"""What tells a device's numbers from the host's: with one seed the two draw differently, as on real hardware."""
_ORDINAL = (
    "CUDA error: invalid device ordinal\nGPU device may be out of range, do you have enough GPUs?\n"
    "(the code was run with {count} virtual {noun}; it asked for {kind}:{ordinal})"
)


def of_device(seed: int) -> int:
    """Return the seed below for a seed of a device's, and the other way round."""
    return seed ^ _OTHER


class Oversize(BaseException):
    """Values would cost too much here; shapes can still be had."""


@dataclass(slots=True)
class Ledger:
    """Bytes moved between the host and the devices, and how often."""

    bytes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("h2d", "d2h", "d2d"), 0))
    times: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("h2d", "d2h", "d2d"), 0))

    def move(self, source: int | None, target: int | None, size: int) -> None:
        """Count one move; None stands for the host."""
        if source != target:
            way = "h2d" if source is None else "d2h" if target is None else "d2d"
            self.bytes[way] += size
            self.times[way] += 1


class Machine:
    """The virtual machine of one session."""

    def __init__(self, mode: Literal["shape", "value"], kind: str, count: int, seed: int = 0) -> None:
        """Suppose `count` devices of a kind such as `cuda`."""
        self.mode = mode
        self.kind = kind
        self.count = count
        self.counted = False
        """Whether the code has asked how many devices there are; then it must keep to the answer."""
        self.current = 0
        self.default: Any = None
        self.ledger = Ledger()
        self.footprint = Footprint()
        self.recorder = Recorder()
        self.made = 0
        self.work = 0.0
        self.generators = [torch.Generator().manual_seed(of_device(seed)) for _ in range(MOST_DEVICES)]

    def ordinal(self, device: Any) -> int | None:
        """Return which virtual device is meant, None if it is none of them.

        Raises:
            RuntimeError: if there are not so many, in the words of the real thing.
        """
        if isinstance(device, int) and not isinstance(device, bool):
            return self._checked(device)
        device = torch.device(device)
        if device.type == "meta" and device.index is not None:
            return None if device.index == HOST else int(device.index)
        if device.type != self.kind:
            return None
        return self.current if device.index is None else self._checked(device.index)

    def _checked(self, ordinal: int) -> int:
        most = self.count if self.counted else MOST_DEVICES
        if not 0 <= ordinal < most:
            noun = "device" if most == 1 else "devices"
            error = getattr(torch, "AcceleratorError", RuntimeError)
            raise error(_ORDINAL.format(count=most, noun=noun, kind=self.kind, ordinal=ordinal))
        return ordinal

    def tally(self) -> int:
        """Return how many devices there are, to code that asks."""
        self.counted = True
        return self.count

    def below(self, device: Any) -> Any:
        """Return the device that stands for `device` below: `meta` with an index for a virtual one."""
        ordinal = self.ordinal(device)
        return device if ordinal is None else torch.device("meta", ordinal)

    def above(self, device: Any) -> Any:
        """Return the device that the author sees."""
        if device.type != "meta" or device.index is None:
            return device
        return torch.device("cpu") if device.index == HOST else torch.device(self.kind, device.index)

    def name(self, ordinal: int | None) -> str:
        """Return the name of a place: `cuda:0`, `cpu`."""
        return "cpu" if ordinal is None else f"{self.kind}:{ordinal}"

    def weigh(self, size: int, *, made: bool) -> None:
        """Stop before a tensor of `size` bytes is filled with values if that is too much here."""
        if self.mode == "shape":
            return
        self.made += size if made else 0
        if size > LARGEST or self.made > MOST_MADE:
            raise Oversize("memory")

    def labour(self, operations: float) -> None:
        """Count work, and stop once it is too much here."""
        self.work += operations
        if self.mode == "value" and self.work > MOST_WORK:
            raise Oversize("work")

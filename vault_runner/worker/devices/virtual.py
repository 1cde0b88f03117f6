"""Begin the virtual devices in this process: the one adapter to what torch keeps private.

Made for torch 2.13 and tried with no other: `tests/devices/test_canary.py` asserts each private name that is used here
or in the modules below. Once begun, the devices stay until the process ends.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Any, Literal

import torch

from vault_runner.worker.devices import callbacks, kinds, storing, surface
from vault_runner.worker.devices.functions import Functions
from vault_runner.worker.devices.machine import Ledger, Machine
from vault_runner.worker.devices.operations import Operations
from vault_runner.worker.devices.showing import named_type
from vault_runner.worker.devices.tensors import VirtualTensor

_PRETENDING = (
    "_get_foreach_kernels_supported_devices",
    "_get_fused_kernels_supported_devices",
    "_get_capturable_supported_devices",
)


class Devices:
    """The virtual devices of one session."""

    def __init__(self, mode: Literal["shape", "value"], kind: str, count: int, seed: int = 0) -> None:
        """Put everything in its place; nothing is virtual before `begin`."""
        self.machine = Machine(mode, kind, count, seed)
        self._modes = contextlib.ExitStack()

    @property
    def ledger(self) -> Ledger:
        """What was moved to and fro."""
        return self.machine.ledger

    def conditions(self) -> list[tuple[str, str, str, int]]:
        """Return no conditions: all sizes are numbers."""
        return []

    def name_sizes(self, rows: object) -> None:
        """Leave observations as they are, for the same reason."""

    def moved(self) -> list[tuple[str, int, int]]:
        """Return the copies so far: way, how many, bytes."""
        ledger = self.ledger
        return [(way, times, ledger.bytes[way]) for way, times in ledger.times.items() if times]

    def peak(self) -> list[tuple[str, int]]:
        """Return the most bytes that ever were on each device at once, by its name."""
        return [(self.machine.name(ordinal), size) for ordinal, size in sorted(self.machine.footprint.peak.items())]

    def begin(self) -> None:
        """Let every call of torch in this thread pass through the virtual devices."""
        operations, functions = Operations(self.machine), Functions(self.machine)
        surface.put_up(self.machine)
        _adapt_torch(self.machine)
        kinds.adapt(self.machine)
        callbacks.adapt(functions)
        if self.machine.mode == "shape":
            from vault_runner.worker.devices.shapes import below  # noqa: PLC0415 - takes seconds, not always needed

            self._modes.enter_context(below())
        setattr(VirtualTensor, "answer", staticmethod(operations.answer))  # noqa: B010 - it is a method otherwise
        self._modes.enter_context(operations)
        self._modes.enter_context(functions)

    def end(self) -> None:
        """Let calls pass as they are again, so that what is left of the session's own code meets plain torch."""
        self._modes.close()


def _adapt_torch(machine: Machine) -> None:
    """Change the few places where torch decides by a device's name or would start what can't be had here."""
    torch.__future__.set_swap_module_params_on_conversion(True)
    torch.load = storing.loader(machine, torch.load)
    torch.compile = uncompiled
    torch.set_default_device = _default_setter(machine)
    torch.set_default_tensor_type = _default_type_setter(machine, torch.set_default_tensor_type)
    original = torch.get_default_device
    torch.get_default_device = lambda: machine.default if machine.default is not None else original()
    # It refuses our streams before it asks anybody.
    torch.Tensor.record_stream = lambda _tensor, _stream: None
    torch.nn.DataParallel.forward = _single_device_forward
    _let_optimisers_take_meta()


def uncompiled(model: Any = None, **_options: object) -> Any:
    """Stand in for `torch.compile`, which changes no shape and no device."""
    return model if model is not None else lambda function: function


def _default_setter(machine: Machine) -> Any:
    def set_default_device(device: Any) -> None:
        if device is not None:
            machine.ordinal(device)
        machine.default = torch.device(device) if device is not None else None

    return set_default_device


def _default_type_setter(machine: Machine, original: Any) -> Any:
    """Return the old way of choosing device and element type at once."""

    def set_default_tensor_type(wanted: Any) -> None:
        placed, dtype = named_type(machine, wanted)
        if dtype is None:
            original(wanted)
            return
        machine.default = torch.device(machine.kind) if placed else None
        torch.set_default_dtype(dtype)

    return set_default_tensor_type


def _single_device_forward(self: Any, *args: Any, **kwargs: Any) -> Any:
    """Run a data-parallel module on its first device, which gives the shapes that several would."""
    source = torch.device(self.src_device_obj) if hasattr(self, "src_device_obj") else None

    def move(part: Any) -> Any:
        return part.to(source) if isinstance(part, torch.Tensor) and source else part

    return self.module(*map(move, args), **{name: move(part) for name, part in kwargs.items()})


def _let_optimisers_take_meta() -> None:
    """Let optimisers use their fused and grouped steps: they ask for a device's name before they call them."""
    import torch.utils._foreach_utils as foreach  # noqa: PLC0415
    from torch.optim import optimizer  # noqa: PLC0415 - late, like the rest of torch's optimisers

    # Every optimiser's module has names of its own for these.
    theirs = [module for name, module in sys.modules.items() if name.startswith("torch.optim.")]
    for module in (optimizer, foreach, *theirs):
        for name in _PRETENDING:
            known = getattr(module, name, None)
            if known is not None:
                setattr(module, name, _with_meta(known))


def _with_meta(known: Any) -> Any:
    return lambda *args: [*known(*args), "meta"]

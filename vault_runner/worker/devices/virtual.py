"""Begin the virtual devices in this process: the one adapter to what torch keeps private.

Made for torch 2.13 and tried with no other: `tests/devices/test_canary.py` asserts each private name that is used here
or in the modules below. Once begun, the devices stay until the process ends.
"""

from __future__ import annotations

import ast
import contextlib
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, Literal

import torch
from torch.nested._internal import sdpa as jagged

from vault_runner.worker.devices import asked_types, callbacks, collectives, compiler, kinds, storing, surface, threads
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
        compiler.keep_away()
        functions = Functions(self.machine)
        operations = Operations(self.machine, functions)
        self._below: AbstractContextManager[Any] = contextlib.nullcontext()
        surface.put_up(self.machine)
        _adapt_torch(self.machine)
        collectives.adapt(self.machine)
        kinds.adapt(self.machine)
        callbacks.adapt(functions)
        asked_types.answer_types()
        if self.machine.mode == "shape":
            from vault_runner.worker.devices.shapes import below  # noqa: PLC0415 - takes seconds, not always needed

            self._below = below()
        setattr(VirtualTensor, "answer", staticmethod(operations.answer))  # noqa: B010 - it is a method otherwise
        threads.adapt(self._of_thread)
        for mode in (self._below, operations, functions):
            self._modes.enter_context(mode)

    @contextlib.contextmanager
    def _of_thread(self) -> Iterator[None]:
        """Let calls of another thread pass through the virtual devices as well."""
        functions = Functions(self.machine)
        with self._below, Operations(self.machine, functions), functions:
            yield

    def change(self, tree: ast.Module) -> None:
        """Change a block's tree where the author's code would see what our tensors are."""
        asked_types.ask_types(tree)

    def end(self) -> None:
        """Let calls pass as they are again, so that what is left of the session's own code meets plain torch."""
        self._modes.close()


def _adapt_torch(machine: Machine) -> None:
    """Change the few places where torch decides by a device's name or would start what can't be had here."""
    torch.load = storing.loader(machine, torch.load)
    torch.compile = uncompiled
    torch.set_default_device = _default_setter(machine)
    torch.set_default_tensor_type = _default_type_setter(machine, torch.set_default_tensor_type)
    original = torch.get_default_device
    torch.get_default_device = lambda: machine.default if machine.default is not None else original()
    # It refuses our streams before it asks anybody.
    torch.Tensor.record_stream = lambda _tensor, _stream: None
    torch.nn.DataParallel.forward = _single_device_forward
    for name in ("is_autocast_enabled", "get_autocast_dtype"):
        setattr(torch, name, _asked_of(machine, getattr(torch, name)))
    if machine.mode == "shape":
        torch.amp.GradScaler._maybe_opt_step = _always_step  # noqa: SLF001 - where it looks whether a gradient is infinite
        torch.amp.GradScaler._get_growth_tracker = lambda self: self._init_growth_tracker  # noqa: SLF001 - a number that is stored
    jagged._select_sdp_backend = _jagged_backend(jagged._select_sdp_backend)  # noqa: SLF001 - it asks for a device's kernels
    _let_optimisers_take_meta()


def uncompiled(model: Any = None, **_options: object) -> Any:
    """Stand in for `torch.compile`, which changes no shape and no device."""
    return model if model is not None else lambda function: function


def _asked_of(machine: Machine, original: Any) -> Any:
    """Let torch's own code ask by the kind of device that it sees."""

    def asked(*kind: Any) -> Any:
        return original(*(machine.kind if each == "meta" else each for each in kind))

    return asked


def _jagged_backend(original: Any) -> Any:
    """Let attention over ragged sequences take a device's kernel, which is there on every device that has any."""

    def select(query: Any, *args: Any, **kwargs: Any) -> Any:
        flash = torch.backends.cuda.flash_sdp_enabled() or torch.backends.cuda.mem_efficient_sdp_enabled()
        if flash and query.device.type == "meta":
            return torch.nn.attention.SDPBackend.FLASH_ATTENTION
        return original(query, *args, **kwargs)

    return select


def _always_step(_scaler: Any, optimizer: Any, _state: Any, *args: Any, **kwargs: Any) -> Any:
    """Step, as is done unless a gradient is infinite; where tensors have no values none is."""
    return optimizer.step(*args, **kwargs)


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
        if hasattr(module, "_foreach_supported_types"):
            module._foreach_supported_types = []  # noqa: SLF001 - grouped steps are taken where the author asks for them
        for name in _PRETENDING:
            known = getattr(module, name, None)
            if known is not None:
                setattr(module, name, _with_meta(known))


def _with_meta(known: Any) -> Any:
    return lambda *args: [*known(*args), "meta"]

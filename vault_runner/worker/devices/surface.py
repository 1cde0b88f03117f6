"""What `torch.cuda` and `torch.accelerator` say on a virtual machine."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import torch

from vault_runner.worker.devices.graphs import graphs
from vault_runner.worker.devices.machine import Machine, of_device
from vault_runner.worker.devices.memory import INSTALLED, memory
from vault_runner.worker.devices.showing import OLD_NAMES, named_type
from vault_runner.worker.devices.streams import Event, Stream, Within
from vault_runner.worker.devices.tensors import VirtualGenerator, fetched

_SILENT = [
    "synchronize",
    "empty_cache",
    "ipc_collect",
    "reset_accumulated_memory_stats",
    "init",
    "_lazy_init",
    "set_per_process_memory_fraction",
    "set_sync_debug_mode",
    "set_stream",
]


def put_up(machine: Machine) -> None:
    """Let `torch` speak of the virtual devices, for as long as the process lives."""
    module = getattr(torch, machine.kind, None)
    if module is not None:
        _dress(module, machine)
    if machine.kind == "cuda":
        _dress_cuda(machine)
    if machine.kind == "mps":
        torch.backends.mps.is_available = lambda: True
    accelerator = torch.accelerator
    _set(accelerator, _queries(machine) | _moving(machine) | memory(machine) | _standing_still())
    accelerator.current_accelerator = lambda *_args, **_kwargs: torch.device(machine.kind)
    accelerator.current_device_index = accelerator.current_device_idx = lambda: machine.current
    accelerator.set_device_index = accelerator.set_device_idx = _setter(machine)
    torch.Generator = _generators(machine)
    torch.Stream, torch.Event = Stream, Event


def _set(module: Any, names: dict[str, Any]) -> None:
    for name, value in names.items():
        if hasattr(module, name):
            setattr(module, name, value)


def _dress(module: Any, machine: Machine) -> None:
    names = _queries(machine) | _moving(machine) | memory(machine) | _chance(machine) | _standing_still()
    for part in (module, getattr(module, "memory", None), getattr(module, "random", None)):
        if part is not None:
            _set(part, names)


def _queries(machine: Machine) -> dict[str, Any]:
    properties = SimpleNamespace(
        name=f"virtual {machine.kind} device",
        total_memory=INSTALLED,
        multi_processor_count=108,
        major=9,
        minor=0,
        warp_size=32,
        max_threads_per_multi_processor=2048,
        is_integrated=False,
        is_multi_gpu_board=False,
    )

    def properties_of(device: Any = None) -> Any:
        machine.ordinal(machine.current if device is None else device)
        return properties

    return {
        "is_available": lambda: True,
        "is_initialized": lambda: True,
        "is_built": lambda: True,
        "device_count": machine.tally,
        "current_device": lambda: machine.current,
        "get_device_name": lambda device=None: properties_of(device).name,
        "get_device_properties": properties_of,
        "get_device_capability": lambda device=None: (properties_of(device).major, 0),
        "get_arch_list": lambda: ["sm_90"],
        "is_bf16_supported": lambda *_args, **_kwargs: True,
        "is_tf32_supported": lambda: True,
        "can_device_access_peer": lambda *_args: True,
        "current_blas_handle": lambda: 0,
        "current_solver_handle": lambda: 0,
        "get_sync_debug_mode": lambda: 0,
        "get_stream_from_external": lambda *_args: Stream(),
    }


def _standing_still() -> dict[str, Any]:
    current = Stream()
    still: dict[str, Any] = dict.fromkeys(_SILENT, lambda *_args, **_kwargs: None)
    return still | {
        "Stream": Stream,
        "ExternalStream": Stream,
        "Event": Event,
        "current_stream": lambda *_args: current,
        "default_stream": lambda *_args: current,
        "stream": Within,
        "StreamContext": Within,
    }


def _setter(machine: Machine) -> Callable[[Any], None]:
    def set_device(device: Any) -> None:
        ordinal = machine.ordinal(device)
        if ordinal is None:
            raise ValueError(f"Expected a {machine.kind} device, but got: {device}")
        machine.current = ordinal

    return set_device


def _moving(machine: Machine) -> dict[str, Any]:
    set_device = _setter(machine)

    class Current:
        """Makes a device current for a while."""

        def __init__(self, device: Any) -> None:
            self.idx = machine.ordinal(device) if device is not None else machine.current

        def __enter__(self) -> None:
            self._before, machine.current = machine.current, self.idx if self.idx is not None else machine.current

        def __exit__(self, *_error: object) -> None:
            machine.current = self._before

    class CurrentOf(Current):
        """Makes a tensor's device current for a while."""

        def __init__(self, tensor: Any) -> None:
            super().__init__(tensor.device)

    return {
        "set_device": set_device,
        "device": Current,
        "_DeviceGuard": Current,
        "device_index": Current,
        "device_of": CurrentOf,
    }


def _chance(machine: Machine) -> dict[str, Any]:
    sources = machine.generators

    def at(device: Any) -> Any:
        ordinal = machine.ordinal(machine.current if device is None or device == machine.kind else device)
        return sources[ordinal or 0]

    def seed_all(seed: int) -> None:
        for source in sources:
            source.manual_seed(of_device(int(seed)))

    def set_all(states: Any) -> None:
        for source, state in zip(sources, states, strict=False):
            source.set_state(state)

    return {
        "manual_seed": lambda seed: at(None).manual_seed(of_device(int(seed))) and None,
        "manual_seed_all": seed_all,
        "seed": lambda: at(None).seed() and None,
        "seed_all": lambda: at(None).seed() and None,
        "initial_seed": lambda: of_device(at(None).initial_seed()),
        "get_rng_state": lambda device=None: at(device).get_state(),
        "get_rng_state_all": lambda: [source.get_state() for source in sources],
        "set_rng_state": lambda state, device=None: at(device).set_state(state) and None,
        "set_rng_state_all": set_all,
    }


def _dress_cuda(machine: Machine) -> None:
    for name in OLD_NAMES:
        setattr(torch.cuda, f"{name}Tensor", _old_type(machine, f"torch.cuda.{name}Tensor"))
        setattr(torch, f"{name}Tensor", _host_type(getattr(torch, f"{name}Tensor")))
    nothing = dict.fromkeys(("range_push", "range_pop", "mark", "range_start", "range_end"), lambda *_args: 0)
    _set(torch.cuda.nvtx, nothing | {"range": lambda *_args, **_kwargs: contextlib.nullcontext()})
    _set(torch.cuda.profiler, dict.fromkeys(("start", "stop", "init"), lambda *_args, **_kwargs: None))
    _set(torch.cuda, {"cudart": _runtime, "check_error": lambda _code: None})
    torch.autograd.profiler.emit_nvtx = _unmarked
    torch.version.cuda = "12.8"
    torch.backends.cudnn.is_available = lambda: True
    torch.backends.cudnn.version = lambda: 91000
    for part in (torch.cuda, torch.cuda.graphs):
        _set(part, graphs(machine.recorder, hollow=machine.mode == "shape"))


def _runtime() -> Any:
    """Return what stands for CUDA's runtime library, whose functions return that there was no error."""
    names = ("cudaProfilerStart", "cudaProfilerStop", "cudaDeviceSynchronize", "cudaHostRegister", "cudaHostUnregister")
    return SimpleNamespace(**dict.fromkeys(names, lambda *_args: 0), cudaMemGetInfo=torch.cuda.mem_get_info)


def _unmarked(*_args: object, **_kwargs: object) -> Any:
    """Mark nothing for a profiler of the device's."""
    return contextlib.nullcontext()


def _old_type(machine: Machine, name: str) -> Any:
    _, dtype = named_type(machine, name)

    class Kind(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, torch.Tensor) and value.type() == name

    class OldType(metaclass=Kind):
        """Makes tensors as the old constructors do."""

        def __new__(cls, *parts: Any) -> Any:
            place = {"dtype": dtype, "device": torch.device(machine.kind, machine.current)}
            sizes = all(isinstance(part, int) for part in parts)
            return torch.empty(*(parts or (0,)), **place) if sizes else torch.tensor(parts[0], **place)

    OldType.__module__, _, OldType.__name__ = name.rpartition(".")
    return OldType


def _host_type(original: Any) -> Any:
    """Let an old constructor of the host's take lists in which numbers on a device stand."""

    class Kind(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, original)

    class OldType(metaclass=Kind):
        """Makes tensors as the old constructors do."""

        def __new__(cls, *parts: Any, **options: Any) -> Any:
            return original(*(fetched(part) if isinstance(part, list | tuple) else part for part in parts), **options)

    OldType.__module__, OldType.__name__ = original.__module__, original.__name__
    return OldType


def _generators(machine: Machine) -> Any:
    plain = torch.Generator

    class Kind(type):
        def __instancecheck__(cls, value: object) -> bool:
            return isinstance(value, plain)

    class Generator(metaclass=Kind):
        """Makes a source of chance for the device that is asked for."""

        def __new__(cls, device: Any = "cpu") -> Any:
            ordinal = machine.ordinal(device)
            if ordinal is None:
                return plain(device)
            source = VirtualGenerator("cpu")
            source.ordinal, source.kind = ordinal, machine.kind
            return source

    return Generator

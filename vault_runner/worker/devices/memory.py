"""What `torch.cuda` says of memory on a virtual machine: bytes of tensors, since nothing is reserved beyond them."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from pathlib import Path
from typing import Any

from vault_runner.worker.devices.machine import Machine

INSTALLED = 80 << 30
_ZERO_COUNTS = (
    "utilization",
    "temperature",
    "power_draw",
    "clock_rate",
    "memory_usage",
    "device_memory_used",
)
_NOTED_NOWHERE = (
    "_record_memory_history",
    "empty_host_cache",
    "reset_peak_host_memory_stats",
    "reset_accumulated_host_memory_stats",
    "caching_allocator_enable",
)


def memory(machine: Machine) -> dict[str, Any]:
    """Return what answers to questions of memory, by its name in `torch.cuda`."""
    footprint = machine.footprint

    def place(device: Any) -> int:
        ordinal = machine.ordinal(machine.current if device is None or device == machine.kind else device)
        return machine.current if ordinal is None else ordinal

    def now(device: Any = None) -> int:
        return footprint.now(place(device))

    def most(device: Any = None) -> int:
        return footprint.most(place(device))

    def reset(device: Any = None) -> None:
        footprint.begin_anew(place(device))

    def info(device: Any = None) -> tuple[int, int]:
        return INSTALLED - now(device), INSTALLED

    def stats(device: Any = None) -> OrderedDict[str, int]:
        known = {"current": now(device), "peak": most(device)}
        bytes_of = {
            f"{kind}_bytes.all.{what}": size
            for kind in ("active", "allocated", "reserved")
            for what, size in known.items()
        }
        return OrderedDict(bytes_of | {"num_alloc_retries": 0, "num_ooms": 0})

    def summary(*_args: object, **_kwargs: object) -> str:
        return f"virtual {machine.kind} device: {now()} bytes in use, {most()} at most"

    return (
        dict.fromkeys(_ZERO_COUNTS, lambda *_args, **_kwargs: 0)
        | dict.fromkeys(_NOTED_NOWHERE, lambda *_args, **_kwargs: None)
        | dict.fromkeys(("memory_allocated", "memory_reserved", "memory_cached"), now)
        | dict.fromkeys(("max_memory_allocated", "max_memory_reserved", "max_memory_cached"), most)
        | dict.fromkeys(("reset_peak_memory_stats", "reset_max_memory_allocated", "reset_max_memory_cached"), reset)
        | dict.fromkeys(("mem_get_info", "get_memory_info"), info)
        | dict.fromkeys(("memory_summary", "list_gpu_processes"), summary)
        | {"memory_stats": stats, "memory_stats_as_nested_dict": lambda device=None: _nested(stats(device))}
        | {"host_memory_stats": OrderedDict, "host_memory_stats_as_nested_dict": dict}
        | {"memory_snapshot": list, "_snapshot": _snapshot, "_dump_snapshot": _dump_snapshot}
        | {"get_allocator_backend": lambda: "native", "get_per_process_memory_fraction": lambda *_args: 1.0}
    )


def _nested(stats: OrderedDict[str, int]) -> dict[str, Any]:
    """Return counts by the parts of their names."""
    whole: dict[str, Any] = {}
    for name, count in stats.items():
        *outer, last = name.split(".")
        part = whole
        for each in outer:
            part = part.setdefault(each, {})
        part[last] = count
    return whole


def _snapshot(*_args: object, **_kwargs: object) -> dict[str, Any]:
    """Return a recording of no allocations: the allocator is the host's, and what it did says nothing of a device's."""
    return {"segments": [], "device_traces": [], "allocator_settings": {}, "external_annotations": []}


def _dump_snapshot(filename: str = "dump_snapshot.pickle", *_args: object, **_kwargs: object) -> None:
    with Path(filename).open("wb") as file:
        pickle.dump(_snapshot(), file)

"""What one process may take of memory, files and the like; together they are watched by the guardian."""

from __future__ import annotations

import resource

_MIB = 1 << 20
_DESCRIPTORS = 1024


def limit(memory: int, largest_file: int = 0) -> None:
    """Bound this process and all below it.

    Args:
        memory: MiB of address space beyond what is mapped now; 0 leaves it, since CUDA reserves far more.
        largest_file: Bytes that a file may grow to; 0 leaves it, and everything else that only strangers' code lacks.
    """
    _lower(resource.RLIMIT_CORE, 0)
    if memory:
        _lower(resource.RLIMIT_AS, _mapped() + memory * _MIB)
    if largest_file:
        _lower(resource.RLIMIT_FSIZE, largest_file)
        _lower(resource.RLIMIT_NOFILE, _DESCRIPTORS)
        _lower(resource.RLIMIT_MSGQUEUE, 0)


def _lower(which: int, most: int) -> None:
    """Set a limit for good; one that is lower already stays."""
    _, hard = resource.getrlimit(which)
    kept = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (kept, kept))


def _mapped() -> int:
    with open("/proc/self/statm", encoding="ascii") as statistics:  # noqa: PTH123 - nothing else is needed of pathlib
        return int(statistics.read().split()[0]) * resource.getpagesize()

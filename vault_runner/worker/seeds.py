"""Seeds for the sources of chance, set once a session and for packages that are imported later."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

_LARGEST = 2**32


def sow(module: ModuleType, seed: int, threads: int = 0) -> None:
    """Seed one source of chance; torch is told its number of threads on the way, 0 leaves it."""
    SOURCES[module.__name__](module, seed)
    if threads and module.__name__ == "torch":
        module.set_num_threads(threads)


def seed_loaded(seed: int) -> None:
    """Seed every known source of chance whose module is loaded."""
    for name in SOURCES.keys() & sys.modules.keys():
        sow(sys.modules[name], seed)


def _random(module: ModuleType, seed: int) -> None:
    module.seed(seed)


def _numpy(module: ModuleType, seed: int) -> None:
    module.random.seed(seed % _LARGEST)


def _torch(module: ModuleType, seed: int) -> None:
    module.manual_seed(seed)


SOURCES: dict[str, Callable[[ModuleType, int], None]] = {"random": _random, "numpy": _numpy, "torch": _torch}

"""Parts of scipy, which are loaded when a formula first needs them: most need none, and all of them take a second.

The clock by which the engine gives up stands still while they are loaded, so that what a formula is told doesn't
depend on whether it came first.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from types import ModuleType
from typing import Any

_loading = 0.0


def now() -> float:
    """Return a time of the monotonic clock, without what loading took."""
    return time.monotonic() - _loading


class Late(ModuleType):
    """Stands for a module, and loads it when something of it is first asked for."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module holds
        """Load the module, and keep what was asked for."""
        found = getattr(_loaded(self.__name__), name)
        self.__dict__[name] = found
        return found


def _loaded(name: str) -> ModuleType:
    """Import a module in a thread of its own.

    It may be asked for deep within a formula, where little is left of the stack, and where numpy was told what to do
    with overflows; what is loaded there halfway would be broken for all formulas to come.
    """
    global _loading  # noqa: PLW0603 - there is one clock
    begin = time.monotonic()
    with ThreadPoolExecutor(1) as apart:
        module = apart.submit(import_module, name).result()
    _loading += time.monotonic() - begin
    return module


integrate = Late("scipy.integrate")
linalg = Late("scipy.linalg")
optimize = Late("scipy.optimize")
special = Late("scipy.special")

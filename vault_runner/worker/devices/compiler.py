"""Torch's compiler, kept away until something of it is really needed: to import it takes over a second.

On virtual devices nothing is compiled. What is left are a few names that the inference of shapes looks up, and
functions by which torch's own modules tell the compiler where not to look, which say nothing where there is none.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

NAME = "torch._dynamo"
SETTINGS: dict[str, Any] = {
    "fake_tensor_cache_enabled": True,
    "fake_tensor_cache_crosscheck_enabled": False,
    "_custom_ops_profile": None,
}
"""What the inference of shapes looks up in the compiler's settings, each as it stands there."""


class Waiting(ModuleType):
    """Stands where a module of the compiler will be, and gives way to all of it as soon as more is asked for."""

    def __init__(self, name: str, **known: object) -> None:
        """Know some of what the module has."""
        super().__init__(name)
        self.__dict__.update(known)

    def __getattr__(self, name: str) -> Any:
        """Return what only the real module has; its names between underscores are asked for by who lists modules."""
        if name.startswith("__") and (self.__name__, name) != (NAME, "__path__"):
            raise AttributeError(name)
        return getattr(_arrived(self.__name__), name)

    def __setattr__(self, name: str, value: object) -> None:
        """Set it where it counts."""
        if name.startswith("__"):
            super().__setattr__(name, value)
        else:
            setattr(_arrived(self.__name__), name, value)


def _as_it_is(function: Any, *_options: object, **_more: object) -> Any:
    return function


def _nothing() -> None:
    """Break no graph: there is none."""


def _arrived(name: str) -> Any:
    """Return a module of the compiler, imported into the place of what waited there."""
    for each in [each for each, module in sys.modules.items() if isinstance(module, Waiting)]:
        del sys.modules[each]
    return importlib.import_module(name)


def keep_away() -> None:
    """Put what waits in the compiler's place, unless that is there already."""
    if NAME in sys.modules:
        return
    settings = Waiting(f"{NAME}.config", **SETTINGS)
    # Where a number came from matters to symbolic sizes, and here all sizes are numbers.
    source = Waiting(f"{NAME}.source", RandomValueSource=None)
    compiler = Waiting(NAME, config=settings, source=source, disable=_as_it_is, graph_break=_nothing)
    sys.modules |= {module.__name__: module for module in (compiler, settings, source)}

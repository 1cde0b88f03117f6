"""Calls something as soon as a module has been imported, whenever that is."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

Greeting = Callable[[ModuleType], None]


class Arrivals(MetaPathFinder):
    """A finder that finds nothing itself, but learns of the modules that it waits for."""

    def __init__(self) -> None:
        """Wait for nothing yet."""
        self._awaited: dict[str, Greeting] = {}

    def greet(self, name: str, greeting: Greeting) -> None:
        """Call `greeting` with the module `name`: now if it is loaded, else when it will be."""
        module = sys.modules.get(name)
        if module is not None:
            greeting(module)
        else:
            self._awaited[name] = greeting

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Let the other finders look, and wrap the loader of a module that is awaited."""
        del path, target
        greeting = self._awaited.pop(fullname, None)
        if greeting is None:
            return None
        spec = importlib.util.find_spec(fullname)
        if spec is not None and spec.loader is not None and hasattr(spec.loader, "exec_module"):
            spec.loader = _Greeter(spec.loader, greeting)
            return spec
        return None


class _Greeter(Loader):
    """Loads through the real loader, then greets; anything else is asked of the real loader."""

    def __init__(self, loader: Loader, greeting: Greeting) -> None:
        self._loader = loader
        self._greeting = greeting

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        self._loader.exec_module(module)
        self._greeting(module)

    def __getattr__(self, name: str) -> object:
        return getattr(self._loader, name)

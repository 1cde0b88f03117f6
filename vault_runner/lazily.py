"""Packages whose names are imported when they are first asked for, so that a command loads only what it uses.

A check in which nothing has changed must not load the parser; `--help` must load next to nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType


class LazyPackage(ModuleType):
    """A package that knows in which of its modules each of its public names lives."""

    _homes: Mapping[str, str]

    def __getattr__(self, name: str) -> object:
        """Import the module that holds `name`, once."""
        try:
            home = self.__dict__["_homes"][name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None
        found: object = getattr(import_module(f"{self.__name__}.{home}"), name)
        self.__dict__[name] = found
        return found

    def __setattr__(self, name: str, value: object) -> None:
        """Keep the import system from putting a module in the place of the public name that is spelt like it."""
        if not (isinstance(value, ModuleType) and name in self.__dict__["_homes"]):
            super().__setattr__(name, value)


class LazyModule(ModuleType):
    """Stands for a module, often of a package that takes long to load, and imports it when it is first used."""

    def __getattr__(self, name: str) -> object:
        """Return what the module has under that name."""
        return getattr(import_module(self.__name__), name)


def lazily(package: str, homes: Mapping[str, str]) -> None:
    """Make `package` import its public names on demand.

    Args:
        package: The package's `__name__`; called from its `__init__`, which imports the same names for type checkers.
        homes: The module of the package that holds each name.
    """
    module = sys.modules[package]
    module.__dict__["_homes"] = homes
    module.__class__ = LazyPackage

"""What a zygote imports before it forks, so that no session has to."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Callable

from vault_runner.worker import fonts

HEAVY = (
    "numpy",
    "scipy",
    "torch",
    "matplotlib",
    "pandas",
    "sympy",
    "sklearn",
    "networkx",
    "PIL",
    "einops",
)
"""Packages worth loading ahead, known to start no thread and to touch no accelerator when they are imported."""


def load(names: list[str]) -> list[str]:
    """Import the packages among `names` and return those that could be.

    One that fails is no error here: the block that needs it will say so. If one started a thread after all, this
    program starts over without it.
    """
    loaded = []
    for name in names:
        try:
            importlib.import_module(name)
            _WARM.get(name, _nothing)()
        except Exception:  # noqa: S112 - whatever is wrong with it, the block that imports it will be told
            continue
        if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 - pathlib isn't needed otherwise
            _start_over([other for other in names if other != name])
        loaded.append(name)
    return loaded


def load_late(names: list[str]) -> None:
    """Import parts of packages that an earlier session had to import itself, such as what torch's optimisers need."""
    for name in names:
        if name not in sys.modules:
            # A module that is meant to be run ends the interpreter; that must not be ours.
            with contextlib.suppress(Exception, SystemExit):
                importlib.import_module(name)


def _start_over(names: list[str]) -> None:
    os.execv(sys.executable, [sys.executable, *sys.argv[:3], ",".join(names)])  # noqa: S606 - our own interpreter


def _nothing() -> None:
    """Warm nothing up."""


def _warm_numpy() -> None:
    """Load the parts that numpy leaves for their first use, which seeding is."""
    importlib.import_module("numpy.random")
    importlib.import_module("numpy.linalg")


def _warm_torch() -> None:
    """Keep torch to one thread, for good: a pool that is started here would be dead in every child."""
    sys.modules["torch"].set_num_threads(1)


def _warm_matplotlib() -> None:
    """Draw an empty figure: the first one loads a dozen modules and looks for fonts."""
    pyplot = importlib.import_module("matplotlib.pyplot")
    fonts.adopt(sys.modules["matplotlib"], sys.modules["matplotlib.font_manager"])
    figure = pyplot.figure(figsize=(1, 1))
    figure.add_subplot().set_title("a")
    for form in ("svg", "png"):
        figure.savefig(io.BytesIO(), format=form)
    pyplot.close("all")


_WARM: dict[str, Callable[[], None]] = {"numpy": _warm_numpy, "torch": _warm_torch, "matplotlib": _warm_matplotlib}

"""Sizes that stand for any number: tensors without values whose axes are expressions in the names of the note.

The code is followed once. Wherever it, or torch, goes on according to a size, the question is kept as a condition with
the line that asked; what is found holds for all sizes that answer the questions the same way.

Made for torch 2.13, like the rest of this package; `tests/devices/test_canary.py` asserts the names that are used.
"""

from __future__ import annotations

import builtins
import contextlib
import itertools
import logging
import math
import numbers
import re
import sys
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

import torch
from torch._dynamo.source import ConstantSource
from torch.fx.experimental import symbolic_shapes

from vault_runner.worker.devices import conditions, surface
from vault_runner.worker.devices.conditions import Asked
from vault_runner.worker.devices.functions import Functions
from vault_runner.worker.devices.hook import HOOK
from vault_runner.worker.devices.indices import Inferred
from vault_runner.worker.devices.machine import Machine
from vault_runner.worker.devices.shown import show_sizes
from vault_runner.worker.devices.virtual import uncompiled
from vault_runner.worker.devices.wording import in_python

_WORD = re.compile(r"[A-Za-z_]\w*")
_ROOTS: dict[str, Callable[[Any], Any]] = {"sqrt": torch.sym_sqrt}
_FILLING = (
    *("uniform_", "normal_", "trunc_normal_", "constant_", "ones_", "zeros_", "eye_", "dirac_", "orthogonal_"),
    *("xavier_uniform_", "xavier_normal_", "kaiming_uniform_", "kaiming_normal_", "sparse_"),
)


class Sizes:
    """The sizes of one session that stand for any number, and what was asked of them."""

    def __init__(self) -> None:
        """Ask nothing yet."""
        self._env = _Env()
        self._names: dict[Any, str] = {}
        self._unsure_lines: list[int] = []

    def begin(self) -> Any:
        """Let the code name its sizes, and return the mode in which it is followed."""
        logging.getLogger("torch").setLevel(logging.CRITICAL)
        setattr(builtins, HOOK, self.size)
        numbers.Integral.register(torch.SymInt)
        for kernels in (torch.backends.nnpack, torch.backends.mkldnn):
            kernels.set_flags(False)  # which is the fastest would be asked of the sizes
        show_sizes()
        for name, root in _ROOTS.items():
            setattr(math, name, _either(getattr(math, name), root))
        for name in _FILLING:
            setattr(torch.nn.init, name, _unfilled)
        mode = Inferred(self._env, self._unsure)
        torch.nn.functional.one_hot = mode.one_hot
        return mode

    def size(self, name: str, written: int) -> Any:
        """Return the size that goes by `name`; wherever a number has to be had, it is the written one."""
        source = ConstantSource(name)
        dynamic = symbolic_shapes.DimDynamic.DYNAMIC
        symbol = self._env.create_symbol(written, source=source, dynamic_dim=dynamic, constraint_dim=None)
        self._names[symbol] = name
        return self._env.create_symintnode(symbol, hint=written, source=source)

    def in_names(self, text: str) -> str:
        """Return an expression of torch's symbols in the names of the note."""
        names = {str(symbol): name for symbol, name in self._names.items()}
        return in_python(_WORD.sub(lambda found: names.get(found[0], found[0]), text))

    def asked(self) -> list[tuple[str, str, str, int]]:
        """Return what must be so for the sizes, as far as it isn't so for all of them from 2 on."""
        env = self._env
        lines = itertools.chain(env.lines, itertools.repeat(0))
        questions = [Asked(guard.expr, line) for guard, line in zip(env.guards, lines, strict=False)]
        rows = conditions.told(questions, self._names, dict(env.replacements))
        return [*rows, *(("indices", "", "", line) for line in self._unsure_lines)]

    def _unsure(self) -> None:
        """Keep that nothing can be told of the indices of the line that runs."""
        line = _line()
        if line not in self._unsure_lines:
            self._unsure_lines.append(line)


class _Env(symbolic_shapes.ShapeEnv):  # type: ignore[misc] # torch has no types that are followed here
    """Keeps with each question the line of the note that asked it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[int] = []

    def evaluate_expr(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().evaluate_expr(*args, **kwargs)
        finally:
            self.lines += [_line()] * (len(self.guards) - len(self.lines))


def _line() -> int:
    """Return the line of the author's code that runs, 0 if none of it does."""
    frame: FrameType | None = sys._getframe(2)  # noqa: SLF001 - nothing else tells who asks
    while frame is not None:
        if frame.f_globals.get("__name__") == "__main__":
            return frame.f_lineno
        frame = frame.f_back
    return 0


def _either(plain: Callable[[Any], Any], symbolic: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a function for numbers and for sizes: of a size, `math.sqrt` would ask which number it is."""

    def root(value: Any) -> Any:
        return symbolic(value) if isinstance(value, torch.SymInt | torch.SymFloat) else plain(value)

    return root


def _unfilled(tensor: Any, *_args: object, **_kwargs: object) -> Any:
    """Stand in for what fills weights: there are no values, and it would ask for numbers."""
    return tensor


class AnyDevice(Machine):
    """A machine on which every device is the host: which one a tensor is on was looked at before."""

    def below(self, device: Any) -> Any:
        """Return the host for every device of the author's."""
        return device if self.ordinal(device) is None else torch.device("cpu")


class Followed:
    """A session whose sizes stand for any number; it answers as `virtual.Devices` does."""

    def __init__(self, kind: str, count: int, seed: int = 0) -> None:
        """Put everything in its place; nothing is symbolic before `begin`."""
        self._machine = AnyDevice("shape", kind, count, seed)
        self._sizes = Sizes()
        self._modes = contextlib.ExitStack()

    def begin(self) -> None:
        """Let every call of torch in this thread be followed."""
        surface.put_up(self._machine)
        torch.compile = uncompiled
        self._modes.enter_context(self._sizes.begin())
        self._modes.enter_context(Functions(self._machine))

    def end(self) -> None:
        """Let calls pass as they are again."""
        self._modes.close()

    def moved(self) -> list[tuple[str, int, int]]:
        """Return no copies: where tensors are isn't followed."""
        return []

    def peak(self) -> list[tuple[str, int]]:
        """Return nothing: how much memory it takes depends on the sizes."""
        return []

    def conditions(self) -> list[tuple[str, str, str, int]]:
        """Return what must be so for the sizes."""
        return self._sizes.asked()

    def change(self, tree: object) -> None:
        """Leave a block's tree as it is: all tensors are of torch's own kind."""

    def name_sizes(self, rows: Iterable[dict[str, object]]) -> None:
        """Put the note's names into observations."""
        for row in rows:
            sizes = row.get("sizes")
            if isinstance(sizes, tuple):
                row["sizes"] = tuple(self._sizes.in_names(str(size)) for size in sizes)

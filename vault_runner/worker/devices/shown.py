"""A size that stands for any number, as a text: printing it asks nothing, going on by its digits does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any, Self

import torch


class Shown(str):
    """The number that stands in the code; which it is is asked as soon as the text decides something."""

    __slots__ = ("_size",)
    _size: Any

    def __new__(cls, size: Any, form: str = "") -> Self:
        """Show a size in a form such as `03d`."""
        made = super().__new__(cls, format(int(size.node.hint), form))
        made._size = size
        return made

    def _asked(self) -> str:
        """Return the text; who prints it, in code that isn't the author's, goes on whichever number it is."""
        if _asks_the_author(3):
            int(self._size)
        return str.__str__(self)

    def __len__(self) -> int:
        """Tell how many digits it has."""
        return len(self._asked().encode())

    def __int__(self) -> int:
        """Return the number."""
        return int(self._size)

    def __eq__(self, other: object) -> bool:
        """Compare the digits."""
        return bool(str.__eq__(self._asked(), other)) if isinstance(other, str) else False

    def __hash__(self) -> int:
        """Go by the digits, as a key."""
        return str.__hash__(self._asked())

    def __getitem__(self, key: Any) -> str:
        """Return some of the digits."""
        return str.__getitem__(self._asked(), key)

    def __iter__(self) -> Iterator[str]:
        """Go through the digits."""
        return str.__iter__(self._asked())


def show_sizes() -> None:
    """Let the author's code get such a text for a size; torch's own gets what it always did."""
    for name in ("__str__", "__repr__"):
        setattr(torch.SymInt, name, _told(getattr(torch.SymInt, name)))
    torch.SymInt.__format__ = _formatted


def _told(plain: Any) -> Any:
    def told(size: Any) -> str:
        return Shown(size) if _asks_the_author() else str(plain(size))

    return told


def _formatted(size: Any, form: str) -> str:
    return Shown(size, form) if form or _asks_the_author() else str(size)


def _asks_the_author(above: int = 2) -> bool:
    """Tell whether the frame so far above this one is of the author's code."""
    return sys._getframe(above).f_globals.get("__name__") == "__main__"  # noqa: SLF001 - nothing else tells who asks

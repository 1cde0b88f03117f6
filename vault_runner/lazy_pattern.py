"""Regular expressions that are compiled when they are first used.

Compiling takes longer than loading the module that holds them, and most commands use few of them.
"""

from __future__ import annotations

import re
from typing import cast


class _Uncompiled:
    """Stands for a pattern; once it has been used its methods are those of the compiled one."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> object:
        """Compile, and keep what was asked for."""
        compiled = self.__dict__.get("_compiled")
        if compiled is None:
            compiled = self.__dict__["_compiled"] = re.compile(self._source, self._flags)
        found: object = getattr(compiled, name)
        self.__dict__[name] = found
        return found


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    r"""Return a pattern that is compiled at its first use.

    Args:
        source: The regular expression.
        flags: As `re.compile` takes them.

    Returns:
        What has the methods and attributes of a compiled pattern; the functions of `re` don't take it.

    Example:
        >>> lazy_pattern(r"\d+").findall("3 of 12")
        ['3', '12']
    """
    return cast("re.Pattern[str]", _Uncompiled(source, flags))

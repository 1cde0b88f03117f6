"""Judge one example of an interpreter session as `doctest` would, with our tolerance where `doctest` has none."""

from __future__ import annotations

import doctest
import re
from typing import Final

from vault_runner.verify.outputs_text import Difference, compare_text

TRACEBACK: Final = "Traceback (most recent call last):"
_DIRECTIVE = re.compile(r"#\s*doctest:\s*([^\n]*)")
_OPTION = re.compile(r"([+-])(\w+)")
_RAISED = re.compile(r"^(?P<kind>[A-Za-z_][\w.]*)(?:: (?P<message>.*))?\Z", re.MULTILINE | re.DOTALL)


def compare_example(source: str, stated: str, found: str, *, timed: bool = False) -> Difference:
    """Compare what stands below a prompt with what was shown.

    Args:
        source: The example's code, with its `# doctest:` directives.
        stated: The lines below it.
        found: What it printed, and the text of its value below.
        timed: Whether the code looks at clocks.
    """
    options = read_options(source)
    if stated.lstrip().startswith("Traceback ("):
        return _compare_raised(stated, found, options)
    want, got = f"{stated}\n", found if found.endswith("\n") else f"{found}\n"
    flags = sum(flag for flag, wanted in options.items() if wanted)
    if doctest.OutputChecker().check_output(want, got, flags):
        return Difference("same")
    return compare_text(stated.replace(doctest.BLANKLINE_MARKER, ""), found, timed=timed)


def read_options(source: str) -> dict[int, bool]:
    """Return the options that `# doctest: +ELLIPSIS` and the like set; unknown ones are nobody's."""
    options: dict[int, bool] = {}
    for directive in _DIRECTIVE.finditer(source):
        for sign, name in _OPTION.findall(directive[1]):
            flag = doctest.OPTIONFLAGS_BY_NAME.get(name)
            if flag is not None:
                options[flag] = sign == "+"
    return options


def _compare_raised(stated: str, found: str, options: dict[int, bool]) -> Difference:
    """Compare kind and message of exceptions; a message may change with the version of a package."""
    mine, theirs = _raised(stated), _raised(found)
    if mine is None:
        return Difference("unclear")
    if theirs is None:
        return Difference("other", mine[0], "no exception")
    if mine[0].rpartition(".")[2] != theirs[0].rpartition(".")[2]:
        return Difference("other", mine[0], theirs[0])
    if options.get(doctest.IGNORE_EXCEPTION_DETAIL) or compare_text(mine[1], theirs[1]).outcome == "same":
        return Difference("same")
    flags = sum(flag for flag, wanted in options.items() if wanted)
    same = doctest.OutputChecker().check_output(f"{mine[1]}\n", f"{theirs[1]}\n", flags)
    return Difference("same" if same else "unclear", mine[1], theirs[1])


def _raised(text: str) -> tuple[str, str] | None:
    """Return kind and message of the exception at the end of a traceback."""
    head, _, rest = text.partition("\n")
    if not head.lstrip().startswith("Traceback ("):
        return None
    lines = rest.split("\n")
    first = next((place for place, line in enumerate(lines) if line[:1].strip() and line[:1] != "."), None)
    found = _RAISED.match("\n".join(lines[first:]).rstrip()) if first is not None else None
    return (found["kind"], found["message"] or "") if found else None

"""What a notebook's `!command` and `%%bash` become in notes that may use the shell.

`vault_runner.plan.shells` writes the calls; they run like any other code of a note, behind the same walls, so that in
a note that nobody approved starting a shell fails as starting any process does.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

_PLACES = re.compile(r"\{\{|\}\}|\{(?P<braced>[^{}\n]+)\}|\$\$|\$(?P<named>[A-Za-z_]\w*)")


def system(command: str, names: Mapping[str, Any]) -> None:
    """Run a command; what it prints is the block's output, and how it ended is not looked at, as in a notebook."""
    subprocess.run(filled(command, names), shell=True, stdin=subprocess.DEVNULL, check=False)  # noqa: S602 - its purpose


def lines(command: str, names: Mapping[str, Any]) -> list[str]:
    """Run a command and return the lines that it prints."""
    ended = subprocess.run(  # noqa: S602 - its purpose
        filled(command, names), shell=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False
    )
    return ended.stdout.decode("utf-8", "replace").splitlines()


def script(program: str, text: str) -> None:
    """Run a whole block as a script.

    Raises:
        subprocess.CalledProcessError: if it ends with anything but success.
        FileNotFoundError: if there is no such program here.
    """
    found = shutil.which(program)
    if found is None:
        raise FileNotFoundError(f"there is no `{program}` here")
    subprocess.run([found, "-c", text], stdin=subprocess.DEVNULL, check=True)  # noqa: S603 - its purpose


def pip(arguments: str, names: Mapping[str, Any]) -> None:
    """Run pip in the environment of the notes."""
    system(f'"{sys.executable}" -m pip {arguments}', names)


def filled(command: str, names: Mapping[str, Any]) -> str:
    """Return a command with `{expression}` and `$name` replaced by their values; what is no value is the shell's."""
    return _PLACES.sub(lambda place: _value(place, names), command)


def _value(place: re.Match[str], names: Mapping[str, Any]) -> str:
    if place[0] in {"{{", "}}", "$$"}:
        return place[0][0]
    if place["named"] is not None:
        return str(names[place["named"]]) if place["named"] in names else place[0]
    try:
        return str(eval(place["braced"], dict(names)))  # noqa: S307 - the author's own code
    except Exception:  # such as a shell's own `{1..3}`
        return place[0]

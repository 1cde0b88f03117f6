"""The engine as a child process: a line of JSON for each note in, a line of JSON with its answers out."""

from __future__ import annotations

import json
import os
import resource
import sys

from vault_runner.oracle import ask, replay
from vault_runner.oracle.formula_calls import sampled_calls
from vault_runner.oracle.showing import read_of

MEMORY = 2 << 30
"""Bytes of address space beyond what is there at the start."""


def main() -> None:
    """Answer until the questions end; what a formula makes the engine print goes nowhere."""
    _limit_memory()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        answers.write(json.dumps(_answer(line), default=str) + "\n")
        answers.flush()


def _answer(line: str) -> dict[str, object]:
    try:
        request = json.loads(line)
        if "replay" in request:
            return {"answers": replay(request["of"], request["replay"])}
        if "sample" in request:
            return sampled_calls(request["of"], request["sample"])
        return {"read": read_of(request["read"])} if "read" in request else ask(request)
    except (MemoryError, RecursionError) as error:
        return {"answers": [], "problem": type(error).__name__}


def _limit_memory() -> None:
    with open("/proc/self/statm", encoding="ascii") as sizes:  # noqa: PTH123 - no path of a note
        used = int(sizes.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))


if __name__ == "__main__":
    main()

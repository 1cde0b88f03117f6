"""Blocks that ask: what `input()` wants to know goes to whoever can answer, while the clock of the block stands."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, TypeAlias

from vault_runner.execute.claims import Asks, Claim
from vault_runner.execute.drive import Drive

Answer: TypeAlias = "Future[str | None]"
Ask: TypeAlias = Callable[[str, str, str, bool], Answer]
"""Called with the path of a note, the identifier of a block, the prompt, and whether the answer is a secret.

What it promises is the answer, or None if nobody gives one.
"""
_LOOK: Final = 0.1


def await_answer(drive: Drive, ask: Ask | None, whose: tuple[str, str], asked: Asks) -> float:
    """Have a question answered, and return for how many seconds the block had to wait.

    Raises:
        Cancelled: if the user wants an end meanwhile.
        Ended: if the session ends meanwhile.
    """
    began = time.monotonic()
    if ask is None:
        drive.send({"do": "answer", "text": None})
        return 0.0
    future = ask(*whose, asked.prompt, asked.password)
    while not future.done():
        drive.wait(time.monotonic() + _LOOK)
    drive.send({"do": "answer", "text": None if future.cancelled() or future.exception() else future.result()})
    return time.monotonic() - began


def wait_answering(
    drive: Drive, ask: Ask | None, whose: tuple[str, str], deadline: float
) -> tuple[Claim | None, float, bool]:
    """Wait for a claim that is no question; return it with the deadline by then, and whether anything was asked."""
    asked = False
    while isinstance(claim := drive.wait(deadline), Asks):
        deadline += await_answer(drive, ask, whose, claim)
        asked = True
    return claim, deadline, asked

"""Where commands enter the path: what is remembered of unchanged notes, and what is judged of all others.

A check in which nothing has changed must load neither the parser nor anything behind it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault_runner.pipeline.concluding import conclude

if TYPE_CHECKING:
    from vault_runner.pipeline.outcome import Outcome
    from vault_runner.pipeline.request import Request
    from vault_runner.pipeline.vaults import Vault


def judge(vault: Vault, request: Request) -> Outcome:
    """Read, plan, run and judge what `request` asks for; nothing is written."""
    return _with_memory(vault, request) if request.remember else _afresh(vault, request)


def _afresh(vault: Vault, request: Request) -> Outcome:
    from vault_runner.pipeline import judging  # noqa: PLC0415 - it loads the parser and all that follows

    return judging.judge(vault, request)


def _with_memory(vault: Vault, request: Request) -> Outcome:
    from vault_runner.pipeline.memory.known import Memory  # noqa: PLC0415 - commands that write remember nothing

    memory = Memory(vault, request)
    request.progress("looking for changes", None)
    memory.look()
    interrupted = False
    if memory.missing:
        from vault_runner.pipeline.memory import learning  # noqa: PLC0415 - it loads the parser and all that follows

        interrupted = learning.learn(memory)
    return conclude(
        vault,
        request,
        memory.outcomes(),
        plain=memory.plain,
        findings=memory.findings,
        interrupted=interrupted,
    )

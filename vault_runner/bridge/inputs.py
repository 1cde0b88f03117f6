"""What blocks ask for by `input()` goes to the person through the editor."""

from __future__ import annotations

import contextlib
from concurrent.futures import Future
from typing import Any

import msgspec

from vault_runner.bridge.editor import Editor
from vault_runner.bridge.jobs import Job
from vault_runner.bridge.run_messages import Input, Typed


def unanswered() -> Future[str | None]:
    """Return that nobody answers."""
    future: Future[str | None] = Future()
    future.set_result(None)
    return future


def asked(editor: Editor, job: Job, block: str, prompt: str, *, password: bool) -> Future[str | None]:
    """Put a question to the person; what runs without having been asked for asks nothing."""
    if job.quick is not None:
        return unanswered()
    message = Input(uri=job.uri, run_id=job.run_id, block_id=block, prompt=prompt, password=password)
    future: Future[str | None] = Future()
    editor.ask(message).add_done_callback(lambda answer: future.set_result(_text(answer)))
    return future


def _text(answer: Future[Any]) -> str | None:
    """Return what was typed; whatever is no answer means that nothing was."""
    with contextlib.suppress(Exception):
        return msgspec.convert(answer.result(0), Typed).text
    return None

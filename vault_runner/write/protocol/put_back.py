"""Undo an exchange that displaced something else than was merged."""

from __future__ import annotations

import errno
import os

from vault_runner.errors import WriteError
from vault_runner.write.protocol.draft import Draft, read_file
from vault_runner.write.protocol.exchange import exchange
from vault_runner.write.protocol.ground import Ground
from vault_runner.write.replace import CLOSE, NO_FOLLOW

ROUNDS = 8
NEAR = 16
"""Bytes around a change by which it is known again."""
DISPLACED = "somebody saved this note twice while an output was written"
DELETED = "the note was removed while an output was written and somebody saved it"
OVERTAKEN = "an editor may have loaded this note in the moment before a save was put back"


def put_back(ground: Ground, draft: Draft) -> None:
    """Give the note back what was displaced; what then lies in the temporary file is ours or kept elsewhere.

    If a still newer version was saved meanwhile, that goes on top, and the one that was displaced is kept as a copy.

    Raises:
        WriteError: if the note is gone; what was displaced is kept as a copy.
    """
    expected = draft.after
    for _ in range(ROUNDS):
        displaced = _exchange_back(ground, draft)
        draft.rescued = displaced
        draft.content = draft.temp.read_bytes()
        if draft.content == expected:
            return
        ground.recover(draft.note, displaced, DISPLACED)
        expected = displaced
    ground.recover(draft.note, draft.content, DISPLACED)


def keep_overtaken(ground: Ground, draft: Draft) -> None:
    """Keep what was put back if it is in the note no more.

    Between the exchange and its undoing the note held our bytes for an instant. An editor that loaded it just then
    goes on without what was saved right before, and its next save buries that.
    """
    try:
        current = draft.note.read_bytes()
    except OSError:
        return
    if not survives(draft.before, draft.rescued, current):
        ground.recover(draft.note, draft.rescued, OVERTAKEN)


def survives(before: bytes, saved: bytes, current: bytes) -> bool:
    """Tell whether what changed from `before` to `saved` is to be found in `current`, on one side in its place."""
    if saved == before:
        return True
    start = _shared(before, saved)
    end = len(saved) - _shared(before[start:][::-1], saved[start:][::-1])
    if saved[max(0, start - NEAR) : end + NEAR] in current:
        return True
    changed = saved[start:end]
    # Right where something was taken out, only both sides together tell.
    return bool(changed) and (saved[max(0, start - NEAR) : end] in current or saved[start : end + NEAR] in current)


def _shared(left: bytes, right: bytes) -> int:
    """Return how many bytes two texts share at their beginning."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[:middle] == right[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _exchange_back(ground: Ground, draft: Draft) -> bytes:
    """Exchange, and return what stands in the note since; read after the exchange, which is what hurries."""
    file = os.open(draft.temp, os.O_RDONLY | NO_FOLLOW | CLOSE)
    try:
        if not exchange(draft.temp, draft.note):
            raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
        return read_file(file)
    except FileNotFoundError:
        ground.recover(draft.note, read_file(file), DELETED)
        raise WriteError("is gone; it was not made anew") from None
    finally:
        os.close(file)

"""Which method carries which message, and the numbers of the errors."""

from __future__ import annotations

from vault_runner.bridge.check_messages import Checks
from vault_runner.bridge.messages import Done, Message
from vault_runner.bridge.run_messages import (
    BlockChange,
    Blocks,
    Checking,
    Clear,
    Input,
    Interrupt,
    Output,
    Place,
    Placed,
    Queued,
    Restart,
    Run,
    Status,
    Typed,
)
from vault_runner.bridge.trust_messages import Approval, Asking, Trust

NOT_TRUSTED, UNKNOWN_BLOCK, CHANGED, WORKER_DIED, INTERRUPTED, TIME_LIMIT = range(1001, 1007)
NO_INTERPRETER, MISMATCH, LOCKED, OUTSIDE, UNSUPPORTED = range(1007, 1012)

NOTIFICATIONS: dict[str, type[Message]] = {
    "vaultRunner/blocks": Blocks,
    "vaultRunner/blockState": BlockChange,
    "vaultRunner/output": Output,
    "vaultRunner/checks": Checks,
}
"""Sent by the server; none is answered."""

TO_SERVER: dict[str, tuple[type[Message] | None, type[Message]]] = {
    "vaultRunner/run": (Run, Queued),
    "vaultRunner/interrupt": (Interrupt, Done),
    "vaultRunner/restart": (Restart, Done),
    "vaultRunner/clear": (Clear, Done),
    "vaultRunner/check": (Checking, Done),
    "vaultRunner/approval": (Asking, Approval),
    "vaultRunner/trust": (Trust, Done),
    "vaultRunner/status": (None, Status),
}
"""Requests of the client: what they carry, and the answer."""

TO_CLIENT: dict[str, tuple[type[Message], type[Message]]] = {
    "vaultRunner/result": (Place, Placed),
    "vaultRunner/input": (Input, Typed),
}
"""Requests of the server."""

"""What a session may use, taken from the vault's settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from vault_runner.config import Config

FLOOD = 16 << 20
"""Characters of output after which a session is ended."""
PROCESSES = 512
"""Processes and threads that may stand below one session at a time."""
GRACE = 0.4
"""Seconds that an interrupted block has left."""
START_SECONDS = 120.0
"""Seconds for a child to be ready, imports of its prelude included."""
_KIB = 1024


class Quota(NamedTuple):
    """What a scratch folder may hold."""

    size: int
    """Bytes."""
    entries: int
    """Files and folders."""


STRICT_SCRATCH = Quota(512 << 20, 20_000)
APPROVED_SCRATCH = Quota(8 << 30, 200_000)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of every session of a run; the time limit is each block's own."""

    memory: int
    """MiB of memory, all processes of the session together."""
    output: int
    """Characters of text that are kept of one block."""
    threads: int
    """Threads that numpy and torch may use."""

    @classmethod
    def of(cls, config: Config) -> Limits:
        """Take the limits that the vault sets."""
        return cls(config.memory, config.output * _KIB, config.threads)

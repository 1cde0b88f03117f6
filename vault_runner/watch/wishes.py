"""What the user asked of a watch, and what that is to the one path that judges notes."""

from __future__ import annotations

from dataclasses import dataclass

from vault_runner.pipeline.request import Request
from vault_runner.pipeline.vaults import Vault


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked of a watch."""

    poll: bool = False
    slow: bool = False
    """Run by itself what takes long, too."""
    everything: bool = False
    python: str = ""
    jobs: int = 0
    timeout: float = 0.0

    def request(self, vault: Vault) -> Request:
        """Return what is asked of the judging of this vault's notes."""
        return Request(
            paths=vault.under,
            everything=self.everything,
            confine=False,
            naming=False,
            python=self.python,
            jobs=self.jobs,
            timeout=self.timeout,
            live=True,
        )

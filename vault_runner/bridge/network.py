"""The language server over a loopback WebSocket, for editors that can't start programs."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_state_path

from vault_runner.bridge.backstage import relay
from vault_runner.bridge.door import LOOPBACK, LOOPBACK_6, Door, bound
from vault_runner.bridge.gate import OBSIDIAN, Gate, hosts_of
from vault_runner.bridge.ticket import new_token, ticket
from vault_runner.bridge.websocket import Limits, Wire


@dataclass(frozen=True, slots=True)
class Service:
    """What is served, and to whom."""

    vault: Path
    port: int = 0
    origins: frozenset[str] = frozenset((OBSIDIAN,))
    ipv6: bool = False
    log: str = "warning"
    limits: Limits = field(default_factory=Limits)

    @property
    def command(self) -> Sequence[str]:
        """What serves one client; the token is no part of it."""
        own = [sys.executable, "-m", "vault_runner", "lsp", "--stdio", "--relayed"]
        return [*own, "--vault", str(self.vault), "--log", self.log]

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it listens: never anywhere but on this machine."""
        return (LOOPBACK, LOOPBACK_6) if self.ipv6 else (LOOPBACK,)


def serve(service: Service, tell: Callable[[str, Path], None]) -> None:
    """Serve until a signal ends it.

    Args:
        service: What is served.
        tell: Called once with the address and the file that holds the token.

    Raises:
        ConfigError: if the port can't be had, or there is no place for the token.
    """
    asyncio.run(_serve(service, tell))


async def _serve(service: Service, tell: Callable[[str, Path], None]) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    with ExitStack() as stack:
        sockets = bound(service.addresses, service.port, stack)
        port = sockets[0].getsockname()[1]
        address, token = f"ws://{LOOPBACK}:{port}", new_token()
        gate = Gate(token, hosts_of(service.addresses, port), service.origins)
        file = stack.enter_context(ticket(user_state_path("vault-runner") / "bridge", service.vault, address, token))

        async def answered(wire: Wire) -> str:
            return await relay(wire, service.command)

        async with Door(gate, service.limits, answered).open(sockets):
            tell(address, file)
            await ended.wait()

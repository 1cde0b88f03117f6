"""What lies outside the vault and decides about its notes: approvals, the device's switches, the interpreter."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vault_runner.pipeline.memory.known import holds
from vault_runner.pipeline.places import device_file, trust_folder
from vault_runner.recall import sign_path

SELDOM: Final = 5
"""Looks after which the packages of the interpreter are looked at, which takes longer."""


def _signatures() -> tuple[bytes, ...]:
    """Return the signatures of the files in the store of approvals."""
    folder = trust_folder()
    names: list[Path] = []
    with suppress(OSError):
        names = sorted(path for path in folder.iterdir() if path.is_file())
    return tuple(os.fsencode(path.name) + sign_path(str(path)) for path in names)


@dataclass(slots=True)
class Outside:
    """How things stood at the last look."""

    _approvals: tuple[bytes, ...] = field(default_factory=_signatures)
    _device: bytes = field(default_factory=lambda: sign_path(str(device_file())))
    _looks: int = 0

    def approvals_changed(self) -> bool:
        """Tell whether somebody approved of something, or took that back."""
        before, self._approvals = self._approvals, _signatures()
        return before != self._approvals

    def device_changed(self) -> bool:
        """Tell whether the switches of this device were changed."""
        before, self._device = self._device, sign_path(str(device_file()))
        return before != self._device

    def interpreter_changed(self, witness: str) -> bool:
        """Tell, every few times, whether another interpreter or other packages are there than `witness` says."""
        self._looks += 1
        return self._looks % SELDOM == 0 and not holds(witness)

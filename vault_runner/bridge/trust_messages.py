"""The messages about what may run, and what is said when it may not."""

from __future__ import annotations

from typing import Literal

from vault_runner.bridge.messages import Count, Message


class Asking(Message, frozen=True, kw_only=True):
    """`vaultRunner/approval`, request to the server: what would run of an open note, and may it; runs nothing."""

    uri: str


class Approval(Message, frozen=True, kw_only=True):
    """What would run of a note: the answer to `vaultRunner/approval`, and part of every refusal to run it."""

    uri: str
    vault: str
    note: str
    """From the vault's root, with slashes."""
    approved: bool
    changed: bool
    """Whether it was approved before, and something that would run is another one by now."""
    digest: str
    """Over every byte that would run; empty if no approval of the note alone can be bound to that."""
    blocks: Count
    modules: list[str]
    """The top-level modules that its code imports."""
    files: list[str]
    """The files of the vault that may run with it."""
    switches: list[str]
    """What approved notes may do on this device that is off by default."""
    interpreter: str
    offers_vault: bool
    """Whether the folder is a vault by itself, so that all of it can be approved."""


class Trust(Message, frozen=True, kw_only=True):
    """`vaultRunner/trust`, request to the server: the user's answer, which only a click may give.

    `note` approves of a note as it stands, `vault` of all that the vault holds and will hold, `no` of nothing;
    `withdraw` takes back what was approved of the note, or without one of the vault and all its notes.
    """

    answer: Literal["note", "vault", "no", "withdraw"]
    uri: str = ""
    digest: str = ""
    """What was shown to the user, needed for `note`: if it is another one by now, nothing is approved."""


class Mishap(Message, frozen=True, kw_only=True):
    """The `data` of an error answer."""

    hint: str
    action: str = ""
    approval: Approval | None = None
    """What would have run, if that is why nothing did."""

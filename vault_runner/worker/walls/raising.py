"""Puts the walls up around a child that is about to run a note's code."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, TypeAlias

from vault_runner.worker.walls import calls, landlock, namespaces, reach, rlimits, seccomp
from vault_runner.worker.walls.syscalls import Machine, machine

Plan: TypeAlias = Mapping[str, Any]
"""What the tool asks for: profile, level, memory, network, and the folders: vault, folder, scratch, writable."""

LIMITS, CONFINED, NAMESPACES = 1, 2, 3
STRICT = "strict"


class WallError(Exception):
    """A wall that was asked for can't be put up, so that nothing may run behind it."""


def raise_walls(plan: Plan) -> None:
    """Put up what `plan` asks for, the filter of system calls last, since it forbids the steps before it.

    Raises:
        WallError: if any of it fails.
    """
    try:
        if plan["profile"] == STRICT:
            _strict(plan)
        else:
            _approved(plan)
    except (OSError, ValueError) as error:
        raise WallError(f"the walls can't be put up here: {error}") from error


def _strict(plan: Plan) -> None:
    if plan["level"] >= NAMESPACES:
        if not plan["apart"]:
            raise WallError("the walls can't be put up here: namespaces were refused")
        namespaces.narrow(plan["scratch"], plan["scratch_bytes"], plan["scratch_entries"])
    if plan["level"] >= LIMITS:
        rlimits.limit(plan["address"], plan["scratch_bytes"])
    if plan["level"] < CONFINED:
        return
    known = _machine()
    _drop_rights()
    with landlock.Ruleset(landlock.EVERYTHING, tcp=True, scopes=landlock.SIGNALS | landlock.ABSTRACT_SOCKETS) as rules:
        rules.allow(reach.readable(), landlock.READING)
        rules.allow([plan["vault"]], landlock.READ_DIR)
        within = reach.of_vault(plan["vault"], plan["folder"])
        rules.allow(within, landlock.READING, through_links=False)
        rules.allow([plan["scratch"]], landlock.READING | landlock.CHANGING)
        rules.allow(reach.STREAMS, landlock.READING | landlock.WRITE_FILE | landlock.DEVICES)
        if plan["level"] >= NAMESPACES:
            rules.allow([namespaces.SHARED], landlock.READING | landlock.CHANGING)
        rules.enforce()
    seccomp.install(seccomp.strict(known, os.getpid(), landlock.version()))


def _approved(plan: Plan) -> None:
    if plan["level"] >= LIMITS:
        rlimits.limit(plan["address"])
    known = machine()
    if plan["level"] < CONFINED or known is None:
        return
    with landlock.Ruleset(landlock.CHANGING, scopes=landlock.SIGNALS) as rules:
        rules.allow([plan["folder"], plan["scratch"], *plan["writable"]], landlock.CHANGING)
        rules.allow(reach.devices(), landlock.CHANGING)
        rules.enforce()
    seccomp.install(seccomp.approved(known, network=plan["network"]))


def _machine() -> Machine:
    known = machine()
    if known is None:
        raise WallError(f"the walls can't be put up on {os.uname().machine}: its system calls aren't known here")
    return known


def _drop_rights() -> None:
    """Give up what root may do more than others, but for reading: a vault may belong to another user than root."""
    if os.geteuid() == 0 or calls.capable(calls.SETPCAP):
        reading = calls.capable(calls.DAC_READ_SEARCH)
        calls.drop_capabilities(1 << calls.DAC_READ_SEARCH if reading else 0)

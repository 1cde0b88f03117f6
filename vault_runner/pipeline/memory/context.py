"""What an outcome depends on beside its note: two commands share what is remembered only if all of this is equal.

In doubt a thing belongs in here: too much costs a check that judges everything, too little tells what no longer holds.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from vault_runner.pipeline.places import device_file
from vault_runner.recall import device_stamp, sign_path, tool_stamp

if TYPE_CHECKING:
    from vault_runner.pipeline.request import Request
    from vault_runner.pipeline.vaults import Vault

NOT_THE_NOTES = frozenset(
    ("paths", "jobs", "cache", "remember", "verify_content", "select", "ignore", "progress", "listen", "ended", "live")
)
"""Wishes that change what is looked at or told, and not what becomes of a note. All others count, new ones too."""
ENVIRONMENT = ("VIRTUAL_ENV", "CONDA_PREFIX", "PATH")


def context_key(vault: Vault, request: Request) -> str:
    """Return everything that outcomes of this vault under this request depend on, as one text to compare."""
    wishes = [(name, getattr(request, name)) for name in request.__struct_fields__ if name not in NOT_THE_NOTES]
    here = os.getcwd() if request.python else ""  # noqa: PTH109 - may be relative to it
    return repr(
        (
            tool_stamp(),
            device_stamp(),
            sign_path(str(device_file())),
            str(vault.root),
            repr(vault.config),
            repr(vault.settings),
            sorted(wishes),
            request.approved,
            [os.environ.get(name, "") for name in ENVIRONMENT],
            here,
        )
    )

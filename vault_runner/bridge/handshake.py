"""The handshake: what the server can do, what the client said that it can, which folder is meant."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from vault_runner.bridge.documents import file_of
from vault_runner.bridge.lenses import COMMANDS
from vault_runner.bridge.messages import PROTOCOL, Client, Start
from vault_runner.bridge.methods import MISMATCH, OUTSIDE
from vault_runner.bridge.repairs import KINDS
from vault_runner.bridge.rpc import RpcError
from vault_runner.config import find_vault

FILES = [{"scheme": "file", "pattern": {"glob": "**"}}]
CAPABILITIES: dict[str, Any] = {
    "positionEncoding": "utf-16",
    "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
    "codeLensProvider": {"resolveProvider": False},
    "hoverProvider": True,
    "workspace": {"fileOperations": {"didRename": {"filters": FILES}, "didDelete": {"filters": FILES}}},
    "inlayHintProvider": {"resolveProvider": False},
    "codeActionProvider": {"codeActionKinds": list(KINDS)},
    "executeCommandProvider": {"commands": list(COMMANDS)},
}


def client_of(capabilities: Mapping[str, Any]) -> Client | None:
    """Return what a client says that knows our messages; None for one that doesn't.

    Raises:
        RpcError: if there is no protocol that both sides speak.
    """
    experimental = capabilities.get("experimental")
    said = experimental.get("vaultRunner") if isinstance(experimental, dict) else None
    if said is None:
        return None
    client = msgspec.convert(said, Client)
    lowest, highest = client.protocol
    if lowest <= PROTOCOL <= highest:
        return client
    wanted = f"{lowest}" if lowest == highest else f"{lowest} to {highest}"
    side = "the backend" if lowest > PROTOCOL else "the editor's plugin"
    raise RpcError(
        MISMATCH,
        f"the editor's plugin speaks protocol {wanted}, the backend {PROTOCOL}",
        hint=f"update {side}",
        action="update",
    )


def root_of(start: Start, params: Mapping[str, Any]) -> Path | None:
    """Return the folder that the client opened: the vault around it, or else itself."""
    if start.vault_root:
        return Path(os.path.abspath(start.vault_root))  # noqa: PTH100 - resolve() would leave the vault through a link
    folders = params.get("workspaceFolders")
    uris = [folder.get("uri") for folder in folders if isinstance(folder, dict)] if isinstance(folders, list) else []
    for uri in (*uris, params.get("rootUri")):
        folder = file_of(uri) if isinstance(uri, str) else None
        if folder is not None:
            with contextlib.suppress(OSError):
                return find_vault(folder) or folder
    return None


def chosen_root(only: Path | None, stated: Path | None) -> Path | None:
    """Return the vault to be served: the one that the client means, which has to be `only` if that is given.

    Raises:
        RpcError: if the client means another one.
    """
    if only is None or stated is None or os.path.realpath(stated) == os.path.realpath(only):
        return stated or only
    raise RpcError(
        OUTSIDE,
        f"this backend serves the vault {only} and no other",
        hint="start one in the folder of your vault",
    )

"""Where this user's caches lie, outside every vault."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path:
    """Return the folder of this user's cache."""
    if _is_linux():
        return _xdg("XDG_CACHE_HOME", "~/.cache")
    from platformdirs import user_cache_path  # noqa: PLC0415 - see _xdg

    return user_cache_path("vault-runner")


def trust_folder() -> Path:
    """Return the folder of this user's approvals."""
    if _is_linux():
        return _xdg("XDG_STATE_HOME", "~/.local/state") / "trust"
    from platformdirs import user_state_path  # noqa: PLC0415 - see _xdg

    return user_state_path("vault-runner") / "trust"


def running_folder() -> Path:
    """Return the folder in which this user's commands say that they are under way."""
    if _is_linux():
        return _xdg("XDG_STATE_HOME", "~/.local/state") / "running"
    from platformdirs import user_state_path  # noqa: PLC0415 - see _xdg

    return user_state_path("vault-runner") / "running"


def device_file() -> Path:
    """Return the place of the switches of this device, as `config.device_local` has it."""
    if _is_linux():
        return _xdg("XDG_CONFIG_HOME", "~/.config") / "device.yaml"
    from vault_runner.config.device_local import device_file as place  # noqa: PLC0415 - see _xdg

    return place()


def _xdg(variable: str, usual: str) -> Path:
    """Return a folder as platformdirs has it, which takes as long to load as a thousand notes to look at."""
    return Path(os.environ.get(variable, "").strip() or usual).expanduser() / "vault-runner"


def _is_linux() -> bool:
    return sys.platform == "linux"

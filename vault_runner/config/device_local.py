"""What belongs to this device and never to a vault that is shared: what approved notes may do here.

The file lies in the user's own settings, outside every vault, so that nobody who shares a vault can write it.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import Annotated

import msgspec
import yaml
from msgspec import Meta, Struct
from platformdirs import user_config_path

from vault_runner.errors import ConfigError

FILE_NAME = "device.yaml"
MAX_BYTES = 64 * 1024


class DeviceLocal(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The switches of this device."""

    network: Annotated[bool, Meta(description="Whether approved notes may use the network.")] = False
    shell: Annotated[bool, Meta(description="Whether lines that begin with `!` run in approved notes.")] = False
    writable: Annotated[
        tuple[str, ...], Meta(description="Folders that approved notes may write to, beside their own.")
    ] = ()
    devices: Annotated[
        dict[Annotated[str, Meta(pattern=r"^(mps|(cuda|xpu)(:\d+)?)$")], Annotated[float, Meta(gt=0, le=65536)]],
        Meta(description="GiB of memory of accelerators, such as `cuda:0`, that notes may share."),
    ] = msgspec.field(default_factory=dict)


def device_file() -> Path:
    """Return the place of the switches, whether or not there is a file."""
    return user_config_path("vault-runner") / FILE_NAME


def load_device(path: Path | None = None) -> DeviceLocal:
    """Return the switches of this device; without a file all of them are off.

    Raises:
        ConfigError: if the file is there and can't be used, or if others could have written it.
    """
    path = path or device_file()
    try:
        raw = path.read_bytes()
        _refuse_shared(path)
    except FileNotFoundError:
        return DeviceLocal()
    except OSError as error:
        raise ConfigError(f"can't be read: {error.strerror}", path=str(path)) from None
    if len(raw) > MAX_BYTES:
        raise ConfigError(f"is larger than {MAX_BYTES // 1024} KiB", path=str(path), remedy="keep switches only")
    return _read(raw, str(path))


def _refuse_shared(path: Path) -> None:
    if os.name == "posix" and path.stat().st_mode & 0o022:
        raise ConfigError("can be written by others than you", path=str(path), remedy=f"chmod 600 '{path}'")


def _read(raw: bytes, path: str) -> DeviceLocal:
    try:
        stated = yaml.safe_load(raw.decode("utf-8-sig")) or {}
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError):
        raise ConfigError("is not valid YAML", path=path, remedy="write lines like `network: true`") from None
    if not isinstance(stated, dict):
        raise ConfigError("holds no switches", path=path, remedy="write lines like `network: true`")
    known = DeviceLocal.__struct_fields__
    for key in stated:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            remedy = f"did you mean `{near[0]}`?" if near else f"allowed: {', '.join(f'`{name}`' for name in known)}"
            raise ConfigError(f"`{key}` is not a switch of a device", path=path, remedy=remedy)
    try:
        return msgspec.convert({key: value for key, value in stated.items() if value is not None}, DeviceLocal)
    except msgspec.ValidationError as error:
        raise ConfigError(
            str(error),
            path=path,
            remedy="`network` and `shell` are true or false, `devices` has lines like `cuda:0: 24`",
        ) from None

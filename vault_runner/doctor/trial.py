"""Run by the notes' python in a process of its own: says what it is and what it can import, as one line of JSON.

The standard library alone, and nothing that an old python would stumble over: it must be able to say that it is old.
Accelerators are asked for here and nowhere else, since whoever has asked for one can't fork any more.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import platform
import sys
import sysconfig

PACKAGES = ("numpy", "matplotlib", "torch")


def _package(name: str) -> object:
    """Return the version of a package, and why it can't be imported; None if it isn't there."""
    try:
        if importlib.util.find_spec(name) is None:
            return None
        module = importlib.import_module(name)
        return {"version": str(getattr(module, "__version__", "")), "error": "", "place": _folder(module)}
    except BaseException as error:  # noqa: BLE001 - whatever a broken package raises is the answer
        return {"version": "", "error": f"{type(error).__name__}: {error}", "place": ""}


def _folder(module: object) -> str:
    return os.path.dirname(getattr(module, "__file__", None) or "")  # noqa: PTH120


def _devices() -> list[list[str]]:
    """Return the accelerators that torch can use, each with its name."""
    torch = sys.modules.get("torch")
    if torch is None:
        return []
    found = []
    for kind in ("cuda", "xpu"):
        api = getattr(torch, kind, None)
        if api is not None and api.is_available():
            found += [[kind, str(api.get_device_name(at))] for at in range(api.device_count())]
    mps = getattr(getattr(torch, "backends", None), "mps", None)
    if mps is not None and mps.is_available():
        found.append(["mps", platform.processor()])
    return found


def main() -> None:
    """Print the answer, behind whatever imports print."""
    sys.path.pop(0)
    packages = {name: _package(name) for name in PACKAGES}
    try:
        devices, trouble = _devices(), ""
    except BaseException as error:  # noqa: BLE001 - a driver may fail in any way
        devices, trouble = [], f"{type(error).__name__}: {error}"
    stdlib = sysconfig.get_path("stdlib")
    answer = {
        "version": list(sys.version_info[:3]),
        "kind": platform.python_implementation(),
        "packages": packages,
        "devices": devices,
        "trouble": trouble,
        "pip": importlib.util.find_spec("pip") is not None,
        "managed": sys.prefix == sys.base_prefix and os.path.exists(os.path.join(stdlib, "EXTERNALLY-MANAGED")),  # noqa: PTH110, PTH118
    }
    sys.stdout.write("\n" + json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()

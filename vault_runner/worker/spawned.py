"""The interpreter of one session where forking is not safe: loads packages, waits, becomes the session's child."""

from __future__ import annotations

import contextlib
import importlib
import json
import mmap
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Mapping
from typing import Any, NoReturn

from vault_runner.worker import kernel
from vault_runner.worker.child import Child
from vault_runner.worker.frames import WIRE
from vault_runner.worker.minder import WIRES

_REQUEST = 1 << 16
_LIFE = WIRE + 1
_DESCRIPTORS = 1024


def main() -> NoReturn:
    """Run one session; the arguments are the minder's: its wire, the page of the current line, packages."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control, page, names = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]), sys.argv[3]
    mark = mmap.mmap(page, mmap.PAGESIZE)
    _die_with_parent()
    for name in filter(None, names.split(",")):
        # One that can't be imported is no error here: the block that needs it will say so.
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    request, descriptors = _asked(control)
    _take_descriptors(descriptors, control.detach())
    if sys.platform != "linux":
        threading.Thread(target=_end_with_minder, daemon=True).start()
    Child(socket.socket(fileno=WIRE), mark, {**request, "apart": False}).serve()


def _asked(control: socket.socket) -> tuple[Mapping[str, Any], list[int]]:
    """Wait for the session; a minder that is gone has none."""
    message, descriptors, _, _ = socket.recv_fds(control, _REQUEST, WIRES)
    while message and not message.endswith(b"\n"):
        message += control.recv(_REQUEST)
    if not descriptors:
        os._exit(0)
    request: Mapping[str, Any] = json.loads(message)
    return request, descriptors


def _take_descriptors(descriptors: list[int], control: int) -> None:
    """Put the pipes on 1 and 2, the wires where code that closes or counts doesn't meet them, and close all else."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(_DESCRIPTORS, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    stdout, stderr, talk = descriptors
    for source, target in ((stdout, 1), (stderr, 2)):
        os.dup2(source, target, inheritable=True)
    os.dup2(talk, WIRE, inheritable=False)
    os.dup2(control, _LIFE, inheritable=False)
    os.closerange(3, WIRE)
    os.closerange(_LIFE + 1, wanted)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        kernel.die_with(os.getppid())


def _end_with_minder() -> None:
    """Where the kernel can't: wait until the minder is gone, and end the whole group."""
    with contextlib.suppress(OSError):
        while os.read(_LIFE, 1):
            pass
    os.killpg(0, signal.SIGKILL)

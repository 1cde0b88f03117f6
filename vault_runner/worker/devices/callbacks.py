"""The author's code that torch calls in the midst of a call of its own: hooks, and what is computed anew for gradients.

Torch sets function modes aside while it answers a call, and with them what translates devices; here it comes back.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch
from torch.overrides import TorchFunctionMode, _get_current_function_mode_stack

from vault_runner.worker.devices.tensors import VirtualTensor


def adapt(mode: TorchFunctionMode) -> None:
    """Let `mode` be on wherever the author's code runs."""
    autograd = torch.autograd
    autograd._engine_run_backward = autograd.graph._engine_run_backward = within(  # noqa: SLF001 - what every way to gradients calls
        mode,
        autograd.graph._engine_run_backward,  # noqa: SLF001 - as above
    )
    autograd.graph.saved_tensors_hooks.__init__ = _hooked(mode, autograd.graph.saved_tensors_hooks.__init__)
    for name in ("tolist", "numpy", "cuda"):  # torch refuses them to every class but its own
        setattr(VirtualTensor, name, within(mode, getattr(torch.Tensor, name)))
    torch.func.linearize = _linearised


def within(mode: TorchFunctionMode, call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that is called with the mode on."""

    @functools.wraps(call)
    def inside(*args: Any, **kwargs: Any) -> Any:
        if mode in _get_current_function_mode_stack():
            return call(*args, **kwargs)
        with mode:
            return call(*args, **kwargs)

    return inside


def _hooked(mode: TorchFunctionMode, original: Callable[..., Any]) -> Callable[..., Any]:
    def init(self: Any, pack_hook: Callable[..., Any], unpack_hook: Callable[..., Any]) -> None:
        original(self, within(mode, pack_hook), within(mode, unpack_hook))

    return init


def _linearised(func: Callable[..., Any], *primals: Any) -> tuple[Any, Callable[..., Any]]:
    """Return a function's value and its derivative along what will be given.

    Torch writes the derivative down as a graph of operations, which it can't do of tensors that wrap others.
    """

    def push(*tangents: Any) -> Any:
        return torch.func.jvp(func, primals, tangents)[1]

    return func(*primals), push

"""Who asks: the author's code sees its own devices, torch's insides mostly see what tensors really are."""

from __future__ import annotations

import sys
from types import FrameType

SEES_DEVICES = (
    "torch.amp.",
    "torch.nn.attention.",
    "torch.nn.parallel.",
    "torch.distributions.",
    "torch.nn.utils.rnn.",
    "torch.utils.checkpoint.",
)
"""Parts of torch that compare device names and must see what the author sees; the rest of torch sees the truth."""
_OURS = "vault_runner.worker.devices"


def asking_module() -> str:
    """Return the module that asks, ours left out."""
    frame: FrameType | None = sys._getframe(2)  # noqa: SLF001 - as below
    while frame is not None and str(frame.f_globals.get("__name__", "")).startswith(_OURS):
        frame = frame.f_back
    return "" if frame is None else str(frame.f_globals.get("__name__", ""))


def from_author() -> bool:
    """Tell whether the author's code asks, or a package of theirs, and not torch itself.

    Function modes above ours, such as `with torch.device(...)`, only pass a question on.
    """
    frame: FrameType | None = sys._getframe(2)  # noqa: SLF001 - nothing else is as cheap, and this is asked often
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if not name.startswith(_OURS) and frame.f_code.co_name != "__torch_function__":
            return not f"{name}.".startswith("torch.") or f"{name}.".startswith(SEES_DEVICES)
        frame = frame.f_back
    return True

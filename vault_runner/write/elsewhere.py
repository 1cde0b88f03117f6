"""Tell whether an output that stands in a note was made on a device that the machine of this run lacks."""

from __future__ import annotations

import re

DEVICE = re.compile(r"\b(?:cuda|xpu|mps)\b")


def made_elsewhere(standing: str, fresh: str) -> bool:
    """Tell whether `standing` speaks of an accelerator and `fresh`, of the same code, of none."""
    return DEVICE.search(standing) is not None and DEVICE.search(fresh) is None

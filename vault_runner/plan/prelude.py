"""Short names that everybody uses for the same modules, bound for notes that don't import them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from vault_runner.model import Finding, Note
from vault_runner.plan.drafts import Draft
from vault_runner.plan.findings import finding, line_span

PRELUDE: Final[Mapping[str, str]] = {
    "np": "import numpy as np",
    "torch": "import torch",
    "nn": "from torch import nn",
    "F": "import torch.nn.functional as F",
    "plt": "import matplotlib.pyplot as plt",
    "vm": "from vault_runner import mathcore as vm",
}
"""Each short name and the line that binds it."""

_MODULES: Final = {"np": "numpy", "torch": "torch", "nn": "torch", "F": "torch", "plt": "matplotlib", "vm": "numpy"}


def prelude_of(drafts: Iterable[Draft]) -> tuple[str, ...]:
    """Return the short names that a session uses and never sets; of each an attribute is read somewhere.

    What a note sets itself is never bound for it, so that an import that comes too late shows as what it is.
    """
    drafts = tuple(drafts)
    own: dict[str, set[str]] = defaultdict(set)
    for draft in drafts:
        own[draft.path] |= draft.names.sets
    above: set[str] = set()
    used: set[str] = set()
    for draft in drafts:
        free = draft.names.reads.keys() & draft.names.dotted - above - own[draft.path]
        used |= free & PRELUDE.keys()
        above |= draft.names.sets
    return tuple(name for name in PRELUDE if name in used)


def prelude_modules(prelude: Iterable[str]) -> frozenset[str]:
    """Return the top-level modules that a prelude imports."""
    return frozenset(_MODULES[name] for name in prelude)


def prelude_findings(note: Note, drafts: Iterable[Draft], prelude: Iterable[str]) -> Iterator[Finding]:
    """Yield one finding for each short name that the note's own blocks take from the prelude."""
    left = list(prelude)
    for draft in drafts:
        for name in [name for name in left if name in draft.names.reads]:
            left.remove(name)
            span = line_span(note, draft.line_of(name), name)
            message = f"uses `{name}` without importing it, so it was taken for what `{PRELUDE[name]}` gives"
            yield finding(note, "VRX120", span, message, f"write `{PRELUDE[name]}` to have it run elsewhere too")

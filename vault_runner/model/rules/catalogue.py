"""The rules by code, and the questions that settings and options ask of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Final

from vault_runner.model.rules import lost, results, runs, texts, writing
from vault_runner.model.rules.rule import Rule

FAMILIES: Final[Mapping[str, str]] = {
    "VRP": "reading a note",
    "VRX": "running its code",
    "VRS": "shapes that it states",
    "VRE": "equations that it states",
    "VRO": "outputs that it shows or expects",
    "VRF": "figures",
    "VRW": "writing into it",
    "VRT": "what may run, and which checks were lost",
}
"""What the rules of each family are about."""

RULES: Final[Mapping[str, Rule]] = {
    rule.code: rule
    for rule in sorted(
        (*texts.RULES, *runs.RULES, *results.RULES, *writing.RULES, *lost.RULES), key=lambda rule: rule.code
    )
}
"""Every rule by its code, family by family."""


def is_rule(written: str) -> bool:
    """Tell whether `written` is a rule, a family (`VRS`), or the beginning of some rules (`VRP2`)."""
    return written.startswith("VR") and any(code.startswith(written) for code in RULES)


def covers(selection: Iterable[str], code: str) -> bool:
    """Tell whether one of the rules, families and beginnings of `selection` means `code`."""
    return any(code.startswith(written) for written in selection)


def nearest(written: str) -> str:
    """Return the rule or family that may have been meant, empty if none is near."""
    name = written.strip().upper()
    family = [code for code in RULES if code.startswith(name[:3])] if name[:3] in FAMILIES else []
    for names in (family, (*FAMILIES, *RULES)):
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
        if near:
            return near[0]
    return ""

"""The rules of this room, one line each, and the one way to make a finding of them."""

from __future__ import annotations

from vault_runner.model import Finding, Severity, Span

RULES: dict[str, str] = {
    "VRW000": "a file could not be written",
    "VRW001": "an output was edited by hand, so it was kept",
    "VRW002": "a block changed while it ran, so nothing was written for it",
    "VRW003": "an output's marker is damaged, so nothing was written there",
    "VRW004": "an output written by hand stands below a block, so it was kept",
    "VRW005": "an output changed while its block ran, so it was kept",
    "VRW006": "an output can't stand below its block without changing how the note reads",
    "VRW007": "a repair is not sure, so it was not written",
    "VRW008": "a pasted output is not what its block gives, so it was not taken over",
    "VRF011": "a picture can't be kept safely",
    "VRF012": "a block drew more pictures than are kept",
}
SEVERITIES: dict[str, Severity] = {"VRW004": "info"}


def finding(path: str, span: Span, rule: str, message: str, remedy: str = "") -> Finding:
    """Return a finding of one of `RULES`; what this room finds is never more than doubtful."""
    return Finding(path, span, rule, SEVERITIES.get(rule, "warning"), message, remedy)

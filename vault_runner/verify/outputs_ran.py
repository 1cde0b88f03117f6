"""One block that ran, as those who judge outputs look at it; and how a comparison becomes a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from vault_runner.model import Claim, Result, Step, Verdict
from vault_runner.verify.outputs_shown import Shown
from vault_runner.verify.outputs_text import Difference

CHANCE: Final = "the value hangs on chance or on this machine, and other draws were pasted"
"""The reason given where an output differs and could be another draw of the same."""
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Ran:
    """A block, what its run gave, and what each of its statements showed."""

    step: Step
    result: Result
    shown: tuple[Shown, ...]
    whole: bool
    """Whether the statements printed all that was printed."""
    timed: bool
    """Whether the session looks at clocks."""

    @property
    def failed(self) -> bool:
        """Whether it ended before its end."""
        return self.result.status != "ok"


def verified(claim: Claim, found: str) -> Verdict:
    """Return the verdict for a stated output that agrees with what was `found`."""
    return Verdict(claim, "verified", "", short(claim.text), short(found))


def not_checkable(claim: Claim, reason: str) -> Verdict:
    """Return the verdict for a stated output of which nothing can be said."""
    return Verdict(claim, "not-checkable", reason)


def refuted(claim: Claim, difference: Difference, name: str = "", found: str = "") -> Verdict:
    """Return the verdict for a stated output that differs, told by the first lines that do."""
    says, shown = short(difference.stated or claim.text), short(difference.found or found)
    several = "\n" in claim.text.strip()
    whole_line = difference.stated in [line.strip() for line in claim.text.split("\n")]
    subject = f"{name or 'the output'}: one line" if several and whole_line else f"{name or 'the output'}:"
    shows = f"is {_quoted(shown)}" if shown else "and nothing is there"
    reason = f"{subject} says {_quoted(says)}, {shows}{difference.aside}"
    return Verdict(claim, "refuted", reason, says, "" if several else shown)


def short(text: str) -> str:
    """Return a text in one line, cut where it gets long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _quoted(text: str) -> str:
    """Put prose between quotation marks; values stand as they are."""
    is_value = not text[:1].isalpha() or text.endswith(")") or text in ("True", "False", "None")
    return text if is_value else f"“{text}”"

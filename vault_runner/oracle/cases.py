"""A case ends with its paragraph: “for $d = 1$ it is a number” fixes d there, “let $d = 1$” for all that follows."""

from __future__ import annotations

import re

from vault_runner.oracle.prose import supposes
from vault_runner.oracle.scope import Scope

_LASTING = re.compile(
    r"\b(?:let|set|fix(?:ed)?|here|where|with|suppose|assume|throughout|always)\b|设|令|固定|其中|这里|始终",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"[.;!?。；！？]\s|[。；！？\n]")


def case_of(before: Scope, after: Scope, prose: str) -> frozenset[str]:
    """Return the sizes that a paragraph fixes to a number for a case of its own."""
    new = {name for name, size in after.equal_sizes.items() if before.equal_sizes.get(name) != size}
    return frozenset(name for name in new if not after.equal_sizes[name].names() and _of_a_case(name, prose))


def _of_a_case(name: str, prose: str) -> bool:
    for sentence in _SENTENCES.split(prose):
        found = re.search(rf"\$[^$]*(?<![A-Za-z]){re.escape(name)}\s*=", sentence)
        if found:
            return supposes(sentence) or not _LASTING.search(sentence[: found.start()])
    return True


def end_case(scope: Scope, names: frozenset[str]) -> None:
    """Withdraw sizes that were fixed for one case; since it may have been meant to last, that is a doubt."""
    for name in sorted(names & set(scope.equal_sizes)):
        del scope.equal_sizes[name]
        scope.doubt(f"{name} as it was before")

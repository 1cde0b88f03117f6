"""How the engine reads formulas, asked of its own process: whoever explains loads neither numpy nor the grammar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vault_runner.pipeline.formulas.asking import Oracle
from vault_runner.pipeline.places import cache_folder


def how_read(formulas: Sequence[str]) -> tuple[Mapping[str, str], ...]:
    """Return `tokens` and `tree`, or `problem`, of each formula."""
    if not formulas:
        return ()
    with Oracle(cache_folder() / "equations") as oracle:
        answers = tuple(oracle.tokens(formulas))
    return answers if len(answers) == len(formulas) else tuple({} for _ in formulas)

r"""Distributions that a paragraph names by their values: “the true density is $p(x)$ and the model is $f(x;s)$”.

Such a name stands for any distribution, so what fails for one is wrong. Where a word speaks of what isn't normalised,
or no word of distributions, nothing is declared: `f(x;s)` may be the output of a regression.
"""

from __future__ import annotations

import re

from vault_runner.oracle.scope import Scope
from vault_runner.oracle.told import Read

STATED = "stated distribution "
_VALUE = r"\$\s*([A-Za-z])\s*\(\s*[A-Za-z]\s*(?:;\s*\\?[A-Za-z]+\s*)?\)\s*\$"
_LAW = r"(?:概率)?(?:分布|密度)(?:函数)?"
_SAID = (
    re.compile(rf"(?:真实|数据|目标|总体)(?:的)?{_LAW}(?:记)?(?:为|是)\s*{_VALUE}"),
    re.compile(rf"模型(?:族|{_LAW})?(?:族)?(?:记)?(?:为|是)\s*{_VALUE}"),
    re.compile(
        rf"\b(?:the |a |an )?(?:true|data|target|model) (?:density|distribution|law)(?: (?:is|be))? {_VALUE}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:the |a )?model(?: family)?(?: (?:is|be))? {_VALUE}", re.IGNORECASE),
)
_CHANCE = re.compile(r"KL|散度|似然|分布|密度|熵|diverge|likelihood|densit|distribution|entrop", re.IGNORECASE)
_OTHER = re.compile(
    r"归一化|不|非|未|无|能量|打分|得分|回归|\b(?:not|un-?normali\w*|normali\w*|energ\w*|scores?|regress\w*|predict\w*"
    r"|except|unless|only|never|improper|signed)\b|n't\b",
    re.IGNORECASE,
)


def stated_models(prose: str) -> tuple[str, dict[str, str]]:
    """Take out the words that give distributions; return the rest, and the options that say so."""
    if not _CHANCE.search(prose) or _OTHER.search(prose):
        return prose, {}
    found: dict[str, str] = {}

    def taken(match: re.Match[str]) -> str:
        found[STATED + match[1]] = "yes"
        return " " + match[0][match[0].index("$") :] + " "

    for pattern in _SAID:
        prose = pattern.sub(taken, prose)
    return prose, found


def models_of(read: Read, scope: Scope) -> set[str]:
    """Return the guessed names of a reading that the note gives as distributions, and that are taken for such."""
    tables = {name for name in read.el.guessed if f"table {name}" in read.el.scope.options}
    return {name for name in tables if STATED + name in scope.options}

r"""Words behind a law that change what its formula says: `X \sim \mathrm{Exp}(\beta)` with β the mean, truncated laws.

The sampler would follow the usual meaning, so neither a proof nor a counterexample of such a law counts.
"""

from __future__ import annotations

import re

_CHANGED = re.compile(
    r"\b(truncat\w+|censored|folded|wrapped|zero-inflated|winsori[sz]ed|conditioned to|restricted to (the|be|\$)"
    r"|condition(ed|al|ing)? (up)?on (being|\$[^$]*(?:[<>=]|\\(?:geq?|leq?|neq?|in|gt|lt)(?![A-Za-z])))|given that"
    r"|(scale|mean|precision|shape-scale) (parametri[sz]ation|convention|form)"
    r"|parametri[sz]ed by (its|the|their))|截断|截尾|删失",
    re.IGNORECASE,
)
_LAWS = re.compile(
    r"\\sim|\b(normal|gaussian|exponential|geometric|gamma|poisson|uniform|bernoulli|binomial|beta|laplace)\b"
    r"|正态|高斯|指数分布|几何分布|均匀分布|泊松|伽马",
    re.IGNORECASE,
)
_NAME = r"\\?[A-Za-z]+(?:_\{?\w+\}?)?"
_RATED = re.compile(
    rf"\\sim\s*\\?(?:mathrm|text|operatorname|mathcal)?\s*\{{?(?:Exp|Expo|Exponential|Geom|Geo|Geometric)\}}?"
    rf"\s*\(\s*({_NAME})(?:\s*,\s*({_NAME}))?\s*\)"
)
_NORMAL = re.compile(
    rf"\\sim\s*\\?(?:mathrm|text|operatorname|mathcal)?\s*\{{?(?:N|Normal)\}}?\s*(?:\\left)?\([^()]*,\s*({_NAME})\s*(?:\\right)?\)"
)
_FROM_ZERO = re.compile(
    r"geom\w*.*(\\\{\s*0|failures?|starting (at|from) (zero|\$?0))|几何分布.*(失败|\\\{\s*0)", re.IGNORECASE
)


def law_changed(prose: str) -> bool:
    """Tell whether a paragraph gives the parameters or the range of a law another meaning than the usual one."""
    if not _LAWS.search(prose):
        return False
    return (
        bool(_CHANGED.search(prose) or _FROM_ZERO.search(prose))
        or _called(prose, _RATED, _MEAN)
        or _called(prose, _NORMAL, _SPREAD)
    )


_MEAN = "mean|expectation|expected value|scale|均值|期望|尺度"
_SPREAD = "standard deviation|precision|inverse variance|scale|标准差|精度"


def _called(prose: str, law: re.Pattern[str], words: str) -> bool:
    """Tell whether a parameter of a law is said to be something else: “β is the mean”, “mean β”."""
    names = [name for found in law.findall(prose) for name in ([found] if isinstance(found, str) else found) if name]
    return any(
        re.search(rf"\${re.escape(name)}\$,?\s*(is|being|denotes|as|has|为|是|表示)?\s*(the|its|a)?\s*({words})", prose)
        or re.search(rf"({words})\s*(is|of|equal to|为|是)?\s*\${re.escape(name)}\$", prose)
        for name in names
    )

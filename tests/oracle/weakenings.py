r"""Weakenings that take a hypothesis from a note: a word becomes one that nobody knows, a formula is left out."""

from __future__ import annotations

import re
from random import Random

_HYPOTHESES = (
    r"symmetric positive definite|positive definite|positive semidefinite|skew-symmetric|symmetric|orthogonal|diagonal|"
    r"invertible|upper triangular|lower triangular|idempotent|nilpotent|orthonormal|unitary|stochastic|unit|convex|"
    r"differentiable|independent|i\.i\.d\.|uncorrelated|zero-mean|positive|nonnegative|nonzero|even|odd|disjoint|"
    r"commuting|full column rank|full row rank|square|linear|smooth|standard normal|Gaussian|Poisson|Bernoulli|"
    r"exponential|uniform|homogeneous|probability|permutation|projection|rank-one|mean zero|zero mean|concave"
)
_HYPOTHESIS = re.compile(rf"(?<![\w-])(?:{_HYPOTHESES})(?![\w-])")
_CHINESE = re.compile(
    "对称正定|反对称|半正定|正定|对称|正交|可逆|对角|上三角|幂等|幂零|独立|零均值|非零|单位向量|可微|凸"
)
_LAW = re.compile(r"\\sim\s*(?:\\mathcal ?\{?N\}?|N|\\(?:mathrm|text|operatorname)\{[A-Za-z]+\})(?=\s*(?:\\left)?\()")


def unknown_word(rng: Random, context: str, _: str) -> str | None:
    """Replace one hypothesis by a word that nobody knows."""
    found = [*_HYPOTHESIS.finditer(context), *_CHINESE.finditer(context)]
    if not found:
        return None
    one = rng.choice(found)
    return (
        context[: one.start()]
        + (rng.choice(["frobnic", "glanzy", "umbral"]) if one[0].isascii() else "绉绉")
        + context[one.end() :]
    )


def misspelt(rng: Random, context: str, _: str) -> str | None:
    """Misspell one hypothesis."""
    found = list(_HYPOTHESIS.finditer(context))
    if not found:
        return None
    one = rng.choice(found)
    at = rng.randrange(1, len(one[0]) - 1)
    word = one[0][:at] + one[0][at + 1] + one[0][at] + one[0][at + 2 :]
    if word == one[0]:
        word = one[0] + "x"
    return context[: one.start()] + word + context[one.end() :]


def unknown_law(_: Random, context: str, __: str) -> str | None:
    """Replace a stated law by one that nobody knows."""
    new = _LAW.sub(lambda _: r"\\sim \\mathrm{Frob}".replace("\\\\", "\\"), context, count=1)
    return new if new != context else None


def undeclared(rng: Random, context: str, _: str) -> str | None:
    """Leave one formula of the context out."""
    found = list(re.finditer(r"\$[^$]*\$", context))
    if not found:
        return None
    one = rng.choice(found)
    return context[: one.start()] + rng.choice(["it", "everything", ""]) + context[one.end() :]


WEAKENING = (unknown_word, misspelt, unknown_law, undeclared)
"""Weakenings behind which a true statement may never be refuted: the words that are left can't be read."""

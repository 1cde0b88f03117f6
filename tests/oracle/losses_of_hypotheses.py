r"""Weakenings behind which a statement is false: a hypothesis is dropped, denied, wished for, or said in no known word.

Whether a statement needs its hypothesis is told by its hand-written check alone, which is run on instances without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from equations.label_tools import Draw

SAMPLERS = {
    "symmetric positive definite|positive definite|对称正定|正定": ("spd",),
    "symmetric|self-adjoint|对称": ("sym", "spd"),
    "skew-symmetric|antisymmetric|反对称": ("skew",),
    "orthogonal|orthonormal|unitary|正交": ("orth",),
    "upper triangular|lower triangular|triangular|上三角|下三角": ("upper",),
    "diagonal|对角": ("diag",),
    "idempotent|projection|projector|幂等|投影": ("idem",),
    "nilpotent|幂零": ("nilp",),
    "commute|commutes|commuting|可交换": ("commuting",),
    "unit|单位": ("unit",),
    "probability|stochastic|概率": ("prob", "stoch"),
    "positive|正": ("pos", "posvec"),
}
"""Words for a property, and the samplers of a check that give it."""
CLEARLY = 1e-3


class Weaker(Draw):
    """Instances whose named samplers give anything of the same shape."""

    def __init__(self, seed: int, lost: tuple[str, ...]) -> None:
        """Start a stream in which some samplers have lost their property."""
        super().__init__(seed)
        self.asked = 0
        general: dict[str, Callable[..., Any]] = {
            **dict.fromkeys(("spd", "sym", "skew", "orth", "upper", "diag", "idem"), self.inv),
            "nilp": lambda n, _: self.inv(n),
            "commuting": lambda n: (self.inv(n), self.inv(n)),
            "unit": self.vec,
            "prob": lambda *shape: self.rng.uniform(0.2, 2.0, size=shape),
            "stoch": lambda m, n: self.rng.uniform(0.2, 2.0, size=(m, n)),
            "pos": lambda *_: self.num(),
            "posvec": self.vec,
        }
        for name in lost:
            setattr(self, name, self._counted(general[name]))

    def _counted(self, sampler: Callable[..., Any]) -> Callable[..., Any]:
        def sample(*sizes: int) -> object:
            self.asked += 1
            return sampler(*sizes)

        return sample


def needs(check: Callable[[Draw], float], lost: tuple[str, ...], samples: int = 10) -> bool:
    """Tell whether a statement fails clearly on most instances without a property; not where its check then breaks."""
    draws = [Weaker(7000 + seed, lost) for seed in range(samples)]
    with np.errstate(all="ignore"):
        try:
            found = [float(check(draw)) for draw in draws]
        except (ValueError, TypeError, ArithmeticError, np.linalg.LinAlgError):
            return False
    return all(draw.asked for draw in draws) and sum(CLEARLY < value < np.inf for value in found) > samples / 2


def _dropped(word: str) -> str:
    return "" if word.isascii() else "一般"


def _denied(word: str) -> str:
    return f"not necessarily {word}" if word.isascii() else f"不一定{word}"


def _unknown(word: str) -> str:
    return "frobnic" if word.isascii() else "绉绉"


def _wished(word: str) -> str:
    return f"possibly {word}" if word.isascii() else f"可能{word}"


def _supposed(context: str, word: str) -> str:
    after = f" If everything were {word}, more could be said." if word.isascii() else f"若{word}，则另当别论。"
    return context + after


def _left_open(context: str, word: str) -> str:
    return (f"Whether it is {word} is left open. " if word.isascii() else f"是否{word}并不要紧。") + context


def losses(context: str, words: str) -> Iterator[tuple[str, str]]:
    """Yield contexts in which every word for a property has lost its force, with the name of the loss."""
    pattern = re.compile(rf"(?<![A-Za-z\\\-反非半不斜])(?:{words})(?![A-Za-z-])")
    found = [one for one in pattern.finditer(context) if context[: one.start()].count("$") % 2 == 0]
    if not found:
        return

    def changed(change: Callable[[str], str]) -> str:
        places = {one.start() for one in found}
        return pattern.sub(lambda one: change(one[0]) if one.start() in places else one[0], context)

    for change in (_dropped, _denied, _unknown, _wished):
        yield change.__name__, changed(change)
    for tell in (_supposed, _left_open):
        yield tell.__name__, tell(changed(_dropped), found[0][0])

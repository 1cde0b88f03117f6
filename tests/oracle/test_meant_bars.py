"""Notations that words give a meaning of the note's own decide nothing; their usual meaning does."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

MATRIX = r"Let $A\in\mathbb{R}^{n\times n}$, $n\ge2$. "
PAIR = r"Let $A,B\in\mathbb{R}^{n\times n}$. "


@pytest.mark.parametrize(
    ("context", "latex"),
    [
        (MATRIX + "$|A|$ denotes the largest of its entries.", r"|2A| = 2^n|A|"),
        (MATRIX + "$|A|$ 表示各元素取绝对值。", r"|2A| = 2^n|A|"),
        (r"$\|A\|$ denotes the trace norm of $A\in\mathbb{R}^{n\times n}$.", r"\|A\|\ge|\operatorname{tr}A|"),
        (r"In this note $\|x\|=\sum_i|x_i|$ for $x\in\mathbb{R}^n$.", r"\|x\|=\Big(\sum_i x_i^2\Big)^{1/2}"),
        (PAIR + "We write $AB$ for the Hadamard product.", "AB = BA"),
        (r"$f^2$ means $f\circ f$ for $f:\mathbb{R}\to\mathbb{R}$.", "f^2(x)=f(x)^2"),
        (r"$\binom nk$ counts multisets here.", r"\binom{2}{2}=1"),
        (r"$L(w)=\|w\|^2$ divided by $n$, where $w\in\mathbb{R}^d$.", r"\nabla L(w)=2w"),
        (r"Let $n$ be a positive integer; $n!!$ is the double factorial.", "5!!=15"),
        (r"Let $\theta$ be given in turns.", r"\sin(\theta+2\pi)=\sin\theta"),
    ],
)
def test_a_meaning_of_the_notes_own_decides_nothing(context: str, latex: str) -> None:
    assert verdict(context, latex) == "not-checkable"


@pytest.mark.parametrize(
    ("context", "true", "false"),
    [
        (MATRIX + "$|A|$ denotes its determinant.", r"|2A| = 2^n|A|", r"|2A| = 2|A|"),
        (r"$\|x\|$ denotes the Euclidean norm of $x\in\mathbb{R}^n$.", r"\|2x\| = 2\|x\|", r"\|2x\| = 4\|x\|"),
        (PAIR + "$AB$ denotes the matrix product.", r"(AB)^\top = B^\top A^\top", "AB = BA"),
        (r"$L(w)=\|w\|^2$, where $w\in\mathbb{R}^d$.", r"\nabla L(w)=2w", r"\nabla L(w)=w"),
    ],
)
def test_the_usual_meaning_still_decides(context: str, true: str, false: str) -> None:
    assert verdict(context, true).startswith("verified")
    assert verdict(context, false) == "refuted"


def test_a_persons_name_before_a_noun_is_not_dropped() -> None:
    assert verdict(r"Let $H\in\mathbb{R}^{n\times n}$ be a Hadamard matrix.", r"HH^\top=nI") == "doubted"
    assert verdict(PAIR + r"$\odot$ is the Hadamard product.", r"A\odot B = AB") == "refuted"

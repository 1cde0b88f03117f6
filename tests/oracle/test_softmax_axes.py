"""Words about the axis of a softmax: rows are read, anything else is left open."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict

from vault_runner.oracle.softmax_axes import other_axis

SCORES = r"$S=\mathrm{softmax}(QK^\top/\sqrt{d})$ with $Q,K\in\mathbb{R}^{n\times d}$"
ROWS, COLUMNS = r"S\mathbf{1} = \mathbf{1}", r"S^\top\mathbf{1} = \mathbf{1}"


@pytest.mark.parametrize(
    "words",
    [
        ", where the softmax normalises each column of the score matrix.",
        ", softmax over the columns.",
        "，按列做 softmax。",
        "，对每一列做 softmax。",
        " and a column-wise softmax.",
        " (softmax along dim=0).",
        " (softmax along axis 0).",
        ", so that the columns of $S$ sum to one.",
        ". Each column is normalised.",
        ", and each column is turned into a distribution.",
        ", where the normalisation runs over the queries.",
        ". The softmax is taken over all $n^2$ entries.",
        ", softmax over the index $i$.",
        ". `softmax(scores, dim=0)` is meant.",
        ", softmax is not taken row-wise.",
    ],
)
def test_another_axis_leaves_it_open(words: str) -> None:
    assert answer(SCORES + words, ROWS)["code"] == "convention"
    assert verdict(SCORES + words, COLUMNS) == "not-checkable"


@pytest.mark.parametrize("words", ["", " (row-wise softmax)", ", where the softmax is applied to each row"])
def test_rows_are_read(words: str) -> None:
    assert verdict(SCORES + words + ".", ROWS) == "verified"
    assert verdict(SCORES + words + ".", COLUMNS) == "refuted"


@pytest.mark.parametrize(
    "prose",
    [
        r"$z\in\mathbb{R}^n$ is a column vector and $p=\mathrm{softmax}(z)$.",
        r"$z$ 是列向量，$p=\mathrm{softmax}(z)$。",
        r"softmax over $K$ classes",
        r"`softmax(x, dim=-1)`",
        r"The columns of $X$ are samples. Later a softmax follows.",
        r"softmax 作用于序列。",
    ],
)
def test_column_vectors_and_sequences_are_no_axis(prose: str) -> None:
    assert not other_axis(prose)

"""The size that is remarked behind a matrix is counted."""

from __future__ import annotations

import pytest
from verify.prose_notes import judged

BODY = r"\begin{bmatrix} a & b \\ c & d \\ e & f \end{bmatrix}"


@pytest.mark.parametrize(
    ("latex", "status"),
    [
        (rf"J = {BODY} \quad (3 \times 2 \text{{ 矩阵}})", "verified-exact"),
        (rf"J = {BODY} \quad (3\times 2\ \text{{matrix}})", "verified-exact"),
        (rf"J = {BODY} \quad (2 \times 3 \text{{ 矩阵}})", "doubted"),
        (rf"J = {BODY} + {BODY} \quad (2 \times 3 \text{{ 矩阵}})", "not-checkable"),
        (r"J = \begin{bmatrix} a & \cdots \\ c & d \end{bmatrix} \quad (5 \times 2 \text{ 矩阵})", "not-checkable"),
    ],
)
def test_rows_and_columns_are_counted(latex: str, status: str) -> None:
    verdicts = judged(f"$$\n{latex}\n$$\n")
    (remark,) = (verdict for verdict in verdicts.values() if verdict.claim.form == "size remark")
    assert remark.status == status


def test_the_doubt_says_what_is_there() -> None:
    verdicts = judged(rf"$${BODY} \quad (2 \times 3 \text{{ matrix}})$$")
    assert [verdict.reason for verdict in verdicts.values()] == ["the matrix in front of it is 3×2, not 2×3"]

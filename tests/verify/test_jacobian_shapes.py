"""The shape of a Jacobian is verified where its section has one function; it is never held against a note."""

from __future__ import annotations

import pytest
from verify.prose_notes import judged

LINEAR = "设 $W \\in \\mathbb{R}^{o \\times d}$。\n\n$$\ny = Wx\n$$\n\n"
FUNCTION = "Let $f: \\mathbb{R}^d \\to \\mathbb{R}^o$ be smooth.\n\n"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (LINEAR + "* Jacobian 的形状就是 $(o, d)$。\n", "verified-exact"),
        (LINEAR + "* 雅可比矩阵的形状是 $(o, d)$。\n", "verified-exact"),
        (FUNCTION + "The Jacobian has shape $(o, d)$.\n", "verified-exact"),
        (FUNCTION + "The Jacobian has shape $(d, o)$.\n", "not-checkable"),
        (FUNCTION + "The Jacobian has shape $(o, o, d)$.\n", "not-checkable"),
        (LINEAR + "* 对 $W$ 来说，Jacobian 的形状就是 $(o, d)$。\n", "not-checkable"),
        (LINEAR + FUNCTION.replace("^o", "^k") + "The Jacobian has shape $(o, d)$.\n", "not-checkable"),
        (LINEAR + "# Another\n\nThe Jacobian has shape $(o, d)$.\n", "not-checkable"),
    ],
)
def test_one_function_of_the_section_decides(text: str, status: str) -> None:
    found = [verdict.status for said, verdict in judged(text).items() if said.lower().startswith(("jacobian", "雅"))]
    assert found == [status]

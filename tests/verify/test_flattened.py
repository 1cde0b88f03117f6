"""The length of a flattened matrix is the product of its sizes."""

from __future__ import annotations

import pytest
from verify.prose_notes import judged

DECLARED = "Let $W \\in \\mathbb{R}^{o \\times d}$.\n\n"
FLAT = "Then $\\text{vec}(W) \\in \\mathbb{R}^{{}}$.\n"


@pytest.mark.parametrize(
    ("between", "length", "status"),
    [
        ("", "od", "verified-exact"),
        ("", r"d \cdot o", "verified-exact"),
        ("", "d^2", "doubted"),
        ("# Another\n\n", "od", ""),
        ("---\n\n", "d^2", ""),
    ],
)
def test_it_is_compared_with_what_the_section_declares(between: str, length: str, status: str) -> None:
    text = DECLARED + between + FLAT.replace("{{}}", f"{{{length}}}")
    found = [verdict.status for said, verdict in judged(text).items() if "vec" in said]
    assert found == ([status] if status else [])


def test_inside_a_container_later_headings_inherit() -> None:
    note = "> [!note] one\n" + "".join(
        f"> {line}\n" for line in f"{DECLARED}## Later\n\n{FLAT.replace('{{}}', '{od}')}".splitlines()
    )
    assert [verdict.status for said, verdict in judged(note).items() if "vec" in said] == ["verified-exact"]


def test_the_doubt_names_the_place() -> None:
    (verdict,) = (one for said, one in judged(DECLARED + FLAT.replace("{{}}", "{o^2}")).items() if "vec" in said)
    assert verdict.reason == "line 1 declares W with d·o entries, not o^2"

"""Shapes in prose: rules by themselves, names by the code of their section, products of what is stated beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import vault_run
from verify.prose_notes import judged

FENCE = "```python run\nA = make()\n```\n\n"


@pytest.mark.parametrize(
    "rule",
    [
        "(5,2) @ (2,3) → (5,3)",
        "`(7, 5, 2) @ (7, 2, 3)` -> `(7, 5, 3)`",
        "(4, 1, 2, 3) @ (6, 3, 5) = (4, 6, 2, 5)",
        "(*batch, m, k) @ (*batch, k, n) → (*batch, m, n)",
        "`(6, 3) @ (3,)` → `(6,)`",
    ],
)
def test_a_right_rule_is_verified(rule: str) -> None:
    (verdict,) = judged(f"So {rule}, as always.\n").values()
    assert verdict.status == "verified-exact"


def test_a_rule_in_a_table_is_read() -> None:
    verdicts = judged("| product | shape |\n| --- | --- |\n| rule | (5,2) @ (2,3) → (5,4) |\n")
    assert [verdict.status for verdict in verdicts.values()] == ["refuted"]


def test_a_wrong_rule_of_numbers_is_refuted_with_the_right_shape() -> None:
    (verdict,) = judged("Then `(5,2) @ (2,3) → (2,3)`.\n").values()
    assert (verdict.status, verdict.expected, verdict.found) == ("refuted", "(2, 3)", "(5, 3)")
    (verdict,) = judged("所以 `(5,2) @ (3,2) → (5,2)`。\n").values()
    assert verdict.status == "refuted"
    assert verdict.reason == "the inner sizes are 2 and 3"


@pytest.mark.parametrize(
    "line",
    [
        "This fails: `(5,2) @ (3,2) → (5,2)`.",
        "`(5,2) @ (3,2) → (5,2)` 是错误的。",
        "❌ `(5,2) @ (3,2) → (5,2)`",
        "It is not `(5,2) @ (2,3) → (2,3)`.",
        "(m, k) @ (j, n) → (m, n)",
    ],
)
def test_what_may_be_meant_otherwise_stays_open(line: str) -> None:
    (verdict,) = judged(f"{line}\n").values()
    assert verdict.status == "not-checkable"


def test_a_wrong_rule_with_names_is_no_more_than_doubted() -> None:
    (verdict,) = judged("(b, m, 2) @ (b, 2, n) → (b, m, 2, n)\n").values()
    assert verdict.status == "doubted"


def test_a_name_is_looked_up_in_the_code_of_its_section() -> None:
    text = f"# One\n\n{FENCE}* `A.shape = (2, 3)`\n* `A` has shape `(2, 3)`\n"
    found = judged(text, {"A": (2, 3)})
    assert {verdict.status for verdict in found.values()} == {"verified"}
    assert {verdict.reason for verdict in found.values()} == {"as line 4 makes it"}


def test_a_contradiction_is_doubted_and_names_both_places() -> None:
    (verdict,) = judged(f"# One\n\n{FENCE}Here `A.shape = (2, 4)`.\n", {"A": (2, 3)}).values()
    assert verdict.status == "doubted"
    assert verdict.reason == "line 7 says (2, 4), but `A` of line 4 has the shape (2, 3)"


@pytest.mark.parametrize(
    "text",
    [
        f"# One\n\n{FENCE}# Two\n\nHere `A.shape = (2, 4)`.\n",
        f"# One\n\n{FENCE}---\n\nHere `A.shape = (2, 4)`.\n",
        f"# One\n\n{FENCE}> [!note] pasted\n> Here `A.shape = (2, 4)`.\n",
        f"# One\n\n{FENCE}If `A.shape = (2, 4)`, it works as well.\n",
        f"# One\n\n{FENCE}如果 `A.shape = (2, 4)`，结果也一样。\n",
    ],
)
def test_another_section_or_container_or_supposition_is_no_contradiction(text: str) -> None:
    (verdict,) = judged(text, {"A": (2, 3)}).values()
    assert verdict.status in {"definition", "not-checkable"}


def test_a_product_of_stated_shapes_verifies_the_third() -> None:
    text = (
        "如果 `P.shape = (*batch, m, k)`，`Q.shape = (*batch, k, n)`，那么\n\n"
        "$$\nR = P @ Q \\quad \\Rightarrow \\quad R.shape = {}\n$$\n"
    )
    right = judged(text.replace("{}", "(*batch, m, n)"))
    assert right["R.shape = (*batch, m, n)"].status == "verified-exact"
    assert right["R.shape = (*batch, m, n)"].reason == "`R` is `P` of line 1 times `Q` of line 1"
    wrong = judged(text.replace("{}", "(*batch, m, 2, n)"))
    assert wrong["R.shape = (*batch, m, 2, n)"].status != "verified-exact"


def test_formulas_that_have_a_shape_are_bound_to_each_other() -> None:
    text = "$X$ has shape $(3, b)$, $Y$ 的形状是 $(b, 5)$, and $Z = XY$.\n\nSo $Z$ has shape $(3, {})$.\n"
    assert judged(text.replace("{}", "5"))["$Z$ has shape $(3, 5)$"].status == "verified-exact"
    wrong = judged(text.replace("{}", "6"))["$Z$ has shape $(3, 6)$"]
    assert wrong.status == "doubted"
    assert wrong.reason == "line 3 says (3, 6), but `X` of line 1 and `Y` of line 1 make (3, 5)"


def test_the_whole_path_from_a_note_that_runs(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(
        "# One\n\n```python run\nimport numpy as np\nA = np.ones((2, 3))\n```\n\nHere `A.shape = (2, 3)`, not much.\n\n"
        "And `A.shape = (3, 2)`.\n\nBut (5,2) @ (2,3) → (5,4).\n",
        encoding="utf-8",
    )
    told = vault_run("check", note).stdout
    assert "note.md:10:5: doubted: line 10 says (3, 2), but `A` of line 5 has the shape (2, 3) [VRS102]" in told
    assert "note.md:12:5: wrong: the product has the shape (5, 3) [VRS101]" in told
    assert "3 of 3 statements checked" in told

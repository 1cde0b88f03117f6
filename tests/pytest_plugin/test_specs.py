"""The names of tests: told apart, easy to select, harmless on the command line."""

from __future__ import annotations

from pathlib import Path

from vault_runner.pipeline import Request, judge, open_vault
from vault_runner.pytest_plugin.specs import Spec, specs_of


def _specs(folder: Path, text: str) -> tuple[Spec, ...]:
    (folder / "Note.md").write_text(text, encoding="utf-8")
    (outcome,) = judge(open_vault([folder / "Note.md"]), Request(execute=False)).notes
    return specs_of(outcome)


def test_labels_are_names_and_what_pytest_reads_in_them_is_left_out(tmp_path: Path) -> None:
    text = "```python run\n#| label: a::b [c]/d 损失\nx = 1  # => 1\n```\n"
    assert [spec.name for spec in _specs(tmp_path, text)] == ["note", "block-a-b-c-d-损失", "output-a-b-c-d-损失-L3"]


def test_two_claims_of_one_line_are_told_apart(tmp_path: Path) -> None:
    text = "```python run\nimport numpy as np\nnp.linalg.qr(np.ones((4, 2)))  # (4, 2), (2, 2)\n```\n"
    assert [spec.name for spec in _specs(tmp_path, text)][-2:] == ["shape-L3", "shape-L3-2"]


def test_what_nobody_asked_for_is_no_test(tmp_path: Path) -> None:
    assert _specs(tmp_path, "```python\nx = 1  # => 2\n```\n") == ()
    assert _specs(tmp_path, "```python notest\nx = 1\n```\n") == ()
    assert [spec.name for spec in _specs(tmp_path, "```python run notest\nx = 1\n```\n")] == ["note", "block-L1"]


def test_tests_stand_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = "Let $a \\in \\mathbb{R}$, then $a + a = 2a$.\n\n```python run\n1  # => 1\n```\n\n$$a^2 = a a$$\n"
    lines = [spec.line for spec in _specs(tmp_path, text)]
    assert lines == sorted(lines)
    assert lines[-1] == 7

"""Printed texts against each other."""

from __future__ import annotations

import pytest

from vault_runner.verify.outputs_text import compare_text


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("Mean: 3.50", "Mean: 3.4999999"),
        ("0 1 2", "0\n1\n2\n"),
        ("hello", "'hello'"),
        ("grad: tensor([1., 2.], grad_fn=<X>)", "grad: tensor([1., 2.])"),
        ("<object at 0x7f12>", "<object at 0x…>"),
        ("(4,5,3)", "torch.Size([4, 5, 3])"),
        ("[np.float64(3.0)]", "[3.0]"),
        ("1\n...\n9", "1\n2\n3\n9"),
        ("...\n9", "1\n9"),
        ("x...y", "x and y"),
        ("100%|████| 10/10 [00:01<00:00, 9it/s]\ndone", "done"),
        ("[<matplotlib.lines.Line2D at 0x7f>]\ndone\n<Figure size 640x480 with 1 Axes>", "done"),
        ("/home/x.py:3: UserWarning: odd\n  f()\ndone", "done"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("a\u00a0b", "a b"),
        ("True False", "True False"),
    ],
)
def test_the_same(stated: str, found: str) -> None:
    assert compare_text(stated, found).outcome == "same"


@pytest.mark.parametrize(
    ("stated", "found", "line"),
    [
        ("Mean: 3.60", "Mean: 3.50", ("Mean: 3.60", "Mean: 3.50")),
        ("0 0\n1 2", "0 0\n1 1\n", ("1 2", "1 1")),
        ("torch.Size([4, 5, 3])", "torch.Size([4, 5, 2])", ("torch.Size([4, 5, 3])", "torch.Size([4, 5, 2])")),
        ("ok: True", "ok: False", ("ok: True", "ok: False")),
        ("1\n...\n8", "1\n2\n9", ("8", "2")),
        ("1 23", "12 3", ("1 23", "12 3")),
        ("v1.2.3", "v1.2.4", ("v1.2.3", "v1.2.4")),
        ("2023-01-02", "2023-01-03", ("2023-01-02", "2023-01-03")),
    ],
)
def test_values_that_differ_are_told_by_their_line(stated: str, found: str, line: tuple[str, str]) -> None:
    difference = compare_text(stated, found)
    assert difference.outcome == "other"
    assert not difference.words
    assert (difference.stated, difference.found) == line


@pytest.mark.parametrize(
    ("stated", "found", "alike"),
    [
        ("a_b", "a-b", True),
        ("one\nthree", "one\ntwo", True),
        ("probabilities for each class", "tensor([0.1, 0.2])", False),
        ("", "x", False),
    ],
)
def test_other_words_are_told_apart_from_other_values(stated: str, found: str, alike: bool) -> None:
    difference = compare_text(stated, found)
    assert (difference.outcome, difference.words, difference.alike) == ("other", True, alike)


def test_times_count_unless_the_code_looks_at_clocks() -> None:
    assert compare_text("took 0.12 s", "took 0.55 s").outcome == "other"
    assert compare_text("took 0.12 s", "took 0.55 s", timed=True).outcome == "same"
    assert compare_text("loss 0.1 in 3.2ms", "loss 0.2 in 1 ms", timed=True).outcome == "other"


def test_a_very_long_text_is_not_compared_word_by_word() -> None:
    assert compare_text("a " * 20_000, "b " * 20_000).outcome == "unclear"

"""Comments that state shapes, and how firmly they state them."""

from __future__ import annotations

import pytest

from vault_runner.verify.shape_comment import stated_shapes


@pytest.mark.parametrize(
    ("comment", "shape", "firmness", "target"),
    [
        ("(3,5,2)", "(3,5,2)", "alone", ""),
        ("shape (batch=4, m=5, k=2)", "(batch=4, m=5, k=2)", "firm", ""),
        ("torch.Size([3, 32, 64])", "torch.Size([3, 32, 64])", "firm", ""),
        ("形状为[32, 3]", "[32, 3]", "firm", ""),
        ("输出的形状是 (3, 4)", "(3, 4)", "firm", ""),
        ("Z 的形状: (3,4)", "(3,4)", "firm", "Z"),
        ("positions : [seq_len, 1]", "[seq_len, 1]", "alone", "positions"),
        ("output shape: (B, T, C)", "(B, T, C)", "firm", ""),
        ("shape of W is (o, d)", "(o, d)", "firm", "W"),
        ("X.shape == (4, 5)", "(4, 5)", "firm", "X"),
        ("Output: (4, 5)", "(4, 5)", "alone", ""),
        ("W has shape (3, 4)", "(3, 4)", "firm", "W"),
        ("input of shape (7, 3)", "(7, 3)", "firm", "input"),
        ("twenty steps of (1, 20, 5) each", "(1, 20, 5)", "inside", ""),
        ("3x3 conv", "3x3", "inside", ""),
    ],
)
def test_one_shape(comment: str, shape: str, firmness: str, target: str) -> None:
    stated = stated_shapes(comment)
    assert [(each.spec.text, each.firmness, each.target) for each in stated] == [(shape, firmness, target)]


@pytest.mark.parametrize("comment", ["(see above)", "size 3", "mean of x", "lr=0.1", "[0.1, 0.2]", "a -> b", ""])
def test_no_shape(comment: str) -> None:
    assert stated_shapes(comment) == ()


@pytest.mark.parametrize(
    "comment",
    [
        "the transpose would be of shape (4, 3)",
        "W.T has shape (4, 3)",
        "shape is (3, 4) and not shape (4, 3)",
        "each row has shape (4,)",
        "shape (4,) per row",
        "shape (in, out) in numpy, shape (4, 3) in torch",
        "TODO shape (4, 3)?",
        "shape (3, 4), will become shape (12,)",
        "should not be shape (4, 3)",
        "转置后形状 (4, 3)",
        "原来的形状 (4, 3)",
        "每一行的形状是 (4,)",
    ],
)
def test_further_words_may_speak_of_something_else(comment: str) -> None:
    assert {each.firmness for each in stated_shapes(comment)} == {"inside"}


@pytest.mark.parametrize(
    "comment", ["transpose of shape (4, 3)", "expects shape (8, 4)", "rows: shape (4,)", "old shape (3, 4)"]
)
def test_a_word_that_could_be_a_name_is_one(comment: str) -> None:
    (stated,) = stated_shapes(comment)
    assert stated.target == comment.split(maxsplit=1)[0].strip(":")


def test_an_arrow_states_the_shape_after_it() -> None:
    (stated,) = stated_shapes("(2,3) → 会自动广播成 (3,2,3)")
    assert stated.spec.text == "(3,2,3)"
    assert stated.source is not None
    assert stated.source.text == "(2,3)"
    assert stated.broadcast

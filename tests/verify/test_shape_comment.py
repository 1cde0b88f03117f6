"""Comments that state shapes, and how firmly they state them."""

from __future__ import annotations

import time
import timeit

import pytest

from vault_runner.verify.shape_comment import stated_shapes


@pytest.mark.parametrize(
    ("comment", "shape", "firmness", "names"),
    [
        ("(3,5,2)", "(3,5,2)", "alone", ()),
        ("shape (batch=4, m=5, k=2)", "(batch=4, m=5, k=2)", "firm", ()),
        ("(batch=4, m=5)", "(batch=4, m=5)", "firm", ()),
        ("torch.Size([3, 32, 64])", "torch.Size([3, 32, 64])", "firm", ()),
        ("形状为[32, 3]", "[32, 3]", "firm", ()),
        ("输出的形状是 (3, 4)", "(3, 4)", "firm", ()),
        ("Z 的形状: (3,4)", "(3,4)", "firm", ("Z",)),
        ("positions : [seq_len, 1]", "[seq_len, 1]", "alone", ("positions",)),
        ("q, k, v: (B, H, T, D)", "(B, H, T, D)", "alone", ("q", "k", "v")),
        ("output shape: (B, T, C)", "(B, T, C)", "firm", ()),
        ("shape of W is (o, d)", "(o, d)", "firm", ("W",)),
        ("X.shape == (4, 5)", "(4, 5)", "firm", ("X",)),
        ("self.W: (3, 4)", "(3, 4)", "alone", ("self.W",)),
        ("d['W1']: (3,4)", "(3,4)", "alone", ("d['W1']",)),
        ("Output: (4, 5)", "(4, 5)", "alone", ()),
        ("W has shape (3, 4)", "(3, 4)", "firm", ("W",)),
        ("input of shape (7, 3)", "(7, 3)", "firm", ("input",)),
        ("hidden states (B, T, D)", "(B, T, D)", "alone", ("hidden", "states")),
        ("(T, T), lower triangle", "(T, T)", "alone", ()),
        ("a (3, 4) matrix", "(3, 4)", "alone", ()),
        ("shape(2, 3)", "(2, 3)", "firm", ()),
        ("-> (3, 4)", "(3, 4)", "alone", ()),
        ("(B, T) = (4, 8)", "(4, 8)", "alone", ()),
        ("卷积后 (2, 6, 8)", "(2, 6, 8)", "alone", ()),
        ("twenty steps of (1, 20, 5) each", "(1, 20, 5)", "inside", ("twenty", "steps")),
        ("3x3 conv", "3x3", "inside", ()),
        ("(optional)", "(optional)", "inside", ()),
    ],
)
def test_one_shape(comment: str, shape: str, firmness: str, names: tuple[str, ...]) -> None:
    (stated,) = stated_shapes(comment)
    assert (stated.spec.text, stated.firmness, stated.names) == (shape, firmness, names)
    assert comment[stated.start : stated.end] == shape


@pytest.mark.parametrize(
    "comment",
    ["size 3", "mean of x", "lr=0.1", "[0.1, 0.2]", "a -> b", "", "f(x, y)", "x[0, 1]", "[1 2 3]", "2x faster", "h[t]"],
)
def test_no_shape(comment: str) -> None:
    assert stated_shapes(comment) == ()


@pytest.mark.parametrize(
    "comment",
    [
        "the transpose would be of shape (4, 3)",
        "not (4, 3)",
        "was (1, 3) before",
        "TODO shape (4, 3)?",
        "should not be shape (4, 3)",
        "不是 (4, 3)",
        "原来的形状 (4, 3)",
        "如果是彩色图则为 (1, 3, 8, 8)",
        "instead of (3, 1)",
        "expects shape (8, 4)",
        "(2, 3) -> would be (3, 2)",
    ],
)
def test_what_is_denied_or_wished_states_nothing(comment: str) -> None:
    assert {each.firmness for each in stated_shapes(comment)} == {"denied"}


@pytest.mark.parametrize(
    "comment",
    [
        "W.T has shape (4, 3) @ W",
        "each row has shape (4,) 每",
        "shape (4,) per row",
        "shape (in, out) in numpy, shape (4, 3) in torch",
        "转置后形状 (4, 3)",
        "每一行的形状是 (4,)",
        "(4, 3) after projection of x",
        "(0, 0, 0) is the first entry",
        "(2, 2), stride (2, 2)",
        "(left, top), in pixels",
        "(3, 4) is row 3, column 4",
    ],
)
def test_further_words_may_speak_of_something_else(comment: str) -> None:
    assert {each.firmness for each in stated_shapes(comment)} == {"inside"}


def test_a_word_that_may_be_a_name_is_kept_for_who_knows_the_names() -> None:
    assert [stated_shapes(text)[0].names for text in ("transpose of shape (4, 3)", "rows: shape (4,)")] == [
        ("transpose",),
        ("rows",),
    ]


def test_an_arrow_states_the_shape_after_it() -> None:
    (stated,) = stated_shapes("(2,3) → 会被广播成 (3,2,3)")
    assert stated.spec.text == "(3,2,3)"
    assert stated.source is not None
    assert stated.source.spec.text == "(2,3)"
    assert stated.broadcast


def test_the_arrow_of_a_mapping_has_the_name_of_what_goes_in() -> None:
    (stated,) = stated_shapes("x: [b, 4] -> [b, 2]")
    assert (stated.spec.text, stated.names, stated.broadcast, stated.firmness) == ("[b, 2]", ("x",), False, "alone")


@pytest.mark.parametrize("comment", ["(3, 1) + (4,) → (3, 4)", "(B, T, d) @ (B, d, T) -> (B, T, T)"])
def test_a_computation_with_shapes_states_its_result(comment: str) -> None:
    (stated,) = stated_shapes(comment)
    assert (stated.sources, stated.firmness, stated.start) == (2, "alone", comment.rindex("("))


def test_words_between_shapes_take_a_computation_its_force() -> None:
    assert stated_shapes("(3, 1) and then perhaps (4,) → (3, 4)")[0].firmness == "inside"


@pytest.mark.parametrize("piece", ["(", "a, ", "x×", "shape ", "[", "(a", "Size([", "- ", "→", "1x", "的形状"])
def test_reading_takes_no_time_that_grows_with_the_square(piece: str) -> None:
    text = (piece * 300)[:300]
    timings = timeit.repeat(lambda: stated_shapes(text), number=1, repeat=3, timer=time.process_time)
    assert min(timings) < 0.5

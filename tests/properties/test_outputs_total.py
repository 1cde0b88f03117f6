"""Properties of comparing outputs: whatever two texts hold, there is an answer, and a text agrees with itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vault_runner.parse.claims.output_values import bare_value, is_value, labelled_value
from vault_runner.verify.outputs_doctest import compare_example
from vault_runner.verify.outputs_reading import read_value
from vault_runner.verify.outputs_text import compare_text
from vault_runner.verify.outputs_values import compare_values

PIECES = (
    *(
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        ",",
        ":",
        " ",
        "\n",
        "...",
        "…",
        "'",
        '"',
        "\\",
        "|",
        "---",
        "=",
        "-",
        "+",
        "e",
        "j",
    ),
    *("0", "1", "12", ".5", "3.", "1e999", "1e-400", "9" * 400, "inf", "nan", "-0.0", "True", "None", "x", "é", "_"),
    *(
        "tensor(",
        "array(",
        "dtype=",
        "np.float64(",
        "torch.Size(",
        "Traceback (most recent call last):\n",
        "ValueError",
    ),
    *("0x7f", "\x1b[0m", "100%|", "UserWarning: ", "\u00a0", "１", "٣", "# doctest: +ELLIPSIS", ">>> "),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(TEXTS, TEXTS, st.booleans())
def test_any_two_texts_can_be_compared(left: str, right: str, timed: bool) -> None:
    assert compare_text(left, right, timed=timed).outcome in {"same", "other", "unclear"}
    assert compare_example(left, left, right).outcome in {"same", "other", "unclear"}
    for text in (left, right):
        assert is_value(text) in {True, False}
        assert bare_value(text, several=True) in text
        assert labelled_value(text)[1] in text


@given(TEXTS)
def test_a_text_agrees_with_itself(text: str) -> None:
    assert compare_text(text, text).outcome == "same"


@given(TEXTS, TEXTS)
def test_values_compare_both_ways_without_error(left: str, right: str) -> None:
    one, other = read_value(left), read_value(right)
    if one is not None and other is not None:
        assert compare_values(one, one).outcome in {"same", "unclear"}
        assert compare_values(one, other).outcome in {"same", "other", "unclear"}


@given(
    st.recursive(
        st.integers() | st.floats(allow_nan=True) | st.booleans() | st.text("ab '", max_size=3), st.lists, max_leaves=8
    )
)
def test_what_python_writes_is_read_back_as_the_same(value: object) -> None:
    node = read_value(repr(value))
    assert node is not None
    assert compare_values(node, node).outcome == "same"

"""Examples of an interpreter session, as doctest would judge them."""

from __future__ import annotations

import doctest

import pytest

from vault_runner.verify.outputs_doctest import compare_example, read_options

RAISED = 'Traceback (most recent call last):\n  File "<stdin>", line 1, in <module>\n{}'


@pytest.mark.parametrize(
    ("source", "stated", "found", "outcome"),
    [
        ("x", "3", "3", "same"),
        ("x", "3", "4", "other"),
        ("x", "0.3333", "0.3333333", "same"),
        ("x  # doctest: +ELLIPSIS", "[1, ..., 5]", "[1, 2, 3, 5]", "same"),
        ("x  # doctest: +NORMALIZE_WHITESPACE", "a b", "a    b", "same"),
        ("x", "a\n<BLANKLINE>\nb", "a\n\nb", "same"),
        ("x", "{1, 2}", "{2, 1}", "same"),
        ("x", RAISED.format("ValueError: bad"), RAISED.format("ValueError: bad"), "same"),
        ("x", RAISED.format("ValueError: bad"), RAISED.format("ValueError: odd"), "unclear"),
        (
            "x  # doctest: +IGNORE_EXCEPTION_DETAIL",
            RAISED.format("ValueError: a"),
            RAISED.format("ValueError: b"),
            "same",
        ),
        ("x", RAISED.format("numpy.linalg.LinAlgError: bad"), RAISED.format("LinAlgError: bad"), "same"),
        ("x", RAISED.format("ValueError"), RAISED.format("KeyError"), "other"),
        ("x", RAISED.format("ValueError"), "3", "other"),
    ],
)
def test_examples(source: str, stated: str, found: str, outcome: str) -> None:
    assert compare_example(source, stated, found).outcome == outcome


def test_options_are_those_of_doctest() -> None:
    assert read_options("x  # doctest: +ELLIPSIS, -NORMALIZE_WHITESPACE +NO_SUCH") == {
        doctest.ELLIPSIS: True,
        doctest.NORMALIZE_WHITESPACE: False,
    }

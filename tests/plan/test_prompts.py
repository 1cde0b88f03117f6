"""Transcripts of the interpreter."""

from __future__ import annotations

import pytest

from vault_runner.plan.prompts import _SHOW, mend_prompts
from vault_runner.plan.source import Source, from_numbered

MENDED: dict[str, list[tuple[int, str]]] = {
    ">>> x = 3\n>>> x\n3\n": [(10, "x = 3"), (11, "x")],
    ">>> for i in r:\n...     print(i)\n...\n0\n1\n": [(10, "for i in r:"), (11, "    print(i)"), (12, "")],
    "#| label: a\n# words\n\n>>> x\n": [(10, "#| label: a"), (11, "# words"), (12, ""), (13, "x")],
    ">>> f([1,\n...    2])\nOutput with = signs = in it\n>>> g()\n": [(10, "f([1,"), (11, "   2])"), (13, "g()")],
    ">>> x\narray([[1,\n        2]])\n\n>>> y\n": [(10, "x"), (14, "y")],
    ">>> x\n[[1., 2.],\n\n [3., 4.]]\n": [(10, "x")],
    "  >>> x\n  3\n": [(10, "x")],
    ">>> x\n3\n\n4\n": [(10, "x")],
    ">>>\n>>> x\n": [(10, ""), (11, "x")],
    ">>> x\nx = 3\n": [(10, "x")],
    ">>> wait()  # doctest: +SKIP\n3\n>>> x\n": [(10, "# wait()  # doctest: +SKIP"), (12, "x")],
    ">>> 1 / 0\nTraceback (most recent call last):\n  ...\nZeroDivisionError: division by zero\n>>> x\n": [
        (10, "try:"),
        (10, "    1 / 0"),
        (10, "except Exception as _raised:"),
        (10, f"    {_SHOW}"),
        (14, "x"),
    ],
    ">>> f('''a\n... b''')\nTraceback (most recent call last):\nValueError\n": [(10, "f('''a"), (11, "b''')")],
}
LEFT_ALONE = [
    "x = 3\n",
    "x = 3\n>>> x\n",
    ">>> x = 3\n\ny = 4\n",
    ">>> x = 3\n\nprint(x)\n",
    ">>> x = 3\n\nimport os\n",
    ">>> x =\n",
    ">>>x\n",
    "def f():\n    '''\n    >>> f()\n    3\n    '''\n",
    "x >>> y\n",
    "",
]


@pytest.mark.parametrize(("text", "expected"), MENDED.items())
def test_prompts_and_outputs_are_left_out(text: str, expected: list[tuple[int, str]]) -> None:
    mended = mend_prompts(Source.of(text, 10))
    assert mended is not None
    source, first = mended
    assert source == from_numbered(expected)
    assert first == 10 + text.partition(">>>")[0].count("\n")


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_may_be_something_else_is_left_alone(text: str) -> None:
    assert mend_prompts(Source.of(text, 10)) is None

"""Sizes and questions of them as python writes them."""

from __future__ import annotations

import pytest
import sympy
from torch.utils._sympy import functions

from vault_runner.worker.devices.wording import in_python, question, written

n, m = sympy.symbols("n m", integer=True, positive=True)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("(((n + 1)//2))", "(n + 1)//2"),
        ("2*(((n + 1)//2))", "2*((n + 1)//2)"),
        ("Max(m, n) + 1", "max(m, n) + 1"),
        ("PowByNatural(2, k)", "2**k"),
        ("TruncToInt(0.5*ToFloat(n))", "int(0.5*n)"),
        ("not python", "not python"),
        ("n +", "n +"),
    ],
)
def test_a_size_in_python(text: str, plain: str) -> None:
    assert in_python(text) == plain


def test_torch_functions_are_operators() -> None:
    assert written(functions.FloorDiv(n + 1, m)) == "(n + 1)//m"
    assert written(functions.Mod(n, 3) * 2) == "2*(n % 3)"


@pytest.mark.parametrize(
    ("expr", "words"),
    [
        (sympy.Ne(n, m), "n ≠ m"),
        (sympy.Ge(-n, -m, evaluate=False), "n ≤ m"),
        (sympy.Or(sympy.Eq(n, m), sympy.Eq(n, 7)), "n = 7 or n = m"),
    ],
)
def test_a_question_in_signs(expr: object, words: str) -> None:
    assert question(expr) in (words, words.replace("n = m", "m = n"))

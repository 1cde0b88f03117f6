"""One claim for each relation of a formula, and its kind."""

from __future__ import annotations

import pytest

from vault_runner.parse import parse

TABLE: list[tuple[str, list[tuple[str, str]]]] = [
    (r"a = b = c", [("equation", "a = b"), ("equation", "b = c")]),
    (r"0 \le x < 1", [("equation", r"0 \le x"), ("equation", "x < 1")]),
    (r"x", []),
    (r"\sum_{i=1}^n i", []),
    (r"= y", []),
    (r"x =", []),
    (r"A \ne B,", [("equation", r"A \ne B")]),
    (r"a := b", [("equation", "a := b")]),
    (r"i = 1, \dots, n", []),
    (r"a = b, \quad c = d", [("equation", "a = b"), ("equation", "c = d")]),
    (r"s^*=a \quad \Longleftrightarrow \quad s^*=b.", [("equation", "s^*=a"), ("equation", "s^*=b")]),
    (r"\left( x \right) = y", [("equation", r"\left( x \right) = y")]),
    (r"\left\{ x = 1 \right. = y", [("equation", r"\left\{ x = 1 \right. = y")]),
    (r"\langle x, y \rangle = 0", [("equation", r"\langle x, y \rangle = 0")]),
    (r"\text{损失} = \text{甲} + \text{乙}", [("equation", r"\text{损失} = \text{甲} + \text{乙}")]),
    (r"x = 1 \text{ if } y = 2", [("equation", "x = 1"), ("equation", "y = 2")]),
    (r"x = 1 \text{且} y = 2", [("equation", "x = 1"), ("equation", "y = 2")]),
    (r"p = q \tag{3}", [("equation", "p = q")]),
    (r"a &= b \\ &= c", [("equation", "a &= b"), ("equation", r"b \\ &= c")]),
    (r"a &= b \\ &\quad + c \\ d &= e", [("equation", r"a &= b \\ &\quad + c"), ("equation", "d &= e")]),
    (r"A = B % let A: n n", [("equation", "A = B")]),
    (r"50\% = x", [("equation", r"50\% = x")]),
    (r"\begin{cases} a = 1 \\ b = 2 \end{cases}", []),
    (r"f = \begin{cases} a & x = 1 \\ b \end{cases}", [("equation", r"f = \begin{cases} a & x = 1 \\ b \end{cases}")]),
    (r"\begin{gather} a = b \\ c = d \end{gather}", [("equation", "a = b"), ("equation", "c = d")]),
    (r"X, Y \in \mathbb{R}^{n \times d}", [("shape", r"X, Y \in \mathbb{R}^{n \times d}")]),
    (r"y \in \mathbb R", [("shape", r"y \in \mathbb R")]),
    (r"x \in \{0,1\}^n", [("shape", r"x \in \{0,1\}^n")]),
    (r"x \in S", []),
    (r"Z \sim (n, a, c)", [("shape", r"Z \sim (n, a, c)")]),
    (r"\partial f \quad \sim (o,d)", []),
    (r"x \sim p(x)", []),
    (r"X \sim \mathcal{N}(0, I)", []),
    (r"\text{shape}(X) = (n, d)", [("shape", r"\text{shape}(X) = (n, d)")]),
    (r"x_t = x_{t-1} + g_t", [("recurrence", "x_t = x_{t-1} + g_t")]),
    (r"x_{t+1} = x_t", [("recurrence", "x_{t+1} = x_t")]),
    (r"\mathbf{h}_t = f(\mathbf{h}_{t-1})", [("recurrence", r"\mathbf{h}_t = f(\mathbf{h}_{t-1})")]),
    (r"T(n) = 2T(n/2) + n", [("recurrence", "T(n) = 2T(n/2) + n")]),
    (r"\theta \gets \theta - g", [("recurrence", r"\theta \gets \theta - g")]),
    (r"a_{ij} = a_{ji}", [("equation", "a_{ij} = a_{ji}")]),
    (r"x_i = y_{i-1}", [("equation", "x_i = y_{i-1}")]),
    (r"f(x) = f(-x)", [("equation", "f(x) = f(-x)")]),
    (r"O(n^3)", [("complexity", "O(n^3)")]),
    (r"\mathcal{O}\left(n \log n\right)", [("complexity", r"\mathcal{O}\left(n \log n\right)")]),
    (r"T(n) = \Theta(n)", [("complexity", r"T(n) = \Theta(n)")]),
    (r"O(n) + 1", []),
    (r"O", []),
    ("a = " + "x" * 10_000, []),
]


@pytest.mark.parametrize(("latex", "expected"), TABLE)
def test_claims(latex: str, expected: list[tuple[str, str]]) -> None:
    text = f"A formula: \\( {latex}\n\\) here\n"
    claims = parse(text, "n.md").claims
    assert [(claim.kind, claim.text) for claim in claims] == expected
    assert all(text[claim.span.start : claim.span.end] == claim.text for claim in claims)
    assert all((claim.form, claim.block, claim.line) == ("inline", "", 0) for claim in claims)

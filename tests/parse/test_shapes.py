"""Which comments state a shape, and which stay silent."""

from __future__ import annotations

import pytest

from vault_runner.parse.claims.shapes import is_symbolic_shape, states_shape

STATED = (
    "shape (batch=4, m=5, k=2)", "(4, 5, 3)", "(2,3) → 会被广播成 (3,2,3)", "shape [seq, dim_head]",
    "形状为[32, 3, 64, 64]", "3x4x5", "positions : [seq_len, 1]", "[b, 4] -> [b, 2]", "(5, 20)", "(T, H, Hd)",
    "[b, 1]", "(n,)", "()", "outputs: (num_steps, batch_size, ..)", "torch.Size([3, 32])", "torch.Size([])",
    "(batch_size=2, seq_len=5)", "[b t d]", "(..., d)", "(b, t-1)", "(*batch, m, k)", "x.shape == (2, 3)",
    "shape of x is (2, 3)", "A has shape (n)", "q, k, v: (B, H, T, D)", "returns (B, T)", "n × d",
    "(B, T, C) after projection", "Embedding output (B, T, C)", "3x4 matrix", "（2，3）", "x ∈ R^{n×d}",
    "y.shape = (2,)", "权重形状 (d_in, d_out)", "(2*d, n//2)", "(10, 4).",
)  # fmt: skip
SILENT = (
    "see above", "(see above)", "(optional)", "3x3 conv", "2x faster", "[TODO]", "[1]", "(0.5, 1.2)",
    "[1.0, 2.0]", "3.14", "tensor([[1, 2]])", "permute (0, 2, 1)", "f(x, y)", "a[0, 1]", "return (x, y)",
    "for i in (0, 1)", "todo: (a, b)", "x = torch.zeros((3, 4))", "(e.g., this)", "(a, b and c)",
    "sum over dim (1, 2)", "[1] as in the book", "see eq. (3, 4)", "two (2 of them)", "size matters",
    "{'a': 1}", "(n)", "5", "note: (a, b)", "import (a, b)", "range(0, 10)", "['a', 'b']", "batch size 32",
    "shape", "e.g. (a, b)", "", "len(x) == 3", "(2, 3) " + "x" * 300,
)  # fmt: skip


@pytest.mark.parametrize("text", STATED)
def test_stated(text: str) -> None:
    assert states_shape(text)


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str) -> None:
    assert not states_shape(text)


def test_symbolic_shapes_are_no_values() -> None:
    assert is_symbolic_shape("[b, 4]")
    assert not is_symbolic_shape("[1, 4]")
    assert not is_symbolic_shape("tensor([b, 4])")

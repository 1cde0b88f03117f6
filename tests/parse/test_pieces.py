"""How a comment is cut into what it states about values."""

from __future__ import annotations

import timeit

import pytest

from vault_runner.parse.claims.pieces import pieces_of


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("(3,5,2)", [("shape", "(3,5,2)")]),
        ("U: (5,3), S: (3,)", [("shape", "U: (5,3)"), ("shape", "S: (3,)")]),
        ("U (5, 3); S (3,)", [("shape", "U (5, 3)"), ("shape", "S (3,)")]),
        ("x: (n, d), w: (d,)", [("shape", "x: (n, d)"), ("shape", "w: (d,)")]),
        ("q, k, v: (B, T)", [("shape", "q, k, v: (B, T)")]),
        ("(2, 3), float32, on cpu", [("shape", "(2, 3)"), ("dtype", "float32"), ("device", "on cpu")]),
        ("(3, 4), dtype=float64", [("shape", "(3, 4)"), ("dtype", "dtype=float64")]),
        ("torch.Size([3, 4]) torch.float32", [("shape", "torch.Size([3, 4])"), ("dtype", "torch.float32")]),
        ("x.dtype == torch.int64", [("dtype", "x.dtype == torch.int64")]),
        ("dtype: float", [("dtype", "dtype: float")]),
        ("现在是 float64", [("dtype", "现在是 float64")]),
        ("bool", [("dtype", "bool")]),
        ("on cuda:0", [("device", "on cuda:0")]),
        ("device(type='cpu')", [("device", "device(type='cpu')")]),
        ("weights on meta", [("device", "weights on meta")]),
        ("cpu tensor", [("device", "cpu tensor")]),
        ("(8, 5), not (5, 8)", [("shape", "(8, 5)")]),
        ("(2,3) → (3,2,3)", [("shape", "(2,3) → (3,2,3)")]),
        ("(3, 1) + (4,) → (3, 4)", [("shape", "(3, 1) + (4,) → (3, 4)")]),
        ("(T, T), lower triangle", [("shape", "(T, T), lower triangle")]),
        ("(B, V) vs (B,)", []),
        ("float", []),
        ("int", []),
        ("use float32 on CPU", []),
        ("float32 has about 7 digits", []),
        ("move to cuda if there is one", []),
        ("cuda would be faster", []),
        ("type: (int) -> (3, 3)", []),
        ("[1]", []),
        ("x, y", []),
    ],
)
def test_pieces(text: str, pieces: list[tuple[str, str]]) -> None:
    assert [(piece.kind, text[piece.start : piece.end]) for piece in pieces_of(text)] == pieces


def test_shapes_without_names_are_numbered() -> None:
    assert [piece.part for piece in pieces_of("(m,k), (k,), (k,n)")] == [(0, 3), (1, 3), (2, 3)]
    assert [piece.part for piece in pieces_of("U: (5,3), S: (3,)")] == [(0, 1), (0, 1)]
    assert [piece.part for piece in pieces_of("(2, 3), float32")] == [(0, 1), (0, 1)]


@pytest.mark.parametrize(
    "piece", ["(", "a, ", "a.b", "shape ", "x: (", "(2, 3), ", "float32 ", "on ", "是", "[a]", "(a)(b"]
)
def test_cutting_takes_no_time_that_grows_with_the_square(piece: str) -> None:
    text = (piece * 300)[:300]
    assert min(timeit.repeat(lambda: pieces_of(text), number=1, repeat=3)) < 0.1

"""Reading and fitting shapes never raises, whatever stands in a comment, and mending says what is true."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vault_runner.model import Claim, Observation, Span
from vault_runner.parse.claims.pieces import pieces_of
from vault_runner.verify.shape_comment import stated_shapes
from vault_runner.verify.shape_fit import fit
from vault_runner.verify.shape_rewrite import actual_text
from vault_runner.verify.shape_scopes import Scope
from vault_runner.verify.shape_spec import read_shape
from vault_runner.verify.shape_verdicts import refuted

WORDS = """
( ) [ ] （ ） , ， 、 1 23 B T d_k n-1 2*d d//2 d/0 x × = : : -> → *batch ... … _ ? shape 形状 torch.Size([ ]) float32
on cuda:0 not each 9**9**9 4x5 BxT (a,b) [3] é 的 # “ 0 -1 True lambda â†’
"""
PIECES = (*WORDS.split(), "\u00a0", "\x00")
COMMENTS = st.lists(st.sampled_from([*PIECES, " ", ""]), max_size=14).map("".join) | st.text(max_size=40)
SHAPES = st.lists(st.integers(0, 9), max_size=4).map(tuple)


@given(COMMENTS, SHAPES)
def test_reading_never_raises_and_places_are_exact(comment: str, shape: tuple[int, ...]) -> None:
    for stated in stated_shapes(comment):
        assert comment[stated.start : stated.end] == stated.spec.text
        fit(stated.spec, shape, {"B": 2, "d_k": 3})
        for dimension in stated.spec.dimensions:
            assert stated.spec.text[dimension.start : dimension.end].strip() in dimension.text


@given(COMMENTS)
def test_pieces_lie_in_the_comment_in_order(comment: str) -> None:
    pieces = pieces_of(comment)
    edges = [edge for piece in pieces for edge in (piece.start, piece.end)]
    assert edges == sorted(edges)
    assert all(0 <= piece.start < piece.end <= len(comment) for piece in pieces)


@given(st.lists(st.sampled_from(["1", "2", "3", "n", "m", "2*n", "k=3"]), min_size=1, max_size=4), SHAPES)
def test_a_mended_shape_is_the_actual_one(parts: list[str], shape: tuple[int, ...]) -> None:
    text = f"shape ({', '.join(parts)},)"
    (stated,) = stated_shapes(text)
    laid = fit(stated.spec, shape, {})
    if laid.ok:
        return
    claim = Claim("shape", Span(0, len(text)), text, "trailing comment", "b", 1)
    fix = actual_text(refuted(claim, stated, Observation(1, 1, "x", "Tensor", shape), laid, Scope()))
    assert fix is not None
    spec = read_shape(fix[1])
    assert spec is not None
    assert fit(spec, shape, dict(laid.bindings)).ok

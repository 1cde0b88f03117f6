"""Claims in the comments of a python block: shapes, and outputs that its author expects."""

from __future__ import annotations

from vault_runner.model import Block, Claim, ClaimKind
from vault_runner.parse.claims.comments import find_comments
from vault_runner.parse.claims.outputs import Stated, is_transcript, output_of, transcript_outputs
from vault_runner.parse.claims.shapes import states_shape
from vault_runner.parse.code_blocks import CodePlaces
from vault_runner.parse.directives import split_expectation
from vault_runner.parse.source import Source


def code_claims(block: Block, source: Source, places: CodePlaces) -> list[Claim]:
    """Return the claims that a block's code states about itself."""
    reader = _Reader(block, source, places)
    if is_transcript(block.source):
        return [reader.claim("output", stated, "doctest") for stated in transcript_outputs(block.source)]
    return reader.comments()


class _Reader:
    def __init__(self, block: Block, source: Source, places: CodePlaces) -> None:
        self.block, self.source, self.places = block, source, places

    def comments(self) -> list[Claim]:
        claims = []
        comments = find_comments(self.block.source)
        for index, comment in enumerate(comments):
            if comment.text.startswith("|"):
                continue  # an option
            if output := output_of(comment, comments[index + 1 : index + 200]):
                claims.append(self.claim("output", output, "[Out]"))
            elif states_shape(text := split_expectation(comment.text)[0]):
                stated = Stated(comment.text, comment.start, comment.start + len(text), comment.statement)
                claims.append(self.claim("shape", stated, "own line" if comment.own_line else "trailing comment"))
        return claims

    def claim(self, kind: ClaimKind, stated: Stated, form: str) -> Claim:
        text, expect = split_expectation(stated.text)
        end = stated.end if not expect else stated.start + len(text)
        span = self.source.span(self.places.place(stated.start), self.places.place(end - 1) + 1)
        line = self.block.line + 1 + stated.row if stated.row >= 0 else 0
        return Claim(kind, span, text, form, self.block.id, line, expect)

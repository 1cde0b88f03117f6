"""Claims in the comments of a python block: shapes, and outputs that its author expects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vault_runner.model import Block, Claim, ClaimKind
from vault_runner.parse.claims.comments import Comment, find_comments
from vault_runner.parse.claims.outputs import Stated, is_transcript, output_of, transcript_outputs, unmarked_output
from vault_runner.parse.claims.pieces import Piece, pieces_of
from vault_runner.parse.claims.shapes import is_listed_shape, is_single_axis
from vault_runner.parse.code_blocks import CodePlaces
from vault_runner.parse.directives import split_expectation
from vault_runner.parse.source import Source

_HABIT = 2
"""How many comments must be shapes in square brackets for `[n]` to be one."""
_CODE = re.compile(r"\s*#+\s*(?:[\w.\[\]]+\s*=|[\w.]+\()")
"""A comment that is code, left there for later."""


def code_claims(block: Block, source: Source, places: CodePlaces) -> list[Claim]:
    """Return the claims that a block's code states about itself."""
    reader = _Reader(block, source, places)
    if is_transcript(block.source):
        return [reader.claim("output", stated, "doctest") for stated in transcript_outputs(block.source)]
    return reader.comments()


def _speaks_of_code(code: Sequence[str], comment: Comment) -> bool:
    """Tell whether a comment can speak of a statement: one on its own line stands as deep as the statement below it.

    A comment behind another one that is code itself belongs to that.
    """
    if not comment.own_line:
        return True
    line = code[comment.row]
    if _CODE.match(line) and not line.lstrip().lstrip("#").lstrip().startswith(comment.text):
        return False
    below = code[comment.statement] if comment.statement >= 0 else ""
    return _depth(line) == _depth(below)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


class _Reader:
    def __init__(self, block: Block, source: Source, places: CodePlaces) -> None:
        self.block, self.source, self.places = block, source, places
        self.lists_shapes = False

    def comments(self) -> list[Claim]:
        claims = []
        comments = find_comments(self.block.source)
        listed = [comment for comment in comments if is_listed_shape(split_expectation(comment.text)[0])]
        self.lists_shapes = len(listed) >= _HABIT
        code = self.block.source.split("\n")
        taken = 0  # comments below that go on with an output
        for index, comment in enumerate(comments):
            if index < taken or comment.text.startswith("|"):
                continue  # an option
            below = comments[index + 1 : index + 201]
            output, expect = self.output(code, comment, below)
            if output:
                taken = index + output.taken
                claims.append(self.claim("output", output, output.form, expect))
            elif _speaks_of_code(code, comment):
                claims += self.pieces(comment)
        return claims

    def pieces(self, comment: Comment) -> list[Claim]:
        """Return what a comment states about shapes, dtypes and devices."""
        text, reason = split_expectation(comment.text)
        form = "own line" if comment.own_line else "trailing comment"
        claims = []
        pieces = pieces_of(text)
        if not pieces and self.lists_shapes and is_single_axis(text):
            pieces = [Piece("shape", 0, len(text))]
        for piece in pieces:
            start, end = comment.start + piece.start, comment.start + piece.end
            stated = Stated(text[piece.start : piece.end], start, end, comment.statement)
            claims.append(replace(self.claim(piece.kind, stated, form, reason), part=piece.part))
        return claims

    def output(self, code: Sequence[str], comment: Comment, below: Sequence[Comment]) -> tuple[Stated | None, str]:
        """Return the output that a comment states, and what it says about being wrong on purpose."""
        marked = output_of(comment, below)
        text, reason = split_expectation(comment.text)
        if marked or pieces_of(text):
            return marked, ""
        return unmarked_output(code, replace(comment, text=text), below), reason

    def claim(self, kind: ClaimKind, stated: Stated, form: str, reason: str = "") -> Claim:
        text, expect = split_expectation(stated.text)
        end = stated.end if not expect else stated.start + len(text)
        span = self.source.span(self.places.place(stated.start), self.places.place(end - 1) + 1)
        line = self.block.line + 1 + stated.row if stated.row >= 0 else 0
        return Claim(kind, span, text, form, self.block.id, line, expect or reason)

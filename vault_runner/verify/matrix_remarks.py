r"""Remarks on the size of the matrix that is written out beside them: `… \end{bmatrix} (3 \times 2 \text{ matrix})`."""

from __future__ import annotations

import re

from vault_runner.model import Claim, Note, Verdict

_MATRIX = re.compile(r"\\begin\{([bpvBV]?matrix)\}(.*?)\\end\{\1\}", re.DOTALL)
_DOTS = re.compile(r"\\[lcvd]?dots(?![A-Za-z])|\\begin")
_SIZES = re.compile(r"(\d{1,4})\D+?(\d{1,4})")


def judge_remark(note: Note, claim: Claim) -> Verdict | None:
    """Count the rows and columns of the one matrix in a display, None if there isn't one that is written out."""
    latex = next((math.latex for math in note.math if math.display and math.span.contains(claim.span)), "")
    matrices = _MATRIX.findall(latex)
    stated = _SIZES.search(claim.text)
    if stated is None or len(matrices) != 1 or latex.count("\\begin{") > 1 + latex.count("\\begin{align"):
        return Verdict(claim, "not-checkable", "unsupported: it isn't clear which matrix it speaks of")
    body = matrices[0][1]
    if _DOTS.search(body):
        return Verdict(claim, "not-checkable", "dots: dots stand for entries of the matrix")
    rows = [row for row in re.split(r"\\\\(?:\[[^\]]*\])?", body) if row.strip()]
    widths = {len(re.findall(r"(?<!\\)&", row)) + 1 for row in rows}
    said = f"{int(stated[1])}×{int(stated[2])}"
    if len(widths) != 1:
        return Verdict(claim, "not-checkable", "syntax: the rows of the matrix have different lengths")
    found = f"{len(rows)}×{widths.pop()}"
    if found == said:
        return Verdict(claim, "verified-exact", "", said, found)
    return Verdict(claim, "doubted", f"the matrix in front of it is {found}, not {said}", said, found)

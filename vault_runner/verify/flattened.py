r"""Lengths of flattened matrices, `\text{vec}(W) \in \mathbb{R}^{od}`, by the shape that the note declares above."""

from __future__ import annotations

import re

from vault_runner.model import Claim, Note, Verdict
from vault_runner.verify.counting import monomial, shown
from vault_runner.verify.sections import Sections

_FLAT = re.compile(
    r"\s*\\(?:text|mathrm|operatorname)\s*\{\s*vec\s*\}\s*\(?\s*(?P<name>[A-Z])\s*\)?\s*\\in\s*"
    r"\\mathbb\s*\{?R\}?\s*\^\s*(?:\{(?P<length>[^{}]*)\}|(?P<letter>[A-Za-z]))\s*\Z"
)
_MATRIX = (
    r"\s*(?:[A-Z]\s*,\s*)*{name}(?:\s*,\s*[A-Z])*\s*\\in\s*\\mathbb\s*\{{?R\}}?\s*\^\s*\{{(?P<sizes>[^{{}}]*)\}}\s*\Z"
)


def is_flattened(claim: Claim) -> bool:
    """Tell whether a claim gives the length of a flattened matrix."""
    return claim.kind == "shape" and not claim.block and _FLAT.match(claim.text) is not None


def judge_flattened(note: Note, sections: Sections, claim: Claim) -> Verdict | None:
    """Compare the length with the product of the sizes; None if the matrix is nowhere declared above."""
    found = _FLAT.match(claim.text)
    declared = _declared(note, sections, claim, found["name"]) if found else None
    if found is None or declared is None:
        return None
    said = monomial(found["length"] or found["letter"])
    sizes = re.search(_MATRIX.format(name=found["name"]), declared.text)
    have = monomial(sizes["sizes"]) if sizes else None
    if said is None or have is None:
        return None
    line = note.lines.line(declared.span.start)
    if said == have:
        return Verdict(claim, "verified-exact", f"by the shape of line {line}", shown(said), shown(have))
    reason = f"line {line} declares {found['name']} with {shown(have)} entries, not {shown(said)}"
    return Verdict(claim, "doubted", reason, shown(said), shown(have))


def _declared(note: Note, sections: Sections, claim: Claim, name: str) -> Claim | None:
    """Return the last declaration of a matrix above: in the same container, or at top level in the same section."""
    place = claim.span.start
    container = sections.container(place)
    start = container.span.start if container else sections.around(place)[0]
    pattern = re.compile(_MATRIX.format(name=name))
    above = [
        other
        for other in note.claims
        if start <= other.span.start < place
        and sections.container(other.span.start) == container
        and other.kind == "shape"
        and pattern.match(other.text)
    ]
    return above[-1] if above else None

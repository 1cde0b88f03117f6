r"""“The Jacobian has shape $(o, d)$”, of the one function of its section: `y = Wx` or `f: \mathbb{R}^d \to …`.

Below a heading of its own, “by $x$” or “$W$ as the input”, it is that of the one linear function of the container.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from vault_runner.model import Claim, Math, Verdict
from vault_runner.model.prose_forms import PROSE_SHAPE
from vault_runner.verify.sections import Sections
from vault_runner.verify.shape_rules import Sizes, read_sizes, written

_JACOBIAN = re.compile(r"(?:jacobian|雅可比)", re.IGNORECASE)
_LINEAR = re.compile(r"\s*(?P<out>[a-z])\s*=\s*(?P<matrix>[A-Z])\s*(?P<into>[a-z])\s*[.,]?\s*\Z")
_SET = r"\\mathbb\s*\{?R\}?\s*\^\s*\{?\s*([A-Za-z])\s*\}?"
_FUNCTION = re.compile(rf"\s*[a-z]\s*:\s*{_SET}\s*\\(?:to|rightarrow)\s*{_SET}\s*[.,]?\s*\Z")
_MATRIX = r"\s*{name}\s*\\in\s*\\mathbb\s*\{{?R\}}?\s*\^\s*\{{\s*([A-Za-z])\s*\\times\s*([A-Za-z])\s*\}}\s*\Z"


def is_jacobian(claim: Claim) -> bool:
    """Tell whether a claim gives the shape of a Jacobian."""
    return claim.form == PROSE_SHAPE and _JACOBIAN.match(claim.text) is not None


def judge_jacobian(sections: Sections, claim: Claim) -> Verdict:
    """Compare the shape with that of the one function of the section; it may be of another one, so nothing is wrong."""
    said = read_sizes(claim.text.rstrip("$ "))
    found = _of_section(sections, claim) or _of_container(sections, claim)
    if said is None or found is None:
        return Verdict(claim, "not-checkable", "undeclared: it isn't clear which function's Jacobian it is")
    if said == found:
        return Verdict(claim, "verified-exact", "outputs by inputs", written(said), written(found))
    if said == found[::-1]:
        return Verdict(claim, "not-checkable", "layout: it is the other layout of derivatives", written(said))
    return Verdict(claim, "not-checkable", "condition: it may be the Jacobian of something else", written(said))


def _of_section(sections: Sections, claim: Claim) -> Sizes | None:
    """Return outputs and inputs of the section's one function; None if there are none or several."""
    formulas = [math.latex for math in sections.math(claim.span.start)]
    shapes: set[Sizes] = set()
    for latex in formulas:
        function, linear = _FUNCTION.match(latex), _LINEAR.match(latex)
        if function:
            shapes.add((function[2], function[1]))
        elif linear:
            if re.search(rf"\b{linear['matrix']}\b", sections.line(claim.span.start)):
                return None  # it is the derivative by the matrix
            shapes |= _sizes_of(linear["matrix"], formulas)
    return shapes.pop() if len(shapes) == 1 else None


def _of_container(sections: Sections, claim: Claim) -> Sizes | None:
    """Return the shape by what the heading of the section, or the line, names: an input, or the matrix itself."""
    if any(True for _ in _functions(sections.math(claim.span.start))):
        return None
    before = [math.latex for math in sections.math_above(claim.span.start)]
    known = {(one["matrix"], one["into"]) for latex in before if (one := _LINEAR.match(latex))}
    if len(known) != 1 or any(_FUNCTION.match(latex) for latex in before):
        return None
    matrix, into = known.pop()
    shapes = _sizes_of(matrix, before)
    words = sections.heading(claim.span.start) + sections.line(claim.span.start).split(claim.text)[0]
    inputs = {name for name in (matrix, into) if re.search(rf"\${re.escape(name)}\$", words)}
    if len(shapes) != 1 or len(inputs) != 1:
        return None
    rows, columns = shapes.pop()
    return (rows, columns) if inputs == {into} else (rows, rows, columns)


def _functions(formulas: Iterable[Math]) -> Iterator[str]:
    """Yield the formulas that give a function."""
    return (math.latex for math in formulas if _FUNCTION.match(math.latex) or _LINEAR.match(math.latex))


def _sizes_of(name: str, formulas: list[str]) -> set[Sizes]:
    pattern = re.compile(_MATRIX.format(name=name))
    return {(found[1], found[2]) for latex in formulas if (found := pattern.match(latex))}

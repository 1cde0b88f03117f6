r"""Eigenpairs by their equation: “suppose $Av=\lambda v$ with $v\neq0$”, and numbers that are no eigenvalues.

The equation itself says that A is a square matrix, v a vector and λ a number, if v isn't zero and nothing in the
paragraph speaks of functions or operators.
"""

from __future__ import annotations

import re

_PAIR = re.compile(
    r"\$\s*(?P<matrix>[ABCKMPQSW])\s*(?P<vector>[quvwxyz]|\\(?:mathbf|bm|boldsymbol)\{[quvwxyz]\})\s*=\s*"
    r"(?P<number>\\(?:lambda|mu|nu|alpha|theta|sigma|kappa))\s*(?:\\,\s*)?(?P=vector)\s*\$"
)
_NOT_ZERO = (
    r"\$\s*{0}\s*\\(?:neq?|not\s*=)\s*(?:\\mathbf\{{)?0\}}?\s*\$|\b(?:non-?zero|nontrivial)\b[^$]{{0,12}}\$\s*{0}\s*\$"
)
_ELSEWHERE = re.compile(
    r"\b(?:operators?|functions?|functional|infinite|hilbert|banach|complex|graph|laplacian|row vectors?|generali[sz]ed"
    r"|sequences?|polynomials?)\b|\\mathbb\s*\{?\s*[CFK]|算子|函数|复|行向量|空间",
    re.IGNORECASE,
)
_DECLARED = r"\$[^$=]*(?<![A-Za-z\\]){0}(?![A-Za-z])[^$=]*\\in(?![a-z])[^$]*\$|\$[^$]*(?<![A-Za-z\\]){0}\s*=[^$]*\$"
_SUPPOSED = re.compile(rf"\b(?:suppose|assume)(?: that)?\s+(?={_PAIR.pattern})", re.IGNORECASE)
_NUMBER = r"\$\s*(?P<number>\\(?:mu|sigma|lambda|alpha|theta|tau|nu|gamma)|[cstz])\s*\$"
_MATRIX = r"\$\s*(?P<matrix>[A-Z])\s*\$"
_CALLED = r"(?:(?:an?|the|any|some|some real|real|every)?\s*(?:real )?(?:shift|number|scalar|constant)s?\s*)?"
_NO_EIGENVALUE = (
    re.compile(
        rf"{_CALLED}{_NUMBER}\s*(?:,? ?(?:that|which|and|where)\s*)?(?:is not|isn't|not be|be not|not)"
        rf" (?:an|any) eigenvalue of (?:the )?(?:matrix )?{_MATRIX}(?! (?:with|of|for|unless|but|except|[a-z]*ly)\b)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:位移|实数|数|常数|平移量)?\s*{_NUMBER}\s*不是\s*(?:矩阵)?\s*{_MATRIX}\s*的(?:任何)?特征值"),
)


def stated_eigenpairs(prose: str) -> str:
    """Declare what an eigenvalue equation speaks of, and say in a formula which numbers are no eigenvalues."""
    for pattern in _NO_EIGENVALUE:
        prose = pattern.sub(_regular, prose)
    pairs = list(_PAIR.finditer(prose))
    if len(pairs) != 1 or _ELSEWHERE.search(prose):
        return prose
    pair = pairs[0]
    vector = re.escape(pair["vector"])
    if not re.search(_NOT_ZERO.format(vector), prose, re.IGNORECASE):
        return prose
    named = {name: re.search(_DECLARED.format(re.escape(pair[name])), prose) for name in ("matrix", "vector")}
    if any(named.values()):
        return prose
    size = f"n_{{{pair['matrix']}}}"
    sets = {"matrix": rf"\mathbb{{R}}^{{{size}\times {size}}}", "vector": rf"\mathbb{{R}}^{{{size}}}",
            "number": r"\mathbb{R}"}  # fmt: skip
    declared = ", ".join(rf"${pair[name]}\in{place}$" for name, place in sets.items())
    return f"{declared}. {_SUPPOSED.sub('let ', prose)}"


def _regular(match: re.Match[str]) -> str:
    number, matrix = match["number"], match["matrix"]
    return rf" real number ${number}$ with $\det({matrix}-{number} I)\neq 0$ "

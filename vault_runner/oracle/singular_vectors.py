r"""Singular vectors in words: “$u_i$, $v_i$ are the left and right singular vectors of $A$”, with their values.

It is said as `A = \sum_i \sigma_i u_i v_i^\top`, whose parts are sampled.
How many there are the words don't say, so that a failure is not held against the note.
"""

from __future__ import annotations

import re

COUNT = "how many singular vectors there are"
_NAME = r"\$\s*(\\?[A-Za-z]+)\s*_\s*\{?([ijk])\}?\s*\$"
_MATRIX = r"\$\s*([A-Z])\s*\$"
_AND = r"\s*(?:,\s*and|and|,|，|、|和|与|及)\s*"
_KIND = r"(?:left and right|left\s*/\s*right|左、?右|左(?:、|和|与)右)\s*(?:singular vectors?|奇异向量)"
_PAIR = rf"{_NAME}{_AND}{_NAME}"
_ARE = r"\s*(?:are|be|denote|for|分别?是|分别为|是|为)\s*"
_NTH = (
    r"(?:the |its |their |corresponding |matching |对应的|相应的|其"
    r"|(?:the )?\$\s*[ijk]\s*\$-?th |第\s*\$\s*[ijk]\s*\$\s*个)*"
)
_OF = rf"(?:\s*of (?:the |a )?(?:real )?(?:matrix )?{_MATRIX})?"
_VALUE = rf"{_NTH}(?:singular values?|奇异值)"
_WITH = r"\s*(?:,|，)?\s*(?:with|for|and|to|corresponding to|belonging to|associated with|且|，)?\s*(?:the )?"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_PAIR}{_ARE}{_NTH}{_KIND}{_OF}{_WITH}(?:{_VALUE}\s*{_NAME}|{_NAME}{_ARE}{_VALUE})",
        rf"{_NTH}{_KIND}{_OF}\s*{_PAIR}{_WITH}(?:{_VALUE}\s*{_NAME}|{_NAME}{_ARE}{_VALUE})",
        rf"left singular vectors? {_NAME}{_AND}right singular vectors? {_NAME}{_AND}{_VALUE}\s*{_NAME}",
    )
)
_VALUES_FIRST = re.compile(rf"{_VALUE}\s*{_NAME}{_WITH}{_NTH}{_KIND}\s*{_PAIR}", re.IGNORECASE)
_FACTORED = re.compile(
    r"\$\s*([A-Z])\s*=\s*\\?[A-Z]\w*\s*\\(?:Sigma|Lambda|S|D)\s*[A-Z]\s*\^\s*\{?\s*(?:\\top|T|\\intercal)\s*\}?\s*\$"
    r"\s*(?:is|be|是|为)?\s*(?:an?|the|its|一个|其)?\s*(?:svd|singular value decomposition|奇异值分解)",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    r"\$\s*([A-Z])\s*\\in\s*\\mathbb\s*\{?R\}?\s*\^\s*\{[^{}]*\\times[^{}]*\}\s*\$|matrix \$\s*([A-Z])\s*\$"
)
_DENIED = re.compile(
    r"\b(?:not|never|no|unless|except|without|other|instead|scaled|unnormali[sz]ed)\b|不|非|除|未|无", re.IGNORECASE
)


def stated_triples(prose: str) -> tuple[str, tuple[str, ...]]:
    """Put the sum over singular triples in the place of the words for them; return the prose and what is left open."""
    for form in (*_FORMS, _VALUES_FIRST):
        said = form.search(prose)
        if said is not None:
            return _summed(prose, said, first=form is _VALUES_FIRST)
    return prose, ()


def _summed(prose: str, said: re.Match[str], *, first: bool) -> tuple[str, tuple[str, ...]]:
    names = [group for group in said.groups() if group is not None]
    matrices = [name for name in names if re.fullmatch("[A-Z]", name)]
    parts = [name for name in names if not re.fullmatch("[A-Zijk]", name)]
    letters = {name for name in names if re.fullmatch("[ijk]", name)}
    whole, text = (matrices[0], prose) if matrices else _matrix(prose)
    if not whole or len(set(parts)) != 3 or len(letters) != 1 or _DENIED.search(prose):  # noqa: PLR2004 - a triple
        return prose, ()
    values, left, right = parts if first else (parts[2], parts[0], parts[1])
    letter = letters.pop()
    sign = f"${whole}=\\sum_{{{letter}=1}}^{{r_{{{whole}}}}}{values}_{letter} {left}_{letter} {right}_{letter}^\\top$"
    return text.replace(said[0], f" singular value decomposition {sign} "), (COUNT,)


def _matrix(prose: str) -> tuple[str, str]:
    """Return the matrix that a paragraph decomposes or declares, and the prose without the decomposition."""
    factored = _FACTORED.findall(prose)
    if len(factored) == 1:
        return factored[0], _FACTORED.sub("", prose)
    declared = {one or other for one, other in _DECLARED.findall(prose)}
    return (declared.pop(), prose) if len(declared) == 1 else ("", prose)

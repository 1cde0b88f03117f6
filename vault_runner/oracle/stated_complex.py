r"""Complex numbers that a paragraph declares: `$z,w\in\mathbb{C}$`, “$z$ is a complex number”, “$i$ the unit”.

The words are taken out, so that what is left tells whether anything else of a paragraph speaks of complex things.
"""

from __future__ import annotations

import re

COMPLEX = "complex "
IMAGINARY = "imaginary unit"
OTHERWISE = "complex otherwise"
CONVENTION = "convention numbers are complex"
_NAME = r"\\?[A-Za-z]+(?:_\{?\d\}?)?"
_NAMES = rf"(?P<names>{_NAME}(?:\s*,\s*{_NAME})*)"
_SETS = re.compile(
    rf"(?:(?:let|for|for all|for any|given|任意|对任意|设)\s*)?\$\s*{_NAMES}\s*\\in\s*\\mathbb\s*\{{?C\}}?\s*"
    r"(?P<apart>\\setminus\s*\\\{\s*0\s*\\\}|\^\s*\{?(?:\*|\\times|\\ast)\}?)?\s*\$",
    re.IGNORECASE,
)
_LIST = rf"(?P<list>\$\s*{_NAME}(?:\s*,\s*{_NAME})*\s*\$(?:\s*(?:,|and|和|，|、|与)\s*\$\s*{_NAME}\s*\$)*)"
_WORDS = (
    re.compile(
        rf"(?:for |let )?(?:all |any |two |the |a |an )?(?P<apart>non-?zero )?complex numbers? {_LIST}", re.IGNORECASE
    ),
    re.compile(
        rf"(?:let )?{_LIST} (?:be|is|are) (?:an? |two |any |arbitrary )*(?P<apart>non-?zero )?"
        r"complex(?: numbers?)?(?![ -]\w)",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:设|对)?(?:任意)?(?P<apart>非零)?复数\s*{_LIST}"),
    re.compile(rf"(?:设)?{_LIST}\s*(?:是|为|均为|都是)(?:任意)?(?P<apart>非零)?复数"),
)
_UNIT = re.compile(
    r"(?:(?:and|where|with|且|其中)\s*)?(?:\$\s*(?:\\mathrm\s*\{?)?i\}?\s*\$\s*"
    r"(?:is|denotes|being|be|为|是|表示)\s*(?:the )?(?:imaginary unit|虚数单位)"
    r"|(?:the )?(?:imaginary unit|虚数单位)\s*\$\s*i\s*\$|\$\s*i\s*\^\s*\{?2\}?\s*=\s*-\s*1\s*\$"
    r"|\$\s*i\s*=\s*\\sqrt\s*\{\s*-1\s*\}\s*\$)",
    re.IGNORECASE,
)
_CONJUGATE = re.compile(
    r"(?:(?:and|where|with|且|其中)\s*)?\$\s*\\(?:bar|overline)\s*\{?\s*\w\s*\}?\s*\$\s*"
    r"(?:(?:is|denotes)\s*(?:its|the) (?:complex )?conjugate(?: of \$\s*\w\s*\$)?"
    r"|(?:是|表示|为)\s*(?:其|\$\s*\w\s*\$\s*的)?(?:复)?共轭)",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"complex|conjugat|imaginary|\\mathbb\s*\{?\s*C|ℂ|quaternion|matri|vector|branch|principal|modulo|degrees?\b"
    r"|复|共轭|虚|矩阵|向量|主值|度数",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|never|unless|except|instead)\b|n't\b|不|非(?!零)|除", re.IGNORECASE)


def stated_complex(prose: str) -> tuple[str, dict[str, str]]:
    """Take out what declares complex numbers; return the rest, and the options that say so."""
    found: dict[str, str] = {}

    def taken(match: re.Match[str]) -> str:
        groups = match.groupdict()
        names = re.findall(_NAME, groups.get("names") or groups.get("list") or "")
        found.update({COMPLEX + name.lstrip("\\"): "nonzero" if groups.get("apart") else "any" for name in names})
        return " "

    rest = prose
    for pattern in (_SETS, *_WORDS):
        rest = pattern.sub(taken, rest)
    if _UNIT.search(rest):
        found[IMAGINARY] = "yes"
    if not found:
        return prose, {}
    rest = _CONJUGATE.sub(" ", _UNIT.sub(" ", rest))
    found[OTHERWISE] = "yes" if _LEFT.search(rest) or _DENIED.search(re.sub(r"\$[^$]*\$", " ", prose)) else ""
    if any(option.startswith(COMPLEX) and option != OTHERWISE for option in found):
        found[CONVENTION] = "yes"
    return (prose if found[OTHERWISE] else rest), found

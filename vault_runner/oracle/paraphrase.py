"""Many ways of saying one thing: prose is brought into the plain words that the reader knows before it is read.

`paraphrases.txt` holds the patterns. A clause that denies, weakens or excepts is left as it stands, so that what isn't
read there blocks a refutation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

_FORMULA = r"\$[^$]+\$"
_LIST = rf"{_FORMULA}(?:\s*(?:,\s*and|，|,|、|and|和|与|及|以及)\s*{_FORMULA})*"
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4,
    "1": 1, "2": 2, "3": 3, "4": 4, "$1$": 1, "$2$": 2, "$3$": 3, "$4$": 4,
}  # fmt: skip
_NUMBER = "|".join(re.escape(word) for word in sorted(_NUMBERS, key=len, reverse=True))
_NAME = (
    r"\$\s*(?:\\(?:hat|bar|tilde|mathbf|mathcal|boldsymbol|bm)\s*)?\{?\\?[A-Za-z]+\}?(?:_\{?\\?\w+\}?)?"
    r"(?:\^\{?(?:\*|\\star|\\ast)\}?)?\s*\$"
)
_EXPRESSION = (
    r"\$(?![^$]*(?:[=<>]|\\(?:in|le|ge|leq|geq|ll|gg|sim|to|mapsto|neq|ne|perp|mathbb|approx|equiv|succ|prec|subset)\b))"
    r"[^$]*[-+^/ ][^$]*\$"
)
_MARKS = re.compile(r"¤¤|[¤§¶#~ ]|<(?![=!])|(?<!\?)>|(?<!\\)\((?!\?)")
_MARK_AS = {"¤¤": f"({_LIST})", "¤": f"({_FORMULA})", "§": f"({_NAME})", "¶": f"({_EXPRESSION})",
            "#": f"({_NUMBER})", "~": r"\s*", "<": "(", ">": ")", " ": r"\s+", "(": "(?:"}  # fmt: skip
_SLOT = re.compile(r"«(\d)([a-z]?)»")
_CLAUSE_END = re.compile(r"[.;:,。；：，!?！？\n]")
_FULL_STOP = re.compile(r"[.;。；!?！？\n]")
_GUARDED = re.compile(
    r"\b(?:not|no|never|nor|neither|without|unless|except|cannot|only|almost|nearly|whether|either|or|some|most"
    r"|nobody|nothing|claim\w*|says?|said|believ\w*|wonder\w*|wrong\w*|false\w*|hope\w*|wants?|wish\w*|asks?|asked|pretend\w*"
    r"|partly|partially|approximately|roughly|may|might|could|would|should|instead|than|far|hardly|rarely|unlike)\b"
    r"|n't\b|不|非|未|无|没|除|几乎|近似|可能|或|是否|某些|部分|误|错|希望|以为|所谓",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|when|whenever)\b|若|如果|假如|当", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"\b(?:except|unless|apart from|but for|save for|only|up to|in the limit|asymptotically|roughly)\b"
    r"|\b(?:approximately|nearly)\b|除|以外|例外|仅当|近似|渐近|大致",
    re.IGNORECASE,
)
_DECORATION = re.compile(
    r"\\(?:hat|bar|tilde|widehat|widetilde)\b|\^\{?(?:\*|\\star|\\ast|\\dagger)\}?|_\{?(?:\*|\\star|\\ast|\\min)\}?"
)
_CONSTRAINED = re.compile(
    r"\b(?:subject|constrain\w*|restrict\w*|such that|satisf\w*|ball|sphere|simplex|cone|box"
    r"|non-?negative|integers?"
    r"|binary|feasible|(?:out )?of all|among|local|locally|stationary|regulari[sz]\w*|penali[sz]\w*)\b"
    r"|约束|满足|限制|非负|球|单纯形|局部|驻点|正则",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\b(?:over|among|within|under|on|in|inside|from|for|with|whose|where)\b|在|其中|上|内", re.IGNORECASE
)
_OPENING = re.compile(
    r"\s*(?:(?:and|where|with|that|if|when|suppose|assume|let|since|as|but|now|here|且|并且|而|若|如果|设|假设|其中)\s*)*",
    re.IGNORECASE,
)
"""What may stand in front of a statement about all members of a sequence."""
_FAMILY = re.compile(r"^(.+?)_\{?1\}?\s*,\s*\\[lc]?dots[cb]?\s*,\s*(.+?)_(\{[^{}]+\}|\w)$")


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = files("vault_runner.oracle").joinpath("paraphrases.txt").read_text(encoding="utf-8")
    rows = [line.split(" => ") for line in text.splitlines() if " => " in line and not line.startswith("# ")]
    return tuple((_pattern(row[0]), row[1]) for row in rows)


def _pattern(written: str) -> re.Pattern[str]:
    body = _MARKS.sub(lambda match: _MARK_AS[match[0]], written)
    bound = r"(?<![A-Za-z])" if written[:1].isascii() and written[:1].isalpha() else ""
    end = r"(?![A-Za-z])" if written[-1:].isascii() and written[-1:].isalpha() else ""
    return re.compile(f"{bound}{body}{end}", re.IGNORECASE)


def plainly(prose: str) -> str:
    """Say a paragraph in the words that the reader knows, as far as its sentences fit a pattern."""
    for pattern, said in _table():
        if pattern.search(prose):
            prose = pattern.sub(lambda match, said=said: _replaced(match, said), prose)  # type: ignore[misc]  # bound
    return prose


def _replaced(match: re.Match[str], said: str) -> str:
    if _denied(match, said):
        return match[0]
    try:
        return " " + _SLOT.sub(lambda slot: _FORMS[slot[2]](match[int(slot[1])] or ""), said) + " "
    except LookupError:
        return match[0]


def _denied(match: re.Match[str], said: str) -> bool:
    """Tell whether the clause denies what the pattern says, or the sentence takes a part of it back.

    What is only supposed, “if …”, ends with its sentence, which the reader knows of properties but not of formulas.
    """
    before = _masked(match.string[: match.start()])
    clause = _CLAUSE_END.split(before)[-1]
    after = _FULL_STOP.split(_masked(match.string[match.end() :]))[0]
    if r"\arg\m" in said and _restricted(_FULL_STOP.split(before)[-1], _masked(match[0]), after):
        return True
    if r"\equiv" in said and not _OPENING.fullmatch(re.split(r"[.;:,。；：，!?！？\n¤]", before)[-1]):
        return True  # “after the first step every …”, “the mean of every …”
    lasts = r"\equiv" not in said or len(_FULL_STOP.split(_masked(match.string[match.end() :].rstrip()))) > 1
    supposed = said.count("$") and lasts and _SUPPOSED.search(_FULL_STOP.split(before)[-1])
    return bool(supposed or _GUARDED.search(clause) or _TAKEN_BACK.search(after))


def _restricted(before: str, within: str, after: str) -> bool:
    """Tell whether a sentence about a minimum says that not all points count."""
    sentence = f"{before} {within} {after}"
    near = _CLAUSE_END.split(before)[-1] + " ~ " + _CLAUSE_END.split(after)[0]
    return bool(_CONSTRAINED.search(sentence) or _RANGE.search(near))


def _masked(text: str) -> str:
    return re.sub(_FORMULA, "¤", text)


def _members(text: str) -> list[str]:
    """Return the formulas of a list, each member of `$a, b$` apart; those of a family stay together."""
    inner = [part.strip("$ ") for part in re.findall(_FORMULA, text)]
    return [name.strip() for part in inner for name in ([part] if "dots" in part else part.split(",")) if name.strip()]


def _number(text: str) -> str:
    return "0" if text.lower() in {"zero", "零", "0"} else str(_NUMBERS[text.lower()])


def _mean(text: str) -> str:
    """Write the mean of `x_1, …, x_n`."""
    family = _FAMILY.match(text.strip("$ "))
    if family is None or family[1].strip() != family[2].strip():
        raise LookupError(text)
    return rf"\frac{{1}}{{{family[3].strip('{}')}}}\sum_{{i=1}}^{{{family[3].strip('{}')}}} {family[1]}_i"


def _joined(sign: str) -> Callable[[str], str]:
    def join(text: str) -> str:
        members = _members(text)
        if any("dots" in member for member in members) or len(members) < 2:  # noqa: PLR2004 - a sum of two or more
            raise LookupError(text)
        return sign.join(members)

    return join


def _variable(text: str) -> str:
    r"""Return the letter below the marks of a name: x of `x^*`, `\\hat x` and `x_\\star`."""
    inner = text.strip("$ ")
    bare = _DECORATION.sub("", inner).strip("{} ")
    if bare == inner or not re.fullmatch(r"(?:\\mathbf\{)?\\?[A-Za-z]+\}?", bare):
        raise LookupError(text)
    return bare


def _before_in(text: str) -> str:
    r"""Return what stands before the sign of membership: x of `x \\in \\mathbb{R}^n`."""
    return re.split(r"\\in\b|∈", text.strip("$ "))[0].strip()


def _latex(text: str) -> str:
    return ", ".join(_members(text))


_FORMS: dict[str, Callable[[str], str]] = {
    "": str, "t": _latex, "h": _before_in, "v": _variable, "n": _number, "m": _mean, "s": _joined(" + "),
    "p": _joined(" "),
}  # fmt: skip
"""How a slot is filled: the words as they stand, as LaTeX, as a number, the mean, sum or product of a list."""

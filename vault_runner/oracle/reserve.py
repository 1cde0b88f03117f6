"""Words that make a formula something else than a flat assertion: a question, a wish, a constraint, an approximation.

They block a refutation and never a verification: a true statement stays true inside a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_SENTENCE_END = re.compile(r"(?<=[.!?。！？;；])\s+|(?<=[。！？；])|\n\s*\n")
_FORMULA = re.compile(r"\$\$.+?\$\$|\$.+?\$|\\\(.+?\\\)|`[^`]*`", re.DOTALL)
_CONCLUSION = re.compile(r"\b(is|are|has|have)\b[^.,;:]*, so that\W*$", re.IGNORECASE)
_ARRANGED = re.compile(
    r"\b(let|suppose|assum\w*|choos\w*|chosen|choice|pick\w*|select\w*|sets?|scal\w+|rescal\w+|normali[sz]\w*|fix\w*|tak\w+"
    r"|arrang\w*|tun\w*|adjust\w*|requir\w*|constrain\w*|want\w*|need\w*|must|should|shift\w*|cent(er|r)\w*|rotat\w*|such"
    r"|design\w*|construct\w*|if|when\w*|defin\w*|made|built|arranged|dimension\w*|impos\w*|enforc\w*|initiali[sz]\w*|given)\b",
    re.IGNORECASE,
)
"""Words for what somebody does so that something holds."""
_LIMITING = re.compile(r"\\lim\b|\\to\b|O\s*\(|\\mathcal\{?O")


def patterns_of(file: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    """Read a file of regular expressions, one a line, below headings in double brackets."""
    text = files("vault_runner.oracle").joinpath(file).read_text(encoding="utf-8")
    found: dict[str, list[re.Pattern[str]]] = {}
    section = ""
    for line in text.splitlines():
        if line.startswith("[[") and line.endswith("]]"):
            section = line.strip("[]")
        elif line and not line.startswith("# "):
            found.setdefault(section, []).append(re.compile(line, re.IGNORECASE))
    return {name: tuple(patterns) for name, patterns in found.items()}


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    return patterns_of("reserve.txt")


def reserves_of(prose: str) -> list[str]:
    """Return the words of a paragraph that leave open whether the formula after it is asserted."""
    plain = _masked(prose)
    last = ([part for part in _SENTENCE_END.split(plain) if part and part.strip(" ¤.,，。")] or [plain])[-1]
    table = _patterns()
    found = list(_hits(table["anywhere"], plain))
    found += _hits(table["last sentence"], last)
    found += [] if concludes(last) else _hits(table["at the end"], plain.rstrip(" :：,，.。（(\n"))
    return list(dict.fromkeys(found))


def concludes(sentence: str) -> bool:
    """Tell whether “so that” draws a conclusion from a fact: “u is unit, so that”, not “choose c so that”."""
    return bool(_CONCLUSION.search(sentence.strip())) and not _ARRANGED.search(sentence)


_OWN_CONCLUSION = re.compile(
    r"^(?:With|If|When|Provided|当|若|如果|只要)[^$]*\$[^$]*\$[^$]*"
    r"(?:\b(?:then|(?:we|one|you) (?:get|have|find|obtain|recover|see)|(?:this|it) becomes|gives?|yields)\b"
    r"|则|那么|就有|我们有|得到|可得|得|便有)[^$]*\$[^$]*(?:=|\\le|\\ge|<|>)[^$]*\$"
)
"""“With $y = 0$ we get $…$”: a sentence with a formula of its own, which says nothing of the display in front of it."""


def continuation(prose: str) -> str:
    """Return what goes on with the sentence of a display that stands before a paragraph, empty if nothing does."""
    first = _SENTENCE_END.split(prose.strip())[0] if prose.strip() else ""
    small = first[:1].islower() or first[:1] in ",;，；、("
    chinese = re.match(r"[，,]?\s*(其中|当|若|如果|只要|这里|但|不|是|对|仅|只|除非|成立|恒)", first)
    english = re.match(r"(Where|Here|With|If|When|Provided|But|However|This|Unless|Only|Note)\b", first)
    own = (chinese or english) and _OWN_CONCLUSION.search(first)
    return first if (small or chinese or english) and not own else ""


def taken_back(prose: str) -> list[str]:
    """Return words of the first sentence behind a display that call it wrong."""
    first = _SENTENCE_END.split(prose.strip())[0] if prose.strip() else ""
    return list(_hits(_patterns()["taken back"], _masked(first)))


def posed(prose: str) -> bool:
    """Tell whether the last sentence poses the formula after it: an equation to be solved, a problem that is given."""
    last = ([part for part in _SENTENCE_END.split(_masked(prose)) if part.strip(" ¤.,，。")] or [""])[-1]
    return any(_hits(_patterns()["posed"], last)) and not any(_hits(_patterns()["concluded"], last))


def last_clause(prose: str) -> str:
    """Return the words that run into what follows a paragraph, formulas masked; empty if its last sentence ends."""
    last = _SENTENCE_END.split(_masked(prose).rstrip())[-1] if prose.strip() else ""
    return last.rstrip(" :：,，(（*_") if not last.rstrip().endswith((".", "。", ";", "；", "!", "?")) else ""


def behind(rest: str) -> list[str]:
    """Return words behind a display that limit or take back what it states."""
    return list(_hits(_patterns()["behind"], _masked(rest)))


def nearness(prose: str, latex: str) -> list[str]:
    """Return words that speak of something going to a limit, unless the formula has the limit itself."""
    if _LIMITING.search(latex):
        return []
    return list(_hits(_patterns()["unless a limit"], _masked(prose)))


def _masked(prose: str) -> str:
    """Put a sign in the place of every formula."""
    lines = _FORMULA.sub(" ¤ ", prose).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


def _hits(patterns: Iterable[re.Pattern[str]], text: str) -> Iterable[str]:
    for pattern in patterns:
        match = pattern.search(text)
        if match is not None:
            yield " ".join(match[0].replace("¤", "…").split())

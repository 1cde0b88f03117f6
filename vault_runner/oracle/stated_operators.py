r"""What a paragraph says of an operator itself: in which order `vec` goes, which norm bars mean, how `⊗` is laid out.

Such words change every formula with the operator, so they are understood as a whole or nothing is said: a clause about
an operator is compared with the few words that say what is meant here anyway.
"""

from __future__ import annotations

import re

from vault_runner.oracle.redefinitions import REDEFINED
from vault_runner.oracle.topics import section

VEC_ORDER = "the order of vec is another"
KRONECKER = "the Kronecker product has another order"
NORM = "a norm of another kind is meant"
_FORMULA = re.compile(r"\$\$.+?\$\$|\$.+?\$|\\\(.+?\\\)", re.DOTALL)
_SENTENCE = re.compile(r"(?<!\d)[.;!?](?=\s|$)|[。；！？]|\n\s*\n")
_OPERATOR = r"\\(?:mathrm|operatorname|text|rm|mathsf|mathbf)\s*\{{\s*{0}\s*\}}|\\{0}(?![A-Za-z])"
_VEC = re.compile(_OPERATOR.format("vec"))
_BARE_NORM = re.compile(r"(?:\\left\s*)?(?:\\\||\\lVert)[^_^=<>+]{1,14}(?:\\right\s*)?(?:\\\||\\rVert)")
_EUCLIDEAN = re.compile(r"\\?(?:ell|L|l)\s*[_^]\s*\{?\s*2\s*\}?|2|F|\\ell\^2")
_PUTS = (
    r"(?:stack|concatenat|append|read|list|flatten|unroll|unravel|travers|run|string|join|chain|go|arrang|order|lay)\w*"
)

_FLATTENS = re.compile(
    r"⟪vec⟫|\bvectori[sz]\w*|\bflatten\w*|\bstack\w*|\bunroll\w*|\bunravel\w*|向量化|拉直|拉平|展平|堆叠", re.IGNORECASE
)
_ROWS = re.compile(
    rf"\brow[- ](?:major|wise|first|by[- ]row|stack\w*|order\w*|after)\b|\browwise\b|\brows first\b"
    rf"|\b{_PUTS}\b(?: \S+){{0,4}} rows\b|\brows (?:are |being |is )?(?:one |stacked|concatenated|placed|joined|put)"
    r"|\brows? (?:on top of|below|under|after)\b|按行|逐行|行优先|行主序|各行",
    re.IGNORECASE,
)
_COLUMNS = re.compile(_ROWS.pattern.replace("row", "column").replace("行", "列"), re.IGNORECASE)
_OTHER_ORDER = re.compile(
    r"\b(?:C|F|Fortran|numpy|torch|pytorch|julia|matlab|lexicographic\w*)[- ](?:order|style|contiguous|convention)\b"
    r"|\b(?:numpy|torch|pytorch|tensorflow|lexicographic\w*|revers\w*|backwards?|anti\w*|diagonals?|triangles?"
    r"|transpos\w*|lower|upper|half|vech|rows?|bottom|right to left|other|opposite)\b|行|转置|反",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:left|right|revers\w*|opposite|swapp\w*|other way|other order|transposed|flipp\w*|backwards?|mirror\w*"
    r"|unusual|non-?standard|interchang\w*)\b|左|右|相反|颠倒|交换",
    re.IGNORECASE,
)
_KRONECKER = re.compile(r"⟪⊗⟫|\bkronecker (?:product|convention|order)|克罗内克|张量积", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|never|unlike|instead|rather|except|versus|but|unless|or)\b|n't\b|不|非|除|而不|或", re.IGNORECASE
)
_NORM_SAID = re.compile(
    r"⟪‖⟫(?P<a>[^,，.;。；]{0,60}?)(?:\bnorms?\b|范数)"
    r"|\bnorms? (?:is|are|means?|here is|used is) (?P<b>[^,，.;。；]{0,40})"
    r"|(?:范数)(?:都|均|皆)?(?:是|为|取|指)(?P<c>[^,，.;。；]{0,20})",
    re.IGNORECASE,
)
_OTHER_NORM = re.compile(
    r"manhattan|taxicab|chebyshev|\bmax|\bsup|infinity|weighted|nuclear|trace|dual|\bsum of (?:the )?absolute|largest"
    r"|energy|mahalanobis|arbitrary|\bany\b|¤\s*-?\s*norm|\b(?:one|1|p|three|3)[- ]norm|绝对值|最大|加权|核|无穷|任意",
    re.IGNORECASE,
)
_USUAL_NORM = section("usual norm")
_CHINESE = re.compile(r"(?<=[一-鿿])(?=[A-Za-z⟪¤])|(?<=[A-Za-z⟫¤])(?=[一-鿿])")
_ANY_NORM = re.compile(r"(?:^|\s)(?:an?|any|some|every|arbitrary|each|certain|一个|任意|某个?|一种)\s*$", re.IGNORECASE)
_ZERO_BASED = re.compile(r"(\\?[A-Za-z]+)_\{?0\}?\s*[,;&][^$]*?dots[^$]*?\1_\{\s*\w\s*-\s*1\s*\}")
_SPECTRA = re.compile(r"eigen|singular|spectr|特征值|奇异值|谱", re.IGNORECASE)
_GROWING = re.compile(r"(\\?[A-Za-z]+)_\{?1\}?\s*(?:\\le(?:q|qslant)?(?![A-Za-z])|<)[^$]*?\1_")
_LISTED = re.compile(r"(\\?[A-Za-z]+)_\{?[1i]\}?")
_GROWS = re.compile(
    r"\b(?:ascending|increasing|nondecreasing|non-decreasing|smallest first|smallest to (?:the )?largest"
    r"|from (?:the )?(?:smallest|least))\b"
    r"|升序|从小到大|递增|由小到大",
    re.IGNORECASE,
)
_LAID_OUT = re.compile(r"([A-Za-z])\s*\\otimes\s*([A-Za-z])\s*:?=\s*(.+)", re.DOTALL)


def stated_operators(prose: str) -> dict[str, str]:
    """Return what a paragraph says of vec, norms and the Kronecker product: options, or conventions that block."""
    found: dict[str, str] = {}
    for sentence in _SENTENCE.split(_FORMULA.sub(_sign, prose)):
        found |= _vec_order(sentence) | _kronecker(sentence) | _norm(sentence)
    return found | _laid_out(prose) | _from_zero(prose) | _ascending(prose)


def _blocked(message: str) -> dict[str, str]:
    return {f"convention {message}": "yes"}


def _sign(match: re.Match[str]) -> str:
    latex = match[0].strip("$ ").removeprefix(r"\(").removesuffix(r"\)").strip()
    if _VEC.search(latex):
        return " ⟪vec⟫ "
    if latex == r"\otimes" or re.fullmatch(r"[A-Za-z]\s*\\otimes\s*[A-Za-z]", latex):
        return " ⟪⊗⟫ "
    if _BARE_NORM.fullmatch(latex):
        return " ⟪‖⟫ "
    return " ⟪2⟫ " if _EUCLIDEAN.fullmatch(latex) else " ¤ "


def _vec_order(sentence: str) -> dict[str, str]:
    if not _FLATTENS.search(sentence):
        return {}
    rows, columns = (bool(pattern.search(sentence)) for pattern in (_ROWS, _COLUMNS))
    if rows != columns and not _DENIED.search(sentence) and not (columns and _TURNED.search(sentence)):
        return {"vec": "rows" if rows else "columns"}
    told = rows or columns or bool("⟪vec⟫" in sentence and _OTHER_ORDER.search(sentence))
    return _blocked(VEC_ORDER) if told else {}


def _kronecker(sentence: str) -> dict[str, str]:
    said = _KRONECKER.search(sentence)
    return _blocked(KRONECKER) if said and _TURNED.search(sentence) else {}


def _laid_out(prose: str) -> dict[str, str]:
    r"""Compare `A \otimes B = [a_{ij} B]` with what is meant here."""
    for formula in _FORMULA.findall(prose):
        match = _LAID_OUT.search(formula)
        if match is None:
            continue
        left, right, said = match[1], match[2], re.sub(r"\s", "", match[3])
        if not re.search(rf"(?:{left.lower()}|{left}|\[{left}\])_\{{?(?:ij|11|1,1|i,j)\}}?\\?,?{right}", said):
            return _blocked(KRONECKER)
    return {}


def _from_zero(prose: str) -> dict[str, str]:
    r"""Leave open what a formula says of entries that are numbered `x_0, \dots, x_{n-1}`."""
    names = {match[1] for formula in _FORMULA.findall(prose) for match in _ZERO_BASED.finditer(formula)}
    return {f"{REDEFINED}sub:{name.lstrip(chr(92))}": "yes" for name in names}


def _ascending(prose: str) -> dict[str, str]:
    """Leave open what a formula says of eigenvalues or singular values that are numbered from the least on."""
    if not _SPECTRA.search(prose):
        return {}
    formulas = _FORMULA.findall(prose)
    names = {found[1] for formula in formulas for found in _GROWING.finditer(formula)}
    if _GROWS.search(_FORMULA.sub(" ¤ ", prose)):
        names |= {found[1] for formula in formulas for found in _LISTED.finditer(formula)}
    return {f"{REDEFINED}sub:{name.lstrip(chr(92))}": "yes" for name in names}


def _norm(sentence: str) -> dict[str, str]:
    for match in _NORM_SAID.finditer(sentence):
        words = next(group for group in match.groups() if group is not None)
        if match["a"] is None:
            if _OTHER_NORM.search(words):
                return _blocked(NORM)
            continue
        spaced = _CHINESE.sub(" ", words)
        general = _ANY_NORM.search(words)
        if general or any(_unusual(word) for word in re.findall(r"⟪.⟫|[\w-]+|[^\s\w]", spaced.lower())):
            return _blocked(NORM)
    return {}


def _unusual(word: str) -> bool:
    if not word.isascii() and "一" <= word[0] <= "鿿":
        while word and (start := next((one for one in _LONGEST if word.startswith(one)), "")):
            word = word.removeprefix(start)
        return bool(word)
    return word not in _USUAL_NORM and word not in {"-", "'", "’"}


_LONGEST = sorted((one for one in _USUAL_NORM if "一" <= one[0] <= "鿿"), key=len, reverse=True)

r"""Laws said in words with their parameters, “X is normal with mean μ and variance σ²”: written with the sign `\sim`.

The words say what each parameter is, so that none has to be guessed. A law that holds only under a condition, or is
said of something computed, is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FORMULA = r"\$[^$]+\$"
_NAME = r"\$\s*(?:\\(?:mathbf|boldsymbol|bm)\s*)?\{?\\?[A-Za-z]+\}?(?:_\{?\w+\}?)?\s*\$"
_LIST = rf"{_FORMULA}(?:\s*(?:,\s*and\b|，|,|、|and\b|和|与|及)\s*{_FORMULA})*"
_VALUE = rf"{_FORMULA}|zero\b|one\b|0\b|1\b|零|一"
_LAWS: Mapping[str, str] = {
    "normal": r"(?:univariate |multivariate )?(?:normal(?:ly distributed)?|gaussian)|多元正态|正态|高斯",
    "exponential": r"exponential(?:ly distributed)?|指数",
    "poisson": r"poisson(?:[- ]distributed)?|泊松",
    "bernoulli": r"bernoulli|伯努利",
    "geometric": r"geometric(?:ally distributed)?|几何",
    "binomial": r"binomial(?:ly distributed)?|二项",
    "laplace": r"laplace(?:[- ]distributed)?|拉普拉斯",
    "gamma": r"gamma(?:[- ]distributed)?|伽马",
}
_KEYS: Mapping[str, str] = {
    "mean": r"mean|expectation|expected value|均值|期望|数学期望",
    "location": r"location(?: parameter)?|位置参数",
    "variance": r"variance|方差",
    "deviation": r"standard deviation|标准差",
    "covariance": r"covariance(?: matrix)?|协方差(?:矩阵)?",
    "rate": r"rate(?: parameter)?|intensity|率|速率|强度",
    "scale": r"scale(?: parameter)?|尺度(?:参数)?",
    "shape": r"shape(?: parameter)?|形状(?:参数)?",
    "parameter": r"parameter|参数",
    "probability": r"(?:success )?probability(?: of success)?|成功概率",
}
_WRITTEN: Mapping[tuple[str, frozenset[str]], str] = {
    ("normal", frozenset({"mean", "variance"})): r"\mathcal{N}({mean}, {variance})",
    ("normal", frozenset({"mean", "deviation"})): r"\mathcal{N}({mean}, [deviation]^2)",
    ("normal", frozenset({"mean", "covariance"})): r"\mathcal{N}({mean}, {covariance})",
    ("exponential", frozenset({"rate"})): r"\operatorname{Exponential}({rate})",
    ("exponential", frozenset({"mean"})): r"\operatorname{Exponential}(1/[mean])",
    ("exponential", frozenset({"scale"})): r"\operatorname{Exponential}(1/[scale])",
    ("exponential", frozenset({"parameter"})): r"\operatorname{Exponential}({parameter})",
    ("poisson", frozenset({"parameter"})): r"\operatorname{Poisson}({parameter})",
    ("bernoulli", frozenset({"parameter"})): r"\operatorname{Bernoulli}({parameter})",
    ("geometric", frozenset({"parameter"})): r"\operatorname{Geometric}({parameter})",
    ("poisson", frozenset({"rate"})): r"\operatorname{Poisson}({rate})",
    ("poisson", frozenset({"mean"})): r"\operatorname{Poisson}({mean})",
    ("bernoulli", frozenset({"probability"})): r"\operatorname{Bernoulli}({probability})",
    ("bernoulli", frozenset({"mean"})): r"\operatorname{Bernoulli}({mean})",
    ("geometric", frozenset({"probability"})): r"\operatorname{Geometric}({probability})",
    ("binomial", frozenset({"trials", "probability"})): r"\operatorname{Binomial}({trials}, {probability})",
    ("laplace", frozenset({"location", "scale"})): r"\operatorname{Laplace}({location}, {scale})",
    ("laplace", frozenset({"mean", "scale"})): r"\operatorname{Laplace}({mean}, {scale})",
    ("gamma", frozenset({"shape", "rate"})): r"\operatorname{GammaRate}({shape}, {rate})",
    ("gamma", frozenset({"shape", "scale"})): r"\operatorname{GammaScale}({shape}, {scale})",
}
_INVERTED = frozenset({("exponential", "mean"), ("exponential", "scale")})
"""Parameters of which the inverse is written, so that nothing else says that they are positive."""
_LAW = "|".join(f"(?P<{law}>{words})" for law, words in _LAWS.items())
_ENGLISH = re.compile(
    rf"(?P<who>{_LIST})\s+(?:(?P<verb>is|be|are)\s+(?:(?:an?|all|both)\s+)*(?P<together>independent |i\.?i\.?d\.? )?"
    rf"(?:{_LAW})(?:\s+random)?(?:\s+variables?|\s+vectors?)?"
    rf"|(?P<has>follows|obeys|has)\s+an?\s+(?:{re.sub('P<', 'P<a_', _LAW)})\s+(?:distribution|law))"
    r"\s+(?:with|of)\s+",
    re.IGNORECASE,
)
_CHINESE = re.compile(rf"(?P<who>{_NAME})\s*(?:服从|满足|遵从|是|为)\s*(?=[一-鿿])")
_CHINESE_END = re.compile(rf"\s*的\s*(?:{_LAW})\s*(?:分布|(?:随机)?变量|随机向量)")
_WORD = "|".join(f"(?P<{key}>{words})" for key, words in _KEYS.items())
_PARAMETER = re.compile(
    rf"\s*(?:(?:the|its|an?|common)\s+)?(?:(?:{_WORD})\s*(?:of\s+|equal to\s+|为|是|等于)?\s*(?P<value>{_VALUE})"
    rf"|(?P<zero>zero|零)[- ]?(?:mean|均值)|(?P<unit>unit|单位)\s?(?:variance|方差)"
    rf"|(?P<count>{_FORMULA}) (?:independent )?trials)",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s*(?:,\s*and\b|，且|，|,|、|and\b|和|与|且)?\s*", re.IGNORECASE)
_PART_OF_MORE = re.compile(
    r"\b(?:of|between|in|by|from|to|on|than|over|minus|plus|times|per|at|into|under|against|versus|vs)\s*$|的\s*$"
    r"|¤\s*(?:,|，|、)?\s*(?:and|和|与|及|or|或)\s*$|¤\s*$",
    re.IGNORECASE,
)
"""What stands before a name of which something larger is the subject: “the sum of X and Y is normal”."""
_LETTER = r"\\?[A-Za-z]+(?:\{[A-Za-z]\})?'?(?:_\{?\w+\}?)?"
_SUBJECT = re.compile(
    rf"\$\s*(?P<names>{_LETTER}(?:\s*,\s*(?:\\[lc]?dots[cb]?|{_LETTER}))*)\s*(?P<where>\\in\b[^$]*)?\$"
)
_SPREADS = re.compile(r"\\Sigma|\\Lambda|(?<![A-Za-z])I(?![A-Za-z])")
_CONDITIONAL = re.compile(
    r"\b(?:given|condition\w*|if|when|whenever|unless|except|under|otherwise|mixture|either|or|not|never|neither|nor"
    r"|without|approximate\w*|asymptotic\w*|roughly|nearly|almost|limit\w*|truncat\w*|restricted|only|cannot|may|might"
    r"|should|would|could|claim\w*|believ\w*|with probability|respectively|instead|rather|unlike|while|whereas)\b"
    r"|n't\b|给定|条件|若|如果|当|否则|截断|截尾|近似|渐近|除|不|非|未|没|可能|或|分别|误|仅|只有",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[.;。；!?！？](?=\s|$|[一-鿿\\$])")
_CONDITION = re.compile(r"^(?P<value>.*?)\s*(?:[<>]|\\(?:geq?|leq?|gt|lt|neq?|in)(?![A-Za-z])).*$", re.DOTALL)
_NUMBERS = {"zero": "0", "零": "0", "0": "0", "one": "1", "一": "1", "1": "1"}


def laws_in_symbols(prose: str) -> str:
    r"""Write the laws that a paragraph states in words with the sign `\sim`."""
    for pattern in (_ENGLISH, _CHINESE):
        place = 0
        while (match := pattern.search(prose, place)) is not None:
            found = _read(prose, match, chinese=pattern is _CHINESE)
            if found is None:
                place = match.start() + 1 if prose[match.start()] != "$" else _behind(prose, match.start())
                continue
            said, end = found
            prose = f"{prose[: match.start()]} {said} {prose[end:]}"
            place = match.start() + len(said)
    return prose


def _behind(prose: str, start: int) -> int:
    """Return the place behind the formula that begins here: no match begins with its closing sign."""
    return prose.index("$", start + 1) + 1


def _read(prose: str, match: re.Match[str], *, chinese: bool) -> tuple[str, int] | None:
    """Return what a match says in symbols, and where it ends; None if that isn't clear."""
    values, end = _parameters(prose, match.end())
    law = _law_of(match)
    if chinese:
        tail = _CHINESE_END.match(prose, end)
        if tail is None:
            return None
        law, end = _law_of(tail), tail.end()
    form = _WRITTEN.get((law, frozenset(values)))
    subjects = [_SUBJECT.fullmatch(part) for part in re.findall(_FORMULA, match["who"])]
    if not all(subjects) or (not _SPREADS.search(values.get("covariance", "I")) and r"\in" not in match["who"]):
        return None  # of something computed, or nothing in the sign that is written would say that it is a matrix
    before, after = _around(prose, match.start(), end)
    if form is None or any(one.search(before) for one in (_PART_OF_MORE, _CONDITIONAL)) or _CONDITIONAL.search(after):
        return None
    said = form
    for key, value in values.items():
        said = said.replace("{" + key + "}", _bare(value))
        said = said.replace("[" + key + "]", _whole(_bare(value)))
    conditions = [value for key, value in values.items() if _CONDITION.match(value)]
    conditions += [f"{_bare(value)} > 0" for key, value in values.items() if (law, key) in _INVERTED]
    return _said(match, said, chinese=chinese, conditions=conditions), end


def _said(match: re.Match[str], law: str, *, chinese: bool, conditions: list[str]) -> str:
    who = match["who"]
    subjects = [_SUBJECT.fullmatch(part) for part in re.findall(_FORMULA, who)]
    members = ", ".join(one["names"].strip() for one in subjects if one is not None)
    where = f"{who} , " if r"\in" in who else ""
    together = not chinese and match["together"]
    tied = f"${members}$ are {together.strip()} , " if together else ""
    told = "".join(f"${condition}$ , " for condition in conditions)
    return f"{where}{tied}{told}${members} \\sim {law}$"


def _around(prose: str, start: int, end: int) -> tuple[str, str]:
    """Return the rest of the sentence on both sides, with a mark for each formula."""
    before = re.sub(_FORMULA, "¤", prose[:start])
    after = re.sub(_FORMULA, "¤", prose[end:])
    return _FULL_STOP.split(before)[-1], _FULL_STOP.split(after)[0]


def _law_of(match: re.Match[str]) -> str:
    found = (name for name, text in match.groupdict().items() if text and name.removeprefix("a_") in _LAWS)
    return next(found, "").removeprefix("a_")


def _parameters(prose: str, place: int) -> tuple[dict[str, str], int]:
    """Return the parameters that begin at a place, each by its meaning, and where they end."""
    values: dict[str, str] = {}
    end = place
    while (match := _PARAMETER.match(prose, place)) is not None:
        key, value = _parameter(match)
        if key in values:
            break
        values[key], end = value, match.end()
        joined = _JOINED.match(prose, end)
        place = joined.end() if joined is not None else end
    return values, end


def _parameter(match: re.Match[str]) -> tuple[str, str]:
    if match["zero"]:
        return "mean", "0"
    if match["unit"]:
        return "variance", "1"
    if match["count"]:
        return "trials", match["count"].strip("$ ")
    key = next(key for key in _KEYS if match[key])
    return key, _NUMBERS.get(match["value"].lower(), match["value"].strip("$ "))


def _bare(value: str) -> str:
    r"""Return `\lambda` for `\lambda > 0`."""
    condition = _CONDITION.match(value)
    return condition["value"].strip() if condition is not None else value


def _whole(value: str) -> str:
    """Put brackets around what is more than a name or a number."""
    return value if re.fullmatch(r"\\?[A-Za-z]+(?:_\{?\w+\}?)?|\d+", value) else f"({value})"

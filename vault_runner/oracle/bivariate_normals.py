r"""Two jointly normal numbers in words: “$(X,Y)$ is bivariate normal with means …, variances … and correlation …”.

It is said again as a stacked Gaussian with its covariance written out.
"""

from __future__ import annotations

import re

_FORMULA = r"\$[^$]+\$"
_TWO = rf"(?P<{{0}}>{_FORMULA}(?:\s*(?:,\s*and|,|，|、|and|和|与)\s*{_FORMULA})?)"
_LAW = (
    r"(?:bivariate|jointly|joint)[- ](?:normal|gaussian)"
    r"(?:ly distributed| distribution| random variables| variables| vector)?"
)
_PAIR = (
    r"\$\s*\(?\s*(?P<first>[A-Z](?:_\d)?)\s*(?:,|\$\s*(?:and|,|和|、|与)\s*\$)\s*(?P<second>[A-Z](?:_\d)?)\s*\)?\s*\$"
)
_SEP = r"\s*(?:,|，|、|;)?\s*(?:and|且|和)?\s*(?:with )?\s*"
_MEANS = rf"(?:the )?(?:means?|均值)(?:分别)?(?:为|是)?\s*{_TWO.format('means')}"
_SPREADS = (
    r"(?:the |positive )?(?P<kind>standard deviations?|variances?|标准差|方差)(?:分别)?(?:为|是)?"
    rf"\s*{_TWO.format('spreads')}"
)
_TIE = r"(?:the )?(?:correlation(?: coefficient)?|相关系数)(?:为|是)?\s*\$\s*(?P<tie>[^$]+?)\s*\$"
_SAID = re.compile(
    rf"(?:the (?:pair|vector|random vector) |let |设|随机向量)?{_PAIR}\s*"
    rf"(?:(?:is|are|be|have|has|follow|follows)\s*(?:a )?{_LAW}|服从(?:二元|二维|联合)(?:正态|高斯)分布"
    rf"|(?:是|为)(?:二元|二维|联合)(?:正态|高斯)(?:的|分布|变量)?)"
    rf"{_SEP}{_MEANS}{_SEP}{_SPREADS}{_SEP}{_TIE}(?=\s*(?:[.;。；，,]|$|$))",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|never|unless|except|approximately|nearly|may|if|conditional(?:ly)?)\b|不|非|除|近似|若", re.IGNORECASE
)
_NAME = r"\\?[A-Za-z]+(?:_\{?\w+\}?)?"


def stated_bivariate(prose: str) -> str:
    """Say the law of two jointly normal numbers with its covariance written out."""
    said = _SAID.search(prose)
    if said is None or _DENIED.search(re.sub(r"\$[^$]*\$", " ", prose)):
        return prose
    means, spreads = _values(said["means"]), _values(said["spreads"])
    tie = re.split(r"\\in(?![a-z])|<|=", said["tie"])[0].strip()
    if not 1 <= len(means) <= 2 or not 1 <= len(spreads) <= 2 or not tie or "<" in said["tie"].split(tie)[0]:  # noqa: PLR2004
        return prose
    squares = [re.fullmatch(rf"({_NAME})\s*\^\s*\{{?2\}}?", one) for one in spreads]
    named = said["kind"].lower().startswith("var") or said["kind"] == "方差"
    if named and all(squares):
        spreads, named = [square[1] for square in squares if square is not None], False
    (m, n), (s, t) = (2 * means)[:2], (2 * spreads)[:2]
    variances = (s, t) if named else (f"({s})^2", f"({t})^2")
    mixed = rf"{tie}\sqrt{{{s}}}\sqrt{{{t}}}" if named else f"{tie} {s} {t}"
    x, y = said["first"], said["second"]
    law = (
        rf"$\begin{{pmatrix}}{x}\\{y}\end{{pmatrix}}\sim\mathcal{{N}}\left(\begin{{pmatrix}}{m}\\{n}\end{{pmatrix}},"
        rf"\begin{{pmatrix}}{variances[0]}&{mixed}\\{mixed}&{variances[1]}\end{{pmatrix}}\right)$"
    )
    numbers = ", ".join(f"${one}\\in\\mathbb{{R}}$" for one in dict.fromkeys((m, n)) if re.fullmatch(_NAME, one))
    positive = ", ".join(f"${one}>0$" for one in dict.fromkeys((s, t)) if re.search("[A-Za-z]", _bare(one)))
    ends = rf"${tie}\in(-1,1)$" if re.fullmatch(_NAME, tie) else ""
    declared = ", ".join(part for part in (numbers, positive, ends) if part)
    declared = f"{declared}. " if declared else ""
    return f"{prose[: said.start()]}random variables ${x},{y}$. {declared}{law} {prose[said.end() :]}"


def _bare(value: str) -> str:
    return re.sub(r"\\[a-z]*frac|\\sqrt", "", value)


def _values(said: str) -> list[str]:
    r"""Return what a list of formulas gives: `$\mu_X,\mu_Y$`, or two formulas; `> 0` behind them says no more."""
    found = []
    for formula in re.findall(r"\$([^$]+)\$", said):
        whole = re.sub(r"\s*>\s*0\s*$", "", formula.strip())
        found += [part.strip() for part in whole.split(",")]
    return [] if any(re.search(r"[<>=]|\\in(?![a-z])|\\[lg]e", part) for part in found) else found

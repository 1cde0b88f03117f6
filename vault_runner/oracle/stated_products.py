r"""Operators that a paragraph names: “$\circ$ is the entrywise product”, “$*$ 表示循环卷积”.

Where the whole clause is one of the few that are known here the words are taken out and the sign gets that meaning;
where anything else is said of a sign its words stay, and other rules leave the formulas with it open.
"""

from __future__ import annotations

import re

from vault_runner.oracle.scope import Scope

OPERATOR = "operator "
CONVOLUTION = "convolution"
_HEADS = {
    "circ": "circ", "*": "ast", "ast": "ast", "star": "ast", "otimes": "kron", "odot": "odot", "oplus": "oplus",
    "bullet": "cdot", "times": "times",
}  # fmt: skip
_SIGN = r"\\(?:circ|ast|star|otimes|odot|oplus)|\*"
_USED = rf"(?:[A-Za-z]\s*)?(?P<sign>{_SIGN})(?:\s*[A-Za-z])?"
_WISE = r"(?:entry|element|component|coordinate|point)(?:[- ]?wise)|hadamard(?:[ -]schur)?|schur|entry[- ]by[- ]entry"
_MEANINGS = {
    "odot": rf"(?:(?:{_WISE})(?: \((?:{_WISE})\))? (?:matrix |vector )?(?:product|multiplication)"
    r"|(?:矩阵的?|向量的?)?(?:逐元素|逐分量|逐项|按元素|对应元素|哈达玛|阿达马|Hadamard\s*)的?(?:乘积|乘法|相乘|积|乘))",
    "kron": r"(?:kronecker product|(?:克罗内克|Kronecker\s*)(?:乘积|积))",
    "outer": r"(?:outer product|外积)",
    "direct sum": r"(?:(?:matrix )?direct sum|(?:矩阵的?)?直和)",
    "circular convolution": r"(?:(?:circular|cyclic|periodic)(?: discrete)? convolution|(?:循环|圆周|周期)卷积)",
    "linear convolution": r"(?:(?:linear|full)(?: discrete)? convolution|线性卷积)",
    CONVOLUTION: r"(?:convolution|卷积)",
}
_SAID = (
    r"\s*(?:is|are|denotes?|means?|stands for|represents?|being|be|表示|是|为|指|代表|记|:|：|=)\s*"
    r"(?:here |always )?(?:the |an? |its )?(?:usual |ordinary |standard |通常的)?"
)
_OF = (
    r"(?:\s*(?:of|between|on|for) (?:(?:the |two )?(?:functions?|matrices|vectors|arrays|equal size|the same size)"
    r"|(?:\$[^$]+\$)(?:\s*(?:,|and)\s*\$[^$=]+\$)*))*"
)
_END = r"(?=\s*(?:$|[.,;:)，。；：）]|and \$|且\s*\$))"
_LEAD = r"(?:(?:where|and|with|here|let|其中|这里|记|用)\s*)?(?:the (?:operator|symbol|sign) |符号)?"
_CLAUSES = {
    meaning: (
        re.compile(rf"{_LEAD}\$\s*{_USED}\s*\${_SAID}(?:{words}){_OF}{_END}", re.IGNORECASE),
        re.compile(
            rf"{_LEAD}(?:we )?(?:writ(?:e|ing)|use|using)\s*\$\s*{_USED}\s*\$ (?:for|to denote) (?:the )?"
            rf"(?:{words}){_OF}{_END}",
            re.IGNORECASE,
        ),
    )
    for meaning, words in _MEANINGS.items()
}
_SENTENCE = re.compile(r"(?<=[.;。；!?！？])(?!\d)|\n")
_OTHERWISE = re.compile(
    r"\b(?:not|no|never|unless|except|instead|rather|unlike|only|but|however|otherwise|if|when|transpos\w*|revers\w*"
    r"|conjugat\w*|scaled|normali[sz]ed|divided|followed|flipp\w*|shift\w*|averag\w*|truncat\w*|half|halved|twice|mod|modulo"
    r"|weighted|causal|correlation|swapp\w*|sometimes|later|elsewhere|centred|centered|padded|same-size|valid|squared?"
    r"|squares|plus|minus|times|over|up to)\b|n't\b"
    r"|不|非|除|未|无|若|如果|转置|共轭|平移|反转|翻转|平均|归一化|一半|加权"
    r"|之后|然后|再|有时|否则",
    re.IGNORECASE,
)
_FORMULA = re.compile(r"\$[^$]*\$")


def stated_products(prose: str) -> tuple[str, dict[str, str]]:
    """Take out the clauses that say what an operator is; return the rest, and the meanings as options."""
    found: dict[str, str] = {}
    parts = _SENTENCE.split(prose)
    for number in range(len(parts)):
        sentence = parts[number]
        if _OTHERWISE.search(_FORMULA.sub(" ", sentence)):
            continue
        for meaning, patterns in _CLAUSES.items():
            said = next((match for pattern in patterns if (match := pattern.search(sentence))), None)
            if said is None:
                continue
            key = OPERATOR + _HEADS[said["sign"].lstrip("\\")]
            if found.setdefault(key, meaning) != meaning or _again(prose, said):
                return prose, {}
            kept = " ".join(one for one in _FORMULA.findall(said[0])[1:] if not _sign_only(one))
            parts[number] = sentence = f"{sentence[: said.start()]}{kept}{sentence[said.end() :]}"
    return ("".join(_joined(prose, parts)), found) if found else (prose, {})


def _joined(prose: str, parts: list[str]) -> list[str]:
    """Put the line ends back at which a paragraph was cut."""
    ends = [match[0] for match in _SENTENCE.finditer(prose)]
    return [piece for pair in zip(parts, [*ends, ""], strict=True) for piece in pair]


def _sign_only(formula: str) -> bool:
    return re.fullmatch(rf"\$\s*(?:{_SIGN})\s*\$", formula) is not None


def _again(prose: str, said: re.Match[str]) -> bool:
    """Tell whether a paragraph speaks of the same sign once more."""
    alone = re.compile(rf"\$\s*(?:[A-Za-z]\s*)?{re.escape(said['sign'])}(?:\s*[A-Za-z])?\s*\$")
    return len(alone.findall(prose)) > 1


def operator_of(scope: Scope, sign: str) -> str:
    """Return what a sign between two factors means in a note."""
    return scope.options.get(OPERATOR + sign, sign)

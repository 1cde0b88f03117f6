"""A name that a note defines anew: “Another example: f(x) = x^3” below f(x) = x^2 is a new f, and no false claim.

A formula that follows from what stands above says so, or stands right below it: there the earlier definition holds.
"""

from __future__ import annotations

import re
from dataclasses import replace

from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.verdicts import Answer

_FOLLOWS = re.compile(
    r"\b(then|hence|so|thus|therefore|have|has|get|gets|obtain\w*|yields?|gives?|becomes?|equals?|expand\w*|simplif\w+"
    r"|rewrit\w+|written|writes?|follow\w*|recall\w*|equivalent\w*|again|also|same|know|known|that is|i\.e|implies"
    r"|means|is|are|comput\w+|evaluat\w+|substitut\w+|plug\w*|insert\w*|where|with|for)\b"
    r"|则|所以|因此|得|即|故|化简|展开|于是|从而|由此|等于|可知|代入|回顾|已知|其中",
    re.IGNORECASE,
)
_ANEW = re.compile(
    r"\b(another|other|second|third|different\w*|now|next|instead|example|e\.g|case|alternativ\w*|redefin\w*|chang\w+|replac\w+|model|version|variant"
    r"|consider|take|let|choose|suppose)\b|另|再|下面|改|换|例|情形|情况|考虑|取|设|令|模型",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"(?:等价于|等同于|也就是|换句话说|换言之)\s*[：:，,]?\s*$|\b(?:is|are) (?:the same as|equivalent to):?\s*$",
    re.IGNORECASE,
)
"""Words right in front that say of a formula that it is the one above in another form."""
_OPTIMAL = re.compile(r"\b(?:arg\s?)?(?:min|max)\w*|最小|最大|极小|极大", re.IGNORECASE)
_FORMULA = re.compile(r"\$[^$]*\$")
_SENTENCE = re.compile(r"(?<=[.!?。！？；;])\s+|(?<=[。！？；])|\n\s*\n")
_AGAINST = frozenset({"refuted", "doubted"})


def renewed(answer: Answer, left: Node, relation: str, right: Node, scope: Scope, lead: str) -> bool:
    """Tell whether what fails as a claim defines its left side anew; then the earlier definition is forgotten."""
    if answer.verdict not in _AGAINST or answer.code not in {"", "unread", "undeclared"} or relation != "=":
        return False
    name = name_of(left.args[0]) if left.head == "call" else name_of(left)
    symbol = scope.get(name)
    if symbol is None or symbol.body is None or any(name_of(part) == name for part in right.walk()):
        return False
    if left.head == "call" and not all(name_of(part) for part in left.args[1:]):
        return False
    if not _begins_anew(lead) or _settled_there(symbol, lead):
        return False
    scope.symbols[name] = replace(symbol, body=None, params=(), role="")
    return True


def _begins_anew(lead: str) -> bool:
    """Tell whether the words in front start something rather than go on: none concludes, or one announces it."""
    said = [part for part in _SENTENCE.split(lead) if part.strip()]
    last = said[-1] if said else ""
    if _SAME.search(last):
        return False
    return bool(last) and (bool(_ANEW.search(last)) or not _FOLLOWS.search(last)) and not _ends_in_conclusion(last)


def _settled_there(symbol: Symbol, lead: str) -> bool:
    """Tell whether the sentence in front makes a name the place of an extremum, and starts nothing: no freedom is left.

    A place that words give, “and w minimises …”, is found by what stands below it.
    """
    body = symbol.body
    if body is None or body.head != "opt" or not body.text.startswith("arg"):
        return False
    said = [part for part in _SENTENCE.split(lead) if part.strip()]
    clause = _FORMULA.sub("", said[-1]) if said else ""
    behind = _OPTIMAL.split(clause)[-1]
    return behind != clause and not _ANEW.search(behind)


def _ends_in_conclusion(sentence: str) -> bool:
    tail = sentence.strip().rstrip(":：,， ").lower()
    return bool(
        re.search(r"\b(then|hence|so|thus|therefore|have|get|obtain|yields|gives)$|(则|所以|因此|得到|得|即|故)$", tail)
    )

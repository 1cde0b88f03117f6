"""Tells whether a comment is a value and nothing else. Which value, and whether it is right, is for others to say.

What looks like a value and is more often something else stays silent: `[1]` and `(2)` refer to something,
`1.` counts steps, a lone word is prose.
"""

from __future__ import annotations

import re
from typing import Final

from vault_runner.lazy_pattern import lazy_pattern

_LONGEST: Final = 2_000
_NUMBER = (
    r"[-+]?(?:\d{1,3}(?:,\d{3})+(?![\d,])|(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?j?|inf|nan)"
    r"(?:(?<=\d)(?:\.\.\.|…))?"
)
_STRING = r"(?:[bru]?'(?:\\.|[^'\\\n])*'|[bru]?\"(?:\\.|[^\"\\\n])*\")"
_TRUTH = r"(?:True|False|None)"
_WRAPPER = (
    r"(?:(?:torch\.|np\.|numpy\.|jnp\.)?(?:tensor|array|Size|float\d+|int\d+|bool_|str_)|Fraction|Decimal|deque|Counter"
    r"|OrderedDict|defaultdict|dict_keys|dict_values|dict_items|range|set|frozenset|complex|datetime\.\w+)"
)
_SIMPLE = lazy_pattern(rf"{_NUMBER}|{_STRING}|{_TRUTH}")
_SEVERAL = lazy_pattern(rf"(?:{_NUMBER}|{_STRING}|{_TRUTH})(?:(?:\s*,\s*|\s+)(?:{_NUMBER}|{_STRING}|{_TRUTH}))+")
_COMMAED = lazy_pattern(rf"(?:{_NUMBER}|{_STRING}|{_TRUTH})(?:\s*,\s*(?:{_NUMBER}|{_STRING}|{_TRUTH}))+")
_BRACKETS = lazy_pattern(rf"(?:{_WRAPPER}\s*)?(?:\[.*\]|\(.*\)|\{{.*\}})", re.DOTALL)
_STRINGS = lazy_pattern(_STRING)
_INSIDE = lazy_pattern(
    rf"(?:{_NUMBER}(?![\w])|{_TRUTH}|{_WRAPPER}|(?:dtype|device|grad_fn|requires_grad|layout|maxlen)\s*=\s*[\w.:<>'\"]*"
    r"|<class '\w+'>|\.\.\.|…|[\s,:\[\](){}])*"
)
_REFERENCE = lazy_pattern(r"[\[(]\s*\d{1,3}\s*[\])]|\d{1,2}[.)]")
_LEAD = lazy_pattern(r"(?:->|→|⟶|={1,2}|⇒|:)\s*")
_ROUGHLY = lazy_pattern(r"(?:≈|~|≃|约|约等于)\s*")
_LABELLED = lazy_pattern(
    r"(?P<label>[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff %()/|.²-]{0,60}?)\s*[:：=]\s*(?P<value>.+)", re.DOTALL
)


def is_value(text: str) -> bool:
    """Tell whether `text` is one value, or several with commas between them."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return False
    return _SIMPLE.fullmatch(text) is not None or _COMMAED.fullmatch(text) is not None or _is_bracketed(text)


def bare_value(comment: str, *, several: bool = False) -> str:
    """Return the part of a comment that is a value, empty if the comment says anything else.

    Args:
        comment: The comment without its `#`.
        several: Values may stand side by side, as `print` shows them.
    """
    lead = _LEAD.match(comment)
    text = comment[lead.end() :] if lead else comment
    roughly = _ROUGHLY.match(text)
    value = text[roughly.end() :] if roughly else text
    if len(value) > _LONGEST or _REFERENCE.fullmatch(value):
        return ""
    return text if is_value(value) or (several and _SEVERAL.fullmatch(value)) else ""


def labelled_value(comment: str) -> tuple[str, str]:
    """Return the label and the value of a comment such as `mean: 3.5`; empty texts if it is none."""
    found = _LABELLED.fullmatch(comment) if len(comment) <= _LONGEST else None
    if found and (is_value(found["value"]) or _SEVERAL.fullmatch(found["value"])):
        return found["label"], found["value"]
    return "", ""


def _is_bracketed(text: str) -> bool:
    if not _BRACKETS.fullmatch(text) or _depths_end_early(text):
        return False
    bare = _STRINGS.sub("0", text)
    return _INSIDE.fullmatch(bare) is not None and (
        any(map(str.isdigit, bare)) or "True" in bare or "False" in bare or bare in ("[]", "{}")
    )


def _depths_end_early(text: str) -> bool:
    """Tell whether the first bracket closes before the end: `(2) and (3)` is no value."""
    depth = 0
    for place, character in enumerate(_STRINGS.sub(lambda found: "_" * len(found[0]), text)):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and character in ")]}" and place < len(text) - 1:
            return True
    return depth != 0

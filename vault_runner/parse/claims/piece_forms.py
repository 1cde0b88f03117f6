"""The forms in which a comment states a shape, a dtype or a device of a value."""

from __future__ import annotations

import re

_NAME = r"[^\W\d]\w*(?:\.[^\W\d]\w*|\[[^\[\]\s]{1,20}\])*"
_IS = r"(?:\s*(?:[:：]|={1,2}|\bis\b|\bare\b|\bhas\b|是|为)\s*)"
_WORD = r"(?:\b(?:shapes?|sizes?|dims?)\b|形状|尺寸|维度|大小)"
_GROUP = r"(?:(?:torch\.)?Size\(\s*\[[^\[\]]{0,80}\]\s*\)|\((?:[^()\[\]]|\([^()]*\)){0,80}\)|\[[^()\[\]]{0,80}\])"
_NAMES = rf"(?P<names>{_NAME}(?:\s*[,，、]\s*{_NAME}){{0,4}})"
_NAMED = rf"(?:{_NAMES}(?:{_IS}|\s*的\s*|\s+(?=[(\[形尺维大s])))"
_QUOTE = r"['\"]?"
_WIDTHS = r"b?float(?:16|32|64|128)|float8_\w+|u?int(?:8|16|32|64)|complex(?:64|128)|bool"
_OF_PACKAGES = r"(?:torch|np|numpy|jnp|tf)\.(?:float|double|half|b?float\d+|u?int\d*|long|short|bool_?|complex\d*)"
_KINDS = r"(?:float|double|half|int|long|short|complex|object|str)"
_STILL = r"(?:(?:now|still|as|also|both|all|lives?|stays?|都是|仍是|变成|转为|也?在|仍在)\s*)?"
_ARRAYS = r"(?:\s+(?:tensors?|arrays?)\b|\s*(?:张量|数组|上))?"

SHAPE = re.compile(
    rf"{_NAMED}?(?:{_WORD}{_IS}?\s*)?(?P<group>{_GROUP})(?!\s*[-=]?>|\s*→|\s*â†)",
    re.IGNORECASE,
)
"""`x: (2, 3)`, `shape (2, 3)`, `torch.Size([2])`; nothing that an arrow follows."""
DTYPE = re.compile(
    rf"(?:(?!d?type\b)(?P<name>{_NAME}?)(?:\.dtype)?{_IS})?{_STILL}(?:(?P<word>\bd?type\b|数据类型|类型){_IS}?\s*)?{_QUOTE}"
    rf"(?:{_WIDTHS}|{_OF_PACKAGES}|(?P<kind>{_KINDS}))\b{_QUOTE}{_ARRAYS}",
    re.IGNORECASE,
)
"""`float32`, `x.dtype: torch.int64`; a mere `float` counts only behind the word `dtype`."""
DEVICE = re.compile(
    rf"(?:(?!device\b)(?P<name>{_NAME}?)(?:\.device)?(?:{_IS}|\s+(?=on\b)))?{_STILL}(?:(?:on|device|设备){_IS}?\s*)?(?:the\s+)?{_QUOTE}"
    rf"(?:(?:torch\.)?device\((?:type=)?['\"])?(?:cuda|mps|xpu|gpu|meta|cpu)(?::\d+)?\b['\"]?(?:,\s*index=\d+)?\)?{_ARRAYS}",
    re.IGNORECASE,
)
"""`on cuda:0`, `device: cpu`, `w on meta`."""

"""Blocks that were clearly never meant to run, although a note or a vault runs everything.

Only untagged blocks are looked at, and the answer is a reason in plain words, shown to whoever asks why a
block was skipped. What may be meant to run is left to run: a block that fails tells more than a silent skip.
"""

from __future__ import annotations

import ast
import re
from typing import Final

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.plan.source import COMMENT, STRING, mask, parse_python

_PROGRAMS: Final = (
    "pip pip3 conda mamba uv poetry pipenv virtualenv git cd ls mkdir rm cp mv cat echo export source sudo apt apt-get "
    "brew npm npx yarn docker curl wget python python3 pytest jupyter streamlit scrapy kaggle huggingface-cli bash sh "
    "chmod touch ssh make nvidia-smi"
)
_COMMAND: Final = lazy_pattern(
    r"\s*(?:\$\s+\S|(?:ls|cd|pwd|nvidia-smi)\s*$|(?:{programs})\s+(?:--?[A-Za-z]|[A-Za-z./~$]))".format(
        programs="|".join(map(re.escape, _PROGRAMS.split()))
    )
)
_PYTHON_WORDS: Final = lazy_pattern(
    r"\s*(?:import|from|def|class|for|while|if|elif|else|with|try|except|return|raise|print|lambda|async|await|@)\b"
)
_TRANSCRIPT: Final = lazy_pattern(r"\s*(?:(?:In|Out) ?\[\d*\]:|>>>|Traceback \(most recent call last\):)")
_CJK: Final = lazy_pattern("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_OPERATORS: Final = lazy_pattern(r"(?<!\w)'|'(?!\w)|[=()\[\]{}<>+*/%@|&^~:;\\\"#]")
_WORDS: Final = lazy_pattern(r"[^\W\d_]{2,}")
_SIGNATURE: Final = lazy_pattern(
    r"\s*(?:(?:async\s+)?def\s+|(?P<of_class>class\s+))?[A-Za-z_][\w.]*\s*(?P<rest>\(.*)", re.DOTALL
)


def not_meant_to_run(text: str) -> str:
    """Return why a block's code, after repairs, was clearly never meant to run; empty if it may be."""
    masked = mask(text)
    lines = [line for line, blotted in zip(text.split("\n"), masked.split("\n"), strict=True) if _is_code(blotted)]
    if not lines:
        return "it holds no code"
    if _TRANSCRIPT.match(lines[0]):  # `In [1]: x = 3` happens to be python
        return "it is a transcript"
    tree = parse_python(text)
    if tree is not None:
        return _not_meant_though_python(tree, lines)
    reasons = {
        "it is for a shell": _COMMAND.match(lines[0]),
        "it only shows a signature": _is_signature("\n".join(lines)),
        "it is prose": _is_prose(text, masked),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _not_meant_though_python(tree: ast.Module, lines: list[str]) -> str:
    """Judge what happens to be python: `conda --version` is a difference, and `...` does nothing."""
    if all(_COMMAND.match(line) for line in lines) and not any(isinstance(node, ast.Call) for node in ast.walk(tree)):
        return "it is for a shell"
    if all(isinstance(statement, ast.Expr) and _is_ellipsis(statement.value) for statement in tree.body):
        return "it only shows `...`"
    if all(_only_declares(statement) for statement in tree.body):
        return "it only shows a signature"
    if any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "input"
        for node in ast.walk(tree)
    ):
        return "it asks for input"
    return ""


def _is_code(masked_line: str) -> bool:
    return bool(masked_line.strip()) and not masked_line.lstrip().startswith(COMMENT)


def _is_ellipsis(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...


def _only_declares(statement: ast.stmt) -> bool:
    """Tell whether a statement is `def f(x): ...`, or `...` itself."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return all(isinstance(part, ast.Expr) and _is_ellipsis(part.value) for part in statement.body)
    return isinstance(statement, ast.Expr) and _is_ellipsis(statement.value)


def _is_signature(text: str) -> bool:
    """Tell whether `text` is the head of a function or class, or a call that only a manual would write."""
    found = _SIGNATURE.fullmatch(text.rstrip())
    if found is None:
        return False
    word = "class" if found["of_class"] else "def"
    return parse_python(f"{word} _{found['rest'].rstrip(':')}: ...\n") is not None


def _is_prose(text: str, masked: str) -> bool:
    """Tell whether at least half of the lines are words and none begins like python."""
    pairs = [
        (line, blotted)
        for line, blotted in zip(text.split("\n"), masked.split("\n"), strict=True)
        if _is_code(blotted) and not blotted.startswith(STRING)
    ]
    if not pairs or any(_PYTHON_WORDS.match(line) for line, _ in pairs):
        return False
    return 2 * sum(_is_sentence(line, blotted) for line, blotted in pairs) >= len(pairs)


def _is_sentence(line: str, masked: str) -> bool:
    if _CJK.search(masked):
        return not re.search(r"[=()]", masked)
    return not _OPERATORS.search(line.rstrip(".:")) and len(_WORDS.findall(line)) >= 3  # noqa: PLR2004 - three words

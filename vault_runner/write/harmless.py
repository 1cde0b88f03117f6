r"""Tell which Markdown of an output may stand in a note as Markdown: tables, plain paragraphs, formulas.

The answer is a list of what is let through, not of what is kept out; whatever is not known to be quiet
(headings, lists, quotes, fences, HTML, links, embeds, tags, block ids, Dataview's fields and queries, our
own markers) makes the whole display plain text in the output fence.
"""

from __future__ import annotations

import re

from vault_runner.write.printable import printable

LINE_LENGTH = 400
OPENS_BLOCK = re.compile(
    r"""\s                        # indented code, or the inside of a list
      | \#{1,6}(?:\s|$) | >       # heading, quote, callout
      | [-+*](?:\s|$) | \d{1,9}[.)](?:\s|$)   # lists
      | [-=_*:]{2,}\s*$ | =+\s*$  # rules, underlined headings, definition-like lines
      | (?:[-*_][ \t]*){3,}$
      | `{3,} | ~{3,}             # fences
      | \| | \[ | !\[             # tables are read as a whole; references and footnotes
    """,
    re.VERBOSE,
)
ACTS_INLINE = re.compile(
    r"""<[A-Za-z/!?%]             # HTML, comments, Templater
      | %% | :: | \[\[ | !\[ | \]\s*[(\[:] | \[[\^!] | \^\[
      | (?:^|[\s|(,;])\#\S        # tags
      | (?:^|\s)\^[\w-]+\s*$      # block ids
      | ~{3,} | obsidian: | javascript:
    """,
    re.VERBOSE | re.IGNORECASE,
)
CODE_SPAN = re.compile(r"(?<!`)`[\w.][\w .,+\-*/()=]*`(?!`)")
FORMULA = re.compile(r"(?<![\\$])\$(?![\s$])([^$`]*?)(?<![\s\\$])\$(?![\d$])")
ACTS_IN_FORMULA = re.compile(r"[$`]|%%|<[A-Za-z/!?%]")
MACRO = re.compile(
    r"\\(?:href|url|class|cssId|style|require|[egx]?def|let|(?:re)?new(?:command|environment)|"
    r"providecommand|Declare\w*|include\w*|input|unicode|data|texttip|tooltip|mmlToken|bbox|html\w*)(?![A-Za-z])"
)
TABLE_ROW = re.compile(r"\|.*\|$")
TABLE_RULE = re.compile(r"\|(?:[ \t]*:?-+:?[ \t]*\|)+$")
ENVIRONMENT = re.compile(r"\\begin\{(align|aligned|equation|gather|multline|cases|matrix|[pbvBV]matrix)(\*?)\}")


def harmless_markdown(text: str) -> tuple[str, ...] | None:
    """Return the lines of `text` if all of it may stand in a note as Markdown, else None."""
    lines = _lines(text)
    if lines is None:
        return None
    paragraph: list[str] = []
    for line in (*lines, ""):
        if line:
            paragraph.append(line)
        elif paragraph and not (_is_table(paragraph) or _is_prose(paragraph)):
            return None
        else:
            paragraph = []
    return lines


def harmless_inline(text: str) -> bool:
    """Tell whether one line of text may stand in a paragraph."""
    lines = _lines(text)
    return lines is not None and len(lines) == 1 and _is_prose(list(lines))


def harmless_formula(text: str) -> tuple[str, ...] | None:
    """Return the lines of a display that holds the formula `text`, if it is nothing but one, else None."""
    lines = _lines(_without_delimiters(text.strip()))
    if lines is None or "" in lines or lines[-1].endswith("\\"):  # a backslash would take the `$` after it
        return None
    if any(_acts_in_formula(line) for line in lines):
        return None
    if len(lines) == 1:
        return (f"$${lines[0]}$$",)
    lines = tuple(line.lstrip() for line in lines)
    return None if any(OPENS_BLOCK.match(line) for line in lines) else ("$$", *lines, "$$")


def _lines(text: str) -> tuple[str, ...] | None:
    """Return the lines without blank ends, or None if there are none, or one is too long or hides something."""
    text = text.replace("\r\n", "\n")
    lines = tuple(line.rstrip() for line in text.strip("\n").split("\n"))
    if not any(lines) or printable(text) != text or "\t" in text:
        return None
    return None if any(len(line) > LINE_LENGTH for line in lines) else lines


def _is_table(lines: list[str]) -> bool:
    if len(lines) < 2 or not TABLE_RULE.match(lines[1]):  # noqa: PLR2004 - a head and its rule
        return False
    rows = (lines[0], *lines[2:])
    return all(TABLE_ROW.match(row) and _is_quiet(row) for row in rows)


def _is_prose(lines: list[str]) -> bool:
    return not any(OPENS_BLOCK.match(line) for line in lines) and all(_is_quiet(line) for line in lines)


def _is_quiet(line: str) -> bool:
    """Tell whether nothing in a line acts; a formula or code span is judged by itself and must end in its line."""
    line = CODE_SPAN.sub("", line)
    if any(_acts_in_formula(formula) for formula in FORMULA.findall(line)):
        return False
    line = FORMULA.sub("", line)
    return not ("`" in line or "$" in line.replace("\\$", "") or ACTS_INLINE.search(line))


def _acts_in_formula(latex: str) -> bool:
    return bool(ACTS_IN_FORMULA.search(latex) or MACRO.search(latex))


def _without_delimiters(text: str) -> str:
    """Return what stands between the delimiters of a formula; an environment is its own."""
    for mark in ("$$", "$"):
        inside = text[len(mark) : -len(mark)]
        if text.startswith(mark) and text.endswith(mark) and inside.strip():
            return inside.strip()
    if text.startswith(r"\[") and text.endswith(r"\]"):
        return text[2:-2].strip()
    return text if ENVIRONMENT.match(text) else ""

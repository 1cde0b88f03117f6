"""Code actions that write the declaration which a statement lacks: into its display, or else among the properties."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from vault_runner.bridge.placing import edited
from vault_runner.model import NEWLINE, Edit, Math, Note, Span, Verdict
from vault_runner.write.structure import TRAITS

_OFFER: Final = re.compile(r"`% let (?P<name>[^`:]+): (?P<kind>[^`]+)`")
_DELIMITER: Final = re.compile(r"(?:\$\$|\\\[)(?P<blanks>[ \t]*)")
_PREFIX: Final = re.compile(r"(?P<quote>[ \t]*(?:>[ \t]?)*[ \t]*)(?P<item>(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
_RULER: Final = re.compile(r"(?:---|\.\.\.)[ \t]*\s*")


def declarations(note: Note, verdict: Verdict) -> Iterator[tuple[str, Edit]]:
    """Yield for each declaration that a verdict asks for the edit that writes it, if all else then reads as before."""
    for name, kind in dict.fromkeys(match.groups() for match in _OFFER.finditer(verdict.reason)):
        edit = _in_display(note, verdict.claim.span, f"% let {name}: {kind}") or _in_properties(note, name, kind)
        if edit is not None:
            yield f"Declare {name}: {kind}", edit


def _in_display(note: Note, span: Span, comment: str) -> Edit | None:
    """Return the edit that puts a comment at a display's top, where the display has its lines for itself."""
    math = next((each for each in note.math if each.display and each.span.contains(span)), None)
    before = _line_break(note, math) if math else ""
    opening = _DELIMITER.match(note.text, math.span.start) if math else None
    if math is None or opening is None or not before:
        return None
    place = Span(*opening.span("blanks"))
    after = "" if NEWLINE.match(note.text, place.end) else before
    edit = Edit(place, f"{before}{comment}{after}", opening["blanks"], "")
    new = edited(note, (edit,))
    same = _formulas(new, comment) == _formulas(note) and _others(new) == _others(note)
    return edit if same and any(comment in each.latex for each in new.math) else None


def _line_break(note: Note, math: Math) -> str:
    """Return what starts a further line of a display; nothing for one with words before it on its line."""
    start = note.lines.start(note.lines.line(math.span.start))
    prefix = _PREFIX.match(note.text, start)
    if prefix is None or prefix.end() != math.span.start:
        return ""
    return f"{_newline(note)}{prefix['quote']}{' ' * len(prefix['item'] or '')}"


def _in_properties(note: Note, name: str, kind: str) -> Edit | None:
    """Return the edit that adds `math:` to the properties, None if they have one or can't be read."""
    if any(key.lower() == "math" for key in note.properties):
        return None
    newline, end = _newline(note), _properties_end(note)
    added = f"math:{newline}  types:{newline}    '{name}': '{kind}'{newline}"
    ruler = "" if end else f"---{newline}"
    edit = Edit(Span(end, end), f"{ruler}{added}{ruler}", "", "")
    new = edited(note, (edit,))
    stated = {**note.properties, "math": {"types": {name: kind}}}
    same = _formulas(new) == _formulas(note) and _others(new)[1:] == _others(note)[1:]
    return edit if same and dict(new.properties) == stated else None


def _properties_end(note: Note) -> int:
    """Return where the closing line of the properties starts, 0 if the note has none."""
    starts = (note.lines.start(line) for line in range(2, note.lines.line(len(note.text)) + 1))
    if not _RULER.match(note.text):
        return 0
    return next(
        (start for start in starts if _RULER.fullmatch(note.text, start, note.lines.end(note.lines.line(start)))), 0
    )


def _newline(note: Note) -> str:
    found = Counter(NEWLINE.findall(note.text)).most_common(1)
    return found[0][0] if found else "\n"


def _formulas(note: Note, comment: str = "") -> list[tuple[str, bool, tuple[str, ...]]]:
    """Return the formulas without blanks and without a comment."""
    return [
        (_bare(math.latex, comment), math.display, tuple(each.name for each in math.containers)) for math in note.math
    ]


def _bare(latex: str, comment: str) -> str:
    return "".join("".join(line for line in latex.split("\n") if line.strip() != comment).split())


def _others(note: Note) -> list[object]:
    """Return what a note holds besides formulas, its properties first."""
    kept = [[trait for _, trait in traits(note)] for what, traits in TRAITS if what != "formula"]
    return [dict(note.properties), *kept]

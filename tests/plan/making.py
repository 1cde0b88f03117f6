"""Notes made by hand for the tests of this room: real text with real spans, but no parser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import yaml

from vault_runner.config import Config
from vault_runner.model import (
    Block,
    Finding,
    LineTable,
    Note,
    NotePlan,
    Option,
    OptionValue,
    Session,
    Span,
    Step,
)
from vault_runner.plan import plan


@dataclass(frozen=True, slots=True)
class Code:
    """One fence of a note to be."""

    source: str
    info: str = "python run"
    options: tuple[tuple[str, OptionValue], ...] = ()
    """Directives above the block, beside what its info string and its `#|` lines say."""
    closed: bool = True
    commented: bool = False


def code(source: str, info: str = "python run", **rest: bool) -> Code:
    """Return a fence; `source` needs no newline at its end."""
    return Code(source + ("\n" if source else ""), info, (), **rest)


def note(*codes: Code | str, path: str = "Note.md", properties: Mapping[str, object] | None = None) -> Note:
    """Return a note that holds nothing but front matter and fences; a bare string is a tagged block."""
    front = f"---\n{yaml.safe_dump(dict(properties), allow_unicode=True)}---\n" if properties else ""
    parts = [front]
    places: list[tuple[Code, int]] = []
    for one in codes:
        fence = one if isinstance(one, Code) else code(one)
        places.append((fence, sum(map(len, parts))))
        parts.append(f"```{fence.info}\n{fence.source}" + ("```\n\n" if fence.closed else ""))
    text = "".join(parts)
    lines = LineTable.of(text)
    used: Counter[str] = Counter()
    blocks = tuple(_block(fence, start, lines, used) for fence, start in places)
    return Note(path, text, False, "", lines, properties or {}, blocks, (), (), (), (), (), ())  # noqa: FBT003


def _block(fence: Code, start: int, lines: LineTable, used: Counter[str]) -> Block:
    opening = lines.line(start)
    words = fence.info.strip("{}").split()
    options = [*_info_options(words[1:], start), *_comment_options(fence.source, start + 4 + len(fence.info))]
    options += [Option(key, value, "directive", Span(start, start)) for key, value in fence.options]
    label = next((str(option.value) for option in options if option.key == "label"), "")
    name = label or sha256(fence.source.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    used[name] += 1
    height = fence.source.count("\n")
    return Block(
        id=name if used[name] == 1 else f"{name}-{used[name]}",
        language=words[0].lower().strip("{}.") if words else "",
        info=fence.info,
        options=tuple(options),
        source=fence.source,
        span=Span(start, lines.end(opening + height + fence.closed)),
        line=opening,
        end_line=opening + height + fence.closed,
        closed=fence.closed,
        prefix="",
        fence="```",
        containers=(),
        commented=fence.commented,
        region=None,
    )


def _info_options(words: Sequence[str], start: int) -> list[Option]:
    found = []
    for word in words:
        key, equals, value = word.strip("{}").partition("=")
        read = _yaml(value) if equals else True
        found.append(Option(key, read, "info" if equals else "word", Span(start, start)))
    return found


def _comment_options(source: str, start: int) -> list[Option]:
    found = []
    for line in source.split("\n"):
        if line.startswith("#|"):
            key, _, value = line[2:].strip().partition(":")
            found.append(Option(key, _yaml(value), "comment", Span(start, start + len(line))))
        start += len(line) + 1
    return found


def _yaml(text: str) -> OptionValue:
    try:
        return _frozen(yaml.safe_load(text))
    except (yaml.YAMLError, ValueError):
        return text.strip()


def _frozen(value: object) -> OptionValue:
    if isinstance(value, list):
        return tuple(_frozen(part) for part in value)
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)


# What a plan says, in the short forms that tables compare


def planned(
    *notes: Note, everything: bool = False, others: Sequence[Note] = (), config: Config | None = None
) -> NotePlan:
    """Return the plan of the first note."""
    whole = plan(notes, config or Config(), others={one.path: one for one in others}, everything=everything)
    return next(found for found in whole.notes if found.note.path == notes[0].path)


def session(*notes: Note, everything: bool = False, others: Sequence[Note] = ()) -> Session:
    """Return the one session of the first note's plan."""
    (only,) = planned(*notes, everything=everything, others=others).sessions
    return only


def steps(*codes: Code | str) -> tuple[Step, ...]:
    """Return the steps of a note whose blocks share one session."""
    return session(note(*codes)).steps


def said(findings: Sequence[Finding], rule: str = "") -> list[str]:
    """Return `rule: message; remedy` of each finding, or of those of one rule."""
    return [f"{one.rule}: {one.message}; {one.remedy}" for one in findings if not rule or one.rule == rule]


def marked(note: Note, finding: Finding) -> str:
    """Return the text that a finding points at."""
    return note.text[finding.span.start : finding.span.end]

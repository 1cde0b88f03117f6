"""Checks that a change takes away: blocks that ran and run no more, claims that are gone, new ignores, weaker settings.

Nothing of the base is run. What its notes held is read from git, and compared with what they hold now.
"""

from __future__ import annotations

import difflib
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vault_runner.config import CONFIG_NAME, Config, read_config
from vault_runner.errors import ConfigError, NoteError
from vault_runner.model import NEWLINE, Block, Claim, Finding, Note, Span
from vault_runner.model.rules import RULES
from vault_runner.parse import decode, parse
from vault_runner.pipeline.reading import Vault, read_note
from vault_runner.pipeline.rulings.baseline import Entry, parse_baseline
from vault_runner.pipeline.rulings.changed import NOTE_ENDINGS, Changes
from vault_runner.pipeline.rulings.git import Moved
from vault_runner.pipeline.rulings.weaker import weakened
from vault_runner.plan import executable

REMEDIES = {
    "VRT101": "tag it again, or leave it if that is what the change is for",
    "VRT102": "look whether they went on purpose",
    "VRT103": "read the reason that it gives",
    "VRT104": "read that change with care",
    "VRT105": "look whether it went on purpose",
}
SHOWN = 3
"""Claims that one finding quotes."""


def lost_checks(
    vault: Vault, changes: Changes, *, everything: bool = False, baseline: Path | None = None
) -> tuple[Finding, ...]:
    """Return a finding for each check that the change takes away."""
    base = base_config(changes) or Config()
    found: list[Finding] = []
    for moved in changes.files:
        if moved.then.endswith(NOTE_ENDINGS):
            found += _of_note(vault, changes, moved, base, everything=everything)
        elif not moved.then and moved.now.endswith(NOTE_ENDINGS):
            found += _of_new_note(vault, moved)
    found += _of_settings(vault, changes, base)
    if baseline is not None:
        found += _of_baseline(vault, changes, baseline)
    return tuple(found)


def base_config(changes: Changes) -> Config | None:
    """Return the settings of the base, the defaults if it had none; None if they can't be used."""
    raw = changes.repository.content(CONFIG_NAME)
    if raw is None:
        return Config()
    try:
        return read_config(raw, f"{changes.repository.ref}:{CONFIG_NAME}")
    except ConfigError:
        return None


@dataclass(frozen=True, slots=True)
class Sides:
    """A note before and after the change."""

    before: Note
    after: Note


def _of_note(vault: Vault, changes: Changes, moved: Moved, base: Config, *, everything: bool) -> Iterator[Finding]:
    before = _parsed(changes.repository.content(moved.then) or b"", moved.then)
    if before is None:
        return
    runs_before = [block for block in before.blocks if executable(before, base, everything=everything)(block)]
    if not moved.now or not (vault.root / moved.now).is_file():
        if runs_before or before.claims:
            counted = _counted(len(runs_before), len(before.claims))
            yield _finding(moved.then, Span(0, 0), "VRT105", f"this note is gone, and with it {counted}")
        return
    try:
        after = read_note(vault, moved.now)
    except NoteError:
        return  # it says so itself
    sides = Sides(before, after)
    yield from _blocks(sides, runs_before, vault.config, everything=everything)
    yield from _claims(sides)
    yield from _remarks(after, Counter(_remark_keys(before)))


def _of_new_note(vault: Vault, moved: Moved) -> Iterator[Finding]:
    try:
        note = read_note(vault, moved.now)
    except NoteError:
        return
    yield from _remarks(note, Counter())


def _blocks(sides: Sides, ran: Sequence[Block], config: Config, *, everything: bool) -> Iterator[Finding]:
    """Yield a finding for each block that ran, still stands there, and runs no more."""
    runs = executable(sides.after, config, everything=everything)
    running = Counter(_block_keys(block for block in sides.after.blocks if runs(block)))
    idle: dict[str, list[Block]] = {}
    for block in sides.after.blocks:
        if not runs(block):
            for key in _block_keys([block]):
                idle.setdefault(key, []).append(block)
    for block in ran:
        key = next(_block_keys([block]))
        if running[key] > 0:
            running[key] -= 1
        elif idle.get(key):
            now = idle[key].pop(0)
            yield _finding(
                sides.after.path, now.span, "VRT101", f"this block ran before the change (line {block.line} there)"
            )


def _block_keys(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield what a block is found again by: its code without the option lines, by which it may be opted out."""
    for block in blocks:
        lines = [line.strip() for line in block.source.split("\n") if line.strip() and not line.startswith("#|")]
        yield hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def _claims(sides: Sides) -> Iterator[Finding]:
    """Yield one finding for the claims that are no longer stated, placed where the first of them stood."""
    before, after = sides.before, sides.after
    elsewhere = Counter(_claim_key(claim) for claim in after.claims)
    elsewhere.subtract(_claim_key(claim) for claim in before.claims)
    lost: list[Claim] = []
    place = 0
    for tag, low, high, low_after, high_after in _hunks(before, after):
        if tag == "equal":
            continue
        gone = Counter(_claim_key(claim) for claim in _within(before, low, high))
        come = Counter(_claim_key(claim) for claim in _within(after, low_after, high_after))
        kinds = Counter(kind for kind, _ in (come - gone).elements())
        for claim in _within(before, low, high):
            key = _claim_key(claim)
            if come[key] > 0:
                come[key] -= 1
            elif kinds[claim.kind] > 0:
                kinds[claim.kind] -= 1  # edited, and still stated
            elif elsewhere[key] > 0:
                elsewhere[key] -= 1  # moved to another place
            else:
                place = place if lost else low_after
                lost.append(claim)
    if lost:
        line = min(place + 1, len(after.lines.starts))
        start = after.lines.start(line)
        yield _finding(after.path, Span(start, start), "VRT102", _no_longer_stated(before, lost))


def _no_longer_stated(before: Note, lost: Sequence[Claim]) -> str:
    quoted = ", ".join(
        f"`{_shortened(claim.text)}` (line {before.lines.line(claim.span.start)})" for claim in lost[:SHOWN]
    )
    more = f" and {len(lost) - SHOWN} more" if len(lost) > SHOWN else ""
    return f"no longer stated: {quoted}{more}"


def _hunks(before: Note, after: Note) -> list[tuple[str, int, int, int, int]]:
    matcher = difflib.SequenceMatcher(None, NEWLINE.split(before.text), NEWLINE.split(after.text), autojunk=False)
    return list(matcher.get_opcodes())


def _within(note: Note, low: int, high: int) -> list[Claim]:
    """Return the claims that start on the lines from `low` to before `high`, counted from 0."""
    return [claim for claim in note.claims if low <= note.lines.line(claim.span.start) - 1 < high]


def _claim_key(claim: Claim) -> tuple[str, str]:
    return claim.kind, " ".join(claim.text.split())


def _remarks(after: Note, known: Counter[tuple[str, ...]]) -> Iterator[Finding]:
    """Yield a finding for each ignore and each `expect: wrong` that was not there before."""
    for remark in after.remarks:
        key = (remark.verb, *sorted(remark.rules), remark.reason)
        if known[key] > 0:
            known[key] -= 1
        elif remark.verb == "ignore":
            named = ", ".join(remark.rules) or "no rule"
            yield _finding(
                after.path, remark.span, "VRT103", f"the change adds an ignore of {named} (“{remark.reason}”)"
            )
        elif remark.verb == "expect":
            yield _finding(after.path, remark.span, "VRT103", f"the change adds `expect: wrong` (“{remark.reason}”)")
    for reason, span in _own_expectations(after):
        key = ("own", reason)
        if known[key] > 0:
            known[key] -= 1
        else:
            yield _finding(after.path, span, "VRT103", f"the change adds `expect: wrong` (“{reason}”)")


def _remark_keys(note: Note) -> Iterator[tuple[str, ...]]:
    for remark in note.remarks:
        yield (remark.verb, *sorted(remark.rules), remark.reason)
    for reason, _ in _own_expectations(note):
        yield ("own", reason)


def _own_expectations(note: Note) -> Iterator[tuple[str, Span]]:
    """Yield what claims and options say themselves, not those below a comment that speaks of several."""
    above = [remark.scope for remark in note.remarks if remark.verb == "expect"]
    for claim in note.claims:
        if claim.expect and not any(scope.contains(claim.span) for scope in above):
            yield claim.expect, claim.span
    for block in note.blocks:
        for option in block.options:
            if option.key == "expect" and option.spelling != "directive":
                yield str(option.value), option.span


def _of_settings(vault: Vault, changes: Changes, base: Config) -> Iterator[Finding]:
    if not changes.settings_changed:
        return
    try:
        now = read_config((vault.root / CONFIG_NAME).read_bytes(), CONFIG_NAME)
    except FileNotFoundError:
        now = Config()
    except (OSError, ConfigError) as error:
        yield _finding(CONFIG_NAME, Span(0, 0), "VRT104", f"the changed settings can't be used: {error}")
        return
    for sentence in weakened(base, now):
        yield _finding(CONFIG_NAME, Span(0, 0), "VRT104", sentence)


def _of_baseline(vault: Vault, changes: Changes, path: Path) -> Iterator[Finding]:
    if not path.is_relative_to(vault.root) or not path.is_file():
        return
    name = vault.relative(path)
    try:
        now = parse_baseline(path.read_bytes(), name)
        then = parse_baseline(changes.repository.content(name) or b'{"version": 1, "findings": []}', name)
    except ConfigError:
        return
    known = _entries(then)
    added = sum((_entries(now) - known).values())
    if added:
        findings = "finding" if added == 1 else "findings"
        yield _finding(name, Span(0, 0), "VRT104", f"the change adds {added} {findings} to the baseline")


def _entries(entries: Iterable[Entry]) -> Counter[tuple[str, str]]:
    counted: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        counted[entry.rule, entry.fingerprint] += entry.count
    return counted


def _parsed(raw: bytes, path: str) -> Note | None:
    decoded = decode(raw)
    return None if decoded.problem is not None else parse(decoded.text, path, bom=decoded.bom)


def _counted(blocks: int, claims: int) -> str:
    counts = ((blocks, "block"), (claims, "statement"))
    parts = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count]
    return f"{' and '.join(parts)} that {'was' if blocks + claims == 1 else 'were'} checked"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:40]}…"  # noqa: PLR2004 - a glance


def _finding(path: str, span: Span, rule: str, message: str) -> Finding:
    return Finding(path, span, rule, RULES[rule].severity, message, REMEDIES[rule])

"""Lay options over each other: the vault's, the note's, the block's.

Strict only where nobody else has a say, in `#|` comments and in a note's own settings: there an unknown key
or value is a finding with the nearest name. An info string belongs to other tools as well; what isn't known
there is left alone.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from vault_runner.config import Config
from vault_runner.model import Block, BlockOptions, Finding, Note, OptionValue, Span
from vault_runner.plan.findings import finding
from vault_runner.plan.schema import KNOWN, QUARTO, IllTypedError, Known, canonical_key

WORDS: Final = frozenset({"run", "skip", "notest", "norun", "active", "disabled"})
"""Keys that only say whether a block runs; `tags.py` reads them."""

_MEANT: Final = {
    "execute": "eval",
    "caption": "fig-cap",
    "alt": "fig-alt",
    "width": "fig-width",
    "height": "fig-height",
    "name": "label",
    "title": "fig-cap",
    "file": "depends",
    "files": "depends",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """One option as somebody wrote it."""

    key: str
    value: OptionValue
    span: Span
    name: str
    """How messages call it: `eval`, `vault-run-eval`, `execute.eval`."""
    strict: bool


def vault_options(config: Config) -> BlockOptions:
    """Return the options that hold where neither a note nor a block says anything."""
    return BlockOptions(
        session=config.session,
        timeout=config.timeout,
        device=config.device,
        threads=config.threads,
        warning=config.warning,
        error=config.error,
        check=", ".join(config.check),
    )


def block_options(note: Note, block: Block, base: BlockOptions) -> tuple[BlockOptions, tuple[Finding, ...]]:
    """Return the options of a block over those of its note; its `#|` comments win over its info string."""
    order = {"word": 0, "info": 1, "directive": 2, "comment": 3}
    stated = [
        Stated(option.key, option.value, option.span, option.key, option.spelling in {"comment", "directive"})
        for option in sorted(block.options, key=lambda option: order[option.spelling])
        if option.spelling != "word" and canonical_key(option.key) not in WORDS
    ]
    return lay_over(note, base, stated, KNOWN)


def lay_over(
    note: Note, base: BlockOptions, stated: Iterable[Stated], known: Mapping[str, Known]
) -> tuple[BlockOptions, tuple[Finding, ...]]:
    """Return `base` with what is stated laid over it, and a finding for each thing that can't be used."""
    options = base
    findings: list[Finding] = []
    for option in stated:
        key = canonical_key(option.key)
        if key == "ignore" and not option.strict:
            options = _ignore(options, option.value)
        elif key in known:
            try:
                options = _apply(options, key, known[key].read(option.value))
            except IllTypedError:
                if option.strict:
                    findings.append(ill_typed(note, option, known[key].allowed))
                    # what was meant may be `false`, and then nothing must run
                    options = replace(options, eval=False) if key == "eval" else options
        elif option.strict and key not in QUARTO:
            findings.append(_unknown(note, option, key, known))
    return options, tuple(findings)


def ill_typed(note: Note, option: Stated, allowed: str) -> Finding:
    """Return the finding for a value that an option can't have."""
    shown = _shown(option.value)
    message = f"`{option.name}` is `{shown}`" if shown else f"`{option.name}` has no value"
    return finding(note, "VRP202", option.span, message, f"allowed: {allowed}")


def _unknown(note: Note, option: Stated, key: str, known: Mapping[str, Known]) -> Finding:
    if key in KNOWN and key not in known:
        remedy = f"it belongs to a single block: `#| {key}: …`"
        return finding(note, "VRP201", option.span, f"`{option.name}` is not an option", remedy)
    near = [_MEANT[key]] if _MEANT.get(key) in known else difflib.get_close_matches(key, known, n=1)
    before = option.name.removesuffix(option.key)
    remedy = f"did you mean `{before}{near[0]}`?" if near else f"allowed: {', '.join(f'`{name}`' for name in known)}"
    return finding(note, "VRP201", option.span, f"`{option.name}` is not an option", remedy)


def _apply(options: BlockOptions, key: str, value: Any) -> BlockOptions:  # noqa: ANN401 - as the table read it
    if key == "include":
        return options if value else replace(options, output=False)
    if key == "depends":
        return replace(options, depends=tuple(dict.fromkeys((*options.depends, *value))))
    if key == "tags":
        if "raises-exception" in value:
            options = replace(options, error=True)
        if {"hide-output", "remove-output"} & set(value):
            options = replace(options, output=False)
    changes = {key.replace("-", "_"): value}
    return replace(options, **changes)


def _ignore(options: BlockOptions, value: OptionValue) -> BlockOptions:
    """Follow Execute Code's `{ignore='all'}`: such a block sees nothing of the others."""
    return replace(options, session="none") if value in ("all", True) else options


def _shown(value: OptionValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    return "" if value is None else str(value).strip()

"""What a note's front matter says about its blocks.

Three spellings, the later over the earlier: Quarto's `execute:`, the nested `vault-run:`, and flat keys such
as `vault-run-timeout`, which Obsidian's property editor can set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, TypeGuard

from vault_runner.config import Config
from vault_runner.model import BlockOptions, Finding, Note, OptionValue
from vault_runner.plan.findings import property_span
from vault_runner.plan.options import Stated, ill_typed, lay_over, vault_options
from vault_runner.plan.schema import KNOWN, IllTypedError, Known, canonical_key, read_truth

Execute: TypeAlias = Literal["tagged", "all", "none"]

OURS: Final = "vault-run"
QUARTOS: Final = "execute"

_EXECUTE: Final[Mapping[str, Execute]] = {"all": "all", "tagged": "tagged", "none": "none"}


def _read_execute(value: OptionValue) -> Execute:
    if isinstance(value, bool):
        return "all" if value else "none"
    if isinstance(value, str) and value.strip().lower() in _EXECUTE:
        return _EXECUTE[value.strip().lower()]
    raise IllTypedError


_NOTE_OPTIONS: Final[Mapping[str, Known]] = {
    "execute": Known(_read_execute, "`all`, `tagged` or `none`"),
    **{name: option for name, option in KNOWN.items() if option.for_notes},
}
"""What a note may set for all its blocks; `execute` is read here, the rest like a block's options."""


@dataclass(frozen=True, slots=True)
class NoteSettings:
    """What holds for every block of a note that says nothing itself."""

    options: BlockOptions
    execute: Execute
    seed: int
    """The seed of its sessions."""
    findings: tuple[Finding, ...]


def note_settings(note: Note, config: Config) -> NoteSettings:
    """Return what the note's front matter says, over the vault's settings."""
    default, settled = _policy(note.path, config)
    vault = NoteSettings(vault_options(config), default, config.seed, ())
    if not any(key.lower() == QUARTOS or key.lower().startswith(OURS) for key in note.properties):
        return vault
    stated = (*_quarto(note), *_nested(note), *_flat(note))
    execute, findings = _execute(note, stated, default)
    execute = default if settled else execute
    rest = [option for option in stated if canonical_key(option.key) != "execute"]
    options, more = lay_over(note, vault.options, rest, _NOTE_OPTIONS)
    # a note's seed starts its sessions; only a block's own seeds again
    seed = vault.seed if options.seed is None else options.seed
    return NoteSettings(replace(options, seed=None), execute, seed, (*findings, *more))


def _policy(path: str, config: Config) -> tuple[Execute, bool]:
    """Return which blocks run unless the note says more, and whether it has no say: an opt-out always wins."""
    if not config.rules:
        return config.execute, False
    from vault_runner.config import PathRules  # noqa: PLC0415 - few vaults have such rules

    stated = PathRules(config).of(path).execute
    return _EXECUTE.get(stated, config.execute), stated == "none"


def _flat(note: Note) -> Iterator[Stated]:
    for key, value in note.properties.items():
        if key.lower().startswith(f"{OURS}-"):
            yield Stated(key[len(OURS) + 1 :], _option_value(value), property_span(note, key), key, strict=True)


def _nested(note: Note) -> Iterator[Stated]:
    for key, value in note.properties.items():
        if key.lower() != OURS or value is None:
            continue
        if not _is_mapping(value):
            # read as `execute`, so that `vault-run: all` works and anything else is explained
            yield Stated("execute", _option_value(value), property_span(note, key), key, strict=True)
            continue
        for inner, inner_value in value.items():
            span = property_span(note, key, str(inner))
            yield Stated(str(inner), _option_value(inner_value), span, f"{key}.{inner}", strict=True)


def _quarto(note: Note) -> Iterator[Stated]:
    """Yield Quarto's settings; `eval: true` and `enabled: true` are its defaults and tag nothing here."""
    value = next((value for key, value in note.properties.items() if key.lower() == QUARTOS), None)
    if not note.blocks or not (_is_mapping(value) or isinstance(value, bool)):
        return  # a property that happens to have this name
    settings = value if _is_mapping(value) else {"enabled": value}
    for key, inner in settings.items():
        span = property_span(note, QUARTOS, str(key))
        name = canonical_key(str(key))
        if name == "enabled":
            if _is_no(inner):
                yield Stated("execute", "none", span, f"{QUARTOS}.{key}", strict=True)
        elif name != "eval" or _is_no(inner):
            yield Stated(str(key), _option_value(inner), span, f"{QUARTOS}.{key}", strict=True)


def _execute(note: Note, stated: tuple[Stated, ...], default: Execute) -> tuple[Execute, list[Finding]]:
    """Return which blocks run; a value that can't be read runs none, since it may have been meant to."""
    execute = default
    findings: list[Finding] = []
    for option in stated:
        if canonical_key(option.key) != "execute":
            continue
        try:
            execute = _read_execute(option.value)
        except IllTypedError:
            execute = "none"
            findings.append(ill_typed(note, option, _NOTE_OPTIONS["execute"].allowed))
    return execute, findings


def _is_no(value: object) -> bool:
    if not isinstance(value, bool | str):
        return False
    try:
        return not read_truth(value)
    except IllTypedError:
        return False


def _is_mapping(value: object) -> TypeGuard[Mapping[object, object]]:
    return isinstance(value, Mapping)


def _option_value(value: object) -> OptionValue:
    """Return a property's value as an option's; an unquoted `[[Note]]` is a list in a list to YAML."""
    if isinstance(value, list | tuple):
        inner = value[0] if len(value) == 1 else None
        if isinstance(inner, list | tuple) and len(inner) == 1 and isinstance(inner[0], str):
            return f"[[{inner[0]}]]"
        return tuple(_option_value(part) for part in value)
    return value if isinstance(value, str | bool | int | float) or value is None else str(value)

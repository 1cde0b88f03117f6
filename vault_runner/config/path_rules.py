"""What the vault's settings say about the notes of some paths alone: which rules count there, and what runs."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from vault_runner.config.schema import Config, PathRule
from vault_runner.errors import ConfigError
from vault_runner.lazily import LazyModule
from vault_runner.model.finding import Severity
from vault_runner.model.rules import RULES, is_rule, nearest

if TYPE_CHECKING:
    import json

    import pathspec
else:
    json = LazyModule("json")  # asked for a message alone
    pathspec = LazyModule("pathspec")  # few vaults have such rules

SEVERITIES: Final = ("error", "warning", "info")
EXECUTE: Final = ("tagged", "all", "none")
_LIST: Final = "a list of texts, such as"


@dataclass(frozen=True, slots=True)
class PathPolicy:
    """What holds for one note."""

    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    """Rules and families with how grave they are; of several that fit a rule the longest, then the last one wins."""
    execute: str = ""

    def severity_of(self, rule: str, usual: Severity) -> Severity:
        """Return how grave a finding of `rule` is."""
        fitting = [(len(written), at) for at, (written, _) in enumerate(self.severity) if rule.startswith(written)]
        return self.severity[max(fitting)[1]][1] if fitting else usual


class PathRules:
    """The rules of a vault, ready to be asked about many notes."""

    def __init__(self, config: Config) -> None:
        """Read the patterns once."""
        self._rules = tuple((pathspec.GitIgnoreSpec.from_lines(rule.paths), rule) for rule in config.rules)

    def of(self, path: str) -> PathPolicy:
        """Return what holds for the note of `path`."""
        fitting = [rule for spec, rule in self._rules if spec.match_file(path)]
        if not fitting:
            return PathPolicy()
        return PathPolicy(
            tuple(written for rule in fitting for written in rule.ignore),
            tuple((written, severity) for rule in fitting for written, severity in rule.severity.items()),
            next((rule.execute for rule in reversed(fitting) if rule.execute), ""),
        )


def check_path_rules(stated: object, lines: Mapping[str, int], path: str) -> None:
    """Refuse a `rules` setting that could not be used as it stands.

    Raises:
        ConfigError: naming the entry, what was found, and what is allowed.
    """
    if not isinstance(stated, list):
        _refuse("rules", stated, "a list of entries that begin with `- paths:`", lines, path)
    for number, entry in enumerate(stated):
        name = f"rules[{number}]"
        if not isinstance(entry, dict):
            _refuse(name, entry, 'an entry such as `{paths: ["Drafts/"], ignore: [VRE]}`', lines, path)
        for key in [key for key, value in entry.items() if value is None]:
            del entry[key]
        _check_entry(name, entry, lines, path)


def _check_entry(name: str, entry: Mapping[str, Any], lines: Mapping[str, int], path: str) -> None:
    patterns = entry.get("paths")
    if not _are_texts(patterns) or not patterns:
        _refuse(f"{name}.paths", patterns, f'{_LIST} `["Drafts/", "*.tmp.md"]`', lines, path)
    try:
        pathspec.GitIgnoreSpec.from_lines(patterns)
    except ValueError:
        _refuse(f"{name}.paths", patterns, "patterns as in .gitignore", lines, path)
    ignored = entry.get("ignore", [])
    if not _are_texts(ignored):
        _refuse(f"{name}.ignore", ignored, f"{_LIST} `[VRE, VRS102]`", lines, path)
    severities = entry.get("severity", {})
    if not isinstance(severities, dict):
        _refuse(
            f"{name}.severity", severities, "rules and how grave they are, such as `{VRS101: warning}`", lines, path
        )
    for written in (*ignored, *severities):
        _check_rule(name, written, lines, path)
    for written, severity in severities.items():
        if severity not in SEVERITIES:
            _refuse(f"{name}.severity.{written}", severity, _choices(SEVERITIES, severity), lines, path)
    execute = entry.get("execute", "")
    if execute not in ("", *EXECUTE):
        _refuse(f"{name}.execute", execute, _choices(EXECUTE, execute), lines, path)


def _check_rule(name: str, written: object, lines: Mapping[str, int], path: str) -> None:
    if not isinstance(written, str) or not is_rule(written):
        near = nearest(str(written))
        remedy = f"did you mean `{near}`?" if near else "`Reference/Rules.md` lists them all"
        raise ConfigError(
            f"`{name}` names `{written}`, which is no rule", path=path, line=_at(lines, name), remedy=remedy
        )
    if written in RULES and RULES[written].always:
        message = f"`{name}` names {written}, which tells that something could not be judged"
        raise ConfigError(message, path=path, line=_at(lines, name), remedy="leave notes out with `exclude`")


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each for each in value)


def _choices(allowed: tuple[str, ...], found: object) -> str:
    near = difflib.get_close_matches(str(found), allowed, n=1)
    return " or ".join(f"`{each}`" for each in allowed) + (f"; did you mean `{near[0]}`?" if near else "")


def _refuse(name: str, found: object, allowed: str, lines: Mapping[str, int], path: str) -> NoReturn:
    shown = "missing" if found is None else "empty" if found in ("", [], {}) else f"`{_shortened(found)}`"
    raise ConfigError(f"`{name}` is {shown}", path=path, line=_at(lines, name), remedy=f"allowed: {allowed}")


def _shortened(found: object) -> str:
    written = found if isinstance(found, str) else json.dumps(found, ensure_ascii=False, default=str)
    return written if len(written) <= 60 else f"{written[:60]}…"  # noqa: PLR2004 - what fits in a line


def _at(lines: Mapping[str, int], name: str) -> int:
    """Return the line of a setting, else of the entry that should hold it."""
    while name:
        if name in lines:
            return lines[name]
        name = name.rpartition(".")[0] or name.partition("[")[0] * ("[" in name)
    return 0


__all__ = ["PathPolicy", "PathRule", "PathRules", "check_path_rules"]

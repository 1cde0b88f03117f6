"""What settings check less than other ones did, in words."""

from __future__ import annotations

from collections.abc import Iterator

from vault_runner.config import Config, PathRule
from vault_runner.model import Severity

ORDER: dict[str, int] = {"info": 0, "warning": 1, "error": 2}
RUNS = {"none": 0, "": 1, "tagged": 1, "all": 2}


def weakened(before: Config, after: Config) -> Iterator[str]:
    """Yield a sentence for each thing that `after` checks less than `before`."""
    if RUNS[after.execute] < RUNS[before.execute]:
        yield f"`execute` was `{before.execute}` and is `{after.execute}`: untagged blocks run no more"
    if after.error and not before.error:
        yield "`error` is `true` now: blocks that fail are shown instead of reported"
    added = [pattern for pattern in after.exclude if pattern not in before.exclude]
    if added:
        yield f"more notes are left out: {', '.join(f'`{pattern}`' for pattern in added)}"
    known = {rule.paths: rule for rule in before.rules}
    for rule in after.rules:
        yield from _weaker_there(known.pop(rule.paths, PathRule(paths=rule.paths)), rule)
    for rule in known.values():
        yield from _weaker_there(rule, PathRule(paths=rule.paths))


def _weaker_there(before: PathRule, after: PathRule) -> Iterator[str]:
    where = ", ".join(f"`{pattern}`" for pattern in after.paths)
    ignored = [rule for rule in after.ignore if rule not in before.ignore]
    if ignored:
        yield f"{where}: {', '.join(ignored)} {'is' if len(ignored) == 1 else 'are'} no longer told"
    for rule, severity in after.severity.items():
        was: Severity = before.severity.get(rule, "error")
        if ORDER[severity] < ORDER[was]:
            yield f"{where}: {rule} is no more than `{severity}`"
    for rule, severity in before.severity.items():
        if severity == "error" and rule not in after.severity:
            yield f"{where}: {rule} is no longer raised to `error`"
    if RUNS[after.execute] < RUNS[before.execute]:
        yield f"{where}: `execute` was `{before.execute or 'the usual'}` and is `{after.execute or 'the usual'}`"

"""What a rule means, for people: its title, why it matters, an example, how it is mended and how it is silenced."""

from __future__ import annotations

from collections.abc import Iterator

from vault_runner.model.rules import FAMILIES, RULES, Rule

WORDS = {
    "error": "fails a check",
    "warning": "a doubt; fails a check with `--strict`",
    "info": "a hint, shown with `-v`",
}


def explain_rules(written: str) -> Iterator[str]:
    """Yield the lines about a rule, or about each one that a family or a beginning stands for."""
    rules = [rule for code, rule in RULES.items() if code.startswith(written)]
    if len(rules) > 1:
        family = FAMILIES.get(written[:3], "")
        yield f"{written}: {family}"
        for rule in rules:
            yield f"  {rule.code}  {rule.title}"
        yield ""
        yield f"`--explain {rules[0].code}` tells more about one of them."
        return
    yield from _explain(rules[0])


def _explain(rule: Rule) -> Iterator[str]:
    yield f"{rule.code}: {rule.title}"
    yield f"    {WORDS[rule.severity]}"
    yield ""
    yield rule.why
    if rule.example:
        yield ""
        yield "Such as:"
        yield from (f"    {line}" for line in rule.example.split("\n"))
    yield ""
    yield f"To mend it: {rule.mend}"
    if rule.always:
        yield "It can't be ignored, since something was not judged."
    else:
        yield f'To ignore it once: `<!-- vault-run: ignore {rule.code} "the reason" -->` above what it is about.'
        yield f'For some notes: `rules: [{{paths: ["Drafts/"], ignore: [{rule.code}]}}]` in vault-run.yaml.'

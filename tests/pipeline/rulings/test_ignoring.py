"""Options, settings for paths, and ignores in notes: which findings are told, and what is said of idle ignores."""

from __future__ import annotations

import pytest
from report.outcomes import finding, note_outcome, outcome

from vault_runner.config import Config, PathRule
from vault_runner.model import Finding, Severity
from vault_runner.pipeline.outcome import Outcome
from vault_runner.pipeline.rulings.policy import Policy, govern

SIGN = "<!-- vault-run: ignore {} -->\n"
WORDS = "wrong words\n\nother words\n"


def judged(said: str, *findings: tuple[str, str], **policy: object) -> Outcome:
    """Govern a note that begins with an ignore; each finding is given by its text and its rule."""
    text = SIGN.format(said) + WORDS
    made = [finding("m", start=text.index(at), rule=rule) for at, rule in findings]
    wishes = {"config": Config(), **policy}
    return govern(outcome(note_outcome(made, text=text)), Policy(**wishes))  # type: ignore[arg-type]  # as given


def told(result: Outcome) -> list[str]:
    return [found.rule for found in result.all_findings]


def test_an_ignore_hides_its_rule_below_it_and_nowhere_else() -> None:
    result = judged('VRS101 "as in the paper"', ("wrong", "VRS101"), ("wrong", "VRS102"), ("other", "VRS101"))
    assert told(result) == ["VRS102", "VRS101"]
    assert [(one.finding.rule, one.by, one.reason) for one in result.silenced] == [
        ("VRS101", "note", "as in the paper")
    ]


def test_a_family_is_enough() -> None:
    assert told(judged('VRS "why"', ("wrong", "VRS101"), ("wrong", "VRS102"))) == []


@pytest.mark.parametrize(
    ("said", "message", "remedy"),
    [
        (
            "VRS101",
            "this ignore gives no reason, so it doesn't hold",
            'write `<!-- vault-run: ignore VRS101 "the reason" -->`',
        ),
        ('VRS11 "why"', "`VRS11` is no rule", "did you mean `VRS101`?"),
        ('"why"', "this ignore names no rule", 'write `<!-- vault-run: ignore VRS101 "the reason" -->`'),
        ('VRX006 "why"', "VRX006 can't be ignored: it tells that something was not judged", "take it out"),
        ('VRS101 VRX001 "why"', "nothing here needs the ignore of `VRX001`", "delete it"),
    ],
)
def test_what_is_wrong_with_an_ignore(said: str, message: str, remedy: str) -> None:
    result = judged(said, ("wrong", "VRS101"), ("wrong", "VRX006"))
    found = next(found for found in result.all_findings if found.rule.startswith("VRP"))
    assert (found.message, found.remedy) == (message, remedy)


def test_an_ignore_without_reason_does_not_hold() -> None:
    assert told(judged("VRS101", ("wrong", "VRS101"))) == ["VRP302", "VRS101"]


def test_an_ignore_that_nothing_needs_is_told_only_if_all_was_judged() -> None:
    assert told(judged('VRS101 "why"')) == ["VRP303"]
    assert told(judged('VRS101 "why"', complete=False)) == []
    assert told(judged('VRS101 "why"', ignore=("VRS",))) == []
    assert told(judged('VRW001 "told by `run` alone"')) == []


def test_a_misspelt_verb_and_an_expectation_that_cannot_be_read() -> None:
    text = "<!-- vault-run: ignor VRS101 -->\nx\n\n<!-- expect: rong -->\n$$a$$\n\n> <!-- expect: wrong -->\n"
    result = govern(outcome(note_outcome(text=text)), Policy(Config()))
    assert [(found.rule, found.message) for found in result.all_findings] == [
        ("VRP301", "`vault-run: ignor` means nothing"),
        ("VRP202", "this `expect` can't be read"),
        ("VRP301", "this stands above nothing"),
    ]


@pytest.mark.parametrize(
    ("select", "ignore", "left"),
    [
        ((), (), ["VRX006", "VRS101", "VRX001"]),
        (("VRS",), (), ["VRX006", "VRS101"]),
        (("VRS", "VRX"), ("VRX0",), ["VRX006", "VRS101"]),
        (("VRE",), (), ["VRX006"]),
    ],
)
def test_select_and_ignore(select: tuple[str, ...], ignore: tuple[str, ...], left: list[str]) -> None:
    whole = outcome(
        note_outcome([finding("a", rule="VRS101"), finding("b", rule="VRX001")]), findings=[finding("c", rule="VRX006")]
    )
    assert told(govern(whole, Policy(Config(), select, ignore))) == left


def test_settings_for_a_path_change_how_grave_a_rule_is_and_leave_others_out() -> None:
    config = Config(rules=(PathRule(paths=("Drafts/",), ignore=("VRX",), severity={"VRS": "warning"}),))
    made: list[Finding] = [finding("a", rule="VRS101", path="Drafts/n.md"), finding("b", path="Drafts/n.md")]
    whole = outcome(note_outcome(made, path="Drafts/n.md"), note_outcome([finding("c")]))
    left: list[tuple[str, str, Severity]] = [
        (one.path, one.rule, one.severity) for one in govern(whole, Policy(config)).all_findings
    ]
    assert left == [("Drafts/n.md", "VRS101", "warning"), ("note.md", "VRX001", "error")]

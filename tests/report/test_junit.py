"""JUnit XML: one case a block and claim, failures where the command fails, and XML that every reader takes."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from report.outcomes import TEXT, block, finding, note_outcome, outcome, verdict

from vault_runner.parse import parse
from vault_runner.pipeline.rulings.silencing import Silenced
from vault_runner.report.junit import to_junit

NOTE = parse(TEXT, "note.md")
CLAIM = NOTE.claims[0].span
FAILED = NOTE.text.index("1 / 0")


def cases(text: str) -> dict[str, ET.Element]:
    return {case.get("name", ""): case for case in ET.fromstring(text).iter("testcase")}  # noqa: S314 - our own text


def test_a_case_for_each_block_and_claim() -> None:
    wrong = finding("x: says (3, 2), is (3, 4)", start=CLAIM.start, end=CLAIM.end, rule="VRS101")
    failed = finding("ZeroDivisionError: division by zero", start=FAILED, end=FAILED)
    blocks = [block(3, label="sizes"), block(7, "failed")]
    found = cases(to_junit(outcome(note_outcome([wrong, failed], blocks=blocks, verdicts=[verdict(NOTE, "refuted")]))))
    assert list(found) == ["block sizes", "block id7", "shape (3, 2)"]
    assert found["block sizes"].find("failure") is None
    failure = found["block id7"].find("failure")
    assert failure is not None
    assert failure.get("message") == "ZeroDivisionError: division by zero"
    assert found["shape (3, 2)"].find("failure") is not None
    assert found["shape (3, 2)"].get("classname") == "note"
    assert (found["block id7"].get("file"), found["block id7"].get("line")) == ("note.md", "7")


def test_a_block_without_a_label_goes_by_its_first_line_of_code() -> None:
    blocks = [replace(block(3), first_line="rows = load()"), replace(block(9), first_line="rows = load()")]
    assert list(cases(to_junit(outcome(note_outcome(blocks=blocks))))) == [
        "block rows = load()",
        "block rows = load() (2)",
    ]


def test_a_suite_counts_its_cases_and_so_does_the_whole() -> None:
    blocks = [block(3, "skipped", because="it says `skip`"), block(7, "timed-out")]
    late = finding("took longer than 30 s", start=FAILED, end=FAILED, rule="VRX002")
    root = ET.fromstring(to_junit(outcome(note_outcome([late], blocks=blocks))))  # noqa: S314
    for element in (root, root[0]):
        assert {name: element.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
            "tests": "2",
            "failures": "0",
            "errors": "1",
            "skipped": "1",
        }


def test_what_belongs_to_no_block_is_a_case_of_its_own() -> None:
    nesting = finding("closed by the wrong line", start=0, end=3, rule="VRP003")
    unread = finding("can't be read", path="other.md", rule="VRP000")
    found = cases(to_junit(outcome(note_outcome([nesting]), findings=[unread])))
    assert list(found) == ["VRP000 can't be read", "VRP003 closed by the wrong line"]
    assert all(case.find("failure") is not None for case in found.values())


def test_warnings_fail_a_case_only_if_strict() -> None:
    doubt = finding("no font here has `损`", start=FAILED, end=FAILED, rule="VRF001", severity="warning")
    whole = outcome(note_outcome([doubt], blocks=[block(7)]))
    assert cases(to_junit(whole))["block id7"].find("failure") is None
    assert cases(to_junit(whole))["block id7"].findtext("system-out") == "VRF001: no font here has `损`"
    assert cases(to_junit(whole, strict=True))["block id7"].find("failure") is not None


def test_what_is_ignored_is_skipped_with_its_reason() -> None:
    wrong = finding("x: says (3, 2), is (3, 4)", start=CLAIM.start, end=CLAIM.end, rule="VRS101")
    silenced = [Silenced(wrong, "note", "as in the paper")]
    found = cases(to_junit(outcome(note_outcome(verdicts=[verdict(NOTE, "refuted")]), silenced=silenced)))
    skipped = found["shape (3, 2)"].find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "VRS101 is ignored: as in the paper"


def test_equal_names_are_numbered() -> None:
    found = cases(to_junit(outcome(note_outcome([finding("no", rule="VRP003"), finding("no", rule="VRP003")]))))
    assert list(found) == ["VRP003 no", "VRP003 no (2)"]


@given(st.text(), st.text(max_size=20).filter(lambda name: "/" not in name))
def test_any_text_gives_xml_that_reads_back_and_holds_nothing_hidden(message: str, name: str) -> None:
    text = to_junit(outcome(note_outcome([finding(message, path=f"{name}.md", rule="VRP003")], path=f"{name}.md")))
    root = ET.fromstring(text.encode())  # noqa: S314
    assert len(list(root.iter("testcase"))) == 1
    assert len(list(root.iter("failure"))) == 1
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]", text
    )
    assert "##[" not in text

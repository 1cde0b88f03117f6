"""What a run changes in a note: what it really gave, where that differs, and nothing a person wrote."""

from __future__ import annotations

import pytest
from write.making import (
    BLOCK,
    KEY,
    OTHER_KEY,
    PLAIN,
    Files,
    Outputs,
    plan_of,
    printed,
    proposed,
    read,
    run_of,
    shown,
    written,
)

from vault_runner.config import Config, ObsidianSettings
from vault_runner.model import BlockOptions, Display, Failure, Figure, Mode, Proposal, Status
from vault_runner.model.region import MARKER
from vault_runner.write import RULES, apply, propose, propose_clean

SETTINGS = ObsidianSettings(markdown_links=True, link_format="relative", attachment_folder="attachments")
FAILED = (Failure("ValueError", "no", ()),)
TENSOR = "tensor([[1.0000, 2.0000]])"


def rules(proposal: Proposal) -> list[str]:
    return [found.rule for found in proposal.findings]


def test_every_rule_is_one_line_in_the_table() -> None:
    assert all(sentence and "\n" not in sentence for sentence in RULES.values())
    assert all(rule[:3] in {"VRW", "VRF"} and rule[3:].isdecimal() for rule in RULES)


def test_a_block_that_shows_nothing_gets_no_region() -> None:
    assert proposed(read(BLOCK), [()]).edits == ()
    assert proposed(read(BLOCK), [printed("\n \n")]).edits == ()


def test_the_proposal_names_its_note() -> None:
    note = read(BLOCK, "folder/note.md")
    proposal = proposed(note, [printed("1")])
    assert (proposal.path, proposal.digest) == ("folder/note.md", note.digest)
    [edit] = proposal.edits
    assert (edit.block, edit.expected) == (note.blocks[0].id, "")


def test_edits_come_in_the_order_of_their_places() -> None:
    note = read("".join(f"```python\nx{number}\n```\n" for number in range(5)))
    starts = [edit.span.start for edit in proposed(note, [printed(str(number)) for number in range(5)]).edits]
    assert starts == sorted(starts)
    assert len(starts) == 5


def test_only_results_of_the_note_itself_are_written() -> None:
    note, other = read(BLOCK), read(BLOCK, "other.md")
    runs = run_of(other, [printed("1")])
    assert propose(note, runs, plan_of(note), Config(), SETTINGS, existing=Files().read).edits == ()


@pytest.mark.parametrize("status", ["failed", "timed-out", "crashed", "skipped", "not-run"])
def test_what_did_not_end_well_leaves_everything_as_it_is(status: Status) -> None:
    note = read(written(BLOCK, printed("old")))
    proposal = proposed(note, [printed("new")], status=status, key=OTHER_KEY)
    assert (proposal.edits, proposal.files, proposal.findings) == ((), (), ())


@pytest.mark.parametrize("mode", ["shape", "value"])
def test_a_virtual_run_writes_nothing(mode: Mode) -> None:
    note = read(written(BLOCK, printed("made on cuda")))
    assert proposed(note, [printed("new")], mode=mode, key=OTHER_KEY).edits == ()


@pytest.mark.parametrize("options", [BlockOptions(error=True), BlockOptions(raises="ValueError")])
def test_a_failure_that_is_allowed_is_shown(options: BlockOptions) -> None:
    text = apply(BLOCK, proposed(read(BLOCK), [FAILED], status="failed", options=options).edits)
    assert "\n~~~output\nValueError: no\n~~~\n" in text


def test_a_crash_is_never_shown() -> None:
    assert proposed(read(BLOCK), [FAILED], status="crashed", options=BlockOptions(error=True)).edits == ()


@pytest.mark.parametrize("outputs", [printed("1"), shown(TENSOR), printed("a\n\nb\n"), shown("| a |\n|---|\n| 1 |")])
def test_the_same_again_changes_nothing(outputs: Outputs) -> None:
    assert proposed(read(written(BLOCK, outputs)), [outputs]).edits == ()


def test_numbers_within_the_tolerance_change_nothing() -> None:
    text = written(BLOCK, shown("loss 0.123456789"))
    assert proposed(read(text), [shown("loss 0.123456780")]).edits == ()
    assert proposed(read(text), [shown("loss 0.1235")]).edits != ()


def test_another_key_of_an_equal_output_changes_the_key_alone() -> None:
    text = written(BLOCK, shown("loss 0.123456789"))
    proposal = proposed(read(text), [shown("loss 0.123456780")], key=OTHER_KEY)
    [edit] = proposal.edits
    assert (edit.expected, edit.replacement) == (KEY, OTHER_KEY)
    assert apply(text, proposal.edits) == text.replace(f"k={KEY}", f"k={OTHER_KEY}")
    assert read(apply(text, proposal.edits)).regions[0].intact


def test_another_output_replaces_the_region_whole() -> None:
    text = written(BLOCK, printed("1")) + "text\n"
    proposal = proposed(read(text), [printed("2\n3")], key=OTHER_KEY)
    [edit] = proposal.edits
    assert edit.expected == text.removeprefix(BLOCK).removesuffix("text\n")
    fresh = apply(BLOCK, proposed(read(BLOCK), [printed("2\n3")], key=OTHER_KEY).edits)
    assert apply(text, proposal.edits) == fresh + "text\n"


def test_a_region_whose_block_shows_nothing_any_more_goes() -> None:
    text = written(BLOCK, printed("1"))
    assert apply(text, proposed(read(text), [()]).edits) == BLOCK
    assert apply(text, proposed(read(text), [printed("1")], options=BlockOptions(output=False)).edits) == BLOCK


def test_echo_means_nothing_in_a_note() -> None:
    assert written(BLOCK, printed("1"), options=BlockOptions(echo=False)) == written(BLOCK, printed("1"))


def test_a_formatter_that_trims_blanks_is_no_edit() -> None:
    text = written("> ```python\n> x\n> ```\n", printed("1\n\n2")).replace("\n>\n", "\n> \n").replace("1\n", "1  \n")
    assert proposed(read(text), [printed("1\n\n2")]).edits == ()


def test_a_volatile_output_stays_until_the_code_changes() -> None:
    volatile = BlockOptions(volatile=True)
    text = written(BLOCK, printed("12:30"))
    assert proposed(read(text), [printed("12:31")], options=volatile).edits == ()
    assert "12:31" in apply(text, proposed(read(text), [printed("12:31")], options=volatile, key=OTHER_KEY).edits)
    assert "12:31" in written(BLOCK, printed("12:31"), options=volatile)


def test_a_region_edited_by_hand_is_kept_and_told() -> None:
    text = written(BLOCK, printed("1")).replace("\n1\n", "\nmine\n")
    proposal = proposed(read(text), [[*printed("2"), Figure("image/svg+xml", b"<svg/>")]])
    assert (proposal.edits, proposal.files) == ((), ())
    [found] = proposal.findings
    assert (found.rule, found.severity) == ("VRW001", "warning")
    assert found.message == "the output of line 4 was edited by hand; it was kept"
    assert found.remedy == "keep it, or let `--overwrite-edited` replace it"
    assert found.span == read(text).regions[0].span


def test_a_region_edited_by_hand_is_replaced_on_request() -> None:
    text = written(BLOCK, printed("1")).replace("\n1\n", "\nmine\nand more\n")
    proposal = proposed(read(text), [printed("2")], overwrite_edited=True)
    assert apply(text, proposal.edits) == written(BLOCK, printed("2"))
    assert proposal.findings == ()


def test_a_region_edited_by_hand_outlives_its_output() -> None:
    text = written(BLOCK, printed("1")).replace("\n1\n", "\nmine\n")
    assert rules(proposed(read(text), [()])) == ["VRW001"]
    assert apply(text, proposed(read(text), [()], overwrite_edited=True).edits) == BLOCK


def test_an_edit_by_hand_that_says_what_the_run_says_is_nothing_to_tell() -> None:
    text = written(BLOCK, printed("1")).replace("\n1\n", "\n2\n")
    proposal = proposed(read(text), [printed("2")])
    assert (proposal.edits, proposal.findings) == ((), ())


@pytest.mark.parametrize("between", ["", "\n", "\n \n"])
def test_an_output_written_by_hand_is_never_touched(between: str) -> None:
    text = f"{BLOCK}{between}```output\n1\n```\n"
    proposal = proposed(read(text), [printed("2")])
    assert proposal.edits == ()
    [found] = proposal.findings
    line = 4 + between.count("\n")
    assert (found.rule, found.severity) == ("VRW004", "info")
    assert found.message == f"the output of line {line} was written by hand; it was kept, and nothing was added"


@pytest.mark.parametrize("between", ["text\n", "> quote\n\n"])
def test_an_output_further_below_is_not_the_blocks(between: str) -> None:
    below = f"{between}```output\n1\n```\n"
    assert written(BLOCK + below, printed("2")) == written(BLOCK, printed("2")) + below


def test_an_output_of_another_container_is_not_the_blocks() -> None:
    text = f"{BLOCK}> ```output\n> 1\n> ```\n"
    assert len(proposed(read(text), [printed("2")]).edits) == 1


def test_an_output_written_by_hand_in_a_quote() -> None:
    text = "> ```python\n> x\n> ```\n>\n> ```output\n> 1\n> ```\n"
    assert rules(proposed(read(text), [printed("2")])) == ["VRW004"]


@pytest.mark.parametrize("marker", ["<!-- vr:out v=1 k=xyz -->", "<!-- vr:out v=2 k=0 -->", "<!-- vr:end -->"])
def test_below_a_damaged_marker_nothing_is_written(marker: str) -> None:
    proposal = proposed(read(f"{BLOCK}{marker}\ntext\n"), [printed("1")])
    assert proposal.edits == ()
    [found] = proposal.findings
    assert (found.rule, found.message) == (
        "VRW003",
        "the marker of the output below line 3 is damaged; nothing was written there",
    )


def test_the_marker_says_what_it_must() -> None:
    [marker] = MARKER.finditer(written(BLOCK, printed("a\nb")))
    assert (marker["key"], marker["lines"]) == (KEY, "4")


def test_a_table_has_blank_lines_around_it() -> None:
    note = read(BLOCK)
    table = "| a |\n|---|\n| 1 |"
    display = Display("text/markdown", table)
    [edit] = proposed(note, [[*printed("a"), display, *printed("b")]]).edits
    body = edit.replacement.split("\n")[1:-2]
    assert body == ["~~~output", "a", "~~~", "", *table.split("\n"), "", "~~~output", "b", "~~~"]
    [alone] = proposed(note, [[display]]).edits
    assert alone.replacement.split("\n")[1:-2] == ["", *table.split("\n"), ""]


def test_clean_gives_the_note_back() -> None:
    text = BLOCK + "text\n" + BLOCK.replace("x", "y").rstrip("\n")
    after = written(text, printed("1"), shown("2"))
    assert apply(after, propose_clean(read(after)).edits) == text


def test_clean_keeps_what_a_person_edited_unless_told() -> None:
    text = written(BLOCK + "text\n" + BLOCK, printed("1"), printed("2"))
    edited = text.replace("\n1\n", "\nmine\n")
    proposal = propose_clean(read(edited))
    assert apply(edited, proposal.edits) == written(BLOCK, printed("1")).replace("\n1\n", "\nmine\n") + "text\n" + BLOCK
    assert rules(proposal) == ["VRW001"]
    assert apply(edited, propose_clean(read(edited), overwrite_edited=True).edits) == BLOCK + "text\n" + BLOCK


def test_clean_removes_regions_below_no_block() -> None:
    orphan = written(BLOCK, printed("1")).removeprefix(BLOCK)
    assert apply(f"text\n\n{orphan}more\n", propose_clean(read(f"text\n\n{orphan}more\n")).edits) == "text\n\nmore\n"


def test_a_block_without_a_plan_gets_nothing() -> None:
    note = read(BLOCK)
    empty = plan_of(read("text\n"), PLAIN)
    assert propose(note, run_of(note, [printed("1")]), empty, Config(), SETTINGS, existing=Files().read).edits == ()

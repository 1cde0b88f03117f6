"""Edits go exactly where they say, and follow their block when the note changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from write.making import BLOCK, printed, proposed, read, written

from vault_runner.errors import OverlapError, WriteError
from vault_runner.model import Edit, Span
from vault_runner.write import apply, propose_clean, rebase


def edit(start: int, end: int, replacement: str, expected: str) -> Edit:
    return Edit(Span(start, end), replacement, expected)


def test_edits_are_made_in_any_order() -> None:
    edits = [edit(4, 5, "E", "e"), edit(0, 1, "A", "a"), edit(2, 2, "-", "")]
    assert apply("abcde", edits) == "Ab-cdE"
    assert apply("abcde", edits[::-1]) == "Ab-cdE"


def test_neighbours_do_not_overlap() -> None:
    assert apply("abcd", [edit(0, 2, "x", "ab"), edit(2, 4, "y", "cd"), edit(4, 4, "z", "")]) == "xyz"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (edit(0, 2, "x", "ab"), edit(1, 3, "y", "bc")),
        (edit(0, 3, "x", "abc"), edit(1, 1, "y", "")),
        (edit(1, 1, "x", ""), edit(1, 1, "y", "")),
        (edit(0, 1, "x", "a"), edit(0, 1, "x", "a")),
    ],
)
def test_edits_that_claim_the_same_text_are_refused(first: Edit, second: Edit) -> None:
    with pytest.raises(OverlapError, match="two edits claim the text at"):
        apply("abcd", [first, second])


def test_an_edit_that_expects_other_text_is_refused() -> None:
    with pytest.raises(WriteError, match="other text than expected stands at 1; run it again"):
        apply("abcd", [edit(1, 2, "x", "a")])


@given(st.text())
def test_no_edits_change_nothing(text: str) -> None:
    assert apply(text, ()) == text


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    edits = [
        edit(start, end, draw(st.text(max_size=5)), text[start:end])
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return text, edits


@given(texts_with_edits(), st.randoms())
def test_text_outside_the_edits_stays_and_their_order_does_not_matter(
    case: tuple[str, list[Edit]],
    random: object,
) -> None:
    text, edits = case
    shuffled = edits.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis' own Random
    result = apply(text, shuffled)
    at = 0
    for made in edits:
        kept = text[at : made.span.start]
        assert result.startswith(kept + made.replacement)
        result = result[len(kept) + len(made.replacement) :]
        at = made.span.end
    assert result == text[at:]


def rebased(old: str, new: str) -> tuple[str, list[str]]:
    """Run the blocks of `old`, then write what they gave into `new`."""
    before, after = read(old), read(new)
    count = len(before.blocks)
    edits = proposed(before, [printed(f"out {number}") for number in range(count)]).edits
    moved, findings = rebase(after, before, edits)
    return apply(new, moved), [f"{found.rule}: {found.message}" for found in findings]


def test_an_unchanged_note_keeps_its_edits() -> None:
    note = read(BLOCK)
    edits = proposed(note, [printed("1")]).edits
    assert rebase(read(BLOCK), note, edits) == (edits, ())


def test_text_above_and_below_moves_the_region_along() -> None:
    new = f"typed\n\n{BLOCK}typed below\n"
    assert rebased(BLOCK, new) == (written(new, printed("out 0")), [])


def test_a_block_that_changed_gets_nothing() -> None:
    new = BLOCK.replace("x", "y")
    assert rebased("# a\n\n" + BLOCK, new) == (
        new,
        ["VRW002: the block of line 3 changed while it ran; nothing was written for it"],
    )


def test_only_the_block_that_changed_gets_nothing() -> None:
    other = BLOCK.replace("x", "other")
    new, findings = rebased(other + BLOCK, other.replace("other", "changed") + BLOCK)
    assert new == other.replace("other", "changed") + written(BLOCK, printed("out 1"))
    assert len(findings) == 1


def test_a_deleted_block_is_told() -> None:
    assert rebased(BLOCK, "nothing left\n")[1] == [
        "VRW002: the block of line 1 changed while it ran; nothing was written for it"
    ]


def test_equal_blocks_are_told_apart_by_their_place() -> None:
    new = f"{BLOCK}typed\n{BLOCK}"
    assert rebased(BLOCK + BLOCK, new) == (written(new, printed("out 0"), printed("out 1")), [])


def test_equal_blocks_that_are_more_than_before_get_nothing() -> None:
    new = BLOCK * 3
    text, findings = rebased(BLOCK * 2, new)
    assert text == new
    assert len(findings) == 2


def test_a_line_typed_at_the_end_of_the_file_meanwhile() -> None:
    old, new = BLOCK.rstrip("\n"), BLOCK + "typed"
    assert rebased(old, new) == (written(new, printed("out 0")), [])


def test_the_end_of_the_file_taken_away_meanwhile() -> None:
    old, new = BLOCK + "text\n", BLOCK.rstrip("\n")
    assert rebased(old, new) == (written(new, printed("out 0")), [])


def test_a_block_moved_into_a_quote_gets_nothing() -> None:
    new = "> ```python\n> x\n> ```\n"
    assert rebased(BLOCK, new)[0] == new


def test_a_block_indented_further_takes_its_region_along() -> None:
    new = "  ```python\n  x\n  ```\n"
    assert rebased(BLOCK, new) == (written(new, printed("out 0")), [])


def test_a_region_that_stands_is_replaced_where_it_is_now() -> None:
    old = written(BLOCK, printed("old"))
    new = f"typed\n\n{old}"
    assert rebased(old, new) == (written(new, printed("out 0")), [])


def test_a_region_that_changed_meanwhile_is_kept() -> None:
    old = written(BLOCK, printed("old"))
    new = old.replace("old", "typed")
    assert rebased(old, new) == (new, ["VRW005: the output of line 4 changed while its block ran; it was kept"])


def test_a_region_that_appeared_meanwhile_is_kept() -> None:
    new = written(BLOCK, printed("other"))
    assert rebased(BLOCK, new)[0] == new


def test_a_key_follows_its_region() -> None:
    old = written(BLOCK, printed("same"))
    new = f"typed\n\n{old}"
    before = read(old)
    edits = proposed(before, [printed("same")], key="ffffffffffff").edits
    moved, findings = rebase(read(new), before, edits)
    assert apply(new, moved) == new.replace("k=0123456789ab", "k=ffffffffffff")
    assert findings == ()


def test_removals_follow_their_region() -> None:
    old = written(BLOCK + "a\n" + BLOCK, printed("1"), printed("2"))
    before = read(old)
    moved, findings = rebase(read("typed\n" + old), before, propose_clean(before).edits)
    assert apply("typed\n" + old, moved) == f"typed\n{BLOCK}a\n{BLOCK}"
    assert findings == ()


def test_a_region_below_no_block_is_removed_where_it_is_now() -> None:
    orphan = written(BLOCK, printed("1")).removeprefix(BLOCK)
    old, new = f"text\n\n{orphan}", f"typed\n\ntext\n\n{orphan}"
    before = read(old)
    moved, findings = rebase(read(new), before, propose_clean(before).edits)
    assert apply(new, moved) == "typed\n\ntext\n\n"
    assert findings == ()

"""The baseline: what it holds is not told, what is new fails, what is gone is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from report.outcomes import TEXT, finding, note_outcome, outcome

from vault_runner.errors import ConfigError
from vault_runner.model import Finding
from vault_runner.pipeline.outcome import Outcome
from vault_runner.pipeline.rulings.baseline import Baseline, compare, entries_of, read_baseline, updated, write_baseline


def vault(tmp_path: Path, *notes: tuple[str, str, str]) -> Outcome:
    """Return the outcome of notes, each with one finding: its path, its text, and where the finding stands."""
    made = []
    for path, text, at in notes:
        (tmp_path / path).write_text(text, encoding="utf-8")
        found = [finding("no", path=path, start=text.index(at), rule="VRS101")] if at else []
        made.append(note_outcome(found, path=path, text=text))
    return outcome(*made, vault=tmp_path)


def told(result: Outcome) -> list[str]:
    return [found.path for found in result.all_findings]


def test_it_survives_the_disk_one_entry_a_line(tmp_path: Path) -> None:
    entries = entries_of(vault(tmp_path, ("损失.md", TEXT, "x = 1"), ("b.md", TEXT, "1 / 0")))
    file = tmp_path / "baseline.json"
    write_baseline(file, entries)
    assert read_baseline(file).entries == entries
    assert len(file.read_text(encoding="utf-8").splitlines()) == 4
    write_baseline(file, ())
    assert read_baseline(file).entries == ()


def test_moved_lines_are_known_and_new_ones_are_not(tmp_path: Path) -> None:
    baseline = Baseline(tmp_path / "b.json", entries_of(vault(tmp_path, ("a.md", TEXT, "x = 1"))))
    moved = vault(tmp_path, ("a.md", "more\n\nlines\n\n" + TEXT, "x = 1"))
    assert told(compare(moved, baseline).outcome) == []
    assert [one.by for one in compare(moved, baseline).outcome.silenced] == ["baseline"]
    edited = vault(tmp_path, ("a.md", TEXT.replace("x = 1", "x = 2"), "x = 2"))
    assert told(compare(edited, baseline).outcome) == ["a.md"]


def test_of_two_equal_findings_one_is_known(tmp_path: Path) -> None:
    baseline = Baseline(tmp_path / "b.json", entries_of(vault(tmp_path, ("a.md", TEXT, "x = 1"))))
    one = vault(tmp_path, ("a.md", TEXT, "x = 1"))
    note = one.notes[0]
    twice = structs.replace(one, notes=(structs.replace(note, findings=note.findings * 2),))
    assert told(compare(twice, baseline).outcome) == ["a.md"]


def test_a_renamed_note_keeps_its_findings_known(tmp_path: Path) -> None:
    baseline = Baseline(tmp_path / "b.json", entries_of(vault(tmp_path, ("a.md", TEXT, "x = 1"))))
    (tmp_path / "a.md").rename(tmp_path / "c.md")
    compared = compare(vault(tmp_path, ("c.md", TEXT, "x = 1")), baseline)
    assert told(compared.outcome) == []
    assert compared.gone == ()


def test_what_is_gone_is_named_but_not_of_notes_that_were_not_looked_at(tmp_path: Path) -> None:
    both = vault(tmp_path, ("a.md", TEXT, "x = 1"), ("b.md", TEXT, "x = 1"))
    baseline = Baseline(tmp_path / "b.json", entries_of(both))
    clean = vault(tmp_path, ("a.md", TEXT, ""), ("b.md", TEXT, ""))
    assert [entry.path for entry in compare(clean, baseline).gone] == ["a.md", "b.md"]
    assert [entry.path for entry in compare(clean, baseline, lambda path: path == "a.md").gone] == ["a.md"]
    kept = updated(baseline, clean, lambda path: path == "a.md")
    assert [entry.path for entry in kept] == ["b.md"]


def test_hints_and_what_was_not_judged_never_enter_it(tmp_path: Path) -> None:
    made: list[Finding] = [
        finding("hint", severity="info", rule="VRX120"),
        finding("none ran", rule="VRX006"),
        finding("gone", rule="VRT105", severity="warning"),
    ]
    assert entries_of(outcome(note_outcome(made), vault=tmp_path)) == ()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (None, "there is no such baseline; write it with `--update-baseline`"),
        (b"nonsense", "is no baseline: JSON is malformed"),
        (b'{"version": 1, "findings": [], "more": 1}', "is no baseline: Object contains unknown field `more`"),
        (b'{"version": 9, "findings": []}', "is a baseline of version 9, and this is version 1"),
    ],
)
def test_what_is_no_baseline(raw: bytes | None, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    if raw is not None:
        file.write_bytes(raw)
    with pytest.raises(ConfigError) as caught:
        read_baseline(file)
    assert sentence in str(caught.value)


@given(st.lists(st.sampled_from(["x = 1", "1 / 0", "python run"]), max_size=6))
def test_right_after_it_was_written_nothing_is_told_and_nothing_is_gone(places: list[str]) -> None:
    made = [finding("no", start=TEXT.index(at), rule="VRS101") for at in places]
    whole = outcome(note_outcome(made), vault=Path("/nowhere"))
    compared = compare(whole, Baseline(Path("b.json"), entries_of(whole)))
    assert told(compared.outcome) == []
    assert compared.gone == ()

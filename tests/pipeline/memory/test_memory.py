"""A check that remembers tells what a check that does not would tell, whatever happened to the vault in between."""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pipeline import remembering
from pipeline.remembering import both, check, told

from vault_runner.pipeline import Request, judging, reading
from vault_runner.pipeline.formulas.asking_many import Oracles
from vault_runner.pipeline.memory import learning
from vault_runner.recall import signature


@pytest.fixture(name="ran", autouse=True)
def _ran(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    return remembering.pretend(monkeypatch, tmp_path / "caches")


@pytest.fixture(name="vault")
def _vault(tmp_path: Path) -> Path:
    vault = tmp_path / "vault"
    for name, text in {
        "plain.md": remembering.PLAIN,
        "sum.md": remembering.FORMULA.format(total=3),
        "code.md": remembering.CODE.format(value=1),
        "sub/base.md": remembering.CODE.format(value=7),
        "needs.md": remembering.NEEDS,
        "reads.md": remembering.READS,
        "draws.md": remembering.DRAWS,
        "wants.md": remembering.WANTS,
        "ignored.md": remembering.IGNORED,
        "template.md": remembering.TEMPLATE,
    }.items():
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_text(text, encoding="utf-8")
    (vault / "broken.md").write_bytes(remembering.BROKEN)
    (vault / "data.txt").write_text("one", encoding="utf-8")
    (vault / "vault-run.yaml").write_text("", encoding="utf-8")
    return vault


@pytest.fixture(name="parsed")
def _parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notes that are read and parsed to be judged with memory."""
    names: list[str] = []
    parse = reading.parsed

    def note(raw: bytes, name: str) -> object:
        names.append(name)
        return parse(raw, name)

    monkeypatch.setattr(learning, "parsed", note)
    return names


@pytest.fixture(name="_quick")
def _quick_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take files for settled sooner than a coarse clock would allow; the tests wait for that long."""
    monkeypatch.setattr(signature, "YOUNG", 20_000_000)


def settle() -> None:
    time.sleep(0.05)


def test_nothing_is_parsed_and_nothing_runs_if_nothing_changed(vault: Path, ran: list[str], parsed: list[str]) -> None:
    first = told(check(vault))
    parsed.clear()
    ran.clear()
    second = told(check(vault))
    assert parsed == []
    assert ran == []
    assert "7 from the cache" in second[1]
    assert first[1].splitlines()[:-1] == second[1].splitlines()[:-1]


def test_only_the_note_that_was_edited_is_parsed(vault: Path, parsed: list[str]) -> None:
    check(vault)
    (vault / "sum.md").write_text(remembering.FORMULA.format(total=2), encoding="utf-8")
    parsed.clear()
    both(vault)
    assert parsed == ["sum.md"]


def test_a_note_that_was_only_touched_is_not_parsed(vault: Path, parsed: list[str]) -> None:
    check(vault)
    os.utime(vault / "sum.md")
    parsed.clear()
    check(vault)
    assert parsed == []


@pytest.mark.usefixtures("_quick")
def test_unchanged_notes_are_not_even_read(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle()
    check(vault)
    monkeypatch.setattr("vault_runner.pipeline.memory.known.content_digest", lambda path: pytest.fail(f"read {path}"))
    check(vault)


@pytest.mark.usefixtures("_quick")
def test_what_is_known_all_at_once_is_told_as_well(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle()
    check(vault)
    monkeypatch.setattr(
        "vault_runner.pipeline.memory.known.Memory._compared", lambda *_: pytest.fail("compared one by one")
    )
    both(vault)
    outcome = check(vault)
    assert len(outcome.notes) == len(list(outcome.notes)) == 8
    assert outcome.tally == sum((Counter(note.tally) for note in outcome.notes), Counter())


def test_a_note_that_was_young_when_it_was_read_is_not_trusted_by_its_times(vault: Path) -> None:
    check(vault)
    with sqlite3.connect(next((vault.parent / "caches").glob("**/index/*.sqlite"))) as index:
        assert set(index.execute("select distinct signature from notes")) == {(b"",)}


@pytest.mark.usefixtures("_quick")
def test_an_edit_of_the_same_size_and_time_is_seen_if_contents_are_verified(vault: Path, parsed: list[str]) -> None:
    settle()
    check(vault)
    note = vault / "code.md"
    before = note.stat()
    note.write_text(remembering.CODE.format(value=2), encoding="utf-8")
    os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns))
    index = next((vault.parent / "caches").glob("**/index/*.sqlite"))
    with sqlite3.connect(index) as base:  # as on a file system that keeps no time of status change
        base.execute("update notes set signature = ? where path = 'code.md'", (signature.sign(note.stat()),))
    parsed.clear()
    check(vault)
    assert parsed == []
    both(vault, wishes=Request(verify_content=True))
    assert parsed == ["code.md"]


@pytest.mark.usefixtures("_quick")
def test_such_an_edit_is_seen_all_the_same_where_status_changes_are_timed(vault: Path, parsed: list[str]) -> None:
    settle()
    check(vault)
    note = vault / "code.md"
    before = note.stat()
    note.write_text(remembering.CODE.format(value=2), encoding="utf-8")
    os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns))
    parsed.clear()
    check(vault)
    assert parsed == ["code.md"]


def test_what_a_block_read_decides(vault: Path, parsed: list[str]) -> None:
    check(vault)
    (vault / "data.txt").write_text("two", encoding="utf-8")
    parsed.clear()
    both(vault)
    assert parsed == ["reads.md"]


def test_a_file_that_appears_where_one_was_missed_decides(vault: Path, parsed: list[str]) -> None:
    assert "wanted.csv" in both(vault)[1]
    (vault / "wanted.csv").write_text("", encoding="utf-8")
    parsed.clear()
    assert "wanted.csv" not in both(vault)[1]
    assert parsed == ["wants.md"]


def test_a_note_that_comes_first_in_another_decides(vault: Path, parsed: list[str]) -> None:
    check(vault)
    (vault / "sub/base.md").write_text(remembering.CODE.format(value=8), encoding="utf-8")
    parsed.clear()
    both(vault)
    assert sorted(set(parsed)) == ["needs.md", "sub/base.md"]


def test_a_new_note_that_a_link_might_mean_decides(vault: Path, parsed: list[str]) -> None:
    check(vault)
    (vault / "base.md").write_text(remembering.CODE.format(value=9), encoding="utf-8")
    parsed.clear()
    both(vault)
    assert sorted(set(parsed)) == ["base.md", "needs.md"]


def test_a_new_note_of_the_same_name_decides_where_figures_go(vault: Path, parsed: list[str]) -> None:
    check(vault)
    (vault / "a").mkdir()
    (vault / "a/draws.md").write_text(remembering.DRAWS, encoding="utf-8")
    parsed.clear()
    both(vault)
    assert "draws.md" in parsed
    assert "code.md" not in parsed


def test_part_of_a_vault_is_judged_by_all_names(vault: Path) -> None:
    both(vault, "needs.md")
    (vault / "base.md").write_text(remembering.CODE.format(value=9), encoding="utf-8")
    both(vault, "needs.md")
    both(vault)


def test_a_template_is_judged_only_where_it_is_named(vault: Path) -> None:
    assert "template.md" in both(vault, "template.md")[0]
    assert "template.md" not in both(vault)[0]
    assert "template.md" in both(vault, "template.md")[0]


@pytest.mark.parametrize("text", ["timeout: 5\n", "execute: all\n", "exclude: [code.md]\n"])
def test_settings_decide(vault: Path, text: str) -> None:
    both(vault)
    (vault / "vault-run.yaml").write_text(text, encoding="utf-8")
    both(vault)


def test_options_decide(vault: Path) -> None:
    both(vault)
    assert "was never written" in both(vault, wishes=Request(strict=True))[1]
    assert "was never written" not in both(vault)[1]


def test_code_that_may_not_be_kept_runs_again(vault: Path, ran: list[str]) -> None:
    (vault / "timed.md").write_text("```python run\nimport time\n```\n", encoding="utf-8")
    check(vault)
    ran.clear()
    check(vault)
    assert ran == ["timed.md"]


def test_without_cache_everything_runs_and_is_kept(vault: Path, ran: list[str]) -> None:
    check(vault)
    ran.clear()
    check(vault, wishes=Request(cache=False))
    assert len(ran) == 7
    ran.clear()
    check(vault)
    assert ran == []


def test_notes_that_are_gone_are_forgotten(vault: Path) -> None:
    check(vault)
    (vault / "sum.md").unlink()
    assert "sum.md" not in both(vault)[0]
    with sqlite3.connect(next((vault.parent / "caches").glob("**/index/*.sqlite"))) as index:
        assert not index.execute("select 1 from notes where path = 'sum.md'").fetchall()


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"\0" * 40_000])
def test_a_damaged_index_is_made_anew(vault: Path, damage: bytes, parsed: list[str]) -> None:
    first = both(vault)
    index = next((vault.parent / "caches").glob("**/index/*.sqlite"))
    for ending in ("-wal", "-shm"):
        index.with_name(index.name + ending).unlink(missing_ok=True)
    index.write_bytes(damage)
    assert both(vault)[1].splitlines()[:-1] == first[1].splitlines()[:-1]
    parsed.clear()
    check(vault)
    assert parsed == []


def test_a_page_that_is_damaged_is_no_error(vault: Path) -> None:
    both(vault)
    index = next((vault.parent / "caches").glob("**/index/*.sqlite"))
    with sqlite3.connect(index) as base:
        base.execute("pragma wal_checkpoint(truncate)")
    raw = bytearray(index.read_bytes())
    raw[4096:] = b"\x5a" * (len(raw) - 4096)
    index.write_bytes(raw)
    both(vault)
    both(vault)


def test_where_nothing_can_be_kept_everything_is_judged(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = vault.parent / "a file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(judging, "Oracles", Oracles)
    both(vault)
    both(vault)


def test_two_checks_at_once(vault: Path) -> None:
    expected = told(check(vault, remember=False))
    failures: list[str] = []

    def work() -> None:
        for _ in range(5):
            text = told(check(vault))[1].splitlines()[:-1]
            if text != expected[1].splitlines()[:-1]:
                failures.append("\n".join(text))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_what_was_kept_before_an_interrupt_stands(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "NOTES", 2)
    keep = learning.Learner.keep
    calls: Iterator[int] = iter(range(100))

    def interrupt(*arguments: object) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt
        keep(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(learning.Learner, "keep", interrupt)
        with pytest.raises(KeyboardInterrupt):
            check(vault)
    with sqlite3.connect(next((vault.parent / "caches").glob("**/index/*.sqlite"))) as index:
        (kept,) = index.execute("select count(*) from notes where digest != ''").fetchone()
    assert 3 <= kept <= 8
    both(vault)


def test_more_than_reports_need_is_judged_anew_on_demand(vault: Path) -> None:
    check(vault)
    outcome = check(vault)
    notes = {note.path: note for note in outcome.notes}
    assert notes["code.md"].note.text == remembering.CODE.format(value=1)
    assert [step.source for step in notes["code.md"].plan.steps] == ["x = 1\nprint(x)\n"]
    assert len(notes["code.md"].proposal.edits) == 1
    assert [result.status for result in notes["code.md"].results] == ["ok"]


def test_what_is_opened_while_notes_are_judged_is_noted(vault: Path) -> None:
    (vault / "attachments/draws").mkdir(parents=True)
    (vault / "attachments/draws/figure-1.svg").write_bytes(remembering.SVG)
    (vault / "wanted.csv").write_text("1", encoding="utf-8")
    opened: set[str] = set()
    watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open" and str(arguments[0]).startswith(f"{vault}/"):
            opened.add(str(arguments[0]))

    sys.addaudithook(watch)
    outcome = check(vault)
    watching = False
    with sqlite3.connect(next((vault.parent / "caches").glob("**/index/*.sqlite"))) as index:
        needed = {name for (name,) in index.execute("select name from needs where kind = 'file'")}
    notes = {str(vault / path) for path in (*(note.path for note in outcome.notes), "plain.md", "template.md")}
    settings = {str(vault / "vault-run.yaml"), str(vault / "broken.md")}
    assert {str(vault / "data.txt"), str(vault / "wanted.csv"), str(vault / "sub/base.md")} <= needed
    assert any(name.endswith(".svg") for name in needed)
    assert opened - notes - settings - needed == set()

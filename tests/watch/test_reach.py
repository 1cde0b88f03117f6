"""Which notes a change reaches."""

from __future__ import annotations

import hashlib
from pathlib import Path

from vault_runner.pipeline.memory.witness import Witness, link_answer
from vault_runner.watch.reach import Reach


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "absent"


def learn(reach: Reach, note: str, *files: Path) -> None:
    reach.learn(note, Witness(Path("/"), files={str(file): digest(file) for file in files}))


def test_a_file_reaches_who_read_it_once_it_holds_something_else(tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    data.write_text("1")
    reach = Reach(tmp_path)
    learn(reach, "a.md", data)
    learn(reach, "b.md")
    data.touch()
    assert list(reach.touched([str(data)])) == []
    data.write_text("2")
    assert list(reach.touched([str(data)])) == [("a.md", str(data))]
    data.unlink()
    assert list(reach.touched([str(data)])) == [("a.md", str(data))]


def test_a_file_that_was_missing_reaches_who_missed_it(tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    reach = Reach(tmp_path)
    learn(reach, "a.md", data)
    data.write_text("now")
    assert list(reach.touched([str(data)])) == [("a.md", str(data))]


def test_a_file_is_the_same_through_a_link_to_its_folder(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    data = tmp_path / "real" / "data.csv"
    data.write_text("1")
    reach = Reach(tmp_path / "link")
    learn(reach, "a.md", data)
    data.write_text("2")
    assert [note for note, _ in reach.touched([str(tmp_path / "link" / "data.csv")])] == ["a.md"]


def test_a_link_that_leads_elsewhere_now(tmp_path: Path) -> None:
    reach = Reach(tmp_path)
    answer = link_answer("base", {"base.md", "a.md"}, near="a.md")
    reach.learn("a.md", Witness(tmp_path, links={"base\na.md": answer}))
    assert list(reach.renamed({"base.md", "a.md", "more.md"})) == []
    assert list(reach.renamed({"other.md", "a.md"})) == ["a.md"]


def test_what_lies_outside_is_looked_at_again_and_again(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    inside, outside = tmp_path / "vault" / "in.csv", tmp_path / "out.csv"
    inside.write_text("1")
    outside.write_text("1")
    reach = Reach(tmp_path / "vault")
    learn(reach, "a.md", inside, outside)
    assert reach.outside() == []
    inside.write_text("22")
    outside.write_text("22")
    assert reach.outside() == [str(outside)]
    assert reach.outside() == []


def test_a_note_that_is_gone_leaves_nothing_behind(tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    reach = Reach(tmp_path)
    learn(reach, "a.md", data)
    reach.forget("a.md")
    assert list(reach.files()) == []
    assert reach.readers(str(data)) == frozenset()

"""Front matter: on the first line or nowhere, and never slow."""

from __future__ import annotations

from vault_runner.parse.front_matter import FrontMatter, read_front_matter


def test_what_it_takes() -> None:
    assert read_front_matter("---\na: 1\n---\ntext\n") == FrontMatter({"a": 1}, 3)
    assert read_front_matter("---  \na: 1\n... \n") == FrontMatter({"a": 1}, 3)
    assert read_front_matter("----\na: 1\n---\n").lines == 0
    assert read_front_matter(" ---\na: 1\n---\n").lines == 0


def test_longer_than_any_person_writes() -> None:
    found = read_front_matter("---\n" + "a: b\n" * 40_000 + "---\n")
    assert (found.properties, found.lines, found.problem) == ({}, 40_002, "it is longer than 128 kB")


def test_the_line_of_a_problem() -> None:
    found = read_front_matter("---\na: 1\nb: 2\nb: 3\n---\n")
    assert (found.problem, found.problem_line) == ("the key `b` stands twice", 3)

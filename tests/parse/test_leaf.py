"""Leaves: text without prefix that knows where it stands."""

from __future__ import annotations

from vault_runner.parse.leaf import Leaf

SOURCE = "> ab\n> cd\n> ef\n"


def quoted() -> Leaf:
    return Leaf.of(SOURCE, [(2, 4), (7, 9), (12, 14)], 0)


def test_pieces_are_joined_by_newlines() -> None:
    assert quoted().content == "ab\ncd\nef"


def test_every_character_has_its_place() -> None:
    leaf = quoted()
    assert [SOURCE[leaf.place(offset)] for offset in range(8)] == list(leaf.content)
    assert leaf.range(1, 7) == (3, 13)
    assert leaf.range(3, 3) == (7, 7)


def test_whole_lines_need_no_table() -> None:
    leaf = Leaf.of("ab\ncd\n", [(0, 2), (3, 5)], 0)
    assert (leaf.content, leaf.starts, leaf.place(4)) == ("ab\ncd", (0,), 4)


def test_parts_keep_their_places() -> None:
    part = quoted().part(1, 7)
    assert part.content == "b\ncd\ne"
    assert [SOURCE[part.place(offset)] for offset in range(6)] == list(part.content)
    assert Leaf.of("ab\ncd\n", [(0, 2), (3, 5)], 0).part(3, 5).places == (3,)

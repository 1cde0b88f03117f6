"""Properties of what stands between a block's prints and a note: frames, carriage returns, room."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from vault_runner.execute.tape import Tape
from vault_runner.model import Stream
from vault_runner.worker.frames import Unpacker, pack
from vault_runner.worker.plain import play, squeeze
from vault_runner.worker.statements import compile_block

LINES = st.text(st.sampled_from("ab \r\n数\x1b[0m"), max_size=40)
PIECES = st.lists(st.tuples(st.sampled_from(["stdout", "stderr"]), LINES), max_size=8)
MESSAGES = st.lists(st.tuples(st.dictionaries(st.text(max_size=3), st.text(max_size=9), max_size=2), st.binary()))


@given(MESSAGES, st.lists(st.integers(1, 50), min_size=1))
def test_frames_survive_any_cut(messages: list[tuple[dict[str, str], bytes]], cuts: list[int]) -> None:
    wire = b"".join(pack(message, payload) for message, payload in messages)
    unpacker, found, at = Unpacker(), [], 0
    for number in range(len(wire) + 1):
        size = cuts[number % len(cuts)]
        found += [(json.loads(body), payload) for body, payload in unpacker.feed(wire[at : at + size])]
        at += size
    assert found == messages


@given(PIECES)
def test_squeezing_is_done_once_and_for_all(pieces: list[tuple[str, str]]) -> None:
    once = squeeze(pieces)
    assert squeeze(once) == once
    assert not any("\r" in text for _, text in once)


@given(st.lists(LINES, max_size=6))
def test_one_stream_alone_is_its_text_played_out(texts: list[str]) -> None:
    squeezed = squeeze(("stdout", text) for text in texts)
    assert "".join(text for _, text in squeezed) == play("".join(texts))


@given(PIECES, st.integers(0, 30))
def test_a_tape_keeps_its_room_and_counts_the_rest(pieces: list[tuple[str, str]], room: int) -> None:
    tape = Tape(room)
    for name, text in pieces:
        tape.write(name, text)
    kept = sum(len(output.text) for output in tape.outputs() if isinstance(output, Stream))
    assert kept <= room
    assert tape.dropped == max(0, sum(len(text) for _, text in pieces) - room)


@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.integers(1, 50))
def test_statements_stand_on_the_lines_they_are_given(steps: list[int], first: int) -> None:
    lines = [first]
    for step in steps:
        lines.append(lines[-1] + step)
    statements = compile_block("a = (1,\n 2)\nb = '''\n'''\nc = 3", "note.md", lines)
    assert [statement.line for statement in statements] == [lines[0], lines[2], lines[4]]
    assert all(statement.line <= statement.end_line for statement in statements)

"""Frames on the wire, however they are cut."""

from __future__ import annotations

import json
import socket
import struct

import pytest

from vault_runner.worker.frames import HEAD, FrameError, Unpacker, pack, receive


@pytest.mark.parametrize("step", [1, 3, 7, 1000])
def test_frames_come_out_as_they_went_in(step: int) -> None:
    wire = pack({"kind": "a", "text": "数 \U0001f600"}) + pack([1], b"\x00\xff") + pack({}, b"")
    unpacker = Unpacker()
    found = [frame for at in range(0, len(wire), step) for frame in unpacker.feed(wire[at : at + step])]
    assert [(json.loads(message), payload) for message, payload in found] == [
        ({"kind": "a", "text": "数 \U0001f600"}, b""),
        ([1], b"\x00\xff"),
        ({}, b""),
    ]


@pytest.mark.parametrize("head", [(101, 0), (0, 201), (2**32 - 1, 2**32 - 1)])
def test_a_frame_that_is_too_large_is_refused_before_it_is_read(head: tuple[int, int]) -> None:
    with pytest.raises(FrameError):
        list(Unpacker(100, 200).feed(HEAD.pack(*head)))


def test_lone_surrogates_become_question_marks() -> None:
    ((message, _),) = Unpacker().feed(pack("a\udc80b"))
    assert json.loads(message) == "a?b"


def test_a_frame_is_received_whole_and_the_end_is_told() -> None:
    near, far = socket.socketpair()
    with near, far:
        near.sendall(pack({"do": "run"}) + struct.pack(">II", 10, 0) + b"cut")
        assert receive(far) == {"do": "run"}
        near.close()
        assert receive(far) is None
        assert receive(far) is None

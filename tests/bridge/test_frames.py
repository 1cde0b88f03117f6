"""Frames: whatever comes in whatever pieces, a message is whole or there is none."""

from __future__ import annotations

import io

import pytest

from vault_runner.bridge.frames import MOST_BODY, FrameError, framed, read_frame


def test_frames_are_read_as_they_were_written() -> None:
    source = io.BytesIO(framed(b"{}") + framed('{"a":"😀"}'.encode()) + framed(b""))
    assert [read_frame(source) for _ in range(4)] == [b"{}", '{"a":"😀"}'.encode(), b"", None]


@pytest.mark.parametrize(
    "header",
    [
        b"content-length:2\r\n\r\n",
        b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n",
        b"Content-Length: 2\n\n",
    ],
)
def test_headers_of_other_spellings_are_read(header: bytes) -> None:
    assert read_frame(io.BytesIO(header + b"{}")) == b"{}"


@pytest.mark.parametrize("whole", [b"Content-Length: 5\r\n\r\n{}", b"Content-Length: 5\r\n", b""])
def test_a_stream_that_ends_in_a_message_has_ended(whole: bytes) -> None:
    assert read_frame(io.BytesIO(whole)) is None


@pytest.mark.parametrize(
    "header",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: %d\r\n\r\n" % (MOST_BODY + 1),
        b"X: " + b"a" * 20_000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_frame_is_refused(header: bytes) -> None:
    with pytest.raises(FrameError):
        read_frame(io.BytesIO(header))

"""Text as a reader would have seen it."""

from __future__ import annotations

import pytest

from vault_runner.worker.plain import plain, play, squeeze


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("a\nb\n", "a\nb\n"),
        ("10%\r20%\r30%\n", "30%\n"),
        ("long line\rshort\n", "shortline\n"),
        ("working\r       \r", ""),
        ("a\r\nb\r\n", "a\nb\n"),
        ("\rone\n\rtwo", "one\ntwo"),
        ("done  \n", "done  \n"),
    ],
)
def test_carriage_returns_are_played_out(written: str, seen: str) -> None:
    assert play(written) == seen


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b[1;38;5;12mx\x1b[K", "x"),
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://a\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b(Bplain", "plain"),
        ("<f at 0x7f12ab34cd56>", "<f at 0x…>"),
        ("100%|███| 3/3 [00:01<00:00,  2.95it/s]", "100%|███| 3/3 […]"),
        (" 50%|█▌ | 1/2 [01:00:01<00:00, 12.9s/it, loss=0.25]", " 50%|█▌ | 1/2 […, loss=0.25]"),
        ("  0%| | 0/2 [00:00<?, ?it/s]", "  0%| | 0/2 […]"),
        ("7it [00:00, 1204.23it/s]", "7it […]"),
        ("[00:01<00:02, 3.4it/s]", "[00:01<00:02, 3.4it/s]"),
        ('  File "/home/me/.venv/lib/python3.11/site-packages/torch/a.py", line 1', '  File "torch/a.py", line 1'),
        ('  File "/usr/lib/python3.11/json/decoder.py", line 1', '  File "json/decoder.py", line 1'),
        ("/x y/site-packages/torch/a.py:3: UserWarning: b", "torch/a.py:3: UserWarning: b"),
        ("see /x/site-packages/torch", "see /x/site-packages/torch"),
        ("meet me at 0x10", "meet me at 0x10"),
        ("mask 0x7f12ab34cd56", "mask 0x7f12ab34cd56"),
    ],
)
def test_escapes_and_addresses_go(written: str, seen: str) -> None:
    assert plain(written) == seen


def test_pieces_of_one_stream_are_joined() -> None:
    pieces = [("stdout", "a"), ("stdout", "b"), ("stderr", "c"), ("stdout", "")]
    assert squeeze(pieces) == [("stdout", "ab"), ("stderr", "c")]


def test_a_progress_bar_shrinks_around_what_the_other_stream_wrote() -> None:
    pieces = [("stderr", "0%"), ("stdout", "x\n"), ("stderr", "\r50%"), ("stdout", "y\n"), ("stderr", "\r99%\nend")]
    assert squeeze(pieces) == [("stdout", "x\ny\n"), ("stderr", "99%\nend")]


def test_finished_lines_are_never_taken_back() -> None:
    pieces = [("stderr", "kept\n"), ("stdout", "x\n"), ("stderr", "\rnew")]
    assert squeeze(pieces) == [("stderr", "kept\n"), ("stdout", "x\n"), ("stderr", "new")]


def test_squeezing_twice_changes_nothing() -> None:
    once = squeeze([("stderr", "a\rb"), ("stdout", "c"), ("stderr", "\rd\n")])
    assert squeeze(once) == once

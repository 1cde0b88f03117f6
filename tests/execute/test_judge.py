"""Status and reason, in plain words, without any process."""

from __future__ import annotations

import pytest
from execute.sessions import step

from vault_runner.execute import judge
from vault_runner.execute.claims import Fact, Told
from vault_runner.execute.drive import GARBLED
from vault_runner.model import BlockOptions, Observation, Status


def told(ename: str = "ValueError", evalue: str = "no\nmore", line: int = 3, missing: str = "") -> Told:
    return Told(ename, evalue, (ename, "Exception", "BaseException", "object"), (("note.md", line, "f", ""),), missing)


@pytest.mark.parametrize(
    ("options", "what", "expected"),
    [
        (BlockOptions(), None, ("ok", "")),
        (BlockOptions(), told(), ("failed", "ValueError: no (line 3)")),
        (BlockOptions(), told(evalue=""), ("failed", "ValueError (line 3)")),
        (BlockOptions(), told(evalue="at 0x7f0012345678"), ("failed", "ValueError: at 0x… (line 3)")),
        (BlockOptions(), told(line=99), ("failed", "ValueError: no (line 1)")),
        (
            BlockOptions(),
            told(evalue="these differ:\n\n  a  1\n  b  2"),
            ("failed", "ValueError: these differ: a 1 (line 3)"),
        ),
        (BlockOptions(), told(evalue="these differ:"), ("failed", "ValueError: these differ: (line 3)")),
        (BlockOptions(), told("SystemExit"), ("failed", "called sys.exit")),
        (BlockOptions(), told(missing="jax"), ("failed", "needs the package `jax`, which isn't installed for /py")),
        (BlockOptions(error=True), told(), ("ok", "")),
        (BlockOptions(error=True), None, ("ok", "")),
        (BlockOptions(raises="ValueError"), told(), ("ok", "")),
        (BlockOptions(raises="mine.ValueError"), told(), ("ok", "")),
        (BlockOptions(raises="Exception"), told(), ("ok", "")),
        (BlockOptions(raises="KeyError"), told(), ("failed", "was to raise KeyError, but raised ValueError: no")),
        (
            BlockOptions(raises="KeyError", error=True),
            told(),
            ("failed", "was to raise KeyError, but raised ValueError: no"),
        ),
        (BlockOptions(raises="KeyError"), None, ("failed", "was to raise KeyError, but ended well")),
    ],
)
def test_of_a_block_that_ended_by_itself(
    options: BlockOptions, what: Told | None, expected: tuple[Status, str]
) -> None:
    assert judge.verdict(step("a\nb\nc", options=options), what, "/py") == expected


@pytest.mark.parametrize(
    ("fact", "why", "expected"),
    [
        (Fact("end", -11), "", ("crashed", "the process ended with signal 11 (SIGSEGV)")),
        (Fact("end", -11, "killed"), "closed", ("crashed", "the process ended with signal 11 (SIGSEGV)")),
        (Fact("end", -64), "", ("crashed", "the process ended with signal 64 (SIGRTMAX)")),
        (Fact("end", -40), "", ("crashed", "the process ended with signal 40 (without a name)")),
        (Fact("end", 3), "", ("crashed", "the code ended the process with exit code 3")),
        (Fact("end", -9, "killed"), "closed", ("crashed", "closed the pipe by which its results are sent")),
        (Fact("end", -9, "memory"), "", ("crashed", "used more than 4096 MiB")),
        (Fact("end", -9, "processes"), "", ("crashed", "started more than 512 processes and threads")),
        (Fact("end", -9, "stopped"), "", ("crashed", "the process that starts sessions was killed")),
        (Fact("end", -9, "killed"), GARBLED, ("crashed", "sent what is no result")),
        (Fact("end", -9, "killed"), "flood", ("failed", "printed more than 16 MiB; stopped")),
        (None, "", ("crashed", "the process that watches over it was killed")),
    ],
)
def test_of_a_block_that_ended_with_its_process(fact: Fact | None, why: str, expected: tuple[Status, str]) -> None:
    assert judge.sudden_end(fact, why, 4096) == expected


def test_the_line_at_which_the_process_ended() -> None:
    one = step("a\nb\nc", line=10)
    assert judge.last_line(one, Fact("end", line=12)) == 12
    assert judge.last_line(one, Fact("end", line=99)) == 10
    assert judge.last_line(one, None) == 10
    assert judge.overtime(one, 12) == "ran longer than 20 s; stopped in line 12"


def test_the_device_is_the_first_accelerator() -> None:
    seen = [Observation(1, 1, "", "Tensor", device=name) for name in ("", "cpu", "meta", "cuda:1", "cuda:0")]
    assert judge.device(tuple(seen)) == "cuda:1"
    assert judge.device(()) == "cpu"

"""What remembers lines is told of others, or refuses."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from vault_runner.worker import moving
from vault_runner.worker.probes import Probe

SOURCE = """
def outer():
    def inner():
        return 1 / 0
    return inner

@(lambda f: f)
def decorated():
    raise ValueError

class Thing:
    def method(self):
        return [1 / 0 for _ in range(2)]
"""
DOWN = {line: line + 100 for line in range(1, 20)}


def made(path: str, source: str = SOURCE) -> dict[str, Any]:
    """Return the names that a block binds."""
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(source, path, "exec"), names)  # noqa: S102 - as a block runs
    return names


def failing_line(call: Callable[[], object]) -> int:
    """Return the line of the innermost frame of the failure."""
    try:
        call()
    except (ZeroDivisionError, ValueError) as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        assert trace is not None
        return trace.tb_lineno
    raise AssertionError("it was to fail")


def test_functions_stand_on_their_new_lines() -> None:
    names = made("functions.md")
    inner = names["outer"]()
    moving.move({"functions.md": DOWN}, names, [])
    assert failing_line(inner) == 104
    assert failing_line(names["outer"]()) == 104
    assert failing_line(names["decorated"]) == 109
    assert failing_line(names["Thing"]().method) == 113


def test_functions_of_other_notes_stay() -> None:
    names, other = made("moving.md"), made("staying.md")
    moving.move({"moving.md": DOWN}, names, [])
    assert failing_line(other["decorated"]) == 9


def test_probes_move_too() -> None:
    probe = Probe(4, 5, (), None, 0)
    moving.move({"probed.md": DOWN}, {}, [probe])
    assert (probe.line, probe.end_line) == (104, 105)
    with pytest.raises(moving.Stays, match="a probe"):
        moving.move({"probed.md": DOWN, "other.md": DOWN}, {}, [probe])
    with pytest.raises(moving.Stays, match="a probe"):
        moving.move({"probed.md": {1: 2}}, {}, [probe])


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("kept = (n for n in range(3))\nnext(kept)", "a generator"),
        ("try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    kept = error", "an exception"),
        ("import sys\ndef f():\n    return sys._getframe()\nkept = f()", "a call that has begun"),
        ("async def f():\n    pass\nkept = f()", "a coroutine"),
    ],
)
def test_what_cannot_be_told_refuses(source: str, what: str) -> None:
    names = made("kept.md", source)
    with pytest.raises(moving.Stays, match=what):
        moving.move({"kept.md": DOWN}, names, [])
    if what == "a coroutine":
        names["kept"].close()
    names.clear()


def test_a_warning_that_was_given_refuses() -> None:
    with pytest.raises(moving.Stays, match="a warning"):
        moving.move({"warned.md": DOWN}, {"__warningregistry__": {("text", UserWarning, 3): True}}, [])


def test_a_function_outside_the_blocks_refuses() -> None:
    names = made("outside.md")
    with pytest.raises(moving.Stays, match="a function"):
        moving.move({"outside.md": {1: 2}}, names, [])
    del names


def test_moves_are_read_as_they_are_sent() -> None:
    assert moving.moves_of({"a.md": [(1, 2), (3, 4)]}) == {"a.md": {1: 2, 3: 4}}
    assert sys.intern("a.md") in moving.moves_of({"a.md": []})

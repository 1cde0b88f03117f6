"""Exceptions as plain values."""

from __future__ import annotations

import json
import sysconfig

import pytest

from vault_runner.worker.failures import failure, shorten


def told(source: str, **missing: BaseException) -> dict[str, object]:
    """Run source as a note's and describe what it raises."""
    try:
        exec(compile(source, "note.md", "exec"), {})  # noqa: S102 - as the child does
    except BaseException as error:  # noqa: BLE001 - whatever it is
        return failure(error, {"note.md"}, missing)
    raise AssertionError("nothing was raised")


def test_frames_begin_in_the_note_and_go_on_into_libraries() -> None:
    frames = told("import json\njson.loads('')")["traceback"]
    assert isinstance(frames, list)
    assert [(path, name) for path, _, name, _ in frames] == [
        ("note.md", "<module>"),
        ("json/__init__.py", "loads"),
        ("json/decoder.py", "decode"),
        ("json/decoder.py", "raw_decode"),
    ]
    assert frames[0][1] == 2


def test_the_last_of_a_chain_is_told() -> None:
    found = told("try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise KeyError('k') from e")
    assert (found["ename"], found["evalue"]) == ("KeyError", "'k'")
    assert found["bases"] == ["KeyError", "LookupError", "Exception", "BaseException", "object"]


@pytest.mark.parametrize(
    ("source", "package"),
    [
        ("import no_such_thing", "no_such_thing"),
        ("import no_such_thing.deep.er", "no_such_thing"),
        ("import json.no_such_thing", ""),
        ("from json import no_such_thing", ""),
        ("raise ModuleNotFoundError('odd')", ""),
    ],
)
def test_which_package_is_missing(source: str, package: str) -> None:
    assert told(source)["missing"] == package


def test_an_unbound_name_of_the_prelude_is_its_missing_package() -> None:
    absent = ModuleNotFoundError("No module named 'no_such_thing'", name="no_such_thing")
    found = told("x = nst.y", nst=absent)
    assert (found["ename"], found["missing"]) == ("ModuleNotFoundError", "no_such_thing")
    assert told("x = other", nst=absent)["ename"] == "NameError"


def test_everything_can_be_sent() -> None:
    json.dumps(told("class E(Exception):\n    def __init__(self): self.name = 3\nraise E"))


def test_long_messages_are_cut() -> None:
    assert len(str(told("raise ValueError('x' * 10**6)")["evalue"])) == 8000


def test_paths_lose_where_this_machine_keeps_its_libraries() -> None:
    assert shorten(sysconfig.get_path("purelib") + "/torch/nn/modules/linear.py") == "torch/nn/modules/linear.py"
    assert shorten(sysconfig.get_path("stdlib") + "/json/decoder.py") == "json/decoder.py"
    assert shorten("/home/someone/vault/own.py") == "/home/someone/vault/own.py"

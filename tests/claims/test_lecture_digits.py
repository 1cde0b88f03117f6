"""The lecture note: what it states of shapes holds, and any digit changed in it is found with its axis."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from claims.judging import Judged, brief, judge_notes, told

NOTE = Path(__file__).parents[1] / "notes" / "lecture.md"
LOST_IN_CP1254 = bytes((0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E, 0xAD))
COMMENT = re.compile(r"# (?:shape |\[Out\]: )?[(\[][^\n]*$", re.MULTILINE)
SHAPE = re.compile(r"\([^()\n]*\)")
DIGIT = re.compile(r"\d")


def written(form: str) -> str:
    """Return the note as it is, or as a program that took it for cp1254 would have saved it."""
    clean = NOTE.read_bytes()
    return (clean if form == "clean" else clean.translate(None, LOST_IN_CP1254).decode("cp1254").encode()).decode()


def stated_digits(text: str) -> list[tuple[int, int]]:
    """Return where each digit of a stated shape stands, and the axis whose size it is."""
    return [
        (shape.start() + comment.start() + digit.start(), axis)
        for comment in COMMENT.finditer(text)
        for shape in SHAPE.finditer(comment[0])
        for axis, digit in enumerate(DIGIT.finditer(shape[0]))
    ]


@pytest.fixture(scope="module", params=["clean", "mojibake"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def judged(form: str, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    text = written(form)
    changed = {f"{at}.md": f"{text[:at]}8{text[at + 1 :]}" for at, _ in stated_digits(text)}
    return judge_notes({"lecture.md": text, **changed}, tmp_path_factory.mktemp("vault"))


def test_every_stated_shape_holds(judged: Judged) -> None:
    _, verdicts = judged["lecture.md"]
    stated = [verdict for verdict in verdicts if verdict.claim.block]
    assert len(stated) == 7
    assert {status for _, status in brief(stated)} == {"verified"}


def test_each_changed_digit_is_found_with_its_axis(judged: Judged, form: str) -> None:
    digits = stated_digits(written(form))
    assert len(digits) == 23
    for at, axis in digits:
        note, verdicts = judged[f"{at}.md"]
        (message,) = told(note, [verdict for verdict in verdicts if verdict.status == "refuted"])
        assert f"; axis {axis} is " in message
        assert message.endswith(", not 8")

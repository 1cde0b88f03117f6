"""The stamp says whose a figure is, and whether it was changed."""

from __future__ import annotations

import pytest
from write.making import png

from vault_runner.write.pictures import read_png
from vault_runner.write.stamp import is_ours, stamped, unstamped
from vault_runner.write.svg import svg_problem

PICTURES = {
    "image/svg+xml": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>\n',
    "image/png": png(),
}


@pytest.mark.parametrize("mime", PICTURES)
def test_a_stamped_picture_is_ours_and_the_same_without_its_stamp(mime: str) -> None:
    ours = stamped(PICTURES[mime], mime)
    assert is_ours(ours)
    assert not is_ours(PICTURES[mime])
    assert unstamped(ours) == PICTURES[mime]
    assert stamped(ours, mime) == ours


@pytest.mark.parametrize("mime", PICTURES)
def test_a_picture_that_somebody_changed_is_ours_no_more(mime: str) -> None:
    ours = bytearray(stamped(PICTURES[mime], mime))
    ours[20] ^= 1
    assert not is_ours(bytes(ours))


def test_a_stamped_picture_is_still_a_whole_one() -> None:
    assert svg_problem(stamped(PICTURES["image/svg+xml"], "image/svg+xml")) == ""
    assert read_png(stamped(PICTURES["image/png"], "image/png")) is not None


def test_what_is_no_picture_is_no_ours() -> None:
    assert not is_ours(b"")
    assert not is_ours(b"vault-runner")
    assert stamped(b"no png", "image/png") == b"no png"

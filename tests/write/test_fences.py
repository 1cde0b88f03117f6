"""No output closes its fence or one around it, and its fence closes none."""

from __future__ import annotations

import pytest
from write.making import printed, read, written

from vault_runner.write.fences import Room, choose_fence, fenced

FREE = Room((("~", 1000), ("`", 1000)), "```")


def room(tildes: int = 1000, backticks: int = 1000, own: str = "```") -> Room:
    return Room((("~", tildes), ("`", backticks)), own)


@pytest.mark.parametrize(
    ("text", "space", "fence"),
    [
        ("1", room(), "~~~"),
        ("~~~", room(), "~~~~"),
        ("a ~~~~~ b", room(), "~~~~~~"),
        ("1", room(tildes=5), "~~~"),
        ("~~~", room(tildes=5), "~~~~"),
        ("~~~~~~", room(tildes=5), "~~~~"),
        ("1", room(tildes=3), "```"),
        ("````", room(tildes=3, backticks=6), "`````"),
        ("1", room(tildes=3, backticks=4), "```"),
        ("1", room(tildes=3, backticks=3, own="~~~~"), "~~~~"),
    ],
)
def test_the_fence_fits_between_what_it_holds_and_what_holds_it(text: str, space: Room, fence: str) -> None:
    assert choose_fence(text, space) == fence


def test_runs_that_do_not_fit_are_broken() -> None:
    assert fenced("~~~~\n```\n`````", room(tildes=4, backticks=5)) == (
        "~~~output",
        "\\x7e~~~",
        "```",
        "\\x60````",
        "~~~",
    )


def test_the_fence_of_an_admonition_is_never_closed_from_inside() -> None:
    text = "> `````ad-hint\n> ~~~~ad-note\n> ~~~python\n> x\n> ~~~\n> ~~~~\n> `````\n"
    after = written(text, printed("`````\n~~~~\n````"))
    assert "> ~~~output\n> \\x60````\n> \\x7e~~~\n> ````\n> ~~~\n" in after
    assert [callout.type for callout in read(after).callouts] == ["hint", "note"]


def test_what_acts_in_a_fence_is_broken() -> None:
    assert fenced("= 1 <% x %>", FREE) == ("~~~output", r"\x3d 1 \x3c% x %>", "~~~")

"""What is told of each figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vault_runner.pipeline.figures.drawing import FigureOutcome, FigureRun, State
from vault_runner.pipeline.figures.looking import Look
from vault_runner.report import Style
from vault_runner.report.figures import figures_json, figures_text, percent, words_of

PLAIN = Style(colour=False)


def figure(state: State, look: Look | None = None, name: str = "a-1.svg") -> FigureOutcome:
    return FigureOutcome("n.md", 7, f"attachments/{name}", "image/svg+xml", state, b"1", b"2", look)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "0 %"),
        (0.00001, "less than 0.01 %"),
        (0.00123, "0.123 %"),
        (0.0527, "5.27 %"),
        (0.5, "50 %"),
        (1, "100 %"),
    ],
)
def test_a_share_is_never_rounded_away(share: float, words: str) -> None:
    assert percent(share) == words


def test_the_words_for_each_state() -> None:
    assert words_of(figure("changed", Look(0.02))) == "changed, 2 % of the picture"
    assert words_of(figure("changed", Look(0.5, resized=True))) == "changed, 50 % of the picture and its size"
    assert words_of(figure("changed", Look(None, problem="no resvg"))) == "changed, how much can't be told: no resvg"
    assert words_of(figure("changed", Look(1, only_dark=True))) == "changed on dark pages, 100 % of the picture"
    assert words_of(figure("alike", Look(0.0))) == "same to the eye"
    assert words_of(figure("new")) == "new"


def test_unchanged_figures_are_counted_and_named_only_on_request() -> None:
    run = FigureRun(Path("v"), (figure("same"), figure("changed", Look(0.1), "b-1.svg")), (), ())
    assert list(figures_text(run, PLAIN)) == [
        "attachments/b-1.svg: changed, 10 % of the picture (n.md:7)",
        "2 figures in 1 note: 1 changed, 1 unchanged",
    ]
    assert len(list(figures_text(run, PLAIN, verbose=True))) == 3
    assert list(figures_text(FigureRun(Path("v"), (), (), ()), PLAIN)) == ["no figures"]


def test_the_report_for_programs() -> None:
    run = FigureRun(Path("v"), (figure("changed", Look(0.25)),), (), ())
    told = json.loads(figures_json(run, ["n.md"], ["x.svg"]))
    assert told["figures"] == [
        {
            "path": "attachments/a-1.svg",
            "note": "n.md",
            "line": 7,
            "state": "changed",
            "difference": 0.25,
            "resized": False,
        }
    ]
    assert (told["version"], told["written"], told["orphans"]) == (1, ["n.md"], ["x.svg"])

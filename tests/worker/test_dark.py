"""Colours on a dark page."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
import pytest

from vault_runner.worker.dark import INK, PAGE, Rgba, darkened, is_dark, on_dark

matplotlib = pytest.importorskip("matplotlib", reason="figures need matplotlib (`make install` brings it)")
BLACK, WHITE = (0.0, 0.0, 0.0, 1.0), (1.0, 1.0, 1.0, 1.0)


@pytest.fixture
def pyplot() -> Iterator[object]:
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt  # noqa: PLC0415 - after the backend

    yield plt
    plt.close("all")


def luminance(colour: tuple[float, ...]) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def near(colour: Rgba, wanted: tuple[float, float, float]) -> bool:
    return all(abs(left - right) < 0.01 for left, right in zip(colour, wanted, strict=False))


def test_white_becomes_the_page_and_black_the_ink() -> None:
    assert near(on_dark(WHITE), PAGE)
    assert near(on_dark(BLACK), INK)


def test_how_much_shines_through_stays() -> None:
    assert on_dark((0.0, 0.0, 0.0, 0.25))[3] == 0.25


@pytest.mark.parametrize("name", ["tab:blue", "tab:orange", "tab:green", "tab:red", "red", "gold"])
def test_colours_that_tell_data_apart_stay(name: str) -> None:
    from matplotlib.colors import to_rgba  # noqa: PLC0415 - see above

    colour = to_rgba(name)
    assert contrast(on_dark(colour), colour) < 1.25


@pytest.mark.parametrize("name", ["navy", "darkred", "indigo", "darkgreen", "blue", "black", "tab:purple"])
def test_nothing_that_was_seen_gets_lost_on_the_page(name: str) -> None:
    from matplotlib.colors import to_rgba  # noqa: PLC0415 - see above

    assert contrast(on_dark(to_rgba(name)), PAGE) > 2.9


@pytest.mark.parametrize("name", ["lightyellow", "lightblue", "whitesmoke", "#EAEAF2"])
def test_text_on_a_pale_box_can_still_be_read(name: str) -> None:
    from matplotlib.colors import to_rgba  # noqa: PLC0415 - see above

    assert contrast(on_dark(to_rgba(name)), on_dark(BLACK)) > 5


def test_the_figure_has_its_own_colours_back_afterwards(pyplot: object) -> None:
    figure, axes = pyplot.subplots()  # type: ignore[attr-defined]  # pyplot
    axes.plot([1, 2], "k-o", label="a")
    axes.bar([1], [2], color="lightblue", edgecolor="k", hatch="/")
    axes.annotate("x", (1, 1), (2, 2), arrowprops={"arrowstyle": "->"}, bbox={"fc": "w"})
    axes.legend()
    before, again = io.BytesIO(), io.BytesIO()
    settings = {"svg.hashsalt": "a"}
    with matplotlib.rc_context(settings):
        figure.savefig(before, format="svg", metadata={"Date": None})
        with darkened(figure):
            assert near(axes.get_facecolor(), PAGE)
            assert near(figure.get_facecolor(), PAGE)
            figure.savefig(io.BytesIO(), format="svg")
        figure.savefig(again, format="svg", metadata={"Date": None})
    assert before.getvalue() == again.getvalue()


def test_they_come_back_even_if_drawing_fails(pyplot: object) -> None:
    figure, axes = pyplot.subplots()  # type: ignore[attr-defined]  # pyplot
    with pytest.raises(ZeroDivisionError), darkened(figure):
        _ = 1 / 0
    assert axes.get_facecolor() == WHITE


def test_colours_that_stand_for_numbers_are_never_touched(pyplot: object) -> None:
    figure, axes = pyplot.subplots()  # type: ignore[attr-defined]  # pyplot
    mesh = axes.pcolormesh(np.arange(4.0).reshape(2, 2), cmap="gray")
    points = axes.scatter([0, 1], [0, 1], c=[0.0, 1.0], cmap="gray")
    figure.canvas.draw()
    colours = [kind.get_facecolor().tolist() for kind in (mesh, points)]
    with darkened(figure):
        assert [kind.get_facecolor().tolist() for kind in (mesh, points)] == colours


def test_contours_of_named_colours_are_not_taken_for_numbers(pyplot: object) -> None:
    figure, axes = pyplot.subplots()  # type: ignore[attr-defined]  # pyplot
    grid = np.arange(9.0).reshape(3, 3)
    named = axes.contour(grid, levels=[2, 4], colors="0.9")
    mapped = axes.contour(grid, levels=[3, 5], cmap="gray")
    figure.canvas.draw()
    before = [lines.get_edgecolor().tolist() for lines in (named, mapped)]
    with darkened(figure):
        figure.canvas.draw()
        assert luminance(tuple(named.get_edgecolor()[0])) < 0.05
        assert mapped.get_edgecolor().tolist() == before[1]
    figure.canvas.draw()
    assert [lines.get_edgecolor().tolist() for lines in (named, mapped)] == before


def test_a_figure_for_dark_pages_is_told(pyplot: object) -> None:
    light = pyplot.figure()  # type: ignore[attr-defined]  # pyplot
    dark = pyplot.figure(facecolor="#101010")  # type: ignore[attr-defined]  # pyplot
    clear = pyplot.figure(facecolor="none")  # type: ignore[attr-defined]  # pyplot
    assert [is_dark(figure) for figure in (light, dark, clear)] == [False, True, False]

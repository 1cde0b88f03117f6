"""The contact sheet, looked at in a real Chromium."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import page
from PIL import Image

from vault_runner.pipeline.figures.drawing import FigureOutcome, FigureRun, State
from vault_runner.pipeline.figures.looking import Eye, Look
from vault_runner.report.sheet import sheet
from vault_runner.worker.adaptive import joined

if TYPE_CHECKING:
    from playwright.sync_api import Page

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60pt" height="30pt" viewBox="0 0 60 30">'
    '<rect width="60" height="30" fill="{page}"/><rect width="10" height="30" fill="{colour}"/></svg>'
)
HOSTILE = '"><script>document.title="gone"</script><img src=x onerror="document.title=1">.md'
ACTIVE = (
    '<svg xmlns="http://www.w3.org/2000/svg" onload="top.document.title=2"><script>top.document.title=3</script></svg>'
)
BOTH = joined(
    SVG.format(page="#ffffff", colour="#ff0000").encode(), SVG.format(page="#101010", colour="#ff0000").encode()
)


def figure(
    name: str, state: State, before: bytes = b"", after: bytes = BOTH, *, note: str = "a.md", look: Look | None = None
) -> FigureOutcome:
    return FigureOutcome(note, 3, f"attachments/{name}", "image/svg+xml", state, before, after, look)


@pytest.fixture(scope="module")
def run() -> FigureRun:
    other = BOTH.replace(b"#ff0000", b"#0000ff")
    with Eye() as eye:
        look = eye.look(BOTH, other, "image/svg+xml")
    assert look.share is not None
    figures = (
        figure("same-1.svg", "same", BOTH),
        figure("损失-1.svg", "changed", BOTH, other, look=look, note="笔记/损失 & co.md"),
        figure("new-1.svg", "new", note=HOSTILE),
        figure("active-1.svg", "changed", ACTIVE.encode(), look=Look(None, problem="it holds a <script>")),
    )
    return FigureRun(Path("/somewhere/my <vault>"), figures, (), ())


@pytest.fixture(scope="module")
def opened(run: FigureRun, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Page, list[str]]]:
    """Return the page with the sheet, and all that it complained of or asked for."""
    file = tmp_path_factory.mktemp("sheet") / "sheet.html"
    file.write_text(sheet(run), encoding="utf-8")
    with page() as shown:
        said: list[str] = []
        shown.on("console", lambda message: said.append(message.text))
        shown.on("pageerror", lambda error: said.append(str(error)))
        shown.on("request", lambda request: said.append(request.url))
        shown.goto(file.as_uri())
        yield shown, [line for line in said if not line.startswith("data:") and line != file.as_uri()]


def middle(shown: Page, of: str, at: float = 0.5) -> tuple[int, int, int]:
    """Return the colour of a pixel of an element, halfway down."""
    with Image.open(io.BytesIO(shown.locator(of).screenshot())) as picture:
        colour = picture.convert("RGB").getpixel((int(picture.width * at), picture.height // 2))
    assert isinstance(colour, tuple)
    red, green, blue = colour
    return red, green, blue


def test_nothing_is_asked_for_and_nothing_runs(opened: tuple[Page, list[str]]) -> None:
    shown, said = opened
    assert said == []
    assert shown.title() == "Figures of my <vault>"
    assert shown.locator("script").count() == 0
    assert shown.locator("img:not([src^='data:'])").count() == 0


def test_names_are_shown_as_they_are(opened: tuple[Page, list[str]]) -> None:
    shown, _ = opened
    links = shown.locator("article a")
    assert HOSTILE in links.all_inner_texts()
    assert "笔记/损失 & co.md" in links.all_inner_texts()
    assert all(
        str(link.get_attribute("href")).startswith("obsidian://open?vault=my%20%3Cvault%3E&") for link in links.all()
    )


def test_what_changed_comes_first_and_what_did_not_is_hidden_until_asked_for(opened: tuple[Page, list[str]]) -> None:
    shown, _ = opened
    shown.check("#show-telling")
    titles = [title for title in shown.locator("h2").all() if title.is_visible()]
    assert [title.inner_text() for title in titles] == ["new-1.svg", "active-1.svg", "损失-1.svg"]
    shown.check("#show-all")
    assert shown.locator("h2:visible").count() == 4


def test_before_after_and_difference_stand_side_by_side(opened: tuple[Page, list[str]]) -> None:
    shown, _ = opened
    card = "article:has(h2:text-is('损失-1.svg'))"
    assert shown.locator(f"{card} figcaption").all_inner_texts() == ["before", "after", "difference"]
    boxes = [box.bounding_box() for box in shown.locator(f"{card} figure").all()]
    assert all(box is not None for box in boxes)
    assert boxes == sorted(boxes, key=lambda box: box["x"] if box else 0)
    assert len({box["y"] for box in boxes if box}) == 1
    assert middle(shown, f"{card} img[alt=before]", 0.08) == (255, 0, 0)
    assert middle(shown, f"{card} img[alt=after]", 0.08) == (0, 0, 255)
    red, green, blue = middle(shown, f"{card} img[alt=difference]", 0.08)
    assert red > 200
    assert green < 60
    assert blue > 90


def test_the_page_and_the_figures_on_it_turn_dark(opened: tuple[Page, list[str]]) -> None:
    shown, _ = opened
    after = "article:has(h2:text-is('new-1.svg')) img[alt=after]"
    shown.check("#page-light")
    assert middle(shown, after) == (255, 255, 255)
    shown.check("#page-dark")
    assert middle(shown, after) == (16, 16, 16)
    assert shown.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(30, 30, 30)"


def test_why_no_difference_can_be_shown_is_said(opened: tuple[Page, list[str]]) -> None:
    shown, _ = opened
    assert "it holds a <script>" in shown.locator("article:has(h2:text-is('active-1.svg'))").inner_text()


def test_without_a_change_all_are_shown() -> None:
    content = sheet(FigureRun(Path("v"), (figure("same-1.svg", "same", BOTH),), (), ()))
    assert 'id="show-all" checked' in content
    assert "no figures" in sheet(FigureRun(Path("v"), (), (), ()))

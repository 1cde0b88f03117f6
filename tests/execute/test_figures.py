"""Figures: which, in which order, with which bytes and which title."""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from execute.sessions import one, printed, run

from vault_runner.config import Config, FigureConfig
from vault_runner.execute import Executor
from vault_runner.model import BlockOptions, Display, Figure, Result, Stream

PLOT = "import matplotlib.pyplot as plt\n"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg=="


@pytest.fixture(scope="module")
def pixels(vault: Path) -> Iterator[Executor]:
    """Return an executor whose figures are png."""
    figures = FigureConfig(format="png", dpi=50, width=4, height=2)
    with Executor(Path(sys.executable), vault, Config(figures=figures), preload=("matplotlib",)) as running:
        yield running


def figures(result: Result) -> list[Figure]:
    return [output for output in result.outputs if isinstance(output, Figure)]


def size(figure: Figure) -> tuple[int, int]:
    return int.from_bytes(figure.content[16:20], "big"), int.from_bytes(figure.content[20:24], "big")


def test_every_open_figure_is_kept_with_its_title(warm: Executor) -> None:
    source = (
        PLOT
        + "plt.figure(); plt.suptitle('one')\nfig, axes = plt.subplots(1, 2)\naxes[1].set_title('two')\nplt.figure();"
    )
    result = one(warm, source)
    assert [figure.title for figure in figures(result)] == ["one", "two", ""]
    assert {figure.mime for figure in figures(result)} == {"image/svg+xml"}
    assert result.outputs == tuple(figures(result))


@pytest.mark.parametrize("kind", ["warm", "pixels"])
def test_the_same_figure_has_the_same_bytes(request: pytest.FixtureRequest, kind: str) -> None:
    executor: Executor = request.getfixturevalue(kind)
    source = PLOT + "plt.plot([1, 3, 2], label='a'); plt.legend(); plt.fill_between([0, 1], [1, 2]);"
    (first,), (second,) = figures(one(executor, source)), figures(one(executor, source))
    assert first.content == second.content
    assert b"matplotlib.org" not in first.content
    assert b"Date" not in first.content


def test_two_figures_of_a_note_share_no_identifier(warm: Executor) -> None:
    source = PLOT + "plt.plot([1, 2]);"
    outcome = run(warm, source, source)
    first, second = (figures(result)[0].content for result in outcome.results)
    assert first != second


def test_no_figure_comes_twice(warm: Executor) -> None:
    outcome = run(warm, PLOT + "plt.plot([1]);", "1", PLOT + "len(plt.get_fignums())")
    assert [len(figures(result)) for result in outcome.results] == [1, 0, 0]
    assert outcome.results[2].outputs == (Display("text/plain", "0"),)


def test_show_puts_the_figures_where_it_stands_and_warns_of_nothing(warm: Executor) -> None:
    source = (
        PLOT + "plt.plot([1]); plt.title('first')\nplt.show()\nprint('between')\nplt.plot([2]); plt.title('second');"
    )
    result = one(warm, source)
    kinds = [output.title if isinstance(output, Figure) else output for output in result.outputs]
    assert kinds == ["first", Stream("stdout", "between\n"), "second"]


def test_show_of_a_figure_itself_warns_of_nothing(warm: Executor) -> None:
    result = one(warm, PLOT + "fig = plt.figure()\nfig.show()")
    assert result.outputs == tuple(figures(result))
    assert len(figures(result)) == 1


def test_a_figure_as_the_last_value_comes_once(warm: Executor) -> None:
    assert len(one(warm, PLOT + "fig, ax = plt.subplots()\nfig").outputs) == 1


def test_a_figure_without_pyplot_is_shown_as_a_value(warm: Executor) -> None:
    result = one(warm, "from matplotlib.figure import Figure\nf = Figure()\n_ = f.add_subplot().set_title('own')\nf")
    assert [figure.title for figure in figures(result)] == ["own"]


def test_display_of_a_figure_puts_it_there(warm: Executor) -> None:
    result = one(warm, PLOT + "fig = plt.figure()\ndisplay(fig)\nprint('after')")
    assert [type(output) for output in result.outputs] == [Figure, Stream]


def test_sizes_come_from_the_vault_and_from_the_block(pixels: Executor) -> None:
    source = PLOT + "plt.plot([1]);"
    outcome = run(pixels, source, source, source, options={1: BlockOptions(fig_width=6, fig_height=3)})
    assert [size(figures(result)[0]) for result in outcome.results] == [(200, 100), (300, 150), (200, 100)]


def test_the_codes_own_settings_last(pixels: Executor) -> None:
    first = PLOT + "plt.rcParams['figure.figsize'] = (1, 1)\nplt.rcParams['figure.dpi'] = 30\nplt.plot([1]);"
    outcome = run(pixels, first, "plt.plot([1]);")
    assert [size(figures(result)[0]) for result in outcome.results] == [(30, 30), (30, 30)]


def test_matplotlib_that_comes_late_is_set_up_too(executor: Executor) -> None:
    result = one(executor, PLOT + "plt.plot([1]);\nplt.rcParams['figure.figsize'], plt.show is plt.show")
    assert result.outputs[0] == Display("text/plain", "([6.0, 4.0], True)")
    assert len(figures(result)) == 1


def test_a_failed_block_shows_what_it_had_drawn(warm: Executor) -> None:
    result = one(warm, PLOT + "plt.plot([1])\n1 / 0")
    assert result.status == "failed"
    assert len(figures(result)) == 1


def test_a_figure_that_cannot_be_drawn_is_a_failure(warm: Executor) -> None:
    result = one(warm, PLOT + "plt.title(r'$\\notacommand{$');")
    assert result.status == "failed"
    assert result.because.startswith("ValueError: ")


def test_a_missing_glyph_is_one_notice_and_no_output(warm: Executor) -> None:
    source = PLOT + "plt.title('\U00012000 and \U00012000')\nplt.xlabel('\U00012001')\nplt.tight_layout();"
    result = one(warm, source)
    assert printed(result, "stderr") == ""
    (notice,) = result.notices
    assert notice.rule == "VRF001"
    assert notice.message == "no font here has `\U00012000`, `\U00012001`; the figure shows a box instead"
    assert "apt install fonts-noto" in notice.remedy


def test_an_absent_font_is_one_notice_and_no_output(warm: Executor) -> None:
    source = PLOT + "plt.rcParams['font.sans-serif'] = ['No Such Font']\nplt.title('a')\nplt.xlabel('b');"
    result = one(warm, source)
    assert printed(result, "stderr") == ""
    assert [(notice.rule, notice.message) for notice in result.notices] == [
        ("VRF002", "the font `No Such Font` isn't installed here, so another one was used")
    ]


@pytest.fixture(scope="module")
def _chinese(warm: Executor) -> None:
    """Skip where no font has Chinese characters; `make browser` installs one."""
    source = "from vault_runner.worker import fonts\nimport matplotlib.font_manager as m\nlen(fonts.files(m))"
    if one(warm, source).outputs == (Display("text/plain", "0"),):
        pytest.skip("no font here has Chinese characters; `make browser` installs one")


TEXTS = {
    "plain": "plt.title('{}')",
    "with a formula": "plt.title(r'{} $L(\\theta)$')",
    "in a formula": "plt.title(r'$\\mathrm{{{}}}$')",
    "under a style that names its own fonts": "plt.style.use('seaborn-v0_8')\nplt.title('{}')",
    "with another family": "plt.rcParams['font.family'] = 'serif'\nplt.title('{}')",
    "on an axis of names": "plt.bar(['{}'], [1])",
    "before the layout is made tight": "plt.title('{}')\nplt.tight_layout()",
}


@pytest.mark.usefixtures("_chinese")
@pytest.mark.parametrize("kind", ["warm", "pixels"])
@pytest.mark.parametrize("text", TEXTS)
def test_chinese_characters_are_drawn_and_not_boxes(request: pytest.FixtureRequest, kind: str, text: str) -> None:
    """Boxes for missing characters are all alike, so that two texts of four would look the same."""
    executor: Executor = request.getfixturevalue(kind)
    drawn = []
    for title in ("损失曲线", "曲线损失"):
        result = one(executor, PLOT + TEXTS[text].format(title) + ";")
        assert result.status == "ok"
        assert result.notices == ()
        assert printed(result, "stderr") == ""
        drawn.append(figures(result)[0].content)
    assert drawn[0] != drawn[1]


@pytest.mark.usefixtures("_chinese")
def test_a_drawing_holds_the_outlines_of_chinese_characters(warm: Executor) -> None:
    (figure,) = figures(one(warm, PLOT + "plt.title('损失曲线');"))
    glyphs = set(re.findall(rb'<path id="([^"]*(?:CJK|Hei|Han|Song|Ming)[^"]*)"', figure.content))
    assert len(glyphs) == 4


def test_a_glyph_that_a_formula_lacks_is_the_same_notice(warm: Executor) -> None:
    result = one(warm, PLOT + "plt.title('\U00012000 $x$');")
    assert printed(result, "stderr") == ""
    (notice,) = result.notices
    assert notice.message == "no font here has `\U00012000`; the figure shows a box instead"


def test_a_dark_variant_shows_the_same_with_other_colours(vault: Path) -> None:
    with Executor(Path(sys.executable), vault, Config(figures=FigureConfig(dark=True))) as running:
        source = PLOT + "plt.plot([1, 3, 2]); plt.imshow([[0, 1]], cmap='gray');"
        content = figures(one(running, source))[0].content.decode()
    light, dark = re.findall(r'<g class="vr-(?:light|dark)">(.*?)(?=<g class="vr-|\Z)', content, re.DOTALL)
    assert "fill: #ffffff" in light
    assert "fill: #ffffff" not in dark
    assert "fill: #1e1e1e" in dark
    outlines = [re.findall(r' d="([^"]*)"', variant) for variant in (light, dark)]
    assert outlines[0] == outlines[1]
    images = [re.findall(r"base64,([^\"]*)", variant, re.DOTALL) for variant in (light, dark)]
    assert images[0] == images[1] != []


def test_a_style_is_used_and_an_unknown_one_is_told(vault: Path) -> None:
    source = PLOT + "plt.plot([1]);"
    with Executor(Path(sys.executable), vault, Config(figures=FigureConfig(style="ggplot"))) as running:
        assert b"#e5e5e5" in figures(one(running, source))[0].content
    with Executor(Path(sys.executable), vault, Config(figures=FigureConfig(style="gplot"))) as running:
        result = one(running, source)
    assert [notice.rule for notice in result.notices] == ["VRF006"]
    assert len(figures(result)) == 1


def test_a_block_may_have_its_own_format_resolution_and_size(executor: Executor) -> None:
    own = BlockOptions(fig_format="png", fig_dpi=50, fig_width=2, fig_height=1)
    outcome = run(executor, PLOT + "plt.plot([1]);", "plt.plot([1]);", options={0: own})
    first, second = (figures(result)[0] for result in outcome.results)
    assert (first.mime, size(first)) == ("image/png", (100, 50))
    assert second.mime == "image/svg+xml"


def test_a_figure_that_is_too_large_is_left_out(executor: Executor) -> None:
    source = "class Big:\n    def _repr_png_(self):\n        return bytes(21 << 20)\nBig()"
    result = one(executor, source)
    assert result.outputs == ()
    assert result.notices[0].message == "a picture of more than 20 MiB was left out"


def test_more_figures_than_anybody_reads(warm: Executor) -> None:
    result = one(warm, PLOT + "for n in range(52):\n    plt.figure(figsize=(.1, .1))", BlockOptions(timeout=60))
    assert len(figures(result)) == 50
    assert [notice.rule for notice in result.notices] == ["VRF004"]


def test_an_image_is_a_figure(executor: Executor) -> None:
    source = (
        f"import base64\nclass Image:\n    def _repr_png_(self):\n        return base64.b64decode({PIXEL!r})\nImage()"
    )
    assert one(executor, source).outputs == (Figure("image/png", base64.b64decode(PIXEL)),)


def test_an_image_of_pillow_is_a_figure(executor: Executor) -> None:
    (image,) = figures(one(executor, "from PIL import Image\nImage.new('RGB', (3, 2))"))
    assert size(image) == (3, 2)

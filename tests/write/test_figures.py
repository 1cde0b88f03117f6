"""Figures become files with names that stay, and lines that show them."""

from __future__ import annotations

import pytest
from write.making import BLOCK, KEY, MARKDOWN, OTHER_KEY, Files, Outputs, png, printed, proposed, read, written

from vault_runner.config import ObsidianSettings
from vault_runner.model import BlockOptions, Figure, Proposal, VaultFile
from vault_runner.write import apply
from vault_runner.write.stamp import stamped, unstamped

WIKI = ObsidianSettings(markdown_links=False, link_format="absolute", attachment_folder="./")
LABELLED = "```python\n#| label: loss\nx\n```\n"
LOSS = BlockOptions(label="loss")
FOLDER = "attachments/note/"


def svg(text: str = "1.0", title: str = "") -> Figure:
    """Return a drawing with our stamp, as it is written."""
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><text x="{text}"/></svg>'.encode()
    return Figure("image/svg+xml", stamped(drawing, "image/svg+xml"), title)


def body(proposal: Proposal) -> list[str]:
    """Return the lines of the only region that is proposed, without marker and end."""
    [edit] = proposal.edits
    return edit.replacement.strip("\n").split("\n")[1:-1]


def first(figures: Outputs, options: BlockOptions = LOSS, settings: ObsidianSettings = MARKDOWN) -> Proposal:
    return proposed(read(LABELLED), [figures], options=options, settings=settings)


def after(text: str, *outputs: Outputs, files: Files, key: str = KEY, options: BlockOptions = LOSS) -> str:
    """Run, write the note and its files, and return the note's new text."""
    proposal = proposed(read(text), outputs, options=options, existing=files.read, key=key)
    files.keep(proposal)
    return apply(text, proposal.edits)


def test_a_figure_is_a_file_and_a_line() -> None:
    figure = svg(title="Loss per step")
    proposal = first([figure])
    assert body(proposal) == ["![Loss per step](attachments/note/loss-1.svg)"]
    assert proposal.files == (VaultFile(FOLDER + "loss-1.svg", figure.content),)


def test_a_figure_that_we_have_not_stamped_yet_is_written_once_more() -> None:
    files = Files()
    text = after(LABELLED, [svg()], files=files)
    files[FOLDER + "loss-1.svg"] = unstamped(svg().content)
    assert proposed(read(text), [[svg()]], options=LOSS, existing=files.read).files == (
        VaultFile(FOLDER + "loss-1.svg", svg().content),
    )


def test_every_picture_of_a_block_is_told_whether_it_changed_or_not() -> None:
    files = Files()
    text = after(LABELLED, [svg(), svg("2.0")], files=files)
    proposal = proposed(read(text), [[svg(), svg("3.0")]], options=LOSS, existing=files.read)
    assert [(drawn.block, drawn.path, drawn.same_code) for drawn in proposal.drawn] == [
        ("loss", FOLDER + "loss-1.svg", True),
        ("loss", FOLDER + "loss-2.svg", True),
    ]
    assert [file.path for file in proposal.files] == [FOLDER + "loss-2.svg"]


def test_a_figure_follows_the_text_without_a_blank_line_and_others_with_one() -> None:
    proposal = first([*printed("text"), svg(), svg("2.0")])
    assert body(proposal) == [
        "~~~output",
        "text",
        "~~~",
        "![Figure 1 of loss](attachments/note/loss-1.svg)",
        "",
        "![Figure 2 of loss](attachments/note/loss-2.svg)",
    ]


def test_wikilinks_where_the_vault_uses_them() -> None:
    assert body(first([svg(title="a|b")], settings=WIKI)) == ["![[note/loss-1.svg|a b]]"]


@pytest.mark.parametrize(
    ("options", "figure", "alt"),
    [
        (BlockOptions(label="loss", fig_alt="alt", fig_cap="cap"), svg(title="title"), "alt"),
        (BlockOptions(label="loss", fig_cap="cap"), svg(title="title"), "cap"),
        (LOSS, svg(title="title"), "title"),
        (LOSS, svg(), "Figure 1 of loss"),
        (BlockOptions(), svg(), "Figure 1"),
        (LOSS, svg(title="x](javascript:a) <b> `c` $d$ [[e]] | \u202e"), "x (javascript:a) b c d e"),
        (LOSS, svg(title="x" * 1_000), "x" * 300),
    ],
)
def test_the_alternative_text_says_what_is_known(options: BlockOptions, figure: Figure, alt: str) -> None:
    assert body(first([figure], options))[0].startswith(f"![{alt}](")


def test_the_caption_stands_below_the_last_figure() -> None:
    options = BlockOptions(label="loss", fig_cap="Loss $L$ per step")
    assert body(first([svg(), svg("2.0")], options)) == [
        "![Loss L per step (1)](attachments/note/loss-1.svg)",
        "",
        "![Loss L per step (2)](attachments/note/loss-2.svg)",
        "*Loss $L$ per step*",
    ]


@pytest.mark.parametrize(
    ("caption", "line"),
    [
        ("two *words*", "_two *words*_"),
        ("a_b and a*b", "a_b and a*b"),
        ("# no heading", "*no heading*"),
        ("see [[Note]] <b>", "*see Note b*"),
        ("two\nlines", "*two lines*"),
    ],
)
def test_a_caption_never_acts(caption: str, line: str) -> None:
    assert body(first([svg()], BlockOptions(fig_cap=caption)))[1] == line


def test_names_stay_when_the_code_changes_and_the_block_moves() -> None:
    files = Files()
    text = after(BLOCK, [svg(), svg("2.0")], files=files, options=BlockOptions())
    moved = "typed\n\n" + text.replace("\nx\n", "\nchanged\n")
    again = after(moved, [svg("3.0"), svg("4.0"), svg("5.0")], files=files, key=OTHER_KEY, options=BlockOptions())
    names = [line.partition("(")[2].rstrip(")") for line in again.split("\n") if line.startswith("![")]
    stem = names[0].removesuffix("-1.svg")
    assert names == [f"{stem}-1.svg", f"{stem}-2.svg", f"{stem}-3.svg"]
    assert names[0] in text
    assert sorted(files) == names


def test_equal_figures_are_not_written_again() -> None:
    files = Files()
    text = after(LABELLED, [svg("1.000001")], files=files)
    proposal = proposed(read(text), [[svg("1.000002")]], options=LOSS, existing=files.read)
    assert (proposal.edits, proposal.files) == ((), ())


def test_a_figure_that_changed_is_written_under_its_name() -> None:
    files = Files()
    text = after(LABELLED, [svg()], files=files)
    proposal = proposed(read(text), [[svg("2.0")]], options=LOSS, existing=files.read)
    assert proposal.edits == ()
    assert proposal.files == (VaultFile(FOLDER + "loss-1.svg", svg("2.0").content),)


def test_a_figure_that_was_deleted_is_written_again() -> None:
    text = after(LABELLED, [svg()], files=Files())
    assert proposed(read(text), [[svg()]], options=LOSS).files == (VaultFile(FOLDER + "loss-1.svg", svg().content),)


def test_a_file_that_is_not_ours_is_never_overwritten() -> None:
    files = Files({FOLDER + "loss-1.svg": b"drawn by hand"})
    text = after(LABELLED, [svg()], files=files)
    assert files[FOLDER + "loss-1.svg"] == b"drawn by hand"
    assert "![Figure 1 of loss](attachments/note/loss-2.svg)" in text
    assert proposed(read(text), [[svg()]], options=LOSS, existing=files.read).edits == ()


def test_another_kind_of_picture_gets_another_suffix() -> None:
    files = Files()
    text = after(LABELLED, [svg()], files=files)
    picture = Figure("image/png", png())
    assert FOLDER + "loss-1.png" in after(text, [picture], files=files)


def test_figures_of_a_copied_region_are_not_shared() -> None:
    files = Files()
    text = after(LABELLED, [svg()], files=files)
    region = text.removeprefix(LABELLED)
    both = text + BLOCK + region
    result = after(both, [svg()], [svg("2.0")], files=files, options=BlockOptions())
    assert files[FOLDER + "loss-1.svg"] == svg().content
    assert result.count("loss-1.svg") == 1


def test_an_active_figure_is_refused_with_a_sentence_in_its_place() -> None:
    active = Figure("image/svg+xml", b"<svg><script>x()</script></svg>")
    proposal = first([active, svg()])
    assert body(proposal) == [
        "(Figure 1 is not shown: it holds a script element.)",
        "",
        "![Figure 2 of loss](attachments/note/loss-1.svg)",
    ]
    assert [file.path for file in proposal.files] == [FOLDER + "loss-1.svg"]
    [found] = proposal.findings
    assert (found.rule, found.severity) == ("VRF011", "warning")
    assert found.message == "figure 1 of the block of line 1 is not shown: it holds a `script` element"


def test_a_block_keeps_fifty_figures() -> None:
    proposal = first([svg(f"{number}.0") for number in range(60)])
    assert len(proposal.files) == 50
    assert body(proposal)[-1] == "(10 more figures are not shown.)"
    assert [found.rule for found in proposal.findings] == ["VRF012"]
    assert proposal.findings[0].message == "the block of line 1 drew 60 figures; the first 50 are kept"


def test_a_long_output_is_kept_whole_beside_the_note() -> None:
    lines = "".join(f"{number}\n" for number in range(300))
    proposal = proposed(read(LABELLED), [printed(lines)], options=LOSS)
    assert body(proposal)[-4:] == ["199", "… 100 more lines", "~~~", "[full output](attachments/note/loss.log.txt)"]
    assert proposal.files == (VaultFile(FOLDER + "loss.log.txt", lines.encode()),)


def test_the_log_keeps_its_name_and_is_not_written_again() -> None:
    files = Files()
    lines = "".join(f"{number}.500001\n" for number in range(300))
    text = after(BLOCK, printed(lines), files=files, options=BlockOptions())
    [name] = files
    assert name.endswith(".log.txt")
    moved = "typed\n\n" + text.replace("\nx\n", "\nchanged\n")
    again = proposed(read(moved), [printed(lines.replace("1\n", "2\n"))], existing=files.read, key=OTHER_KEY)
    assert again.files == ()
    assert name in apply(moved, again.edits)


def test_figures_in_a_container_have_its_prefix() -> None:
    assert ">   ![Figure 1](attachments/note/" in written("> - ```python\n>   x\n>   ```\n", [svg()])


def test_a_figure_left_behind_is_taken_up_again_though_another_computer_drew_it() -> None:
    files = Files()
    files[FOLDER + "loss-1.svg"] = svg("1.0000001").content
    proposal = proposed(read(LABELLED), [[svg("1.0000002")]], options=LOSS, existing=files.read)
    assert body(proposal)[0].endswith("(attachments/note/loss-1.svg)")
    assert proposal.files == ()


@pytest.mark.parametrize("standing", [svg("1.2").content, unstamped(svg("1.0000001").content)])
def test_a_figure_that_shows_something_else_or_is_not_ours_is_left_alone(standing: bytes) -> None:
    files = Files()
    files[FOLDER + "loss-1.svg"] = standing
    proposal = proposed(read(LABELLED), [[svg("1.0000002")]], options=LOSS, existing=files.read)
    assert [file.path for file in proposal.files] == [FOLDER + "loss-2.svg"]

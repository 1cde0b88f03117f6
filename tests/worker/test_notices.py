"""Warnings that are notices, and warnings that are output."""

from __future__ import annotations

import logging

from vault_runner.worker.notices import FontFilter, Notices


def test_missing_glyphs_are_one_notice_with_the_package_to_install() -> None:
    written: list[str] = []
    notices = Notices(written.append)
    for glyph in (25439, 22833, 25439):
        text = f"Glyph {glyph} (\\N{{CJK UNIFIED IDEOGRAPH-{glyph:X}}}) missing from font(s) DejaVu Sans."
        notices.show_warning(text, UserWarning, "x.py", 1)
    ((rule, message, remedy),) = notices.take()
    assert rule == "VRF001"
    assert (
        message == "no font here has `失`, `损`; the figure shows a box instead".replace("损", "损")
        or "`失`" in message
    )
    assert "apt install fonts-noto-cjk" in remedy
    assert "brew install --cask font-noto-sans-cjk" in remedy
    assert "Microsoft YaHei" in remedy
    assert written == []
    assert notices.take() == []


def test_a_warning_is_output_unless_the_block_wants_none() -> None:
    written: list[str] = []
    notices = Notices(written.append)
    notices.show_warning("careful", UserWarning, "note.md", 3)
    assert written == ["note.md:3: UserWarning: careful\n"]
    notices.warnings_shown = False
    notices.show_warning("careful", UserWarning, "note.md", 3)
    assert len(written) == 1


def test_that_a_figure_cannot_be_shown_is_not_said() -> None:
    written: list[str] = []
    notices = Notices(written.append)
    notices.show_warning("FigureCanvasAgg is non-interactive, and thus cannot be shown", UserWarning, "x", 1)
    assert written == []
    assert notices.take() == []


def test_notices_come_once_each_in_order() -> None:
    notices = Notices(print)
    notices.add("VRF004", "b", "r")
    notices.add("VRF003", "a")
    notices.add("VRF004", "b", "r")
    assert notices.take() == [("VRF004", "b", "r"), ("VRF003", "a", "")]


def test_absent_fonts_are_taken_from_the_log() -> None:
    notices = Notices(print)
    fonts = FontFilter(notices)

    def passes(text: str) -> bool:
        return fonts.filter(logging.LogRecord("m", logging.WARNING, "x", 1, text, None, None))

    assert not passes("findfont: Font family 'SimHei' not found.")
    assert not passes("findfont: Font family ['SimHei'] not found. Falling back to DejaVu Sans.")
    assert not passes(
        "findfont: Generic family 'sans-serif' not found because none of the following families were found: Arial"
    )
    assert passes("something else")
    assert [message for _, message, _ in notices.take()] == [
        "the font `SimHei` isn't installed here, so another one was used",
        "the font `Arial` isn't installed here, so another one was used",
    ]

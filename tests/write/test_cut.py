"""Long lines and long outputs are cut, and the reader is told how much is missing."""

from __future__ import annotations

from vault_runner.model import Figure
from vault_runner.write.cut import LINE_COUNT, LINE_LENGTH, LOG_BYTES, Cut, cut, log_text
from vault_runner.write.pieces import Marked, Picture, Words

PICTURE = Picture(Figure("image/svg+xml", b"<svg/>"), 1)


def words(count: int) -> Words:
    return Words(tuple(f"line {number}" for number in range(count)))


def test_short_outputs_are_whole() -> None:
    pieces = (words(LINE_COUNT - 1), Marked(("x" * LINE_LENGTH,)), PICTURE)
    assert cut(pieces) == Cut(pieces, shortened=False)


def test_a_long_line_is_cut() -> None:
    assert cut([Words(("x" * 1_500,))]) == Cut((Words(("x" * 400 + "… 1,100 more characters",)),), shortened=True)


def test_a_long_output_is_cut() -> None:
    shown = cut([words(1_500)])
    assert shown == Cut((Words((*words(200).lines, "… 1,300 more lines")),), shortened=True)


def test_lines_are_counted_over_all_pieces() -> None:
    table = Marked(("| a |", "|---|", "| 1 |"))
    shown = cut([words(198), table, words(5), PICTURE])
    expected = Words((*words(198).lines, "| a |", "|---|"))
    assert shown.pieces == (expected, PICTURE, Words(("… 6 more lines",)))


def test_what_the_run_left_out_is_told() -> None:
    assert cut([Words(("a",))], dropped=1_234) == Cut(
        (Words(("a", "… 1,234 more characters were not kept")),), shortened=False
    )


def test_the_log_holds_every_line() -> None:
    assert log_text([Words(("你好", "x" * 500)), PICTURE, Marked(("b",))]) == f"你好\n{'x' * 500}\nb\n".encode()


def test_the_log_is_bounded_and_cut_between_characters() -> None:
    log = log_text([Words(("好" * LOG_BYTES,))], dropped=10)
    text = log.decode()
    left_out = LOG_BYTES + 1 - text.count("好") + 10
    assert len(log) <= LOG_BYTES + 100
    assert text.endswith(f"\n… {left_out:,} more characters were not kept\n")

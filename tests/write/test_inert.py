"""What acts inside a fence of a vault is broken, and only that."""

import pytest

from vault_runner.write.inert import break_runs, inert


@pytest.mark.parametrize(
    ("acting", "broken"),
    [
        ("<% tp.file.title %>", r"\x3c% tp.file.title %>"),
        ("<%* await x() -%>", r"\x3c%* await x() -%>"),
        ("%% comment %%", r"\x25% comment \x25%"),
        ("%%%", r"\x25\x25%"),
        ("<!-- vr:end -->", r"\x3c!-- vr:end -->"),
        ("<!--vr:out v=1", r"\x3c!--vr:out v=1"),
        ("= this.file.name", r"\x3d this.file.name"),
        ("\n  $= dv.current()", "\n  " + r"\x24= dv.current()"),
        ("====\ntitle", r"\x3d===" + "\ntitle"),
        ("[due:: 2020]", r"[due\x3a: 2020]"),
        ("(std::vector)", r"(std\x3a:vector)"),
        ("loss:: 3", r"loss\x3a: 3"),
        ("[a (b) c:: d]", r"[a (b) c\x3a: d]"),
    ],
)
def test_acting_text_is_broken(acting: str, broken: str) -> None:
    assert inert(acting) == broken


@pytest.mark.parametrize(
    "quiet",
    [
        "tensor([[1., 2.]])",
        "50% of 3 < 4",
        "a == b",
        "x\n= 3",
        "aten::mm  3",
        "<div>",
        "```",
        "x[1:2]",
        "a: b: c",
        "$5",
    ],
)
def test_quiet_text_stays(quiet: str) -> None:
    assert inert(quiet) == quiet


def test_runs_that_would_close_a_fence_are_broken_at_the_start_of_a_line_only() -> None:
    text = "```\n  ````\n\t~~~~~\n~~~\nx ````"
    assert break_runs(text, {"`": 4, "~": 5}) == "```\n  \\x60```\n\t\\x7e~~~~\n~~~\nx ````"

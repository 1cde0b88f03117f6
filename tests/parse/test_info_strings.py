"""Info strings: languages and options in every spelling, and nothing that stops the reader."""

from __future__ import annotations

import pytest

from vault_runner.parse.info_strings import read_info


@pytest.mark.parametrize(
    ("info", "language"),
    [
        ("python", "python"), ("  Python  run", "python"), ("{python}", "python"), ("{ python , a=1}", "python"),
        ("{.python .input}", "python"), ("py{pre}", "py"), ("run-python", "run-python"), ("python,run", "python"),
        ("{#a .python}", "python"), ("{#a}", ""), ("{a=1}", ""), ("{}", ""), ("", ""), ("C++", "c++"), ("c#", "c#"),
        ("ad-note", "ad-note"), ("数学", "数学"), ("{code-cell} ipython3", "code-cell"),
    ],
)  # fmt: skip
def test_languages(info: str, language: str) -> None:
    assert read_info(info)[0] == language


def test_options_say_where_they_stand() -> None:
    info = "python {label='a b', n=1.5} run title:\"x\""
    options = read_info(info)[1]
    assert [(option.key, option.value, option.spelling) for option in options] == [
        ("label", "a b", "info"),
        ("n", 1.5, "info"),
        ("run", True, "word"),
        ("title", "x", "info"),
    ]
    assert [info[option.start : option.end] for option in options] == ["label='a b'", "n=1.5", "run", 'title:"x"']


@pytest.mark.parametrize(
    "info", ["python " + 'a="' * 50, "python " + "{[" * 50, "python a=[1, 2 b", "python 'x' =", "a b: c"]
)
def test_what_fits_nowhere_is_no_error(info: str) -> None:
    assert read_info(info)[0] in ("python", "a")

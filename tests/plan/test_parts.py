"""Whether statements go together on one line, and which calls are none."""

from __future__ import annotations

import pytest

from vault_runner.plan.parts import Part, cut_calls, go_together, part_of


def parts(*texts: str) -> tuple[Part, ...]:
    found = tuple(part_of(text) for text in texts)
    assert None not in found
    return tuple(part for part in found if part)


@pytest.mark.parametrize("text", ["x = 1", "x += 1", "x: int = 1", "import a", "from a import b", "f(x)", " x "])
def test_simple_statements_are_parts(text: str) -> None:
    part = part_of(text)
    assert part is not None
    assert part.text == text.strip()


@pytest.mark.parametrize(
    "text", ["", "x =", "x = 1; y = 2", "if a: b", "pass", "break", "return x", "def f(): pass", "x: int"]
)
def test_anything_else_is_none(text: str) -> None:
    assert part_of(text) is None


TOGETHER = {
    ("x = f(1)", "y = g(2)"): True,
    ("x = f(1)", "x"): True,
    ("x = f(1)", "(x)"): False,
    ("x = a", "y = 1"): False,
    ("x = a.b", "y = 1"): True,
    ("x = 2", "y = 1"): False,
    ("x = 2", "steps = 1"): True,
    ("x = 2", "x"): False,
    ("x = (1 / a)", "x"): False,
    ("import a.b", "a"): False,
    ("import a.b", "a.b.c"): True,
    ("x: int = f(1)", "x"): True,
    ("x = f(1)", "g(x)"): False,
    ("x = f(1)", "y = f(2)", "g(x)"): True,
    ("x = f(1)", "g(a)"): False,
    ("x = f(1)", "print(x)"): True,
    ("x = f(1)", "x", "y = f(2)"): False,
    ("x = f(1)", "x.sum()", "y = f(2)"): True,
    ("x = f(1)", "x + a"): False,
    ("x = f(1)", "y = f(2)", "x + y"): True,
    ("x = f(1)", "y = f(2)", "x + a"): False,
    ("f(1)", "g(2)"): False,
    ("x",): False,
}


@pytest.mark.parametrize(("texts", "expected"), TOGETHER.items())
def test_what_goes_together(texts: tuple[str, ...], expected: bool) -> None:
    assert go_together(parts(*texts)) is expected


def cut(text: str, *known: str, only_if_it_fails: bool) -> list[str] | None:
    found = cut_calls(parts(*text.split("; ")), lambda name: name in known, only_if_it_fails=only_if_it_fails)
    return None if found is None else [part.text for part in found]


def test_a_call_that_reads_what_it_sets_is_cut() -> None:
    assert cut("b = g(1) (f(b))", only_if_it_fails=True) == ["b = g(1)", "(f(b))"]
    assert cut("b = g(1) (f(b))", "b", only_if_it_fails=True) == ["b = g(1) (f(b))"]
    assert cut("b = g(b) (f(b))", only_if_it_fails=True) == ["b = g(b) (f(b))"]


def test_a_value_that_is_looked_into_is_cut_where_statements_have_run_together() -> None:
    assert cut("a = g(1); b = g(2) (a @ b).shape", "b", only_if_it_fails=False) == [
        "a = g(1)",
        "b = g(2)",
        "(a @ b).shape",
    ]
    assert cut("b = g(2) (c).shape", "b", only_if_it_fails=False) == ["b = g(2) (c).shape"]


def test_arguments_that_may_be_a_statement_leave_the_line_unsure() -> None:
    assert cut("a = g(1); b = g(2) (f(a))", "b", only_if_it_fails=False) is None
    assert cut("a = g(1); b = g(2) (a)", "b", only_if_it_fails=False) == ["a = g(1)", "b = g(2) (a)"]
    assert cut("a = g(1); b = g(2) (a, 3)", "b", only_if_it_fails=False) == ["a = g(1)", "b = g(2) (a, 3)"]


def test_brackets_in_strings_are_none() -> None:
    assert cut("b = ') (b)'", only_if_it_fails=True) == ["b = ') (b)'"]

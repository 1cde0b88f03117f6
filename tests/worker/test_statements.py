"""From source to statements that know the note's lines."""

from __future__ import annotations

import warnings

import pytest

from vault_runner.worker.statements import compile_block


def names(source: str) -> list[str]:
    return [name for statement in compile_block(source, "note.md", ()) for name, _ in statement.names]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 1", ["x"]),
        ("x = y = 1", ["x", "y"]),
        ("x, (y, *z) = f()", ["x", "y", "z"]),
        ("x += 1", ["x"]),
        ("x: int = 1", ["x"]),
        ("for i, j in a: k = 1", ["i", "j", "k"]),
        ("with f() as (a, b): c = 1", ["a", "b", "c"]),
        ("if (n := 10) > 5: m = n", ["n", "m"]),
        ("self.w = 1; a.b.c = 2", ["self.w", "a.b.c"]),
        ("x[0] = 1; x[i, 1:2] = 2", ["x[0]", "x[i, 1:2]"]),
        ("f().x = 1; x[g()] = 2; f()[0] = 3", []),
        ("import os", []),
        ("def f(): x = 1", []),
        ("class A: x = 1", []),
        ("y = [x for x in a]", ["y"]),
        ("x = 1; x = 2", ["x", "x"]),
        ("for x in a: x = 1", ["x"]),
        ("del x", []),
        ("try:\n    x = 1\nexcept E as e:\n    y = 1", ["x", "y"]),
    ],
)
def test_what_statements_bind(source: str, expected: list[str]) -> None:
    assert names(source) == expected


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("x", True),
        ("x;", False),
        ("x ; # comment; more", False),
        ("x # not; here", True),
        ("f(';')", True),
        ("a; b", True),
        ("(x,\n y);", False),
        ("'数;'", True),
        ("'数';", False),
        ("x = 1", False),
        ("await x", True),
    ],
)
def test_whether_the_last_value_is_shown(source: str, *, shown: bool) -> None:
    assert compile_block(source, "note.md", ())[-1].shown is shown


def test_only_the_last_value_is_shown() -> None:
    assert [statement.shown for statement in compile_block("a\nb\nc", "note.md", ())] == [False, False, True]


def test_lines_are_those_of_the_note() -> None:
    statements = compile_block("x = 1\n\ny = (\n  2)\n", "note.md", (20, 21, 22, 23, 24))
    assert [(statement.line, statement.end_line) for statement in statements] == [(20, 20), (22, 23)]


def test_lines_of_repaired_code_may_stand_still_or_jump() -> None:
    source = "x = [\n1]\ny = '''a\nb'''\nz = f(\n  g)\n"
    statements = compile_block(source, "note.md", (7, 7, 7, 9, 12, 12, 13))
    assert [(statement.line, statement.end_line) for statement in statements] == [(7, 7), (7, 9), (12, 12)]


@pytest.mark.parametrize("lines", [(5, 6, 7), (5, 5, 8)])
def test_a_syntax_error_has_the_notes_line(lines: tuple[int, ...]) -> None:
    with pytest.raises(SyntaxError) as raised:
        compile_block("x = 1\ny = 2\nz = = 3", "note.md", lines)
    assert (raised.value.filename, raised.value.lineno) == ("note.md", lines[2])


@pytest.mark.parametrize("lines", [(5, 6), (5, 9)])
def test_a_warning_of_the_compiler_has_the_notes_line(lines: tuple[int, ...]) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile_block("x = 1\ny = '\\d'", "note.md", lines)
    assert [(warning.filename, warning.lineno) for warning in caught] == [("note.md", lines[1])]


def test_nothing_of_a_block_is_compiled_with_this_modules_futures() -> None:
    (statement,) = compile_block("def f(x: int): pass", "note.md", ())
    space: dict[str, object] = {}
    exec(statement.code, space)  # noqa: S102 - the point of the test
    function = space["f"]
    assert function.__annotations__ == {"x": int}


def test_an_empty_block_has_no_statements() -> None:
    assert compile_block("", "note.md", ()) == []
    assert compile_block("# only a comment\n", "note.md", (4, 5)) == []

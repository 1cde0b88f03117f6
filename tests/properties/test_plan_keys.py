"""Keys see what code means and nothing else."""

from __future__ import annotations

import ast

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from plan.making import note, session

NAMES = st.sampled_from(["x", "y", "np", "矩阵"])
CONSTANTS = st.one_of(
    st.integers(0, 10**30), st.floats(allow_nan=False), st.booleans(), st.text(max_size=4), st.binary(max_size=3)
).map(repr)
EXPRESSIONS = st.recursive(
    st.one_of(NAMES, CONSTANTS),
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("f({}, k={})".format, inner, inner),
        st.builds("[{}, *{}]".format, inner, inner),
        st.builds("{{{}: {}}}".format, inner, inner),
        st.builds("x[{}:, {}]".format, inner, inner),
        st.builds("({} if {} else x)".format, inner, inner),
        st.builds("(lambda a, b={}: a @ {})".format, inner, inner),
        st.builds("[i for i in {} if {}]".format, inner, inner),
    ),
    max_leaves=5,
)
STATEMENTS = st.one_of(
    st.builds("{} = {}".format, NAMES, EXPRESSIONS),
    st.builds("print({})".format, EXPRESSIONS),
    st.builds("for i in {}:\n    {} = i".format, EXPRESSIONS, NAMES),
    st.builds("def f(a, *b):\n    return {}".format, EXPRESSIONS),
    st.builds("with {} as z:\n    pass".format, EXPRESSIONS),
    st.just("import torch.nn as nn"),
)
PROGRAMS = st.lists(STATEMENTS, min_size=1, max_size=4)


def key(text: str) -> str:
    return session(note(text)).steps[-1].key


def decorated(program: list[str], comments: list[str]) -> str:
    """Return a program with comments, blank lines and blanks at line ends."""
    lines = "\n".join(program).split("\n")
    comments = [comments[place % len(comments)] for place in range(len(lines))]
    return "# above\n\n" + "\n\n".join(f"{line}  # {comment}" for line, comment in zip(lines, comments, strict=True))


@given(PROGRAMS, st.lists(st.sampled_from(["(3, 2)", "x = 1", "", "注释", "'"]), min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_comments_and_formatting_do_not_matter(program: list[str], comments: list[str]) -> None:
    text = "\n".join(program)
    assert key(text) == key(decorated(program, comments))
    assert key(text) == key(ast.unparse(ast.parse(text)))


@given(PROGRAMS, st.integers(0, 10**6), st.integers(1, 10))
@settings(max_examples=150, deadline=None)
def test_a_changed_constant_does(program: list[str], number: int, more: int) -> None:
    def changed(by: int) -> str:
        return "\n".join([f"start = {number + by}", *program])

    assert key(changed(0)) != key(changed(more))


@given(PROGRAMS, PROGRAMS)
@settings(max_examples=100, deadline=None)
def test_only_equal_code_has_equal_keys(one: list[str], other: list[str]) -> None:
    assume(ast.dump(ast.parse("\n".join(one))) != ast.dump(ast.parse("\n".join(other))))
    assert key("\n".join(one)) != key("\n".join(other))

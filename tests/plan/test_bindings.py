"""What a piece of code binds in its own scope, whatever the order."""

from __future__ import annotations

import ast

import pytest

from vault_runner.plan.bindings import bound_in, imported, parameter_names, target_names
from vault_runner.plan.source import parse_python


def body(text: str) -> list[ast.stmt]:
    tree = parse_python(text)
    assert tree is not None
    return tree.body


BOUND = {
    "x = 1\ny += 2": "x y",
    "def f():\n    z = 1": "f",
    "class A:\n    z = 1": "A",
    "[i for i in x if (n := i)]": "n",
    "lambda: (n := 1)": "",
    "try: pass\nexcept E as e: x = 1": "e x",
    "global g\ng = 1\nh = 2": "h",
    "del x": "x",
    "for a, b in c:\n    with d as e: import f.g as h, i.j": "a b e h i",
}


@pytest.mark.parametrize(("text", "expected"), BOUND.items())
def test_names_of_a_scope(text: str, expected: str) -> None:
    assert bound_in(body(text)).own == set(expected.split())


def test_names_that_need_no_earlier_value() -> None:
    assert bound_in(body("x += (y := 1)\nz = 2"), augmented=False).own == {"y", "z"}


def test_declarations() -> None:
    bound = bound_in(body("def f():\n    global a\n    nonlocal b\n    a = b = c = 1")[0].body)  # type: ignore[attr-defined]  # the body of `f`
    assert (bound.globals, bound.nonlocals, set(bound.own)) == ({"a"}, {"b"}, {"c"})


def test_parameters_and_targets() -> None:
    (function,) = body("def f(a, /, b, *c, d=1, **e): pass")
    assert isinstance(function, ast.FunctionDef)
    assert parameter_names(function.args) == {"a", "b", "c", "d", "e"}
    (statement,) = body("{k: v for k, (v, w) in p for x[0] in q}")
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.DictComp)
    assert target_names(statement.value) == {"k", "v", "w"}


def test_modules() -> None:
    tree = parse_python(
        "import a.b\ndef f():\n    from c.d import e\nfrom .g import h\nfrom __future__ import division"
    )
    assert tree is not None
    assert imported(tree) == {"a", "c"}

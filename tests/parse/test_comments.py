"""Comments of code, whether or not it parses."""

from __future__ import annotations

import pytest

from vault_runner.parse.claims.comments import find_comments


def comments(code: str) -> list[tuple[str, bool, int, int]]:
    found = find_comments(code)
    assert all(code.startswith(each.text, each.start) for each in found)
    return [(each.text, each.own_line, each.statement, each.above) for each in found]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("x = 1  # a\n", [("a", False, 0, 0)]),
        ("# a\n\n# b\nx\n", [("a", True, 3, -1), ("b", True, 3, -1)]),
        ("x\n# a\n", [("a", True, -1, 0)]),
        ("f(\n  1, # a\n) # b\n", [("b", False, 0, 0)]),
        ("x = '#' + \"# no\"  # a\n", [("a", False, 0, 0)]),
        ("x = '''\n# no\n''' # a\ny # b\n", [("a", False, 0, 0), ("b", False, 3, 3)]),
        ("x = 'it\ny # a\n", [("a", False, 1, 1)]),
        ("x = 1 \\\n  + 2 # a\n", [("a", False, 0, 0)]),
        (
            "a = 1 b = 2 # c # d #[Out]: 3 #5 e#f\n",
            [("c", False, 0, 0), ("d", False, 0, 0), ("[Out]: 3 #5 e#f", False, 0, 0)],
        ),
        ("if x: # a\n    y # b\n", [("a", False, 0, 0), ("b", False, 1, 1)]),
        (")) x # a\n", [("a", False, 0, 0)]),
        ("x = r'\\' # a\n", []),
        ("#\n#   \nx ##\n", []),
        ('x = """open # no\n', []),
    ],
)
def test_comments(code: str, expected: list[tuple[str, bool, int, int]]) -> None:
    assert comments(code) == expected

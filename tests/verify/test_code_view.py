"""What the code says of the statement beside a comment."""

from __future__ import annotations

import textwrap

from execute.sessions import step

from vault_runner.verify.code_view import CodeView, code_view

CODE = """
B, T = x.shape
n = 4
k = 3
X = torch.randn(n, 7)
N = X.shape[0]
def f(y, m):
    h, w = 2, 3
    for i in range(m):
        z = y @ y.T
    return z
for q in X:
    r = q
s = x.size()
print(X.shape, n)
t = np.shape(X)
u = torch.zeros((2, 3))
v = torch.zeros(n)
Z = X @ W
V = X + c
"""


def view() -> CodeView:
    return code_view(step(textwrap.dedent(CODE), 0))


def test_shapes_that_are_read() -> None:
    assert [line for line in range(1, 20) if view().reads_shape(line)] == [1, 13, 14, 15]


def test_names_that_are_sizes_belong_to_their_function() -> None:
    assert view().sizes[4] == {"B", "T", "n", "N"}
    assert view().sizes[9] == {"h", "w"}


def test_lines_in_loops_and_functions() -> None:
    assert view().called == {6, 7, 8, 9, 10}
    assert view().looped == {8: 8, 9: 8, 11: 11, 12: 11}


def test_arrays_made_of_numbers_alone() -> None:
    assert [line for line in range(1, 20) if view().is_made_of_numbers(line)] == [16]


def test_names_that_a_statement_reads() -> None:
    assert view().names_read(9) == {"y"}
    assert view().names_read(11) == {"X"}


def test_what_an_array_is_joined_with_below() -> None:
    assert list(view().partners("X", 5)) == [("W", True), ("c", False)]


def test_code_that_does_not_parse_says_nothing() -> None:
    assert code_view(step("x = (")) == CodeView()

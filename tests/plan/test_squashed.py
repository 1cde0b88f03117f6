"""Statements that have run together: what is taken apart, and above all what is not."""

from __future__ import annotations

import pytest

from vault_runner.plan.source import Source
from vault_runner.plan.squashed import MAX_LINE, mend_squashed

TAKEN_APART = {
    # the case that a study note shows: three statements, and no call of a tensor
    "A = rand((7, 2)) B = rand((2, 9)) (mul(A, B)).shape  # or A @ B # [Out]: (7, 9)": [
        "A = rand((7, 2))",
        "B = rand((2, 9))",
        "(mul(A, B)).shape  # or A @ B # [Out]: (7, 9)",
    ],
    "B = rand((2, 9)) (mul(A, B)).shape": ["B = rand((2, 9))", "(mul(A, B)).shape"],
    "net = Net() (net.to(dev)).eval()": ["net = Net()", "(net.to(dev)).eval()"],
    "x = arange(12) x": ["x = arange(12)", "x"],
    "x = [1, 2]  x.append(3)": ["x = [1, 2]", "x.append(3)"],
    "import torch x = torch.ones(3)": ["import torch", "x = torch.ones(3)"],
    "import torch print(torch.__version__)": ["import torch", "print(torch.__version__)"],
    "import numpy as np import torch": ["import numpy as np", "import torch"],
    "from math import pi, e r = 2.5 area = pi * f(r)": ["from math import pi, e", "r = 2.5", "area = pi * f(r)"],
    "lr = 0.1 epochs = 10": ["lr = 0.1", "epochs = 10"],
    "s = 'a b' t = \"c\" s + t": ["s = 'a b'", 't = "c"', "s + t"],
    "a = f(2) b = g(3) a @ b": ["a = f(2)", "b = g(3)", "a @ b"],
    "x = f(a) if b else c(d) y = not g(x)": ["x = f(a) if b else c(d)", "y = not g(x)"],
    "X = rand(3) print(X.shape)": ["X = rand(3)", "print(X.shape)"],
    "y = f(x) y.backward()": ["y = f(x)", "y.backward()"],
    "x = Dense(64) (inp) y = Dense(3) (x)": ["x = Dense(64) (inp)", "y = Dense(3) (x)"],
    "矩阵 = rand(3) 和 = f(矩阵)": ["矩阵 = rand(3)", "和 = f(矩阵)"],
    "shuffle = True epochs = 3": ["shuffle = True", "epochs = 3"],
    "x += f(1) y -= f(2)": ["x += f(1)", "y -= f(2)"],
}

LEFT_ALONE = [
    # slips and formulas that are not two statements
    "y = W x",
    "y = 2 x",
    "y = W x + b",
    "p = f(x) g(x)",
    "y = f(x) z",
    "a = 2 b = 4",
    "a = b c = d",
    "x = 3 x",
    "print x",
    "print(a) print(b)",
    "x = f(1) 'words'",
    "return x y = 2",
    "hello world this is prose",
    # calls with a blank before their bracket, as some write them
    "x = Dense(64, activation='relu') (inputs)",
    "x = Dense(64) (x)",
    "x = Dense(64) (known)",
    "known = Dense(64) (mul(known, known)).shape",
    "x = f(1) [0]",
    "x = table [1] (b)",
    "fact = fix(1) (lambda n: fact(n - 1))",
    "x = Dense(64) (inp) y = Dense(3) (relu(x))",
    # suites: a statement may belong to them or come after them
    "for i in r: x = f(1) y = f(2)",
    "break    else:",
    "    x = f(1) y = f(2)",
    "if a: b = f(1) c = f(2)",
    # fine as they are
    "x = 1; y = 2",
    "x = a if b else c",
    "assert x, y",
    "",
    "# x = f(1) y = f(2)",
]


@pytest.mark.parametrize(("line", "expected"), TAKEN_APART.items())
def test_what_is_taken_apart(line: str, expected: list[str]) -> None:
    mended = mend_squashed(Source.of(f"z = 1\n{line}\nprint(z)\n", 10), ("known",))
    assert mended is not None
    source, parts = mended
    assert source.text == "\n".join(["z = 1", *expected, "print(z)", ""])
    assert source.lines == (10, *([11] * len(expected)), 12)
    assert parts == ((11, len(expected)),)


@pytest.mark.parametrize("line", LEFT_ALONE)
def test_what_is_left_alone(line: str) -> None:
    assert mend_squashed(Source.of(f"{line}\n", 10), ("known",)) is None


def test_a_call_is_taken_apart_only_if_it_cannot_work() -> None:
    line = Source.of("B = rand((2, 9)) (mul(A, B)).shape\n", 10)
    assert mend_squashed(line, ("A",)) is not None
    assert mend_squashed(line, ("A", "B")) is None
    assert mend_squashed(line, None) is None
    earlier = Source.of("B = rand(3)\nB = rand((2, 9)) (mul(A, B)).shape\n", 10)
    assert mend_squashed(earlier, ("A",)) is None


def test_a_line_that_nothing_can_parse_needs_no_name_to_be_new() -> None:
    line = Source.of("A = rand((7, 2)) B = rand((2, 9)) (mul(A, B)).shape\n", 10)
    mended = mend_squashed(line, ("A", "B"))
    assert mended is not None
    assert mended[1] == ((10, 3),)


def test_nothing_is_mended_if_the_block_is_broken_elsewhere() -> None:
    assert mend_squashed(Source.of("lr = 0.1 epochs = 10\nx = (\n", 10), ()) is None
    assert mend_squashed(Source.of("y = W x\nlr = 0.1 epochs = 10\n", 10), ()) is None


def test_several_lines_are_mended() -> None:
    mended = mend_squashed(Source.of("lr = 0.1 epochs = 10\nx = f(1)\ns = 'a' t = 'b'\n", 10), ())
    assert mended is not None
    assert mended[1] == ((10, 2), (12, 2))


def test_lines_of_a_string_or_a_call_are_not_looked_at() -> None:
    text = "s = '''\nlr = 0.1 epochs = 10\n'''\nx = f(\na = 1 b = 2\n)\n"
    assert mend_squashed(Source.of(text, 10), ()) is None


def test_an_endless_line_is_left_alone() -> None:
    line = "x = f(1) " * MAX_LINE
    assert mend_squashed(Source.of(f"{line}\n", 10), ()) is None
    many = " ".join(f"name{i} = f({i})" for i in range(40))
    assert mend_squashed(Source.of(f"{many}\n", 10), ()) is None

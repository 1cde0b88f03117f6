"""Which statements inside others are looked at."""

from __future__ import annotations

import hashlib

import pytest

from vault_runner.config import Config
from vault_runner.model import NotePlan
from vault_runner.parse import parse
from vault_runner.plan import plan


def planned(text: str) -> NotePlan:
    note = parse(text, "n.md", digest=hashlib.sha256(text.encode()).hexdigest(), bom=False)
    return plan((note,), Config(), others={}, everything=True).notes[0]


def probes(code: str) -> tuple[int, ...]:
    """Return the probed lines of a note that holds `code` from line 2 on."""
    return planned(f"```python\n{code}\n```\n").steps[0].probes


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("x = f()  # (2, 3)", ()),
        ("print(x)  # shape (2, 3)", ()),
        ("for x in y:  # (2, 3)\n    z = x  # (3,)\n    w = x", (2, 3)),
        ("def f(x):  # x: (2, 3)\n    # (4, 5)\n    return x", (2, 4)),
        ("if x:\n    y = f()  # float32\n    z = f()  # on cpu\n    w = f()  # just prose", (3, 4)),
        ("if x:\n    y = f(  # (2, 3)\n        x,  # (3, 4)\n    )  # (4, 5)", (3,)),
        (
            "class A:\n    def g(self):\n        try:\n            a = 1  # (2, 3)\n        finally:\n            pass",
            (5,),
        ),
        ("def f(:\n    x = 1  # (2, 3)", ()),
    ],
)
def test_nested_statements_and_headers_that_bind(code: str, lines: tuple[int, ...]) -> None:
    assert probes(code) == lines


@pytest.mark.parametrize("line", ["import numba", "g = torch.compile(f)", "import joblib", "sys.settrace(t)"])
def test_code_that_others_read_is_left_alone(line: str) -> None:
    assert probes("def f(x):\n    return x  # (2, 3)\n" + line) == ()
    assert probes("def f(x):\n    return x  # (2, 3)") == (3,)


@pytest.mark.parametrize("line", ["g = torch.compile(f)", "import joblib", "g = numba.njit(f)"])
def test_what_stands_in_no_function_is_looked_at_beside_a_compiler(line: str) -> None:
    code = f"{line}\nwith a:\n    y = g(x)  # (2, 3)\n    def f(x):\n        return x  # (2, 3)\n"
    assert probes(code) == (4,)


@pytest.mark.parametrize("line", ["sys.settrace(t)", "import cProfile", "tracemalloc.start()"])
def test_nothing_is_looked_at_where_the_looking_would_be_seen(line: str) -> None:
    assert probes(f"{line}\nwith a:\n    y = g(x)  # (2, 3)") == ()


def test_probes_enter_no_key() -> None:
    with_claim, without = (planned(f"```python\nif x:\n    y = 1  # {text}\n```\n") for text in ("(2, 3)", "prose"))
    assert [step.key for step in with_claim.steps] == [step.key for step in without.steps]
    assert [step.probes for step in with_claim.steps] != [step.probes for step in without.steps]


def test_each_block_has_its_own() -> None:
    text = "```python\nif x:\n    y = 1  # (2, 3)\n```\n\n```python\nif x:\n    y = 1  # (2, 3)\n```\n"
    assert [step.probes for step in planned(text).steps] == [(3,), (8,)]

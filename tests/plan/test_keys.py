"""What a key depends on, and what it doesn't."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from vault_runner.config import FigureConfig
from vault_runner.model import BlockOptions
from vault_runner.plan.keys import canonical, conditions_of, key_of
from vault_runner.plan.source import parse_python


def key(text: str, above: str = "", *conditions: str) -> str:
    return key_of(text, parse_python(text), above=above, conditions=conditions)


SAME = [
    ("x = 1\n", "x=1  # one\n\n\n"),
    ("x = f(a, b)\n", "x = f(\n    a,\n    b,\n)\n"),
    ("s = 'a'\n", 's = "a"\n'),
    ("if a:\n    b\n", "if a:\n  b\n"),
    ("x = (1)\n", "x = 1\n"),
    ("x = 1; y = 2\n", "x = 1\ny = 2\n"),
    ("#| label: a\nx\n", "x\n"),
    ("s = 'ab'\n", "s = 'a' 'b'\n"),
    ("n = 16\n", "n = 0x10\n"),
]
DIFFERENT = [
    ("x = 1\n", "x = 2\n"),
    ("x = 1\n", "x = 1.0\n"),
    ("x = 1\n", "x = True\n"),
    ("x = 'a'\n", "x = b'a'\n"),
    ("x = a\n", "x = 'a'\n"),
    ("x = None\n", "x = ...\n"),
    ("x[1:]\n", "x[:1]\n"),
    ("x\n", "x;\n"),
    ("f(a, b)\n", "f(b, a)\n"),
    ("f(a)\n", "f(*a)\n"),
    ("f(a=1)\n", "f(b=1)\n"),
    ("def f():\n    global ab\n", "def f():\n    global a, b\n"),
    ("{**a}\n", "{a}\n"),
    ("f'{a}'\n", "f'{a!r}'\n"),
    ("x = (\n", "x = (  # open\n"),
    ("def f():\n    'doc'\n", "def f():\n    'other'\n"),
    ("from . import a\n", "from .. import a\n"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_formatting_does_not_matter(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_the_code_means_matters(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_semicolon_silences_only_behind_the_last_value() -> None:
    assert key("x = '矩阵;'\n") == key("x = '矩阵;' # ;\n")
    assert key("f('矩阵'); \n") != key("f('矩阵')\n")
    assert key("x;\nx\n") == key("x\nx\n")


def test_the_key_is_twelve_digits() -> None:
    assert key("x = 1\n") == "".join(c for c in key("x = 1\n") if c in "0123456789abcdef")
    assert len(key("x = 1\n")) == 12


def test_keys_stay_what_they_are() -> None:
    """A key that changes makes every output of every vault look stale."""
    assert key("x = torch.ones((2, 3), dtype=d)[..., 0]\nprint(f'{x!r}')\n") == "c1b5661d8e03"
    assert key("x = (\n") == "55c65c0d588a"


def test_what_is_above_matters() -> None:
    assert key("x\n", key("x = 1\n")) != key("x\n", key("x = 2\n"))
    assert key("x\n", key("x = 1\n")) != key("x\n")


def test_a_number_of_thousands_of_digits_has_a_key() -> None:
    text = f"x = 0x{'f' * 5000}\n"
    assert len(str(sys.get_int_max_str_digits())) < 5
    assert key(text) != key("x = 1\n")


def test_the_written_tree_holds_nothing_empty() -> None:
    tree = parse_python("def f(a, /): pass\nx[::2]\n{**b, None: 1j}")
    assert tree is not None
    assert canonical(tree) == (
        "Module( body=[FunctionDef( name=f args=arguments( posonlyargs=[arg( arg=a)]) body=[Pass()])"
        "Expr( value=Subscript( value=Name( id=x) slice=Slice( step=Constant(0x2))))"
        "Expr( value=Dict( keys=[~Constant(NoneType:None)] values=[Name( id=b)Constant(complex:1j)]))])"
    )


def test_a_deep_tree_is_written() -> None:
    text = "+".join(["x"] * 900)
    assert key(text) != key(text + "+x")


OPTIONS = BlockOptions()
FIGURES = FigureConfig()
CHANGING: list[BlockOptions] = [
    replace(OPTIONS, seed=1),
    replace(OPTIONS, device="cuda"),
    replace(OPTIONS, session="other"),
    replace(OPTIONS, threads=2),
    replace(OPTIONS, error=True),
    replace(OPTIONS, warning=False),
    replace(OPTIONS, fig_width=3.0),
    replace(OPTIONS, fig_height=3.0),
    replace(OPTIONS, fig_format="png"),
    replace(OPTIONS, fig_dpi=72),
    replace(OPTIONS, depends=("data.csv",)),
]
UNCHANGING: list[BlockOptions] = [
    replace(OPTIONS, label="a"),
    replace(OPTIONS, echo=False),
    replace(OPTIONS, output=False),
    replace(OPTIONS, fig_cap="a", fig_alt="b"),
    replace(OPTIONS, timeout=1.0),
    replace(OPTIONS, raises="ValueError"),
    replace(OPTIONS, volatile=True),
    replace(OPTIONS, expect="a reason"),
    replace(OPTIONS, eval=True),
    replace(OPTIONS, tags=("slow",)),
    replace(OPTIONS, fig_width=6.0),
    replace(OPTIONS, fig_format="svg"),
    replace(OPTIONS, fig_dpi=144),
]


def conditions(options: BlockOptions, figures: FigureConfig = FIGURES, *, seed: int = 0) -> tuple[str, ...]:
    return conditions_of(options, figures, seed=seed, prelude=())


@pytest.mark.parametrize("options", CHANGING)
def test_options_that_change_the_result_enter(options: BlockOptions) -> None:
    assert conditions(options) != conditions(OPTIONS)
    assert key("x\n", "", *conditions(options)) != key("x\n", "", *conditions(OPTIONS))


@pytest.mark.parametrize("options", UNCHANGING)
def test_options_that_do_not_change_the_result_stay_out(options: BlockOptions) -> None:
    assert conditions(options) == conditions(OPTIONS)


def test_the_vaults_figures_seeds_and_the_prelude_enter() -> None:
    assert conditions(OPTIONS, FigureConfig(dpi=300)) != conditions(OPTIONS)
    assert conditions(OPTIONS, FigureConfig(folder="pictures")) == conditions(OPTIONS)
    assert conditions(OPTIONS, FigureConfig(style="ggplot")) != conditions(OPTIONS)
    assert conditions(OPTIONS, FigureConfig(dark=True)) != conditions(OPTIONS)
    assert conditions(OPTIONS, seed=1) != conditions(OPTIONS)
    named = conditions_of(OPTIONS, FIGURES, seed=0, prelude=("np", "torch"))
    assert named != conditions(OPTIONS)
    assert named == conditions_of(OPTIONS, FIGURES, seed=0, prelude=("torch", "np"))

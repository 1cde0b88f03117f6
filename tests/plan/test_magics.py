"""A notebook's magics."""

from __future__ import annotations

import pytest

from vault_runner.plan.magics import mend_magics
from vault_runner.plan.source import Source

PASSED = {
    "%matplotlib inline\nx = 1\n": ("# %matplotlib inline\nx = 1\n", ((10, "%matplotlib inline"),)),
    "x = 1\n%config InlineBackend.x = 'svg'\n": (
        "x = 1\n# %config InlineBackend.x = 'svg'\n",
        ((11, "%config InlineBackend.x = 'svg'"),),
    ),
    "%load_ext autoreload\n%autoreload 2\n": (
        "# %load_ext autoreload\n# %autoreload 2\n",
        ((10, "%load_ext autoreload"), (11, "%autoreload 2")),
    ),
    "%%time\nx = f()\n": ("# %%time\nx = f()\n", ((10, "%%time"),)),
    "#| label: a\n%%timeit -n 10 -r3\nf()\n": (
        "#| label: a\n# %%timeit -n 10 -r3\nf()\n",
        ((11, "%%timeit -n 10 -r3"),),
    ),
    "%time x = f()\n": ("x = f()\n", ((10, "%time"),)),
    "for a in b:\n    %timeit -n 10 -r3 f(a)\n": ("for a in b:\n    f(a)\n", ((11, "%timeit"),)),
    "np.sum?\n?np.sum\nif a:\n    b??\n": (
        "# np.sum?\n# ?np.sum\nif a:\n    pass  # b??\n",
        ((10, "np.sum?"), (11, "?np.sum"), (13, "b??")),
    ),
    "if a:\n    %matplotlib inline\n": ("if a:\n    pass  # %matplotlib inline\n", ((11, "%matplotlib inline"),)),
}
REFUSED = {
    "!pip install torch\nimport torch\n": "line 10 begins with `!pip install …`, which needs the `shell` switch",
    "x = 1\n!ls\n": "line 11 begins with `!ls`, which needs the `shell` switch",
    "%cd ..\n": "line 10 begins with `%cd ..`, which needs the `shell` switch",
    "%time\nx = 1\n": "line 10 begins with `%time`, which needs the `shell` switch",
    "x = !ls -l src\n": "line 10 runs `!ls -l …`, which needs the `shell` switch",
    "%%bash\nls\n": "line 10 begins with `%%bash`, which needs the `shell` switch",
    "%%timeit x = 3\nf(x)\n": "line 10 begins with `%%timeit x …`, which needs the `shell` switch",
    "%matplotlib inline\n  !ls -l\n": "line 11 begins with `!ls -l`, which needs the `shell` switch",
}
LEFT_ALONE = [
    "x = 1\n",
    "x = (a\n% b)\n",
    "x = a \\\n% b\n",
    "s = '''\n%matplotlib inline\n!ls\n'''\n",
    "print('%d' % 3)\n",
    "% a line that is no magic\n",
    "!= 3\n",
    "x = (\n",
]


@pytest.mark.parametrize(("text", "expected"), PASSED.items())
def test_magics_that_change_nothing_are_passed_over(
    text: str, expected: tuple[str, tuple[tuple[int, str], ...]]
) -> None:
    source, passed, refused = mend_magics(Source.of(text, 10))
    assert (source.text, passed) == expected
    assert source.lines == Source.of(text, 10).lines
    assert refused == ""


@pytest.mark.parametrize(("text", "because"), REFUSED.items())
def test_other_magics_need_the_shell(text: str, because: str) -> None:
    assert mend_magics(Source.of(text, 10)) == (Source.of(text, 10), (), because)


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_arithmetic_strings_and_slips_are_no_magic(text: str) -> None:
    assert mend_magics(Source.of(text, 10)) == (Source.of(text, 10), (), "")

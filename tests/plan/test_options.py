"""A block's options: layers, spellings, and the sentence for each thing that can't be used."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plan.making import Code, code, marked, note, said

from vault_runner.config import Config
from vault_runner.model import BlockOptions
from vault_runner.plan.options import block_options, vault_options

BASE = BlockOptions()

LAID = {
    "x": BASE,
    "#| label: fig-a\n#| echo: false\nx": replace(BASE, label="fig-a", echo=False),
    "#| fig_cap: A curve\n#| fig.alt: It falls\n#| fig-width: 8": replace(
        BASE, fig_cap="A curve", fig_alt="It falls", fig_width=8.0
    ),
    "#| include: false": replace(BASE, output=False),
    "#| include: true": BASE,
    "#| tags: [raises-exception, slow]": replace(BASE, error=True, tags=("raises-exception", "slow")),
    "#| tags: [hide-output]": replace(BASE, output=False, tags=("hide-output",)),
    "#| tags: remove-output": replace(BASE, output=False, tags=("remove-output",)),
    "#| depends: [a, b]\n#| depends: [b, c]": replace(BASE, depends=("a", "b", "c")),
    "#| code-fold: true\n#| layout-ncol: 2\n#| tbl-cap: words\n#| classes: a\n#| id: b": BASE,
    '#| expect: wrong "a sign"': replace(BASE, expect="a sign"),
    "#| timeout: 90\n#| timeout: 5": replace(BASE, timeout=5.0),
}


@pytest.mark.parametrize(("source", "expected"), LAID.items())
def test_comments(source: str, expected: BlockOptions) -> None:
    holder = note(source)
    assert block_options(holder, holder.blocks[0], BASE) == (expected, ())


INFO = {
    "python {label=x}": replace(BASE, label="x"),
    "python run session=b timeout=5": replace(BASE, session="b", timeout=5.0),
    "python {ignore=all}": replace(BASE, session="none"),
    "python {ignore=pre}": BASE,
    "python title=main.py fold {1,3}": BASE,
    "python timeout=soon device=gpu": BASE,
    "python continuation fixture=x skip": BASE,
    "python echo": BASE,
}


@pytest.mark.parametrize(("info", "expected"), INFO.items())
def test_info_strings_are_read_where_they_are_ours_and_left_alone_elsewhere(info: str, expected: BlockOptions) -> None:
    holder = note(code("x", info))
    assert block_options(holder, holder.blocks[0], BASE) == (expected, ())


def test_a_comment_wins_over_the_info_string() -> None:
    holder = note(code("#| label: below\nx", "python label=above timeout=5"))
    options, _ = block_options(holder, holder.blocks[0], BASE)
    assert (options.label, options.timeout) == ("below", 5.0)


def test_a_directive_above_the_block() -> None:
    holder = note(Code("x\n", options=(("expect", 'wrong "a sign"'),)))
    assert block_options(holder, holder.blocks[0], BASE)[0].expect == "a sign"


WRONG = {
    "#| timout: 3": "VRP201: `timout` is not an option; did you mean `timeout`?",
    "#| fig_captoin: a": "VRP201: `fig_captoin` is not an option; did you mean `fig-cap`?",
    "#| execute: false": "VRP201: `execute` is not an option; did you mean `eval`?",
    "#| caption: a": "VRP201: `caption` is not an option; did you mean `fig-cap`?",
    "#| zzzz: 3": "VRP201: `zzzz` is not an option; allowed: `label`, `eval`, `echo`, `include`, `output`, "
    "`error`, `warning`, `fig-cap`, `fig-alt`, `fig-width`, `fig-height`, `fig-format`, `fig-dpi`, `session`, "
    "`timeout`, `raises`, `device`, `depends`, `seed`, `check`, `implements`, `threads`, `volatile`, `expect`, `tags`",
    "#| eval: flase": "VRP202: `eval` is `flase`; allowed: `true` or `false`",
    "#| device: gpu": "VRP202: `device` is `gpu`; allowed: `auto`, `cpu`, `cuda`, `cuda:0`, `mps` or `xpu`",
    "#| timeout: -1": "VRP202: `timeout` is `-1`; allowed: a number of seconds above 0",
    "#| seed: [1, true]": "VRP202: `seed` is `1, true`; allowed: a whole number from 0",
    "#| fig-format: pdf": "VRP202: `fig-format` is `pdf`; allowed: `svg` or `png`",
    "#| fig-dpi: 5": "VRP202: `fig-dpi` is `5`; allowed: a whole number from 20 up to 1200",
    "#| label:": "VRP202: `label` has no value; allowed: a name",
    "#| expect: wrong": 'VRP202: `expect` is `wrong`; allowed: `wrong "…"` with the reason why it is left wrong',
}


@pytest.mark.parametrize(("source", "sentence"), WRONG.items())
def test_what_cannot_be_used_is_told(source: str, sentence: str) -> None:
    holder = note(source)
    options, findings = block_options(holder, holder.blocks[0], BASE)
    assert said(findings) == [sentence]
    assert marked(holder, findings[0]) == source
    assert findings[0].severity == "error"
    assert replace(options, eval=None) == BASE


def test_an_eval_that_cannot_be_read_runs_nothing() -> None:
    holder = note("#| eval: flase")
    assert block_options(holder, holder.blocks[0], BASE)[0].eval is False


def test_the_vault_lies_below_all() -> None:
    config = Config(timeout=7, session="s", device="cpu", threads=2, warning=False, error=True)
    assert vault_options(config) == BlockOptions(
        timeout=7.0, session="s", device="cpu", threads=2, warning=False, error=True
    )
    assert vault_options(Config()) == BASE

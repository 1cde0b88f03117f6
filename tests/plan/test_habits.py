"""The spellings of other tools, as the guide about them lists them: each is tried, and none may be listed untried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vault_runner.config import Config
from vault_runner.model import BlockOptions, NotePlan
from vault_runner.parse import parse
from vault_runner.plan import plan

GUIDE = Path(__file__).parents[2] / "vault" / "Guides" / "Coming from Execute Code, Quarto and Jupyter.md"
LISTED = re.compile(r"^- (`+) ?(?P<spelling>.+?) ?\1: \*\*(?P<verdict>[^*]+)\*\*", re.MULTILINE)


def _cell(line: str, info: str = "{python}") -> str:
    return f"```{info}\n{line}\nprint(1)\n```\n"


def _with(braces: str, language: str = "python run") -> str:
    return f"```{language} {braces}\nprint(1)\n```\n"


def _front(properties: str, info: str = "{python}") -> str:
    return f"---\n{properties}\n---\n```{info}\nprint(1)\n```\n"


NOTES = {
    **{
        opening: f"{opening}\nprint(1)\n```\n"
        for opening in (
            "```run-python", "```python", "```norun-python", "```{python}", "```{{python}}", "```{r}",
            "```{python setup, include=FALSE}", "```{code-cell}", "```python {.marimo}", "```python run",
        )
    },
    **{
        braces: _with(braces)
        for braces in (
            "{label='a'}", "{import=['a', 'b']}", "{ignore='all'}", "{ignore='pre'}", "{active=false}", "notest",
            'tags=["raises-exception"]', 'tags=["hide-output"]', 'tags=["skip-execution"]', "continuation",
        )
    },
    **{braces: _with(braces, "python") for braces in ("{pre}", "{post}")},
    **{braces: _with(braces, "python") for braces in ('{.marimo disabled="true"}', '{.marimo hide_code="true"}')},
    **{info: _with("", info) for info in ("{python, eval=FALSE}", "{python, fig.width=3}")},
    **{word: _cell(f"x = {word}") for word in ("@vault_path", "@note_path", "@title")},
    **{
        line: _cell(line)
        for line in (
            '@show("picture.png")', '@html("<b>text</b>")', "#| eval: false", "#| label: fig-loss", "#| output: false",
            "#| output: asis", "#| include: false", "#| error: true", "#| warning: false", '#| fig-cap: "Loss"',
            "#| echo: false", "#| cache: true", "#| freeze: auto", "#| code-fold: true",
            "%matplotlib inline", "%%time", "%time x = f()", "np.sum?", "!pip install numpy", "%pip install numpy",
            "%%bash", "# %%", "display(x)",
        )
    },
    "execute: {enabled: false}": _front("execute: {enabled: false}"),
    "execute: {warning: false}": _front("execute: {warning: false}"),
    "execute: {freeze: auto}": _front("execute: {freeze: auto}"),
    "vault-run-execute: all": _front("vault-run-execute: all", "python"),
    "::: {.callout-note}": "::: {.callout-note}\n```{python}\nprint(1)\n```\n:::\n",
    "{python} 1 + 1": "It is `{python} 1 + 1`.\n",
    ">>> 1 + 1": "```python run\n>>> 1 + 1\n2\n```\n",
    '<!-- skip: next "needs a GPU" -->': '<!-- skip: next "needs a GPU" -->\n```python run\nprint(1)\n```\n',
}  # fmt: skip


def _planned(text: str) -> NotePlan:
    return plan([parse(text, "Guides/Note.md")], Config()).notes[0]


def _options(text: str) -> BlockOptions:
    return _planned(text).steps[0].options


def _listed() -> dict[str, str]:
    return {found["spelling"]: found["verdict"] for found in LISTED.finditer(GUIDE.read_text(encoding="utf-8"))}


def test_what_is_listed_is_tried() -> None:
    assert set(_listed()) == set(NOTES)
    assert set(_listed().values()) == {"runs", "runs, with a hint", "holds", "changes nothing", "isn't run"}


@pytest.mark.parametrize("spelling", NOTES)
def test_each_spelling_is_read_as_the_guide_says(spelling: str) -> None:
    verdict, planned = _listed()[spelling], _planned(NOTES[spelling])
    hints = [finding for finding in planned.findings if finding.rule in {"VRX111", "VRX113", "VRX114"}]
    assert (len(planned.steps), bool(hints)) == {
        "runs": (1, False),
        "runs, with a hint": (1, True),
        "holds": (1, False),
        "changes nothing": (1, False),
        "isn't run": (0, False),
    }[verdict]
    assert not [finding for finding in planned.findings if finding.severity == "error"]


@pytest.mark.parametrize("spelling", [spelling for spelling, text in NOTES.items() if _listed()[spelling] == "holds"])
def test_what_holds_changes_the_options_of_its_block(spelling: str) -> None:
    assert _options(NOTES[spelling]) != _options("```python run\nprint(1)\n```\n")


@pytest.mark.parametrize(
    "spelling", [spelling for spelling in NOTES if _listed()[spelling] == "changes nothing" and "echo" not in spelling]
)
def test_what_changes_nothing_leaves_the_options_of_its_block(spelling: str) -> None:
    assert _options(NOTES[spelling]) == _options("```python run\nprint(1)\n```\n")


@pytest.mark.parametrize(
    ("spelling", "name", "value"),
    [
        ("{label='a'}", "label", "a"),
        ("{ignore='all'}", "session", "none"),
        ("#| label: fig-loss", "label", "fig-loss"),
        ("#| output: false", "output", False),
        ("#| output: asis", "output", "asis"),
        ("#| include: false", "output", False),
        ("```{python setup, include=FALSE}", "output", False),
        ("#| error: true", "error", True),
        ("#| warning: false", "warning", False),
        ('#| fig-cap: "Loss"', "fig_cap", "Loss"),
        ("{python, fig.width=3}", "fig_width", 3.0),
        ("execute: {warning: false}", "warning", False),
        ('tags=["raises-exception"]', "error", True),
        ('tags=["hide-output"]', "output", False),
    ],
)
def test_what_holds_means_what_it_means_elsewhere(spelling: str, name: str, value: object) -> None:
    assert getattr(_options(NOTES[spelling]), name) == value


def test_reasons_are_told_for_what_was_asked_for() -> None:
    reasons = {
        spelling: _planned(NOTES[spelling]).skipped[0].because
        for spelling in ('@show("picture.png")', "!pip install numpy", '<!-- skip: next "needs a GPU" -->')
    }
    assert reasons == {
        '@show("picture.png")': "line 2 uses `@show`, which only the Execute Code plugin has",
        "!pip install numpy": "line 2 begins with `!pip install …`, which needs the `shell` switch",
        '<!-- skip: next "needs a GPU" -->': "a `skip` comment stands above it: needs a GPU",
    }

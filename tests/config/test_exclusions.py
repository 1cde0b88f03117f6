"""What never counts as a note: names that tools leave behind, and templates."""

from __future__ import annotations

import pytest

from vault_runner.config import Config, is_template
from vault_runner.config.exclusions import excluder, is_hidden, is_note, is_surely_note
from vault_runner.errors import ConfigError

NOTES = ["a.md", "A.MD", "excalidraw.md", "约束.md", "on conflicted copy.md", "v1.2 (draft).md", "x~y.md"]
NO_NOTES = [
    "a.txt",
    "a.md.bak",
    "a.md~",
    "a~.md",
    "~$a.md",
    "sketch.excalidraw.md",
    "Sketch.Excalidraw.md",
    "a.sync-conflict-20250101-120000-ABCDEFG.md",
    "a (conflicted copy 2025-01-01).md",
    "a (Conflicted copy laptop 202501011200).md",
    "a (Li's conflicted copy 2025-01-01).md",
    "a.canvas",
]

TEMPLATES = [
    "<% tp.date.now() %>\n",
    "---\ncreated: <%tp.file.creation_date()%>\n---\n",
    "text\n<%*\nlet x = 1;\n-%>\nmore\n",
    "- [ ] <%- tp.file.title -%>",
]
NO_TEMPLATES = [
    "",
    "plain\n",
    "5 <% 6\n",
    "a %> b <% c\n",
    "Write `<% tp.date.now() %>` to get the date.\n",
    "```python\nprint('<%s %d%>' % (1, 2))\n```\n",
    "> ~~~\n> <% tp.date.now() %>\n> ~~~\n",
    "````\n```\n<% tp.date.now() %>\n```\n````\n",
]


@pytest.mark.parametrize("name", NOTES)
def test_notes_by_name(name: str) -> None:
    assert is_note(name)


@pytest.mark.parametrize("name", NO_NOTES)
def test_no_notes_by_name(name: str) -> None:
    assert not is_note(name)
    assert not is_surely_note(name)


@pytest.mark.parametrize("name", [".obsidian", ".trash", ".git", ".hidden.md", "node_modules"])
def test_hidden_names(name: str) -> None:
    assert is_hidden(name)


@pytest.mark.parametrize("text", TEMPLATES)
def test_templates(text: str) -> None:
    assert is_template(text.encode())


@pytest.mark.parametrize("text", NO_TEMPLATES)
def test_no_templates(text: str) -> None:
    assert not is_template(text.encode())


def test_a_template_need_not_be_text() -> None:
    assert is_template(b"\xff\xfe <% tp.file.title %>")


def test_a_pattern_that_cannot_be_understood_is_named() -> None:
    with pytest.raises(ConfigError) as caught:
        excluder(Config(exclude=("fine/", "!")))
    assert str(caught.value) == (
        "`exclude` holds a pattern that can't be understood: Invalid git pattern: '!'; patterns are those of .gitignore"
    )

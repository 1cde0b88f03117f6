"""Settings for a path and a note's own properties: who says which blocks run."""

from __future__ import annotations

import pytest

from vault_runner.config import read_config
from vault_runner.parse import parse
from vault_runner.plan.properties import note_settings

CONFIG = read_config(
    b"execute: all\nrules:\n  - {paths: [old/], execute: none}\n  - {paths: [strict/], execute: tagged}\n"
)
ALL = "---\nvault-run-execute: all\n---\n"


@pytest.mark.parametrize(
    ("path", "text", "execute"),
    [
        ("a.md", "", "all"),
        ("strict/a.md", "", "tagged"),
        ("strict/a.md", ALL, "all"),
        ("old/a.md", "", "none"),
        ("old/a.md", ALL, "none"),
        ("old/a.md", "---\nexecute: true\n---\n", "none"),
    ],
)
def test_a_note_may_ask_for_more_but_not_where_nothing_runs(path: str, text: str, execute: str) -> None:
    assert note_settings(parse(text + "```python\n1\n```\n", path), CONFIG).execute == execute

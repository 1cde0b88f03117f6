"""The corpus on which the plugin's finder of blocks is measured says what the parser says.

`python tests/bridge/test_block_corpus.py` writes it anew.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vault_runner.parse import parse

CORPUS = Path(__file__).parents[2] / "plugin-bridge" / "tests" / "fixtures" / "blocks"
NOTES = sorted(CORPUS.glob("*.md"))


def _rows(note: Path) -> str:
    parsed = parse(note.read_text(encoding="utf-8"), note.name)
    rows = [
        {"line": block.line - 1, "endLine": block.end_line - 1, "prefix": block.prefix, "source": block.source}
        for block in parsed.blocks
        if block.language in {"python", "python3", "py"} and block.closed and not block.commented
    ]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.stem)
def test_the_corpus_is_up_to_date(note: Path) -> None:
    assert note.with_suffix(".json").read_text(encoding="utf-8") == _rows(note), "write it anew with this file"


def test_there_is_a_corpus() -> None:
    assert len(NOTES) >= 3


if __name__ == "__main__":
    for each in NOTES:
        each.with_suffix(".json").write_text(_rows(each), encoding="utf-8")

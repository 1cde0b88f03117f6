"""Checks that a change takes away, in real repositories; nothing is run for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pipeline.repositories import repository, write

from vault_runner.config import Config, PathRule
from vault_runner.pipeline import open_vault
from vault_runner.pipeline.rulings.changed import changes_since
from vault_runner.pipeline.rulings.lost import lost_checks
from vault_runner.pipeline.rulings.weaker import weakened

NOTE = """# A note

```python run
x = [1, 2]  # => [1, 2]
y = 3
```

words

$$a + b = b + a$$

```python run
z = 4
```
"""


def lost(tmp_path: Path, after: dict[str, str], before: dict[str, str] | None = None, baseline: str = "") -> list[str]:
    """Return what a change from `before` to `after` takes away, each as `rule path:line message`."""
    files = {"n.md": NOTE} if before is None else before
    folder = repository(tmp_path / "r", files)
    for name in set(files) - set(after):
        (folder / name).unlink()
    write(folder, after)
    vault = open_vault([folder])
    found = lost_checks(vault, changes_since(vault, "main"), baseline=folder / baseline if baseline else None)
    told = []
    for one in found:
        path = folder / one.path
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        told.append(f"{one.rule} {one.path}:{text[: one.span.start].count(chr(10)) + 1} {one.message}")
    return told


@pytest.mark.parametrize(
    "after",
    [
        NOTE.replace("```python run\nx", "```python\nx"),
        NOTE.replace("```python run\nx", "```python run skip\nx"),
        NOTE.replace("```python run\nx", "```python run\n#| eval: false\nx"),
        NOTE.replace("```python run\nx", '<!-- skip: next "slow" -->\n```python run\nx'),
        "more\n\n" + NOTE.replace("```python run\nx", "~~~py\nx").replace("y = 3\n```", "y = 3\n~~~"),
    ],
)
def test_a_block_that_runs_no_more(tmp_path: Path, after: str) -> None:
    (told,) = [line for line in lost(tmp_path, {"n.md": after}) if line.startswith("VRT101")]
    assert told.endswith("this block ran before the change (line 3 there)")


def test_a_note_that_opts_out_as_a_whole(tmp_path: Path) -> None:
    found = lost(tmp_path, {"n.md": "---\nvault-run-execute: none\n---\n" + NOTE})
    assert [line.split(" ")[0] for line in found] == ["VRT101", "VRT101"]


def test_what_stays_checked_is_not_lost(tmp_path: Path) -> None:
    moved = NOTE.replace("$$a + b = b + a$$\n\n", "") + "\n$$a + b = b + a$$\n"
    edited = moved.replace("# => [1, 2]", "# => [1, 3]").replace("z = 4", "z = 5")
    assert lost(tmp_path, {"n.md": edited}) == []


def test_a_claim_that_is_gone_is_quoted(tmp_path: Path) -> None:
    after = NOTE.replace("  # => [1, 2]", "").replace("$$a + b = b + a$$\n", "")
    assert lost(tmp_path, {"n.md": after}) == [
        "VRT102 n.md:4 no longer stated: `[1, 2]` (line 4), `a + b = b + a` (line 10)"
    ]


def test_new_ignores_and_expectations(tmp_path: Path) -> None:
    after = NOTE.replace("words", '<!-- vault-run: ignore VRE102 "a slip" -->\nwords').replace(
        "b + a$$", 'b + a % expect: wrong "kept"\n$$'
    )
    assert lost(tmp_path, {"n.md": after, "new.md": '<!-- vault-run: ignore VRX "new" -->\nx\n'}) == [
        "VRT103 n.md:8 the change adds an ignore of VRE102 (“a slip”)",
        "VRT103 n.md:11 the change adds `expect: wrong` (“kept”)",
        "VRT103 new.md:1 the change adds an ignore of VRX (“new”)",
    ]


def test_a_note_that_is_gone_and_one_that_had_nothing_to_check(tmp_path: Path) -> None:
    assert lost(tmp_path, {"b.md": "b"}, {"n.md": NOTE, "b.md": "a", "c.md": "words"}) == [
        "VRT105 n.md:1 this note is gone, and with it 2 blocks and 2 statements that were checked"
    ]


def test_weaker_settings_and_a_longer_baseline(tmp_path: Path) -> None:
    before = {"vault-run.yaml": "execute: all\n", "b.json": '{"version": 1, "findings": []}'}
    entry = '{"path": "n.md", "rule": "VRS101", "fingerprint": "0", "count": 2}'
    after = {"vault-run.yaml": "exclude: [x/]\n", "b.json": f'{{"version": 1, "findings": [{entry}]}}'}
    assert lost(tmp_path, after, before, "b.json") == [
        "VRT104 vault-run.yaml:1 `execute` was `all` and is `tagged`: untagged blocks run no more",
        "VRT104 vault-run.yaml:1 more notes are left out: `x/`",
        "VRT104 b.json:1 the change adds 2 findings to the baseline",
    ]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ({}, {"ignore": ("VRS",)}, "`a/`: VRS is no longer told"),
        ({"ignore": ("VRS",)}, {}, None),
        ({}, {"severity": {"VRS101": "warning"}}, "`a/`: VRS101 is no more than `warning`"),
        ({}, {"severity": {"VRX101": "error"}}, None),
        ({"severity": {"VRX101": "error"}}, {}, "`a/`: VRX101 is no longer raised to `error`"),
        ({}, {"execute": "none"}, "`a/`: `execute` was `the usual` and is `none`"),
        ({"execute": "all"}, {"execute": "tagged"}, "`a/`: `execute` was `all` and is `tagged`"),
    ],
)
def test_rules_for_a_path_that_check_less(
    before: dict[str, object], after: dict[str, object], sentence: str | None
) -> None:
    old, new = (
        Config(rules=(PathRule(paths=("a/",), **rule),))  # type: ignore[arg-type]  # as given
        for rule in (before, after)
    )
    assert list(weakened(old, new)) == ([sentence] if sentence else [])

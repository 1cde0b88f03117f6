"""Small vaults, and what a real run of pytest over them told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import FOLDERS, share

NOTE = """\
# A

```python run
#| label: first
total = 2 + 2   # => 4
print("hello")
```

```python run
total + 1   # => 6
```

```python run
half = total / nothing
```

```python run
half + 1   # => 2
```

```python run skip
open("ran", "w")
```

<!-- skip: next "needs a GPU" -->
```python run
open("ran", "w")
```

```python run
#| expect: wrong "division by zero"
total / 0
```

```python run
total * 2  # => 9 expect: wrong "a slip"
```

```python
open("ran", "w")
```
"""
GREEN = "```python run\nx = 1\nx + 1  # => 2\n```\n"
ENDS = {
    "note": "PASSED",
    "block-first": "PASSED",
    "output-first-L5": "PASSED",
    "block-L9": "PASSED",
    "output-L10": "FAILED",
    "block-L13": "FAILED",
    "block-L17": "SKIPPED",
    "output-L18": "SKIPPED",
    "block-L21": "SKIPPED",
    "block-L26": "SKIPPED",
    "block-L30": "XFAIL",
    "block-L35": "PASSED",
    "output-L36": "XFAIL",
}


@pytest.fixture(name="vault")
def empty_vault(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "GITHUB_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    share(pytester.path / ".cache")
    # Each run is a process of its own; compiling everything anew would be most of its time.
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(FOLDERS / "bytecode"))
    # Nor is anything tested here of other plugins, one of which takes long to load.
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:hypothesispytest -p no:benchmark")
    folder = pytester.path / "vault"
    (folder / ".obsidian").mkdir(parents=True)
    return folder


def write(folder: Path, **notes: str) -> None:
    for name, text in notes.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def ends(result: pytest.RunResult) -> dict[str, str]:
    found = (re.match(r"vault/\w+\.md::(\S+) ([A-Z]+)", line) for line in result.outlines)
    return {one[1]: one[2] for one in found if one}


def collected(result: pytest.RunResult) -> list[str]:
    return [line for line in result.outlines if "::" in line]

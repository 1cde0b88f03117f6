"""Sizes that names keep across the blocks of one admonition or section, and those they don't."""

from __future__ import annotations

import pytest
from claims.judging import Judged, judge_notes

NOTES = {
    "goes on.md": """````ad-note
```python
X = torch.zeros(4, 3)  # (B, D)
```

## further

```python
Y = X[:2]  # (B, D)
Z = X * 2  # (B, D)
```
````
""",
    "anew.md": """```python
X = torch.zeros(4, 3)  # (B, D)
```

```python
X = torch.zeros(2, 7)  # (B, D)
Y = X.sum(0)           # (D,)
```
""",
    "another section.md": """```python
X = torch.zeros(4, 3)  # (B, D)
```

# Later

```python
Y = X[:2]              # (B, D)
```
""",
}


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return judge_notes(NOTES, tmp_path_factory.mktemp("vault"))


def statuses(judged: Judged, name: str) -> list[str]:
    return [verdict.status for verdict in judged[name][1]]


def test_another_size_in_a_later_block_is_a_doubt_at_most(judged: Judged) -> None:
    assert statuses(judged, "goes on.md") == ["not-checkable", "doubted", "verified"]
    _, verdicts = judged["goes on.md"]
    assert verdicts[1].reason == "Y: says (B, D), is (2, 3); axis 0 is 2, not 4 (`B` is 4 since line 3)"


def test_a_block_that_makes_its_own_arrays_chooses_its_own_sizes(judged: Judged) -> None:
    assert statuses(judged, "anew.md") == ["not-checkable", "not-checkable", "verified"]


def test_a_heading_begins_anew(judged: Judged) -> None:
    assert statuses(judged, "another section.md") == ["not-checkable", "not-checkable"]

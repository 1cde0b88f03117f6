"""What names stand for, and which of them are names of axes at all."""

from __future__ import annotations

import hashlib

import pytest

from vault_runner.parse import parse
from vault_runner.verify.shape_scopes import Known, Scope, container_of, may_be_coordinates, names_an_axis


@pytest.mark.parametrize(
    "name", ["B", "n", "d_k", "T'", "batch", "seq_len", "n_heads", "vocab", "批量", "heads", "HW", "x1", "words"]
)
def test_names_of_axes(name: str) -> None:
    assert names_an_axis(name)


@pytest.mark.parametrize("name", ["train", "optional", "values", "left", "labels", "default", "name"])
def test_words_that_name_no_axis(name: str) -> None:
    assert not names_an_axis(name)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["x", "y"], True),
        (["r", "g", "b"], True),
        (["x1", "y1", "x2", "y2"], True),
        (["mean", "std"], True),
        (["b", "k"], False),
        (["h", "w"], False),
        (["x"], False),
        (["B", "T"], False),
    ],
)
def test_coordinates(names: list[str], expected: bool) -> None:
    assert may_be_coordinates(names) is expected


def test_of_a_comment_and_a_variable_the_later_counts() -> None:
    variables = {"n": Known(5, 4, "code")}
    assert Scope(own={"n": Known(3, 2)}, variables=variables).known()["n"].size == 5
    assert Scope(own={"n": Known(3, 6)}, variables=variables).known()["n"].size == 3


def test_what_the_block_says_counts_more_than_what_another_said() -> None:
    scope = Scope(inherited={"n": Known(9, 1, "container"), "m": Known(8, 1, "container")}).with_bindings([("n", 2)], 5)
    assert {name: known.size for name, known in scope.known().items()} == {"n": 2, "m": 8}


NOTE = """# One

```python
a
```

```python
b
```

text

---

```python
c  # d
# heading
```

````ad-note
## inside

```python
d
```

## inside again

```python
e
```
````

> [!tip] one
> ```python
> f
> ```
"""


def test_blocks_of_one_section_or_one_admonition_belong_together() -> None:
    note = parse(NOTE, "n.md", digest=hashlib.sha256(NOTE.encode()).hexdigest(), bom=False)
    found = [container_of(note, block) for block in note.blocks if block.language == "python"]
    assert found == [("section", 1), ("section", 1), ("section", 13), ("ad", 20), ("ad", 20), ("callout", 34)]

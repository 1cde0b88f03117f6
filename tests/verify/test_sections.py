"""Sections of a note end at headings, rules and the edges of containers, and nowhere else."""

from __future__ import annotations

from vault_runner.parse import parse
from vault_runner.verify.sections import Sections

NOTE = """one

# Heading

two

```python
# no heading
---
```

three

> [!note] box
> four
>
> ## inner
> five

six

---

seven
"""


def _same(first: str, second: str) -> bool:
    sections = Sections(parse(NOTE, "note.md"))
    return sections.around(NOTE.index(first)) == sections.around(NOTE.index(second))


def test_headings_rules_and_containers_divide() -> None:
    assert not _same("one", "two")
    assert not _same("three", "four")
    assert not _same("four", "five")
    assert not _same("five", "six")
    assert not _same("six", "seven")


def test_what_stands_in_code_divides_nothing() -> None:
    assert _same("two", "three")


def test_the_container_of_a_place_is_the_innermost() -> None:
    sections = Sections(parse(NOTE, "note.md"))
    assert sections.container(NOTE.index("two")) is None
    box = sections.container(NOTE.index("five"))
    assert box is not None
    assert box.type == "note"

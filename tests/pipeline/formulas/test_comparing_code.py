"""Functions of a note are called on arguments from outside and compared with the formulas that they compute."""

from __future__ import annotations

import json
from typing import Any

import pytest
from command import vault_run

NOTE = r"""# Overlap

Let $X, Y \in \mathbb{R}^{a \times b \times c}$.

$$
\text{overlap}(X, Y) = \sum_{i,j,k} X_{ijk} Y_{ijk}
$$

```python run
import numpy as np

calls = 0

def overlap(X, Y):
    global calls
    calls += 1
    print("called")
    return np.sum(X * Y)
```

# Spread

Let $x, y \in \mathbb{R}^n$.

$$
\text{spread}(x, y) = \|x - y\|^2 + 1 \tag{3.1}
$$

```python run
#| implements: 3.1
def apart(x, y):
    return ((x - y) ** 2).sum()
```

# Energy

Let $x \in \mathbb{R}^n$.

$$
\text{energy}(x) = \frac{1}{2} \langle x, x \rangle
$$

```python run
def energy(x):
    return sum(v * v for v in x)
```

# Halves

$$
\text{halved}(x) = x_1 \cdots x_n
$$

```python run
def halved(x):
    raise ValueError(x)

calls  # => 0
```
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    note = tmp_path_factory.mktemp("compared") / "note.md"
    note.write_text(NOTE, encoding="utf-8")
    done = vault_run("check", note, "--format", "json")
    assert done.returncode == 1, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)["notes"][0]
    return found


def _claim(report: dict[str, Any], start: str) -> dict[str, Any]:
    return next(claim for claim in report["claims"] if claim["text"].startswith(start))


def test_code_that_agrees_is_noted_beside_the_definition(report: dict[str, Any]) -> None:
    claim = _claim(report, r"\text{overlap}")
    assert claim["status"] == "definition"
    assert claim["reason"].endswith("`overlap` of line 14 gives the same at 5 random arguments")


def test_an_explicit_link_refutes_with_numbers_to_follow(report: dict[str, Any]) -> None:
    claim = _claim(report, r"\text{spread}")
    assert claim["status"] == "refuted"
    values = json.loads(claim["evidence"]["values"])
    assert all(value == int(value) and abs(value) < 10 for vector in values.values() for value in vector)
    squares = sum((a - b) ** 2 for a, b in zip(values["x"], values["y"], strict=True))
    assert (float(claim["found"]), float(claim["expected"])) == (squares, squares + 1)
    (finding,) = (one for one in report["findings"] if one["rule"] == "VRE101")
    assert finding["message"].startswith("`apart` of line 31 computes something else: with x = [")
    assert f"the code gives {claim['found']}, the formula {claim['expected']}" in finding["message"]


def test_a_name_alone_only_doubts(report: dict[str, Any]) -> None:
    assert _claim(report, r"\text{energy}")["status"] == "doubted"
    assert [one["severity"] for one in report["findings"] if one["rule"] == "VRE102"] == ["warning"]


def test_what_can_not_be_compared_stays_as_it_was(report: dict[str, Any]) -> None:
    assert _claim(report, r"\text{halved}")["status"] in {"definition", "not-checkable"}


def test_the_notes_own_run_never_notices(report: dict[str, Any]) -> None:
    assert _claim(report, "0")["status"] == "verified"
    assert len(report["blocks"]) == 4

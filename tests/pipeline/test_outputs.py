"""Outputs that notes state, from the note to the verdict; each line of a table is one line of a note."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest
from command import checked, numbered, vault_run

SETUP = "import math\nimport numpy as np\nimport torch\nx = np.linspace(0, 1, 3)\nn = 5\n"
RIGHT = r"""
print(x)  # [0.  0.5 1. ]
x.sum()  # np.float64(1.5)
x.sum()  # 1.5
1 / 3  # 0.333
2 / 3  # 0.666
math.pi  # ≈ 3.1
math.pi  # 3.1415...
2 ** 20  # 1,048,576
dict(a=1)  # {'a': 1}
set([3, 1, 2])  # {1, 2, 3}
divmod(17, 5)  # (3, 2)
"ab" * 2  # 'abab'
torch.ones(2, requires_grad=True) * 2  # tensor([2., 2.], grad_fn=<MulBackward0>)
torch.tensor([1, 2])  # tensor([1, 2], device='cuda:0')
torch.sigmoid(torch.tensor(0.))  # tensor(0.5000)
print(torch.rand(2).shape)  # torch.Size([2])
x > 0.2  # [False  True  True]
not n  # False
1 + 2j  # (1+2j)
print("mean:", 3.5)  # mean: 3.5
m = n * 2  # m = 10
np.array([1e-17, 1.0])  # [0. 1.]
torch.arange(3)  # [Out]: tensor([0, 1, 2])
n  # => 5
print(np.array([1, 2]))  # Prints "[1, 2]"
print(np.array([1.0, 2.0]))  # "[ 1.  2.]"
print(n)  # 输出：5
"""
WRONG = r"""
print(x)  # [0.  0.4 1. ]
x.sum()  # np.float64(1.6)
1 / 3  # 0.334
math.pi  # 3.15
math.pi  # ≈ 3.214
2 ** 20  # 1,048,577
dict(a=1)  # {'a': 2}
set([3, 1])  # {1, 2}
divmod(17, 5)  # (3, 3)
"ab" * 2  # 'abba'
torch.ones(2, requires_grad=True) * 2  # tensor([2., 3.], grad_fn=<MulBackward0>)
torch.sigmoid(torch.tensor(0.))  # tensor(0.5001)
print(torch.rand(2).shape)  # torch.Size([3])
x > 0.2  # [False  True False]
not n  # True
1 + 2j + 0  # (1+3j)
print("mean:", 3.5)  # mean: 3.6
m = n * 2  # m = 11
u = x.sum() * 2  # 3.5
print(x.sum(), x.mean())  # 1.5 0.6
torch.arange(3)  # [Out]: tensor([0, 1, 3])
n  # => 6
print(np.array([1, 2]))  # Prints "[1, 3]"
print(n)  # 输出：6
"""
SILENT = r"""
lr = 0.1  # 0.01
step = 1  # 2
torch.rand(2)  # tensor([0.5, 0.5])
x.sum() * torch.rand(1)  # tensor([0.5000])
hash("a")  # 12345
seen = {1}; seen.add(2)  # {1, 2}
n * 2.02  # 10
n * 3  # rows: 4
torch.ones(2, 3)  # 6
x.reshape(3, 1)  # [1]
print(n)  # the value of n
f = lambda t: t  # 2
for i in range(3): print(i)  # 7
1 / 3  # ~ 0.4
import os; os.getpid()  # 17
n * n  # (see 3)
torch.empty(2)  # tensor([1., 2.])
torch.nn.Linear(2, 2).weight.sum()  # tensor(0.3)
"""


COUNTED = "a = n * 2  # 1\nb = n * 3  # 2\nc = n * 4  # 3\n"
Note = dict[str, Any]


def code(lines: str) -> str:
    return SETUP + lines.strip() + "\n"


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Note]:
    """Return what one check tells of every note of this module, by its text."""
    tables = (f"```python run\n{code(lines)}```\n" for lines in (RIGHT, WRONG, SILENT, COUNTED))
    texts = [*tables, BELOW, FENCES, SESSION]
    return dict(zip(texts, checked(tmp_path_factory.mktemp("outputs"), texts, "--no-cache"), strict=True))


def statuses(note: Note) -> dict[int, str]:
    """Return the verdict on the output that each line of a note states."""
    assert not [finding for finding in note["findings"] if finding["rule"].startswith("VRX00")], note["findings"]
    return {claim["line"]: claim["status"] for claim in note["claims"] if claim["kind"] in {"output", "shape"}}


def table(notes: dict[str, Note], lines: str) -> dict[str, str]:
    """Return the verdict on each line of a table, written as a block of its own lines."""
    found = statuses(notes[f"```python run\n{code(lines)}```\n"])
    numbered_lines = enumerate(code(lines).split("\n"), start=2)
    return {line: found.get(number, "none") for number, line in numbered_lines if "#" in line}


def test_right_ones_are_verified(notes: dict[str, Note]) -> None:
    found = table(notes, RIGHT)
    assert {line for line, status in found.items() if status != "verified"} == set()


def test_wrong_ones_are_refuted(notes: dict[str, Note]) -> None:
    found = table(notes, WRONG)
    assert {line for line, status in found.items() if status != "refuted"} == set()


def test_what_may_mean_something_else_is_silent(notes: dict[str, Note]) -> None:
    found = table(notes, SILENT)
    assert {line for line, status in found.items() if status in {"refuted", "verified"}} == set()


def test_lines_that_are_counted_state_no_values(notes: dict[str, Note]) -> None:
    found = table(notes, COUNTED)
    assert set(found.values()) == {"not-checkable"}


BELOW = """\
```python run
print("one")
print("two")
# Output:
# one
# two
print("one")
print("two")
# Output:
# one
# three
for i in range(3):
    print(i)
# Output:
# 0
# 1
# 3
y = 4 + 1
# => 6
print(6)
# 6

print("start")

# Output: 7
print(7)
print(8)
# Output: the number that it is
print(9)
# 1. now something else
print(10)
# 11
```
"""


def test_comments_below_statements(notes: dict[str, Note]) -> None:
    assert statuses(notes[BELOW]) == {
        5: "verified",
        10: "refuted",
        15: "refuted",
        19: "verified",
        21: "verified",
        25: "verified",
        28: "not-checkable",
        32: "refuted",
    }


FENCES = """\
```python run
print("loss", 0.25)
```
```output
loss 0.250
```

```python run
print("loss", 0.25)
```

**输出：**

```
loss 0.5
```

```python run
print("loss", 0.25)
```
```text
a drawing of the loss
```

```python run
import random
print(random.random())
```
```output
0.1234
```

```python run
import time
start = time.time()
print(f"took {time.time() - start:.2f} s")
print("done")
```
```output
took 3.21 s
done
```

```python run
for i in range(50):
    print(i)
```
```output
0
1
...
49
```

```python run
a = [1, 2]
a
len(a)
```
```output
[1, 2]
2
```

```python run
#| raises: ZeroDivisionError
1 / 0
```
```output
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ZeroDivisionError: division by zero
```

```python run
b = 3
```
```output
3
```

```python run
import os
_ = os.write(1, b"hello")
print("end")
```
```output
hello
begin
```
"""


def test_fences_below_blocks(notes: dict[str, Note]) -> None:
    expected = ["verified", "refuted", "not-checkable", "not-checkable", "verified", "verified", "verified", "verified"]
    assert list(statuses(notes[FENCES]).values()) == [*expected, "not-checkable", "not-checkable"]


SESSION = """\
```python run
>>> 1 / 3
0.3333333333333333
>>> 1 + 1
3
>>> [1, 2, 3]  # doctest: +ELLIPSIS
[1, ...]
>>> 1 / 0
Traceback (most recent call last):
  ...
ZeroDivisionError: division by zero
>>> int("a")
Traceback (most recent call last):
TypeError: no
>>> 2 + 2
Traceback (most recent call last):
ValueError
>>> unknown()  # doctest: +SKIP
3
>>> {2, 1}
{1, 2}
```
"""


def test_each_example_of_a_session_is_judged(notes: dict[str, Note]) -> None:
    assert statuses(notes[SESSION]) == {
        3: "verified",
        5: "refuted",
        7: "verified",
        9: "verified",
        13: "refuted",
        16: "refuted",
        19: "not-checkable",
        21: "verified",
    }


MESSAGES = {
    "n  # => 6": "the output: says 6, is 5",
    "m = n * 2  # [Out]: 11": "m: says 11, is 10",
    "torch.rand(4, 5).shape  # [Out]: (4, 6)": "the output: says (4, 6), is (4, 5); axis 1 is 5, not 6",
    'print("all went well")  # Output: all goes well': "the output: says “all goes well”, is “all went well”",
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    folder = tmp_path_factory.mktemp("messages")
    numbered(folder, [f"```python run\n{SETUP}{line}\n```\n" for line in MESSAGES])
    return vault_run("check", "--trust", cwd=folder)


@pytest.mark.parametrize("line", MESSAGES)
def test_messages(said: subprocess.CompletedProcess[str], line: str) -> None:
    assert said.returncode == 1
    (told,) = [each for each in said.stdout.splitlines() if each.startswith(f"{list(MESSAGES).index(line):02}.md:")]
    assert told.endswith(f"wrong: {MESSAGES[line]} [VRO101]")

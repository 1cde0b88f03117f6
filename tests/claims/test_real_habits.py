"""Comments as people write them: every one in `habits/` is true, so none may be called wrong.

Each way of writing that was once misread has a twin below with one mistake in it, which must still be found.
"""

from __future__ import annotations

import textwrap
from collections import Counter

import pytest
from claims.judging import Judged, judge_notes
from claims.label_checks import HERE

NOTES = sorted((HERE / "habits").glob("*.md"))

TWINS = {
    "a printed class in quotes": (
        "print(type(3))  # Prints \"<class 'int'>\"",
        "print(type(3))  # Prints \"<class 'str'>\"",
    ),
    "the value without the label that is printed before it": (
        "import torch\nv = torch.ones(4)\nprint(f'形状: {v.shape}')  # 输出: torch.Size([4])",
        "import torch\nv = torch.ones(4)\nprint(f'形状: {v.shape}')  # 输出: torch.Size([5])",
    ),
    "a row without its brackets": (
        "import numpy as np\na = np.arange(6)\nprint(a)  # Output: 0 1 2 3 4 5",
        "import numpy as np\na = np.arange(6)\nprint(a)  # Output: 0 1 2 3 4 6",
    ),
    "commas between printed values": (
        "print(3, 8)  # Output: 3, 8",
        "print(3, 8)  # Output: 3, 9",
    ),
    "an operand that is broadcast": (
        "import numpy as np\nX, b = np.ones((3, 4)), np.ones(4)\ns = X + b  # b is broadcast to (3, 4)",
        "import numpy as np\nX, b = np.ones((3, 4)), np.ones(4)\ns = X + b  # b is broadcast to (3, 5)",
    ),
    "a fresh operand that is broadcast later": (
        "import numpy as np\nb = np.ones((3, 1))  # broadcasts to (3, 4)",
        "import numpy as np\nb = np.ones((3, 1))  # broadcasts to (2, 4)",
    ),
    "height and width of a batch of pictures": (
        "import torch\ny = torch.zeros(1, 4, 6, 6)  # same size: 6x6",
        "import torch\ny = torch.zeros(1, 4, 6, 6)  # same size: 6x5",
    ),
    "the size of a feature map": (
        "import torch\ny = torch.zeros(4, 1, 7, 7)  # size: (7, 7)",
        "import torch\ny = torch.zeros(4, 1, 7, 7)  # size: (7, 8)",
    ),
    "a size that counts elements": (
        "import torch\ny = torch.zeros(4, 6)  # size (24)",
        "import torch\ny = torch.zeros(4, 6)  # size (25)",
    ),
    "the length of one axis beside the word size": (
        "import torch\ny = torch.zeros(5, 6, 16)  # size (16)",
        "import torch\ny = torch.zeros(5, 6, 16)  # size (17)",
    ),
    "an operand called `a`": (
        "import numpy as np\na, b = np.ones((2, 3)), np.ones((3, 4))\nc = a @ b  # a (2, 3)",
        "import numpy as np\na, b = np.ones((2, 3)), np.ones((3, 4))\nc = a @ b  # a (3, 2)",
    ),
    "arguments called `a` and `b`": (
        """
        import numpy as np
        def f(a, b):
            # a (n, d), b (m, d)
            return a @ b.T  # (n, m)
        f(np.ones((3, 2)), np.ones((4, 2)))
        """,
        """
        import numpy as np
        def f(a, b):
            # a (n, d), b (m, d)
            return a @ b.T  # (m, n)
        f(np.ones((3, 2)), np.ones((4, 2)))
        """,
    ),
    "a cell's mark below an output": (
        """
        import numpy as np
        np.arange(4).reshape(2, 2)
        # Out[3]:
        # array([[0, 1],
        #        [2, 3]])
        # %% [markdown]
        # Two rows.
        """,
        """
        import numpy as np
        np.arange(4).reshape(2, 2)
        # Out[3]:
        # array([[0, 1],
        #        [2, 4]])
        # %% [markdown]
        # Two rows.
        """,
    ),
    "words below an output": (
        """
        import numpy as np
        print(np.arange(6).reshape(3, 2))
        # Output:
        # [[0 1]
        #  [2 3]
        #  [4 5]]
        # Shape (3, 2)
        """,
        "import numpy as np\nprint(np.arange(6).reshape(3, 2))\n# Output:\n# [[0 1]\n#  [2 3]\n#  [4 6]]",
    ),
    "what the next step will make of a fresh array": (
        """
        import torch
        from torch import nn
        h = torch.zeros(2, 3)  # (batch, features) -> next (batch, hidden)
        h = nn.Linear(3, 5)(h)  # (batch, features) -> (batch, hidden)
        """,
        """
        import torch
        from torch import nn
        h = torch.zeros(2, 3)  # (batch, features)
        h = nn.Linear(3, 5)(h)  # (batch, features) -> (batch, hidden)
        h = nn.Linear(5, 4)(h)  # (batch, hidden)
        """,
    ),
    "another sign behind a label": (
        "print('x.shape =', (2, 3))  # Output: x.shape: (2, 3)",
        "print('x.shape =', (2, 3))  # Output: x.shape: (2, 4)",
    ),
    "a line's end as it is typed": (
        r"print('two\nlines')  # Output: two\nlines",
        r"print('two\nlines')  # Output: two\nlimes",
    ),
    "the article before a shape": (
        "import torch\na = torch.zeros(5, 5)\nc = a[:3]  # a (3, 5)",
        "import torch\na = torch.zeros(5, 5)\nc = a[:3]  # a (4, 5)",
    ),
    "the weights of a layer beside what it gives": (
        "import torch\ny = torch.nn.Linear(3, 4)(torch.zeros(2, 3))  # weights (4, 3)",
        "import torch\nweights = torch.zeros(2, 4).softmax(-1)  # weights (4, 3)",
    ),
    "`H` for height, then for hidden units": (
        """
        import torch
        x = torch.zeros(2, 3, 8, 9)  # (B, C, H, W)
        h = torch.zeros(4, 2, 5)  # (4, B, H)
        """,
        """
        import torch
        x = torch.zeros(2, 3, 8, 9)  # (B, C, H, W)
        h = x.mean(2)  # (B, C, H)
        """,
    ),
    "one of several printed values": (
        "import numpy as np\nx = np.ones(6)\nprint(x.shape, x.dtype)  # (6,)",
        "import numpy as np\nx = np.ones(6)\nprint(x.shape)  # (7,)",
    ),
}


def fenced(code: str) -> str:
    return f"```python\n{textwrap.dedent(code).strip()}\n```\n"


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    texts = {f"habits/{note.name}": note.read_text(encoding="utf-8") for note in NOTES}
    for place, (right, wrong) in enumerate(TWINS.values()):
        texts |= {f"right/{place}.md": fenced(right), f"wrong/{place}.md": fenced(wrong)}
    return judge_notes(texts, tmp_path_factory.mktemp("vault"))


def held_against(judged: Judged, name: str) -> list[str]:
    note, verdicts = judged[name]
    bad = [verdict for verdict in verdicts if verdict.status in {"refuted", "doubted"}]
    return [f"{note.lines.line(verdict.claim.span.start)}: {verdict.reason}" for verdict in bad]


@pytest.mark.parametrize("name", [note.name for note in NOTES])
def test_a_true_comment_is_not_called_wrong(judged: Judged, name: str) -> None:
    assert held_against(judged, f"habits/{name}") == []


@pytest.mark.parametrize("place", range(len(TWINS)), ids=list(TWINS))
def test_a_way_of_writing_is_understood_and_a_mistake_in_it_found(judged: Judged, place: int) -> None:
    assert held_against(judged, f"right/{place}.md") == []
    assert held_against(judged, f"wrong/{place}.md") != []


def test_most_of_what_the_notes_state_is_decided(judged: Judged) -> None:
    counts = Counter(verdict.status for note in NOTES for verdict in judged[f"habits/{note.name}"][1])
    assert counts["verified"] >= 700
    assert counts["verified"] >= 0.75 * counts.total()

"""Times `parse` beside bare markdown-it-py on the same notes, and on notes of 1, 2 and 4 MB.

    python tests/bench/bench_parse.py

Both are timed in turn on each note and the best of several rounds counts, so that a busy machine harms both alike.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt

from vault_runner.parse import parse

_ENGLISH = (
    "The gradient of a scalar loss points where it grows fastest, and so we walk the other way.",
    "A *batch* is a stack of examples that share one shape; the first axis counts them.",
    "Masking keeps the upper triangle at `-inf` before the softmax, so that no position looks ahead.",
    "See [[Linear maps|linear maps]] for the proof, and the [notes](https://example.org/a_(b)) of the second week.",
    "It costs about 5$ an hour, which is ==less than expected==, and 20% of that is storage.",
    "The norm $\\|x\\|_2$ is invariant under rotations $Q$ with $Q^\\top Q = I$.",
)
_CHINESE = (
    "注意力把每个位置的查询与所有键做点积，再用权重对值求和。",
    "矩阵 $A$ 的秩不超过 $\\min(m, n)$，当且仅当列线性无关时取到。",
    "学习率太大时损失会**发散**，太小时收敛很慢，参见 [[优化器]]。",
    "把张量按最后一维切开，每一份的形状都是 `(B, T, D)`。",
)
_DISPLAYS = (
    "\\sigma(z)_i = \\frac{e^{z_i}}{\\sum_{j=1}^{K} e^{z_j}}",
    "v_t = \\mu v_{t-1} - \\eta \\nabla L(\\theta_{t-1})",
    "\\begin{aligned}\nf(x) &= (x + 1)^2 \\\\\n     &= x^2 + 2x + 1 \\tag{3}\n\\end{aligned}",
    "W \\in \\mathbb{R}^{d \\times h}, \\quad b \\in \\mathbb{R}^{h}",
)
_CODE = (
    "import numpy as np\nx = np.arange(12.0).reshape(3, 4)  # (3, 4)\nprint(x.sum())\n",
    "#| label: fig-loss\n#| echo: false\nscores = q @ k.T / d ** 0.5  # shape (B, T, T)\nweights = softmax(scores)\n",
    "def step(theta, grad, rate=0.1):\n    # move against the gradient\n    return theta - rate * grad\n",
)


class Writer:
    """Writes notes: random, but the same each time."""

    def __init__(self, seed: int) -> None:
        """Start from `seed`."""
        self.random = random.Random(seed)  # noqa: S311 - no secret is made of it

    def paragraph(self) -> str:
        """Return one to four sentences, sometimes on several lines."""
        sentences = self.random.choices(_ENGLISH + _CHINESE, k=self.random.randint(1, 4))
        return self.random.choice((" ", "\n")).join(sentences) + "\n"

    def listing(self) -> str:
        """Return a list with a nested one."""
        lines = []
        for number in range(self.random.randint(2, 5)):
            lines.append(f"- point {number}: {self.random.choice(_ENGLISH)}")
            if self.random.random() < 0.4:
                lines.append(f"  1. {self.random.choice(_CHINESE)}\n\n     $$\n     a_{number} = b + c\n     $$")
        return "\n".join(lines) + "\n"

    def fence(self) -> str:
        """Return a python fence."""
        return f"```python\n{self.random.choice(_CODE)}```\n"

    def display(self) -> str:
        """Return a displayed formula, on one line or several."""
        latex = self.random.choice(_DISPLAYS)
        return f"$${latex}$$\n" if self.random.random() < 0.3 and "\n" not in latex else f"$$\n{latex}\n$$\n"

    def callout(self) -> str:
        """Return a callout with text and perhaps code."""
        body = self.paragraph() + (self.fence() if self.random.random() < 0.5 else "")
        kind = self.random.choice(("note", "tip|wide", "定义"))
        return "".join(f"> {line}\n" for line in [f"[!{kind}]+ About $x$", *body.rstrip("\n").split("\n")])

    def table(self) -> str:
        """Return a small table."""
        rows = "".join(f"| $x_{number}$ | {number} | `f(x)` |\n" for number in range(4))
        return "| name | value | code |\n| --- | :-: | --- |\n" + rows

    def plain(self) -> str:
        """Return a heading with what usually stands below it."""
        makers: Sequence[Callable[[], str]] = (
            self.paragraph, self.paragraph, self.paragraph, self.listing, self.fence, self.display, self.callout,
            self.table,
        )  # fmt: skip
        parts = [self.random.choice(makers)() for _ in range(self.random.randint(3, 7))]
        return f"## Section {self.random.randint(1, 99)}\n\n" + "\n".join(parts)

    def note(self, size: int, admonitions: float) -> str:
        """Return a note of about `size` characters; `admonitions` is the share of sections inside an ad-block."""
        parts = ["---\ntitle: A study note\ncreated: 2025-03-04\ntags: [a, b]\n---\n"]
        length = 0
        while length < size:
            section = self.plain()
            if self.random.random() < admonitions:
                section = f"````ad-note\ntitle: Aside\n{section}````\n"
            parts.append(section)
            length += len(section)
        return "\n".join(parts)


def best_in_turn(calls: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Return the best time of each call in seconds, all called in turn."""
    best = [float("inf")] * len(calls)
    for _ in range(rounds):
        for index, call in enumerate(calls):
            start = time.perf_counter()
            call()
            best[index] = min(best[index], time.perf_counter() - start)
    return best


def compare(name: str, notes: Sequence[str], rounds: int = 7) -> None:
    """Print how fast both are on `notes`."""
    markdown = MarkdownIt("commonmark")
    megabytes = sum(len(note.encode()) for note in notes) / 1e6
    bare = ours = 0.0
    for note in notes:
        times = best_in_turn([lambda note=note: markdown.parse(note), lambda note=note: parse(note, "note.md")], rounds)  # type: ignore[misc]
        bare, ours = bare + times[0], ours + times[1]
    ratio = ours / bare
    print(f"{name:28} {megabytes / bare:6.2f} MB/s bare  {megabytes / ours:6.2f} MB/s ours  time ours/bare {ratio:.2f}")


def scale(name: str, make: Callable[[int], str]) -> None:
    """Print how the time grows from 1 to 4 MB."""
    times = []
    for size in (1, 2, 4):
        note = make(size * 1_000_000)
        times.append(best_in_turn([lambda note=note: parse(note, "note.md")], 2)[0])  # type: ignore[misc]
    growth = ", ".join(f"{seconds:6.2f} s" for seconds in times)
    print(f"{name:28} {growth}   4 MB / 1 MB = {times[2] / times[0]:.1f}")


def main() -> None:
    """Print the figures."""
    compare("plain notes of 8 kB", [Writer(seed).note(8_000, 0) for seed in range(24)])
    compare("a third in ad-blocks", [Writer(seed).note(8_000, 0.33) for seed in range(24)])
    compare("prose only", ["\n".join(Writer(seed).paragraph() for _ in range(40)) for seed in range(12)])
    compare("one note of 1 MB", [Writer(1).note(1_000_000, 0.2)], rounds=2)
    scale("varied", lambda size: Writer(2).note(size, 0.2))
    scale("unclosed openers", lambda size: "a $$ b %% c [[d \\[ e <!-- f `g $h\n\n" * (size // 37))
    scale("openers in one paragraph", lambda size: "a [[ b \\( c <!-- d `` e $ ![\n" * (size // 30))
    scale("fences", lambda size: "```python\nx = 1  # (2, 3)\n```\n\n" * (size // 33))
    scale("60 quotes deep", lambda size: ("> " * 60 + "text $x$\n") * (size // 129))
    scale("references", lambda size: "".join(f"[r{number}]: /url\n" for number in range(size // 14)))


if __name__ == "__main__":
    main()

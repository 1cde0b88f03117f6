"""Blocks that were clearly never meant to run, and those that only look so."""

from __future__ import annotations

import pytest

from vault_runner.plan.intent import not_meant_to_run

NOT_MEANT = {
    "it holds no code": ["", "\n\n", "# only words\n", "#| label: a\n"],
    "it is for a shell": [
        "pip install torch\n",
        "# first\npip install -U torch\npython run.py\n",
        "conda --version\n",
        "git clone https://example.org/x\n",
        "$ ls -l\n",
        "ls\n",
        "cd ..\n",
        "cd notes\nls\n",
        "python -m venv .venv\n",
        "nvidia-smi\n",
        "export A=b\n",
    ],
    "it only shows `...`": ["...\n", "...\n# more\n...\n"],
    "it only shows a signature": [
        "def f(x, y)\n",
        "def f(x, y=3) -> int:\n",
        "async def f(*, a)\n",
        "class Net(nn.Module)\n",
        "def f(x): ...\n",
        "class A:\n    ...\n",
        "torch.nn.Linear(in_features, out_features, bias=True, *, device=None) -> Tensor\n",
        "sum(input, dim, keepdim=False, *, dtype=None)\n",
    ],
    "it is a transcript": ["In [1]: x = 3\n", "Out[3]:\n3\n", "Traceback (most recent call last):\n  File x\n"],
    "it is prose": [
        "This is a sentence about code.\n",
        "Note that it doesn't run here\nand neither does this one\n",
        "这是一个句子，不是代码。\n",
        "先看输入的形状，再看输出。\n然后比较两者\n",
    ],
    "it asks for input": ["n = input('how many? ')\n", "def f():\n    return int(input())\n"],
}
MAYBE_MEANT = [
    "x = 1\n",
    "x\n",
    "x = (\n",
    "x = = 3\n",
    "for x in data:\n    ...\n",
    "def f(x):\n    return x\n",
    "class A(Protocol):\n    def f(self) -> int: ...\n",
    "f(x, y)\n",
    "print 'hello world again'\n",
    "import x y z\nthis is broken code here\n",
    "git = f(x)\ngit\n",
    "cat\n",
    "make = 3\n",
    "python = 3\n",
    "git - x\nf(x)\n",
    "input = 3\n",
    "结果 = 计算(输入\n",
    "x = '这是一个句子'\ny = (\n",
    "y = w x + b\n",
    "model(a, b\n",
    "def f(x:\n    return x\n",
]


@pytest.mark.parametrize(("reason", "text"), [(reason, text) for reason, texts in NOT_MEANT.items() for text in texts])
def test_clearly_not_meant_to_run(reason: str, text: str) -> None:
    assert not_meant_to_run(text) == reason


@pytest.mark.parametrize("text", MAYBE_MEANT)
def test_what_may_be_meant_to_run_is_left_to_run(text: str) -> None:
    assert not_meant_to_run(text) == ""

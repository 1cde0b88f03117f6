"""Notes, a script and notebooks that hold the same blocks, so that tools are timed on the same work."""

from __future__ import annotations

import json
from pathlib import Path

BLOCKS = (
    (
        "import torch\nimport numpy as np\n\ntorch.manual_seed({n})\nX = torch.randn(32, {d})  # shape (32, {d})\n"
        "W = torch.randn({d}, 8)\n"
    ),
    "Z = torch.relu(X @ W)  # shape (32, 8)\nprint('mean', round(Z.mean().item(), 4))\n",
    (
        "A = np.arange({d} * {d}, dtype=float).reshape({d}, {d}) / {d}\nvalues = np.linalg.eigvalsh(A + A.T)\n"
        "print(values[-1].round(6))\n"
    ),
    "loss = [(Z * 0.9**k).pow(2).mean().item() for k in range(20)]\nloss[0] > loss[-1]\n",
)
FIGURE = (
    "import matplotlib.pyplot as plt\n\nfig, ax = plt.subplots(figsize=(4, 3))\nax.plot(loss)\nax.set_title('loss')\n"
)
PROSE = (
    "The layer maps a batch of rows to a batch of features; the product contracts the shared axis, so that\n"
    "$Z = XW$ has one row for each sample.\n\n$$\nZ_{{ij}} = \\sum_k X_{{ik}} W_{{kj}}\n$$\n\n"
)


def cells(n: int) -> list[str]:
    """Return the four blocks of note `n`; one note in five ends with a figure."""
    blocks = [block.format(n=n, d=8 + n % 5) for block in BLOCKS]
    return [*blocks[:3], blocks[3] + FIGURE] if n % 5 == 0 else blocks


def write_notes(folder: Path, count: int) -> None:
    """Write `count` notes with four tagged blocks each."""
    for n in range(count):
        parts = (f"## Step {k}\n\n{PROSE.format()}```python run\n{cell}```\n\n" for k, cell in enumerate(cells(n), 1))
        body = "".join(parts)
        (folder / f"note {n:04}.md").write_text(f"# Note {n}\n\n{body}", encoding="utf-8")


def write_script(path: Path, count: int) -> None:
    """Write one program that runs all blocks in one process, a namespace for each note, keeping outputs and figures."""
    sources = [cells(n) for n in range(count)]
    path.write_text(
        "import contextlib, io, json, os, pathlib, sys\n"
        "os.environ['MPLBACKEND'] = 'Agg'\n"
        "import torch, numpy, matplotlib.pyplot as plt\n"
        "torch.set_num_threads(1)\n"
        f"notes = json.loads({json.dumps(json.dumps(sources))})\n"
        "outputs = []\n"
        "for n, blocks in enumerate(notes):\n"
        "    space = {'__name__': '__main__'}\n"
        "    for k, block in enumerate(blocks):\n"
        "        out = io.StringIO()\n"
        "        with contextlib.redirect_stdout(out):\n"
        "            exec(compile(block, f'{n}-{k}', 'exec'), space)\n"
        "        outputs.append(out.getvalue())\n"
        "        for number in plt.get_fignums():\n"
        "            plt.figure(number).savefig(pathlib.Path(sys.argv[1]) / f'{n}-{k}.svg')\n"
        "        plt.close('all')\n"
        "pathlib.Path(sys.argv[1], 'outputs.json').write_text(json.dumps(outputs))\n",
        encoding="utf-8",
    )


def write_notebooks(folder: Path, count: int) -> None:
    """Write the same blocks as notebooks, for tools that run those."""
    for n in range(count):
        notebook = {
            "cells": [_cell(k, cell) for k, cell in enumerate(cells(n))],
            "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (folder / f"note_{n:04}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def _cell(number: int, source: str) -> dict[str, object]:
    shell: dict[str, object] = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    return {**shell, "id": f"c{number}", "source": source}

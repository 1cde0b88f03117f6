"""Lists of numbers that torch makes tensors of by itself: on a virtual device they keep their values."""

from __future__ import annotations

import json
import subprocess
import sys

EXPRESSIONS = (
    *("a[[0, 2]]", "a[[-1]]", "a[:, [0, 2]]", "a[:, (0, 2)]", "a[(0, 2)]", "a[[[0, 1], [1, 2]]]", "a[..., [1]]"),
    *("a[:, [[0, 1], [1, 2]]]", "a[[True, False, True, False]]", "a[:, [True] * 6]", "a[range(2)]", "a[[]]"),
    *("a[None, [1, 2]]", "a[[0, 1], [2, 3]]", "a[[slice(0, 2)]]", "a[:, [torch.tensor(1, device=D), 0]]"),
    *("a[[0, torch.tensor(1, device=D)]]", "a[list(range(4)) * 9]", "a[np.array([0, 2])]", "a[[0.5]]"),
    *("put(a, [0, 2], 9.0)", "put(a, (slice(None), [0, 2]), a[0, :2])", "put(a, ([0, 1], [2, 3]), a[3, 5])"),
    *("put(a, range(2), -1)", "torch.func.vmap(lambda row: row[[-1, 0]])(a)", "a.new([1, 2, 3])"),
    *("torch.func.jacrev(lambda row: row[[0, -1]] ** 2)(a[1])", "torch.tensor([a[0, 1], a[0, 2]])"),
    "torch.sparse_coo_tensor([[0, 1], [1, 0]], [1.0, 2.0], (2, 2), device=D).to_dense()",
    "torch.sparse_coo_tensor([[0, 1], [1, 0]], torch.tensor([1.0, 2.0], device=D)).to_dense()",
    "torch.sparse_csr_tensor([0, 1, 2], [1, 0], [5.0, 6.0], device=D).to_dense()",
)
SCRIPT = """
import json, sys
import numpy as np
import torch
D, expressions = json.loads(sys.argv[1])
if D == "cuda":
    from vault_runner.worker.devices.virtual import Devices
    Devices("value", "cuda", 1).begin()
def put(tensor, index, value):
    changed = tensor.clone()
    changed[index] = value
    return changed
a = torch.arange(24.0, device=D).reshape(4, 6)
print(json.dumps({each: eval(each).tolist() for each in expressions}))
"""


def found(device: str) -> dict[str, object]:
    command = [sys.executable, "-c", SCRIPT, json.dumps([device, EXPRESSIONS])]
    made: dict[str, object] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return made


def test_they_index_and_fill_as_on_the_host() -> None:
    assert found("cuda") == found("cpu")

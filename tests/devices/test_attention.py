"""Attention where only shapes count: the outcome is what torch's definition in parts gives."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import torch
from execute.sessions import session, texts

from vault_runner.execute import Executor
from vault_runner.model import Mode, VirtualDevices

CASES = (
    ("(2, 3, 5, 8)", "(2, 3, 5, 8)", "(2, 3, 5, 8)", ""),
    ("(2, 3, 5, 8)", "(2, 3, 7, 8)", "(2, 3, 7, 6)", ", is_causal=True"),
    ("(2, 6, 5, 8)", "(2, 3, 7, 8)", "(2, 3, 7, 8)", ", enable_gqa=True, scale=0.5"),
    ("(4, 3, 5, 8)", "(1, 3, 5, 8)", "(1, 3, 5, 8)", ""),
    ("(3, 5, 8)", "(3, 5, 8)", "(3, 5, 8)", ""),
    ("(2, 3, 5, 8)", "(2, 3, 7, 8)", "(2, 3, 7, 8)", ", attn_mask=torch.ones(5, 7, device=D) > 0"),
    ("(2, 3, 5, 8)", "(2, 3, 7, 8)", "(2, 3, 7, 8)", ", torch.ones(2, 1, 5, 7, device=D) > 0"),
)
WRONG = (
    ("(2, 3, 5, 8)", "(2, 3, 5, 6)", "(2, 3, 5, 8)", ""),
    ("(2, 3, 5, 8)", "(2, 3, 5, 8)", "(2, 3, 4, 8)", ""),
    ("(2, 6, 5, 8)", "(2, 3, 5, 8)", "(2, 3, 5, 8)", ""),
    ("(2, 3, 5, 8)", "(3, 3, 5, 8)", "(3, 3, 5, 8)", ""),
)
BEGIN = """
import torch
from torch.nn.functional import scaled_dot_product_attention as attention
D = "cuda"
def leaf(*shape):
    return torch.ones(*shape, device=D, requires_grad=True)
def told(call):
    try:
        call()
    except RuntimeError as error:
        return str(error).replace("\\n", " ")
"""


def source() -> str:
    """Return code that makes outcomes `o0`, …, gradients `g0`, … and refusals `r0`, …."""
    lines = [
        f"q, k, v = leaf{query}, leaf{key}, leaf{value}\n"
        f"o{at} = attention(q, k, v{more})\no{at}.sum().backward()\ng{at} = v.grad"
        for at, (query, key, value, more) in enumerate(CASES)
    ]
    lines += [
        f"r{at} = told(lambda: attention(leaf{query}, leaf{key}, leaf{value}{more}))"
        for at, (query, key, value, more) in enumerate(WRONG)
    ]
    return BEGIN + "\n".join([*lines, 'with torch.autocast("cuda"):\n    half = attention(q, q, q)'])


KERNELS = """
import torch
import torch.nn.functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel
x = torch.ones(2, 3, 4, 8, device="cuda")
seen = []
for kernels in (SDPBackend.FLASH_ATTENTION, [SDPBackend.FLASH_ATTENTION, SDPBackend.MATH]):
    for dtype in (torch.float32, torch.bfloat16):
        y = x.to(dtype)
        with sdpa_kernel(kernels):
            try:
                seen.append(str(F.scaled_dot_product_attention(y, y, y).dtype))
            except RuntimeError as error:
                seen.append(str(error))
with sdpa_kernel(SDPBackend.FLASH_ATTENTION), torch.autocast("cuda"):
    cast = F.scaled_dot_product_attention(x, x, x)
told = list(seen)
"""


@pytest.mark.parametrize("mode", ["shape", "value"])
def test_a_kernel_for_half_precision_takes_no_other(mode: Mode, executor: Executor) -> None:
    assert mode != "real"
    one = replace(session(KERNELS), imports=frozenset({"torch"}), devices=VirtualDevices(mode, "cuda", 1))
    seen = {noted.name: noted for noted in executor.run(one, texts(one)).results[0].observations}
    refused = "No available kernel. Aborting execution."
    assert json.loads(seen["told"].value) == [refused, "torch.bfloat16", "torch.float32", "torch.bfloat16"]
    assert seen["cast"].dtype == "torch.float16"


@pytest.mark.parametrize("mode", ["shape", "value"])
def test_the_outcome_is_that_of_torchs_definition(mode: Mode, executor: Executor) -> None:
    assert mode != "real"
    one = replace(session(source()), imports=frozenset({"torch"}), devices=VirtualDevices(mode, "cuda", 1))
    result = executor.run(one, texts(one)).results[0]
    assert result.status == "ok", result.because
    bound: dict[str, torch.Tensor] = {}
    exec(source().replace('"cuda"', '"cpu"'), bound)  # noqa: S102 - our own text, on the processor
    seen = {noted.name: noted for noted in result.observations}
    for at in range(len(CASES)):
        assert [seen[name].shape for name in (f"o{at}", f"g{at}")] == [bound[f"o{at}"].shape, bound[f"g{at}"].shape]
    for at in range(len(WRONG)):
        refused = json.loads(seen[f"r{at}"].value)
        assert refused == (bound[f"r{at}"] or refused)  # the processor's own kernel lets one of them pass
        assert "size" in refused
    assert seen["half"].dtype == "torch.float16"

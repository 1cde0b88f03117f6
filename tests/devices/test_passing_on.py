"""Questions that reach the virtual devices by way of another part of torch, and the old ways of naming a type."""

from __future__ import annotations

from dataclasses import replace

import pytest
from execute.sessions import session, texts

from vault_runner.execute import Executor
from vault_runner.model import Mode, VirtualDevices

DEVICES_WITHIN = """
import torch
with torch.device("cuda"):
    a = torch.arange(3)
    assert a.is_cuda and a.device == torch.device("cuda:0") and not a.cpu().is_cuda
assert torch.ones(1).device.type == "cpu"
"""
OLD_TYPES = """
import warnings
import torch
warnings.simplefilter("ignore")
a = torch.ones(2, device="cuda").type(torch.cuda.HalfTensor)
assert a.is_cuda and a.dtype is torch.float16 and isinstance(a, torch.cuda.HalfTensor)
b = a.type(torch.DoubleTensor)
assert b.device.type == "cpu" and b.type() == "torch.DoubleTensor"
torch.set_default_tensor_type(torch.cuda.DoubleTensor)
c = torch.zeros(2)
assert c.is_cuda and c.dtype is torch.float64
torch.set_default_tensor_type("torch.FloatTensor")
assert torch.zeros(2).type() == "torch.FloatTensor"
"""
FORWARD_OVER_REVERSE = """
import torch
from torch.func import grad, hessian, jvp
x = torch.tensor([1.0, 2.0, 3.0], device="cuda")
cost = lambda v: (100 * v[1:] - v[:-1] ** 2 / 3).square().sum() + (0.5 * v.exp()).log().sum()
H = hessian(cost)(x)
h = jvp(grad(cost), (x,), (torch.ones_like(x),))[1]
assert H.shape == (3, 3) and h.is_cuda
"""


@pytest.mark.parametrize("mode", ["value", "shape"])
@pytest.mark.parametrize("source", [DEVICES_WITHIN, OLD_TYPES, FORWARD_OVER_REVERSE])
def test_it_goes_through_in_both_modes(source: str, mode: Mode, executor: Executor) -> None:
    assert mode != "real"
    one = replace(session(source), imports=frozenset({"torch"}), devices=VirtualDevices(mode, "cuda", 1))
    result = executor.run(one, texts(one)).results[0]
    assert result.status == "ok", result.because

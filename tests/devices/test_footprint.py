"""The most bytes that stood on a device at once: storages, each counted once and for as long as somebody has it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from execute.sessions import session, texts

from vault_runner.execute import Executor
from vault_runner.model import Mode, VirtualDevices
from vault_runner.worker.devices.footprint import Footprint

SOURCE = """
import torch
x = torch.ones(256, 256, device="cuda")
for _ in range(5):
    y = (x @ x).relu()
del y
view = x.view(-1)[3:].T
far = torch.ones(10, device="cuda:1")
q = torch.ones(1, 8, 512, 16, device="cuda:2")
o = torch.nn.functional.scaled_dot_product_attention(q, q, q)
"""


def test_what_is_gone_counts_no_more_and_the_peak_stays() -> None:
    footprint = Footprint()
    first = torch.ones(10)
    footprint.note(first, 0)
    second = torch.ones(5, dtype=torch.float64)
    footprint.note(second, 0)
    del first
    third = torch.ones(8)
    footprint.note(third, 0)
    assert footprint.peak == {0: 80}


def test_a_view_and_a_second_look_take_nothing() -> None:
    footprint = Footprint()
    whole = torch.ones(10)
    for tensor in (whole, whole, whole[2:], whole.view(2, 5).T):
        footprint.note(tensor, 1)
    assert footprint.peak == {1: 40}


def test_the_host_and_the_inside_of_a_fused_kernel_are_left_out() -> None:
    footprint = Footprint()
    host, within = torch.ones(10), torch.ones(20)
    footprint.note(host, None)
    with footprint.fused():
        footprint.note(within, 0)
    assert footprint.peak == {}


@pytest.mark.parametrize("mode", ["value", "shape"])
def test_a_session_tells_its_peak_on_each_device(mode: Mode, executor: Executor) -> None:
    assert mode != "real"
    one = replace(session(SOURCE), imports=frozenset({"torch"}), devices=VirtualDevices(mode, "cuda", 3))
    result = executor.run(one, texts(one)).results[0]
    assert result.status == "ok", result.because
    square, heads = 256 * 256 * 4, 8 * 512 * 16 * 4
    # While a product's relu is made there are the matrix, the product, its relu, and the relu of the round before.
    assert result.peak == (("cuda:0", 4 * square), ("cuda:1", 40), ("cuda:2", 2 * heads))

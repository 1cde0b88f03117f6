"""Differentiation that torch does with tensors without memory: it must neither fail nor end the process."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from execute.sessions import session, texts

from vault_runner.execute import Executor
from vault_runner.model import Mode, VirtualDevices

SOURCE = """
import torch
import torch.autograd.forward_ad as forward
from torch.func import hessian, jacfwd, jacrev, jvp, vmap

x = torch.arange(4.0, device="cuda")
cubes = lambda v: (v ** 3).sum()
M = torch.ones(2, 4, device="cuda")
a = jvp(cubes, (x,), (torch.ones_like(x),))[1]
b = jacfwd(cubes)(x)
c = hessian(cubes)(x)
d = jacfwd(jacrev(cubes))(x)
e = vmap(jacfwd(lambda v: torch.tanh(M @ v)))(torch.ones(5, 4, device="cuda"))
g = jacfwd(jacfwd(lambda v: v.prod() * torch.tensor(2.0)))(x)
h = jacfwd(lambda v: (v * torch.tensor([1.0, 2.0, 3.0, 4.0], device="cuda")).norm())(x)
with forward.dual_level():
    f = forward.unpack_dual((forward.make_dual(x, torch.ones_like(x)) * 2).sin()).tangent
"""
SHAPES = {"a": (), "b": (4,), "c": (4, 4), "d": (4, 4), "e": (5, 2, 4), "f": (4,), "g": (4, 4), "h": (4,)}


@pytest.mark.parametrize("mode", ["value", "shape"])
def test_forward_mode_goes_through(mode: Mode, executor: Executor) -> None:
    assert mode != "real"
    one = replace(session(SOURCE), imports=frozenset({"torch"}), devices=VirtualDevices(mode, "cuda", 1))
    result = executor.run(one, texts(one)).results[0]
    assert result.status == "ok", result.because
    assert {noted.name: noted.shape for noted in result.observations if noted.name in SHAPES} == SHAPES
    devices = {noted.name: noted.device for noted in result.observations if noted.name in SHAPES}
    assert set(devices.values()) == {"cuda:0"}


def test_second_derivatives_have_the_right_values(executor: Executor) -> None:
    one = replace(session(SOURCE), imports=frozenset({"torch"}), devices=VirtualDevices("value", "cuda", 1))
    values = {noted.name: noted.value for noted in executor.run(one, texts(one)).results[0].observations}
    assert values["c"] == "[[0.0, 0.0, 0.0, 0.0], [0.0, 6.0, 0.0, 0.0], [0.0, 0.0, 12.0, 0.0], [0.0, 0.0, 0.0, 18.0]]"


def compositions(mode: str) -> list[str]:
    command = [sys.executable, "-W", "ignore", "-m", "devices.compositions", mode]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("mode", "plainly"), [("value", "real"), ("shape", "real shapes")])
def test_derivatives_of_derivatives_come_out_as_they_do_plainly(mode: str, plainly: str) -> None:
    expected = compositions(plainly)
    assert len(expected) == 168
    assert not [line for line in expected if "Error" in line]
    assert compositions(mode) == expected

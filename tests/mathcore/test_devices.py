"""Who may send a numpy array elsewhere, and what is said where that can't be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm
from vault_runner.mathcore import devices
from vault_runner.mathcore.costs import Costs

no_card = pytest.mark.skipif(Path("/dev/nvidiactl").exists(), reason="says what happens where there is no card")
FAST = [Costs("cpu", 2e-6, 6e10, 3e10, 1e10), Costs("cuda:0", 1e-9, 1e15, 1e15, 1e15, 1e15, 1e15)]


def test_nobody_asks_and_all_stays_here() -> None:
    assert vm.which_device() == "cpu"
    assert devices.elsewhere("numpy", 1e15, np.ones(3)) == ""


def test_the_statement_is_stronger_than_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_told", ["auto"])
    assert vm.which_device() == "auto"
    with vm.device("cpu"):
        assert vm.which_device() == "cpu"
        assert devices.elsewhere("numpy", 1e15, np.ones(3)) == ""
    assert vm.which_device() == "auto"


def test_the_figures_decide_under_auto(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULT_RUNNER_COSTS", json.dumps({"devices": [asdict(each) for each in FAST]}))
    with vm.device("auto"):
        assert devices.elsewhere("numpy", 1e12, np.ones(3)) == "cuda:0"
        assert devices.elsewhere("numpy", 1e3, np.ones(3)) == ""
        assert devices.elsewhere("torch", 1e12, torch.ones(3)) == ""
        assert devices.elsewhere("numpy", 1e12, np.ones(3, dtype=np.int64)) == ""
    assert devices.elsewhere("numpy", 1e12, np.ones(3)) == ""


@no_card
@pytest.mark.parametrize("name", ["cuda", "cuda:7", "xpu", "mps"])
def test_a_device_that_is_not_there_is_an_error_with_a_remedy(name: str) -> None:
    with pytest.raises(RuntimeError, match=rf"there is no {name.partition(':')[0]} here; take `device: cpu`"):
        vm.device(name).__enter__()


@no_card
def test_the_variable_never_falls_back_silently(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_told", ["cuda"])
    with pytest.raises(RuntimeError, match="there is no cuda here"):
        vm.bmm(np.ones((1, 2, 2)), np.ones((1, 2, 2)))
    assert vm.bmm(torch.ones(1, 2, 2), torch.ones(1, 2, 2)).device.type == "cpu"  # a tensor stays where it is


def test_the_runner_tells_what_a_block_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "_told", [""])
    devices.be_told("auto")
    assert vm.which_device() == "auto"


def test_the_variable_counts_when_the_core_is_loaded() -> None:
    program = "from vault_runner import mathcore as vm; print(vm.which_device())"
    surroundings = {**os.environ, "VAULT_RUNNER_DEVICE": "auto"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=surroundings)
    assert done.stdout.strip() == "auto"


@pytest.mark.parametrize("name", ["", "gpu", "cuda:", "CPU", 3])
def test_a_name_that_is_none(name: Any) -> None:  # noqa: ANN401 - the wrong type as well
    with pytest.raises(ValueError, match="take auto, cpu"):
        vm.device(name).__enter__()


def test_without_torch_only_devices_are_refused() -> None:
    program = """
import sys
sys.modules["torch"] = None
from vault_runner import mathcore as vm
print(vm.bmm([[[1.0]]], [[[2.0]]]))
with vm.device("auto"):
    print(vm.bmm([[[1.0]]], [[[3.0]]]))
try:
    vm.device("cuda").__enter__()
except RuntimeError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "[[[2.0]]]",
        "[[[3.0]]]",
        "`cuda` needs torch, which can't be imported here: install torch",
    ]


CALLS: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [
    (vm.bmm, (np.ones((2, 3, 4)), np.ones((2, 4, 5)))),
    (vm.pairwise_sqdist, (np.arange(12.0).reshape(4, 3), np.ones((5, 3)))),
    (vm.matrix_exp, (np.array([[0.0, 1.0], [-1.0, 0.0]]),)),
]


@pytest.mark.parametrize(("function", "arrays"), CALLS)
def test_what_was_computed_elsewhere_is_what_is_computed_here(
    function: Callable[..., Any], arrays: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = function(*arrays)
    monkeypatch.setattr(devices, "_demand", lambda _name: None)
    went: list[str] = []
    original = torch.Tensor.to
    monkeypatch.setattr(torch.Tensor, "to", lambda self, *where, **how: _moved(original, went, self, *where, **how))
    with vm.device("cuda"):
        found = function(*arrays)
        listed = function(*(each.tolist() for each in arrays))
    assert set(went) == {"cuda"}
    assert isinstance(found, np.ndarray)
    assert found.dtype == expected.dtype
    assert isinstance(listed, list)
    np.testing.assert_allclose(found, expected, rtol=1e-12)
    np.testing.assert_allclose(listed, expected, rtol=1e-12)


def _moved(original: Callable[..., Any], went: list[str], tensor: Any, *where: Any, **how: Any) -> Any:  # noqa: ANN401
    if where and where[0] == "cuda":
        went.append("cuda")
        return tensor
    return original(tensor, *where, **how)


@pytest.mark.parametrize(("failures", "steps"), [(0, ["there"]), (1, ["there"] * 2), (2, ["there", "there", "here"])])
def test_memory_that_runs_out(failures: int, steps: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    emptied: list[int] = []
    monkeypatch.setattr(torch.accelerator, "empty_cache", lambda: emptied.append(1))
    taken: list[str] = []

    def there() -> str:
        taken.append("there")
        if len(taken) <= failures:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
        return "done"

    def here() -> str:
        taken.append("here")
        return "done"

    assert devices.with_less_memory(torch, there, here) == "done"
    assert taken == steps
    assert len(emptied) == min(failures, 1)


def test_other_errors_are_not_caught() -> None:
    def there() -> None:
        raise RuntimeError("shapes cannot be multiplied")

    with pytest.raises(RuntimeError, match="shapes"):
        devices.with_less_memory(torch, there, lambda: None)

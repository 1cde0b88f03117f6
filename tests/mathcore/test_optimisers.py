"""Momentum and Adam against torch.optim where they agree, and the places where they differ."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm

STEPS = 60
backward: Any = torch.autograd.backward  # torch has no types here


def _valley(x: Any) -> Any:  # noqa: ANN401 - tensor
    return (1 - x[0]) ** 2 + 5 * (x[1] - x[0] ** 2) ** 2


def _slope(x: Any) -> Any:  # noqa: ANN401 - of either library
    first = -2 * (1 - x[0]) - 20 * x[0] * (x[1] - x[0] ** 2)
    second = 10 * (x[1] - x[0] ** 2)
    return torch.stack([first, second]) if isinstance(x, torch.Tensor) else np.array([first, second])


def _torch_path(optimiser: Callable[[list[Any]], Any], rate: Callable[[int], float] | None = None) -> Any:  # noqa: ANN401
    x = torch.tensor([-1.0, 0.5], dtype=torch.float64, requires_grad=True)
    method: Any = optimiser([x])
    points = [x.detach().clone()]
    for t in range(1, STEPS + 1):
        if rate is not None:
            method.param_groups[0]["lr"] = rate(t)
        method.zero_grad()
        backward(_valley(x))
        method.step()
        points.append(x.detach().clone())
    return torch.stack(points)


START = torch.tensor([-1.0, 0.5], dtype=torch.float64)


@pytest.mark.parametrize("lam", [0.0, 0.5, 0.9])
def test_momentum_is_torch_s_while_the_rate_is_constant(lam: float) -> None:
    path = vm.momentum_gd(lambda x: vm.gradient(_valley, x), START, eta=0.004, lam=lam, steps=STEPS)
    theirs = _torch_path(lambda p: torch.optim.SGD(p, lr=0.004, momentum=lam))
    torch.testing.assert_close(path, theirs, rtol=1e-10, atol=1e-10)


def test_momentum_differs_from_torch_s_when_the_rate_changes() -> None:
    rate: Callable[[int], float] = lambda t: 0.004 / t  # noqa: E731 - one line says it best
    path = vm.momentum_gd(_slope, START, eta=rate, lam=0.9, steps=STEPS)
    theirs = _torch_path(lambda p: torch.optim.SGD(p, lr=1.0, momentum=0.9), rate)
    torch.testing.assert_close(path[:2], theirs[:2])
    assert float(abs(path - theirs).max()) > 1e-2
    buffer, x = torch.zeros(2, dtype=torch.float64), START  # torch's rule, written out
    for t in range(1, STEPS + 1):
        buffer = 0.9 * buffer + _slope(x)
        x = x - rate(t) * buffer
    torch.testing.assert_close(x, theirs[-1], rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("beta1", "beta2", "eps"), [(0.9, 0.999, 1e-8), (0.0, 0.5, 1e-3), (0.5, 0.9, 1e-8)])
def test_adam_is_torch_s(beta1: float, beta2: float, eps: float) -> None:
    path = vm.adam(_slope, START, eta=0.05, beta1=beta1, beta2=beta2, eps=eps, steps=STEPS)
    theirs = _torch_path(lambda p: torch.optim.Adam(p, lr=0.05, betas=(beta1, beta2), eps=eps))
    torch.testing.assert_close(path, theirs, rtol=1e-8, atol=1e-9)


def test_adam_with_a_schedule_is_torch_s_too() -> None:
    rate: Callable[[int], float] = lambda t: 0.1 / math.sqrt(t)  # noqa: E731 - one line says it best
    path = vm.adam(_slope, START, eta=rate, steps=STEPS)
    torch.testing.assert_close(path, _torch_path(torch.optim.Adam, rate), rtol=1e-8, atol=1e-9)


def test_remembered_steps_keep_the_rate_they_were_made_with() -> None:
    path = vm.momentum_gd(lambda x: 1 + 0 * x, [0.0], eta=lambda t: 1.0 / t, lam=0.5, steps=3)
    assert path == [[0.0], [-1.0], [-2.0], [pytest.approx(-2.0 - 1 / 3 - 0.5)]]


def test_adam_takes_the_gradient_where_the_step_starts() -> None:
    seen: list[float] = []

    def slope(x: Any) -> Any:  # noqa: ANN401 - numpy array
        seen.append(float(x[0]))
        return 2 * x

    path = vm.adam(slope, [1.0], eta=0.1, steps=3)
    assert seen == [point[0] for point in path[:-1]]


def test_first_step_of_adam_is_the_rate_whatever_the_gradient() -> None:
    for slope in (1e-3, 1.0, 1e6):
        path = vm.adam(functools.partial(np.full_like, fill_value=slope), [0.0], eta=0.25, eps=0.0, steps=1)
        assert path[1][0] == pytest.approx(-0.25)


@pytest.mark.parametrize("method", [vm.momentum_gd, vm.adam])
@pytest.mark.parametrize("library", [np.array, torch.tensor])
def test_shapes_dtypes_and_bad_input(method: Any, library: Any) -> None:  # noqa: ANN401
    assert tuple(method(lambda x: x, library([[1.0, 2.0]]), eta=0.1, steps=4).shape) == (5, 1, 2)
    assert method(lambda x: x, library(1.0), eta=0.1, steps=2).shape == (3,)
    assert tuple(method(lambda x: x, library([]), eta=0.1, steps=2).shape) == (3, 0)
    assert method(lambda x: x, library([1, 2]), eta=0.1, steps=0).tolist() == [[1.0, 2.0]]
    assert math.isnan(method(lambda x: x * math.nan, library([1.0]), eta=0.1, steps=1)[1][0])
    with pytest.raises(vm.ShapeError, match=r"grad\(x\) has shape \(\), x has \(2,\)"):
        method(lambda x: x.sum(), library([1.0, 2.0]), eta=0.1, steps=1)
    with pytest.raises(ValueError, match="steps is a count; got -1"):
        method(lambda x: x, library([1.0]), eta=0.1, steps=-1)
    with pytest.raises(TypeError, match="real numbers"):
        method(lambda x: x, library([1j]), eta=0.1, steps=1)


def test_betas_stay_below_one() -> None:
    with pytest.raises(ValueError, match=r"lie in \[0, 1\); got 1.0 and 0.999"):
        vm.adam(lambda x: x, [1.0], beta1=1.0, steps=1)


def test_the_start_is_not_changed_and_lists_work() -> None:
    x = np.array([1.0])
    vm.momentum_gd(lambda z: 2 * z, x, eta=0.1, lam=0.9, steps=5)
    assert x.tolist() == [1.0]
    assert vm.momentum_gd(lambda x: [2 * x[0]], [1.0], eta=0.25, steps=1) == [[1.0], [0.5]]

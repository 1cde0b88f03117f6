"""Directions of descent in three norms, and what refutes convexity."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm

LIBRARIES = [np.array, torch.tensor]


def _bowl(x: Any) -> Any:  # noqa: ANN401 - of either library
    return (x * x).sum()


@pytest.mark.parametrize("library", LIBRARIES)
def test_descent_strict_and_not(library: Any) -> None:  # noqa: ANN401
    x = library([1.0, 0.0])
    assert vm.is_descent_direction(_bowl, x, library([-1.0, 5.0]))
    assert not vm.is_descent_direction(_bowl, x, library([1.0, 0.0]))
    assert not vm.is_descent_direction(_bowl, x, library([0.0, 0.0]))
    assert vm.is_descent_direction(_bowl, x, library([0.0, 0.0]), strict=False)
    assert not vm.is_descent_direction(_bowl, library([math.nan, 0.0]), x, strict=False)
    across = torch.tensor([0.0, 1.0]) if library is torch.tensor else None
    if across is not None:  # exactly 0 only with automatic differentiation
        assert not vm.is_descent_direction(_bowl, x, across)
        assert vm.is_descent_direction(_bowl, x, across, strict=False)


@pytest.mark.parametrize("library", LIBRARIES)
def test_steepest_directions_for_their_length(library: Any) -> None:  # noqa: ANN401
    g = library([3.0, -4.0, 1.0])
    assert vm.steepest_descent_direction(g).tolist() == [-3.0, 4.0, -1.0]
    assert vm.steepest_descent_direction(g, norm=1).tolist() == [0.0, 4.0, 0.0]
    assert vm.steepest_descent_direction(g, norm=math.inf).tolist() == [-8.0, 8.0, -8.0]
    for norm in (1, 2, math.inf):
        assert abs(vm.steepest_descent_direction(library([0.0, 0.0]), norm=norm)).sum() == 0
        assert vm.steepest_descent_direction(library([]), norm=norm).shape == (0,)


def test_ties_shapes_and_unknown_norms() -> None:
    assert vm.steepest_descent_direction([[2, -2]], norm=1) == [[-2.0, 0.0]]
    assert vm.steepest_descent_direction(torch.tensor([[2, -2]]), norm=1).tolist() == [[-2.0, 0.0]]
    with pytest.raises(ValueError, match="norm is 1, 2 or inf; got 3"):
        vm.steepest_descent_direction([1.0], norm=3)
    with pytest.raises(TypeError, match="real numbers"):
        vm.steepest_descent_direction([1j])


@pytest.mark.parametrize("library", LIBRARIES)
def test_convexity_is_refuted_only_by_a_counterexample(library: Any) -> None:  # noqa: ANN401
    samples = library([[-2.0, 0.5], [0.25, 1.0], [1.0, -1.5]])
    assert vm.convexity_probe(_bowl, samples) == vm.ConvexityProbe(refuted=False, worst=0.0, at=())
    saddle = vm.convexity_probe(lambda x: x[0] ** 2 - x[1] ** 2, samples)
    assert saddle.refuted
    assert saddle.worst < -0.1


def test_rounding_alone_is_no_counterexample() -> None:
    samples = np.random.default_rng(0).standard_normal((30, 2))
    found = vm.convexity_probe(lambda x: 0.1 * x[0] + 0.7 * x[1] + 1e6, samples)
    assert found.worst < 0
    assert not found.refuted


def test_the_two_methods_report_what_they_saw() -> None:
    points = torch.tensor([[0.0], [2.0]])
    wave = lambda x: torch.cos(x[0])  # noqa: E731 - one line says it best
    seen = vm.convexity_probe(wave, points)
    assert (seen.refuted, seen.at) == (True, (0,))
    assert seen.worst == pytest.approx(-1.0)
    jensen = vm.convexity_probe(wave, points, method="jensen")
    assert (jensen.refuted, jensen.at) == (True, (0, 1))
    assert jensen.worst == pytest.approx((1 + math.cos(2)) / 2 - math.cos(1))


def test_values_that_are_not_finite_are_passed_over() -> None:
    samples = [[0.0], [1.0], [2.0]]
    assert not vm.convexity_probe(lambda x: math.nan if x[0] == 1 else float(x[0]), samples).refuted
    assert not vm.convexity_probe(lambda x: x[0] * math.inf, torch.tensor(samples)).refuted
    assert not vm.convexity_probe(_bowl, np.zeros((0, 3))).refuted
    assert not vm.convexity_probe(lambda x: x.sum(), torch.zeros(2, 0)).refuted


def test_words_for_wrong_samples_and_methods() -> None:
    with pytest.raises(vm.ShapeError, match=r"samples have shape \(2,\); points as rows need \(k, d\)"):
        vm.convexity_probe(_bowl, [1.0, 2.0])
    with pytest.raises(vm.ShapeError, match="must be a scalar"):
        vm.convexity_probe(lambda x: x, [[1.0], [2.0]])
    with pytest.raises(ValueError, match="tensors for hessian"):
        vm.convexity_probe(_bowl, [[1.0]], method="hessian")

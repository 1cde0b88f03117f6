"""Derivatives at a point, exact for tensors and by differences for numpy; shapes, dtypes and what is refused."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm


def _mixed(x: Any) -> Any:  # noqa: ANN401 - of either library
    """The lecture example f(x, y) = (x² + y, sin x, y²), as a list of scalars."""
    sine = torch.sin(x[0]) if isinstance(x, torch.Tensor) else np.sin(x[0])
    return [x[0] ** 2 + x[1], sine, x[1] ** 2]


EXPECTED = [[4.0, 1.0], [math.cos(2.0), 0.0], [0.0, 6.0]]


@pytest.mark.parametrize("kind", [np.array, torch.tensor, list])
def test_jacobian_of_the_lecture_example(kind: type) -> None:
    rows = vm.jacobian(_mixed, kind([2.0, 3.0]))
    np.testing.assert_allclose(np.asarray(rows), EXPECTED, atol=1e-6 if kind is torch.tensor else 1e-10)


@pytest.mark.parametrize("library", [np.asarray, torch.from_numpy])
@pytest.mark.parametrize(
    ("inputs", "outputs"),
    [((), ()), ((3,), ()), ((), (3,)), ((2, 3), (2,)), ((2,), (2, 2)), ((0,), (3,)), ((3,), (0,))],
)
def test_axes_are_those_of_the_result_then_those_of_x(library: Any, inputs: Any, outputs: Any) -> None:  # noqa: ANN401
    weights = library(np.random.default_rng(0).standard_normal((math.prod(outputs), math.prod(inputs))))
    x = library(np.ones(inputs))
    jacobian = vm.jacobian(lambda z: (weights @ z.reshape(-1)).reshape(outputs), x)
    assert tuple(jacobian.shape) == outputs + inputs
    np.testing.assert_allclose(np.asarray(jacobian).reshape(weights.shape), np.asarray(weights), atol=1e-11)


def test_whole_numbers_count_as_floats() -> None:
    assert vm.gradient(lambda x: (x * x).sum(), torch.tensor([1, 2])).tolist() == [2.0, 4.0]
    assert vm.gradient(lambda x: (x * x).sum(), np.array([1, 2])) == pytest.approx([2.0, 4.0])
    assert vm.jvp(lambda x: x**2, [1, 2], [1, 0]) == pytest.approx([2.0, 0.0])
    assert vm.vjp(lambda x: x**2, torch.tensor([3.0]), [1]).tolist() == [6.0]


@pytest.mark.parametrize("library", [np.array, torch.tensor])
@pytest.mark.parametrize("function", ["jacobian", "gradient", "taylor1", "jvp", "vjp", "directional_derivative"])
def test_complex_points_and_results_are_refused(library: Any, function: str) -> None:  # noqa: ANN401
    more = [library([1.0])] if function in {"jvp", "vjp", "directional_derivative"} else []

    def call(f: Any, x: Any) -> Any:  # noqa: ANN401 - of either library
        result = getattr(vm, function)(f, x, *more)
        return result(x) if function == "taylor1" else result

    with pytest.raises(TypeError, match="defined for real"):
        call(lambda x: x.sum(), library([1j]))
    with pytest.raises(TypeError, match="real function"):
        call(lambda x: x.sum() * 1j, library([1.0]))


@pytest.mark.parametrize("library", [np.array, torch.tensor])
def test_words_for_wrong_shapes(library: Any) -> None:  # noqa: ANN401
    x = library([1.0, 2.0])
    with pytest.raises(vm.ShapeError, match=r"f\(x\) has shape \(2,\); it must be a scalar"):
        vm.gradient(lambda z: z * 1, x)
    with pytest.raises(vm.ShapeError, match=r"v is \(1,\), f\(x\) is \(2,\)"):
        vm.vjp(lambda z: z * 1, x, library([1.0]))
    with pytest.raises(vm.ShapeError, match=r"jvp: axis 0 is 2 in x \(2,\) and 1 in y"):
        vm.jvp(lambda z: z * 1, x, library([1.0]))
    with pytest.raises(vm.ShapeError, match=r"directional_derivative: f\(x\) has 1 axis"):
        vm.directional_derivative(lambda z: z * 1, x, x)
    with pytest.raises(vm.ShapeError, match="taylor1: axis 0"):
        vm.taylor1(lambda z: z * 1, x)(library([1.0]))


@pytest.mark.parametrize("library", [np.array, torch.tensor])
def test_nan_shows_in_the_derivative(library: Any) -> None:  # noqa: ANN401
    assert math.isnan(vm.gradient(lambda x: (x * x).sum(), library([math.nan, 1.0]))[0])


def test_the_polynomial_touches_and_its_error_is_quadratic() -> None:
    for library, f in ((np.array, np.exp), (torch.tensor, torch.exp)):
        polynomial = vm.taylor1(f, library([0.0]))
        errors = [abs(float(f(library([h]))[0] - polynomial(library([h]))[0])) for h in (0.5, 0.25)]
        assert 3.5 < errors[0] / errors[1] < 5
        assert float(polynomial(library([0.0]))[0]) == 1.0

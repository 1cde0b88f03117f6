"""Identities between derivatives, descent, optimisers and divergences, over random shapes, in both libraries.

Tensors are differentiated exactly, numpy arrays by differences; tolerances are eps of the dtype times 1e4 for
tensors, and 1e-8 for numpy functions in float64 (1e-4 where x came in float32 and its results are rounded to it).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from vault_runner import mathcore as vm

few = settings(max_examples=30, deadline=None)
SIZES = st.integers(1, 5)
LIBRARIES = pytest.mark.parametrize("library", ["numpy", "torch"])
DTYPE = pytest.mark.parametrize("dtype", ["float32", "float64"])


class Setting:
    """Random arrays of one library and dtype, the functions on them, and the tolerance of their derivatives."""

    def __init__(self, seed: int, library: str, dtype: str) -> None:
        """Draw from a seed, so that a failure can be replayed."""
        self.random = np.random.default_rng(seed)
        self.torch = library == "torch"
        self.dtype = dtype
        self.slack = 1e4 * float(np.finfo(dtype).eps) if self.torch else (1e-4 if dtype == "float32" else 1e-8)

    def __call__(self, *shape: int) -> Any:  # noqa: ANN401 - of either library
        """Return an array of that shape."""
        values = self.random.standard_normal(shape).astype(self.dtype)
        return torch.from_numpy(values) if self.torch else values

    def tanh(self, x: Any) -> Any:  # noqa: ANN401 - of either library
        """Return the library's own tanh, which its derivatives see through."""
        return torch.tanh(x) if self.torch else np.tanh(x)

    def probabilities(self, k: int) -> Any:  # noqa: ANN401 - of either library
        """Return a distribution over k outcomes."""
        values = self.random.dirichlet(np.ones(k)).astype(self.dtype)
        values /= values.sum()
        return torch.from_numpy(values) if self.torch else values

    def close(self, ours: Any, expected: Any, size: float = 1.0) -> None:  # noqa: ANN401 - of either library
        """Assert agreement within the tolerance, relative to the sizes involved."""
        ours, expected = np.asarray(ours), np.asarray(expected)
        assert ours.shape == expected.shape
        scale = 1.0 + size + float(np.abs(expected).max(initial=0.0))
        np.testing.assert_allclose(ours, expected, atol=self.slack * scale, rtol=0)


seeds = st.integers(0, 2**32 - 1)


@LIBRARIES
@DTYPE
@few
@given(seeds, SIZES, SIZES)
def test_products_are_those_with_the_jacobian(library: str, dtype: str, seed: int, o: int, d: int) -> None:
    make = Setting(seed, library, dtype)
    w, b, x, u, v = make(o, d), make(o), make(d), make(d), make(o)

    def f(z: Any) -> Any:  # noqa: ANN401
        return make.tanh(w @ z + b) * b

    jacobian = vm.jacobian(f, x)
    assert tuple(jacobian.shape) == (o, d)
    make.close(vm.jvp(f, x, u), jacobian @ u)
    make.close(vm.vjp(f, x, v), v @ jacobian)
    make.close(vm.inner(v, vm.jvp(f, x, u)), vm.inner(vm.vjp(f, x, v), u))
    make.close(vm.taylor1(f, x)(x + u), f(x) + jacobian @ u)
    assert vm.jacobian_residual(f, x, jacobian) < 100 * make.slack
    assert vm.chain_rule_residual(lambda z: z * z, f, x) < 10 * make.slack


@LIBRARIES
@DTYPE
@few
@given(seeds, SIZES, SIZES)
def test_jacobians_of_a_linear_map(library: str, dtype: str, seed: int, o: int, d: int) -> None:
    make = Setting(seed, library, dtype)
    w, x = make(o, d), make(d)
    make.close(vm.jacobian(lambda z: w @ z, x), w)
    eye = np.eye(o)
    rows, columns = np.kron(eye, np.asarray(x)), np.kron(np.asarray(x), eye)
    make.close(vm.jacobian_vec(lambda m: m @ x, w), rows)
    make.close(vm.jacobian_vec(lambda m: m @ x, w, "F"), columns)
    make.close(rows @ np.asarray(vm.vec(w)), w @ x)
    make.close(columns @ np.asarray(vm.vec(w, "F")), w @ x)


@LIBRARIES
@DTYPE
@few
@given(seeds, SIZES)
def test_directional_derivative_in_four_ways(library: str, dtype: str, seed: int, d: int) -> None:
    make = Setting(seed, library, dtype)
    w, x, p = make(d), make(d), make(d)

    def f(z: Any) -> Any:  # noqa: ANN401
        return make.tanh(w * z).sum() + (z * z).sum()

    rate, slope = vm.directional_derivative(f, x, p), vm.gradient(f, x)
    make.close(rate, vm.inner(slope, p))
    sizes = math.sqrt(float(vm.inner(slope, slope)) * float(vm.inner(p, p)))
    make.close(rate, vm.cos_angle(slope, p) * sizes, sizes)
    make.close(vm.jvp(f, x, p), rate)
    if abs(float(rate)) > 10 * make.slack * (1 + sizes):
        assert vm.is_descent_direction(f, x, p) is (float(rate) < 0)
        assert vm.is_descent_direction(f, x, p, strict=False) is (float(rate) < 0)


@LIBRARIES
@DTYPE
@few
@given(seeds, SIZES, st.sampled_from([1, 2, math.inf]))
def test_no_unit_step_falls_faster_than_the_steepest(library: str, dtype: str, seed: int, d: int, norm: float) -> None:
    make = Setting(seed, library, dtype)
    g, other = make(d), np.asarray(make(d))
    p = np.asarray(vm.steepest_descent_direction(g, norm=norm))
    g = np.asarray(g)
    dual = {1: math.inf, 2: 2, math.inf: 1}[norm]
    length = float(np.linalg.norm(g, dual))
    make.close(g @ p, -(length**2), length**2)
    make.close(np.linalg.norm(p, norm), length)
    unit = other / np.linalg.norm(other, norm)
    assert g @ unit >= -length * (1 + make.slack)


@LIBRARIES
@few
@given(seeds, SIZES)
def test_convex_functions_are_never_refuted_and_their_negatives_are(library: str, seed: int, d: int) -> None:
    make = Setting(seed, library, "float64")
    w, samples = make(d + 1, d), make(4, d)

    def f(z: Any) -> Any:  # noqa: ANN401
        return ((w @ z) ** 2).sum()

    assert not vm.convexity_probe(f, samples).refuted
    assert vm.convexity_probe(lambda z: -f(z), samples).refuted


@LIBRARIES
@DTYPE
@few
@given(seeds, SIZES, st.floats(0.01, 0.3), st.floats(0, 0.9), st.integers(0, 8))
def test_momentum_on_a_bowl_is_its_recurrence(
    library: str, dtype: str, seed: int, d: int, eta: float, lam: float, steps: int
) -> None:
    make = Setting(seed, library, dtype)
    x0 = make(d)
    path = vm.momentum_gd(lambda x: 2 * x, x0, eta=eta, lam=lam, steps=steps)
    assert tuple(path.shape) == (steps + 1, d)
    factors = [1.0, 1 - 2 * eta]
    for _ in range(steps - 1):
        factors.append(factors[-1] * (1 - 2 * eta) + lam * (factors[-1] - factors[-2]))
    make.close(path, np.multiply.outer(np.array(factors[: steps + 1]), np.asarray(x0)))


@few
@given(seeds, SIZES, st.floats(0, 0.95), st.floats(0, 0.999), st.integers(1, 10))
def test_both_libraries_walk_the_same_way(seed: int, d: int, beta1: float, beta2: float, steps: int) -> None:
    make = Setting(seed, "numpy", "float64")
    x0 = make(d)
    options: dict[str, Any] = {"eta": 0.1, "beta1": beta1, "beta2": beta2, "eps": 1e-6, "steps": steps}
    of_numpy = vm.adam(lambda x: x**3 + x, x0, **options)
    of_torch = vm.adam(lambda x: x**3 + x, torch.from_numpy(x0), **options)
    make.close(of_torch, of_numpy)
    limit = 0.1 * (1 - beta1) / math.sqrt(1 - beta2) if 1 - beta1 > math.sqrt(1 - beta2) else 0.1
    if steps == 1:
        assert float(abs(of_numpy[1] - x0).max()) <= limit * (1 + 1e-9) or limit < 0.1


@LIBRARIES
@DTYPE
@few
@given(seeds, st.integers(1, 8))
def test_divergence_is_cross_entropy_less_entropy(library: str, dtype: str, seed: int, k: int) -> None:
    make = Setting(seed, library, dtype)
    p, q = make.probabilities(k), make.probabilities(k)
    divergence = vm.kl_divergence(p, q)
    make.close(divergence, vm.cross_entropy(p, q) - vm.entropy(p))
    assert float(divergence) >= -make.slack
    make.close(vm.kl_divergence(p, p), 0.0)
    assert float(vm.entropy(p)) <= math.log(k) + make.slack
    uniform = p * 0 + 1 / k
    make.close(vm.kl_divergence(p, uniform), math.log(k) - float(vm.entropy(p)))


@LIBRARIES
@DTYPE
@few
@given(seeds, st.integers(2, 6))
def test_divergences_of_independent_pairs_add_up(library: str, dtype: str, seed: int, k: int) -> None:
    make = Setting(seed, library, dtype)
    p, q, r, s = (make.probabilities(k) for _ in range(4))
    both = vm.kl_divergence(vm.vec(p[:, None] * r), vm.vec(q[:, None] * s))
    make.close(both, vm.kl_divergence(p, q) + vm.kl_divergence(r, s), float(both))


@LIBRARIES
@few
@given(seeds, st.integers(2, 5))
def test_maximum_likelihood_minimises_the_divergence(library: str, seed: int, k: int) -> None:
    make = Setting(seed, library, "float64")
    p, s, w = make.probabilities(k), make(k), make(k, k)

    def model(z: Any) -> Any:  # noqa: ANN401
        logits = w @ make.tanh(z)
        return logits.log_softmax(0) if make.torch else logits - np.log(np.exp(logits).sum())

    assert vm.mle_gradient_matches_kl(model, p, s)
    counts = np.arange(1, k + 1)
    samples = np.repeat(np.arange(k), counts)
    frequencies = counts / counts.sum()
    logs = np.asarray(model(s))
    ours = vm.empirical_nll(lambda x: logs[x], samples)
    assert ours == pytest.approx(vm.cross_entropy(frequencies, np.exp(logs)), rel=1e-9)

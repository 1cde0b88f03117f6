"""Entropies and divergences: zeros, what is no distribution, the order of torch's kl_div, likelihood."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm

LIBRARIES = [np.array, torch.tensor]


@pytest.mark.parametrize("library", LIBRARIES)
def test_zeros(library: Any) -> None:  # noqa: ANN401
    p, q = library([0.5, 0.5, 0.0]), library([0.25, 0.25, 0.5])
    assert float(vm.kl_divergence(p, q)) == pytest.approx(math.log(2))
    assert float(vm.kl_divergence(q, p)) == math.inf
    assert float(vm.cross_entropy(q, p)) == math.inf
    assert float(vm.kl_divergence(p, p)) == 0
    assert float(vm.entropy(library([0.0, 1.0]))) == 0
    assert math.isnan(vm.kl_divergence(library([math.nan, 1.0]), library([0.5, 0.5])))


def test_torch_takes_the_logarithm_of_q_first() -> None:
    p, q = torch.tensor([0.2, 0.8]), torch.tensor([0.6, 0.4])
    theirs = torch.nn.functional.kl_div(q.log(), p, reduction="sum")
    torch.testing.assert_close(vm.kl_divergence(p, q), theirs)
    assert not torch.isclose(vm.kl_divergence(p, q), vm.kl_divergence(q, p))


def test_gradients_are_finite_at_zero() -> None:
    p = torch.tensor([1.0, 0.0], requires_grad=True)
    q = torch.tensor([1.0, 0.0], requires_grad=True)
    vm.kl_divergence(p, q).backward()
    assert p.grad is not None
    assert q.grad is not None
    assert bool(p.grad.isfinite().all())
    assert q.grad.tolist() == [-1.0, 0.0]


def test_batches_and_dtypes() -> None:
    p = np.full((2, 3, 4), 0.25, np.float32)
    assert vm.entropy(p).shape == (2, 3)
    assert vm.entropy(p).dtype == np.float32
    assert vm.kl_divergence(p, p.astype(np.float64)).dtype == np.float64
    assert vm.entropy(torch.from_numpy(p).half()).dtype == torch.float16
    assert float(vm.entropy(torch.from_numpy(p).bfloat16())[0, 0]) == pytest.approx(math.log(4), rel=1e-2)
    assert vm.entropy([0, 1, 0]) == 0.0


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        ([1.5, -0.5], ValueError, "q has a negative entry; probabilities are at least 0"),
        ([0.5, 0.6], ValueError, "q sums to 1 up to 0.1 only; divide by its sum first"),
        ([0.5, 0.25, 0.25], vm.ShapeError, "kl_divergence: axis 0 is 2 in x"),
        ([0.5 + 0j, 0.5], TypeError, "kl_divergence is defined for real numbers"),
    ],
)
def test_what_is_no_distribution(library: Any, values: Any, error: type[Exception], words: str) -> None:  # noqa: ANN401
    with pytest.raises(error) as caught:
        vm.kl_divergence(library([0.5, 0.5]), library(values))
    assert words in str(caught.value)


def test_distributions_need_entries() -> None:
    empties: list[Any] = [0.5, [], np.ones((2, 0))]
    for empty in empties:
        with pytest.raises(vm.ShapeError, match="entries along its last axis"):
            vm.entropy(empty)
    assert vm.entropy([0.3333, 0.3333, 0.3333]) == pytest.approx(math.log(3), abs=1e-3)  # four digits are enough


@pytest.mark.parametrize("library", LIBRARIES)
def test_likelihood_of_samples(library: Any) -> None:  # noqa: ANN401
    samples = library([[1.0, 2.0], [3.0, -1.0]])
    assert float(vm.empirical_nll(lambda x: -(x * x).sum(1), samples)) == pytest.approx(7.5)
    assert float(vm.empirical_nll(lambda x: x[:, 0] * -math.inf, samples)) == math.inf
    with pytest.raises(vm.ShapeError, match=r"log_f returned \(2, 2\) for samples \(2, 2\); .* \(2,\)"):
        vm.empirical_nll(lambda x: -x, samples)
    with pytest.raises(vm.ShapeError, match="at least one is needed"):
        vm.empirical_nll(lambda x: x, library([]))
    with pytest.raises(TypeError, match="real numbers"):
        vm.empirical_nll(lambda x: x[:, 0] * 1j, samples)


def test_likelihood_of_many_samples_tends_to_the_cross_entropy() -> None:
    p, q = np.array([0.2, 0.5, 0.3]), np.array([0.4, 0.4, 0.2])
    samples = np.random.default_rng(0).choice(3, 100_000, p=p)
    mean = vm.empirical_nll(lambda x: np.log(q)[x], samples)
    assert mean == pytest.approx(vm.cross_entropy(p, q), abs=0.01)


@pytest.mark.parametrize("library", LIBRARIES)
def test_likelihood_and_divergence_share_their_gradient(library: Any) -> None:  # noqa: ANN401
    def model(s: Any) -> Any:  # noqa: ANN401 - of either library
        logits = s * library([1.0, -2.0, 0.5])
        return logits.log_softmax(0) if isinstance(s, torch.Tensor) else logits - np.log(np.exp(logits).sum())

    p = library([0.2, 0.3, 0.5])
    assert vm.mle_gradient_matches_kl(model, p, library(0.7))
    assert vm.mle_gradient_matches_kl(model, p, library(0.7), rtol=1e-3)


def test_a_model_that_cannot_reach_p_does_not_match() -> None:
    p = torch.tensor([0.5, 0.5])

    def impossible(s: Any) -> Any:  # noqa: ANN401 - tensor
        return torch.stack([s * 0, s * 0 - 1e4])  # exp gives 0 where p is 0.5

    assert not vm.mle_gradient_matches_kl(impossible, p, torch.tensor(1.0))
    with pytest.raises(ValueError, match="q sums to 1"):
        vm.mle_gradient_matches_kl(lambda s: torch.stack([s, s]), p, torch.tensor(1.0))

"""Automatic differentiation: mode by shape, chunks by memory, operations without a forward derivative."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from vault_runner import mathcore as vm
from vault_runner.mathcore import autodiff


class _NoForward(torch.autograd.Function):  # type: ignore[misc] # torch has no types here
    """A cube whose forward derivative nobody wrote."""

    generate_vmap_rule = True

    @staticmethod
    def forward(x: Any) -> Any:  # noqa: ANN401 - tensor
        return x**3

    @staticmethod
    def setup_context(ctx: Any, inputs: Any, output: Any) -> None:  # noqa: ANN401, ARG004 - torch's signature
        ctx.save_for_backward(*inputs)

    @staticmethod
    def backward(ctx: Any, grad: Any) -> Any:  # noqa: ANN401 - tensor
        return grad * 3 * ctx.saved_tensors[0] ** 2


@pytest.fixture
def chunks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which mode each Jacobian was built in, and in chunks of how many rows or columns."""
    seen: list[str] = []
    original = torch.vmap

    def noted(function: Any, **options: Any) -> Any:  # noqa: ANN401 - torch's signature
        seen.append(f"{'columns' if options.get('out_dims') == -1 else 'rows'} {options['chunk_size']}")
        return original(function, **options)

    monkeypatch.setattr(torch, "vmap", noted)
    return seen


@pytest.mark.parametrize(("o", "d", "mode"), [(3, 50, "rows None"), (50, 3, "columns None"), (5, 5, "rows None")])
def test_mode_follows_the_shape(o: int, d: int, mode: str, chunks: list[str]) -> None:
    w = torch.randn(o, d, generator=torch.Generator().manual_seed(0))
    torch.testing.assert_close(vm.jacobian(lambda x: torch.tanh(w @ x), torch.zeros(d)), w)
    assert chunks == [mode]


@pytest.mark.parametrize(("o", "d"), [(40, 60), (60, 40)])
def test_chunks_fit_into_the_memory(o: int, d: int, chunks: list[str]) -> None:
    random = torch.Generator().manual_seed(1)
    w, inner = torch.randn(o, 500, generator=random), torch.randn(500, d, generator=random) / 20
    f = lambda x: w @ torch.tanh(inner @ x)  # noqa: E731 - one line says it best
    x = torch.zeros(d)
    whole = vm.jacobian(f, x)
    memory = 4 * 7 * (o + d + 500)
    torch.testing.assert_close(vm.jacobian(f, x, memory=memory), whole)
    torch.testing.assert_close(vm.jacobian(f, x, memory=1), whole)
    assert [each.split()[1] for each in chunks] == ["None", "7", "1"]


def test_operations_without_a_forward_derivative() -> None:
    x = torch.tensor([1.0, 2.0])
    assert vm.jvp(_NoForward.apply, x, torch.tensor([1.0, 10.0])).tolist() == [3.0, 120.0]
    assert vm.jacobian(lambda z: _NoForward.apply(z.repeat(2)), x).tolist() == [[3, 0], [0, 12], [3, 0], [0, 12]]


def test_random_layers_and_constants() -> None:
    x = torch.ones(3)
    assert vm.jacobian(lambda z: torch.nn.functional.dropout(z.repeat(4)), x).shape == (12, 3)
    assert vm.jacobian(lambda _: 1.0, x).tolist() == [0.0, 0.0, 0.0]
    assert vm.jacobian(lambda z: [z[0], 2], x).tolist() == [[1.0, 0.0, 0.0], [0.0, 0.0, 0.0]]


def test_a_jacobian_can_be_differentiated_again() -> None:
    x = torch.tensor([1.0, 2.0], requires_grad=True)
    vm.jacobian(lambda z: z**3, x).sum().backward()
    assert x.grad is not None
    assert x.grad.tolist() == [6.0, 12.0]
    hessian = vm.jacobian(lambda z: vm.gradient(lambda y: (y**3).sum(), z), x.detach())
    assert hessian.tolist() == [[6.0, 0.0], [0.0, 12.0]]


def test_inside_other_transforms() -> None:
    x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
    jacobians = torch.vmap(lambda row: vm.jacobian(lambda z: z**2, row, memory=1))(x)
    assert jacobians.tolist() == [[[2, 0], [0, 4]], [[6, 0], [0, 8]]]


def test_modules_and_parameters() -> None:
    layer = torch.nn.Linear(3, 2)
    torch.testing.assert_close(vm.jacobian(layer, torch.zeros(3)), layer.weight)
    assert vm.gradient(lambda w: (w**2).sum(), layer.weight).shape == (2, 3)


def test_saved_activations_are_counted_without_the_weights() -> None:
    w = torch.randn(7, 100)
    assert autodiff._saved_elements(lambda x: torch.tanh(w @ x), torch.zeros(100)) == 7

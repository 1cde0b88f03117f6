"""What holds for the whole math core: its names, its imports, its docstrings, and that results come back in kind."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from vault_runner import mathcore as vm

FOLDER = Path(vm.__file__).parent
MODULES = [f"vault_runner.mathcore.{module.name}" for module in pkgutil.iter_modules(vm.__path__)]
FUNCTIONS = [name for name in vm.__all__ if inspect.isfunction(getattr(vm, name))]
ONE_ARRAY = {
    "adam",
    "empirical_nll",
    "entropy",
    "exp_elementwise",
    "gradient",
    "jacobian",
    "jacobian_vec",
    "matrix_exp",
    "matrix_exp_series",
    "momentum_gd",
    "reduce",
    "rotation",
    "steepest_descent_direction",
    "sum_as_dot",
    "vec",
}
NO_ARRAY = {"broadcast_shapes", "device", "matmul_shape", "matmul_flops", "which_device"}
ANSWERS_NUMBERS = {
    "chain_rule_residual",
    "convexity_probe",
    "is_descent_direction",
    "jacobian_residual",
    "mle_gradient_matches_kl",
}


def test_public_names_are_exactly_what_the_modules_bring_in() -> None:
    imported = {name for name, value in vars(vm).items() if not name.startswith("_") and not inspect.ismodule(value)}
    assert sorted(vm.__all__) == vm.__all__
    assert set(vm.__all__) == imported


def test_every_function_that_the_notes_name_is_there() -> None:
    operations = [
        "sum_as_dot",
        "squared_distance",
        "pairwise_sqdist",
        "hadamard",
        "exp_elementwise",
        "matrix_exp",
        "matrix_exp_series",
        "rotation",
        "linear_flow",
        "reduce",
        "matmul_flops",
        "strassen",
        "bmm",
        "matmul_shape",
        "broadcast_shapes",
        "gdt",
        "jacobian",
        "vec",
        "jacobian_vec",
        "vjp",
        "jvp",
        "chain_rule_residual",
        "taylor1",
        "directional_derivative",
        "is_descent_direction",
        "steepest_descent_direction",
        "convexity_probe",
        "momentum_gd",
        "adam",
        "kl_divergence",
        "empirical_nll",
        "mle_gradient_matches_kl",
    ]
    assert set(operations) <= set(FUNCTIONS)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    results = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert results.failed == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_docstring_has_every_part(name: str) -> None:
    text = inspect.getdoc(getattr(vm, name)) or ""
    missing = [part for part in ("Args:", "Returns:", "Raises:", "Example:", "Source:", ">>>") if part not in text]
    assert not missing
    assert NO_ARRAY & {name} or "hape" in text
    for argument in inspect.signature(getattr(vm, name)).parameters:
        assert f"{argument}: " in text or name == "broadcast_shapes"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_sources_need_python_3_10_numpy_and_themselves_only(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 10))
    foreign = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            foreign |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            foreign.add(str(node.module).split(".")[0])
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 1
    assert foreign <= set(sys.stdlib_module_names) | {"numpy"}


def _python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=100)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_numpy_input_loads_neither_torch_nor_scipy() -> None:
    code = """
import sys
import numpy as np
from vault_runner import mathcore as vm
x = np.ones((3, 3))
vm.gdt(x, x), vm.pairwise_sqdist(x), vm.pairwise_sqdist(np.ones((9, 9))), vm.jacobian(np.sin, [1.0, 2.0])
vm.kl_divergence([0.5, 0.5], [0.1, 0.9]), vm.adam(np.cos, [1.0], steps=2), vm.reduce(x, "max", 0), vm.strassen(x, x, 1)
print(sorted({"torch", "scipy"} & set(sys.modules)))
"""
    assert _python(code) == "[]"


def test_missing_scipy_says_what_to_do() -> None:
    code = """
import sys
sys.modules["scipy"] = sys.modules["scipy.linalg"] = None
from vault_runner import mathcore as vm
try:
    vm.matrix_exp([[0.0, 1.0], [0.0, 0.0]])
except ImportError as error:
    print(error)
"""
    assert _python(code) == "scipy.linalg is needed for numpy input: install scipy, or pass torch tensors"


def test_the_package_works_from_another_place(tmp_path: Path) -> None:
    (tmp_path / "borrowed").symlink_to(FOLDER)
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import borrowed; print(borrowed.gdt([2, 3], [4, 5]))"
    assert _python(code) == "23"


def _square(x: Any) -> Any:  # noqa: ANN401 - of either library
    return (x * x).sum()


def _log_softmax(x: Any) -> Any:  # noqa: ANN401 - of either library
    return x.log_softmax(0) if isinstance(x, torch.Tensor) else x - np.log(np.exp(x).sum())


SQUARE = [[0.5, -0.25], [0.125, 0.25]]
THREE = [[1.0, 2.0, -1.0], [0.5, 0.25, 4.0]]
HALVES = [0.5, 0.5]
CALLS: dict[str, Callable[[Callable[[Any], Any]], Any]] = {
    "adam": lambda a: vm.adam(lambda x: 2 * x, a(HALVES), steps=3),
    "bmm": lambda a: vm.bmm(a([SQUARE]), a([THREE])),
    "cos_angle": lambda a: vm.cos_angle(a(HALVES), a([1.0, -3.0])),
    "cross_entropy": lambda a: vm.cross_entropy(a(HALVES), a([0.25, 0.75])),
    "directional_derivative": lambda a: vm.directional_derivative(_square, a(HALVES), a([1.0, 0.0])),
    "empirical_nll": lambda a: vm.empirical_nll(lambda x: -abs(x), a(HALVES)),
    "entropy": lambda a: vm.entropy(a(HALVES)),
    "exp_elementwise": lambda a: vm.exp_elementwise(a(THREE)),
    "gdt": lambda a: vm.gdt(a(THREE), a(THREE)),
    "gradient": lambda a: vm.gradient(_square, a(HALVES)),
    "hadamard": lambda a: vm.hadamard(a(THREE), a(THREE)),
    "inner": lambda a: vm.inner(a(HALVES), a(HALVES)),
    "jacobian": lambda a: vm.jacobian(lambda x: x * x, a(HALVES)),
    "jacobian_vec": lambda a: vm.jacobian_vec(lambda w: w[0] * w[1], a(SQUARE)),
    "jvp": lambda a: vm.jvp(lambda x: x * x, a(HALVES), a(HALVES)),
    "kl_divergence": lambda a: vm.kl_divergence(a(HALVES), a([0.25, 0.75])),
    "linear_flow": lambda a: vm.linear_flow(a(SQUARE), a(HALVES), a([0.0, 0.5, 1.0, 1.5])),
    "matrix_exp": lambda a: vm.matrix_exp(a(SQUARE)),
    "matrix_exp_series": lambda a: vm.matrix_exp_series(a(SQUARE)),
    "momentum_gd": lambda a: vm.momentum_gd(lambda x: 2 * x, a(HALVES), eta=0.125, lam=0.5, steps=3),
    "pairwise_sqdist": lambda a: vm.pairwise_sqdist(a(THREE), a(THREE)),
    "reduce": lambda a: vm.reduce(a(THREE), "mean", 0),
    "rotation": lambda a: vm.rotation(a(0.5)),
    "squared_distance": lambda a: vm.squared_distance(a(HALVES), a([1.0, 3.0])),
    "steepest_descent_direction": lambda a: vm.steepest_descent_direction(a(HALVES)),
    "strassen": lambda a: vm.strassen(a(SQUARE), a(THREE), leaf=1),
    "sum_as_dot": lambda a: vm.sum_as_dot(a(HALVES)),
    "taylor1": lambda a: vm.taylor1(lambda x: x * x, a(HALVES))(a([0.75, 0.25])),
    "vec": lambda a: vm.vec(a(THREE), "F"),
    "vjp": lambda a: vm.vjp(lambda x: x * x, a(HALVES), a(HALVES)),
}


def test_the_table_of_calls_is_complete() -> None:
    assert set(CALLS) | NO_ARRAY | ANSWERS_NUMBERS == set(FUNCTIONS)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", sorted(CALLS))
def test_kind_and_dtype_come_back(name: str, dtype: str) -> None:
    of_numpy = CALLS[name](lambda values: np.array(values, dtype))
    of_torch = CALLS[name](lambda values: torch.tensor(values, dtype=getattr(torch, dtype)))
    assert isinstance(of_numpy, np.ndarray | np.generic)
    assert of_numpy.dtype == dtype
    assert of_torch.dtype == getattr(torch, dtype)
    tolerance = 2e-5 if dtype == "float32" else 1e-9  # central differences reach 1e-9
    np.testing.assert_allclose(of_torch.numpy(), np.asarray(of_numpy), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_plain_input_gives_plain_output(name: str) -> None:
    result = CALLS[name](lambda values: values)
    expected = CALLS[name](np.array)
    if name != "rotation":  # a bare number has no kind; the docstring says numpy
        assert isinstance(result, list | float)
    np.testing.assert_allclose(np.array(result), expected, rtol=1e-12)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_tensors_stay_on_their_device(name: str) -> None:
    """The meta device stands in for an accelerator: whatever leaves it fails."""
    result = CALLS[name](lambda values: torch.tensor(values).to("meta"))
    assert result.device.type == "meta"
    assert result.shape == CALLS[name](torch.tensor).shape


@pytest.mark.parametrize("name", sorted(CALLS))
def test_shapes_come_out_where_there_are_no_values(name: str) -> None:
    """Fake tensors have shapes only; whatever asks for a value must be able to do without."""
    mode = importlib.import_module("torch._subclasses.fake_tensor").FakeTensorMode
    expected = CALLS[name](torch.tensor)
    with mode():
        result = CALLS[name](torch.tensor)
    assert type(result).__name__ == "FakeTensor"
    assert (result.shape, result.dtype) == (expected.shape, expected.dtype)


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"adam", "momentum_gd", "jacobian_vec"}))
def test_gradients_flow_through_tensors(name: str) -> None:
    leaves: list[Any] = []

    def leaf(values: Any) -> Any:  # noqa: ANN401 - nested lists
        leaves.append(torch.tensor(values, dtype=torch.float64, requires_grad=True))
        return leaves[-1]

    CALLS[name](leaf).sum().backward()
    assert leaves[0].grad is not None
    assert bool(torch.isfinite(leaves[0].grad).all())


@pytest.mark.parametrize("name", sorted(CALLS))
def test_a_mix_of_libraries_is_refused(name: str) -> None:
    kinds = iter([torch.tensor, np.array, torch.tensor])
    called = 0

    def mixed(values: Any) -> Any:  # noqa: ANN401 - nested lists
        nonlocal called
        called += 1
        return next(kinds)(values)

    if name in ONE_ARRAY:
        CALLS[name](mixed)
        assert called == 1
    else:
        with pytest.raises(TypeError, match="convert one of them"):
            CALLS[name](mixed)

"""Every operation of the math core has a test: the table of what is promised, each name beside what covers it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from vault_runner import mathcore as vm

HERE = Path(__file__).parent
PROMISED = {
    "sum_as_dot": "test_products",
    "squared_distance": "test_distances",
    "pairwise_sqdist": "test_distances",
    "hadamard": "test_products",
    "exp_elementwise": "test_exponentials",
    "matrix_exp": "test_exponentials",
    "matrix_exp_series": "test_exponentials",
    "rotation": "test_exponentials",
    "linear_flow": "test_flows",
    "reduce": "test_reductions",
    "matmul_flops": "test_shapes",
    "strassen": "test_fast_matmul",
    "bmm": "test_products",
    "matmul_shape": "test_shapes",
    "broadcast_shapes": "test_shapes",
    "gdt": "test_products",
    "jacobian": "test_derivatives",
    "vec": "test_jacobians",
    "jacobian_vec": "test_jacobians",
    "vjp": "test_derivatives",
    "jvp": "test_derivatives",
    "chain_rule_residual": "test_jacobians",
    "taylor1": "test_derivatives",
    "directional_derivative": "test_derivatives",
    "is_descent_direction": "test_descent",
    "steepest_descent_direction": "test_descent",
    "convexity_probe": "test_descent",
    "momentum_gd": "test_optimisers",
    "adam": "test_optimisers",
    "kl_divergence": "test_divergences",
    "empirical_nll": "test_divergences",
    "mle_gradient_matches_kl": "test_divergences",
}
"""The operations that were promised, and the file of their tests."""
BESIDES = {
    "inner": "test_products",
    "cos_angle": "test_products",
    "gradient": "test_derivatives",
    "jacobian_residual": "test_jacobians",
    "entropy": "test_divergences",
    "cross_entropy": "test_divergences",
    "device": "test_devices",
    "which_device": "test_devices",
}
"""What was added to them."""
NO_OPERATIONS = {"Array", "ConvexityProbe", "ShapeError"}


@cache
def _asserted_calls(module: str) -> frozenset[str]:
    """Return the names that tests of a module use: called, handed on, or taken from a table of cases."""
    tree = ast.parse((HERE / f"{module}.py").read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    assert functions
    used = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))
    return frozenset(node.attr for node in used if isinstance(node.value, ast.Name) and node.value.id == "vm")


@pytest.mark.parametrize(("name", "module"), sorted((PROMISED | BESIDES).items()))
def test_it_is_covered_where_the_table_says(name: str, module: str) -> None:
    assert name in _asserted_calls(module)


def test_the_table_leaves_nothing_out_and_promises_nothing_that_is_not_there() -> None:
    assert PROMISED.keys() | BESIDES.keys() | NO_OPERATIONS == set(vm.__all__)
    assert not PROMISED.keys() & BESIDES.keys()


@pytest.mark.parametrize("name", sorted(PROMISED | BESIDES))
def test_its_docstring_says_what_it_takes_gives_and_refuses(name: str) -> None:
    text = getattr(vm, name).__doc__ or ""
    assert [part for part in ("Args:", "Returns:", "Raises:", "Example:", "Source:") if part not in text] == []

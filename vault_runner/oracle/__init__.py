"""The equation engine: what a note states in mathematics, read, typed and judged. Nothing here runs note code."""

from vault_runner.oracle import (
    arrays,
    binders,
    calls,
    chance,
    constrained,
    densities,
    derivatives,
    differences,
    ellipses,
    evaluation,
    events,
    folds,
    functions,
    gaussians,
    hypotheses,
    indices,
    information,
    limits,
    matrices,
    matrix_values,
    meanings,
    norms,
    optima,
    powers,
    products,
    slices,
    symbols,
    table_values,
)
from vault_runner.oracle.notes import ask
from vault_runner.oracle.questions import ask_row
from vault_runner.oracle.replaying import replay

REGISTERED = (
    arrays,
    binders,
    calls,
    chance,
    constrained,
    densities,
    derivatives,
    differences,
    ellipses,
    evaluation,
    events,
    folds,
    functions,
    gaussians,
    hypotheses,
    indices,
    information,
    limits,
    matrices,
    matrix_values,
    meanings,
    norms,
    optima,
    powers,
    products,
    slices,
    symbols,
    table_values,
)
"""Modules that register their rules and operations by being imported."""

__all__ = ["ask", "ask_row", "replay"]

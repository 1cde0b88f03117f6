"""`type(x)` in the author's code, which is to be `torch.Tensor` for what only stands in for one."""

from __future__ import annotations

import ast
import builtins
from typing import Any

import torch

from vault_runner.worker.devices.tensors import Face

HOOK = "__vault_run_type__"
"""The name that stands in the place of `type` where it is called with one value."""


def answer_types() -> None:
    """Put the function that is called instead into the builtins."""
    setattr(builtins, HOOK, type_of)


def ask_types(tree: ast.Module) -> None:
    """Let calls of `type` with one value ask for the class that the author means, unless the name is another's."""
    if not any(_binds(node) for node in ast.walk(tree)):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _is_question(node) and isinstance(node.func, ast.Name):
                node.func.id = HOOK


def type_of(value: object) -> Any:
    """Return the class of a value; of a tensor of ours the one that the author gave it."""
    kind: Any = type(value)
    if not isinstance(kind, Face):
        return kind
    if kind.alone is torch.Tensor and getattr(value, "_is_param", False):
        return torch.nn.Parameter
    return kind.alone


def _is_question(call: ast.Call) -> bool:
    named = isinstance(call.func, ast.Name) and call.func.id == "type"
    return named and len(call.args) == 1 and not call.keywords and not isinstance(call.args[0], ast.Starred)


def _binds(node: ast.AST) -> bool:
    named = (
        (isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load) and node.id)
        or (isinstance(node, ast.arg) and node.arg)
        or (isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name)
        or (isinstance(node, ast.alias) and (node.asname or node.name))
    )
    return named == "type"

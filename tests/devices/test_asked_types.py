"""`type(x)` in the author's code: what stands in for a tensor is one."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest
from execute.sessions import session, texts

from vault_runner.execute import Executor
from vault_runner.model import Mode, VirtualDevices
from vault_runner.worker.devices.asked_types import HOOK, ask_types

SOURCE = """
import torch
from torch import nn

class Named(torch.Tensor):
    pass

x, p = torch.ones(3, device="cuda"), nn.Parameter(torch.ones(3, device="cuda"))
named = torch.ones(3, device="cuda").as_subclass(Named)
a = type(x) is torch.Tensor and type(x.cpu()) is torch.Tensor and type(x) is not nn.Parameter
b = type(p) is nn.Parameter and type(p) == nn.Parameter and type(nn.Linear(2, 2).cuda().weight) is nn.Parameter
c = type(named) is Named and type(named + 1) is Named and type(named.as_subclass(torch.Tensor)) is torch.Tensor
d = type(3) is int and isinstance(int, type) and type("Made", (), {}).__name__ == "Made" and {type(x): 1}[torch.Tensor]
"""


@pytest.mark.parametrize("mode", ["value", "shape"])
def test_it_is_the_class_that_the_author_means(mode: Mode, executor: Executor) -> None:
    assert mode != "real"
    one = replace(session(SOURCE), imports=frozenset({"torch"}), devices=VirtualDevices(mode, "cuda", 1))
    result = executor.run(one, texts(one)).results[0]
    assert result.status == "ok", result.because
    seen = {noted.name: noted.value for noted in result.observations if noted.name in "abcd"}
    assert seen == {"a": "true", "b": "true", "c": "true", "d": "1"}


@pytest.mark.parametrize(
    "code",
    [
        *(
            "type(x, y, z)",
            "isinstance(x, type)",
            "x.type(y)",
            "type(*x)",
            "type(x, y=1)",
            "def f(type): return type(x)",
        ),
        *("type = f\ntype(x)", "from a import b as type\ntype(x)", "def type(x): pass\ntype(y)"),
    ],
)
def test_all_else_of_that_name_stays(code: str) -> None:
    tree = ast.parse(code)
    ask_types(tree)
    assert ast.unparse(tree) == ast.unparse(ast.parse(code))


def test_a_question_goes_to_the_function_that_answers() -> None:
    tree = ast.parse("f(type(type(x)) is y)")
    ask_types(tree)
    assert ast.unparse(tree) == f"f({HOOK}({HOOK}(x)) is y)"

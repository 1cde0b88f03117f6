"""Values as python, numpy and torch write them."""

from __future__ import annotations

import pytest

from vault_runner.verify.outputs_nodes import Gap, Items, Made, Node, Number, Pairs, Text, Word, from_plain
from vault_runner.verify.outputs_reading import read_value


def plain(node: Node | None) -> object:
    """Return a value in python's own types, to compare with."""
    value: object = None
    match node:
        case Number(value=number):
            value = number if number.imag else number.real
        case Text(value=text):
            value = text
        case Word(name=name):
            value = f"<{name}>"
        case Gap():
            value = ...
        case Items(bracket="{", items=items):
            value = {"set": [plain(item) for item in items]}
        case Items(items=items):
            value = [plain(item) for item in items]
        case Pairs(items=pairs):
            value = {plain(key): plain(item) for key, item in pairs}
        case Made(name=name, items=items, named=named):
            value = (name, [plain(item) for item in items], {key: plain(item) for key, item in named})
        case None:
            pass
    return value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3.0),
        ("-0.5", -0.5),
        ("1_000", 1000.0),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("inf", float("inf")),
        ("1+2j", 1 + 2j),
        ("(1-2j)", 1 - 2j),
        ("True", "<True>"),
        ("'it''s'", None),
        ('"a b"', "a b"),
        ("(1, 2)", [1, 2]),
        ("1, 2", [1, 2]),
        ("(3)", 3.0),
        ("(3,)", [3]),
        ("[1. 2. 3.]", [1, 2, 3]),
        ("[[1 -2]\n [3  4]]", [[1, -2], [3, 4]]),
        ("[False  True]", ["<False>", "<True>"]),
        ("{1, 2}", {"set": [1, 2]}),
        ("{}", {}),
        ("{'a': 1, 'b': [2]}", {"a": 1, "b": [2]}),
        ("tensor([[1., 2.], [3., -4.]], device='cuda:0', grad_fn=<AddBackward0>)", [[1, 2], [3, -4]]),
        ("array([1, 2], dtype=int32)", [1, 2]),
        ("array([], dtype=float64)", []),
        ("np.float64(3.0)", 3.0),
        ("np.True_", "<True>"),
        ("torch.Size([4, 5, 3])", [4, 5, 3]),
        ("Parameter containing:\ntensor([1.], requires_grad=True)", [1]),
        ("tensor([0, 1,  ..., 9])", [0, 1, ..., 9]),
        ("deque([1, 2], maxlen=3)", [1, 2]),
        ("dict_keys(['a'])", ["a"]),
        ("defaultdict(<class 'int'>, {'k': 1})", {"k": 1}),
        ("Point(x=1, y=2)", ("Point", [], {"x": 1, "y": 2})),
        ("<object at 0x…>", "<<object at 0x…>>"),
    ],
)
def test_reads_a_value(text: str, value: object) -> None:
    assert plain(read_value(text)) == value


@pytest.mark.parametrize(
    "text", ["", "the mean", "about 3", "1 +", "a-b", "2023-01-01", "[1, 2", "1 2 3", "[" * 50 + "]" * 50]
)
def test_prose_is_no_value(text: str) -> None:
    assert read_value(text) is None


def test_calls_are_read_and_never_made() -> None:
    assert plain(read_value("__import__('os')")) == ("__import__", ["os"], {})


def test_an_observed_value_is_exact() -> None:
    assert from_plain([1, [0.5, True, None, "a"]]) == Items(
        "[",
        (
            Number(1, "1", exact=True),
            Items("[", (Number(0.5, "0.5", exact=True), Word("True"), Word("None"), Text("a"))),
        ),
    )

"""YAML as people write it: what looks like a date or a time stays text, and nothing takes long."""

from __future__ import annotations

import math

import pytest
import yaml

from vault_runner.parse import yaml_values
from vault_runner.parse.yaml_values import MalformedYamlError, load, resolve


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("true", True), ("False", False), ("yes", "yes"), ("off", "off"),
        ("12", 12), ("-3", -3), ("0x1f", 31), ("0o17", 15), ("007", 7), ("1_000", "1_000"), ("9" * 30, 1e30),
        ("1.5", 1.5), (".5", 0.5), ("1e3", 1000.0), (".inf", math.inf), ("1.2.3", "1.2.3"), ("e5", "e5"),
        ("2025-03-04", "2025-03-04"), ("2025-03-04 10:00:00", "2025-03-04 10:00:00"), ("12:30:45", "12:30:45"),
    ],
)  # fmt: skip
def test_plain_words(text: str, value: object) -> None:
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: {b: [1, '2', x]}", {"a": {"b": [1, "2", "x"]}}),
        ("1: a\ntrue: b\n2025-01-01: c", {"1": "a", "true": "b", "2025-01-01": "c"}),
        ("- !!str 5\n- !!int '6'", ["5", "6"]),
        ("a: |\n  x\n  y\n", {"a": "x\ny\n"}),
        ("a: &n 1\nb: *n", {"a": 1, "b": 1}),
        ("<<: {a: 1}", {"<<": {"a": 1}}),
        ("", None),
    ],
)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml_values._LOADER])
def test_documents(monkeypatch: pytest.MonkeyPatch, loader: object, text: str, value: object) -> None:
    monkeypatch.setattr(yaml_values, "_LOADER", loader)
    assert load(text) == value


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a: 1\nb: 2\na: 3", "the key `a` stands twice", 2),
        ("[a]: 1", "a key must be plain text", 0),
        ("? {a: 1}\n: 2", "a key must be plain text", 0),
        ("a: *b", "`*b` stands for nothing", 0),
        ("a: &b [*b]", "`*b` stands for nothing", 0),
        ("[" * 60 + "]" * 60, "it is nested too deep", 0),
        ("[" * 100_000, "it is nested too deep", 0),
        ("a: \x00", "it holds characters that YAML does not allow", 0),
        ("a: \ud800", "it holds characters that YAML does not allow", 0),
    ],
)
def test_what_is_refused(text: str, message: str, line: int) -> None:
    with pytest.raises(MalformedYamlError) as refused:
        load(text)
    assert (str(refused.value), refused.value.line) == (message, line)


def test_aliases_count_with_what_they_stand_for() -> None:
    bomb = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))])
    with pytest.raises(MalformedYamlError, match="it stands for too many values"):
        load(bomb)
    assert load("a: &a [1, 2]\nb: [*a, *a]") == {"a": [1, 2], "b": [[1, 2], [1, 2]]}

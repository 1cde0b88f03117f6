"""The table of options: how each value is read, and that the table and `BlockOptions` agree."""

from __future__ import annotations

from dataclasses import fields

import pytest

from vault_runner.model import BlockOptions, OptionValue
from vault_runner.plan.schema import KNOWN, QUARTO, IllTypedError, canonical_key

READ: list[tuple[str, OptionValue, object]] = [
    ("eval", True, True),
    ("eval", "False", False),
    ("eval", "no", False),
    ("echo", "fenced", True),
    ("output", "asis", "asis"),
    ("output", False, False),
    ("include", False, False),
    ("label", "fig-loss", "fig-loss"),
    ("label", 3, "3"),
    ("fig-cap", ("one", "two"), "one; two"),
    ("fig-cap", None, ""),
    ("fig-width", 6, 6.0),
    ("fig-height", "4.5", 4.5),
    ("session", "none", "none"),
    ("timeout", 0.5, 0.5),
    ("raises", "torch.linalg.LinAlgError", "torch.linalg.LinAlgError"),
    ("device", "cuda:1", "cuda:1"),
    ("depends", "data.csv", ("data.csv",)),
    ("depends", ("data.csv", "[[Other]]"), ("data.csv", "[[Other]]")),
    ("depends", None, ()),
    ("seed", 0, 0),
    ("seed", "7", 7),
    ("check", ("shapes", "outputs"), "shapes, outputs"),
    ("check", False, "none"),
    ("check", "true", "all"),
    ("check", "no-equations", "no-equations"),
    ("threads", 4, 4),
    ("volatile", "true", True),
    ("expect", 'wrong "the sign is turned"', "the sign is turned"),
    ("expect", "wrong “符号反了”", "符号反了"),
    ("expect", "wrong without quotes", "without quotes"),
    ("tags", "slow", ("slow",)),
    ("tags", ("slow", "gpu"), ("slow", "gpu")),
]
REFUSED: list[tuple[str, OptionValue]] = [
    ("eval", "flase"),
    ("eval", 1),
    ("eval", None),
    ("echo", "folded"),
    ("output", "raw"),
    ("label", None),
    ("label", "  "),
    ("label", ("a", "b")),
    ("fig-width", 0),
    ("fig-width", True),
    ("fig-width", "wide"),
    ("timeout", -1),
    ("timeout", float("inf")),
    ("timeout", float("nan")),
    ("session", True),
    ("raises", True),
    ("raises", "not a name"),
    ("device", "gpu"),
    ("seed", -1),
    ("seed", 1.5),
    ("seed", True),
    ("threads", 0),
    ("expect", "wrong"),
    ("expect", 'right "why"'),
    ("expect", 'wrong ""'),
]


@pytest.mark.parametrize(("key", "value", "expected"), READ)
def test_values_are_read(key: str, value: OptionValue, expected: object) -> None:
    read = KNOWN[key].read(value)
    assert read == expected
    assert type(read) is type(expected)


@pytest.mark.parametrize(("key", "value"), REFUSED)
def test_values_are_refused(key: str, value: OptionValue) -> None:
    with pytest.raises(IllTypedError):
        KNOWN[key].read(value)


def test_every_option_fills_a_field_and_every_field_has_its_option() -> None:
    names = {field.name.replace("_", "-") for field in fields(BlockOptions)}
    assert names == KNOWN.keys() - {"include"}  # which is `output`


def test_no_option_of_ours_is_ignored_as_one_of_quartos() -> None:
    assert not KNOWN.keys() & QUARTO


@pytest.mark.parametrize("written", ["fig-cap", "fig_cap", "fig.cap", "Fig-Cap", " fig-cap "])
def test_a_key_has_one_spelling_inside(written: str) -> None:
    assert canonical_key(written) == "fig-cap"

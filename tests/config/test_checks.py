"""The words of `check`."""

from __future__ import annotations

import re

import pytest

from vault_runner.config.checks import CLASSES, EVERYTHING, UnknownClassError, checked_kinds, class_of
from vault_runner.config.schema import CHECK_PATTERN


@pytest.mark.parametrize("said", ["", "all", "ALL", " all , "])
def test_all_are_checked_unless_something_is_said(said: str) -> None:
    assert checked_kinds(said) == EVERYTHING


def test_what_is_named_is_checked_alone() -> None:
    assert checked_kinds("outputs, equations") == CLASSES["outputs"] | CLASSES["equations"]
    assert checked_kinds("equation") == CLASSES["equations"]
    assert checked_kinds("none") == frozenset()


def test_what_is_left_out_is_left_out_of_all() -> None:
    assert checked_kinds("no-equations no-complexity") == EVERYTHING - CLASSES["equations"] - CLASSES["complexity"]
    assert checked_kinds("all, no-outputs") == EVERYTHING - CLASSES["outputs"]


def test_an_unknown_word_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownClassError) as caught:
        checked_kinds("no-equatoins")
    assert caught.value.word == "no-equatoins"
    assert caught.value.near == "equations"


def test_each_kind_belongs_to_one_class_and_the_schema_knows_all_of_them() -> None:
    assert sorted(class_of(kind) for kind in EVERYTHING) == sorted(
        name for name, kinds in CLASSES.items() for _ in kinds
    )
    for word in ("all", "none", *CLASSES, *(f"no-{name}" for name in CLASSES)):
        assert re.search(CHECK_PATTERN, word)

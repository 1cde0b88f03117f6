"""Known words in notes whose encoding was once mistaken."""

from __future__ import annotations

import pytest

from vault_runner.verify.misread import restored
from vault_runner.verify.shape_comment import stated_shapes

LOST_IN_CP1254 = bytes((0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E, 0xAD))


def mojibake(text: str) -> str:
    return text.encode().translate(None, LOST_IN_CP1254).decode("cp1254")


@pytest.mark.parametrize("word", ["形状", "会被广播成", "输出", "不是", "变为", "原来"])
def test_a_known_word_is_read(word: str) -> None:
    assert mojibake(word) != word
    assert restored(f"x {mojibake(word)} (2, 3)") == f"x {word} (2, 3)"


@pytest.mark.parametrize("text", ["plain", "naïve café", "输出 (2, 3)", "→ (2, 3)", "«é »"])
def test_everything_else_stays(text: str) -> None:
    assert restored(text) == text


def test_a_misread_broadcast_is_one() -> None:
    (stated,) = stated_shapes(mojibake("(2,3) → 会被广播成 (3,2,3)"))
    assert stated.source is not None
    assert (stated.spec.text, stated.source.spec.text, stated.firmness) == ("(3,2,3)", "(2,3)", "alone")
    assert stated.broadcast


def test_a_misread_denial_is_one() -> None:
    assert stated_shapes(mojibake("不是 (2,3)"))[0].firmness == "denied"

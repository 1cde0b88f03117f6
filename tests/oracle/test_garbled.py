"""Words that were read in the wrong encoding: read again where nothing is lost, and never guessed."""

from __future__ import annotations

from vault_runner.oracle import ask
from vault_runner.oracle.garbled import is_garbled, restored

PAGE = "cp1252"


def garbled(text: str) -> str:
    return text.encode("utf-8").decode(PAGE, "ignore")


def test_what_lost_nothing_is_restored() -> None:
    words = "这是梯度的夹角"
    assert is_garbled(garbled(words))
    assert restored(garbled(words)) == words


def test_a_clause_that_lost_a_byte_gives_no_words() -> None:
    lost = garbled("矩阵 $A$ 不是对称矩阵。")
    assert "对称" not in restored(lost)
    assert "$A$" in restored(lost)


def test_plain_text_is_left_alone() -> None:
    for text in ("naïve café, déjà vu — “quoted”", "其中 $x$ 是向量", "plain"):
        assert restored(text) == text


def answers(prose: str) -> list[str]:
    latex = r"D_{p} f(x) = \|\nabla f(x)\| \, \|p\| \cos(\beta)"
    items = [
        {"kind": "prose", "text": garbled("我们想最小化一个函数 ") + "$f(x)$."},
        {"kind": "display", "text": latex},
        {"kind": "prose", "text": prose},
    ]
    return [one["verdict"] for one in ask({"items": items})["answers"] if one["text"] == latex]


def test_a_symbol_bound_by_restored_words_is_known() -> None:
    assert answers(garbled(r"其中 $\beta$ 是 $p$ 和梯度 $\nabla f(x)$ 的夹角。")) == ["verified"]


def test_a_symbol_bound_by_lost_words_raises_no_doubt() -> None:
    assert answers(garbled(r"不中 $\beta$ 不是")) == ["not-checkable"]

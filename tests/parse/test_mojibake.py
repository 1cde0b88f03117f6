"""Mojibake is recognised, and other languages are left in peace."""

from __future__ import annotations

import pytest

from vault_runner.parse.mojibake import mojibake_place

CHINESE = "注意力机制计算每个位置的权重。我们来看一个例子：矩阵的秩。"


@pytest.mark.parametrize("codec", ["cp1252", "cp1254", "latin-1"])
def test_misread_chinese(codec: str) -> None:
    assert mojibake_place("# " + CHINESE.encode().decode(codec, "ignore")) == 2


def test_misread_quotes_and_umlauts() -> None:
    text = "It’s “quoted” – and it’s für Müller’s Bär".encode().decode("cp1252", "ignore")
    assert text[mojibake_place(text) :].startswith("â€™")


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        CHINESE * 5,
        "« été », « passé », « né », « allé », « côté » et « déjà » : voilà l’œuvre, où ça a été fêté",
        "Café… “né” – é” é” é” é” ça va, où, déjà, être, hôtel, garçon, naïf, Noël, août, île",
        "Müller’s Größe über Ärger – “so” ist’s",
        "Türkçe’de “şöyle” güzel, ığdır’ın öğlen güneşi çok sıcak",
        "한국어 문장과 日本語の文章",
        "é”",
    ],
)
def test_other_languages(text: str) -> None:
    assert mojibake_place(text) == -1


def test_a_long_text_is_judged_by_its_beginning() -> None:
    assert mojibake_place(CHINESE.encode().decode("cp1252", "ignore") * 2000 + CHINESE * 4000) == 0

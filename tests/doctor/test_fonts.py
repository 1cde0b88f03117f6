"""Fonts: which there are, and the command for those that are missing."""

from __future__ import annotations

import shutil

import pytest

from vault_runner.doctor import fonts
from vault_runner.doctor.fonts import examine_fonts, font_files, install_command


def _with(monkeypatch: pytest.MonkeyPatch, *names: str, installer: str = "apt-get") -> None:
    monkeypatch.setattr(fonts, "font_files", lambda: names)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == installer else None)


def test_all_there(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, "DejaVuSans.ttf", "NotoSansCJK-Regular.ttc", "Symbola.ttf")
    assert [answer.verdict for answer in examine_fonts()] == ["ok", "ok"]


def test_none_there(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, "DejaVuSans.ttf", "NotoColorEmoji.ttf")
    answers = list(examine_fonts())
    assert [answer.verdict for answer in answers] == ["warn", "warn"]
    assert {answer.command for answer in answers} == {"sudo apt-get install -y fonts-noto-cjk fonts-symbola"}


@pytest.mark.parametrize(
    ("installer", "command"),
    [
        ("brew", "brew install --cask font-noto-sans-cjk"),
        ("dnf", "sudo dnf install -y google-noto-sans-cjk-fonts"),
        ("", "install Noto Sans CJK and Noto Emoji from fonts.google.com/noto"),
    ],
)
def test_the_command_is_that_of_the_installer(monkeypatch: pytest.MonkeyPatch, installer: str, command: str) -> None:
    _with(monkeypatch, installer=installer)
    assert install_command([True, False]) == command


FILES = ("wqy-microhei.ttc", "SourceHanSansCN-Regular.otf", "PingFang.ttc", "msyh.ttc", "NotoSansSC-Regular.otf")


@pytest.mark.parametrize("name", FILES)
def test_fonts_with_chinese_are_known_by_their_names(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    _with(monkeypatch, name)
    assert next(iter(examine_fonts())).verdict == "ok"


def test_the_fonts_of_this_system_are_found_with_and_without_fontconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = set(font_files())
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    walked = set(font_files())
    assert all("/" not in name for name in listed)
    assert not walked or not listed or walked & listed

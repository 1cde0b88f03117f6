"""Fonts for figures: whether labels in Chinese, Japanese or Korean, and emoji, can be drawn at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from vault_runner.doctor.answer import Answer

CJK = re.compile(
    r"cjk|sourcehan|notosans[sjtk]c|wqy|simhei|simsun|msyh|pingfang|hiragino|heiti|droidsansfallback|ukai|uming|unifont"
    r"|arial ?unicode",
    re.IGNORECASE,
)
EMOJI = re.compile(r"notoemoji|symbola|seguiemj|openmoji-black|unifont_upper", re.IGNORECASE)
ENDINGS = (".ttf", ".otf", ".ttc")
MOST_FILES = 20_000
_INSTALLERS = {
    "apt-get": ("sudo apt-get install -y {}", ("fonts-noto-cjk", "fonts-symbola")),
    "dnf": ("sudo dnf install -y {}", ("google-noto-sans-cjk-fonts", "gdouros-symbola-fonts")),
    "pacman": ("sudo pacman -S --noconfirm {}", ("noto-fonts-cjk", "ttf-symbola")),
    "apk": ("sudo apk add {}", ("font-noto-cjk", "font-noto-emoji")),
    "brew": ("brew install --cask {}", ("font-noto-sans-cjk", "font-noto-emoji")),
}


def examine_fonts() -> Iterator[Answer]:
    """Yield the answers about fonts."""
    names = font_files()
    cjk, emoji = (next((name for name in names if kind.search(name)), "") for kind in (CJK, EMOJI))
    missing = [not cjk, not emoji]
    if cjk:
        yield Answer("fonts", "ok", f"labels in Chinese, Japanese and Korean can be drawn ({cjk})")
    else:
        says = "no font for Chinese, Japanese or Korean labels: figures show boxes, each with a finding"
        yield Answer("fonts", "warn", says, install_command(missing))
    if emoji:
        yield Answer("fonts", "ok", f"emoji can be drawn where a figure's `font.family` names their font ({emoji})")
    else:
        says = "no font whose emoji matplotlib can draw (colour fonts don't count): figures show boxes"
        yield Answer("fonts", "warn", says, install_command(missing))


def font_files() -> Sequence[str]:
    """Return the names of the font files of this system, from fontconfig or else from the usual folders."""
    lister = shutil.which("fc-list")
    if lister:
        try:
            listed = subprocess.run([lister, ":", "file"], capture_output=True, timeout=10, check=True)  # noqa: S603
            return sorted(
                Path(line.strip().rstrip(":")).name for line in listed.stdout.decode("utf-8", "replace").splitlines()
            )
        except (OSError, subprocess.SubprocessError):
            pass
    return sorted(_walked())


def _walked() -> Iterator[str]:
    count = 0
    for folder in _folders():
        for _, _, names in os.walk(folder):
            count += len(names)
            yield from (name for name in names if name.lower().endswith(ENDINGS))
            if count > MOST_FILES:
                return


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"
    if sys.platform == "win32":
        return Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", home / "AppData/Local/Microsoft/Windows/Fonts"
    return Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"


def install_command(missing: Sequence[bool]) -> str:
    """Return the command that installs the fonts that are missing, for the installer that is there."""
    for program, (command, packages) in _INSTALLERS.items():
        if shutil.which(program):
            return command.format(
                " ".join(package for package, absent in zip(packages, missing, strict=True) if absent)
            )
    return "install Noto Sans CJK and Noto Emoji from fonts.google.com/noto"

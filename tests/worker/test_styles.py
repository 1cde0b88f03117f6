"""The look that a vault has chosen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vault_runner.worker.notices import Notices
from vault_runner.worker.styles import use

matplotlib = pytest.importorskip("matplotlib", reason="figures need matplotlib (`make install` brings it)")


@pytest.fixture(autouse=True)
def _own_settings() -> Iterator[None]:
    with matplotlib.rc_context():
        yield


def told(style: str) -> list[tuple[str, str, str]]:
    notices = Notices(lambda _text: None)
    use(style, notices)
    return notices.take()


def test_a_style_of_matplotlib_is_used() -> None:
    assert told("ggplot") == []
    assert matplotlib.rcParams["axes.facecolor"] == "#E5E5E5"


def test_a_style_that_matplotlib_does_not_know_is_told_with_the_nearest() -> None:
    before = dict(matplotlib.rcParams)
    assert told("gplot") == [
        ("VRF006", "matplotlib has no style `gplot`, so figures are drawn without it", "did you mean `ggplot`?")
    ]
    assert dict(matplotlib.rcParams) == before


def test_an_address_is_no_style() -> None:
    (notice,) = told("https://example.org/a.mplstyle")
    assert notice[0] == "VRF006"


def test_a_file_is_used(tmp_path: Path) -> None:
    file = tmp_path / "paper.mplstyle"
    file.write_text("lines.linewidth: 7\n")
    assert told(str(file)) == []
    assert matplotlib.rcParams["lines.linewidth"] == 7


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    (notice,) = told(str(tmp_path / "gone.mplstyle"))
    assert notice[1].startswith("the style `")

"""Fonts for labels beyond the Latin script."""

from __future__ import annotations

from types import SimpleNamespace

from vault_runner.worker.fonts import adopt


class Manager:
    """What is used of `matplotlib.font_manager`."""

    def __init__(self, listed: list[str], files: dict[str, str]) -> None:
        """Know the listed families, and families by file that aren't listed yet."""
        self.fontManager = SimpleNamespace(ttflist=[SimpleNamespace(name=name) for name in listed], addfont=self.add)
        self.files = files
        self.searched = 0

    def findSystemFonts(self) -> list[str]:  # noqa: N802 - matplotlib's name
        """Return every font file."""
        self.searched += 1
        return list(self.files)

    def add(self, path: str) -> None:
        """List one more font, or fail to read it."""
        if not self.files[path]:
            raise RuntimeError
        self.fontManager.ttflist.append(SimpleNamespace(name=self.files[path]))


def family(manager: Manager) -> list[str]:
    """Return `font.family` after fonts have been adopted twice."""
    matplotlib = SimpleNamespace(rcParams={"font.family": ["sans-serif"]})
    for _ in range(2):
        adopt(matplotlib, manager)  # type: ignore[arg-type]  # what it uses of both modules
    return list(matplotlib.rcParams["font.family"])


def test_the_best_two_families_are_appended_once() -> None:
    manager = Manager(["SimHei", "DejaVu Sans", "WenQuanYi Micro Hei", "Noto Sans CJK SC", "Arial"], {})
    assert family(manager) == ["sans-serif", "Noto Sans CJK SC", "WenQuanYi Micro Hei"]
    assert manager.searched == 0


def test_fonts_that_came_after_matplotlibs_list_are_found() -> None:
    files = {"/f/arial.ttf": "Arial", "/f/NotoSansCJK-Regular.ttc": "Noto Sans CJK SC", "/f/a/simhei.ttf": ""}
    manager = Manager(["DejaVu Sans"], files)
    assert family(manager) == ["sans-serif", "Noto Sans CJK SC"]
    assert manager.searched == 1


def test_where_there_is_none_nothing_is_appended() -> None:
    assert family(Manager(["DejaVu Sans"], {"/f/arial.ttf": "Arial"})) == ["sans-serif"]

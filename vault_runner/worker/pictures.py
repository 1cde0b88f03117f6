"""Figures of matplotlib: set up before a block, saved with bytes that depend on nothing but their content."""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, TypeAlias

from vault_runner.worker import dark, fonts, styles
from vault_runner.worker.adaptive import joined
from vault_runner.worker.arrivals import Arrivals
from vault_runner.worker.channel import Channel
from vault_runner.worker.notices import FontFilter, Notices

Shape: TypeAlias = Mapping[str, Any]
"""Settings of figures: format, dpi, width, height, style, dark."""

_MIMES = {"svg": "image/svg+xml", "png": "image/png"}
_METADATA: dict[str, dict[str, None]] = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}
_MOST = 50


class Pictures:
    """Sends every open figure at `plt.show()` and at the end of a block, and closes it."""

    def __init__(self, shape: Shape, channel: Channel, notices: Notices) -> None:
        """Save as `shape` says."""
        self._shape = shape
        self._channel = channel
        self._notices = notices
        self._salt = ""
        self._count = 0
        self._format = shape["format"]
        self._own: Shape = {}
        self._restore: dict[str, tuple[Any, Any]] = {}

    def await_arrival(self, arrivals: Arrivals) -> None:
        """Set matplotlib up as soon as it is imported."""
        arrivals.greet("matplotlib", self._arrived)
        arrivals.greet("matplotlib.font_manager", self._fonts_arrived)
        arrivals.greet("matplotlib._mathtext", self._formulas_arrived)
        arrivals.greet("matplotlib.pyplot", self._pyplot_arrived)

    def begin(self, salt: str, own: Shape) -> None:
        """Start a block.

        Args:
            salt: What tells the identifiers in its pictures from those of other blocks.
            own: The block's own settings of figures; None for a size that it leaves to the vault or to the code.
        """
        self._salt, self._count, self._own, self._restore = salt, 0, own, {}
        self._format = own.get("format") or self._shape["format"]
        matplotlib = sys.modules.get("matplotlib")
        if matplotlib is not None:
            self._set_own(matplotlib)

    def _set_own(self, matplotlib: ModuleType) -> None:
        size = matplotlib.rcParams["figure.figsize"]
        if self._own.get("width") or self._own.get("height"):
            wanted = [self._own.get("width") or size[0], self._own.get("height") or size[1]]
            self._set(matplotlib, "figure.figsize", wanted)
        if self._own.get("dpi") and self._own["dpi"] != self._shape["dpi"]:
            self._set(matplotlib, "figure.dpi", self._own["dpi"])

    def _set(self, matplotlib: ModuleType, name: str, wanted: object) -> None:
        before = matplotlib.rcParams[name]
        matplotlib.rcParams[name] = wanted
        self._restore[name] = matplotlib.rcParams[name], before

    def finish(self) -> None:
        """End a block: send what is open, and undo its own settings unless the code has set others."""
        try:
            self.send_open()
        finally:
            matplotlib = sys.modules.get("matplotlib")
            for name, (wanted, before) in self._restore.items():
                if matplotlib is not None and matplotlib.rcParams[name] == wanted:
                    matplotlib.rcParams[name] = before

    def send_open(self) -> None:
        """Send and close every open figure, in the order of their numbers."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is None or not hasattr(pyplot, "get_fignums"):
            return
        try:
            for number in pyplot.get_fignums():
                self.send(pyplot.figure(number))
        finally:
            pyplot.close("all")

    def send(self, figure: Any) -> None:  # noqa: ANN401 - a figure of matplotlib, which isn't imported here
        """Send one figure."""
        self._count += 1
        if self._count > _MOST:
            self._notices.add("VRF004", f"only the first {_MOST} figures of the block are kept", "draw fewer at a time")
            return
        content = self._saved(figure)
        if not self._channel.figure(_MIMES[self._format], content, _title(figure)):
            size = len(content) >> 20
            remedy = "draw fewer points, or use `png` in `figures: format:`"
            self._notices.add("VRF003", f"a figure of {size} MiB was left out; 20 MiB is the most", remedy)

    def is_figure(self, value: object) -> bool:
        """Tell whether `value` is a figure of matplotlib."""
        module = sys.modules.get("matplotlib.figure")
        kind = getattr(module, "Figure", None)
        return isinstance(kind, type) and isinstance(value, kind)

    def is_open(self, figure: Any) -> bool:  # noqa: ANN401 - see `send`
        """Tell whether pyplot will show `figure` by itself."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        return pyplot is not None and figure in [pyplot.figure(number) for number in pyplot.get_fignums()]

    def close(self, figure: Any) -> None:  # noqa: ANN401 - see `send`
        """Take a figure that was shown already out of those that are open."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is not None:
            pyplot.close(figure)

    def _saved(self, figure: Any) -> bytes:  # noqa: ANN401 - see `send`
        with self._exact_bytes(), warnings.catch_warnings(record=True) as caught:
            # Warnings are shown once a place; a second figure of a note would lack its missing glyphs.
            warnings.simplefilter("always")
            content = self._drawn(figure)
            if self._shape.get("dark") and self._format == "svg" and not dark.is_dark(figure):
                with dark.darkened(figure):
                    content = joined(content, self._drawn(figure))
        for warning in caught:
            self._notices.show_warning(warning.message, warning.category, warning.filename, warning.lineno)
        return content

    def _drawn(self, figure: Any) -> bytes:  # noqa: ANN401 - see `send`
        form = self._format
        target = io.BytesIO()
        figure.savefig(target, format=form, dpi="figure", metadata=_METADATA[form])
        return target.getvalue()

    def _exact_bytes(self) -> Any:  # noqa: ANN401 - matplotlib's context manager
        """Take out what would differ from run to run: identifiers drawn by chance, and a tight box of the fonts."""
        matplotlib = sys.modules["matplotlib"]
        salt = f"{self._salt}-{self._count}"
        return matplotlib.rc_context({"svg.hashsalt": salt, "savefig.bbox": None, "savefig.dpi": "figure"})

    def _arrived(self, matplotlib: ModuleType) -> None:
        styles.use(self._shape.get("style", ""), self._notices)
        size = [self._shape["width"], self._shape["height"]]
        matplotlib.rcParams.update({"figure.figsize": size, "figure.dpi": self._shape["dpi"]})
        # Many figures in a loop are what a note wants; they are closed when the block ends.
        matplotlib.rcParams["figure.max_open_warning"] = 0
        self._set_own(matplotlib)

    def _fonts_arrived(self, font_manager: ModuleType) -> None:
        fonts.adopt(sys.modules["matplotlib"], font_manager)
        fonts.stay(font_manager)
        font_manager._log.addFilter(FontFilter(self._notices))  # noqa: SLF001 - its logger has no public name

    def _formulas_arrived(self, mathtext: ModuleType) -> None:
        fonts.adopt_in_formulas(mathtext, sys.modules["matplotlib.font_manager"])
        mathtext._log.addFilter(fonts.FormulaFilter(self._notices.claims))  # noqa: SLF001 - its logger has no public name

    def _pyplot_arrived(self, pyplot: ModuleType) -> None:
        def show(*_arguments: object, **_named: object) -> None:
            """Show every open figure here; the next one starts empty."""
            self.send_open()

        # A function, not a method: pyplot sets attributes on it.
        pyplot.__dict__["show"] = show


def _title(figure: Any) -> str:  # noqa: ANN401 - see `Pictures.send`
    """Return the figure's own title, else that of its first axes that has one."""
    return next((text for text in _titles(figure) if text), "")


def _titles(figure: Any) -> Iterator[str]:  # noqa: ANN401 - see `Pictures.send`
    overall = getattr(figure, "_suptitle", None)
    if overall is not None:
        yield str(overall.get_text())
    for axes in figure.axes:
        yield str(axes.get_title())

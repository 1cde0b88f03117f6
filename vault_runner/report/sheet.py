"""The contact sheet: one HTML file with every figure before and after, and where the two differ.

It holds no script, asks nothing of the network, and shows every figure as a picture, in which nothing can act.
Nothing of what notes and files are called becomes part of the page's own structure.
"""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import PurePosixPath
from urllib.parse import quote

from vault_runner.pipeline.figures.drawing import FigureOutcome, FigureRun
from vault_runner.report.figures import figures_count, words_of
from vault_runner.write import printable


def sheet(run: FigureRun) -> str:
    """Return the contact sheet of a run."""
    style = files("vault_runner.report").joinpath("sheet.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # `default-src 'none'`: no scripts, no requests, no forms, whatever a name in the vault may try.
    policy = f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = [
        "<!doctype html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Figures of {_text(run.vault.name)}</title>",
        f"<style>{style}</style></head><body>",
        *_heading(run),
        "<main>",
        *(part for figure in _ordered(run.figures) for part in _card(figure, run.vault.name)),
        "</main></body></html>",
    ]
    return "\n".join(parts) + "\n"


def _heading(run: FigureRun) -> Iterator[str]:
    telling = sum(_is_telling(figure) for figure in run.figures)
    yield f"<header><h1>Figures of {_text(run.vault.name)}</h1><p>{_text(figures_count(run.figures))}</p><form>"
    yield "<fieldset><legend>Show</legend>"
    yield _radio("show", "all", f"all {len(run.figures)}", checked=not telling)
    yield _radio("show", "telling", f"the {telling} that changed", checked=bool(telling))
    yield "</fieldset><fieldset><legend>Page</legend>"
    yield _radio("page", "light", "light", checked=True)
    yield _radio("page", "dark", "dark", checked=False)
    yield "</fieldset></form></header>"


def _radio(group: str, value: str, words: str, *, checked: bool) -> str:
    state = " checked" if checked else ""
    return f'<label><input type="radio" name="{group}" id="{group}-{value}"{state}> {words}</label>'


def _ordered(figures: Sequence[FigureOutcome]) -> list[FigureOutcome]:
    """Put first what differs most; a new figure differs wholly."""

    def weight(figure: FigureOutcome) -> float:
        if figure.state == "new":
            return 2.0
        share = figure.look.share if figure.look else 0.0
        return 1.5 if share is None else share

    return sorted(figures, key=lambda figure: (-weight(figure), figure.note, figure.line))


def _card(figure: FigureOutcome, vault: str) -> Iterator[str]:
    kind = "telling" if _is_telling(figure) else "quiet"
    address = f"obsidian://open?vault={quote(vault, safe='')}&file={quote(figure.note, safe='')}"
    yield f'<article class="{kind} {figure.state}"><h2>{_text(PurePosixPath(figure.path).name)}</h2>'
    yield f'<p><b>{_text(words_of(figure))}</b> · <a href="{_text(address)}">{_text(figure.note)}</a>'
    yield f", line {figure.line} · <code>{_text(figure.path)}</code></p>"
    yield '<div class="row">'
    yield _picture("before", figure.before, figure.mime, "there was none")
    yield _picture("after", figure.after, figure.mime, "")
    yield _difference(figure)
    yield "</div></article>"


def _difference(figure: FigureOutcome) -> str:
    look = figure.look
    if look is not None and look.picture and _is_telling(figure):
        return _picture("difference", look.picture, "image/png", "")
    words = {"new": "new", "same": "the same bytes"}.get(figure.state, "none to be seen")
    problem = look.problem if look is not None and look.share is None else ""
    return _picture("difference", b"", "", problem or words)


def _picture(title: str, content: bytes, mime: str, instead: str) -> str:
    if not content:
        return f'<figure><figcaption>{title}</figcaption><p class="none">{_text(instead)}</p></figure>'
    packed = base64.b64encode(content).decode()
    return f'<figure><figcaption>{title}</figcaption><img alt="{title}" src="data:{mime};base64,{packed}"></figure>'


def _is_telling(figure: FigureOutcome) -> bool:
    return figure.state in {"new", "changed", "kept"}


def _text(words: str) -> str:
    return html.escape(printable(words))

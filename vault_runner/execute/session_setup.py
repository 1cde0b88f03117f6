"""What a session is told before its first block: where it is, what is fixed for it, how its pictures look."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vault_runner.config import Config, style_file
from vault_runner.execute.calibrated import costs_of
from vault_runner.execute.environ import session_environment
from vault_runner.execute.limits import Limits
from vault_runner.execute.profiles import Profile
from vault_runner.model import Session


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session runs, and behind which walls."""

    python: Path
    vault: Path
    scratch: Path
    profile: Profile = "strict"


def setup_of(session: Session, place: Place, config: Config, *, asks: bool) -> dict[str, object]:
    """Return what a session is set up with, beside the texts of its notes; `asks` says that somebody answers."""
    figures, threads = config.figures, Limits.of(config).threads
    strict, costs = place.profile == "strict", costs_of(place.python)
    return {
        "vault": str(place.vault),
        "folder": str((place.vault / session.own).parent),
        "scratch": str(place.scratch),
        "environment": session_environment(str(place.scratch), threads, strict=strict, costs=costs),
        "prelude": session.prelude,
        "seed": session.seed,
        "threads": threads,
        "asks": asks,
        "devices": _devices(session),
        "figures": {
            "format": figures.format,
            "dpi": figures.dpi,
            "width": figures.width,
            "height": figures.height,
            "style": _style(figures.style, place.vault),
            "dark": figures.dark,
        },
    }


def _style(style: str, vault: Path) -> str:
    file = style_file(style, vault)
    return style if file is None else str(file)


def _devices(session: Session) -> dict[str, object] | None:
    devices = session.devices
    return {"mode": devices.mode, "kind": devices.kind, "count": devices.count} if devices else None

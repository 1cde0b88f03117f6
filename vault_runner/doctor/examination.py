"""The whole examination: everything at the same time, and no trouble with one thing keeps from the others."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

import vault_runner
from vault_runner.config import CONFIG_NAME, Config
from vault_runner.doctor.answer import Answer
from vault_runner.doctor.calibration import calibrate
from vault_runner.doctor.confinement import examine_walls
from vault_runner.doctor.fonts import examine_fonts
from vault_runner.doctor.interpreter import choose, examine_python
from vault_runner.doctor.place import Place, examine_place
from vault_runner.doctor.spawning import examine_sessions
from vault_runner.doctor.storage import examine_cache, examine_clock, examine_disk
from vault_runner.doctor.watching import examine_watching
from vault_runner.pipeline.places import cache_folder


class Examination(msgspec.Struct, frozen=True):
    """All answers, in the order in which they are told."""

    version: int
    vault: str
    answers: tuple[Answer, ...]

    @property
    def healthy(self) -> bool:
        """Whether notes can run and be written."""
        return all(answer.verdict != "fail" for answer in self.answers)


def examine(
    start: Path, python: str = "", surroundings: Mapping[str, str] = os.environ, *, measure: bool = False
) -> Examination:
    """Look at everything that notes need.

    Args:
        start: A folder of the vault, or a note.
        python: The interpreter of the notes, if it was named.
        surroundings: The environment's variables.
        measure: Whether to measure what the devices cost, and to keep it.
    """
    places: list[Place] = []
    first = _guarded("vault", lambda: _kept(examine_place(start), places))
    place = places[0] if places else Place(start, Config(), ())
    root, cache = place.root, cache_folder()
    looks: dict[str, Callable[[], Iterable[Answer]]] = {
        "python": lambda: examine_python(place.config, root, python, surroundings, cache / "doctor"),
        "walls": examine_walls,
        "sessions": lambda: examine_sessions(choose(place.config, root, python, surroundings).path),
        "fonts": examine_fonts,
        "watching": lambda: examine_watching(root),
        "cache": lambda: examine_cache(cache),
        "disk": lambda: examine_disk({"vault": root, "cache": cache}),
        "clock": lambda: [examine_clock([root, root / CONFIG_NAME, Path(vault_runner.__file__), cache])],
    }
    with ThreadPoolExecutor(len(looks)) as pool:
        found = list(pool.map(lambda look: _guarded(*look), looks.items()))
    costs = _guarded("costs", lambda: _costs(place, python, surroundings)) if measure else ()
    tool = Answer("vault-run", "ok", f"{vault_runner.__version__}, under python {platform.python_version()}")
    return Examination(1, str(root), (tool, *first, *(answer for answers in found for answer in answers), *costs))


def _costs(place: Place, python: str, surroundings: Mapping[str, str]) -> Iterable[Answer]:
    """Measure when all else is done, so that nothing else is running."""
    return calibrate(choose(place.config, place.root, python, surroundings).path, surroundings=surroundings)


def _kept(place: Place, places: list[Place]) -> tuple[Answer, ...]:
    places.append(place)
    return place.answers


def _guarded(topic: str, look: Callable[[], Iterable[Answer]]) -> tuple[Answer, ...]:
    """Return the answers of one look; whatever goes wrong in it is an answer, too."""
    try:
        return tuple(look())
    except Exception as error:  # noqa: BLE001 - the doctor is called when things are broken in ways nobody foresaw
        return (Answer(topic, "warn", f"could not be looked at: {type(error).__name__}: {error}"),)

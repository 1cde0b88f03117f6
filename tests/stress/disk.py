"""A disk that writes down what is done to one folder, and plays any part of it again.

What was not flushed when the power went may be missing, even if something later is there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from vault_runner.write.protocol import exchange as exchange_module
from vault_runner.write.protocol import put_back, swap


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done: create, write, flush, exchange, rename, unlink or flush-folder."""

    kind: str
    name: str = ""
    other: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Disk:
    """The folder, and what was done to it so far."""

    folder: Path
    steps: list[Step] = field(default_factory=list)
    _files: dict[int, str] = field(default_factory=dict)

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Write down what this process does meanwhile."""
        open_file, write, flush, unlink = os.open, os.write, os.fsync, Path.unlink
        swapped = exchange_module.exchange

        def opened(path: str | Path, flags: int, mode: int = 0o777) -> int:
            file = open_file(path, flags, mode)
            self._files.pop(file, None)
            if Path(path).parent == self.folder:
                self._files[file] = Path(path).name
                self._note(flags & os.O_CREAT, Step("create", Path(path).name))
            return file

        def written(file: int, content: bytes) -> int:
            count = write(file, content)
            self._note(file in self._files, Step("write", self._files.get(file, ""), content=bytes(content)[:count]))
            return count

        def flushed(file: int) -> None:
            flush(file)
            at = Path(f"/proc/self/fd/{file}").readlink()
            self._note(at == self.folder, Step("flush-folder"))
            self._note(at.parent == self.folder, Step("flush", at.name))

        def unlinked(path: Path, *, missing_ok: bool = False) -> None:
            unlink(path, missing_ok=missing_ok)
            self._note(path.parent == self.folder, Step("unlink", path.name))

        def exchanged(left: Path, right: Path) -> bool:
            done = swapped(left, right)
            self._note(done, Step("exchange", left.name, right.name))
            return done

        with (
            mock.patch.object(os, "open", opened),
            mock.patch.object(os, "write", written),
            mock.patch.object(os, "fsync", flushed),
            mock.patch.object(Path, "unlink", unlinked),
            mock.patch.object(swap, "exchange", exchanged),
            mock.patch.object(put_back, "exchange", exchanged),
        ):
            yield

    def _note(self, condition: object, step: Step) -> None:
        if condition:
            self.steps.append(step)


@dataclass(frozen=True, slots=True)
class Crash:
    """What stands in the folder when the power comes back."""

    story: str
    names: dict[str, int]
    """The file behind each name."""
    contents: dict[int, bytes]


def crashes(start: dict[str, bytes], steps: Sequence[Step]) -> Iterator[Crash]:
    """Yield every state in which a crash could leave the folder: each prefix, and each with one unflushed step lost."""
    for end in range(len(steps) + 1):
        done = steps[:end]
        yield _played(start, done, f"after {end} steps")
        for lost in range(end):
            if not _is_flushed(done, lost):
                kept = [*done[:lost], *done[lost + 1 :]]
                yield _played(start, kept, f"after {end} steps, without step {lost} ({done[lost].kind})")


def _is_flushed(steps: Sequence[Step], at: int) -> bool:
    step, later = steps[at], steps[at + 1 :]
    if step.kind == "write":
        return any(each.kind == "flush" and each.name == step.name for each in later)
    return step.kind.startswith("flush") or any(each.kind == "flush-folder" for each in later)


def _played(start: dict[str, bytes], steps: Sequence[Step], story: str) -> Crash:
    names = {name: number for number, name in enumerate(start)}
    contents = dict(enumerate(start.values()))
    for step in steps:
        if step.kind == "create":
            names[step.name] = len(contents)
            contents[len(contents)] = b""
        elif step.name not in names:
            continue
        elif step.kind == "write":
            contents[names[step.name]] += step.content
        elif step.kind == "exchange":
            names[step.name], names[step.other] = names[step.other], names[step.name]
        elif step.kind == "rename":
            names[step.other] = names.pop(step.name)
        elif step.kind == "unlink":
            del names[step.name]
    return Crash(story, names, contents)

"""Hear of changes: from the system where it tells of them, else by looking again and again."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserverVFS

from vault_runner.config.load import CONFIG_NAME
from vault_runner.doctor.watching import SILENT, disk_kind
from vault_runner.watch.changes import Inbox

EVERY: Final = 1.0
"""Seconds between two looks of polling."""
SETTINGS: Final = frozenset((CONFIG_NAME, ".obsidian/app.json", ".obsidian/appearance.json"))
"""The files whose change means other settings; of hidden folders nothing else is heard."""
MOUNTS: Final = Path("/proc/self/mountinfo")
_QUIET: Final = frozenset(("opened", "closed_no_write"))
_PASSED: Final = frozenset(("node_modules", "__pycache__"))
_LIMITS: Final = {
    errno.ENOSPC: "this user may watch no more folders (`fs.inotify.max_user_watches`)",
    errno.EMFILE: "this user may have no more watchers (`fs.inotify.max_user_instances`)",
}


def is_heard(name: str) -> bool:
    """Tell whether a change of the file of this name in the vault matters: hidden folders don't, settings do."""
    return name in SETTINGS or not any(part.startswith(".") or part in _PASSED for part in name.split("/"))


class Ear(FileSystemEventHandler):
    """Puts into the inbox what the system tells."""

    def __init__(self, root: Path, inbox: Inbox) -> None:
        """Hear for the vault at `root`."""
        self._root = f"{root}/"
        self._inbox = inbox

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take one event."""
        if event.event_type in _QUIET or (event.is_directory and event.event_type == "modified"):
            return
        for raw in (event.src_path, event.dest_path):
            path = os.fsdecode(raw)
            if not path or not (f"{path}/".startswith(self._root) and is_heard(path[len(self._root) :])):
                continue
            if event.is_directory:
                self._inbox.miss()
            else:
                self._inbox.hear(path)


class _Alarm(logging.Handler):
    """The library says in its log that it lost something, and nowhere else."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__(logging.WARNING)
        self._inbox = inbox

    def emit(self, record: logging.LogRecord) -> None:
        del record
        self._inbox.miss()


class Hearing:
    """An observer of one vault, and how it hears."""

    def __init__(self, root: Path, inbox: Inbox, *, poll: bool = False, mounts: Path = MOUNTS) -> None:
        """Start to listen.

        Args:
            root: The vault's folder.
            inbox: What takes the changes.
            poll: Look again and again even where the system tells of changes.
            mounts: Where the system lists its disks.
        """
        self.root = root
        self.why = "asked for" if poll else ""
        """Why it polls, empty if it doesn't."""
        self._ear = Ear(root, inbox)
        self._alarm = _Alarm(inbox)
        kind = disk_kind(root, mounts)
        if not poll and SILENT.fullmatch(kind):
            self.why = f"the vault lies on {kind}, which doesn't tell of changes made elsewhere"
        log = logging.getLogger("watchdog")
        log.addHandler(self._alarm)
        log.propagate = False
        self._observer = self._listen()

    @property
    def lag(self) -> float:
        """Seconds by which it may hear late."""
        return EVERY + 0.3 if self.why else 0.1

    def poll(self, why: str) -> None:
        """Poll from now on."""
        self.why = why
        self._end()
        self._observer = self._listen()

    def __enter__(self) -> Self:
        """Return the hearing."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Listen no more."""
        self._end()
        logging.getLogger("watchdog").removeHandler(self._alarm)

    def _listen(self) -> BaseObserver:
        if not self.why:
            observer: BaseObserver = Observer()
            try:
                return self._started(observer)
            except OSError as error:
                self.why = _LIMITS.get(error.errno or 0, f"watching failed: {error.strerror}")
        return self._started(PollingObserverVFS(os.stat, _entries, polling_interval=EVERY))

    def _started(self, observer: BaseObserver) -> BaseObserver:
        observer.schedule(self._ear, str(self.root), recursive=True)
        try:
            observer.start()
        except OSError:
            with suppress(RuntimeError):
                observer.stop()
            raise
        return observer

    def _end(self) -> None:
        self._observer.stop()
        self._observer.join(timeout=EVERY + 2)


def _entries(folder: str | None) -> Iterator[os.DirEntry[str]]:
    """List a folder without what is never heard of, so that polling need not look at it."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == ".obsidian" or is_heard(entry.name) or str(folder).endswith("/.obsidian"):
                yield entry

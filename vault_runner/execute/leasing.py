"""Runs sessions that use accelerators only while they hold them, each beside as many others as fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from vault_runner.execute.executor import Runner
from vault_runner.execute.inventory import UNKNOWN
from vault_runner.execute.leases import WAITED, Leases, Stopped, spoken
from vault_runner.execute.ordinals import ended_at
from vault_runner.execute.rehearsal import CONTEXT, Forecast, forecast
from vault_runner.execute.session import CANCELLED
from vault_runner.execute.session_log import Listener, SessionLog
from vault_runner.model import Notice, Result, Session, SessionRun

Waiting = Callable[[str], None]
"""Called with a sentence whenever a session begins to wait for something."""


class LeasingRunner:
    """Runs sessions through another runner, each that uses accelerators under a lease of them."""

    def __init__(
        self,
        runner: Runner,
        room: Mapping[str, int],
        *,
        leases: Leases | None = None,
        waits: Waiting | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> None:
        """Run everything with `runner`.

        Args:
            runner: What runs sessions.
            room: The bytes of each accelerator of this machine by its name.
            leases: Those of the user on this machine.
            waits: Told what a session waits for.
            stopped: Tells whether a session that waits shall give up.
        """
        self._runner = runner
        self._room = room
        self._leases = leases or Leases()
        self._waits = waits or (lambda _sentence: None)
        self._cancelled = False
        self._stopped = stopped or (lambda: False)
        self._known: dict[tuple[str, ...], Forecast] = {}
        self._halted: set[str] = set()

    def cancel(self) -> None:
        """Let every session end at once, those that wait too."""
        self._cancelled = True
        self._runner.cancel()

    def stop(self, path: str) -> None:
        """Let the sessions of a note give up waiting. For another thread."""
        self._halted.add(path)

    def run(self, session: Session, texts: Mapping[str, str], on_result: Listener | None = None) -> SessionRun:
        """Run a session and return a result for each of its steps, in order."""
        if session.devices is not None or not self._room:
            return self._runner.run(session, texts, on_result)
        known = self._forecast(session, texts)
        if not known.wants:
            return self._runner.run(session, texts, on_result)
        first = _too_large(known, self._room)
        if first is not None:
            return self._refused(session, texts, on_result, (first, known))
        return self._leased(session, texts, on_result, known)

    def _forecast(self, session: Session, texts: Mapping[str, str]) -> Forecast:
        key = (session.own, session.name, *(step.key for step in session.steps))
        if key not in self._known:
            self._known[key] = forecast(self._runner, session, texts, self._room)
        return self._known[key]

    def _leased(
        self, session: Session, texts: Mapping[str, str], on_result: Listener | None, known: Forecast
    ) -> SessionRun:
        """Run a session while it holds its devices."""

        def tell(why: str) -> None:
            self._waits(f"{session.own} {why}")

        def stopped() -> bool:
            return self._cancelled or self._stopped() or session.own in self._halted

        self._halted.discard(session.own)
        try:
            with self._leases.hold(session.own, known.wants, self._room, waits=tell, stopped=stopped) as waited:
                change = _marking(session, known, waited)
                run = self._runner.run(session, texts, on_result and (lambda result: on_result(change(result))))
        except Stopped:
            log = SessionLog(session, on_result)
            log.give_up(CANCELLED)
            return log.run()
        return replace(run, results=tuple(map(change, run.results)))

    def _refused(
        self, session: Session, texts: Mapping[str, str], on_result: Listener | None, why: tuple[int, Forecast]
    ) -> SessionRun:
        """Run what stands above the block that is too large, and say so of that block."""
        first, known = why
        before = SessionRun(session.own, session.name, ())
        if first:
            before = self.run(replace(session, steps=session.steps[:first]), texts, on_result)
        whole = ended_at(session, before, _too_much(session, first, known, self._room))
        for result in whole.results[first:]:
            if on_result is not None:
                on_result(result)
        return whole


def _marking(session: Session, known: Forecast, waited: float) -> Callable[[Result], Result]:
    """Return what adds to a result the memory that was foreseen and, to the first one, for how long it waited."""
    peaks = {step.block.id: peak for step, peak in zip(session.steps, known.peaks, strict=False)}
    first = session.steps[0].block.id
    names = " and ".join(sorted(known.wants))
    notice = Notice(WAITED, f"waited {waited:.0f} s for {names}, which other sessions had")

    def mark(result: Result) -> Result:
        notices = (*result.notices, notice) if waited and result.block == first else result.notices
        return replace(result, peak=peaks.get(result.block, result.peak), notices=notices)

    return mark


def _too_large(known: Forecast, room: Mapping[str, int]) -> int | None:
    """Return the first step that needs more than a device has, None if there is none."""
    for number, peak in enumerate(known.peaks):
        if _beyond(peak, room) is not None:
            return number
    return None


def _beyond(peak: tuple[tuple[str, int], ...], room: Mapping[str, int]) -> tuple[str, int] | None:
    return next(((name, size) for name, size in peak if room.get(name, UNKNOWN) and size + CONTEXT > room[name]), None)


def _too_much(session: Session, first: int, known: Forecast, room: Mapping[str, int]) -> Result:
    step = session.steps[first]
    name, size = _beyond(known.peaks[first], room) or ("", 0)
    return Result(
        *(step.path, step.block.id, step.key, "failed"),
        device=name,
        because=f"it needs {spoken(size)} on {name} for its tensors and {spoken(CONTEXT)} for the process, "
        f"and {name} has {spoken(room[name])}",
        remedy="make its batch or its model smaller, or set `#| check: shapes` to verify it without the device",
        peak=known.peaks[first],
    )

"""What became of notes, told once: a finding that was told before is only told again of what somebody edited."""

from __future__ import annotations

from pathlib import Path

from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.watch import telling
from vault_runner.watch.studio import Round
from vault_runner.watch.work import Work


class News:
    """What was told of each note of a vault."""

    def __init__(self, root: Path, teller: telling.Teller) -> None:
        """Have told nothing yet."""
        self._root, self._teller = root, teller
        self._told: dict[str, frozenset[tuple[str, str]]] = {}

    def forget(self, note: str) -> None:
        """Forget a note that is gone."""
        self._told.pop(note, None)

    def tell(self, done: Round, work: Work, seconds: float) -> None:
        """Say what became of some notes."""
        news = {one.path for one in done.outcomes if self._is_news(one)} | work.edited
        heard = [
            one for one in done.outcomes if one.path in news or one.path not in work.echoed or one.tally.get("ran")
        ]
        for sentence in _sentences(heard, seconds):
            self._teller.say(sentence)
        shown = [one for one in heard if one.path in news]
        self._teller.findings([*done.findings, *(each for one in shown for each in one.findings)], shown)
        self._tell_what_waits(done)

    def _tell_what_waits(self, done: Round) -> None:
        for note, waiting in done.waiting.items():
            for sentence in telling.too_slow(self._root, note, waiting):
                self._teller.say(sentence)
        left = [one for one in done.outcomes if one.path not in done.waiting]
        if sentence := telling.unapproved(left, self._root):
            self._teller.say(sentence)

    def _is_news(self, outcome: NoteOutcome) -> bool:
        found = frozenset((finding.rule, finding.message) for finding in outcome.findings)
        before = self._told.get(outcome.path, frozenset())
        self._told[outcome.path] = found
        return found != before


def _sentences(heard: list[NoteOutcome], seconds: float) -> list[str]:
    if len(heard) > telling.NAMED:
        said = [telling.together(heard, seconds)]
    else:
        said = [telling.judged(outcome, seconds) for outcome in heard]
    return said + [sentence for outcome in heard for sentence in telling.from_start(outcome)]

"""What each note stands on beside its text: which notes a changed file, name or approval reaches."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vault_runner.execute.digests import file_digest
from vault_runner.pipeline.approving import Approving
from vault_runner.pipeline.memory.questions import Answers
from vault_runner.pipeline.memory.witness import Witness
from vault_runner.recall import Need, content_digest, sign_path


@dataclass(slots=True)
class _Ground:
    """What one note stands on."""

    files: dict[str, str] = field(default_factory=dict)
    """The digest of each file, by its real path."""
    questions: dict[tuple[str, str], str] = field(default_factory=dict)
    approvals: dict[str, str] = field(default_factory=dict)


class Reach:
    """What every note of a vault stands on."""

    def __init__(self, root: Path) -> None:
        """Know nothing yet."""
        self._root = os.path.realpath(root) + "/"
        self._grounds: dict[str, _Ground] = {}
        self._readers: dict[str, set[str]] = {}
        self._outside: dict[str, bytes] = {}

    def learn(self, note: str, witness: Witness) -> None:
        """Take what a note turned out to stand on when it was judged."""
        questions = {("slug", name): owner for name, owner in witness.slugs.items()}
        questions.update((("link", name), leads_to) for name, leads_to in witness.links.items())
        files = {real(path): digest for path, digest in witness.files.items()}
        self._put(note, _Ground(files, questions, dict(witness.approvals)))

    def recall(self, needs: Iterable[Need]) -> None:
        """Take what notes stand on that an earlier command judged."""
        grounds: dict[str, _Ground] = {}
        for need in needs:
            ground = grounds.setdefault(need.path, _Ground())
            if need.kind == "file":
                ground.files[real(need.name)] = need.answer
            elif need.kind == "approval":
                ground.approvals[need.name] = need.answer
            else:
                ground.questions[need.kind, need.name] = need.answer
        for note, ground in grounds.items():
            self._put(note, ground)

    def forget(self, note: str) -> None:
        """Forget a note that is gone."""
        ground = self._grounds.pop(note, None)
        for path in ground.files if ground else ():
            self._readers[path].discard(note)
            if not self._readers[path]:
                del self._readers[path]
                self._outside.pop(path, None)

    def readers(self, path: str) -> frozenset[str]:
        """Return the notes that stand on a file."""
        return frozenset(self._readers.get(real(path), ()))

    def touched(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield each note that stands on one of some files, with the file, if it holds something else now."""
        for path in paths:
            whole = real(path)
            readers = self._readers.get(whole)
            if readers:
                known = {self._grounds[note].files[whole] for note in readers}
                now = {content_digest(whole), file_digest(whole)}
                changed = known - now
                for note in sorted(readers) if changed else ():
                    if self._grounds[note].files[whole] in changed:
                        yield note, path

    def files(self) -> Collection[str]:
        """Return every file that any note stands on."""
        return list(self._readers)

    def outside(self) -> list[str]:
        """Return the files outside the vault that look otherwise than the last time this was asked."""
        changed = []
        for path in self._readers:
            if not path.startswith(self._root):
                now = sign_path(path)
                if self._outside.setdefault(path, now) != now:
                    self._outside[path] = now
                    changed.append(path)
        return changed

    def renamed(self, names: Collection[str]) -> Iterator[str]:
        """Yield the notes of which a question to the names of all notes has another answer now."""
        answers = Answers(names)
        for note, ground in self._grounds.items():
            if any(answers.of(kind, name) != answer for (kind, name), answer in ground.questions.items()):
                yield note

    def otherwise_approved(self, approving: Approving) -> Iterator[str]:
        """Yield the notes that stand otherwise in the user's store of approvals than they did."""
        for note, ground in self._grounds.items():
            if any(approving.sign(name) != standing for name, standing in ground.approvals.items()):
                yield note

    def _put(self, note: str, ground: _Ground) -> None:
        self.forget(note)
        self._grounds[note] = ground
        for path in ground.files:
            self._readers.setdefault(path, set()).add(note)
            if not path.startswith(self._root):
                self._outside.setdefault(path, sign_path(path))


def real(path: str) -> str:
    """Return a path as it is without links, but for the last part: that may be what was replaced."""
    folder, name = os.path.split(path)
    return os.path.join(os.path.realpath(folder), name)  # noqa: PTH118 - called for every event

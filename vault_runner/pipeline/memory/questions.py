"""Questions to the names of all notes, on whose answers outcomes depend."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from vault_runner.pipeline.memory.witness import NOBODY, link_answer
from vault_runner.write import slug_owners


class Answers:
    """The answers that one set of names gives."""

    def __init__(self, names: Collection[str]) -> None:
        """Answer for `names`."""
        self._names = frozenset(names)

    def of(self, kind: str, question: str) -> str:
        """Return who owns a slug (`slug`), or where a link leads from a note (`link`)."""
        if kind == "slug":
            return self._owners.get(question, NOBODY)
        target, _, holder = question.partition("\n")
        return link_answer(target, self._names, near=holder)

    @cached_property
    def _owners(self) -> dict[str, str]:
        return slug_owners(self._names)

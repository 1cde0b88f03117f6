"""Who is approved: what the user approved of on this device, held against what would run right now."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from vault_runner import trust
from vault_runner.config import find_vault
from vault_runner.errors import NoteError
from vault_runner.pipeline.places import trust_folder
from vault_runner.trust.places import lies_in
from vault_runner.trust.store import Standing, TrustStore

if TYPE_CHECKING:
    from vault_runner.execute.profiles import Profile
    from vault_runner.model import NotePlan, Plan, Session
    from vault_runner.pipeline.request import Request
    from vault_runner.pipeline.vaults import Vault
    from vault_runner.trust import Substance


def trust_store() -> TrustStore:
    """Return this user's store of approvals."""
    return TrustStore(trust_folder())


class _Seen(Struct):
    profile: Profile
    files: tuple[tuple[str, str], ...] = ()
    """The files that the answer hangs on, and their digests."""


class Approving(Struct, dict=True):
    """The approvals of one command; they stand as they stood when it was first asked for one."""

    vault: Vault
    request: Request
    _notes: dict[str, _Seen] = field(default_factory=dict)
    _own: dict[Path, bool] = field(default_factory=dict)

    @cached_property
    def standing(self) -> Standing:
        """How the vault stands."""
        return trust_store().standing(self.vault.root)

    def forget(self) -> None:
        """Ask the store anew from now on; for who works for days."""
        self._notes.clear()
        self._own.clear()
        self.__dict__.pop("standing", None)

    def look_at(self, plan: Plan) -> None:
        """Find out of which notes all that would run is approved."""
        for note in plan.notes:
            if note.sessions:
                self._notes[note.note.path] = self._seen(note)

    def profile(self, session: Session) -> Profile:
        """Return behind which walls a session runs, if it runs at all; its note was looked at before."""
        if self.request.approved:
            return "approved"
        seen = self._notes.get(session.own)
        return seen.profile if seen else "strict"

    def sign(self, name: str) -> str:
        """Return what an outcome hangs on, beside files: how its note stands in the store."""
        return self.standing.sign(name)

    @property
    def standing_of_all(self) -> str | None:
        """What `sign` returns for every note, None if some are approved by themselves."""
        return None if self.standing.notes else self.standing.sign("")

    def files_of(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the files that a note's approval hangs on, with their digests."""
        seen = self._notes.get(name)
        return seen.files if seen else ()

    def _seen(self, plan: NotePlan) -> _Seen:
        if self.request.approved:
            return _Seen("approved")
        standing = self.standing
        paths = {plan.note.path, *(step.path for session in plan.sessions for step in session.steps)}
        if standing.trusted and all(self._is_own(path) for path in paths):
            return _Seen("approved")
        return self._by_digest(plan)

    def _by_digest(self, plan: NotePlan) -> _Seen:
        root = self.vault.root
        name = plan.note.path if plan.note.path in self.standing.notes else trust.true_name(root, plan.note.path)
        known = self.standing.digest(name, slot_of(self.request))
        if not known:
            return _Seen("strict")
        try:
            substance = trust.substance_of(plan, root)
        except NoteError:
            return _Seen("strict")
        return _Seen("approved" if substance.digest == known else "strict", substance.files)

    def _is_own(self, name: str) -> bool:
        """Tell whether a note is the vault's own: no link out of it, and in no vault that lies within this one."""
        path = self.vault.root / name
        folder = path.parent
        if folder not in self._own:
            self._own[folder] = find_vault(folder) in {self.vault.root, None}
        return self._own[folder] and lies_in(path, self.vault.root)


def slot_of(request: Request) -> str:
    """Return which approval a request needs: with `--all` more of a note runs."""
    return "all" if request.everything else "tagged"


class Candidate(Struct, frozen=True):
    """A note that may be approved."""

    path: str
    substance: Substance
    approved: bool
    """Whether it is, as it stands."""
    known: bool
    """Whether it was approved before, in whatever state."""


def candidates(vault: Vault, request: Request) -> tuple[Candidate, ...]:
    """Return what would run of each note asked for, and whether it is approved; nothing is run.

    Raises:
        NoteError: if a note is gone, or may run more than an approval can be bound to.
    """
    from vault_runner.pipeline.judging import Judging  # noqa: PLC0415 - it loads the parser
    from vault_runner.pipeline.reading import read_vault  # noqa: PLC0415

    approving = Approving(vault, request)
    with Judging(vault, request) as judging:
        whole = judging.plan_of(read_vault(vault).notes)
    found = []
    approving.look_at(whole)
    for plan in whole.notes:
        if plan.sessions:
            approved = approving.profile(plan.sessions[0]) == "approved"
            known = bool(approving.standing.digest(trust.true_name(vault.root, plan.note.path), slot_of(request)))
            found.append(Candidate(plan.note.path, trust.substance_of(plan, vault.root), approved, known))
    return tuple(found)


def is_vault(root: Path) -> bool:
    """Tell whether a folder is a vault by itself, and not one that was only taken for one."""
    return find_vault(root) == root

"""What may run of the open notes: the store of the command line says so, and an answer of the user is kept there.

Nothing is run to find out. What would run is that of the editor's text, which the disk may not hold yet.
"""

from __future__ import annotations

from dataclasses import dataclass

from vault_runner.bridge.documents import Document
from vault_runner.bridge.messages import Done
from vault_runner.bridge.trust_messages import Approval, Trust
from vault_runner.config.device_local import load_device
from vault_runner.errors import ConfigError, NoteError
from vault_runner.execute import find_python
from vault_runner.model import NotePlan, Plan
from vault_runner.pipeline.approving import Approving, is_vault, slot_of, trust_store
from vault_runner.pipeline.request import Request
from vault_runner.pipeline.vaults import Vault
from vault_runner.trust import Substance, substance_of, true_name

SHOWN = 12
CHANGED = "what would run has changed since it was shown; nothing was approved"


@dataclass(frozen=True, slots=True)
class Approvals:
    """The approvals of one vault; each question is put to the store as it stands by then."""

    vault: Vault
    python: str = ""

    def allow(self, plan: NotePlan) -> bool:
        """Tell whether all that would run of a note is approved; of a note without code, whether its vault is."""
        approving = Approving(self.vault, self._request)
        approving.look_at(Plan((plan,)))
        sessions = plan.sessions
        if not sessions:
            return approving.standing.trusted
        return all(approving.profile(session) == "approved" for session in sessions)

    @property
    def of_vault(self) -> bool:
        """Whether the whole vault is approved."""
        return trust_store().standing(self.vault.root).trusted

    def asked(self, document: Document, plan: NotePlan) -> Approval:
        """Return what would run of a note, to be shown to the user."""
        root = self.vault.root
        substance = self._substance(plan)
        known = trust_store().standing(root).digest(true_name(root, document.path), slot_of(self._request))
        approved = self.allow(plan)
        return Approval(
            uri=document.uri,
            vault=str(root),
            note=document.path,
            approved=approved,
            changed=bool(known) and not approved,
            digest=substance.digest if substance else "",
            blocks=sum(len(session.steps) for session in plan.sessions),
            modules=sorted(frozenset().union(*(session.imports for session in plan.sessions))),
            files=[piece.name for piece in substance.of_kind("file")] if substance else [],
            switches=_switches(),
            interpreter=self._interpreter(),
            offers_vault=is_vault(root),
        )

    def take(self, trust: Trust, plan: NotePlan | None) -> Done:
        """Keep the user's answer.

        Args:
            trust: The answer.
            plan: The plan of the note that it names, None if it names none.

        Raises:
            VaultRunnerError: if the store can't be written.
        """
        store, root = trust_store(), self.vault.root
        if trust.answer == "vault":
            if not is_vault(root):
                return Done(done=False, reason="this folder is no vault by itself; approve of its notes one by one")
            store.approve_vault(root)
        elif trust.answer == "note":
            return self._take_note(trust, plan)
        elif trust.answer == "withdraw":
            gone = store.revoke_note(root, plan.note.path) if plan else store.revoke_vault(root)
            return Done(done=gone, reason="" if gone else "nothing was approved")
        return Done(done=True)

    def _take_note(self, trust: Trust, plan: NotePlan | None) -> Done:
        substance = self._substance(plan) if plan else None
        if substance is None:
            return Done(done=False, reason="this note can't be approved by itself")
        if substance.digest != trust.digest:
            return Done(done=False, reason=CHANGED)
        trust_store().approve_note(self.vault.root, substance, slot_of(self._request))
        return Done(done=True)

    @property
    def _request(self) -> Request:
        return Request(confine=False, naming=False, python=self.python)

    def _substance(self, plan: NotePlan) -> Substance | None:
        """Return what an approval of a note is bound to; None if it may run more than that."""
        try:
            return substance_of(plan, self.vault.root)
        except NoteError:
            return None

    def _interpreter(self) -> str:
        """Return the python that would run it, without running it; empty if none can."""
        try:
            return str(find_python(self.vault.config, self.vault.root, self.python))
        except ConfigError:
            return ""


def told(approval: Approval) -> str:
    """Return in plain words what would run, for editors that only show a sentence."""
    again = "has changed since it was approved" if approval.changed else "isn't approved on this device"
    blocks = f"{approval.blocks} block{'' if approval.blocks == 1 else 's'}"
    parts = [f"{approval.note} {again}. It would run {blocks}"]
    if approval.modules:
        parts.append(f"imports {_named(approval.modules)}")
    if approval.files:
        parts.append(f"files of the vault: {_named(approval.files)}")
    switched = f"switched on for approved notes: {', '.join(approval.switches)}"
    parts.append(switched if approval.switches else "without the network")
    return "; ".join(parts)


def _named(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _switches() -> list[str]:
    device = load_device()
    return [name for name in ("network", "shell") if getattr(device, name)]

"""What each request does."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from vault_runner import __version__
from vault_runner.bridge.approval_watch import ApprovalWatch
from vault_runner.bridge.by_itself import ByItself
from vault_runner.bridge.consent import Consent, refusal
from vault_runner.bridge.documents import Document, Documents, path_within
from vault_runner.bridge.editor import Editor
from vault_runner.bridge.hints import hints
from vault_runner.bridge.holding import Holding
from vault_runner.bridge.hovering import hover
from vault_runner.bridge.lenses import CHECK, CLEAR, RESTART, RUN_ABOVE, RUN_BLOCK, RUN_NOTE, STOP, lenses
from vault_runner.bridge.live import Live
from vault_runner.bridge.memory import Memories
from vault_runner.bridge.messages import PROTOCOL, Done, Position, Range
from vault_runner.bridge.methods import CHANGED, OUTSIDE, UNKNOWN_BLOCK
from vault_runner.bridge.placing import place_of, workspace_edit
from vault_runner.bridge.repairs import actions
from vault_runner.bridge.rpc import INVALID_PARAMS, RpcError
from vault_runner.bridge.run_messages import (
    Checking,
    Clear,
    Interrupt,
    Passed,
    Place,
    Queued,
    Restart,
    Run,
    Scope,
    Status,
)
from vault_runner.bridge.runs import Runs
from vault_runner.bridge.telling import Found, blocks, found_blocks
from vault_runner.bridge.tours import Tours
from vault_runner.bridge.workroom import Workroom
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.plan import executable
from vault_runner.write import propose_clean

After = Callable[[], None]


class Desk:
    """Answers requests; those in `immediate` on the thread that reads messages, those in `questions` on the desk's."""

    def __init__(
        self,
        workroom: Workroom,
        documents: Documents,
        memories: Memories,
        editor: Editor,
        live: Live,
        runs: Runs,
        holding: Holding,
        by_itself: ByItself,
    ) -> None:
        """Take all that answers are made of."""
        self.live, self.by_itself, self._tours = live, by_itself, Tours(workroom, documents, editor, live, runs)
        self.watch: ApprovalWatch | None = None
        self._workroom, self._documents, self._memories = workroom, documents, memories
        self._editor, self._runs, self._holding = editor, runs, holding
        self._consent = Consent(documents, editor, live, runs, self._run, self._document)
        self._afresh: set[str] = set()
        """The notes whose next run takes nothing over from a run before."""
        self.immediate: dict[str, Callable[[Any], Any]] = {
            "vaultRunner/interrupt": self._interrupt,
            "vaultRunner/status": self._status,
        }
        self.questions: dict[str, Callable[[Any], Any]] = {
            "textDocument/codeLens": self._lenses,
            "textDocument/hover": self._hover,
            "textDocument/codeAction": self._actions,
            "textDocument/inlayHint": self._hints,
            "workspace/executeCommand": self._command,
            "vaultRunner/run": self._run,
            "vaultRunner/restart": self._restart,
            "vaultRunner/clear": self._clear,
            "vaultRunner/check": self._check,
            "vaultRunner/approval": self._consent.describe,
            "vaultRunner/trust": self._consent.take,
        }

    @property
    def root(self) -> Path:
        """The vault."""
        return self._workroom.vault.root

    def close(self, patience: float) -> None:
        """End every process and thread; all are told first, and waited for together."""
        parts = (self.watch, self.by_itself, self._runs, self._holding, self.live)
        closing = [part.close for part in parts if part is not None]
        self._workroom.interrupt()
        now = time.monotonic()
        for deadline in (now, now + patience):
            for close in closing:
                close(max(deadline - time.monotonic(), 0.0))
        self._workroom.close()

    def renamed(self, old: str, new: str) -> None:
        """Follow a note, or a folder of notes, to another address."""
        self._memories.rename(old, new)
        self._runs.rename(old, new)
        self._let_go(old)

    def deleted(self, uri: str) -> None:
        """Forget a note that is gone, and stop what runs of it."""
        self._runs.stop(uri=uri)
        self._memories.forget(uri)
        self._editor.retract(uri)
        self._let_go(uri)

    def closed(self, document: Document) -> None:
        """Forget what stands of a note that was closed; what runs of it runs on."""
        self.live.forget(document.uri)
        self.by_itself.forget(document.uri)
        self._editor.retract(document.uri)
        self._runs.let_go(document.path)

    def look_at_approvals(self) -> None:
        """Tell every open note how it stands by now; for another thread."""
        self.live.later(self._consent.retell)

    def _let_go(self, uri: str) -> None:
        path = path_within(self.root, uri)
        if path is not None:
            self._runs.let_go(path)

    def stop(self, run_id: str) -> None:
        """Stop a run by its number."""
        self._runs.stop(run_id)

    def _document(self, uri: object) -> Document:
        document = self._documents.at(uri) if isinstance(uri, str) else None
        if document is None:
            outside = not isinstance(uri, str) or path_within(self.root, uri) is None
            why = "is no note of this vault" if outside else "is not open"
            raise RpcError(OUTSIDE, f"the note {why}", hint="open the note first")
        return document

    def _asked(self, params: Mapping[str, Any]) -> Document | None:
        """Return the open note that a standard request is about."""
        item = params.get("textDocument")
        uri = item.get("uri") if isinstance(item, dict) else None
        return self._documents.at(uri) if isinstance(uri, str) else None

    def _lenses(self, params: Mapping[str, Any]) -> list[dict[str, Any]] | None:
        document = self._asked(params)
        if document is None:
            return None
        outcome = self.live.looked(document)
        return lenses(document, outcome, trusted=self.live.approvals.allow(outcome.plan))

    def _hover(self, params: Mapping[str, Any]) -> dict[str, Any] | None:
        document = self._asked(params)
        if document is None:
            return None
        return hover(document, self.live.known(document), msgspec.convert(params.get("position"), Position))

    def _hints(self, params: Mapping[str, Any]) -> list[dict[str, Any]] | None:
        document = self._asked(params)
        if document is None:
            return None
        span = document.positions.span(msgspec.convert(params.get("range"), Range))
        return hints(document, self.live.known(document), span)

    def _actions(self, params: Mapping[str, Any]) -> list[dict[str, Any]] | None:
        document = self._asked(params)
        context = params.get("context")
        only = context.get("only") if isinstance(context, dict) else None
        if document is None:
            return None
        span = document.positions.span(msgspec.convert(params.get("range"), Range))
        runs = partial(executable, config=self._workroom.vault.config)
        known = self.live.known(document)
        return actions(document, known, span, runs=runs, only=only, versioned=self._editor.can.versioned)

    def _command(self, params: Mapping[str, Any]) -> object:
        name, arguments = params.get("command"), params.get("arguments")
        texts = [each for each in arguments if isinstance(each, str)] if isinstance(arguments, list) else []
        uri = texts[0] if texts else ""
        scopes: dict[object, Scope] = {RUN_BLOCK: "block", RUN_ABOVE: "above", RUN_NOTE: "note"}
        if isinstance(name, str) and name in scopes:
            run = Run(uri=uri, scope=scopes[name], block_id=texts[1] if len(texts) > 1 else "")
            return self._run(run) if self._editor.can.extended else self._consent.run_or_ask(run)
        if name == STOP:
            return self._interrupt(Interrupt(uri=uri))
        if name == CLEAR:
            return self._clear(Clear(uri=uri))
        if name == RESTART:
            return self._restart(Restart(uri=uri))
        if name == CHECK:
            self.live.judge_soon(self._document(uri).uri)
            return Done(done=True)
        raise RpcError(INVALID_PARAMS, f"the command {name} is not known here")

    def _run(self, run: Run) -> tuple[Queued, After]:
        if run.scope in {"folder", "vault"}:
            return Queued(run_id=self._tours.run(run.scope, run.uri, force=run.force), queued=[], skipped=[]), _nothing
        document = self._document(run.uri)
        outcome = self.live.known(document)
        if outcome.plan.sessions and not self.live.approvals.allow(outcome.plan):
            raise refusal(self.live.approvals.asked(document, outcome.plan))
        found = list(found_blocks(document.note, outcome.plan.steps))
        chosen = self._chosen(run, document, outcome, found)
        reasons = {skip.block.id: skip.because for skip in outcome.plan.skipped}
        passed = [
            Passed(id=each.block.id, reason=reasons.get(each.block.id) or "it can't run")
            for each in chosen
            if not each.step
        ]
        ids = [each.block.id for each in chosen if each.step]
        if not ids:
            return Queued(run_id="", queued=[], skipped=passed), _nothing
        force = run.force or document.uri in self._afresh
        self._afresh.discard(document.uri)
        job = self._runs.make(document, outcome, ids, force=force)
        return Queued(run_id=job.run_id, queued=ids, skipped=passed), lambda: self._runs.add(job)

    def _chosen(self, run: Run, document: Document, outcome: NoteOutcome, found: list[Found]) -> list[Found]:
        """Return the blocks of a scope; blocks that were never to run count only if they are named."""
        runnable = [each for each in found if each.step]
        if run.scope == "note":
            return runnable
        if run.scope == "out-of-date":
            told = blocks(document, outcome, self._memories, trusted=True)
            stale = {block.id for block in told if block.state in {"out-of-date", "waiting"}}
            return [each for each in runnable if each.block.id in stale]
        at = next((number for number, each in enumerate(found) if each.block.id == run.block_id), None)
        if at is None:
            if run.version is not None and run.version != document.version:
                raise RpcError(CHANGED, "the note changed, and the block is another one by now", hint="run it again")
            raise RpcError(UNKNOWN_BLOCK, "there is no such block in this note", hint="run it again")
        if run.scope == "block":
            return [found[at]]
        return [each for each in (found[:at] if run.scope == "above" else found[at:]) if each.step]

    def _check(self, checking: Checking) -> Done:
        if checking.scope == "note":
            self.live.judge_soon(self._document(checking.uri).uri)
            return Done(done=True)
        count = self._tours.check(checking.scope, checking.uri)
        return Done(done=count > 0, reason="" if count else "there is no note here")

    def _interrupt(self, interrupt: Interrupt) -> Done:
        stopped = self._runs.stop(interrupt.run_id, interrupt.uri)
        return Done(done=stopped, reason="" if stopped else "nothing was running")

    def _restart(self, restart: Restart) -> Done:
        document = self._document(restart.uri)
        self._runs.stop(uri=document.uri)
        self._memories.forget(document.uri)
        self._afresh.add(document.uri)
        self.live.tell_blocks(document, self.live.known(document))
        return Done(done=True)

    def _clear(self, clear: Clear) -> tuple[Done, After]:
        document = self._document(clear.uri)
        proposal = propose_clean(document.note)
        kept = "; ".join(finding.message for finding in proposal.findings)
        if not proposal.edits:
            return Done(done=False, reason=kept or "there is no output in this note"), _nothing
        if not self._editor.can.places:
            change = workspace_edit(document, proposal.edits, versioned=self._editor.can.versioned)
            return Done(done=True, reason=kept), lambda: self._editor.start("Clear outputs", change)
        found = {each.block.id: each for each in found_blocks(document.note, self.live.looked(document).plan.steps)}
        edits = [edit for edit in proposal.edits if edit.block in found]
        places = [place_of(document, found[edit.block], edit, replace(proposal, drawn=()), "clear") for edit in edits]
        return Done(done=True, reason=kept), lambda: self._place_all(places)

    def _place_all(self, places: Sequence[Place]) -> None:
        for place in places:
            self._editor.place(place)

    def _status(self, _params: object) -> Status:
        return Status(
            backend=__version__,
            protocol=PROTOCOL,
            vault=str(self.root),
            interpreter=self._workroom.interpreter,
            trusted=self.live.approvals.of_vault,
            walls="not sandboxed: blocks run with your rights, with limits on time, memory and output",
            jobs=self._runs.now(),
            holder=self._holding.holder,
        )


def _nothing() -> None:
    """Do nothing after an answer."""

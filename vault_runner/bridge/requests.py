"""What each request does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from vault_runner import __version__
from vault_runner.bridge.documents import Document, Documents, path_within
from vault_runner.bridge.editor import Editor
from vault_runner.bridge.hovering import hover
from vault_runner.bridge.lenses import CHECK, CLEAR, RUN_ABOVE, RUN_BLOCK, RUN_NOTE, STOP, lenses
from vault_runner.bridge.live import Live
from vault_runner.bridge.memory import Memories
from vault_runner.bridge.messages import (
    PROTOCOL,
    Clear,
    Done,
    Interrupt,
    Passed,
    Place,
    Position,
    Queued,
    Range,
    Restart,
    Run,
    Scope,
    Status,
    Trust,
)
from vault_runner.bridge.methods import CHANGED, NOT_TRUSTED, OUTSIDE, UNKNOWN_BLOCK, UNSUPPORTED
from vault_runner.bridge.placing import place_of, workspace_edit
from vault_runner.bridge.repairs import QUICK_FIX, actions
from vault_runner.bridge.rpc import INVALID_PARAMS, RpcError
from vault_runner.bridge.runs import Runs
from vault_runner.bridge.telling import Found, blocks, found_blocks
from vault_runner.bridge.workroom import Workroom
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.write import propose_clean

After = Callable[[], None]


class Desk:
    """Answers requests; those in `immediate` on the thread that reads messages, those in `questions` on the desk's."""

    def __init__(
        self, workroom: Workroom, documents: Documents, memories: Memories, editor: Editor, live: Live, runs: Runs
    ) -> None:
        """Take all that answers are made of."""
        self.live = live
        self._workroom, self._documents, self._memories = workroom, documents, memories
        self._editor, self._runs = editor, runs
        self.immediate: dict[str, Callable[[Any], Any]] = {
            "vaultRunner/interrupt": self._interrupt,
            "vaultRunner/status": self._status,
            "vaultRunner/trust": self._trust,
        }
        self.questions: dict[str, Callable[[Any], Any]] = {
            "textDocument/codeLens": self._lenses,
            "textDocument/hover": self._hover,
            "textDocument/codeAction": self._actions,
            "workspace/executeCommand": self._command,
            "vaultRunner/run": self._run,
            "vaultRunner/restart": self._restart,
            "vaultRunner/clear": self._clear,
        }

    @property
    def root(self) -> Path:
        """The vault."""
        return self._workroom.vault.root

    def close(self, patience: float) -> None:
        """End every process and thread."""
        self._workroom.interrupt()
        self._runs.close(patience)
        self.live.close(patience / 4)
        self._workroom.close()

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
        return lenses(document, self.live.looked(document), trusted=self.live.trusted) if document else None

    def _hover(self, params: Mapping[str, Any]) -> dict[str, Any] | None:
        document = self._asked(params)
        if document is None:
            return None
        return hover(document, self.live.known(document), msgspec.convert(params.get("position"), Position))

    def _actions(self, params: Mapping[str, Any]) -> list[dict[str, Any]] | None:
        document = self._asked(params)
        context = params.get("context")
        only = context.get("only") if isinstance(context, dict) else None
        if document is None or (isinstance(only, list) and not {QUICK_FIX, ""} & set(map(str, only))):
            return None
        span = document.positions.span(msgspec.convert(params.get("range"), Range))
        return actions(document, self.live.known(document), span, versioned=self._editor.can.versioned)

    def _command(self, params: Mapping[str, Any]) -> object:
        name, arguments = params.get("command"), params.get("arguments")
        texts = [each for each in arguments if isinstance(each, str)] if isinstance(arguments, list) else []
        uri = texts[0] if texts else ""
        scopes: dict[object, Scope] = {RUN_BLOCK: "block", RUN_ABOVE: "above", RUN_NOTE: "note"}
        if name in scopes:
            return self._run(Run(uri=uri, scope=scopes[name], block_id=texts[1] if len(texts) > 1 else ""))
        if name == STOP:
            return self._interrupt(Interrupt(uri=uri))
        if name == CLEAR:
            return self._clear(Clear(uri=uri))
        if name == CHECK:
            self.live.judge_soon(self._document(uri).uri)
            return Done(done=True)
        raise RpcError(INVALID_PARAMS, f"the command {name} is not known here")

    def _run(self, run: Run) -> tuple[Queued, After]:
        if run.scope in {"folder", "vault"}:
            hint = "run it in a terminal: `vault-run run FOLDER --trust`"
            raise RpcError(UNSUPPORTED, f"a whole {run.scope} can't be run from here yet", hint=hint)
        document = self._document(run.uri)
        if not self.live.trusted:
            message = "this vault is not trusted on this device, so nothing was run"
            raise RpcError(NOT_TRUSTED, message, hint="look at its code, then trust it", action="trust")
        outcome = self.live.known(document)
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
        job = self._runs.make(document, outcome, ids, force=run.force)
        return Queued(run_id=job.run_id, queued=ids, skipped=passed), lambda: self._runs.add(job)

    def _chosen(self, run: Run, document: Document, outcome: NoteOutcome, found: list[Found]) -> list[Found]:
        """Return the blocks of a scope; blocks that were never to run count only if they are named."""
        runnable = [each for each in found if each.step]
        if run.scope == "note":
            return runnable
        if run.scope == "out-of-date":
            told = blocks(document, outcome, self._memories, trusted=True)
            stale = {block.id for block in told if block.state == "out-of-date"}
            return [each for each in runnable if each.block.id in stale]
        at = next((number for number, each in enumerate(found) if each.block.id == run.block_id), None)
        if at is None:
            if run.version is not None and run.version != document.version:
                raise RpcError(CHANGED, "the note changed, and the block is another one by now", hint="run it again")
            raise RpcError(UNKNOWN_BLOCK, "there is no such block in this note", hint="run it again")
        if run.scope == "block":
            return [found[at]]
        return [each for each in (found[:at] if run.scope == "above" else found[at:]) if each.step]

    def _interrupt(self, interrupt: Interrupt) -> Done:
        stopped = self._runs.stop(interrupt.run_id, interrupt.uri)
        return Done(done=stopped, reason="" if stopped else "nothing was running")

    def _restart(self, restart: Restart) -> Done:
        document = self._document(restart.uri)
        self._runs.stop(uri=document.uri)
        self._memories.forget(document.uri)
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

    def _trust(self, trust: Trust) -> Done:
        if trust.uri:
            raise RpcError(UNSUPPORTED, "one note alone can't be trusted from here yet", hint="trust the vault")
        self.live.trusted = trust.grant
        if not trust.grant:
            self._runs.stop()
        self._workroom.rethink()
        self.live.later(self._retell)
        return Done(done=True)

    def _retell(self) -> None:
        for document in self._documents.all():
            self.live.tell_blocks(document, self.live.looked(document))
            self.live.judge_soon(document.uri)
        self._editor.refresh()

    def _status(self, _params: object) -> Status:
        return Status(
            backend=__version__,
            protocol=PROTOCOL,
            vault=str(self.root),
            interpreter=self._workroom.interpreter,
            trusted=self.live.trusted,
            walls="not sandboxed: blocks run with your rights, with limits on time, memory and output",
            jobs=self._runs.now(),
        )


def _nothing() -> None:
    """Do nothing after an answer."""

"""The question whether a note may run: put to the client that has a dialog, or as a message to one that has none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from vault_runner.bridge.approvals import told
from vault_runner.bridge.documents import Document, Documents
from vault_runner.bridge.editor import Editor
from vault_runner.bridge.live import Live
from vault_runner.bridge.messages import Done
from vault_runner.bridge.methods import NOT_TRUSTED
from vault_runner.bridge.rpc import RpcError
from vault_runner.bridge.run_messages import Passed, Queued, Run
from vault_runner.bridge.runs import Runs
from vault_runner.bridge.trust_messages import Approval, Asking, Trust

Answer: TypeAlias = Literal["note", "vault", "no"]
After: TypeAlias = Callable[[], None]
ANSWERS: dict[str, Answer] = {
    "This note, as it stands now": "note",
    "This vault on this device, later edits included": "vault",
    "Not now": "no",
}


class Consent:
    """Asks, and keeps the answers; all on the desk's thread."""

    def __init__(
        self,
        documents: Documents,
        editor: Editor,
        live: Live,
        runs: Runs,
        run: Callable[[Run], tuple[Queued, After]],
        find: Callable[[object], Document],
    ) -> None:
        """Take what is asked for: `run` starts what was allowed, `find` returns an open note by its address."""
        self._documents, self._editor, self._live, self._runs = documents, editor, live, runs
        self._run, self._find = run, find

    def run_or_ask(self, run: Run) -> tuple[Queued, After]:
        """Run something for an editor that has no dialog of its own: the question goes to it as a message."""
        try:
            return self._run(run)
        except RpcError as error:
            approval = error.more.get("approval")
            if not isinstance(approval, Approval):
                raise
            skipped = [Passed(id=run.block_id, reason="waits for your approval")]
            return Queued(run_id="", queued=[], skipped=skipped), lambda: self._ask(approval, run)

    def describe(self, asking: Asking) -> Approval:
        """Return what would run of a note."""
        document = self._find(asking.uri)
        return self._live.approvals.asked(document, self._live.looked(document).plan)

    def take(self, trust: Trust) -> Done:
        """Keep an answer, and tell every open note how it stands by now."""
        named = trust.uri if trust.answer in {"note", "withdraw"} else ""
        plan = self._live.looked(self._find(named)).plan if named else None
        done = self._live.approvals.take(trust, plan)
        if trust.answer == "withdraw":
            self._runs.stop(uri=trust.uri)
        self._live.later(self.retell)
        return done

    def _ask(self, approval: Approval, run: Run) -> None:
        if not self._editor.can.questions:
            self._editor.show(f"{told(approval)}. Approve of it in a terminal: `vault-run trust`")
            return
        answers = [title for title, answer in ANSWERS.items() if answer != "vault" or approval.offers_vault]
        self._editor.question(
            f"{told(approval)}. Approve?",
            answers,
            lambda title: self._live.later(lambda: self._answered(ANSWERS[title], approval, run)),
        )

    def _answered(self, answer: Answer, approval: Approval, run: Run) -> None:
        """Keep an answer, and run what was asked for if it was a yes."""
        try:
            done = self.take(Trust(answer=answer, uri=approval.uri, digest=approval.digest))
            if not done.done:
                self._editor.show(done.reason)
            elif answer != "no":
                _, after = self._run(run)
                after()
        except RpcError as error:
            self._editor.show(error.message)

    def retell(self) -> None:
        """Tell every open note how it stands by now; on the desk's thread."""
        for document in self._documents.all():
            self._live.tell_blocks(document, self._live.looked(document))
            self._live.judge_soon(document.uri)
        self._editor.refresh()


def refusal(approval: Approval) -> RpcError:
    """Return the answer to who would run what is not approved."""
    again = "has changed since it was approved" if approval.changed else "isn't approved on this device"
    return RpcError(
        NOT_TRUSTED,
        f"this note {again}, so nothing was run",
        hint="look at what would run, then approve of it",
        action="trust",
        more={"approval": approval},
    )

"""Which vault is served, and all that serves it: opened with the first note or folder, anew with new settings."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from vault_runner.bridge.approval_watch import ApprovalWatch
from vault_runner.bridge.approvals import Approvals
from vault_runner.bridge.by_itself import ByItself
from vault_runner.bridge.documents import Documents
from vault_runner.bridge.editor import ERROR, Editor
from vault_runner.bridge.holding import Holding
from vault_runner.bridge.live import Live
from vault_runner.bridge.memory import Memories
from vault_runner.bridge.messages import Start
from vault_runner.bridge.requests import Desk
from vault_runner.bridge.runs import Runs
from vault_runner.bridge.workroom import Workroom
from vault_runner.errors import VaultRunnerError
from vault_runner.pipeline.vaults import open_vault

PATIENCE: Final = 0.8


class Entrance:
    """Holds the desk of the one vault that is served, None before."""

    def __init__(self, editor: Editor) -> None:
        """Serve nothing yet."""
        self.documents = Documents()
        self.start = Start()
        self.desk: Desk | None = None
        self.root: Path | None = None
        self.trouble: VaultRunnerError | None = None
        """Why the vault at `root` can't be served."""
        self._editor = editor
        self._memories = Memories()

    def enter(self, root: Path) -> None:
        """Serve a vault if its settings can be read; else say why not, and try again when they change."""
        self.root = root
        try:
            self._open(root)
        except VaultRunnerError as error:
            self.trouble = error
            self._editor.show(str(error), ERROR)

    def enter_again(self) -> None:
        """Begin anew with the settings that the vault has by now; what can't be read leaves all as it is."""
        desk = self.desk
        if desk is None:
            if self.root is not None:
                self.enter(self.root)
            return
        try:
            open_vault([desk.root])
        except VaultRunnerError as error:
            self._editor.show(str(error))
            return
        desk.close(PATIENCE)
        live = self._open(desk.root).live
        for document in self.documents.all():
            live.changed(document.uri, judge=self.start.checks != "asked")

    def close(self) -> None:
        """End every process that was started for the vault."""
        if self.desk is not None:
            self.desk.close(PATIENCE)

    def _open(self, root: Path) -> Desk:
        vault = open_vault([root])
        documents, memories, editor, start = self.documents, self._memories, self._editor, self.start
        workroom = Workroom(vault, documents, start.interpreter, asks=editor.can.answers)
        live = Live(workroom, documents, memories, editor, Approvals(vault, start.interpreter))
        holding = Holding(vault, editor)
        if editor.can.places:
            holding.start()
        runs = Runs(workroom, documents, memories, editor, holding, lambda uri: _ended(live, by_itself, uri))
        by_itself = ByItself(documents, memories, live, runs, on=start.live)
        self.desk = Desk(workroom, documents, memories, editor, live, runs, holding, by_itself)
        self.desk.watch = ApprovalWatch(self.desk.look_at_approvals)
        return self.desk


def _ended(live: Live, by_itself: ByItself, uri: str) -> None:
    live.judge_soon(uri)
    by_itself.ended(uri)

"""What an editor tells without expecting an answer: notes that were opened, edited, saved, closed, moved, removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from vault_runner.bridge.documents import Document, file_of, path_within
from vault_runner.bridge.editor import Editor
from vault_runner.bridge.entrance import Entrance
from vault_runner.config import find_vault

SETTINGS: Final = ("/vault-run.yaml", "/.obsidian/app.json")
WATCHED: Final = ("**/*.md", "**/*.py", "**/vault-run.yaml")


class Notices:
    """Takes what is told about notes and files; on the thread that reads messages, so that nothing here waits."""

    def __init__(self, entrance: Entrance, editor: Editor) -> None:
        """Take what is told."""
        self._entrance, self._editor = entrance, editor
        self._documents = entrance.documents
        self.listeners: dict[str, Callable[[Mapping[str, Any]], None]] = {
            "initialized": self._greeted,
            "textDocument/didOpen": self._opened,
            "textDocument/didChange": self._changed,
            "textDocument/didSave": self._saved,
            "textDocument/didClose": self._closed,
            "workspace/didChangeConfiguration": self._configured,
            "workspace/didChangeWatchedFiles": self._changed_beside,
            "workspace/didRenameFiles": self._renamed,
            "workspace/didDeleteFiles": self._deleted,
        }

    @property
    def _checks(self) -> str:
        return self._entrance.start.checks

    def _greeted(self, _params: Mapping[str, Any]) -> None:
        self._editor.watch(WATCHED)

    def _opened(self, params: Mapping[str, Any]) -> None:
        item = params["textDocument"]
        uri, text, version = item["uri"], item["text"], item["version"]
        file, entrance = file_of(uri), self._entrance
        if entrance.desk is None and file is not None:
            entrance.enter(entrance.root or find_vault(file) or file.parent)
        if entrance.desk is None:
            return
        path = path_within(entrance.desk.root, uri)
        if path is not None:
            self._documents.open(Document(uri, path, version, text))
            entrance.desk.live.changed(uri, judge=self._checks != "asked")

    def _changed(self, params: Mapping[str, Any]) -> None:
        item = params["textDocument"]
        document = self._documents.change(item["uri"], item["version"], params["contentChanges"])
        if document is not None and (desk := self._entrance.desk) is not None:
            desk.live.changed(document.uri, judge=self._checks == "typing")
            desk.by_itself.edited(document.uri)

    def _saved(self, params: Mapping[str, Any]) -> None:
        uri, desk = params["textDocument"]["uri"], self._entrance.desk
        if desk is not None and self._documents.at(uri) is not None and self._checks == "saving":
            desk.live.judge_soon(uri)

    def _closed(self, params: Mapping[str, Any]) -> None:
        uri, desk = params["textDocument"]["uri"], self._entrance.desk
        document = self._documents.at(uri)
        if desk is not None and document is not None:
            self._documents.close(uri)
            desk.closed(document)

    def _configured(self, params: Mapping[str, Any]) -> None:
        """Take new settings of the editor; those that would need another start are not among them."""
        settings = params["settings"]
        own = settings.get("vaultRunner", settings) if isinstance(settings, dict) else {}
        live, desk = own.get("live"), self._entrance.desk
        if isinstance(live, bool):
            self._entrance.start = self._entrance.start.with_live(on=live)
            if desk is not None:
                desk.by_itself.on = live

    def _renamed(self, params: Mapping[str, Any]) -> None:
        for file in params["files"]:
            if self._entrance.desk is not None:
                self._entrance.desk.renamed(file["oldUri"], file["newUri"])

    def _deleted(self, params: Mapping[str, Any]) -> None:
        for file in params["files"]:
            if self._entrance.desk is not None:
                self._entrance.desk.deleted(file["uri"])

    def _changed_beside(self, params: Mapping[str, Any]) -> None:
        """Look anew at what is open; if the vault's own settings changed, with these."""
        uris = [change["uri"] for change in params["changes"]]
        desk = self._entrance.desk
        if any(uri.endswith(SETTINGS) for uri in uris):
            self._entrance.enter_again()
        elif desk is not None and any(self._documents.at(uri) is None for uri in uris):
            desk.live.later(desk.live.look_anew)

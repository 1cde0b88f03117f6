"""What both sides say in one sitting: kept in `protocol/transcripts`, and every message checked against its schema.

`pytest tests/bridge/test_transcript.py --force-regen` writes the transcript anew.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from editor import Editor, Said
from lsprotocol import converters, types

from vault_runner.bridge import methods

PROTOCOL = Path(__file__).parents[2] / "protocol"
SCHEMA = json.loads((PROTOCOL / "vault-runner.schema.json").read_text(encoding="utf-8"))
KEPT = PROTOCOL / "transcripts" / "run-a-note.json"
NOTE = (
    "# 😀 Shapes\n\n$$1 + 1 = 3$$\n\n```python run\nx = [1, 2]\nprint('hello')\n```\n\n"
    "> ```python run\n> len(x)\n> ```\n"
)
TIMES = re.compile(r'"(elapsed|predicted)": \d[\d.e-]*')


@cache
def _validator(method: str, part: str) -> jsonschema.protocols.Validator | None:
    """Return what checks the parameters or the result of a method, if the schema says what they are."""
    found = SCHEMA["x-methods"].get(method, {}).get(part)
    if found is None:
        return None
    schema = {**found, "$defs": SCHEMA["$defs"]}
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def _sitting(editor: Editor) -> list[Said]:
    """Open a note, let it be judged, run it, stop nothing, say goodbye; return all that was said, without times."""
    editor.start()
    uri = editor.open("n.md", NOTE)
    editor.wait("vaultRunner/checks")
    editor.wait("vaultRunner/blocks")
    editor.wait("vaultRunner/blocks")
    editor.ask("vaultRunner/status")
    editor.ask("textDocument/codeLens", textDocument={"uri": uri})
    editor.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 2, "character": 4})
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    for _ in range(2):
        editor.wait("vaultRunner/result")
    editor.wait("vaultRunner/checks")
    editor.wait("vaultRunner/blocks")
    editor.ask("vaultRunner/interrupt", runId="", uri="")
    editor.ask("shutdown")
    editor.notify("exit")
    editor.process.wait(10)
    return [{"from": who, "message": message} for who, message in editor.transcript]


def _plain(said: list[Said], editor: Editor) -> str:
    """Return a transcript in which nothing depends on the machine or the moment."""
    text = json.dumps(_without_evidence(_ordered(said)), indent=1, ensure_ascii=False)
    text = TIMES.sub(r'"\1": 0.5', text).replace(editor.vault.as_uri(), "file:///vault")
    text = text.replace(str(editor.vault), "/vault")
    text = re.sub(r'"processId": \d+', '"processId": null', text)
    text = re.sub(r'"interpreter": "[^"]*"', '"interpreter": "/usr/bin/python3"', text)
    return text + "\n"


def _without_evidence(value: Any) -> Any:  # noqa: ANN401 - any part of a message
    """Leave out on what a verdict of the equation engine stands, which changes as the engine learns."""
    if isinstance(value, dict):
        return {key: {} if key == "evidence" else _without_evidence(inner) for key, inner in value.items()}
    return [_without_evidence(inner) for inner in value] if isinstance(value, list) else value


def _ordered(said: list[Said]) -> list[Said]:
    """Put what the client answered right below what it was asked: the two directions meet by chance."""
    answers = {each["message"]["id"]: each for each in said if _is_answer(each["message"]) and each["from"] == "client"}
    rest = [each for each in said if not (each["from"] == "client" and _is_answer(each["message"]))]
    ordered: list[Said] = []
    for each in rest:
        ordered.append(each)
        if each["from"] == "server" and "method" in each["message"] and "id" in each["message"]:
            ordered.append(answers[each["message"]["id"]])
    return ordered


def _is_answer(message: Said) -> bool:
    return "method" not in message


@pytest.fixture(scope="module")
def sat(tmp_path_factory: pytest.TempPathFactory) -> tuple[Editor, list[Said]]:
    folder = tmp_path_factory.mktemp("sitting")
    (folder / "vault").mkdir()
    (folder / "vault" / "vault-run.yaml").write_text("")
    with Editor(folder / "vault", cache=folder / "cache") as editor:
        return editor, _sitting(editor)


@pytest.fixture
def sitting(sat: tuple[Editor, list[Said]]) -> list[Said]:
    return sat[1]


def test_the_transcript_is_the_one_that_is_kept(sat: tuple[Editor, list[Said]], request: pytest.FixtureRequest) -> None:
    editor, sitting = sat
    text = _plain(sitting, editor)
    if request.config.getoption("--force-regen"):
        KEPT.parent.mkdir(exist_ok=True)
        KEPT.write_text(text, encoding="utf-8")
    assert _by_kind(json.loads(text)) == _by_kind(json.loads(KEPT.read_text(encoding="utf-8")))


def _by_kind(said: list[Said]) -> dict[str, list[Any]]:
    """Group what was said: threads of the server speak in an order of their own, each kind in the order of events."""
    groups: dict[str, list[Any]] = {}
    methods = {
        (each["from"], each["message"].get("id")): each["message"].get("method")
        for each in said
        if "method" in each["message"]
    }
    for each in said:
        message = each["message"]
        other = "client" if each["from"] == "server" else "server"
        kind = message.get("method") or f"answer to {methods.get((other, message['id']))}"
        groups.setdefault(kind, []).append({**message, "id": 0} if "id" in message else message)
    return groups


def test_every_message_is_what_the_schema_says(sitting: list[Said]) -> None:
    asked = {
        (each["from"], each["message"].get("id")): each["message"]["method"]
        for each in sitting
        if "method" in each["message"]
    }
    checked = set()
    for each in sitting:
        message = each["message"]
        other = "client" if each["from"] == "server" else "server"
        is_answer = "method" not in message
        method = asked[other, message["id"]] if is_answer else message["method"]
        part = "result" if is_answer else "params"
        validator = _validator(method, part)
        if validator is not None:
            validator.validate(message[part])
            checked.add((method, is_answer))
    assert {"vaultRunner/blocks", "vaultRunner/blockState", "vaultRunner/output", "vaultRunner/checks"} <= {
        method for method, _ in checked
    }
    assert {("vaultRunner/run", True), ("vaultRunner/result", False), ("vaultRunner/status", True)} <= checked


@pytest.mark.parametrize("kept", sorted(KEPT.parent.glob("*.json")), ids=lambda kept: kept.stem)
def test_what_is_kept_of_either_client_is_what_the_server_reads_and_says(kept: Path) -> None:
    """The plugin's own sitting is written and compared by its scenarios in the browser."""
    sitting = json.loads(kept.read_text(encoding="utf-8"))
    asked = {
        (each["from"], each["message"].get("id")): each["message"]["method"]
        for each in sitting
        if "method" in each["message"]
    }
    structs = {**methods.TO_SERVER, **methods.TO_CLIENT}
    read = set()
    for each in sitting:
        message, other = each["message"], "client" if each["from"] == "server" else "server"
        method = message.get("method") or asked[other, message["id"]]
        is_answer = "method" not in message
        part = "result" if is_answer else "params"
        validator = _validator(method, part)
        if validator is None or "error" in message:
            continue
        said = message[part]
        validator.validate(said)
        struct = methods.NOTIFICATIONS.get(method) or structs[method][is_answer]
        assert struct is not None
        msgspec.convert(said, struct)
        read.add(method)
    assert {"vaultRunner/run", "vaultRunner/blocks", "vaultRunner/blockState", "vaultRunner/result"} <= read


def test_every_standard_message_is_what_the_protocol_says(sitting: list[Said]) -> None:
    converter = converters.get_converter()
    asked = {
        each["message"].get("id"): each["message"]["method"]
        for each in sitting
        if each["from"] == "client" and "method" in each["message"]
    }
    seen = set()
    for each in sitting:
        message = {"jsonrpc": "2.0", **each["message"]}
        is_answer = "method" not in message
        method = asked.get(message.get("id")) if is_answer else message["method"]
        if each["from"] != "server" or method not in types.METHOD_TO_TYPES:
            continue
        kinds = types.METHOD_TO_TYPES[method]
        kind = kinds[1] if is_answer else kinds[0]
        assert kind is not None
        converter.structure(message, kind)
        seen.add(method)
    assert {"initialize", "textDocument/publishDiagnostics", "textDocument/codeLens", "textDocument/hover"} <= seen

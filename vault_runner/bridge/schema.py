"""The JSON Schema of the `vaultRunner/*` messages, written from their structs."""

from __future__ import annotations

from typing import Any

import msgspec

from vault_runner.bridge import check_messages, messages, methods, run_messages, trust_messages

ALL: tuple[type[messages.Message], ...] = tuple(
    struct
    for module in (messages, check_messages, run_messages, trust_messages)
    for struct in vars(module).values()
    if isinstance(struct, type) and issubclass(struct, messages.Message) and struct.__module__ == module.__name__
    if struct is not messages.Message
)


def protocol_schema() -> dict[str, Any]:
    """Return one schema document: all structs below `$defs`, and which method carries which."""
    _, components = msgspec.json.schema_components(ALL, ref_template="#/$defs/{name}")
    carried = {
        **{name: {"params": _ref(params)} for name, params in methods.NOTIFICATIONS.items()},
        **{name: _request(*pair) for name, pair in methods.TO_SERVER.items()},
        **{name: _request(*pair) for name, pair in methods.TO_CLIENT.items()},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"vaultRunner messages, protocol {messages.PROTOCOL}",
        "x-methods": carried,
        "$defs": dict(sorted(components.items())),
    }


def schema_text() -> str:
    """Return the document as it stands in `protocol/`."""
    return msgspec.json.format(msgspec.json.encode(protocol_schema()), indent=2).decode() + "\n"


def _request(params: type[messages.Message] | None, result: type[messages.Message]) -> dict[str, Any]:
    return {**({"params": _ref(params)} if params else {}), "result": _ref(result)}


def _ref(struct: type[messages.Message]) -> dict[str, str]:
    return {"$ref": f"#/$defs/{struct.__name__}"}

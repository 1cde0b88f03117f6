"""The schema of the protocol is the one that stands in the repository, and says what the structs say."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from vault_runner.bridge import messages, run_messages
from vault_runner.bridge.schema import ALL, protocol_schema, schema_text

KEPT = Path(__file__).parents[2] / "protocol" / "vault-runner.schema.json"


def test_the_kept_schema_is_up_to_date() -> None:
    assert KEPT.read_text(encoding="utf-8") == schema_text(), "write it anew from vault_runner.bridge.schema"


def test_every_struct_of_a_method_is_defined() -> None:
    schema = protocol_schema()
    for method, parts in schema["x-methods"].items():
        for part in parts.values():
            assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"], method


@pytest.mark.parametrize("struct", ALL, ids=lambda struct: struct.__name__)
def test_names_on_the_wire_are_camel_case(struct: type[messages.Message]) -> None:
    assert not [field.encode_name for field in msgspec.structs.fields(struct) if "_" in field.encode_name]


def test_unknown_fields_are_passed_over() -> None:
    raw = b'{"uri": "file:///n.md", "scope": "note", "later": 1}'
    assert msgspec.json.decode(raw, type=run_messages.Run) == run_messages.Run(uri="file:///n.md", scope="note")


def test_a_wrong_scope_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="scope"):
        msgspec.json.decode(b'{"uri": "file:///n.md", "scope": "everything"}', type=run_messages.Run)

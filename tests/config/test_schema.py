"""The settings: the commented file, the schema that is kept beside the code, and that they agree."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

import vault_runner.config
from vault_runner.config import Config, FigureConfig, default_yaml, json_schema, read_config

KEPT = Path(vault_runner.config.__file__).with_name("vault-run.schema.json")


def uncomment(text: str) -> str:
    return re.sub(r"(?m)^#( *\w+:)", r"\1", text)


def test_the_commented_file_loads_to_the_defaults() -> None:
    assert read_config(default_yaml().encode()) == Config()


def test_every_setting_stands_in_the_commented_file_at_its_default() -> None:
    text = uncomment(default_yaml())
    assert read_config(text.encode()) == Config()
    for struct in (Config, FigureConfig):
        for field in msgspec.structs.fields(struct):
            assert re.search(rf"(?m)^ *{field.name}:", text), field.name


def test_one_line_of_the_commented_file_can_be_set_by_itself() -> None:
    text = default_yaml().replace("#  dpi: 144", "  dpi: 300").replace('#execute: "tagged"', "execute: all")
    assert read_config(text.encode()) == Config(execute="all", figures=FigureConfig(dpi=300))


def test_the_commented_file_has_no_overlong_line() -> None:
    assert max(map(len, default_yaml().split("\n"))) <= 100


def test_the_kept_schema_is_the_one_that_the_code_makes() -> None:
    assert KEPT.read_bytes() == json_schema()


def test_the_schema_refuses_unknown_settings_and_explains_each() -> None:
    definitions = json.loads(json_schema())["$defs"]
    for definition in definitions.values():
        assert definition["additionalProperties"] is False
        for name, setting in definition["properties"].items():
            assert "description" in setting or "$ref" in setting, name


def test_settings_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Config().timeout = 3  # type: ignore[misc]  # that it can't be set is the point

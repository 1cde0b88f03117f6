"""What front matter says: three spellings, their order, and what can't be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from plan.making import code, marked, note, said

from vault_runner.config import Config
from vault_runner.model import BlockOptions
from vault_runner.plan.properties import NoteSettings, note_settings

BASE = BlockOptions()
PLAIN = NoteSettings(BASE, "tagged", 0, ())

SETTINGS: list[tuple[Mapping[str, object], NoteSettings]] = [
    ({}, PLAIN),
    ({"创建时间": "2025-九月-23日  星期二, 8:42:54 晚上", "tags": ["a"]}, PLAIN),
    ({"vault-run-execute": "all"}, replace(PLAIN, execute="all")),
    ({"vault-run-execute": "None"}, replace(PLAIN, execute="none")),
    ({"vault-run-execute": True}, replace(PLAIN, execute="all")),
    ({"vault-run-execute": False}, replace(PLAIN, execute="none")),
    ({"Vault-Run-Timeout": 5}, replace(PLAIN, options=replace(BASE, timeout=5.0))),
    (
        {"vault-run-session": "s", "vault-run-echo": False},
        replace(PLAIN, options=replace(BASE, session="s", echo=False)),
    ),
    ({"vault-run-seed": 7}, replace(PLAIN, seed=7)),
    (
        {"vault-run": {"execute": "all", "device": "cpu"}},
        replace(PLAIN, execute="all", options=replace(BASE, device="cpu")),
    ),
    ({"vault-run": "all"}, replace(PLAIN, execute="all")),
    ({"vault-run": None}, PLAIN),
    ({"vault-run": {"timeout": 5}, "vault-run-timeout": 6}, replace(PLAIN, options=replace(BASE, timeout=6.0))),
    ({"execute": {"echo": False, "freeze": "auto", "cache": True}}, replace(PLAIN, options=replace(BASE, echo=False))),
    ({"execute": {"enabled": False}}, replace(PLAIN, execute="none")),
    ({"execute": False}, replace(PLAIN, execute="none")),
    ({"execute": {"enabled": True, "eval": True}}, PLAIN),
    ({"execute": {"eval": False}}, replace(PLAIN, options=replace(BASE, eval=False))),
    ({"execute": {"error": True}, "vault-run-error": False}, PLAIN),
    ({"execute": "Friday"}, PLAIN),
    ({"execute": ["a"]}, PLAIN),
    ({"vault-run-depends": [["Other"]]}, replace(PLAIN, options=replace(BASE, depends=("[[Other]]",)))),
    ({"vault-run-depends": ["[[A]]", "b.csv"]}, replace(PLAIN, options=replace(BASE, depends=("[[A]]", "b.csv")))),
]


@pytest.mark.parametrize(("properties", "expected"), SETTINGS)
def test_settings(properties: Mapping[str, object], expected: NoteSettings) -> None:
    assert note_settings(note("x = 1", properties=properties), Config()) == expected


WRONG: list[tuple[Mapping[str, object], str, str]] = [
    (
        {"vault-run-excute": "all"},
        "VRP201: `vault-run-excute` is not an option; did you mean `vault-run-execute`?",
        "vault-run-excute: all",
    ),
    (
        {"vault-run-execute": "always"},
        "VRP202: `vault-run-execute` is `always`; allowed: `all`, `tagged` or `none`",
        "vault-run-execute: always",
    ),
    (
        {"a": 1, "vault-run": {"timeout": "soon"}},
        "VRP202: `vault-run.timeout` is `soon`; allowed: a number of seconds above 0",
        "  timeout: soon",
    ),
    ({"vault-run": 3}, "VRP202: `vault-run` is `3`; allowed: `all`, `tagged` or `none`", "vault-run: 3"),
    (
        {"vault-run-label": "a"},
        "VRP201: `vault-run-label` is not an option; it belongs to a single block: `#| label: …`",
        "vault-run-label: a",
    ),
    (
        {"execute": {"ecko": True}},
        "VRP201: `execute.ecko` is not an option; did you mean `execute.echo`?",
        "  ecko: true",
    ),
]


@pytest.mark.parametrize(("properties", "sentence", "place"), WRONG)
def test_what_cannot_be_used_is_told(properties: Mapping[str, object], sentence: str, place: str) -> None:
    holder = note("x = 1", properties=properties)
    findings = note_settings(holder, Config()).findings
    assert said(findings) == [sentence]
    assert marked(holder, findings[0]) == place


def test_an_execute_that_cannot_be_read_runs_nothing() -> None:
    holder = note("x = 1", properties={"vault-run-execute": "nome"})
    assert note_settings(holder, Config(execute="all")).execute == "none"


def test_quartos_key_is_nobodys_business_in_a_note_without_code() -> None:
    assert note_settings(note(properties={"execute": {"ecko": True}}), Config()) == PLAIN


def test_the_note_wins_over_the_vault() -> None:
    config = Config(execute="all", timeout=7, seed=3)
    holder = note(code("x"), properties={"vault-run-execute": "tagged", "vault-run-timeout": 5})
    settings = note_settings(holder, config)
    assert (settings.execute, settings.options.timeout, settings.seed) == ("tagged", 5.0, 3)

"""The contracts that others build on: they change only with a decision that says why.

`python -m pytest tests/contracts --force-regen` writes the golden files anew; read the diff before it is kept.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import vault_run

from vault_runner.model.region import END, body_checksum, marker_line
from vault_runner.pipeline.outcome import OK, UNABLE, UNRUN, WRONG
from vault_runner.report import json_schema

HERE = Path(__file__).parent
NOTE = HERE.parent / "notes" / "lecture.md"


def _agrees(name: str, content: str, request: pytest.FixtureRequest) -> None:
    golden = HERE / name
    if request.config.getoption("--force-regen"):
        golden.write_text(content, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == content


def test_marker(request: pytest.FixtureRequest) -> None:
    body = "~~~output\ntensor([[1., 2.]])\n~~~\n![Loss per step](attachments/my-note/loss-1.svg)"
    lines = [marker_line("1f3a9c0b77de", body_checksum(body), 4), body, END]
    _agrees("region.md", "\n".join(lines) + "\n", request)


def test_checksum_passes_over_what_formatters_change() -> None:
    assert body_checksum("a  \r\nb") == body_checksum("a\nb") != body_checksum("a\nc")


def test_exit_codes() -> None:
    assert (OK, WRONG, UNABLE, UNRUN) == (0, 1, 2, 3)


def test_report_schema(request: pytest.FixtureRequest) -> None:
    _agrees("report-v1.schema.json", json_schema().decode(), request)


def test_report_of_a_note(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    note = tmp_path / "lecture.md"
    note.write_bytes(NOTE.read_bytes())
    report = json.loads(vault_run("check", "--all", note, "--format", "json").stdout)
    for block in report["notes"][0]["blocks"]:
        assert block.pop("seconds") >= 0
        assert block.pop("cached") in {True, False}
    for claim in report["notes"][0]["claims"]:
        if claim["kind"] == "equation":
            # What the engine makes of a formula grows; that it has a verdict with evidence does not.
            assert {type(claim.pop(key)) for key in ("status", "reason", "expected", "found")} == {str}
            assert isinstance(claim.pop("evidence"), dict)
    del report["summary"]["blocks_run"], report["summary"]["blocks_cached"], report["summary"]["claims"]
    _agrees("report-v1.json", json.dumps(report, indent=2, ensure_ascii=False) + "\n", request)


def test_inspection_of_a_note(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    note = tmp_path / "lecture.md"
    note.write_bytes(NOTE.read_bytes())
    _agrees("inspect.json", vault_run("inspect", note, "--format", "json").stdout, request)

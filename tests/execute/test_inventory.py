"""Which accelerators there are: stated by the user, else measured by a child, else seen by their files."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from vault_runner.config.device_local import DeviceLocal
from vault_runner.execute.calibrated import costs_file
from vault_runner.execute.inventory import GIB, inventory

PYTHON = Path(sys.executable)


def measured(folder: Path, *rows: dict[str, object]) -> Path:
    file = costs_file(PYTHON, folder)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"devices": [{"device": "cpu"}, *rows]}), encoding="utf-8")
    return folder


def test_nothing_is_there_where_nobody_says_so(tmp_path: Path) -> None:
    assert inventory(PYTHON, DeviceLocal(), tmp_path, tmp_path) == {}


def test_what_is_stated_is_stronger_than_what_was_measured_and_that_than_files(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"nvidia{number}").touch()
    costs = measured(
        tmp_path,
        {"device": "cuda:0", "memory": 24 * GIB},
        {"device": "cuda:1", "memory": 8 * GIB},
        {"device": "cuda:2"},
    )
    stated = DeviceLocal(devices={"cuda": 1.5, "mps": 16})
    assert inventory(PYTHON, stated, costs, tmp_path) == {
        "cuda:0": 3 * GIB // 2,
        "cuda:1": 8 * GIB,
        "cuda:2": 0,
        "mps:0": 16 * GIB,
    }


def test_figures_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    file = costs_file(PYTHON, tmp_path)
    for text in ('{"devices": "cuda:0"}', '{"devices": [{"device": "cuda:0", "memory": "much"}]}', '"cuda:'):
        file.write_text(text, encoding="utf-8")
        assert inventory(PYTHON, DeviceLocal(), tmp_path, tmp_path) == {}

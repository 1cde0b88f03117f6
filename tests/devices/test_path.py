"""Notes written for a device, checked and run by the command line where there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from command import checked, vault_run

pytestmark = pytest.mark.skipif(Path("/dev/nvidiactl").exists(), reason="here CUDA is real, and nothing is virtual")


def fence(*lines: str) -> str:
    return "\n".join(("```python run", *lines, "```", ""))


BEFORE = "\n".join((fence("import torch", "a = torch.ones(2, 3)  # (2, 3)"), fence('b = a.to("cuda").T  # (3, 2)')))
WAY_WITHOUT = fence("import torch", 'd = "cuda" if torch.cuda.is_available() else "cpu"', "torch.ones(2, device=d)")
SLIPPED = fence(
    "import torch",
    'd = "cuda" if torch.cuda.is_available() else "cpu"',
    "x = torch.ones(2, 2, device=d)  # (2, 2)",
    "x.masked_fill(torch.eye(2) > 0, 0.0)",
)
WRONG_SHAPE = fence("import torch", 'b = torch.ones(2, 3, device="cuda").T  # (2, 3)')
MIXED = fence("import torch", 'x = torch.ones(2, device="cuda")', "x + torch.ones(2)")
OTHERWISE = fence("import torch", 'x = torch.ones(3, device="cuda")', "x.sum().item()  # [Out]: 4.0")
SHAPES = fence("#| check: shapes", "import torch", "x = torch.ones(4, 5) @ torch.ones(5, 6)  # (4, 6)")
HANGS_ON_VALUES = fence(
    "#| check: shapes",
    "import torch",
    'x = torch.tensor([1.0, -1.0, 2.0], device="cuda")',
    "y = x[x > 0]  # (2,)",
)
TOO_BIG = fence(
    "import torch",
    'x = torch.ones(200_000, 4096, device="cuda")  # (200000, 4096)',
    "k = int(x.sum())",
    "y = x[:k]",
)
ORDINALS = {number: fence("import torch", f'torch.ones(2, device="cuda:{number}")') for number in (8, 64)}
TOO_MANY = fence("1 + 1") + "\n" + fence("#| device: cuda:9", "2 + 2")
UNUSED = fence("#| device: cuda", "1 + 1")
Notes = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Notes:
    """Return what one check tells of all the notes, by their text."""
    alone = [BEFORE, WAY_WITHOUT, SLIPPED, WRONG_SHAPE, MIXED, OTHERWISE, SHAPES, HANGS_ON_VALUES, TOO_BIG]
    texts = [*alone, *ORDINALS.values(), TOO_MANY, UNUSED]
    return dict(zip(texts, checked(tmp_path_factory.mktemp("devices"), texts), strict=True))


def modes(note: dict[str, Any]) -> list[tuple[str, str]]:
    return [(block["status"], block["mode"]) for block in note["blocks"]]


def test_what_ran_before_the_device_was_wanted_ran_for_real(notes: Notes) -> None:
    note = notes[BEFORE]
    assert modes(note) == [("ok", "real"), ("ok", "value")]
    assert [claim["status"] for claim in note["claims"]] == ["verified", "verified"]
    assert note["blocks"][1]["device"] == "cuda:0"
    hint = next(finding for finding in note["findings"] if finding["rule"] == "VRX008")
    assert hint["severity"] == "info"
    assert hint["message"] == (
        "verified without the device: values on the CPU of this block; 1 copy to the device (24 B)"
    )


def test_code_with_a_way_without_the_device_takes_it(notes: Notes) -> None:
    assert modes(notes[WAY_WITHOUT]) == [("ok", "real")]


def test_what_a_device_would_refuse_is_told_of_code_that_has_a_way_without(notes: Notes) -> None:
    assert notes[WAY_WITHOUT]["findings"] == []
    assert modes(notes[SLIPPED]) == [("ok", "real")]
    assert [claim["status"] for claim in notes[SLIPPED]["claims"]] == ["verified"]
    (doubt,) = notes[SLIPPED]["findings"]
    assert (doubt["rule"], doubt["severity"]) == ("VRX014", "warning")
    assert "Expected all tensors to be on the same device" in doubt["message"]
    assert doubt["message"].endswith("(line 5)")


def test_a_wrong_shape_is_refuted_on_a_virtual_device(notes: Notes) -> None:
    note = notes[WRONG_SHAPE]
    assert [(finding["rule"], finding["line"]) for finding in note["findings"] if finding["severity"] == "error"] == [
        ("VRS101", 3)
    ]


def test_mixed_devices_are_an_error_in_the_words_of_the_real_thing(notes: Notes) -> None:
    error = next(finding for finding in notes[MIXED]["findings"] if finding["severity"] == "error")
    assert (error["rule"], error["line"]) == ("VRX001", 4)
    assert (
        "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!"
        in error["message"]
    )


def test_a_value_that_the_device_may_give_otherwise_is_not_refuted(notes: Notes) -> None:
    assert [claim["status"] for claim in notes[OTHERWISE]["claims"]] == ["not-checkable"]


def test_shapes_alone_where_the_author_asks_for_no_more(notes: Notes) -> None:
    note = notes[SHAPES]
    assert modes(note) == [("ok", "shape")]
    assert [claim["status"] for claim in note["claims"]] == ["verified"]


def test_code_that_hangs_on_values_falls_from_shapes_to_values(notes: Notes) -> None:
    note = notes[HANGS_ON_VALUES]
    assert modes(note) == [("ok", "value")]
    assert [claim["status"] for claim in note["claims"]] == ["verified"]


def test_what_is_too_big_for_values_is_followed_as_far_as_shapes_go(notes: Notes) -> None:
    note = notes[TOO_BIG]
    assert modes(note) == [("not-run", "shape")]
    assert [claim["status"] for claim in note["claims"]] == ["verified"]
    message = next(finding["message"] for finding in note["findings"] if finding["rule"] == "VRX009")
    assert message.startswith("without the device verified up to line 3; line 4 needs the values of")
    assert not [finding for finding in note["findings"] if finding["severity"] == "error"]


@pytest.mark.parametrize("number", ORDINALS)
def test_an_ordinal_that_no_machine_has(notes: Notes, number: int) -> None:
    assert any("invalid device ordinal" in finding["message"] for finding in notes[ORDINALS[number]]["findings"])


def test_an_output_of_the_device_is_kept_and_never_out_of_date(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    source = fence("import torch", "torch.ones(2)")
    note.write_text(source, encoding="utf-8")
    assert vault_run("run", note).returncode == 0
    # What a machine with the device would have written: the same code and key, another body.
    written = note.read_text(encoding="utf-8").replace("torch.ones(2)", 'torch.ones(2, device="cuda")')
    note.write_text(written, encoding="utf-8")
    for command in (("check", note, "--strict"), ("run", note)):
        done = vault_run(*command)
        assert done.returncode == 0, done.stdout
        assert note.read_text(encoding="utf-8") == written
    report = json.loads(vault_run("check", note, "--format", "json").stdout)
    hints = [finding for each in report["notes"] for finding in each["findings"] if finding["rule"] == "VRX011"]
    assert [hint["message"] for hint in hints] == ["the output below was made on cuda by other code and is kept"]


def test_each_block_is_told_its_device_and_the_block_is_stronger_than_its_note(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    blocks = ("from vault_runner import mathcore as vm", "print(vm.which_device())")
    own = fence("#| device: auto", "print(vm.which_device())")
    inside = fence("with vm.device('cpu'):", "    print(vm.which_device())")
    note.write_text(f"---\nvault-run-device: cpu\n---\n{fence(*blocks)}\n{own}\n{inside}", encoding="utf-8")
    (tmp_path / "vault-run.yaml").write_text("device: auto\n", encoding="utf-8")
    assert vault_run("run", note).returncode == 0
    written = note.read_text(encoding="utf-8").split("~~~output\n")[1:]
    assert [part.split("\n")[0] for part in written] == ["cpu", "auto", "cpu"]


def test_a_device_that_cannot_be_had_is_an_error_at_its_block(notes: Notes) -> None:
    (error,) = (finding for finding in notes[TOO_MANY]["findings"] if finding["severity"] == "error")
    assert (error["rule"], error["line"]) == ("VRX001", 5)
    assert error["message"] == "the block asks for `device: cuda:9`, and no machine is taken to have so many"
    assert error["remedy"] == "take `device: cuda:7` or less, or `device: auto`"


def test_a_device_of_which_nothing_was_used_is_told(notes: Notes) -> None:
    hints = [finding["message"] for finding in notes[UNUSED]["findings"] if finding["rule"] == "VRX012"]
    assert hints == ["`device: cuda` is set, and nothing of this block was on it: it ran on cpu"]


def test_a_virtual_run_writes_no_output_where_there_was_none(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(fence("import torch", 'torch.ones(2, device="cuda")'), encoding="utf-8")
    before = note.read_bytes()
    done = vault_run("run", note)
    assert done.returncode == 0
    assert note.read_bytes() == before, done.stdout

"""Notes made on a device, watched where there is none: what the device wrote stays, and is never out of date."""

from __future__ import annotations

from pathlib import Path

import pytest
from watching import block, outputs, save, until, watched

pytestmark = pytest.mark.skipif(Path("/dev/nvidiactl").exists(), reason="here CUDA is real, and nothing is virtual")

MADE = "tensor([2., 2.], device='cuda:0')\n"


def test_an_output_of_the_device_outlives_every_save_of_its_note(tmp_path: Path) -> None:
    both = block("print(1)") + "\n" + block("import torch\nprint(2 * torch.ones(2))")
    with watched(tmp_path, {"a.md": both}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n", "tensor([2., 2.])\n"], "the first run")
        # What a machine with the device would have left: its code, and what it printed there.
        text = note.read_text()
        text = text.replace("2 * torch.ones(2)", '2 * torch.ones(2, device="cuda")').replace("tensor([2., 2.])\n", MADE)
        save(note, text.replace("print(1)", "print(2)"))
        until(lambda: outputs(note)[:1] == ["2\n"], "the block that needs no device")
        save(note, note.read_text().replace("print(2)", "print(3)"))
        until(lambda: outputs(note)[:1] == ["3\n"], "the block that needs no device, again")
        assert outputs(note) == ["3\n", MADE]
        before = note.read_bytes()
        for command in (("run", note), ("check", "--strict", note)):
            done = watch.run(*command)
            assert done.returncode == 0, done.stdout
            assert "out of date" not in done.stdout
        assert note.read_bytes() == before


def test_a_block_for_the_device_gets_no_output_where_there_is_none(tmp_path: Path) -> None:
    wants = block('import torch\nprint(torch.ones(2, device="cuda"))')
    with watched(tmp_path, {"a.md": block("print(1)") + "\n" + wants}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the block that needs no device")
        save(note, note.read_text().replace("print(1)", "print(2)"))
        until(lambda: outputs(note) == ["2\n"], "the block that needs no device, again")
        assert "device='cuda:0'" not in note.read_text()

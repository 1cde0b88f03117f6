"""What stands in the way of watching: limits of the kernel, and disks that tell nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from vault_runner.doctor.answer import Answer
from vault_runner.doctor.watching import count_folders, disk_kind, examine_watching

LINE = "36 35 98:0 / {place} rw,noatime master:1 - {kind} /dev/sda rw\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for name in ("a/b", "c", ".git/objects"):
        (tmp_path / "the vault" / name).mkdir(parents=True)
    return tmp_path / "the vault"


def _examined(
    vault: Path, tmp_path: Path, *, watches: str = "100000", instances: str = "128", kind: str = "ext4"
) -> Answer:
    (tmp_path / "max_user_watches").write_text(watches, encoding="ascii")
    (tmp_path / "max_user_instances").write_text(instances, encoding="ascii")
    mounts = tmp_path / "mounts"
    place = str(vault).replace(" ", "\\040")
    mounts.write_text(LINE.format(place="/", kind="ext4") + LINE.format(place=place, kind=kind), encoding="utf-8")
    (answer,) = examine_watching(vault, inotify=tmp_path, mounts=mounts)
    return answer


def test_enough_watches(vault: Path, tmp_path: Path) -> None:
    answer = _examined(vault, tmp_path)
    assert (answer.verdict, answer.says) == ("ok", "4 folders on ext4, 100000 watches allowed")


def test_too_few_watches(vault: Path, tmp_path: Path) -> None:
    answer = _examined(vault, tmp_path, watches="1000")
    assert answer.says == "the vault has 4 folders, and this user may watch 1000"
    assert (answer.verdict, answer.command) == ("warn", "sudo sysctl fs.inotify.max_user_watches=524288")


def test_too_few_watchers(vault: Path, tmp_path: Path) -> None:
    answer = _examined(vault, tmp_path, instances="8")
    assert (answer.verdict, answer.command) == ("warn", "sudo sysctl fs.inotify.max_user_instances=512")


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "9p", "fuse.sshfs", "drvfs", "vboxsf", "smb3"])
def test_disks_that_tell_nothing(vault: Path, tmp_path: Path, kind: str) -> None:
    answer = _examined(vault, tmp_path, kind=kind)
    assert answer.verdict == "warn"
    assert f"lies on {kind}" in answer.says


def test_no_inotify(vault: Path, tmp_path: Path) -> None:
    assert "has no inotify" in _examined(vault, tmp_path, watches="").says


def test_the_innermost_disk_counts(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(LINE.format(place="/", kind="ext4") + LINE.format(place="/mnt", kind="9p"), encoding="utf-8")
    assert disk_kind(Path("/mnt/c/notes"), mounts) == "9p"
    assert disk_kind(Path("/mntx"), mounts) == "ext4"
    assert disk_kind(Path("/x"), tmp_path / "gone") == ""


def test_hidden_folders_are_not_watched(vault: Path) -> None:
    assert count_folders(vault) == 4

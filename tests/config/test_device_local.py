"""The switches of a device."""

from __future__ import annotations

from pathlib import Path

import pytest

from vault_runner.config.device_local import DeviceLocal, device_file, load_device
from vault_runner.errors import ConfigError


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "device.yaml"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_without_a_file_everything_is_off(tmp_path: Path) -> None:
    assert load_device(tmp_path / "none.yaml") == DeviceLocal(network=False, shell=False, writable=())
    assert load_device(written(tmp_path, "")) == DeviceLocal()


def test_switches_are_read(tmp_path: Path) -> None:
    found = load_device(written(tmp_path, "network: true\nshell:\nwritable: [~/data]\n"))
    assert found == DeviceLocal(network=True, shell=False, writable=("~/data",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("netwrok: true", "`netwrok` is not a switch of a device; did you mean `network`?"),
        ("colour: 1", "`colour` is not a switch of a device; allowed: `network`, `shell`, `writable`"),
        ("network: 3", "Expected `bool`, got `int` - at `$.network`"),
        ("- network", "holds no switches"),
        ("network: [", "is not valid YAML"),
        ("network: true\n# " + "x" * 70_000, "is larger than 64 KiB"),
    ],
)
def test_what_cannot_be_used_is_said(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=r".") as raised:
        load_device(written(tmp_path, text))
    assert message in str(raised.value)


def test_a_file_that_others_can_write_decides_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, "network: true")
    path.chmod(0o666)
    with pytest.raises(ConfigError, match="can be written by others than you"):
        load_device(path)


def test_it_lies_in_the_users_own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert device_file() == tmp_path / "vault-runner" / "device.yaml"

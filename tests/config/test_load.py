"""`vault-run.yaml`: what it sets, and the sentence for each way in which it can be wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vault_runner.config import Config, FigureConfig, load_config, read_config, style_file
from vault_runner.errors import ConfigError

GOOD = {
    "": Config(),
    "# nothing but a comment\n": Config(),
    "timeout:\n": Config(),
    "execute: all\ntimeout: 90\n": Config(execute="all", timeout=90.0),
    "figures:\n  format: png\n  width: 8\n": Config(figures=FigureConfig(format="png", width=8.0)),
    "figures:\n": Config(),
    "exclude: [drafts/, '*.tmp.md']\n": Config(exclude=("drafts/", "*.tmp.md")),
    "exclude:\n  - Clippings/\n": Config(exclude=("Clippings/",)),
    "device: cuda:1\nseed: 7\nwarning: false\n": Config(device="cuda:1", seed=7, warning=False),
    "\ufefftimeout: 5\r\nthreads: 2\r\n": Config(timeout=5.0, threads=2),
    "&anchor timeout: 5\n": Config(timeout=5.0),
}

ALL_SETTINGS = "`execute`, `python`, `timeout`, `memory`, `output`, `threads`, `seed`, `jobs`, `device`, `exclude`"

BAD = {
    "timout: 3": "vault-run.yaml:1: `timout` is not a setting; did you mean `timeout`?",
    "\n\nfigures:\n  dip: 3": "vault-run.yaml:4: `figures.dip` is not a setting; did you mean `figures.dpi`?",
    "zzz: 3": f"vault-run.yaml:1: `zzz` is not a setting; allowed: {ALL_SETTINGS}, `session`, `warning`, `error`, "
    "`check`, `figures`, `rules`",
    "1: 3": f"vault-run.yaml:1: `1` is not a setting; allowed: {ALL_SETTINGS}, `session`, `warning`, `error`, "
    "`check`, `figures`, `rules`",
    "? [a]\n: 3": f"vault-run.yaml:1: `…` is not a setting; allowed: {ALL_SETTINGS}, `session`, `warning`, `error`, "
    "`check`, `figures`, `rules`",
    "execute: al": "vault-run.yaml:1: `execute` is `al`; allowed: `all` or `tagged`; did you mean `all`?",
    "execute: yes": "vault-run.yaml:1: `execute` is `true`; allowed: `all` or `tagged`",
    "seed: 1\ntimeout: '30'": 'vault-run.yaml:2: `timeout` is `"30"`; allowed: a number above 0 up to 604800',
    "timeout: .inf": "vault-run.yaml:1: `timeout` is `Infinity`; allowed: a number above 0 up to 604800",
    "memory: 1.5": "vault-run.yaml:1: `memory` is `1.5`; allowed: a whole number from 64",
    "threads: true": "vault-run.yaml:1: `threads` is `true`; allowed: a whole number from 1 up to 1024",
    "figures:\n  dpi: 1": "vault-run.yaml:2: `figures.dpi` is `1`; allowed: a whole number from 20 up to 1200",
    "figures: 3": "vault-run.yaml:1: `figures` is `3`; allowed: settings on lines of their own, further in",
    "session: ''": "vault-run.yaml:1: `session` is empty; allowed: text (in quotes if it looks like something else)",
    "python: 3": "vault-run.yaml:1: `python` is `3`; allowed: text (in quotes if it looks like something else)",
    "device: gpu": "vault-run.yaml:1: `device` is `gpu`; allowed: `auto`, `cpu`, `cuda`, `cuda:0`, `mps` or `xpu`",
    "exclude: [1]": 'vault-run.yaml:1: `exclude` is `[1]`; allowed: a list of texts, such as `["drafts/", "*.tmp.md"]`',
    "warning: 'no'": 'vault-run.yaml:1: `warning` is `"no"`; allowed: `true` or `false`',
    f"execute: {'a' * 200}": f"vault-run.yaml:1: `execute` is `{'a' * 60}…`; allowed: `all` or `tagged`",
    "timeout: 3\nseed: 1\ntimeout: 4": "vault-run.yaml:3: `timeout` is set twice, first on line 1; keep one of the two",
    "- timeout": "vault-run.yaml: holds no settings; write lines like `timeout: 30`",
    "only words": "vault-run.yaml: holds no settings; write lines like `timeout: 30`",
    "timeout:\n\t3": "vault-run.yaml:2: is not valid YAML: while scanning for the next token found character that "
    "cannot start any token; settings are lines like `timeout: 30`",
    "timeout: 3\n---\ntimeout: 4": "vault-run.yaml:2: is not valid YAML: expected a single document in the stream "
    "but found another document; settings are lines like `timeout: 30`",
    "python: !!python/object/apply:os.getcwd []": "vault-run.yaml:1: is not valid YAML: could not determine a "
    "constructor for the tag 'tag:yaml.org,2002:python/object/apply:os.getcwd'; settings are lines like `timeout: 30`",
    "seed: 2025-14-77": "vault-run.yaml: holds a value that can't be read: month must be in 1..12",
    "python: \x01": "vault-run.yaml: holds characters that YAML doesn't allow; save it as plain text",
}


@pytest.mark.parametrize(("text", "expected"), GOOD.items())
def test_what_is_set(text: str, expected: Config) -> None:
    assert read_config(text.encode()) == expected


@pytest.mark.parametrize(("text", "sentence"), BAD.items())
def test_what_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config(text.encode())
    assert str(caught.value) == sentence


def test_a_bomb_of_aliases_is_refused_before_it_is_built() -> None:
    levels = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    with pytest.raises(ConfigError) as caught:
        read_config("\n".join(["a0: &a0 [x]", *levels]).encode())
    assert str(caught.value) == (
        "vault-run.yaml:2: uses the alias `*a0`, and aliases are not allowed here; write the value out"
    )


@pytest.mark.parametrize("opener", ["[", "{", "{a: "])
def test_deep_nesting_is_refused(opener: str) -> None:
    with pytest.raises(ConfigError, match="nests more than 16 levels deep"):
        read_config(("a: " + opener * 10_000).encode())


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(ConfigError, match="is larger than 64 KiB; keep settings only"):
        read_config(b"#" * 70_000)


def test_what_is_not_utf8_is_refused() -> None:
    with pytest.raises(ConfigError, match="is not UTF-8; save it as UTF-8"):
        read_config("session: größe".encode("latin-1"))


def test_a_vault_without_the_file_has_the_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path) == Config()


def test_the_file_of_the_vault_is_read_and_named(tmp_path: Path) -> None:
    file = tmp_path / "vault-run.yaml"
    file.write_text("jobs: 3\n", encoding="utf-8")
    assert load_config(tmp_path) == Config(jobs=3)
    file.write_text("job: 3\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path)
    assert str(caught.value) == f"{file}:1: `job` is not a setting; did you mean `jobs`?"


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vault-run.yaml").mkdir()
    with pytest.raises(ConfigError, match="is not a file; remove it or rename it"):
        load_config(tmp_path)


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "vault-run.yaml").touch()

    def refuse(_path: Path, *_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ConfigError, match="can't be read: Permission denied"):
        load_config(tmp_path)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ("{dark: true, format: png}", "`figures.dark` is `true`, and a png can't hold a dark variant"),
        ("{style: gone.mplstyle}", "`figures.style` is `gone.mplstyle`, which is no file in the vault"),
        ("{style: ../out.mplstyle}", "`figures.style` is `../out.mplstyle`, which leads out of the vault"),
        ("{style: /etc/out.mplstyle}", "`figures.style` is `/etc/out.mplstyle`, which leads out of the vault"),
    ],
)
def test_settings_of_figures_that_cannot_be_followed_are_refused(tmp_path: Path, settings: str, sentence: str) -> None:
    (tmp_path / "vault-run.yaml").write_text(f"figures: {settings}\n")
    (tmp_path.parent / "out.mplstyle").touch()
    with pytest.raises(ConfigError, match=re.escape(sentence)):
        load_config(tmp_path)


def test_a_style_is_a_name_or_a_file_of_the_vault(tmp_path: Path) -> None:
    (tmp_path / "vault-run.yaml").write_text("figures: {style: looks/a.mplstyle, dark: true}\n")
    (tmp_path / "looks").mkdir()
    (tmp_path / "looks" / "a.mplstyle").touch()
    assert load_config(tmp_path).figures.style == "looks/a.mplstyle"
    assert style_file("looks/a.mplstyle", tmp_path) == tmp_path / "looks" / "a.mplstyle"
    assert style_file("ggplot", tmp_path) is None


def test_the_environment_names_a_device_where_the_vault_names_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VAULT_RUNNER_DEVICE", "cuda:1")
    assert load_config(tmp_path).device == "cuda:1"
    (tmp_path / "vault-run.yaml").write_text("device: cpu\n", encoding="utf-8")
    assert load_config(tmp_path).device == "cpu"


def test_the_environment_names_no_device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULT_RUNNER_DEVICE", "gpu")
    with pytest.raises(ConfigError, match="VAULT_RUNNER_DEVICE is `gpu`, which is no device") as caught:
        load_config(tmp_path)
    assert "unset it" in caught.value.remedy

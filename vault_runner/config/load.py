"""Read `vault-run.yaml`: what stands in it is checked as a whole, and every error names its line and the remedy.

The file may come from a stranger, so it is limited in size and depth, and aliases (`*name`), by which a
small file can stand for an enormous one, are refused before anything is built.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from vault_runner.config.schema import DEVICE_PATTERN, Config, FigureConfig, PathRule, properties
from vault_runner.errors import ConfigError
from vault_runner.lazily import LazyModule

if TYPE_CHECKING:
    import difflib
    import json

    import yaml
else:
    difflib = LazyModule("difflib")  # few settings are misspelt
    json = LazyModule("json")  # asked for a message alone
    yaml = LazyModule("yaml")  # many vaults have no settings, or none but comments

CONFIG_NAME = "vault-run.yaml"
DEVICE_VARIABLE = "VAULT_RUNNER_DEVICE"
MAX_BYTES = 64 * 1024
MAX_DEPTH = 16
MAX_SHOWN = 60


_KINDS = {
    "integer": "a whole number",
    "number": "a number",
    "string": "text (in quotes if it looks like something else)",
    "boolean": "`true` or `false`",
    "array": 'a list of texts, such as `["drafts/", "*.tmp.md"]`',
}
_FIELD = re.compile(r"`\$\.(?P<path>[\w.]+)")


def load_config(vault: Path) -> Config:
    """Return the settings of `vault`, the defaults if it has no `vault-run.yaml`.

    Raises:
        ConfigError: if the file can't be read or a setting in it can't be used.
    """
    path = vault / CONFIG_NAME
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ConfigError("is not a file", path=str(path), remedy="remove it or rename it")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _with_device(Config())
    except OSError as error:
        raise ConfigError(f"can't be read: {error.strerror}", path=str(path)) from None
    config = read_config(raw, str(path))
    _check_figures(config.figures, vault, str(path))
    return _with_device(config)


def _with_device(config: Config) -> Config:
    """Return the settings with the device that the environment names, where the vault names none."""
    name = os.environ.get(DEVICE_VARIABLE, "").strip()
    if not name or config.device != "auto":
        return config
    if re.fullmatch(DEVICE_PATTERN, name) is None:
        raise ConfigError(
            f"the environment variable {DEVICE_VARIABLE} is `{name}`, which is no device",
            remedy="set it to auto, cpu, cuda, cuda:1, mps or xpu, or unset it",
        )
    return replace(config, device=name)


def _check_figures(figures: FigureConfig, vault: Path, path: str) -> None:
    """Refuse settings of figures that contradict each other or name a file that isn't there."""
    if figures.dark and figures.format == "png":
        raise ConfigError(
            "`figures.dark` is `true`, and a png can't hold a dark variant",
            path=path,
            remedy="set `format: svg` as well, or leave `dark` out",
        )
    style = style_file(figures.style, vault)
    if style is not None and not style.is_file():
        raise ConfigError(
            f"`figures.style` is `{figures.style}`, which is no file in the vault",
            path=path,
            remedy="give the path from the vault's folder, or the name of a style of matplotlib",
        )


def style_file(style: str, vault: Path) -> Path | None:
    """Return the file that `style` means; None for a style that matplotlib knows by name.

    Raises:
        ConfigError: if it lies outside the vault.
    """
    if not style.endswith(".mplstyle"):
        return None
    file = Path(os.path.realpath(vault / style))
    if not file.is_relative_to(os.path.realpath(vault)):
        raise ConfigError(
            f"`figures.style` is `{style}`, which leads out of the vault", remedy="copy it into the vault"
        )
    return file


def read_config(raw: bytes, path: str = CONFIG_NAME) -> Config:
    """Return the settings that `raw`, the bytes of a `vault-run.yaml`, states.

    Raises:
        ConfigError: naming the line, the key, what was found and what is allowed.
    """
    if len(raw) > MAX_BYTES:
        raise ConfigError(f"is larger than {MAX_BYTES // 1024} KiB", path=path, remedy="keep settings only")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError("is not UTF-8", path=path, remedy="save it as UTF-8") from None
    if all(not line.strip() or line.startswith("#") for line in text.splitlines()):
        return Config()
    try:
        return _convert(_compose(text, path), path)
    except yaml.YAMLError as error:
        raise _invalid_yaml(error, path) from None


def _compose(text: str, path: str) -> yaml.Node | None:
    """Return the document's node; nothing is composed before aliases and depth are found to be harmless."""
    depth = 0
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for event in yaml.parse(text, loader):
        if isinstance(event, yaml.AliasEvent):
            raise ConfigError(
                f"uses the alias `*{event.anchor}`, and aliases are not allowed here",
                path=path,
                line=_line(event),
                remedy="write the value out",
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ConfigError(f"nests more than {MAX_DEPTH} levels deep", path=path, line=_line(event))
    return yaml.compose(text, loader)


def _convert(node: yaml.Node | None, path: str) -> Config:
    """Check the keys, then the values; a setting that is left empty keeps its default."""
    lines: dict[str, int] = {}
    if isinstance(node, yaml.MappingNode):
        _check_keys(node, Config, "", lines, path)
    try:
        stated = _without_empty(yaml.constructor.SafeConstructor().construct_document(node)) if node else {}
    except ValueError as error:  # a date that no calendar has, a number of thousands of digits
        raise ConfigError(f"holds a value that can't be read: {error}", path=path) from None
    if not isinstance(stated, dict):
        raise ConfigError("holds no settings", path=path, remedy="write lines like `timeout: 30`")
    if stated.get("rules", {}) == {}:
        stated.pop("rules", None)
    else:
        from vault_runner.config.path_rules import check_path_rules  # noqa: PLC0415 - few vaults have such rules

        check_path_rules(stated["rules"], lines, path)
    try:
        return msgspec.convert(stated, Config)
    except msgspec.ValidationError as error:
        _refuse_value(str(error), stated, lines, path)


def _without_empty(value: object) -> object:
    if value is None:
        return {}
    if isinstance(value, dict):
        return {key: _without_empty(inner) for key, inner in value.items() if inner is not None}
    return value


def _check_keys(node: yaml.MappingNode, struct: type[Struct], prefix: str, lines: dict[str, int], path: str) -> None:
    """Refuse keys that `struct` doesn't know and keys given twice; note the line of each."""
    known = properties(struct)
    for key, value in node.value:
        line = _line(key)
        if not isinstance(key, yaml.ScalarNode) or key.value not in known:
            _refuse_key(key, known, prefix, path)
        name = prefix + key.value
        if name in lines:
            message = f"`{name}` is set twice, first on line {lines[name]}"
            raise ConfigError(message, path=path, line=line, remedy="keep one of the two")
        lines[name] = line
        if name == "figures" and isinstance(value, yaml.MappingNode):
            _check_keys(value, FigureConfig, "figures.", lines, path)
        if name == "rules" and isinstance(value, yaml.SequenceNode):
            for number, rule in enumerate(value.value):
                lines[f"rules[{number}]"] = _line(rule)
                if isinstance(rule, yaml.MappingNode):
                    _check_keys(rule, PathRule, f"rules[{number}].", lines, path)


def _refuse_key(key: yaml.Node, known: Mapping[str, object], prefix: str, path: str) -> NoReturn:
    written = key.value if isinstance(key, yaml.ScalarNode) else "…"
    near = difflib.get_close_matches(written, known, n=1)
    remedy = f"did you mean `{prefix}{near[0]}`?" if near else f"allowed: {', '.join(f'`{name}`' for name in known)}"
    raise ConfigError(f"`{prefix}{written}` is not a setting", path=path, line=_line(key), remedy=remedy)


def _refuse_value(problem: str, stated: Mapping[str, Any], lines: Mapping[str, int], path: str) -> NoReturn:
    """Say what was found at the place that msgspec names, and what is allowed there."""
    place = _FIELD.search(problem)
    name = place["path"] if place else ""
    found: Any = stated
    schema: Mapping[str, Any] = {}
    levels: tuple[type[Struct], ...] = (Config, FigureConfig)
    for struct, part in zip(levels, name.split("."), strict=False):
        found, schema = found[part], properties(struct)[part]
    plain = isinstance(found, str) and schema.get("type", "string") == "string"
    written = found if plain else json.dumps(found, ensure_ascii=False, default=str)
    shown = "empty" if not written else f"`{written}`" if len(written) <= MAX_SHOWN else f"`{written[:MAX_SHOWN]}…`"
    allowed = _allowed(schema)
    near = difflib.get_close_matches(written, schema.get("enum", ()), n=1)
    remedy = f"allowed: {allowed}" + (f"; did you mean `{near[0]}`?" if near else "")
    raise ConfigError(f"`{name}` is {shown}", path=path, line=lines.get(name, 0), remedy=remedy)


def _allowed(schema: Mapping[str, Any]) -> str:
    """Put a setting's JSON schema in words."""
    if "enum" in schema:
        return " or ".join(f"`{choice}`" for choice in schema["enum"])
    if "pattern" in schema:
        return "`auto`, `cpu`, `cuda`, `cuda:0`, `mps` or `xpu`"
    kind = _KINDS.get(schema.get("type", "object"), "settings on lines of their own, further in")
    low = f" above {schema['exclusiveMinimum']}" if "exclusiveMinimum" in schema else ""
    low = f" from {schema['minimum']}" if "minimum" in schema else low
    high = f" up to {schema['maximum']}" if "maximum" in schema else ""
    return kind + low + high


def _invalid_yaml(error: yaml.YAMLError, path: str) -> ConfigError:
    """Return our error for one of PyYAML's, with its line if it knows one."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return ConfigError("holds characters that YAML doesn't allow", path=path, remedy="save it as plain text")
    mark = error.problem_mark or error.context_mark
    problem = " ".join(part for part in (error.context, error.problem) if part)
    return ConfigError(
        f"is not valid YAML: {problem}",
        path=path,
        line=mark.line + 1 if mark else 0,
        remedy="settings are lines like `timeout: 30`",
    )


def _line(at: yaml.Node | yaml.Event) -> int:
    return at.start_mark.line + 1 if at.start_mark else 0

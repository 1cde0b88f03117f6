"""Everything that is set outside the notes: `vault-run.yaml`, Obsidian's own settings, and which notes count."""

from typing import TYPE_CHECKING

from vault_runner.lazily import lazily

if TYPE_CHECKING:
    from vault_runner.config.exclusions import is_template
    from vault_runner.config.listing import list_notes
    from vault_runner.config.load import CONFIG_NAME, load_config, read_config, style_file
    from vault_runner.config.obsidian import ObsidianSettings, find_vault, obsidian_settings
    from vault_runner.config.path_rules import PathPolicy, PathRules
    from vault_runner.config.schema import DEVICE_PATTERN, Config, FigureConfig, PathRule, default_yaml, json_schema

__all__ = [
    "CONFIG_NAME",
    "DEVICE_PATTERN",
    "Config",
    "FigureConfig",
    "ObsidianSettings",
    "PathPolicy",
    "PathRule",
    "PathRules",
    "default_yaml",
    "find_vault",
    "is_template",
    "json_schema",
    "list_notes",
    "load_config",
    "obsidian_settings",
    "read_config",
    "style_file",
]

lazily(
    __name__,
    {
        "CONFIG_NAME": "load",
        "Config": "schema",
        "DEVICE_PATTERN": "schema",
        "FigureConfig": "schema",
        "ObsidianSettings": "obsidian",
        "PathPolicy": "path_rules",
        "PathRule": "schema",
        "PathRules": "path_rules",
        "default_yaml": "schema",
        "find_vault": "obsidian",
        "is_template": "exclusions",
        "json_schema": "schema",
        "list_notes": "listing",
        "load_config": "load",
        "obsidian_settings": "obsidian",
        "read_config": "load",
        "style_file": "load",
    },
)

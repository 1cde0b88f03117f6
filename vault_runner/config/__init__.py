"""Everything that is set outside the notes: `vault-run.yaml`, Obsidian's own settings, and which notes count."""

from vault_runner.config.exclusions import is_template
from vault_runner.config.listing import list_notes
from vault_runner.config.load import CONFIG_NAME, load_config, read_config
from vault_runner.config.obsidian import ObsidianSettings, find_vault, obsidian_settings
from vault_runner.config.schema import DEVICE_PATTERN, Config, FigureConfig, default_yaml, json_schema

__all__ = [
    "CONFIG_NAME",
    "DEVICE_PATTERN",
    "Config",
    "FigureConfig",
    "ObsidianSettings",
    "default_yaml",
    "find_vault",
    "is_template",
    "json_schema",
    "list_notes",
    "load_config",
    "obsidian_settings",
    "read_config",
]

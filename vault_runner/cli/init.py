"""`vault-run init`: make a folder a vault."""

from __future__ import annotations

from pathlib import Path

import click

from vault_runner.config import CONFIG_NAME, default_yaml
from vault_runner.errors import ConfigError

EPILOG = """\b
Examples:
  vault-run init             this folder
  vault-run init notes/"""


@click.command(epilog=EPILOG)
@click.argument("folder", default=".", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a folder a vault: write a commented vault-run.yaml."""
    target = folder / CONFIG_NAME
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(default_yaml())
    except FileExistsError:
        raise ConfigError("is there already", path=str(target), remedy="edit it, or remove it first") from None
    except OSError as error:
        raise ConfigError(f"can't be written: {error.strerror}", path=str(target)) from None
    click.echo(f"wrote {target}: every setting with its default, all of them commented out")

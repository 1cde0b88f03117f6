"""The command line; each command's module is imported only when that command is asked for."""

from vault_runner.cli.group import main

__all__ = ["main"]

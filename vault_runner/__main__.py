"""`python -m vault_runner` is `vault-run`."""

from vault_runner.cli import main

main()

"""The name that stands in code in the place of a size that stands for any number."""

from __future__ import annotations

HOOK = "__vault_run_size__"
"""As in `__vault_run_size__("n", 4)`."""

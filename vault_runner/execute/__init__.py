"""Runs blocks: each session in a process of its own, whose fate touches no other.

What a block does, failing, hanging or killing its process included, becomes a `Result`. Not here: what should run
(`plan`), and whether what came out is right (`verify`).
"""

from vault_runner.execute.cache import Store
from vault_runner.execute.executor import Executor, Runner, run_all
from vault_runner.execute.fake import FakeRunner
from vault_runner.execute.fingerprint import environment
from vault_runner.execute.interpreter import find_python
from vault_runner.execute.limits import Limits

__all__ = ["Executor", "FakeRunner", "Limits", "Runner", "Store", "environment", "find_python", "run_all"]

"""Runs blocks: each session in a process of its own, whose fate touches no other.

What a block does, failing, hanging or killing its process included, becomes a `Result`. Not here: what should run
(`plan`), and whether what came out is right (`verify`).
"""

from typing import TYPE_CHECKING

from vault_runner.lazily import lazily

if TYPE_CHECKING:
    from vault_runner.execute.cache import Store
    from vault_runner.execute.durations import Durations
    from vault_runner.execute.executor import Executor, Runner, run_all
    from vault_runner.execute.fake import FakeRunner
    from vault_runner.execute.fingerprint import environment, package_folders
    from vault_runner.execute.interpreter import find_python
    from vault_runner.execute.inventory import inventory
    from vault_runner.execute.leasing import LeasingRunner
    from vault_runner.execute.limits import Limits
    from vault_runner.execute.live import Keep, LiveSessions
    from vault_runner.execute.profiles import Profile, ProfileOf, always_approved, always_strict
    from vault_runner.execute.virtual import VirtualRunner
    from vault_runner.execute.walls import Lack, Level, Walls, probe

__all__ = [
    "Durations",
    "Executor",
    "FakeRunner",
    "Keep",
    "Lack",
    "LeasingRunner",
    "Level",
    "Limits",
    "LiveSessions",
    "Profile",
    "ProfileOf",
    "Runner",
    "Store",
    "VirtualRunner",
    "Walls",
    "always_approved",
    "always_strict",
    "environment",
    "find_python",
    "inventory",
    "package_folders",
    "probe",
    "run_all",
]

lazily(
    __name__,
    {
        "Durations": "durations",
        "Executor": "executor",
        "FakeRunner": "fake",
        "Keep": "live",
        "Lack": "walls",
        "LeasingRunner": "leasing",
        "Level": "walls",
        "Limits": "limits",
        "LiveSessions": "live",
        "Profile": "profiles",
        "ProfileOf": "profiles",
        "Runner": "executor",
        "Store": "cache",
        "VirtualRunner": "virtual",
        "Walls": "walls",
        "always_approved": "profiles",
        "always_strict": "profiles",
        "environment": "fingerprint",
        "find_python": "interpreter",
        "inventory": "inventory",
        "package_folders": "fingerprint",
        "probe": "walls",
        "run_all": "executor",
    },
)

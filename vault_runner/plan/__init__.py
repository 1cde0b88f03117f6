"""Notes → Plan: which blocks run, in which order, with which names in sight and under which keys. Pure.

Nothing here runs code or reads a file. What the author wrote is never changed, only read otherwise where it
can mean one thing alone (`repair`), and each such reading is told.
"""

from vault_runner.plan.links import link_choices, resolve_link
from vault_runner.plan.planning import depends_targets, executable, plan
from vault_runner.plan.prelude import PRELUDE
from vault_runner.plan.rules import RULES

__all__ = ["PRELUDE", "RULES", "depends_targets", "executable", "link_choices", "plan", "resolve_link"]

"""What this user approved of on this device: which notes, by every byte that would run, and which vaults.

The approvals lie outside every vault, so that nobody who shares one can write them. Nothing here runs or plans
anything; what would run is told by a plan, and held against what was approved.
"""

from typing import TYPE_CHECKING

from vault_runner.lazily import lazily

if TYPE_CHECKING:
    from vault_runner.trust.difference import changes
    from vault_runner.trust.places import true_name, true_vault
    from vault_runner.trust.store import Approved, Standing, TrustStore
    from vault_runner.trust.substance import Piece, Substance, substance_of

__all__ = [
    "Approved",
    "Piece",
    "Standing",
    "Substance",
    "TrustStore",
    "changes",
    "substance_of",
    "true_name",
    "true_vault",
]

lazily(
    __name__,
    {
        "Approved": "store",
        "Piece": "substance",
        "Standing": "store",
        "Substance": "substance",
        "TrustStore": "store",
        "changes": "difference",
        "substance_of": "substance",
        "true_name": "places",
        "true_vault": "places",
    },
)

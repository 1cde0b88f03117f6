"""Every rule in one place: what it is called, what it means, an example, and how it is mended or silenced.

The rooms name a rule by its code; tests see to it that no code is used that doesn't stand here, and that
`Reference/Rules.md` says the same.
"""

from vault_runner.model.rules.catalogue import FAMILIES, RULES, covers, is_rule, nearest
from vault_runner.model.rules.rule import Rule

__all__ = ["FAMILIES", "RULES", "Rule", "covers", "is_rule", "nearest"]

"""Whether an author asked for a block to run, as far as the block itself says it.

The note's and the vault's settings are `plan`'s business; here it only tells an error from a warning.
"""

from __future__ import annotations

from vault_runner.model import Block
from vault_runner.parse.code_blocks import PYTHON


def is_tagged(block: Block) -> bool:
    """Tell whether a python block carries a tag that asks for it to run."""
    if block.language not in PYTHON or block.commented:
        return False
    if block.language == "run-python" or block.info.startswith("{python"):
        return True
    return any(
        (option.key == "run" and option.value is True) or (option.key == "eval" and option.value is True)
        for option in block.options
    )

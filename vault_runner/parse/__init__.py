"""From a note's bytes to the Note: the whole dialect, nothing lost and nothing changed.

    decode → read_front_matter → block_state → walk → Blocks, Math, Links, Regions, Claims, Findings

Pure; knows nothing of what will run.
"""

from typing import TYPE_CHECKING

from vault_runner.lazily import lazily
from vault_runner.model.region import body_checksum

if TYPE_CHECKING:
    from vault_runner.parse.decode import Decoded, decode, is_plain
    from vault_runner.parse.inspection import inspect
    from vault_runner.parse.note import parse

__all__ = ["Decoded", "body_checksum", "decode", "inspect", "is_plain", "parse"]

lazily(
    __name__,
    {
        "Decoded": "decode",
        "decode": "decode",
        "inspect": "inspection",
        "is_plain": "decode",
        "parse": "note",
    },
)

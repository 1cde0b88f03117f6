"""From a note's bytes to the Note: the whole dialect, nothing lost and nothing changed.

    decode → read_front_matter → block_state → walk → Blocks, Math, Links, Regions, Claims, Findings

Pure; knows nothing of what will run.
"""

from vault_runner.model.region import body_checksum
from vault_runner.parse.decode import Decoded, decode, is_plain
from vault_runner.parse.inspection import inspect
from vault_runner.parse.note import parse

__all__ = ["Decoded", "body_checksum", "decode", "inspect", "is_plain", "parse"]

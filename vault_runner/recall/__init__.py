"""What earlier checks found, kept outside the vault: a check of unchanged notes reads this and no note.

Nothing here parses, runs or judges, and next to nothing is imported: this is what a check in which nothing has changed
costs beside the walk. Whatever can't be read, or is not sure to hold still, counts as not known.
"""

from typing import TYPE_CHECKING

from vault_runner.lazily import lazily

if TYPE_CHECKING:
    from vault_runner.recall.index import Entry, Index, Kind, Need, Row, Told
    from vault_runner.recall.pruning import keep_in_use, prune
    from vault_runner.recall.signature import content_digest, is_settled, sign, sign_path
    from vault_runner.recall.stamp import device_stamp, interpreter_stamp, tool_stamp
    from vault_runner.recall.telling import findings_from, findings_to, lines_from, lines_to, remarks_from
    from vault_runner.recall.wholes import Marks

__all__ = [
    "Entry",
    "Index",
    "Kind",
    "Marks",
    "Need",
    "Row",
    "Told",
    "content_digest",
    "device_stamp",
    "findings_from",
    "findings_to",
    "interpreter_stamp",
    "is_settled",
    "keep_in_use",
    "lines_from",
    "lines_to",
    "prune",
    "remarks_from",
    "sign",
    "sign_path",
    "tool_stamp",
]

lazily(
    __name__,
    {
        "Entry": "index",
        "Index": "index",
        "Kind": "index",
        "Marks": "wholes",
        "Need": "index",
        "Row": "index",
        "Told": "index",
        "content_digest": "signature",
        "device_stamp": "stamp",
        "findings_from": "telling",
        "findings_to": "telling",
        "interpreter_stamp": "stamp",
        "is_settled": "signature",
        "lines_from": "telling",
        "lines_to": "telling",
        "keep_in_use": "pruning",
        "prune": "pruning",
        "remarks_from": "telling",
        "sign": "signature",
        "sign_path": "signature",
        "tool_stamp": "stamp",
    },
)

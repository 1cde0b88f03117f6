"""Results → edits → file. The only room that changes a vault; all but `save…`, `protocol` and `UndoLog` is pure."""

from typing import TYPE_CHECKING

from vault_runner.lazily import lazily

if TYPE_CHECKING:
    from vault_runner.write.confine import resolve_inside
    from vault_runner.write.edits import apply, rebase
    from vault_runner.write.printable import printable
    from vault_runner.write.propose import propose, propose_clean
    from vault_runner.write.rules import RULES
    from vault_runner.write.save import save, save_files, save_merged
    from vault_runner.write.slugs import slug_owners
    from vault_runner.write.structure import same_structure
    from vault_runner.write.undo import UndoLog

__all__ = [
    "RULES",
    "UndoLog",
    "apply",
    "printable",
    "propose",
    "propose_clean",
    "rebase",
    "resolve_inside",
    "same_structure",
    "save",
    "save_files",
    "save_merged",
    "slug_owners",
]

lazily(
    __name__,
    {
        "RULES": "rules",
        "UndoLog": "undo",
        "apply": "edits",
        "printable": "printable",
        "propose": "propose",
        "propose_clean": "propose",
        "rebase": "edits",
        "resolve_inside": "confine",
        "same_structure": "structure",
        "save": "save",
        "save_files": "save",
        "save_merged": "save",
        "slug_owners": "slugs",
    },
)

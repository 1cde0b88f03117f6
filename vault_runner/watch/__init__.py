"""Keep the outputs and verdicts of a vault up to date while its notes are edited.

Changes are heard (`hearing`), gathered until they come to rest (`changes`), held against what the notes hold
(`census`) and stand on (`reach`), sorted by whose doing they are (`work`, `causes`), judged by engines that stay warm
(`studio`, `times`) and written beside that (`saver`). `watcher` is the loop around it all.

What this is not: a way to write into a note that an editor holds unsaved. While a plugin has the vault open, a watcher
makes way for it (`presence`).
"""

from typing import TYPE_CHECKING

from vault_runner.lazily import lazily

if TYPE_CHECKING:
    from vault_runner.watch.presence import Presence
    from vault_runner.watch.watcher import Watcher
    from vault_runner.watch.wishes import Wishes

__all__ = ["Presence", "Watcher", "Wishes"]

lazily(__name__, {"Presence": "presence", "Watcher": "watcher", "Wishes": "wishes"})

"""The look that a vault has chosen for its figures: a style of matplotlib, or a file of the vault."""

from __future__ import annotations

import difflib
import os

from vault_runner.worker.notices import Notices

_SHOWN = 6


def use(style: str, notices: Notices) -> None:
    """Draw in `style`, a name that matplotlib knows or the path of a file; say so if there is no such style.

    Anything else that matplotlib would take for a style, such as an address to load one from, is refused.
    """
    if not style:
        return
    from matplotlib import style as styles  # noqa: PLC0415 - only where one is set

    if style not in styles.library and not os.path.isabs(style):  # noqa: PTH117 - cheaper than pathlib, in each session
        known = [name for name in styles.available if not name.startswith("_")]
        near = difflib.get_close_matches(style, known, n=1)
        remedy = (
            f"did you mean `{near[0]}`?" if near else f"there are {', '.join(f'`{name}`' for name in known[:_SHOWN])} …"
        )
        notices.add("VRF006", f"matplotlib has no style `{style}`, so figures are drawn without it", remedy)
        return
    try:
        styles.use(style)
    except Exception as error:
        notices.add("VRF006", f"the style `{style}` can't be used: {error}", "mend the file, or name another style")

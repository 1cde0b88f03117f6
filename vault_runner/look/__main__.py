"""Read pairs of pictures, one a line, and answer each with how much they differ."""

from __future__ import annotations

import base64
import contextlib
import json
import resource
import sys
from typing import Any

MEMORY = 4 << 30


def main() -> None:
    """Answer until the input ends; a pair that can't be looked at is answered with the reason."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def answer(question: dict[str, Any]) -> dict[str, Any]:
    """Return the share of the picture that differs visibly, and the picture of the difference."""
    try:
        from vault_runner.look.compare import compare  # noqa: PLC0415 - what is missing is an answer, too

        before, after = (base64.b64decode(question[side]) for side in ("before", "after"))
        seen = compare(before, after, question["mime"])
    except ImportError as error:
        return {"problem": f"`{error.name}` isn't installed where vault-runner runs", "package": error.name}
    except Exception as error:  # noqa: BLE001 - pictures come from anywhere, and one must not cost the others
        return {"problem": f"{type(error).__name__}: {error}"}
    picture = base64.b64encode(seen.picture).decode()
    told = {"share": seen.share, "largest": seen.largest, "resized": seen.resized, "only_dark": seen.only_dark}
    return {**told, "picture": picture}


if __name__ == "__main__":
    main()

"""A runner as it is written in an evening: the code in the runner's own process, its output pasted into the note.

It answers the same orders as the real one, so that the judges are known to see what goes wrong without walls.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

SECONDS = 0.5
MOST = 3 << 20
CALM = """
import builtins, os, sys, tempfile
print(6 * 7, hasattr(builtins, "leaked"), "LEAKED" in os.environ, os.path.exists(tempfile.gettempdir() + "/leaked"))
"""


def run(source: str, names: dict[str, Any]) -> tuple[str, str]:
    """Run code right here, and return how it ended and what it printed."""
    printed = io.StringIO()
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            exec(compile(source, "note.md", "exec"), names)  # noqa: S102 - the point of it
        status = "ok"
    except BaseException as error:  # noqa: BLE001 - whatever the code raises
        printed.write(f"{type(error).__name__}: {error}")
        status = "failed"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return status, printed.getvalue()


def paste(notes: Path) -> None:
    """Run every note and put what it prints below its code."""
    for note in sorted(notes.glob("*.md")):
        text = note.read_text(encoding="utf-8")
        source = text.partition("```python run\n")[2].partition("\n```\n")[0]
        _, printed = run(source, {"__name__": "__main__"})
        pasted = f"```\n<!-- vr:out v=1 k=0 s=0 n=1 -->\n```output\n{printed}\n```\n<!-- vr:end -->\n"
        with note.open("w", encoding="utf-8", errors="replace", newline="") as file:
            file.write(text.replace("\n```\n", f"\n{pasted}", 1))


def main() -> None:
    """Serve as the real runner does."""
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 << 20, 64 << 20))
    bystander = subprocess.Popen(["sleep", "1000"], stdout=subprocess.DEVNULL)
    out, dumps, write = sys.stdout, json.dumps, os.write

    def late(_number: int, _frame: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)
    for line in sys.stdin:
        order = json.loads(line)
        answer: dict[str, object] = {"victim": bystander.pid, "level": 0, "landlock": 0}
        if order["do"] == "write":
            paste(Path(order["notes"]))
        elif order["do"] == "run":
            started = time.monotonic()
            status, text = run(order["source"], {"__name__": "__main__", "display": print})
            calm = run(CALM, {"__name__": "__main__"})
            answer |= {"status": status, "because": "", "text": text[:MOST], "seconds": time.monotonic() - started}
            answer |= {"neighbour": calm, "bystander": bystander.poll() is None, "zygote": 0}
            answer["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        write(out.fileno(), (dumps(answer) + "\n").encode())


if __name__ == "__main__":
    main()

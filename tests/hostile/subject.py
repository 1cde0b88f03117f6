"""The runner under attack, as a process of its own: carries out one order a line and answers in one line.

Started as the user that it shall be, with a bystander below it that nobody may harm.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from execute.sessions import session, texts

from vault_runner.config import Config
from vault_runner.execute import Executor, Level, always_strict, executor, probe
from vault_runner.execute.limits import Quota
from vault_runner.model import BlockOptions, Display, Failure, Figure, SessionRun, Stream
from vault_runner.pipeline import Request, judge, open_vault, save_all

SECONDS = 0.5
QUOTA = Quota(16 << 20, 500)
MEMORY = 300
SUBREAPER = 36
NEIGHBOUR = """
import builtins, os, sys, tempfile, time
time.sleep(0.03)
print(6 * 7, hasattr(builtins, "leaked"), "LEAKED" in os.environ, os.path.exists(tempfile.gettempdir() + "/leaked"))
"""


def shown(run: SessionRun) -> str:
    """Return everything that a run puts out, as text."""
    parts = []
    for result in run.results:
        parts += [result.because, *(notice.message for notice in result.notices)]
        parts += [observation.value for observation in result.observations]
        for output in result.outputs:
            match output:
                case Stream(_, text) | Display(_, text):
                    parts.append(text)
                case Failure(name, value, _):
                    parts += [name, value]
                case Figure(_, content):
                    parts.append(content.decode("latin-1")[:100])
    return "\n".join(parts)


class Subject:
    """One executor and one bystander."""

    def __init__(self, vault: Path, level: Level | None) -> None:
        """Start both."""
        self.vault = vault
        self.executor = Executor(
            Path(sys.executable), vault, Config(memory=MEMORY), profile_of=always_strict, level=level
        )
        environment = {"PATH": os.environ["PATH"], "KEY": sys.argv[3]}
        self.bystander = subprocess.Popen(["sleep", "1000"], env=environment, stdout=subprocess.DEVNULL)
        time.sleep(0.05)

    def carry_out(self, order: dict[str, Any]) -> dict[str, object]:
        """Answer one order."""
        if order["do"] == "write":
            return self.write(order["notes"])
        if order["do"] == "hello":
            return {"victim": self.bystander.pid, "level": int(probe().level), "landlock": probe().landlock}
        return self.run(order["source"])

    def run(self, source: str) -> dict[str, object]:
        """Run a block, and a harmless note beside it."""
        beside: list[SessionRun] = []
        calm = session(NEIGHBOUR, path="neighbour.md")
        thread = threading.Thread(target=lambda: beside.append(self.executor.run(calm, texts(calm))))
        thread.start()
        whole = session(source, path="hostile.md", options={0: BlockOptions(timeout=SECONDS)})
        started = time.monotonic()
        run = self.executor.run(whole, texts(whole))
        seconds = time.monotonic() - started
        thread.join()
        warm = self.executor._warm
        return {
            "status": run.results[0].status,
            "because": run.results[0].because,
            "text": shown(run),
            "seconds": seconds,
            "neighbour": [beside[0].results[0].status, shown(beside[0])],
            "bystander": self.bystander.poll() is None and os.getpriority(os.PRIO_PROCESS, self.bystander.pid) == 0,
            "zygote": warm.pid if warm else 0,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        }

    def write(self, notes: str) -> dict[str, object]:
        """Check notes that nobody approved and write what they put out."""
        vault = open_vault([Path(notes)])
        outcome = judge(vault, Request(paths=vault.under, cache=False, formulas=False))
        saved = save_all(vault, outcome.notes)
        statuses = {note.path: [block.status for block in note.blocks] for note in outcome.notes}
        return {"statuses": statuses, "wrote": saved.notes, "unapproved": outcome.unapproved}


def main() -> None:
    """Serve until nobody asks any more; arguments: vault, level or `-`, the bystander's secret."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    executor.__dict__["STRICT_SCRATCH"] = QUOTA  # a smaller one, which is filled sooner
    level = None if sys.argv[2] == "-" else Level(int(sys.argv[2]))
    subject = Subject(Path(sys.argv[1]), level)
    with subject.executor, contextlib.ExitStack() as stack:
        stack.callback(subject.bystander.kill)
        for line in sys.stdin:
            sys.stdout.write(json.dumps(subject.carry_out(json.loads(line))) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

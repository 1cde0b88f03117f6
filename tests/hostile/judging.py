"""Judges what hostile code did, from outside the runner: by the world, by the processes, by what was shown."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from hostile.notes import Hostile
from hostile.world import World

from vault_runner.worker.tree import descendants

HERE = Path(__file__).parent
CALM = "42 False False False\n"
PATIENCE = 12.0
MOST_TEXT = 200_000
MOST_GROWTH = 64 << 10
"""KiB that the runner itself may grow by while one block runs."""
MOST_DISK = 64 << 20
SLACK = 4.0
"""Seconds beyond its limit that a block may take on a busy machine."""


class LostError(Exception):
    """The runner itself is gone or silent."""


@dataclass(slots=True)
class Runner:
    """A runner under attack, and the world that it runs in."""

    world: World
    program: str
    level: str
    command: tuple[str, ...] = ()
    """What starts it, if not python itself."""
    patience: float = PATIENCE
    process: subprocess.Popen[bytes] = field(init=False)
    hello: dict[str, Any] = field(init=False)
    victim: int = field(init=False)
    peak: int = field(init=False)

    def __post_init__(self) -> None:
        """Start it."""
        self.start()

    def start(self) -> None:
        """Start the process anew, and learn who the bystander is."""
        world = self.world
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(world.home),
            "TMPDIR": str(world.root / "tmp"),
            "XDG_CACHE_HOME": str(world.root / "cache"),
            "XDG_STATE_HOME": str(world.root / "state"),
            "XDG_CONFIG_HOME": str(world.root / "config"),
            "OWN_KEY": world.secret,
        }
        arguments = [sys.executable, str(HERE / f"{self.program}.py"), str(world.vault), self.level, world.secret]
        if os.getuid() != world.user:
            arguments = [sys.executable, str(HERE / "drop.py"), str(world.user), *arguments]
        self.process = subprocess.Popen(
            [*self.command, *arguments], env=environment, cwd=world.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.peak = 0
        self.hello = self.ask({"do": "hello"}, 60)
        self.victim = self.hello["victim"]

    def __enter__(self) -> Self:
        """Return the runner."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it and everything below it."""
        self.stop()

    def stop(self) -> None:
        """End it and everything below it."""
        below = [pid for pid, _ in descendants(self.process.pid)]
        with contextlib.suppress(OSError):
            # The bystander is of its group, even if the runner itself is gone.
            os.killpg(self.process.pid, signal.SIGKILL)
        for pid in below:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        self.process.communicate()

    def ask(self, order: dict[str, object], patience: float | None = None) -> dict[str, Any]:
        """Send an order and return the answer."""
        if self.process.stdin is None or self.process.stdout is None:
            raise LostError
        try:
            self.process.stdin.write(json.dumps(order).encode() + b"\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise LostError from None
        end = time.monotonic() + (patience or self.patience)
        line = b""
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))
            part = os.read(self.process.stdout.fileno(), 1 << 20) if ready else b""
            if not part:
                raise LostError
            line += part
        try:
            answer: dict[str, Any] = json.loads(line)
        except ValueError:
            raise LostError from None
        return answer

    def survivors(self) -> list[int]:
        """Return what runs below the runner beside its own standing processes: the bystander, a zygote, guardians."""
        end = time.monotonic() + 1.0
        while True:
            own = {self.process.pid, *(pid for pid, _ in descendants(self.process.pid))}
            left = [pid for pid in own if not self._belongs(pid)]
            if not left or time.monotonic() > end:
                return left
            time.sleep(0.01)

    def _belongs(self, pid: int) -> bool:
        """Tell whether a process is a standing one: the runner, its bystander, its zygote, or a guardian."""
        depth, above = 0, pid
        while above and above != self.process.pid and depth < 9:
            above = _parent(above)
            depth += 1
        return depth <= 2 + len(self.command[:1])


def _parent(pid: int) -> int:
    with contextlib.suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def harm(runner: Runner, block: Hostile) -> list[str]:
    """Run a block and return everything that went wrong; a broken world is built anew."""
    world = runner.world
    before = world.picture()
    world.called()
    disk = _disk(world.root / "tmp")
    try:
        answer = runner.ask({"do": "run", "source": world.fill(block.source, runner.victim)})
    except LostError:
        found = ["the runner was lost, or took too long"]
        runner.stop()
        runner.start()
    else:
        found = list(_of_answer(block, answer, world))
        if runner.peak and answer["peak"] > runner.peak + MOST_GROWTH:
            found.append(f"the runner grew by {(answer['peak'] - runner.peak) >> 10} MiB")
        runner.peak = answer["peak"]
        found += [f"{len(left)} processes live on" for left in [runner.survivors()] if left]
        if not answer["bystander"]:
            found.append("a bystander was harmed")
            runner.stop()
            runner.start()
    found += [f"somebody reached {name}" for name in world.called()]
    after = world.picture()
    if after != before:
        names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
        found.append(f"changed: {', '.join(names[:4])}")
        world.build()
    if _disk(world.root / "tmp") > disk + MOST_DISK:
        found.append("filled the disk")
    return found


def _of_answer(block: Hostile, answer: dict[str, Any], world: World) -> list[str]:
    found = []
    if block.statuses and answer["status"] not in block.statuses:
        found.append(f"is {answer['status']} ({answer['because']})")
    if world.secret in answer["text"]:
        found.append("shows a secret")
    if block.never and block.never in answer["text"]:
        found.append(f"shows `{block.never}`")
    if len(answer["text"]) > MOST_TEXT:
        found.append("shows too much")
    if answer["seconds"] > 0.5 + SLACK:
        found.append(f"took {answer['seconds']:.1f} s")
    if list(answer["neighbour"]) != ["ok", f"\n{CALM}"] and list(answer["neighbour"]) != ["ok", CALM]:
        found.append(f"the neighbour suffered: {answer['neighbour']}")
    return found


def _disk(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            total += path.lstat().st_blocks * 512
    return total

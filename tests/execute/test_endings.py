"""Blocks that hang, die, flood or lie: each becomes a result, and what comes after it goes on."""

from __future__ import annotations

import resource
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from execute.sessions import one, printed, run, session, statuses, texts

from vault_runner.config import Config
from vault_runner.execute import Executor, always_approved
from vault_runner.model import BlockOptions, Failure, SessionRun

SHORT = BlockOptions(timeout=0.3)
WIRE = "wire = next(o for o in gc.get_objects() if isinstance(o, socket.socket) and o.fileno() > 0)"


@pytest.fixture(scope="module")
def small(vault: Path) -> Iterator[Executor]:
    """Return an executor whose sessions have little memory."""
    with Executor(Path(sys.executable), vault, Config(memory=200), profile_of=always_approved) as running:
        yield running


def after(outcome: SessionRun) -> str:
    """Return what is said of the block after the one that ended the process."""
    assert outcome.results[-1].status == "not-run"
    assert not outcome.cacheable
    return outcome.results[-1].because


@pytest.mark.parametrize(
    ("source", "because"),
    [
        ("import os\nos._exit(3)", "the code ended the process with exit code 3"),
        ("import os\nos._exit(0)", "the code ended the process with exit code 0"),
        ("import ctypes\nctypes.string_at(0)", "the process ended with signal 11 (SIGSEGV)"),
        ("import os\nos.abort()", "the process ended with signal 6 (SIGABRT)"),
        ("import os\nos.kill(os.getpid(), 9)", "the process ended with signal 9 (SIGKILL)"),
        ("import os\nos.kill(0, 15)", "the process ended with signal 15 (SIGTERM)"),
        ("import os\nos.closerange(3, 4096)", "closed the pipe by which its results are sent"),
        ("import os\nos.execv('/bin/true', ['true'])", "the code ended the process with exit code 0"),
        (f"import gc, socket\n{WIRE}; wire.shutdown(2)", "closed the pipe by which its results are sent"),
        (f"import gc, socket\n{WIRE}; wire.close()", "closed the pipe by which its results are sent"),
        (f"import gc, socket\n{WIRE}; wire.send(b'x' * 100)", "sent what is no result"),
        (
            f"import gc, socket\n{WIRE}; wire.send((2**31).to_bytes(4, 'big') + bytes(4))",
            "sent what is no result",
        ),
    ],
)
def test_a_block_that_ends_its_process(executor: Executor, source: str, because: str) -> None:
    outcome = run(executor, "print('before')", f"print('partly')\n{source}\nimport time\ntime.sleep(5)", "3")
    assert statuses(outcome) == ["ok", "crashed", "not-run"]
    assert outcome.results[1].because == because
    assert after(outcome).startswith("not run because line ")
    assert after(outcome).endswith(" ended the process")
    assert one(executor, "1 + 1").status == "ok"


def test_the_line_that_ended_the_process_is_named(executor: Executor) -> None:
    outcome = run(executor, "1", "x = 1\nimport os\nos._exit(1)\ny = 2", "3")
    assert after(outcome) == "not run because line 8 ended the process"


def test_output_before_a_sudden_end_is_kept(executor: Executor) -> None:
    result = one(executor, "import os\nos.write(1, b'raw')\nprint('shown', flush=True)\nos.system('true')\nos._exit(1)")
    assert sorted(printed(result)) == sorted("rawshown\n")


@pytest.mark.parametrize(
    ("message", "because"),
    [
        ('{"kind": "done", "block": 7, "failure": None, "observations": [], "notices": [], "dropped": 0}', "done"),
        ('{"kind": "done", "block": 1, "failure": None, "observations": [], "notices": [], "dropped": -1}', "bounds"),
        ('{"kind": "bye", "files": [], "modules": []}', "order"),
        ('{"kind": "ready"}', "order"),
        ('{"kind": "stream", "name": "stdin", "text": ""}', "name"),
        ('{"kind": "stream", "name": "stdout", "text": 5}', "type"),
        ('{"kind": "party"}', "kind"),
        ("[]", "shape"),
    ],
)
def test_forged_frames_end_the_session(executor: Executor, message: str, because: str) -> None:
    source = f"""
        import gc, json, socket, struct
        {WIRE}
        body = json.dumps({message}).encode()
        wire.sendall(struct.pack(">II", len(body), 0) + body)
        import time
        time.sleep(5)
    """
    outcome = run(executor, "1", source, "3")
    assert statuses(outcome) == ["ok", "crashed", "not-run"], because
    assert outcome.results[1].because == "sent what is no result"


def test_a_result_sent_too_early_ends_the_session(executor: Executor) -> None:
    source = f"""
        import gc, json, socket, struct, time
        {WIRE}
        message = {{"kind": "done", "block": 0, "failure": None, "observations": [], "notices": [], "dropped": 0}}
        body = json.dumps(message).encode()
        wire.sendall(struct.pack(">II", len(body), 0) + body)
        time.sleep(0.1)
    """
    outcome = run(executor, source, "2", "3")
    assert outcome.results[1].status == "crashed"
    assert outcome.results[1].because == "sent what is no result"


def test_a_loop_is_interrupted_in_its_line_and_the_session_goes_on(executor: Executor) -> None:
    outcome = run(executor, "x = 5\nwhile True:\n    x += 1", "'fine'", "x", options={0: SHORT}, needs={2: ["b0"]})
    assert statuses(outcome) == ["timed-out", "ok", "not-run"]
    first = outcome.results[0]
    assert first.because.startswith("ran longer than 0.3 s; stopped in line ")
    told = first.outputs[-1]
    assert isinstance(told, Failure)
    assert (told.ename, told.evalue) == ("TimeoutError", "stopped after 0.3 s")
    assert told.traceback[0].line in (3, 4)
    assert not outcome.cacheable


@pytest.mark.parametrize(
    "source",
    [
        "import time\nwhile True:\n    try:\n        time.sleep(100)\n    except KeyboardInterrupt: pass",
        "import signal\nsignal.signal(2, signal.SIG_IGN)\nwhile True: pass",
        "import signal, time\nsignal.pthread_sigmask(0, [2, 15])\ntime.sleep(100)",
        "sum(range(10**13))",
        "import os\nos.kill(os.getpid(), 19)",
    ],
)
def test_what_does_not_heed_an_interrupt_is_killed(executor: Executor, source: str) -> None:
    outcome = run(executor, "1", f"print('begun')\n{source}", "3", options={1: SHORT})
    assert statuses(outcome) == ["ok", "timed-out", "not-run"]
    assert outcome.results[1].because.startswith("ran longer than 0.3 s; stopped in line ")
    assert after(outcome).endswith("ended the process")


def test_a_block_that_swallows_the_interrupt_and_ends_is_too_late_all_the_same(executor: Executor) -> None:
    source = "import time\ntry:\n    time.sleep(100)\nexcept KeyboardInterrupt:\n    print('late')"
    outcome = run(executor, source, "'next'", options={0: SHORT})
    assert statuses(outcome) == ["timed-out", "ok"]
    assert printed(outcome.results[0]) == "late\n"


def test_an_interrupt_ends_a_subprocess_that_is_waited_for(executor: Executor) -> None:
    outcome = run(executor, "import subprocess\nsubprocess.run(['sleep', '100'])", "2", options={0: SHORT})
    assert statuses(outcome) == ["timed-out", "ok"]


def test_a_thread_left_running_does_not_hold_the_session_up(executor: Executor) -> None:
    source = "import threading, time\nthreading.Thread(target=time.sleep, args=(100,)).start()"
    assert statuses(run(executor, source, "2")) == ["ok", "ok"]


@pytest.mark.parametrize(
    "source",
    [
        "while True:\n    print('x' * 1000)",
        "import os\nwhile True:\n    os.write(1, b'x' * 65536)",
        "import sys\nwhile True:\n    sys.stderr.buffer.write(b'x' * 65536)",
        "import subprocess\nsubprocess.run('yes')",
        "import sys\nwhile True:\n    sys.stdout.write('\\r' + 'x' * 20_000)\n    print()",
        "while True:\n    display('x' * 1_000_000)",
    ],
)
def test_endless_output_is_stopped_and_its_head_kept(executor: Executor, source: str) -> None:
    outcome = run(executor, source, "2")
    first = outcome.results[0]
    assert (first.status, first.because) == ("failed", "printed more than 16 MiB; stopped")
    assert 1000 <= sum(len(output.text) for output in first.outputs if hasattr(output, "text")) <= 64 * 1024
    assert after(outcome).endswith(" ended the process")


def test_ten_gigabytes_cost_little_memory(executor: Executor) -> None:
    one(executor, "1")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    source = "import os\nchunk = b'x' * (1 << 20)\nfor _ in range(10_000):\n    os.write(1, chunk)"
    assert one(executor, source).because == "printed more than 16 MiB; stopped"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024


def test_memory_that_one_process_asks_for_is_refused(small: Executor) -> None:
    outcome = run(
        small, "try:\n    x = bytearray(10**11)\nexcept MemoryError:\n    print('refused')", "y = bytearray(10**11)"
    )
    assert printed(outcome.results[0]) == "refused\n"
    assert outcome.results[1].status == "failed"
    assert outcome.results[1].because == "MemoryError (line 9)"


def test_memory_of_many_processes_together_is_watched(small: Executor) -> None:
    code = "x = bytearray(90 << 20); x[::4096] = b'1' * len(x[::4096]); import time; time.sleep(60)"
    source = f"""
        import subprocess, sys
        started = [subprocess.Popen([sys.executable, "-c", {code!r}]) for _ in range(4)]
        started[0].wait()
    """
    outcome = run(small, source, "2")
    assert statuses(outcome) == ["crashed", "not-run"]
    assert outcome.results[0].because == "used more than 200 MiB"


def test_too_many_processes_are_stopped(executor: Executor) -> None:
    source = """
        import os, time
        for _ in range(600):
            if os.fork() == 0:
                time.sleep(60)
                os._exit(0)
        time.sleep(60)
    """
    result = one(executor, source)
    assert (result.status, result.because) == ("crashed", "started more than 512 processes and threads")


def test_a_folder_that_is_gone_is_said(executor: Executor) -> None:
    whole = session("1", "2", path="no such folder/note.md")
    outcome = executor.run(whole, texts(whole))
    assert statuses(outcome) == ["crashed", "not-run"]
    assert outcome.results[0].because.startswith("the session could not be set up: FileNotFoundError")


def test_another_session_goes_on_while_one_dies(executor: Executor) -> None:
    calm: list[SessionRun] = []
    other = threading.Thread(target=lambda: calm.append(run(executor, "import time\ntime.sleep(0.5)", "'done'")))
    other.start()
    for source in (
        "import os\nos.abort()",
        "import os, time\nos.kill(os.getppid(), 9)\ntime.sleep(5)",
        "import sys\nsys.exit()",
    ):
        assert one(executor, source).status in ("crashed", "failed")
    other.join()
    assert statuses(calm[0]) == ["ok", "ok"]

"""What strict and approved notes may do, and what they are told when they may not."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from execute.sessions import one, printed, run, session, statuses, texts

from vault_runner.config import Config
from vault_runner.config.device_local import DeviceLocal
from vault_runner.execute import Executor, Level, always_approved, probe
from vault_runner.model import Result

NEEDS_WALLS = pytest.mark.skipif(not probe().confines, reason="this machine has no walls (Landlock and seccomp)")
UNPACKING = """
import tempfile, zipfile
name = tempfile.mktemp()
with zipfile.ZipFile(name, "w") as archive:
    archive.writestr("a", "b")
zipfile.ZipFile(name).extractall(tempfile.mkdtemp())
"""
DOWNLOADING = """
import urllib.request
try:
    urllib.request.urlopen("http://example.org")
except OSError as error:
    failed = str(error)
raise RuntimeError(f"Error downloading train.gz: {failed}")
"""
ABOVE = """
import os, time
time.sleep(0.2)
above = open(f"/proc/{os.getppid()}/status").read().split("PPid:")[1].split()[0]
os.kill(int(above), 9)
time.sleep(5)
"""
HEAVY = ("numpy", "torch", "matplotlib")


@pytest.fixture(scope="module", params=[Level.CONFINED, Level.NAMESPACES], ids=["confined", "namespaces"])
def strict(request: pytest.FixtureRequest, vault: Path) -> Iterator[Executor]:
    """Return an executor that approves of nothing, at each level that this machine has."""
    if probe().level < request.param:
        pytest.skip(f"this machine has no walls of level {request.param.name}")
    with Executor(Path(sys.executable), vault, Config(), preload=HEAVY, level=request.param) as running:
        yield running


@pytest.fixture
def door() -> Iterator[int]:
    """Return a port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def told(result: Result) -> tuple[str, str]:
    """Return status and reason without the line."""
    return result.status, result.because.partition(" (line ")[0]


@pytest.mark.parametrize(
    "source",
    [
        "import tempfile, torch\npath = tempfile.mkdtemp() + '/m'\ntorch.save({'w': 1}, path); torch.load(path)",
        "import torch\nx = torch.ones(64, 64, requires_grad=True)\n(x @ x).sum().backward()\nx.grad.sum()",
        "import torch\nlist(torch.utils.data.DataLoader(range(4), num_workers=0))",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('学习率')\nplt.show()",
        "import numpy as np, tempfile\nwith tempfile.TemporaryFile() as file:\n    np.save(file, np.ones(3))",
        "import asyncio\nawait asyncio.sleep(0)",
        "import threading\nthread = threading.Thread(target=int)\nthread.start()\nthread.join()",
        "import shutil, tempfile\nshutil.copytree('.', tempfile.mkdtemp() + '/copy')",
        "import sqlite3\nsqlite3.connect(':memory:').execute('select 1').fetchall()",
        "import platform, getpass, locale, zoneinfo\ngetpass.getuser(), zoneinfo.ZoneInfo('Asia/Shanghai')",
        "import signal, os\nsignal.signal(signal.SIGUSR1, signal.SIG_IGN)\nos.kill(os.getpid(), signal.SIGUSR1)",
        UNPACKING,
    ],
)
def test_study_notes_work_behind_the_strict_walls(strict: Executor, source: str) -> None:
    result = one(strict, source)
    assert result.status == "ok", result.because


@pytest.mark.parametrize(
    ("source", "because", "remedy"),
    [
        (
            "import urllib.request\nurllib.request.urlopen('http://example.org/train.gz')",
            "the network is closed to notes that aren't approved",
            "approve with `vault-run trust note.md` and switch on `network: true` in ",
        ),
        (
            DOWNLOADING,
            "the network is closed to notes that aren't approved",
            "approve with `vault-run trust note.md` and switch on `network: true` in ",
        ),
        (
            "import subprocess\nsubprocess.run(['ls'])",
            "starting processes is closed to notes that aren't approved",
            "approve with `vault-run trust note.md`",
        ),
        (
            "open('results.csv', 'w')",
            "`results.csv` can't be written by a note that isn't approved",
            "write into a temporary folder (`tempfile`), or approve with `vault-run trust note.md`",
        ),
        (
            "import torch\ntorch.save({}, 'model.pt')",
            "a file could not be opened or written; notes that aren't approved only read their vault",
            "write into a temporary folder (`tempfile`), or approve with `vault-run trust note.md`",
        ),
        (
            "import os\nos.kill(1, 9)",
            "it asked the system for something that is closed to notes that aren't approved",
            "approve with `vault-run trust note.md`",
        ),
    ],
)
def test_a_wall_is_named_in_one_sentence(strict: Executor, source: str, because: str, remedy: str) -> None:
    result = one(strict, source)
    assert told(result) == ("failed", because)
    assert result.remedy.startswith(remedy)


def test_a_file_outside_the_vault_is_named(strict: Executor, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    result = one(strict, f"open({str(secret)!r})")
    shown = "/".join(secret.parts[-2:])
    assert told(result) == ("failed", f"`…/{shown}` can't be read by a note that isn't approved")


def test_an_honest_failure_is_not_blamed_on_the_walls(strict: Executor) -> None:
    result = one(strict, "open('nothing.csv')")
    assert told(result)[1] == "FileNotFoundError: [Errno 2] No such file or directory: 'nothing.csv'"
    assert result.remedy == ""
    assert one(strict, "raise PermissionError('our own')").because == "PermissionError: our own (line 2)"


def test_a_module_in_the_vault_runs_behind_the_walls_too(strict: Executor, vault: Path) -> None:
    (vault / "numpy_but_evil.py").write_text("import os\nos.mkdir('evil')\n")
    result = one(strict, "import numpy_but_evil")
    assert told(result) == ("failed", "`evil` can't be written by a note that isn't approved")
    assert not (vault / "evil").exists()


@NEEDS_WALLS
def test_approved_notes_write_in_their_own_folder_alone(executor: Executor, vault: Path, tmp_path: Path) -> None:
    assert one(executor, "open('made.txt', 'w').write('1')").status == "ok"
    assert (vault / "made.txt").read_text() == "1"
    target = tmp_path / "outside.txt"
    result = one(executor, f"open({str(target)!r}, 'w')")
    assert told(result)[1].endswith("outside.txt` lies outside the note's folder, where notes may not write")
    assert "add the folder to `writable:` in " in result.remedy
    assert not target.exists()
    assert one(executor, f"import subprocess\nsubprocess.run(['touch', {str(target)!r}])").status == "ok"
    assert not target.exists()


@NEEDS_WALLS
def test_the_network_is_a_switch_of_the_device(vault: Path, executor: Executor, door: int, tmp_path: Path) -> None:
    call = f"import socket\nsocket.create_connection(('127.0.0.1', {door}), 5).close()"
    result = one(executor, call)
    assert told(result) == ("failed", "the network is closed to notes on this device")
    assert result.remedy.startswith("switch on `network: true` in ")
    device = DeviceLocal(network=True, writable=(str(tmp_path),))
    with Executor(Path(sys.executable), vault, Config(), profile_of=always_approved, device=device) as opened:
        assert one(opened, call).status == "ok"
        assert one(opened, f"open({str(tmp_path / 'more.txt')!r}, 'w').write('1')").status == "ok"
    with Executor(Path(sys.executable), vault, Config(), device=device) as closed:
        assert told(one(closed, call)) == ("failed", "the network is closed to notes that aren't approved")


@NEEDS_WALLS
def test_approved_code_cannot_signal_what_it_did_not_start(executor: Executor) -> None:
    if probe().landlock < 6:
        pytest.skip("this Landlock knows no scopes, which came with its version 6")
    source = "import os, subprocess\nchild = subprocess.Popen(['sleep', '9'])\nchild.kill()\nos.kill(os.getppid(), 9)"
    assert one(executor, source).because == "PermissionError: [Errno 1] Operation not permitted (line 5)"


def test_a_session_that_kills_its_guardian_is_tried_once_more_and_then_given_up(vault: Path) -> None:
    with Executor(Path(sys.executable), vault, Config(), profile_of=always_approved, level=Level.LIMITS) as running:
        source = "import os, pathlib, time\nopen('tries', 'a').write('x')\nos.kill(os.getppid(), 9)\ntime.sleep(5)"
        outcome = run(running, source, "2")
        assert statuses(outcome) == ["crashed", "not-run"]
        assert outcome.results[0].because == "the process that watches over it was killed"
        assert (vault / "tries").read_text() == "xx"


def test_a_neighbour_of_one_that_kills_the_zygote_is_not_harmed(vault: Path) -> None:
    with Executor(Path(sys.executable), vault, Config(), profile_of=always_approved, level=Level.LIMITS) as running:
        one(running, "1")
        calm: list[Result] = []
        thread = threading.Thread(
            target=lambda: calm.append(one(running, "import time\ntime.sleep(0.6)\nprint('calm')"))
        )
        thread.start()
        one(running, ABOVE)
        thread.join(60)
    assert (calm[0].status, printed(calm[0])) == ("ok", "calm\n")


def test_names_that_strangers_want_loaded_are_weighed(vault: Path) -> None:
    with Executor(Path(sys.executable), vault, Config(), preload=("numpy",), profile_of=always_approved) as running:
        one(running, "1")
        assert running._warm is not None
        running._warm._late = []
        running._warm.learn_from_strangers(
            ["numpy.fft", "numpy.tests.x", "numpy.f2py.main", "numpy.conftest", "numpy.__main__"]
        )
        assert running._warm._late == ["numpy.fft"]


def test_a_forged_result_before_the_end_is_doubted(executor: Executor) -> None:
    source = """
        import gc, json, socket, struct, time
        wire = next(o for o in gc.get_objects() if isinstance(o, socket.socket) and o.fileno() > 0)
        message = {"kind": "done", "block": 0, "failure": None, "observations": [], "notices": [], "dropped": 0}
        body = json.dumps(message).encode()
        wire.sendall(struct.pack(">II", len(body), 0) + body)
        time.sleep(0.1)
        raise ValueError
    """
    whole = session(source, "2")
    outcome = executor.run(whole, texts(whole))
    assert [result.because for result in outcome.results] == ["sent what is no result"] * 2
    assert one(executor, source).because == "sent what is no result"

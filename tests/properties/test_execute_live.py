"""After any edits, what a live session shows is what a run from its start shows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from execute.sessions import session, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vault_runner.config import Config
from vault_runner.execute import Executor, Keep, LiveSessions, always_approved
from vault_runner.model import BlockOptions, Result, Session, Step

BLOCKS = (
    "import random\nprint(random.random())",
    "import random\nrandom.seed(7)",
    "import random\nprint(random.choice('abcdef'), random.gauss(0, 1))",
    "import numpy as np\nprint(np.random.rand(2))",
    "import numpy as np\nsource = np.random.default_rng(3)",
    "print(source.normal())",
    "import torch\nprint(torch.rand(2))",
    "import torch\ntorch.manual_seed(len(dir()))",
    "import torch\ntorch.set_default_dtype(torch.float64)",
    "import torch\nt = torch.zeros(3, requires_grad=True)",
    "(t * 2).sum().backward()\nprint(t.grad)",
    "import torch\nwith torch.no_grad():\n    t += 1\nt",
    "values = globals().get('values', [])\nvalues.append(len(values))\nprint(values)",
    "values.pop()",
    "values[0] = 'changed'\nalias = values",
    "del values",
    "exec('made = 1\\nmade += len(dir())')\nprint(made)",
    "squares = (n * n for n in range(9))",
    "print(next(squares))",
    "import itertools\ncount = itertools.count()",
    "print(next(count), end='')",
    "file = open('lines.txt')",
    "print(file.readline())",
    "print(file.read(7), file.tell())",
    "raw = open('lines.txt', 'rb', buffering=0)\nraw.seek(3)",
    "print(raw.read(5))",
    "print(open('lines.txt').read()[-3:])",
    "import matplotlib.pyplot as plt\nplt.rcParams['lines.linewidth'] = 7",
    "import matplotlib.pyplot as plt\nprint(plt.rcParams['lines.linewidth'], plt.get_fignums())",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])",
    "import warnings\nwarnings.simplefilter('ignore')",
    "import warnings\nwarnings.simplefilter('error')",
    "import warnings\nfor n in range(2):\n    warnings.warn('careful')",
    "import os\nos.chdir('sub')",
    "import os\nprint(os.getcwd())",
    "import os\nos.environ['COLOUR'] = 'red'",
    "import os\nprint(os.environ.get('COLOUR'))",
    "import sys\nsys.path.insert(0, 'sub')",
    "import helper\nhelper.value += 1\nprint(helper.value)",
    "def divide(n):\n    return 1 / n\nprint(divide(2))",
    "divide(0)",
    "print(divide.__code__.co_firstlineno)",
    "raise ValueError('no')",
    "try:\n    divide(0)\nexcept ZeroDivisionError as error:\n    import traceback\n    traceback.print_exc()",
    "import functools\n@functools.cache\ndef slow(n):\n    print('computed', n)\n    return n\nslow(1)",
    "slow(1), slow(2)",
    "class Loud:\n    def __del__(self):\n        print('gone')\nloud = Loud()",
    "loud = None",
    "import logging\nlogging.basicConfig(level=10)",
    "import logging\nlogging.debug('fine')",
    "_ = display('shown')",
    "import decimal\ndecimal.getcontext().prec = 5\nprint(decimal.Decimal(1) / 3)",
    "import sys\nsys.setrecursionlimit(sys.getrecursionlimit() + 1)\nprint(sys.getrecursionlimit())",
    "raise SystemExit(3)",
)
ENDING = (
    "import threading\nworker = threading.Thread(target=print, args=('from a thread',))\nworker.start()\nworker.join()",
    "import threading\nstop = threading.Event()\nthreading.Thread(target=stop.wait, daemon=True).start()",
    "import subprocess\nprint(subprocess.run(['echo', 'hi'], capture_output=True, text=True).stdout)",
    "import asyncio\nawait asyncio.sleep(0)\nprint('awaited')",
    "import os, tempfile\nprint(len(os.listdir(tempfile.gettempdir())))",
    "import tempfile\nnote = tempfile.NamedTemporaryFile()\nprint(note.write(b'abc'))",
)
"""Blocks that no copy of a process can stand for."""
Notebook: TypeAlias = "list[tuple[str, str]]"
"""Identifier and code of each block."""
Edit: TypeAlias = Callable[[Notebook], object]
SOURCES = st.sampled_from(BLOCKS * 6 + ENDING)
PLACES = st.integers(0, 11)


def _insert(place: int, source: str, name: int) -> Edit:
    return lambda blocks: blocks.insert(place % (len(blocks) + 1), (f"n{name}", source))


def _keep(blocks: Notebook) -> None:
    del blocks


def _delete(place: int) -> Edit:
    return lambda blocks: blocks.pop(place % len(blocks)) if len(blocks) > 1 else None


def _rewrite(place: int, source: str) -> Edit:
    def edit(blocks: Notebook) -> None:
        blocks[place % len(blocks)] = (blocks[place % len(blocks)][0], source)

    return edit


def _swap(place: int, other: int) -> Edit:
    def edit(blocks: Notebook) -> None:
        one, two = place % len(blocks), other % len(blocks)
        blocks[one], blocks[two] = blocks[two], blocks[one]

    return edit


def _rename(place: int, name: int) -> Edit:
    def edit(blocks: Notebook) -> None:
        blocks[place % len(blocks)] = (f"n{name}", blocks[place % len(blocks)][1])

    return edit


EDITS = st.one_of(
    st.builds(_insert, PLACES, SOURCES, st.integers(100, 999)),
    st.builds(_delete, PLACES),
    st.builds(_rewrite, PLACES, SOURCES),
    st.builds(_swap, PLACES, PLACES),
    st.builds(_rename, PLACES, st.integers(100, 999)),
)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a vault with what the blocks read."""
    vault = tmp_path_factory.mktemp("vault")
    (vault / "sub").mkdir()
    (vault / "sub" / "helper.py").write_text("value = 1\n")
    (vault / "lines.txt").write_text("".join(f"line {number}\n" for number in range(3000)))
    (vault / "sub" / "lines.txt").write_text("another\n")
    return vault


@pytest.fixture(scope="module")
def runners(vault: Path) -> Iterator[tuple[LiveSessions, Executor]]:
    """Return a live executor and one that runs everything from the start."""
    heavy = ("numpy", "torch", "matplotlib")
    python = Path(sys.executable)
    with (
        LiveSessions(python, vault, Config(), preload=heavy, profile_of=always_approved, keep=Keep(rest=0)) as live,
        Executor(python, vault, Config(), preload=heavy, profile_of=always_approved) as fresh,
    ):
        yield live, fresh


def _session(blocks: Notebook, path: str, prose: int) -> Session:
    """Return the blocks with so many lines of prose above those from the second on."""
    whole = session(*(source for _, source in blocks), path=path)
    steps = tuple(
        replace(_lower(step, prose if number else 0, name), options=BlockOptions(timeout=20))
        for number, (step, (name, _)) in enumerate(zip(whole.steps, blocks, strict=True))
    )
    return replace(whole, steps=steps)


def _lower(step: Step, lines: int, name: str) -> Step:
    block = replace(step.block, id=name, line=step.block.line + lines, end_line=step.block.end_line + lines)
    return replace(step, block=block, lines=tuple(line + lines for line in step.lines))


def _seen(result: Result) -> Result:
    """Return what of a result must be the same, however it came about."""
    return replace(result, seconds=0.0, cached=False, anew="")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    start=st.lists(SOURCES, min_size=2, max_size=8),
    edits=st.lists(st.tuples(EDITS, st.sampled_from((0, 0, 0, 1, 3))), min_size=1, max_size=6),
    number=st.integers(0, 10**9),
)
def test_a_live_session_shows_what_a_fresh_run_shows(
    runners: tuple[LiveSessions, Executor], start: list[str], edits: list[tuple[Edit, int]], number: int
) -> None:
    """Every edit is followed by a live run and one from the start."""
    live, fresh = runners
    path = f"note{number}.md"
    blocks = [(f"n{place}", source) for place, source in enumerate(start)]
    for edit, prose in ((_keep, 0), *edits):
        edit(blocks)
        whole = _session(blocks, path, prose)
        heard: list[Result] = []
        lived = live.run(whole, texts(whole), heard.append)
        wanted = fresh.run(whole, texts(whole))
        assert [*map(_seen, lived.results)] == [*map(_seen, wanted.results)]
        assert [*map(_seen, heard)] == [*map(_seen, wanted.results)]
        assert set(lived.files) == set(wanted.files)
    live.forget(path)

"""What a session says of blocks that end by themselves."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from execute.sessions import one, printed, run, session, statuses, step, texts

from vault_runner.execute import Executor
from vault_runner.model import BlockOptions, Display, Failure, Frame, Notice, Result, Session, Stream


def failure(result: Result) -> Failure:
    return next(output for output in result.outputs if isinstance(output, Failure))


def values(result: Result) -> dict[str, object]:
    return {noted.name: json.loads(noted.value) for noted in result.observations if noted.value}


def test_blocks_share_names_and_the_last_value_is_shown(executor: Executor) -> None:
    whole = run(executor, "x = 2\nprint('a')\nx", "x += 1\nx;", "x")
    assert statuses(whole) == ["ok", "ok", "ok"]
    assert whole.results[0].outputs == (Stream("stdout", "a\n"), Display("text/plain", "2"))
    assert whole.results[1].outputs == ()
    assert whole.results[2].outputs == (Display("text/plain", "3"),)
    assert whole.cacheable
    assert whole.path == "note.md"


@pytest.mark.parametrize("last", ["x; # shown no more", "y = x", "None", "for _ in [1]: x", "x ; "])
def test_a_last_statement_without_a_value_to_show(executor: Executor, last: str) -> None:
    assert one(executor, f"x = 5\n{last}").outputs == ()


def test_outputs_keep_their_order(executor: Executor) -> None:
    source = """
        import sys
        print("one")
        print("two", file=sys.stderr)
        display("three")
        print("four")
        "five"
    """
    assert one(executor, source).outputs == (
        Stream("stdout", "one\n"),
        Stream("stderr", "two\n"),
        Display("text/plain", "'three'"),
        Stream("stdout", "four\n"),
        Display("text/plain", "'five'"),
    )


def test_a_subprocess_prints_between_our_prints(executor: Executor) -> None:
    source = """
        import subprocess
        print("before")
        _ = subprocess.run(["echo", "from below"], check=True)
        print("after")
    """
    assert printed(one(executor, source)) == "before\nfrom below\nafter\n"


def test_text_written_to_the_descriptors_is_kept(executor: Executor) -> None:
    source = """
        import ctypes, os, sys
        os.write(2, b"caf\\xc3\\xa9 \\xff\\n")
        ctypes.CDLL(None).puts(b"from C")
        _ = sys.stdout.buffer.write("数\\n".encode())
    """
    result = one(executor, source)
    assert printed(result, "stderr") == "café \ufffd\n"
    assert sorted(printed(result).splitlines()) == ["from C", "数"]


def test_a_traceback_has_the_notes_lines_and_code(executor: Executor) -> None:
    whole = run(executor, "def f(x):\n    return 1 / x", "a = 1\nf(0)")
    told = failure(whole.results[1])
    assert (told.ename, told.evalue) == ("ZeroDivisionError", "division by zero")
    assert told.traceback == (Frame("note.md", 8, "<module>", "f(0)"), Frame("note.md", 3, "f", "return 1 / x"))
    assert whole.results[1].because == "ZeroDivisionError: division by zero (line 8)"


def test_a_traceback_of_a_repaired_block_has_the_notes_lines(executor: Executor) -> None:
    squashed = step("a = 1\nb = 0\nc = a / b\ng(\n  1)", line=10, lines=(11, 11, 11, 12, 12))
    whole = Session("default", (squashed,), (), frozenset())
    result = executor.run(whole, {"note.md": "\n" * 10 + "a = 1b = 0c = a / b\ng(1)\n"}).results[0]
    assert failure(result).traceback == (Frame("note.md", 11, "<module>", "a = 1b = 0c = a / b"),)
    assert [(noted.name, noted.line, noted.end_line) for noted in result.observations] == [("a", 11, 11), ("b", 11, 11)]


def test_a_traceback_shows_no_container_prefix(executor: Executor) -> None:
    quoted = step("x = 1\nx / 0", line=1)
    whole = Session("default", (quoted,), (), frozenset())
    result = executor.run(whole, {"note.md": "> ```python\n> x = 1\n> x / 0\n> ```\n"}).results[0]
    assert failure(result).traceback[0].code == "x / 0"


def test_a_traceback_names_no_folder_of_this_machine(executor: Executor) -> None:
    told = failure(one(executor, "import json\njson.loads('{')"))
    assert [frame.path for frame in told.traceback] == ["note.md", *["json/__init__.py"], *["json/decoder.py"] * 2]


def test_a_syntax_error_runs_nothing_and_has_its_line(executor: Executor) -> None:
    result = one(executor, "print('no')\nx = (1,\ny = 2")
    assert result.status == "failed"
    assert printed(result) == ""
    told = failure(result)
    assert told.ename == "SyntaxError"
    assert told.traceback[-1].path == "note.md"
    assert told.traceback[-1].line == 3


def test_a_syntax_error_that_only_the_compiler_finds(executor: Executor) -> None:
    told = failure(one(executor, "x = 1\nreturn x"))
    assert (told.evalue, told.traceback[-1].line) == ("'return' outside function", 3)


def test_a_repr_that_raises_is_a_failure_in_its_line(executor: Executor) -> None:
    result = one(executor, "class A:\n    def __repr__(self):\n        raise KeyError('no')\nA()")
    assert result.status == "failed"
    assert [frame.line for frame in failure(result).traceback] == [5, 4]


def test_an_exception_whose_text_raises(executor: Executor) -> None:
    told = failure(one(executor, "class E(Exception):\n    def __str__(self):\n        raise KeyError\nraise E"))
    assert (told.ename, told.evalue) == ("E", "(its message can't be shown: KeyError)")


def test_a_deep_recursion_gives_a_short_traceback(executor: Executor) -> None:
    told = failure(one(executor, "def f():\n    f()\nf()"))
    assert told.ename == "RecursionError"
    assert len(told.traceback) == 30


@pytest.mark.parametrize(
    ("source", "status", "because"),
    [
        ("raise ValueError('a')", "ok", ""),
        ("int('x')", "ok", ""),
        ("class Mine(ValueError): pass\nraise Mine", "ok", ""),
        ("x = 1", "failed", "was to raise ValueError, but ended well"),
        ("[][0]", "failed", "was to raise ValueError, but raised IndexError: list index out of range"),
    ],
)
def test_a_block_that_is_to_raise(executor: Executor, source: str, status: str, because: str) -> None:
    result = one(executor, source, BlockOptions(raises="ValueError"))
    assert (result.status, result.because) == (status, because)


def test_a_block_that_may_fail_is_well_and_shows_its_failure(executor: Executor) -> None:
    result = one(executor, "1 / 0", BlockOptions(error=True))
    assert result.status == "ok"
    assert failure(result).ename == "ZeroDivisionError"


@pytest.mark.parametrize("code", ["0", "3", ""])
def test_leaving_is_a_failure(executor: Executor, code: str) -> None:
    whole = run(executor, f"import sys\nsys.exit({code})", "1")
    assert statuses(whole) == ["failed", "ok"]
    assert whole.results[0].because == "called sys.exit"
    assert failure(whole.results[0]).evalue == f"called sys.exit({code})"


def test_what_needs_a_failed_block_does_not_run_and_the_rest_does(executor: Executor) -> None:
    needs = {1: ["b0"], 2: ["b1"]}
    whole = run(executor, "x = 1\nx = 1 / 0", "y = x", "print(y)", "print('free')", needs=needs)
    assert statuses(whole) == ["failed", "not-run", "not-run", "ok"]
    assert [result.because for result in whole.results[1:3]] == ["not run because of line 3"] * 2
    assert whole.cacheable


def test_what_needs_a_block_that_may_fail_runs(executor: Executor) -> None:
    whole = run(executor, "x = 1\n1 / 0", "x", needs={1: ["b0"]}, options={0: BlockOptions(error=True)})
    assert statuses(whole) == ["ok", "ok"]


def test_a_failure_in_another_note_is_named(executor: Executor) -> None:
    other = step("x = 1 / 0", path="basics/Matrix product.md", identifier="o")
    own = step("x", path="note.md", identifier="b", needs=("o",))
    whole = Session("default", (other, own), (), frozenset())
    results = executor.run(whole, texts(whole)).results
    assert results[1].because == "not run because of [[Matrix product]] line 2"
    assert failure(results[0]).traceback[0].path == "basics/Matrix product.md"


def test_a_missing_package_is_named_in_one_line(executor: Executor) -> None:
    result = one(executor, "x = 1\nimport no_such_package.inside")
    assert result.because == f"needs the package `no_such_package`, which isn't installed for {sys.executable}"
    assert failure(result).traceback[0].line == 3


def test_a_missing_part_of_a_package_is_a_plain_failure(executor: Executor) -> None:
    result = one(executor, "import json.nothing")
    assert result.because == "ModuleNotFoundError: No module named 'json.nothing' (line 2)"


def test_the_prelude_binds_what_is_there(warm: Executor) -> None:
    whole = run(warm, "np.zeros(2).shape, nn.__name__, F.__name__, plt.__name__", prelude=("np", "nn", "F", "plt"))
    assert whole.results[0].outputs == (
        Display("text/plain", "((2,), 'torch.nn', 'torch.nn.functional', 'matplotlib.pyplot')"),
    )


def test_a_prelude_name_without_its_package_fails_where_it_is_used(executor: Executor, vault: Path) -> None:
    (vault / "torch.py").write_text("raise ModuleNotFoundError(\"No module named 'torch'\", name='torch')\n")
    try:
        whole = run(executor, "x = 1", "x\ntorch.ones(2)", prelude=("torch",))
    finally:
        (vault / "torch.py").unlink()
    told = failure(whole.results[1])
    assert statuses(whole) == ["ok", "failed"]
    assert (told.ename, told.evalue, told.traceback[0].line) == ("ModuleNotFoundError", "No module named 'torch'", 7)


def test_future_imports_hold_for_the_session(executor: Executor) -> None:
    whole = run(executor, "from __future__ import annotations", "def f(x: Undefined): pass\nf.__annotations__")
    assert whole.results[1].outputs == (Display("text/plain", "{'x': 'Undefined'}"),)


def test_await_at_top_level_uses_one_loop(executor: Executor) -> None:
    first = "import asyncio\nloop = await asyncio.sleep(0, asyncio.get_running_loop())\nawait asyncio.sleep(0, 7)"
    second = "async def f():\n    return asyncio.get_running_loop() is loop\nasync with asyncio.Lock():\n    y = 1\n"
    second += "await f()"
    whole = run(executor, first, second)
    assert whole.results[0].outputs == (Display("text/plain", "7"),)
    assert whole.results[1].outputs == (Display("text/plain", "True"),)


def test_the_namespace_is_a_clean_main_module(executor: Executor) -> None:
    source = """
        import dataclasses, inspect, pickle, sys, typing
        names = sorted(name for name in globals() if not name.startswith("__"))
        @dataclasses.dataclass
        class Point:
            x: "int"
        assert pickle.loads(pickle.dumps(Point(1))) == Point(1)
        assert typing.get_type_hints(Point) == {"x": int}
        def f():
            return 1
        assert sys.modules["__main__"].f is f
        assert inspect.getsource(f) == "def f():\\n    return 1\\n"
        __name__, names
    """
    result = one(executor, source)
    shown = "('__main__', ['dataclasses', 'inspect', 'pickle', 'sys', 'typing'])"
    assert result.outputs == (Display("text/plain", shown),)


def test_the_tools_packages_stay_out_of_sight(executor: Executor) -> None:
    source = """
        import sys
        [path for path in sys.path if "vault_runner" in path], "frames" in sys.modules
    """
    assert one(executor, source).outputs == (Display("text/plain", "([], False)"),)


def test_input_has_nobody_to_answer_it(executor: Executor) -> None:
    told = failure(one(executor, "name = input('Name? ')"))
    assert (told.ename, told.evalue) == ("EOFError", "input() has nobody to answer it here")


def test_chance_is_the_same_in_every_run(warm: Executor) -> None:
    source = "import random, numpy, torch\nrandom.random(), float(numpy.random.rand()), float(torch.rand(1))"
    first, second = one(warm, source), one(warm, source)
    assert first.outputs == second.outputs
    again = one(warm, source, BlockOptions(seed=3))
    assert again.outputs != first.outputs


def test_chance_is_seeded_when_a_package_comes_late(executor: Executor) -> None:
    source = "import random, numpy\nrandom.random(), float(numpy.random.rand())"
    assert one(executor, source).outputs == one(executor, source).outputs


def test_progress_escapes_and_addresses_are_made_plain(executor: Executor) -> None:
    source = r"""
        import sys
        for n in range(2000):
            sys.stderr.write(f"\r{n:5d} of 2000 " + "#" * 60)
            if n % 500 == 0:
                print("at", n)
        sys.stderr.write("\n")
        print("\x1b[31mred\x1b[0m")
        object()
    """
    result = one(executor, source)
    assert printed(result, "stderr") == " 1999 of 2000 " + "#" * 60 + "\n"
    assert printed(result) == "at 0\nat 500\nat 1000\nat 1500\nred\n"
    assert result.outputs[-1] == Display("text/plain", "<object object at 0x…>")
    assert result.dropped == 0


def test_long_output_keeps_its_head_and_counts_the_rest(executor: Executor) -> None:
    result = one(executor, "for n in range(100_000):\n    print('0123456789')")
    assert result.status == "ok"
    assert len(printed(result)) == 64 * 1024
    assert result.dropped == 1_100_000 - 64 * 1024


def test_warnings_carry_the_notes_line_and_can_be_turned_off(executor: Executor) -> None:
    source = "import warnings\nwarnings.warn('careful')"
    assert printed(one(executor, source), "stderr").startswith("note.md:3: UserWarning: careful\n")
    assert one(executor, source, BlockOptions(warning=False)).outputs == ()


def test_observations_of_what_statements_bind(executor: Executor) -> None:
    source = """
        import math
        a, (b, *c) = 1, ("two", 3.5, float("nan"))
        def f(): pass
        n: int = 4
        n += 1
        for i in range(3):
            last = i * 2
        with open("/dev/null") as file:
            pass
        row = [0, 0]
        row[1] = 9
        big = "x" * 300
        a + n
    """
    result = one(executor, source)
    noted = [(seen.line, seen.name, seen.type, seen.value) for seen in result.observations]
    assert noted == [
        (3, "a", "int", "1"),
        (3, "b", "str", '"two"'),
        (3, "c", "list", '[3.5, "nan"]'),
        (5, "n", "int", "4"),
        (6, "n", "int", "5"),
        (7, "i", "int", "2"),
        (7, "last", "int", "4"),
        (9, "file", "TextIOWrapper", ""),
        (11, "row", "list", "[0, 0]"),
        (12, "row[1]", "int", "9"),
        (13, "big", "str", ""),
        (14, "", "int", "6"),
    ]
    assert (result.observations[5].line, result.observations[5].end_line) == (7, 8)


def test_observations_of_tensors_and_arrays(warm: Executor) -> None:
    source = """
        import numpy as np, torch
        A = torch.ones(2, 3, dtype=torch.float64)
        v = np.arange(60)
        s = np.float32(1.5)
        size = A.shape
        A @ A.T
        empty = torch.empty(2, 2, device="meta")
    """
    seen = one(warm, source).observations
    assert [(o.name, o.type, o.shape, o.dtype, o.device, o.value) for o in seen] == [
        ("A", "Tensor", (2, 3), "torch.float64", "cpu", "[[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]]"),
        ("v", "ndarray", (60,), "int64", "cpu", ""),
        ("s", "float32", (), "float32", "cpu", "1.5"),
        ("size", "Size", None, "", "", "[2, 3]"),
        ("", "Tensor", (2, 2), "torch.float64", "cpu", "[[3.0, 3.0], [3.0, 3.0]]"),
        ("empty", "Tensor", (2, 2), "torch.float32", "meta", ""),
    ]


def test_observing_never_breaks_a_block(executor: Executor) -> None:
    source = """
        class Odd:
            @property
            def shape(self):
                raise RuntimeError("no")
            def __getattr__(self, name):
                raise RuntimeError(name)
        odd = Odd()
        odd.x = 1
    """
    result = one(executor, source)
    assert result.status == "ok"
    assert [(seen.name, seen.type) for seen in result.observations] == [("odd", "Odd"), ("odd.x", "int")]


def test_large_values_are_shown_short(warm: Executor) -> None:
    result = one(warm, "import torch\ntorch.arange(300.).reshape(100, 3)")
    text = "Tensor of shape (100, 3), torch.float32, on cpu: [0, 1, 2, 3, 4, 5, …]"
    assert result.outputs == (Display("text/plain", text),)


def test_the_folder_of_the_note_is_current_and_importable(executor: Executor, vault: Path) -> None:
    folder = vault / "deep er"
    folder.mkdir(exist_ok=True)
    (folder / "local_module_a.py").write_text("value = 11\n")
    (folder / "table.csv").write_text("1,2\n")
    source = "import local_module_a, os\nopen('table.csv').read(), local_module_a.value, os.listdir()"
    whole = session(source, path="deep er/note.md")
    outcome = executor.run(whole, texts(whole))
    assert outcome.results[0].status == "ok"
    assert {Path(read.path).name for read in outcome.files} == {"local_module_a.py", "table.csv"}
    assert not (folder / "__pycache__").exists()


def test_files_that_the_code_wrote_first_are_no_inputs(executor: Executor, vault: Path) -> None:
    (vault / "given.txt").write_text("a")
    source = """
        import os, pathlib, tempfile
        pathlib.Path("made.txt").write_text("b")
        text = open("made.txt").read() + open("given.txt").read()
        try:
            open("absent.txt")
        except FileNotFoundError:
            pass
        with tempfile.NamedTemporaryFile() as file:
            open(file.name).read()
        os.remove("made.txt")
    """
    outcome = run(executor, source)
    assert outcome.results[0].status == "ok"
    files = {Path(read.path).name: read.digest for read in outcome.files}
    assert files["absent.txt"] == "absent"
    assert files["given.txt"].startswith("ca978112ca1b")
    assert len(files) == 2


def test_the_environment_is_scrubbed(executor: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (
        "import os, sys\n'PYTEST_VERSION' in os.environ, sys.flags.utf8_mode, os.environ['OMP_NUM_THREADS'], hash('a')"
    )
    monkeypatch.setenv("PYTEST_VERSION", "secret")
    first, second = one(executor, source), one(executor, source)
    assert isinstance(first.outputs[0], Display)
    assert first.outputs[0].text.startswith("(False, 1, '1', ")
    assert first.outputs == second.outputs


def test_results_are_told_in_order_as_they_stand(executor: Executor) -> None:
    whole = session("1", "2 / 0", "3")
    told: list[Result] = []
    outcome = executor.run(whole, texts(whole), told.append)
    assert tuple(told) == outcome.results
    assert [result.block for result in told] == ["b0", "b1", "b2"]


def test_a_thread_that_prints_later_breaks_nothing(executor: Executor) -> None:
    source = """
        import threading, time
        def talk():
            while True:
                print("x" * 1000)
                time.sleep(0.0005)
        threading.Thread(target=talk, daemon=False).start()
    """
    whole = run(executor, source, "import time\ntime.sleep(0.1)\n'fine'", "'end'")
    assert statuses(whole) == ["ok"] * 3
    assert Display("text/plain", "'end'") in whole.results[2].outputs


def test_code_that_forks_does_not_disturb_the_wire(executor: Executor) -> None:
    source = """
        import multiprocessing, os
        def work(n):
            print("child", n)
            return n * n
        with multiprocessing.get_context("fork").Pool(2) as pool:
            squares = pool.map(work, range(4))
        pid = os.fork()
        if pid == 0:
            print("forked", flush=True)
            os._exit(0)
        os.waitpid(pid, 0)
        print(squares)
    """
    result = one(executor, source)
    assert result.status == "ok", result.because
    assert sorted(printed(result).splitlines()) == ["[0, 1, 4, 9]", *(f"child {n}" for n in range(4)), "forked"]


def test_processes_left_running_are_ended_and_noted(executor: Executor) -> None:
    outcome = run(executor, "import subprocess\np = subprocess.Popen(['sleep', '100'])", "1")
    assert statuses(outcome) == ["ok", "ok"]
    notice = Notice(
        "VRX010", "left 1 process running, which had to be ended", "wait for them in the code, or end them there"
    )
    assert outcome.results[1].notices == (notice,)
    assert not outcome.cacheable


def test_a_block_may_set_its_own_threads(warm: Executor) -> None:
    source = "import torch\ntorch.get_num_threads()"
    outcome = run(warm, source, source, options={1: BlockOptions(threads=2)})
    assert [result.outputs for result in outcome.results] == [(Display("text/plain", n),) for n in ("1", "2")]


def test_the_code_of_a_session_without_its_text_still_runs(executor: Executor) -> None:
    whole = session("x = 1\nx / 0")
    assert failure(executor.run(whole, {}).results[0]).traceback[0].code == "x / 0"

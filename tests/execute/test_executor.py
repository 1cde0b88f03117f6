"""Several sessions at a time, from one interpreter, and what is said when there is none."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from execute.sessions import one, run, session, statuses, texts

from vault_runner.config import Config
from vault_runner.errors import ExecutionError
from vault_runner.execute import Executor, FakeRunner, always_approved, run_all
from vault_runner.execute.executor import NO_WALLS
from vault_runner.model import Display, LineTable, Note, NotePlan, Plan, Result, Session, SessionRun, Stream


def planned(*sessions: Session) -> Plan:
    """Return a plan that holds each session in a note of its own."""
    notes = []
    for whole in sessions:
        text = texts(whole)[whole.own]
        note = Note(
            path=whole.own,
            text=text,
            bom=False,
            digest="",
            lines=LineTable.of(text),
            properties={},
            blocks=(),
            callouts=(),
            math=(),
            links=(),
            regions=(),
            claims=(),
            findings=(),
        )
        notes.append(NotePlan(note, (whole,), (), ()))
    return Plan(tuple(notes))


def test_sessions_run_side_by_side(executor: Executor) -> None:
    meet = "import pathlib, time\npathlib.Path('{0}').touch()\nwhile not pathlib.Path('{1}').exists(): time.sleep(.01)"
    first = session(meet.format("a", "b"), path="first.md")
    second = session(meet.format("b", "a"), path="second.md")
    runs = list(run_all(planned(first, second), executor, jobs=2))
    assert {whole.path: statuses(whole) for whole in runs} == {"first.md": ["ok"], "second.md": ["ok"]}


def test_sessions_share_no_names(executor: Executor) -> None:
    run(executor, "secret = 1\nimport builtins\nbuiltins.leak = 1")
    assert one(executor, "'secret' in globals(), hasattr(__builtins__, 'leak')").outputs == (
        Display("text/plain", "(False, False)"),
    )


def test_results_of_all_sessions_are_told_one_at_a_time(executor: Executor) -> None:
    told: list[Result] = []
    busy = threading.Lock()

    def tell(result: Result) -> None:
        assert busy.acquire(blocking=False)
        time.sleep(0.001)
        told.append(result)
        busy.release()

    sessions = [session("1", "2", path=f"{n}.md") for n in range(6)]
    assert len(list(run_all(planned(*sessions), executor, jobs=3, on_result=tell))) == 6
    assert sorted((result.path, result.block) for result in told) == [
        (f"{n}.md", b) for n in range(6) for b in ("b0", "b1")
    ]


def test_leaving_a_run_early_ends_the_rest(vault: Path) -> None:
    with Executor(Path(sys.executable), vault, Config()) as executor:
        sessions = [session("1" if n == 0 else "import time\ntime.sleep(60)", path=f"{n}.md") for n in range(4)]
        runs = run_all(planned(*sessions), executor, jobs=2)
        started = time.monotonic()
        assert statuses(next(runs)) == ["ok"]
        runs.close()  # type: ignore[attr-defined]  # an iterator that is a generator
        assert time.monotonic() - started < 30


def test_texts_of_notes_that_are_only_depended_on_are_handed_on() -> None:
    class Listening(FakeRunner):
        def run(self, session: Session, texts: Mapping[str, str], on_result: object = None) -> SessionRun:
            del on_result
            assert texts["other.md"] == "text"
            assert session.own in texts
            return super().run(session, texts)

    assert len(list(run_all(planned(session("1")), Listening({}), texts={"other.md": "text"}))) == 1


def test_the_fake_answers_what_it_was_told() -> None:
    laid = Result("note.md", "b1", "k", "failed", because="so")
    fake = FakeRunner({"b1": laid})
    told: list[Result] = []
    whole = fake.run(session("1", "2"), {}, told.append)
    assert statuses(whole) == ["ok", "failed"]
    assert whole.results[1] is laid
    assert tuple(told) == whole.results
    fake.cancel()
    assert fake.cancelled


def test_an_interpreter_that_is_none(vault: Path, tmp_path: Path) -> None:
    script = tmp_path / "python"
    script.write_text("#!/bin/sh\necho 'no python here' >&2\nexit 3\n")
    script.chmod(0o755)
    with Executor(script, vault, Config()) as executor, pytest.raises(ExecutionError) as raised:
        one(executor, "1")
    assert str(raised.value) == f"{script} can't run notes: no python here; try it by hand"


def test_an_interpreter_that_is_not_there(vault: Path, tmp_path: Path) -> None:
    with (
        Executor(tmp_path / "none", vault, Config()) as executor,
        pytest.raises(ExecutionError, match="can't be started"),
    ):
        one(executor, "1")


def test_where_code_cannot_run_it_says_so(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with Executor(Path(sys.executable), vault, Config()) as executor:
        assert one(executor, "1").because == NO_WALLS
    with (
        Executor(Path(sys.executable), vault, Config(), profile_of=always_approved) as executor,
        pytest.raises(ExecutionError) as raised,
    ):
        one(executor, "1")
    assert str(raised.value) == "code can't be run on this system yet; use Linux, WSL or a container"


def test_a_package_that_breaks_on_import_is_left_to_the_block(vault: Path) -> None:
    with Executor(Path(sys.executable), vault, Config(), preload=("sklearn", "json", "numpy")) as executor:
        assert one(executor, "import sys\n'numpy' in sys.modules").outputs == (Display("text/plain", "True"),)


def test_what_one_session_had_to_import_is_there_for_the_next(vault: Path) -> None:
    with Executor(Path(sys.executable), vault, Config(), preload=("numpy",)) as executor:
        source = "import sys\nprint('numpy.polynomial.hermite' in sys.modules)\nimport numpy.polynomial.hermite"
        answers = [one(executor, source).outputs[0] for _ in range(2)]
    assert answers == [Stream("stdout", "False\n"), Stream("stdout", "True\n")]


def test_nothing_but_parts_of_loaded_packages_is_learnt(vault: Path) -> None:
    with Executor(Path(sys.executable), vault, Config(), preload=("numpy",)) as executor:
        one(executor, "1")
        assert executor._warm is not None
        executor._warm._late = []
        executor._warm.learn(["os", "numpy.fft", "torch.optim", "numpy;x", "numpy.fft"])
        assert executor._warm._late == ["numpy.fft"]


STARTS_A_THREAD = "import threading, time\nthreading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"


@pytest.fixture
def odd_python(tmp_path: Path) -> Path:
    """Return an interpreter with a package of its own under a known name, made by a test in `packages`."""
    (tmp_path / "packages" / "einops").mkdir(parents=True)
    (tmp_path / "packages" / "einops" / "__init__.py").write_text("")
    script = tmp_path / "python"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{tmp_path}/packages" exec "{sys.executable}" "$@"\n')
    script.chmod(0o755)
    return script


def test_a_package_that_starts_a_thread_is_not_loaded_ahead(vault: Path, odd_python: Path) -> None:
    (odd_python.parent / "packages" / "einops" / "__init__.py").write_text(STARTS_A_THREAD)
    with Executor(odd_python, vault, Config(), preload=("numpy", "einops")) as executor:
        result = one(executor, "import sys\n'numpy' in sys.modules, 'einops' in sys.modules")
    assert result.outputs == (Display("text/plain", "(True, False)"),)


def test_a_zygote_that_must_not_fork_any_more_is_replaced(vault: Path, odd_python: Path) -> None:
    (odd_python.parent / "packages" / "einops" / "late.py").write_text(STARTS_A_THREAD)
    with Executor(odd_python, vault, Config(), preload=("einops",)) as executor:
        assert one(executor, "import einops.late").status == "ok"
        assert executor._warm is not None
        before = executor._warm.pid
        assert executor._warm._late == ["einops.late"]
        assert one(executor, "import einops.late").status == "ok"
        assert executor._warm.pid != before
        assert executor._warm._late == []

"""Sessions under leases: who wants which device, what is said of waiting, and of what no device can hold."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from execute.sessions import session

from vault_runner.execute import LeasingRunner
from vault_runner.execute.executor import Runner
from vault_runner.execute.leases import Lease, Leases
from vault_runner.execute.rehearsal import CONTEXT
from vault_runner.execute.session_log import Listener
from vault_runner.model import BlockOptions, Result, Session, SessionRun, VirtualDevices

GIB = 1 << 30
ROOM = {"cuda:0": 8 * GIB, "cuda:1": 8 * GIB}


class Machine:
    """Answers rehearsals with peaks laid down before, and looks at the leases while a real run goes on."""

    def __init__(self, leases: Leases, *peaks: Mapping[str, int], status: str = "ok") -> None:
        """Know the answers."""
        self._leases, self._peaks, self._status = leases, peaks, status
        self.seen: list[list[Lease]] = []
        self.rehearsed: list[Session] = []

    def run(self, session: Session, texts: Mapping[str, str], on_result: Listener | None = None) -> SessionRun:
        """Answer."""
        del texts
        results = tuple(Result(step.path, step.block.id, step.key, "ok") for step in session.steps)
        if session.devices is not None:
            self.rehearsed.append(session)
            peaks = (tuple(sorted(peak.items())) for peak in self._peaks)
            results = tuple(replace(each, peak=peak) for each, peak in zip(results, peaks, strict=False))
            if self._status == "failed":
                results = (*results[:-1], replace(results[-1], status="failed"))
        else:
            self.seen.append(self._leases.standing())
            for each in results if on_result else ():
                on_result(each) if on_result else None
        return SessionRun(session.own, session.name, results)

    def cancel(self) -> None:
        """Do nothing."""


def torch_session(*blocks: str, options: Mapping[int, BlockOptions] | None = None) -> Session:
    return replace(session(*blocks, options=options), imports=frozenset({"torch"}))


def wants(machine: Machine) -> dict[str, int]:
    (lease,) = machine.seen[-1]
    assert lease.held
    return dict(lease.wants)


def leases(folder: Path) -> Leases:
    folder.mkdir(exist_ok=True)
    return Leases(folder)


def test_code_that_names_no_accelerator_holds_none_and_is_not_rehearsed(tmp_path: Path) -> None:
    machine = Machine(leases(tmp_path))
    run = LeasingRunner(machine, ROOM, leases=leases(tmp_path)).run(torch_session("torch.ones(2)"), {})
    assert run.results[0].status == "ok"
    assert (machine.seen, machine.rehearsed) == ([[]], [])


def test_a_machine_without_accelerators_rehearses_nothing(tmp_path: Path) -> None:
    machine = Machine(leases(tmp_path), {"cuda:0": GIB})
    LeasingRunner(machine, {}, leases=leases(tmp_path)).run(torch_session('torch.ones(2, device="cuda")'), {})
    assert (machine.seen, machine.rehearsed) == ([[]], [])


def test_a_session_holds_what_its_rehearsal_took_and_the_process_itself(tmp_path: Path) -> None:
    machine = Machine(leases(tmp_path), {"cuda:0": GIB}, {"cuda:0": 3 * GIB, "cuda:1": 5})
    told: list[Result] = []
    run = LeasingRunner(machine, ROOM, leases=leases(tmp_path)).run(
        torch_session('x = torch.ones(2, device="cuda")', "y = x"), {}, told.append
    )
    assert wants(machine) == {"cuda:0": 3 * GIB + CONTEXT, "cuda:1": 5 + CONTEXT}
    assert [result.peak for result in run.results] == [
        (("cuda:0", GIB),),
        (("cuda:0", 3 * GIB), ("cuda:1", 5)),
    ]
    assert told == list(run.results)
    assert leases(tmp_path).standing() == []
    (rehearsed,) = machine.rehearsed
    assert rehearsed.devices == VirtualDevices("shape", "cuda", 2, rehearsal=True)
    assert all(step.options.timeout <= 20 for step in rehearsed.steps)


def test_code_with_a_way_without_the_device_holds_none(tmp_path: Path) -> None:
    machine = Machine(leases(tmp_path), {})
    LeasingRunner(machine, ROOM, leases=leases(tmp_path)).run(torch_session("torch.cuda.is_available()"), {})
    assert machine.seen == [[]]


def test_what_cannot_be_rehearsed_takes_the_devices_that_it_names_whole(tmp_path: Path) -> None:
    machine = Machine(leases(tmp_path), {}, status="failed")
    LeasingRunner(machine, ROOM, leases=leases(tmp_path)).run(torch_session('x.to("cuda:1")'), {})
    assert wants(machine) == {"cuda:1": 0}


def test_numpy_on_a_device_that_an_option_names_takes_it_whole(tmp_path: Path) -> None:
    machine = Machine(leases(tmp_path))
    one = session("vm.matmul(a, b)", options={0: BlockOptions(device="cuda")})
    LeasingRunner(machine, ROOM, leases=leases(tmp_path)).run(one, {})
    assert wants(machine) == {"cuda:0": 0}
    assert machine.rehearsed == []


def test_a_device_of_unknown_size_is_taken_whole(tmp_path: Path) -> None:
    machine = Machine(leases(tmp_path), {"cuda:0": GIB})
    LeasingRunner(machine, {"cuda:0": 0}, leases=leases(tmp_path)).run(torch_session('x.to("cuda")'), {})
    assert wants(machine) == {"cuda:0": 0}


def test_a_session_that_waited_says_so_and_how_long(tmp_path: Path) -> None:
    machine, sentences = Machine(leases(tmp_path), {"cuda:0": GIB}), list[str]()
    runner = LeasingRunner(machine, ROOM, leases=leases(tmp_path), waits=sentences.append)
    done: list[SessionRun] = []
    with leases(tmp_path).hold("other.md", {"cuda:0": 0}, ROOM, waits=sentences.append, stopped=lambda: False):
        thread = threading.Thread(target=lambda: done.append(runner.run(torch_session('x.to("cuda")'), {})))
        thread.start()
        while not sentences:
            thread.join(0.01)
    thread.join(20)
    assert sentences == ["note.md waits for cuda:0, which other.md has"]
    (notice,) = done[0].results[0].notices
    assert notice.rule == "VRX013"
    assert notice.message.endswith("s for cuda:0, which other sessions had")


def test_who_waits_can_be_stopped_by_a_cancel_and_by_its_note(tmp_path: Path) -> None:
    for stop in (LeasingRunner.cancel, lambda each: each.stop("note.md")):
        machine, sentences = Machine(leases(tmp_path), {"cuda:0": GIB}), list[str]()
        runner = LeasingRunner(machine, ROOM, leases=leases(tmp_path), waits=sentences.append)
        done: list[SessionRun] = []
        with leases(tmp_path).hold("other.md", {"cuda:0": 0}, ROOM, waits=sentences.append, stopped=lambda: False):
            thread = threading.Thread(target=lambda: done.append(runner.run(torch_session('x.to("cuda")'), {})))  # noqa: B023 - joined below
            thread.start()
            while not sentences:
                thread.join(0.01)
            stop(runner)
            thread.join(20)
            assert [result.status for result in done[0].results] == ["not-run"]
            assert not done[0].cacheable
        assert machine.seen == []


def test_what_no_device_can_hold_is_an_error_with_need_room_and_remedy(tmp_path: Path) -> None:
    machine = Machine(leases(tmp_path), {"cuda:0": GIB}, {"cuda:0": 30 * GIB}, {"cuda:0": 30 * GIB})
    told: list[Result] = []
    one = torch_session('x = torch.ones(2, device="cuda")', "y = large(x)", "z = y")
    runner: Runner = LeasingRunner(machine, ROOM, leases=leases(tmp_path))
    run = runner.run(one, {}, told.append)
    assert [result.status for result in run.results] == ["ok", "failed", "not-run"]
    assert told == list(run.results)
    assert run.results[1].because == (
        "it needs 30 GiB on cuda:0 for its tensors and 512 MiB for the process, and cuda:0 has 8 GiB"
    )
    assert "#| check: shapes" in run.results[1].remedy
    assert not run.cacheable
    assert len(machine.seen) == 1


def test_what_is_virtual_already_needs_no_lease(tmp_path: Path) -> None:
    machine = Machine(leases(tmp_path), {"cuda:0": GIB})
    one = replace(torch_session('x.to("cuda")'), devices=VirtualDevices("value", "cuda", 1))
    LeasingRunner(machine, ROOM, leases=leases(tmp_path)).run(one, {})
    assert leases(tmp_path).standing() == []
    assert machine.seen == []

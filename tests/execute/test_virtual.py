"""When a session runs on virtual devices, and whose results stand in the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from execute.sessions import session

from vault_runner.execute import VirtualRunner
from vault_runner.execute.virtual import device_count, wanted
from vault_runner.model import BlockOptions, Failure, Frame, Mode, Notice, Observation, Result, Session, SessionRun

NO_CUDA = "Torch not compiled with CUDA enabled"


def torch_session(*blocks: str, options: Mapping[int, BlockOptions] | None = None) -> Session:
    return replace(session(*blocks, options=options), imports=frozenset({"torch"}))


def failing(one: Session, number: int, ename: str, evalue: str) -> Result:
    step = one.steps[number]
    frame = Frame(step.path, step.lines[0], "<module>", step.source.split("\n")[0])
    because = f"{ename}: {evalue} (line {step.lines[0]})"
    return Result(step.path, step.block.id, step.key, "failed", (Failure(ename, evalue, (frame,)),), because=because)


class Scripted:
    """Answers each mode with results laid down before; every other block ends well."""

    def __init__(self, answers: Mapping[Mode, Mapping[int, Result]]) -> None:
        """Know the answers."""
        self.answers = answers
        self.asked: list[tuple[Mode, int]] = []

    def run(
        self, session: Session, texts: Mapping[str, str], on_result: Callable[[Result], None] | None = None
    ) -> SessionRun:
        """Answer."""
        del texts
        asked = session.devices.mode if session.devices else "real"
        mode: Mode = "shape" if asked == "symbolic" else asked
        self.asked.append((mode, len(session.steps)))
        known = self.answers.get(mode, {})
        fine = (Result(step.path, step.block.id, step.key, "ok") for step in session.steps)
        results = tuple(known.get(number, result) for number, result in enumerate(fine))
        for result in results:
            if on_result is not None:
                on_result(result)
        return SessionRun(session.own, session.name, results)

    def cancel(self) -> None:
        """Do nothing."""


def run(one: Session, answers: Mapping[Mode, Mapping[int, Result]]) -> tuple[SessionRun, Scripted, list[Result]]:
    told: list[Result] = []
    scripted = Scripted(answers)
    return VirtualRunner(scripted).run(one, {}, told.append), scripted, told


def test_nothing_is_virtual_where_nothing_is_missing() -> None:
    whole, scripted, _ = run(torch_session("a", "b"), {})
    assert scripted.asked == [("real", 2)]
    assert [result.mode for result in whole.results] == ["real", "real"]


def test_a_session_without_torch_is_left_alone() -> None:
    one = session("a")
    whole, scripted, _ = run(one, {"real": {0: failing(one, 0, "AssertionError", NO_CUDA)}})
    assert scripted.asked == [("real", 1)]
    assert whole.results[0].status == "failed"


def test_from_the_block_that_wants_the_device_on_virtual_results_stand() -> None:
    one = torch_session("a", "b.cuda()", "c")
    whole, scripted, told = run(one, {"real": {1: failing(one, 1, "AssertionError", NO_CUDA)}})
    assert scripted.asked == [("real", 3), ("value", 3)]
    assert [(result.status, result.mode) for result in whole.results] == [
        ("ok", "real"),
        ("ok", "value"),
        ("ok", "value"),
    ]
    assert tuple(told) == whole.results


def test_a_wait_for_a_device_is_told_though_a_virtual_result_takes_the_place_of_the_block() -> None:
    one = torch_session("a.cuda()", "b")
    waited, own = Notice("VRX013", "waited 3 s for cuda:0"), Notice("VRX001", "its own")
    failed = replace(failing(one, 0, "AssertionError", NO_CUDA), notices=(waited, own))
    whole, _, told = run(one, {"real": {0: failed}})
    assert [result.notices for result in whole.results] == [(waited,), ()]
    assert tuple(told) == whole.results


def test_what_is_too_big_for_values_is_followed_by_shapes_and_what_had_values_keeps_them() -> None:
    one = torch_session("a.cuda()", "b")
    answers: dict[Mode, dict[int, Result]] = {
        "real": {0: failing(one, 0, "AssertionError", NO_CUDA)},
        "value": {1: failing(one, 1, "Oversize", "memory")},
    }
    whole, scripted, _ = run(one, answers)
    assert [mode for mode, _ in scripted.asked] == ["real", "value", "shape"]
    assert [result.mode for result in whole.results] == ["value", "shape"]


def test_a_block_that_neither_mode_can_follow_says_how_far_it_went() -> None:
    one = torch_session("a.cuda()\nb")
    needs = "needs the values of `nonzero`, which only the device has"
    answers: dict[Mode, dict[int, Result]] = {
        "real": {0: failing(one, 0, "AssertionError", NO_CUDA)},
        "value": {0: failing(one, 0, "Oversize", "work")},
        "shape": {0: failing(one, 0, "NoValuesError", needs)},
    }
    whole, _, _ = run(one, answers)
    assert (whole.results[0].status, whole.results[0].outputs) == ("not-run", ())
    assert whole.results[0].because == "verified up to line 1; line 2 would take too long here"


def test_a_failure_of_its_own_stays_unless_the_virtual_run_is_good() -> None:
    one = torch_session("if not torch.cuda.is_available(): raise SystemError('no GPU')")
    broken = failing(one, 0, "SystemError", "no GPU")
    good, _, _ = run(one, {"real": {0: broken}})
    assert (good.results[0].status, good.results[0].mode) == ("ok", "value")
    bad, _, _ = run(one, {"real": {0: broken}, "value": {0: failing(one, 0, "ValueError", "x")}})
    assert (bad.results[0].status, bad.results[0].mode) == ("failed", "real")


def test_a_failure_that_only_the_device_explains_takes_the_place_of_the_real_one() -> None:
    one = torch_session("for i in range(1, torch.cuda.device_count() + 1): torch.ones(2).to(f'cuda:{i}')")
    empty = failing(one, 0, "RuntimeError", "stack expects a non-empty TensorList")
    beyond = failing(one, 0, "AcceleratorError", "CUDA error: invalid device ordinal")
    whole, _, _ = run(one, {"real": {0: empty}, "value": {0: beyond}})
    assert (whole.results[0].mode, whole.results[0].because) == ("value", beyond.because)


def test_too_little_memory_asks_for_shapes() -> None:
    one = torch_session("x = torch.ones(10**12)")
    short = failing(one, 0, "RuntimeError", "DefaultCPUAllocator: can't allocate memory: you tried to allocate")
    whole, scripted, _ = run(one, {"real": {0: short}})
    assert [mode for mode, _ in scripted.asked] == ["real", "shape"]
    assert whole.results[0].mode == "shape"


def test_shapes_are_asked_for_from_one_block_on() -> None:
    options = {1: BlockOptions(check="shapes")}
    whole, scripted, _ = run(torch_session("a", "b", "c", options=options), {})
    assert scripted.asked == [("real", 1), ("shape", 3)]
    assert [result.mode for result in whole.results] == ["real", "shape", "shape"]


def test_a_number_that_is_not_known_is_not_observed() -> None:
    one = torch_session("a", options={0: BlockOptions(check="shapes")})
    step = one.steps[0]
    seen = (Observation(2, 2, "x", "float", value='"nan"'), Observation(2, 2, "n", "int", value="3"))
    whole, _, _ = run(one, {"shape": {0: Result(step.path, step.block.id, step.key, "ok", observations=seen)}})
    assert [noted.value for noted in whole.results[0].observations] == ["", "3"]


def test_an_ordinary_failure_wants_no_device() -> None:
    one = torch_session("x @ y")
    real = SessionRun("note.md", "default", (failing(one, 0, "RuntimeError", "mat1 and mat2 shapes"),))
    assert wanted(one, real) is None


@pytest.mark.parametrize(
    ("source", "count"), [("x.cuda()", 1), ("x.to('cuda:1')", 2), ("'cuda:3', 'cuda:0'", 4), ("'cuda:9'", 1)]
)
def test_as_many_devices_as_the_numbers_need(source: str, count: int) -> None:
    assert device_count(torch_session(source)) == count

"""Code with a way without the device: the other way is followed as well, and what the device would refuse is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from execute.test_virtual import failing, run, torch_session

from vault_runner.execute.fallbacks import SLIP, has_a_way_without, hurried, with_slip
from vault_runner.model import BlockOptions, Mode, Result, SessionRun

ASKS = "d = 'cuda' if torch.cuda.is_available() else 'cpu'"
MIXED = "Expected all tensors to be on the same device, but found at least two devices, cuda:0 and cpu!"


def test_a_slip_is_told_of_the_block_that_ran_well_and_nothing_else_changes() -> None:
    one = torch_session(ASKS, "x + mask", "3")
    broken = failing(one, 1, "RuntimeError", MIXED)
    whole, scripted, told = run(one, {"value": {1: broken}})
    assert [(result.status, result.mode) for result in whole.results] == [("ok", "real")] * 3
    assert [[notice.rule for notice in result.notices] for result in whole.results] == [[], [SLIP], []]
    assert whole.results[1].notices[0].message == f"where there is a GPU it fails: {broken.because}"
    assert scripted.asked == [("real", 3), ("value", 3)]
    assert len(told) == len(one.steps)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"value": {0: failing(torch_session(ASKS), 0, "ValueError", "too few values")}},
        {"value": {0: replace(failing(torch_session(ASKS), 0, "Oversize", MIXED), status="timed-out")}},
    ],
)
def test_what_is_no_matter_of_devices_says_nothing(answers: Mapping[Mode, Mapping[int, Result]]) -> None:
    whole, _, _ = run(torch_session(ASKS), answers)
    assert whole.results[0].notices == ()


@pytest.mark.parametrize(
    ("source", "asks"),
    [
        (ASKS, True),
        ("n = torch.cuda.device_count()", True),
        ("d = torch.accelerator.is_available()", True),
        ("x = torch.ones(3)", False),
        ("d = torch.backends.mps.is_available()", False),
    ],
)
def test_only_who_asks_for_a_gpu_has_another_way(source: str, *, asks: bool) -> None:
    one = torch_session(source)
    fine = Result(one.steps[0].path, one.steps[0].block.id, one.steps[0].key, "ok")
    real = SessionRun(one.own, one.name, (fine,))
    assert has_a_way_without(one, real) is asks
    failed = replace(real, results=(replace(fine, status="failed"),))
    assert not has_a_way_without(one, failed)
    assert with_slip(real, failed) is real


def test_the_other_way_has_a_few_times_the_time_of_the_real_one() -> None:
    one = torch_session(ASKS, "2", options={1: BlockOptions(timeout=6.0)})
    results = tuple(
        Result(step.path, step.block.id, step.key, "ok", seconds=seconds)
        for step, seconds in zip(one.steps, (1.0, 4.0), strict=True)
    )
    quick = hurried(one, SessionRun(one.own, one.name, results))
    assert [step.options.timeout for step in quick.steps] == [7.0, 6.0]

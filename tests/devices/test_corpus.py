"""Blocks written for CUDA, checked on a machine that has none: what is right is verified, what is faulty is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from devices.blocks import CORPUS, Sample, is_right, outcome, samples

from vault_runner.execute import Executor

LEAST = 0.95
FEW = frozenset(("opt_before_move.py", "bad_two_gpus_add.py", "env_device_fallback.py", "amp_grad_scaler_loop.py"))
FROZEN = "92c2b41f469e1969a043fd7134d18e82a6b9fee593b997e113e999b900a4cc42"
"""Of the manifest, as it was before the virtual devices were written."""
SECOND = "c76d10857a5b1c5e40245a3147800f77c41a7523769c5f942a72ab5b56e5e4eb"
"""Of the second manifest, as it was before any of its blocks was run."""
THIRD = "54dd7069519f6855d1996ddd4af6e055e3524e13c8298cee1c2be5bd8966ff00"
"""Of the third one, likewise."""

pytestmark = pytest.mark.skipif(
    Path("/dev/nvidiactl").exists(), reason="here CUDA is real, and the blocks would run on it"
)


def test_the_corpus_is_what_it_was_before_the_devices_were_written() -> None:
    assert hashlib.sha256((CORPUS / "manifest.jsonl").read_bytes()).hexdigest() == FROZEN
    rows = [json.loads(line) for line in (CORPUS / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(row["kind"] == "valid" for row in rows) >= 168
    assert sum(row["kind"] == "faulty" for row in rows) >= 42
    for row in rows:
        number = int(hashlib.sha256(row["file"].removesuffix(".py").encode()).hexdigest(), 16)
        assert (row["part"] == "held-out") == (number % 3 == 0)


def test_the_second_corpus_is_what_it_was_before_it_was_run() -> None:
    assert hashlib.sha256((CORPUS / "second" / "manifest.jsonl").read_bytes()).hexdigest() == SECOND
    second = samples("second")
    assert sum(not each.reason for each in second) >= 60
    assert sum(bool(each.reason) for each in second) >= 25
    assert not {each.name for each in second} & {each.name for each in samples("development") + samples("held-out")}


def test_the_third_corpus_is_what_it_was_before_it_was_run() -> None:
    assert hashlib.sha256((CORPUS / "third" / "manifest.jsonl").read_bytes()).hexdigest() == THIRD
    third = samples("third")
    assert (sum(not each.reason for each in third), sum(bool(each.reason) for each in third)) == (30, 10)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", ["development", "held-out", "second", "third"])
def test_right_blocks_are_verified_and_faulty_ones_refused(part: str, executor: Executor) -> None:
    results = [(sample, outcome(executor, sample)) for sample in samples(part)]
    assert [sample.name for sample, result in results if result.status == "crashed"] == []
    for faulty in (False, True):
        kind = [(sample, result) for sample, result in results if bool(sample.reason) is faulty]
        missed = [(sample.name, result.because) for sample, result in kind if not is_right(sample, result)]
        assert len(missed) <= (1 - LEAST) * len(kind), missed
    devices = {result.mode for sample, result in results if result.status == "ok"}
    # Blocks with a way without CUDA take it, all others run virtually; only those for development have some.
    assert devices == ({"real", "value"} if part == "development" else {"value"})


@pytest.mark.parametrize(
    "sample", [each for each in samples("development") if each.name in FEW], ids=lambda each: each.name
)
def test_a_few_of_them_each_time(sample: Sample, executor: Executor) -> None:
    assert is_right(sample, outcome(executor, sample))

"""The corpus of blocks written for CUDA, and how one of them is run and scored."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from execute.sessions import session, texts

from vault_runner.execute import Executor, VirtualRunner
from vault_runner.model import BlockOptions, Failure, Result

CORPUS = Path(__file__).parent / "corpus"
PATIENT = BlockOptions(timeout=60)


@dataclass(frozen=True, slots=True)
class Sample:
    """One block and what is known of it."""

    name: str
    source: str
    part: Literal["development", "held-out", "second", "third"]
    shapes: tuple[tuple[str, tuple[int, ...]], ...]
    reason: str
    """What real hardware says of a faulty block; empty for one that is right."""


def samples(part: str) -> list[Sample]:
    """Return the blocks of one part."""
    folder = CORPUS / part if part in ("second", "third") else CORPUS
    rows = map(json.loads, (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Sample(
            row["file"],
            (folder / row["file"]).read_text(encoding="utf-8"),
            row["part"],
            tuple((name, tuple(shape)) for name, shape in row.get("shapes", {}).items()),
            row.get("reason", ""),
        )
        for row in rows
        if row["part"] == part
    ]


def outcome(executor: Executor, sample: Sample, options: BlockOptions = PATIENT) -> Result:
    """Run a block as `check` would on a machine without CUDA; its shapes are looked at by a block below it."""
    looks = "\n".join(f"{name}" for name, _ in sample.shapes) or "None"
    one = replace(
        session(sample.source, *looks.splitlines(), options=dict.fromkeys(range(9), options)),
        imports=frozenset(("torch", "numpy", "matplotlib")),
    )
    results = VirtualRunner(executor).run(one, texts(one)).results
    shapes = {
        name: result.observations[-1].shape
        for (name, _), result in zip(sample.shapes, results[1:], strict=False)
        if result.observations
    }
    wrong = [name for name, shape in sample.shapes if shapes.get(name) != shape]
    if results[0].status == "ok" and wrong:
        return replace(results[0], status="failed", because=f"the shapes of {wrong} are not as stated: {shapes}")
    return results[0]


def is_right(sample: Sample, result: Result) -> bool:
    """Tell whether a right block was verified, and a faulty one refused for the right reason."""
    if not sample.reason:
        return result.status == "ok"
    failures = [f"{each.ename}: {each.evalue}" for each in result.outputs if isinstance(each, Failure)]
    return result.status == "failed" and any(re.search(sample.reason, text) for text in failures)

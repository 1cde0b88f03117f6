"""Judge the devices that comments state (`# on cuda:0`, `# device: cpu`) against those that a run observed.

A note that was written beside an accelerator isn't wrong where there is none: that a value stands on the processor
contradicts `cuda` only if the code never asks for another device, or if other values of the run do stand on one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.model import Claim, NotePlan, Observation, SessionRun, Verdict
from vault_runner.verify.moments import Moment, Scene, scenes
from vault_runner.verify.shape_rewrite import evidence_at
from vault_runner.verify.value_claims import SaidOf, judge_said, read_said

_DEVICE = lazy_pattern(r"\b(?P<kind>cuda|mps|xpu|gpu|meta|cpu)(?::(?P<number>\d+))?\b", re.IGNORECASE)
_HERE = r"(?!\s*['\"](?:cpu|meta)\b)"
_ASKS = lazy_pattern(
    rf"cuda|\bmps\b|\bxpu\b|\bgpus?\b|accelerat|set_default_device\({_HERE}|\bdevice\s*=(?!=){_HERE}|torch\.device\({_HERE}"
    rf"|\.to\({_HERE}(?!\s*(?:dtype|torch\.\w+\d|torch\.(?:float|double|half|long|int|short|bool)))",
    re.IGNORECASE,
)
"""Code that may put something on another device than the processor."""
_COMMENT = lazy_pattern(r"#[^\n]*")
_PROCESSOR = frozenset({"cpu", "meta"})


def judge_devices(plan: NotePlan, runs: Sequence[SessionRun]) -> tuple[Verdict, ...]:
    """Return a verdict for each device claim of the note's code."""
    found = scenes(plan, runs)
    asked = any(_ASKS.search(_COMMENT.sub("", step.source)) for session in plan.sessions for step in session.steps)
    claims = [claim for claim in plan.note.claims if claim.kind == "device" and claim.block]
    verdicts = []
    for claim in claims:
        scene = found.get(claim.block)
        judge = partial(_judge, excused=asked and not (scene and _has_accelerator(scene)))
        verdicts.append(judge_said(claim, scene, judge))
    return tuple(verdicts)


def _has_accelerator(scene: Scene) -> bool:
    results = (*scene.earlier, scene.result, *scene.later)
    devices = {row.device.partition(":")[0] for result in results for row in (*result.observations, *result.details)}
    return bool(devices - _PROCESSOR - {""})


def _judge(claim: Claim, moment: Moment, *, excused: bool) -> Verdict | None:
    said = read_said(claim, _DEVICE, moment)
    stated = _DEVICE.search(claim.text, said.start) if said else None
    observed = _device_of(said.value) if said else ""
    if said is None or stated is None or not observed:
        return None
    kind, _, number = observed.partition(":")
    wanted = stated["kind"].lower()
    same = wanted == kind or (wanted == "gpu" and kind not in _PROCESSOR)
    if same and (stated["number"] is None or stated["number"] == (number or "0")):
        return Verdict(claim, "verified", "", stated[0], observed)
    if not said.firm:
        return Verdict(claim, "not-checkable", "it may speak of something else")
    if kind in _PROCESSOR and wanted not in _PROCESSOR and excused and said.value.type != "ndarray":
        return Verdict(claim, "not-checkable", f"there is no {stated[0]} where this ran")
    return _refuted(claim, said, stated[0], observed)


def _refuted(claim: Claim, said: SaidOf, written: str, observed: str) -> Verdict:
    reason = f"{said.value.name or 'the value'}: says {written}, is on {observed}"
    return Verdict(claim, "refuted", reason, written, observed, (evidence_at(said.start, said.start + len(written)),))


def _device_of(value: Observation) -> str:
    """Return the device of an array, or the device that a value is; a tensor's own, since numpy knows none."""
    if value.type == "device" and value.value:
        text = json.loads(value.value)
        return text if isinstance(text, str) else ""
    return value.device or ("cpu" if value.type == "ndarray" else "")

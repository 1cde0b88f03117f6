"""Judge the dtypes that comments state (`# float32`, `# dtype: torch.int64`) against those that a run observed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from vault_runner.model import Claim, NotePlan, Observation, SessionRun, Verdict
from vault_runner.verify.moments import Moment, scenes
from vault_runner.verify.shape_rewrite import evidence_at
from vault_runner.verify.value_claims import SaidOf, judge_said, read_said

_DTYPE = re.compile(
    r"(?P<package>(?:torch|np|numpy|jnp|tf)\.)?(?P<name>b?float\d*|bfloat16|float8_\w+|double|half|u?int\d*|long|short|bool_?"
    r"|complex\d*|object|str)\b",
    re.IGNORECASE,
)
_TORCH = {"float": "float32", "double": "float64", "half": "float16", "long": "int64", "int": "int32", "short": "int16"}
_NUMPY = {
    "float": "float64",
    "double": "float64",
    "half": "float16",
    "long": "int64",
    "short": "int16",
    "bool_": "bool",
}
_CATEGORIES = frozenset({"float", "int", "complex", "object", "str"})


def judge_dtypes(plan: NotePlan, runs: Sequence[SessionRun]) -> tuple[Verdict, ...]:
    """Return a verdict for each dtype claim of the note's code."""
    found = scenes(plan, runs)
    claims = [claim for claim in plan.note.claims if claim.kind == "dtype" and claim.block]
    return tuple(judge_said(claim, found.get(claim.block), _judge) for claim in claims)


def _judge(claim: Claim, moment: Moment) -> Verdict | None:
    said = read_said(claim, _DTYPE, moment)
    if said is None:
        return None
    observed = _dtype_of(said.value)
    if not observed:
        return None
    stated = _DTYPE.search(claim.text, said.start)
    if stated is None:
        return None
    right = _agrees(stated["package"] or "", stated["name"].lower(), observed)
    if right is None:
        return None
    return _verdict(claim, said, stated[0], observed, right=right)


def _verdict(claim: Claim, said: SaidOf, written: str, observed: str, *, right: bool) -> Verdict:
    if right:
        return Verdict(claim, "verified", "", written, observed)
    if not said.firm:
        return Verdict(claim, "not-checkable", "it may speak of something else")
    package, dot, _ = written.rpartition(".")
    found = f"{package}{dot}{observed.rpartition('.')[2]}"
    reason = f"{said.value.name or 'the value'}: says {written}, is {found}"
    return Verdict(claim, "refuted", reason, written, found, (evidence_at(said.start, said.start + len(written)),))


def _dtype_of(value: Observation) -> str:
    """Return the dtype of an array, or the dtype that a value is."""
    if value.dtype:
        return value.dtype
    is_dtype = value.type == "dtype" or value.type.endswith("DType")
    text = json.loads(value.value) if is_dtype and value.value else ""
    return text if isinstance(text, str) else ""


def _agrees(package: str, name: str, observed: str) -> bool | None:
    """Tell whether a dtype's name is the observed one; None if the name leaves the width open and the kind differs."""
    real = observed.rpartition(".")[2]
    if name == real:
        return True
    torch = package == "torch." or (not package and observed.startswith("torch."))
    meant = (_TORCH if torch else _NUMPY).get(name, name)
    if meant == real:
        return True
    if not package and name in _CATEGORIES:
        return True if real.startswith(name) or (name == "int" and real.startswith("uint")) else None
    return False

"""Blocks that name another block of their note in `depends`: it must be there, and run before them."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence

from vault_runner.model import Finding, Skip
from vault_runner.plan.depends import Target
from vault_runner.plan.drafts import Draft
from vault_runner.plan.findings import finding
from vault_runner.plan.obstacles import depends_span
from vault_runner.plan.survey import Survey


def label_findings(
    survey: Survey, sessions: Mapping[str, Sequence[Draft]], skipped: Sequence[Skip]
) -> Iterator[Finding]:
    """Yield a finding for each label in a running block's `depends` that doesn't lead to an earlier block."""
    running = {draft.block.id: (name, draft.block.line) for name, drafts in sessions.items() for draft in drafts}
    labels = dict(reversed(survey.labels))
    reasons = {skip.block.id: skip.because for skip in skipped}
    for candidate in survey.candidates:
        if candidate.block.id not in running:
            continue
        session, line = running[candidate.block.id]
        for target in candidate.targets:
            if target.kind != "label":
                continue
            named = labels.get(target.name)
            span = depends_span(survey.note, candidate.block, target)
            if named is None:
                message, remedy = _unknown(target, labels)
                yield finding(survey.note, "VRX103", span, message, remedy)
            elif named.id not in running:
                why = reasons.get(named.id, "")
                message = f"depends on `{target.name}`, which doesn't run: {why}"
                yield finding(survey.note, "VRX107", span, message, "let that block run too")
            elif running[named.id][0] != session:
                message = f"depends on `{target.name}`, which runs in the session `{running[named.id][0]}`"
                yield finding(survey.note, "VRX107", span, message, "give both blocks the same session")
            elif named.line >= line:
                message = f"depends on `{target.name}`, which stands further down, on line {named.line}"
                yield finding(survey.note, "VRX107", span, message, "move that block up")


def _unknown(target: Target, labels: Mapping[str, object]) -> tuple[str, str]:
    near = difflib.get_close_matches(target.name, labels, n=1)
    remedy = f"did you mean `{near[0]}`?" if near else f"a note is written `[[{target.name}]]`, a file with its ending"
    return f"depends on `{target.name}`, which is no label of this note", remedy

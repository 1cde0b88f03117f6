"""Findings, remarks and lines come back as they were put in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vault_runner.model import Finding, LineTable, Remark, Span
from vault_runner.recall import findings_from, findings_to, lines_from, lines_to, remarks_from

TEXT = st.text(max_size=30)
SPANS = st.tuples(st.integers(0, 900), st.integers(0, 900)).map(lambda pair: Span(min(pair), max(pair)))
FINDINGS = st.builds(Finding, TEXT, SPANS, TEXT, st.sampled_from(("error", "warning", "info")), TEXT, TEXT)
REMARKS = st.builds(
    Remark, st.sampled_from(("ignore", "expect")), SPANS, SPANS, st.lists(TEXT, max_size=3).map(tuple), TEXT
)


@given(findings=st.lists(FINDINGS, max_size=4).map(tuple))
def test_findings(findings: tuple[Finding, ...]) -> None:
    assert findings_from(findings_to(findings)) == findings


@given(remarks=st.lists(REMARKS, max_size=4).map(tuple))
def test_remarks(remarks: tuple[Remark, ...]) -> None:
    assert remarks_from(findings_to(remarks)) == remarks


@given(text=st.text(alphabet="a\r\n\f\u2028中😀", max_size=60))
def test_lines(text: str) -> None:
    assert lines_from(lines_to(LineTable.of(text))) == LineTable.of(text)

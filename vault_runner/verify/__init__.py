"""Results → findings: what a run says about a note. Pure; it never sees the note's live values."""

from vault_runner.verify.claims import judge_claims, judge_verdicts
from vault_runner.verify.expectations import Expectation, expectations, judge_expectations
from vault_runner.verify.formulas import judge_formulas
from vault_runner.verify.questions import items_of, request_of
from vault_runner.verify.runs import judge_runs, missing_packages

__all__ = [
    "Expectation",
    "expectations",
    "items_of",
    "judge_claims",
    "judge_expectations",
    "judge_formulas",
    "judge_runs",
    "judge_verdicts",
    "missing_packages",
    "request_of",
]

"""Claims: what a note states that code or mathematics could contradict. Found here, judged elsewhere.

What is no claim stays silent: values, prose in brackets, `3x3 conv`, single symbols.
"""

from vault_runner.parse.claims.formulas import formula_claims
from vault_runner.parse.claims.output_fences import fence_claims
from vault_runner.parse.claims.prose import prose_claims
from vault_runner.parse.claims.python_code import code_claims

__all__ = ["code_claims", "fence_claims", "formula_claims", "prose_claims"]

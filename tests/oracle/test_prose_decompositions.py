"""Singular value decompositions in words: full, thin, and sums of rank-one terms."""

from __future__ import annotations

from oracle.asking import verdict

from vault_runner.oracle.prose import read_prose
from vault_runner.oracle.scope import Scope

FULL = r"$A = U\Sigma V^\top$ is a full singular value decomposition of $A\in\mathbb{R}^{m\times n}$."
THIN = r"$A = U\Sigma V^\top$ is a thin singular value decomposition of $A\in\mathbb{R}^{m\times n}$."
BARE = r"$A = U\Sigma V^\top$ is the singular value decomposition of $A\in\mathbb{R}^{m\times n}$."
SUM = r"$A=\sum_{i=1}^r\sigma_iu_iv_i^\top$ is the singular value decomposition of the rank-$r$ matrix $A$."


def types(prose: str) -> dict[str, str]:
    """Return the types of the factors."""
    scope = Scope()
    read_prose(scope, prose)
    return {name: str(symbol.ty) for name, symbol in scope.symbols.items()}


def test_full_and_thin_factors_have_other_sizes() -> None:
    assert types(FULL)["U"] == "a matrix m×m"
    assert types(FULL)["Sigma"] == "a matrix m×n"
    assert types(THIN)["U"] != "a matrix m×m"


def test_what_holds_of_one_form_only() -> None:
    assert verdict(FULL, r"UU^\top = I").startswith("verified")
    assert verdict(THIN, r"UU^\top = I") == "refuted"
    assert verdict(BARE, r"UU^\top = I") == "doubted"


def test_a_truncated_sum() -> None:
    prose = SUM.rstrip(".") + r", $k<r$, and $A_k=\sum_{i=1}^k\sigma_iu_iv_i^\top$."
    assert verdict(prose, r"\|A-A_k\|_F^2 = \sum_{i=k+1}^r\sigma_i^2").startswith("verified")
    assert verdict(prose, r"\|A-A_k\|_F^2 = \sum_{i=k}^r\sigma_i^2") == "refuted"


def test_factors_of_another_product_are_nothing_special() -> None:
    prose = r"$A = U\Sigma V^\top$ is a product of matrices, $A\in\mathbb{R}^{m\times n}$."
    assert not verdict(prose, r"U^\top U = I").startswith("verified")

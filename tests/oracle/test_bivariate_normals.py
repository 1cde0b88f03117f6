r"""Two jointly normal numbers in words, and what one says of the other."""

from __future__ import annotations

import pytest
from oracle.asking import verdict

from vault_runner.oracle.bivariate_normals import stated_bivariate

GIVEN = (
    r"$(X,Y)$ is bivariate normal with means $\mu_X,\mu_Y$, standard deviations $\sigma_X,\sigma_Y>0$"
    r" and correlation $\rho\in(-1,1)$."
)


@pytest.mark.parametrize(
    ("latex", "twin"),
    [
        (
            r"\mathbb{E}[Y\mid X=x] = \mu_Y + \rho\,\frac{\sigma_Y}{\sigma_X}(x-\mu_X)",
            r"\mathbb{E}[Y\mid X=x] = \mu_Y + \rho\,\frac{\sigma_X}{\sigma_Y}(x-\mu_X)",
        ),
        (
            r"\operatorname{Var}(Y\mid X=x) = \sigma_Y^2(1-\rho^2)",
            r"\operatorname{Var}(Y\mid X=x) = \sigma_Y^2(1-\rho)",
        ),
        (r"\operatorname{Cov}(X,Y) = \rho\sigma_X\sigma_Y", r"\operatorname{Cov}(X,Y) = \rho"),
    ],
)
def test_moments_given_the_other(latex: str, twin: str) -> None:
    assert verdict(GIVEN, latex) == "verified"
    assert verdict(GIVEN, twin) == "refuted"


def test_variances_that_are_squares_name_positive_deviations() -> None:
    said = r"$(X,Y)$ 服从二元正态分布，均值为 $\mu_1,\mu_2$，方差为 $\sigma_1^2,\sigma_2^2$，相关系数为 $\rho$。"
    assert verdict(said, r"\operatorname{Cov}(X,Y)=\rho\sigma_1\sigma_2") == "verified"
    assert verdict(said, r"\operatorname{Cov}(X,Y)=\rho\sigma_1^2\sigma_2^2") == "refuted"


@pytest.mark.parametrize(
    "prose",
    [
        GIVEN.replace("is bivariate", "is not bivariate"),
        GIVEN.replace("is bivariate", "is approximately bivariate"),
        GIVEN.replace("bivariate normal", "bivariate Poisson"),
        GIVEN.replace("correlation", "covariance"),
    ],
)
def test_other_words_are_left(prose: str) -> None:
    assert stated_bivariate(prose) == prose

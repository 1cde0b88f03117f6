"""The traps of equation reading, one test each; their numbers follow the list of the research page."""

from __future__ import annotations

import pytest
from oracle.asking import answer, verdict, verdicts

SQUARE = r"$A,B\in\mathbb{R}^{n\times n}$."


def test_01_product_or_application_in_one_formula() -> None:
    assert verdict(r"$x,t\in\mathbb{R}$.", r"x(1+t) = x + xt").startswith("verified")
    assert (
        verdict(r"$f:\mathbb{R}\to\mathbb{R}$ is differentiable, $x\in\mathbb{R}$.", r"f(x+1) = f(x) + 1") == "refuted"
    )
    assert verdict(r"$\sigma$ is the sigmoid function, $x\in\mathbb{R}$.", r"\sigma(x) + \sigma(-x) = 1").startswith(
        "verified"
    )
    assert verdict(r"$X\sim\mathcal{N}(\mu,\sigma^2)$.", r"\operatorname{Var}(X) = \sigma^2").startswith("verified")


def test_02_letters_with_two_meanings() -> None:
    assert verdict(r"$A\in\mathbb{R}^{n\times n}$.", "AI = A").startswith("verified")
    assert verdict("$X,Y$ are discrete random variables.", r"I(X;Y) = H(X) - H(X \mid Y)").startswith("verified")
    assert verdict(r"$x\in\mathbb{R}^n$.", r"\langle x, 1\rangle = \sum_{i=1}^n x_i").startswith("verified")
    assert verdict(r"$A\in\mathbb{R}^{m\times n}$.", "(A^T)^T = A").startswith("verified")


def test_03_exponential_of_a_matrix_is_never_guessed() -> None:
    assert verdict(r"$X\in\mathbb{R}^{n\times n}$ skew-symmetric.", r"e^X e^{X^\top} = I").startswith("verified")
    asked = answer(r"$X\in\mathbb{R}^{n\times n}$.", r"\exp(X)\exp(-X) = I")
    assert asked["verdict"] == "not-checkable"
    assert "matrix exponential, or each element" in asked["reason"]
    assert "% let exp" in asked["remedy"]


def test_04_powers_and_quotients_of_vectors_need_a_word() -> None:
    assert answer(r"$x,y\in\mathbb{R}^n$.", "x^2 - y^2 = (x-y)(x+y)")["code"] in {"elementwise", "kind"}
    assert verdict(r"$x\in\mathbb{R}^n$.", r"\sqrt{x} = x") == "not-checkable"


def test_05_index_and_power_in_one_line() -> None:
    latex = r"\hat{m}_t = \frac{m_t}{1-\beta_1^t}, \quad \hat{v}_t = \frac{v_t}{1-\beta_2^t}"
    assert verdicts("偏差修正：", latex) == ["definition", "definition"]
    assert verdict(r"$A\in\mathbb{R}^{n\times n}$ invertible.", r"A^{-\top} = (A^\top)^{-1}").startswith("verified")
    assert verdict(r"$A\in\mathbb{R}^{m\times n}$.", "A A^+ A = A").startswith("verified")


def test_06_the_other_layout_is_doubted_not_refuted() -> None:
    context = r"$A\in\mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$."
    assert verdict(context, r"\frac{\partial Ax}{\partial x} = A").startswith("verified")
    assert verdict(context, r"\frac{\partial Ax}{\partial x} = A^\top") == "doubted"
    assert verdict(context + " In numerator layout:", r"\frac{\partial Ax}{\partial x} = A^\top") == "refuted"


def test_07_names_introduced_by_words_are_bound() -> None:
    context = r"$\alpha$ is the angle between $x\in\mathbb{R}^n$ and $y\in\mathbb{R}^n$."
    assert verdict(
        r"$x,y\in\mathbb{R}^n$ and $\alpha$ is the angle between $x$ and $y$.", r"x^\top y = \|x\|\|y\|\cos\alpha"
    ).startswith("verified")
    assert verdict(context, r"x^\top y = \|x\|\|y\|\cos\alpha") != "refuted"
    assert verdict(
        r"$A\in\mathbb{R}^{n\times n}$ symmetric with eigenvalues $\lambda_i$.",
        r"\operatorname{tr}(A) = \sum_{i=1}^n \lambda_i",
    ).startswith("verified")


def test_08_an_undeclared_matrix_is_no_number() -> None:
    assert verdict("", "AB = BA") in {"not-checkable", "ambiguous"}
    assert verdict(SQUARE, "AB = BA") == "refuted"


def test_09_sizes_are_distinct_and_at_least_two() -> None:
    assert verdict(r"$A\in\mathbb{R}^{m\times n}$.", r"A^\top A = A A^\top") == "refuted"
    assert verdict(r"$x,y\in\mathbb{R}^n$.", r"\|x+y\| = \|x\|+\|y\|") == "refuted"
    assert min(answer(SQUARE, "AB = BA")["counterexample"]["sizes"].values()) >= 2


def test_10_domains_are_kept() -> None:
    assert verdict(r"$a,b\in\mathbb{R}$, $a>0$, $b>0$.", r"\log(ab) = \log a + \log b").startswith("verified")
    assert verdict(r"$|r|<1$.", r"\sum_{k=0}^\infty r^k = \frac{1}{1-r}").startswith("verified")
    assert answer(r"$x\in\mathbb{R}$.", r"\log(-1-x^2) = 2x")["verdict"] == "not-checkable"


def test_10_half_a_domain_is_no_verification() -> None:
    assert verdict(r"$x\in\mathbb{R}$.", r"\log(x^2) = 2\log x") == "not-checkable"


def test_11_ill_conditioned_samples_do_not_refute() -> None:
    assert verdict(r"$A\in\mathbb{R}^{n\times n}$ is singular.", r"A A^{-1} = I") == "not-checkable"


def test_12_both_signs_are_tried() -> None:
    assert verdict(r"$x\in\mathbb{R}$.", r"\sqrt{x^2} = x") == "refuted"
    assert verdict(r"$x\in\mathbb{R}$.", r"\sqrt{x^2} = |x|").startswith("verified")


def test_13_series_start_and_tail() -> None:
    assert verdict("对于一个实数 $x$：", r"e^x = \sum_{k=0}^\infty \frac{x^k}{k!}").startswith("verified")
    assert verdict("对于一个实数 $x$：", r"e^x = \sum_{k=1}^\infty \frac{x^k}{k!}") == "refuted"
    assert verdict("", r"\sum_{k=1}^\infty \frac{1}{k^2} = \frac{\pi^2}{6}").startswith("verified")
    assert verdict("", r"\sum_{k=1}^\infty \frac{1}{k} = 12") == "not-checkable"


def test_14_expectations_are_exact_and_off_centre() -> None:
    context = "$X$ is a random variable with finite variance."
    assert verdict(context, r"\operatorname{Var}(X) = \mathbb{E}[X^2] - \mathbb{E}[X]^2").startswith("verified")
    assert verdict(context, r"\operatorname{Var}(X) = \mathbb{E}[X^2]") == "refuted"


def test_15_the_first_wrong_link_of_a_chain_is_named() -> None:
    found = verdicts(r"$x,y\in\mathbb{R}$.", r"(x+y)^2 = x^2 + 2xy + y^2 = x^2 + y^2")
    assert found == ["verified-exact", "refuted"]


@pytest.mark.parametrize(("second", "expected"), [(r"\arg\min_s", "verified"), (r"\arg\max_s", "doubted")])
def test_15_equivalent_problems_have_equal_optimisers(second: str, expected: str) -> None:
    likelihood = r"s^*=\arg\max_{s}\mathbb{E}_{x\sim p}[\log f(x;s)]"
    latex = likelihood + r" \Longleftrightarrow s^*=" + second + r" D_{\mathrm{KL}}(p \,\|\, f(\cdot;s))"
    assert set(verdicts("", latex)) == {expected}


def test_16_definitions_only_introduce() -> None:
    assert verdict("", "Z = XY") == "definition"
    assert verdict("Given $y = Wx$:", "z = Wx") == "definition"


def test_17_words_and_punctuation_around_a_formula() -> None:
    context = r"设 $f(x,y) = \begin{bmatrix} x^2 + y \\ \sin(x) \\ y^2 \end{bmatrix}$，那么 Jacobian 是："
    jacobian = r"J = \begin{bmatrix} 2x & 1 \\ %s & 0 \\ 0 & 2y \end{bmatrix} \quad (3 \times 2 \text{ 矩阵}) \tag{1}"
    assert verdict(context, jacobian % r"\cos(x)").startswith("verified")
    assert verdict(context, jacobian % r"-\cos(x)") == "refuted"


def test_18_negations_and_exceptions() -> None:
    assert verdict(SQUARE[:-1] + ", not assumed to commute.", "AB = BA") == "refuted"
    assert verdict(SQUARE[:-1] + ", unless $A$ is singular.", "AB = BA") == "doubted"
    assert verdict(r"设 $A,B\in\mathbb{R}^{n\times n}$，除非另有说明。", "AB = BA") == "doubted"


def test_20_the_same_question_has_the_same_numbers() -> None:
    assert answer(SQUARE, "AB = BA") == answer(SQUARE, "AB = BA")


def test_remainders_are_measured() -> None:
    context = "For $h\\in\\mathbb{R}$ as $h\\to 0$:"
    assert verdict(context, r"e^{h} = 1 + h + \frac{h^2}{2} + O(h^3)") == "verified"
    assert verdict(context, r"e^{h} = 1 + h + h^2 + O(h^3)") in {"refuted", "doubted"}


def test_solutions_are_substituted_into_their_equation() -> None:
    context = r"$\frac{d}{dt}x(t) = Ax(t)$ with $A\in\mathbb{R}^{n\times n}$."
    assert verdict(context, "x(t) = e^{At} x(0)") == "verified"
    assert verdict(context, "x(t) = e^{-At} x(0)") in {"refuted", "doubted"}

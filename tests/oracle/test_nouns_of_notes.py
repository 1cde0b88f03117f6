"""What pasted answers say around their formulas: compositions, points and directions, which product is meant."""

from __future__ import annotations

import pytest

from vault_runner.oracle import ask_row


def verdict(context: str, latex: str) -> str:
    return str(ask_row(context, latex)[-1]["verdict"]).removesuffix("-exact")


COMPOSED = "假设有复合函数 $f(g(x))$，那么它的 Jacobian 是："
PRODUCT = "其中 $X$ 为方阵，每一项都是矩阵乘法（不是 Hadamard 逐元素乘法！）："
ANGLE = r"其中 $\alpha$ 是 $p_t$ 和梯度 $\nabla f(x_{t-1})$ 的夹角。"
SLOPE = r"D_{p_t} f(x_{t-1}) = \|\nabla f(x_{t-1})\| \, \|p_t\| \cos(\alpha)"
POINT = "函数 $f$ 可微。在点 $x_{t-1}$，选择一个移动方向 $p_t$。"
FLAT = r"$W\in\mathbb{R}^{o\times d}$。我们可以把 $W$ 展平为一个向量"
ROTATION = r"设 $X = \begin{bmatrix}0 & -1 \\ 1 & 0\end{bmatrix}$。那么："
TURNED = r"e^{X\theta} = \begin{bmatrix}\cos\theta & -\sin\theta \\ \sin\theta & \cos\theta\end{bmatrix}"
WHOLE = "the summation runs along the full axis:"
ROWS = [
    (COMPOSED, r"\partial [f(g(x))] = [\partial f(\cdot)] \, \partial g(x)", "verified"),
    (COMPOSED, r"\partial [f(g(x))] = \partial g(x) \, [\partial f(\cdot)]", "refuted"),
    ("有复合函数 $f(g(x))$，", r"\partial [f(g(x))] = \partial g(x) \, [\partial f(\cdot)]", "not-checkable"),
    (
        r"$f:\mathbb{R}\to\mathbb{R}$，$g:\mathbb{R}\to\mathbb{R}$。复合函数 $f(g(x))$ 的 Jacobian：",
        r"\partial [f(g(x))] = \partial g(x) \, [\partial f(\cdot)]",
        "verified",
    ),
    (r"函数 $f$ 可微。在点 $x$，选择一个下降方向 $p$。", r"D_p f(x) \le 0", "doubted"),
    (
        r"$W\in\mathbb{R}^{o\times d}$ 是方阵。我们可以把 $W$ 展平为一个向量",
        r"\text{vec}(W) \in \mathbb{R}^{d^2}",
        "verified",
    ),
    (PRODUCT, "X^2 = XX", "verified"),
    (PRODUCT, r"X^2 = X \odot X", "refuted"),
    ("其中 $X$ 为方阵，每一项都是 Hadamard 逐元素乘法：", r"X^2 = X \odot X", "not-checkable"),
    ("把标量 $x$ 换成矩阵 $X$（方阵）：", "X^2 = 2X", "refuted"),
    (ANGLE, SLOPE, "verified"),
    (ANGLE, SLOPE.replace(r"\cos", r"\sin"), "doubted"),
    (POINT, r"D_{p_t} f(x_{t-1}) = \langle \nabla f(x_{t-1}), p_t \rangle", "verified"),
    (POINT, r"D_{p_t} f(x_{t-1}) = -\langle \nabla f(x_{t-1}), p_t \rangle", "refuted"),
    (FLAT, r"\text{vec}(W) \in \mathbb{R}^{od}", "verified"),
    (FLAT, r"\text{vec}(W) \in \mathbb{R}^{o+d}", "refuted"),
    (ROTATION, TURNED, "verified"),
    (ROTATION, TURNED.replace(r"& -\sin", r"& \sin"), "doubted"),
    (WHOLE, r"\sum_i x_i = \sum_{i=1}^n x_i", "verified"),
    (WHOLE[:-1] + " except its first entry:", r"\sum_i x_i = \sum_{i=1}^n x_i", "not-checkable"),
    ("For two matrices of the same shape it multiplies:", r"[X \odot Y]_{ij} = X_{ij} Y_{ij}", "verified"),
]


@pytest.mark.parametrize(("context", "latex", "expected"), ROWS)
def test_what_is_read(context: str, latex: str, expected: str) -> None:
    assert verdict(context, latex) == expected

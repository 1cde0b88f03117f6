"""Word lists for reading comments about shapes: what may stand beside a shape, and what a shape is never made of."""

from __future__ import annotations

from typing import Final

_FILLERS = """
output outputs out result results return returns returned gives give yields makes produces becomes become now
still again also so thus then hence finally the a an its this is are has have with of as to in be new final
resulting overall stays remains back all same i.e ie namely shape shapes size sizes dim dims dimension
dimensions tensor tensors matrix matrices array arrays vector vectors scalar flattened reshaped resized
projected squeezed unsqueezed expanded broadcast broadcasted broadcasts stacked concatenated viewed padded
pooled repeated summed auto automatically will ndarray three two four
"""
_NOUNS = """
hidden state states logits scores score attention weights weight features feature map maps embeddings embedding
embedded activations activation batch prediction predictions probabilities probs tokens values context image
images samples data token float32 float64 int64
"""
_THINGS = """
inputs outputs targets labels values indices keys queries logits params grads images masks weights losses
results predictions scores tensors arrays states probs tokens embeddings boxes means variances args kwargs pass
less this
"""
_COORDINATES = """
x y z u v w i j k r g b theta phi lat lon lng row col column left top right bottom x1 y1 x2 y2 x0 y0 cx cy mean
std var min max low high start end lower upper re im real imag a0 a1 from to begin stop
"""
_JOINING = """
的形状 形状 尺寸 维度 大小 张量 矩阵 数组 向量 输出 结果 返回 得到 变成 变为 现在 仍然
仍为 仍是 依然 最终 最后 所以 因此 即为 即 也是 就是 会自动广播成 会被广播成 会广播成
自动广播成 广播成 广播到 广播为 广播后 会 被 自动 广播 卷积后 池化后 裁剪后 填充后 嵌入后
投影后 激活后 归一化后 切片后 求和后 重塑后 变形后 线性层后 展平后 拼接后 堆叠后 扩展成
扩展为 扩展到 展平成 展平 转换成 转换为 是 为 的 成
"""

_DENYING = """
不是 而不 不再 不能 不会 之前 以前 原来 原本 原先 应该 应为 如果 若 否则 错误 报错 期望 要求 需要 例如 比如 假设
"""

FILLERS: Final = frozenset(_FILLERS.split())
"""Words beside a shape that leave it a statement about the value at hand."""
NOUNS: Final = frozenset(_NOUNS.split())
"""What a value may be called without being named: `hidden states (B, T, D)`."""
PARAMETERS: Final = frozenset(("weight", "weights"))
"""Those that most often are a layer's own, and not what it gives: `y = layer(x)  # weight (4, 3)`."""
THINGS: Final = frozenset(_THINGS.split())
"""Plural words for what an array holds, which people list in brackets as well: `(values, indices)`."""
COORDINATES: Final = frozenset(_COORDINATES.split())
"""What the entries of points, colours, boxes and intervals are called."""
CHINESE: Final = tuple(sorted(_JOINING.split(), key=len, reverse=True))
"""Chinese words that only join, the longest first."""
DENYING: Final = tuple(_DENYING.split())
"""Chinese words that turn a statement into something else than one about the value at hand."""

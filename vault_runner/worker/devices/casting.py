"""Autocast on virtual devices, which torch does by a device's own dispatch key and `meta` has none.

The lists are those of torch's documentation of CUDA ("CUDA Op-Specific Behavior"). An operation that is no leaf of
python, such as attention, is cast as a whole.
"""

from __future__ import annotations

from typing import Any

import torch

from vault_runner.worker.devices.tensors import is_virtual, leaves, mapped

LOWER = frozenset(
    [
        "__matmul__",
        "__rmatmul__",
        "matmul",
        "mm",
        "mv",
        "bmm",
        "addmm",
        "addmv",
        "addr",
        "addbmm",
        "baddbmm",
        "chain_matmul",
        "multi_dot",
        "linalg_multi_dot",
        "conv1d",
        "conv2d",
        "conv3d",
        "conv_transpose1d",
        "conv_transpose2d",
        "conv_transpose3d",
        "conv_tbc",
        "convolution",
        "linear",
        "einsum",
        "prelu",
        "scaled_dot_product_attention",
        "multi_head_attention_forward",
        "lstm",
        "gru",
        "rnn_tanh",
        "rnn_relu",
        "lstm_cell",
        "gru_cell",
        "rnn_tanh_cell",
        "rnn_relu_cell",
    ]
)
SINGLE = frozenset(
    [
        "__pow__",
        "__rpow__",
        "__rdiv__",
        "__rtruediv__",
        "acos",
        "asin",
        "cosh",
        "erfinv",
        "exp",
        "expm1",
        "log",
        "log10",
        "log2",
        "log1p",
        "reciprocal",
        "rsqrt",
        "sinh",
        "tan",
        "pow",
        "softplus",
        "layer_norm",
        "group_norm",
        "norm",
        "nuclear_norm",
        "vector_norm",
        "matrix_norm",
        "linalg_vector_norm",
        "linalg_matrix_norm",
        "cosine_similarity",
        "poisson_nll_loss",
        "cosine_embedding_loss",
        "nll_loss",
        "nll_loss2d",
        "cross_entropy",
        "hinge_embedding_loss",
        "kl_div",
        "l1_loss",
        "smooth_l1_loss",
        "huber_loss",
        "mse_loss",
        "margin_ranking_loss",
        "triplet_margin_loss",
        "multilabel_margin_loss",
        "soft_margin_loss",
        "multi_margin_loss",
        "binary_cross_entropy_with_logits",
        "ctc_loss",
        "dist",
        "pdist",
        "cdist",
        "renorm",
        "logsumexp",
        "softmax",
        "log_softmax",
        "softmin",
        "cumprod",
        "cumsum",
        "prod",
        "sum",
        "interpolate",
    ]
)
WIDEST = frozenset(
    [
        "addcdiv",
        "addcmul",
        "atan2",
        "bilinear",
        "cross",
        "dot",
        "vdot",
        "grid_sample",
        "index_put",
        "tensordot",
        "scatter_add",
    ]
)
REFUSED = frozenset(("binary_cross_entropy",))
_UNSAFE = (
    "torch.nn.functional.binary_cross_entropy and torch.nn.BCELoss are unsafe to autocast.\n"
    "Many models use a sigmoid layer right before the binary cross entropy layer.\nIn this case, combine the two "
    "layers using torch.nn.functional.binary_cross_entropy_with_logits\nor torch.nn.BCEWithLogitsLoss."
)
_FLOATS = (torch.float16, torch.bfloat16, torch.float32)


def cast(kind: str, name: str, args: Any, kwargs: Any) -> tuple[Any, Any]:
    """Return the arguments of an operation in the precision that autocast gives them."""
    if not torch.is_autocast_enabled(kind):
        return args, kwargs
    if name in LOWER:
        wanted = torch.get_autocast_dtype(kind)
    elif name in SINGLE:
        wanted = torch.float32
    elif name in WIDEST:
        wanted = _widest(args, kwargs)
    else:
        if name in REFUSED and any(map(_castable, leaves((args, kwargs)))):
            raise RuntimeError(_UNSAFE)
        return args, kwargs

    def change(part: Any) -> Any:
        return part.to(wanted) if _castable(part) and part.dtype is not wanted else part

    return mapped(change, args), mapped(change, kwargs)


def _castable(part: object) -> bool:
    return isinstance(part, torch.Tensor) and part.dtype in _FLOATS and is_virtual(part)


def _widest(args: Any, kwargs: Any) -> Any:
    kinds = {part.dtype for part in leaves((args, kwargs)) if _castable(part)}
    return torch.float32 if torch.float32 in kinds or not kinds else next(iter(kinds))

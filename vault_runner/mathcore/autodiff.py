"""Derivatives of torch functions by automatic differentiation, forward or reverse by shape.

torch is reached through the caller's tensor, so this module can be imported without it.
"""

from __future__ import annotations

import functools
import warnings

from .arrays import Array, Map, floating, promoted, sort_of, torch_module
from .memory import halving
from .shapes import ShapeError, written

_ROUGHLY = 8  # activations are measured only if eight times inputs and outputs wouldn't fit


def real_input(x: Array) -> Array:
    """Return `x` as the real floating tensor at which f is differentiated."""
    if sort_of(x) == "complex":
        raise TypeError("derivatives are defined for real x; this one is complex")
    return floating(x)


def tensor_valued(f: Map, x: Array) -> Map:
    """Return f with results joined to one tensor, so that f may return a list of scalars."""
    torch = torch_module()

    def joined(z: Array) -> Array:
        y = f(z)
        if isinstance(y, list | tuple):
            y = torch.stack([torch.as_tensor(each, dtype=x.dtype, device=x.device) for each in y])
        elif not isinstance(y, torch.Tensor):
            y = torch.as_tensor(y, dtype=x.dtype, device=x.device)
        if sort_of(y) != "real":
            raise TypeError(f"derivatives are defined for real functions; this one returns {y.dtype}")
        return y

    return joined


def jacobian(f: Map, x: Array, memory: int) -> Array:
    """Return the Jacobian, shape f(x).shape + x.shape; forward mode if x is smaller than f(x), else reverse.

    The reverse pass is prepared while f(x) is computed, so that asking for the shape costs nothing there.
    """
    torch = torch_module()
    x = real_input(x)
    f = tensor_valued(f, x)
    y, pull = torch.func.vjp(f, x)
    o, d = y.numel(), x.numel()
    if o == 0 or d == 0:
        return y.new_zeros(y.shape + x.shape)
    chunk, asked = _chunk(f, x, (o, d), memory), o * d * y.element_size()
    if d < o:
        try:
            return halving("jacobian", chunk, asked, functools.partial(_by_columns, f, x))
        except NotImplementedError:  # an operation of f has no forward derivative
            pass
    return halving("jacobian", chunk, asked, functools.partial(_by_rows, pull, y)).reshape(y.shape + x.shape)


def _by_rows(pull: Map, y: Array, chunk: int) -> Array:
    torch = torch_module()
    basis = torch.eye(y.numel(), dtype=y.dtype, device=y.device).reshape(-1, *y.shape)
    size = chunk if chunk < len(basis) else None
    return torch.vmap(pull, chunk_size=size, randomness="same")(basis)[0]


def _by_columns(f: Map, x: Array, chunk: int) -> Array:
    torch = torch_module()
    _prepare_forward_mode()
    basis = torch.eye(x.numel(), dtype=x.dtype, device=x.device).reshape(-1, *x.shape)
    push_one = functools.partial(_tangent, f, x)
    size = chunk if chunk < len(basis) else None
    columns = torch.vmap(push_one, chunk_size=size, randomness="same", out_dims=-1)(basis)
    return columns.reshape(columns.shape[:-1] + x.shape)


def _tangent(f: Map, x: Array, u: Array) -> Array:
    return torch_module().func.jvp(f, (x,), (u,))[1]


def _chunk(f: Map, x: Array, sizes: tuple[int, int], memory: int) -> int:
    """Return how many rows or columns fit into the memory at once."""
    o, d = sizes
    shorter, item = min(o, d), int(x.element_size())
    if shorter * (o + d) * item * _ROUGHLY <= memory:
        return shorter
    each = (o + d + _saved_elements(f, x)) * item
    return max(1, min(shorter, memory // each))


def _saved_elements(f: Map, x: Array) -> int:
    """Count the entries that autograd keeps for a backward pass, from one plain run of f."""
    total = 0

    def count(tensor: Array) -> Array:
        nonlocal total
        total += tensor.numel() if tensor.grad_fn is not None else 0
        return tensor

    try:
        with torch_module().autograd.graph.saved_tensors_hooks(count, lambda tensor: tensor):
            f(x.detach().requires_grad_())
    except RuntimeError:  # inside another transform the hooks aren't allowed
        return int(x.numel())
    return total


def gradient(f: Map, x: Array) -> Array:
    """Return the gradient of a scalar function, in the shape of `x`."""
    x = real_input(x)
    f = tensor_valued(f, x)

    def scalar(z: Array) -> Array:
        y = f(z)
        if y.dim():
            raise ShapeError(f"gradient: f(x) has shape {written(y.shape)}; it must be a scalar, ()")
        return y

    return torch_module().func.grad(scalar)(x)


def vjp(f: Map, x: Array, *vectors: Array) -> list[Array]:
    """Return vᵀ J in the shape of `x` for each vector, one forward pass and a backward pass each."""
    x = real_input(x)
    y, pull = torch_module().func.vjp(tensor_valued(f, x), x)
    for v in vectors:
        if y.shape != v.shape:
            told = f"v is {written(v.shape)}, f(x) is {written(y.shape)}"
            raise ShapeError(f"vjp: {told}; both must have one shape", {"v": tuple(v.shape), "f(x)": tuple(y.shape)})
    return [pull(v.to(y.dtype))[0] for v in vectors]


@functools.cache
def _prepare_forward_mode() -> None:
    """Let torch build its tables of forward derivatives, which in some versions warns of its own deprecations."""
    torch = torch_module()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.func.jvp(torch.neg, (torch.zeros(()),), (torch.zeros(()),))


def push(f: Map, x: Array, u: Array) -> tuple[Array, Array]:
    """Return f(x) and J u in one forward pass; by two backward passes where an operation has no forward one."""
    torch = torch_module()
    x, u = promoted(real_input(x), real_input(u))
    f = tensor_valued(f, x)
    _prepare_forward_mode()
    try:
        y, tangent = torch.func.jvp(f, (x,), (u,))
    except NotImplementedError:
        y, pull = torch.func.vjp(f, x)
        _, again = torch.func.vjp(lambda v: pull(v)[0], torch.zeros_like(y))
        tangent = again(u)[0]
    return y, tangent

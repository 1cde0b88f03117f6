"""What holds for Jacobians: flattened ones, the chain rule, and whether a stated one is right.

A stated Jacobian is checked by a few random products instead of by building the true one, which is what makes
the check cheap for large functions.
"""

from __future__ import annotations

import math
from typing import Literal, TypeAlias

import numpy as np

from . import autodiff
from .arrays import TORCH, Array, Map, epsilon, give, kind_of, number, real_floating, together, torch_module, unpack
from .derivatives import jacobian, jvp
from .shapes import ShapeError, written

Order: TypeAlias = Literal["C", "F"]

_SEEN_BY_DIFFERENCES = 1e-3  # differences are accurate relative to the largest slope, not to each


def vec(w: Array, order: Order = "C") -> Array:
    """Return an array's entries as one vector.

    Args:
        w: Array of any shape, (o, d) in general; any numbers, any device.
        order: "C" reads row by row, as numpy and torch store; "F" column by column, as textbooks write vec.

    Returns:
        A vector, shape (o*d), in the unit and dtype of `w`.

    Raises:
        ValueError: if `order` is neither "C" nor "F".

    Example:
        >>> vec([[1, 2], [3, 4]]), vec([[1, 2], [3, 4]], "F")
        ([1, 2, 3, 4], [1, 3, 2, 4])

    Source: Alice's Adventures in a Differentiable Wonderland; Magnus and Neudecker, Matrix
    Differential Calculus.
    """
    _check_order("vec", order)
    kind, w = unpack(w)
    return give(kind, _flattened(w, order))


def _check_order(function: str, order: str) -> None:
    if order not in {"C", "F"}:
        raise ValueError(f"{function}: order is 'C' (row by row) or 'F' (column by column); got {order!r}")


def _flattened(w: Array, order: Order) -> Array:
    if order == "C":
        return w.reshape(-1)
    backwards = tuple(reversed(range(len(w.shape))))
    return (w.permute(backwards) if kind_of(w) is TORCH else w.transpose(backwards)).reshape(-1)


def jacobian_vec(f: Map, w: Array, order: Order = "C") -> Array:
    """Return the Jacobian of f with respect to vec(W), both sides flattened in the same order.

    For f(W) = W x it is kron(I, xᵀ) row by row ("C") and kron(xᵀ, I) column by column ("F").

    Args:
        f: Function of W, result of shape (o) in general.
        w: Point, shape (o, d) in general; real, any device.
        order: "C" or "F", as in `vec`.

    Returns:
        A matrix, shape (o, o*d) in general, in the unit of f over that of w; the dtype of w.

    Raises:
        ValueError: if `order` is neither "C" nor "F".
        TypeError: if w or f(w) is complex.

    Example:
        >>> j = jacobian_vec(lambda w: w @ np.array([1.0, 2.0]), np.zeros((2, 2)))
        >>> j.round(6).tolist()
        [[1.0, 2.0, 0.0, 0.0], [0.0, 0.0, 1.0, 2.0]]

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    _check_order("jacobian_vec", order)
    kind, w = unpack(w)
    full = jacobian(f, w)
    outputs = len(full.shape) - len(w.shape)
    if order == "F":
        axes = [*reversed(range(outputs)), *reversed(range(outputs, len(full.shape)))]
        full = full.permute(axes) if kind is TORCH else full.transpose(axes)
    rows = int(np.prod(full.shape[:outputs], dtype=int))
    return give(kind, full.reshape(rows, int(np.prod(w.shape, dtype=int))))


def jacobian_residual(f: Map, x: Array, stated: Array, *, probes: int = 3, seed: int = 0) -> float:
    """Return how far a stated Jacobian is from the true one, seen through a few random products.

    Tensors: vᵀ J for random v against one backward pass each. numpy arrays and lists: J u for random u against
    central differences. Each entry of the product is compared with the size of the terms that it was added
    from, so that a wrong small entry isn't hidden by large ones elsewhere (for numpy functions: unless its row is
    below a thousandth of the largest).

    Args:
        f: Function of one array, result of shape (o) in general.
        x: Point, shape (d) in general; real, any device.
        stated: The Jacobian to check, shape (o, d), in general f(x).shape + x.shape; on the device of `x`.
        probes: How many random vectors, a count of at least 1.
        seed: Of the random vectors, which don't touch the seeds of numpy and torch.

    Returns:
        The largest relative deviation, dimensionless: about eps of the dtype if the Jacobian is right (1e-8 for
        numpy functions), of the order of the relative error of its worst row or column if not. NaN if there are NaNs.

    Raises:
        ShapeError: if `stated` has not the shape f(x).shape + x.shape.
        ValueError: if `probes` is below 1.

    Example:
        >>> bool(jacobian_residual(lambda x: x**2, np.array([1.0, 2.0]), np.diag([2.0, 4.0])) < 1e-9)
        True
        >>> bool(jacobian_residual(lambda x: x**2, np.array([1.0, 2.0]), np.diag([2.0, 5.0])) > 0.01)
        True

    Source: Freivalds 1977 (checking a product by random vectors), applied to derivatives.
    """
    if probes < 1:
        raise ValueError(f"jacobian_residual: at least one probe is needed; got {probes}")
    kind, (x, stated) = together(x, stated)
    outputs = _output_shape(x.shape, stated.shape)
    x, stated = (real_floating(each, "jacobian_residual") for each in (x, stated))
    random = np.random.default_rng(seed)
    if kind is TORCH:
        products = _row_products(f, x, stated, random.standard_normal((probes, *outputs)))
    else:
        products = _column_products(f, x, stated, random.standard_normal((probes, *x.shape)))
    apart = abs(products[0] - products[1])
    relative = apart / (products[2] + abs(products[1]) + (apart == 0))  # 0 / 0 is agreement
    return number(relative.max()) if math.prod(relative.shape) else 0.0


def _output_shape(x: tuple[int, ...], stated: tuple[int, ...]) -> tuple[int, ...]:
    outputs = len(stated) - len(x)
    if outputs < 0 or tuple(stated[outputs:]) != tuple(x):
        told = f"the stated Jacobian is {written(stated)}, x is {written(x)}"
        raise ShapeError(f"jacobian_residual: {told}; the last axes must be those of x", {"stated": stated, "x": x})
    return tuple(stated[:outputs])


def _row_products(f: Map, x: Array, stated: Array, vectors: Array) -> tuple[Array, Array, Array]:
    """Return vᵀ J as stated, as it is, and the sizes of the terms added, one row a probe."""
    probes = x.new_tensor(vectors.tolist())
    true = torch_module().stack([row.reshape(-1) for row in autodiff.vjp(f, x, *probes)])
    flat = probes.reshape(len(probes), -1)
    rows = stated.reshape(flat.shape[1], math.prod(x.shape))
    return flat @ rows, true, abs(flat) @ abs(rows)


def _column_products(f: Map, x: Array, stated: Array, vectors: Array) -> tuple[Array, Array, Array]:
    """Return J u as stated, as differences have it, and the sizes of the terms added, one row a probe."""
    probes = vectors.astype(x.dtype)
    moved = [jvp(f, x, u) for u in probes]
    _same_outputs(moved[0].shape, stated.shape[: stated.ndim - x.ndim])
    true = np.stack(moved).reshape(len(probes), math.prod(moved[0].shape))
    columns = stated.reshape(true.shape[1], math.prod(x.shape)).T
    flat = probes.reshape(len(probes), columns.shape[0])
    scale = abs(flat) @ abs(columns)
    return flat @ columns, true, scale + _SEEN_BY_DIFFERENCES * scale.max(initial=0.0)


def _same_outputs(true: tuple[int, ...], stated: tuple[int, ...]) -> None:
    if tuple(true) != tuple(stated):
        told = f"the stated Jacobian has the output axes {written(stated)}, f(x) is {written(true)}"
        raise ShapeError(f"jacobian_residual: {told}", {"stated": stated, "f(x)": true})


def chain_rule_residual(f: Map, g: Map, x: Array) -> float:
    """Return how far ∂[f(g(x))] is from ∂f(g(x)) ∂g(x), relative to the larger of the two.

    Args:
        f: Outer function, of the result of g.
        g: Inner function.
        x: Point, shape (d) in general; real, any device.

    Returns:
        The relative deviation in the Frobenius norm, dimensionless: about eps of the dtype for tensors, about
        1e-9 for numpy functions, and not small where a function has a kink. 0 if both sides are 0.

    Raises:
        TypeError: if x or a result is complex.

    Example:
        >>> bool(chain_rule_residual(np.sin, lambda x: x**2, np.array([0.5, 1.0])) < 1e-9)
        True

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, x = unpack(x)
    point = real_floating(x, "chain_rule_residual")
    middle = g(point) if kind is TORCH else np.asarray(g(point))
    whole = jacobian(lambda z: f(g(z)), point)
    outer, inner = jacobian(f, middle), jacobian(g, point)
    size = int(np.prod(middle.shape, dtype=int))
    product = (outer.reshape(-1, size) @ inner.reshape(size, -1)).reshape(-1)
    whole = whole.reshape(-1)
    apart, scale = (number((each * each).sum()) ** 0.5 for each in (whole - product, abs(whole) + abs(product)))
    tiny = epsilon(point) ** 2
    return 2 * apart / scale if scale > tiny or apart > tiny or scale != scale else 0.0  # noqa: PLR0124 - NaN

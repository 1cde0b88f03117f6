"""Products of vectors, matrices and tensors: inner, Hadamard, generalised dot, batched.

Each follows its definition's shapes, so nothing is broadcast. How the generalised dot product is
summed for each memory layout stands in `contraction`.
"""

from __future__ import annotations

import numpy as np

from .arrays import (
    KINDS,
    NUMPY,
    PLAIN,
    TORCH,
    WIDE_REAL,
    Array,
    counting,
    give,
    is_wide_real,
    pair,
    promoted,
    real_floating,
    sort_of,
    unpack,
    widened,
)
from .contraction import cast_total, flat_dot, total_of_products
from .devices import anybody_asks, compute_there, elsewhere
from .shapes import ShapeError, check_axes, same_shape


def sum_as_dot(x: Array) -> Array:
    """Return the sum of a vector's entries, computed as the dot product <x, 1>.

    An identity worth seeing, not a faster sum: a vector of ones is built and read as well.

    Args:
        x: Vector, shape (d); any numbers, any device. NaN gives NaN, d = 0 gives 0.

    Returns:
        A scalar, shape (), in the unit of `x` and its dtype; integers and booleans are summed as int64.

    Raises:
        ShapeError: if `x` has not exactly one axis.
        TypeError: if the entries are no numbers.

    Example:
        >>> sum_as_dot([1.0, 2.0, 4.0])
        7.0

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, x = unpack(x)
    if len(x.shape) != 1:
        check_axes("sum_as_dot", x=(x.shape, "d"))
    terms = x if is_wide_real(x) else counting(widened(x))
    ones = terms.new_ones(terms.shape) if kind is TORCH else np.ones(terms.shape, terms.dtype)
    return give(kind, cast_total(flat_dot(terms, ones), x))


def inner(x: Array, y: Array) -> Array:
    """Return the inner product <x, y> of two vectors; the first is conjugated if complex.

    Args:
        x: Vector, shape (d); any numbers, any device.
        y: Vector, shape (d); on the device of `x`.

    Returns:
        A scalar, shape (), in the product of the two units; integers are summed as int64.

    Raises:
        ShapeError: if either has not exactly one axis, or the two sizes of d differ.
        TypeError: if the entries are no numbers, or one is a numpy array and the other a tensor.

    Example:
        >>> inner([1, 2, 3], [4, 5, 6])
        32

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    if type(x) is type(y) and KINDS.get(type(x)) is TORCH and x.dtype in WIDE_REAL:
        try:
            return x.dot(y)  # torch compares shapes, dtypes and devices by itself; what differs is told below
        except RuntimeError:
            return _checked_inner(x, y)
    return _checked_inner(x, y)


def _checked_inner(x: Array, y: Array) -> Array:
    kind, x, y = pair(x, y)
    shape = x.shape
    if shape != y.shape or len(shape) != 1:
        check_axes("inner", x=(shape, "d"), y=(y.shape, "d"))
    if kind is NUMPY and x.dtype is y.dtype and is_wide_real(x):
        return x.dot(y)
    total = total_of_products(x.conj() if sort_of(x) == "complex" else x, y)
    return give(kind, total) if kind is PLAIN else total


def cos_angle(x: Array, y: Array) -> Array:
    """Return the cosine of the angle between two vectors, <x, y> / (|x| |y|).

    Both are divided by their largest entry first, so that neither huge nor tiny vectors leave the number range.

    Args:
        x: Vector, shape (d), real; any device.
        y: Vector, shape (d), real; on the device of `x`.

    Returns:
        A scalar, shape (), dimensionless, from -1 to 1; NaN if a vector is zero, infinite or NaN.

    Raises:
        ShapeError: if either has not exactly one axis, the sizes of d differ, or d = 0.
        TypeError: if a vector is complex, where the angle has several definitions.

    Example:
        >>> cos_angle([1.0, 0.0], [-2.0, 0.0])
        -1.0

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, x, y = pair(x, y)
    check_axes("cos_angle", x=(x.shape, "d"), y=(y.shape, "d"))
    if x.shape[0] == 0:
        raise ShapeError("cos_angle: empty vectors, shape (0,), have no direction", {"x": (0,), "y": (0,)})
    with np.errstate(invalid="ignore", divide="ignore"):
        u, v = (widened(real_floating(each, "cos_angle")) for each in (x, y))
        u, v = u / abs(u).max(), v / abs(v).max()
        cosine = total_of_products(u, v) / (total_of_products(u, u) * total_of_products(v, v)) ** 0.5
    return give(kind, cast_total(cosine.clip(-1, 1), real_floating(x, "cos_angle")))


def hadamard(x: Array, y: Array) -> Array:
    """Return the Hadamard product, [X ⊙ Y]_ij = X_ij Y_ij; masking and scaling are its uses.

    Args:
        x: Array of any shape; any numbers, any device.
        y: Array of the same shape; on the device of `x`. Nothing is broadcast, as the definition asks.

    Returns:
        An array of that shape, in the product of the two units; the dtype by the library's own promotion.
        Integers wrap at the ends of their dtype as `*` does; two masks give a mask.

    Raises:
        ShapeError: if the shapes differ.
        TypeError: if the entries are no numbers, or one is a numpy array and the other a tensor.

    Example:
        >>> hadamard([[1, 2], [3, 4]], [[0, 1], [1, 0]])
        [[0, 2], [3, 0]]

    Source: Alice's Adventures in a Differentiable Wonderland, D.2.4.
    """
    if type(x) is type(y) and KINDS.get(type(x), PLAIN) is not PLAIN and x.shape == y.shape:
        return x * y
    kind, x, y = pair(x, y)
    if x.shape != y.shape:
        same_shape("hadamard", x.shape, y.shape)
    product = x * y
    return give(kind, product) if kind is PLAIN else product


def gdt(x: Array, y: Array, *, precise: bool = False) -> Array:
    """Return the generalised dot product, the sum of all entries of X ⊙ Y.

    It is the dot product of the two flattened arrays, and is computed so: no array of products is made.
    Complex entries are not conjugated, as the definition says.

    Args:
        x: Array of any shape; any numbers, any device.
        y: Array of the same shape; on the device of `x`.
        precise: Whether to add float16 and float32 in float64; float64 and integers stay as they are.

    Returns:
        A scalar, shape (), in the product of the two units and the common dtype. Half precision is added in
        float32. Integers and booleans are added as int64: exact, or an OverflowError, for numpy and lists;
        wrapping modulo 2^64 for tensors, as torch does. Empty arrays give 0, NaN gives NaN.

    Raises:
        ShapeError: if the shapes differ.
        OverflowError: if the sum of numpy integers might not fit into 64 bits.
        TypeError: if the entries are no numbers, or one is a numpy array and the other a tensor.

    Example:
        >>> gdt([[1.0, 2.0], [3.0, 4.0]], [[1.0, 0.0], [0.0, 1.0]])
        5.0

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, x, y = pair(x, y)
    if x.shape != y.shape:
        same_shape("gdt", x.shape, y.shape)
    total = total_of_products(x, y, precise=precise)
    return give(kind, total) if kind is PLAIN else total


def bmm(x: Array, y: Array) -> Array:
    """Return the batched matrix product, [BMM(X, Y)]_i = X_i Y_i.

    Args:
        x: Batch of matrices, shape (n, a, b); any numbers, any device.
        y: Batch of matrices, shape (n, b, c); on the device of `x`. Neither n nor b is broadcast.

    Returns:
        A batch of matrices, shape (n, a, c), in the product of the two units; the common dtype. Booleans count
        as 0 and 1; integers wrap at the ends of their dtype as `@` does. If b = 0 the entries are 0.

    Raises:
        ShapeError: if either has not three axes, or n or b disagree.
        TypeError: if the entries are no numbers, or one is a numpy array and the other a tensor.

    Example:
        >>> bmm([[[1, 2]]], [[[3], [4]]])
        [[[11]]]

    Source: Alice's Adventures in a Differentiable Wonderland, E.2.9.
    """
    kind = KINDS.get(type(x)) if type(x) is type(y) else None
    try:  # the libraries compare sizes and devices by themselves; what differs is told by our own checks
        if kind is TORCH and x.dtype in WIDE_REAL:
            return x.bmm(y)
        if kind is NUMPY and x.ndim == y.ndim == 3 and len(x) == len(y) and not anybody_asks():  # noqa: PLR2004 - axes
            dtype = x.dtype
            if dtype is y.dtype and dtype in WIDE_REAL:
                return x @ y
    except (RuntimeError, ValueError):
        return _checked_bmm(x, y)
    return _checked_bmm(x, y)


def _checked_bmm(x: Array, y: Array) -> Array:
    kind, x, y = pair(x, y)
    shape, other = x.shape, y.shape
    if not (len(shape) == len(other) == 3 and shape[0] == other[0] and shape[2] == other[1]):  # noqa: PLR2004
        check_axes("bmm", x=(shape, "n a b"), y=(other, "n b c"))
    place = elsewhere(kind, 2.0 * shape[0] * shape[1] * shape[2] * other[2], x, y)
    if place:
        return give(kind, compute_there(place, bmm, x, y))
    x, y = promoted(x, y)
    if sort_of(x) == sort_of(y) == "bool":
        x, y = counting(x), counting(y)
    product = x @ y
    return give(kind, product) if kind is PLAIN else product

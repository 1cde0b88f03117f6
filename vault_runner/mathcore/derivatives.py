"""Derivatives at a point: Jacobian, gradient, products with it, the first Taylor polynomial.

For tensors they are exact (automatic differentiation), for numpy arrays and lists they are central differences,
whose accuracy `differences` states. What is built of these stands in `jacobians` and `descent`.
"""

from __future__ import annotations

from collections.abc import Callable

from . import autodiff, differences
from .arrays import TORCH, Array, Kind, Map, cast, give, real_floating, together, unpack
from .shapes import ShapeError, check_axes, same_shape, written

_MEMORY = 512 << 20


def jacobian(f: Map, x: Array, *, memory: int = _MEMORY) -> Array:
    """Return the Jacobian of f at x, J_ij = ∂y_i / ∂x_j.

    Tensors: forward mode if x has fewer entries than f(x), else reverse mode, in chunks that fit into `memory`.

    Args:
        f: Function of one array; for lists and numpy arrays it is given numpy arrays of float64. It may return an
            array or a list of scalars, shape (o) in general, any shape allowed.
        x: Point, shape (d) in general, any shape allowed; real, any device. Integers count as the default float.
        memory: How many bytes the chunk of rows or columns under way may take, for tensors.

    Returns:
        The Jacobian, shape (o, d), in general f(x).shape + x.shape, in the unit of f over that of x; the dtype of
        x. A scalar f gives the gradient, shape (d). Differentiable again if `x` requires a gradient.

    Raises:
        TypeError: if x or f(x) is complex.

    Example:
        >>> rows = jacobian(lambda x: [x[0] ** 2 + x[1], x[1] ** 2], [1.0, 3.0])
        >>> [[round(each, 6) for each in row] for row in rows]
        [[2.0, 1.0], [0.0, 6.0]]

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, x = unpack(x)
    if kind is TORCH:
        return autodiff.jacobian(f, x, memory)
    point = real_floating(x, "jacobian")
    return give(kind, cast(differences.jacobian(f, point), point.dtype))


def gradient(f: Map, x: Array) -> Array:
    """Return the gradient of a scalar function, the vector of ∂f / ∂x_i.

    Args:
        f: Function of one array with a scalar result, shape ().
        x: Point, shape (d) in general, any shape allowed; real, any device. Integers count as the default float.

    Returns:
        The gradient in the shape of `x`, in the unit of f over that of x; the dtype of x.

    Raises:
        ShapeError: if f(x) is no scalar.
        TypeError: if x or f(x) is complex.

    Example:
        >>> [round(each, 6) for each in gradient(lambda x: x @ x, [1.0, 2.0])]
        [2.0, 4.0]

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, x = unpack(x)
    if kind is TORCH:
        return autodiff.gradient(f, x)
    point = real_floating(x, "gradient")
    result = differences.jacobian(f, point)
    if result.shape != point.shape:
        shape = written(result.shape[: result.ndim - point.ndim])
        raise ShapeError(f"gradient: f(x) has shape {shape}; it must be a scalar, ()")
    return give(kind, cast(result, point.dtype))


def vjp(f: Map, x: Array, v: Array) -> Array:
    """Return the vector-Jacobian product vᵀ J, without building J: what backpropagation does.

    Args:
        f: Function of one array, result of shape (o) in general.
        x: Point, shape (d) in general; real, any device.
        v: Weights of the outputs, the shape of f(x); on the device of `x`.

    Returns:
        The product in the shape of `x`, in the units of v times f over x; the dtype of x.

    Raises:
        ShapeError: if `v` has not the shape of f(x).
        TypeError: if x or f(x) is complex, or numpy arrays and tensors are mixed.

    Example:
        >>> [round(each, 6) for each in vjp(lambda x: x**2, [1.0, 2.0], [1.0, 10.0])]
        [2.0, 40.0]

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, (x, v) = together(x, v)
    if kind is TORCH:
        return autodiff.vjp(f, x, v)[0]
    point = real_floating(x, "vjp")
    return give(kind, cast(differences.vjp(f, point, v), point.dtype))


def jvp(f: Map, x: Array, u: Array) -> Array:
    """Return the Jacobian-vector product J u, without building J: how f changes if x moves along u.

    Args:
        f: Function of one array, result of shape (o) in general.
        x: Point, shape (d) in general; real, any device.
        u: Direction, the shape of `x`; on the device of `x`.

    Returns:
        The product in the shape of f(x), in the units of u times f over x; the dtype of x.

    Raises:
        ShapeError: if `u` has not the shape of `x`.
        TypeError: if x or f(x) is complex, or numpy arrays and tensors are mixed.

    Example:
        >>> [round(each, 6) for each in jvp(lambda x: x**2, [1.0, 2.0], [1.0, 10.0])]
        [2.0, 40.0]

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, x, u = _point_and_direction("jvp", x, u)
    if kind is TORCH:
        return autodiff.push(f, x, u)[1]
    return give(kind, cast(differences.jvp(f, x, u), x.dtype))


def _point_and_direction(function: str, x: Array, u: Array) -> tuple[Kind, Array, Array]:
    kind, (x, u) = together(x, u)
    same_shape(function, x.shape, u.shape)
    return kind, real_floating(x, function), real_floating(u, function)


def directional_derivative(f: Map, x: Array, p: Array) -> Array:
    """Return D_p f(x) = <∇f(x), p>, the rate of change of f along p; p is not normalised.

    Args:
        f: Function of one array with a scalar result, shape ().
        x: Point, shape (d) in general; real, any device.
        p: Direction, the shape of `x`; on the device of `x`.

    Returns:
        A scalar, shape (), in the units of f times p over x; the dtype of x. One forward pass, no full gradient.

    Raises:
        ShapeError: if `p` has not the shape of `x`, or f(x) is no scalar.
        TypeError: if x or f(x) is complex, or numpy arrays and tensors are mixed.

    Example:
        >>> round(directional_derivative(lambda x: x @ x, [1.0, 2.0], [1.0, 1.0]), 6)
        6.0

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, x, p = _point_and_direction("directional_derivative", x, p)
    rate = autodiff.push(f, x, p)[1] if kind is TORCH else cast(differences.jvp(f, x, p), x.dtype)
    check_axes("directional_derivative", **{"f(x)": (rate.shape, "")})
    return give(kind, rate)


def taylor1(f: Map, x0: Array) -> Callable[[Array], Array]:
    """Return the first-order Taylor polynomial of f at x0, the function x -> f(x0) + ∂f(x0) (x - x0).

    Args:
        f: Function of one array, result of shape (o) in general.
        x0: Point of expansion, shape (d) in general; real, any device.

    Returns:
        A function from points in the shape of `x0` to arrays in the shape of f(x0), in the unit of f.

    Raises:
        ShapeError: when the polynomial is called with another shape than that of `x0`.
        TypeError: if x0 or f(x0) is complex.

    Example:
        >>> [round(each, 6) for each in taylor1(lambda x: x**2, [1.0])([1.5])]
        [2.0]

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    unpack(x0)

    def polynomial(x: Array) -> Array:
        kind, start, end = _point_and_direction("taylor1", x0, x)
        if kind is TORCH:
            value, change = autodiff.push(f, start, end - start)
            return value + change
        value = differences.value_at(f, start)
        return give(kind, cast(value + differences.jvp(f, start, end - start), start.dtype))

    return polynomial

"""Exponentials: of entries, of matrices, and of the plane's rotations.

The two are often confused in code: `exp_elementwise` knows nothing of the matrix, `matrix_exp` is the sum of
X^k / k! with matrix powers. Solutions of x' = A x stand in `flows`.
"""

from __future__ import annotations

import math
import warnings

import numpy as np

from .arrays import (
    TORCH,
    Array,
    Kind,
    cast,
    epsilon,
    floating,
    give,
    number,
    real_floating,
    scipy_module,
    torch_module,
    unpack,
    widened,
)
from .devices import compute_there, elsewhere
from .shapes import check_axes

_EXP_WORK = 30.0  # operations an entry and row: about fifteen products of scaling and squaring
_DOUBLE = 1e-10  # eps below this is that of float64


def exp_elementwise(x: Array) -> Array:
    """Return e to the power of each entry; no matrix exponential, not even for a square matrix.

    Args:
        x: Array of any shape, dimensionless; any numbers, any device.

    Returns:
        An array of that shape, dimensionless, in the dtype of `x`; integers give the default float. What is too
        large for the dtype gives inf (with numpy's own warning), NaN gives NaN.

    Raises:
        TypeError: if the entries are no numbers.

    Example:
        >>> exp_elementwise([[0, 0], [0, 0]])
        [[1.0, 1.0], [1.0, 1.0]]

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, x = unpack(x)
    if kind is TORCH:
        return x.exp()
    return give(kind, np.exp(floating(x)))


def matrix_exp(x: Array) -> Array:
    """Return the matrix exponential, the sum of X^k / k! over k from 0.

    Computed by scaling and squaring (scipy for numpy, torch for tensors), not by adding up the series. Measured
    against long double, for norms up to 30: error below 1e-13 of the largest entry for tensors in float64, below
    1e-11 for numpy (scipy takes the wrong norm for its scaling there), a few eps for norms below 1.

    Args:
        x: Square matrix, shape (n, n), or a batch of them, (..., n, n); dimensionless, any numbers, any device.

    Returns:
        An array of that shape, dimensionless, in the dtype of `x`; integers give the default float, half precision
        is computed in float32. A matrix with NaN or inf gives NaN throughout if n > 1; a result beyond the dtype's
        range holds inf or NaN. n = 0 gives (0, 0).

    Raises:
        ShapeError: if `x` has fewer than two axes or its last two differ.
        ImportError: if `x` is no tensor and scipy is not installed.
        TypeError: if the entries are no numbers.

    Example:
        >>> matrix_exp([[0, 1], [0, 0]])
        [[1.0, 1.0], [0.0, 1.0]]

    Source: Higham, Functions of Matrices; Al-Mohy and Higham 2009, doi:10.1137/09074721X.
    """
    kind, x = unpack(x)
    if len(x.shape) < 2 or x.shape[-1] != x.shape[-2]:  # noqa: PLR2004 - a matrix
        check_axes("matrix_exp", x=(x.shape, "... n n"))
    place = elsewhere(kind, _EXP_WORK * math.prod(x.shape) * x.shape[-1], x)
    if place:
        return give(kind, compute_there(place, matrix_exp, x))
    x = floating(x)
    wide, dtype = widened(x), x.dtype
    if wide.shape[-1] == 1:
        return give(kind, cast(_entries_exp(kind, wide), dtype))
    if kind is TORCH:
        return cast(_tensor_exp(wide), dtype)  # NaN throughout comes by itself
    finite = np.isfinite(wide)
    if finite.all():
        return give(kind, cast(_finite_exp(wide), dtype))
    finite = finite.all(axis=(-2, -1))
    powers = _finite_exp(np.where(finite[..., None, None], wide, 0))
    return give(kind, cast(np.where(finite[..., None, None], powers, math.nan), dtype))


def _entries_exp(kind: Kind, x: Array) -> Array:
    if kind is TORCH:
        return x.exp()
    with np.errstate(over="ignore"):
        return np.exp(x)


def _tensor_exp(x: Array) -> Array:
    """Return torch's exponential, of X beside one more diagonal entry where that avoids its eighth degree.

    Up to torch 2.14 the polynomial of degree 8 has a wrong coefficient (pytorch issue 196592): 5 of 16 digits are
    lost at norms of 0.0003 to 0.05 in float64, 2 of 7 up to 0.58 in float32. The entry, chosen without looking at
    values from here, lifts the norm so that degree 12 is taken.
    """
    torch = torch_module()
    n = x.shape[-1]
    if n == 0:
        return x
    low, high = (3e-4, 0.06) if epsilon(x) < _DOUBLE else (0.05, 0.6)
    norm = abs(x.detach()).sum(-2).amax(-1)
    lifted = (((norm > low) & (norm < high)) * high)[..., None, None]
    padded = torch.nn.functional.pad(x, (0, 1, 0, 1)) + torch.nn.functional.pad(lifted, (n, 0, n, 0)).to(x.dtype)
    return torch.linalg.matrix_exp(padded)[..., :n, :n].contiguous()


def _finite_exp(x: Array) -> Array:
    with np.errstate(over="ignore", invalid="ignore"):
        return scipy_module("linalg").expm(x)


def matrix_exp_series(x: Array, terms: int = 20) -> Array:
    """Return the first terms of the series, the sum of X^k / k! for k below `terms`. A demonstration.

    Don't compute with it: the terms grow before they shrink and cancel each other. With 200 terms and float64,
    matrices of norm 5 come out with a relative error about 1e-13, of norm 20 with none of the digits right, of
    norm 40 off by powers of ten. `matrix_exp` is right for all of them. A RuntimeWarning tells when half of the
    digits are lost to cancellation, or the series was stopped while its terms were still large.

    Args:
        x: Square matrix, shape (n, n); dimensionless, any numbers, any device.
        terms: How many terms to add, a count; 1 gives the identity.

    Returns:
        A matrix, shape (n, n), dimensionless, in the dtype of `x`; integers give the default float.

    Raises:
        ShapeError: if `x` has not two axes or they differ.
        ValueError: if `terms` is below 1.
        TypeError: if the entries are no numbers.

    Example:
        >>> matrix_exp_series([[0, 1], [0, 0]], 2)
        [[1.0, 1.0], [0.0, 1.0]]

    Source: Alice's Adventures in a Differentiable Wonderland; Moler and Van Loan 2003, method 1,
    doi:10.1137/S00361445024180.
    """
    kind, x = unpack(x)
    n = check_axes("matrix_exp_series", x=(x.shape, "n n"))["n"]
    if terms < 1:
        raise ValueError(f"matrix_exp_series: terms counts at least the identity; got {terms}")
    x = floating(x)
    term = x.new_ones(n).diag() if kind is TORCH else np.eye(n, dtype=x.dtype)
    total, norms = term, []
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(1, terms):
            term = term @ x / k
            total = total + term
            norms.append(_norm(term))
        norms.append(_norm(term @ x / terms))  # the first one left out
        _warn_if_lost(norms, _norm(total), epsilon(x))
    return give(kind, total)


def _norm(x: Array) -> Array:
    return abs(x).sum(-1).max() if len(x) else abs(x).sum()


def _warn_if_lost(norms: list[Array], total: Array, eps: float) -> None:
    """Warn if rounding of the largest term has eaten half of the digits, or the terms haven't begun to shrink."""
    try:
        sizes, size = [number(each) for each in norms], number(total)
    except RuntimeError:  # no values in shape-only runs
        return
    if not math.isfinite(sum(sizes) + size):
        return
    if max(sizes) * math.sqrt(eps) > size:
        said = "has lost more than half of its digits to cancellation"
    elif sizes[-1] > size / 10 and sizes[-1] > sizes[0] / 2:
        said = "stops while its terms are still large"
    else:
        return
    warnings.warn(f"the series of {len(sizes)} terms {said}; use matrix_exp", RuntimeWarning, stacklevel=3)


def rotation(theta: Array) -> Array:
    """Return the rotation by an angle, [[cos θ, -sin θ], [sin θ, cos θ]], equal to e^(θ J), J = [[0, -1], [1, 0]].

    Args:
        theta: Angle in radians, shape (), counterclockwise; real, any device.

    Returns:
        A matrix, shape (2, 2), dimensionless; dtype and device of `theta`. A bare number gives a numpy array.

    Raises:
        ShapeError: if `theta` is no scalar.
        TypeError: if `theta` is complex or no number.

    Example:
        >>> rotation(0.5).round(3).tolist()
        [[0.878, -0.479], [0.479, 0.878]]

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, theta = unpack(theta)
    check_axes("rotation", theta=(theta.shape, ""))
    theta = real_floating(theta, "rotation")
    if kind is TORCH:
        torch = torch_module()
        cosine, sine = torch.cos(theta), torch.sin(theta)
        return torch.stack([cosine, -sine, sine, cosine]).reshape(2, 2)
    with np.errstate(invalid="ignore"):  # an infinite angle gives NaN
        cosine, sine = np.cos(theta), np.sin(theta)
    return np.array([[cosine, -sine], [sine, cosine]], dtype=theta.dtype)

"""Entropies, the Kullback-Leibler divergence, and why maximum likelihood minimises it.

Distributions are arrays of probabilities along the last axis, logarithms are natural, so that all results are
in nats. Not for logits: take `torch.nn.functional.cross_entropy` there.
"""

from __future__ import annotations

import math

import numpy as np

from .arrays import (
    TORCH,
    Array,
    Kind,
    Map,
    cast,
    epsilon,
    from_plain,
    give,
    kind_of,
    number,
    pair,
    promoted,
    real_floating,
    torch_module,
    truth,
    unpack,
    widened,
)
from .derivatives import gradient
from .shapes import ShapeError, same_shape, written


def entropy(p: Array) -> Array:
    """Return the entropy of a distribution, H(p) = -E_p[log p].

    Args:
        p: Probabilities, shape (k), or a batch (..., k); real, not negative, sum 1; any device.

    Returns:
        The entropy in nats, shape () or (...); the dtype of `p`. p = 0 adds nothing.

    Raises:
        ShapeError: if `p` has no axis or no entry.
        ValueError: if an entry is negative or a sum isn't 1 up to rounding.
        TypeError: if `p` is complex.

    Example:
        >>> round(entropy([0.5, 0.5]), 6)
        0.693147

    Source: Cover and Thomas, Elements of Information Theory, 2nd edition.
    """
    kind, p = unpack(p)
    p = _distribution(p, "entropy", "p")
    wide = widened(p)
    return give(kind, cast(-_weighted(wide, _log(kind, _where_positive(kind, wide, wide))), p.dtype))


def cross_entropy(p: Array, q: Array) -> Array:
    """Return the cross entropy -E_p[log q]; its minimum over q is the entropy of p, at q = p.

    Args:
        p: Probabilities, shape (k), or a batch (..., k); real, not negative, sum 1; any device.
        q: Probabilities, the shape of `p`; on the device of `p`. No logits, no logarithms.

    Returns:
        The cross entropy in nats, shape () or (...); the common dtype. inf if q = 0 < p somewhere.

    Raises:
        ShapeError: if the shapes differ, or there is no axis or no entry.
        ValueError: if an entry is negative or a sum isn't 1 up to rounding.
        TypeError: if p or q is complex, or numpy arrays and tensors are mixed.

    Example:
        >>> round(cross_entropy([1.0, 0.0], [0.5, 0.5]), 6)
        0.693147

    Source: Alice's Adventures in a Differentiable Wonderland.
    """
    kind, p, q = _two_distributions(p, q, "cross_entropy")
    dtype, p, q = p.dtype, widened(p), widened(q)
    return give(kind, cast(-_weighted(p, _log(kind, _where_positive(kind, p, q))), dtype))


def kl_divergence(p: Array, q: Array) -> Array:
    """Return the Kullback-Leibler divergence of q from p, D(p ‖ q) = E_p[log p - log q].

    Note the order: `torch.nn.functional.kl_div(log q, p)` takes the logarithm of q, and takes it first.

    Args:
        p: Probabilities, shape (k), or a batch (..., k); real, not negative, sum 1; any device.
        q: Probabilities, the shape of `p`; on the device of `p`.

    Returns:
        The divergence in nats, shape () or (...), not negative up to rounding; the common dtype. p = 0 adds
        nothing, q = 0 < p gives inf, NaN gives NaN. Gradients are finite also where p = 0.

    Raises:
        ShapeError: if the shapes differ, or there is no axis or no entry.
        ValueError: if an entry is negative or a sum isn't 1 up to rounding.
        TypeError: if p or q is complex, or numpy arrays and tensors are mixed.

    Example:
        >>> round(kl_divergence([0.5, 0.5], [0.25, 0.75]), 6)
        0.143841
        >>> kl_divergence([0.5, 0.5], [1.0, 0.0])
        inf

    Source: Kullback and Leibler 1951, doi:10.1214/aoms/1177729694.
    """
    kind, p, q = _two_distributions(p, q, "kl_divergence")
    dtype, p, q = p.dtype, widened(p), widened(q)
    logs = _log(kind, _where_positive(kind, p, p)) - _log(kind, _where_positive(kind, p, q))
    return give(kind, cast(_weighted(p, logs), dtype))


def _two_distributions(p: Array, q: Array, function: str) -> tuple[Kind, Array, Array]:
    kind, p, q = pair(p, q)
    same_shape(function, p.shape, q.shape)
    p, q = _distribution(p, function, "p"), _distribution(q, function, "q")
    if kind is TORCH:
        return kind, *promoted(p, q)
    dtype = np.result_type(p, q)
    return kind, cast(p, dtype), cast(q, dtype)


def _distribution(p: Array, function: str, name: str) -> Array:
    """Return probabilities as real numbers after checking what can be checked; NaN is let through."""
    if not p.shape or p.shape[-1] == 0:
        raise ShapeError(
            f"{function}: {name} has shape {written(p.shape)}; a distribution has entries along its last axis"
        )
    p = real_floating(p, function)
    if truth((p < 0).any()):
        raise ValueError(f"{function}: {name} has a negative entry; probabilities are at least 0 (are these logits?)")
    away = abs(widened(p).sum(-1) - 1)
    if truth((away > 4 * p.shape[-1] * epsilon(p) + _SUM_SLACK).any()):
        largest = number(away.reshape(-1)[away.reshape(-1).argmax()])
        raise ValueError(f"{function}: {name} sums to 1 up to {largest:.3g} only; divide by its sum first")
    return p


_SUM_SLACK = 1e-4  # probabilities are often written with four or five digits


def _where_positive(kind: Kind, p: Array, q: Array) -> Array:
    """Return q, and 1 where p is 0, so that neither the logarithm nor its gradient meets 0 there."""
    return torch_module().where(p == 0, 1.0, q) if kind is TORCH else np.where(p == 0, q.dtype.type(1), q)


def _log(kind: Kind, q: Array) -> Array:
    if kind is TORCH:
        return q.log()
    with np.errstate(divide="ignore"):
        return np.log(q)


def _weighted(p: Array, logs: Array) -> Array:
    return (p * logs).sum(-1)


def empirical_nll(log_f: Map, samples: Array) -> Array:
    """Return the mean negative log-likelihood of samples, -(1/n) Σ log f(x_i; s).

    By the law of large numbers it tends to the cross entropy of the true distribution and f, so that the s that
    minimises it minimises the divergence in the limit.

    Args:
        log_f: The model's log-density, from samples of shape (n, ...) to values of shape (n), natural logarithm.
        samples: Samples along the first axis, shape (n, ...); any numbers, any device.

    Returns:
        A scalar, shape (), in nats; the dtype that `log_f` returns, with its graph. An impossible sample gives inf.

    Raises:
        ShapeError: if there are no samples, or `log_f` doesn't return one value for each.
        TypeError: if the log-density is complex.

    Example:
        >>> empirical_nll(lambda x: -abs(x), [1.0, -3.0])
        2.0

    Source: Alice's Adventures in a Differentiable Wonderland; MacKay, Information Theory,
    Inference, and Learning Algorithms.
    """
    kind, samples = unpack(samples)
    if not samples.shape or samples.shape[0] == 0:
        raise ShapeError(
            f"empirical_nll: samples have shape {written(samples.shape)}; at least one is needed: (n, ...)"
        )
    values = log_f(samples)
    values = values if kind_of(values) in {"numpy", TORCH} else from_plain(values)
    if tuple(values.shape) != (samples.shape[0],):
        told = f"log_f returned {written(values.shape)} for samples {written(samples.shape)}"
        raise ShapeError(f"empirical_nll: {told}; it must return one value a sample, ({samples.shape[0]},)")
    return give(kind, -real_floating(values, "empirical_nll").mean())


def mle_gradient_matches_kl(log_f: Map, p: Array, s: Array, *, rtol: float | None = None) -> bool:
    """Say whether the expected negative log-likelihood and the divergence D(p ‖ f_s) have one gradient in s.

    They must: D = E_p[log p] - E_p[log f_s], and the first part doesn't depend on s. So the same s minimises both.

    Args:
        log_f: The model, from parameters s to log-probabilities of the k outcomes, shape (k), natural logarithm.
        p: The true probabilities, shape (k); real, not negative, sum 1; any device.
        s: Parameters, any shape; real; on the device of `p`.
        rtol: Allowed deviation relative to the larger gradient, dimensionless. None: for tensors 100 eps of
            the dtype times sqrt(k), for numpy functions 1e-6.

    Returns:
        True if the gradients agree. False tells that exp(log_f(s)) reaches 0 where p > 0, or isn't what log_f says.

    Raises:
        ShapeError: if `log_f` doesn't return the shape of `p`.
        ValueError: if p or exp(log_f(s)) is no distribution.
        TypeError: if something is complex, or numpy arrays and tensors are mixed.

    Example:
        >>> def log_softmax(s):
        ...     return s - np.log(np.exp(s).sum())
        >>> mle_gradient_matches_kl(log_softmax, [0.2, 0.8], [0.0, 1.0])
        True

    Source: Alice's Adventures in a Differentiable Wonderland; Kullback and Leibler 1951.
    """
    kind, p, s = pair(p, s)
    s = real_floating(s, "mle_gradient_matches_kl")
    with np.errstate(divide="ignore", invalid="ignore"):
        of_likelihood = gradient(lambda z: -(p * log_f(z)).sum(), s)
        of_divergence = gradient(lambda z: kl_divergence(p, _exp(kind, log_f(z))), s)
    apart, scale = abs(of_likelihood - of_divergence), max(number(abs(of_likelihood).max()), epsilon(s))
    default = 100 * epsilon(s) * math.sqrt(p.shape[0]) if kind is TORCH else 1e-6
    return bool(apart.max() <= (default if rtol is None else rtol) * max(scale, 1.0))


def _exp(kind: Kind, x: Array) -> Array:
    return x.exp() if kind is TORCH else np.exp(x)

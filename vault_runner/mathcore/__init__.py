"""The mathematics of the notes, for numpy arrays, torch tensors and plain lists; notes have it as `vm`.

Every function gives back the kind, dtype and device that it was given, broadcasts only where its definition
does, and says in its docstring which shapes, units and errors it has and where it is from. Importing it needs
numpy alone: torch is used when a tensor comes in, scipy when a numpy matrix is exponentiated.
It knows nothing of notes and vaults.
"""

from .arrays import Array
from .derivatives import directional_derivative, gradient, jacobian, jvp, taylor1, vjp
from .descent import ConvexityProbe, convexity_probe, is_descent_direction, steepest_descent_direction
from .devices import device, which_device
from .distances import pairwise_sqdist, squared_distance
from .divergences import cross_entropy, empirical_nll, entropy, kl_divergence, mle_gradient_matches_kl
from .exponentials import exp_elementwise, matrix_exp, matrix_exp_series, rotation
from .fast_matmul import strassen
from .flows import linear_flow
from .jacobians import chain_rule_residual, jacobian_residual, jacobian_vec, vec
from .optimisers import adam, momentum_gd
from .products import bmm, cos_angle, gdt, hadamard, inner, sum_as_dot
from .reductions import reduce
from .shapes import ShapeError, broadcast_shapes, matmul_flops, matmul_shape

__all__ = [
    "Array",
    "ConvexityProbe",
    "ShapeError",
    "adam",
    "bmm",
    "broadcast_shapes",
    "chain_rule_residual",
    "convexity_probe",
    "cos_angle",
    "cross_entropy",
    "device",
    "directional_derivative",
    "empirical_nll",
    "entropy",
    "exp_elementwise",
    "gdt",
    "gradient",
    "hadamard",
    "inner",
    "is_descent_direction",
    "jacobian",
    "jacobian_residual",
    "jacobian_vec",
    "jvp",
    "kl_divergence",
    "linear_flow",
    "matmul_flops",
    "matmul_shape",
    "matrix_exp",
    "matrix_exp_series",
    "mle_gradient_matches_kl",
    "momentum_gd",
    "pairwise_sqdist",
    "reduce",
    "rotation",
    "squared_distance",
    "steepest_descent_direction",
    "strassen",
    "sum_as_dot",
    "taylor1",
    "vec",
    "vjp",
    "which_device",
]

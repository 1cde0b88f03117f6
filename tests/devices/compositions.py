"""Derivatives of derivatives, batches of both: one line for each, its values or shape or its error's kind.

Run as `python -m devices.compositions MODE`; with `real` on the processor alone, without virtual devices.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any, Literal

import torch
from torch.func import hessian, jacfwd, jacrev, jvp, vmap

Function = Callable[[Any], Any]
VIRTUAL: dict[str, Literal["shape", "value"]] = {"shape": "shape", "value": "value"}


def functions(place: str) -> dict[str, Function]:
    """Return functions of four numbers."""

    def square(v: Any) -> Any:  # noqa: ANN401 - torch has no types that are followed here
        return v.reshape(2, 2) + 3 * torch.eye(2, device=place)

    return {
        "prod": lambda v: v.prod(),
        "prod of rows": lambda v: v.reshape(2, 2).prod(1),
        "cumprod": lambda v: v.cumprod(0),
        "norm": lambda v: v.norm(),
        "norm of three": lambda v: torch.linalg.vector_norm(v, 3),
        "matrix norm": lambda v: torch.linalg.matrix_norm(square(v)),
        "logsumexp": lambda v: v.logsumexp(0),
        "det": lambda v: torch.linalg.det(square(v)),
        "logdet": lambda v: torch.logdet(square(v)),
        "solve": lambda v: torch.linalg.solve(square(v), v[:2]),
        "a number of the host on the right": lambda v: v.prod() * torch.tensor(2.0),
        "a number of the host on the left": lambda v: torch.tensor(2.0) * v.cumprod(0),
        "a number of the host within": lambda v: torch.logsumexp(v * torch.tensor(2.0), 0) - 1,
        "numbers made on the device": lambda v: (v * torch.tensor([1.0, 2.0, 3.0, 4.0], device=place)).norm(),
    }


TRANSFORMS: dict[str, Callable[[Function, Any], Any]] = {
    "jvp": lambda f, x: jvp(f, (x,), (x + 1,))[1],
    "jacfwd": lambda f, x: jacfwd(f)(x),
    "jacrev": lambda f, x: jacrev(f)(x),
    "hessian": lambda f, x: hessian(f)(x),
    "forward over forward": lambda f, x: jacfwd(jacfwd(f))(x),
    "reverse over forward": lambda f, x: jacrev(jacfwd(f))(x),
    "reverse over reverse": lambda f, x: jacrev(jacrev(f))(x),
    "jvp of a jvp": lambda f, x: jvp(lambda z: jvp(f, (z,), (x,))[1], (x,), (x,))[1],
    "a batch": lambda f, x: vmap(f)(torch.stack([x, x + 1])),
    "a batch of forward": lambda f, x: vmap(jacfwd(f))(torch.stack([x, x + 1])),
    "a batch of reverse": lambda f, x: vmap(jacrev(f))(torch.stack([x, x + 1])),
    "a batch of hessians": lambda f, x: vmap(hessian(f))(torch.stack([x, x + 1])),
}


def outcomes(place: str, *, values: bool) -> Iterator[str]:
    """Return what comes of each."""
    x = torch.tensor([1.0, 2.0, 0.5, 1.5], device=place)
    for name, function in functions(place).items():
        for way, transform in TRANSFORMS.items():
            try:
                result = transform(function, x)
            except (RuntimeError, NotImplementedError) as error:
                yield f"{name}, {way}: {type(error).__name__} {error}"
                continue
            assert torch.device(place).type == result.device.type, (name, way, result.device)
            seen = [round(number, 3) + 0.0 for number in result.flatten().tolist()] if values else ""
            yield f"{name}, {way}: {tuple(result.shape)} {seen}".rstrip()


def main(mode: str) -> None:
    """Print them."""
    wanted = VIRTUAL.get(mode)
    if wanted is not None:
        from vault_runner.worker.devices.virtual import Devices  # noqa: PLC0415 - changes torch

        Devices(wanted, "cuda", 1).begin()
    for line in outcomes("cuda" if wanted else "cpu", values=mode in ("value", "real")):
        print(line)  # noqa: T201 - what the test reads


if __name__ == "__main__":
    main(sys.argv[1])

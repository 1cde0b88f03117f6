"""Random sequences of operations: run plainly on the processor, then on a virtual device, and compared.

`python -m devices.sequences MODE COUNT SEED` is a process of its own, since the devices stay until it ends; it prints
one line for each sequence that came out otherwise, and ends with the number of sequences.
"""

# ruff: noqa: ANN401, PLW0108, T201 - torch has no types, a table reads best alike, and it is a program that prints
from __future__ import annotations

import random
import sys
from collections.abc import Callable
from typing import Any

import torch
from torch.func import grad, hessian, jacfwd, jacrev, jvp, vmap

from vault_runner.worker.devices.virtual import Devices

Operation = Callable[[list[Any], random.Random], Any]
Outcome = tuple[str, tuple[int, ...]]


def _one(change: Callable[[Any], Any]) -> Operation:
    return lambda held, chance: change(chance.choice(held))


def _two(change: Callable[[Any, Any], Any]) -> Operation:
    return lambda held, chance: change(chance.choice(held), chance.choice(held))


def _axis(change: Callable[[Any, int], Any]) -> Operation:
    return lambda held, chance: change(chance.choice(held), chance.randint(-3, 2))


def _learned(x: Any) -> Any:
    leaf = x.detach().clone().requires_grad_()
    (leaf.tanh() * x).sum().backward()
    return leaf.grad


def _in_place(x: Any, y: Any) -> Any:
    copy = x.clone()
    copy += y
    return copy


def _stepped(x: Any) -> Any:
    weight = torch.nn.Parameter(x.detach().clone())
    optimiser = torch.optim.Adam([weight], lr=0.1)
    (weight**2).sum().backward()
    optimiser.step()
    return weight.detach()


OPERATIONS: list[Operation] = [
    *map(_one, (torch.tanh, torch.exp, torch.relu, torch.Tensor.sum, torch.Tensor.mean, torch.Tensor.mT.__get__)),
    *map(_one, (torch.flatten, torch.detach, torch.Tensor.contiguous, torch.tril, torch.diag, torch.trace)),
    *map(_one, (torch.linalg.matrix_norm, torch.linalg.inv, torch.linalg.svdvals, torch.linalg.det)),
    *map(_one, (_learned, _stepped, torch.zeros_like, torch.nan_to_num, torch.sign, torch.numel)),
    _one(lambda x: grad(lambda v: (v**2).sum())(x)),
    _one(lambda x: jacrev(torch.sin)(x)),
    _one(lambda x: jacfwd(lambda v: v.sum(-1))(x)),
    _one(lambda x: hessian(lambda v: v.prod())(x.flatten()[:4])),
    _one(lambda x: jvp(torch.cos, (x,), (torch.ones_like(x),))[1]),
    _one(lambda x: vmap(lambda row: row.cumsum(0))(x)),
    _one(lambda x: x.cpu()),
    _one(lambda x: x.half().float()),
    _one(lambda x: x[x > 0].sum()),
    _one(lambda x: x.reshape(2, -1)),
    _one(lambda x: x.view(-1, 3)),
    _one(lambda x: x[..., 1:]),
    _one(lambda x: torch.nn.functional.layer_norm(x, x.shape[-1:])),
    _one(lambda x: torch.nn.functional.one_hot(x.argmax(-1), x.shape[-1])),
    *map(_axis, (torch.softmax, torch.cumsum, torch.sum, torch.unsqueeze, torch.squeeze, torch.argmax)),
    _axis(lambda x, axis: torch.sort(x, axis)[0]),
    _axis(lambda x, axis: torch.topk(x, 2, axis)[1]),
    _axis(lambda x, axis: torch.stack([x, x], axis)),
    _axis(lambda x, axis: x.transpose(0, axis)),
    _axis(lambda x, axis: x.chunk(2, axis)[0]),
    *map(_two, (torch.add, torch.mul, torch.matmul, torch.maximum, torch.sub, torch.outer, torch.kron)),
    *map(_two, (_in_place, torch.dot, torch.bmm, torch.cdist, torch.linalg.solve)),
    _two(lambda x, y: torch.cat([x, y], 0)),
    _two(lambda x, y: torch.where(x > 0, x, y)),
    _two(lambda x, y: torch.nn.functional.mse_loss(x, y)),
    _two(lambda x, y: torch.einsum("ij,jk->ik", x, y)),
    _two(lambda x, y: torch.nn.functional.linear(x, y)),
    _two(lambda x, y: x.flatten().index_select(0, y.abs().long().flatten() % 2)),
]


def sequence(seed: int, device: str) -> list[Outcome]:
    """Run one random sequence and return what each of its steps came to: a shape, or that it was refused."""
    chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
    torch.manual_seed(seed)
    sizes = [[chance.randint(1, 4) for _ in range(chance.randint(0, 3))] for _ in range(3)]
    held = [torch.randn(size).to(device) for size in sizes]
    found: list[Outcome] = []
    for _ in range(6):
        state = chance.getstate()
        try:
            made = chance.choice(OPERATIONS)(held, chance)
            shape = tuple(made.shape) if isinstance(made, torch.Tensor) else ()
            found.append(("made", shape))
            if isinstance(made, torch.Tensor) and made.is_floating_point() and made.numel() < 500:
                held.append(made.to(device))
        except Exception as error:  # noqa: BLE001 - which one is not the point
            found.append(("a value" if _hangs_on_values(error) else "refused", ()))
        # However far an operation came, the next one is drawn alike.
        chance.setstate(state)
        chance.random()
    return found


def _hangs_on_values(error: Exception) -> bool:
    """Tell whether an operation was refused for what a tensor holds: an index, a matrix without an inverse."""
    named = type(error).__name__ in ("NoValuesError", "LinAlgError", "_LinAlgError")
    return named or ("out of range" in str(error) and "Dimension" not in str(error))


def differs(plain: list[Outcome], virtual: list[Outcome], mode: str) -> str:
    """Return how the virtual device's outcome differs, empty if it doesn't."""
    for number, (mine, theirs) in enumerate(zip(plain, virtual, strict=True)):
        if mode == "shape" and "a value" in (mine[0], theirs[0]):
            return ""  # without values neither can be known, and what follows is another sequence
        if (mine[0] == "made") != (theirs[0] == "made") or mine[1] != theirs[1]:
            return f"step {number}: {mine} plainly, {theirs} there"
    return ""


def main(mode: str, count: int, first: int) -> None:
    """Run `count` sequences both ways."""
    torch.set_num_threads(1)
    plain = [sequence(seed, "cpu") for seed in range(first, first + count)]
    Devices("shape" if mode == "shape" else "value", "cuda", 1).begin()
    for seed, mine in enumerate(plain, first):
        told = differs(mine, sequence(seed, "cuda"), mode)
        if told:
            print(seed, told)
    print(count)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

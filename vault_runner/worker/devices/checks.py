"""What real hardware refuses: mixed devices, element types that it lacks, another device's source of chance."""

from __future__ import annotations

import re
from typing import Any

import torch

from vault_runner.worker.devices.machine import Machine
from vault_runner.worker.devices.tensors import VirtualGenerator, VirtualTensor, leaves, ordinal_of

FREE = frozenset(
    ("_to_copy", "copy_", "_copy_from", "_local_scalar_dense", "is_same_size", "record_stream", "set_data")
)
"""Operations that may meet tensors of several devices."""
INDEXED = frozenset(("index", "index_put", "index_put_", "_unsafe_index", "_unsafe_index_put", "_index_put_impl_"))
HOST_ARGUMENTS = {
    "_pack_padded_sequence": ("lengths",),
    "_pad_packed_sequence": ("batch_sizes",),
    "_ctc_loss": ("input_lengths", "target_lengths"),
    "_ctc_loss_backward": ("input_lengths", "target_lengths"),
    "_sparse_coo_tensor_with_dims_and_tensors": (),
    "_nested_view_from_jagged": ("dummy",),
    "tensor_split": ("tensor_indices_or_sections",),
}
"""Arguments that stay on the host."""
_SAME = "Expected all tensors to be on the same device"
_CONVOLUTIONS = frozenset(("convolution", "_convolution", "convolution_overrideable"))
_INTEGERS = (torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool)
_NO_INTEGERS = {"mm": "addmm_cuda", "addmm": "addmm_cuda", "bmm": "baddbmm_cuda", "baddbmm": "baddbmm_cuda"}
_NO_INTEGERS |= {"mv": "addmv_impl_cuda", "addmv": "addmv_impl_cuda", "dot": "dot"}
_PRODUCTS = frozenset(_NO_INTEGERS)
_TARGETS = {
    "nll_loss_forward": "nll_loss_forward_reduce_cuda_kernel_2d_index",
    "nll_loss2d_forward": "nll_loss2d_forward_out_frame",
}
"""Losses whose second argument numbers classes, and the kernel that says so if its dtype is another."""
_HOST_TYPE = re.compile(r"\btorch\.(?=\w+Tensor\b)")
_TYPE_NAMES = {
    torch.float32: "Float",
    torch.float64: "Double",
    torch.float16: "Half",
    torch.bfloat16: "BFloat16",
    torch.int64: "Long",
    torch.int32: "Int",
    torch.int16: "Short",
    torch.int8: "Char",
    torch.uint8: "Byte",
    torch.bool: "Bool",
}


def type_name(tensor: Any, kind: str) -> str:
    """Return the old name of a tensor's type: `torch.cuda.FloatTensor`."""
    place = "" if ordinal_of(tensor) is None else f"{kind}."
    return f"torch.{place}{_TYPE_NAMES.get(tensor.dtype, 'Float')}Tensor"


def on_device(machine: Machine, error: Exception, target: int | None) -> None:
    """Let what the processor's kernel says of types speak of the device's."""
    if target is not None and error.args and isinstance(error.args[0], str) and "Tensor" in error.args[0]:
        error.args = (_HOST_TYPE.sub(f"torch.{machine.kind}.", error.args[0]), *error.args[1:])


def check_devices(machine: Machine, func: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> int | None:
    """Return the device that the results are on.

    Raises:
        RuntimeError: if the tensors are on several devices, in the words of the real thing.
    """
    _check_lengths(machine, name, args)
    named = _named(func, name, args, kwargs)
    if name in INDEXED:
        return _check_index(machine, named)
    first = named[0][1] if named else None
    if name in FREE:
        return _place(first)
    places = [(label, _place(each)) for label, each in named if _counts(each)] or [
        (label, _place(each)) for label, each in named
    ]
    chosen = next((place for _, place in places if place is not None), None)
    for label, place in places:
        if place != chosen:
            raise RuntimeError(_mixed(machine, func, name, named, (label, place, chosen)))
    if first is not None and name.endswith("_") and not name.startswith("_") and _place(first) != chosen:
        raise RuntimeError(_mixed(machine, func, name, named, (named[0][0], _place(first), chosen)))
    return chosen


def _check_lengths(machine: Machine, name: str, args: tuple[Any, ...]) -> None:
    """Refuse lengths that are not on the host, where packing reads them."""
    lengths = args[1] if name == "_pack_padded_sequence" else None
    if lengths is not None and _place(lengths) is not None:
        kind = _TYPE_NAMES.get(lengths.dtype, lengths.dtype)
        told = f"{lengths.dim()}D {machine.name(_place(lengths))} {kind} tensor"
        raise RuntimeError(f"'lengths' argument should be a 1D CPU int64 tensor, but got {told}")


def _named(func: Any, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return every tensor with the name of its argument, but those that belong on the host."""
    names = [argument.name for argument in func._schema.arguments]  # noqa: SLF001 - how torch's own modes read it
    free = HOST_ARGUMENTS.get(name, ())
    pairs = [*zip(names, args, strict=False), *kwargs.items()]
    return [
        (label, part)
        for label, value in pairs
        if label not in free
        for part in leaves(value)
        if isinstance(part, torch.Tensor)
    ]


def _place(tensor: Any) -> int | None:
    return tensor.ordinal if isinstance(tensor, VirtualTensor) else None


def _counts(tensor: Any) -> bool:
    """Leave out numbers: a tensor without axes on the host goes with every device."""
    return tensor.dim() > 0 or _place(tensor) is not None


def _check_index(machine: Machine, named: list[tuple[str, Any]]) -> int | None:
    place = _place(named[0][1])
    for label, tensor in named[1:]:
        other = _place(tensor)
        if label == "indices" and other not in (None, place):
            where = machine.name(place)
            raise RuntimeError(f"indices should be either on cpu or on the same device as the indexed tensor ({where})")
        if label == "values" and other != place and tensor.dim() > 0:
            raise RuntimeError(
                f"{_SAME}, but found at least two devices, {machine.name(place)} and {machine.name(other)}!"
            )
    return place


def _mixed(
    machine: Machine,
    func: Any,
    name: str,
    named: list[tuple[str, Any]],
    odd: tuple[str, int | None, int | None],
) -> str:
    label, place, chosen = odd
    if name in _CONVOLUTIONS:
        types = [type_name(tensor, machine.kind) for _, tensor in named[:2]]
        return (
            f"Input type ({types[0]}) and weight type ({types[1]}) should be the same"
            f" [{_SAME}, but the input is on {machine.name(_place(named[0][1]))}]"
        )
    if torch.Tag.pointwise in func.tags or label == "self":
        return f"{_SAME}, but found at least two devices, {machine.name(chosen)} and {machine.name(place)}!"
    return (
        f"{_SAME}, but got {label} is on {machine.name(place)}, different from other tensors on {machine.name(chosen)}"
        f" (when checking argument in method wrapper_CUDA_{name})"
    )


def check_dtypes(machine: Machine, name: str, wrapped: list[Any]) -> None:
    """Refuse products of whole numbers, which the CPU has and CUDA has not, and of unlike numbers."""
    kinds = [tensor.dtype for tensor in wrapped if tensor.ordinal is not None]
    if name in _TARGETS and machine.kind == "cuda" and len(kinds) > 1 and kinds[1] not in (torch.int64, torch.uint8):
        raise NotImplementedError(f"\"{_TARGETS[name]}\" not implemented for '{_TYPE_NAMES.get(kinds[1], kinds[1])}'")
    if name in _CONVOLUTIONS and len(kinds) > 1 and kinds[0] is not kinds[1]:
        types = [type_name(tensor, machine.kind) for tensor in wrapped[:2]]
        raise RuntimeError(f"Input type ({types[0]}) and weight type ({types[1]}) should be the same")
    if name not in _PRODUCTS or not kinds:
        return
    lacking = _NO_INTEGERS.get(name) if machine.kind == "cuda" else None
    if lacking is not None and kinds[0] in _INTEGERS:
        raise NotImplementedError(f"\"{lacking}\" not implemented for '{_TYPE_NAMES[kinds[0]]}'")
    first, second = kinds[-2:] if len(kinds) > 1 else (kinds[0], kinds[0])
    if first is not second:
        names = _TYPE_NAMES.get(first, str(first)), _TYPE_NAMES.get(second, str(second))
        raise RuntimeError(f"mat1 and mat2 must have the same dtype, but got {names[0]} and {names[1]}")


def check_generator(machine: Machine, source: Any, target: int | None) -> None:
    """Refuse a source of chance of another device."""
    found = machine.kind if isinstance(source, VirtualGenerator) else "cpu"
    wanted = "cpu" if target is None else machine.kind
    if found != wanted:
        raise RuntimeError(f"Expected a '{wanted}' device type for generator but found '{found}'")

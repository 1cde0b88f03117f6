"""What becomes of one operation of ATen on virtual devices: checked, carried out on the insides, wrapped again."""

from __future__ import annotations

import contextlib
import functools
import math
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import torch
from torch._C import DispatchKey
from torch._library.custom_ops import OPDEFS
from torch._ops import HigherOrderOperator
from torch.utils._python_dispatch import TorchDispatchMode

from vault_runner.worker.devices.arithmetic import compute
from vault_runner.worker.devices.checks import check_devices, check_dtypes, on_device
from vault_runner.worker.devices.machine import Machine
from vault_runner.worker.devices.tensors import VirtualTensor, leaves, mapped, of_others

HOST_RESULTS = {"_pack_padded_sequence": (1,), "_pad_packed_sequence": (1,)}
"""Results that stay on the host although the input is on a device."""
_NOTHING: Any = object()
_WITHIN_MODES = frozenset(("flex_attention", "flex_attention_backward"))
"""Operations on functions that make tensors of their own."""


class Operations(TorchDispatchMode):  # type: ignore[misc] # torch has no types that are followed here
    """Carries out every operation of a session."""

    supports_higher_order_operators = True

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Keep torch from importing its compiler, which takes more than a second."""
        return False

    def __init__(self, machine: Machine, functions: AbstractContextManager[Any] | None = None) -> None:
        """Work for `machine`; `functions` is what is on beside this while the author's code runs."""
        super().__init__()
        self.machine = machine
        self._functions = functions or contextlib.nullcontext()
        self._flops = _flop_formulas()
        self._compute = compute if machine.mode == "value" else _inference()

    def __torch_dispatch__(
        self,
        func: Any,
        types: tuple[type, ...],
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Answer one operation."""
        return NotImplemented if of_others(types) else self.answer(func, args, kwargs or {})

    def answer(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:  # noqa: PLR0911 - a case each
        """Carry one operation out."""
        if isinstance(func, HigherOrderOperator):
            return self._of_functions(func, args, kwargs)
        if _is_composed(func):
            with self:
                return func.decompose(*args, **kwargs)
        defined = OPDEFS.get(func._schema.name) if self.machine.mode == "value" else None  # noqa: SLF001 - as below
        parts = leaves((args, kwargs))
        tensors = [part for part in parts if isinstance(part, torch.Tensor)]
        wrapped = [tensor for tensor in tensors if isinstance(tensor, VirtualTensor)]
        asked = kwargs.get("device", _NOTHING)
        if defined is not None and any(tensor.ordinal is not None for tensor in wrapped):
            return self._of_author(defined, args, kwargs)
        given = asked is not _NOTHING and asked is not None
        target = self.machine.ordinal(asked) if given else None
        if not wrapped and target is None and (self.machine.mode == "value" or _is_real_meta(asked, tensors)):
            return self._on_host(func, args, kwargs, tensors)
        if func is torch.ops.aten._efficientzerotensor.default:  # noqa: SLF001 - what forward-mode differentiation makes
            if not given or asked.type == "cpu":
                return func(*args, **kwargs)  # beside a plain number, which torch wants to stand on the real host
            # Zeros without memory are nothing to compute with inside, and beside them torch takes any place but the
            # real host for the device of the result: the host's own, where it has no values either, is such a place.
            func = torch.ops.aten.zeros.default
        name = func._schema.name.partition("::")[2]  # noqa: SLF001 - how torch's own modes read it
        if given and _is_real_meta(asked, tensors):
            return func(*mapped(_outline, args), **kwargs)  # to `meta` itself, as torch does it to infer shapes
        if func.namespace == "prims" and _meets_real_meta(tensors):
            return func(*mapped(_outline, args), **mapped(_outline, kwargs))
        if not given and wrapped:
            target = check_devices(self.machine, func, name, args, kwargs)
        check_dtypes(self.machine, name, wrapped)
        return self._carry_out(func, name, args, kwargs, target)

    def _of_functions(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Carry out an operation on functions, such as a condition with two branches, as it is without a compiler."""
        kernel = func.py_kernels[DispatchKey.CompositeExplicitAutograd]
        if func.name() in _WITHIN_MODES:
            return self._within(kernel)(*args, **kwargs)
        # The others refuse to be carried out within a mode, but their functions are the author's.
        args, kwargs = mapped(
            lambda part: self._within(part) if callable(part) and not isinstance(part, torch.Tensor) else part,
            (args, kwargs),
        )
        return kernel(*args, **kwargs)

    def _within(self, call: Any) -> Any:
        """Return a function that is called with the modes on, as the author's code is."""

        @functools.wraps(call, updated=())
        def inside(*args: Any, **kwargs: Any) -> Any:
            with self, self._functions:
                return call(*args, **kwargs)

        return inside

    def _of_author(self, defined: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Carry out an operation that is defined in python: what it is made of sees the devices.

        Raises:
            NotImplementedError: if it is defined for another kind of device, in the words of the real thing.
        """
        kernels = defined._backend_fns  # noqa: SLF001 - what `torch.library` keeps of a definition
        kernel = kernels.get(self.machine.kind, kernels.get(None))
        if kernel is None:
            name, kind = defined._qualname, self.machine.kind.upper()  # noqa: SLF001 - as above
            raise NotImplementedError(f"Could not run '{name}' with arguments from the '{kind}' backend.")
        return self._within(kernel)(*args, **kwargs)

    def _on_host(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any], tensors: list[Any]) -> Any:
        """Let an operation that touches no device pass, but for what it would cost."""
        if not tensors:
            self._weigh_request(args, kwargs)
        if kwargs.get("pin_memory"):
            kwargs = {**kwargs, "pin_memory": False}
        return func(*args, **kwargs)

    def _carry_out(
        self,
        func: Any,
        name: str,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        target: int | None,
    ) -> Any:
        outer: dict[int, Any] = {}
        inner_args, inner_kwargs = mapped(lambda part: _inside(part, outer), (args, dict(kwargs)))
        if kwargs.get("device") is not None and (target is not None or kwargs["device"].type == "meta"):
            inner_kwargs["device"] = torch.device("cpu")
        inner_kwargs.pop("pin_memory", None)
        if not outer:
            self._weigh_request(args, kwargs)
        try:
            with self._chance(func, target, inner_kwargs):
                result = self._compute(func, inner_args, inner_kwargs)
        except Exception as error:
            on_device(self.machine, error, target)
            raise
        self._count(func, name, args, inner_args, result, target)
        self.machine.recorder.note(func, inner_args, inner_kwargs, result)
        stay = HOST_RESULTS.get(name, ())
        if isinstance(result, tuple | list):
            outs = (self._outside(part, None if at in stay else target, outer) for at, part in enumerate(result))
            return type(result)(outs)
        finished = self._outside(result, target, outer)
        if torch.Tag.inplace_view in func.tags:
            with torch._C._DisableTorchDispatch():  # noqa: SLF001 - as FakeTensorMode does
                func(*args, **kwargs)
        return finished

    def _outside(self, result: Any, target: int | None, outer: dict[int, Any]) -> Any:
        """Wrap one result; what was changed in place is what it was."""
        if not isinstance(result, torch.Tensor):
            return mapped(lambda part: self._outside(part, target, outer), result) if type(result) is list else result
        if id(result) in outer:
            return outer[id(result)]
        if target is None and self.machine.mode == "value":
            return result
        self.machine.weigh(result.numel() * result.element_size(), made=False)
        self.machine.footprint.note(result, target)
        if not torch.is_inference_mode_enabled():
            return VirtualTensor(result, target)
        with torch.inference_mode(result.is_inference()):  # a view of what came from outside is of outside itself
            return VirtualTensor(result, target)

    def _count(
        self,
        func: Any,
        name: str,
        args: tuple[Any, ...],
        inner: tuple[Any, ...],
        result: Any,
        target: int | None,
    ) -> None:
        """Count what was moved and what was worked."""
        if name in ("_to_copy", "copy_"):
            source = args[0] if name == "_to_copy" else args[1]
            place = source.ordinal if isinstance(source, VirtualTensor) else None
            self.machine.ledger.move(place, target, result.numel() * result.element_size())
            if target is None and place is not None:
                self.machine.recorder.refuse_copy()
        elif name == "_local_scalar_dense" and args[0].ordinal is not None:
            self.machine.ledger.move(args[0].ordinal, None, args[0].element_size())
            self.machine.recorder.refuse_copy()
        formula = self._flops.get(func._overloadpacket)  # noqa: SLF001 - the key that torch's own counter uses
        if formula is not None and self.machine.mode == "value":
            with contextlib.suppress(Exception):
                self.machine.labour(formula(*inner, out_val=result))

    def _weigh_request(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Look at the size of a tensor that is made from nothing before it is made."""
        size = args[0] if args and isinstance(args[0], list | tuple) else None
        if size and self.machine.mode == "value" and all(isinstance(axis, int) for axis in size):
            each = (kwargs.get("dtype") or torch.get_default_dtype()).itemsize
            self.machine.weigh(math.prod(size) * each, made=True)

    @contextlib.contextmanager
    def _chance(self, func: Any, target: int | None, kwargs: dict[str, Any]) -> Iterator[None]:
        """Let a device draw from its own source, so that what the host draws doesn't depend on the device."""
        draws = torch.Tag.nondeterministic_seeded in func.tags and kwargs.get("generator") is None
        if not draws or target is None or self.machine.mode == "shape":
            yield
            return
        host, own = torch.default_generator, self.machine.generators[target]
        before = host.get_state()
        host.set_state(own.get_state())
        try:
            yield
        finally:
            own.set_state(host.get_state())
            host.set_state(before)


@functools.cache
def _is_composed(func: Any) -> bool:
    """Tell whether an operation is made of others: without autograd, as in inference, torch passes it on whole."""
    return func.namespace != "prim" and bool(func._can_decompose())  # noqa: SLF001 - as torch's own modes ask


def _is_real_meta(asked: Any, tensors: list[Any]) -> bool:
    """Tell whether the author means `meta` itself, which is no device of ours."""
    if isinstance(asked, torch.device):
        return bool(asked.type == "meta" and asked.index is None)
    return bool(tensors) and all(tensor.device.type == "meta" and tensor.device.index is None for tensor in tensors)


def _meets_real_meta(tensors: list[Any]) -> bool:
    """Tell whether torch itself asks for the shape of a product with zeros without memory, by way of `meta`."""
    return any(not isinstance(each, VirtualTensor) and _is_real_meta(None, [each]) for each in tensors)


def _outline(part: Any) -> Any:
    """Return a tensor of `meta` proper in the shape of a virtual one."""
    if not isinstance(part, VirtualTensor):
        return part
    return torch.empty_strided(part.inner.shape, part.inner.stride(), dtype=part.dtype, device=torch.device("meta"))


def _inside(part: Any, outer: dict[int, Any]) -> Any:
    """Return what a wrapper holds, and note whose it is."""
    if not isinstance(part, VirtualTensor):
        return part
    outer[id(part.inner)] = part
    return part.inner


def _inference() -> Any:
    from vault_runner.worker.devices.shapes import infer  # noqa: PLC0415 - takes seconds, not always needed

    return infer


def _flop_formulas() -> dict[Any, Any]:
    from torch.utils.flop_counter import flop_registry  # noqa: PLC0415 - private enough to change its place

    return dict(flop_registry)

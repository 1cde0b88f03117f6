"""What becomes of one call of torch's python functions: devices are translated on the way in and on the way out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import torch
from torch._C import DispatchKey
from torch._ops import HigherOrderOperator
from torch.overrides import TorchFunctionMode
from torch.utils._device import _device_constructors

from vault_runner.worker.devices import showing
from vault_runner.worker.devices.askers import asking_module, from_author
from vault_runner.worker.devices.attention import instead
from vault_runner.worker.devices.casting import cast
from vault_runner.worker.devices.checks import check_generator
from vault_runner.worker.devices.lists import SPARSE, like, on_host, sparse_parts
from vault_runner.worker.devices.machine import Machine
from vault_runner.worker.devices.storing import copied, reduced
from vault_runner.worker.devices.tensors import VirtualTensor, fetched, is_virtual, ordinal_of

_META = re.compile(r"\bmeta:(\d+)")
_NUMPY = "can't convert {place} device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first."
_NUMPY_OF_GRADIENT = "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."
_OBSERVER = "vault_runner.worker.observe"
_T = torch.Tensor
Handler = Callable[..., Any]


class Functions(TorchFunctionMode):  # type: ignore[misc] # torch has no types that are followed here
    """Stands between the author's code and torch."""

    def __init__(self, machine: Machine) -> None:
        """Translate for `machine`."""
        super().__init__()
        self.machine = machine
        self._constructors = _device_constructors()
        self._handlers = self._table()

    def _table(self) -> dict[Any, Handler]:
        return {
            torch.tensor: self._from_data,
            torch.as_tensor: self._from_data,
            torch.asarray: self._from_data,
            _T.new_tensor: self._from_data,
            torch.nn.functional.ctc_loss: self._with_lengths,
            torch.nn.functional.scaled_dot_product_attention: self._fused,
            torch.device: self._named_device,
            _T.device.__get__: self._device,
            _T.is_cuda.__get__: lambda func, args, kwargs: self._is(args[0], "cuda", func(*args)),
            _T.is_xpu.__get__: lambda func, args, kwargs: self._is(args[0], "xpu", func(*args)),
            _T.is_mps.__get__: lambda func, args, kwargs: self._is(args[0], "mps", func(*args)),
            _T.is_meta.__get__: lambda func, args, kwargs: not is_virtual(args[0]) and func(*args),
            _T.is_cpu.__get__: lambda func, args, kwargs: func(*args),
            **dict.fromkeys((_T.__getitem__, _T.__setitem__), self._indexed),
            **dict.fromkeys(SPARSE, lambda func, args, kwargs: self._call(func, sparse_parts(func, args), kwargs)),
            _T.data.__set__: self._set_data,
            _T.cuda: self._accelerate,
            _T.get_device: self._get_device,
            _T.numpy: self._numpy,
            _T.__array__: self._numpy,
            _T.tolist: self._tolist,
            _T.item: self._item,
            _T.__float__: lambda func, args, kwargs: float(self._item(_T.item, args, kwargs)),
            _T.__repr__: self._shown,
            _T.__format__: self._formatted,
            _T.__reduce_ex__: self._reduced,
            _T.__deepcopy__: self._copied,
            _T.type: self._type,
            _T.new: self._new,
            _T.pin_memory: self._pin,
            _T.is_pinned: lambda func, args, kwargs: getattr(args[0], "pinned_on_host", False),
            _T.data_ptr: lambda func, args, kwargs: (
                args[0].inner if isinstance(args[0], VirtualTensor) else args[0]
            ).data_ptr(),
        }

    def __torch_function__(
        self,
        func: Any,
        _types: object,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Answer one call."""
        kwargs = kwargs or {}
        handler = self._handlers.get(func)
        try:
            return handler(func, args, kwargs) if handler is not None else self._call(func, args, kwargs)
        except Exception as error:
            self._translate(error)
            raise

    def _call(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        name = getattr(func, "__name__", "")
        if name == "__get__":
            return func(*args)
        if name == "flex_attention" and isinstance(func, HigherOrderOperator):
            return self._plainly(func, args, kwargs)
        pin = bool(kwargs.get("pin_memory"))
        if pin:
            kwargs = {**kwargs, "pin_memory": False}
        if self.machine.default is not None and func in self._constructors and kwargs.get("device") is None:
            kwargs = {**kwargs, "device": self.machine.default}
        if kwargs.get("device") is not None:
            kwargs = {**kwargs, "device": self.machine.below(kwargs["device"])}
        args = self._placed(func, args)
        if kwargs.get("generator") is not None:
            check_generator(self.machine, kwargs["generator"], self._drawn_on(args, kwargs))
        args, kwargs = cast(self.machine.kind, name, args, kwargs)
        result = func(*args, **kwargs)
        if pin:
            result.pinned_on_host = True
        return result

    def _plainly(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Carry attention with functions of the author's out as mathematics, which has gradients without a graph."""
        with self:
            return func.py_kernels[DispatchKey.CompositeExplicitAutograd](*args, **kwargs)

    def _drawn_on(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> int | None:
        """Return the device on which a function draws: the one it is told, else that of its first tensor."""
        if kwargs.get("device") is not None:
            return self.machine.ordinal(kwargs["device"])
        return ordinal_of(args[0]) if args and isinstance(args[0], torch.Tensor) else None

    def _placed(self, func: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
        """Translate devices among positional arguments; only `to` takes their names and numbers there."""
        if func is not _T.to:
            return tuple(self.machine.below(part) if isinstance(part, torch.device) else part for part in args)
        if len(args) < 2:  # noqa: PLR2004 - `to` alone
            return args
        if isinstance(args[1], str) or (isinstance(args[1], int) and not isinstance(args[1], bool)):
            return args[0], self.machine.below(args[1]), *args[2:]
        if is_virtual(args[1]):
            return args[0], torch.device("meta", ordinal_of(args[1])), args[1].dtype, *args[2:]
        return args[0], *(self.machine.below(part) if isinstance(part, torch.device) else part for part in args[1:])

    def _from_data(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Make a tensor from the author's numbers on the host, and move it."""
        device, gradient = kwargs.get("device", self.machine.default), kwargs.get("requires_grad", False)
        if device is None and args and is_virtual(args[0]):
            device = torch.device("meta", ordinal_of(args[0]))
        if device is None or self.machine.ordinal(device) is None:
            return self._made(func, args, kwargs)
        target = self.machine.below(device)
        if func in (torch.as_tensor, torch.asarray) and is_virtual(args[0]):
            return args[0].to(target, kwargs.get("dtype") or args[0].dtype)
        made = self._made(
            func, args, {**kwargs, "device": "cpu", "requires_grad": False} if gradient else {**kwargs, "device": "cpu"}
        )
        made = made.to(target)
        # Within a transform of functorch even asking for no gradient is refused.
        return made.requires_grad_() if gradient else made

    def _made(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Make a tensor of numbers, some of which may be tensors on a device."""
        if func is _T.new_tensor and is_virtual(args[0]):
            func, args, kwargs = torch.tensor, args[1:], {"dtype": args[0].dtype, **kwargs}
        return func(*map(fetched, args), **kwargs)

    def _named_device(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Let a number alone mean a device of the machine's kind."""
        if len(args) == 1 and not kwargs and type(args[0]) is int:
            return func(self.machine.kind, args[0])
        return func(*args, **kwargs)

    def _indexed(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        tensor, index, *value = args
        virtual = isinstance(tensor, VirtualTensor) or is_virtual(tensor)
        return self._call(func, (tensor, on_host(index) if virtual else index, *value), kwargs)

    def _device(self, func: Any, args: tuple[Any, ...], _kwargs: object) -> Any:
        device = func(*args)
        return self.machine.above(device) if from_author() else device

    def _is(self, tensor: Any, kind: str, truth: Any) -> Any:
        return self.machine.kind == kind and is_virtual(tensor) if from_author() else truth

    def _with_lengths(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Put the lengths, which may stay on the host, beside the rest: for tensors like ours torch doesn't."""
        if not is_virtual(args[0]):
            return self._call(func, args, kwargs)

        def move(part: Any) -> Any:
            beside = torch.device("meta", ordinal_of(args[0]))
            return part.to(beside) if isinstance(part, torch.Tensor) else part

        return self._call(func, (*args[:2], *map(move, args[2:])), {name: move(part) for name, part in kwargs.items()})

    def _fused(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call what is one kernel on a device and many here."""
        func = instead(self.machine, func, args, kwargs)
        with self.machine.footprint.fused():
            result = self._call(func, args, kwargs)
        if isinstance(result, VirtualTensor):
            self.machine.footprint.note(result.inner, result.ordinal)
        return result

    def _set_data(self, func: Any, args: tuple[Any, ...], _kwargs: object) -> Any:
        result = func(*args)
        if isinstance(args[0], VirtualTensor) and isinstance(args[1], VirtualTensor):
            args[0].inner, args[0].ordinal = args[1].inner, args[1].ordinal
        return result

    def _accelerate(self, _func: object, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        device = args[1] if len(args) > 1 else kwargs.get("device")
        target = self.machine.current if device is None else self.machine.ordinal(device)
        if target is None:
            raise ValueError(f"Invalid device, must be {self.machine.kind} device")
        return args[0].to(self.machine.below(torch.device(self.machine.kind, target)))

    def _get_device(self, func: Any, args: tuple[Any, ...], _kwargs: object) -> Any:
        ordinal = ordinal_of(args[0])
        return func(*args) if ordinal is None else ordinal

    def _numpy(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        tensor = args[0]
        ordinal = ordinal_of(tensor)
        if ordinal is not None and not kwargs.get("force"):
            raise TypeError(_NUMPY.format(place=self.machine.name(ordinal)))
        if ordinal is not None:
            tensor = tensor.detach().cpu()
        if isinstance(tensor, VirtualTensor) and tensor.requires_grad and torch.is_grad_enabled():
            raise RuntimeError(_NUMPY_OF_GRADIENT)
        self._need_values(tensor, "numpy")
        return func(tensor, *args[1:], **kwargs)

    def _tolist(self, func: Any, args: tuple[Any, ...], _kwargs: object) -> Any:
        self._need_values(args[0], "tolist")
        if isinstance(args[0], VirtualTensor) and asking_module() == _OBSERVER:
            return func(args[0].inner)  # looked at by us, and moved by nobody
        return func(args[0].cpu() if is_virtual(args[0]) else args[0])

    def _item(self, func: Any, args: tuple[Any, ...], _kwargs: object) -> Any:
        if self.machine.mode == "value" or not isinstance(args[0], VirtualTensor):
            return func(args[0])
        from vault_runner.worker.devices.shapes import item  # noqa: PLC0415 - loaded in this mode alone

        return item(args[0])

    def _need_values(self, tensor: Any, name: str) -> None:
        if self.machine.mode == "shape" and isinstance(tensor, VirtualTensor):
            from vault_runner.worker.devices.shapes import NEEDED, NoValuesError  # noqa: PLC0415 - as above

            raise NoValuesError(NEEDED.format(name=name))

    def _shown(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        wrapped = is_virtual(args[0]) or isinstance(args[0], VirtualTensor)
        return showing.shown(self.machine, args[0]) if wrapped else func(*args, **kwargs)

    def _formatted(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        wrapped = is_virtual(args[0]) or isinstance(args[0], VirtualTensor)
        if wrapped and args[0].dim() == 0:
            return format(self._item(_T.item, args, kwargs), args[1])
        if wrapped and not args[1]:
            return showing.shown(self.machine, args[0])
        return func(*args, **kwargs)

    def _reduced(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return reduced(self.machine, args[0]) if isinstance(args[0], VirtualTensor) else func(*args, **kwargs)

    def _copied(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        return copied(*args) if isinstance(args[0], VirtualTensor) else func(*args, **kwargs)

    def _type(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        wanted = args[1] if len(args) > 1 else kwargs.get("dtype")
        if wanted is None and isinstance(args[0], VirtualTensor):
            return showing.type_of(self.machine, args[0])
        place, dtype = showing.named_type(self.machine, wanted)
        if dtype is None:
            return func(*args, **kwargs)
        return args[0].to(torch.device("meta", self.machine.current) if place else torch.device("cpu"), dtype)

    def _new(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Make a tensor of the same kind, as was done before there were functions for it."""
        if is_virtual(args[0]) and len(args) > 1 and isinstance(args[1], list | tuple) and args[1]:
            return like(*args)
        if not is_virtual(args[0]) or args[0].layout is not torch.sparse_coo:
            return func(*args, **kwargs)
        place = torch.device("meta", ordinal_of(args[0]))
        return torch.sparse_coo_tensor(*args[1:], dtype=args[0].dtype, device=place, **kwargs)

    def _pin(self, _func: object, args: tuple[Any, ...], _kwargs: object) -> Any:
        if is_virtual(args[0]):
            name = showing.type_of(self.machine, args[0])
            raise RuntimeError(f"cannot pin '{name}' only dense CPU tensors can be pinned")
        pinned = args[0].clone()
        pinned.pinned_on_host = True
        return pinned

    def _translate(self, error: Exception) -> None:
        """Let messages that torch made of its own speak of the author's devices."""
        if error.args and isinstance(error.args[0], str) and "meta:" in error.args[0]:
            text = _META.sub(lambda found: f"{self.machine.kind}:{found[1]}", error.args[0])
            error.args = (text, *error.args[1:])

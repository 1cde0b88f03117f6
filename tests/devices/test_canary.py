"""Each private name of torch that the virtual devices lean on: the first thing to look at when torch changes."""

from __future__ import annotations

import importlib
from functools import reduce

import pytest
import torch

TRIED = ("2.13",)
PRIVATE = (
    "torch._C:_DisableTorchDispatch",
    "torch._C:_disabled_torch_function_impl",
    "torch:Tensor._make_wrapper_subclass",
    "torch._tensor_str:_str",
    "torch._subclasses.fake_tensor:FakeTensorMode",
    "torch._subclasses.fake_tensor:FakeTensorConverter.from_real_tensor",
    "torch._guards:Source",
    "torch._subclasses.fake_tensor:DataDependentOutputException",
    "torch._subclasses.fake_tensor:DynamicOutputShapeException",
    "torch._subclasses.fake_tensor:UnsupportedFakeTensorException",
    "torch._subclasses.fake_tensor:UnsupportedOperatorException",
    "torch:UntypedStorage._cdata",
    "torch.utils._device:_device_constructors",
    "torch.utils._mode_utils:no_dispatch",
    "torch.utils._python_dispatch:TorchDispatchMode._should_skip_dynamo",
    "torch.utils.flop_counter:flop_registry",
    "torch.utils._foreach_utils:_get_foreach_kernels_supported_devices",
    "torch.utils._foreach_utils:_get_fused_kernels_supported_devices",
    "torch.optim.optimizer:_get_capturable_supported_devices",
    "torch.fx.experimental.symbolic_shapes:ShapeEnv.evaluate_expr",
    "torch.fx.experimental.symbolic_shapes:ShapeEnv.create_symbol",
    "torch.fx.experimental.symbolic_shapes:ShapeEnv.create_symintnode",
    "torch.fx.experimental.symbolic_shapes:DimDynamic.DYNAMIC",
    "torch._subclasses.fake_tensor:FakeTensorMode.dispatch",
    "torch.utils._python_dispatch:_disable_current_modes",
    "torch._C._nn:one_hot",
    "torch.backends.nnpack:set_flags",
    "torch.backends.mkldnn:set_flags",
    "torch.utils._sympy.functions:FloorDiv",
    "torch.utils._sympy.functions:Mod",
    "torch._dynamo.source:ConstantSource",
    "torch:sym_sqrt",
    "torch.nn.utils.parametrize:_maybe_set",
    "torch.__future__:set_swap_module_params_on_conversion",
    "torch._C:DispatchKey.CompositeExplicitAutograd",
    "torch._C:_swap_tensor_impl",
    "torch.utils._foreach_utils:_foreach_supported_types",
    "torch:Tensor._use_count",
    "torch._ops:HigherOrderOperator.dispatch",
    "torch._library.custom_ops:OPDEFS",
    "torch.amp:GradScaler._maybe_opt_step",
    "torch.amp:GradScaler._get_growth_tracker",
    "torch.nested._internal.sdpa:_select_sdp_backend",
    "torch.nn.parallel.comm:reduce_add_coalesced",
    "torch.cuda.memory:_record_memory_history",
    "torch.cuda.memory:_snapshot",
    "torch.cuda.memory:_dump_snapshot",
    "torch:ops.aten._flash_attention_forward.default",
    "torch:ops.aten._flash_attention_backward.default",
)


def test_this_is_a_version_that_was_tried() -> None:
    assert torch.__version__.startswith(TRIED)


@pytest.mark.parametrize("name", PRIVATE)
def test_a_private_name_is_where_it_was(name: str) -> None:
    module, _, path = name.partition(":")
    reduce(getattr, path.split("."), importlib.import_module(module))

"""Which exceptions say that a device is missing."""

from __future__ import annotations

import pytest

from vault_runner.worker.devices.absence import missing_device, spoken_device


@pytest.mark.parametrize(
    ("evalue", "kind"),
    [
        ("Torch not compiled with CUDA enabled", "cuda"),
        ("Torch not compiled with XPU enabled", "xpu"),
        ("Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU", "cuda"),
        ("No CUDA GPUs are available", "cuda"),
        ("PyTorch was compiled without CUDA support", "cuda"),
        ("Could not run 'aten::empty.memory_format' with arguments from the 'MPS' backend.", "mps"),
        ("Cannot access accelerator device when none is available.", "cuda"),
        ("module 'torch._C' has no attribute '_cuda_setDevice'", "cuda"),
        ("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", ""),
        ("Expected all tensors to be on the same device", ""),
    ],
)
def test_a_message_names_what_is_missing(evalue: str, kind: str) -> None:
    assert missing_device("RuntimeError", evalue, "x = f(x)") == kind


@pytest.mark.parametrize(
    ("code", "kind"), [('x.to("mps")', "mps"), ("torch.accelerator.synchronize()", "cuda"), ("x + 1", "")]
)
def test_code_speaks_of_a_device(code: str, kind: str) -> None:
    assert spoken_device(code) == kind

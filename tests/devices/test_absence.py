"""Which exceptions say that a device is missing."""

from __future__ import annotations

import pytest

from vault_runner.worker.devices.absence import missing_device, spoken_device, stood_in


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


@pytest.mark.parametrize(
    ("evalue", "path", "code", "is_ours"),
    [
        ("Unrecognized tensor type ID: SparseMeta", "note.md", "x.new()", True),
        ("storage_device INTERNAL ASSERT FAILED at NestedTensorImpl.cpp", "note.md", "nested(x)", True),
        ("Could not run 'aten::x' with arguments from the 'Meta' backend.", "note.md", "f(x)", True),
        ("a non-zero number of elements, but its data is not allocated yet", "note.md", "sparse(x)", True),
        ("expected sections to be on cpu, but it's on cuda:100", "note.md", "x.tensor_split(y)", True),
        ("Cannot copy out of meta tensor; no data!", "note.md", "f(x)", True),
        ("Cannot copy out of meta tensor; no data!", "note.md", 'f(x.to("meta"))', False),
        ("found at least two devices, cuda:1 and cuda:0!", "note.md", "x + y", False),
        ("whatever", "torch/export/_trace.py", "export(model)", True),
        ("Could not run 'aten::x' with arguments from the 'Meta' backend.", "note.md", 'x.to("meta")', False),
        ("can't optimize a non-leaf Tensor", "torch/_dynamo/eval_frame.py", "SGD([w * 2])", False),
        ("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", "note.md", "x @ y", False),
    ],
)
def test_what_torch_says_of_a_stand_in_is_no_fault_of_the_code(
    evalue: str, path: str, code: str, is_ours: bool
) -> None:
    assert stood_in(evalue, ["note.md", path], code) is is_ours

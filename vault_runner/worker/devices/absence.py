"""Tell from an exception that a device was wanted and isn't there. Pure, standard library alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

MISSING = re.compile(
    r"""Torch\ not\ compiled\ with\ (?P<built>CUDA|XPU|MPS)\ enabled
    |not\ (?:been\ )?(?:compiled|linked)\ with\ (?:support\ for\ )?(?P<linked>CUDA|XPU|MPS)
    |compiled\ without\ (?P<without>CUDA|XPU|MPS)\ support
    |Found\ no\ NVIDIA\ driver|No\ CUDA\ GPUs\ are\ available|no\ CUDA-capable\ device
    |CUDA\ (?:driver\ initialization|unknown\ error|driver\ version\ is\ insufficient)
    |Cannot\ get\ (?P<generator>CUDA|XPU|MPS)\ generator
    |arguments\ from\ the\ '(?P<backend>CUDA|XPU|MPS)'\ backend
    |Attempting\ to\ deserialize\ object\ on\ a\ CUDA\ device
    |Cannot\ access\ accelerator\ device\ when\ none\ is\ available
    |pin_memory=True\ requires|Need\ to\ provide\ pin_memory\ allocator
    |torch\.(?P<object>cuda|xpu|mps)\.\w+\ requires\ \w+\ support
    |Tried\ to\ instantiate\ dummy\ base\ class\ (?:Cuda|CUDA|Xpu)?(?:Event|Stream|Graph|\w*Base)
    |NVTX\ functions\ not\ installed
    |has\ no\ attribute\ '_(?P<hidden>cuda|xpu|mps)_\w+'
    """,
    re.IGNORECASE | re.VERBOSE,
)
STOOD_IN = re.compile(
    r"""INTERNAL\ ASSERT\ FAILED|\b(?:Sparse|SparseCsr|NestedTensor|Quantized)?Meta'?\ backend
    |\b(?:Sparse|SparseCsr|NestedTensor|Quantized)Meta\b|on\ meta\ tensors|__torch_dispatch__
    |raw\ Tensor\ object\ is\ already\ associated|only\ implemented\ for\ TensorImpl\ subclasses
    |data\ is\ not\ allocated\ yet|Cannot\ copy\ out\ of\ meta\ tensor|\b(?:meta|cuda|xpu|mps):100\b
    |Cannot\ set\ version_counter|_apply\(\):\ Couldn't\ swap|not\ supported\ for\ tensor\ subclasses
    """,
    re.VERBOSE,
)
"""What torch says of tensors that stand in for others, and of none that is really on a device."""
_WRITTEN_DOWN = ("torch/export/", "torch/_export/", "torch/jit/", "torch/_dynamo/symbolic_convert")
"""Where torch writes code down as a graph, which goes by what tensors really are."""
MEMORY = re.compile(r"can't allocate memory|not enough memory|used more than \d+ MiB", re.IGNORECASE)
SPOKEN = re.compile(r"\b(cuda|mps|xpu)\b|\baccelerator\b")


def missing_device(ename: str, evalue: str, code: str) -> str:
    """Return the kind of device that is missing, empty if that is not what is wrong.

    Args:
        ename: The exception's name.
        evalue: Its message.
        code: The line of the author's that raised it.
    """
    found = MISSING.search(evalue)
    if found:
        return next((kind.lower() for kind in found.groups() if kind), spoken_device(code) or "cuda")
    # `memory_summary` and the like look for counters that only a device has.
    return spoken_device(code) if ename == "KeyError" and "allocated_bytes" in evalue else ""


def stood_in(evalue: str, paths: Iterable[str], code: str) -> bool:
    """Tell whether an exception comes of what stands in for the device, so that nothing follows for the code.

    Args:
        evalue: Its message.
        paths: The files that it came through.
        code: The block that raised it; one that speaks of `meta` has such tensors of its own.
    """
    written = any(path.startswith(_WRITTEN_DOWN) for path in paths)
    return written or (STOOD_IN.search(evalue) is not None and "meta" not in code)


def spoken_device(code: str) -> str:
    """Return the kind of device that code speaks of, empty if of none."""
    found = SPOKEN.search(code)
    return (found[1] or "cuda") if found else ""

"""CUDA graphs of a virtual device: what is recorded is a list of operations, and replaying carries them out again.

On real hardware nothing is computed while a graph is recorded; here it is, so that values may be one step ahead.
"""

from __future__ import annotations

import functools
from typing import Any

import torch

_WHILE_RECORDED = "CUDA error: operation not permitted when stream is capturing"
_TWICE = "This CUDAGraph instance already owns a captured graph. To capture a new graph, create a new instance."
_EMPTY = "Called CUDAGraph::replay without a preceding successful capture."
Operation = tuple[Any, tuple[Any, ...], dict[str, Any], Any]


class Recorder:
    """Takes down the operations of the graph that is being recorded."""

    def __init__(self) -> None:
        """Record nothing yet."""
        self.operations: list[Operation] | None = None

    def is_on(self) -> bool:
        """Tell whether a graph is being recorded."""
        return self.operations is not None

    def note(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any], result: Any) -> None:
        """Take one operation down."""
        if self.operations is not None:
            self.operations.append((func, args, kwargs, result))

    def refuse_copy(self) -> None:
        """Refuse to bring anything to the host meanwhile.

        Raises:
            RuntimeError: in the words of the real thing.
        """
        if self.is_on():
            raise getattr(torch, "AcceleratorError", RuntimeError)(_WHILE_RECORDED)


class Graph:
    """Stands in for a graph."""

    def __init__(self, recorder: Recorder, *_args: object, **_kwargs: object) -> None:
        """Hold nothing yet."""
        self._recorder = recorder
        self._operations: list[Operation] | None = None

    def capture_begin(self, *_args: object, **_kwargs: object) -> None:
        """Take operations down from here on."""
        if self._operations is not None:
            raise RuntimeError(_TWICE)
        self._recorder.operations = []

    def capture_end(self) -> None:
        """Keep what was taken down."""
        self._operations, self._recorder.operations = self._recorder.operations, None

    def replay(self) -> None:
        """Compute again into the tensors that the recording made."""
        if self._operations is None:
            raise RuntimeError(_EMPTY)
        with torch.no_grad(), torch._C._DisableTorchDispatch():  # noqa: SLF001 - below the virtual devices
            for func, args, kwargs, result in self._operations:
                _refill(result, func(*args, **kwargs))

    def reset(self) -> None:
        """Forget the recording."""
        self._operations = None

    def pool(self) -> tuple[int, int]:
        """Return a name for memory that nobody has."""
        return 0, 0

    def instantiate(self, *_args: object) -> None:
        """Do nothing."""

    enable_debug_mode = debug_dump = instantiate


class Recording:
    """Records in a graph what is done within."""

    def __init__(self, cuda_graph: Graph, *_args: object, **_kwargs: object) -> None:
        """Record in `cuda_graph`."""
        self._graph = cuda_graph

    def __enter__(self) -> None:
        """Begin."""
        self._graph.capture_begin()

    def __exit__(self, *_error: object) -> None:
        """End."""
        self._graph.capture_end()


class Hollow(Graph):
    """A graph where tensors have no values: there is nothing to compute again."""

    def replay(self) -> None:
        """Do nothing."""


def graphs(recorder: Recorder, *, hollow: bool) -> dict[str, Any]:
    """Return what `torch.cuda` says of graphs."""
    return {
        "CUDAGraph": functools.partial(Hollow if hollow else Graph, recorder),
        "graph": Recording,
        "make_graphed_callables": lambda callables, *_args, **_kwargs: callables,
        "graph_pool_handle": lambda: (0, 0),
        "is_current_stream_capturing": recorder.is_on,
    }


def _refill(old: Any, new: Any) -> None:
    if isinstance(old, tuple | list):
        for one, other in zip(old, new, strict=True):
            _refill(one, other)
    elif isinstance(old, torch.Tensor) and old.data_ptr() != new.data_ptr():
        old.copy_(new)

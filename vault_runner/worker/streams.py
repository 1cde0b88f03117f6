"""What `sys.stdout` and `sys.stderr` are while notes run."""

from __future__ import annotations

import io
from collections.abc import Callable

from vault_runner.worker.channel import Channel


class Stream(io.TextIOBase):
    """A text stream whose writes become frames; its descriptor is the real one, for subprocesses."""

    def __init__(
        self, name: str, descriptor: int, channel: Channel, copy: Callable[[str], object] | None = None
    ) -> None:
        """Write to `channel` under `name`; `copy` is told every text as well."""
        super().__init__()
        self.name = f"<{name}>"
        self.mode = "w"
        self._stream = name
        self._descriptor = descriptor
        self._channel = channel
        self._copy = copy
        self.buffer = Bytes(self)

    encoding = "utf-8"
    errors = "backslashreplace"

    def write(self, text: str, /) -> int:
        """Write text; like any text stream it takes nothing but `str`."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if text:
            if self._copy is not None:
                self._copy(text)
            self._channel.write(self._stream, text)
        return len(text)

    def flush(self) -> None:
        """Do nothing, except in a process that the code forked: text is sent in order whenever it is due."""
        self._channel.hurry(self._stream)

    def close(self) -> None:
        """Do nothing: code that closes its output goes on writing more often than not."""

    def reconfigure(self, **_settings: object) -> None:
        """Do nothing: it is UTF-8 already, and lines leave when they are due."""

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

    def isatty(self) -> bool:
        """Say that nobody watches."""
        return False

    def fileno(self) -> int:
        """Return the descriptor that a subprocess may write to."""
        return self._descriptor


class Bytes(io.RawIOBase):
    """The binary face of a stream, `sys.stdout.buffer`."""

    def __init__(self, stream: Stream) -> None:
        """Decode for `stream`."""
        super().__init__()
        self._stream = stream

    def write(self, content: bytes | bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Write bytes as UTF-8, with a sign in place of what isn't."""
        raw = bytes(content)
        self._stream.write(raw.decode("utf-8", "replace"))
        return len(raw)

    def writable(self) -> bool:
        """Say that it can be written."""
        return True

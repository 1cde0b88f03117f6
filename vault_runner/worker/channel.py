"""The child's end of the wire: everything that a block shows leaves through here, in order.

Text is gathered and sent in chunks; beyond the room that a block has, it is only counted. Threads of the author's
code may write at any time, and processes that it forks must not write here at all.
"""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import termios
import threading
import time
from collections.abc import Sequence

from vault_runner.worker.frames import PAYLOAD_LIMIT, pack, receive
from vault_runner.worker.plain import Piece, squeeze

FLOOD = 16 << 20
"""Characters of output after which a block is ended."""
_CHUNK = 1 << 14
_SETTLE_SECONDS = 0.25
_LIVE_SECONDS = 0.1
"""How long a line waits for others at most, as long as more is written: somebody may be watching."""
_now = time.monotonic  # the author's code may put a clock of its own in its place
_DESCRIPTORS = {"stdout": 1, "stderr": 2}
LOST = 71
"""Exit code of a child whose wire is gone."""


class Channel:
    """Sends frames to the tool; safe to call from any thread."""

    def __init__(self, talk: socket.socket) -> None:
        """Take over the socket."""
        self._talk = talk
        self._inode = os.fstat(talk.fileno()).st_ino
        self._lock = threading.RLock()
        self._pieces: list[Piece] = []
        self._size = 0
        self._room = 0
        self._dropped = 0
        self._open = False
        self._forked = False
        self._sending = False
        self._begun: dict[str, str] = {}
        self._sent = 0.0
        self.interrupted = False
        os.register_at_fork(after_in_child=self._leave)

    @property
    def busy(self) -> bool:
        """Whether a frame is half sent, so that raising now would garble the wire."""
        return self._sending

    def rewire(self) -> None:
        """Take the socket that lies under the old number now: another run of the tool listens to it."""
        self._inode = os.fstat(self._talk.fileno()).st_ino
        self._sent = 0.0

    def begin(self, room: int) -> None:
        """Start a block that may show `room` characters."""
        with self._lock:
            self._room, self._dropped, self._open = room, 0, True

    def write(self, name: str, text: str) -> None:
        """Take text that the code wrote to a stream."""
        if self._forked:
            self._write_lines(name, text)
            return
        with self._lock:
            self._pieces.append((name, text))
            self._size += len(text)
            if self._size >= _CHUNK:
                self._spill()
            elif text.endswith("\n") and _now() - self._sent > _LIVE_SECONDS:
                self._flush_lines()

    def flush(self) -> None:
        """Send all text that is waiting."""
        with self._lock:
            if self._open and self._pieces:
                self._sent = _now()
                pieces, self._pieces, self._size = squeeze(self._pieces), [], 0
                self._send_text(pieces)

    def hurry(self, name: str) -> None:
        """Send whole lines; in a process that the code forked also the line that was begun.

        What a progress bar writes waits, since each of its states would count against the block's room.
        """
        if self._forked:
            self._write_lines(name, "", rest=True)
            return
        with self._lock:
            self._flush_lines()

    def settle(self) -> None:
        """Send what is waiting and let the tool read it, so that another process' output can only come after it."""
        if self._forked or not self._open:
            return
        self.flush()
        end = time.monotonic() + _SETTLE_SECONDS
        waiting = bytearray(4)
        while time.monotonic() < end:
            try:
                fcntl.ioctl(self._talk, termios.TIOCOUTQ, waiting)
            except OSError:  # not every system tells it of a socket
                return
            if struct.unpack("i", waiting) == (0,):
                return
            time.sleep(0.0002)

    def display(self, mime: str, text: str) -> None:
        """Show text of a mime type after everything written so far; what is too long is shown cut, as plain text."""
        with self._lock:
            self.flush()
            kept = self._take(text)
            if kept:
                self._send({"kind": "display", "mime": mime if kept == text else "text/plain", "text": kept})

    def figure(self, mime: str, content: bytes, title: str) -> bool:
        """Show a picture after everything written so far; False if it is too large to be sent."""
        if len(content) > PAYLOAD_LIMIT:
            return False
        with self._lock:
            self.flush()
            self._send({"kind": "figure", "mime": mime, "title": title[:500]}, content)
        return True

    def done(self, message: dict[str, object]) -> None:
        """End the block; whatever a thread writes from now on waits for the next one."""
        with self._lock:
            self.flush()
            self._open = False
            self.send({"kind": "done", "dropped": self._dropped, **message})

    def send(self, message: dict[str, object]) -> None:
        """Send one message."""
        with self._lock:
            self._send(message)

    def ask(self, prompt: str, *, password: bool) -> str | None:
        """Have a person asked for a line of text after everything written so far; None if nobody gives it."""
        if self._forked or not self._open or threading.current_thread() is not threading.main_thread():
            return None
        with self._lock:
            self.flush()
            self._send({"kind": "asks", "prompt": prompt[:2000], "password": password})
        answer = receive(self._talk) or {}
        text = answer.get("text")
        return text if isinstance(text, str) else None

    def _write_lines(self, name: str, text: str, *, rest: bool = False) -> None:
        """Write whole lines, so that processes side by side don't cut each other's."""
        text = self._begun.pop(name, "") + text
        end = len(text) if rest else text.rfind("\n") + 1
        self._begun[name] = text[end:]
        if end:
            os.write(_DESCRIPTORS[name], text[:end].encode("utf-8", "replace"))

    def _flush_lines(self) -> None:
        """Send what waits if it is whole lines: a line that may still be taken back has to stay together."""
        if not any("\r" in text for _, text in self._pieces):
            ends = dict(self._pieces)
            if all(text.endswith("\n") for text in ends.values()):
                self.flush()

    def _spill(self) -> None:
        """Make room: what a progress bar wrote shrinks to its last state, the rest is sent."""
        self._pieces = squeeze(self._pieces)
        self._size = sum(len(text) for _, text in self._pieces)
        if self._size < _CHUNK // 2:
            return
        if self._open:
            self.flush()
        elif self._size > FLOOD:
            self._pieces, self._size = [], 0

    def _send_text(self, pieces: Sequence[Piece]) -> None:
        for name, text in pieces:
            kept = self._take(text)
            if kept:
                self._send({"kind": "stream", "name": name, "text": kept})

    def _take(self, text: str) -> str:
        kept = text[: self._room]
        self._room -= len(kept)
        self._dropped += len(text) - len(kept)
        if self._dropped > FLOOD:
            self._send({"kind": "flood", "dropped": self._dropped})
        return kept

    def _send(self, message: dict[str, object], payload: bytes = b"") -> None:
        frame = pack(message, payload)
        self._sending = True
        try:
            # The code may have closed our descriptor and opened a file of its own under the same number.
            if os.fstat(self._talk.fileno()).st_ino != self._inode:
                os._exit(LOST)
            self._talk.sendall(frame)
        except OSError:
            os._exit(LOST)
        finally:
            self._sending = False
        if self.interrupted:
            self.interrupted = False
            raise KeyboardInterrupt

    def _leave(self) -> None:
        """In a process that the code forked: text goes to the plain descriptors, the wire is the child's alone."""
        self._forked = True
        self._lock = threading.RLock()
        self._pieces, self._size, self._open = [], 0, False
        self._talk.close()

"""Talks to one session: hands it its blocks, keeps the clock, and turns what comes back into events.

What the child says is checked and bounded here; how it ended is taken from the guardian alone.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import select
import socket
import time
from collections.abc import Mapping

import msgspec

from vault_runner.execute.claims import DECODER, FACTS, Bye, Claim, Done, Fact, Flood, Picture, Shown, StreamText
from vault_runner.execute.leash import Leash
from vault_runner.execute.tape import Tape
from vault_runner.execute.wires import Wires
from vault_runner.worker.frames import FrameError, Unpacker, pack

_CHUNK = 1 << 16
_SLICE = 0.5
"""Seconds between two looks at the clock; if much more has passed, this process was suspended meanwhile."""
_LATE = 1.0
_DRAINS = 4
_END_SECONDS = 3.0
_ANSWER_SECONDS = 1.0
_SEND_SECONDS = 30.0
GARBLED = "sent what is no result"
UNREADABLE = (FrameError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What reading a frame may raise, whatever its bytes are; the last one comes of lists in lists in lists."""


class Ended(Exception):  # noqa: N818 - a turn of events, not an error
    """The session is over; `fact` says how, or is None if the guardian itself was killed."""

    def __init__(self, fact: Fact | None, why: str = "") -> None:
        """Keep the fact, and our own reason if it was us who ended it."""
        super().__init__(why)
        self.fact = fact
        self.why = why


class Cancelled(Exception):  # noqa: N818 - a turn of events, not an error
    """The user wants everything to end."""


class Drive:
    """One running session."""

    def __init__(self, wires: Wires, leash: Leash, wake: int) -> None:
        """Take the wires, the hold on the guardian, and a descriptor that is readable once all is cancelled."""
        self._wires = wires
        self._leash = leash
        self._wake = wake
        self._unpacker = Unpacker()
        self._claims: list[tuple[Claim, bytes]] = []
        self._news: list[Fact] = []
        self._over: Ended | None = None
        self._ordered = False
        self._decoders = {
            wires.stdout: ("stdout", codecs.getincrementaldecoder("utf-8")("replace")),
            wires.stderr: ("stderr", codecs.getincrementaldecoder("utf-8")("replace")),
        }
        self._poll = select.poll()
        for source in (wires.talk, leash.status, wires.stdout, wires.stderr, wake):
            self._poll.register(source, select.POLLIN)
        wires.talk.settimeout(_SEND_SECONDS)
        self._looked = 0.0
        self.suspended = 0.0
        """Seconds in which this process was suspended while it waited."""
        self.tape = Tape(0)
        self.interrupted = False
        self.garbled = False
        """Whether the session said something else than goodbye at its end."""
        self.reusable = False
        """Whether the guardian has ended the session of its own accord and may be given another."""

    def send(self, message: Mapping[str, object]) -> None:
        """Send a command to the child; if it is gone, the next wait will tell."""
        with contextlib.suppress(OSError):
            self._wires.talk.sendall(pack(message))

    def begin(self, tape: Tape) -> None:
        """Put everything that comes from now on onto `tape`."""
        self.tape, self.interrupted = tape, False

    def wait(self, deadline: float) -> Claim | None:
        """Return the next claim that is no output; None when the deadline has passed.

        Time in which this process was suspended does not count.

        Raises:
            Ended: if the session is over.
            Cancelled: if the user wants an end.
        """
        self._looked = time.monotonic()
        while True:
            claim = self._next_claim()
            if claim is not None:
                return claim
            if self.tape.flooded:
                raise self.end("flood")
            if self._over is not None:
                raise self._over
            deadline += self._asleep()
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            self._pump(min(left, _SLICE))

    def _asleep(self) -> float:
        """Return for how long this process was suspended since the last look, by a person or by a debugger."""
        now = time.monotonic()
        late, self._looked = now - self._looked - _SLICE, now
        if late < _LATE:
            return 0.0
        self.suspended += late
        return late

    def interrupt(self) -> None:
        """Interrupt the child, and wait until the signal is on its way so that it can't hit a later block."""
        self.interrupted = True
        self._order(b"i")
        end = time.monotonic() + _ANSWER_SECONDS
        while self._over is None and not self._news and time.monotonic() < end:
            self._pump(_ANSWER_SECONDS)
        self._news.clear()

    def end(self, why: str, grace: float = 0.0) -> Ended:
        """Have the session killed, after `grace` seconds to end by itself, and return how it ended.

        A guardian that keeps silent is killed too; the zygote sweeps for it.
        """
        self._claims.clear()
        if self._over is None and grace:
            self._await_end(grace)
        if self._over is None:
            self._order(b"k")
            self._await_end(_END_SECONDS)
        if self._over is None:
            self._leash.kill()
            self._over = Ended(None)
        self._over = Ended(self._over.fact, why or self._over.why)
        return self._over

    def farewell(self) -> tuple[Bye | None, Fact | None]:
        """Let the session end by itself and return its last claim and the guardian's facts."""
        self.begin(Tape(0))
        self.send({"do": "end"})
        try:
            claim = self.wait(time.monotonic() + _END_SECONDS)
        except Ended as ended:
            self.garbled = ended.why == GARBLED
            return None, ended.fact
        self.garbled = claim is not None and not isinstance(claim, Bye)
        fact = self.end("", grace=_ANSWER_SECONDS).fact
        self.reusable = not self._ordered and fact is not None and not (fact.exit or fact.reason or fact.left)
        return claim if isinstance(claim, Bye) else None, fact

    def _order(self, letter: bytes) -> None:
        self._ordered = True
        self._leash.order(letter)

    def _next_claim(self) -> Claim | None:
        while self._claims:
            claim, payload = self._claims.pop(0)
            match claim:
                case StreamText() | Shown() | Picture():
                    self.tape.take(claim, payload)
                case Flood():
                    raise self.end("flood")
                case Done():
                    self._drain()
                    return claim
                case _:
                    return claim
        return None

    def _pump(self, seconds: float) -> None:
        """Wait for anything to arrive and sort it; printed text first, since frames are sent after it."""
        ready = {descriptor for descriptor, _ in self._poll.poll(seconds * 1000)}
        if self._wake in ready:
            raise Cancelled
        for descriptor in self._decoders.keys() & ready:
            self._read_text(descriptor)
        if self._wires.talk.fileno() in ready:
            self._read_claims()
        # The child's end may have been followed up to the guardian's last word just now.
        if self._over is None and self._leash.status.fileno() in ready:
            self._read_facts()

    def _read_text(self, descriptor: int) -> bool:
        try:
            chunk = os.read(descriptor, _CHUNK)
        except BlockingIOError:
            return False
        name, decoder = self._decoders[descriptor]
        text = decoder.decode(chunk, final=not chunk)
        if text:
            self.tape.write(name, text)
        if not chunk:
            with contextlib.suppress(KeyError):
                self._poll.unregister(descriptor)
        return bool(chunk)

    def _drain(self) -> None:
        """Read what was printed before the child said that it was done: it is in the pipes by now."""
        for descriptor in self._decoders:
            for _ in range(_DRAINS):
                if not self._read_text(descriptor):
                    break

    def _read_claims(self) -> None:
        chunk = self._received(self._wires.talk)
        if chunk is None:
            return
        if not chunk:
            # The child is gone or has closed the wire; either way nothing more can come from it.
            self._poll.unregister(self._wires.talk)
            claims, self._claims = self._claims, []
            self.end("closed", grace=_ANSWER_SECONDS)
            self._claims = claims
            return
        try:
            self._claims += [(DECODER.decode(message), payload) for message, payload in self._unpacker.feed(chunk)]
        except UNREADABLE:
            self._poll.unregister(self._wires.talk)
            self.end(GARBLED)

    def _read_facts(self) -> None:
        message = self._received(self._leash.status)
        if message is None:
            return
        fact = FACTS.decode(message) if message else None
        if fact is not None and fact.did == "interrupt":
            self._news.append(fact)
            return
        self._over = Ended(fact)
        self._poll.unregister(self._leash.status)
        self._drain()
        # Frames that were sent before the end still count.
        while self._over.why == "" and (rest := self._received(self._wires.talk)):
            with contextlib.suppress(*UNREADABLE):
                self._claims += [(DECODER.decode(message), payload) for message, payload in self._unpacker.feed(rest)]

    @staticmethod
    def _received(source: socket.socket) -> bytes | None:
        """Return what has arrived, nothing if the other side is gone, None if there is nothing to read yet."""
        try:
            return source.recv(_CHUNK * 4, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def _await_end(self, seconds: float) -> None:
        """Wait for the guardian's last word only; the child may go on talking into the void."""
        end = time.monotonic() + seconds
        watch = select.poll()
        watch.register(self._leash.status, select.POLLIN)
        while self._over is None and (left := end - time.monotonic()) > 0:
            if watch.poll(left * 1000):
                self._read_facts()

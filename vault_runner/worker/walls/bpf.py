"""A filter of system calls as the kernel wants it: a program in the assembly of classic BPF."""

from __future__ import annotations

import struct
from collections.abc import Sequence

ALLOW, KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _AND, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_ARGUMENT_BYTES = 8
_WHOLE = 0xFFFFFFFF


def refusing(number: int) -> int:
    """Return the answer that makes a call fail with an error number; 0 pretends that it went well."""
    return _ERRNO | number


class Program:
    """The instructions; a call is compared with one rule after the other, and the first that fits answers."""

    def __init__(self, architecture: int, second_tongue: int) -> None:
        """Kill whoever calls in another machine's way, since the numbers mean other calls there."""
        self._code: list[bytes] = []
        self._add(_LOAD, 0, 0, _ARCHITECTURE)
        self._add(_EQUAL, 1, 0, architecture)
        self._add(_RETURN, 0, 0, KILL)
        self._add(_LOAD, 0, 0, _NUMBER)
        if second_tongue:
            self._add(_AT_LEAST, 0, 1, second_tongue)
            self._add(_RETURN, 0, 0, KILL)

    def beyond(self, newest: int, answer: int) -> None:
        """Give `answer` to every call with a higher number than `newest`."""
        self._add(_AT_LEAST, 0, 1, newest + 1)
        self._add(_RETURN, 0, 0, answer)

    def call(self, number: int, answer: int) -> None:
        """Give `answer` to a call, whatever its arguments."""
        self._add(_EQUAL, 0, 1, number)
        self._add(_RETURN, 0, 0, answer)

    def unless_equal(self, number: int, wanted: Sequence[tuple[int, int, Sequence[int]]], answer: int) -> None:
        """Give `answer` to a call unless each argument named in `wanted` has one of its values.

        Args:
            number: The call.
            wanted: For each argument its position, a mask and the values that are right behind the mask.
            answer: What to give if one of them is wrong.
        """
        body: list[bytes] = []
        for position, mask, values in wanted:
            body += [*self._argument(position, mask), *self._any_of(values), self._pack(_RETURN, 0, 0, answer)]
        body.append(self._pack(_RETURN, 0, 0, ALLOW))
        self._only(number, body)

    def if_equal(self, number: int, position: int, values: Sequence[int], answer: int) -> None:
        """Give `answer` to a call whose argument at `position` has one of `values`."""
        body = [*self._argument(position, _WHOLE), *self._any_of(values)]
        self._only(number, [*body, self._pack(_RETURN, 0, 0, ALLOW), self._pack(_RETURN, 0, 0, answer)])

    def unless_bits(self, number: int, position: int, bits: int, answer: int) -> None:
        """Give `answer` to a call whose argument at `position` has none of `bits`."""
        body = [*self._argument(position, _WHOLE), self._pack(_ANY_BIT, 1, 0, bits)]
        self._only(number, [*body, self._pack(_RETURN, 0, 0, answer), self._pack(_RETURN, 0, 0, ALLOW)])

    def if_masked(self, number: int, position: int, mask: int, value: int, answer: int) -> None:
        """Give `answer` to a call whose argument at `position` is `value` behind `mask`."""
        body = [*self._argument(position, mask), self._pack(_EQUAL, 0, 1, value)]
        self._only(number, [*body, self._pack(_RETURN, 0, 0, answer), self._pack(_RETURN, 0, 0, ALLOW)])

    def finish(self) -> bytes:
        """Allow everything else and return the program."""
        self._add(_RETURN, 0, 0, ALLOW)
        return b"".join(self._code)

    def _only(self, number: int, body: Sequence[bytes]) -> None:
        """Run `body`, which ends in an answer on every way, for one call."""
        self._add(_EQUAL, 0, len(body), number)
        self._code += body

    def _argument(self, position: int, mask: int) -> list[bytes]:
        """Load the low half of an argument: the kernel takes what we ask about as numbers of 32 bits."""
        load = [self._pack(_LOAD, 0, 0, _ARGUMENTS + _ARGUMENT_BYTES * position)]
        return load if mask == _WHOLE else [*load, self._pack(_AND, 0, 0, mask)]

    def _any_of(self, values: Sequence[int]) -> list[bytes]:
        """Compare with each value, and jump behind the instruction after them if one is equal."""
        return [self._pack(_EQUAL, len(values) - at, 0, value) for at, value in enumerate(values)]

    def _add(self, code: int, if_true: int, if_false: int, value: int) -> None:
        self._code.append(self._pack(code, if_true, if_false, value))

    @staticmethod
    def _pack(code: int, if_true: int, if_false: int, value: int) -> bytes:
        return struct.pack("=HBBI", code, if_true, if_false, value & _WHOLE)

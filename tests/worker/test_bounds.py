"""What a child says of a block stays within what the tool takes, whatever the block made."""

from __future__ import annotations

import json

from vault_runner.execute.claims import DECODER, Done
from vault_runner.worker.bounds import NOTICES, cut, failure_within, notices_within, observations_within
from vault_runner.worker.frames import MESSAGE_LIMIT


class Liar(str):
    """A text that denies being long."""

    __slots__ = ()

    def __len__(self) -> int:
        """Deny it."""
        return 0

    def __getitem__(self, key: object) -> str:
        """Return all of it, whatever was asked for."""
        return self


def taken(**said: object) -> Done:
    """Return what the tool reads of a block's end."""
    message = {"kind": "done", "block": 0, "failure": None, "observations": [], "notices": [], "dropped": 0, **said}
    raw = json.dumps(message).encode()
    assert len(raw) < MESSAGE_LIMIT
    claim = DECODER.decode(raw)
    assert isinstance(claim, Done)
    return claim


def test_a_failure_with_long_names_is_taken() -> None:
    long = "n" * 2_000_000
    frames = [[long, 3, long, long]] * 100
    told = failure_within(
        {"ename": long, "evalue": long, "bases": [long] * 5000, "traceback": frames, "missing": long, "wall": ""}
    )
    failure = taken(failure=told).failure
    assert failure is not None
    assert failure.ename == "n" * 500
    assert failure.traceback[0][1] == 3


def test_a_text_that_lies_is_cut_all_the_same() -> None:
    assert cut(Liar("x" * 1000), 10) == "x" * 10
    assert cut(None) == ""


def test_the_first_notices_are_taken() -> None:
    found = notices_within([("VRF001", f"message {number}", "r" * 100_000) for number in range(NOTICES + 5)])
    assert len(taken(notices=found).notices) == NOTICES


def test_observations_that_no_array_has_are_left_out() -> None:
    place: dict[str, object] = {"line": 1, "end_line": 1, "type": "Tensor"}
    sound = {**place, "name": "x", "shape": (2, 3)}
    odd = [
        {**place, "name": "x" * 501},
        {**place, "name": "x", "shape": (10**400,)},
        {**place, "name": "x", "shape": (1,) * 65},
        {**place, "name": "x", "dtype": "d" * 501},
    ]
    assert observations_within([*odd, sound], 100) == [sound]


def test_values_are_kept_while_there_is_room() -> None:
    rows: list[dict[str, object]] = [
        {"line": 1, "end_line": 1, "name": f"x{number}", "type": "list", "value": "v" * 10_000} for number in range(900)
    ]
    kept = taken(observations=observations_within(rows, 2000)).observations
    assert len(kept) == 900
    assert [bool(noted.value) for noted in kept[:104]] == [True] * 104
    assert not kept[-1].value

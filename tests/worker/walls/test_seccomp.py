"""The filters, run by a small machine of our own: what they say of each call, on machines that aren't here too."""

from __future__ import annotations

import errno
import re
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from vault_runner.worker.walls import seccomp
from vault_runner.worker.walls.bpf import ALLOW, KILL, refusing
from vault_runner.worker.walls.syscalls import ARCHITECTURES, NEWEST, NUMBERS, Machine, machine

PID = 4321
REFUSED, PRETENDED, UNKNOWN = refusing(errno.EPERM), refusing(0), refusing(errno.ENOSYS)
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}


def answer(program: bytes, number: int, arguments: Sequence[int] = (), architecture: int = 0) -> int:
    """Run a filter on one call as the kernel would."""
    padded = [*arguments, 0, 0, 0, 0, 0, 0][:6]
    call = struct.pack("=IIQ6Q", number, architecture, 0, *(value & (1 << 64) - 1 for value in padded))
    code = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]
    at = held = 0
    while True:
        operation, yes, no, value = code[at]
        at += 1
        match operation:
            case 0x06:
                return int(value)
            case 0x20:
                held = struct.unpack_from("=I", call, value)[0]
            case 0x54:
                held &= value
            case 0x15 | 0x35 | 0x45:
                true = {0x15: held == value, 0x35: held >= value, 0x45: held & value != 0}[operation]
                at += yes if true else no
            case _:
                pytest.fail(f"unknown operation {operation:#x}")


@pytest.fixture(params=sorted(ARCHITECTURES))
def known(request: pytest.FixtureRequest) -> Machine:
    found = machine(request.param)
    assert found is not None
    return found


def strict(known: Machine, name: str, *arguments: int, landlock: int = 7) -> int:
    program = seccomp.strict(known, PID, landlock)
    return answer(program, known.numbers[name], arguments, known.architecture)


def test_another_machines_calls_end_the_process(known: Machine) -> None:
    for program in (seccomp.strict(known, PID, 7), seccomp.approved(known, network=True)):
        for foreign in (0x40000003, 0x40000028, 0, *(set(ARCHITECTURES.values()) - {known.architecture})):
            assert answer(program, 0, (), foreign) == KILL
        if known.second_tongue:
            assert answer(program, known.second_tongue + 1, (), known.architecture) == KILL


def test_calls_that_nobody_knows_yet_do_not_exist(known: Machine) -> None:
    program = seccomp.strict(known, PID, 7)
    assert answer(program, NEWEST + 1, (), known.architecture) == UNKNOWN
    assert answer(program, 0, (), known.architecture) == ALLOW


@pytest.mark.parametrize(
    ("name", "arguments", "wanted"),
    [
        ("socket", (2, 1), REFUSED),
        ("socketpair", (1, 1 | 0o2000000), ALLOW),
        ("socketpair", (1, 2), REFUSED),
        ("socketpair", (2, 1), REFUSED),
        ("clone", (0x00010000 | 0x100,), ALLOW),
        ("clone", (17,), REFUSED),
        ("clone", (0x10000000,), REFUSED),
        ("clone3", (), UNKNOWN),
        ("execve", (), REFUSED),
        ("kill", (PID, 15), ALLOW),
        ("kill", (0, 15), ALLOW),
        ("kill", (-1, 9), REFUSED),
        ("kill", (1, 9), REFUSED),
        ("tgkill", (PID, 7, 9), ALLOW),
        ("tgkill", (PID + 1, 7, 9), REFUSED),
        ("prlimit64", (0, 9), ALLOW),
        ("prlimit64", (1, 9), REFUSED),
        ("setpriority", (0, 0, 5), ALLOW),
        ("setpriority", (0, 1, 5), REFUSED),
        ("setpriority", (2, 0, 5), REFUSED),
        ("ioctl", (0, 0x5412), REFUSED),
        ("ioctl", (0, 0x5401), ALLOW),
        ("fcntl", (3, 1024), REFUSED),
        ("fcntl", (3, 1), ALLOW),
        ("prctl", (1, 0), REFUSED),
        ("prctl", (15, 0), ALLOW),
        ("fchmodat", (), PRETENDED),
        ("setxattr", (), PRETENDED),
        ("mount", (), REFUSED),
        ("ptrace", (), REFUSED),
        ("io_uring_setup", (), UNKNOWN),
        ("memfd_create", (), UNKNOWN),
    ],
)
def test_what_strangers_code_may_call(known: Machine, name: str, arguments: tuple[int, ...], wanted: int) -> None:
    assert strict(known, name, *arguments) == wanted


def test_an_old_landlock_is_helped_out(known: Machine) -> None:
    denied = refusing(errno.EACCES)
    assert strict(known, "truncate", landlock=2) == denied
    assert strict(known, "openat", 0, 0, 0o1000, landlock=2) == denied
    assert strict(known, "openat", 0, 0, 0o1000 | 1, landlock=2) == ALLOW
    assert strict(known, "openat", 0, 0, 0o1000, landlock=3) == ALLOW


def test_approved_code_has_everything_but_the_network(known: Machine) -> None:
    closed, opened = (seccomp.approved(known, network=network) for network in (False, True))
    for name, arguments in (("execve", ()), ("clone", (17,)), ("kill", (1, 9)), ("socket", (1, 1)), ("mount", ())):
        assert answer(closed, known.numbers[name], arguments, known.architecture) == ALLOW
    for family in (2, 10, 16, 17):
        assert answer(closed, known.numbers["socket"], (family,), known.architecture) == REFUSED
        assert answer(opened, known.numbers["socket"], (family,), known.architecture) == ALLOW
    assert answer(closed, known.numbers["io_uring_setup"], (), known.architecture) == UNKNOWN


@pytest.mark.parametrize("name", sorted(ARCHITECTURES))
def test_the_numbers_are_those_of_the_kernels_headers(name: str) -> None:
    if not HEADERS[name].is_file():
        pytest.skip(f"the kernel's headers for {name} aren't installed")
    text = HEADERS[name].read_text(encoding="ascii", errors="replace")
    stated = {call: int(number) for call, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)\b", text)}
    column = 0 if name == "x86_64" else 1
    ours = {call: both[column] for call, both in NUMBERS.items()}
    newer = {"fchmodat2", "file_setattr", "open_tree_attr", "removexattrat", "setxattrat"}
    assert {call: stated.get(call) for call in ours.keys() - newer} == {
        call: number for call, number in ours.items() if call not in newer
    }


def test_a_machine_that_nobody_described_has_no_filter() -> None:
    assert machine("riscv64") is None

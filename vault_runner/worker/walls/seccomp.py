"""Which system calls a note's code may make: a filter in the kernel that no code behind it can take off.

It closes what `landlock` leaves open: sockets of every kind, other processes, the permissions and times of files, and
everything that administers the machine.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct

from vault_runner.worker.walls import calls
from vault_runner.worker.walls.bpf import KILL, Program, refusing
from vault_runner.worker.walls.landlock import TRUNCATION_SINCE
from vault_runner.worker.walls.syscalls import NEWEST, Machine, machine

_SET_SECCOMP, _FILTER_MODE = 22, 2
_REFUSED, _UNKNOWN, _PRETENDED = refusing(errno.EPERM), refusing(errno.ENOSYS), refusing(0)
_WHOLE = 0xFFFFFFFF

ADMINISTRATION = (
    "acct", "adjtimex", "bpf", "chroot", "clock_adjtime", "clock_settime", "delete_module", "fanotify_init",
    "fanotify_mark", "finit_module", "fsconfig", "fsmount", "fsopen", "fspick", "init_module", "ioperm", "iopl",
    "kexec_file_load", "kexec_load", "lookup_dcookie", "modify_ldt", "mount", "mount_setattr", "move_mount",
    "name_to_handle_at", "nfsservctl", "open_by_handle_at", "open_tree", "open_tree_attr", "perf_event_open",
    "personality", "pivot_root", "quotactl", "quotactl_fd", "reboot", "setdomainname", "sethostname", "setns",
    "settimeofday", "swapoff", "swapon", "syslog", "umount2", "unshare", "uselib", "userfaultfd", "vhangup",
    "mknod", "mknodat",
)  # fmt: skip
OTHER_PROCESSES = (
    "kcmp", "migrate_pages", "move_pages", "pidfd_getfd", "pidfd_open", "pidfd_send_signal", "process_madvise",
    "process_mrelease", "process_vm_readv", "process_vm_writev", "ptrace", "tkill",
)  # fmt: skip
NEW_PROCESSES = ["fork", "vfork", "execve", "execveat"]
SHARED_MEMORY = (
    "add_key", "keyctl", "memfd_secret", "mq_open", "mq_unlink", "msgctl", "msgget", "msgrcv", "msgsnd",
    "request_key", "semctl", "semget", "semop", "semtimedop", "shmat", "shmctl", "shmget",
)  # fmt: skip
SOCKETS = ["socket", "connect", "bind", "listen", "accept", "accept4"]
ABSENT = ["clone3", "memfd_create", "io_uring_setup", "io_uring_enter", "io_uring_register"]
"""Calls that every library can do without: it is told that the kernel doesn't have them."""
METADATA = (
    "chmod", "chown", "fchmod", "fchmodat", "fchmodat2", "fchown", "fchownat", "file_setattr", "fremovexattr",
    "fsetxattr", "futimesat", "lchown", "lremovexattr", "lsetxattr", "removexattr", "removexattrat", "setxattr",
    "setxattrat", "utime", "utimensat", "utimes",
)  # fmt: skip
"""Calls that seem to go well and change nothing, so that copying and unpacking files works as usual."""

_CLONE_THREAD = 0x00010000
_AF_UNIX, _SOCK_STREAM, _TYPE_OF_SOCKET = 1, 1, 0xF
_TERMINAL_INPUT = [0x5412, 0x541C]
_FILE_FLAGS = [0x40086602, 0x40046602, 0x401C5820, 0x40087602]
_SET_LEASE, _NOTIFY = 1024, 1026
_PDEATHSIG, _SET_MM, _SET_PTRACER = 1, 35, 0x59616D61
_ACCESS_MODE, _READ_ONLY = os.O_ACCMODE, os.O_RDONLY


def available() -> bool:
    """Tell whether a filter can be built for this machine; only trying shows whether the kernel takes it."""
    return machine() is not None


def strict(known: Machine, pid: int, landlock: int) -> bytes:
    """Return the filter for code that nobody approved, in the process `pid`.

    Args:
        known: The machine.
        pid: The only process that the code may signal: its own.
        landlock: The version of Landlock beside it, which tells what else is left to close.
    """
    program = Program(known.architecture, known.second_tongue)
    numbers = known.numbers
    refused = [*ADMINISTRATION, *OTHER_PROCESSES, *NEW_PROCESSES, *SHARED_MEMORY, *SOCKETS]
    for names, answer in ((refused, _REFUSED), (ABSENT, _UNKNOWN), (METADATA, _PRETENDED)):
        for name in names:
            if name in numbers:
                program.call(numbers[name], answer)
    _confine_signals(program, numbers, pid)
    _confine_arguments(program, numbers)
    if landlock < TRUNCATION_SINCE:
        _refuse_truncation(program, numbers)
    program.beyond(NEWEST, _UNKNOWN)
    return program.finish()


def _confine_signals(program: Program, numbers: dict[str, int], pid: int) -> None:
    """Let the code signal and schedule itself alone; 0 stands for the caller in most of these calls."""
    for name in ("kill", "sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler", "prlimit64"):
        program.unless_equal(numbers[name], [(0, _WHOLE, (0, pid))], _REFUSED)
    for name in ("tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"):
        program.unless_equal(numbers[name], [(0, _WHOLE, (pid,))], _REFUSED)
    program.unless_equal(numbers["setpriority"], [(0, _WHOLE, (0,)), (1, _WHOLE, (0, pid))], _REFUSED)
    program.unless_equal(numbers["ioprio_set"], [(0, _WHOLE, (1,)), (1, _WHOLE, (0, pid))], _REFUSED)


def _confine_arguments(program: Program, numbers: dict[str, int]) -> None:
    program.unless_bits(numbers["clone"], 0, _CLONE_THREAD, _REFUSED)
    # An event loop wakes itself through a pair of stream sockets; datagrams could be sent elsewhere.
    pair = [(0, _WHOLE, (_AF_UNIX,)), (1, _TYPE_OF_SOCKET, (_SOCK_STREAM,))]
    program.unless_equal(numbers["socketpair"], pair, _REFUSED)
    program.if_equal(numbers["ioctl"], 1, [*_TERMINAL_INPUT, *_FILE_FLAGS], _REFUSED)
    # A lease on a note would make its editor wait.
    program.if_equal(numbers["fcntl"], 1, [_SET_LEASE, _NOTIFY], _REFUSED)
    program.if_equal(numbers["prctl"], 0, [_PDEATHSIG, _SET_MM, _SET_PTRACER], _REFUSED)


def _refuse_truncation(program: Program, numbers: dict[str, int]) -> None:
    """Close the ways to empty a file without opening it for writing, which an old Landlock doesn't see."""
    program.call(numbers["truncate"], refusing(errno.EACCES))
    program.call(numbers["openat2"], _UNKNOWN)
    mask = _ACCESS_MODE | os.O_TRUNC
    for name, position in (("open", 1), ("openat", 2)):
        if name in numbers:
            program.if_masked(numbers[name], position, mask, _READ_ONLY | os.O_TRUNC, refusing(errno.EACCES))


def approved(known: Machine, *, network: bool) -> bytes:
    """Return the filter for code that was approved: everything but the network, unless that is open too."""
    program = Program(known.architecture, known.second_tongue)
    numbers = known.numbers
    program.if_equal(numbers["ioctl"], 1, _TERMINAL_INPUT, _REFUSED)
    if not network:
        program.unless_equal(numbers["socket"], [(0, _WHOLE, (_AF_UNIX,))], _REFUSED)
        for name in ("io_uring_setup", "io_uring_enter", "io_uring_register"):
            program.call(numbers[name], _UNKNOWN)
    return program.finish()


def install(program: bytes) -> None:
    """Put a filter on; from now on it holds for this process and all below it."""
    calls.gain_nothing()
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    whole = ctypes.create_string_buffer(head, len(head))
    calls.prctl(_SET_SECCOMP, _FILTER_MODE, ctypes.addressof(whole))


__all__ = ["KILL", "approved", "available", "install", "strict"]

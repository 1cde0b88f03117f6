"""The environment that notes see."""

from __future__ import annotations

from vault_runner.execute.environ import session_environment, zygote_environment


def test_what_a_program_needs_is_kept_and_the_rest_is_not() -> None:
    kept = {
        "PATH": "/bin", "HOME": "/h", "LANG": "C", "LC_ALL": "C", "TZ": "UTC", "USER": "u", "VIRTUAL_ENV": "/v",
        "OPENBLAS_CORETYPE": "Haswell", "CUDA_VISIBLE_DEVICES": "0", "MPLCONFIGDIR": "/m",
    }  # fmt: skip
    secret = {
        "TERM": "xterm",
        "GITHUB_TOKEN": "t",
        "PYTHONPATH": "/p",
        "DISPLAY": ":0",
        "SSH_AUTH_SOCK": "/s",
        "TMPDIR": "/t",
    }
    found = zygote_environment(kept | secret)
    assert kept.items() <= found.items()
    assert not secret.keys() & found.keys()


def test_what_makes_runs_alike_is_set() -> None:
    found = zygote_environment({"MPLBACKEND": "TkAgg", "OPENBLAS_NUM_THREADS": "8"})
    assert (found["PYTHONUTF8"], found["PYTHONHASHSEED"], found["MPLBACKEND"]) == ("1", "0", "Agg")
    assert {found[f"{name}_NUM_THREADS"] for name in ("OMP", "MKL", "OPENBLAS")} == {"1"}


def test_a_session_has_its_own_temporary_folder_and_threads() -> None:
    found = session_environment("/scratch", 3)
    assert (found["TMPDIR"], found["OMP_NUM_THREADS"], found["GLIBC_TUNABLES"]) == ("/scratch", "3", "")

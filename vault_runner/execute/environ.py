"""The environment that notes see: what a program needs to find its files and its language, and nothing secret."""

from __future__ import annotations

from collections.abc import Mapping

_KEPT = frozenset(("PATH", "HOME", "LANG", "TZ", "USER", "LOGNAME", "VIRTUAL_ENV", "CONDA_PREFIX", "MPLCONFIGDIR"))
_KEPT_PREFIXES = ("LC_", "OPENBLAS_", "CUDA_", "XDG_CACHE")
_HUGE_PAGES = "glibc.malloc.hugetlb=1"
"""Forking copies one table entry for each page. With torch loaded, fork and exit took 19 ms without and 7 ms with."""
_ALIKE = {"CUBLAS_WORKSPACE_CONFIG": ":4096:8", "NVIDIA_TF32_OVERRIDE": "0"}
"""On a card: products come out the same each time, and with all 24 bits of float32, unless the user says otherwise."""
_THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def zygote_environment(surroundings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which a zygote is started.

    One thread for every numeric library: a zygote that had more could not fork, and two on a busy machine cost more
    than they give.
    """
    alike = _ALIKE | {name: text for name, text in surroundings.items() if name in _ALIKE}
    kept = {name: text for name, text in surroundings.items() if name in _KEPT or name.startswith(_KEPT_PREFIXES)}
    fixed = {"PYTHONUTF8": "1", "PYTHONHASHSEED": "0", "MPLBACKEND": "Agg", "MALLOC_ARENA_MAX": "2"}
    fixed["GLIBC_TUNABLES"] = _HUGE_PAGES
    return kept | alike | fixed | dict.fromkeys(_THREADS, "1")


def session_environment(scratch: str, threads: int, *, strict: bool = False, costs: str = "") -> dict[str, str]:
    """Return what differs in one session: its scratch folder and its number of threads; empty means unset.

    `costs` is what was measured of the machine's devices, for the math core.

    Code behind the `strict` walls can write nowhere else, so that all its caches go there too.
    """
    folders = {"TMPDIR": scratch}
    if strict:
        folders |= dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), scratch)
        folders["MPLCONFIGDIR"] = f"{scratch}/matplotlib"
    return folders | {"GLIBC_TUNABLES": "", "VAULT_RUNNER_COSTS": costs} | dict.fromkeys(_THREADS, str(threads))

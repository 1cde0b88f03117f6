"""Whatever is done to a vault, a check that remembers tells what one that does not would tell."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from command import FOLDERS
from hypothesis import given, settings
from hypothesis import strategies as st
from pipeline import remembering
from pipeline.remembering import both

from vault_runner.pipeline import Request

TEXTS = (
    remembering.PLAIN,
    remembering.FORMULA.format(total=2),
    remembering.FORMULA.format(total=3),
    remembering.CODE.format(value=1),
    remembering.CODE.format(value=2),
    remembering.READS,
    remembering.DRAWS,
    remembering.NEEDS,
    remembering.WANTS,
    remembering.TEMPLATE,
    remembering.IGNORED,
)
NAMES = ("a.md", "base.md", "sub/base.md", "sub/deep/a.md", "z.md")
SETTINGS = ("", "execute: all\n", "timeout: 3\n", "exclude: [z.md]\n", "seed: 5\n")
WISHES = (Request(), Request(strict=True), Request(everything=True), Request(cache=False), Request(verify_content=True))
Change: TypeAlias = Callable[[Path], None]


def _write(name: str, content: bytes) -> Change:
    def change(vault: Path) -> None:
        (vault / name).parent.mkdir(parents=True, exist_ok=True)
        (vault / name).write_bytes(content)

    return change


def _quietly(name: str, content: bytes) -> Change:
    """Write a file and put its time back."""

    def change(vault: Path) -> None:
        before = (vault / name).stat() if (vault / name).exists() else None
        _write(name, content)(vault)
        if before is not None:
            os.utime(vault / name, ns=(before.st_atime_ns, before.st_mtime_ns))

    return change


def _touch(name: str) -> Change:
    return lambda vault: os.utime(vault / name) if (vault / name).exists() else None


def _remove(name: str) -> Change:
    return lambda vault: (vault / name).unlink(missing_ok=True)


def _move(name: str, other: str) -> Change:
    def change(vault: Path) -> None:
        if (vault / name).exists():
            (vault / other).parent.mkdir(parents=True, exist_ok=True)
            (vault / name).replace(vault / other)

    return change


NAME = st.sampled_from(NAMES)
CONTENT = st.sampled_from([*(text.encode() for text in TEXTS), remembering.BROKEN])
CHANGES = st.one_of(
    st.builds(_write, NAME, CONTENT),
    st.builds(_quietly, NAME, CONTENT),
    st.builds(_touch, NAME),
    st.builds(_remove, NAME),
    st.builds(_move, NAME, NAME),
    st.builds(_write, st.sampled_from(("data.txt", "sub/data.txt")), st.sampled_from((b"one", b"two"))),
    st.builds(_remove, st.sampled_from(("data.txt", "wanted.csv"))),
    st.builds(_write, st.just("wanted.csv"), st.just(b"")),
    st.builds(_write, st.just("vault-run.yaml"), st.sampled_from([text.encode() for text in SETTINGS])),
)


@pytest.mark.timeout(600)
@settings(max_examples=30, deadline=None)
@given(
    start=st.lists(CHANGES, min_size=3, max_size=6),
    rounds=st.lists(st.tuples(CHANGES, st.sampled_from(WISHES), st.booleans()), min_size=1, max_size=5),
)
def test_memory_changes_nothing_that_is_told(start: list[Change], rounds: list[tuple[Change, Request, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        remembering.pretend(patch, FOLDERS / "memory")
        vault = Path(folder) / "vault"
        _write("vault-run.yaml", b"")(vault)
        for change in start:
            change(vault)
        both(vault)
        for change, wishes, partly in rounds:
            change(vault)
            under = ("sub",) if partly and (vault / "sub").is_dir() else ()
            both(vault, *under, wishes=wishes)

"""From the bytes on the disk to the bytes on the disk: a run and a clean leave a file as it was."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from write.making import own_blocks, printed, proposed
from write.strategies import notes, output_texts

from vault_runner.model import Note, Proposal
from vault_runner.parse import decode, parse
from vault_runner.write import apply, propose_clean, save
from vault_runner.write.protocol.ground import Ground, Patience
from vault_runner.write.protocol.writer import Writer

BOM = b"\xef\xbb\xbf"


def load(path: Path) -> Note:
    raw = path.read_bytes()
    decoded = decode(raw)
    assert decoded.problem is None
    return parse(decoded.text, path.name, digest=hashlib.sha256(raw).hexdigest(), bom=decoded.bom)


def write(path: Path, note: Note, proposal: Proposal) -> None:
    data = (BOM if note.bom else b"") + apply(note.text, proposal.edits).encode()
    patience = Patience(still=0.0, grace=0.0, grace_unleased=0.0)
    with tempfile.TemporaryDirectory() as state:
        writer = Writer(Ground(path.parent, Path(state), patience=patience))
        save(path, data, expected_digest=proposal.digest, writer=writer)
        writer.close()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(notes(), st.booleans(), st.lists(output_texts, min_size=8, max_size=8))
def test_run_then_clean_gives_the_bytes_back(text: str, bom: bool, given_outputs: list[str]) -> None:
    raw = (BOM if bom else b"") + text.encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "笔记 1.md"
        path.write_bytes(raw)
        note = load(path)
        assume(own_blocks(note))
        write(path, note, proposed(note, [printed(output) for output in given_outputs]))
        assert path.read_bytes().startswith(BOM) == bom
        after = load(path)
        write(path, after, propose_clean(after))
        assert path.read_bytes() == raw
        assert [found.name for found in path.parent.iterdir()] == [path.name]

"""What short contexts declare: relations that force kinds, subjects that carry a relation, things told in words."""

from __future__ import annotations

from oracle.twins import missed


def test_short_contexts_and_what_looks_like_them() -> None:
    assert not missed("contexts")

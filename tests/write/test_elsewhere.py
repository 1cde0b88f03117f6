"""Outputs that speak of a device which the fresh ones don't."""

from __future__ import annotations

import pytest

from vault_runner.write.elsewhere import made_elsewhere


@pytest.mark.parametrize(
    ("standing", "fresh", "elsewhere"),
    [
        ("tensor([1.], device='cuda:0')", "tensor([1.])", True),
        ("using mps", "using cpu", True),
        ("tensor([1.])", "tensor([2.])", False),
        ("cuda", "cuda", False),
        ("barracuda", "cpu", False),
    ],
)
def test_an_accelerator_in_the_standing_output_alone(standing: str, fresh: str, *, elsewhere: bool) -> None:
    assert made_elsewhere(standing, fresh) is elsewhere

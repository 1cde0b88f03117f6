"""What keeps a session from running: which of several obstacles is named."""

from __future__ import annotations

from vault_runner.plan.depends import Target
from vault_runner.plan.obstacles import Obstacle, obstacle, title

A, B, GONE, FILE = (Target("note", name, f"[[{name}]]") for name in ("A", "B", "Gone", "data.csv"))
FOUND = {"A": "A.md", "B": "sub/B.md", "Gone": None, "data.csv": None}
EDGES = {"Me.md": ("A.md", "sub/B.md"), "A.md": (), "sub/B.md": ("Me.md",)}
CIRCLE = "its notes depend on each other in a circle: Me → sub/B → Me"


def found(*targets: Target, earlier: dict[str, Obstacle] | None = None) -> tuple[str, str] | None:
    one = obstacle("Me.md", targets, FOUND, EDGES, earlier or {})
    return (one.rule, one.because) if one else None


def test_nothing_stands_in_the_way() -> None:
    assert found() is None
    assert found(A) is None
    assert found(FILE, A) is None


def test_the_first_obstacle_is_named() -> None:
    assert found(A, GONE, B) == ("VRX103", "there is no note `[[Gone]]`")
    assert found(A, B, GONE) == ("VRX102", CIRCLE)


def test_another_notes_obstacle_is_passed_on() -> None:
    earlier = {"A.md": Obstacle("VRX103", "there is no note `[[Gone]]`", GONE)}
    assert found(A, earlier=earlier) == ("VRX103", "`[[A]]` can't run: there is no note `[[Gone]]`")


def test_titles() -> None:
    assert title("sub/B.md") == "sub/B"
    assert title("v1.2") == "v1.2"

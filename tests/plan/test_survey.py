"""The first look at a note: candidates, their sessions, and what they depend on."""

from __future__ import annotations

from plan.making import code, note

from vault_runner.config import Config
from vault_runner.plan.depends import Target
from vault_runner.plan.survey import survey


def test_candidates_with_their_options_and_targets() -> None:
    holder = note(
        "#| label: a\nx = 1",
        code('#| depends: [a, "[[B]]", c.csv]\nx', "python"),
        code("echo", "bash run"),
        properties={"vault-run-execute": "all", "vault-run-timeout": 5},
    )
    found = survey(holder, Config(), everything=False)
    assert [(one.block.id, one.tagged) for one in found.candidates] == [("a", True), (holder.blocks[1].id, False)]
    assert found.candidates[1].targets == (
        Target("label", "a", "a"),
        Target("note", "B", "[[B]]"),
        Target("file", "c.csv", "c.csv"),
    )
    assert {one.options.timeout for one in found.candidates} == {5.0}
    assert found.labels == (("a", holder.blocks[0]),)
    assert found.skipped == ()


def test_sessions_of_candidates() -> None:
    holder = note("x", "#| session: a\nx", "#| session: none\nx", properties={"vault-run-session": "main"})
    found = survey(holder, Config(), everything=False)
    assert found.session == "main"
    assert [one.session for one in found.candidates] == ["main", "a", f"none:{holder.blocks[2].id}"]


def test_everything_runs_what_is_not_opted_out() -> None:
    holder = note(code("x", "python"), code("x", "python skip"))
    assert len(survey(holder, Config(), everything=True).candidates) == 1
    assert len(survey(holder, Config(), everything=False).candidates) == 0

"""From a candidate to a draft, or to the reason why there is none."""

from __future__ import annotations

from plan.making import Code, code, note

from vault_runner.config import Config
from vault_runner.plan.drafts import Draft, Refusal, make_draft
from vault_runner.plan.repair import Repair
from vault_runner.plan.survey import survey


def drafted(one: Code | str) -> tuple[Draft | Refusal, tuple[Repair, ...]]:
    (candidate,) = survey(note(one), Config(), everything=True).candidates
    return make_draft("Note.md", candidate, frozenset())


def test_a_draft_knows_its_code_and_its_names() -> None:
    draft, repairs = drafted("x = y\nprint(z)")
    assert isinstance(draft, Draft)
    assert draft.source.lines == (2, 3)
    assert draft.names.sets == {"x"}
    assert (draft.line_of("y"), draft.line_of("z")) == (2, 3)
    assert repairs == ()


def test_a_draft_of_broken_code_has_no_names() -> None:
    draft, _ = drafted("x = y +")
    assert isinstance(draft, Draft)
    assert draft.tree is None
    assert draft.names.reads == {}


def test_repairs_come_along() -> None:
    draft, repairs = drafted(">>> x = y\n3")
    assert isinstance(draft, Draft)
    assert draft.line_of("y") == 2
    assert [one.rule for one in repairs] == ["VRX111"]


def test_refusals() -> None:
    assert drafted(code("!ls", "python run")) == (
        Refusal("line 2 begins with `!ls`, which needs the `shell` switch", needs_shell=True),
        (),
    )
    assert drafted(code("cd ..", "python")) == (Refusal("it is for a shell", needs_shell=False), ())
    assert isinstance(drafted(code("cd ..", "python run"))[0], Draft)

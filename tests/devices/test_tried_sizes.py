"""What is printed of proofs is tried: no shape is called proved for sizes for which it isn't so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from command import vault_run
from devices.printed_proofs import holds, read, said_alike
from devices.tried_sizes import START, Judge, Model, Ruling

from vault_runner.execute import probe

walled = pytest.mark.skipif(not probe().confines, reason="code with other sizes runs behind walls alone")
CASES: dict[str, Any] = {
    name: case
    for file in ("proofs.json", "sized_claims.json")
    for name, case in json.loads(Path(__file__).with_name(file).read_text(encoding="utf-8")).items()
}
AT_ONCE = 10
QUICK = [
    "cross attention with one length for both",
    "a contraction of two names",
    "one row by a size",
    "a layer of a fixed width",
]


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


def checked(folder: Path, names: list[str]) -> dict[str, dict[str, Any]]:
    """Return what `check --prove` tells of cases."""
    for number, name in enumerate(names):
        lines = ("```python run", START.rstrip(), *CASES[name]["code"], "```", "")
        (folder / f"{number:02}.md").write_text("\n".join(lines), encoding="utf-8")
    done = vault_run("check", folder, "--format", "json", "--trust", "--prove", timeout=280)
    return dict(zip(names, json.loads(done.stdout)["notes"], strict=True))


def rulings(name: str, note: dict[str, Any]) -> list[tuple[Ruling, set[frozenset[str]], set[frozenset[str]]]]:
    """Try what is told of a case: rulings, and which names are said to have to be alike beside those that have to."""
    model = Model(CASES[name]["code"])
    judge, before = Judge(model), 1 + START.count("\n")
    texts = {claim["line"] - before: claim["evidence"].get("proof", "") for claim in note["claims"]}
    hints = {each["line"] - before: each["message"] for each in note["findings"] if each["rule"] == "VRS104"}
    found = []
    for line, _ in model.stated:
        said = said_alike(hints.get(line, "")) | said_alike(texts[line])
        found.append((judge.rule(line, texts[line]), said, judge.alike(line)))
    return found


def assert_true(name: str, note: dict[str, Any]) -> None:
    for ruling, said, alike in rulings(name, note):
        assert (ruling.wrong, ruling.small) == ([], []), (name, ruling.text)
        assert [each for each in ruling.unclear if not each.endswith(" more")] == [], (name, ruling.text)
        by_condition = ruling.text.startswith("proved")
        assert said == alike or (by_condition and said <= alike), (name, ruling.text)


@walled
def test_what_is_told_is_so_for_sizes_at_random(tmp_path: Path) -> None:
    for name, note in checked(tmp_path, QUICK).items():
        assert [claim["evidence"].get("proof", "") for claim in note["claims"]] == CASES[name]["proofs"]
        assert_true(name, note)


@walled
@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("first", range(0, len(CASES), AT_ONCE))
def test_what_is_told_of_every_case_is_so(first: int, tmp_path: Path) -> None:
    notes = checked(tmp_path, list(CASES)[first : first + AT_ONCE])
    told = {name: [claim["evidence"].get("proof", "") for claim in note["claims"]] for name, note in notes.items()}
    assert {claim["status"] for note in notes.values() for claim in note["claims"]} <= {"verified", "verified-exact"}
    assert told == {name: CASES[name]["proofs"] for name in notes}
    for name, note in notes.items():
        assert_true(name, note)


EQUAL = ("n, d = 4, 4", "x = torch.zeros(n, d)  # (n, n)")
FIXED = ("n, d = 4, 8", "x = nn.Linear(8, 3)(torch.zeros(n, d))  # (n, 3)")


@pytest.mark.parametrize(
    ("code", "text", "is_wrong"),
    [
        (EQUAL, "proved for all n, d ≥ 2", True),
        (EQUAL, "proved for all d ≥ 2 with n = d", False),
        (EQUAL, "not proved: for sizes in general it is (n, d), which is (n, n) only where d = n", False),
        (EQUAL, "not proved: for sizes in general it is (d, n)", True),
        (FIXED, "proved for all n ≥ 2", True),
        (FIXED, "proved for all n ≥ 2, but only for d = 8 (line 7 needs the number)", False),
        (("n, b = 4, 3", "x = torch.zeros(n, b).squeeze(1)", "y = x.sum(-1)  # (n,)"), "proved for all n ≥ 2", False),
        (("n, k = 6, 3", "y = torch.zeros(n)[:k]  # (k,)"), "proved for all k, n ≥ 2 with k ≤ n + 1", True),
    ],
)
def test_a_false_proof_is_found(code: tuple[str, ...], text: str, *, is_wrong: bool) -> None:
    assert bool(Judge(Model(code)).rule(len(code), text).wrong) is is_wrong


def test_a_size_of_one_that_is_not_spoken_of_is_found() -> None:
    code = ("n, b = 4, 3", "x = torch.zeros(n, b).squeeze(1)", "y = x.sum(-1)  # (n,)")
    assert Judge(Model(code)).rule(3, "proved for all n ≥ 2").small
    assert Judge(Model(code)).rule(3, "proved for all n, b ≥ 2").small == []


def test_a_condition_that_is_not_needed_is_found() -> None:
    judge = Judge(Model(("n, d = 4, 4", "x = torch.zeros(n, d)  # (n, d)")))
    assert judge.rule(2, "proved for all n, d ≥ 2 with n ≤ d").needless == ["n ≤ d"]
    assert judge.rule(2, "proved for all d ≥ 2, but only for n = 4 (line 6 needs the number)").needless == ["n = 4"]


def test_names_that_have_to_be_alike_are_found() -> None:
    assert Judge(Model(("n, d, k = 4, 4, 4", "x = torch.zeros(n, d)  # (n, n)"))).alike(2) == {frozenset("nd")}


@pytest.mark.parametrize(
    ("condition", "is_met"),
    [
        ("n divisible by d", False),
        ("n = 2*d - 1", True),
        ("n ≠ d", True),
        ("n % d = 3 or n = d", True),
        ("max(n, d) ≤ 4", False),
        ("the indices of line 8 in range", True),
    ],
)
def test_a_condition_is_read(condition: str, *, is_met: bool) -> None:
    assert holds(condition, {"n": 7, "d": 4}) is is_met


def test_a_printed_proof_is_read() -> None:
    told = read(
        "proved for all n, d ≥ 2, s ≥ 3 with max(n, d) ≤ s, n = d and d divisible by 2, but only for k = 3 (line 7)"
    )
    assert told.least == {"n": 2, "d": 2, "s": 3}
    assert told.conditions == ("max(n, d) ≤ s", "n = d", "d divisible by 2")
    assert told.fixed == {"k": 3}

"""Where links lead."""

from __future__ import annotations

import unicodedata

import pytest

from vault_runner.plan import resolve_link
from vault_runner.plan.links import link_target, wikilinks

PATHS = [
    "Home.md",
    "maths/Norms.md",
    "maths/algebra/Groups.md",
    "maths/algebra/Norms.md",
    "physics/Groups.md",
    "physics/deep/er/Fields.md",
    "physics/deep/er/and/Fields.md",
    "v1.2 notes.md",
    "笔记/矩阵.md",
    "a/b.md",
    "a/b/a/b.md",
]

RESOLVED = [
    ("Home", "maths/Norms.md", "Home.md"),
    ("home", "maths/Norms.md", "Home.md"),
    ("Home.md", "maths/Norms.md", "Home.md"),
    ("[[Home#Part|the start]]", "maths/Norms.md", "Home.md"),
    ("Home^block", "maths/Norms.md", "Home.md"),
    ("maths/Norms", "Home.md", "maths/Norms.md"),
    ("/maths/Norms", "physics/Groups.md", "maths/Norms.md"),
    ("algebra/Norms", "Home.md", "maths/algebra/Norms.md"),
    ("Norms", "Home.md", "maths/Norms.md"),
    ("Norms", "maths/algebra/Groups.md", "maths/algebra/Norms.md"),
    ("Groups", "maths/Norms.md", "maths/algebra/Groups.md"),
    ("Groups", "Home.md", "physics/Groups.md"),
    ("Fields", "Home.md", "physics/deep/er/Fields.md"),
    ("./Norms", "maths/algebra/Groups.md", "maths/algebra/Norms.md"),
    ("../Norms", "maths/algebra/Groups.md", "maths/Norms.md"),
    ("../../Home.md", "maths/algebra/Groups.md", "Home.md"),
    ("v1.2 notes", "Home.md", "v1.2 notes.md"),
    ("矩阵", "Home.md", "笔记/矩阵.md"),
    ("#Part", "Home.md", "Home.md"),
    ("", "Home.md", "Home.md"),
    ("b", "Home.md", "a/b.md"),
    ("b", "a/b/a/x.md", "a/b/a/b.md"),
    ("a/b", "a/b/a/x.md", "a/b.md"),
    ("Nowhere", "Home.md", None),
    ("./Home", "maths/Norms.md", None),
    ("../../../Home", "maths/Norms.md", None),
    ("/Norms", "Home.md", None),
    ("orms", "Home.md", None),
    ("data.csv", "Home.md", None),
    ("", "Elsewhere.md", None),
]


@pytest.mark.parametrize(("target", "near", "expected"), RESOLVED)
def test_links_lead_where_obsidian_leads_them(target: str, near: str, expected: str | None) -> None:
    assert resolve_link(target, PATHS, near=near) == expected
    assert resolve_link(target, frozenset(reversed(PATHS)), near=near) == expected


def test_how_an_accent_is_encoded_does_not_matter() -> None:
    composed, decomposed = (unicodedata.normalize(form, "Café.md") for form in ("NFC", "NFD"))
    assert resolve_link(composed, [decomposed], near="a.md") == decomposed
    assert resolve_link(decomposed, ["x/" + composed], near="a.md") == "x/" + composed


def test_targets_of_links() -> None:
    assert wikilinks("[[A]], ![[B/C|d]] and [[E#f]]") == ("A", "B/C", "E")
    assert wikilinks("no link [here](x.md)") == ()
    assert link_target(" [[A b#c|d]] ") == "A b"
    assert link_target("A b") == "A b"

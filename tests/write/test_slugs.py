"""Names of folders and files."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault_runner.write.slugs import note_slug, slug, slug_owners


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My Note", "my-note"),
        ("线性代数 第1章", "线性代数-第1章"),
        ("a  --  b", "a-b"),
        ("Loss: per step?", "loss-per-step"),
        ("trailing. ", "trailing"),
        ("fig_loss", "fig_loss"),
    ],
)
def test_slugs_say_what_they_name(text: str, name: str) -> None:
    assert slug(text) == name


@pytest.mark.parametrize("text", ["con", "NUL", "com1", "🙂", "", "...", "x" * 61])
def test_names_that_would_not_do_get_a_digest(text: str) -> None:
    assert re.search(r"-[0-9a-f]{6}$", slug(text))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_slug_is_a_safe_file_name(text: str) -> None:
    name = slug(text)
    assert name == name.strip(" .-")
    assert not set(name) & set('<>:"/\\|?*. \t\n')
    assert 0 < len(name) <= 67


def test_the_first_note_of_a_name_gets_the_plain_slug() -> None:
    owners = slug_owners(["b/Loss.md", "a/loss.md", "c.md"])
    assert owners == {"loss": "a/loss.md", "c": "c.md"}
    assert note_slug("a/loss.md", owners) == "loss"
    assert re.fullmatch(r"loss-[0-9a-f]{6}", note_slug("b/Loss.md", owners))
    assert note_slug("b/Loss.md", {}) == "loss"

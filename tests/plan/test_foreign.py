"""Words of the Execute Code plugin: what they are read as, and where they are left alone."""

from __future__ import annotations

import pytest

from vault_runner.plan.foreign import mend_foreign
from vault_runner.plan.source import Source


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("Note.md", ("'.'", "'Note.md'", "'Note'")),
        ("a/b/Note one.md", ("'../..'", "'Note one.md'", "'Note one'")),
        ("a/It's.md", ("'..'", '"It\'s.md"', '"It\'s"')),
    ],
)
def test_paths_are_those_seen_from_the_note(path: str, values: tuple[str, str, str]) -> None:
    source = Source.of("x = 1\nf(@vault_path + '/a', @note_path,\n  @title)\n", 10)
    mended, replaced, refused = mend_foreign(source, path)
    assert mended.text == f"x = 1\nf({values[0]} + '/a', {values[1]},\n  {values[2]})\n"
    assert mended.lines == source.lines
    assert replaced == ((11, "@vault_path", values[0]), (11, "@note_path", values[1]), (12, "@title", values[2]))
    assert refused == ""


@pytest.mark.parametrize("word", ["@show('a.png')", "@html('<b>')", "x = @content", "x = @vault_url", "x = @note_url"])
def test_what_needs_the_plugin_itself_is_refused(word: str) -> None:
    source = Source.of(f"x = 1\n{word}\n", 10)
    shown = next(part for part in word.replace("(", " ").split() if part.startswith("@"))
    assert mend_foreign(source, "Note.md") == (
        source,
        (),
        f"line 11 uses `{shown}`, which only the Execute Code plugin has",
    )


@pytest.mark.parametrize(
    "text",
    [
        "title = 2\nx = y @title\n",
        "@title\ndef f(): ...\n",
        "x = '@vault_path'\n",
        "x = '@vault_path' +\n",
        "# @show\nx = (\n",
        "x = @vault_path +\n",
        "x = @titles\n",
        "x = 1\n",
    ],
)
def test_python_of_its_own_strings_comments_and_slips_are_left_alone(text: str) -> None:
    source = Source.of(text, 10)
    assert mend_foreign(source, "Note.md") == (source, (), "")

"""How the tests of notes end: what fails, what is expected to, what is no pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_plugin.vaults import GREEN, empty_vault, ends, write

pytest_plugins = ["pytester"]
__all__ = ["empty_vault"]  # a fixture


def test_what_is_mended_but_expected_to_be_wrong_fails(pytester: pytest.Pytester, vault: Path) -> None:
    write(
        vault,
        A='```python run\n1 + 1  # => 2 expect: wrong "a slip"\n```\n\n```python run\n#| expect: wrong "x"\n2\n```\n',
    )
    result = pytester.runpytest_subprocess("vault", "-v")
    assert ends(result) == {"note": "PASSED", "block-L1": "PASSED", "output-L2": "FAILED", "block-L5": "FAILED"}
    result.stdout.fnmatch_lines(["*is expected to be wrong (“a slip”), but it is right*"])


def test_what_is_ignored_with_a_reason_is_an_expected_failure(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A='<!-- vault-run: ignore VRO101 "rounded in the book" -->\n```python run\n1 + 1  # => 3\n```\n')
    result = pytester.runpytest_subprocess("vault", "-v", "-rx")
    assert ends(result)["output-L3"] == "XFAIL"
    result.stdout.fnmatch_lines(["*VRO101 is ignored: rounded in the book*"])
    assert result.ret == 0


def test_a_doubt_is_no_pass_and_fails_if_strict(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A="$$\nm_t = \\beta m_{t-1} + x_t\n$$\n\n$$\nx_t = x_{t-1} - m_t\n$$\n")
    result = pytester.runpytest_subprocess("vault", "-v")
    assert ends(result)["recurrence-L2"] == "SKIPPED"
    result.stdout.fnmatch_lines(["*NoteWarning: *[[]VRE104]*"])
    assert result.ret == 0
    strict = pytester.runpytest_subprocess("vault", "-v", "--vault-strict")
    assert "FAILED" in ends(strict).values()


def test_a_formula_that_is_wrong_fails(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A="Let $a, b \\in \\mathbb{R}$.\n\n$$(a + b)^2 = a^2 + b^2$$\n")
    result = pytester.runpytest_subprocess("vault", "-v")
    assert ends(result)["equation-L3"] == "FAILED"
    result.stdout.fnmatch_lines(["*the sides differ: with a =*"])


def test_what_is_wrong_with_the_text_fails_the_note(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A="```python run\n1\n")
    (vault / "B.md").write_bytes(b"```python run\n\xff\xfe1\n```\n")
    result = pytester.runpytest_subprocess("vault", "-v")
    result.stdout.fnmatch_lines(["vault/A.md::block-L1 FAILED*", "vault/B.md::note FAILED*", "*B.md: wrong: *UTF-8*"])


def test_an_unknown_option_fails_its_block(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A="```python run\n#| labl: x\n1\n```\n")
    result = pytester.runpytest_subprocess("vault", "-v")
    assert ends(result) == {"note": "PASSED", "block-L1": "FAILED"}
    result.stdout.fnmatch_lines(["*did you mean `label`?*"])


def test_a_run_in_which_no_block_ran_does_not_pass(pytester: pytest.Pytester, vault: Path) -> None:
    needs_shell = "```python run\n!pip install x\n```\n"
    write(vault, A=needs_shell, B=needs_shell)
    none = pytester.runpytest_subprocess("vault/A.md", "vault/B.md", "-rs")
    none.stdout.fnmatch_lines(["vault-run: none of the 2 blocks that were to run ran; `-rs` shows why"])
    none.stdout.fnmatch_lines(["SKIPPED*line 2 begins with `!pip install …`, which needs the `shell` switch"])
    assert none.ret == 1


def test_one_block_that_ran_is_enough_and_so_is_none_if_none_was_to_run(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A="```python run\n!pip install x\n```\n", C=GREEN, D="```python run skip\n1\n```\n")
    one = pytester.runpytest_subprocess("vault/A.md")
    one.stdout.fnmatch_lines(["vault-run: the only block was to run and did not; `-rs` shows why"])
    assert pytester.runpytest_subprocess("vault/A.md", "vault/C.md", "-n", "2").ret == 0
    assert pytester.runpytest_subprocess("vault/D.md").ret == 0  # nobody wanted it to run


def test_what_an_earlier_note_lacks_is_told_where_it_matters(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, B="```python run\n#| depends: '[[Gone]]'\n1\n```\n")
    result = pytester.runpytest_subprocess("vault", "-v")
    assert ends(result)["block-L1"] == "FAILED"
    result.stdout.fnmatch_lines(["*Gone*[[]VRX103]*"])


def test_expected_failures_are_shown_as_failures_on_request(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A='```python run\n#| expect: wrong "division"\n1 / 0\n```\n')
    result = pytester.runpytest_subprocess("vault", "-v", "--runxfail")
    assert ends(result)["block-L1"] == "FAILED"

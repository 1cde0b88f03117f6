"""Real runs of pytest over small vaults: what is told, selected, spread and reported."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pytest_plugin.vaults import ENDS, GREEN, NOTE, collected, empty_vault, ends, write

pytest_plugins = ["pytester"]
__all__ = ["empty_vault"]  # a fixture


def test_each_block_and_claim_ends_by_itself(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A=NOTE)
    result = pytester.runpytest_subprocess("vault", "-v", "-rsx", "--vault-trust")
    assert ends(result) == ENDS
    assert result.ret == 1
    result.stdout.fnmatch_lines(
        [
            "SKIPPED [[]1] vault/A.md:17: not run because of line 14",
            "SKIPPED [[]1] vault/A.md:18: its block did not run: not run because of line 14",
            "SKIPPED [[]1] vault/A.md:21: it says `skip`",
            "SKIPPED [[]1] vault/A.md:26: a `skip` comment stands above it: needs a GPU",
            "XFAIL vault/A.md::block-L30 - division by zero",
            "XFAIL vault/A.md::output-L36 - a slip (the output: says 9, is 8)",
        ]
    )


def test_a_failure_shows_place_message_remedy_and_lines_and_nothing_of_the_plugin(
    pytester: pytest.Pytester, vault: Path
) -> None:
    write(vault, A=NOTE)
    result = pytester.runpytest_subprocess("vault")
    result.stdout.fnmatch_lines(
        [
            "*A.md: output-L10*",
            "vault/A.md:10:*: wrong: the output: says 6, is 5 [[]VRO101]",
            "    → write `5`",
            "     9 | ```python run",
            ">   10 | total + 1   # => 6",
            "*A.md: block-L13*",
            "vault/A.md:14:*: wrong: NameError: name 'nothing' is not defined (1 more block not run because of it) *",
            ">   14 | half = total / nothing",
            "FAILED vault/A.md::output-L10 - *says 6, is 5*",
        ]
    )
    assert "pytest_plugin" not in result.stdout.str()
    assert "Traceback" not in result.stdout.str()


def test_what_a_failing_block_printed_is_shown(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A="```python run\nprint('step', 7)\n1 / 0\n```\n")
    result = pytester.runpytest_subprocess("vault")
    result.stdout.fnmatch_lines(["*ZeroDivisionError*", "*Captured output call*", "step 7"])


def test_the_calls_into_other_code_are_shown(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A="```python run\ndef f(x):\n    return 1 / x\n\nf(0)\n```\n")
    result = pytester.runpytest_subprocess("vault")
    result.stdout.fnmatch_lines(
        ["  A.md:5 in *: f(0)", "  A.md:3 in f: return 1 / x", "  ZeroDivisionError: division by zero"]
    )


def test_collecting_runs_nothing(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A=NOTE, B="```python run\nopen('ran', 'w').close()\n```\n")
    result = pytester.runpytest_subprocess("vault", "--collect-only", "-q", "--vault-trust")
    assert [line.split("::")[1] for line in collected(result)] == [*ENDS, "note", "block-L1"]
    assert not (vault / "ran").exists()
    assert not any(pytester.path.rglob("results"))


def test_tests_are_selected_by_kind_label_and_line(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A=NOTE)
    by_label = pytester.runpytest_subprocess("vault", "-v", "-k", "first")
    assert set(ends(by_label)) == {"block-first", "output-first-L5"}
    assert by_label.ret == 0
    by_kind = pytester.runpytest_subprocess("vault", "--co", "-q", "-k", "claim and not L10")
    assert {line.split("::")[1] for line in collected(by_kind)} == {"output-first-L5", "output-L18", "output-L36"}
    by_name = pytester.runpytest_subprocess("vault/A.md::output-L10", "-v")
    assert ends(by_name) == {"output-L10": "FAILED"}


def test_stop_at_the_first_and_run_the_last_failures_again(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A=NOTE, B=GREEN)
    first = pytester.runpytest_subprocess("vault", "-v", "-x")
    assert list(ends(first).values()).count("FAILED") == 1
    assert "B.md" not in first.stdout.str()
    pytester.runpytest_subprocess("vault")
    again = pytester.runpytest_subprocess("vault", "-v", "--lf")
    assert ends(again) == {"output-L10": "FAILED", "block-L13": "FAILED"}


def test_two_workers_each_run_a_note_as_a_whole(pytester: pytest.Pytester, vault: Path) -> None:
    text = "```python run\nopen('{}.log', 'a').write('ran ')\n```\n\n" + "```python run\n1  # => 1\n```\n" * 4
    write(vault, A=text.format("A"), B=text.format("B"))
    pytester.makepyfile(test_a="def test_one(): pass\n\ndef test_two(): pass\n")
    arguments = ("-n", "2", "-v", "--vault-trust", "--vault-no-cache")
    result = pytester.runpytest_subprocess("vault", "test_a.py", *arguments)
    result.assert_outcomes(passed=2 * 10 + 2)
    assert (vault / "A.log").read_text() == (vault / "B.log").read_text() == "ran "
    spread = {found[2]: found[1] for found in re.finditer(r"\[(gw\d)\] .*? PASSED (vault/\w\.md)", result.stdout.str())}
    assert spread["vault/A.md"] != spread["vault/B.md"]


def test_seconds_are_those_of_the_block_that_took_them(pytester: pytest.Pytester, vault: Path) -> None:
    slow = "```python run\n#| label: slow\nimport time\ntime.sleep(1.0)\n```\n"
    write(vault, A="```python run\n#| label: quick\n1\n```\n" + slow)
    pytester.runpytest_subprocess("vault", "--junitxml=report.xml")
    cases = {case.get("name"): float(case.get("time", "")) for case in _report().iter("testcase")}
    assert cases["block-slow"] > 0.9
    assert cases["block-quick"] < 0.5


def test_junit_has_messages_reasons_and_files(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A=NOTE)
    pytester.runpytest_subprocess("vault", "--junitxml=report.xml")
    cases = {case.get("name"): case for case in _report().iter("testcase")}
    assert set(cases) == set(ENDS)
    assert {case.get("classname") for case in cases.values()} == {"vault.A.md"}
    failure = cases["output-L10"].find("failure")
    assert failure is not None
    assert failure.get("message") == "the output: says 6, is 5 [VRO101]"
    assert "> " in (failure.text or "")
    skipped = cases["block-L26"].find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "a `skip` comment stands above it: needs a GPU"


def test_settings_that_can_not_be_used_are_one_error(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A=GREEN, B=GREEN)
    (vault / "vault-run.yaml").write_text("timeut: 3\n", encoding="utf-8")
    result = pytester.runpytest_subprocess("vault")
    result.stdout.fnmatch_lines(["*vault-run.yaml:1: `timeut` is not a setting; did you mean `timeout`?*"])
    result.assert_outcomes(errors=1)
    assert "Traceback" not in result.stdout.str()


def test_a_python_that_is_not_there_is_said_in_one_line(pytester: pytest.Pytester, vault: Path) -> None:
    write(vault, A=GREEN)
    result = pytester.runpytest_subprocess("vault", "--vault-python", "/nowhere/python")
    result.stdout.fnmatch_lines(["*--python is /nowhere/python, which doesn't exist*"])
    assert "Traceback" not in result.stdout.str()


def _report() -> ET.ElementTree[ET.Element]:
    return ET.parse("report.xml")  # noqa: S314 - pytest wrote it

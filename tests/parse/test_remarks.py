"""Remarks: what each speaks of, to the character, in every container and with every newline."""

from __future__ import annotations

import pytest

from vault_runner.parse import parse

SIGN = '<!-- vault-run: ignore VRS101 "why" -->'
CASES = {
    f"{SIGN}\n```python\n1\n```\ntext\n": "```python\n1\n```\n",
    f"{SIGN}\n\n\n```python\n1\n```\n": "```python\n1\n```\n",
    f"{SIGN}\nwords and\nmore\n\nother\n": "words and\nmore\n",
    f"{SIGN}\n- a\n- b\n\ntext\n": "- a\n- b\n\n",
    f"> {SIGN}\n> words\n\nother\n": "> words\n",
    f"> words\n> {SIGN}\n\nother\n": "",
    f"- a\n  {SIGN}\n- b\n": "",
    f"````ad-note\n{SIGN}\n\npara\n\nmore\n````\nother\n": "para\n",
    f"````ad-note\npara\n\n{SIGN}\n````\nother\n": "",
    f"{SIGN}\n````ad-note\n```python\n1\n```\n````\nother\n": "````ad-note\n```python\n1\n```\n````\n",
    f"{SIGN}\n<!-- expect: wrong -->\n<!-- skip: next -->\n$$\na\n$$\n": "$$\na\n$$\n",
    f"{SIGN}\n": "",
    f"{SIGN}\n# Heading\nbelow\n": "# Heading\nbelow\n",
    "```python\nx = 1  # vault-run: ignore VRS101 “why”\n```\n": "x = 1  # vault-run: ignore VRS101 “why”\n",
    "> ```python\n> # vault-run: ignore VRS101 'why'\n> # other\n>\n> y = 1\n> ```\n": "> y = 1\n",
    '$$\na = b\n% vault-run: ignore VRS101 "why"\n$$\n': '$$\na = b\n% vault-run: ignore VRS101 "why"\n$$',
}


@pytest.mark.parametrize(("text", "scope"), CASES.items())
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_an_ignore_speaks_of(text: str, scope: str, newline: str) -> None:
    text = text.replace("\n", newline)
    found = [remark for remark in parse(text, "a.md").remarks if remark.verb == "ignore"]
    assert [(text[one.scope.start : one.scope.end], one.rules, one.reason) for one in found] == [
        (scope.replace("\n", newline), ("VRS101",), "why")
    ]


def test_the_output_below_a_fence_belongs_to_it() -> None:
    region = "<!-- vr:out v=1 k=1f3a9c0b77de s=77ab20c1f0aa n=3 -->\n~~~output\n1\n~~~\n<!-- vr:end -->\n"
    text = f"{SIGN}\n```python\n1\n```\n{region}\ntext\n"
    (remark,) = parse(text, "a.md").remarks
    assert text[remark.scope.start : remark.scope.end].endswith("<!-- vr:end -->\n")


@pytest.mark.parametrize(
    ("said", "rules", "reason"),
    [
        ('VRS101, VRE "two of them"', ("VRS101", "VRE"), "two of them"),
        ("VRS101", ("VRS101",), ""),
        ('"only a reason"', (), "only a reason"),
        ("VRS101 「理由」", ("VRS101",), "理由"),
        ("", (), ""),
    ],
)
def test_rules_and_reason(said: str, rules: tuple[str, ...], reason: str) -> None:
    (remark,) = parse(f"<!-- vault-run: ignore {said} -->\nx\n", "a.md").remarks
    assert (remark.rules, remark.reason) == (rules, reason)


def test_what_is_no_remark() -> None:
    fenced = f"```text\n{SIGN}\n```\n"
    assert parse(fenced + "a <!-- vault-run: ignore VRS101 --> b\n", "a.md").remarks == ()
    (other,) = parse("<!-- vault-run: ignor VRS101 -->\nx\n", "a.md").remarks
    assert (other.verb, other.reason) == ("other", "ignor")

"""A notebook's shell lines as python."""

from __future__ import annotations

import ast

import pytest

from vault_runner.plan.magics import mend_magics
from vault_runner.plan.source import Source

ON = bool(1)
CALL = '__import__("vault_runner.worker.shell", fromlist=["system"])'
NAMES = "{**globals(), **locals()}"
CALLED = {
    "!ls -l\nx = 1\n": f"{CALL}.system('ls -l', {NAMES})\nx = 1\n",
    "files = !ls {folder}\n": f"files = {CALL}.lines('ls {{folder}}', {NAMES})\n",
    "%pip install einops\n": f"{CALL}.pip('install einops', {NAMES})\n",
    "if a:\n    !!echo it's\n": f'if a:\n    {CALL}.system("echo it\'s", {NAMES})\n',
    "!echo a \\\n  b\nx = 1\n": f"{CALL}.system('echo a  b', {NAMES})\n\nx = 1\n",
    "#| label: a\n%%bash\ncd /tmp\nls\n": f"#| label: a\n{CALL}.script('bash', 'cd /tmp\\nls\\n')\n",
}


@pytest.mark.parametrize(("text", "expected"), CALLED.items())
def test_shell_lines_become_calls_on_the_same_line(text: str, expected: str) -> None:
    source, _, refused = mend_magics(Source.of(text, 10), shell=ON)
    assert (source.text, refused) == (expected, "")
    ast.parse(source.text)
    assert source.lines == Source.of(text, 10).lines[: len(source.lines)]


@pytest.mark.parametrize("text", ["s = '''\n!ls\n'''\n", "x = (a\n!= b)\n", "x = 1\n", "!= 3\n"])
def test_what_is_no_shell_line_stays(text: str) -> None:
    source, passed, _ = mend_magics(Source.of(text, 10), shell=ON)
    assert (source.text, passed) == (text, ())


def test_a_magic_that_nobody_knows_is_refused_all_the_same() -> None:
    _, _, refused = mend_magics(Source.of("%cd ..\n", 10), shell=ON)
    assert refused == "line 10 begins with `%cd ..`, a magic that isn't known here"

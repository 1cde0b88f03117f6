"""Planning never raises, whatever stands in the fences, and keeps every python block in sight."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from plan.making import Code, note

from vault_runner.config import Config
from vault_runner.model import Note
from vault_runner.parse import parse
from vault_runner.plan import depends_targets, executable, plan

WORDS = re.findall(
    r"\S+",
    """
    x y np f import from as def class return for in if else : try except while with lambda del global yield await async
    match case print ( ) [ ] { } = == += , . ; + - * @ % ! # ' " \'\'\' \"\"\" \\ 1 2.5 0x ... -> := $ ? ` ~ >>> In[1]:
    %matplotlib %%time !ls pip git 这是 矩阵 😀 [[Other]] skip
    """,
)
BLANKS = [" ", "  ", "\n", "\n    ", "\n\t", "\u00a0", "\u3000", "\u200b", "\f", "\r", "\u2028", "\x00", "\ud800"]
COMMENTS = [
    "#| label: a\n",
    "#| eval: false\n",
    "#| eval: maybe\n",
    "#| session: none\n",
    "#| session: [a, b]\n",
    '#| depends: "[[Other]]"\n',
    "#| depends: [a, data.csv, [[Note]]]\n",
    '#| expect: wrong "why"\n',
    "#| seed: -1\n",
    "#| zzz: {a: 1}\n",
]
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(BLANKS), st.text(max_size=3))
SOURCES = st.builds(
    lambda comments, pieces: "".join(comments) + "".join(pieces),
    st.lists(st.sampled_from(COMMENTS), max_size=2),
    st.lists(PIECES, max_size=25),
)
INFOS = st.sampled_from(["python run", "python", "{python}", "py skip", "run-python", "python {ignore=all}", "bash"])
CODES = st.builds(
    lambda source, info, closed, commented: Code(source + "\n", info, (), closed=closed, commented=commented),
    SOURCES,
    INFOS,
    st.booleans(),
    st.booleans(),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("[[Other]]")),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=3), inner, max_size=2)),
    max_leaves=4,
)
KEYS = ["vault-run-execute", "vault-run-depends", "vault-run-zzz", "vault-run", "execute", "vault-run-session", "日期"]
PROPERTIES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=2)


def check(holder: Note) -> None:
    """Plan a note in every way; each python block is a step or a skip, and never both."""
    other = note("x = 1", path="Other.md")
    for everything in (False, True):
        whole = plan([holder], Config(), others={other.path: other}, everything=everything)
        (found,) = whole.notes
        seen = Counter([step.block.span for step in found.steps] + [skip.block.span for skip in found.skipped])
        assert set(seen.values()) <= {1}
        for step in (step for session in found.sessions for step in session.steps):
            assert len(step.lines) == step.source.count("\n")
            assert len(step.key) == 12
        would = executable(holder, Config(), everything=everything)
        assert {step.block.span for step in found.steps} <= {block.span for block in holder.blocks if would(block)}
        for one in found.findings:
            assert one.span.end <= len(holder.text)
    depends_targets(holder)


@given(st.lists(CODES, max_size=4), PROPERTIES)
@settings(max_examples=500, deadline=None)
def test_planning_never_raises(codes: list[Code], properties: dict[str, object]) -> None:
    holder = note(*codes)
    check(replace(holder, properties=properties))


@given(
    st.lists(
        st.one_of(PIECES, st.sampled_from(["\n```python run\n", "\n````{python}\n", "\n> ```py\n> "])), max_size=40
    )
)
@settings(max_examples=300, deadline=None)
def test_planning_what_the_parser_reads_never_raises(pieces: list[str]) -> None:
    text = "".join(pieces)
    check(parse(text, "Note.md"))

"""Short names that are bound without being imported."""

from __future__ import annotations

import pytest
from plan.making import code, marked, note, planned, said, session

from vault_runner.plan.prelude import PRELUDE, prelude_modules

BOUND: list[tuple[list[str], str]] = [
    (["x = np.ones(3)"], "np"),
    (["plt.plot([1])\nx = torch.ones(3)\nnn.Linear(2, 3)\nF.relu(x)\nnp.pi"], "np torch nn F plt"),
    (["def f(): return np.ones(3)"], "np"),
    (["import numpy as np\nnp.ones(3)"], ""),
    (["import numpy as np", "np.ones(3)"], ""),
    (["np.ones(3)", "import numpy as np"], ""),
    (["import numpy\nnp = numpy\nnp.ones(3)"], ""),
    (["F = 3\nF"], ""),
    (["F(x)"], ""),
    (["x = F"], ""),
    (["F(x)\nF.relu(x)"], "F"),
    (["for plt in axes: plt.plot()"], ""),
    (["def f(np): return np.ones(3)"], ""),
    (["import torch\nnn.Linear(1, 2)"], "nn"),
    (["from torch import *\nnp.ones(3)"], "np"),
    (["pd.DataFrame()"], ""),
    (["x.np.ones"], ""),
]


@pytest.mark.parametrize(("blocks", "expected"), BOUND)
def test_names_that_are_used_and_never_set(blocks: list[str], expected: str) -> None:
    assert session(note(*blocks)).prelude == tuple(expected.split())


def test_each_name_is_told_once_where_it_is_first_used() -> None:
    holder = note("x = 1\ny = np.ones(x)", "np.zeros(3)")
    findings = [one for one in planned(holder).findings if one.rule == "VRX120"]
    (sentence,) = said(findings)
    assert sentence == (
        "VRX120: uses `np` without importing it, so it was taken for what `import numpy as np` gives; "
        "write `import numpy as np` to have it run elsewhere too"
    )
    assert holder.lines.line(findings[0].span.start) == 3
    assert marked(holder, findings[0]) == "np"
    assert findings[0].severity == "info"


def test_another_notes_import_does_not_take_the_name_away() -> None:
    """What runs in the other note's own plan also runs when it comes first in this one."""
    base = note("x = np.ones(3)", path="Base.md")
    user = note(code('#| depends: "[[Base]]"\nimport numpy as np\nnp.sum(x)'), path="User.md")
    plan = planned(user, base)
    assert plan.sessions[0].prelude == ("np",)
    assert said(plan.findings, "VRX120") == []
    assert plan.sessions[0].steps[0].key == planned(base).sessions[0].steps[0].key


def test_another_notes_import_is_enough() -> None:
    base = note("import numpy as np", path="Base.md")
    user = note('#| depends: "[[Base]]"\nnp.ones(3)', path="User.md")
    assert planned(user, base).sessions[0].prelude == ()


def test_modules_of_the_prelude() -> None:
    assert prelude_modules(PRELUDE) == {"numpy", "torch", "matplotlib"}
    assert prelude_modules(()) == frozenset()

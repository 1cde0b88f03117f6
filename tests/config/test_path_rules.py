"""Settings for some paths: which rule wins, and the sentence for each way in which they can be wrong."""

from __future__ import annotations

import pytest

from vault_runner.config import PathRules, read_config
from vault_runner.errors import ConfigError

SETTINGS = """\
rules:
  - paths: ["Drafts/", "*.tmp.md"]
    ignore: [VRE, VRX101]
    severity: {VRS: warning, VRS103: info}
    execute: none
  - paths: ["Drafts/done/"]
    severity: {VRS101: error}
    execute: all
"""

BAD = {
    "rules: 3": "1: `rules` is `3`; allowed: a list of entries that begin with `- paths:`",
    "rules: [3]": '1: `rules[0]` is `3`; allowed: an entry such as `{paths: ["Drafts/"], ignore: [VRE]}`',
    "rules:\n  - ignore: [VRE]": "2: `rules[0].paths` is missing; "
    'allowed: a list of texts, such as `["Drafts/", "*.tmp.md"]`',
    "rules:\n  - paths: [a]\n    ignor: []": "3: `rules[0].ignor` is not a setting; did you mean `rules[0].ignore`?",
    "rules:\n  - paths: [a]\n    ignore: [VRS11]": "2: `rules[0]` names `VRS11`, which is no rule; "
    "did you mean `VRS101`?",
    "rules:\n  - paths: [a]\n    ignore: [VRP000]": "2: `rules[0]` names VRP000, which tells that something "
    "could not be judged; leave notes out with `exclude`",
    "rules:\n  - paths: [a]\n    severity: {VRS: eror}": "3: `rules[0].severity.VRS` is `eror`; "
    "allowed: `error` or `warning` or `info`; did you mean `error`?",
    "rules:\n  - paths: [a]\n    execute: never": "3: `rules[0].execute` is `never`; "
    "allowed: `tagged` or `all` or `none`",
}


def test_the_last_rule_wins_and_ignores_add_up() -> None:
    rules = PathRules(read_config(SETTINGS.encode()))
    draft, done, other = (rules.of(path) for path in ("Drafts/a.md", "Drafts/done/a.md", "b.md"))
    assert draft.ignore == ("VRE", "VRX101")
    assert (draft.execute, done.execute, other.execute) == ("none", "all", "")
    assert done.ignore == draft.ignore
    assert [one.severity_of("VRS101", "error") for one in (draft, done, other)] == ["warning", "error", "error"]
    assert draft.severity_of("VRS103", "error") == "info"
    assert draft.severity_of("VRX001", "error") == "error"
    assert rules.of("deep/x.tmp.md").execute == "none"


@pytest.mark.parametrize(("text", "sentence"), BAD.items())
def test_what_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_config(text.encode())
    assert str(caught.value) == f"vault-run.yaml:{sentence}"

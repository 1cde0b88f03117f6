"""`inspect`: the contract of `vault-run inspect --format json`."""

from __future__ import annotations

import json

from vault_runner.parse import inspect, parse

NOTE = """\
---
created: 2025-03-04
---
> [!note|wide]- About $x$
> ````ad-Hint
> title: Look
> - ```python {label='a'} run
>   y = 1
>   ```
> ````

See [[Other|it]] and ![[pic.png|300]].
  $$
z
$$
```js
```
"""


def test_the_whole_of_it() -> None:
    found = inspect(parse(NOTE, "Folder/n.md"), lambda block: block.language == "python")
    container = ["callout:note", "ad:hint", "list"]
    assert json.loads(json.dumps(found)) == {
        "path": "Folder/n.md",
        "properties": {"created": "2025-03-04"},
        "code": [
            {
                "line": 7,
                "end_line": 9,
                "language": "python",
                "info": "python {label='a'} run",
                "options": {"label": "a", "run": True},
                "executable": True,
                "container": container,
                "source": "y = 1\n",
            },
            {
                "line": 16,
                "end_line": 17,
                "language": "js",
                "info": "js",
                "options": {},
                "executable": False,
                "container": [],
                "source": "",
            },
        ],
        "callouts": [
            {"line": 4, "type": "note", "title": "About $x$", "fold": "-", "kind": "native", "depth": 0},
            {"line": 5, "type": "Hint", "title": "Look", "fold": "", "kind": "ad", "depth": 1},
        ],
        "math": [
            {"line": 4, "column": 23, "display": False, "latex": "x", "container": ["callout:note"]},
            {"line": 13, "column": 3, "display": True, "latex": "\nz\n", "container": []},
        ],
        "embeds": [{"line": 12, "column": 22, "target": "pic.png", "alias": "300"}],
        "wikilinks": [{"line": 12, "column": 5, "target": "Other", "alias": "it"}],
    }

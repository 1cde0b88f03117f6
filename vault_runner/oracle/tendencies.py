"""Where a variable tends to, said behind a formula."""

from __future__ import annotations

from collections.abc import Sequence

from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import peel


def tendencies(scope: Scope, statements: Sequence[Statement]) -> None:
    r"""Take over `(x \to 0)` and `(n \to \infty)` behind a formula."""
    for statement in statements[1:]:
        inner = peel(statement.members[0])
        if not statement.relations and inner.head == "rel" and inner.text == "->" and name_of(inner.args[0]):
            limit = {"0": "small", "infty": "large"}.get(inner.args[1].text)
            if limit is not None:
                scope.options[f"{limit} {name_of(inner.args[0])}"] = "yes"

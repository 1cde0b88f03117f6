"""Questions about a whole note: its prose, formulas and boundaries in order; answers in the order of the formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from vault_runner.oracle.annotations import apply_comment, comments_of, front_matter
from vault_runner.oracle.cases import case_of, end_case
from vault_runner.oracle.causality import Causality
from vault_runner.oracle.classify import defined_name
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.garbled import is_garbled, restored
from vault_runner.oracle.macros import Macro, read_macros
from vault_runner.oracle.prose import forget, read_prose, supposes
from vault_runner.oracle.questions import judge_formula, shrink
from vault_runner.oracle.reserve import behind, continuation, nearness, taken_back
from vault_runner.oracle.scope import Scope, Symbol
from vault_runner.oracle.statements import Statement, read_formula
from vault_runner.oracle.syntax import UnreadableError
from vault_runner.oracle.terms import NUM, Ty
from vault_runner.oracle.verdicts import Answer, unable
from vault_runner.oracle.words import formulas_in

_CONCLUSION = re.compile(
    r"(?:(?:^|\n)\s*[*\-+]?\s*|\$\s*[,，、]\s*|then|gives(?: us)?|hence|so|thus|therefore|have|get|obtain|yields"
    r"|那么|则|所以|因此|得到|有|即|故|实际上|事实上|其实|显然|indeed|in fact|actually|clearly)"
    r"\s*[:：,，]?\s*$",
    re.IGNORECASE,
)
_HOLDS = frozenset({"verified", "verified-exact"})
_ARRAY_KINDS = {0: "num", 1: "col", 2: "mat"}


@dataclass(slots=True)
class _Walk:
    """The state while a note is walked."""

    base: Scope
    macros: Mapping[str, Macro]
    scopes: list[Scope] = field(default_factory=list)
    causality: list[Causality] = field(default_factory=lambda: [Causality()])
    lead: str = ""
    following: str = ""
    """The prose right behind the item, which may go on with its sentence."""
    ahead: tuple[Scope, Scope] | None = None
    """The scope before and after the words behind a display were read ahead of their own paragraph."""
    assumed: Scope | None = None
    """The scope before a paragraph whose hypotheses end with it."""
    case: frozenset[str] = frozenset()
    """Sizes that were fixed for a case, which ends with its paragraph."""
    answers: list[dict[str, Any]] = field(default_factory=list)

    @property
    def scope(self) -> Scope:
        """The innermost scope."""
        return self.scopes[-1]


def ask(request: Mapping[str, Any]) -> dict[str, Any]:
    """Judge every statement of a note.

    Args:
        request: plain data: `items` in the order of the note, each with `kind` (prose, display, heading, rule, open,
            close, code), `text` and optionally `start`; `macros` (a preamble), `math` (front matter).

    Returns:
        Plain data: `answers`, each with the number of its `item`, its place and the verdict; `statements` counts
        those that state something, fragments excluded.
    """
    base = Scope()
    front_matter(base, request.get("math") or {})
    walk = _Walk(base, read_macros(str(request.get("macros", ""))), [base.copy()])
    items = list(request.get("items", ()))
    if any(is_garbled(str(item.get("text", ""))) for item in items if item.get("kind") == "prose"):
        walk.scope.options["garbled"] = base.options["garbled"] = "yes"
    for number, item in enumerate(items):
        after = items[number + 1] if number + 1 < len(items) else {}
        walk.following = restored(str(after.get("text", ""))) if after.get("kind") == "prose" else ""
        _step(walk, number, item)
    stated = [answer for answer in walk.answers if answer["code"] != "fragment"]
    return {"answers": walk.answers, "statements": len(stated)}


def _step(walk: _Walk, number: int, item: Mapping[str, Any]) -> None:
    """Take one item; a fault of the engine in one must not silence the others."""
    try:
        _STEPS.get(str(item.get("kind")), _nothing)(walk, number, item)
    except Exception as error:  # noqa: BLE001 - prose must not be able to stop a check
        answer = unable("internal", f"{type(error).__name__}: {error}")
        _keep(walk, number, answer, 0, str(item.get("text", "")))


def _nothing(_walk: _Walk, _number: int, _item: Mapping[str, Any]) -> None:
    """Pass over an item of a kind that says nothing to us."""


def _boundary(walk: _Walk, _number: int, _item: Mapping[str, Any]) -> None:
    """Start afresh at top level; inside a container later headings inherit what was declared."""
    if len(walk.scopes) == 1:
        walk.scopes[-1] = walk.base.copy()
        walk.causality[-1] = Causality()
    else:
        walk.scope.unread.clear()
        _end_hypotheses(walk)
    walk.assumed, walk.case = None, frozenset()
    walk.lead = ""


def _end_hypotheses(walk: _Walk) -> None:
    """Withdraw what the paragraph above supposed for itself alone."""
    if walk.assumed is not None:
        forget(walk.scope, walk.assumed)
    end_case(walk.scope, walk.case)


def _open(walk: _Walk, _number: int, _item: Mapping[str, Any]) -> None:
    walk.assumed, walk.case = None, frozenset()
    walk.scopes.append(walk.scope.copy())
    walk.causality.append(Causality())


def _close(walk: _Walk, _number: int, _item: Mapping[str, Any]) -> None:
    walk.assumed, walk.case = None, frozenset()
    if len(walk.scopes) > 1:
        walk.scopes.pop()
        walk.causality.pop()


def _code(walk: _Walk, _number: int, item: Mapping[str, Any]) -> None:
    """Take shapes of the note's own variables for names that nothing else declares; they never refute."""
    for name, shape in (item.get("variables") or {}).items():
        if walk.scope.get(str(name)) is None:
            ty = Ty(_ARRAY_KINDS.get(len(shape), "ten"), tuple(Dim.of(f"?code{name}{k}") for k in range(len(shape))))
            walk.scope.declare(Symbol(str(name), ty if shape else NUM, sure=False))


def _prose(walk: _Walk, number: int, item: Mapping[str, Any]) -> None:
    text = str(item.get("text", ""))
    _end_hypotheses(walk)
    before = walk.scope.copy()
    if walk.ahead is not None:
        take_back(before, *walk.ahead)
        walk.ahead = None
    walk.assumed = before if supposes(restored(text)) else None
    walk.scope.options.pop("announced", None)
    walk.scope.phrases.clear()
    walk.scope.settled = frozenset(walk.scope.symbols)
    walk.lead = restored(text)
    read_prose(walk.scope, walk.lead, walk.macros)
    walk.case = case_of(before, walk.scope, walk.lead)
    formulas, _ = formulas_in(text)
    for latex, offset in formulas:
        _inline(walk, number, latex, offset, before, restored(text[: max(0, offset - 1)]))


def _inline(walk: _Walk, number: int, latex: str, offset: int, before: Scope, lead: str) -> None:
    """Judge an inline formula that states a fact; what prose assumes is a hypothesis and no claim."""
    statements = _read(latex, walk.macros)
    if not any(statement.relations for statement in statements):
        return
    for statement in statements:
        _trace(walk, statement)
    scope = _without_own(walk.scope, before)
    if _CONCLUSION.search(lead):
        _given_in(lead, latex, walk, scope)
    shrink(scope, latex)
    found = judge_formula(latex, scope, lead=lead, macros=walk.macros)
    if all(answer.verdict in _HOLDS for answer in found):
        walk.scope.unread = [text for text in walk.scope.unread if text != f"${latex}$"]
    assumed = unable("condition", "it stands inside a sentence, so it may be assumed there")
    concluded = bool(_CONCLUSION.search(lead)) or _holds_anyway(latex, before, walk.macros)
    for answer in found:
        claimed = answer.verdict not in {"definition", "recurrence", "not-checkable"}
        blocked = claimed and not (concluded and (answer.verdict in _HOLDS or _CONCLUSION.search(lead)))
        _keep(walk, number, assumed if blocked else answer, offset, latex)


def _given_in(lead: str, latex: str, walk: _Walk, scope: Scope) -> None:
    """Keep what the words in front of a conclusion define: “if $a = 2$, then $a^2 = 4$”."""
    own = {defined_name(one.members[0]) for one in _read(latex, walk.macros)}
    for text, _ in formulas_in(lead)[0]:
        for one in _read(text, walk.macros):
            name = defined_name(one.members[0]) if one.relations == ("=",) else ""
            symbol = walk.scope.get(name)
            if name and name not in own and symbol is not None and symbol.body == one.members[1]:
                scope.symbols[name] = symbol


def _holds_anyway(latex: str, before: Scope, macros: Mapping[str, Macro]) -> bool:
    """Tell whether a formula holds without anything that its own paragraph says: then it is no hypothesis."""
    scope = before.copy()
    shrink(scope, latex)
    return all(answer.verdict in _HOLDS for answer in judge_formula(latex, scope, macros=macros))


def _without_own(scope: Scope, before: Scope) -> Scope:
    """Return the scope without hypotheses that the paragraph's equations brought, so that none proves itself."""
    own = scope.copy()
    own.facts, own.guards = set(before.facts), list(before.guards)
    own.odes, own.equal_sizes = list(before.odes), dict(before.equal_sizes)
    own.told = list(before.told)
    for name, symbol in own.symbols.items():
        known = before.get(name)
        if symbol.body is not None and (known is None or known.body is None):
            own.symbols[name] = known or Symbol(name, symbol.ty, symbol.props, random=symbol.random, law=symbol.law)
    return own


def take_back(scope: Scope, earlier: Scope, read: Scope) -> None:
    """Take back what a paragraph's equations define when it is read ahead, so that none of them proves itself."""
    for name, symbol in read.symbols.items():
        known = earlier.get(name)
        brought = symbol.body is not None and (known is None or known.body != symbol.body)
        if brought and scope.get(name) == symbol:
            scope.symbols[name] = known or Symbol(name, symbol.ty, symbol.props, random=symbol.random, law=symbol.law)


def _display(walk: _Walk, number: int, item: Mapping[str, Any]) -> None:
    latex = str(item.get("text", ""))
    skipped = False
    for comment in comments_of(latex):
        skipped = apply_comment(walk.scope, comment) or skipped
    if skipped:
        _keep(walk, number, unable("skipped"), 0, latex)
        return
    _read_on(walk)
    cycles = [cycle for statement in _read(latex, walk.macros) if (cycle := _trace(walk, statement))]
    shrink(walk.scope, latex)
    walk.scope.reserve += nearness(walk.lead, latex)
    for answer in _guarded(latex, walk):
        if cycles and answer.verdict in {"recurrence", "definition"}:
            answer.verdict, answer.code = "recurrence", "cycle"
            step = walk.causality[-1].letter
            answer.reason = " needs ".join(f"{name}_{step}" for name in cycles[0]) + ", all at the same step"
            answer.remedy = "use the previous step in one of them, such as `x_{t-1}`"
        _keep(walk, number, answer, 0, latex)
    walk.lead = ""


def _read_on(walk: _Walk) -> None:
    """Read the end of the sentence behind a display: “…, where A is symmetric”, “… is wrong”."""
    rest = continuation(walk.following)
    walk.scope.reserve = [*walk.scope.reserve, *taken_back(walk.following)]
    if not rest:
        return
    before, phrases = list(walk.scope.reserve), list(walk.scope.phrases)
    walk.scope.settled = frozenset()
    earlier = walk.scope.copy()
    read_prose(walk.scope, rest, walk.macros)
    walk.ahead = (earlier, walk.scope.copy())
    walk.scope.phrases = phrases + walk.scope.phrases
    walk.scope.reserve = [*before, *walk.scope.reserve, *behind(rest)]


def _guarded(latex: str, walk: _Walk) -> list[Answer]:
    try:
        return judge_formula(latex, walk.scope, lead=walk.lead, macros=walk.macros)
    except Exception as error:  # noqa: BLE001 - prose must not be able to stop a check
        return [unable("internal", f"{type(error).__name__}: {error}")]


def _trace(walk: _Walk, statement: Statement) -> list[str]:
    return walk.causality[-1].add(statement) if statement.relations else []


def _read(latex: str, macros: Mapping[str, Macro]) -> Sequence[Statement]:
    try:
        return read_formula(latex, macros)
    except (UnreadableError, RecursionError):
        return []


def _keep(walk: _Walk, number: int, answer: Answer, offset: int, latex: str) -> None:
    exported = answer.exported()
    exported.update(item=number, start=answer.start + offset, end=answer.end + offset, text=latex)
    walk.answers.append(exported)


_STEPS = {
    "prose": _prose,
    "display": _display,
    "heading": _boundary,
    "rule": _boundary,
    "open": _open,
    "close": _close,
    "code": _code,
}

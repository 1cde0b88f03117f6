"""From a note's formulas and prose to answers: scopes are kept in the order of the note, each relation is judged."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from vault_runner.oracle import shapes
from vault_runner.oracle.asides import are_alternatives, bounds_a_name, is_range, is_said_to_be_one, turned
from vault_runner.oracle.bases import in_stated_base
from vault_runner.oracle.classify import Class, classify, with_bodies
from vault_runner.oracle.complex_numbers import complex_claim
from vault_runner.oracle.conventions import stated_by, touched
from vault_runner.oracle.declare import declare
from vault_runner.oracle.einstein import open_index
from vault_runner.oracle.engines import special
from vault_runner.oracle.implications import joined
from vault_runner.oracle.introductions import defined_here, introduced
from vault_runner.oracle.judge import DECIDABLE, judge
from vault_runner.oracle.law_functionals import with_functionals
from vault_runner.oracle.macros import Macro
from vault_runner.oracle.own_notations import spelled_out
from vault_runner.oracle.prose import read_prose
from vault_runner.oracle.redefinitions import redefined
from vault_runner.oracle.renewals import renewed
from vault_runner.oracle.reserve import nearness, posed
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import FOR_ALL, Statement, links, read_formula
from vault_runner.oracle.supposing import supposing
from vault_runner.oracle.syntax import Node, UnreadableError
from vault_runner.oracle.tendencies import tendencies
from vault_runner.oracle.verdicts import Answer, unable

_CONDITION_WORDS = re.compile(
    r"(?:^|[\s，,])(?:if|suppose|assume|when|whenever|let|given|the case|consider|若|如果|假设|设|当|令|假定|只要)"
    r"\s*(?:that)?\s*[:：]?\s*$",
    re.IGNORECASE,
)
_CONSTRAINTS = frozenset({"subject to", "s.t.", "s.t", "such that", "subject", "st", "约束", "满足", "使得"})
PLAIN_ANSWERS: dict[Class, tuple[str, str]] = {
    "definition": ("definition", ""),
    "declaration": ("definition", "declaration"),
    "recurrence": ("recurrence", ""),
}


def seed_of(latex: str, prose: str = "") -> int:
    """Return a seed that is the same on every run, from the normalised formula and its prose."""
    return zlib.crc32(re.sub(r"\s+", "", latex + "\x00" + prose).encode())


def judge_formula(
    latex: str, scope: Scope, *, lead: str = "", macros: Mapping[str, Macro] | None = None
) -> list[Answer]:
    """Judge every relation of one formula and take over what it declares; `lead` is the prose just before it."""
    seed = seed_of(latex)
    try:
        statements = read_formula(latex, macros)
    except UnreadableError as error:
        answer = unable(error.code, error.message)
        answer.start = answer.end = error.at
        return [answer]
    except RecursionError:
        return [unable("too-large")]
    statements = turned([spelled_out(scope, one) for one in joined(in_stated_base(statements, latex, scope))])
    scope.options.update(stated_by(latex))
    statements = [with_functionals(scope, one) for one in statements]
    tendencies(scope, statements)
    answers: list[Answer] = []
    loose = are_alternatives(statements)
    conditions = [one for one in statements[1:] if (loose and one.relations) or side_condition(scope, one)]
    for statement in statements[1:]:
        later_definition(scope, statement)
    conditions += [one for one in statements[:1] if FOR_ALL in one.words and side_condition(scope, one)]
    for statement in statements:
        if any(statement is condition for condition in conditions):
            answers.append(placed(unable("condition"), statement))
            continue
        supposed = bool(_CONDITION_WORDS.search(lead.rstrip())) or bool(_CONSTRAINTS & set(statement.words))
        judged = judge_statement(statement, scope, seed, hypothesis=supposed, lead=lead)
        answers += [_at_least_somewhere(answer, statement) for answer in judged] if loose else judged
        adopt(scope, statement)
    stated = [answer for answer in answers if answer.code != "fragment"]
    return stated or answers or [unable("fragment")]


def _at_least_somewhere(answer: Answer, statement: Statement) -> Answer:
    """Hold nothing against a claim whose conditions are alternatives, of which none was taken over."""
    if answer.verdict not in {"refuted", "doubted"}:
        return answer
    return placed(unable("unread", "the conditions behind it are alternatives"), statement)


def side_condition(scope: Scope, statement: Statement) -> bool:
    r"""Take over a condition that stands behind a claim in the same display: `…, \qquad a > 0`."""
    if is_range(statement):
        return True
    if not statement.relations or not set(statement.relations) <= {"<", ">", "<=", ">=", "!=", "->", "in"}:
        return False
    if statement.relations == ("->",) and name_of(statement.members[0]):
        declare(scope, [statement])
        return True
    trial = scope.copy()
    if (
        is_said_to_be_one(statement)
        or bounds_a_name(statement)
        or all(
            classify(left, relation, right, scope) in {"condition", "declaration", "relation"}
            for left, relation, right in links(statement)
        )
    ):
        found = declare(trial, [statement])
        if found.understood:
            scope.symbols, scope.guards, scope.facts, scope.sizes = (
                trial.symbols,
                trial.guards,
                trial.facts,
                trial.sizes,
            )
            scope.options = trial.options
            return True
        if statement.relations != ("->",):
            scope.unread.append("a condition behind the formula")
    return False


def later_definition(scope: Scope, statement: Statement) -> None:
    r"""Take over a function that is defined behind its use: `…, \qquad g(x) = …`."""
    if statement.relations[:1] in {("=",), (":=",)} and statement.members[0].head == "call":
        adopt(scope, statement)


def _for_each_link(whole: list[Answer], statement: Statement) -> list[Answer]:
    """Give what was judged as a whole to each relation of its chain."""
    if len(whole) != 1:
        return whole
    found = []
    for link, (left, _, right) in enumerate(links(statement)):
        found.append(replace(whole[0], start=left.start, end=right.end, link=link))
    return found


def placed(answer: Answer, statement: Statement) -> Answer:
    """Say where a statement stands that is judged as a whole."""
    answer.start, answer.end = statement.members[0].start, statement.members[-1].end
    return answer


def judge_statement(statement: Statement, scope: Scope, seed: int, *, hypothesis: bool, lead: str = "") -> list[Answer]:
    """Judge each link of one chain."""
    if not statement.relations:
        lone = classify(statement.members[0], "=", statement.members[0], scope)
        return [unable("asymptotic" if lone == "asymptotic" else "fragment")]
    trees = with_bodies(scope, *statement.members)
    changed = touched(stated_conventions(scope), *trees) or redefined(scope, *trees)
    whole = complex_claim(statement, scope, seed)
    if whole is None and not changed and not _introduces(statement, scope, lead):
        whole = special(statement, scope, seed)
    if whole is not None:
        return _for_each_link(whole, statement)
    if "<=>" in statement.relations or "=>" in statement.relations:
        return _for_each_link([unable("relation", "an implication or equivalence")], statement)
    answers: list[Answer] = []
    for link, relation in enumerate(statement.relations):
        left, right = statement.members[link], statement.members[link + 1]
        answer = defined_here(left, relation, right, scope, "" if link else lead) or judge_link(
            left, relation, right, scope, seed + link, hypothesis=hypothesis, words=statement.words, first=link == 0
        )
        if not link and renewed(answer, left, relation, right, scope, lead):
            answer = Answer("definition", "", "it is defined anew here")
        if answer.verdict in {"refuted", "doubted"} and posed(lead):
            answer = unable("condition")
        answer.link, answer.start, answer.end = link, left.start, right.end
        if (
            link
            and answers[0].verdict == "definition"
            and answer.code == "shape"
            and answer.verdict == "verified-exact"
        ):
            answer.verdict, answer.reason = "definition", "the shape that it states fits"
        if (
            link
            and answers[0].verdict == "definition"
            and answer.code == "shape"
            and statement.members[0].head == "sub"
        ):
            answer.verdict, answer.reason = "definition", "the shape is that of the whole, not of the part"
        answers.append(answer)
    return answers


def _introduces(statement: Statement, scope: Scope, lead: str) -> bool:
    """Tell whether the words in front say that a statement defines its fresh left side."""
    left, right = statement.members[:2]
    return classify(left, statement.relations[0], right, scope) == "definition" and introduced(lead)


def judge_link(
    left: Node, relation: str, right: Node, scope: Scope, seed: int, *, hypothesis: bool = False,
    words: Sequence[str] = (), first: bool = True,
) -> Answer:  # fmt: skip
    """Judge one relation between two members."""
    kind = classify(left, relation, right, scope) if first or relation not in {"=", "==="} else "claim"
    if kind in PLAIN_ANSWERS:
        verdict, code = PLAIN_ANSWERS[kind]
        return Answer(verdict, code)  # type: ignore[arg-type]  # the table holds verdicts
    if kind in {"condition", "asymptotic", "approximation", "relation"} or (hypothesis and kind == "claim"):
        return unable("condition" if kind == "claim" else kind)
    trees = with_bodies(scope, left, right)
    changed = touched(stated_conventions(scope), *trees) or redefined(scope, *trees)
    if changed:
        return unable("convention", changed)
    if kind == "shape":
        return shapes.judge_shape(left, right, scope)
    if relation not in DECIDABLE:
        return unable("relation")
    blocked = scope.copy()
    blocked.unread += [word for word in words if word not in blocked.unread]
    return _unless_summed(
        supposing(judge(left, relation, right, blocked, seed), left, relation, right, blocked, seed), left, right, scope
    )


def _unless_summed(answer: Answer, left: Node, right: Node, scope: Scope) -> Answer:
    """Hold nothing against a note that may sum over an index without saying so."""
    summed = open_index(left, right, scope) if answer.verdict in {"refuted", "doubted"} else ""
    if summed:
        return unable(
            "index", f"{summed} stands twice; that it is summed over is nowhere said", f"write `\\sum_{summed}`"
        )
    return answer


def stated_conventions(scope: Scope) -> list[str]:
    """Return the conventions that the note states in words."""
    return [option.removeprefix("convention ") for option in scope.options if option.startswith("convention ")]


def adopt(scope: Scope, statement: Statement) -> None:
    """Take over the definitions of a display for what comes below it."""
    if len(statement.relations) >= 1 and statement.relations[0] in {"=", ":=", "in", "~", "->"}:
        left, right = statement.members[:2]
        kind = classify(left, statement.relations[0], right, scope)
        if kind == "recurrence":
            scope.equations.append((left, right))
        if kind in {"definition", "declaration"}:
            before = list(scope.unread)
            declare(scope, [Statement((left, right), statement.relations[:1])])
            scope.unread = before


def ask_row(context: str, latex: str) -> list[dict[str, Any]]:
    """Judge one row: the prose just above a display, and the display."""
    scope = Scope()
    try:
        read_prose(scope, context)
    except Exception as error:  # noqa: BLE001 - prose must not be able to stop a check
        return [unable("internal", f"{type(error).__name__}: {error}").exported()]
    shrink(scope, latex)
    scope.reserve += nearness(context, latex)
    return [answer.exported() for answer in safely(latex, scope, context)]


def safely(latex: str, scope: Scope, lead: str) -> list[Answer]:
    """Judge a formula; a fault of the engine itself is an abstention, never a verdict."""
    try:
        return judge_formula(latex, scope, lead=lead)
    except Exception as error:  # noqa: BLE001 - prose must not be able to stop a check
        return [unable("internal", f"{type(error).__name__}: {error}")]


def shrink(scope: Scope, latex: str) -> None:
    """Keep noun phrases only if nothing more precise is known."""
    if len({kind for kind, _ in scope.phrases}) > 1:
        scope.phrases = [phrase for phrase in scope.phrases if phrase[0] != "num"]
    if scope.options.get("one") == "ones" and "1" in latex:
        scope.symbols.setdefault("mathbf:1", Symbol("mathbf:1", None, role="ones"))

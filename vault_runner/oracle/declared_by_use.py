r"""Names that need no declaration: the x of `d/dx`, and the events of `P(A \mid B)` where the note speaks of events.

An ordinary derivative holds at every number, and a rule of chances for all events: what nothing else says of such a
name can't be hidden in its declaration. A name that the prose writes without declaring it stays undeclared.
"""

from __future__ import annotations

import re

from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import BOOL, NUM
from vault_runner.oracle.told import Read

VARIABLE = "variable "
"""Marks the number by which a formula differentiates, in the flags of an elaborator."""
EVENTS = "events"
SOMEWHERE = "somewhere"
AGAIN = "said again"
_AGAIN = re.compile(
    r"(?:换句话说|也就是说|换言之|亦即|即|等价地)\s*[,，：:]?\s*$"
    r"|\b(?:in other words|put differently|that is|i\.e\.|equivalently|spelled out|written out)\s*[,:]?\s*$",
    re.IGNORECASE,
)
_EVENT = "event "
_COMPARISONS = frozenset({"<", ">", "<=", ">=", "!="})
_CHANCES = frozenset({"P", "op:P", "Pr", "mathbb:P", "mathrm:P"})
_BEFORE = frozenset(
    ["for", "for all", "any", "all", "two", "three", "the", "both", "arbitrary", "of", "between", "every", "任意", "对",
     "对于", "对任意", "个", "两个", "三个", "设"],
)  # fmt: skip
_AFTER = frozenset(["with", "having", "we", "it", "that", "的", "有", "且", "，"])


_PLACE = re.compile(
    r"\b(where(ver)?|when(ever)?|if|at|near|on|for|away|inside|within|outside|until|once|along|between|below|above|case|positive|negative"
    r"|local(ly)?|critical|assum\w+|suppos\w+|is|are|be|contain\w*|impl(y|ies)|happens?|tells?|discrete)\b"
    r"|处|时|当|若|对|在|情形|情况|假设|附近|是|为|者|含",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,.;:!?，。；：！？\n]")


def stated_place(text: str) -> dict[str, str]:
    """Return the option that a clause without a formula may say where a statement is meant: “On the positive axis”."""
    clauses = (part for part in _CLAUSES.split(text) if "\x00" not in part)
    return {SOMEWHERE: "yes"} if any(_PLACE.search(clause) for clause in clauses) else {}


def note_events(sentence: Sentence) -> None:
    """Keep in mind that a sentence speaks of events in general, and which names it takes the chance of."""
    for index, piece in enumerate(sentence.pieces):
        if piece.kind == "math":
            for name in _measured(sentence.parsed.get(piece.math, [])):
                sentence.scope.options[_EVENT + name] = "yes"
        elif piece.value == "event" and not sentence.forward(index):
            sentence.scope.options[EVENTS if _in_general(sentence, index) else SOMEWHERE] = "yes"


def _in_general(sentence: Sentence, index: int) -> bool:
    """Tell whether no more is said than that something is an event: “for events with …”, “两个事件”."""
    before, after = sentence.text_at(index - 1), sentence.text_at(index + 1)
    opens = before in _BEFORE or sentence.kind_at(index - 1) in {"stop", "comma", "count"}
    positive = after == "of" and sentence.text_at(index + 2) in {"positive probability", "positive"}
    ends = positive or after in _AFTER or sentence.kind_at(index + 1) in {"stop", "comma"}
    return opens and ends and not sentence.negated(index)


def _measured(statements: list[Statement]) -> list[str]:
    """Return the letters whose chance a condition compares with numbers, as `0 < P(B) < 1` does that of B."""
    conditions = [one for one in statements if one.relations and set(one.relations) <= _COMPARISONS]
    calls = [member for one in conditions for member in one.members if member.head in {"call", "apply"}]
    return [name for call in calls if name_of(call.args[0]) in _CHANCES or str(call.args[0]) in _CHANCES
            for part in call.args[1:] for name in _letters(part)]  # fmt: skip


def _letters(node: Node) -> list[str]:
    name = name_of(node)
    return [name] if len(name) == 1 and name.isupper() else [one for part in node.args for one in _letters(part)]


def declared_by_use(read: Read, scope: Scope) -> set[str]:
    """Return the guessed names of a reading that need no declaration."""
    guessed = read.el.guessed
    events = {name for name, ty in guessed.items() if ty == BOOL}
    some = any(_known(scope, name) for name in (*events, *read.plan.symbols))
    if SOMEWHERE in scope.options or not (EVENTS in scope.options or (some and _rest(scope, events))):
        events = set()
    events |= {name for name in guessed if _formal(read, scope, name)}
    return events | {name for name, ty in guessed.items() if ty == NUM and _differentiated(read, scope, name)}


def stated_again(prose: str) -> dict[str, str]:
    """Return the option that tells whether a paragraph ends by saying that its formula comes once more."""
    return {AGAIN: "yes" if _AGAIN.search(prose) else ""}


def _formal(read: Read, scope: Scope, name: str) -> bool:
    """Tell whether a name is a parameter of a definition, which is said again: it stands for anything then.

    Of numbers and vectors it may be an equation to be solved, `f(x) = x`, so the words have to say that it is none.
    """
    several = (one for one in scope.symbols.values() if one.body is not None and len(one.params) > 1 and not one.role)
    defined = any(name in one.params and _uses(one.body, name) for one in several)
    kinds = read.el.guessed[name].kind == "ten" or scope.options.get(AGAIN)
    return defined and bool(kinds) and SOMEWHERE not in scope.options and _general(read, name)


def _general(read: Read, name: str) -> bool:
    return all(any(part.text == name for part in side.walk()) for side in (read.relation.left, read.relation.right))


def _known(scope: Scope, name: str) -> bool:
    symbol = scope.get(name)
    return _EVENT + name in scope.options or (symbol is not None and symbol.ty == BOOL)


def _rest(scope: Scope, events: set[str]) -> bool:
    """Tell whether of the events that nothing measures none is spoken of either."""
    return not any(name in scope.named for name in events if not _known(scope, name))


def _uses(body: Node | None, name: str) -> bool:
    return body is not None and any(name_of(part) == name for part in body.walk())


def _differentiated(read: Read, scope: Scope, name: str) -> bool:
    argument = any(name in one.params and _uses(one.body, name) for one in scope.symbols.values() if not one.role)
    free = name not in scope.named or name in scope.hints or argument
    return SOMEWHERE not in scope.options and _general(read, name) and free and f"{VARIABLE}{name}" in read.el.flags

r"""Derivatives along a flow: `\frac{d}{dt} f(x(t))` where the note says how x moves, `\dot{x} = -\nabla f(x)`.

A first derivative at time t only needs the state and its velocity there: x moves on by a step along its velocity.
"""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.judge import judge
from vault_runner.oracle.own_notations import substituted
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, Node, num
from vault_runner.oracle.verdicts import Answer, unable

_STEP = Node("sym", (), "time passed")


def along_flow(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge a relation that differentiates by the time what moves as the note says; None if it does nothing such."""
    if len(statement.relations) != 1 or statement.relations[0] not in {"=", "===", "<=", ">=", "<", ">"}:
        return None
    flow = _flow(scope)
    parts = [part for member in statement.members for part in member.walk()]
    if flow is None or not any(_by_time(part, *flow[:2]) for part in parts):
        return None
    state, time, velocity = flow
    if any(_beyond(part, state, time) for part in parts):
        return [unable("unsupported", "a derivative of this kind along a flow")]
    if scope.unread and _others(parts, state, time) - {name_of(part) for part in velocity.walk()}:
        return [unable("unread", "the words may say of something else that it moves")]
    velocity = _standing(velocity, state, time)
    members = [_moved(member, state, time, velocity) for member in statement.members]
    inner = scope.copy()
    inner.odes = []
    known = scope.get(state)
    if known is not None and known.ty is not None and known.ty.kind == "fun":
        inner.symbols[state] = replace(known, ty=known.ty.parts[-1], callable=False)
    answer = judge(members[0], statement.relations[0], members[1], inner, seed)
    if answer.verdict in {"refuted", "doubted"} and any(_alone(part, state, time) for part in parts):
        return [unable("condition", f"it may be another equation of {state}")]
    answer.reading.append(f"{state} moves as its differential equation says")
    return [answer]


def _flow(scope: Scope) -> tuple[str, str, Node] | None:
    r"""Return the state, the time and the velocity of the one equation `\dot{x} = F(x)` that the note gives."""
    if len(scope.odes) != 1 or scope.starts:
        return None
    left, right = scope.odes[0]
    if left.head == "call" and left.args[0].head == "accent" and left.args[0].text == "dot" and len(left.args) == PAIR:
        left = Node("deriv", (Node("call", (left.args[0].args[0], left.args[1]), "("), left.args[1]), "d")
    if left.head != "deriv" or left.text != "d" or len(left.args) != PAIR or left.args[0].head != "call":
        return None
    state, time = name_of(left.args[0].args[0]), name_of(left.args[1])
    symbol = scope.get(state)
    if not state or not time or (symbol is not None and symbol.body is not None):
        return None
    return None if any(part.head in {"deriv", "prime"} for part in right.walk()) else (state, time, right)


def _by_time(node: Node, state: str, time: str) -> bool:
    """Tell whether a tree is a derivative by the time of what holds the state."""
    if node.head != "deriv" or time not in map(name_of, node.args[1:]):
        return False
    return any(name_of(part) == state for part in node.args[0].walk())


def _alone(node: Node, state: str, time: str) -> bool:
    return _by_time(node, state, time) and name_of(_standing(node.args[0], state, time)) == state


def _others(parts: list[Node], state: str, time: str) -> set[str]:
    """Return the other names below the derivatives by the time."""
    slopes = [part.args[0] for part in parts if _by_time(part, state, time)]
    return {name_of(part) for slope in slopes for part in slope.walk()} - {"", state, time, "top", "T"}


def _beyond(node: Node, state: str, time: str) -> bool:
    """Tell whether a tree asks for more than first derivatives, or for the state at another time."""
    if node.head == "call" and name_of(node.args[0]) == state and [name_of(part) for part in node.args[1:]] != [time]:
        return True
    if node.head in {"integral", "limit"} or node.text in {"int", "lim"}:
        return True
    slopes = [part for part in node.args[0].walk() if part.head in {"deriv", "prime", "accent"}] if node.args else []
    return node.head == "deriv" and (len(node.args) != PAIR or bool(slopes))


def _standing(node: Node, state: str, time: str) -> Node:
    """Return a tree with x in the place of `x(t)`."""
    if node.head == "call" and name_of(node.args[0]) == state and [name_of(part) for part in node.args[1:]] == [time]:
        return Node("sym", (), state, node.start, node.end)
    return replace(node, args=tuple(_standing(part, state, time) for part in node.args))


def _moved(node: Node, state: str, time: str, velocity: Node) -> Node:
    """Put what the flow says in the place of derivatives by the time."""
    dotted = node.head == "accent" and node.text == "dot" and name_of(node.args[0]) == state
    if dotted or _alone(node, state, time):
        return Node("group", (velocity,), "(", node.start, node.end)
    if _by_time(node, state, time):
        body = _standing(node.args[0], state, time)
        step = Node("mul", (_STEP, Node("group", (velocity,), "(")))
        ahead = {state: Node("add", (Node("sym", (), state), step))}
        if any(name_of(part) == time for part in body.walk()):
            ahead[time] = Node("add", (Node("sym", (), time), _STEP))
        slope = Node("deriv", (substituted(body, ahead), _STEP), "d")
        return Node("at", (Node("group", (slope,), "("), Node("rel", (_STEP, num(0)), "="), Node("none")))
    if node.head == "call" and name_of(node.args[0]) == state:
        return _standing(node, state, time)
    return replace(node, args=tuple(_moved(part, state, time, velocity) for part in node.args))

r"""Old and rare spellings brought to the common ones on raw tokens: `{\rm tr}`, `\mathop`, `\underbrace`, `\choose`.

What a command above or below says of a formula, such as a label, falls away; what changes its meaning stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from vault_runner.oracle.syntax import UnreadableError

if TYPE_CHECKING:
    from vault_runner.oracle.tokens import Token

OLD_FONTS = {"rm": "mathrm", "bf": "mathbf", "it": "mathit", "sf": "mathsf", "cal": "mathcal", "tt": "mathtt"}
RENAMED = {
    "mathds": "mathbb", "mathbbm": "mathbb", "symbf": "mathbf", "symbfit": "mathbf", "nicefrac": "frac",
    "sfrac": "frac", "dotsi": "dots", "dotso": "dots", "lparen": "(", "rparen": ")",
}  # fmt: skip
OF_TWO = frozenset({"frac", "dfrac", "tfrac", "cfrac", "binom", "overset", "underset", "stackrel", "textcolor"})
INFIX = {"choose": "binom", "over": "frac"}
NOT_A_GROUP = frozenset({"^", "_", "limits", "nolimits"})
MOST_ROUNDS = 60

Tokens = list["Token"]
Rewrite = Callable[[Tokens, int], Tokens | None]


def respelled(tokens: Tokens) -> Tokens:
    """Rewrite from left to right until nothing is left to rewrite."""
    out, at, rounds = list(tokens), 0, 0
    while at < len(out):
        rewrite = _rewrite_of(out, at)
        changed = rewrite(out, at) if rewrite is not None else None
        if changed is None:
            at += 1
            continue
        rounds += 1
        if rounds > MOST_ROUNDS:
            raise UnreadableError("too-large", "the formula is spelled in too many rare ways", out[at].start)
        out = changed
    return out


def _rewrite_of(tokens: Tokens, at: int) -> Rewrite | None:
    token = tokens[at]
    if token.kind == "mark" and token.text == "{":
        return _old_font if at + 1 < len(tokens) and tokens[at + 1].text in OLD_FONTS else None
    if token.kind == "mark" and token.text == "|":
        return _evaluation
    if token.kind != "command":
        return None
    return _renamed if token.text in RENAMED else REWRITES.get(token.text)


def _group(tokens: Tokens, at: int) -> int:
    """Return the place behind the argument at a place: a group, or one token."""
    if at >= len(tokens):
        return at
    if not (tokens[at].kind == "mark" and tokens[at].text == "{"):
        return at + 1
    depth = 0
    for place in range(at, len(tokens)):
        if tokens[place].kind == "mark":
            depth += (tokens[place].text == "{") - (tokens[place].text == "}")
        if depth == 0:
            return place + 1
    raise UnreadableError("syntax", "a brace is never closed", tokens[at].start)


def _inside(tokens: Tokens, at: int, end: int) -> Tokens:
    return tokens[at + 1 : end - 1] if at < end - 1 or tokens[at].text == "{" else tokens[at:end]


def _renamed(tokens: Tokens, at: int) -> Tokens:
    new = RENAMED[tokens[at].text]
    kind = "mark" if new in {"(", ")"} else "command"
    return [*tokens[:at], replace(tokens[at], kind=kind, text=new), *tokens[at + 1 :]]


def _old_font(tokens: Tokens, at: int) -> Tokens:
    r"""Read `{\rm Tr}` as `\mathrm{Tr}`; an argument of a command keeps its braces."""
    end = _group(tokens, at)
    font = replace(tokens[at + 1], text=OLD_FONTS[tokens[at + 1].text])
    styled = [font, tokens[at], *tokens[at + 2 : end]]
    if _is_argument(tokens, at):
        styled = [tokens[at], *styled, tokens[end - 1]]
    return [*tokens[:at], *styled, *tokens[end:]]


def _is_argument(tokens: Tokens, at: int) -> bool:
    """Tell whether a group is the argument of a command, a power or an index."""
    before = tokens[at - 1] if at else None
    if before is None:
        return False
    if before.kind == "command":
        return before.text in OF_TWO | {"sqrt", "mathop", "hat", "bar", "tilde", "overline", "operatorname", "text"}
    if before.text != "}":
        return before.text in NOT_A_GROUP
    depth = 0
    for place in range(at - 1, -1, -1):
        depth += (tokens[place].text == "}") - (tokens[place].text == "{")
        if depth == 0:
            return place > 0 and tokens[place - 1].kind == "command" and tokens[place - 1].text in OF_TWO
    return False


def _spliced(tokens: Tokens, at: int) -> Tokens:
    r"""Put the content in the place of `\mathop{…}`."""
    end = _group(tokens, at + 1)
    return [*tokens[:at], *_inside(tokens, at + 1, end), *tokens[end:]]


def _mathop(tokens: Tokens, at: int) -> Tokens | None:
    r"""Read `\mathop{\rm tr}` and `\operatorname{\mathrm{tr}}` as what stands inside."""
    end = _group(tokens, at + 1)
    if at + 1 < len(tokens) and tokens[at + 1].text == "*":
        return [*tokens[: at + 1], *tokens[at + 2 :]]
    inside = _inside(tokens, at + 1, end)
    fonts = frozenset(OLD_FONTS) | frozenset(OLD_FONTS.values()) | {"operatorname", "text"}
    if not inside or inside[0].kind != "command" or inside[0].text not in fonts:
        return None
    if inside[0].text in OLD_FONTS:
        font = replace(inside[0], text=OLD_FONTS[inside[0].text])
        return [*tokens[:at], font, tokens[at + 1], *inside[1:], tokens[end - 1], *tokens[end:]]
    return _spliced(tokens, at) if _group(inside, 1) == len(inside) else None


def _braced(tokens: Tokens, at: int) -> Tokens:
    r"""Read `\underbrace{x}_{…}` as x: what stands below is a remark."""
    end = _group(tokens, at + 1)
    behind = end
    mark = "_" if tokens[at].text.startswith("under") else "^"
    if behind < len(tokens) and tokens[behind].text == mark:
        behind = _group(tokens, behind + 1)
    return [*tokens[:at], *_inside(tokens, at + 1, end), *tokens[behind:]]


def _underset(tokens: Tokens, at: int) -> Tokens | None:
    r"""Read `\underset{x}{\min}` as `\min_{x}`, and drop a label below a relation."""
    middle = _group(tokens, at + 1)
    end = _group(tokens, middle)
    inside = _inside(tokens, middle, end)
    below = tokens[at + 1 : middle]
    if inside and inside[-1].text in {"min", "max", "argmin", "argmax", "sup", "inf", "lim", "sum", "prod"}:
        mark = replace(tokens[at], kind="mark", text="_")
        return [*tokens[:at], *inside, mark, *below, *tokens[end:]]
    texts = [token.text for token in _inside(tokens, at + 1, middle)]
    label = bool(texts) and (texts[0] in {"(", "text"} or texts[0].isdigit())
    return [*tokens[:at], *inside, *tokens[end:]] if label and len(inside) == 1 else None


def _infix(tokens: Tokens, at: int) -> Tokens | None:
    r"""Read `{n \choose k}` as `\binom{n}{k}`."""
    depth, start = 0, at - 1
    while start >= 0 and not (tokens[start].text == "{" and depth == 0):
        depth += (tokens[start].text == "}") - (tokens[start].text == "{")
        start -= 1
    if start < 0:
        return None
    end = _group(tokens, start)
    opening, closing = tokens[start], tokens[end - 1]
    command = replace(tokens[at], text=INFIX[tokens[at].text])
    parts = [opening, *tokens[start + 1 : at], closing, opening, *tokens[at + 1 : end - 1], closing]
    whole = [command, *parts]
    return [*tokens[:start], *([opening, *whole, closing] if _is_argument(tokens, start) else whole), *tokens[end:]]


def _substack(tokens: Tokens, at: int) -> Tokens:
    end = _group(tokens, at + 1)
    lines = [
        replace(token, kind="mark", text=",") if token.text in {"\\", "cr"} and token.kind == "command" else token
        for token in _inside(tokens, at + 1, end)
    ]
    return [*tokens[:at], *lines, *tokens[end:]]


def _colored(tokens: Tokens, at: int) -> Tokens:
    middle = _group(tokens, at + 1)
    end = _group(tokens, middle)
    return [*tokens[:at], *_inside(tokens, middle, end), *tokens[end:]]


def _sized(tokens: Tokens, at: int) -> Tokens | None:
    r"""Read `\left<` as an angle, and `\left. … \right|_{x=a}` as brackets before what says where."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        return None
    if following.text in {"<", ">"}:
        angle = replace(following, kind="command", text="langle" if tokens[at].text == "left" else "rangle")
        return [*tokens[: at + 1], angle, *tokens[at + 2 :]]
    if tokens[at].text != "left" or following.text != ".":
        return None
    depth = 1
    for place in range(at + 2, len(tokens) - 2):
        if tokens[place].kind == "command":
            depth += (tokens[place].text == "left") - (tokens[place].text == "right")
        if depth == 0:
            if tokens[place + 1].text not in {"|", "vert"} or tokens[place + 2].text not in {"_", "^"}:
                return None
            opening = replace(following, kind="mark", text="(")
            closing = replace(tokens[place], kind="mark", text=")")
            bar = replace(tokens[place + 1], kind="command", text="evaluated")
            return [*tokens[:at], opening, *tokens[at + 2 : place], closing, bar, *tokens[place + 2 :]]
    return None


def _evaluation(tokens: Tokens, at: int) -> Tokens | None:
    r"""Read the bar of `f(x)\Big|_{x=a}` as what says where; an absolute value has no such index."""
    if at + 2 >= len(tokens) or tokens[at + 1].text != "_" or tokens[at + 2].text != "{" or not at:
        return None
    end = _group(tokens, at + 2)
    if tokens[at + 4 : at + 5] and tokens[at + 4].text == "=" and tokens[at + 3].kind in {"letter", "command"}:
        sized = tokens[at - 1].kind == "command" and tokens[at - 1].text.lower().rstrip("r") in {"big", "bigg"}
        start = at - 1 if sized else at
        if tokens[at - 1].text in {"right", "left", "middle"}:
            return None
        bar = replace(tokens[at], kind="command", text="evaluated")
        return [*tokens[:start], bar, *tokens[at + 1 : end], *tokens[end:]]
    return None


REWRITES: dict[str, Rewrite] = {
    "mathop": _mathop, "operatorname": _mathop, "underbrace": _braced, "overbrace": _braced, "underset": _underset,
    "choose": _infix, "over": _infix, "substack": _substack, "textcolor": _colored, "left": _sized, "right": _sized,
}  # fmt: skip

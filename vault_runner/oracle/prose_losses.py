"""Losses in prose: “L is a scalar loss”, “L is a differentiable function of y”, “损失 L 是 y 的标量函数”."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.sentence import Sentence
from vault_runner.oracle.terms import NUM

_LOSS = frozenset(
    ["loss", "losses", "cost", "objective", "loss function", "cost function", "损失", "损失函数", "代价", "目标函数"]
)
_FUNCTION = frozenset({"function", "function of", "函数"})
_SIDE = frozenset(
    ["scalar", "scalar-valued", "real-valued", "differentiable", "smooth", "arbitrary", "any", "some", "a", "the",
     "标量", "可微", "光滑", "任意", "of", "的", "是", "为", "关于", "损失", "loss", "is", "be", "denotes", "function"],
)  # fmt: skip

ELSEWHERE = "a loss of more"
"""Marks in the options of a scope that something is said to depend on more than one name."""
_ELSEWHERE = frozenset({"directly", "also", "both", "additionally", "regularised", "regularized", "直接", "还", "也"})
"""Words after which a loss may depend on more than it is said to."""


def take_losses(sentence: Sentence) -> None:
    """Give the role of a loss to its name, with what it is a function of."""
    if any(piece.text in _ELSEWHERE for piece in sentence.pieces):
        sentence.scope.options[ELSEWHERE] = "yes"
        return
    for index, piece in enumerate(sentence.pieces):
        if piece.text in _FUNCTION:
            _function_of(sentence, index)
    for index, piece in enumerate(sentence.pieces):
        if piece.text in _LOSS and not sentence.negated(index):
            _loss(sentence, index)


def _function_of(sentence: Sentence, index: int) -> None:
    """Read “L … function of y” and “L 是 y 的 … 函数”."""
    maths = [k for k in range(index) if sentence.kind_at(k) == "math" and sentence.names_of(k)]
    after = next((k for k in range(index + 1, index + 4) if sentence.kind_at(k) == "math"), -1)
    if after >= 0 and maths and sentence.text_at(index + 1) == "of":
        subject, argument = maths[-1], after
    elif sentence.pieces[index].text == "函数" and len(maths) > 1:
        subject, argument = maths[-2], maths[-1]
    else:
        return
    between = [sentence.text_at(k) for k in range(subject + 1, max(index, argument)) if k != argument]
    names, others = sentence.names_of(subject), sentence.names_of(argument)
    plain = len(names) == 1 and len(others) == 1 and set(between) <= _SIDE | {sentence.pieces[index].text}
    if plain and _declared(sentence, names[0], others):
        sentence.understood |= {*between, "of", f"{names[0]} as another kind"}


def _loss(sentence: Sentence, index: int) -> None:
    """Read “the loss L” and “L is a scalar loss”."""
    for place in (index + 1, index + 2, index - 1, index - 2, index - 3, index - 4):
        if not 0 <= place < len(sentence.pieces) or sentence.kind_at(place) != "math":
            continue
        steps = range(min(index, place) + 1, max(index, place))
        if not all(sentence.text_at(k) in _SIDE for k in steps):
            continue
        if len(sentence.names_of(place)) == 1:
            _declared(sentence, sentence.names_of(place)[0], ())
            sentence.understood |= {"scalar-valued", "是", "标量", sentence.text_at(index)}
        return


def _declared(sentence: Sentence, name: str, of: tuple[str, ...]) -> bool:
    symbol = sentence.scope.get(name) or Symbol(name)
    if symbol.body is not None or symbol.ty not in {None, NUM} or symbol.random:
        return False
    sentence.scope.symbols[name] = replace(symbol, role="loss", of=of or symbol.of)
    return True

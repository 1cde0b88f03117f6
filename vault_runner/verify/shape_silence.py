"""Why a stated shape that doesn't fit is no contradiction. Silence is cheap; a false alarm is not."""

from __future__ import annotations

import json
import math
import re

from vault_runner.model import Claim, Observation
from vault_runner.verify.moments import Moment
from vault_runner.verify.shape_comment import StatedShape
from vault_runner.verify.shape_fit import Fit, expanded, expected_size, fit, names_in
from vault_runner.verify.shape_scopes import Scope, may_be_coordinates, names_an_axis
from vault_runner.verify.shape_spec import ShapeSpec
from vault_runner.verify.shape_targets import Target
from vault_runner.verify.shape_vocabulary import NOUNS

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)
_PIXELS = 64
_LAYOUT = {
    **dict.fromkeys(("n", "b", "bs", "batch", "batch_size"), "n"),
    **dict.fromkeys(("c", "ch", "channel", "channels", "num_channels"), "c"),
    **dict.fromkeys(("h", "height"), "h"),
    **dict.fromkeys(("w", "width"), "w"),
}
_SIDES = frozenset(("h", "w"))
_HABIT = 2
"""How many shapes of a block must have been right in a notation for it to count as the block's."""
_FIRM_HABIT = 3
"""How many, where nothing else says that brackets hold a shape."""
LAYOUT = "it says in which order the axes stand"
ELSEWHERE = "it may speak of something else"
_NO_SHAPE = "it may be a value and no shape"
_PART = "it may tell the size of some axes only"
_STRETCHED = "it says what that is broadcast to"
_BATCH_LEFT_OUT = "it leaves the first axis out"


def why_silent(
    claim: Claim, stated: StatedShape, target: Target, value: Observation, laid: Fit, moment: Moment, scope: Scope
) -> str:
    """Return why a shape that doesn't fit `value` is no contradiction, empty if it is one."""
    if stated.firmness in {"inside", "denied"} or target.sure == "perhaps":
        return ELSEWHERE
    if claim.form == "own line" and target.sure != "named":
        return ELSEWHERE
    if stated.firmness == "alone" and not _must_be_shape(stated.spec, target, value, laid, scope):
        return _NO_SHAPE
    shape = value.shape or ()
    if stated.broadcast and _is_stretched_to(stated.spec, target, value, moment, scope):
        return _STRETCHED
    fewer = "" if laid.rank else _leaves_axes_out(stated, shape, nested=moment.visit > 0)
    return fewer or _otherwise_written(stated, target, shape, laid, scope) or _loosely_named(stated, laid, scope)


def _leaves_axes_out(stated: StatedShape, shape: tuple[int, ...], *, nested: bool) -> str:
    """Return which axes a shape with another number of them may leave out."""
    if _is_of_a_part(stated, shape):
        return _PART
    return _BATCH_LEFT_OUT if _leaves_batch_out(stated.spec, shape, nested=nested) else ""


def _otherwise_written(stated: StatedShape, target: Target, shape: tuple[int, ...], laid: Fit, scope: Scope) -> str:
    """Return which custom of writing shapes it may follow, other than numpy's."""
    if not laid.rank and stated.spec.crossed and _is_column(stated.spec, shape, scope):
        return "it may count a vector as a matrix"
    if laid.rank and _is_stretched_later(laid, shape, target):
        return "an axis of length 1 may stand for any number"
    if stated.spec.crossed and (_is_turned_picture(stated.spec, shape) or _is_of_a_picture(stated.spec, shape)):
        return "it may be a width and a height"
    return ""


def _must_be_shape(spec: ShapeSpec, target: Target, value: Observation, laid: Fit, scope: Scope) -> bool:
    """Tell whether brackets that no shape word goes with can be nothing but a shape."""
    if _may_be_values(spec, value, scope) or (len(spec.dimensions) == 1 and not _is_habit(spec, scope)):
        return False
    if laid.rank or target.sure == "named":
        return True
    return _is_surely_shape(expanded(spec, scope.rests), value.shape or (), scope)


def _is_habit(spec: ShapeSpec, scope: Scope) -> bool:
    """Tell whether shapes are written like this all over the block: `(n,)` always is one, `[n]` only then."""
    if spec.text[:-1].rstrip().endswith((",", "，")) or not spec.concrete:
        return True  # `[n]` alone was only read where the block writes its shapes so
    return scope.shown.get(spec.bracket, 0) >= _HABIT


def _is_surely_shape(spec: ShapeSpec, shape: tuple[int, ...], scope: Scope) -> bool:
    """Tell whether brackets with another number of axes can be nothing but a shape: an axis was dropped or kept."""
    known = {name: each.size for name, each in scope.known().items()}
    sizes = [expected_size(dimension, known) for dimension in spec.dimensions]
    if any(dimension.rest for dimension in spec.dimensions) or shape[1:] == tuple(sizes) or shape[:-1] == tuple(sizes):
        return bool(shape) and shape[-1] == 1 and shape[:-1] == tuple(sizes)
    if [size for size in sizes if size != 1] == [size for size in shape if size != 1]:
        return True
    if None in sizes:
        return False
    if any(dimension.size is None for dimension in spec.dimensions):
        return True
    shared = {size for size in sizes if size != 1} & set(shape)
    kernel = len(set(sizes)) == 1
    wanted = _HABIT if shared else _FIRM_HABIT
    near = abs(len(sizes) - len(shape)) == 1
    return near and (bool(shared) or not kernel) and scope.shown.get(spec.bracket, 0) >= wanted


def _may_be_values(spec: ShapeSpec, value: Observation, scope: Scope) -> bool:
    """Tell whether what stands in brackets may be values of the array, a point or an interval, and no shape."""
    sizes = [dimension.size for dimension in spec.dimensions]
    if value.type == "Size":
        return False
    names = _names(spec)
    if 0 in sizes and 0 not in (value.shape or ()):
        return True
    if may_be_coordinates(names) and not set(names) <= scope.counters.keys():
        return True
    if not spec.concrete:
        return False
    if sizes == [1] and spec.text.startswith("["):
        return True  # most often a reference
    return _equals_values(spec, value)


def _names(spec: ShapeSpec) -> list[str]:
    return [dimension.name if dimension.size is None else "" for dimension in spec.dimensions]


def _equals_values(spec: ShapeSpec, value: Observation) -> bool:
    """Tell whether the numbers are those of the array; a list as long as the array may be an earlier run's."""
    sizes = [float(dimension.size or 0) for dimension in spec.dimensions]
    if math.prod(value.shape or ()) != len(sizes) or not sizes:
        return False
    if spec.text.startswith("[") or not value.value:
        return True
    return [float(number) for number in _NUMBER.findall(json.dumps(json.loads(value.value)))] == sizes


def _is_of_a_part(stated: StatedShape, shape: tuple[int, ...]) -> bool:
    """Tell whether fewer axes than there are may be those of each `image`, or `size` a part's or all elements'."""
    sizes = tuple(dimension.size for dimension in stated.spec.dimensions)
    each = bool(stated.names) and {word.lower() for word in stated.names} <= NOUNS
    if len(sizes) >= len(shape) or not (each or stated.part):
        return False
    runs = [shape[at : at + len(sizes)] for at in range(len(shape) - len(sizes) + 1)]
    return sizes in runs or sizes == (math.prod(shape),) or (each and stated.part)


def _leaves_batch_out(spec: ShapeSpec, shape: tuple[int, ...], *, nested: bool) -> bool:
    """Tell whether a shape is stated for one example of a batch, as people do of pictures and inside `forward`."""
    sizes = tuple(dimension.size for dimension in spec.dimensions)
    is_rest = len(sizes) + 1 == len(shape) and all(
        size is None or size == real for size, real in zip(sizes, shape[1:], strict=True)
    )
    return is_rest and (nested or len(sizes) == 3)  # noqa: PLR2004 - channels, height and width


def _is_column(spec: ShapeSpec, shape: tuple[int, ...], scope: Scope) -> bool:
    """Tell whether `n×1` is written for a vector, or `1×1` for a number, as in mathematics."""
    kept = tuple(dimension for dimension in spec.dimensions if dimension.size != 1)
    known = {name: each.size for name, each in scope.known().items()}
    return len(kept) < len(spec.dimensions) and fit(ShapeSpec(spec.text, kept), shape, known).ok


def _is_stretched_later(laid: Fit, shape: tuple[int, ...], target: Target) -> bool:
    """Tell whether axes that were named, as in `(B, 1, 1, T)`, only came in with length 1 to be broadcast."""
    came_in = [row.shape or () for row in target.inputs]
    return bool(laid.misfits) and all(
        misfit.dimension.size is None
        and shape[misfit.axis] == 1
        and any(
            each[misfit.axis : misfit.axis + 1] == (1,) or each[misfit.axis - len(shape) :][:1] == (1,)
            for each in came_in
            if len(each) >= len(shape) - misfit.axis or misfit.axis < len(each)
        )
        for misfit in laid.misfits
    )


def _is_stretched_to(spec: ShapeSpec, target: Target, value: Observation, moment: Moment, scope: Scope) -> bool:
    """Tell whether a shape may be what an operand is broadcast to: what a statement joins itself is no operand."""
    joined = value in moment.bound and len(target.inputs) > 1
    shape = value.shape or ()
    known = {name: each.size for name, each in scope.known().items()}
    sizes = [expected_size(dimension, known) for dimension in spec.dimensions]
    if joined or len(shape) > len(sizes) or any(dimension.rest for dimension in spec.dimensions):
        return False
    pairs = zip(shape[::-1], sizes[::-1], strict=False)
    return all(size in {1, wanted} or wanted is None for size, wanted in pairs)


def _is_of_a_picture(spec: ShapeSpec, shape: tuple[int, ...]) -> bool:
    """Tell whether `6x6` are the height and the width of pictures whose other axes go without saying."""
    sizes = tuple(dimension.size for dimension in spec.dimensions)
    pictures = (shape[-2:], shape[-3:-1]) if len(shape) > len(sizes) else ()
    return len(sizes) == 2 and sizes in pictures  # noqa: PLR2004 - height and width


def _is_turned_picture(spec: ShapeSpec, shape: tuple[int, ...]) -> bool:
    sizes = tuple(dimension.size or 0 for dimension in spec.dimensions)
    return len(sizes) == 2 and sizes == shape[::-1] and min(sizes) >= _PIXELS  # noqa: PLR2004 - width and height


def _is_layout(spec: ShapeSpec) -> bool:
    """Tell whether a shape is the name of a layout, `(N, C, H, W)`, which people write wherever that order holds."""
    names = [dimension.name.lower() for dimension in spec.dimensions]
    letters = {_LAYOUT.get(name, "") for name in names}
    return len(names) >= 3 and len(letters) == len(names) and "" not in letters and {"c", "h", "w"} <= letters  # noqa: PLR2004


def _is_other_letter(name: str, spec: ShapeSpec, scope: Scope) -> bool:
    """Tell whether `H` was a picture's height, `(B, C, H, W)`, and here, far from `C` and `W`, may count heads."""
    known, letter = scope.own.get(name), name.lower()
    if known is None or letter not in _SIDES:
        return False
    beside = {other.lower() for other, each in scope.own.items() if each.line == known.line}
    here = {other.lower() for dimension in spec.dimensions for other in names_in(dimension)}
    return beside >= {"c", *_SIDES} and not here & ({"c", *_SIDES} - {letter})


def _loosely_named(stated: StatedShape, laid: Fit, scope: Scope) -> str:
    """Return why sizes that only words like `train` gave each other contradict nothing."""
    if _is_layout(stated.spec) and all(misfit.dimension.size is None for misfit in laid.misfits):
        return LAYOUT
    if laid.misfits and all(_is_other_letter(misfit.dimension.name, stated.spec, scope) for misfit in laid.misfits):
        return ELSEWHERE
    for misfit in laid.misfits:
        if misfit.dimension.size is not None:
            return ""
        names = names_in(misfit.dimension)
        if all(names_an_axis(name) or name in scope.counters for name in names):
            return ""
    return ELSEWHERE if laid.misfits and stated.firmness == "alone" else ""

"""What a refuted claim of code would have to say: the actual shape in the claim's own notation, and where it goes.

The verdict carries both: `found` is the new text, and `at` of its evidence says which characters of the claim it
replaces. Nothing here looks at a run, so that whoever mends notes needs nothing but verdicts.
"""

from __future__ import annotations

from vault_runner.model import Span, Verdict
from vault_runner.verify.shape_fit import expected_size
from vault_runner.verify.shape_spec import ShapeSpec

_MENDED = frozenset(("shape", "dtype", "device"))


def actual_text(verdict: Verdict) -> tuple[Span, str] | None:
    """Return what to replace in the note, and the text to put there, for a refuted claim of code; else None.

    A claim that is wrong on purpose is to stay as it is.
    """
    claim, at = verdict.claim, dict(verdict.evidence).get("at")
    if verdict.status != "refuted" or claim.kind not in _MENDED or claim.expect or not at or not verdict.found:
        return None
    start, _, end = at.partition(":")
    return Span(claim.span.start + int(start), claim.span.start + int(end)), verdict.found


def evidence_at(start: int, end: int) -> tuple[str, str]:
    """Return the evidence that names the characters of the claim's text which state the shape."""
    return "at", f"{start}:{end}"


def in_notation_of(spec: ShapeSpec, shape: tuple[int, ...], sizes: dict[str, int]) -> str:
    """Write `shape` as `spec` is written: brackets, separators, keys, and the names that still hold are kept."""
    if spec.fits_rank(len(shape)):
        return _with_sizes(spec, shape, sizes)
    numbers = [str(size) for size in shape]
    if spec.crossed:
        return _separator(spec).join(numbers) if len(numbers) > 1 else _tuple(numbers, ", ", "(", ")")
    start = min(spec.text.find(opener) for opener in "([（" if opener in spec.text)
    if spec.text[start:].startswith("([") or spec.text[start:].startswith("( ["):
        return f"{spec.text[: start + 1]}[{', '.join(numbers)}])"
    opener, closer = spec.text[start], spec.text[-1]
    return spec.text[:start] + _tuple(numbers, _separator(spec), opener, closer)


def _with_sizes(spec: ShapeSpec, shape: tuple[int, ...], sizes: dict[str, int]) -> str:
    text = spec.text
    for axis, dimension in reversed(spec.aligned(len(shape))):
        expected = expected_size(dimension, sizes)
        if expected is not None and expected != shape[axis]:
            text = text[: dimension.start] + str(shape[axis]) + text[dimension.end :]
    return text


def _separator(spec: ShapeSpec) -> str:
    """Return what stands between the axes, `, ` if there is nothing to go by."""
    gaps = [
        spec.text[before.end : after.start]
        for before, after in zip(spec.dimensions, spec.dimensions[1:], strict=False)
        if after.size is None or not after.name
    ]
    return gaps[0] if gaps else ", "


def _tuple(numbers: list[str], separator: str, opener: str, closer: str) -> str:
    comma = "," if len(numbers) == 1 and opener == "(" else ""
    return f"{opener}{separator.join(numbers)}{comma}{closer}"

"""Which blocks run: those that are tagged, or all that are python; an opt-out always wins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.model import Block, BlockOptions, Option
from vault_runner.plan.properties import Execute
from vault_runner.plan.schema import IllTypedError, canonical_key, read_truth

_PYTHON: Final = frozenset({"python", "py", "python3", "run-python", "norun-python"})
_BRACED: Final = lazy_pattern(r"\{\s*(?:#[^\s}]+\s+)?(?:python3?|py)(?=[\s,}])", re.IGNORECASE)

_FIRST: Final = lazy_pattern(r"\{(?:[^{}]*[\s,])?pre(?=[\s,}])")
"""Execute Code's `{pre}`: the block belongs in front of every other one."""

_OPT_OUTS: Final = frozenset({"skip", "notest", "norun", "disabled"})
_ASKING: Final = frozenset({"run", "marimo"})
"""Words that ask for a block to run: ours, and the one by which marimo knows its cells."""
_SWITCHES: Final = frozenset({"run", "active", "eval"})
"""Options that opt a block out with `false`."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a block is to run."""

    run: bool
    because: str
    """Why it is not, in plain words that go on from "skipped:"; empty if it is."""
    tagged: bool
    """Whether its author asked for it to run, by a tag on the block itself."""


def is_python(block: Block) -> bool:
    """Tell whether a block is python, whatever else is said about it."""
    return block.language in _PYTHON


def decide(block: Block, options: BlockOptions, execute: Execute) -> Decision:
    """Return whether a python block is to run, as far as its tags and its place say.

    Args:
        block: A python block.
        options: Its options after all layers.
        execute: What its note says; `all` runs untagged blocks, `none` not even tagged ones.
    """
    tagged = _is_tagged(block, options)
    refusal = _opt_out(block, options)
    if refusal or block.commented:
        return Decision(run=False, because=refusal or "it stands in a comment", tagged=False)
    if execute == "none":
        return Decision(run=False, because="its note runs no blocks", tagged=False)
    if not block.closed:
        return Decision(run=False, because="its fence is never closed", tagged=tagged)
    if not tagged and execute != "all":
        return Decision(run=False, because="it is not tagged with `run`", tagged=False)
    return Decision(run=True, because="", tagged=tagged)


def _is_tagged(block: Block, options: BlockOptions) -> bool:
    return _is_marked(block) or options.eval is True


def _is_marked(block: Block) -> bool:
    """Tell whether the opening line asks for the block to run."""
    asks = any(canonical_key(option.key) in _ASKING and _says(option, truth=True) for option in block.options)
    return asks or block.language == "run-python" or bool(_BRACED.match(block.info) or _FIRST.search(block.info))


def _opt_out(block: Block, options: BlockOptions) -> str:
    """Return what stands against running, empty if nothing does; only a block's own `eval: true` outweighs its note."""
    if block.language == "norun-python":
        return "its language is `norun-python`"
    refusals = (refusal for option in block.options if (refusal := _refusal(option)))
    tag = "it is tagged `skip-execution`" if "skip-execution" in options.tags else ""
    note = "its note says `eval: false`" if options.eval is False else ""
    return next(refusals, tag or note)


def _refusal(option: Option) -> str:
    """Return how one option opts its block out, empty if it doesn't."""
    key = canonical_key(option.key)
    if option.spelling == "directive" and key == "skip":
        return "a `skip` comment stands above it" + (f": {option.value}" if isinstance(option.value, str) else "")
    if key in _OPT_OUTS and not _says(option, truth=False):
        return f"it says `{option.key}`"
    if key in _SWITCHES and _says(option, truth=False):
        return f"it says `{option.key}: false`"
    if key == "eval" and option.spelling == "comment" and not _says(option, truth=True):
        return "its option `eval` can't be read"
    return ""


def _says(option: Option, *, truth: bool) -> bool:
    try:
        return read_truth(option.value) is truth
    except IllTypedError:
        return False

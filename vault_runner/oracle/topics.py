"""Lists of words for the prose reader, kept as text in `topics.txt` beside this module.

`neutral` and `topics` only name what is talked about; `meanings` are nouns that give a symbol a meaning (“x is the
solution”); `safe after` are the words that may follow a symbol in its clause without saying anything about it,
`safe before` those that may stand before it.
"""

from __future__ import annotations

from importlib.resources import files


def _sections() -> dict[str, frozenset[str]]:
    text = files("vault_runner.oracle").joinpath("topics.txt").read_text(encoding="utf-8")
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]") and len(line) > 3:  # noqa: PLR2004 - a heading
            current = sections.setdefault(line[1:-1], set())
        elif not line.startswith("# "):
            current.update(line.split())
    return {name: frozenset(words) for name, words in sections.items()}


_WORDS = _sections()
NEUTRAL = _WORDS["neutral"]
NEUTRAL_CHINESE = _WORDS["neutral zh"]
TOPICS = _WORDS["topics"]
TOPICS_CHINESE = _WORDS["topics zh"]
MEANINGS = _WORDS["meanings"]
SAFE_AFTER = _WORDS["safe after"]
SAFE_BEFORE = _WORDS["safe before"] | _WORDS["safe after"]


def section(name: str) -> frozenset[str]:
    """Return the words of a section."""
    return _WORDS[name]

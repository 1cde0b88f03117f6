r"""Rewrites of a note that keep what it says.

Each rewrite takes a random generator, a context and a formula, and returns both anew, or None where it doesn't apply.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import TypeAlias

Pair: TypeAlias = tuple[str, str]
Rewrite: TypeAlias = Callable[[Random, str, str], "Pair | None"]

_MATH = re.compile(r"(\$[^$]*\$)")
_TOKEN = re.compile(
    r"\\(?:begin|end|text|textbf|textit|mathrm|mathbf|mathbb|mathcal|mathsf|mathit|boldsymbol|bm|operatorname\*?)"
    r"\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|[A-Za-z])|\\[A-Za-z]+|\\.|[A-Za-z]+|.",
    re.DOTALL,
)
_KINDS = ("bcqruvwxyz", "aghklmnps", "fgh", "ABCGJKMQRSUVWXYZ", "ij")
_GREEK = (r"\alpha", r"\beta", r"\gamma", r"\lambda", r"\mu", r"\nu", r"\rho", r"\tau", r"\omega", r"\xi", r"\zeta")
_WORDS = frozenset(
    ["tr", "Tr", "det", "log", "exp", "diag", "rank", "vec", "Var", "Cov", "KL", "ln", "sin", "cos", "tan", "max",
     "min", "sup", "inf", "dim", "ker", "Re", "Im", "argmin"],
)  # fmt: skip
_SPEAKING = re.compile(r"(?<![A-Za-z$\\{`*'’.])[b-zB-HJ-Z](?![A-Za-z}`*'’.])")
_RELATION = re.compile(
    r"[<>]|\\(?:le|ge|leq|geq|neq|ne|approx|sim|in|iff|implies|equiv|to|propto|succ\w*|prec\w*)(?![A-Za-z])|:="
)


def _tokens(latex: str) -> list[str]:
    return _TOKEN.findall(latex)


def _everywhere(change: Callable[[str], str], context: str) -> str:
    """Change the formulas of a context."""
    return "".join(change(part) if part.startswith("$") else part for part in _MATH.split(context))


def _letters(text: str) -> set[str]:
    return {letter for token in _tokens(text) if token.isalpha() for letter in token} | {
        token for token in _tokens(text) if token in _GREEK
    }


def renamed(rng: Random, context: str, latex: str) -> Pair | None:
    """Give some symbols other letters of the same kind, or the same letter with an accent."""
    math = " ".join(part for part in _MATH.split(context) if part.startswith("$")) + " " + latex
    prose = "".join(part for part in _MATH.split(context) if not part.startswith("$"))
    if _SPEAKING.search(prose) or any(token in _WORDS for token in _tokens(math)) or r"\newcommand" in math:
        return None
    used = _letters(math)
    both = {letter.lower() for letter in used if letter.lower() in used and letter.upper() in used}
    names: dict[str, str] = {}
    for kind in (*_KINDS, _GREEK):
        free = [letter for letter in kind if letter not in used and letter not in names.values()]
        free = [letter for letter in free if letter.swapcase() not in used or letter in _GREEK]
        for letter in sorted(used & set(kind) - set(names)):
            if letter.lower() in both or letter in {"i", "j", "f"} or rng.random() < 0.4 or not free:
                continue
            names[letter] = free.pop(rng.randrange(len(free)))

    def change(part: str) -> str:
        out = ""
        for token in _tokens(part):
            new = "".join(names.get(letter, letter) for letter in token) if token.isalpha() else names.get(token, token)
            out += " " + new if re.search(r"\\[A-Za-z]+$", out) and new[:1].isalpha() else new
        return out

    return (_everywhere(change, context), change(latex)) if names else None


def decorated(rng: Random, context: str, latex: str) -> Pair | None:
    """Make a letter that has no index of its own bold, or give it a hat, wherever it stands."""
    math = " ".join(part for part in _MATH.split(context) if part.startswith("$")) + " " + latex
    prose = "".join(part for part in _MATH.split(context) if not part.startswith("$"))
    if (
        _SPEAKING.search(prose)
        or any(token in _WORDS for token in _tokens(math))
        or re.search(r"\\(hat|bar|tilde|mathbf)", math)
    ):
        return None
    letters = sorted(letter for letter in _letters(math) & set("bcqruvwxyzABCGJKMQRSUVWZ"))
    letters = [letter for letter in letters if letter.swapcase() not in _letters(math)]
    letters = [letter for letter in letters if not re.search(rf"{letter}\s*['_({{]", math) and f"d{letter}" not in math]
    if not letters:
        return None
    chosen, accent = (
        rng.choice(letters),
        rng.choice([r"\mathbf{%s}", r"\hat{%s}", r"\tilde{%s}", "%s_0", r"\boldsymbol{%s}"]),
    )

    def change(part: str) -> str:
        return "".join(
            "".join(accent % letter if letter == chosen else letter for letter in token) if token.isalpha() else token
            for token in _tokens(part)
        )

    new = change(latex)
    return (_everywhere(change, context), new) if "_0^" not in new or accent != "%s_0" else None


def swapped(_: Random, context: str, latex: str) -> Pair | None:
    """Swap the sides of a single equality."""
    plain = latex.rstrip(" .,")
    if (
        latex.count("=") != 1
        or _RELATION.search(latex)
        or re.search(r"\\(quad|qquad|text|begin|mid|forall|tag)|[,;%&]|\\\\|(?<![A-Za-z\\])[oO]\s*\(|Theta", latex)
    ):
        return None
    depth, place = 0, -1
    for at, letter in enumerate(plain):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "=" and depth == 0:
            place = at
    return (context, f"{plain[place + 1 :].strip()} = {plain[:place].strip()}") if place > 0 else None


def broken(rng: Random, context: str, latex: str) -> Pair | None:
    """Break an equality over lines that begin with their operators."""
    if (
        r"\begin" in latex
        or r"\\" in latex
        or latex.count("=") != 1
        or re.search(r"\\(quad|qquad|text|left|right|tag)|[&%]", latex)
    ):
        return None
    depth, places, relation = 0, [], -1
    for at, letter in enumerate(latex):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == "=" and depth == 0:
            relation = at
        elif letter in "+-" and depth == 0 and relation >= 0 and latex[relation + 1 : at].strip():
            before = latex[:at].rstrip()
            if before[-1] not in "=+-<>,(" and not re.search(r"\\(cdot|times|odot|otimes|le|ge|sum|prod)$", before):
                places.append(at)
    if relation < 0 or not places:
        return None
    lead = rng.choice([r"&\quad ", "&{}", r"&\qquad ", "& "])
    cut = rng.choice(places)
    whole = latex[:relation] + "&= " + latex[relation + 1 : cut] + r" \\ " + lead + latex[cut:]
    return context, rf"\begin{{aligned}} {whole} \end{{aligned}}"


def _substituted(context: str, latex: str, pattern: str, new: str) -> Pair | None:
    def change(part: str) -> str:
        return re.sub(pattern, lambda _: new, part)

    changed = (_everywhere(change, context), change(latex))
    return changed if changed != (context, latex) else None


def transposed(rng: Random, context: str, latex: str) -> Pair | None:
    r"""Write `\top` in another of its spellings."""
    return _substituted(
        context, latex, r"\^\s*\{?\\top\}?(?![A-Za-z])", rng.choice(["^T", "^{\\mathsf T}", "^{\\mathrm{T}}", "^{T}"])
    )


def expected(rng: Random, context: str, latex: str) -> Pair | None:
    r"""Write `\mathbb{E}[X]` as `E(X)` or `\mathbb E [X]`."""
    pattern = r"\\mathbb\{E\}\s*(?:\\left|\\[bB]igl?)?\[([^\[\]]*)(?:\\right|\\[bB]igr?)?\]"
    if re.search(r"(?<![A-Za-z\\])E(?![A-Za-z])", latex + context):
        return None
    style = rng.choice([r"E(\1)", r"\\mathbb{E}(\1)", r"\\operatorname{E}[\1]", r"\\mathbb E\\left[\1\\right]"])
    new = re.sub(pattern, style, latex)
    return (_everywhere(lambda part: re.sub(pattern, style, part), context), new) if new != latex else None


def barred(_: Random, context: str, latex: str) -> Pair | None:
    r"""Write `\|x\|` with `\lVert`."""
    parts = latex.split(r"\|")
    if len(parts) % 2 == 0 or len(parts) < 3 or re.search(r"KL|\\,\\\||D\(|JS", latex):
        return None
    if any(re.search(r"(\\mid|:|[=+<>-])\s*$", part) for part in parts[1::2]):
        return None
    return context, "".join(
        part + ((r"\lVert " if at % 2 == 0 else r"\rVert ") if at < len(parts) - 1 else "")
        for at, part in enumerate(parts)
    )


def slashed(_: Random, context: str, latex: str) -> Pair | None:
    r"""Write `\frac{a}{b}` as `(a)/(b)` in brackets."""
    pattern = re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}")
    found = pattern.search(latex)
    if (
        found is None
        or re.search(r"(?<![A-Za-z])d|\\partial|[&=]", found[0])
        or latex[found.end() :].lstrip()[:1] == "^"
    ):
        return None
    return context, latex[: found.start()] + f"((({found[1]})/({found[2]})))" + latex[found.end() :]


def named(rng: Random, context: str, latex: str) -> Pair | None:
    """Write operators' names in another style."""
    style = rng.choice(["mathrm", "operatorname", "text"])
    new = re.sub(r"\\(?:operatorname|mathrm|text)\{(tr|Tr|Var|Cov|diag|rank|vec)\}", rf"\\{style}{{\1}}", latex)
    new = re.sub(r"\\(?:operatorname|mathrm|text)\{tr\}", rf"\\{style}{{Tr}}", new) if rng.random() < 0.5 else new
    return (context, new) if new != latex else None


_SENTENCE = re.compile(r"(?<=[.。])\s+(?=[A-Z$\u4e00-\u9fff])|(?<=。)")


def reordered(_: Random, context: str, latex: str) -> Pair | None:
    """Swap two sentences that begin with “Let” or a symbol, and refer to nothing before them."""
    parts = [part for part in _SENTENCE.split(context) if part]
    if len(parts) != 2 or any(
        re.search(
            r"\b(it|its|this|that|these|then|here|also|not|except|but|unless|other|all|both|same|such|They|general)\b|其|此|这|它|除|但",
            part,
            re.IGNORECASE,
        )
        for part in parts
    ):
        return None
    if not all(re.match(r"(Let|Suppose|Assume|\$|设)", part) and part.rstrip().endswith((".", "。")) for part in parts):
        return None
    return f"{parts[1]} {parts[0]}", latex


BEFORE = (
    "We recall some notation.",
    "This is a well-known fact.",
    "The following is taken from the lecture.",
    "下面回顾一些记号。",
)
AFTER = ("The following identity is standard.", "We then have the following.", "The result reads as follows.")


def surrounded(rng: Random, context: str, latex: str) -> Pair | None:
    """Put harmless sentences around the context."""
    if not context.rstrip().endswith((".", "。")) or "```" in context:
        return None
    return f"{rng.choice(BEFORE)} {context} {rng.choice(AFTER)}", latex


KEEPING: tuple[Rewrite, ...] = (
    renamed, decorated, swapped, broken, transposed, expected, barred, slashed, named, reordered, surrounded,
)  # fmt: skip


EARLIER = (
    r"Let $A, B, Q, P, X, M, S, W, H \in \mathbb{R}^{3\times 3}$ be diagonal, $x, y, u, v, a, b, p, q$ positive.",
    r"Here $X, Y, Z \sim \mathcal{N}(0, 1)$ are independent and $A, B$ are events; $f, g$ are convex and $n = 4$.",
    r"Let $A$ be symmetric, $x$ a unit vector, $\sigma$ the sigmoid function, $p$ a probability vector. Set $y = 2x$.",
)


def note_items(rng: Random, context: str, latex: str) -> list[dict[str, str]]:
    """Return a note that holds the row: behind an earlier section, in a callout, or in two paragraphs."""
    display = {"kind": "display", "text": latex}
    paragraphs = [{"kind": "prose", "text": context}]
    shape = rng.choice(["section", "callout", "paragraphs", "all"])
    parts = [part for part in _SENTENCE.split(context) if part]
    if shape in {"paragraphs", "all"} and len(parts) > 1 and "```" not in context:
        paragraphs = [{"kind": "prose", "text": part} for part in parts]
    inner = [*paragraphs, display]
    if shape in {"callout", "all"}:
        inner = [{"kind": "open", "text": ""}, *inner, {"kind": "close", "text": ""}]
    if shape in {"section", "all"}:
        before = {"kind": "prose", "text": rng.choice(EARLIER)}
        inner = [before, {"kind": rng.choice(["heading", "rule"]), "text": ""}, *inner]
    return inner

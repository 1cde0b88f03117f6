"""Tokens of a formula with their places, on top of pylatexenc's token reader.

Spacing, sizes and typographic commands vanish here; letters carry their style (`mathbf:x`), words keep their text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from pylatexenc.latexwalker import (
    LatexWalker,
    LatexWalkerEndOfStream,
    LatexWalkerParseError,
    get_default_latex_context_db,
)

from vault_runner.oracle.spellings import respelled
from vault_runner.oracle.syntax import LONGEST_FORMULA, MOST_TOKENS, UnreadableError
from vault_runner.oracle.token_names import (
    DROPPED_WITH_ARGUMENT,
    GREEK,
    PLAIN_STYLES,
    SAME_STYLE,
    SEPARATORS,
    SIZES,
    SPACES,
    STYLES,
    WORDS,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: kind is num, letter, word, text, command, mark, begin, end, row, separator or close."""

    kind: str
    text: str
    start: int
    end: int
    side: str = ""
    """`left`, `right` or `middle` for a delimiter that was sized so."""


_COMMANDS = get_default_latex_context_db()
"""What pylatexenc knows of commands; to gather it takes longer than to read a formula."""


def raw_tokens(latex: str) -> list[Token]:
    """Read pylatexenc's tokens; comments are dropped, `''` and other ligatures are single characters again."""
    if len(latex) > LONGEST_FORMULA:
        raise UnreadableError("too-large", f"the formula has {len(latex)} characters; {LONGEST_FORMULA} are read")
    return list(_read(latex))


@lru_cache(maxsize=2000)
def _read(latex: str) -> tuple[Token, ...]:
    walker = LatexWalker(latex, latex_context=_COMMANDS, tolerant_parsing=True)
    tokens: list[Token] = []
    position = 0
    while len(tokens) <= MOST_TOKENS:
        try:
            read = walker.get_token(position)
        except LatexWalkerEndOfStream:
            return tuple(tokens)
        except LatexWalkerParseError as error:
            raise UnreadableError("syntax", "the LaTeX can't be read", position) from error
        position = read.pos + read.len
        tokens.extend(_converted(read.tok, read.arg, read.pos, position))
    raise UnreadableError("too-large", f"the formula has more than {MOST_TOKENS} tokens")


def _converted(kind: str, arg: object, start: int, end: int) -> list[Token]:
    text = arg if isinstance(arg, str) else str(getattr(arg, "specials_chars", ""))
    if kind == "comment":
        return []
    if kind == "macro":
        return [Token("command", text, start, start + len(text) + 1)]
    if kind in {"begin_environment", "end_environment"}:
        return [Token(kind.partition("_")[0], text, start, end)]
    if kind in {"brace_open", "brace_close"}:
        return [Token("mark", "{" if kind == "brace_open" else "}", start, end)]
    if kind in {"mathmode_inline", "mathmode_display"}:
        return []
    return [
        Token("letter" if letter.isalpha() else "mark", letter, start + index, start + index + 1)
        for index, letter in enumerate(text)
        if letter.strip() and letter != "~"
    ]


def tokens_of(raw: list[Token]) -> list[Token]:
    """Turn raw tokens into those that the grammar knows."""
    return _Cooker(respelled(raw)).cook()


class _Cooker:
    """Walks over raw tokens once."""

    def __init__(self, raw: list[Token]) -> None:
        self.raw = raw
        self.at = 0
        self.out: list[Token] = []
        self.side = ""

    def cook(self) -> list[Token]:
        while self.at < len(self.raw):
            token = self.raw[self.at]
            self.at += 1
            if token.kind == "command":
                self._command(token)
            elif token.kind == "mark" and token.text.isdigit():
                self._number(token)
            else:
                self._push(token)
        return self.out

    def _push(self, token: Token) -> None:
        self.out.append(replace(token, side=self.side))
        self.side = ""

    def _number(self, first: Token) -> None:
        text, end = first.text, first.end
        while self.at < len(self.raw):
            token = self.raw[self.at]
            point = token.text == "." and self._digit_at(self.at + 1) and "." not in text
            if token.start != end or not (self._digit_at(self.at) or point):
                break
            text, end, self.at = text + token.text, token.end, self.at + 1
        self._push(Token("num", text, first.start, end))

    def _digit_at(self, index: int) -> bool:
        return index < len(self.raw) and self.raw[index].kind == "mark" and self.raw[index].text.isdigit()

    def _command(self, token: Token) -> None:
        name = token.text
        if name in SPACES:
            return
        if name in SIZES:
            self._size(token)
        elif name in DROPPED_WITH_ARGUMENT:
            self._argument()
        elif name in SEPARATORS:
            self._push(replace(token, kind="separator"))
        elif name in {"\\", "cr", "newline"}:
            self._row(token)
        elif name in WORDS and not (name in STYLES and self._single_letter()):
            self._word(token)
        elif name in STYLES:
            self._styled(token)
        elif name in GREEK:
            self._push(replace(token, kind="letter"))
        else:
            self._push(token)

    def _size(self, token: Token) -> None:
        if token.text in {"lvert", "rvert"}:
            self.side = "left" if token.text == "lvert" else "right"
            self._push(Token("mark", "|", token.start, token.end))
        elif token.text in {"left", "bigl", "Bigl", "biggl", "Biggl"}:
            self.side = "left"
        elif token.text in {"right", "bigr", "Bigr", "biggr", "Biggr"}:
            self.side = "right"
        else:
            self.side = "middle" if token.text in {"middle", "bigm", "Bigm"} else ""
        following = self.raw[self.at] if self.at < len(self.raw) else None
        if token.text in {"left", "right"} and following is not None and following.text == ".":
            self.at += 1
            self.side = ""

    def _row(self, token: Token) -> None:
        following = self.raw[self.at : self.at + 1]
        if following and following[0].text == "[" and following[0].start == token.end:
            while self.at < len(self.raw) and self.raw[self.at].text != "]":
                self.at += 1
            self.at += 1
        self._push(Token("row", "\\\\", token.start, token.end))

    def _argument(self) -> list[Token]:
        """Take the raw tokens of the argument that follows: a group without its braces, or one token."""
        if self.at >= len(self.raw):
            return []
        if self.raw[self.at].text != "{":
            self.at += 1
            return self.raw[self.at - 1 : self.at]
        depth, first = 0, self.at + 1
        while self.at < len(self.raw):
            text = self.raw[self.at].text
            depth += (text == "{") - (text == "}")
            self.at += 1
            if depth == 0:
                return self.raw[first : self.at - 1]
        raise UnreadableError("syntax", "a brace is never closed", self.raw[first - 1].start)

    def _single_letter(self) -> bool:
        place = self.at
        inner = self._argument()
        self.at = place
        return len(inner) == 1

    def _word(self, token: Token) -> None:
        inner = self._argument()
        if any(part.kind == "mark" and part.text == "$" for part in inner):
            raise UnreadableError("syntax", "a formula stands inside `\\text`", token.start)
        end = inner[-1].end + 1 if inner else token.end
        text, last = "", inner[0].start if inner else 0
        for part in inner:
            gap = " " if part.start > last and text else ""
            text += gap + ("" if part.kind == "command" and part.text in SPACES else part.text)
            last = part.end
        kind = "text" if not text.isascii() or " " in text.strip() else "word"
        self._push(Token(kind, text.strip(), token.start, end))

    def _styled(self, token: Token) -> None:
        style = SAME_STYLE.get(token.text, token.text)
        inner = self._argument()
        end = self.raw[self.at - 1].end if self.at else token.end
        for number, part in enumerate(inner):
            start, stop = (part.start if number else token.start), (end if part is inner[-1] else part.end)
            simple = part.kind == "letter" or part.text.isdigit() or part.text in GREEK
            if not simple:
                self.out.extend(_Cooker([part]).cook())
                continue
            text = part.text if style in PLAIN_STYLES else f"{style}:{part.text}"
            kind = "num" if part.text.isdigit() and style in PLAIN_STYLES else "letter"
            self._push(Token(kind, text, start, stop))

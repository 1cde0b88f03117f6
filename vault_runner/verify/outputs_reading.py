"""Read a value as python, numpy, torch and pandas write it: a small grammar over their texts, evaluated nowhere.

What is pasted into a note was printed by some version of some package on some device. So what only tells of
those (`dtype=`, `device=`, `grad_fn=`, the `np.float64` around a number) is read over.
"""

from __future__ import annotations

import ast
import re
from typing import Final

from vault_runner.verify.outputs_nodes import Gap, Items, Made, Node, Number, Pairs, Text, UnreadError, Word

LONGEST: Final = 20_000
DEEPEST: Final = 40


_BLANKS = re.compile(r"\s+")
NUMBER = re.compile(
    r"[-+]?(?P<number>(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|inf(?:inity)?(?![A-Za-z_])|nan(?![A-Za-z_]))(?P<imaginary>j)?"
    r"(?![\w])"
)
_SECOND_PART = re.compile(r"[-+](?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|inf|nan)j")
_NAME = re.compile(r"[A-Za-z_][\w.]*")
_STRING = re.compile(r"[bru]{0,2}(?:'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\")")
_ANGLE = re.compile(r"<[A-Za-z_][^<>\n]{0,200}>")
_GAP = re.compile(r"\.\.\.|…")
_CLOSING: Final = {"(": ")", "[": "]", "{": "}"}
_WRAPPERS: Final = frozenset(
    {
        *("array", "np.array", "numpy.array", "ndarray", "matrix", "asarray", "np.asarray", "jnp.array", "Array"),
        *("tensor", "torch.tensor", "Tensor", "torch.Tensor", "torch.Size", "Size", "torch.FloatTensor", "Parameter"),
        *("tuple", "list", "set", "frozenset", "dict", "OrderedDict", "collections.OrderedDict"),
        *("dict_keys", "dict_values", "dict_items", "odict_keys", "odict_values", "deque", "collections.deque"),
        *("Index", "RangeIndex", "UserList", "UserDict"),
    }
)
_SCALARS = re.compile(r"(?:np|numpy|jnp|torch)\.(?:float|int|uint|bool|str|complex|longlong|bfloat|half|double)\w*_?")
_ASIDE: Final = frozenset(
    {"dtype", "device", "grad_fn", "requires_grad", "maxlen", "size", "layout", "names", "name", "weak_type", "shape"}
)
_DEFAULTING: Final = frozenset({"defaultdict", "collections.defaultdict"})
_CONTAINING = re.compile(r" containing:\s*")
_KEYWORD = re.compile(r"\s*([A-Za-z_]\w*)\s*=(?!=)")
_TRUTHS: Final = {"np.True_": "True", "np.False_": "False", "true": "True", "false": "False"}


def read_value(text: str) -> Node | None:
    """Return the value that the whole of `text` is; None if it is none."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    reader = Reader(text)
    try:
        node = reader.value()
        reader.blanks()
    except (UnreadError, RecursionError):
        return None
    if reader.place < len(text):
        return _bare_items(text)
    return node


def _bare_items(text: str) -> Node | None:
    """Read `1, 2` as the tuple that it is."""
    reader = Reader(f"{text.rstrip(',')})")
    try:
        items, named = reader.items(")")
    except (UnreadError, RecursionError):
        return None
    whole = reader.place == len(reader.text) and not named and reader.commas
    return Items("(", tuple(items)) if whole else None


class Reader:
    """Reads values from left to right."""

    def __init__(self, text: str, place: int = 0) -> None:
        """Start at `place`."""
        self.text = text
        self.place = place
        self.depth = 0
        self.commas = 0

    def value(self) -> Node:
        """Read one value.

        Raises:
            UnreadError: if none stands here.
        """
        self.blanks()
        character = self.text[self.place : self.place + 1]
        if character in _CLOSING and character:
            return self._bracket(character)
        for pattern, make in _TOKENS:
            found = pattern.match(self.text, self.place)
            if found:
                self.place = found.end()
                return make(self, found)
        raise UnreadError

    def blanks(self) -> None:
        """Pass over blanks and newlines."""
        found = _BLANKS.match(self.text, self.place)
        self.place = found.end() if found else self.place

    def items(self, closing: str) -> tuple[list[Node], list[tuple[str, Node]]]:
        """Read what stands before `closing`, and take it; commas may be blanks, as numpy prints."""
        items: list[Node] = []
        named: list[tuple[str, Node]] = []
        self._deeper()
        while not self._takes(closing):
            name = _KEYWORD.match(self.text, self.place)
            if name:
                self.place = name.end()
                named.append((name[1], self.value()))
            else:
                items.append(self.value())
            self.commas += self._takes(",")
        self.depth -= 1
        return items, named

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadError

    def _takes(self, character: str) -> bool:
        self.blanks()
        if self.place >= len(self.text) and character != ",":
            raise UnreadError
        found = self.text.startswith(character, self.place)
        self.place += found
        return found

    def _bracket(self, opening: str) -> Node:
        self.place += 1
        if opening == "{":
            return self._braces()
        before = self.commas
        items, named = self.items(_CLOSING[opening])
        if named:
            raise UnreadError
        if opening == "(" and len(items) == 1 and self.commas == before:
            return items[0]
        return Items(opening, tuple(items))

    def _braces(self) -> Node:
        pairs: list[tuple[Node, Node]] = []
        items: list[Node] = []
        self._deeper()
        while not self._takes("}"):
            key = self.value()
            if self._takes(":"):
                pairs.append((key, self.value()))
            else:
                items.append(key)
            self._takes(",")
        self.depth -= 1
        if pairs and items and not all(isinstance(item, Gap) for item in items):
            raise UnreadError
        return Items("{", tuple(items)) if items and not pairs else Pairs(tuple(pairs))


def _number(reader: Reader, found: re.Match[str]) -> Node:
    sign = -1.0 if found[0].lstrip().startswith("-") else 1.0
    written = found["number"]
    value: complex = sign * float(written.replace("_", ""))
    if found["imaginary"]:
        return Number(value * 1j, written)
    second = _SECOND_PART.match(reader.text, reader.place)
    if second:
        reader.place = second.end()
        return Number(value + complex(second[0].replace("+", "", 1) if second[0][0] == "+" else second[0]), written)
    return Number(value, written)


def _string(_reader: Reader, found: re.Match[str]) -> Node:
    try:
        value = ast.literal_eval(found[0])
    except (ValueError, SyntaxError):
        raise UnreadError from None
    return Text(value if isinstance(value, str) else value.decode("latin-1"))


def _name(reader: Reader, found: re.Match[str]) -> Node:
    name = found[0]
    if not reader.text.startswith("(", reader.place):
        return _word(reader, name)
    reader.place += 1
    items, named = reader.items(")")
    if name in _WRAPPERS and all(key in _ASIDE for key, _ in named):
        return _without_aside(items) if items else Items("[", ())
    if _SCALARS.fullmatch(name) and len(items) == 1:
        return items[0]
    if name in _DEFAULTING and items and isinstance(items[-1], Pairs):
        return items[-1]
    return Made(name.rpartition(".")[2], tuple(items), tuple(named))


def _word(reader: Reader, name: str) -> Node:
    contained = _CONTAINING.match(reader.text, reader.place) if name == "Parameter" else None
    if contained:
        reader.place = contained.end()
        return reader.value()
    return Word(_TRUTHS.get(name, name))


def _without_aside(items: list[Node]) -> Node:
    if len(items) == 1:
        return items[0]
    raise UnreadError


def _gap(_reader: Reader, _found: re.Match[str]) -> Node:
    return Gap()


def _angle(_reader: Reader, found: re.Match[str]) -> Node:
    return Word(found[0])


_TOKENS: Final = ((_GAP, _gap), (NUMBER, _number), (_STRING, _string), (_NAME, _name), (_ANGLE, _angle))

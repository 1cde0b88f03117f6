"""Tell whether a drawing only draws: no script, no link to elsewhere, nothing that acts when it is opened."""

from __future__ import annotations

import re
from xml.parsers import expat

MAX_DEPTH = 500
ACTIVE_ELEMENTS = frozenset(
    ("script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener", "set", "discard")
)
LINKS = frozenset(("href", "src", "base", "action", "formaction"))
DATA_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*\Z")
SCRIPT_ADDRESS = re.compile(r"[a-z]*script:")
OUTSIDE_STYLE = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?#)|@import|expression\s*\(|-moz-binding|behavior\s*:|\\")
BLANKS = re.compile(r"[\s\x00-\x20]+")


class _ActiveError(Exception):
    """Raised out of the parser to say what is active."""


def svg_problem(content: bytes) -> str:
    """Return the sentence that says why a drawing can't be kept, or nothing if it only draws."""
    watch = _Watch()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.StartElementHandler = watch.start
    parser.EndElementHandler = watch.end
    parser.CharacterDataHandler = watch.text
    parser.XmlDeclHandler = watch.declaration
    parser.StartDoctypeDeclHandler = watch.doctype
    parser.EntityDeclHandler = watch.entity
    parser.ProcessingInstructionHandler = watch.instruction
    try:
        content.decode("utf-8")
        parser.Parse(content, True)  # noqa: FBT003 - the parser takes no names
    except _ActiveError as active:
        return str(active)
    except (expat.ExpatError, UnicodeDecodeError):
        return "it is no whole SVG drawing"
    return ""


class _Watch:
    """Sees each part of a drawing as it is parsed."""

    def __init__(self) -> None:
        """Start outside the drawing."""
        self.open: list[str] = []
        self.style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Look at an element and its attributes."""
        element = _local(name)
        if not self.open and element != "svg":
            raise _ActiveError("it is no SVG drawing")
        if element in ACTIVE_ELEMENTS or element.startswith("animate"):
            raise _ActiveError(f"it holds a `{element}` element")
        self.open.append(element)
        if len(self.open) > MAX_DEPTH:
            raise _ActiveError(f"its elements are nested more than {MAX_DEPTH} deep")
        for attribute, value in attributes.items():
            _look_at(_local(attribute), value)

    def end(self, _name: str) -> None:
        """Leave an element; look at the style sheet that it may have been."""
        if self.open.pop() == "style":
            _look_at_style(self.style)
            self.style = ""

    def text(self, text: str) -> None:
        """Collect the text of a style sheet, which may come in parts."""
        if "style" in self.open:
            self.style += text

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        """Refuse an encoding in which a viewer would read something else than is read here."""
        if encoding and encoding.lower() not in {"utf-8", "us-ascii"}:
            raise _ActiveError("it is not written in UTF-8")

    def doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        """Refuse a document type that declares things of its own."""
        if has_subset:
            raise _ActiveError("it declares entities")

    def entity(self, *_declaration: object) -> None:
        """Refuse every entity."""
        raise _ActiveError("it declares entities")

    def instruction(self, target: str, _text: str) -> None:
        """Refuse style sheets and the like that are named outside the drawing."""
        raise _ActiveError(f"it holds a `{target}` instruction")


def _local(name: str) -> str:
    return name.rpartition(" ")[2].rpartition(":")[2].lower()


def _look_at(attribute: str, value: str) -> None:
    compact = BLANKS.sub("", value).lower()
    if attribute.startswith("on"):
        raise _ActiveError(f"it holds the script `{attribute}`")
    if attribute in LINKS and not (compact.startswith("#") or DATA_PICTURE.match(value.strip())):
        if SCRIPT_ADDRESS.match(compact):
            raise _ActiveError("it holds a script's address")
        raise _ActiveError("it links to something outside itself")
    _look_at_style(value)


def _look_at_style(text: str) -> None:
    if OUTSIDE_STYLE.search(text.lower()):
        raise _ActiveError("its style refers to something outside itself")

"""Wikilinks, embeds and Markdown images."""

from __future__ import annotations

import re

from vault_runner.model import Link
from vault_runner.parse.seen import SeenItem
from vault_runner.parse.source import Source

_BAR = re.compile(r"\\?\|")
_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\([ \t]*(?:<(?P<bracketed>[^<>]*)>|(?P<bare>(?:[^\s()]|\([^()]*\))*))")


def make_link(item: SeenItem, source: Source) -> Link:
    """Return the Link of a wikilink, an embed or an image."""
    found = item.found
    span = source.span(*item.leaf.range(found.start, found.end))
    text = item.leaf.content[found.start : found.end]
    if found.kind == "image" and (image := _IMAGE.match(text)):
        return Link(image["bracketed"] or image["bare"] or "", image["alt"], embed=True, span=span)
    target, *alias = _BAR.split(item.leaf.content[found.first : found.last], maxsplit=1)
    return Link(target.strip(), alias[0].strip() if alias else "", embed=found.kind != "wikilink", span=span)

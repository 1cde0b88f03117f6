"""Walks over the block structure and notes what stands where: one step for each kind of token."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from vault_runner.model import Container
from vault_runner.parse import rules
from vault_runner.parse.cells import table_cells
from vault_runner.parse.fences import Admonition, Fence
from vault_runner.parse.leaf import Leaf
from vault_runner.parse.paragraphs import Title
from vault_runner.parse.scan import scan
from vault_runner.parse.seen import Seen, SeenCallout, SeenFence, SeenItem, Trouble
from vault_runner.parse.source import Source
from vault_runner.parse.surroundings import Comment, Surroundings


def walk(state: StateBlock, source: Source) -> Seen:
    """Return all that the tokens of `state` stand for."""
    walker = _Walker(source, state.eMarks)
    for token in state.tokens:
        if step := _STEPS.get(token.type):
            step(walker, token)
    walker.never_closed(walker.around.comment)
    return walker.seen


class _Walker:
    def __init__(self, source: Source, ends: list[int]) -> None:
        self.source, self.ends = source, ends
        self.seen = Seen()
        self.around = Surroundings(source)

    def fence(self, token: Token) -> None:
        fence: Fence = token.meta["fence"]
        around = self.around
        self.seen.fences.append(SeenFence(fence, around.containers, around.commented, around.take_options(fence.first)))

    def admonition(self, token: Token) -> None:
        found: Admonition = token.meta["ad"]
        fence, said = found.fence, found.parameters
        self.seen.fences.append(SeenFence(fence, self.around.containers, self.around.commented, (), found.type))
        if not self.around.commented:
            depth = len(self.around.containers)
            self.seen.callouts.append(
                SeenCallout("ad", found.type, said.title, said.collapse, said.metadata, depth, fence.first, fence.after)
            )
        self.around.open_scope(fence.first)
        self.around.enter(Container("ad", found.type.lower(), fence.first + 1))

    def quote(self, token: Token) -> None:
        first, after = _lines(token)
        title: Title | None = token.meta.get("callout")
        if title and not self.around.commented:
            depth = len(self.around.containers)
            self.seen.callouts.append(
                SeenCallout("native", title.type, title.text, title.fold, title.metadata, depth, first, after)
            )
        self.around.open_scope(first)
        kind = Container("callout", title.type.lower(), first + 1) if title else Container("quote", "", first + 1)
        self.around.enter(kind)

    def leave_scope(self, _token: Token) -> None:
        self.never_closed(self.around.leave())
        self.around.close_scope()

    def list_start(self, token: Token) -> None:
        self.around.open_scope(_lines(token)[0])

    def list_end(self, _token: Token) -> None:
        self.around.close_scope()

    def item(self, token: Token) -> None:
        self.around.enter(Container("list", "", _lines(token)[0] + 1))

    def item_end(self, _token: Token) -> None:
        self.never_closed(self.around.leave())

    def html_comment(self, token: Token) -> None:
        first, after = _lines(token)
        place: int = token.meta["place"]
        if not self.around.commented:
            if after == first + 1:
                self.around.direct(self.source.lf[place : self.ends[first]], place, after)
            if not token.meta["closed"]:
                self.trouble(rules.UNCLOSED_COMMENT, place, place + 4, "`<!--` is never closed", "close it with `-->`")
        self.around.html_comments += 1

    def html_comment_end(self, _token: Token) -> None:
        self.around.html_comments -= 1

    def region(self, token: Token) -> None:
        self.seen.regions.append((token.meta["region"], self.around.containers))

    def lost_region(self, token: Token) -> None:
        line = _lines(token)[0]
        message, remedy = "the output that starts here has no end marker", "write `<!-- vr:end -->` below its last line"
        if token.meta["lost"] == "marker":
            message, remedy = "the marker of this output can't be read", "restore it"
        message, remedy = f"{message}, so that it is read as your own text", f"{remedy}, or delete the output whole"
        self.trouble(rules.LOST_REGION_END, *self.line(line), message, remedy)

    def too_deep(self, token: Token) -> None:
        if any(trouble.rule == rules.TOO_DEEP for trouble in self.seen.troubles):
            return
        message = "containers are nested too deep here; what lies deeper is read as plain text"
        self.trouble(rules.TOO_DEEP, *self.line(_lines(token)[0]), message, "nest less deeply")

    def line(self, line: int) -> tuple[int, int]:
        return self.ends[line - 1] + 1 if line else 0, self.ends[line]

    def leaf(self, token: Token) -> None:
        if self.around.html_comments:
            return
        leaf: Leaf = token.meta["leaf"]
        start = 0
        if self.around.comment:
            start = leaf.content.find("%%") + 2
            if start == 1:
                return
            self.around.comment = None
        for part in (leaf,) if start else table_cells(leaf) or (leaf,):
            self.text(part, start)

    def text(self, leaf: Leaf, start: int) -> None:
        for found in scan(leaf.content, start):
            if found.kind == "comment":
                self.around.comment = Comment(leaf.place(found.start), len(self.around.containers))
            elif found.kind == "unpaired":
                self.unpaired(leaf, found.start)
            else:
                leads = found.kind == "display" and not leaf.content[: found.start].strip()
                expect = self.around.expectation(self.around.take_expected(leaf.line) if leads else None)
                self.seen.items.append(SeenItem(leaf, found, self.around.containers, expect))

    def unpaired(self, leaf: Leaf, start: int) -> None:
        if leaf.content.startswith("$$", start):
            message, remedy = "this `$$` has no partner", "close it with `$$`, or write `\\$\\$` if no formula is meant"
            self.trouble(rules.UNPAIRED_DISPLAY, *leaf.range(start, start + 2), message, remedy)

    def never_closed(self, comment: Comment | None) -> None:
        if comment:
            message = "this `%%` is never closed: all that follows it in its container is a comment"
            self.trouble(rules.UNCLOSED_COMMENT, comment.place, comment.place + 2, message, "close it with `%%`")

    def trouble(self, rule: str, start: int, end: int, message: str, remedy: str) -> None:
        self.seen.troubles.append(Trouble(rule, start, end, message, remedy))


def _lines(token: Token) -> tuple[int, int]:
    """Return the lines of a token, from 0."""
    assert token.map is not None  # noqa: S101 - every token that the walk takes has them
    return token.map[0], token.map[1]


_STEPS: Final[dict[str, Callable[[_Walker, Token], None]]] = {
    "fence": _Walker.fence,
    "ad_open": _Walker.admonition,
    "ad_close": _Walker.leave_scope,
    "blockquote_open": _Walker.quote,
    "blockquote_close": _Walker.leave_scope,
    "bullet_list_open": _Walker.list_start,
    "bullet_list_close": _Walker.list_end,
    "ordered_list_open": _Walker.list_start,
    "ordered_list_close": _Walker.list_end,
    "list_item_open": _Walker.item,
    "list_item_close": _Walker.item_end,
    "comment_open": _Walker.html_comment,
    "comment_close": _Walker.html_comment_end,
    "region": _Walker.region,
    "lost_region": _Walker.lost_region,
    "too_deep": _Walker.too_deep,
    "leaf": _Walker.leaf,
}

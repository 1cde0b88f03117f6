"""What surrounds the place that the walk has reached: containers, comments, and directives that hold there."""

from __future__ import annotations

from dataclasses import dataclass, field

from vault_runner.model import Container, Option
from vault_runner.parse.directives import read_directive
from vault_runner.parse.source import Source


@dataclass(slots=True)
class Comment:
    """An open `%%` comment: the place that opened it, and how many containers enclose it."""

    place: int
    depth: int


@dataclass(slots=True)
class Surroundings:
    """The state of the walk; it changes with each container that opens or closes."""

    source: Source
    containers: tuple[Container, ...] = ()
    comment: Comment | None = None
    html_comments: int = 0
    scopes: list[tuple[Option, ...]] = field(default_factory=lambda: [()])
    """For each open list, quote and admonition the directives that hold inside it."""
    expected: Option | None = None
    expected_after: int = 0
    """The line below the directive that waits for what follows it."""
    skip_next: Option | None = None
    skip_range: Option | None = None

    @property
    def commented(self) -> bool:
        """Whether this place lies in a comment of either kind."""
        return self.comment is not None or self.html_comments > 0

    def enter(self, container: Container) -> None:
        """Go into a container."""
        self.containers += (container,)

    def leave(self) -> Comment | None:
        """Leave the innermost container; return the comment that ends with it, if one does."""
        self.containers = self.containers[:-1]
        ended = self.comment if self.comment and self.comment.depth > len(self.containers) else None
        if ended:
            self.comment = None
        return ended

    def open_scope(self, line: int) -> None:
        """Start a list, quote or admonition on `line`; a directive above it holds for all inside."""
        option = self.take_expected(line)
        self.scopes.append((*self.scopes[-1], option) if option else self.scopes[-1])

    def close_scope(self) -> None:
        """End the list, quote or admonition that was opened last."""
        self.scopes.pop()

    def direct(self, text: str, start: int, after: int) -> None:
        """Take an HTML comment that stands alone on its line; it may be a directive."""
        directive = read_directive(text)
        if directive is None:
            return
        span = self.source.span(start, start + len(text))
        if directive.verb == "expect":
            self.expected, self.expected_after = Option("expect", directive.text, "directive", span), after
            return
        skip = Option("skip", directive.text or True, "directive", span)
        if directive.verb == "skip next":
            self.skip_next, self.expected_after = skip, self._moved(after)
        else:
            self.skip_range = skip if directive.verb == "skip start" else None
            self.expected_after = self._moved(after)

    def _moved(self, after: int) -> int:
        """Let an `expect` that stands right above another directive speak of what follows both."""
        return after if self.expected_after == after - 1 else self.expected_after

    def take_expected(self, line: int) -> Option | None:
        """Return the directive that speaks of what starts on `line`: only blank lines may stand between."""
        option, self.expected = self.expected, None
        if option is None:
            return None
        starts = self.source.lines
        between = self.source.text[starts.start(self.expected_after + 1) : starts.start(line + 1)]
        return None if between.strip("> \t\r\n") else option

    def take_options(self, line: int) -> tuple[Option, ...]:
        """Return what the directives say of the fence that starts on `line`."""
        expected, skip_next, self.skip_next = self.take_expected(line), self.skip_next, None
        own = (option for option in (expected, skip_next or self.skip_range) if option)
        return (*self.scopes[-1], *own)

    def expectation(self, own: Option | None) -> str:
        """Return the text of the nearest `expect` that holds for a formula."""
        holding = (*self.scopes[-1], own) if own else self.scopes[-1]
        return str(holding[-1].value) if holding else ""

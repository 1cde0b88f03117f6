import { describe, expect, it } from "vitest";
import { formulasOf } from "../../src/reading/formulas";

const read = (text: string): string[] => formulasOf(text).map(({ from, to }) => text.slice(from, to));

describe("the formulas of a section", () => {
  it.each([
    ["a $x$ b $$y$$ c", ["$x$", "$$y$$"]],
    ["$$\na\n= b\n$$", ["$$\na\n= b\n$$"]],
    ["it costs $5 and $6", []],
    ["5$ and 6$ are prices", []],
    ["$ x$ and $x $", []],
    ["\\$x$ and $y$", ["$y$"]],
    ["$a\\$b$", ["$a\\$b$"]],
    ["`$x$` and ``a ` $y$`` and $z$", ["$z$"]],
    ["```python\n# $x$\n```\n$y$", ["$y$"]],
    ["> ~~~\n> $x$\n> ~~~\n> $y$", ["$y$"]],
    ["<!-- $x$ --> $y$ %% $z$ %%", ["$y$"]],
    ["$x$1", []],
    ["```\n$x$", []],
    ["$a\n\nb$", []],
  ])("%j", (text, formulas) => expect(read(text)).toEqual(formulas));
});

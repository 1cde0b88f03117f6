import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shownText } from "../../src/editor/terminal";

describe("what a program prints", () => {
  it.each([
    ["\u001B[31mred\u001B[0m and \u001B[1;38;5;12mbold\u001B[m", "red and bold"],
    ["\u001B]8;;https://example.org\u0007link\u001B]8;;\u0007", "link"],
    ["10%\r50%\r100%\n", "100%\n"],
    ["longer\rab\n", "abnger\n"],
    ["ends\r\nso\r\n", "ends\nso\n"],
    ["ab\bc", "ac"],
    ["\b\bx", "x"],
    ["emoji 🙂\r_", "_moji 🙂"],
  ])("%j is shown as %j", (raw, shown) => expect(shownText(raw)).toBe(shown));

  it("leaves text without control characters as it is", () => {
    fc.assert(fc.property(fc.string(), (text) => {
      fc.pre(!/[\u0000-\u0009\u000B-\u001F]/.test(text));
      expect(shownText(text)).toBe(text);
    }));
  });

  it("is quick for what is longest", () => {
    const begun = performance.now();
    shownText("\u001B[".repeat(30_000));
    shownText("\u001B]".repeat(30_000));
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

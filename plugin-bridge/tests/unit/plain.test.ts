import fc from "fast-check";
import { expect, it } from "vitest";
import { plainText } from "../../src/ui/plain";

it.each([
  ["Who? ", "Who? "],
  ["two\nlines\tand a tab", "two\nlines\tand a tab"],
  ["\u202Etxt.exe", "⟨U+202E⟩txt.exe"],
  ["a\u200Bb\uFEFFc\u00ADd", "a⟨U+200B⟩b⟨U+FEFF⟩c⟨U+00AD⟩d"],
  ["\u001B[31mred\u001B[0m", "red"],
  ["over\rwritten", "written"],
  ["\uD800", "⟨U+D800⟩"],
  ["نام؟ می\u200Cخواهم 👩\u200D💻", "نام؟ می\u200Cخواهم 👩\u200D💻"],
  ["\u{E0041}", "⟨U+E0041⟩"],
])("%j reads as it says", (raw, shown) => {
  expect(plainText(raw)).toBe(shown);
});

it("a flood is cut", () => {
  expect(plainText("x".repeat(100_000)).length).toBeLessThan(2010);
});

it("nothing that turns the direction of writing is left, whatever comes", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (raw) => !/[\u202A-\u202E\u2066-\u2069\u0000-\u0008\u007F]/.test(plainText(raw))));
});

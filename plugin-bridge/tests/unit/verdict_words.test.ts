import { describe, expect, it } from "vitest";
import type { Check } from "../../src/protocol/messages";
import { verdictDetails, verdictWords } from "../../src/ui/verdict_words";

function check(more: Partial<Check>): Check {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
  return { id: "1", kind: "equation", range, text: "A B = B A", status: "refuted", reason: "the sides differ", ...more };
}

const EVIDENCE = {
  engine: "refuted", seed: "549404143", replay: "20bf3def", points: "3", worst: "1.2", sizes: '{"n": 2, "?4": 3}', trial: "1",
  values: '{"A": [[1.0, 2.0], [2.0, 4.0]], "x": -3.154889}', small: "true", left: "1", right: "2", shape: "[2, 3]",
  hypotheses: '["A is symmetric", "B is symmetric"]', some_more: "{is no JSON",
};

describe("what became of a statement", () => {
  it("is told in rows whose names begin alike, with values as they are written", () => {
    const rows = verdictDetails(check({ evidence: EVIDENCE, expected: "2", found: "1", reading: "A: a matrix n×n", remedy: "correct it" }));
    expect(rows).toEqual([
      ["Read as", "A: a matrix n×n"],
      ["Says", "2"],
      ["Is", "1"],
      ["For", "A = [[1, 2], [2, 4]], x = -3.154889"],
      ["Sizes", "n = 2"],
      ["Using", "A is symmetric, B is symmetric"],
      ["Replay", "20bf3def"],
      ["Some more", "{is no JSON"],
      ["What to do", "correct it"],
    ]);
    for (const [name] of rows) expect(name).toMatch(/^[A-Z]/);
  });

  it("names no values for what holds, and the ones that were against it for what stays open", () => {
    expect(verdictDetails(check({ status: "verified", evidence: { values: '{"x": 1}' } }))).toEqual([]);
    const open = check({ status: "not-checkable", evidence: { counterexample: '{"x": -2.5}' } });
    expect(verdictDetails(open)).toEqual([["Fails for", "x = -2.5"]]);
  });

  it("leaves out a row of which nothing is left", () => {
    expect(verdictDetails(check({ evidence: { sizes: '{"?4": 2}' } }))).toEqual([]);
  });

  it("has a head for each kind of verdict", () => {
    expect(verdictWords(check({}))).toBe("Wrong: the sides differ");
    expect(verdictWords(check({ status: "verified", reason: "" }))).toBe("Holds");
  });
});

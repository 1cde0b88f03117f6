import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findBlocks, looksTagged } from "../../src/notes/blocks";

const CORPUS = new URL("../fixtures/blocks/", import.meta.url);

interface Row {
  line: number;
  endLine: number;
  prefix: string;
  source: string;
}

describe("the blocks of a note", () => {
  const names = readdirSync(CORPUS).filter((name) => name.endsWith(".md"));
  it.each(names)("are those that the backend finds in %s", (name) => {
    const lines = readFileSync(new URL(name, CORPUS), "utf8").split("\n");
    const rows = JSON.parse(readFileSync(new URL(name.replace(".md", ".json"), CORPUS), "utf8")) as Row[];
    const found = findBlocks(lines).map(({ line, endLine, prefix, source }) => ({ line, endLine, prefix, source }));
    expect(rows.length).toBeGreaterThan(7);
    expect(found).toEqual(rows);
  });

  it("are numbered among equals", () => {
    const found = findBlocks("```py\nx\n```\n\n```py\nx\n```\n\n```py\ny\n```".split("\n"));
    expect(found.map((block) => block.ordinal)).toEqual([0, 1, 0]);
    expect(found[0]?.sourceHash).toBe("73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac");
  });

  it.each([
    ["python run", "", true],
    ["{python}", "", true],
    ["run-python", "", true],
    ["python", "#| eval: true\n", true],
    ["python", "run = 1\n", false],
    ["python run skip", "", false],
    ["{python} ", "#| eval: false\n", false],
    ["python title=rundown", "", false],
  ])("looks tagged or not: %s %j", (info, source, tagged) => {
    const [block] = findBlocks(["```" + info, ...source.split("\n"), "```"]);
    expect(block && looksTagged(block)).toBe(tagged);
  });
});

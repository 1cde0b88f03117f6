import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findBlocks } from "../../src/notes/blocks";
import { placeInText } from "../../src/notes/file_text";
import { placeResult, type Circumstances } from "../../src/notes/placement";
import { checksum } from "../../src/notes/regions";
import type { Place } from "../../src/protocol/messages";

function region(output: string, prefix = ""): string {
  const body = ["~~~output", ...output.split("\n"), "~~~"];
  const marker = `<!-- vr:out v=1 k=0123456789ab s=${checksum(body.join("\n"))} n=${body.length} -->`;
  return [marker, ...body, "<!-- vr:end -->"].map((line) => prefix + line).join("\n");
}

function placeFor(text: string, n: number, after: string, before = ""): Place {
  const block = findBlocks(text.split(/\r\n?|\n/))[n];
  if (!block) throw new Error("no such block");
  const { sourceHash, ordinal, prefix } = block;
  return { uri: "u", runId: "r", blockId: "b", sourceHash, ordinal, prefix, before, after, figures: [] };
}

function put(text: string, place: Place, now: Circumstances = {}): string {
  const outcome = placeInText(text, place, now);
  return "reason" in outcome ? `refused: ${outcome.reason}` : outcome.text;
}

const NOTE = "a\n```py\nx\n```\nb\n";

describe("a result", () => {
  it("goes below its block, and away again", () => {
    const placed = put(NOTE, placeFor(NOTE, 0, region("1")));
    expect(placed).toBe(`a\n\`\`\`py\nx\n\`\`\`\n${region("1")}\nb\n`);
    expect(put(placed, placeFor(placed, 0, "", region("1")))).toBe(NOTE);
  });

  it("goes to the end of a note without newline, and away again", () => {
    const note = "```py\nx\n```";
    const placed = put(note, placeFor(note, 0, region("1")));
    expect(placed).toBe(`${note}\n${region("1")}`);
    expect(put(placed, placeFor(placed, 0, ""))).toBe(note);
  });

  it("keeps the note's newlines and its mark of order", () => {
    const note = "\uFEFFa\r\n```py\r\nx\r\n```\r\nb\n";
    const placed = put(note, placeFor(note.slice(1), 0, region("1\n2")));
    expect(placed).toBe(`\uFEFFa\r\n\`\`\`py\r\nx\r\n\`\`\`\r\n${region("1\n2").replaceAll("\n", "\r\n")}\r\nb\n`);
  });

  it("is refused where a person edited the old one, unless asked for", () => {
    const edited = put(NOTE, placeFor(NOTE, 0, region("1"))).replace("\n1\n", "\nmine\n");
    const place = placeFor(edited, 0, region("2"), region("1"));
    expect(put(edited, place)).toBe("refused: edited-by-hand");
    expect(put(edited, { ...place, before: region("1").replace("\n1\n", "\nmine\n") })).toBe("refused: edited-by-hand");
    expect(put(edited, place, { overwrite: true })).toContain(region("2"));
  });

  it("is refused where the old one lost its end", () => {
    const broken = put(NOTE, placeFor(NOTE, 0, region("1"))).replace("<!-- vr:end -->", "");
    expect(put(broken, placeFor(broken, 0, region("2")), { overwrite: true })).toBe("refused: edited-by-hand");
  });

  it("is refused when its block changed, is gone, or stands elsewhere", () => {
    const place = placeFor(NOTE, 0, region("1"));
    expect(put("nothing", place)).toBe("refused: gone");
    expect(put(NOTE.replace("x", "y"), place, { tracked: 1 })).toBe("refused: changed");
    expect(put("> ```py\n> x\n> ```\n", place)).toBe("refused: container");
    expect(put(NOTE.replace("x", "y"), place, { tracked: 1, despiteChange: true })).toContain(region("1"));
  });

  it("finds its block among equal ones by the place that was followed", () => {
    const twice = "```py\nx\n```\n\n```py\nx\n```\n";
    const place = placeFor(twice, 1, region("1"));
    expect(put(twice, place, { tracked: 4 })).toBe(`${twice}${region("1")}\n`);
    // The first one was removed meanwhile: the second is now the only one.
    expect(put("```py\nx\n```\n", place, { tracked: 0 })).toContain(region("1"));
    // Not followed, and no longer there: nobody can tell which one it was.
    expect(put("```py\nx\n```\n", place)).toBe("refused: changed");
  });

  it("that stands there already changes nothing", () => {
    const placed = put(NOTE, placeFor(NOTE, 0, region("1")));
    expect(placeResult(placed.split("\n"), placeFor(placed, 0, region("1"), region("1")))).toEqual({ replace: null });
  });

  it("replaces only the lines that differ", () => {
    const placed = put(NOTE, placeFor(NOTE, 0, region("same\nold\nsame")));
    const outcome = placeResult(placed.split("\n"), placeFor(placed, 0, region("same\nnew\nsame"), region("same\nold\nsame")));
    expect(outcome).toMatchObject({ replace: { first: 4, after: 8 } });
  });

  it("takes no character of the author's, and leaves one region, whatever was typed meanwhile", () => {
    const typed = fc.array(fc.constantFrom("x", "word ", "\n", "> ", "- ", "```", "é", "$"), { maxLength: 6 }).map((parts) => parts.join(""));
    const start = ["Above.", "", "```py", "print(1)", "```", "", "Below.", "> ```py", "> y", "> ```", "End."];
    fc.assert(
      fc.property(fc.array(fc.record({ line: fc.nat(), text: typed }), { maxLength: 5 }), fc.integer({ min: 0, max: 1 }), (edits, n) => {
        const place = placeFor(start.join("\n"), n, region("out", n ? "> " : ""));
        const lines = [...start];
        for (const { line, text } of edits) lines[line % lines.length] += text;
        const note = lines.join("\n");
        const once = put(note, place);
        if (once.startsWith("refused: ")) return;
        expect(once.split("<!-- vr:out").length).toBe(2);
        const again = { ...place, before: place.after, after: region("other", n ? "> " : "") };
        const twice = put(once, again);
        expect(twice.split("<!-- vr:out").length).toBe(2);
        expect(put(twice, { ...again, before: again.after, after: "" })).toBe(note);
      }),
      { numRuns: 400 },
    );
  });
});

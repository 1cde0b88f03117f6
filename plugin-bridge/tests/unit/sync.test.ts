import { ChangeSet, Text } from "@codemirror/state";
import fc from "fast-check";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { contentChanges, offsetAt, positionAt, type ContentChange } from "../../src/notes/changes";
import { GATHERED, Sync } from "../../src/notes/sync";

const line = fc.constantFrom("a", "é", "𝒳y", "", "text", "```");
const text = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => lines.join("\n"));
const edit = fc.record({ from: fc.nat(), to: fc.nat(), insert: text });

/** A backend's own way: one change after the other, on plain text. */
function applied(before: string, changes: Array<ContentChange | { text: string }>): string {
  let now = before;
  for (const change of changes) {
    if (!("range" in change)) now = change.text;
    else {
      const at = (place: { line: number; character: number }): number =>
        now.split("\n").slice(0, place.line).reduce((sum, row) => sum + row.length + 1, 0) + place.character;
      now = now.slice(0, at(change.range.start)) + change.text + now.slice(at(change.range.end));
    }
  }
  return now;
}

function changesOn(doc: Text, edits: Array<{ from: number; to: number; insert: string }>): ChangeSet {
  let changes = ChangeSet.empty(doc.length);
  for (const { from, to, insert } of edits) {
    const length = changes.newLength;
    const [start, end] = [from % (length + 1), to % (length + 1)].sort((a, b) => a - b);
    changes = changes.compose(ChangeSet.of({ from: start ?? 0, to: end ?? 0, insert: Text.of(insert.split("\n")) }, length));
  }
  return changes;
}

describe("changes", () => {
  it("say the same to a backend as to the editor", () => {
    fc.assert(
      fc.property(text, fc.array(edit, { maxLength: 8 }), (before, edits) => {
        const doc = Text.of(before.split("\n"));
        const changes = changesOn(doc, edits);
        expect(applied(before, contentChanges(doc, changes))).toBe(changes.apply(doc).toString());
      }),
      { numRuns: 500 },
    );
  });

  it("name places that lead back to the same offset", () => {
    fc.assert(
      fc.property(text, fc.nat(), (whole, n) => {
        const doc = Text.of(whole.split("\n"));
        const at = n % (doc.length + 1);
        expect(offsetAt(doc, positionAt(doc, at))).toBe(at);
      }),
    );
  });
});

describe("open notes", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("window", globalThis);
  });

  function backend() {
    const told: Array<{ method: string; params: { textDocument: { version: number; text?: string }; contentChanges: ContentChange[] } }> = [];
    const sync = new Sync(() => ({ notify: (method, params) => void told.push({ method, params: params as (typeof told)[number]["params"] }) }));
    return { told, sync };
  }

  it("are told in step, whatever is typed, flushed or replaced", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("edit" as const), edits: fc.array(edit, { minLength: 1, maxLength: 3 }) }),
      fc.record({ kind: fc.constant("flush" as const) }),
      fc.record({ kind: fc.constant("wait" as const) }),
      fc.record({ kind: fc.constant("settle" as const), text }),
      fc.record({ kind: fc.constant("lost" as const), text }),
    );
    fc.assert(
      fc.property(text, fc.array(step, { maxLength: 12 }), (before, steps) => {
        const { told, sync } = backend();
        let doc = Text.of(before.split("\n"));
        sync.open("n.md", "file:///n.md", doc);
        for (const each of steps) {
          if (each.kind === "flush") sync.flush();
          else if (each.kind === "wait") vi.advanceTimersByTime(GATHERED);
          else if (each.kind === "settle") sync.settle("n.md", (doc = Text.of(each.text.split("\n"))));
          else if (each.kind === "edit") {
            const changes = changesOn(doc, each.edits);
            const next = changes.apply(doc);
            sync.changed("n.md", doc, changes, next);
            doc = next;
          } else doc = Text.of(each.text.split("\n")); // A change that nobody told of.
        }
        sync.settle("n.md", doc);
        sync.flush();
        let there = told[0]?.params.textDocument.text ?? "";
        let version = 1;
        for (const { params } of told.slice(1)) {
          there = applied(there, params.contentChanges);
          expect(params.textDocument.version).toBe(++version);
        }
        expect(there).toBe(doc.toString());
        expect(sync.version("n.md")).toEqual({ version, current: true });
      }),
      { numRuns: 300 },
    );
  });

  it("gather what is typed quickly into one message", () => {
    const { told, sync } = backend();
    let doc = Text.of([""]);
    sync.open("n.md", "u", doc);
    for (const letter of "abc") {
      const changes = ChangeSet.of({ from: doc.length, insert: letter }, doc.length);
      const next = changes.apply(doc);
      sync.changed("n.md", doc, changes, next);
      doc = next;
    }
    expect(told.length).toBe(1);
    vi.advanceTimersByTime(GATHERED);
    expect(told.length).toBe(2);
    expect(told[1]?.params.contentChanges).toEqual([{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: "abc" }]);
  });

  it("never go back to an earlier version when they are opened again", () => {
    const { told, sync } = backend();
    sync.open("n.md", "u", Text.of(["a"]));
    sync.close("n.md");
    sync.open("n.md", "u", Text.of(["b"]));
    expect(told.at(-1)?.params.textDocument.version).toBe(2);
  });
});

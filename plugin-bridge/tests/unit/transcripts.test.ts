import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { faultsOf, type Said as Spoken } from "../protocol.mjs";
import { placeInText } from "../../src/notes/file_text";
import { findBlocks } from "../../src/notes/blocks";
import type { Blocks, Place } from "../../src/protocol/messages";

const KEPT = new URL("../../../protocol/transcripts/run-a-note.json", import.meta.url);

interface Said {
  from: string;
  message: { method?: string; params?: unknown };
}

const FOLDER = new URL("../../../protocol/transcripts/", import.meta.url);

it.each(readdirSync(FOLDER))("each message of %s is what the schema says", (name) => {
  const said = JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as Spoken[];
  expect(faultsOf(said)).toEqual([]);
  expect(said.filter(({ message }) => message.method?.startsWith("vaultRunner/")).length).toBeGreaterThan(5);
  const broken = said.map(({ from, message }) => ({ from, message: message.method === "vaultRunner/run" ? { ...message, params: { scope: "all" } } : message }));
  expect(faultsOf(broken).join()).toContain("vaultRunner/run");
});

it("what the backend said in a sitting fits what the plugin reads", () => {
  const all = JSON.parse(readFileSync(KEPT, "utf8")) as Said[];
  const said = (method: string): unknown[] => all.filter(({ message }) => message.method === method).map(({ message }) => message.params);
  let { text } = (said("textDocument/didOpen")[0] as { textDocument: { text: string } }).textDocument;
  const theirs = (said("vaultRunner/blocks")[0] as Blocks).blocks;
  const ours = findBlocks(text.split("\n"));
  expect(ours.map((block) => [block.sourceHash, block.ordinal, block.line])).toEqual(
    theirs.map((block) => [block.sourceHash, block.ordinal, block.range.start.line]),
  );
  const results = said("vaultRunner/result") as Place[];
  expect(results.length).toBeGreaterThan(0);
  for (const place of results) {
    const outcome = placeInText(text, place);
    expect(outcome).toHaveProperty("text");
    if ("text" in outcome) ({ text } = outcome);
  }
  expect(text.split("<!-- vr:out").length - 1).toBe(results.length);
});

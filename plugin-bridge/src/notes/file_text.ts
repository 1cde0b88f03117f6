/** Places a result in the text of a closed note, whose newlines stay as they are. */

import type { Place } from "../protocol/messages";
import { asTextChange, placeResult, type Circumstances, type Reason } from "./placement";

const NEWLINE = /\r\n?|\n/g;

export function placeInText(text: string, place: Place, now: Circumstances = {}): { text: string } | { reason: Reason } {
  const bom = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  const rows = splitRows(text.slice(bom.length));
  const outcome = placeResult(rows.map((row) => row.text), place, now);
  if ("reason" in outcome) return outcome;
  if (!outcome.replace) return { text };
  const above = rows[outcome.replace.first - 1];
  const newline = above?.newline || rows[0]?.newline || "\n";
  const bounds = (line: number): { from: number; to: number } => rows[line] ?? { from: 0, to: 0 };
  const change = asTextChange(outcome.replace, rows.length, bounds, newline);
  const body = text.slice(bom.length);
  return { text: bom + body.slice(0, change.from) + change.insert + body.slice(change.to) };
}

interface Row {
  from: number;
  to: number;
  text: string;
  newline: string;
}

function splitRows(text: string): Row[] {
  const rows: Row[] = [];
  let from = 0;
  for (const found of text.matchAll(NEWLINE)) {
    rows.push({ from, to: found.index, text: text.slice(from, found.index), newline: found[0] });
    from = found.index + found[0].length;
  }
  rows.push({ from, to: text.length, text: text.slice(from), newline: "" });
  return rows;
}

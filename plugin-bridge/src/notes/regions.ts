/** The part of a note below a block that vault-runner owns: a marker line, a body, an end line. */

import { hash } from "../hash";
import type { FoundBlock } from "./blocks";

export const BEGIN = "<!-- vr:out";
export const END = "<!-- vr:end -->";
const MARKER = /^<!-- vr:out v=1 k=([0-9a-f]{12}) s=([0-9a-f]{12}) n=(\d{1,9}) -->[ \t]*$/;

export interface FoundRegion {
  /** Its lines, from 0, `after` not included. */
  first: number;
  after: number;
  /** As it stands, prefix included, LF. */
  text: string;
  /** Whether the body is still what was written there. */
  intact: boolean;
}

/** What stands right below `block`: a region, a marker that can't be read (`damaged`), or nothing. */
export function regionBelow(lines: readonly string[], block: FoundBlock): FoundRegion | "damaged" | null {
  const first = block.endLine + 1;
  const line = lines[first];
  if (line === undefined) return null;
  const prefix = leading(line);
  // Below a block in a quote, a marker outside the quote belongs to nobody.
  if (marks(prefix) !== marks(block.prefix)) return null;
  const text = line.slice(prefix.length);
  const marker = MARKER.exec(text);
  if (!marker) return text.startsWith(BEGIN) || text.startsWith(END) ? "damaged" : null;
  const last = lastLine(lines, first, Number(marker[3]), prefix);
  if (last < 0) return "damaged";
  const body = lines.slice(first + 1, last).map((inner) => without(prefix, inner));
  const intact =
    body.length === Number(marker[3]) && !body.includes(null) && checksum(body.join("\n")) === marker[2];
  return { first, after: last + 1, text: lines.slice(first, last + 1).join("\n"), intact };
}

/** Twelve digits over a body; trailing blanks don't count. */
export function checksum(body: string): string {
  return hash(body.split("\n").map((line) => line.replace(/[ \t]+$/, "")).join("\n")).slice(0, 12);
}

export function leading(line: string): string {
  return /^[ \t>]*/.exec(line)?.[0] ?? "";
}

function marks(prefix: string): string {
  return prefix.replace(/[ \t]/g, "");
}

function lastLine(lines: readonly string[], first: number, stated: number, prefix: string): number {
  if (isEnd(lines[first + 1 + stated], prefix)) return first + 1 + stated;
  for (let at = first + 1; at < lines.length; at++) {
    if (isEnd(lines[at], prefix)) return at;
    if (lines[at]?.slice(leading(lines[at] ?? "").length).startsWith(BEGIN)) return -1;
  }
  return -1;
}

function isEnd(line: string | undefined, prefix: string): boolean {
  return line !== undefined && line.replace(/[ \t]+$/, "") === prefix + END;
}

function without(prefix: string, line: string): string | null {
  if (line.startsWith(prefix)) return line.slice(prefix.length);
  return line.trimEnd() === prefix.trimEnd() ? "" : null;
}

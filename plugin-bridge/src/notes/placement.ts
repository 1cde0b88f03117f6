/** Where a result goes in a note as it stands now, or why it can't. Pure: lines in, one replacement out. */

import type { Place, Placed } from "../protocol/messages";
import { findBlocks, type FoundBlock } from "./blocks";
import { regionBelow, type FoundRegion } from "./regions";

export type Reason = Exclude<Placed["reason"], undefined | "">;

/** Lines `first` up to `after` are replaced by `lines`; `first` is always below some other line. */
export interface Replacement {
  first: number;
  after: number;
  lines: string[];
}

export type Outcome = { replace: Replacement | null } | { reason: Reason };

export interface Circumstances {
  /** The line, from 0, on which the block that ran stands now, if it was followed through the edits. */
  tracked?: number | undefined;
  /** Replace what a person changed in the output. */
  overwrite?: boolean | undefined;
  /** Put the output below the followed block though its code has changed since. */
  despiteChange?: boolean | undefined;
}

export function placeResult(lines: readonly string[], place: Place, now: Circumstances = {}): Outcome {
  const block = blockOf(findBlocks(lines), place, now);
  if (typeof block === "string") return { reason: block };
  if (!fits(block.prefix, place.prefix)) return { reason: "container" };
  const region = regionBelow(lines, block);
  if (region === "damaged") return { reason: "edited-by-hand" };
  if (region && !now.overwrite && !isOurs(region, place)) return { reason: "edited-by-hand" };
  return { replace: replacement(block, region, place.after) };
}

/** The block that ran: by its code; among equals, by the place that was followed through the edits. */
function blockOf(blocks: FoundBlock[], place: Place, now: Circumstances): FoundBlock | Reason {
  const followed = now.tracked === undefined ? undefined : blocks.find((block) => covers(block, now.tracked));
  if (followed && (followed.sourceHash === place.sourceHash || now.despiteChange)) return followed;
  const same = blocks.filter((block) => block.sourceHash === place.sourceHash);
  const [only] = same;
  // Alone, or never followed: the code and its number say which one it is.
  if (only && same.length === 1 && (place.ordinal === 0 || now.tracked !== undefined)) return only;
  const numbered = now.tracked === undefined ? same[place.ordinal] : undefined;
  return numbered ?? (followed || same.length > 0 ? "changed" : "gone");
}

function covers(block: FoundBlock, line: number | undefined): boolean {
  return line !== undefined && block.line <= line && line <= block.endLine;
}

/** After a bare `>` the region's lines carry one blank, which the closing line need not have. */
function fits(standing: string, stated: string): boolean {
  return standing === stated || (standing.endsWith(">") && standing + " " === stated);
}

/** That the backend has seen a person's edit, too, doesn't make it ours. */
function isOurs(region: FoundRegion, place: Place): boolean {
  return region.intact || region.text === place.after;
}

/** Replaces only the lines that differ, so that a cursor in the rest stays where it is. */
function replacement(block: FoundBlock, region: FoundRegion | null, after: string): Replacement | null {
  const old = region ? region.text.split("\n") : [];
  const fresh = after === "" ? [] : after.split("\n");
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail++;
  if (head === old.length && head === fresh.length) return null;
  const start = block.endLine + 1;
  return { first: start + head, after: start + old.length - tail, lines: fresh.slice(head, fresh.length - tail) };
}

export interface TextChange {
  from: number;
  to: number;
  insert: string;
}

/** A replacement of lines as a replacement of characters; the newlines between lines are given by `newline`. */
export function asTextChange(
  replace: Replacement,
  lineCount: number,
  bounds: (line: number) => { from: number; to: number },
  newline: string,
): TextChange {
  const { first, after, lines } = replace;
  // Up to the end of the line above: so it is right at the note's end, too, where no newline follows.
  const from = bounds(first - 1).to;
  const to = after > first ? bounds(Math.min(after, lineCount) - 1).to : from;
  return { from, to, insert: lines.map((line) => newline + line).join("") };
}

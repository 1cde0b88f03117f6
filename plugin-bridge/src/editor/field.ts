/** What is known of the blocks of the note in an editor, followed through every edit. */

import { StateEffect, StateField, type EditorState, type Text, type Transaction } from "@codemirror/state";
import type { Block, BlockChange, Blocks, Output, Place } from "../protocol/messages";
import { offsetAt } from "../notes/changes";
import { findBlocks, looksTagged, type FoundBlock } from "../notes/blocks";
import type { Reason } from "../notes/placement";

export type BlockState = Block["state"];

/** One block as the backend knows it. */
export interface Known {
  id: string;
  sourceHash: string;
  /** Offset at which it stands now. */
  from: number;
  executable: boolean;
  state: BlockState;
  reason: string;
  runId: string;
  seq: number;
  /** When it began to run, in milliseconds of the clock; 0 if it doesn't. */
  since: number;
  elapsed: number | null;
  /** It did not run, since an earlier result stands; what that one took is `elapsed`. */
  cached: boolean;
  /** Line at fault, from the block's first line; -1 for none. */
  fault: number;
  output: string;
  /** A result that was not put into the note, and why. */
  refused: { place: Place; reason: Reason } | null;
  /** It ran when the backend fell. */
  lost: boolean;
}

export interface BlockView {
  block: FoundBlock;
  /** Number in the note, from 1. */
  number: number;
  from: number;
  to: number;
  /** End of the opening line. */
  openingEnd: number;
  known: Known | null;
  state: BlockState;
}

export interface NoteState {
  found: FoundBlock[];
  known: Known[];
  /** Whether the backend has spoken about this note. */
  heard: boolean;
  trusted: boolean;
  views: BlockView[];
}

export const setBlocks = StateEffect.define<Blocks>();
export const changeBlock = StateEffect.define<BlockChange>();
export const addOutput = StateEffect.define<Output>();
export const setRefused = StateEffect.define<{ id: string; refused: Known["refused"] }>();
export const forget = StateEffect.define<null>();
/** The backend fell: what ran has failed, and of all else nothing is known any more. */
export const fell = StateEffect.define<null>();

const FELL = "The backend stopped while this block ran. Run it again.";

const SHOWN = 64 * 1024;
const BUSY: ReadonlySet<BlockState> = new Set(["queued", "running"]);
const FALLEN: ReadonlySet<BlockState> = new Set(["failed", "stopped"]);
const DONE: ReadonlySet<BlockState> = new Set(["ok", "failed", "stopped"]);

export function isBusy(state: BlockState): boolean {
  return BUSY.has(state);
}

export const noteField = StateField.define<NoteState>({
  create: (state) => withViews({ found: read(state.doc), known: [], heard: false, trusted: true, views: [] }, state.doc),
  update(value, transaction) {
    const effects = transaction.effects.filter(isOurs);
    if (!transaction.docChanged && effects.length === 0) return value;
    let next = transaction.docChanged ? follow(value, transaction) : value;
    for (const effect of effects) next = apply(next, effect, transaction.state);
    return withViews(next, transaction.state.doc);
  },
});

export function blockAt(state: EditorState, offset: number): BlockView | null {
  const line = state.doc.lineAt(offset);
  const { views } = state.field(noteField);
  return views.find((view) => view.from <= line.to && line.from <= view.to) ?? null;
}

export function knownById(state: EditorState, id: string): Known | null {
  return state.field(noteField).known.find((known) => known.id === id) ?? null;
}

function isOurs(effect: StateEffect<unknown>): boolean {
  return effect.is(setBlocks) || effect.is(changeBlock) || effect.is(addOutput) || effect.is(setRefused) || effect.is(forget) || effect.is(fell);
}

function read(doc: Text): FoundBlock[] {
  return findBlocks(doc.toJSON());
}

function follow(value: NoteState, transaction: Transaction): NoteState {
  const known = value.known.map((each) => ({ ...each, from: transaction.changes.mapPos(each.from, 1) }));
  return { ...value, found: read(transaction.state.doc), known };
}

function apply(value: NoteState, effect: StateEffect<unknown>, state: EditorState): NoteState {
  if (effect.is(forget)) return { ...value, known: [], heard: false };
  if (effect.is(fell)) return { ...value, known: value.known.filter((each) => each.lost || isBusy(each.state)).map(lost), heard: false };
  if (effect.is(setBlocks)) return renewed(value, effect.value, state);
  if (effect.is(changeBlock)) return changed(value, effect.value, state);
  if (effect.is(addOutput)) return patched(value, effect.value.blockId, (known) => heard(known, effect.value));
  if (effect.is(setRefused)) {
    const { id, refused } = effect.value;
    return patched(value, id, (known) => ({ ...known, refused, output: refused ? known.output : "" }));
  }
  return value;
}

/** A run of a block's new code leaves nothing to be said of its old code. */
function changed(value: NoteState, change: BlockChange, state: EditorState): NoteState {
  const next = patched(value, change.blockId, (known) => moved(known, change, state));
  const one = next.known.find((known) => known.id === change.blockId);
  if (!one || !isBusy(one.state)) return next;
  return { ...next, known: next.known.filter((each) => each === one || each.from !== one.from || isBusy(each.state)) };
}

function patched(value: NoteState, id: string, change: (known: Known) => Known): NoteState {
  return { ...value, known: value.known.map((known) => (known.id === id ? change(known) : known)) };
}

/** The backend's list for this very text; what still runs, or waits for an answer, is kept. */
function renewed(value: NoteState, message: Blocks, state: EditorState): NoteState {
  const old = new Map(value.known.map((known) => [known.id, known]));
  const fresh = message.blocks.map((block) => known(block, offsetAt(state.doc, block.range.start), old.get(block.id)));
  const ids = new Set(fresh.map((each) => each.id));
  const kept = value.known.filter((each) => !ids.has(each.id) && (isBusy(each.state) || each.refused));
  return { ...value, known: [...kept, ...fresh], heard: true, trusted: message.trusted };
}

function known(block: Block, from: number, before: Known | undefined): Known {
  // What failed is shown until it runs again or is another block; it isn't in the note.
  const spoken = isBusy(block.state) || (FALLEN.has(block.state) && before?.state === block.state);
  // A backend that has just come doesn't know that another one fell while this block ran.
  const fallen = before?.lost === true && block.state === "idle" && before.sourceHash === block.sourceHash;
  return {
    id: block.id,
    sourceHash: block.sourceHash,
    from,
    executable: block.executable,
    state: fallen ? before.state : block.state,
    reason: fallen ? before.reason : (block.reason ?? ""),
    lost: fallen,
    runId: before?.runId ?? "",
    seq: before?.seq ?? -1,
    since: block.state === "running" ? before?.since || Date.now() : 0,
    elapsed: before && DONE.has(block.state) ? before.elapsed : null,
    cached: before?.cached === true && before.state === block.state,
    fault: before && block.state === "failed" ? before.fault : -1,
    output: spoken || before?.refused ? (before?.output ?? "") : "",
    refused: before?.refused ?? null,
  };
}

function lost(known: Known): Known {
  return { ...known, state: "failed", reason: FELL, since: 0, elapsed: null, cached: false, fault: -1, output: "", lost: true };
}

function moved(known: Known, change: BlockChange, state: EditorState): Known {
  const sameRun = change.runId === known.runId;
  if (sameRun && change.seq < known.seq) return known;
  const running = change.state === "running";
  const begins = running && (!sameRun || known.state !== "running");
  const first = state.doc.lineAt(Math.min(known.from, state.doc.length)).number - 1;
  return {
    ...known,
    state: change.state,
    runId: change.runId,
    seq: change.seq,
    lost: false,
    reason: change.reason ?? "",
    since: begins ? Date.now() : running ? known.since : 0,
    elapsed: change.elapsed ?? null,
    cached: change.cached ?? false,
    fault: typeof change.line === "number" ? change.line - first : -1,
    output: begins || change.state === "queued" ? "" : known.output,
    refused: begins || change.state === "queued" ? null : known.refused,
  };
}

function heard(known: Known, output: Output): Known {
  if (output.runId !== known.runId && known.runId !== "") return known;
  const text = known.output + output.text;
  return { ...known, output: text.length > SHOWN ? "…" + text.slice(text.length - SHOWN) : text };
}

function withViews(value: NoteState, doc: Text): NoteState {
  const views: BlockView[] = [];
  for (const block of value.found) {
    const line = doc.line(block.line + 1);
    const to = doc.line(block.endLine + 1).to;
    const known = chosen(block, value.known.filter((each) => line.from <= each.from && each.from <= to));
    if (known ? !known.executable : !looksTagged(block)) continue;
    views.push({ block, number: 0, from: line.from, to, openingEnd: line.to, known, state: stateOf(block, known, value) });
  }
  views.forEach((view, at) => (view.number = at + 1));
  return { ...value, views };
}

/** Of old and new code at one place: what runs, else what stands there, with the refusal that waits for an answer. */
function chosen(block: FoundBlock, here: readonly Known[]): Known | null {
  const best = here.find((each) => isBusy(each.state)) ?? here.find((each) => each.sourceHash === block.sourceHash) ?? here[0];
  if (!best || here.length === 1) return best ?? null;
  const refused = best.refused ?? here.find((each) => each.refused)?.refused ?? null;
  return { ...best, refused, state: best.state === "idle" ? "out-of-date" : best.state };
}

/** Edited since it ran: out of date, whatever the backend said before it saw the edit. */
function stateOf(block: FoundBlock, known: Known | null, value: NoteState): BlockState {
  if (!known) return value.heard && !value.trusted ? "untrusted" : "idle";
  if (block.sourceHash !== known.sourceHash && DONE.has(known.state)) return "out-of-date";
  return known.state;
}

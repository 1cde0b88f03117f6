/** How states, refusals and errors are said to people. */

import type { BlockView, Known } from "../editor/field";
import type { Reason } from "../notes/placement";
import type { Condition } from "../backend/keeper";
import { RpcError } from "../rpc/peer";
import type { Approval, BlockChange, Mishap } from "../protocol/messages";

export interface Shown {
  icon: string;
  words: string;
}

export function seconds(value: number): string {
  if (value < 0.05) return "< 0.1 s";
  if (value < 10) return `${value.toFixed(1)} s`;
  if (value < 60) return `${Math.round(value)} s`;
  return `${Math.floor(value / 60)} min ${Math.round(value % 60)} s`;
}

export function stateShown(view: BlockView): Shown {
  const { known } = view;
  const took = known?.elapsed;
  switch (view.state) {
    case "untrusted":
      return { icon: "lock", words: "Trust needed" };
    case "queued":
      return { icon: "clock", words: "Queued" };
    case "running":
      return { icon: "loader", words: "Running" };
    case "ok":
      if (known?.cached) return { icon: "check", words: "From the cache" };
      return { icon: "check", words: typeof took === "number" ? seconds(took) : "Done" };
    case "failed":
      return { icon: "x", words: "Failed" };
    case "stopped":
      return { icon: "square", words: "Stopped" };
    case "skipped":
      return { icon: "minus", words: "Skipped" };
    case "not-run":
      return { icon: "minus", words: "Not run" };
    case "out-of-date":
      return { icon: "history", words: "Out of date" };
    case "waiting":
      return { icon: "clock", words: "Waits for a click" };
    case "idle":
      return { icon: "", words: "" };
  }
}

/** What stands behind the state, for who rests on it. */
export function stateReason({ known }: BlockView): string {
  if (!known?.cached || typeof known.elapsed !== "number") return known?.reason ?? "";
  const taken = `Nothing that it depends on has changed, so it was not run again; it took ${seconds(known.elapsed)} when it ran.`;
  return known.reason ? `${known.reason}. ${taken}` : taken;
}

/** How a block ended, for who hears it; nothing while it goes on. */
export function endWords(number: number, { state, reason }: Pick<BlockChange, "state" | "reason">): string {
  const why = reason ? `: ${reason}` : "";
  if (state === "failed") return `Block ${number} failed${why}`;
  if (state === "stopped") return `Block ${number} was stopped${why}`;
  return state === "ok" ? `Block ${number} is done` : "";
}

/** What the toolbar's button does, as its name says it. */
export function buttonName(view: BlockView, condition: Condition): string {
  const { words } = stateShown(view);
  const state = words ? `, ${words.toLowerCase()}` : "";
  if (condition !== "running") return `Start backend and run block ${view.number}${state}`;
  if (view.state === "running" || view.state === "queued") return `Stop block ${view.number}${state}`;
  const why = view.state === "waiting" && view.known?.reason ? `: ${view.known.reason}` : "";
  return `Run block ${view.number}${state}${why}`;
}

const REFUSALS: Record<Reason, string> = {
  changed: "The block changed while it ran; its output was not inserted.",
  gone: "The block is gone; its output was not inserted.",
  "edited-by-hand": "The output below this block was edited by hand, so it was left alone.",
  closed: "The note could not be opened for writing.",
  "read-only": "The note can't be written.",
  container: "The block was moved while it ran; its output was not inserted.",
  refused: "The output was not inserted.",
};

export function refusalWords(refused: NonNullable<Known["refused"]>): string {
  return REFUSALS[refused.reason];
}

export function errorWords(error: unknown): string {
  if (!(error instanceof RpcError)) return error instanceof Error ? error.message : String(error);
  const hint = (error.details as Partial<Mishap> | undefined)?.hint;
  return hint ? `${error.message} ${hint}` : error.message;
}

/** What would have run, as a refusal tells it. */
export function approvalOf(error: RpcError): Approval | undefined {
  return (error.details as Partial<Mishap> | undefined)?.approval ?? undefined;
}

/** What would run of a note, row by row. */
export function approvalFacts(approval: Approval): Array<readonly [string, string]> {
  const { blocks, modules, files, switches } = approval;
  const changed = approval.changed ? ", which has changed since you trusted it" : "";
  const rows: Array<readonly [string, string]> = [
    ["Note", `${approval.note}${changed}`],
    ["Would run", blocks === 1 ? "1 block" : `${blocks} blocks`],
    ["Imports", named(modules)],
    ["Files of the vault", named(files)],
    ["Allowed on this device", switches.join(", ")],
    ["Folder", approval.vault],
    ["Python", approval.interpreter],
    ["Fingerprint", approval.digest.slice(0, 16)],
  ];
  return rows.filter(([, value]) => value !== "");
}

const SHOWN = 12;

function named(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return names.slice(0, SHOWN).join(", ") + more;
}

export const ABSENT =
  "The backend was not found. Install it with the command that the settings show, or choose its location there.";

export const MOBILE =
  "Vault runner works on the desktop only: on this device it runs and checks nothing. The outputs, figures and notes stay readable.";

export function sandboxWords(sandbox: string): string {
  return (
    `Obsidian runs in a sandbox (${sandbox}) and cannot start programs. ` +
    "Start the backend in a terminal and choose “Connect to a running one” in the settings."
  );
}

/** How states, refusals and errors are said to people. */

import type { BlockView, Known } from "../editor/field";
import type { Reason } from "../notes/placement";
import type { Condition } from "../backend/keeper";
import { RpcError } from "../rpc/peer";
import type { Mishap } from "../protocol/messages";

export interface Shown {
  icon: string;
  words: string;
}

export function seconds(value: number): string {
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

/** What the toolbar's button does, as its name says it. */
export function buttonName(view: BlockView, condition: Condition): string {
  if (!view.known && condition !== "running") return `Start backend and run block ${view.number}`;
  const { words } = stateShown(view);
  const state = words ? `, ${words.toLowerCase()}` : "";
  if (view.state === "running" || view.state === "queued") return `Stop block ${view.number}${state}`;
  return `Run block ${view.number}${state}`;
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

export const ABSENT =
  "The backend was not found. Install it with the command that the settings show, or choose its location there.";

export function sandboxWords(sandbox: string): string {
  return (
    `Obsidian runs in a sandbox (${sandbox}) and cannot start programs. ` +
    "Start the backend in a terminal and choose “Connect to a running one” in the settings."
  );
}

/** The commands, all without hotkeys. */

import type { Command } from "obsidian";
import type { EditorView } from "@codemirror/view";
import { blockAt, noteField, type BlockView } from "./editor/field";
import { findings } from "./editor/marks";
import type { Run } from "./protocol/messages";

export interface Deeds {
  /** The editor that was used last, with its note. */
  current(): { view: EditorView; path: string } | null;
  run(path: string, scope: Run["scope"], view: EditorView, number?: number): Promise<void>;
  stopAll(): Promise<void>;
  restartSession(path: string): Promise<void>;
  clear(path: string): Promise<void>;
  check(path: string): Promise<void>;
  showFindings(view: EditorView): void;
  showRuns(): void;
  showLog(): void;
  startBackend(): Promise<void>;
  stopBackend(): Promise<void>;
  trust(path: string): Promise<void>;
  revokeTrust(): Promise<void>;
  say(words: string): void;
}

type Act = (view: EditorView, path: string) => unknown;

export function commands(deeds: Deeds): Command[] {
  const inNote = (id: string, name: string, act: Act, able: (view: EditorView) => boolean = () => true): Command => ({
    id,
    name,
    checkCallback: (checking) => {
      const current = deeds.current();
      if (!current || !able(current.view)) return false;
      if (!checking) void act(current.view, current.path);
      return true;
    },
  });
  const onBlock = (id: string, name: string, scope: Run["scope"], then?: (view: EditorView, block: BlockView) => void): Command =>
    inNote(
      id,
      name,
      (view, path) => {
        const block = here(view);
        if (!block) return;
        const ran = deeds.run(path, scope, view, block.number);
        then?.(view, block);
        return ran;
      },
      (view) => here(view) !== null,
    );
  const anywhere = (id: string, name: string, act: () => unknown): Command => ({ id, name, callback: () => void act() });
  return [
    onBlock("run-block", "Run current block", "block"),
    onBlock("run-block-and-advance", "Run current block and move on", "block", moveOn),
    onBlock("run-above", "Run blocks above", "above"),
    onBlock("run-from-here", "Run from here", "below"),
    inNote("run-note", "Run this note", (view, path) => deeds.run(path, "note", view)),
    inNote("run-folder", "Run all notes in folder", (view, path) => deeds.run(path, "folder", view)),
    inNote("run-out-of-date", "Run out-of-date blocks", (view, path) => deeds.run(path, "out-of-date", view)),
    anywhere("stop-running", "Stop running", () => deeds.stopAll()),
    inNote("restart-session", "Restart session", (_, path) => deeds.restartSession(path)),
    inNote("clear-outputs", "Clear outputs in this note", (_, path) => deeds.clear(path)),
    inNote("check-note", "Check this note", (_, path) => deeds.check(path)),
    inNote("next-finding", "Next finding", (view) => toFinding(view, 1, deeds)),
    inNote("previous-finding", "Previous finding", (view) => toFinding(view, -1, deeds)),
    inNote("show-findings", "Show findings", (view) => deeds.showFindings(view)),
    inNote("mark-not-runnable", "Mark block as not runnable", markNotRunnable, (view) => here(view) !== null),
    anywhere("show-runs", "Show what is running", () => deeds.showRuns()),
    anywhere("start-backend", "Start backend", () => deeds.startBackend()),
    anywhere("stop-backend", "Stop backend", () => deeds.stopBackend()),
    anywhere("restart-backend", "Restart backend", async () => {
      await deeds.stopBackend();
      await deeds.startBackend();
    }),
    anywhere("show-log", "Show log", () => deeds.showLog()),
    inNote("trust-vault", "Trust this vault", (_, path) => deeds.trust(path)),
    anywhere("remove-trust", "Remove trust", () => deeds.revokeTrust()),
  ];
}

function here(view: EditorView): BlockView | null {
  return blockAt(view.state, view.state.selection.main.head);
}

function moveOn(view: EditorView, block: BlockView): void {
  const next = view.state.field(noteField).views.find((each) => each.number === block.number + 1);
  if (!next) return;
  const at = Math.min(next.openingEnd + 1, view.state.doc.length);
  view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
}

export function toFinding(view: EditorView, step: 1 | -1, deeds: Pick<Deeds, "say">): void {
  const all = findings(view.state);
  const head = view.state.selection.main.head;
  const ahead = step > 0 ? all.find((mark) => mark.from > head) : all.filter((mark) => mark.from < head).at(-1);
  const mark = ahead ?? (step > 0 ? all[0] : all.at(-1));
  if (!mark) return deeds.say("No findings in this note.");
  view.dispatch({ selection: { anchor: mark.from }, scrollIntoView: true });
  view.focus();
  deeds.say(`Finding ${all.indexOf(mark) + 1} of ${all.length}: ${mark.check.reason || mark.check.text}`);
}

/** Writes the option into the opening line, where it wins over every tag. */
function markNotRunnable(view: EditorView): void {
  const block = here(view);
  if (!block) return;
  const { openingEnd } = block;
  view.dispatch({ changes: { from: openingEnd, insert: " norun" }, userEvent: "input.vault-runner" });
}

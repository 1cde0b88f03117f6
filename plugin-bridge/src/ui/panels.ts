/** The lists that commands and the status line open: findings of a note, and what runs. */

import type { App } from "obsidian";
import type { EditorView } from "@codemirror/view";
import { noteField } from "../editor/field";
import { findings } from "../editor/marks";
import type { Job } from "../protocol/messages";
import { ListDialog, type Row } from "./lists";
import { verdictWords } from "./verdict_words";
import { seconds } from "./words";

export function showFindings(app: App, view: EditorView): void {
  const rows = findings(view.state).map(({ check, from }) => ({
    head: `Line ${view.state.doc.lineAt(from).number}`,
    text: verdictWords(check),
    cls: `vr-row-${check.status}`,
    press: () => {
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true });
      view.focus();
    },
  }));
  new ListDialog(app, "Findings", rows, "No findings in this note.").open();
}

export interface RunsOf {
  jobs: readonly Job[];
  pathOf: (uri: string) => string | null;
  lead: (path: string) => EditorView | null;
  stop: (runId: string) => void;
}

export function showRuns(app: App, runs: RunsOf): void {
  const rows = runs.jobs.map((job): Row => {
    const path = runs.pathOf(job.uri);
    return { head: path ?? job.uri, text: jobWords(job, path ? runs.lead(path) : null), button: "Stop", press: () => runs.stop(job.runId) };
  });
  new ListDialog(app, "Running", rows, "Nothing is running.").open();
}

/** A block goes by its number, which a person sees; by its name only if its note isn't shown. */
export function jobWords(job: Job, view: EditorView | null): string {
  const block = view?.state.field(noteField).views.find((each) => each.known?.id === job.blockId);
  const name = block ? `Block ${block.number}` : `Block ${job.blockId}`;
  return job.state === "running" ? `${name}: running, ${seconds(job.elapsed)}` : `${name}: ${job.state}`;
}

import type { Health } from "../backend/keeper";
import { isBusy, noteField } from "../editor/field";
import { marksField, isWrong } from "../editor/marks";
import type { EditorView } from "@codemirror/view";

/** The one line of the status bar: what runs, else what was found, else how the backend is. */
export function statusWords(health: Health, views: readonly EditorView[], current: EditorView | null, live: boolean): string {
  if (health.condition !== "running") return short(health);
  const blocks = views.flatMap((view) => view.state.field(noteField).views);
  const running = blocks.filter((block) => block.state === "running").length;
  const busy = blocks.filter((block) => isBusy(block.state)).length;
  if (busy > 0) return `Running ${running} of ${busy}`;
  const parts = current ? noteWords(current) : [];
  return [...(parts.length > 0 ? parts : [health.words]), ...(live ? ["live"] : [])].join(" · ");
}

function noteWords(view: EditorView): string[] {
  const marks = view.state.field(marksField);
  const held = marks.filter(({ check }) => check.status === "verified" || check.status === "verified-exact").length;
  const wrong = marks.filter(({ check }) => isWrong(check) && check.status === "refuted").length;
  const doubted = marks.filter(({ check }) => isWrong(check) && check.status === "doubted").length;
  const blocks = view.state.field(noteField).views;
  const old = blocks.filter((block) => block.state === "out-of-date").length;
  const waiting = blocks.filter((block) => block.state === "waiting").length;
  return [
    ...(held || wrong || doubted ? [`${held} ✓ ${wrong} ✗${doubted ? ` ${doubted} ?` : ""}`] : []),
    ...(old ? [`${old} out of date`] : []),
    ...(waiting ? [`${waiting} ${waiting === 1 ? "waits" : "wait"} for a click`] : []),
  ];
}

function short(health: Health): string {
  const words: Partial<Record<Health["condition"], string>> = {
    absent: "Backend: not found",
    mismatch: "Backend: needs an update",
    failed: "Backend: stopped",
  };
  return words[health.condition] ?? health.words;
}

/** The button and the state at the end of a block's opening line, and the output below it while it runs. */

import { EditorView, WidgetType } from "@codemirror/view";
import { setIcon } from "obsidian";
import type { Condition } from "../backend/keeper";
import { buttonName, refusalWords, seconds, stateReason, stateShown } from "../ui/words";
import type { BlockView } from "./field";
import { shownText } from "./terminal";

export interface Actions {
  condition(): Condition;
  /** Runs the block, or stops it if it is busy. */
  press(view: EditorView, number: number): void;
  insertAnyway(view: EditorView, id: string): void;
  dismiss(view: EditorView, id: string): void;
}

/** Draws the inside of a toolbar; what is there already is kept, so that the keyboard's focus stays. */
export function drawToolbar(element: HTMLElement, view: BlockView, condition: Condition): void {
  const busy = view.state === "running" || view.state === "queued";
  const button = element.querySelector<HTMLElement>("button");
  const { icon, words } = stateShown(view);
  button?.setAttribute("aria-label", buttonName(view, condition));
  if (button && button.dataset.icon !== (busy ? "square" : "play")) {
    button.dataset.icon = busy ? "square" : "play";
    setIcon(button, busy ? "square" : "play");
  }
  const state = element.querySelector<HTMLElement>(".vr-state");
  if (!state) return;
  state.className = `vr-state vr-state-${view.state}`;
  state.title = stateReason(view);
  state.empty();
  if (icon) setIcon(state.createSpan({ cls: "vr-icon", attr: { "aria-hidden": "true" } }), icon);
  const text = state.createSpan({ text: words });
  const since = view.known?.since ?? 0;
  if (view.state === "running" && since) {
    text.addClass("vr-elapsed");
    text.dataset.since = String(since);
    text.setText(seconds((Date.now() - since) / 1000));
  }
}

export function makeToolbar(press: () => void): HTMLElement {
  const element = createSpan({ cls: "vr-toolbar" });
  const button = element.createEl("button", { cls: "vr-run clickable-icon", attr: { type: "button" } });
  // A click must not move the cursor, nor take the focus from the text.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", press);
  element.createSpan({ cls: "vr-state", attr: { "aria-hidden": "true" } });
  return element;
}

export class ToolbarWidget extends WidgetType {
  private readonly key: string;

  constructor(
    readonly view: BlockView,
    readonly condition: Condition,
    private readonly actions: Actions,
  ) {
    super();
    const { known, state, number } = view;
    this.key = [number, state, known?.elapsed, known?.since, known?.reason, known?.cached, known === null, condition].join("|");
  }

  override eq(other: ToolbarWidget): boolean {
    return other.key === this.key;
  }

  override toDOM(view: EditorView): HTMLElement {
    const element = makeToolbar(() => {
      this.actions.press(view, Number(element.dataset.number));
    });
    this.draw(element);
    return element;
  }

  override updateDOM(element: HTMLElement): boolean {
    this.draw(element);
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }

  private draw(element: HTMLElement): void {
    element.dataset.number = String(this.view.number);
    drawToolbar(element, this.view, this.condition);
  }
}

export class OutputWidget extends WidgetType {
  constructor(
    readonly view: BlockView,
    private readonly actions: Actions,
  ) {
    super();
  }

  override eq(other: OutputWidget): boolean {
    const [one, two] = [this.view.known, other.view.known];
    return this.view.state === other.view.state && one?.output === two?.output && one?.refused === two?.refused && one?.id === two?.id;
  }

  override toDOM(view: EditorView): HTMLElement {
    const element = createDiv({ cls: "vr-output" });
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", `Output of block ${this.view.number}`);
    element.createEl("pre");
    element.createDiv({ cls: "vr-refusal" });
    this.draw(element, view);
    return element;
  }

  override updateDOM(element: HTMLElement, view: EditorView): boolean {
    this.draw(element, view);
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }

  private draw(element: HTMLElement, view: EditorView): void {
    const { known, state } = this.view;
    element.setAttribute("aria-busy", String(state === "running"));
    element.toggleClass("vr-output-failed", state === "failed");
    const pre = element.querySelector("pre");
    if (pre) {
      const text = shownText(known?.output ?? "");
      if (pre.textContent !== text) pre.setText(text);
      pre.toggleClass("vr-empty", text === "");
      pre.scrollTop = pre.scrollHeight;
    }
    const row = element.querySelector<HTMLElement>(".vr-refusal");
    row?.empty();
    if (!row || !known?.refused) return;
    row.createSpan({ text: refusalWords(known.refused) });
    const byHand = known.refused.reason === "edited-by-hand";
    const names = byHand ? ["Replace it", "Keep mine"] : ["Insert anyway", "Dismiss"];
    const gone = known.refused.reason === "gone";
    const id = known.refused.place.blockId;
    if (!gone) this.button(row, names[0] ?? "", () => this.actions.insertAnyway(view, id));
    this.button(row, names[1] ?? "", () => this.actions.dismiss(view, id));
  }

  private button(row: HTMLElement, text: string, press: () => void): void {
    row.createEl("button", { text, attr: { type: "button" } }).addEventListener("click", press);
  }
}

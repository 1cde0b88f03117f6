/** The editors that are open, by the note that each shows. */

import { type Extension } from "@codemirror/state";
import { EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { editorInfoField } from "obsidian";
import type { Sync } from "../notes/sync";
import { Turns, type Telling } from "./turns";

const TICK = 500;
const WAIT = 8;
/** An input method may compose for long; what waits is then kept by the backend. */
const LONGEST = 15_000;

export interface ViewEvents {
  opened(path: string, view: EditorView): void;
}

export class Views {
  private readonly paths = new Map<EditorView, string>();
  /** The most recently used first. */
  private recent: EditorView[] = [];
  private readonly turns = new Map<EditorView, Turns>();

  constructor(
    private readonly sync: Sync,
    private readonly uriOf: (path: string) => string,
    private readonly events: ViewEvents,
  ) {}

  extension(): Extension {
    const create = (view: EditorView) => {
      const turns = new Turns(view);
      this.turns.set(view, turns);
      this.add(view);
      const timer = view.dom.win.setInterval(() => tickWithin(view.dom), TICK);
      return {
        turns,
        update: (update: ViewUpdate) => this.updated(update),
        destroy: () => {
          view.dom.win.clearInterval(timer);
          turns.destroy();
          this.turns.delete(view);
          this.remove(view);
        },
      };
    };
    return ViewPlugin.define(create, {
      eventObservers: {
        keydown(event) {
          this.turns.key(event);
        },
        input() {
          this.turns.input();
        },
      },
    });
  }

  /** Tells an editor something between two keys; `afterwards` follows in the same turn. */
  tell(view: EditorView, telling: Telling, afterwards?: () => void): void {
    this.turns.get(view)?.tell(telling, afterwards);
  }

  /** Waits until an editor may be written in, and lets it hear what was told to it before. */
  async turn(view: EditorView): Promise<void> {
    const until = Date.now() + LONGEST;
    while (this.turns.get(view)?.free === false && Date.now() < until) {
      await new Promise((resolve) => view.dom.win.setTimeout(resolve, WAIT));
    }
    this.turns.get(view)?.flush();
  }

  /** Waits until nobody types in any editor: what takes the keyboard must not take letters meant for a note. */
  async quiet(): Promise<void> {
    while ([...this.turns.values()].some((turns) => turns.typing)) {
      await new Promise((resolve) => window.setTimeout(resolve, 100));
    }
  }

  all(): EditorView[] {
    return [...this.recent];
  }

  pathOf(view: EditorView): string | null {
    const path = view.state.field(editorInfoField, false)?.file?.path;
    return path?.endsWith(".md") ? path : null;
  }

  showing(path: string): EditorView[] {
    return this.recent.filter((view) => this.paths.get(view) === path);
  }

  /** The pane that writes: the one that was used last. */
  lead(path: string): EditorView | null {
    return this.showing(path)[0] ?? null;
  }

  /** Tells a backend that has just come of everything that is open. */
  openAll(): void {
    for (const view of this.recent) {
      const path = this.settlePath(view);
      if (path) this.sync.open(path, this.uriOf(path), view.state.doc);
    }
  }

  /** A file was renamed or another one shown. */
  refresh(): void {
    for (const view of this.recent) this.settlePath(view);
  }

  used(view: EditorView): void {
    if (this.recent[0] === view) return;
    this.recent = [view, ...this.recent.filter((other) => other !== view)];
    const path = this.paths.get(view);
    if (path) this.sync.settle(path, view.state.doc);
  }

  private add(view: EditorView): void {
    this.recent.push(view);
    this.settlePath(view);
  }

  private remove(view: EditorView): void {
    const path = this.paths.get(view);
    this.recent = this.recent.filter((other) => other !== view);
    this.paths.delete(view);
    if (path && !this.lead(path)) this.sync.close(path);
  }

  private updated(update: ViewUpdate): void {
    const { view } = update;
    const before = this.paths.get(view);
    const path = this.settlePath(view);
    const typed = update.transactions.some((one) => one.isUserEvent("input") || one.isUserEvent("delete"));
    if (typed || (update.focusChanged && view.hasFocus)) this.used(view);
    if (update.docChanged && path && path === before && this.lead(path) === view) {
      this.sync.changed(path, update.startState.doc, update.changes, update.state.doc);
    }
  }

  private settlePath(view: EditorView): string | null {
    const path = this.pathOf(view);
    const before = this.paths.get(view) ?? null;
    if (path === before) return path;
    if (path) this.paths.set(view, path);
    else this.paths.delete(view);
    if (before && !this.lead(before)) this.sync.close(before);
    if (path) {
      this.sync.open(path, this.uriOf(path), view.state.doc);
      // An editor is told while it is being made or updated; what follows may want to change it.
      window.setTimeout(() => this.events.opened(path, view), 0);
    }
    return path;
  }
}

export function tickWithin(root: HTMLElement): void {
  for (const element of Array.from(root.querySelectorAll<HTMLElement>(".vr-elapsed"))) {
    const passed = (Date.now() - Number(element.dataset.since)) / 1000;
    element.setText(passed < 10 ? `${passed.toFixed(1)} s` : `${Math.round(passed)} s`);
  }
}

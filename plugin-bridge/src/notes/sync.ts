/** Tells the backend what open notes hold: whole once, then only what changed, gathered over a short time. */

import type { ChangeSet, Text } from "@codemirror/state";
import { contentChanges, type ContentChange } from "./changes";

export const GATHERED = 80;

export interface Listener {
  notify(method: string, params: unknown): void;
}

interface OpenNote {
  uri: string;
  version: number;
  /** What the backend has. */
  sent: Text;
  /** What the editor has; both are equal when nothing is pending. */
  doc: Text;
  /** From `sent` to `doc`; null if that isn't known, so that the whole text is sent. */
  pending: ChangeSet | null;
}

export class Sync {
  private readonly notes = new Map<string, OpenNote>();
  private readonly gone = new Map<string, number>();
  private timer = 0;

  constructor(private readonly listener: () => Listener | null) {}

  isOpen(path: string): boolean {
    return this.notes.has(path);
  }

  /** The version that the backend has, and whether the editor has the same. */
  version(path: string): { version: number; current: boolean } | null {
    const note = this.notes.get(path);
    return note ? { version: note.version, current: note.sent === note.doc } : null;
  }

  open(path: string, uri: string, doc: Text): void {
    const listener = this.listener();
    if (!listener || this.notes.has(path)) return;
    // Versions go on where an earlier opening left them, so that a late message is never taken for a new one.
    const version = (this.gone.get(path) ?? 0) + 1;
    this.notes.set(path, { uri, version, sent: doc, doc, pending: null });
    listener.notify("textDocument/didOpen", { textDocument: { uri, languageId: "markdown", version, text: plain(doc) } });
  }

  close(path: string): void {
    const note = this.notes.get(path);
    if (!note) return;
    this.notes.delete(path);
    this.gone.set(path, note.version);
    this.listener()?.notify("textDocument/didClose", { textDocument: { uri: note.uri } });
  }

  /** `changes` lead from the text that the editor had to `doc`. */
  changed(path: string, before: Text, changes: ChangeSet, doc: Text): void {
    const note = this.notes.get(path);
    if (!note || note.doc === doc) return;
    if (note.sent === note.doc && same(note.sent, before)) note.pending = changes;
    else if (note.pending && same(note.doc, before)) note.pending = note.pending.compose(changes);
    else note.pending = null;
    note.doc = doc;
    if (!this.timer) this.timer = window.setTimeout(() => this.flush(), GATHERED);
  }

  /** A second pane shows the same note, or the app replaced the text as a whole. */
  settle(path: string, doc: Text): void {
    const note = this.notes.get(path);
    if (!note || same(note.doc, doc)) return;
    note.pending = null;
    note.doc = doc;
    this.flush();
  }

  saved(path: string): void {
    const note = this.notes.get(path);
    if (!note) return;
    this.flush();
    this.listener()?.notify("textDocument/didSave", { textDocument: { uri: note.uri } });
  }

  /** Sends everything that was typed since the last time; called before every request. */
  flush(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    const listener = this.listener();
    if (!listener) return;
    for (const note of this.notes.values()) {
      if (note.sent === note.doc) continue;
      const contentChanges = this.changesOf(note);
      note.version++;
      note.sent = note.doc;
      note.pending = null;
      listener.notify("textDocument/didChange", {
        textDocument: { uri: note.uri, version: note.version },
        contentChanges,
      });
    }
  }

  /** Forgets everything: the backend that knew it is gone. */
  reset(): void {
    window.clearTimeout(this.timer);
    this.timer = 0;
    for (const [path, note] of this.notes) this.gone.set(path, note.version);
    this.notes.clear();
  }

  private changesOf(note: OpenNote): Array<ContentChange | { text: string }> {
    const { pending, sent, doc } = note;
    // The whole text heals whatever could have gone wrong between.
    if (!pending || pending.length !== sent.length || !pending.apply(sent).eq(doc)) return [{ text: plain(doc) }];
    return contentChanges(sent, pending);
  }
}

function same(one: Text, other: Text): boolean {
  return one === other || (one.length === other.length && one.eq(other));
}

function plain(doc: Text): string {
  return doc.sliceString(0, undefined, "\n");
}

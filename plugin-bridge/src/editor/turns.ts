/** When an editor may be changed from outside: not between a key and the letter that it brings. */

import type { StateEffect } from "@codemirror/state";
import { EditorView, type PluginValue } from "@codemirror/view";

/** Made when it is told, since what it says may hold no longer by then. */
export type Telling = () => StateEffect<unknown> | null;

const LETTER = 60;
const AGAIN = 8;
/** After this time without a key, nobody's next letter goes astray if something else takes the keyboard. */
const TYPING = 800;

/** Keys that change the text; others bring no letter to wait for. */
export function bringsText(key: string): boolean {
  return Array.from(key).length === 1 || ["Enter", "Backspace", "Delete", "Process", "Dead", "Unidentified"].includes(key);
}

/** Gathers what is told to one editor, and tells it in one turn between two keys. */
export class Turns implements PluginValue {
  private until = 0;
  private pressed = -Infinity;
  private timer = 0;
  private waiting: Telling[] = [];
  private afterwards: Array<() => void> = [];

  constructor(private readonly view: EditorView) {}

  key(event: KeyboardEvent): void {
    this.pressed = performance.now();
    if (bringsText(event.key)) this.until = performance.now() + LETTER;
  }

  /** The letter is there; the editor reads it before the next turn. */
  input(): void {
    this.until = 0;
  }

  get free(): boolean {
    return performance.now() >= this.until && !this.view.compositionStarted;
  }

  /** Whether somebody pressed a key a moment ago, and may go on. */
  get typing(): boolean {
    return performance.now() < this.pressed + TYPING || this.view.compositionStarted;
  }

  tell(telling: Telling, afterwards?: () => void): void {
    this.waiting.push(telling);
    if (afterwards) this.afterwards.push(afterwards);
    if (!this.timer) this.timer = this.view.dom.win.setTimeout(() => this.take(), 0);
  }

  /** Tells at once what waits: something that relies on it follows in the same turn. */
  flush(): void {
    this.view.dom.win.clearTimeout(this.timer);
    this.timer = 0;
    const effects = this.waiting.splice(0).flatMap((telling) => telling() ?? []);
    if (effects.length > 0) this.view.dispatch({ effects });
    for (const after of this.afterwards.splice(0)) after();
  }

  destroy(): void {
    this.view.dom.win.clearTimeout(this.timer);
  }

  private take(): void {
    if (this.free) this.flush();
    else this.timer = this.view.dom.win.setTimeout(() => this.take(), AGAIN);
  }
}

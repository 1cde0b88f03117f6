/** What encloses a line of Markdown, as CommonMark reads it: quotes, list items, and `ad-*` fences. */

export type Container =
  | { kind: "quote" }
  | { kind: "list"; width: number }
  | { kind: "ad"; fence: Fence };

export interface Fence {
  character: string;
  length: number;
  /** Columns before the fence, within its container: as many are taken off the lines inside. */
  indent: number;
}

const TAB = 4;
const LIST = /^(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)/;

/** A line that is read from left to right, with tabs counted in columns. */
export class Reader {
  at = 0;
  private column = 0;
  /** Columns of a tab that was eaten in part. */
  private left = 0;

  constructor(readonly line: string) {}

  get rest(): string {
    return " ".repeat(this.left) + this.line.slice(this.at);
  }

  get blank(): boolean {
    return /^[ \t]*$/.test(this.line.slice(this.at));
  }

  get indent(): number {
    let columns = this.left;
    let column = this.column + this.left;
    for (let at = this.at; at < this.line.length; at++) {
      const step = this.line[at] === "\t" ? TAB - (column % TAB) : this.line[at] === " " ? 1 : 0;
      if (step === 0) break;
      columns += step;
      column += step;
    }
    return columns;
  }

  /** Passes over up to `columns` columns of blanks. */
  eat(columns: number): void {
    const part = Math.min(columns, this.left);
    this.left -= part;
    this.column += part;
    let open = columns - part;
    while (open > 0 && this.at < this.line.length) {
      const character = this.line[this.at];
      if (character !== " " && character !== "\t") return;
      const step = character === "\t" ? TAB - (this.column % TAB) : 1;
      this.at++;
      this.column += Math.min(step, open);
      this.left = Math.max(0, step - open);
      open -= step;
    }
  }

  eatQuote(): boolean {
    const blanks = this.indent;
    if (blanks > 3) return false;
    const after = this.line.slice(this.at).search(/[^ \t]/);
    if (after < 0 || this.line[this.at + after] !== ">") return false;
    this.eat(blanks);
    this.skip(1);
    this.eat(1);
    return true;
  }

  /** Passes over a list marker; returns the width that the item's lines are indented by, 0 if there is none. */
  eatListMarker(inParagraph: boolean): number {
    const blanks = this.indent;
    if (blanks > 3) return 0;
    const text = this.line.slice(this.at).trimStart();
    const marker = LIST.exec(text)?.[0];
    if (marker === undefined || /^([-*_])(?:[ \t]*\1){2,}[ \t]*$/.test(text)) return 0;
    const empty = text.slice(marker.length).trim() === "";
    if (inParagraph && (empty || (/\d/.test(marker) && !/^1[.)]$/.test(marker)))) return 0;
    this.eat(blanks);
    this.skip(marker.length);
    const padding = this.indent;
    // Five blanks or more open an indented block; of an empty item only one blank counts.
    const own = empty || padding > 4 ? 1 : padding;
    this.eat(own);
    return blanks + marker.length + own;
  }

  private skip(characters: number): void {
    this.at += characters;
    this.column += characters;
  }
}

export function openingFence(reader: Reader): { fence: Fence; info: string } | null {
  const indent = reader.indent;
  if (indent > 3) return null;
  const found = /^(`{3,}|~{3,})(.*)$/.exec(reader.rest.trimStart());
  if (!found) return null;
  const [, run = "", info = ""] = found;
  const character = run.charAt(0);
  if (character === "`" && info.includes("`")) return null;
  return { fence: { character, length: run.length, indent }, info: info.trim() };
}

export function closes(fence: Fence, reader: Reader): boolean {
  if (reader.indent > 3 + fence.indent) return false;
  const text = reader.rest.trim();
  return text.length >= fence.length && text === fence.character.repeat(text.length);
}

/** Passes over one container's mark; false if the line isn't inside it. */
export function enter(container: Container, reader: Reader): boolean {
  if (container.kind === "quote") return reader.eatQuote();
  if (container.kind === "list") {
    if (reader.blank) return true;
    if (reader.indent < container.width) return false;
    reader.eat(container.width);
    return true;
  }
  reader.eat(container.fence.indent);
  return true;
}

/** Finds the python blocks of a note, wherever they stand: at the top, in lists, quotes, callouts, `ad-*` fences. */

import { hash } from "../hash";
import { closes, enter, openingFence, Reader, type Container, type Fence } from "./containers";

export interface FoundBlock {
  /** Lines of the opening and the closing fence, from 0. */
  line: number;
  endLine: number;
  info: string;
  language: string;
  /** Without container prefix, LF, each line ended. */
  source: string;
  sourceHash: string;
  /** Place among the blocks with the same source, from 0. */
  ordinal: number;
  /** What stands before the fence on its closing line. */
  prefix: string;
  container: string[];
}

interface Open {
  fence: Fence;
  info: string;
  line: number;
  depth: number;
  lines: string[];
}

const PYTHON = /^(?:python3?|py)$/;
const COMMENT_ENDS: ReadonlyArray<readonly [RegExp, RegExp]> = [
  [/^<!--/, /-->/],
  [/^%%/, /%%/],
];

export function languageOf(info: string): string {
  const word = info.replace(/^\{\s*\.?/, "").split(/[\s,{}:=]/, 1)[0] ?? "";
  return word.toLowerCase().replace(/^run-/, "");
}

export function findBlocks(lines: readonly string[]): FoundBlock[] {
  const walk = new Walk(lines);
  for (let line = afterFrontMatter(lines); line < lines.length; line++) walk.read(line);
  return walk.blocks;
}

/** Whether a block asks to be run by its own words; the backend knows better, once it is there. */
export function looksTagged(block: FoundBlock): boolean {
  const { info } = block;
  if (/(?:^|[\s,{])(?:skip|notest|norun|noeval)\b|eval\s*[=:]\s*(?:false|0)/i.test(info)) return false;
  if (/^#\|\s*eval:\s*false/m.test(block.source)) return false;
  return /(?:^|[\s,{:])run\b|^run-|^\{\s*\.?(?:python3?|py)\b/i.test(info) || /^#\|\s*eval:\s*true/m.test(block.source);
}

function afterFrontMatter(lines: readonly string[]): number {
  if (!/^---[ \t]*$/.test(lines[0] ?? "")) return 0;
  const end = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)[ \t]*$/.test(line));
  return end < 0 ? 0 : end + 1;
}

class Walk {
  readonly blocks: FoundBlock[] = [];
  private readonly equals = new Map<string, number>();
  private open: Open | null = null;
  private containers: Container[] = [];
  private inParagraph = false;
  private comment: RegExp | null = null;

  constructor(private readonly lines: readonly string[]) {}

  read(line: number): void {
    const text = this.lines[line] ?? "";
    const reader = new Reader(text);
    const inside = this.enterAll(reader);
    if (this.closeAdmonition(text)) return;
    if (this.open) {
      if (inside === this.open.depth) return this.body(this.open, reader, line);
      this.open = null;
      this.inParagraph = false;
    }
    if (this.comment) return this.passComment(text);
    this.openNew(reader, inside, line);
  }

  /** How many of the open containers the line is inside of. */
  private enterAll(reader: Reader): number {
    let inside = 0;
    while (inside < this.containers.length) {
      const container = this.containers[inside];
      if (!container || !enter(container, reader)) break;
      inside++;
    }
    return inside;
  }

  /** An `ad-*` fence ends at the first line that could close it, whatever is open inside. */
  private closeAdmonition(text: string): boolean {
    for (let depth = 0; depth < this.containers.length; depth++) {
      const container = this.containers[depth];
      if (container?.kind !== "ad") continue;
      const reader = new Reader(text);
      if (!this.containers.slice(0, depth).every((outer) => enter(outer, reader))) return false;
      if (!closes(container.fence, reader)) continue;
      this.containers = this.containers.slice(0, depth);
      this.open = null;
      this.comment = null;
      this.inParagraph = false;
      return true;
    }
    return false;
  }

  private body(open: Open, reader: Reader, line: number): void {
    if (!closes(open.fence, reader)) {
      reader.eat(open.fence.indent);
      open.lines.push(reader.rest);
      return;
    }
    this.open = null;
    const language = languageOf(open.info);
    if (PYTHON.test(language)) this.blocks.push(this.found(open, language, line));
  }

  private found(open: Open, language: string, endLine: number): FoundBlock {
    const source = open.lines.map((line) => line + "\n").join("");
    const sourceHash = hash(source);
    const ordinal = this.equals.get(sourceHash) ?? 0;
    this.equals.set(sourceHash, ordinal + 1);
    const prefix = /^[ \t>]*/.exec(this.lines[endLine] ?? "")?.[0] ?? "";
    const container = this.containers.map((outer) => outer.kind);
    return { line: open.line, endLine, info: open.info, language, source, sourceHash, ordinal, prefix, container };
  }

  private passComment(text: string): void {
    if (this.comment?.test(text)) this.comment = null;
  }

  private openNew(reader: Reader, inside: number, line: number): void {
    const lazy = inside < this.containers.length && this.inParagraph;
    const opened: Container[] = [];
    while (!reader.blank) {
      if (reader.eatQuote()) opened.push({ kind: "quote" });
      else {
        const width = reader.eatListMarker(this.inParagraph && opened.length === 0 && inside === this.containers.length);
        if (!width) break;
        opened.push({ kind: "list", width });
      }
    }
    const fence = reader.indent > 3 && this.inParagraph ? null : openingFence(reader);
    if (lazy && opened.length === 0 && !fence && !reader.blank && !/^#{1,6}(?:\s|$)/.test(reader.rest.trim())) return;
    this.containers = [...this.containers.slice(0, inside), ...opened];
    if (fence) return this.openFence(fence.fence, fence.info, line);
    const text = reader.rest.trim();
    this.inParagraph = text !== "" && !/^#{1,6}(?:\s|$)|^([-*_])(?:\s*\1){2,}\s*$/.test(text) && (this.inParagraph || reader.indent < 4);
    this.startComment(text);
  }

  private openFence(fence: Fence, info: string, line: number): void {
    this.inParagraph = false;
    if (/^ad-/i.test(info)) this.containers.push({ kind: "ad", fence });
    else this.open = { fence, info, line, depth: this.containers.length, lines: [] };
  }

  private startComment(text: string): void {
    for (const [start, end] of COMMENT_ENDS) {
      if (start.test(text) && !end.test(text.slice(2))) this.comment = end;
    }
  }
}

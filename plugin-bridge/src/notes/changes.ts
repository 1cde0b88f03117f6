/** CodeMirror's changes as the changes of the language server protocol. Both count UTF-16 units. */

import type { ChangeSet, Text } from "@codemirror/state";
import type { Position, Range } from "../protocol/messages";

export interface ContentChange {
  range: Range;
  text: string;
}

export function positionAt(doc: Text, offset: number): Position {
  const line = doc.lineAt(offset);
  return { line: line.number - 1, character: offset - line.from };
}

/** The offset of a position; one beyond the document or the line is drawn back to its end. */
export function offsetAt(doc: Text, position: Position): number {
  if (position.line >= doc.lines) return doc.length;
  const line = doc.line(position.line + 1);
  return Math.min(line.from + position.character, line.to);
}

/** From the last change to the first, so that each one's range is one of the document before all of them. */
export function contentChanges(base: Text, changes: ChangeSet): ContentChange[] {
  const found: ContentChange[] = [];
  changes.iterChanges((from, to, _newFrom, _newTo, inserted) => {
    const range = { start: positionAt(base, from), end: positionAt(base, to) };
    found.unshift({ range, text: inserted.sliceString(0, undefined, "\n") });
  });
  return found;
}

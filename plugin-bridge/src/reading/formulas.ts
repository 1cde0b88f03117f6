/** The formulas of a part of a note, in the order in which the reading view draws them. */

export interface Formula {
  from: number;
  to: number;
}

/** Code of any kind, comments, escaped signs: what can't be a formula comes first, so that it is passed over. */
const PIECES = [
  /^[ \t>]*(?:[-*+]|\d+[.)])?[ \t>]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t>]*\1[`~]*[ \t]*$|$(?![\s\S]))/.source,
  /(?<!`)(?<ticks>`+)(?!`)[\s\S]*?[^`]\k<ticks>(?!`)/.source,
  /<!--[\s\S]*?-->|%%[\s\S]*?%%/.source,
  /\\[\s\S]/.source,
  /(?<block>\$\$[\s\S]+?\$\$)/.source,
  /(?<inline>\$(?![\s$])(?:\\[\s\S]|[^$\\\n]|\n(?!\s*\n))*?(?<!\s)\$(?!\d))/.source,
].join("|");

export function formulasOf(text: string): Formula[] {
  const found: Formula[] = [];
  for (const piece of text.matchAll(new RegExp(PIECES, "gm"))) {
    if (piece.groups?.block === undefined && piece.groups?.inline === undefined) continue;
    found.push({ from: piece.index, to: piece.index + piece[0].length });
  }
  return found;
}

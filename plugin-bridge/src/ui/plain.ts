/** Words that come from a note's code or name, shown so that they can't pass for anything else. */

import { shownText } from "../editor/terminal";

const LONGEST = 2000;
/** Controls, and marks that no eye sees: some turn the direction of writing, so that other words are read than stand there. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
/** Of these, the ones that writing needs: lines, tabs, and the joiners of scripts and of emoji. */
const NEEDED = new Set(["\n", "\t", "\u200C", "\u200D"]);

export function plainText(raw: string): string {
  const text = shownText(raw.length > LONGEST ? `${raw.slice(0, LONGEST)}…` : raw);
  return text.replace(UNSEEN, (letter) => (NEEDED.has(letter) ? letter : `⟨${code(letter)}⟩`));
}

function code(letter: string): string {
  return `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

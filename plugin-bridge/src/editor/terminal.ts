/** What a program prints, as a terminal would show it: no colours, and a line that is written over is written over. */

// eslint-disable-next-line no-control-regex -- the control sequences are what is looked for
const SEQUENCE = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[@-Z\\^_=>])/g;

export function shownText(raw: string): string {
  const text = raw.includes("\u001B") ? raw.replace(SEQUENCE, "") : raw;
  if (!/[\r\b]/.test(text)) return text;
  return text.replace(/\r+\n/g, "\n").split("\n").map(written).join("\n");
}

/** A carriage return goes back to the line's start, a backspace one letter; what follows writes over what stands there. */
function written(line: string): string {
  if (!/[\r\b]/.test(line)) return line;
  const cells: string[] = [];
  let at = 0;
  for (const letter of line) {
    if (letter === "\r") at = 0;
    else if (letter === "\b") at = Math.max(0, at - 1);
    else cells[at++] = letter;
  }
  return cells.join("");
}
